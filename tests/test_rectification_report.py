"""Rectification reports: what was found, what was done about it, how far that is, and what does not fit together."""

from __future__ import annotations

import pytest
import recorded
from hypothesis import given

import docparse_rectification_report
from docparse import Date, Money
from docparse_rectification_report.problems import Problem
from docparse_rectification_report.record import RectificationReport

PARSER = recorded.parser(docparse_rectification_report)
KIND = "rectification_report"
CHECKED = ("rectification_total_mismatch", "status_past_deadline", "immediate_not_complete")

REPORT = """\
清河县水利局关于巡察反馈意见整改情况的报告
县委巡察办：
2023年5月10日至6月30日，县委第三巡察组对县水利局党组开展了常规巡察。2023年9月15日，县委第三巡察组反馈了《关于巡察县水利局党组的反馈意见》。局党组高度重视，逐项落实整改。共反馈3个方面问题5个，已完成整改4个，正在推进1个；问责4人，追回违规资金12.5万元。现将整改情况报告如下：
一、整改工作组织情况
成立整改工作领导小组，局长任组长，召开专题会议6次。
二、反馈问题整改情况
（一）党的建设方面
1.关于理论学习不深入的问题
原因分析：重业务轻学习，学习计划流于形式。
整改措施：一是制定年度学习计划。二是每月集中学习不少于两次。
整改情况：已完成。开展集中学习12次。
责任单位：机关党委
责任人：张某
完成时限：2023年12月底前
佐证材料：学习计划1份，学习笔记36本
2.关于“三会一课”不规范的问题
整改措施：规范会议记录，按月抽查。
整改进度：正在推进，已完成80%。
责任单位：机关党委、人事股；责任人：李某、王某；完成时限：2024年6月底
（二）工程管理方面
3.关于工程档案不全的问题。补齐档案36卷，健全归档制度。该问题已整改到位。
4.关于河道清淤滞后的问题（已完成）
整改措施：倒排工期。
5.关于项目后续管护薄弱的问题
整改情况：已完成，并长期坚持。
三、下一步工作打算
（一）压实责任。定期调度。
（二）健全制度。完善长效机制。
清河县水利局
2024年3月20日
"""

TRADITIONAL = """\
雲水學院關於落實省委巡視反饋意見整改進展情況的通報
根據省委第二巡視組反饋意見，我校梳理問題8個，已完成6個，正在推進2個。
一、關於科研經費管理不規範問題
整改措施：修訂《科研經費管理辦法》，開展專項檢查。
整改情況：已全部完成整改。
責任部門：科研處
二、關於基建項目審計滯後問題
整改措施：倒排工期，聘請第三方審計。
整改情況：持續推進，完成率60%。
責任部門：基建處、審計處
完成時限：2024年12月
三、下一步打算
持續鞏固整改成果。加強日常監督。
雲水學院
2024年1月10日
"""

FLAT = (
    "清河县财政局关于审计发现问题整改情况的报告县审计局：根据《清河县审计局审计报告》（清审报〔2024〕6号）指出的问题，"
    "我局认真整改，现将整改情况报告如下：一、关于往来款长期未清理的问题。整改措施：成立清理专班。整改情况：已完成。责任单位：预算股。"
    "二、关于专项资金拨付不及时的问题。整改措施：限期拨付。整改情况：正在推进。责任单位：国库股。完成时限：2024年12月底。"
    "三、下一步打算。完善制度。清河县财政局2024年8月6日"
)

MESSY = """\
XX镇环保督察整改情况汇报
　　按照省生态环境保护督察组移交清单，我镇涉及问题[X]个。
　　一、问题整改情况
　　(1)问题：养殖场粪污直排。
　　整改措施：1.建设三级沉淀池。
　　2.配套管网300米。
　　整改时限:立行立改
　　整改状态:已完成
　　责任领导：某某
　　(2)问题：部分河段垃圾堆积。
　　整改措施：组织清运，完成清运量的XX%。
　　目前进展：正在整改。
　　二、存在困难
　　资金缺口较大。
　　下一步，我镇将加大巡查力度。
"""


