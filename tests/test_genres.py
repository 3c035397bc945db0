"""Genres: each is recognised by its cues, the best wins by a lead, and the statutory type is told by the title."""

from __future__ import annotations

import re

import pytest
from test_documents import results

from docparse import Cue, Genre, Parser, choose, recognise

TEXTS = {
    "meeting_speech": "在全县春耕会议上的讲话\n同志们：\n下面，我讲三点意见。\n一、抓早\n二、抓实\n三、抓细\n谢谢大家！\n",
    "work_summary": "县水务局2024年工作总结\n2024年，在县委的正确领导下，各项工作取得了新成效。现将一年来的工作总结如下：\n"
    "一、主要工作\n全年共组织检查32次。\n二、存在的问题\n人手不足。\n三、下一步工作\n加强培训。\n",
    "work_plan": "县水务局2025年工作要点\n2025年是规划实施的关键之年。\n一、加强管理。建章立制。\n二、推进改革。先行试点。\n三、抓好培训。分期举办。\n",
    "civility_self_assessment": "县水务局创建文明单位自查总结\n对照评分细则，自查得分98分。\n一、组织有力。应得分10分，实得分9分。\n",
    "evaluation_report": "清河县营商环境评估报告\n本次评估自3月启动，发放问卷[X]份，访谈[X]人。\n一、经验启示\n以评促改。\n二、存在问题\n流程偏长。\n",
    "briefing": "河道治理工作情况汇报\n各位领导：\n现将河道治理情况汇报如下：\n一、基本情况\n全长9公里。\n以上汇报不妥之处，敬请批评指正。\n",
    "notice": "关于开展汛前检查的通知\n各乡镇人民政府：\n现将有关事项通知如下：\n一、自查\n二、抽查\n特此通知。\n",
    "implementation_plan": "河道清淤实施方案\n为改善水质，制定本方案。\n一、指导思想\n统筹治理。\n二、工作目标\n河畅水清。\n三、保障措施\n加强领导。\n",
    "meeting_minutes": "水利工作专题会议纪要\n时间：2025年3月2日\n主持：王某\n会议听取了汇报。会议认为，进度偏慢。会议议定如下事项。\n一、加快审批\n",
    "rectification_report": "关于巡察反馈意见整改情况的报告\n根据巡察反馈意见，逐项整改。\n一、关于“台账不全”问题\n整改措施：补齐台账。完成时限：6月底。已完成。\n",
    "government_work_report": "政府工作报告\n各位代表：\n现在，我代表县人民政府，向大会报告工作，请予审议。\n一、过去一年\n地区生产总值增长5%。\n二、预期目标\n增长6%。\n",
    "regulation": "清河县档案查阅办法\n第一条　为规范查阅，制定本办法。\n第二条　凭证查阅。\n第三条　当日归还。\n第四条　禁止涂改。\n第五条　本办法自发布之日起施行。\n",
    "compilation": "第一篇：防汛要点\n一、备料\n二、值守\n第二篇：抗旱要点\n一、蓄水\n二、节水\n",
    "unknown": "雨后的小路\n昨天下了一夜的雨，路边的花都开了。\n",
}


def test_a_zone_that_there_is_not_is_named(parser: Parser) -> None:
    document = parser.parse(TEXTS["notice"]).document
    cue = Cue("通知", 4, re.compile("通知"), "titel")
    with pytest.raises(ValueError, match="cue '通知' is for the zone 'titel'; did you mean title"):
        recognise(document, document.root, "notice", [cue])


@pytest.mark.parametrize("name", TEXTS)
def test_each_genre(parser: Parser, name: str) -> None:
    assert parser.parse(TEXTS[name]).genres[0].name == name


@pytest.mark.parametrize(
    "text",
    [
        "乡村旅游发展调研报告\n现将调研情况报告如下：\n一、基本情况\n有农家乐86家，床位1200张，接待游客3万人次。发放问卷200份，访谈农户36户。\n",
        "关于发展设施农业意见的报告\n县政府：\n现将意见报告如下：\n一、现有大棚300个，农户260户，技术员12人。\n以上报告如无不妥，请批转各乡镇执行。\n",
        "消防安全自评报告\n一、制度建设\n标准分30分，自评得分28分。\n",
    ],
)
def test_reports_of_other_kinds(parser: Parser, text: str) -> None:
    assert parser.parse(text).genres[0].name not in ("briefing", "civility_self_assessment")


