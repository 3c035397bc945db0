"""Implementation plans: tasks with who answers for them, phases, the group that leads, and what does not fit together."""

from __future__ import annotations

from pathlib import Path

import pytest
import recorded
from hypothesis import given

import docparse_implementation_plan
import docparse_notice
from docparse import Date, Period
from docparse_implementation_plan.record import ImplementationPlan

PARSER = recorded.parser(docparse_implementation_plan, docparse_notice)
KIND = "implementation_plan"
CHECKED = ("task_without_lead", "phase_order", "phase_gap", "deadline_outside_plan")

PLAN = """\
临江市2024年老旧小区加装充电设施实施方案

为解决居民电动自行车充电难问题，根据《临江市住宅小区安全管理办法》，结合我市实际，制定本方案。
一、总体要求
（一）指导思想。坚持以人民为中心，聚焦群众急难愁盼，消除飞线充电隐患。
（二）基本原则
1.坚持政府引导。统一标准，分类指导。
2.坚持居民自愿。尊重业主意见。
（三）工作目标。2024年10月底前，新建充电车棚320处。到年底，全市老旧小区充电设施覆盖率达到90%以上。
二、重点任务
（一）摸清底数。逐小区登记车辆数量、场地条件。形成需求清单。（牵头单位：市住房城乡建设局；配合单位：各区人民政府、市消防救援支队；完成时限：2024年4月底前）
（二）统一建设标准。制定车棚建设技术导则，明确防火间距。（市住房城乡建设局牵头，市市场监管局、市应急局参与）
（三）加快项目建设。简化审批流程，实行一窗受理。
责任单位：各区人民政府、市电力公司
完成时限：2024年10月底前
（四）强化日常管护。落实专人巡查。（由各街道办事处、社区居委会等有关部门和单位负责）
三、实施步骤
（一）动员部署阶段（2024年3月15日—4月10日）。召开动员会。印发宣传手册。
（二）集中建设阶段（2024年4月—10月）。按季通报进度。
（三）总结评估阶段
时间：11月至12月
组织第三方评估。
四、保障措施
（一）加强组织领导。成立临江市老旧小区充电设施建设工作领导小组。
组　长：魏某平　市委常委、副市长
副组长：蒋某　市政府副秘书长
　　　　沈某华　市住房城乡建设局局长
成　员：市财政局、市应急局、市电力公司主要负责同志
领导小组办公室设在市住房城乡建设局，沈某华兼任办公室主任。
（二）落实资金保障。市级财政安排专项资金1200万元。
（三）严格督查考核。每月通报一次。

附件：1.各区建设任务分解表
2.车棚建设技术导则
临江市人民政府办公室
2024年3月10日
"""

TRADITIONAL = """\
關於印發《雲水縣校園營養餐品質提升實施方案》的通知
各鄉鎮中心學校：
現將《雲水縣校園營養餐品質提升實施方案》印發給你們，請認真貫徹執行。
雲水縣教育局
2025年2月18日
雲水縣校園營養餐品質提升實施方案
為提升營養餐品質，保障學生健康，特制定本方案。
一、指導思想
以學生健康為根本，以食品安全為底線。
二、工作原則
安全第一、公開透明。
三、主要任務
1、規範食材採購。實行定點採購、集中配送。責任科室：體衛藝股
2、改善供餐條件。更新廚房設備。責任科室：計財股　配合科室：基建辦　完成時限：8月底
3、加強營養指導。每週公布帶量食譜。責任科室：縣學生營養辦
四、方法步驟
第一階段：自查自糾（2025年3月1日至3月20日）。各校對照標準開展自查。
第二階段：集中整改（3月21日至6月30日）。建立問題台賬，逐項銷號。
第三階段：總結驗收（9月）。組織專家驗收。
五、工作要求
一要提高認識。二要壓實責任。三要嚴肅紀律。
"""