def report(text: str) -> RectificationReport:
    data = recorded.record(PARSER.parse(text), KIND).data
    assert isinstance(data, RectificationReport)
    return data


def problem(text: str) -> Problem:
    (found,) = report(
        f"水利站整改情况报告\n根据县巡察组反馈意见，逐项整改。\n一、关于台账不全的问题\n{text}\n水利站\n2024年3月20日\n"
    ).problems
    return found


# --- the record --------------------------------------------------------------------------------------------------


def test_what_set_it_off() -> None:
    trigger = report(REPORT).trigger
    assert trigger
    assert (trigger.source, trigger.document) == ("县委第三巡察组", "关于巡察县水利局党组的反馈意见")
    assert trigger.date == Date("2023-09-15", "2023年9月15日")


def test_totals_as_stated() -> None:
    totals = report(REPORT).totals
    assert totals
    assert (totals.found, totals.fixed, totals.pending, totals.accountable_persons) == (5, 4, 1, 4)
    assert totals.recovered_money == Money(12.5, "万元", "12.5万元")


def test_problems_under_their_categories() -> None:
    problems = report(REPORT).problems
    assert [(found.ordinal, found.category, found.description) for found in problems] == [
        (1, "党的建设方面", "关于理论学习不深入的问题"),
        (2, "党的建设方面", "关于“三会一课”不规范的问题"),
        (3, "工程管理方面", "关于工程档案不全的问题"),
        (4, "工程管理方面", "关于河道清淤滞后的问题"),
        (5, "工程管理方面", "关于项目后续管护薄弱的问题"),
    ]
    assert [found.measures for found in problems] == [
        ["制定年度学习计划。", "每月集中学习不少于两次。"],
        ["规范会议记录，按月抽查。"],
        ["补齐档案36卷，健全归档制度。"],
        ["倒排工期。"],
        [],
    ]


def test_how_far_they_are_and_who_answers() -> None:
    first, second, *others = report(REPORT).problems
    assert first.cause == "重业务轻学习，学习计划流于形式"
    assert first.evidence == "学习计划1份，学习笔记36本"
    assert (first.responsible_body, first.responsible_person) == (["机关党委"], ["张某"])
    assert first.deadline == Date("2023-12", "2023年12月底前")
    assert (first.status, first.completion_percent) == ("已完成", None)
    assert (second.responsible_body, second.responsible_person) == (["机关党委", "人事股"], ["李某", "王某"])
    assert second.deadline == Date("2024-06", "2024年6月底")
    assert (second.status, second.completion_percent) == ("正在推进", 80)
    assert [found.status for found in others] == ["已完成", "已完成", "已完成"]
    assert [found.deadline for found in others] == [None, None, None]


def test_what_comes_next() -> None:
    assert report(REPORT).next_steps == ["压实责任。定期调度。", "健全制度。完善长效机制。"]


def test_traditional_characters() -> None:
    data = report(TRADITIONAL)
    assert data.trigger
    assert (data.trigger.source, data.trigger.date, data.trigger.document) == ("省委第二巡視組", None, None)
    assert data.totals
    assert (data.totals.found, data.totals.fixed, data.totals.pending) == (8, 6, 2)
    first, second = data.problems
    assert (first.description, first.status) == ("關於科研經費管理不規範問題", "已完成")
    assert first.measures == ["修訂《科研經費管理辦法》，開展專項檢查。"]
    assert first.responsible_body == ["科研處"]
    assert (second.status, second.completion_percent) == ("正在推进", 60)
    assert second.responsible_body == ["基建處", "審計處"]
    assert second.deadline == Date("2024-12", "2024年12月")
    assert data.next_steps == ["持續鞏固整改成果。", "加強日常監督。"]


def test_text_without_breaks() -> None:
    data = report(FLAT)
    assert data.trigger
    assert (data.trigger.source, data.trigger.document) == ("清河县审计局", "清河县审计局审计报告")
    assert [(found.ordinal, found.description, found.status) for found in data.problems] == [
        (1, "关于往来款长期未清理的问题", "已完成"), (2, "关于专项资金拨付不及时的问题", "正在推进"),
    ]  # fmt: skip
    assert [found.measures for found in data.problems] == [["成立清理专班。"], ["限期拨付。"]]
    assert [found.responsible_body for found in data.problems] == [["预算股"], ["国库股"]]
    assert data.problems[1].deadline == Date("2024-12", "2024年12月底")
    assert data.next_steps == ["完善制度。"]
    assert data.totals is None


