"""Notices (通知): what is handed on, asked for or made known to those addressed."""

from __future__ import annotations

from docparse import Cue, Document, Genre, Node, either_script, hookimpl, read_carried, recognise

GENRE = "notice"

CUES = (
    Cue("关于…的通知", 3, either_script("关于[^。《》]{2,80}的通知(?!》)"), "opening"),  # in text without line breaks
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
            "现[将就]?[^。;]{0,80}(?:通知|安排)如下|(?:特|现)作?如下通知|现[将就予][^。;]{0,80}(?:印发|转发|批转)"
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


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    carrying = CARRYING if read_carried(document, node) else ()
    return recognise(document, node, GENRE, (*CUES, *carrying))
