"""Work plans: tasks with their categories, measures, deadlines and who answers for them."""

from __future__ import annotations

import pytest
import recorded
from hypothesis import given

import docparse_work_plan
from docparse import Cited, Date, Period
from docparse_work_plan.record import WorkPlan
from docparse_work_plan.tasks import Task

PARSER = recorded.parser(docparse_work_plan)
KIND = "work_plan"
CHECKED = ("task_without_measure", "deadline_outside_period", "result_in_plan")

PLAN = """\
市图书馆2025年工作要点

2025年是实施全民阅读三年行动的开局之年。根据《公共图书馆法》和《关于推进全民阅读的意见》（文阅发〔2024〕12号），参考《读者手册》，做好各项工作。
一、指导思想
以新时代精神为指导，坚持公益服务方向。
二、工作目标
全年接待读者60万人次，新增藏书2万册。6月底前建成自助借阅系统。
三、提升服务水平
（一）延长开放时间。周末延长至晚九点。实施“书香夜读”活动，打造城市阅读品牌。（牵头单位：读者服务部；配合单位：物业中心、保卫科；完成时限：2025年5月底前）
（二）优化馆藏结构。
制定《藏书发展规划》，建立读者荐购平台。责任单位：采编部 完成时间：长期
四、加强队伍建设
1.开展业务培训。10月底前举办馆员培训班2期。
2.完善考核制度。一是修订办法。二是公开结果。
五、推进古籍保护。加快普查进度。（古籍部牵头，信息部配合）
"""

TRADITIONAL = """\
關於印發《縣林業局2024年下半年工作計畫》的通知
各鄉鎮：
現將《縣林業局2024年下半年工作計畫》印發給你們。
一、抓好造林綠化。9月底前完成整地任務。開展「綠滿山鄉」行動。
二、強化森林防火。健全巡護制度，建設防火預警平台。
三、深化林權改革。推進確權登記，年底前辦結。（林政科、法規科負責）
"""


def plan(text: str) -> WorkPlan:
    data = recorded.record(PARSER.parse(text), KIND).data
    assert isinstance(data, WorkPlan)
    return data


def task(text: str) -> Task:
    return plan(f"镇政府2025年工作计划\n一、加强整治。{text}\n二、抓好防汛。备料。\n三、做好救助。走访。\n").tasks[0]


# --- the record --------------------------------------------------------------------------------------------------


def test_the_frame_of_a_plan() -> None:
    data = plan(PLAN)
    assert data.period == Period("2025", "2025", "2025年")
    assert data.guiding_thought == "以新时代精神为指导，坚持公益服务方向。"
    assert data.legal_basis == [Cited("公共图书馆法"), Cited("关于推进全民阅读的意见", "文阅发〔2024〕12号")]
    assert [(goal.text, goal.metric, goal.target_value, goal.unit) for goal in data.goals] == [
        ("全年接待读者60万人次", "接待读者", 60, "万人次"),
        ("新增藏书2万册", "新增藏书", 2, "万册"),
        ("6月底前建成自助借阅系统。", None, None, None),
    ]
    assert [goal.deadline for goal in data.goals] == [None, None, Date("2025-06", "6月底前")]


@pytest.mark.parametrize(
    ("aim", "metric", "value", "unit"),
    [
        ("工作目标是治理河道60公里", "治理河道", 60, "公里"),
        ("群众满意度不低于百分之九十五", "群众满意度", 95, "%"),
        ("全年营业收入增长8%", "全年营业收入增长", 8, "%"),
        ("让群众满意", None, None, None),
    ],
)
def test_what_a_goal_counts(aim: str, metric: str | None, value: float | None, unit: str | None) -> None:
    goal = plan(
        f"镇政府2025年工作计划\n一、工作目标\n{aim}。\n二、加强整治。清理。\n三、抓好防汛。备料。\n四、做好救助。走访。\n"
    ).goals[0]
    assert (goal.metric, goal.target_value, goal.unit) == (metric, value, unit)


