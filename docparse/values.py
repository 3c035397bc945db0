"""Values: what genres and records are read by: cues, sentences, cited documents, dates, periods and figures."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Self

import msgspec

from docparse.findings import Genre
from docparse.numerals import read_number, read_year
from docparse.script import variants
from docparse.source import fold
from docparse.styles import Ordinal
from docparse.tree import Document, Node

Span = tuple[int, int]
PLACEHOLDER = r"(?:\[X+\]|[Xx×＊*_]{1,4}|X|某+)"
_SENTENCE = re.compile(r"[^。！？!?；;\r\n]+[。！？!?；;]?[”’」』]?")
_CITED = re.compile(r"《([^《》]{2,80})》(?:[（(]([^（()）]{2,24}[〔\[［（(]?\d{2,4}[^（()）]{0,12}号)[）)])?")
_YEAR = r"(?:[12][0-9]{3}|[12][0-9Xx*_×]{3}|[一二][〇○零0OoΟοОо一二三四五六七八九]{3})"
_PART = r"[ \t]{0,8}([0-9一二三四五六七八九十Xx*_×]{1,3})[ \t]{0,8}"  # a month or a day
_DATE = re.compile(
    rf"(?<![0-9])(?:({_YEAR})[ \t]{{0,8}}年(?:{_PART}月(?:{_PART}日)?)?"
    r"|([12][0-9]{3})([-./])([0-9]{1,2})\5([0-9]{1,2})(?![0-9]))"
)
_PERIOD = re.compile(rf"({_YEAR})(?:年?[-—–~至到－]({_YEAR}))?年度?")
_PLAIN_NUMBER = r"(?<![0-9.])[0-9][0-9,]*(?:\.[0-9]+)?"
_SUBJECT = 20  # characters
_LEAST_SCORE = 5  # of a genre
_OPENING_LINES = _ENDING_LINES = 3
_TITLE_FORMS = frozenset({"document_title", "subtitle"})
_LEAD = " \t\r\n\u3000\u00a0。.;；:：,，、?？!！)）"
_NAME = re.compile(r"[ \t\u3000]*[一-鿿（）()、 \u3000]{2,30}[\r\n]*")  # of a body, on its line
_AFTER_TEXT = frozenset({"signature", "signature_date", "date_line", "remark", "copy_to", "imprint", "attachment_note"})


def either_script(pattern: str) -> re.Pattern[str]:
    """`pattern`, written in Simplified characters, compiled to match Traditional ones as well.

    For `source.text`, where punctuation is ASCII.
    """
    pieces, in_class = [], False
    for piece in re.findall(r"\\.|.", pattern, re.DOTALL):
        twins = variants(piece)
        in_class = piece == "[" or (in_class and piece != "]")
        pieces.append(f"[{piece}{twins}]" if twins and not in_class else piece + twins)
    return re.compile("".join(pieces))


_FIGURE = either_script(
    rf"(?P<value>{_PLAIN_NUMBER}|{PLACEHOLDER})(?P<more>多|余|几)?"
    r"(?P<unit>%|％|‰|个百分点|公里|万?平方米|万?亿?元|万?[人场]次|万?[人名次场期份条项个篇件所家户座处册幅届亩㎡]|分)"
)


class Fields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of record structs. `spans` gives for each field that was read its span, or one span for each list item."""

    spans: dict[str, Any] = {}  # JSON Schema cannot tell a span from a list of them

    @classmethod
    def read(cls, **found: tuple[Any, Span] | list[Any] | None) -> Self:
        """The struct of what was found: a (value, span) for a field, a list of them for a list, None for nothing."""
        values: dict[str, Any] = {}
        spans: dict[str, Any] = {}
        for name, pair in found.items():
            if isinstance(pair, list):
                values[name] = [value for value, _ in pair]
                spans |= {name: [span for _, span in pair]} if pair else {}
            elif pair and pair[0] != "":  # empty text is nothing
                values[name], spans[name] = pair
        return cls(**values, spans=spans)


class Quote(NamedTuple):
    """A piece of the source, with its span."""

    text: str
    span: Span


class Period(msgspec.Struct, frozen=True):
    """A span of time. start, end: ISO, partial where the text is (2025, 2025-05); raw: as printed."""

    start: str
    end: str
    raw: str


class Date(msgspec.Struct, frozen=True):
    """A date. iso: partial where the text is, None when masked; raw: as printed."""

    iso: str | None
    raw: str


class Cited(msgspec.Struct, frozen=True):
    """A cited document. title: between 《》; number: 发文字号 where it is printed after the title."""

    title: str
    number: str | None = None