FLAT = (
    "清河县2025年城区防汛排涝整治工作方案为确保城区安全度汛，制定本方案。一、工作目标。城区易涝点全部消除。"
    "二、主要任务。（一）疏浚排水管网。清淤管道36公里。（牵头单位：县住建局；配合单位：县水利局、县城管局）"
    "（二）改造泵站。更新水泵8台，5月底前投入使用。（县水利局负责）"
    "三、实施步骤。（一）准备阶段（2025年2月）。编制清淤计划。（二）实施阶段（2025年3月至5月）。分段施工。"
    "四、保障措施。（一）加强组织领导。由县长任组长，分管副县长任副组长，县住建局、县水利局负责人为成员。"
    "（二）强化资金保障。多渠道筹措。"
)

MESSY = """\
XX区20XX年秸秆禁烧工作实施方案
　　为切实做好秸秆禁烧工作,改善空气质量,特制订如下方案。
　　一、目标任务
　　全区秸秆综合利用率达到[X]%以上，实现“零火点”。
　　二、工作措施
　　1.广泛宣传动员。各乡镇要通过广播、标语等形式，做到家喻
户晓。发放明白纸[X]万份。（责任单位：区委宣传部、各乡镇（街道））
— 2 —
　　2.严格巡查值守。组建巡查队伍，实行24小时值守。责任单位：区生态环境分局、区公安分局。
　　3.强化政策支持。
　　4.推进综合利用。
　　三、时间安排
　　（一）宣传发动阶段（5月20日前）。
　　（二）全面禁烧阶段（6月1日-6月30日）。逐村包保。
　　四、组织保障
　　成立区秸秆禁烧工作指挥部，指挥部办公室设在区农业农村局。
　　区农业农村局
　　20XX年5月10日
"""


def plan(text: str) -> ImplementationPlan:
    data = recorded.record(PARSER.parse(text), KIND).data
    assert isinstance(data, ImplementationPlan)
    return data


def body(text: str, title: str = "镇政府2025年河道清淤实施方案") -> str:
    return f"{title}\n为改善水质，制定本方案。\n一、指导思想\n统筹治理。\n二、工作目标\n河畅水清。\n{text}"


# --- the record --------------------------------------------------------------------------------------------------


def test_the_frame_of_a_plan() -> None:
    data = plan(PLAN)
    assert data.guiding_thought == "坚持以人民为中心，聚焦群众急难愁盼，消除飞线充电隐患。"
    assert data.principles == ["坚持政府引导。统一标准，分类指导。", "坚持居民自愿。尊重业主意见。"]
    assert data.goals == [
        "2024年10月底前，新建充电车棚320处。",
        "到年底，全市老旧小区充电设施覆盖率达到90%以上。",
    ]
    assert [entry[:7] for entry in data.safeguards] == ["加强组织领导。", "落实资金保障。", "严格督查考核。"]
    assert data.attachments == ["各区建设任务分解表", "车棚建设技术导则"]


def test_tasks_with_who_answers_for_them() -> None:
    tasks = plan(PLAN).tasks
    assert [(task.ordinal, task.heading) for task in tasks] == [
        (1, "摸清底数"), (2, "统一建设标准"), (3, "加快项目建设"), (4, "强化日常管护"),
    ]  # fmt: skip
    assert [task.measures for task in tasks] == [
        ["逐小区登记车辆数量、场地条件。", "形成需求清单。"],
        ["制定车棚建设技术导则，明确防火间距。"],
        ["简化审批流程，实行一窗受理。"],
        ["落实专人巡查。"],
    ]
    assert [task.lead_body for task in tasks] == [
        ["市住房城乡建设局"],
        ["市住房城乡建设局"],
        ["各区人民政府", "市电力公司"],
        ["各街道办事处", "社区居委会"],
    ]
    assert [task.cooperating_bodies for task in tasks] == [
        ["各区人民政府", "市消防救援支队"], ["市市场监管局", "市应急局"], [], [],
    ]  # fmt: skip
    assert [task.deadline for task in tasks] == [
        Date("2024-04", "2024年4月底前"), None, Date("2024-10", "2024年10月底前"), None,
    ]  # fmt: skip


