"""What holds for every text and every set of plugins, by name: `PROPERTIES[name](parser, text)`.

Each returns when it holds and raises BrokenPromiseError, an AssertionError, when it does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docparse.exchange import encode, interchange
from docparse.outline import outline_rows
from docparse.parser import Parser
from docparse.plugins import FAILURES
from docparse.source import fold
from docparse.testing import promises
from docparse.testing.mutators import TRADITIONAL, concatenate
from docparse.testing.promises import BrokenPromiseError
from docparse.testing.quotes import check_quotes
from docparse.tree import Document

Property = Callable[[Parser, str], None]

PREFIX = 50  # lines: what stands further below does not change a unit that is closed
_FILLER = "各单位认真落实工作责任。\n"
_OTHER = """\
关于开展河道保洁的通知
各单位：
一、工作目标
（一）分段包干。一是定人；二是定责。
（二）定期检查。
1．每周巡查。
2．每月通报。
二、主要任务
首先，摸清底数。其次，列出清单。
三、保障措施
"""
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
# Looks are a matter of usual texts: where lines end at \n, and blanks and signs are those of print
_USUAL = re.compile(
    r"[\n \u3000!-~\xb7\xd7\u2013-\u203b\u2160-\u217f\u2460-\u24ff\u25a0-\u25ff\u2600-\u26ff\u2776-\u2793\u3001-\u3017\u3220-\u3229\u4e00-\u9fff\uff01-\uff5e]*"
)
LOOKS: dict[str, Callable[[str], str]] = {
    "half width": fold,
    "full width": lambda text: text.translate(_FULL_WIDTH),
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "no final newline": lambda text: text.rstrip("\n"),
    "final newlines": lambda text: text + "\n\n\n",
    "trailing blanks": lambda text: text.replace("\n", " 　\n"),
    "indent": lambda text: "　　" + text.replace("\n", "\n　　"),
    "byte order mark": lambda text: "\ufeff" + text,
    "Traditional": lambda text: text.translate(TRADITIONAL),
}  # fmt: skip


def shape(document: Document) -> list[tuple[Any, ...]]:
    """The outline without its words."""
    nodes = document.outline()
    return [(node.kind, node.style, node.ordinal, node.level, node.heading is not None) for node in nodes]


def check_promises(parser: Parser, text: str) -> None:
    """The text is all there, in a tree of sound spans, and can be written as JSON."""
    promises.check(parser.parse(text))


def check_answers(parser: Parser, text: str) -> None:
    """No plugin fails, in any hook, and none answers with something that has to be dropped."""
    parser.plugins.errors.clear()  # one that failed often is asked again
    known = parser.trouble()
    failed = [d for d in parser.parse(text).diagnostics if d.code in FAILURES and d not in known]
    if failed:
        raise BrokenPromiseError("answers", failed[0].message)


def check_deterministic(parser: Parser, text: str) -> None:
    """The same text gives the same bytes again."""
    if encode(interchange(parser.parse(text))) != encode(interchange(parser.parse(text))):
        raise BrokenPromiseError("deterministic", "a second parse of the same text gives another result")


def check_concatenation(parser: Parser, text: str) -> None:
    """As a part of a file, before or after another part, a text has the outline that it has alone.

    Says nothing about a text that has parts of its own, numbers that begin late (an excerpt), or chapters without a
    text (a table of contents): what those are is told by what stands around them.
    """
    document = parser.parse(text).document
    if _depends(parser, document):
        return
    rows = outline_rows(document)
    for piece in (concatenate([text, _OTHER])[0], concatenate([_OTHER, text])[1]):
        found = {row["start"]: row for row in outline_rows(parser.parse(piece.text).document)}
        for row in piece.carry(rows):
            other = found.get(row["start"])
            if other is None or (row["parent"] >= 0 and row["parent"] != other["parent"]):
                fate = "is lost" if other is None else "has another parent"
                raise BrokenPromiseError(
                    "concatenation", f"{row['marker']!r} {fate} where the text is a part of a file"
                )


def check_prefix(parser: Parser, text: str) -> None:
    """Text that follows more than PREFIX lines below does not change the outline of a text.

    Says nothing about the texts of which `check_concatenation` says nothing.
    """
    if _depends(parser, parser.parse(text).document):
        return
    above = f"{text}\n{_FILLER * (PREFIX + 1)}"
    before, after = (_placed(parser, whole, len(text)) for whole in (above, above + _OTHER))
    if changed := sorted(before ^ after):
        raise BrokenPromiseError("prefix", f"{changed[0][1]!r} is read by what stands {PREFIX} lines below")


def check_looks(parser: Parser, text: str) -> None:
    """Width of signs, kind of newline, blank lines, indentation, script and a byte order mark do not change the outline.

    Says nothing about texts with characters that are not of print.
    """
    if not _USUAL.fullmatch(text):
        return
    wanted = shape(parser.parse(text).document)
    for look, change in LOOKS.items():
        if shape(parser.parse(change(text)).document) != wanted:
            raise BrokenPromiseError("looks", f"another outline under the look {look!r}")


def check_fields(parser: Parser, text: str) -> None:
    """The text of a field of a record stands where its span says, not a character beside it."""
    result = parser.parse(text)
    for record in result.records:
        check_quotes(result.document.source.raw, record.type, record.data)


PROPERTIES: dict[str, Property] = {  # what holds for every text and plugin, by name; each raises BrokenPromiseError
    "promises": check_promises,
    "answers": check_answers,
    "quotes": check_fields,
    "deterministic": check_deterministic,
    "concatenation": check_concatenation,
    "looks": check_looks,
    "prefix": check_prefix,
}
ANY_TEXT = ("promises", "answers", "quotes", "deterministic")  # hold for any str; the others for texts with line breaks


def _depends(parser: Parser, document: Document) -> bool:
    """Whether the outline of a text depends on what stands around it."""
    begun: set[tuple[int | None, str | None]] = set()
    for node in document.outline():
        style = parser.scanner.styles.get(node.style or "")
        if node.kind == "part" or style is None or style.opens:
            return True
        if style.statute == "division" and len(document.children(node)) < 2:
            return True
        last = node.ordinal[-1] if isinstance(node.ordinal, list) and style.path else node.ordinal
        if last not in (None, 1) and (node.parent, node.style) not in begun:
            return True
        begun.add((node.parent, node.style))
    return False


def _placed(parser: Parser, text: str, length: int) -> set[tuple[int, str, int]]:
    rows = outline_rows(parser.parse(text).document)
    return {(row["start"], row["marker"], row["parent"]) for row in rows if row["start"] < length}