def test_a_messy_template() -> None:
    data = report(MESSY)
    assert data.trigger
    assert data.trigger.source == "省生态环境保护督察组"
    assert data.totals
    assert data.totals.found == "[X]"
    first, second = data.problems
    assert (first.ordinal, first.description, first.category) == (1, "养殖场粪污直排", None)
    assert first.measures == ["建设三级沉淀池。", "配套管网300米。"]
    assert (first.status, first.responsible_person, first.deadline) == ("已完成", ["某某"], None)
    assert (second.description, second.status) == ("部分河段垃圾堆积", "正在推进")
    assert data.next_steps == ["下一步，我镇将加大巡查力度。"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("整改情况：已完成整改。", "已完成"),
        ("整改情况：已完成制度修订3项。", None),
        ("整改情况：确保整改到位。", None),
        ("整改情况：已完成，并长期坚持。", "已完成"),
        ("整改情况：一是已完成制度修订。二是正在推进系统建设。", "正在推进"),
        ("整改进度：尚未完成。", "正在推进"),
        ("整改状态：长期坚持", "长期坚持"),
        ("整改措施：全部整改到位为止。", None),
        ("补齐台账。目前，该问题已整改完成。", "已完成"),
        ("补齐台账，正在推进系统建设。", None),
        ("补齐台账。（已完成）", "已完成"),
        ("整改情况：基本完成。", None),
    ],
)
def test_how_far_a_problem_is(text: str, status: str | None) -> None:
    assert problem(text).status == status


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("整改情况：正在推进，完成80%。", 80),
        ("整改情况：完成率达到97.5%。", 97.5),
        ("整改情况：已完成XX%。", "XX"),
        ("整改情况：满意率80%。", None),
    ],
)
def test_percentages(text: str, percent: float | str | None) -> None:
    assert problem(text).completion_percent == percent


def test_a_problem_under_a_general_section_has_no_category() -> None:
    data = report(
        "水利站整改情况报告\n根据县巡察组反馈意见，逐项整改。\n一、整改情况\n（一）关于台账不全的问题\n整改措施：补齐台账。\n（二）管理方面\n1.关于值班不严的问题\n整改措施：定期抽查。\n"
    )
    assert [(found.description, found.category) for found in data.problems] == [
        ("关于台账不全的问题", None), ("关于值班不严的问题", "管理方面"),
    ]  # fmt: skip


def test_problems_on_lines_of_their_own() -> None:
    data = report(
        "关于生态环境保护督察反馈问题整改情况的报告\n2021年12月，省生态环境保护督察组反馈问题2个。\n"
        "问题一：污水管网建设滞后\n责任单位：住建所\n整改时限：2022年12月31日\n整改进展：已完成。新建管网12公里。\n"
        "问题二：矿山修复不到位\n整改措施：分期修复。\n整改进展：正在推进，完成率65%。\n青山镇人民政府\n2023年3月1日\n"
    )
    first, second = data.problems
    assert (first.ordinal, first.description, first.status) == (1, "污水管网建设滞后", "已完成")
    assert (first.measures, first.responsible_body) == (["新建管网12公里。"], ["住建所"])
    assert first.deadline == Date("2022-12-31", "2022年12月31日")
    assert (second.ordinal, second.description, second.status) == (2, "矿山修复不到位", "正在推进")
    assert (second.measures, second.completion_percent) == (["分期修复。"], 65)
    assert data.trigger
    assert (data.trigger.source, data.trigger.date) == ("省生态环境保护督察组", Date("2021-12", "2021年12月"))


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("县巡察组反馈4个方面15个问题，已完成12个。", (15, 12, None)),
        ("县巡察组指出问题15项，其中已整改12项，正在推进3项。", (15, 12, 3)),
        ("县巡察组反馈的15条意见，全部整改完成。", (15, None, None)),
        ("审计报告反映的5个方面68个问题，已完成整改61个，正在整改7个。", (68, 61, 7)),
        ("县巡察组反馈问题[X]个，已完成[X]个。", ("[X]", "[X]", None)),
        ("县巡察组反馈意见后，我站召开会议3次，已完成3项制度修订。", None),
    ],
)
def test_totals(text: str, totals: tuple[object, ...] | None) -> None:
    found = report(
        f"水利站整改情况报告\n{text}\n一、关于台账不全的问题\n整改措施：排查隐患问题9个，已整改8个。\n"
    ).totals
    assert (found and (found.found, found.fixed, found.pending)) == totals


