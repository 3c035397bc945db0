"""Tasks: what a unit asks to be done, until when, and which bodies answer for it."""

from __future__ import annotations

import re

from docparse.reading import ordinal, paragraphs, split_sentences
from docparse.responsibilities import read_responsibilities
from docparse.times import Date, read_deadlines
from docparse.tree import Document, Node
from docparse.values import BLANKS, Quote, Span, trim

_OTHER_YEAR = "次明翌去"  # their year is not that of the document
_HAN = re.compile("[一-鿿]")
_LEADS_IN = BLANKS + "：:，,、"  # between a heading, or the words on who answers, and what follows


def read_measures(document: Document, unit: Node) -> list[Quote]:
    """The sentences of a unit below its heading, without markers and without the words on who answers for it."""
    inside = document.descendants(unit, "section", "item")
    begins = {inner.start: _begin(inner, inner is unit) for inner in (unit, *inside)}
    measures: list[Quote] = []
    for leaf in paragraphs(document, unit):
        said = _sentences(document, (begins.get(leaf.start, leaf.start), leaf.end))
        if leaf.form == "torn_continuation" and measures and said:
            (start, end), rest = measures[-1].span, said[0]
            if not document.source.raw[end : rest.span[0]].strip():
                said[0] = Quote(measures.pop().text + rest.text, (start, rest.span[1]))
        measures += said
    return measures


def read_due(raw: str, span: Span, year: int | None = None) -> list[tuple[Date, Span]]:
    """The times in raw[span] by which something is to be done, as deadlines and after 完成时限, in order.

    year: that of the document, which a month without a year is in; those of 明年 and 次年 are left out
    """
    found = {where: due for due, where in read_deadlines(raw, span, year) if due.raw[0] not in _OTHER_YEAR}
    for answer, _ in read_responsibilities(raw, span, year):
        if answer.deadline:
            found[answer.spans["deadline"]] = answer.deadline
    return [(found[where], where) for where in sorted(found)]


def read_role(raw: str, span: Span, role: str, *, prose: bool = False) -> list[Quote]:
    """The names of one role in all that raw[span] says on who answers: a field of `Responsibility` that is a list."""
    return [
        Quote(name, where)
        for answer, _ in read_responsibilities(raw, span, prose=prose)
        for name, where in zip(getattr(answer, role), answer.spans.get(role, ()), strict=True)
    ]


def _sentences(document: Document, span: Span) -> list[Quote]:
    """The sentences around the words on who answers."""
    cuts = [where for _, where in read_responsibilities(document.source.raw, span)]
    position, said = span[0], list[Quote]()
    for start, end in [*cuts, (span[1], span[1])]:
        said += split_sentences(
            document.source.raw, trim(document.source.raw, (position, max(position, start)), _LEADS_IN).span
        )
        position = max(position, end)
    return [sentence for sentence in said if _HAN.search(sentence.text)]


def _begin(unit: Node, below_heading: bool) -> int:
    if below_heading and unit.heading:
        return unit.heading.span[1]
    number = ordinal(unit)
    return number[1][1] if number else unit.start
