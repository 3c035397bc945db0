"""Rectification reports (整改报告): what was found, what was done about it, and how far that is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    Cue,
    Diagnostic,
    Document,
    Genre,
    Node,
    Record,
    Rule,
    either_script,
    find,
    hookimpl,
    recognise,
    signature,
)
from docparse_rectification_report.record import RectificationReport, Totals, read_report

GENRE = "rectification_report"

CUES = (
    Cue(
        "整改", 4, either_script("整改[^。;]{0,12}(?:报告|情况|方案|台账|进展|通报|回复|回函|说明|清单)|整改$"), "title"
    ),
    Cue(
        "根据反馈意见",
        2,
        either_script(
            "(?:根据|按照|针对|收到|对照)[^。;]{0,40}(?:反馈|巡[视察]|督察|审计|检查)[^。;]{0,20}(?:意见|问题|要求)"
        ),
        "text",
    ),
    Cue("整改措施", 1, either_script("整改(?:措施|举措)")),
    Cue("整改情况", 1, either_script("整改(?:情况|结果|成效|进展|落实)")),
    Cue("责任人", 1, either_script("(?:责任(?:人|领导|单位|部门)|牵头(?:领导|单位)):")),
    Cue("完成时限", 1, either_script("(?:完成|整改)(?:时限|时间|期限)")),
    Cue("已完成", 1, either_script("(?:已(?:经)?完成|长期坚持|正在推进|立行立改|基本完成|整改到位)")),
    Cue("问题", 1, either_script(r"(?:关于|针对)[“「‘]?[^。;\r\n]{2,80}问题"), least=2),
    Cue("下一步", 1, either_script("下一步")),
    Cue("other type", -4, either_script(r"(?:通知|意见|决定|批复|函|总结|讲话|评估[^。]{0,8}报告)\s*$"), "title"),
    Cue("第一条", -4, either_script("第一条")),
)

_COUNTED = re.compile("[0-9０-９]+[个個项項条條件]")
_AT_ONCE = either_script("立行立改|立查立改|即知即改")


@hookimpl
def rules() -> list[Rule]:
    return [
        Rule(
            "rectification_total_mismatch",
            "Fixed and pending problems are not those found.",
            "two statements of the text",
            "error",
        ),
        Rule(
            "status_past_deadline", "A problem is still pending after its deadline.", "the date of the report", "info"
        ),
        Rule(
            "immediate_not_complete",
            "A problem to be mended at once is not mended.",
            "two statements of the text",
            "info",
        ),
    ]


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: RectificationReport}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_report(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if not genre or genre.name != GENRE:
        return
    report, (_, dated) = read_report(document, node), signature(document, node)
    if report.totals:
        yield from _check_totals(document.source.raw, report.totals)
    issued = dated[0].iso if dated else None
    for problem, span in zip(report.problems, report.spans.get("problems", ()), strict=True):
        if problem.status != "正在推进":
            continue
        place, due = problem.spans["status"], problem.deadline.iso if problem.deadline else None
        if due and issued and due < issued[: len(due)]:
            yield Diagnostic("status_past_deadline", f"still pending, and it was due in {due}", place, "info")
        if next(find(_AT_ONCE, document.source.raw, span), None):
            yield Diagnostic("immediate_not_complete", "to be mended at once, and still pending", place, "info")


def _check_totals(raw: str, totals: Totals) -> Iterator[Diagnostic]:
    """Fixed and pending against found, where one sentence counts these three and nothing else."""
    found, fixed, pending = totals.found, totals.fixed, totals.pending
    if not (isinstance(found, float) and isinstance(fixed, float) and isinstance(pending, float)):
        return
    spans = [totals.spans[name] for name in ("found", "fixed", "pending")]
    counted = len(_COUNTED.findall(raw, min(spans)[0], _sentence_end(raw, max(spans)[1])))
    in_one = "。" not in raw[min(spans)[0] : max(spans)[1]]
    if in_one and counted == len(spans) and fixed + pending != found:
        message = f"{fixed:g} fixed and {pending:g} pending are not the {found:g} found"
        yield Diagnostic("rectification_total_mismatch", message, totals.spans["found"], "error")


def _sentence_end(raw: str, start: int) -> int:
    stop = raw.find("。", start)
    return stop if stop >= 0 else len(raw)
