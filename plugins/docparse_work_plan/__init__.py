"""Work plans (工作要点, 工作计划): the tasks ahead, each under its category, with measures and who answers for them."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import (
    Cue,
    Diagnostic,
    Document,
    Genre,
    Node,
    Period,
    Record,
    Rule,
    either_script,
    hookimpl,
    read_measures,
    recognise,
)
from docparse_work_plan.record import WorkPlan, read_period, read_work_plan
from docparse_work_plan.tasks import deadlines_of, read_tasks

GENRE = "work_plan"

_TITLE_ENDS = r"(?=[和及与暨、》\s(]|的通知|$)"
_OTHER_TYPES = (
    "总结|汇报|报告|讲话|发言|致辞|意见|办法|规定|条例|细则|制度|决定|决议|批复|函|通报|公告|纪要|方案|规划|纲要|预案"
    "|简介|简报"
)
CUES = (
    Cue("工作要点", 4, either_script(f"(?:要点|计[划画]|打算|安排){_TITLE_ENDS}"), "title"),
    Cue("关键之年", 2, either_script("年是[^。]{2,80}(?:之年|一年)"), "opening"),
    Cue("以…为指导", 1, either_script("以[^。;]{2,80}为(?:指导|目标|统领|引领|主线)"), "opening"),
    Cue("加强", 2, either_script("加强|深化|推进|强化|完善|健全|提升|夯实|创新|加快|抓好|做好"), "heading", least=3),
    Cue("将", 1, either_script("将(?:以|继续|进一步|围绕|坚持|着力|重点)|(?<=[,。;])要(?=[一-鿿])")),
    Cue("坚持", 1, either_script("坚持[^,。;]{2,16},"), "heading"),
    Cue("总结如下", -4, either_script("(?:总结|汇报|报告)如下"), "opening"),
    Cue("在…领导下", -3, either_script("在[^,。;]{2,30}(?:领导|带领|指导|支持|关心)下"), "opening"),
    Cue("取得成绩", -2, either_script("圆满完成|取得了?[^,。;]{0,12}(?:成绩|成效)|荣获")),
    Cue("other type", -4, either_script(f"(?:{_OTHER_TYPES}){_TITLE_ENDS}"), "title"),
)
_RESULT = either_script(
    r"(?:完成|取得|实现|建成|召开|举办|组织|达到|获得|开展|培训|发放)了[^。;]{0,40}\d"
    r"|荣获|(?:累计|共计|共)(?:完成|开展|举办|培训|发放|投入)[^。;,]{0,20}\d"
)
_AHEAD = either_script("将|要|力争|确保|计[划画]|拟|争取|预计|目标")


@hookimpl
def rules() -> list[Rule]:
    return [
        Rule("task_without_measure", "A task has a heading and nothing below it.", "the other tasks", "info"),
        Rule("result_in_plan", "A plan tells of a result with a figure.", "a plan tells what to do", "info"),
        Rule("deadline_outside_period", "A deadline is not within the period of the plan.", "the period in the text"),
    ]


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: WorkPlan}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_work_plan(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if not genre or genre.name != GENRE:
        return
    text, stated = document.source.text, read_period(document, node)
    period = stated[0] if stated else None
    for _, unit in read_tasks(document, node):
        measures = read_measures(document, unit)
        if not measures:
            span = unit.heading.span if unit.heading else unit.span
            yield Diagnostic("task_without_measure", "a task, but nothing says how it is done", span, "info")
        for measure in measures:
            if _RESULT.search(text, *measure.span) and not _AHEAD.search(text, *measure.span):
                message = "tells of a result, where a plan tells what to do"
                yield Diagnostic("result_in_plan", message, measure.span, "info")
        for deadline, span in deadlines_of(document, unit.span, period):
            if period and deadline.iso and _outside(deadline.iso, period):
                message = f"{deadline.raw} is not in the period of the plan, {period.raw}"
                yield Diagnostic("deadline_outside_period", message, span)


def _outside(iso: str, period: Period) -> bool:
    return iso[: len(period.end)] > period.end or iso[: len(period.start)] < period.start[: len(iso)]