def test_phases() -> None:
    assert [(phase.name, phase.period, phase.work) for phase in plan(PLAN).phases] == [
        (
            "动员部署阶段",
            Period("2024-03-15", "2024-04-10", "2024年3月15日—4月10日"),
            ["召开动员会。", "印发宣传手册。"],
        ),
        ("集中建设阶段", Period("2024-04", "2024-10", "2024年4月—10月"), ["按季通报进度。"]),
        ("总结评估阶段", Period("2024-11", "2024-12", "11月至12月"), ["组织第三方评估。"]),
    ]


def test_the_group_that_leads() -> None:
    group = plan(PLAN).organisation
    assert group
    assert group.leader
    assert group.group_name == "临江市老旧小区充电设施建设工作领导小组"
    assert (group.leader.name, group.leader.title) == ("魏某平", "市委常委、副市长")
    assert [(member.name, member.title) for member in group.deputies] == [
        ("蒋某", "市政府副秘书长"), ("沈某华", "市住房城乡建设局局长"),
    ]  # fmt: skip
    assert [(member.name, member.title) for member in group.members] == [
        (None, "市财政局"), (None, "市应急局"), (None, "市电力公司主要负责同志"),
    ]  # fmt: skip
    assert group.office == "市住房城乡建设局"


def test_traditional_characters_and_a_letter_around_the_plan() -> None:
    data = plan(TRADITIONAL)
    assert data.guiding_thought == "以學生健康為根本，以食品安全為底線。"
    assert data.principles == ["安全第一、公開透明。"]
    assert [(task.ordinal, task.heading, task.lead_body, task.cooperating_bodies) for task in data.tasks] == [
        (1, "規範食材採購", ["體衛藝股"], []),
        (2, "改善供餐條件", ["計財股"], ["基建辦"]),
        (3, "加強營養指導", ["縣學生營養辦"], []),
    ]
    assert data.tasks[1].deadline == Date("2025-08", "8月底")
    assert [(phase.name, phase.period) for phase in data.phases] == [
        ("第一階段：自查自糾", Period("2025-03-01", "2025-03-20", "2025年3月1日至3月20日")),
        ("第二階段：集中整改", Period("2025-03-21", "2025-06-30", "3月21日至6月30日")),
        ("第三階段：總結驗收", Period("2025-09", "2025-09", "9月")),
    ]
    assert data.phases[1].work == ["建立問題台賬，逐項銷號。"]
    assert data.safeguards == ["提高認識。", "壓實責任。", "嚴肅紀律。"]
    assert data.organisation is None


def test_text_without_breaks() -> None:
    data = plan(FLAT)
    assert data.goals == ["城区易涝点全部消除。"]
    assert [(task.heading, task.lead_body, task.deadline) for task in data.tasks] == [
        ("疏浚排水管网", ["县住建局"], None), ("改造泵站", ["县水利局"], Date("2025-05", "5月底前")),
    ]  # fmt: skip
    assert data.tasks[0].cooperating_bodies == ["县水利局", "县城管局"]
    assert [phase.period for phase in data.phases] == [
        Period("2025-02", "2025-02", "2025年2月"), Period("2025-03", "2025-05", "2025年3月至5月"),
    ]  # fmt: skip
    group = data.organisation
    assert group
    assert group.leader
    assert group.group_name is None
    assert (group.leader.title, [member.title for member in group.deputies]) == ("县长", ["分管副县长"])
    assert [member.title for member in group.members] == ["县住建局", "县水利局负责人"]