def test_traditional_script(parser: Parser) -> None:
    text = "關於開展汛前檢查的通知\n各鄉鎮人民政府：\n現將有關事項通知如下：\n一、自查\n二、抽查\n特此通知。\n"
    (genre,) = parser.parse(text).genres
    assert (genre.name, genre.doc_type) == ("notice", "notice")


@pytest.mark.parametrize(
    ("title", "doc_type"),
    [
        ("清河县人民政府关于转发审计报告的通知", "notice"),
        ("清河县人民政府关于同意设立公园的批复", "reply"),
        ("清河县水务局关于商请支援水泵的复函", "letter"),
        ("清河县水务局关于商请支援水泵的函", "letter"),
        ("清河县水务局关于增加经费的请示", "request_for_instructions"),
        ("清河县人民政府令", "order"),
        ("清河县水务局防汛工作会议纪要", "minutes"),
        ("清河县人民政府關於表彰先進的決定", "decision"),
        ("清河县水务局2025年工作要点", None),
    ],
)
def test_the_last_noun_of_the_title_tells_the_type(parser: Parser, title: str, doc_type: str | None) -> None:
    result = parser.parse(f"{title}\n各乡镇人民政府：\n一、概况\n正文。\n二、安排\n正文。\n")
    assert result.genres[0].doc_type == doc_type


def test_a_notice_says_what_it_hands_on(parser: Parser) -> None:
    text = (
        "关于印发2025年水利工作要点的通知\n各乡镇人民政府：\n现将《2025年水利工作要点》印发给你们，请认真贯彻执行。\n"
    )
    (genre,) = parser.parse(text).genres
    assert (genre.name, genre.doc_type, genre.carried) == ("notice", "notice", "work_plan")


@pytest.mark.parametrize(
    ("scores", "name"),
    [({"a": 5}, "a"), ({"a": 4.5}, "unknown"), ({"a": 7, "b": 6}, "unknown"), ({"a": 7, "b": 5}, "a"), ({}, "unknown")],
)
def test_a_genre_wins_by_score_and_lead(parser: Parser, scores: dict[str, float], name: str) -> None:
    document = parser.parse("").document
    candidates = [Genre(document.root, candidate, score) for candidate, score in scores.items()]
    chosen = choose(document, document.root, candidates)
    assert (chosen.name, chosen.score) == (name, max(scores.values(), default=0))


# --- real documents --------------------------------------------------------------------------------------------------

SEEDS = {
    "000": ["work_summary"],
    "001": ["evaluation_report"],
    "002": ["compilation", *["meeting_speech"] * 8, "unknown", *["meeting_speech"] * 2, "unknown"],
    "003": ["compilation", "civility_self_assessment", "work_summary", "briefing", "briefing", "briefing", "briefing"],
    "004": ["work_plan"],
}


@pytest.mark.parametrize("name", SEEDS)
def test_genres_of_the_source_documents(parser: Parser, seeds: dict[str, str], name: str) -> None:
    (text,) = (text for stem, text in seeds.items() if stem.startswith(name))
    assert [genre.name for genre in parser.parse(text).genres] == SEEDS[name]


def test_laws_are_regulations(parser: Parser, shared) -> None:  # type: ignore[no-untyped-def]
    found = results(parser, shared / "corpus" / "laws" / "text")
    assert {result.genres[0].name for _, result in found} == {"regulation"}


def test_genres_of_documents_of_the_state_council(parser: Parser, shared) -> None:  # type: ignore[no-untyped-def]
    genres = [result.genres[0] for _, result in results(parser, shared / "corpus" / "govcn")]
    assert {genre.name for genre in genres} == {"notice", "implementation_plan", "unknown"}
    expected = {"notice": "notice", "opinion": "implementation_plan"}
    agree = [expected.get(genre.doc_type or "", "unknown") == genre.name for genre in genres]
    assert sum(agree) / len(agree) >= 0.95
