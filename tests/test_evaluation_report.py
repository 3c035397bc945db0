"""Evaluation reports: their slots and facts, methods with practices, experience and problems."""

from __future__ import annotations

from typing import Any

import pytest
import recorded
from hypothesis import given

import docparse_evaluation_report
from docparse import Slot, fill_slots
from docparse_evaluation_report.record import EvaluationReport

PARSER = recorded.parser(docparse_evaluation_report)
KIND = "evaluation_report"
CHECKED = ("slots_unfilled", "slot_value_conflict", "slot_percent_out_of_range", "section_empty")
FACTS = (
    "scope", "start", "duration", "meetings", "interviews", "questionnaires", "opinions_collected", "problem_list_count",
    "rectification_ledger_count", "institution_results",
)  # fmt: skip

TEMPLATE = """\
清河县政务服务质量评估报告

为全面掌握服务质量，根据《关于开展政务服务评估的通知》（清政办发〔20XX〕X号）要求，县政务服务局组织开展了评估工作。
一、评估工作基本情况
（一）评估范围和时间。本次评估自20XX年X月启动，历时XX天，评估范围为县直各部门、XX个乡镇便民服务中心。
（二）评估过程。评估组先后召开座谈会X场，个别访谈XX人次，发放调查问卷XXX份，回收率达XX.X%，征求意见建议XX条，形成问题清单X份、整改台账X份、制度成果X项。
二、主要做法
（一）健全机制，夯实服务基础
1.完善制度体系。出台《窗口首问责任办法》，推行“一窗通办”制度，把承诺写在墙上。
2.强化业务培训。学习《岗位读本》，组织窗口人员培训X期。
（二）对标先进，优化办事流程
1.压减环节。将平均办理时限压缩到X个工作日。
2.上门服务。建立“周末预约服务机制”，服务群众XX人次。
三、经验启示
（一）领导重视是前提。主要负责同志亲自抓。
（二）群众满意是标准。坚持开门评估。
四、存在的主要问题
（一）窗口力量不足。部分乡镇一人多岗。
（二）系统尚未打通。数据共享率仅为X%。
五、下一步工作打算
（一）充实力量。
（二）打通系统。
清河县政务服务局
20XX年X月X日
"""

TRADITIONAL = """\
清河縣營商環境第三方測評報告
受縣發展改革局委託，測評組對全縣營商環境進行了評估。
一、測評概況
本次測評工作於2024年9月10日啟動，歷時45天，覆蓋全縣12個鄉鎮和3個園區。共召開專題會議6次，訪談企業負責人128人次，發放調查問卷1500份，回收有效問卷1432份，徵集意見建議86條，建立整改台賬4份。
企業滿意度為93.5%，惠企政策知曉率達98.2%。
二、工作開展情況
（一）統籌推進，壓實責任
建立「企業服務專員制度」，選派專員58名。
專班調度：實行「日調度、周通報」機制，召開調度會22次。
（二）問題導向，靶向施策
落實《招商引資服務規範》，走訪企業320家。
三、存在問題及整改措施
（一）存在問題
1.審批環節偏多。部分事項要跑三個窗口。
2.融資渠道偏窄。中小企業貸款佔比不高。
（二）整改措施
1.再壓減審批環節。
2.搭建銀企平台。
四、經驗體會
必須堅持企業需求導向，做到有求必應。
必須堅持部門協同，做到一辦到底。
清河縣營商環境測評組
2024年11月8日
"""

MESSY = """\
ＸＸ镇安全生产
第三方评估报告

　按照县安委办要求，评估组于2025年X月至X月对全镇开展了评估工作。


一、总体情况
评估对象：全镇规模以上企业、**个行政村
共走访企业__家，发放问卷××份,形成问题清单[X]份、整改清单[ X ]份。
二、主要举措和成效
强化责任落实：健全‚党政同责’‛制度，与**家企业签订责任书。

 突出隐患排查：采用“四不两直”方式，排查隐患__处，整改率__%。
三、存在的突出问题
主要表现为：一是责任意识不强。二是投入不足，设备陈旧；三是队伍薄弱。
四、经验体会

五、意见建议

"""