def test_tasks_stand_under_their_categories() -> None:
    assert [(task.category, task.ordinal, task.heading) for task in plan(PLAN).tasks] == [
        ("提升服务水平", 1, "延长开放时间"),
        ("提升服务水平", 2, "优化馆藏结构"),
        ("加强队伍建设", 1, "开展业务培训"),
        ("加强队伍建设", 2, "完善考核制度"),
        (None, 5, "推进古籍保护"),
    ]


def test_measures_are_the_sentences_of_the_body() -> None:
    assert [task.measures for task in plan(PLAN).tasks] == [
        ["周末延长至晚九点。", "实施“书香夜读”活动，打造城市阅读品牌。"],
        ["制定《藏书发展规划》，建立读者荐购平台。"],
        ["10月底前举办馆员培训班2期。"],
        ["修订办法。", "公开结果。"],
        ["加快普查进度。"],
    ]


def test_who_answers_and_until_when() -> None:
    tasks = plan(PLAN).tasks
    assert [task.responsible_body for task in tasks] == [["读者服务部"], ["采编部"], [], [], ["古籍部"]]
    assert [task.cooperating_bodies for task in tasks] == [["物业中心", "保卫科"], [], [], [], ["信息部"]]
    assert [task.deadline for task in tasks] == [
        Date("2025-05", "2025年5月底前"), None, Date("2025-10", "10月底前"), None, None,
    ]  # fmt: skip


def test_what_comes_of_it() -> None:
    tasks = plan(PLAN).tasks
    assert [task.deliverables for task in tasks[:2]] == [["城市阅读品牌"], ["《藏书发展规划》", "读者荐购平台"]]
    assert [task.quoted_initiatives for task in tasks[:2]] == [["“书香夜读”活动"], []]


@pytest.mark.parametrize(
    ("text", "bodies", "helpers"),
    [
        ("清理淤泥。（水利站、城管办等部门负责）", ["水利站", "城管办"], []),
        ("清理淤泥。（由水利站牵头，城管办、财政所等按职责分工负责）", ["水利站"], ["城管办", "财政所"]),
        ("清理淤泥。责任单位：水利站　配合单位：城管办", ["水利站"], ["城管办"]),
        ("清理淤泥。責任單位：水利站；協辦單位：城管辦", ["水利站"], ["城管辦"]),
        ("清理淤泥（全长3公里）。", [], []),
        ("清理淤泥，各村负责。", [], []),
    ],
)
def test_bodies_in_charge(text: str, bodies: list[str], helpers: list[str]) -> None:
    found = task(text)
    assert (found.responsible_body, found.cooperating_bodies) == (bodies, helpers)
    assert len(found.measures) == 1


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("３月１５日前完成清淤。", Date("2025-03-15", "３月１５日前")),
        ("年底前完成清淤。", Date("2025-12", "年底前")),
        ("2025年底前完成清淤。", Date("2025-12", "2025年底前")),
        ("二〇二五年六月完成清淤。", None),
        ("6月启动，9月中旬之前完成。", Date("2025-09", "9月中旬之前")),
        ("3月底前勘察，8月底以前完工。", Date("2025-08", "8月底以前")),
        ("每月底前报送进度。", None),
        ("次年3月底前总结。", None),
        ("完成时限：2025年7月", Date("2025-07", "2025年7月")),
    ],
)
def test_deadlines(text: str, deadline: Date | None) -> None:
    assert task(text).deadline == deadline


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("镇政府2025年工作计划", Period("2025", "2025", "2025年")),
        ("镇政府2025年度工作计划", Period("2025", "2025", "2025年度")),
        ("镇政府2025-2027年工作计划", Period("2025", "2027", "2025-2027年")),
        ("镇政府2025年上半年工作计划", Period("2025-01", "2025-06", "2025年上半年")),
        ("镇政府2025年第三季度工作计划", Period("2025-07", "2025-09", "2025年第三季度")),
        ("镇政府2025年4月份工作计划", Period("2025-04", "2025-04", "2025年4月份")),
        ("镇政府二〇二五年工作计划", Period("2025", "2025", "二〇二五年")),
        ("镇政府工作计划", None),
    ],
)
def test_periods(title: str, period: Period | None) -> None:
    assert plan(f"{title}\n一、加强整治。清淤。\n二、抓好防汛。备料。\n三、做好救助。走访。\n").period == period


