"""Briefings (情况汇报, 简介): what a body reports to superiors or visitors."""

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
from docparse_briefing.record import Briefing, read_briefing

GENRE = "briefing"

CUES = (
    Cue(
        "基本概况",
        1,
        either_script(
            "(?:我[局委校院县市区镇乡村所站]|全[局委校院])[^。;]{0,12}(?:现有|共有|下设|内设|位于|成立于|始建于)"
        ),
    ),
    Cue("汇报", 4, either_script("汇报|简介|情况(?:介绍|报告)|(?:工作|情况|活动)的?报告$"), "title"),
    Cue(
        "各位领导",
        3,
        either_script(r"(?:各位|尊敬的)[^。;\r\n]{0,10}(?:领导|专家|来宾|委员)[^。;\r\n]{0,10}[:!]"),
        "opening",
    ),
    Cue("现将…汇报如下", 4, either_script("(?:现|下面)[将就]?[^。;]{0,60}(?:汇报|报告|介绍)(?:如下|于后)"), "text"),
    Cue(
        "figures",
        1,
        either_script(
            r"[一-鿿](?:\d[\d.,]*|[一二三四五六七八九]?[十百千][一二三四五六七八九十百千]+)[万亿]?[多余]?(?:元|人|户|个|件|次|名|家|场|条|份|所|处|项|起|台|亩|吨|公里|%)"
        ),
        least=3,
    ),
    Cue("past tense", 1, either_script("(?:取得|完成|开展|投入|建立|组织|实现|建成|形成)了"), least=3),
    Cue(
        "敬请批评指正",
        4,
        either_script("批评指正|(?:以上|汇报)[^。;]{0,12}(?:妥|当)之?处|请[^。;]{0,8}(?:审议|审阅|指导)"),
        "ending",
    ),
    Cue(
        "主要做法", 1, either_script("主要[做作]法|概况|基本情况|工作(?:开展|进展)情况|几点体会|取得的?成效"), "heading"
    ),
    Cue("我讲几点", -3, either_script("(?:下面|这里)[^。;]{0,20}我[^。;]{0,20}[讲谈说][^。;]{0,6}[点个]")),
    Cue("应得分", -4, either_script("应得分|自[查评]得分")),
    Cue("各位代表", -4, either_script("政府工作报告"), "title"),
    Cue("to a congress", -3, either_script("各位代表[:!]"), "opening"),
    Cue(
        "other type",
        -4,
        either_script(
            r"(?:通知|意见|决定|批复|复函|函|通报|方案|办法|规定|条例|讲话|整改[^。]{0,8}报告)\s*$|(?:评估|测评|整改|调研|调查|督查)[^。]{0,8}报告|(?:意见|建议|方案)的(?:报告|汇报)"
        ),
        "title",
    ),
    Cue("请批转", -3, either_script("批转(?:各|有关|给)|(?:如|若)无不妥,请")),
    Cue("第一条", -4, either_script("第一条")),
)


@hookimpl
def rules() -> list[Rule]:
    return list(SUM_RULES)


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: Briefing}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_briefing(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if genre and genre.name == GENRE:
        briefing = read_briefing(document, node)
        yield from check_sums(document.source.raw, [span for done in briefing.achievements for span in done.said])
