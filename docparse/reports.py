"""Reports: what the records of all reports share."""

from __future__ import annotations

from docparse.honours import Honour
from docparse.outcomes import Outcome
from docparse.times import Date, Period
from docparse.values import Fields, Span


class Achievement(Fields, frozen=True, kw_only=True):
    """What was done. category: the heading it stands under; actions: its sentences; results: what was counted."""

    ordinal: int | list[int] | None = None
    category: str | None = None
    heading: str | None = None
    actions: list[str]
    results: list[Outcome]

    @property
    def said(self) -> list[Span]:
        """The spans of its sentences."""
        return list(self.spans.get("actions", []))


class Report(Fields, frozen=True, kw_only=True):
    """Who reports on when, what was done, what fell short and what comes next; who signs."""

    reporting_body: str | None = None
    period: Period | None = None
    overview: str | None = None
    achievements: list[Achievement]
    honours: list[Honour]
    problems: list[str]
    next_steps: list[str]
    signature: str | None = None
    date: Date | None = None
