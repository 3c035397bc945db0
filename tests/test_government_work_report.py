"""Government work reports: the year that was in figures, what fell short, targets and tasks of the year to come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import recorded
from hypothesis import given

import docparse_government_work_report
from docparse_government_work_report.record import GovernmentWorkReport

PARSER = recorded.parser(docparse_government_work_report)
KIND = "government_work_report"
CHECKED = ("indicator_mismatch", "target_missed", "target_growth_mismatch")

REPORT = """\
政府工作报告
——2025年1月8日在清河县第十八届人民代表大会第四次会议上
清河县县长 林某

各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议，并请各位政协委员提出意见。
一、2024年工作回顾
2024年，面对复杂形势，全县上下攻坚克难，预计地区生产总值完成286.5亿元，增长6.2%（年度目标6%）；一般公共预算收入15.3亿元，同比增长5.1%；固定资产投资增长8.4%；城镇居民人均可支配收入38620元，增长5.5%；城镇登记失业率3.2%，年度目标4.5%。
（一）产业发展提质增效。规模以上工业增加值增长7.6%。新增规上企业18家，高新技术企业达到42家。粮食总产量51.2万吨。
（二）城乡面貌焕然一新。改造老旧小区23个，新建农村公路96公里。
（三）民生福祉持续增进。城镇新增就业5200人。民生支出占一般公共预算支出的78.6%。
各位代表！成绩来之不易。我们也清醒地看到，发展中还存在不少困难和问题：经济总量不大，产业结构不优；财政收支矛盾突出；民生领域还有短板；少数干部担当不够。对此，我们将采取有力措施，切实加以解决。
二、2025年总体要求和目标任务
2025年是“十四五”规划的收官之年。政府工作的总体要求是：坚持稳中求进，推动高质量发展。
经济社会发展的主要预期目标是：地区生产总值增长6%左右；一般公共预算收入达到16.1亿元，增长5.2%；城镇新增就业5000人以上；居民收入增长与经济增长同步；完成上级下达的节能减排任务。
三、2025年重点工作
（一）壮大工业经济。实施亿元以上项目30个。推进园区提档升级。
（二）推进乡村振兴。建设高标准农田3万亩。
四、加强政府自身建设
坚持依法行政，强化效能建设。锲而不舍纠治“四风”。
各位代表！让我们团结一心，为建设现代化清河而努力奋斗！
"""

TRADITIONAL = """\
柳林鎮2024年政府工作報告
（2024年12月26日在柳林鎮第三屆人民代表大會第七次會議上）
鎮長 陳某
各位代表：
　　我代表鎮人民政府向大會報告工作，請予審議。
2024年工作回顧
　　過去一年，全鎮實現農業總產值4.6億元，同比增長4.3%；農村居民人均可支配收入21600元，同比增長6.8%。
　　一是特色產業不斷壯大。新建茶園1200畝，培育家庭農場16家。二是社會大局和諧穩定。調處矛盾糾紛86件，調解成功率98.8%。
　　同時，我們也清醒地看到，工作中還存在一些不足：一是集體經濟薄弱，二是基礎設施欠賬較多，三是服務意識有待增強。
2025年主要任務
　　2025年工作目標是：農業總產值增長5%，農村居民人均可支配收入增長7%。
　　（一）做強特色農業。發展冷鏈物流。
　　（二）建設和美鄉村。完成改廁300戶。
　　（三）加強政府自身建設。堅持廉潔從政。
　　各位代表！讓我們攜手奮鬥，譜寫柳林發展新篇章！
"""

COLLAPSED = """\
政府工作报告 各位代表：现在，我代表区人民政府，向大会报告工作，请予审议。 一、过去一年工作回顾 \
过去一年，地区生产总值完成512亿元，增长6.8%，财政总收入XX亿元，增长X%。 （一）实体经济稳步发展。规上工业总产值突破800亿元。 \
（二）改革开放持续深化。实际利用外资2.1亿美元。存在的问题主要是：创新能力不强，公共服务供给不足。 二、今年工作安排 \
主要预期目标是：地区生产总值增长6.5%左右，社会消费品零售总额增长8%。 （一）加快动能转换。建设创新平台12个。 \
（二）建设人民满意政府。坚持勤政为民。 各位代表，让我们为全面建成小康社会而努力奋斗！
"""

FIVE_YEARS = """\
政府工作报告
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、过去五年和2025年工作回顾
过去五年，我们锐意进取。地区生产总值突破1200亿元，年均增长6.1%。
2025年，地区生产总值增长5.8%，社会消费品零售总额增长6.3%。
（一）改革蹄疾步稳。市场主体达到21万户。
二、“十五五”时期主要目标
到2030年，地区生产总值达到1600亿元。
三、2026年工作安排
主要预期目标为：地区生产总值增长6%左右，粮食产量保持稳定。
（一）扩大内需。举办促销活动60场。
各位代表！让我们为现代化建设而努力奋斗！
"""


def report(text: str) -> GovernmentWorkReport:
    data = recorded.record(PARSER.parse(text), KIND).data
    assert isinstance(data, GovernmentWorkReport)
    return data


def indicators(data: GovernmentWorkReport) -> list[tuple[Any, ...]]:
    found = data.year_review.indicators if data.year_review else []
    return [(told.name, told.value, told.unit, told.growth and told.growth.value, told.target) for told in found]


def targets(data: GovernmentWorkReport) -> list[tuple[Any, ...]]:
    return [(told.name, told.target, told.value, told.growth and told.growth.value) for told in data.next_year_targets]


# --- the record --------------------------------------------------------------------------------------------------


def test_the_year_in_figures() -> None:
    assert indicators(report(REPORT)) == [
        ("地区生产总值", 286.5, "亿元", 6.2, "6%"),
        ("一般公共预算收入", 15.3, "亿元", 5.1, None),
        ("固定资产投资", None, None, 8.4, None),
        ("城镇居民人均可支配收入", 38620, "元", 5.5, None),
        ("城镇登记失业率", 3.2, "%", None, "4.5%"),
        ("规模以上工业增加值", None, None, 7.6, None),
        ("新增规上企业", 18, "家", None, None),
        ("高新技术企业", 42, "家", None, None),
        ("粮食总产量", 51.2, "万吨", None, None),
        ("城镇新增就业", 5200, "人", None, None),
        ("民生支出占一般公共预算支出", 78.6, "%", None, None),
    ]


def test_sectors_and_problems() -> None:
    data = report(REPORT)
    assert [(sector.category, sector.ordinal, sector.heading) for sector in data.sectors] == [
        ("2024年工作回顾", 1, "产业发展提质增效"),
        ("2024年工作回顾", 2, "城乡面貌焕然一新"),
        ("2024年工作回顾", 3, "民生福祉持续增进"),
    ]
    assert [(told.metric, told.value, told.unit) for told in data.sectors[1].results] == [
        ("改造老旧小区", 23, "个"), ("新建农村公路", 96, "公里"),
    ]  # fmt: skip
    assert data.problems == ["经济总量不大，产业结构不优", "财政收支矛盾突出", "民生领域还有短板", "少数干部担当不够"]


def test_the_year_to_come() -> None:
    data = report(REPORT)
    assert targets(data) == [
        ("地区生产总值", "增长6%左右", None, 6),
        ("一般公共预算收入", "达到16.1亿元，增长5.2%", 16.1, 5.2),
        ("城镇新增就业", "5000人以上", 5000, None),
        ("居民收入", "增长与经济增长同步", None, None),
        (None, "完成上级下达的节能减排任务", None, None),
    ]
    assert [(task.category, task.ordinal, task.heading, task.measures) for task in data.tasks] == [
        ("2025年重点工作", 1, "壮大工业经济", ["实施亿元以上项目30个。", "推进园区提档升级。"]),
        ("2025年重点工作", 2, "推进乡村振兴", ["建设高标准农田3万亩。"]),
    ]
    assert data.self_building == "坚持依法行政，强化效能建设。锲而不舍纠治“四风”。"


def test_traditional_characters_and_parts_without_numbers() -> None:
    data = report(TRADITIONAL)
    assert indicators(data) == [
        ("農業總產值", 4.6, "億元", 4.3, None),
        ("農村居民人均可支配收入", 21600, "元", 6.8, None),
        ("調解成功率", 98.8, "%", None, None),
    ]
    assert [sector.heading for sector in data.sectors] == ["特色產業不斷壯大", "社會大局和諧穩定"]
    assert data.problems == ["集體經濟薄弱", "基礎設施欠賬較多", "服務意識有待增強"]
    assert targets(data) == [
        ("農業總產值", "增長5%", None, 5), ("農村居民人均可支配收入", "增長7%", None, 7),
    ]  # fmt: skip
    assert [task.heading for task in data.tasks] == ["做強特色農業", "建設和美鄉村"]
    assert data.self_building == "堅持廉潔從政。"


def test_a_report_on_one_line_with_masked_numbers() -> None:
    data = report(COLLAPSED)
    assert indicators(data) == [
        ("地区生产总值", 512, "亿元", 6.8, None), ("财政总收入", "XX", "亿元", "X", None), ("规上工业总产值", 800, "亿元", None, None),
    ]  # fmt: skip
    assert [sector.heading for sector in data.sectors] == ["实体经济稳步发展", "改革开放持续深化"]
    assert data.problems == ["创新能力不强，公共服务供给不足"]
    assert targets(data) == [("地区生产总值", "增长6.5%左右", None, 6.5), ("社会消费品零售总额", "增长8%", None, 8)]
    assert [(task.category, task.heading) for task in data.tasks] == [("今年工作安排", "加快动能转换")]
    assert data.self_building == "坚持勤政为民。"


def test_the_last_year_is_told_after_several() -> None:
    data = report(FIVE_YEARS)
    assert indicators(data) == [
        ("地区生产总值", None, None, 5.8, None), ("社会消费品零售总额", None, None, 6.3, None), ("市场主体", 21, "万户", None, None),
    ]  # fmt: skip
    assert targets(data) == [("地区生产总值", "增长6%左右", None, 6), ("粮食产量", "保持稳定", None, None)]
    assert [task.heading for task in data.tasks] == ["扩大内需"]
    assert data.self_building is None


SPOKEN = """\
政府工作报告
——1991年3月5日在柳溪县第九届人民代表大会第二次会议上
各位代表：
我代表县人民政府，向大会报告工作，请予审议。
一、一九九〇年工作的回顾
一九九〇年，完成工农业总产值六亿二千万元，比上年增长百分之七；粮食总产量二十八万吨；财政收入增长百分之五，达到三千六百万元。
我们也清醒地看到存在的问题：一是工业效益不高；二是农田水利欠账较多。
二、一九九一年的主要目标
工农业总产值增长百分之六；粮食总产量三十万吨。
三、一九九一年的主要任务
（一）抓好农业。
（二）搞活流通。
"""


def test_numbers_in_words_and_targets_under_their_heading() -> None:
    data = report(SPOKEN)
    assert data.year_review is not None
    assert [(found.name, found.value, found.unit, found.growth and found.growth.value) for found in data.year_review.indicators] == [
        ("工农业总产值", 62000, "万元", 7), ("粮食总产量", 28, "万吨", None), ("财政收入", 3600, "万元", 5),
    ]  # fmt: skip
    assert data.problems == ["工业效益不高", "农田水利欠账较多"]
    assert [(found.name, found.target) for found in data.next_year_targets] == [
        ("工农业总产值", "增长百分之六"), ("粮食总产量", "三十万吨"),
    ]  # fmt: skip
    assert [task.heading for task in data.tasks] == ["抓好农业", "搞活流通"]


def test_a_year_that_ends_in_five_is_no_term_of_five_years() -> None:
    text = REPORT.replace("2024年，面对复杂形势", "刚刚过去的一年，面对复杂形势").replace(
        "（一）产业", "这一年，我们主要抓了几件大事。\n（一）产业"
    )
    data = report(text)
    assert data.year_review is not None
    assert data.year_review.indicators[0].name == "地区生产总值"


def test_targets_in_a_list() -> None:
    text = REPORT.replace(
        "主要预期目标是：地区生产总值增长6%左右；一般公共预算收入达到16.1亿元，增长5.2%；城镇新增就业5000人以上；",
        "主要预期目标是：\n——综合实力再上台阶。地区生产总值增长6%左右，粮食总产量52万吨。\n——民生福祉持续改善。城镇新增就业5000人以上。\n",
    )
    assert targets(report(text)) == [
        ("地区生产总值", "增长6%左右", None, 6), ("粮食总产量", "52万吨", 52, None), ("城镇新增就业", "5000人以上", 5000, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "政府工作报告\n各位代表：\n", "政府工作报告\n各位代表：\n一、回顾\n二、2025年主要目标\n"]
)
def test_empty_documents(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


@given(recorded.mixtures(REPORT + TRADITIONAL + COLLAPSED + FIVE_YEARS))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse("政府工作报告\n各位代表：\n" + text))


@pytest.mark.parametrize("text", [REPORT, TRADITIONAL, COLLAPSED, FIVE_YEARS])
def test_truncated_documents(text: str) -> None:
    for end in range(0, len(text), 31):
        recorded.assert_sound(PARSER.parse(text[:end]))


# --- the checks --------------------------------------------------------------------------------------------------


def findings(review: str, ahead: str = "地区生产总值增长6%左右") -> list[tuple[str, str]]:
    text = (
        "政府工作报告\n各位代表：\n现在，我代表县人民政府向大会报告工作。\n一、2024年工作回顾\n"
        f"{review}\n二、2025年工作安排\n主要预期目标是：{ahead}。\n（一）扩大内需。举办展会。\n"
    )
    return recorded.findings(PARSER.parse(text), *CHECKED)


@pytest.mark.parametrize("text", [REPORT, TRADITIONAL, COLLAPSED, FIVE_YEARS])
def test_a_report_in_order_has_no_finding(text: str) -> None:
    assert recorded.findings(PARSER.parse(text), *CHECKED) == []


@pytest.mark.parametrize(
    ("review", "found"),
    [
        ("粮食总产量51.2万吨。\n（一）稳产保供。粮食总产量51.6万吨。", [("indicator_mismatch", "51.6")]),
        ("粮食总产量51.2万吨。\n（一）稳产保供。全县粮食总产量51.2万吨。", []),
        ("全市地区生产总值增长5.6%。\n（一）经济向好。地区生产总值增长5.8%。", [("indicator_mismatch", "增长5.8%")]),
        ("地区生产总值286亿元。\n（一）经济向好。地区生产总值增长5.8%。", []),
        ("旅游收入12亿元。\n（一）乡村旅游收入3亿元。", []),
        ("粮食总产量X万吨。\n（一）稳产保供。粮食总产量51.6万吨。", []),
    ],
)
def test_an_indicator_told_twice(review: str, found: list[tuple[str, str]]) -> None:
    assert findings(review) == found


@pytest.mark.parametrize(
    ("review", "found"),
    [
        ("地区生产总值增长5.2%，年度目标6%。", [("target_missed", "6%")]),
        ("地区生产总值增长6.2%，年度目标6%。", []),
        ("城镇调查失业率5.2%，预期目标为5.0%。", [("target_missed", "5.0%")]),
        ("城镇调查失业率4.8%（预期目标5.0%）。", []),
        ("城镇新增就业4800人，年初目标5000人。", [("target_missed", "5000人")]),
        ("城镇新增就业4800人，目标明确，措施有力。", []),
    ],
)
def test_a_target_that_was_missed(review: str, found: list[tuple[str, str]]) -> None:
    assert findings(review) == found


@pytest.mark.parametrize(
    ("ahead", "found"),
    [
        ("一般公共预算收入达到16.1亿元，增长5.2%", []),
        ("一般公共预算收入达到18亿元，增长5.2%", [("target_growth_mismatch", "增长5.2%")]),
        ("一般公共预算收入达到18亿元以上，增长5.2%", []),
        ("一般公共预算收入达到1.8万亿元，增长5.2%", []),
        ("地区生产总值达到18亿元，增长5.2%", []),
        ("一般公共预算收入达到XX亿元，增长5.2%", []),
    ],
)
def test_a_target_that_does_not_grow_as_told(ahead: str, found: list[tuple[str, str]]) -> None:
    assert findings("一般公共预算收入15.3亿元，同比增长5.1%。", ahead) == found


# --- real documents ----------------------------------------------------------------------------------------------


def real(shared: Path, name: str) -> tuple[GovernmentWorkReport, list[tuple[str, str]]]:
    text = (shared / "corpus" / "dev" / f"{name}.txt").read_bytes().decode("utf-8")
    result = PARSER.parse(text)
    found = next(record for record in result.records if record.type == KIND)
    recorded.assert_spans(result.document.source.raw, found.data)
    return found.data, recorded.findings(result, *CHECKED)


def test_a_provincial_report(shared: Path) -> None:
    data, found = real(shared, "d01")
    assert indicators(data)[:6] == [
        ("生产总值", None, None, 5.6, None),
        ("规上工业增加值", None, None, 8.4, None),
        ("工业投资", None, None, 13.3, None),
        ("社会消费品零售总额", None, None, 5.6, None),
        ("进出口总值", None, None, 14.1, None),
        ("粮食产量", 1350.97, "亿斤", None, None),
    ]
    assert [sector.ordinal for sector in data.sectors] == [1, 2, 3, 4, 5]
    assert len(data.problems) == 2
    assert targets(data)[:2] == [
        ("经济", "增长5%左右、在实际工作中努力争取更好结果", None, 5), ("规上工业增加值", "增长6.5%左右", None, 6.5),
    ]  # fmt: skip
    assert [task.ordinal for task in data.tasks] == list(range(1, 11))
    assert found == []


def test_a_report_with_parts_without_numbers(shared: Path) -> None:
    data, found = real(shared, "d02")
    assert indicators(data)[0] == ("地区生产总值", None, None, 4.7, None)
    assert len(data.problems) == 8
    assert data.problems[0] == "生态环境本底仍然脆弱，毁林毁草、乱排乱倒现象时有发生"
    assert [name for name, *_ in targets(data)][:4] == [
        "地区生产总值",
        "城镇调查失业率",
        "城镇新增就业",
        "居民消费价格涨幅",
    ]
    assert [task.ordinal for task in data.tasks] == [1, 2, 3, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 6, 7]
    assert data.self_building
    assert data.self_building.startswith("新形势新任务")
    assert found == []


def test_a_county_report(shared: Path) -> None:
    data, found = real(shared, "d03")
    assert indicators(data)[:3] == [
        ("地区生产总值", 198.5, "亿元", 22.3, None), ("财政总收入", 29, "亿元", 67.3, None), ("地方财政总收入", 16, "亿元", 23.2, None),
    ]  # fmt: skip
    assert [sector.ordinal for sector in data.sectors] == list(range(1, 9))
    assert len(data.problems) == 5
    assert [(name, value, growth) for name, _, value, growth in targets(data)] == [
        ("地区生产总值", 240, 21), ("地方财政总收入", 20, 24.6), ("固定资产投资", 194, 25), ("社会消费品零售总额", 100.8, 20),
        ("城镇人均可支配收入", 23896, 18), ("农民人均纯收入", 16892, 18),
    ]  # fmt: skip
    assert [task.ordinal for task in data.tasks] == list(range(1, 10))
    assert data.self_building
    assert found == []  # each target grows as it says from what was reached
