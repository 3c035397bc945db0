"""Work summaries (工作总结): what a body has done in a period, what fell short, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import (
    SUM_RULES,
    Cue,
    Diagnostic,
    Document,
    Genre,
    Node,
    Record,
    Rule,
    check_sums,
    either_script,
    hookimpl,
    recognise,
)
from docparse_work_summary.checks import check_date
from docparse_work_summary.record import WorkSummary, read_work_summary

GENRE = "work_summary"

_TYPES = "总结(?:报告|材料)?|小结|年度工作情况|工作回顾|述职报告"
CUES = (
    Cue("工作总结", 5, either_script(rf"(?:{_TYPES})(?=[和及与暨、》\s(]|$)"), "title"),
    Cue(
        "总结和计划", 4, either_script("总结(?:[和及与暨、]|以及)[^。;]{0,20}(?:计[划画]|打算|安排|要点|思路)"), "title"
    ),
    Cue("named so", 3, either_script(rf"(?<![^\r\n])[^\r\n。;:,]{{4,40}}(?:{_TYPES})(?=[ \t])"), "opening"),
    Cue("在…领导下", 2, either_script("在[^。;]{2,80}(?:领导|带领|指导|支持|关心)下"), "opening"),
    Cue("现将…总结如下", 4, either_script("现[将就]?[^。;]{0,60}(?:总结|回顾)如下"), "opening"),
    Cue(
        "全年共",
        1,
        either_script(
            r"(?:全年|一年来|累计|先后|共)[^。;,]{0,16}(?:\d|[X×*_]{1,3})[多余]?(?:次|场|期|件|人|万|个|份|项|篇|条)"
        ),
    ),
    Cue("取得成绩", 1, either_script("取得了?[^,。;]{0,16}(?:成绩|成效|进展|突破)|圆满完成|荣获|被评为")),
    Cue(
        "result figures",
        2,
        either_script(
            r"(?:完成|开展|组织|举办|召开|接待|发放|培训|印发|撰写|编[发写印]|报送|处理|办理|参与)了?[^。;,]{0,16}(?:\d|[X×*_]{1,3})[多余]?[^\d。,;]{0,2}(?:次|场|期|件|人|万|个|份|项|篇|条)"
        ),
        least=3,
    ),
    Cue("存在问题", 1, either_script("存在的?(?:一些)?(?:主要)?(?:困难|问题|不足)|不足之处|(?:问题|差距)[和与及]不足")),
    Cue("下一步", 1, either_script("下一?步|今后(?:的?工作|努力)|明年工作|来年|下一年度?|工作(?:打算|思路)")),
    Cue("汇报如下", -2, either_script("现[将就][^。;]{2,60}(?:汇报|报告)如下")),
    Cue("应得分", -3, either_script("应得分|标准分")),
    Cue("同志们:", -3, either_script(r"(?:同志们|各位领导|各位代表)[^。;!\r\n]{0,12}[:!]")),
    Cue("各位代表", -4, either_script("政府工作报告"), "title"),
    Cue("本次评估", -3, either_script("评估|测评|考评"), "title"),
    Cue("第一条", -4, either_script("第一条"), "text"),
    Cue(
        "other type",
        -4,
        either_script(
            r"(?:的?(?:通知|意见|决定|批复|复函|函|通报|公告|令)|讲话|计[划画]|要点|方案|办法|规定|条例|纪要)\s*$"
        ),
        "title",
    ),
)


@hookimpl
def rules() -> list[Rule]:
    return [
        *SUM_RULES,
        Rule(
            "dated_before_period_end", "A summary is dated before its period ended.", "the period in the text", "info"
        ),
    ]


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: WorkSummary}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_work_summary(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if genre and genre.name == GENRE:
        summary = read_work_summary(document, node)
        yield from check_sums(document.source.raw, [span for done in summary.achievements for span in done.said])
        yield from check_date(summary)
