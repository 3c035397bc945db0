"""The phases of a plan: 第一阶段：动员部署（2024年3月—4月）, with what is done in each."""

from __future__ import annotations

from docparse import (
    Document,
    Fields,
    Node,
    Period,
    Quote,
    Span,
    dates,
    either_script,
    find,
    ordinal,
    read_measures,
    read_ranges,
    split_sentences,
    trim,
)
from docparse_implementation_plan.frame import UNITS, Frame, units_below

_NAMED = either_script("第[一二三四五六1-6]阶段|[一-鿿]{2,8}阶段(?=[(:。]|$)")
_HEAD = either_script(r"(?:(?!阶段:)[^(:。;\r\n]){2,30}(?:阶段:[^(:。;\r\n]{2,20})?")
_TIME = either_script("(?<![^。;\\s])(?:起止|实施)?时间(?:安排)?:")
_MONTH = either_script(r"(?<![\d至到—–~-])(\d{1,2})月(?:份)?(?=[)。;,:]|$)")


class Phase(Fields, frozen=True, kw_only=True):
    """A phase of a plan. work: what is done in it"""

    name: str | None = None
    period: Period | None = None
    work: list[str]


def read_phases(document: Document, node: Node, frame: Frame, year: int | None) -> list[tuple[Phase, Span]]:
    """The units below 实施步骤, or its paragraphs that name a phase; else the units that are called a phase.

    year: that of the first; a later one without a year is in the year in which the one before it ends
    """
    found: list[tuple[Phase, Span]] = []
    for unit in frame.phases:
        below = units_below(document, unit)
        for child in below:
            if child.kind == "section" or len(below) > 1:
                found.append(_of_unit(document, child, _year_of_end(found, year)))
        if not below:
            found += _of_lines(document, unit, _year_of_end(found, year))
    if found:
        return found
    for unit in document.descendants(node, *UNITS):
        if unit.heading and _NAMED.match(unit.heading.text):
            found.append(_of_unit(document, unit, _year_of_end(found, year)))
    return found


def _year_of_end(before: list[tuple[Phase, Span]], year: int | None) -> int | None:
    ends = [int(phase.period.end[:4]) for phase, _ in before if phase.period]
    return ends[-1] if ends else year


def _of_unit(document: Document, unit: Node, year: int | None) -> tuple[Phase, Span]:
    """A unit, with its period in the heading, in the first sentence, or in one that is labelled: 时间：3月1日至15日."""
    raw, number = document.source.raw, ordinal(unit)
    start = unit.heading.span[0] if unit.heading else number[1][1] if number else unit.start
    name = _name(raw, (start, unit.heading.span[1] if unit.heading else unit.end))
    work = read_measures(document, unit)
    timed = [sentence for sentence in work if next(find(_TIME, raw, sentence.span), None)]
    head = unit.heading.span[1] if unit.heading else start
    first = next((sentence.span[1] for sentence in split_sentences(raw, (start, unit.end))), start)
    spans = [(start, max(head, first)), *(sentence.span for sentence in timed)]
    period = next((found for span in spans if (found := _period(raw, span, year))), None)
    return Phase.read(name=name, period=period, work=[said for said in work if said not in timed]), unit.span


def _of_lines(document: Document, unit: Node, year: int | None) -> list[tuple[Phase, Span]]:
    """Paragraphs such as 第一阶段：动员部署（3月）。召开动员会。"""
    raw, found = document.source.raw, list[tuple[Phase, Span]]()
    start = unit.heading.span[1] if unit.heading else unit.start
    for leaf in document.descendants(unit, "paragraph"):
        begins = [match.span()[0] for match in find(_NAMED, raw, (max(start, leaf.start), leaf.end))]
        begins = [at for at in begins if at == leaf.start or raw[at - 1] in "。；;\r\n 　"]
        for at, end in zip(begins, [*begins, leaf.end][1:], strict=True):
            first, *rest = split_sentences(raw, (at, end))
            period = _period(raw, first.span, _year_of_end(found, year))
            phase = Phase.read(name=_name(raw, first.span), period=period, work=rest)
            found.append((phase, (at, end)))
    return found


def _name(raw: str, span: Span) -> Quote | None:
    match = next(find(_HEAD, raw, span), None)
    return trim(raw, match.span(), " \t\r\n\u3000：:，,、") if match else None


def _period(raw: str, span: Span, year: int | None) -> tuple[Period, Span] | None:
    """The first range of the span, else its first date or month."""
    if found := read_ranges(raw, span, year):
        return found[0]
    for date, where in dates(raw, span):
        if date.iso and "-" in date.iso:
            return Period(date.iso, date.iso, date.raw), where
    for match in find(_MONTH, raw, span):
        if year and 1 <= int(match[1] or 0) <= 12:
            iso = f"{year}-{int(match[1] or 0):02}"
            return Period(iso, iso, match.quote().text), match.span()
    return None
