"""Self-assessments: score clauses, the record, and the sums."""

from __future__ import annotations

import pytest
import recorded
from hypothesis import given

import docparse_civility
from docparse import Result, outline_rows
from docparse_civility.record import CivilitySelfAssessment

PARSER = recorded.parser(docparse_civility)
PLAIN = recorded.parser()
KIND = "civility_self_assessment"
CHECKED = ("score_total_mismatch", "score_exceeds_full", "score_unit_missing", "deduction_unexplained")

REPORT = """\
市水务局创建2023-2024年度市级文明单位自查报告

按照《关于开展市级文明单位复查的通知》（市文明委〔2024〕7号）和市级文明单位评分细则，我局应得分50分，自查得分46分。现将自查情况报告如下：
一、基本情况
我局内设科室9个，现有干部职工63人。先后荣获省级节水先进单位、全市“平安机关”、综治优胜单位等荣誉称号。
二、自查得分情况
（一）组织领导（标准分20分，自评分20分）
1.健全机构。成立领导小组，每季度召开1次专题会议。
2.压实责任。2024年与12个下属单位签订责任书。
（二）环境卫生。庭院整洁，绿化达标。标准分为15分，自评分14分。扣分原因：楼道堆有杂物。
全年开展义务劳动6次。
（三）志愿服务。应得分为15分，实得分12分。组织志愿者80余人次。
三、存在的不足
宣传力度还不够。今后，我们将改进宣传方式。

市水务局
2024年11月8日
"""

TRADITIONAL = """\
縣衛生局創建文明單位自評報告
一、領導班子團結有力。班子成員分工明確。應得分為１５分，實得分為１５分。
一是堅持學習。每月學習２次。二是廉潔自律。未發生違紀案件。
二、業務工作成績顯著。應得分為15分，實得分為[X]分。
全年接診患者3萬人次。
"""


def report(*items: str, total: str = "") -> Result:
    numbered = "".join(f"（{'一二三四五'[index]}）{item}\n" for index, item in enumerate(items))
    return PARSER.parse(f"市气象局创建文明单位自查报告\n{total}\n{numbered}")


def assessment(result: Result) -> CivilitySelfAssessment:
    data = recorded.record(result, KIND).data
    assert isinstance(data, CivilitySelfAssessment)
    return data


def findings(result: Result) -> list[tuple[str, str]]:
    return recorded.findings(result, *CHECKED)


# --- the score clause beside a heading ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("组织有力。制度健全，责任到人。应得分为15分，实得分为15分。", "组织有力。制度健全，责任到人"),
        ("组织有力。应得分为15，实得分15分。", "组织有力"),
        ("组织有力。应得分为 9 分，实得分为8.5分", "组织有力"),
        ("组织有力（标准分２０分；自评分１９分）", "组织有力"),
        ("组织有力(20分，自评20分)", "组织有力"),
        ("组织有力（自评得分19分）", "组织有力"),
        ("组织有力。标准分10分，自查得分8分，扣2分。", "组织有力"),
        ("組織有力。責任到人。應得分為[X]分，實得分為[X]分。", "組織有力。責任到人"),
        ("组织有力。应得分为18分，实得分为17分。一是领导重视。二是群众参与。", "组织有力"),
    ],
)
def test_a_heading_ends_before_its_score(line: str, heading: str) -> None:
    (section,) = PARSER.parse(f"（一）{line}\n成立了领导小组。\n").document.walk("section")
    assert section.heading is not None
    assert section.heading.text == heading


@pytest.mark.parametrize("line", ["迟到一次扣2分。旷工一天扣10分。", "考试满分为100分。", "总分待定。得分如下。"])
def test_other_points_are_no_score_clause(line: str) -> None:
    text = f"（一）{line}\n要求如下。\n"
    assert outline_rows(PARSER.parse(text).document) == outline_rows(PLAIN.parse(text).document)


# --- the record --------------------------------------------------------------------------------------------------


