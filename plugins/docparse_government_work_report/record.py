"""The record of a government work report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    Account,
    Achievement,
    Amount,
    Document,
    Fields,
    Growth,
    Node,
    Outcome,
    Quote,
    Span,
    either_script,
    figures,
    find,
    ordinal,
    read_outcomes,
    statements,
    trim,
)
from docparse_government_work_report.parts import Parts

_INDICATOR = either_script(
    "(?:生产总值|GDP|总值|总量|总额|增加值|产值|产量|总产|收入|支出|投资|税收|利润|利税|余额|贷款|存款|就业|失业率|价格|指数|涨幅|比重|占比|率"
    "|比例|吞吐量|客流量|游客|人数|人次|成交额|交易额|零售额|营收|销售额|里程|浓度|天数|能耗|电量|装机|存栏|出栏|主体|企业|人口|强度|密度|规模"
    "|面积|化率|GDP)$|^经济$"
)
_DOES = either_script(
    "^(?:完成|发放|投入|实施|引进|争取|建成|新建|改造|发行|培训|筹集|组织|开展|处置|化解|盘活|兑现|减免|拨付|落实|安排|治理|计划|占|推动|支持|其中)"
    "|^(?:总?投资|收入|面积|占比|比重|人口|利润|规模|企业|总量|总额|余额)$"
)
_REACHED = either_script("^(?:(?:全年|累计)?(?:完成|实现))+(?=[一-鿿]{3})")
_ONLY_WHEN = either_script(r"(?:到|至)?[\d一二三四五六七八九〇○零十]{2,4}年[底末]?|(?:今后|未来)[一-鿿]{1,3}年")
_AIMED = either_script(
    r"[,(（]?[^,。;(（]{0,8}?(?:年度|年初|全年|预期|计划|预算|既定)*目标(?:值|任务)?(?:是|为|:)?(?:增长|下降)?(?P<target>[\d.]+(?:%|[一-鿿㎡]{1,4}))"
)
_CLAUSE = re.compile(r"[^,，;；。]+")
_GOES_ON = either_script("(?:同比|比上年|较上年|增长|增速|增幅|年均|力争|在实际|努力|并|其中)")
_NAMED = either_script(
    "(?!全面|确保|力争|努力|基本|圆满|严格)([一-鿿]{2,14}?)(?=(?:增长|增速)?与|稳[量定]|保持|完成|控制|持续|进一步|基本|全面|位居|高于|快于)"
)
_REACH = 24  # characters after an indicator


class Indicator(Fields, frozen=True, kw_only=True):
    """A figure of the year reviewed. target: what had been aimed at, as printed, where the text tells"""

    name: str
    value: Amount | None = None
    unit: str | None = None
    growth: Growth | None = None
    target: str | None = None


class YearReview(Fields, frozen=True, kw_only=True):
    """The statistics of the year reviewed."""

    indicators: list[Indicator]


class Target(Fields, frozen=True, kw_only=True):
    """What is aimed at in the year ahead. target: as printed; value, unit, growth: where figures tell"""

    name: str | None = None
    target: str
    value: Amount | None = None
    unit: str | None = None
    growth: Growth | None = None


class GovernmentTask(Fields, frozen=True, kw_only=True):
    """What is to be done. category: the heading that it stands under; measures: its sentences"""

    ordinal: int | list[int] | None = None
    category: str | None = None
    heading: str | None = None
    measures: list[str]


class GovernmentWorkReport(Fields, frozen=True, kw_only=True):
    """What a government reports to a people's congress: the year that was and the year to come."""

    year_review: YearReview | None = None
    sectors: list[Achievement]
    problems: list[str]
    next_year_targets: list[Target]
    tasks: list[GovernmentTask]
    self_building: str | None = None


