"""What stands before the first article: the title, the body that issues, and the notes on passing and amending."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import Date, Document, Fields, Node, Quote, Span, cited, dates, either_script, own_span, signature, trim

DONE = "修订通过|通过|批准|公布施行|发布施行|公布|发布|颁布|印发|修订|修正|修改|施行|执行|实施|废止"
PUBLISHED = either_script("公布|发布|颁布|印发")
IN_FORCE = either_script(r"(?:施行|执行|实施)\Z")

_DATE = r"(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})年[\d一二三四五六七八九十元]{1,3}月[\d一二三四五六七八九十]{1,3}日"
_NOTE = either_script(
    rf"(?P<date>{_DATE})(?:起)?[ \t]{{0,4}}(?P<by>(?:《[^《》]{{0,300}}》|(?!{_DATE})[^《》\r\n]){{0,160}}?)"
    rf"(?P<times>第[一二三四五六七八九十]{{1,3}}次)?(?:审议|讨论)?(?P<done>{DONE})(?=[)。;,\s]|根据|{_DATE}|自|起|\Z)"
)
_BODY = either_script(
    r"\s*(?:召开的)?(?P<body>[^《》()\d]{2,60}?)(?:第[\d零〇一二三四五六七八九十百]{1,8}次[^《》,。]{0,12}会议?|令(?=第|[(〔\[])|公告|部务会议"
    r"|局务会议|(?=《|关于|\Z))"
)
_DECISION = re.compile("《([^《》]{2,300})》")
_OF_TITLE = either_script(r"(?P<body>[^《》\r\n]{2,40}?[院委会部局府厅署办室司])关于")
_OF_ORDER = either_script(r"\s*(?P<body>[一-鿿、 ]{2,40}?[院委会部局府厅署办室关行])\s{0,4}令(?=\s|\(|第)")
_ENDS = either_script(r"[院委会部局府厅署办室司社团校处关行席]\Z")
_REGULATION = either_script(r"(?:法|条例|办法|规定|细则|规则|制度|章程|准则|解释|守则|编)(?:\([^()]{0,20}\))?\s*\Z")
_NO_TITLE = either_script(f"{_DATE}|[。;,:]")


class VersionNote(Fields, frozen=True, kw_only=True):
    """That a text was passed, published or amended. action: 通过, 批准, 公布, 修正 …; body: who did, 会议 or order;
    decision: the document by which"""

    text: str
    action: str
    date: Date
    body: str | None = None
    decision: str | None = None


def _lines(document: Document, node: Node) -> Iterator[Node]:
    """The paragraphs before the first unit."""
    end = own_span(document, node)[1]
    for child in document.children(node):
        if child.kind in ("section", "item", "part") or child.start >= end:
            return
        if child.kind == "paragraph":
            yield child


def read_title(document: Document, node: Node) -> Quote | None:
    """The title, its lines joined; where no line is known to be one, the first that ends as a title of rules does."""
    raw, lines = document.source.raw, list(_lines(document, node))
    block: list[Node] = []
    for line in lines:
        if line.form == "document_title" and (not block or block[-1].end == line.start):
            block.append(line)
            if _REGULATION.search(document.source.text, *line.span):
                break
    if block:
        span = trim(raw, (block[0].start, block[-1].end)).span
        return Quote("".join(raw[slice(*span)].split()), span)
    for line in lines[:3]:
        if not _NO_TITLE.search(document.source.text, *line.span):
            return trim(raw, line.span)
    return Quote(node.heading.text, node.heading.span) if node.heading else None


def read_version_notes(document: Document, node: Node) -> list[tuple[VersionNote, Span]]:
    """The notes above the first article, in order; without any those of the order that the text is published by."""
    lines = list(_lines(document, node))
    found = _notes(document, (lines[0].start, lines[-1].end)) if lines else []
    if found or not (order := _order(document, node)):
        return found
    return [note for leaf in _lines(document, order) for note in _notes(document, leaf.span)]


def _notes(document: Document, span: Span) -> list[tuple[VersionNote, Span]]:
    found, raw = [], document.source.raw
    for match in _NOTE.finditer(document.source.text, *span):
        date = next(iter(dates(raw, match.span("date"))), None)
        if date:
            found.append((_note(raw, match, date), match.span()))
    return found


def _order(document: Document, node: Node) -> Node | None:
    """The document that the text is a part of, if it publishes what is called so: 某局令, 《…》已经…通过,现予公布."""
    above, title = document.parent(node), read_title(document, node)
    if not above or not title:
        return None
    names = (found.title for leaf in _lines(document, above) for found, _ in cited(document.source.raw, leaf.span))
    return above if title.text in names else None


def _note(raw: str, match: re.Match[str], date: tuple[Date, Span]) -> VersionNote:
    start = match.start("by")
    body = _BODY.match(match["by"])
    decision = _DECISION.search(match["by"])
    span = trim(raw, (start + body.start("body"), start + body.end("body"))).span if body else (0, 0)
    if body and match["by"][body.end("body") : body.end("body") + 1] == "令" and not _ENDS.search(body["body"]):
        span = (0, 0)  # 滨政令第12号: the sign of a series, no body
    title = (start + decision.start(1), start + decision.end(1)) if decision else None
    return VersionNote.read(
        text=("".join(raw[slice(*match.span())].splitlines()), match.span()),
        action=(raw[slice(*match.span("done"))], match.span("done")),
        date=date,
        body=(raw[slice(*span)], span) if span[0] < span[1] else None,
        decision=("".join(raw[slice(*title)].splitlines()), title) if title else None,
    )


def read_issuing_body(document: Document, node: Node, notes: list[tuple[VersionNote, Span]]) -> Quote | None:
    """Who issues: by the title (最高人民法院关于…), by the first note that names a body, by order (某局令), or who signs."""
    title = read_title(document, node)
    if title and (named := _OF_TITLE.match(document.source.text, *title.span)):
        return Quote(document.source.raw[slice(*named.span("body"))], named.span("body"))
    for note, _ in notes:
        if note.body and _ENDS.search(note.body):
            return Quote(note.body, note.spans["body"])
    if order := _order(document, node):
        for leaf in _lines(document, order):
            if named := _OF_ORDER.match(document.source.text, *leaf.span):
                return trim(document.source.raw, named.span("body"))
    return signature(document, node)[0]
