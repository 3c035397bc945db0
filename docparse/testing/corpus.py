r"""The corpus notation: small documents, each with a rule as its title and the outline it should give.

    === a heading ends at the first full stop
    一、抓好落实。每月检查一次。
    (一)定人
    ---
    section 一 | 抓好落实
      section (一) | 定人

The body is what stands between the two lines, without its last newline. Below the `---` stands what
`docparse.notation` gives: `kind marker | heading`, indentation is nesting. If lines `! code` follow, they are the codes
of all diagnostics, sorted; without them, diagnostics do not matter. Blank lines after a case do not count. Text before
the first title is a comment. A line of a body that begins with === or --- is written with a backslash before it (and
one that begins with backslashes and then === or --- with one more).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from docparse.findings import Result
from docparse.outline import notation
from docparse.parser import Parser

_TITLE, _LINE, _DIAGNOSTIC = "=== ", "---", "! "
_RESERVED = re.compile(r"===|---")
_ESCAPED = re.compile(r"\\+(===|---)")


class CorpusError(ValueError):
    """A corpus file that does not follow the notation; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a corpus file.

    path, line: where its title stands, lines counted from 1
    title: the rule it shows
    text: the document
    expected: the outline and the diagnostics, as `render` gives them
    """

    path: Path
    line: int
    title: str
    text: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path.stem}:{self.line} {self.title}"

    def found(self, parser: Parser) -> str:
        """What the parser gives for this case; diagnostics only where the case expects some."""
        result = parser.parse(self.text)
        return render(result) if _lists_diagnostics(self.expected) else notation(result.document)


def render(result: Result) -> str:
    """The outline of a result, and a line `! code` for each diagnostic, sorted."""
    codes = sorted(diagnostic.code for diagnostic in result.diagnostics)
    return notation(result.document) + "".join(f"{_DIAGNOSTIC}{code}\n" for code in codes)


def written(title: str, text: str, expected: str) -> str:
    """A case in the notation, to be pasted into a corpus file; `read_corpus` gives the same text back."""
    body = text.split("\n")
    lines = [f"\\{line}" if _RESERVED.match(line) or _ESCAPED.match(line) else line for line in body]
    return "\n".join([f"{_TITLE}{title}", *lines, _LINE, expected])


_updating = False


def update_from_now_on() -> None:
    """What `corpus_cases` reads is rewritten first: `pytest --update`."""
    global _updating
    _updating = True


def corpus_cases(path: str | Path, parser: Parser) -> list[Case]:
    """The cases of a file; under `pytest --update` they expect what the parser gives, and the file says so, too.

    CorpusError for a file without a case: it would test nothing.
    """
    if _updating:
        update(path, parser)
    cases = read_corpus(path)
    if not cases:
        raise CorpusError(f"{path}: no case: one begins with a line {_TITLE!r} and its title")
    return cases


def read_corpus(path: str | Path) -> list[Case]:
    """The cases of a file, none of one without a title; CorpusError where it does not follow the notation."""
    path = Path(path)
    return [case for case, _ in _cases(path, _read(path))]


def update(path: str | Path, parser: Parser) -> bool:
    """Rewrites what stands below the line of each case as the parser gives it. Returns whether the file changed."""
    path = Path(path)
    lines = _read(path)
    rewritten, kept = "", 0
    for case, expected in _cases(path, lines):
        rewritten += "\n".join([*lines[kept : expected.start], case.found(parser)])
        kept = expected.stop
    rewritten += "\n".join(lines[kept:])
    changed = rewritten != "\n".join(lines)
    if changed:
        beside = path.with_name(f"{path.name}.{os.getpid()}")  # other processes of xdist read the file meanwhile
        beside.write_text(rewritten, encoding="utf-8", newline="")
        beside.replace(path)
    return changed


def _read(path: Path) -> list[str]:
    """The lines of a file, split at \\n only; other newlines are part of a document."""
    return path.read_bytes().decode("utf-8").split("\n")


def _lists_diagnostics(expected: str) -> bool:
    return any(line.startswith(_DIAGNOSTIC) for line in expected.splitlines())


def _cases(path: Path, lines: list[str]) -> Iterator[tuple[Case, range]]:
    """Each case with the lines of its expected part, blank lines after it aside."""
    titles = [number for number, line in enumerate(lines) if line.startswith(_TITLE)]
    for title, following in pairwise([*titles, len(lines)]):
        below = next((n for n in range(title + 1, following) if lines[n] == _LINE), None)
        if below is None:
            raise CorpusError(f"{path}:{title + 1}: a case without a line of three dashes")
        body = lines[title + 1 : below]
        for number, line in enumerate(body, title + 2):
            if _RESERVED.match(line):
                raise CorpusError(f"{path}:{number}: put a backslash before {line[:3]} in a document")
        end = following
        while end > below + 1 and not lines[end - 1].strip():
            end -= 1
        text = "\n".join(line[1:] if _ESCAPED.match(line) else line for line in body)
        expected = "".join(f"{line}\n" for line in lines[below + 1 : end])
        yield Case(path, title + 1, lines[title][len(_TITLE) :].strip(), text, expected), range(below + 1, end)
