"""The record of a work summary."""

from __future__ import annotations

from docparse import (
    Account,
    Achievement,
    Date,
    Document,
    Fields,
    Honour,
    Node,
    Period,
)


class WorkSummary(Fields, frozen=True, kw_only=True):
    """What a body has done in a period; a field of which the text says nothing is None or empty."""

    reporting_body: str | None = None
    period: Period | None = None
    overview: str | None = None
    achievements: list[Achievement]
    honours: list[Honour]
    problems: list[str]
    next_steps: list[str]
    signature: str | None = None
    date: Date | None = None


def read_work_summary(document: Document, node: Node) -> WorkSummary:
    """The record of the summary rooted at `node`."""
    account = Account(document, node)
    return WorkSummary.read(**account.report())