def test_the_frame_of_a_report() -> None:
    data = assessment(PARSER.parse(REPORT))
    assert (data.applicant_body, data.target_title) == ("市水务局", "市级文明单位")
    assert data.assessment_period is not None
    assert (data.assessment_period.start, data.assessment_period.end) == ("2023", "2024")
    assert data.basis is not None
    assert data.basis.title == "关于开展市级文明单位复查的通知"
    assert (data.basis.number, data.basis.criteria_name) == ("市文明委〔2024〕7号", "市级文明单位评分细则")
    assert (data.full_score, data.claimed_score) == (50, 46)
    assert data.honours == ["省级节水先进单位", "全市“平安机关”", "综治优胜单位"]
    assert (data.facilities, data.headcount) == (9, 63)
    assert (data.shortcomings, data.commitment) == ("宣传力度还不够。", "今后，我们将改进宣传方式。")


def test_the_items_of_a_report() -> None:
    first, second, third = items = assessment(PARSER.parse(REPORT)).items
    assert [item.ordinal for item in items] == [1, 2, 3]
    assert [item.criterion for item in items] == ["组织领导", "环境卫生", "志愿服务"]
    assert [(item.full_score, item.claimed_score) for item in items] == [(20, 20), (15, 14), (15, 12)]
    assert [item.deduction_reason for item in items] == [None, "楼道堆有杂物", None]
    assert [(m.ordinal, m.heading, m.text) for m in first.measures] == [
        (1, "健全机构", "成立领导小组，每季度召开1次专题会议。"),
        (2, "压实责任", "2024年与12个下属单位签订责任书。"),
    ]
    assert [(m.ordinal, m.heading, m.text) for m in second.measures] == [(None, None, "全年开展义务劳动6次。")]
    assert [m.text for m in third.measures] == ["组织志愿者80余人次。"]


def test_the_figures_of_an_item() -> None:
    first, second, third = assessment(PARSER.parse(REPORT)).items
    assert [(e.value, e.unit, e.what, e.year) for e in first.evidence] == [
        (1, "次", "专题会议", None),
        (12, "个", "下属单位签订责任书", 2024),
    ]
    assert [(e.value, e.unit, e.what) for e in second.evidence] == [(6, "次", "全年开展义务劳动")]
    assert [(e.value, e.unit, e.what) for e in third.evidence] == [(80, "人次", "组织志愿者")]


def test_traditional_characters_and_full_width_digits() -> None:
    result = PARSER.parse(TRADITIONAL)
    data = assessment(result)
    assert (data.applicant_body, data.target_title) == ("縣衛生局", "文明單位")
    assert [(item.full_score, item.claimed_score) for item in data.items] == [(15, 15), (15, "[X]")]
    assert [m.heading for m in data.items[0].measures] == ["堅持學習", "廉潔自律"]
    assert [(e.value, e.unit, e.what) for e in data.items[1].evidence] == [(3, "萬人次", "全年接診患者")]
    assert findings(result) == []


def test_what_the_text_does_not_say_stays_empty() -> None:
    data = assessment(PARSER.parse("创建文明单位总结\n应得分为10分，实得分为10分。\n"))
    assert (data.full_score, data.claimed_score) == (10, 10)
    assert data.items == data.honours == []
    empty = ("applicant_body", "assessment_period", "basis", "facilities", "headcount", "shortcomings", "commitment")
    assert [getattr(data, name) for name in empty] == [None] * len(empty)


def test_a_part_of_a_compilation_is_read_alone() -> None:
    result = PARSER.parse(f"第一篇：自查报告\n{REPORT}第二篇：工作简介\n一、基本情况\n我站有职工9人。\n")
    found = recorded.record(result, KIND)
    assert found.node.kind == "part"
    assert [genre.name for genre in result.genres] == ["compilation", KIND, "unknown"]
    assert found.data.headcount == 63


@pytest.mark.parametrize(
    "text",
    [
        "",
        "应得分",
        "2025年工作要点\n一、加强学习。\n二、加强管理。\n",
        "关于创建的通知\n请各单位创建文明单位。\n",
        "安全生产自评报告\n一、管理制度。标准分20分，自评得分18分。\n",
    ],
)
def test_other_documents_are_none(text: str) -> None:
    result = PARSER.parse(text)
    assert [genre.name for genre in result.genres] == ["unknown"]
    assert not result.records


