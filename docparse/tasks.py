"""Tasks: what a unit asks to be done, until when, and which bodies answer for it."""

from __future__ import annotations

from docparse.reading import statements
from docparse.responsibilities import read_responsibilities
from docparse.times import Date, read_deadlines
from docparse.tree import Document, Node
from docparse.values import Quote, Span

_OTHER_YEAR = "次明翌去"  # their year is not that of the document


def read_measures(document: Document, unit: Node) -> list[Quote]:
    """The `statements` of a unit without the words on who answers for it."""
    raw = document.source.raw
    return statements(document, unit, without=lambda span: [where for _, where in read_responsibilities(raw, span)])


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