def test_a_messy_template() -> None:
    data = plan(MESSY)
    assert data.goals == ["全区秸秆综合利用率达到[X]%以上，实现“零火点”。"]
    assert [task.ordinal for task in data.tasks] == [1, 2, 3, 4]
    assert data.tasks[0].measures == ["各乡镇要通过广播、标语等形式，做到家喻户晓。", "发放明白纸[X]万份。"]
    assert data.tasks[0].lead_body == ["区委宣传部", "各乡镇（街道）"]
    assert data.tasks[1].lead_body == ["区生态环境分局", "区公安分局"]
    assert [(phase.name, phase.period) for phase in data.phases] == [("宣传发动阶段", None), ("全面禁烧阶段", None)]
    group = data.organisation
    assert group
    assert (group.group_name, group.office) == ("区秸秆禁烧工作指挥部", "区农业农村局")


def test_each_of_the_parts_of_a_task_that_name_who_answers_is_one() -> None:
    text = "三、重点任务\n（一）清淤疏浚\n1.清理河道。（水利站牵头）\n2.清理沟渠。（农办牵头）\n（二）长效管护。设立河长。（河长办牵头）\n"
    assert [(task.ordinal, task.lead_body) for task in plan(body(text)).tasks] == [
        (1, ["水利站"]), (2, ["农办"]), (2, ["河长办"]),
    ]  # fmt: skip


def test_tasks_in_a_table() -> None:
    rows = (
        "序号\t工作任务\t牵头单位\t配合单位\t完成时限\n1\t设立界标\t水利站\t城管办、各村\t2025年4月底\n"
        "2\t清理网箱\t农业办\t\t6月\n合计\t\t\t\t\n"
    )
    tasks = plan(body(f"三、任务分工\n{rows}四、保障措施\n（一）加强领导。\n")).tasks
    assert [(task.ordinal, task.heading, task.lead_body, task.cooperating_bodies) for task in tasks] == [
        (1, "设立界标", ["水利站"], ["城管办", "各村"]), (2, "清理网箱", ["农业办"], []),
    ]  # fmt: skip
    assert [task.deadline for task in tasks] == [Date("2025-04", "2025年4月底"), Date("2025-06", "6月")]


def test_a_table_of_something_else_is_no_list_of_tasks() -> None:
    text = "三、经费预算\n序号\t项目\t金额\n1\t沙袋\t2万元\n2\t水泵\t3万元\n"
    assert [task.heading for task in plan(body(text)).tasks] == ["经费预算"]


@pytest.mark.parametrize(
    ("text", "leads", "helps"),
    [
        ("（水利站、城管办负责）", ["水利站", "城管办"], []),
        ("（牵头单位：水利站；参与单位：城管办、各村）", ["水利站"], ["城管办", "各村"]),
        ("（水利站牵头，城管办、各村按职责分工负责）", ["水利站"], ["城管办", "各村"]),
        ("（水利站牵头，城管办配合，2025年6月底前完成）", ["水利站"], ["城管办"]),
        ("（责任领导：张某）", [], []),
        ("（全长3公里，由水利站管理的河段除外）", [], []),
        ("（河段内由水利站负责）", [], []),
        ("由水利站牵头，城管办配合，6月底前完成。", ["水利站"], ["城管办"]),
        ("上游由水利站负责，下游由农业办负责。", [], []),
        ("所需资金由乡镇统筹负责解决。", [], []),
    ],
)
def test_who_answers(text: str, leads: list[str], helps: list[str]) -> None:
    (task,) = plan(body(f"三、清理淤泥。机械清淤。{text}\n")).tasks
    assert (task.lead_body, task.cooperating_bodies) == (leads, helps)


def test_tasks_that_sound_like_safeguards_are_tasks() -> None:
    data = plan(
        body(
            "三、重点任务\n（一）强化政策宣传。进村入户。\n（二）加强组织实施。挂图作战。\n四、保障措施\n（一）加强领导。\n"
        )
    )
    assert [task.heading for task in data.tasks] == ["强化政策宣传", "加强组织实施"]
    assert data.safeguards == ["加强领导。"]


