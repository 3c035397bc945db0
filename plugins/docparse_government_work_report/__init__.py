"""Government work reports (政府工作报告): the year that was, and the year to come, before a people's congress."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import Cue, Diagnostic, Document, Genre, Node, Record, Rule, either_script, hookimpl, recognise
from docparse_government_work_report.checks import check_indicators, check_targets
from docparse_government_work_report.record import GovernmentWorkReport, read_report

GENRE = "government_work_report"

CUES = (
    Cue("政府工作报告", 6, either_script(r"政\s{0,2}府\s{0,2}工\s{0,2}作\s{0,2}报\s{0,2}告"), "title"),
    Cue(
        "named so",
        4,
        either_script(
            r"(?:^|[\r\n])[ \t]*(?:[^\r\n。]{0,12})?政\s{0,2}府\s{0,2}工\s{0,2}作\s{0,2}报\s{0,2}告[^\r\n。]{0,12}[\r\n]"
        ),
        "opening",
    ),
    Cue("各位代表", 3, either_script("各位代表[:!,]")),
    Cue(
        "向大会报告",
        4,
        either_script("我代表[^。;]{0,24}政府[^。;]{0,12}向[^。;]{0,12}(?:大会|会议)[^。;]{0,12}报告"),
    ),
    Cue("请予审议", 1, either_script("请予?审议")),
    Cue("主要预期目标", 2, either_script("(?:主要)?(?:预期|发展|奋斗)[^。;,]{0,8}目标")),
    Cue("地区生产总值", 1, either_script("地区生产总值|GDP|生产总值")),
    Cue("各位代表…奋斗", 2, either_script(r"(?:各位代表|让我们)[^\r\n]{0,400}(?:奋斗|贡献|努力|前进|篇章)"), "ending"),
    Cue("other type", -6, either_script(r"(?:通知|意见|决定|批复|函|通报|汇报|总结|方案)\s*$"), "title"),
)


@hookimpl
def rules() -> list[Rule]:
    return [
        Rule("indicator_mismatch", "An indicator is told twice, with two values.", "the figures of the report"),
        Rule("target_missed", "A target of the year reviewed was not reached.", "the figures of the report", "info"),
        Rule(
            "target_growth_mismatch",
            "A target does not grow by its percentage from what was reached.",
            "the figures of the report",
            "info",
        ),
    ]


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: GovernmentWorkReport}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_report(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if genre and genre.name == GENRE:
        report = read_report(document, node)
        yield from check_indicators(report)
        yield from check_targets(document.source.raw, report)
