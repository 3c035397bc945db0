"""What was counted: the metric, its value and unit, and how it compares; and what was won."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse import read_honours, read_outcomes

NOTHING = (None, None, None)


def outcomes(text: str) -> list[tuple[Any, ...]]:
    found = read_outcomes(text, (0, len(text)))
    for outcome, span in found:
        assert text[slice(*outcome.spans["metric"])] == outcome.metric
        assert all(span[0] <= start < end <= span[1] for start, end in outcome.spans.values())
    return [
        (outcome.metric, outcome.value, outcome.unit, outcome.comparison and outcome.comparison.raw)
        for outcome, _ in found
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年共举办培训班12期。", [("举办培训班", 12, "期", None)]),
        ("先后召开会议3次、下发文件15份，", [("召开会议", 3, "次", None), ("下发文件", 15, "份", None)]),
        ("总产值完成235.4亿元，同比增长50.9%；", [("总产值", 235.4, "亿元", "同比增长50.9%")]),
        ("合格率达98.5%，比上年提高0.6个百分点。", [("合格率", 98.5, "%", "比上年提高0.6个百分点")]),
        ("地区生产总值增长5.6%，", [("地区生产总值", None, None, "增长5.6%")]),
        ("全区GDP增长5.6%，CPI上涨0.2%。", [("全区GDP", None, None, "增长5.6%"), ("CPI", None, None, "上涨0.2%")]),
        ("空气质量优良天数335天，", [("空气质量优良天数", 335, "天", None)]),
        ("全镇实现销售收入1.2亿元。", [("销售收入", 1.2, "亿元", None)]),
        ("为全市学校配备115名法制副校长，", [("法制副校长", 115, "名", None)]),
        ("推动6部文艺作品荣获大奖。", [("文艺作品", 6, "部", None)]),
        ("新增74辆公交车、改建57座站亭。", [("公交车", 74, "辆", None), ("站亭", 57, "座", None)]),
        ("选派干部15名驻村帮扶。", [("选派干部", 15, "名", None)]),
        ("接待来访群众120批360人次。", [("接待来访群众", 120, "批", None), ("接待来访群众", 360, "人次", None)]),
        ("编印简报、专报、信息等材料X余期，", [("编印简报、专报、信息等材料", "X", "期", None)]),
        ("化解矛盾纠纷[X]起。", [("化解矛盾纠纷", "[X]", "起", None)]),
        ("粮食总产量稳定在58.3万吨以上。", [("粮食总产量", 58.3, "万吨", None)]),
        ("開展巡查１２次，發現隱患3處。", [("開展巡查", 12, "次", None), ("發現隱患", 3, "處", None)]),
        ("有效投资12亿元，现代农业园区3个，成功率95%，来访群众20人。", [
            ("有效投资", 12, "亿元", None), ("现代农业园区", 3, "个", None), ("成功率", 95, "%", None), ("来访群众", 20, "人", None),
        ]),
        ("满意率达到百分之九十五以上，比上年提高百分之二点五。", [("满意率", 95, "%", "比上年提高百分之二点五")]),
        ("已办结。其中，受理率、办结率分别达到百分之百和98.5%。", [("受理率", 100, "%", None), ("办结率", 98.5, "%", None)]),
        ("造林率、成活率分别为百分之三十和百分之九十。", [("造林率", 30, "%", None), ("成活率", 90, "%", None)]),
        ("丰收。粮食产量、蔬菜產量和水果产量分别为12万吨、X万吨和3万吨左右。", [
            ("粮食产量", 12, "万吨", None), ("蔬菜產量", "X", "万吨", None), ("水果产量", 3, "万吨", None),
        ]),
        # numbers in words
        ("财政收入完成三千二百万元，比上年增长百分之九点五。", [("财政收入", 3200, "万元", "比上年增长百分之九点五")]),
        ("工业总产值达到两亿六千万元，", [("工业总产值", 26000, "万元", None)]),
        ("修復農舍一萬三千餘戶，安置災民五千四百人。", [("修復農舍", 13000, "戶", None), ("安置災民", 5400, "人", None)]),
        ("入学率达到百分之九十七，造林十二万亩。", [("入学率", 97, "%", None), ("造林", 12, "万亩", None)]),
        ("开展了几十次活动，十分重要，第十五条已经修改，办好三件实事，二十四节气。", []),
        ("開立收據1萬2,560張，金額3億4,500萬元。", [("開立收據", 12560, "張", None), ("金額", 34500, "萬元", None)]),
        # a rough number, a unit of several words, what a count is compared with, what was reached by a growth
        ("累计巡河2.3万余次，出动救援队8支。", [("巡河", 2.3, "万余次", None), ("出动救援队", 8, "支", None)]),
        ("审批时限压缩至3个工作日。", [("审批时限压缩", 3, "个工作日", None)]),
        ("招收学员260名，比上年增加35名。", [("招收学员", 260, "名", "比上年增加35名")]),
        ("财政收入增长8.2%，达到15.6亿元。", [("财政收入", 15.6, "亿元", "增长8.2%")]),
        ("社会用电量突破百亿千瓦时，达到104亿千瓦时，同比增长7%。", [("社会用电量", 104, "亿千瓦时", "同比增长7%")]),
        # what counts nothing, or is not told of
        ("某项工作由某人负责。", []),
        ("第3次会议明确，20户以上自然村全部通路。", []),
        ("《十四五规划100项任务》已经印发，“7个一”工程启动。", []),
        ("每周学习1-2次。", []),
        ("深入学习党的十七届三中全会精神，筹备縣委十屆一次全会。", []),
        ("占比分别为45%、30%。", []),
        ("面积、产量分别增长3%、5%。", []),
        ("肉、奶产量分别稳定在310万吨和750万吨左右。", []),
        ("招生数、在校生数、毕业生数分别为3000人、9000人。", []),
        ("财政收入和税收收入分别占全县的3%和2%，百分之九十的群众满意。", []),
        ("低于全国平均水平0.3个百分点。", []),
        ("2024年，12月3日。", []),
    ],
)  # fmt: skip
def test_outcomes(text: str, found: list[tuple[Any, ...]]) -> None:
    assert outcomes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年被省水利厅评为“河湖管理先进单位”。", [("河湖管理先进单位", "省水利厅", 2024)]),
        ("荣获全市安全生产先进单位、2023年度目标考核一等奖等荣誉称号。", [
            ("全市安全生产先进单位", None, None), ("2023年度目标考核一等奖", None, 2023),
        ]),
        ("获得市教育局颁发的“优秀组织奖”。", [("优秀组织奖", "市教育局", None)]),
        ("榮獲「全國文明校園」稱號，被授予省級綠色學校。", [("全國文明校園", None, None), ("省級綠色學校", None, None)]),
        ("先后获评县级先进集体和“工人先锋号”。", [("县级先进集体", None, None), ("工人先锋号", None, None)]),
        ("榮獲縣政府頒發「敬老楷模獎」，陳老師獲頒「師鐸獎」。", [("敬老楷模獎", "縣政府", None), ("師鐸獎", None, None)]),
        ('先后被评为"平安校园","省级绿色学校".', [("平安校园", None, None), ("省级绿色学校", None, None)]),
        ("荣获“红旗窗口”，“青年讲堂”活动圆满结束。", [("红旗窗口", None, None)]),
        ("三、获奖情况\n荣获市体育局授予的“优胜单位”称号。", [("优胜单位", "市体育局", None)]),
        ("力争荣获省级文明单位称号，确保被评为先进集体。", []),
        ("获得群众一致好评，获得资金支持300万元，取得优秀成绩。", []),
    ],
)  # fmt: skip
def test_honours(text: str, found: list[tuple[str, str | None, int | None]]) -> None:
    told = read_honours(text, (0, len(text)))
    assert [(honour.name, honour.grantor, honour.year) for honour, _ in told] == found
    for honour, span in told:
        assert text[slice(*span)] == honour.name


PIECES = (
    "全年",
    "共",
    "培训",
    "荣获",
    "被",
    "评为",
    "先进单位",
    "12",
    "X",
    "期",
    "名",
    "%",
    "，",
    "。",
    "同比增长",
    "、",
    "“",
    "”",
    "的",
    "\n",
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_read(text: str) -> None:
    outcomes(text)
    read_honours(text, (0, len(text)))


def test_long_lines_are_read_quickly() -> None:
    for text in (
        "培训12名、" * 4000,
        "12" * 8000 + "期",
        "荣获" * 8000,
        "产量、" * 8000 + "分别达到3%",
        "产量分别" * 8000,
        "被" * 8000 + "评为",
        "的" * 20000 + "3个",
    ):
        read_outcomes(text, (0, len(text)))
        read_honours(text, (0, len(text)))