def test_what_may_secure_a_plan_is_a_task_where_somebody_answers_for_it() -> None:
    text = "三、重点任务\n清理淤泥。（水利站牵头）\n四、强化要素保障\n（一）保障用地。（自然资源所牵头）\n"
    assert [task.heading for task in plan(body(text)).tasks] == ["重点任务", "保障用地"]
    data = plan(body("三、清理淤泥。机械清淤。\n四、强化工作保障\n（一）加强领导。\n"))
    assert data.safeguards == ["加强领导。"]


def test_a_body_that_the_plan_speaks_of_does_not_lead_it() -> None:
    assert plan(body("三、健全机制。支持组建河道治理专家委员会。\n四、保障措施\n加强宣传。\n")).organisation is None


# --- robustness --------------------------------------------------------------------------------------------------


def test_empty_sections_give_nothing() -> None:
    data = plan(
        "关于河道清淤的实施方案\n制定本方案。\n一、指导思想\n二、工作目标\n三、主要任务\n四、实施步骤\n五、保障措施\n"
    )
    assert data.guiding_thought is None
    assert data.organisation is None
    assert (data.goals, data.phases, data.safeguards) == ([], [], [])


@pytest.mark.parametrize("text", [PLAN, TRADITIONAL, FLAT, MESSY])
def test_truncated_plans_are_read(text: str) -> None:
    for end in range(0, len(text), 29):
        recorded.assert_sound(PARSER.parse(text[:end]))


@given(recorded.mixtures(PLAN + MESSY))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


# --- read again with documents of other offices -------------------------------------------------------------------


def test_what_somebody_answers_for_is_a_task_whatever_its_name() -> None:
    data = plan(
        body(
            "一、主要任務\n（一）健全工作機構\n各縣要成立由分管縣長任組長的領導小組。（責任單位：各縣人民政府）\n"
            "（二）落實晨檢\n各校每日晨檢。（責任單位：市教育局；協助單位：市衛生局）\n",
            "學校防疫實施方案",
        )
    )
    assert [(task.heading, task.lead_body, task.cooperating_bodies) for task in data.tasks] == [
        ("健全工作機構", ["各縣人民政府"], []), ("落實晨檢", ["市教育局"], ["市衛生局"]),
    ]  # fmt: skip
    assert data.organisation is None  # others are to set one up


def test_the_theme_and_the_time_are_no_tasks() -> None:
    text = body(
        "一、活动主题\n安全生产，人人有责。\n二、活动时间\n6月1日至30日。\n三、活动内容\n"
        "1、开展宣传。在广场设咨询台。责任部门：安全部，配合部门：工会办。\n2、组织演练。每班一次。责任部门：生产部。\n"
        "四、奖惩办法\n对先进给予奖励。\n",
        "公司安全月活动方案",
    )
    assert [(task.heading, task.lead_body) for task in plan(text).tasks] == [
        ("开展宣传", ["安全部"]), ("组织演练", ["生产部"]),
    ]  # fmt: skip
    assert findings(text) == []


def test_tasks_below_a_group_with_labels_on_lines_of_their_own() -> None:
    data = plan(
        body(
            "一、总体目标\n两年内办理时间减半。\n二、主要任务\n（一）优化流程\n1.规范指南。全面梳理事项。\n"
            "责任单位：区审批局、各有关部门\n2.减少材料。能共享的不再提供。\n责任单位：区数据局牵头，各镇配合\n",
            "区一网通办改革方案",
        )
    )
    assert data.goals[-1] == "两年内办理时间减半。"
    assert [(task.heading, task.lead_body, task.cooperating_bodies) for task in data.tasks] == [
        ("规范指南", ["区审批局", "各有关部门"], []), ("减少材料", ["区数据局"], ["各镇"]),
    ]  # fmt: skip


def test_the_body_in_the_heading_answers() -> None:
    data = plan(body("一、任务分工\n（一）城管中队：负责清理占道经营。\n（二）各社区：负责楼院整治。\n"))
    assert [task.lead_body for task in data.tasks] == [["城管中队"], ["各社区"]]


