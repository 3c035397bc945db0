"""Implementation plans and opinions (实施方案, 意见): aims, tasks, who does them, how they are secured."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docparse import Cue, Diagnostic, Document, Genre, Node, Record, Rule, either_script, hookimpl, read_due, recognise
from docparse_implementation_plan.frame import read_frame, read_plan_period, read_plan_year
from docparse_implementation_plan.phases import Phase
from docparse_implementation_plan.record import ImplementationPlan, read_plan

GENRE = "implementation_plan"

_TASKS = "主要任务|重点任务|工作任务|重点工作|主要内容|工作措施|主要措施|整治内容|试点内容"
CUES = (
    Cue(
        "方案",
        4,
        either_script(r"(?:方案|意见|行动计[划画]|若干(?:政策|措施)|规[划画])[》”\s]*(?:\([^()]{0,30}\))?\s*$"),
        "title",
    ),
    Cue("制定本方案", 3, either_script("(?:制[定订]|提出)(?:本|以下|如下|此)(?:方案|意见|措施)"), "text"),
    Cue("指导思想", 1, either_script("指导思想|总体(?:要求|思路)"), "heading"),
    Cue("工作目标", 1, either_script("(?:工作|总体|主要|试点|发展|预期)?目标"), "heading"),
    Cue("主要任务", 1, either_script(_TASKS), "heading"),
    Cue("基本原则", 1, either_script("(?:基本|工作|总体)原则"), "heading"),
    Cue("实施步骤", 1, either_script("(?:实施|工作|方法|时间|进度|试点)(?:步骤|阶段|安排|进度)"), "heading"),
    Cue("保障措施", 1, either_script("保障(?:措施|机制)|组织(?:实施|领导|保障)|工作要求|加强(?:组织)?领导"), "heading"),
    Cue("责任单位", 3, either_script(r"(?:责任|牵头|负责)(?:单位|部门):|\([^()]{2,120}(?:负责|牵头)[^()]{0,60}\)")),
    Cue("由…负责", 1, either_script("由[^。;,]{2,20}(?:牵头|负责(?!解释))"), least=2),
    Cue("第一阶段", 2, either_script("第[一二]阶段|(?:动员|启动|准备|宣传|实施|总结)[^。;]{0,6}阶段"), least=2),
    Cue("推进", 1, either_script("推进|加强|完善|健全|建立|加快|推动|强化"), "heading", least=4),
    Cue("通知", -2, either_script(r"通\s{0,2}知[》”\s]*$"), "title"),
    Cue(
        "other type",
        -4,
        either_script(r"(?:总结|汇报|讲话|决定|批复|函|通报|答复|公告|报告|办法|条例|规定|纪要|要点)\s*$"),
        "title",
    ),
    Cue("第一条", -4, either_script("第一条")),
)


@hookimpl
def rules() -> list[Rule]:
    return [
        Rule("task_without_lead", "A task of a plan has nobody who answers for it.", "the other tasks", "info"),
        Rule("phase_order", "A phase begins before the one above it begins.", "the phases of the text"),
        Rule("phase_gap", "A phase does not begin where the one above it ends.", "the phases of the text", "info"),
        Rule("deadline_outside_plan", "A deadline is not within the years of the plan.", "the title", "info"),
    ]


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: ImplementationPlan}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_plan(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if not genre or genre.name != GENRE:
        return
    plan = read_plan(document, node)
    answered = [bool(task.lead_body) for task in plan.tasks]
    for task, whole in zip(plan.tasks, plan.spans.get("tasks", ()), strict=True):
        if not task.lead_body and 2 * sum(answered) > len(answered):
            span = task.spans.get("heading", whole)
            yield Diagnostic("task_without_lead", "a task, but nobody answers for it, as for others", span, "info")
    yield from _check_phases(plan.phases)
    stated, year = read_plan_period(document, node), read_plan_year(document, node)
    for _, reach in read_frame(document, node).tasks if stated else ():
        for due, span in read_due(document.source.raw, reach, year):
            if stated and due.iso and not stated[0].start <= due.iso[:4] <= stated[0].end:
                message = f"{due.raw} is not in the years of the plan, {stated[0].raw}"
                yield Diagnostic("deadline_outside_plan", message, span, "info")


def _check_phases(phases: list[Phase]) -> Iterator[Diagnostic]:
    """Each phase against the one before it, where both have a period."""
    for before, after in pairwise(phases):
        if not before.period or not after.period:
            continue
        span = after.spans["period"]
        if _before(after.period.start, before.period.start):
            yield Diagnostic("phase_order", f"begins before the phase above it does, {before.period.raw}", span)
        elif _before(after.period.start, before.period.end) or _apart(before.period.end, after.period.start):
            yield Diagnostic("phase_gap", f"does not begin where {before.period.raw} ends", span, "info")


def _before(first: str, second: str) -> bool:
    """Whether a time is before another, as far as both are printed."""
    size = min(len(first), len(second))
    return first[:size] < second[:size]


def _apart(end: str, start: str) -> bool:
    """Whether a month lies between two times that both name their month."""
    months = [int(iso[:4]) * 12 + int(iso[5:7]) for iso in (end, start) if len(iso) > 4]
    return len(months) == 2 and months[1] - months[0] > 1
