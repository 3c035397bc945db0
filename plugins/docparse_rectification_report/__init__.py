"""Rectification reports (整改报告): what was found, what was done about it, and how far that is."""

from __future__ import annotations

from docparse import Cue, Document, Genre, Node, either_script, hookimpl, recognise

GENRE = "rectification_report"

CUES = (
    Cue("整改", 4, either_script("整改[^。;]{0,12}(?:报告|情况|方案|台账|进展|通报)|整改$"), "title"),
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


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)