ONE_LINE = (
    "全市义务教育质量测评报告 本次测评自2025年4月启动,历时2个月,覆盖市区所有小学和初中。共召开会议8次,发放问卷2000份,"
    "征集意见120条。一、主要做法 (一)健全机制。建立“双减”督查制度,出台《课后服务管理办法》。(二)优化供给。开设课程36门。"
    "二、存在问题 (一)师资不均衡。城乡差距仍然较大。(二)投入不足。部分学校设备陈旧。三、经验启示 (一)坚持育人为本。"
    "(二)坚持多方协同。 清河市教育局 2025年7月1日\n"
)
RESULTS = """\
关于清河县2024年度乡村振兴实绩考核第三方评估情况的报告
县委农村工作领导小组：
受县农业农村局委托，省农业大学评估组于2024年11月5日至11月20日，对全县14个乡镇开展了实地评估。现将有关情况报告如下：
一、评估工作开展情况
（一）评估对象。评估对象为14个乡镇、56个行政村，内容包括产业发展、人居环境等5个方面。
（二）评估方法。采取入户问卷等方式。发放问卷840份，召开座谈会28场，收集意见建议312条。
二、评估结果
群众满意度为94.6%，较上年提高1.2个百分点。14个乡镇平均得分88.5分。
三、存在的主要问题
一是产业链条较短。精深加工企业偏少。
二是人才支撑不足。返乡创业人员仅占3.4%。
四、对策建议
（一）延伸产业链条。
（二）强化人才引育。
省农业大学评估组
2024年12月3日
"""

DECIMAL = """\
XX市教育局关于"双减"工作落实情况的自评报告
今年以来，XX市教育局认真贯彻决策部署。现将自评情况报告如下。
1. 基本情况
1.1 工作概况
全市现有义务教育学校XXX所，教师X.X万人。
1.2 自评组织
自评工作于20XX年X月全面启动，抽查学校XX所，问卷调查家长XXXX人，访谈教师XXX人。
2. 主要做法
2.1 建章立制
出台《作业管理实施意见》，建立"无作业日"制度。
2.2 提升质量
开展教学比武XX场次。
3. 存在问题
3.1 服务资源不均衡
农村学校师资缺口达XX%。
4. 下步措施
4.1 优化资源配置
"""
ALL = (RESULTS, DECIMAL, TEMPLATE, TRADITIONAL, MESSY, ONE_LINE)


def report(text: str) -> EvaluationReport:
    data = recorded.record(PARSER.parse(text), KIND).data
    assert isinstance(data, EvaluationReport)
    return data


def facts(data: EvaluationReport) -> dict[str, Any]:
    """The value of each fact that is stated, or its placeholder."""
    stated: dict[str, Slot] = {name: fact for name in FACTS if (fact := getattr(data, name))}
    return {name: fact.value if fact.value is not None else fact.placeholder for name, fact in stated.items()}


def practices(data: EvaluationReport) -> list[tuple[str | None, list[tuple[str | None, str | None, list[str]]]]]:
    return [
        (method.heading, [(done.label, done.text, done.institution_names) for done in method.practices])
        for method in data.methods
    ]


# --- the record --------------------------------------------------------------------------------------------------


def test_the_slots_of_a_template() -> None:
    assert [(slot.slot_id, slot.unit, slot.slot_type) for slot in report(TEMPLATE).slots] == [
        ("date", None, "date"), ("号", "号", "number"), ("评估_年", "年", "date"), ("评估_月", "月", "date"),
        ("历时", "天", "count"), ("乡镇便民服务中心", "个", "count"), ("座谈会", "场", "count"),
        ("个别访谈", "人次", "count"), ("调查问卷", "份", "count"), ("回收率", "%", "percent"),
        ("意见建议", "条", "count"), ("问题清单", "份", "count"), ("整改台账", "份", "count"),
        ("制度成果", "项", "count"), ("窗口人员培训", "期", "count"), ("时限", "个工作日", "count"),
        ("服务群众", "人次", "count"), ("数据共享率", "%", "percent"), ("年", "年", "date"), ("月", "月", "date"),
        ("日", "日", "date"),
    ]  # fmt: skip
    assert all(slot.is_open for slot in report(TEMPLATE).slots)


def test_the_facts_of_a_template() -> None:
    assert facts(report(TEMPLATE)) == {
        "scope": "县直各部门、XX个乡镇便民服务中心", "start": "20XX年X月", "duration": "XX", "meetings": "X",
        "interviews": "XX", "questionnaires": "XXX", "opinions_collected": "XX", "problem_list_count": "X",
        "rectification_ledger_count": "X", "institution_results": "X",
    }  # fmt: skip