@given(recorded.mixtures(REPORT + TRADITIONAL))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


# --- the checks --------------------------------------------------------------------------------------------------


def test_a_total_that_is_not_the_sum() -> None:
    result = report(
        "领导有力。应得分60分，实得分60分。",
        "环境优美。应得分40分，实得分40分。",
        total="我局应得分100分，实得分99分。",
    )
    ((code, text),) = findings(result)
    assert (code, text) == ("score_total_mismatch", "我局应得分100分，实得分99分")
    (finding,) = (found for found in result.diagnostics if found.code == code)
    assert "99" in finding.message
    assert "100" in finding.message
    assert finding.severity == "error"


def test_a_total_is_summed_over_the_innermost_criteria() -> None:
    text = (
        "文明单位创建自查汇报\n一、自查情况。应得分50分，实得分50分。\n（一）领导有力（20分，自评20分）\n定期研究。\n"
        "（二）环境优美（30分，自评30分）\n绿化达标。\n"
    )
    result = PARSER.parse(text)
    data = assessment(result)
    assert (data.full_score, len(data.items)) == (50, 2)
    assert findings(result) == []


@pytest.mark.parametrize(
    "items",
    [
        ("领导有力。应得分60分，实得分60分。", "环境优美。绿化达标。"),  # one has no score
        ("领导有力。应得分60分，实得分60分。", "环境优美。应得分40分，实得分[X]分。"),
    ],
)
def test_a_sum_that_cannot_be_made_is_not_checked(items: tuple[str, ...]) -> None:
    codes = [code for code, _ in findings(report(*items, total="我局应得分100分，实得分90分。"))]
    assert "score_total_mismatch" not in codes


def test_more_than_the_full_score() -> None:
    assert findings(report("领导有力。应得分60分，实得分65分。")) == [("score_exceeds_full", "应得分60分，实得分65分")]


def test_a_score_without_unit_beside_others() -> None:
    result = report("领导有力。应得分为60，实得分60分。", "环境优美。应得分40分，实得分40分。")
    assert findings(result) == [("score_unit_missing", "应得分为60，实得分60分")]
    assert findings(report("领导有力。应得分：60，实得分：60。")) == []  # the label says 分


@pytest.mark.parametrize(
    "body",
    ["扣分原因：楼道堆有杂物。", "因办公楼正在修缮，扣3分。", "扣3分，主要是资料不全。", "扣分理由是：記錄不全。"],
)
def test_a_deduction_with_its_reason(body: str) -> None:
    assert findings(report(f"环境优美。应得分40分，实得分37分。\n{body}")) == []


def test_a_deduction_without_reason() -> None:
    result = report("环境优美。应得分40分，实得分37分。\n绿化达标。")
    assert findings(result) == [("deduction_unexplained", "应得分40分，实得分37分")]


# --- a whole document --------------------------------------------------------------------------------------------


def test_a_real_report(seeds: dict[str, str]) -> None:
    (text,) = (text for name, text in seeds.items() if name.startswith("003"))
    result = PARSER.parse(text)
    first = next(found for found in result.records if found.type == KIND)
    recorded.assert_spans(text, first.data)
    scores = [(item.full_score, item.claimed_score) for item in first.data.items]
    assert scores == [(15, 15), (16, 16), (13, 13), (12, 12), (9, 8), (9, 8), (8, 8), (18, 17)]
    assert (first.data.full_score, first.data.claimed_score) == (100, 98)
    assert len(first.data.honours) == 12
    assert first.data.headcount == 27
    assert all(item.measures for item in first.data.items)
    findings = [(found.code, found.span) for found in result.diagnostics if found.code.startswith("score_")]
    assert findings == [("score_total_mismatch", (308, 325)), ("score_unit_missing", (811, 824))]


def test_the_other_real_documents_are_none(seeds: dict[str, str]) -> None:
    for name, text in seeds.items():
        if not name.startswith("003"):
            assert KIND not in [genre.name for genre in PARSER.parse(text).genres], name