@pytest.mark.parametrize(
    ("members", "read"),
    [
        (
            "周立新  郑国强  谢伟  各车间主任",
            [("周立新", None), ("郑国强", None), ("谢伟", None), (None, "各车间主任")],
        ),
        ("周立新  车间主任", [("周立新", "车间主任")]),
        ("马 骏（副总经理）、韩秀英", [("马 骏", "副总经理"), ("韩秀英", None)]),
    ],
)
def test_members_with_blanks_between(members: str, read: list[tuple[str | None, str | None]]) -> None:
    data = plan(body(f"一、组织机构\n成立防汛领导小组。\n组  长：刘长河（总经理）\n成  员：{members}\n"))
    assert data.organisation
    assert [(member.name, member.title) for member in data.organisation.members] == read


def test_a_group_whose_head_is_told_the_other_way_round() -> None:
    data = plan(body("一、组织保障\n成立烤烟生产领导小组，组长由副县长杨俊担任，成员由县政府办、农业局组成。\n"))
    assert data.organisation
    assert data.organisation.leader
    assert data.organisation.leader.title == "副县长杨俊"
    assert [member.title for member in data.organisation.members] == ["县政府办", "农业局"]


def test_principles_that_run_on_in_one_paragraph() -> None:
    data = plan(
        body(
            "一、总体要求\n（一）基本原则。市场为主，政府引导。发挥企业作用。问题导向，补齐短板。聚焦弱项。\n"
            "二、主要任务\n清淤。\n"
        )
    )
    assert data.principles == ["市场为主，政府引导。发挥企业作用。", "问题导向，补齐短板。聚焦弱项。"]


@pytest.mark.parametrize(
    ("text", "lead", "helpers"),
    [
        ("（责任单位：区商务局、区民政局按职责分工负责）", ["区商务局", "区民政局"], []),
        ("由惠农公司作为主体，负责配送。", ["惠农公司"], []),
        ("责任单位：数据局牵头，各镇配合", ["数据局"], ["各镇"]),
    ],
)
def test_who_shares_the_work(text: str, lead: list[str], helpers: list[str]) -> None:
    (task,) = plan(body(f"一、主要任务\n（一）清淤\n疏通河道。{text}\n")).tasks
    assert (task.lead_body, task.cooperating_bodies) == (lead, helpers)


def test_a_short_plan_without_any_usual_heading() -> None:
    text = (
        "供销社改革试点实施方案\n\n一、改革内容\n1．清理资产。由县供销社负责。\n2．恢复网点。由县供销社牵头，各乡镇配合。\n"
        "二、进度安排\n4月动员；11月验收。\n"
    )
    assert [genre.name for genre in PARSER.parse(text).genres] == [KIND]


def test_an_emergency_plan_is_none() -> None:
    text = (
        "县地铁突发事件应急预案\n\n一、总则\n为妥善处置事故，制定本预案。\n二、工作原则\n统一指挥。\n"
        "三、保障措施\n由县交通局负责抢修，由县公安局负责疏散。\n"
    )
    assert [genre.name for genre in PARSER.parse(text).genres] == ["unknown"]


# --- the checks --------------------------------------------------------------------------------------------------


def findings(text: str) -> list[tuple[str, str]]:
    return recorded.findings(PARSER.parse(text), *CHECKED)


@pytest.mark.parametrize("text", [PLAN, FLAT, MESSY])
def test_plans_in_order_have_no_finding(text: str) -> None:
    assert findings(text) == []


def test_time_between_two_phases() -> None:
    assert findings(TRADITIONAL) == [("phase_gap", "9月")]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("2025年3月", "2025年4月至6月", []),
        ("2025年3月至4月", "2025年4月至6月", []),
        ("2025年3月", "2025年6月", [("phase_gap", "2025年6月")]),
        ("2025年3月至6月", "2025年5月至9月", [("phase_gap", "2025年5月至9月")]),
        ("2025年5月", "2025年3月", [("phase_order", "2025年3月")]),
        ("长期", "2025年3月", []),
    ],
)
def test_phases_follow_each_other(first: str, second: str, found: list[tuple[str, str]]) -> None:
    text = f"三、清理淤泥。机械清淤。\n四、实施步骤\n（一）准备阶段（{first}）。备料。\n（二）实施阶段（{second}）。施工。\n"
    assert findings(body(text)) == found


