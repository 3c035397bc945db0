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
    Span,
    own_span,
    read_honours,
    read_overview,
    read_reported_period,
    read_reporting_body,
    signature,
    told,
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
    signed, dated = signature(document, node)
    return WorkSummary.read(
        reporting_body=read_reporting_body(document, node, account.preface),
        period=read_reported_period(document, account.preface),
        overview=read_overview(document, account.preface) or (told(document, account.whole) if account.whole else None),
        achievements=list(account.achievements()),
        honours=read_honours(document.source.raw, own_span(document, node)),
        problems=account.problems,
        next_steps=account.next_steps,
        signature=signed,
        date=dated,
    )


def told_of(summary: WorkSummary) -> list[Span]:
    """The spans of what the achievements say, sentence by sentence."""
    return [span for achievement in summary.achievements for span in achievement.spans.get("actions", [])]