def test_methods_and_their_practices() -> None:
    assert practices(report(TEMPLATE)) == [
        ("健全机制，夯实服务基础", [
            ("完善制度体系", "出台《窗口首问责任办法》，推行“一窗通办”制度，把承诺写在墙上。",
             ["《窗口首问责任办法》", "“一窗通办”制度"]),
            ("强化业务培训", "学习《岗位读本》，组织窗口人员培训X期。", []),
        ]),
        ("对标先进，优化办事流程", [
            ("压减环节", "将平均办理时限压缩到X个工作日。", []),
            ("上门服务", "建立“周末预约服务机制”，服务群众XX人次。", ["“周末预约服务机制”"]),
        ]),
    ]  # fmt: skip


def test_experience_and_problems() -> None:
    data = report(TEMPLATE)
    assert data.experience == ["领导重视是前提。主要负责同志亲自抓。", "群众满意是标准。坚持开门评估。"]
    assert data.problems == ["窗口力量不足。部分乡镇一人多岗。", "系统尚未打通。数据共享率仅为X%。"]


def test_a_report_in_traditional_script() -> None:
    data = report(TRADITIONAL)
    assert facts(data) == {
        "scope": "全縣12個鄉鎮和3個園區", "start": "2024年9月10日", "duration": 45, "meetings": 6, "interviews": 128,
        "questionnaires": 1500, "opinions_collected": 86, "rectification_ledger_count": 4,
    }  # fmt: skip
    assert [(slot.label, slot.value) for slot in data.slots][-3:] == [("專員", 58), ("調度會", 22), ("企業", 320)]
    assert practices(data) == [
        ("統籌推進，壓實責任", [
            (None, "建立「企業服務專員制度」，選派專員58名。", ["「企業服務專員制度」"]),
            ("專班調度", "實行「日調度、周通報」機制，召開調度會22次。", ["「日調度、周通報」機制"]),
        ]),
        ("問題導向，靶向施策", [(None, "落實《招商引資服務規範》，走訪企業320家。", ["《招商引資服務規範》"])]),
    ]  # fmt: skip
    assert data.problems == ["審批環節偏多。部分事項要跑三個窗口。", "融資渠道偏窄。中小企業貸款佔比不高。"]
    assert data.experience == ["必須堅持企業需求導向，做到有求必應。", "必須堅持部門協同，做到一辦到底。"]


def test_an_evaluation_by_another_name() -> None:
    data = report(
        "基隆市托育機構評鑑報告\n一、評鑑方法\n（一）實地訪視。由委員○○人進行。\n（二）問卷調查。發放問卷○○份，訪談家屬○○人，召開檢討會○○次。\n"
        "二、存在問題\n（一）人力不足。\n三、改善措施\n（一）補足人力。\n"
    )
    assert [method.heading for method in data.methods] == ["實地訪視", "問卷調查"]
    assert data.meetings is not None
    assert data.meetings.label == "檢討會"
    assert data.problems == ["人力不足。"]


def test_problems_behind_a_label() -> None:
    text = "窗口服务测评报告\n本次测评自[日期]启动，发放问卷[X]份，访谈[X]人。\n主要问题：指引不够清楚。\n下步打算：增设标识[X]处。\n"
    assert report(text).problems == ["指引不够清楚。"]


def test_a_messy_report() -> None:
    data = report(MESSY)
    assert facts(data) == {
        "scope": "全镇规模以上企业、**个行政村", "start": "2025年X月", "questionnaires": "××",
        "problem_list_count": "[X]", "rectification_ledger_count": "[ X ]",
    }  # fmt: skip
    assert practices(data) == [
        ("主要举措和成效", [
            ("强化责任落实", "健全‚党政同责’‛制度，与**家企业签订责任书。", ["‚党政同责’‛制度"]),
            ("突出隐患排查", "采用“四不两直”方式，排查隐患__处，整改率__%。", []),
        ]),
    ]  # fmt: skip
    assert data.problems == ["责任意识不强。", "投入不足，设备陈旧；", "队伍薄弱。"]
    assert data.experience == []


def test_a_report_on_one_line() -> None:
    data = report(ONE_LINE)
    assert facts(data) == {
        "scope": "市区所有小学和初中", "start": "2025年4月", "duration": 2, "meetings": 8, "questionnaires": 2000,
        "opinions_collected": 120,
    }  # fmt: skip
    assert practices(data) == [
        (
            "健全机制",
            [(None, "建立“双减”督查制度,出台《课后服务管理办法》。", ["“双减”督查制度", "《课后服务管理办法》"])],
        ),
        ("优化供给", [(None, "开设课程36门。", [])]),
    ]
    assert data.problems == ["师资不均衡。城乡差距仍然较大。", "投入不足。部分学校设备陈旧。"]
    assert data.experience == ["坚持育人为本。", "坚持多方协同。"]


