"""Evaluation reports (评估报告, 测评报告), also as templates with numbers to be filled in."""

from __future__ import annotations

from docparse import Cue, Document, Genre, Node, either_script, hookimpl, recognise

GENRE = "evaluation_report"

CUES = (
    Cue("评估报告", 4, either_script("(?:评估|评价|测评|考评|评议|督查|调研)[^。;]{0,12}报告"), "title"),
    Cue(
        "本次评估",
        2,
        either_script(
            "(?:本次|此次|这次)?[^。;,]{0,8}(?:评估|评价|测评|考评|督查)[^。;]{0,12}(?:自[^。;]{2,20}(?:启动|开展|开始)|历时|覆盖|采取|采用)"
        ),
    ),
    Cue(
        "问卷",
        2,
        either_script(r"(?:覆盖|问卷|访谈|座谈|走访|[清台][单账]|调研组)[^。;]{0,20}(?:\d|\[X+\]|[X×*_]{1,4})"),
        least=2,
    ),
    Cue(
        "经验启示",
        2,
        either_script(
            "经验(?:启示|做法)|存在的?(?:主要)?问题|问题(?:不足|[与和及])|整改(?:措施|落实)|对策建议|评估结论"
        ),
        "heading",
        least=2,
    ),
    Cue("placeholders", 2, either_script(r"\[X+\]|_{2,}|[X×]{1,4}(?=[年月日个次人名份条项场期家%])"), least=10),
    Cue("slots", 1, either_script(r"\[X+\]"), least=10),
    Cue("评估", 1, either_script("评估|测评|考评"), least=5),
    Cue("应得分", -3, either_script("应得分")),
    Cue("other type", -4, either_script(r"(?:通知|意见|决定|批复|复函|函|通报|方案|办法|规定|条例|总结)\s*$"), "title"),
    Cue("第一条", -4, either_script("第一条")),
)


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)