def test_traditional_characters() -> None:
    data = plan(TRADITIONAL)
    assert data.period == Period("2024-07", "2024-12", "2024年下半年")
    assert [task.heading for task in data.tasks] == ["抓好造林綠化", "強化森林防火", "深化林權改革"]
    assert data.tasks[0].quoted_initiatives == ["「綠滿山鄉」行動"]
    assert data.tasks[1].deliverables == ["防火預警平台"]
    assert data.tasks[2].responsible_body == ["林政科", "法規科"]
    assert data.tasks[2].deadline == Date("2024-12", "年底前")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "镇政府2024年工作总结\n在上级领导下，圆满完成任务。\n一、加强管理。建章立制。\n二、抓好落实。\n三、推进改革。\n",
        "关于加强管理的意见\n一、加强领导。各部门要重视。\n二、完善制度。要从严。\n三、强化监督。要常抓。\n",
    ],
)
def test_other_documents_are_none(text: str) -> None:
    assert [genre.name for genre in PARSER.parse(text).genres] == ["unknown"]


@given(recorded.mixtures(PLAN + TRADITIONAL))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


# --- the checks --------------------------------------------------------------------------------------------------


def codes(tasks: str) -> list[tuple[str, str]]:
    return recorded.findings(PARSER.parse(f"镇政府2025年工作计划\n{tasks}"), *CHECKED)


def test_a_plan_in_order_has_no_finding() -> None:
    assert recorded.findings(PARSER.parse(PLAN), *CHECKED) == []
    assert recorded.findings(PARSER.parse(TRADITIONAL), *CHECKED) == []


def test_a_task_without_measure() -> None:
    found = codes("一、加强管理\n（一）完善制度\n（二）强化监督\n定期抽查。\n（三）做好宣传\n张贴海报。\n")
    assert found == [("task_without_measure", "完善制度")]


@pytest.mark.parametrize(("text", "found"), [("2026年3月底前", True), ("2024年底前", True), ("2025年9月底前", False)])
def test_a_deadline_outside_the_period(text: str, found: bool) -> None:
    expected = [("deadline_outside_period", text)] if found else []
    assert codes(f"一、加强管理。{text}建成。\n二、强化监督。抽查。\n三、做好宣传。张贴。\n") == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("去年完成了清淤3公里。", True),
        ("累计培训2000人次。", True),
        ("完成清淤3公里。", False),
        ("力争全年累计培训2000人次。", False),
        ("针对完成了的项目开展回访。", False),
    ],
)
def test_a_result_in_a_plan(text: str, found: bool) -> None:
    expected = [("result_in_plan", text)] if found else []
    assert codes(f"一、加强管理。{text}\n二、强化监督。抽查。\n三、做好宣传。张贴。\n") == expected


# --- a whole document --------------------------------------------------------------------------------------------


def test_a_real_plan_on_one_line(seeds: dict[str, str]) -> None:
    (text,) = (text for name, text in seeds.items() if name.startswith("004"))
    result = PARSER.parse(text)
    data = recorded.record(result, KIND).data
    assert data.period == Period("2025", "2025", "2025年")
    assert [task.ordinal for task in data.tasks] == list(range(1, 16))
    assert [[task.category for task in data.tasks].index(task.category) for task in data.tasks] == [
        0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12, 12,
    ]  # fmt: skip
    assert [len(task.measures) for task in data.tasks] == [4, 5, 4, 5, 4, 4, 3, 5, 6, 5, 2, 4, 4, 3, 3]
    assert len(data.legal_basis) == 2
    assert recorded.findings(result, *CHECKED) == []


def test_the_other_real_documents_are_none(seeds: dict[str, str]) -> None:
    for name, text in seeds.items():
        if not name.startswith("004"):
            assert KIND not in [genre.name for genre in PARSER.parse(text).genres], name