def test_a_report_on_results() -> None:
    data = report(RESULTS)
    assert facts(data) == {
        "scope": "14个乡镇、56个行政村", "start": "2024年11月5日", "meetings": 28, "questionnaires": 840,
        "opinions_collected": 312,
    }  # fmt: skip
    assert [method.heading for method in data.methods] == ["评估方法"]
    assert data.problems == ["产业链条较短。精深加工企业偏少。", "人才支撑不足。返乡创业人员仅占3.4%。"]
    assert codes(RESULTS) == []


def test_a_report_with_decimal_numbers() -> None:
    data = report(DECIMAL)
    assert facts(data) == {"start": "20XX年X月", "interviews": "XXX", "questionnaires": "XXXX"}
    assert practices(data) == [
        (
            "建章立制",
            [(None, '出台《作业管理实施意见》，建立"无作业日"制度。', ["《作业管理实施意见》", '"无作业日"制度'])],
        ),
        ("提升质量", [(None, "开展教学比武XX场次。", [])]),
    ]
    assert data.problems == ["服务资源不均衡\n农村学校师资缺口达XX%。"]


def test_a_template_that_is_filled_in_is_read_again() -> None:
    values = {slot.slot_id: 7 for slot in report(TEMPLATE).slots if slot.slot_type in ("count", "percent")}
    data = report(fill_slots(TEMPLATE, values).text)
    assert facts(data) == {
        "scope": "县直各部门、7个乡镇便民服务中心", "start": "20XX年X月", "duration": 7, "meetings": 7, "interviews": 7,
        "questionnaires": 7, "opinions_collected": 7, "problem_list_count": 7, "rectification_ledger_count": 7,
        "institution_results": 7,
    }  # fmt: skip
    assert [slot.slot_id for slot in data.slots] == [slot.slot_id for slot in report(TEMPLATE).slots]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("本次评估自[X]月启动", "[X]"),
        ("评估组于[X]月[X]日至[X]月[X]日对全县进行了评估", "[X]月[X]日"),
        ("评估组于3月10日至4月20日对全县进行了评估", "3月10日"),
        ("评估组于2025年3月至5月，对全县开展了评估", "2025年3月"),
        ("评估工作从XXXX年X月X日开始", "XXXX年X月X日"),
        ("评估结果于3月底前报送", None),
    ],
)
def test_since_when(text: str, start: str | None) -> None:
    fact = report(f"县局工作评估报告\n一、本次评估历时3天\n{text}。\n").start
    assert (fact and (fact.value or fact.placeholder)) == start


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推行“首问负责制”", ["“首问负责制”"]),
        ("推行“三单两公开”制度", ["“三单两公开”制度"]),
        ("建立“学研查改”闭环机制", ["“学研查改”闭环机制"]),
        ("修订《考核办法（试行）》", ["《考核办法（试行）》"]),
        ("查处“违规招生”等问题", []),
        ("学习《岗位读本》", []),
    ],
)
def test_institutions(text: str, names: list[str]) -> None:
    data = report(
        f"县局工作评估报告\n本次评估自3月启动。\n一、主要做法\n（一）立制度。{text}，长期坚持。\n（二）抓落实。\n"
    )
    assert data.methods[0].practices[0].institution_names == names


@pytest.mark.parametrize(
    ("heading", "problems"),
    [
        ("存在的主要问题和不足", ["人手少。"]),
        ("主要问题及原因分析", ["人手少。"]),
        ("问题和困难", ["人手少。"]),
        ("聚焦突出问题", []),
        ("问题整改落实情况", []),
    ],
)
def test_sections_on_problems(heading: str, problems: list[str]) -> None:
    text = f"县局工作评估报告\n本次评估自3月启动。\n一、基本情况\n正常。\n二、{heading}\n（一）人手少。\n三、结论\n良好。\n"
    assert report(text).problems == problems


@pytest.mark.parametrize("text", ALL)
def test_what_is_cut_off_is_read(text: str) -> None:
    for end in range(0, len(text), 40):
        recorded.assert_sound(PARSER.parse(text[:end]))