def read_report(document: Document, node: Node) -> GovernmentWorkReport:
    """The record of the report rooted at `node`."""
    parts = Parts(document, node)
    account = Account(document, node, parts.ahead)
    return GovernmentWorkReport.read(
        year_review=_year_review(parts),
        sectors=[account.achievement(*found) for found in account.achieved if not found[2]],
        problems=account.problems,
        next_year_targets=list(_targets(parts)),
        tasks=[
            (
                GovernmentTask.read(
                    ordinal=ordinal(unit),
                    category=category.heading if category else None,
                    heading=unit.heading,
                    measures=statements(document, unit),
                ),
                unit.span,
            )
            for category, unit in parts.tasks()
        ],
        self_building=parts.self_building(),
    )


def _year_review(parts: Parts) -> tuple[YearReview, Span] | None:
    indicators = [found for sentence in parts.review() for found in _indicators(parts, sentence)]
    if not indicators:
        return None
    return YearReview.read(indicators=indicators), (indicators[0][1][0], indicators[-1][1][1])


def _indicators(parts: Parts, sentence: Quote) -> Iterator[tuple[Indicator, Span]]:
    for outcome, span in read_outcomes(parts.raw, sentence.span):
        name = _name(parts.raw, outcome)
        if not _INDICATOR.search(name.text) or _DOES.search(name.text):
            continue
        after = span[1], min(sentence.span[1], span[1] + _REACH)
        aimed = next((match for match in find(_AIMED, parts.raw, after) if match.span()[0] == after[0]), None)
        target = aimed.quote("target") if aimed else None
        indicator = Indicator.read(
            name=name,
            growth=growth_of(outcome),
            target=target,
            **value_of(outcome),
        )
        yield indicator, (span[0], target.span[1] if target else span[1])


def _name(raw: str, outcome: Outcome) -> Quote:
    """The metric of an outcome without what was done to it: 工业产值 of 完成工业产值."""
    start, end = outcome.spans["metric"]
    reached = _REACHED.match(outcome.metric)
    start += reached.end() if reached else 0
    return Quote(raw[start:end], (start, end))


def value_of(outcome: Outcome) -> dict[str, tuple[Amount | str, Span] | None]:
    """The value and the unit of an outcome with their spans."""
    told = {"value": outcome.value, "unit": outcome.unit}
    return {name: (value, outcome.spans[name]) if value is not None else None for name, value in told.items()}


def growth_of(outcome: Outcome) -> tuple[Growth, Span] | None:
    return (outcome.comparison, outcome.spans["comparison"]) if outcome.comparison else None


def _targets(parts: Parts) -> Iterator[tuple[Target, Span]]:
    """Clause by clause; one that only goes on belongs to the one before. Of a list only those with figures."""
    told = parts.targets()
    for whole in told:
        for span in _clauses(parts, whole):
            target = _target(parts, span)
            if len(told) == 1 or target.value is not None or target.growth:
                yield target, span


def _clauses(parts: Parts, whole: Span) -> list[Span]:
    clauses: list[Span] = []
    for clause in _CLAUSE.finditer(parts.raw, *whole):
        start, end = trim(parts.raw, clause.span()).span
        if clauses and _GOES_ON.match(parts.text, start, end):
            clauses[-1] = clauses[-1][0], end
        elif end > start and not _ONLY_WHEN.fullmatch(parts.text, start, end):
            clauses.append((start, end))
    return clauses


def _target(parts: Parts, span: Span) -> Target:
    outcome = next((found for found, _ in read_outcomes(parts.raw, span)), None)
    named = _NAMED.match(parts.text, *span)
    if outcome:
        begin = outcome.spans["metric"][1]
        if any(figures(parts.raw, (span[0], outcome.spans["metric"][0]))):
            outcome, begin = None, span[0]
    else:
        begin = named.end(1) if named else span[0]
    name = (outcome.metric, outcome.spans["metric"]) if outcome else None
    if named and not outcome and begin > span[0]:
        name = parts.raw[slice(*named.span(1))], named.span(1)
    told = value_of(outcome) if outcome else {}
    growth = growth_of(outcome) if outcome else None
    return Target.read(name=name, target=trim(parts.raw, (begin, span[1])), growth=growth, **told)
