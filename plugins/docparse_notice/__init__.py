"""Notices (通知): what is handed on, asked for or made known to those addressed."""

from __future__ import annotations

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
    own_span,
    read_carried,
    recognise,
)
from docparse_notice.record import Notice, read_notice

GENRE = "notice"

CUES = (
    Cue(
        "关于…的通知", 3, either_script("关于(?:[^。《》]|《[^《》]{2,80}》){2,80}的通知(?!》)"), "opening"
    ),  # without line breaks
    Cue("通知", 5, either_script(r"通\s{0,2}知[》”\s]*(?:\([^()]{0,30}\))?\s*$"), "title"),
    Cue(
        "主送机关",
        2,
        either_script(
            r"(?<=[\r\n])[ \t]*[^。;:\r\n]{0,200}(?:各[^。;:\r\n]{1,60}|[局委办厅部院府校会处司])(?:\([^()]{1,30}\))?:"
        ),
        "opening",
    ),
    Cue(
        "现将…通知如下",
        3,
        either_script(
            "现[将就]?[^。;]{0,80}(?:通知|安排)如下|(?:特|现)作?如下通知|现(?:[将就予][^。;]{0,80})?(?:印发|转发|批转)"
        ),
        "text",
    ),
    Cue(
        "请认真贯彻执行",
        1,
        either_script("请[^。;]{0,30}(?:贯彻|遵照|参照|认真|抓好|做好|组织)[^。;]{0,10}(?:执行|落实|实施|工作)"),
    ),
    Cue(
        "时间地点",
        2,
        either_script(r"(?<![一-鿿])(?:会议|培训|报名|活动)?(?:时间|地点|参(?:加|会)(?:人员|对象))(?:安排)?\s{0,2}:?"),
        "heading",
        least=2,
    ),
    Cue("时间:", 2, either_script("(?:时间|地点|参(?:加|会)人员):"), "text", least=2),
    Cue("特此通知", 4, either_script("特此通知")),
    Cue("联系人", 1, either_script("联系(?:人|电话|方式):?")),
    Cue("第一条", -4, either_script("第一条")),
)
# the body is that what is handed on: no notice of its own
CARRYING = (Cue("the text handed on", -6, either_script("一|二|三|[0-9]|[一-鿿]"), "heading", least=3),)

_OTHER_FORMULA = either_script("特此(?:通告|公告|报告|函[达复告]|批复)")


@hookimpl
def rules() -> list[Rule]:
    return [
        Rule(
            "closing_formula_mismatch",
            "A notice ends with the formula of another type.",
            "practice: 通知 ends with 特此通知",
        ),
        Rule(
            "deadline_before_date", "A deadline is before the date of the notice.", "two statements of the text", "info"
        ),
        Rule("meeting_without_place", "A notice calls a meeting and does not say where.", "practice", "info"),
    ]


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    carrying = CARRYING if read_carried(document, node) else ()
    return recognise(document, node, GENRE, (*CUES, *carrying))


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: Notice}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_notice(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if not genre or genre.name != GENRE:
        return
    notice = read_notice(document, node)
    for leaf in document.descendants(node, "paragraph") if genre.doc_type == GENRE else ():
        if leaf.form == "closing_formula" and leaf.start < own_span(document, node)[1]:
            for match in find(_OTHER_FORMULA, document.source.raw, leaf.span):
                yield Diagnostic("closing_formula_mismatch", f"{match[0]} ends another type than a 通知", match.span())
    issued = notice.date.iso if notice.date else None
    asked = notice.spans.get("requirements", ())
    for due, span in zip(notice.deadlines, notice.spans.get("deadlines", ()), strict=True):
        demanded = any(start <= span[0] < end for start, end in asked)
        if demanded and issued and due.iso and due.iso < issued[: len(due.iso)]:
            message = f"{due.raw} is before the date of the notice, {issued}"
            yield Diagnostic("deadline_before_date", message, span, "info")
    meeting = notice.meeting
    if meeting and meeting.time and not meeting.place and notice.matter == "召开会议":
        yield Diagnostic("meeting_without_place", "a meeting, but not where", meeting.spans["time"], "info")