def test_an_empty_report_has_nothing() -> None:
    data = report("县局工作评估报告\n本次评估自年初启动，推进有力。\n")
    assert facts(data) == {}
    assert (data.slots, data.methods, data.experience, data.problems) == ([], [], [], [])


@given(recorded.mixtures("".join(ALL)))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


# --- the checks --------------------------------------------------------------------------------------------------


def codes(text: str) -> list[tuple[str, str]]:
    return recorded.findings(PARSER.parse(text), *CHECKED)


def test_a_report_in_order_has_no_finding() -> None:
    assert codes(TRADITIONAL) == []
    assert codes(ONE_LINE) == []


def test_open_slots_are_counted() -> None:
    assert codes(TEMPLATE) == [("slots_unfilled", "20XX")]
    (found,) = [found for found in PARSER.parse(TEMPLATE).diagnostics if found.code == "slots_unfilled"]
    assert found.message.startswith("21 of 21 slots are open: 评估、历时、")
    assert found.severity == "info"


START = "县局工作评估报告\n本次评估自3月启动。\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("发放调查问卷120份。\n二、做法\n发放调查问卷150份。", ["150"]),
        ("发放调查问卷120份。\n二、做法\n发放调查问卷120份。", []),
        ("发放调查问卷120份。\n二、做法\n发放调查问卷X份。", []),
        ("占比3%。\n二、做法\n占比5%。", []),
        ("经费支出下降3%。\n二、做法\n经费支出下降5%。", []),
    ],
)
def test_one_label_with_two_values(text: str, found: list[str]) -> None:
    pointed = [place for code, place in codes(f"{START}一、情况\n{text}\n") if code == "slot_value_conflict"]
    assert pointed == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("群众满意率达105%", ["105"]), ("群众满意率达98%", []), ("产值增长率达105%", []), ("任务完成率达100%", []),
        ("投诉同比增长120%", []), ("回收率达X%", []),
    ],
)  # fmt: skip
def test_a_share_of_more_than_all(text: str, found: list[str]) -> None:
    pointed = [place for code, place in codes(f"{START}一、情况\n{text}。\n") if code == "slot_percent_out_of_range"]
    assert pointed == found


def test_empty_sections() -> None:
    empty = [place for code, place in codes(MESSY) if code == "section_empty"]
    assert empty == ["经验体会", "意见建议"]
    assert codes(f"{START}一、情况\n良好。\n二、做法\n扎实。\n三、启示\n") == []  # one alone is for the lint


# --- whole documents ---------------------------------------------------------------------------------------------


def test_a_real_template(seeds: dict[str, str]) -> None:
    (text,) = (text for name, text in seeds.items() if name.startswith("001"))
    result = PARSER.parse(text)
    data = recorded.record(result, KIND).data
    assert len(data.slots) == 40
    stated = {name: (fact.label, fact.unit) for name in FACTS if (fact := getattr(data, name))}
    assert stated == {
        "scope": (None, None), "start": ("评估工作", "月"), "duration": ("历时", "个月"), "meetings": ("专题会议", "次"),
        "interviews": ("个别访谈", "人次"), "questionnaires": ("调查问卷", "份"), "opinions_collected": ("意见建议", "条"),
        "problem_list_count": ("问题清单", "份"), "rectification_ledger_count": ("整改台账", "份"),
        "institution_results": ("制度成果", "项"),
    }  # fmt: skip
    assert data.scope.value == "教育局机关所有科室、直属学校以及基层教育机构"
    assert [method.heading[:4] for method in data.methods] == ["以“学”", "以“查”", "以“治”", "以“评”"]
    assert [len(method.practices) for method in data.methods] == [3, 3, 3, 3]
    assert [name for method in data.methods for done in method.practices for name in done.institution_names] == [
        "“学研查改”闭环机制", "“问题溯源分析制度”", "《教育资源分配管理办法》", "《提升教育服务质量若干措施》",
        "“三严三控”制度", "“会议合并审批制”", "“三单两公开”制度",
    ]  # fmt: skip
    assert (data.experience, data.problems) == ([], [])
    assert recorded.findings(result, *CHECKED) == [("slots_unfilled", "[X]")]


def test_the_other_real_documents_are_none(seeds: dict[str, str]) -> None:
    for name, text in seeds.items():
        if not name.startswith("001"):
            assert KIND not in [genre.name for genre in PARSER.parse(text).genres], name
