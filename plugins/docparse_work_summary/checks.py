"""The checks of a work summary that its figures do not settle."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import Date, Diagnostic, Period, either_script
from docparse_work_summary.record import WorkSummary

_LAST_MONTH = 12
_SCHOOL_YEAR = either_script("学年")


def check_date(summary: WorkSummary) -> Iterator[Diagnostic]:
    """Whether the summary bears a date in a month before the last of its period; a school year ends in summer."""
    if not summary.date or not summary.period or _SCHOOL_YEAR.search(summary.period.raw):
        return
    if _is_before(summary.date, summary.period):
        message = f"bears the date {summary.date.raw}, and {summary.period.raw} had not ended"
        yield Diagnostic("dated_before_period_end", message, summary.spans["date"], "info")


def _is_before(date: Date, period: Period) -> bool:
    last = period.end if len(period.end) > 4 else f"{period.end}-{_LAST_MONTH}"
    return date.iso is not None and last[:4].isdigit() and date.iso[: len(last)] < last[: len(date.iso)]