# --- robustness --------------------------------------------------------------------------------------------------


def test_empty_labels_give_nothing() -> None:
    found = problem("原因分析：\n整改措施：\n整改情况：\n责任单位：\n责任人：\n完成时限：\n佐证材料：")
    assert (found.cause, found.deadline, found.status, found.evidence) == (None, None, None, None)
    assert (found.measures, found.responsible_body, found.responsible_person) == ([], [], [])


@pytest.mark.parametrize("text", [REPORT, TRADITIONAL, FLAT, MESSY])
def test_truncated_reports_are_read(text: str) -> None:
    for end in range(0, len(text), 19):
        recorded.assert_sound(PARSER.parse(text[:end]))


@given(recorded.mixtures(REPORT + MESSY))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


# --- read again with documents of other offices -------------------------------------------------------------------

INSPECTED = """\
县住建局党组关于巡察整改情况的报告

县委巡察办：
2022年4月6日至6月10日，县委第二巡察组对我局开展了巡察，并于7月15日反馈了巡察意见。根据《关于对县住建局巡察情况的反馈意见》（巡反馈〔2022〕8号），局党组逐项整改。现将情况报告如下：

一、关于学习不深入的问题
整改措施：每季度集中研讨1次。
整改情况：今年以来已学习9次。
责任领导：副局长 秦岚、总工程师 韦明
责任科室：办公室
整改状态：已完成

县住建局党组
2022年10月12日
"""


def test_the_trigger_is_told_in_two_sentences() -> None:
    trigger = report(INSPECTED).trigger
    assert trigger
    assert (trigger.source, trigger.document) == ("县委第二巡察组", "关于对县住建局巡察情况的反馈意见")
    assert trigger.date == Date("2022-07-15", "7月15日")


def test_up_to_when_something_is_done_is_no_day_of_the_trigger() -> None:
    trigger = report(
        "河道督察整改情况报告\n根据省督察组反馈意见，涉及问题7项，截至2023年11月底已完成5项。\n"
        "一、关于河道淤积的问题\n整改措施：清淤。\n"
    ).trigger
    assert trigger
    assert (trigger.source, trigger.date) == ("省督察组", None)


def test_an_office_and_a_name_are_one_person_and_the_status_stands_under_a_later_label() -> None:
    (found,) = report(INSPECTED).problems
    assert found.responsible_person == ["副局长 秦岚", "总工程师 韦明"]
    assert found.status == "已完成"


def test_sections_called_a_problem_with_who_answers_only() -> None:
    data = report(
        "關於查擺問題整改情況的報告\n共查擺出問題3個，已整改2個，正在整改1個。\n一、已整改的問題\n"
        "（一）會議多、文件多的問題。全鎮性會議減少35%。責任人：黨政辦主任 馮勇。\n"
        "（二）辦公用房超面積的問題。已騰退6間。責任人：鎮長 田立軍。\n"
        "二、正在整改的問題\n（三）村務公開慢的問題。整改措施：每月公開。責任單位：民政辦。\n"
    )
    assert [(found.description, found.status) for found in data.problems] == [
        ("會議多、文件多的問題", "已完成"), ("辦公用房超面積的問題", "已完成"), ("村務公開慢的問題", "正在推进"),
    ]  # fmt: skip
    assert data.problems[0].measures == ["全鎮性會議減少35%。"]
    assert data.problems[1].responsible_person == ["鎮長 田立軍"]


