"""Reading: the sentences, paragraphs, zones and the signature of a document, as genres and records are read from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from docparse.bodies import is_body
from docparse.source import fold
from docparse.styles import Ordinal
from docparse.times import Date, dates
from docparse.tree import Document, Node
from docparse.values import BLANKS, Quote, Span, trim

_TORN_SENTENCE = re.compile(r"[^。!?;]+[。!?;]?[”’」』]?")
_SENTENCE = re.compile(r"[^。!?;\r\n]+[。!?;]?[”’」』]?")
_ENDS = "。！？!?；;"
_HAN = re.compile("[一-鿿]")
_OPENING_LINES = _ENDING_LINES = 3
_TAIL = 80  # characters: a signature and a date are not longer
_TITLE_FORMS = frozenset({"document_title", "subtitle"})
_HEADER_FORMS = _TITLE_FORMS | {
    "document_number",
    "metadata_field",
    "signer",
    "copy_number",
    "security_level",
    "urgency",
}
_AROUND = frozenset({"navigation", "related_links", "running_head", "page_number", "footnote"})  # beside the document
_LEAD = " \t\r\n\u3000\u00a0。.;；:：,，、?？!！)）"
_SIGNED = re.compile(
    r"[。！!；;”][ \t\u3000]*([一-鿿（）() \u3000]{4,40}?)[ \t\u3000]*(?=(?:[12][0-9]{3}|[一二][一-鿿〇○]{3})年)"
)
_NAME = re.compile(r"[ \t\u3000]*[一-鿿（）()、 \u3000]{2,30}[\r\n]*")  # of a body, on its line
_ISSUED = re.compile("(?![关關]于|[关關]於)[一-鿿、 ]{2,30}(?:关于|關於)")  # who issues, at the head of a title
_LISTED = re.compile(
    r"(?:附[件錄录表][ \t]*[：:]|(?<![0-9.])[0-9]{1,2}[.．、](?![0-9]))[ \t\u3000]*(?![0-9]{1,2}[.．、])"
    r"((?:(?![0-9]{1,2}[.．、](?![0-9]))[^\r\n；;]){2,80})"
)
_LEADS_IN = BLANKS + "：:，,、"  # between a heading and what follows
_AFTER_TEXT = frozenset({"signature", "signature_date", "date_line", "remark", "copy_to", "imprint", "attachment_note"})


def sentences(document: Document, node: Node) -> Iterator[Quote]:
    """The sentences of the paragraphs below `node`, in order."""
    raw = document.source.raw
    for leaf in document.descendants(node, "paragraph"):
        yield from split_sentences(raw, leaf.span)


def split_sentences(raw: str, span: Span, *, torn: bool = False) -> Iterator[Quote]:
    """The sentences of raw[span], blanks around them left out.

    torn: whether the lines in it belong together, as `join_torn` gives them; else a sentence ends with its line
    """
    for match in (_TORN_SENTENCE if torn else _SENTENCE).finditer(fold(raw[slice(*span)])):
        text, offset = match[0], span[0] + match.start()
        start, end = offset + len(text) - len(text.lstrip()), offset + len(text.rstrip())
        if start < end:
            yield join_lines(Quote(raw[start:end], (start, end)))


def join_lines(quote: Quote) -> Quote:
    """A quote with its lines joined."""
    return Quote("".join(line.strip() for line in quote.text.splitlines()), quote.span)


def join_torn(leaves: Iterable[Node]) -> Iterator[Span]:
    """The spans of paragraphs, each with the lines that were torn from it and stand right behind."""
    span: Span | None = None
    for leaf in leaves:
        if span and leaf.form == "torn_continuation" and leaf.start == span[1]:
            span = span[0], leaf.end
            continue
        if span:
            yield span
        span = leaf.span
    if span:
        yield span


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
        if leaf.form not in ("page_number", "running_head"):
            yield leaf


def statements(
    document: Document, unit: Node, *, own: bool = False, without: Callable[[Span], list[Span]] | None = None
) -> list[Quote]:
    """The sentences of a unit, or a paragraph, below its heading and without markers; torn lines are joined.

    own: only those before the first unit in it; without: gives for the span of a paragraph what in it is left out
    """
    raw, units = document.source.raw, [unit, *document.descendants(unit, "section", "item")]
    begins = {inner.start: _below_marker(document, inner, inner is unit) for inner in units}
    stop = units[1].start if own and len(units) > 1 else unit.end
    found: list[Quote] = []
    for leaf in [unit] if unit.kind == "paragraph" else paragraphs(document, unit):
        if leaf.start >= stop:
            break
        span = begins.get(leaf.start, leaf.start), leaf.end
        said = list(_said_around(raw, span, without(span) if without else []))
        if leaf.form == "torn_continuation" and found and said:
            (start, end), rest = found[-1].span, said[0]
            if not raw[end : rest.span[0]].strip() and found[-1].text[-1] not in _ENDS:
                said[0] = Quote(found.pop().text + rest.text, (start, rest.span[1]))
        found += said
    return found


def _said_around(raw: str, span: Span, cuts: list[Span]) -> Iterator[Quote]:
    """The sentences of raw[span] that say something, without what is cut out and what leads up to it."""
    position = span[0]
    for start, end in [*cuts, (span[1], span[1])]:
        begin, stop = trim(raw, (position, max(position, start)), _LEADS_IN).span
        part = begin, max(begin, stop if start < span[1] else span[1])
        yield from (sentence for sentence in split_sentences(raw, part) if _HAN.search(sentence.text))
        position = max(position, end)


def _below_marker(document: Document, unit: Node, below_heading: bool) -> int:
    if below_heading and unit.heading:
        start = unit.heading.span[1]
        return start + (start < unit.end and document.source.raw[start] in _LEAD)
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
            start = start if said else max(start, leaf.start)
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
        before = leaf if leaf.form in ("body", "torn_continuation") else None
    return (body, dated) if body or dated else _signed_in_line(raw, own_span(document, node))


def _signed_in_line(raw: str, span: Span) -> tuple[Quote | None, tuple[Date, Span] | None]:
    """The signature of text without breaks: the body between the last full stop and a day at the very end."""
    end = len(raw[: span[1]].rstrip())
    start = max(span[0], end - _TAIL)
    day = next((found for found in dates(raw, (start, end)) if found[1][1] == end and found[0].iso), None)
    match = (
        next((found for found in _SIGNED.finditer(raw, start, day[1][1]) if found.end() == day[1][0]), None)
        if day
        else None
    )
    if match:
        return Quote(match[1], match.span(1)), day
    alone = (
        day and raw[start : day[1][0]].rstrip(" \t\u3000")[-1:] in _ENDS
    )  # after the last sentence, where nobody signs
    return None, day if alone else None


def read_title(document: Document, node: Node) -> Quote | None:
    """The title of the document rooted at `node`, its lines joined.

    What is above it is left out: an issuer's mark (某局文件), and a letterhead, where the title names the issuer again.
    """
    raw, lines = document.source.raw, list[Node]()
    for leaf in document.descendants(node, "paragraph"):
        if leaf.form == "document_title" and not raw[slice(*leaf.span)].rstrip().endswith("文件"):
            lines.append(leaf)
        elif lines:
            break
    if not lines:
        return Quote(*node.heading) if node.heading else None
    if len(lines) > 1 and is_body(raw[slice(*lines[0].span)].strip()) and _ISSUED.match(raw, lines[1].start):
        del lines[0]
    said = "".join(raw[slice(*line.span)].strip() for line in lines)
    begin = raw[slice(*lines[0].span)]
    start = lines[0].start + len(begin) - len(begin.lstrip())
    return Quote(said, (start, start + len(raw[start : lines[-1].end].rstrip())))


def read_attachments(document: Document, node: Node) -> list[Quote]:
    """The names of the attachments that the document rooted at `node` lists (附件：1.评分表), without their numbers."""
    raw, end, names = document.source.raw, own_span(document, node)[1], list[Quote]()
    for leaf in document.descendants(node, "paragraph"):
        if leaf.form == "attachment_note" and leaf.start < end:
            names += [
                Quote(match[1].rstrip(), (match.start(1), match.start(1) + len(match[1].rstrip())))
                for match in _LISTED.finditer(raw, *leaf.span)
            ]
    return [name for name in names if name.text]


def zones(document: Document, node: Node) -> dict[str, list[Span]]:
    """The zones of the document rooted at `node` in which a Cue is looked for.

    A part is named by its own title; by that of its header, which is the compiler's, only where it has none.
    """
    start, end = own_span(document, node)
    below = list(takewhile(lambda inner: inner.start < end, document.descendants(node)))
    leaves = [inner for inner in below if inner.kind == "paragraph" and inner.form not in _AROUND]
    units = [inner for inner in below if inner.kind in ("section", "item")]
    text_lines = [leaf for leaf in leaves if leaf.form not in _HEADER_FORMS] or leaves
    first = units[0].start if units else text_lines[:_OPENING_LINES][-1].end if leaves else end
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
