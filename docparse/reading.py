"""Reading: the sentences, paragraphs, zones and the signature of a document, as genres and records are read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from docparse.styles import Ordinal
from docparse.times import Date, dates
from docparse.tree import Document, Node
from docparse.values import Quote, Span

_SENTENCE = re.compile(r"[^。！？!?；;\r\n]+[。！？!?；;]?[”’」』]?")
_ENDS = "。！？!?；;"
_HAN = re.compile("[一-鿿]")
_OPENING_LINES = _ENDING_LINES = 3
_TITLE_FORMS = frozenset({"document_title", "subtitle"})
_LEAD = " \t\r\n\u3000\u00a0。.;；:：,，、?？!！)）"
_NAME = re.compile(r"[ \t\u3000]*[一-鿿（）()、 \u3000]{2,30}[\r\n]*")  # of a body, on its line
_AFTER_TEXT = frozenset({"signature", "signature_date", "date_line", "remark", "copy_to", "imprint", "attachment_note"})


def sentences(document: Document, node: Node) -> Iterator[Quote]:
    """The sentences of the paragraphs below `node`, in order."""
    raw = document.source.raw
    for leaf in document.descendants(node, "paragraph"):
        yield from split_sentences(raw, leaf.span)


def split_sentences(raw: str, span: Span) -> Iterator[Quote]:
    """The sentences of raw[span], blanks around them left out."""
    for match in _SENTENCE.finditer(raw, *span):
        text = match[0]
        start = match.start() + len(text) - len(text.lstrip())
        if text.strip():
            yield Quote(text.strip(), (start, start + len(text.strip())))


def own_span(document: Document, node: Node) -> Span:
    """The span of the document rooted at `node` without the parts and attachments in it."""
    inner = next(document.descendants(node, "part"), None)
    return node.start, inner.start if inner else node.end


def ordinal(unit: Node) -> tuple[Ordinal, Span] | None:
    """The ordinal of a unit, and the span of its marker; None for a unit without number."""
    if unit.marker_start is None or not unit.marker:
        return None
    return unit.ordinal, (unit.marker_start, unit.marker_start + len(unit.marker))


def paragraphs(document: Document, unit: Node) -> Iterator[Node]:
    """The paragraphs that make up the text of a unit: no page numbers, and not the signature that may follow it."""
    for leaf in document.descendants(unit, "paragraph"):
        if leaf.form in _AFTER_TEXT:
            return
        if leaf.form != "page_number":
            yield leaf


def statements(document: Document, unit: Node, *, own: bool = False) -> list[Quote]:
    """The sentences of a unit, or a paragraph, below its heading and without markers; torn lines are joined.

    own: only those before the first unit in it
    """
    units = [unit, *document.descendants(unit, "section", "item")]
    begins = {inner.start: _below_marker(inner, inner is unit) for inner in units}
    stop = units[1].start if own and len(units) > 1 else unit.end
    found: list[Quote] = []
    for leaf in [unit] if unit.kind == "paragraph" else paragraphs(document, unit):
        if leaf.start >= stop:
            break
        said = [
            sentence
            for sentence in split_sentences(document.source.raw, (begins.get(leaf.start, leaf.start), leaf.end))
            if _HAN.search(sentence.text)
        ]
        if leaf.form == "torn_continuation" and found and said:
            (start, end), rest = found[-1].span, said[0]
            if not document.source.raw[end : rest.span[0]].strip() and found[-1].text[-1] not in _ENDS:
                said[0] = Quote(found.pop().text + rest.text, (start, rest.span[1]))
        found += said
    return found


def _below_marker(unit: Node, below_heading: bool) -> int:
    if below_heading and unit.heading:
        return unit.heading.span[1]
    number = ordinal(unit)
    return number[1][1] if number else unit.start


def told(document: Document, unit: Node, start: int | None = None) -> Quote:
    """What a unit says after its marker and heading, or from `start` on; torn lines are joined."""
    raw, number = document.source.raw, ordinal(unit)
    if start is None:
        start = unit.heading.span[1] if unit.heading else number[1][1] if number else unit.start
    said, end = "", start
    for leaf in paragraphs(document, unit):
        if leaf.end > start:
            breaks = said and raw[leaf.start - 1] in "\r\n" and leaf.form != "torn_continuation"
            said += ("\n" if breaks else "") + raw[max(leaf.start, start) : leaf.end].rstrip("\r\n")
            end = leaf.end
    text = said.lstrip(_LEAD)
    while start < end and raw[start] in _LEAD:
        start += 1
    return Quote(text.rstrip(), (start, start + len(raw[start:end].rstrip())))


def signature(document: Document, node: Node) -> tuple[Quote | None, tuple[Date, Span] | None]:
    """The body that signs the document rooted at `node`, and the date it bears."""
    raw, end = document.source.raw, own_span(document, node)[1]
    body, dated, before = None, None, None
    for leaf in document.descendants(node, "paragraph"):
        if leaf.start >= end:
            break
        close = leaf.end
        if leaf.form in ("signature_date", "date_line"):
            dated = next(iter(dates(raw, leaf.span)), dated)
            close = dated[1][0] if dated else close
        if leaf.form in ("signature", "signature_date"):
            body = next(split_sentences(raw, (leaf.start, max(leaf.start, close))), body)
        elif leaf.form == "date_line" and before and _NAME.fullmatch(raw, *before.span):
            body = next(split_sentences(raw, before.span), body)  # a line alone above the date
        before = leaf if leaf.form == "body" else None
    return body, dated


def zones(document: Document, node: Node) -> dict[str, list[Span]]:
    """The zones of the document rooted at `node` in which a Cue is looked for.

    A part is named by its own title; by that of its header, which is the compiler's, only where it has none.
    """
    start, end = own_span(document, node)
    below = list(takewhile(lambda inner: inner.start < end, document.descendants(node)))
    leaves = [inner for inner in below if inner.kind == "paragraph"]
    units = [inner for inner in below if inner.kind in ("section", "item")]
    first = units[0].start if units else leaves[:_OPENING_LINES][-1].end if leaves else end
    heading = [node.heading.span] if node.heading else []
    own = [leaf.span for leaf in leaves if leaf.form in _TITLE_FORMS and leaf.start < first]
    begins = (own or heading or [(start, start)])[-1][1]
    return {
        "title": [(own[0][0], own[-1][1])] if own else heading,
        "metadata": [leaf.span for leaf in leaves if leaf.form == "metadata_field"],
        "opening": [(begins, max(begins, first))],
        "heading": [unit.heading.span for unit in units if unit.heading],
        "ending": [leaf.span for leaf in leaves[-_ENDING_LINES:]],
        "text": [(start, end)],
    }