def test_problems_without_any_label() -> None:
    data = report(
        "村级财务审计问题整改报告\n\n镇农经站：\n镇审计组于2017年9月指出2个问题。现将整改情况汇报如下：\n"
        "1、白条入账问题。已补办手续。\n2、招待费超支问题：村主任退回超支款。\n"
    )
    assert [(found.description, found.measures) for found in data.problems] == [
        ("白条入账问题", ["已补办手续。"]), ("招待费超支问题", ["村主任退回超支款。"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "status"),
    [("水质均值达到Ⅳ类，完成整改。", "已完成"), ("已修复19家，其余5家正在施工。", "正在推进"), ("已学习9次。", None)],
)
def test_how_far_it_is_in_a_sentence(state: str, status: str | None) -> None:
    assert problem(f"整改进展：{state}").status == status


def test_a_reply_on_what_was_found_is_a_report() -> None:
    data = report(
        "关于安全检查发现问题的整改回复\n\n市应急局：\n贵局于2020年11月3日对我公司进行检查，提出2条整改意见，现回复如下：\n"
        "1.配电箱未上锁。整改情况：已上锁。责任人：李伟。完成时间：11月4日。\n"
        "2.预案未评审。整改情况：待备案。责任人：孟丽。完成时间：11月30日。\n临河公司\n2020年11月12日\n"
    )
    assert data.trigger
    assert (data.trigger.source, data.trigger.date) == ("贵局", Date("2020-11-03", "2020年11月3日"))
    assert [found.deadline for found in data.problems] == [
        Date("2020-11-04", "11月4日"), Date("2020-11-30", "11月30日"),
    ]  # fmt: skip


# --- the checks --------------------------------------------------------------------------------------------------


def findings(text: str) -> list[tuple[str, str]]:
    return recorded.findings(PARSER.parse(text), *CHECKED)


@pytest.mark.parametrize("text", [REPORT, TRADITIONAL, FLAT, MESSY])
def test_reports_in_order_have_no_finding(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("反馈问题8个，已完成6个，正在推进1个。", ["8"]),
        ("反馈问题8个，已完成6个，正在推进2个。", []),
        ("反馈问题8个，已完成5个，正在推进2个，长期坚持1个。", []),
        ("反馈问题8个。第一批已完成3个，正在推进2个。", []),
        ("反馈问题X个，已完成6个，正在推进1个。", []),
    ],
)
def test_totals_that_do_not_add_up(text: str, found: list[str]) -> None:
    said = f"水利站整改情况报告\n县巡察组{text}\n一、关于台账不全的问题\n整改措施：补齐台账。\n"
    assert findings(said) == [("rectification_total_mismatch", value) for value in found]


@pytest.mark.parametrize(
    ("due", "found"), [("2024年1月底", True), ("2024年3月底", False), ("2024年6月底", False), ("长期", False)]
)
def test_pending_after_the_deadline(due: str, found: bool) -> None:
    said = (
        "水利站整改情况报告\n根据县巡察组反馈意见，逐项整改。\n一、关于台账不全的问题\n整改情况：正在推进。\n"
        f"完成时限：{due}\n水利站\n2024年3月20日\n"
    )
    assert findings(said) == ([("status_past_deadline", "正在推进")] if found else [])


def test_to_be_mended_at_once_and_still_pending() -> None:
    said = "水利站整改情况报告\n根据县巡察组反馈意见，逐项整改。\n一、关于台账不全的问题\n整改时限：立行立改\n整改情况：{}。\n"
    assert findings(said.format("正在推进")) == [("immediate_not_complete", "正在推进")]
    assert findings(said.format("已完成")) == []


def test_a_register_of_problems_is_a_report() -> None:
    text = (
        "县纪委关于落实巡视反馈意见整改工作台账\n问题一：信访办理不及时。\n责任领导：常委 屠刚、办公室主任 桑宇\n"
        "责任部门：信访室\n整改措施：限时办结。\n整改时限：2022年6月底\n完成情况：已完成。\n"
    )
    (found,) = report(text).problems
    assert (found.description, found.status) == ("信访办理不及时", "已完成")
    assert found.responsible_person == ["常委 屠刚", "办公室主任 桑宇"]
