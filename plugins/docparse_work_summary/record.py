"""The record of a work summary."""

from __future__ import annotations

from docparse import Account, Document, Node, Report


class WorkSummary(Report, frozen=True, kw_only=True):
    """What a body has done in a period; a field of which the text says nothing is None or empty."""


def read_work_summary(document: Document, node: Node) -> WorkSummary:
    """The record of the summary rooted at `node`."""
    account = Account(document, node)
    return WorkSummary.read(**account.report())
