"""The checks of a government work report: indicators told twice, and targets against what was reached."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import Diagnostic, Span, either_script, find, read_amount
from docparse_government_work_report.record import GovernmentWorkReport, Indicator, Target

_SCOPE = either_script("^(?:全社会|[全我本][国省市区县州盟旗镇乡]|全自治区)的?")
_LESS_IS_BETTER = either_script("失业率|能耗|涨幅|价格|浓度|排放|事故|死亡")
_NUMBER = either_script(r"(?P<number>[\d.]+)(?P<unit>.*)")
_ROUGH = either_script("左右|以上|以内|以下|超|突破|力争|不低于|约|近")
_AVERAGE = either_script("年均|平均")
_SHORT = 4  # characters of a name that says too little to be the same indicator


def check_indicators(report: GovernmentWorkReport) -> Iterator[Diagnostic]:
    """Whether an indicator that is told twice has the same value and the same growth."""
    seen: dict[tuple[str, str | None, str], Indicator] = {}
    for indicator in report.year_review.indicators if report.year_review else []:
        name = _name(indicator.name)
        for kind, told in (("value", indicator.value), ("growth", _growth(indicator))):
            unit = indicator.unit if kind == "value" else indicator.growth.unit if indicator.growth else None
            if not isinstance(told, float) or len(name) < _SHORT:
                continue
            first = seen.setdefault((name, unit, kind), indicator)
            before = first.value if kind == "value" else _growth(first)
            if before != told:
                message = f"{indicator.name}: {told:g}{unit}, and {before:g}{unit} before"
                yield Diagnostic("indicator_mismatch", message, indicator.spans[kind])


def check_targets(raw: str, report: GovernmentWorkReport) -> Iterator[Diagnostic]:
    """Whether the targets of the year reviewed were reached, and whether those ahead grow as they say."""
    indicators = report.year_review.indicators if report.year_review else []
    for indicator in indicators:
        yield from _missed(raw, indicator)
    reached = {_name(indicator.name): indicator for indicator in reversed(indicators)}
    for target in report.next_year_targets:
        actual = reached.get(_name(target.name)) if target.name else None
        if actual and actual.unit == target.unit and not _ROUGH.search(target.target):
            yield from _grows(raw, target, actual)


def _missed(raw: str, indicator: Indicator) -> Iterator[Diagnostic]:
    if indicator.target is None:
        return
    number = next(find(_NUMBER, raw, indicator.spans["target"]))
    aimed, unit = read_amount(number["number"] or ""), number["unit"]
    grown = indicator.growth.unit if indicator.growth else None
    actual = indicator.value if unit == indicator.unit else _growth(indicator) if unit == grown else None
    if not isinstance(aimed, float) or not isinstance(actual, float):
        return
    if actual > aimed if _LESS_IS_BETTER.search(indicator.name) else actual < aimed:
        message = f"{indicator.name}: {actual:g}{unit}, where {aimed:g}{unit} had been the target"
        yield Diagnostic("target_missed", message, indicator.spans["target"], "info")


def _grows(raw: str, target: Target, actual: Indicator) -> Iterator[Diagnostic]:
    """240亿元, 增长21%: from what was reached, as exact as the numbers are printed."""
    growth = target.growth
    numbers = (target.value, actual.value, growth.value if growth else None)
    if not growth or growth.unit != "%" or not all(isinstance(number, float) and number for number in numbers):
        return
    aimed, reached = (_range(raw, found.spans["value"]) for found in (target, actual))
    told = find(_NUMBER, raw, target.spans["growth"])
    slack = _half(next(told)["number"] or "") + 0.05
    least, most = 100 * (aimed[0] / reached[1] - 1), 100 * (aimed[1] / reached[0] - 1)
    if not isinstance(growth.value, float) or least - slack <= growth.value <= most + slack:
        return
    message = f"{target.name}: from {actual.value:g} to {target.value:g} is {(least + most) / 2:.1f} %, not {growth.value:g} %"
    yield Diagnostic("target_growth_mismatch", message, target.spans["growth"], "info")


def _range(raw: str, span: Span) -> tuple[float, float]:
    """What a printed number may have been before it was rounded."""
    value, half = read_amount(raw[slice(*span)]), _half(raw[slice(*span)])
    return (value - half, value + half) if isinstance(value, float) else (0.0, 0.0)


def _half(printed: str) -> float:
    return float(0.5 * 10 ** -len(printed.partition(".")[2]))


def _growth(indicator: Indicator) -> float | None:
    growth = indicator.growth
    told = growth and isinstance(growth.value, float) and not _AVERAGE.search(growth.raw)
    return growth.value if told and growth and isinstance(growth.value, float) else None


def _name(printed: str) -> str:
    return _SCOPE.sub("", printed)