class Cue(NamedTuple):
    """What speaks for a genre when `pattern` is found `least` times in a zone of the document, or against it.

    zone: title, opening (before the first section), heading (each alone), ending (the last lines) or text (all)
    """

    name: str
    weight: float
    pattern: re.Pattern[str]
    zone: str = "text"
    least: int = 1


class Figure(msgspec.Struct, frozen=True):
    """A count. value: the number, or the placeholder as printed; subject: the words before it."""

    value: float | str
    unit: str
    subject: str


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


def cited(raw: str, span: Span) -> list[tuple[Cited, Span]]:
    """The documents cited with 《》 in raw[span]."""
    return [(Cited(match[1], match[2]), match.span()) for match in _CITED.finditer(raw, *span)]


def dates(raw: str, span: Span) -> list[tuple[Date, Span]]:
    """The dates printed in raw[span], Chinese or Arabic, whole or partial."""
    found = _DATE.finditer(fold(raw[slice(*span)]))
    return [(Date(_iso(match), raw[slice(*place)]), place) for match in found if (place := _placed(match, span))]


def periods(raw: str, span: Span, *, single: bool = False) -> list[tuple[Period, Span]]:
    """The year ranges printed in raw[span]: 2010-2011年; with `single` also single years: 2025年度."""
    found = []
    for match in _PERIOD.finditer(fold(raw[slice(*span)])):
        start, end = read_year(match[1]), read_year(match[2] or match[1])
        if start and end and (single or match[2]):
            place = _placed(match, span)
            found.append((Period(str(start), str(end), raw[slice(*place)]), place))
    return found


def _placed(match: re.Match[str], span: Span) -> Span:
    """Where a match in the text of a span stands in the whole."""
    return span[0] + match.start(), span[0] + match.end()


def figures(raw: str, span: Span) -> list[tuple[Figure, Span]]:
    """The counts, percentages and sums in raw[span], with the words before each as its subject."""
    found = []
    for match in _FIGURE.finditer(fold(raw[slice(*span)])):
        start, end = _placed(match, span)
        clause = re.split(r"[，,。；;、：:]", raw[max(span[0], start - _SUBJECT) : start])[-1]
        value = raw[span[0] + match.start("value") : span[0] + match.end("value")]
        unit = raw[span[0] + match.start("unit") : span[0] + match.end("unit")]
        found.append((Figure(read_amount(value), unit, clause.strip()), (start, end)))
    return found


def read_amount(printed: str) -> float | str:
    """A printed amount as a number; a placeholder stays as it is printed."""
    try:
        return float(fold(printed).replace(",", ""))
    except ValueError:
        return printed


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
    """The zones of the document rooted at `node` in which a Cue is looked for."""
    start, end = own_span(document, node)
    leaves = [leaf for leaf in document.descendants(node, "paragraph") if leaf.start < end]
    units = [unit for unit in document.descendants(node, "section", "item") if unit.start < end]
    first = units[0].start if units else leaves[:_OPENING_LINES][-1].end if leaves else end
    titles = [node.heading.span] if node.heading else []
    titles += [leaf.span for leaf in leaves if leaf.form in _TITLE_FORMS and leaf.start < first]
    begins = titles[-1][1] if titles else start
    return {
        "title": [(titles[0][0], titles[-1][1])] if titles else [],
        "opening": [(begins, max(begins, first))],
        "heading": [unit.heading.span for unit in units if unit.heading],
        "ending": [leaf.span for leaf in leaves[-_ENDING_LINES:]],
        "text": [(start, end)],
    }


def recognise(document: Document, node: Node, name: str, cues: Iterable[Cue]) -> Genre | None:
    """The genre `name` with the cues that fire, each counted once; None when they do not weigh enough."""
    text, where = document.source.text, zones(document, node)
    fired = []
    for cue in cues:
        found = [match.span() for span in where[cue.zone] for match in cue.pattern.finditer(text, *span)]
        if len(found) >= cue.least:
            fired.append((cue.name, found[0], cue.weight))
    score = sum(weight for _, _, weight in fired)
    return Genre(node, name, score, tuple(fired)) if score >= _LEAST_SCORE else None


def _iso(match: re.Match[str]) -> str | None:
    """The date as far as it is printed and is in the calendar: 2025-06 for 2025年6月31日."""
    year = read_year(match[1] or match[4])
    if year is None:
        return None
    month, day = (_number(part) for part in (match[2] or match[6], match[3] or match[7]))
    if not 1 <= month <= 12:
        return f"{year:04}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}"


def _number(part: str | None) -> int:
    """A month or a day; 0 for none, and for a placeholder."""
    value = read_number(part) if part else None
    return value if isinstance(value, int) else 0


def as_json(value: Any) -> Any:
    """A struct as plain JSON types, whole floats as integers."""
    return _plain(msgspec.to_builtins(value))


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