def test_a_task_without_lead_among_tasks_with_one() -> None:
    tasks = "三、主要任务\n（一）清理河道。（水利站牵头）\n（二）清理沟渠。（农办牵头）\n（三）巡查{}。每周一次。\n"
    assert findings(body(tasks.format(""))) == [("task_without_lead", "巡查")]
    assert findings(body("三、主要任务\n（一）清理河道。（水利站牵头）\n（二）清理沟渠。\n（三）巡查。\n")) == []


@pytest.mark.parametrize(("text", "found"), [("2024年6月底前", True), ("2026年3月底前", True), ("6月底前", False)])
def test_a_deadline_outside_the_plan(text: str, found: bool) -> None:
    assert findings(body(f"三、清理淤泥。{text}完成。\n")) == ([("deadline_outside_plan", text)] if found else [])


# --- whole documents ---------------------------------------------------------------------------------------------


def real(shared: Path, name: str) -> ImplementationPlan:
    return plan((shared / "corpus" / "govcn" / f"{name}.txt").read_bytes().decode("utf-8"))


def test_a_real_plan_carried_by_a_notice(shared: Path) -> None:
    data = real(shared, "07")
    assert data.guiding_thought
    assert data.guiding_thought.startswith("以习近平新时代中国特色社会主义思想为指导")
    assert [entry.split("，")[0] for entry in data.principles] == [
        "坚持问题导向", "坚持因地制宜", "坚持系统集成", "坚持理念先行",
    ]  # fmt: skip
    assert [task.ordinal for task in data.tasks] == [1, 2, 3, 4, 5, 6]
    assert [phase.name for phase in data.phases] == ["确定试点城市", "制定实施方案", "组织开展试点", "开展评估总结"]
    assert [entry.partition("。")[0] for entry in data.safeguards] == [
        "加强组织领导", "加大资金支持", "严格监管执法", "强化宣传引导",
    ]  # fmt: skip


def test_a_real_opinion_with_bodies_in_charge(shared: Path) -> None:
    data = real(shared, "34")
    assert [task.ordinal for task in data.tasks] == list(range(4, 20))
    assert data.tasks[0].lead_body == ["体育总局", "民政部", "人力资源社会保障部"]
    assert all(task.lead_body for task in data.tasks)
    assert len(data.principles) == 4
    assert len(data.goals) == 2


def test_bodies_in_charge_without_their_tail(shared: Path) -> None:
    data = real(shared, "39")
    assert data.tasks[4].lead_body == ["人力资源社会保障部"]
    assert data.tasks[13].lead_body == ["各有关部门和单位", "各省级人民政府"]


def test_real_plans_have_no_warning(shared: Path) -> None:
    paths = sorted(path for folder in ("dev", "govcn") for path in (shared / "corpus" / folder).glob("*.txt"))
    for path in paths:
        result = PARSER.parse(path.read_bytes().decode("utf-8"))
        recorded.assert_sound(result)
        assert recorded.findings(result, *CHECKED) == [], path.name


def test_phases_over_the_turn_of_the_year() -> None:
    text = body(
        "一、工作步骤\n（一）动员阶段（11月15日至30日）。开会。\n（二）整治阶段（12月至次年2月）。排查。\n（三）总结阶段（3月）。总结。\n",
        "全县2023—2024年冬春火灾防控方案",
    )
    assert [phase.period and (phase.period.start, phase.period.end) for phase in plan(text).phases] == [
        ("2023-11-15", "2023-11-30"), ("2023-12", "2024-02"), ("2024-03", "2024-03"),
    ]  # fmt: skip
    assert findings(text) == []
