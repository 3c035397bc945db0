"""Sums: shares above the whole, parts that do not make their total, and rates that are not what they are the rate of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, takewhile
from typing import NamedTuple

from docparse.amounts import MORE, PER_CENT, read_figures, read_growth
from docparse.findings import Diagnostic, Rule
from docparse.outcomes import Outcome, read_outcomes
from docparse.source import fold
from docparse.values import Span, either_script

SUM_RULES = (  # the rules of what `check_sums` finds
    Rule("share_out_of_range", "A share or a rate is above 100 %.", "a part is not more than the whole"),
    Rule("total_mismatch", "Parts do not make the total that is told with them.", "the figures of the sentence"),
    Rule("rate_mismatch", "A rate is not that of the two numbers before it.", "the figures of the sentence"),
)
_SHARE = either_script("(?:率|占比|比重|比例|满意度|覆盖面)$|占")
_UNBOUND = either_script(
    "毛入学|完成|增长|增|涨|达成|执行|到位|周转|产销|杠杆|负债|拨备|收益|回报|利润|利用|开工|偿债|存贷|上座|入住|客座|实现|任务|目标|计划|预算"
)
_TOTAL = either_script(r"(?:共计|合计|总计)[一-鿿]{0,4}\Z")
_OF_THESE = either_script(r"[,:(]?其中:?")
_MEN, _WOMEN = either_script("男"), either_script("女")
_MORE = either_script(f"[{MORE}]")
_ABOUT = frozenset("近约約超逾")
_BREAK = re.compile(r"[^。;!?\r\n]+")


class _Count(NamedTuple):
    value: float
    unit: str
    subject: str
    span: Span


def check_sums(raw: str, spans: Iterable[Span]) -> Iterator[Diagnostic]:
    """What does not add up in the sentences of the spans, by the codes of SUM_RULES; placeholders say nothing."""
    for begin, end in spans:
        for sentence in _BREAK.finditer(fold(raw[begin:end])):
            span = begin + sentence.start(), begin + sentence.end()
            outcomes = [found for found, _ in read_outcomes(raw, span) if isinstance(found.value, float)]
            counts = _counts(raw, span)
            yield from _shares(outcomes)
            yield from _totals(raw, span, counts)
            yield from _parts(raw, span, counts)
            yield from _rates(raw, outcomes)


def decimals(printed: str) -> int:
    """How many decimal places a printed number has."""
    return len(fold(printed).partition(".")[2])


def _counts(raw: str, span: Span) -> list[_Count]:
    """The numbers of a sentence that are exact, but for percentages."""
    compared = [where for _, where in read_growth(raw, span)]
    return [
        _Count(figure.value, figure.unit, figure.subject, where)
        for figure, where, value, unit in read_figures(raw, span)
        if isinstance(figure.value, float) and not figure.is_share and figure.unit[-1] not in "点點"
        and _exact(raw, value, unit)
        and not any(start <= where[0] < end for start, end in compared)
    ]  # fmt: skip


def _exact(raw: str, value: Span, unit: Span) -> bool:
    """Whether a number with its unit is told exactly: not 120余条, 1.9万余次, 近30家 or 约百分之九十."""
    start, end = min(value[0], unit[0]), max(value[1], unit[1])
    return not _MORE.search(raw, value[1], end) and raw[max(0, start - 1) : start] not in _ABOUT


def _shares(outcomes: list[Outcome]) -> Iterator[Diagnostic]:
    for found in outcomes:
        shares = found.unit in PER_CENT and _SHARE.search(found.metric) and not _UNBOUND.search(found.metric)
        if shares and isinstance(found.value, float) and found.value > 100:
            message = f"{found.metric} cannot be {found.value:g} %"
            yield Diagnostic("share_out_of_range", message, found.spans["value"])


def _totals(raw: str, span: Span, counts: list[_Count]) -> Iterator[Diagnostic]:
    """A 12件, B 15件, 共计30件"""
    for index, total in enumerate(counts):
        parts = list(takewhile(lambda part, unit=total.unit: part.unit == unit, reversed(counts[:index])))  # type: ignore[misc]
        if len(parts) < 2 or not _TOTAL.search(fold(raw[span[0] : total.span[0]])):
            continue
        made = sum(part.value for part in parts)
        if len(parts) == index and abs(made - total.value) > 1e-6 and _OF_THESE.search(raw, *span) is None:
            yield _mismatch(made, total, "warning")


def _parts(raw: str, span: Span, counts: list[_Count]) -> Iterator[Diagnostic]:
    """共120件, 其中A 50件, B 80件"""
    for index, total in enumerate(counts):
        after = fold(raw[total.span[1] : span[1]])
        if not _OF_THESE.match(after):
            continue
        parts = list(takewhile(lambda part, unit=total.unit: part.unit == unit, counts[index + 1 :]))  # type: ignore[misc]
        made = sum(part.value for part in parts)
        sexes = len(parts) == 2 and _MEN.search(parts[0].subject + parts[1].subject)
        if parts and parts[0].value > total.value:
            yield _mismatch(parts[0].value, total, "warning")
        elif sexes and _WOMEN.search(parts[0].subject + parts[1].subject) and abs(made - total.value) > 1e-6:
            yield _mismatch(made, total, "warning")
        elif len(parts) > 1 and made > total.value + 1e-6 and not _complete(parts, total):  # they may overlap
            yield _mismatch(made, total, "info")


def _complete(parts: list[_Count], total: _Count) -> bool:
    """Whether the first of them make the total, so that the others count something else: …, 已开工28个."""
    return any(abs(made - total.value) < 1e-6 for made in accumulate(part.value for part in parts))


def _mismatch(made: float, total: _Count, severity: str) -> Diagnostic:
    message = f"the parts make {made:g} {total.unit}, the total is {total.value:g}"
    return Diagnostic("total_mismatch", message, total.span, severity)


def _rates(raw: str, outcomes: list[Outcome]) -> Iterator[Diagnostic]:
    """受理120件, 办结118件, 办结率98.3%"""
    for index, rate in enumerate(outcomes):
        stem = rate.metric[:-1][-2:]
        if rate.unit not in PER_CENT or rate.metric[-1] != "率" or len(stem) < 2:
            continue
        *before, part = [Outcome(metric=""), *outcomes[:index]]
        if part.unit in PER_CENT or stem not in part.metric:
            continue
        whole = next((found for found in reversed(before) if found.unit == part.unit), None)
        if whole and _is_rate(raw, part, whole, rate) is False:
            share = 100 * float(part.value or 0) / float(whole.value or 1)
            message = f"{part.value:g} of {whole.value:g} is {share:.4g} %, not {rate.value:g} %"
            between = whole.spans["unit"][1], part.spans["metric"][0]
            severity = "info" if _OF_THESE.search(fold(raw[slice(*between)])) else "warning"  # the rate may be another
            yield Diagnostic("rate_mismatch", message, rate.spans["value"], severity)


def _is_rate(raw: str, part: Outcome, whole: Outcome, rate: Outcome) -> bool | None:
    """Whether a rate is that of two exact numbers, rounded or cut off; None where that cannot be told."""
    exact = all(_exact(raw, found.spans["value"], found.spans["unit"]) for found in (part, whole, rate))
    values = [found.value for found in (part, whole, rate)]
    if not exact or not all(isinstance(value, float) for value in values):
        return None
    a, b, told = (float(value) for value in values if value is not None)
    if not 0 < a <= b:
        return None
    return bool(abs(100 * a / b - told) <= 10 ** -decimals(raw[slice(*rate.spans["value"])]))
