"""Briefings: who reports to whom, on what occasion, what was achieved, what fell short, what comes next."""

from __future__ import annotations

from typing import Any

import pytest
import recorded
from hypothesis import given

import docparse_briefing
from docparse import Achievement, Date, Period
from docparse_briefing.record import Briefing

PARSER = recorded.parser(docparse_briefing)
KIND = "briefing"
CHECKED = ("share_out_of_range", "total_mismatch", "rate_mismatch")

SPOKEN = """\
关于巩固脱贫攻坚成果工作情况的汇报
——在市委调研座谈会上的汇报
石桥乡党委书记 刘某
（2024年6月18日）

尊敬的各位领导：
大家好！首先，我代表石桥乡党委、政府，对各位领导莅临我乡检查指导工作表示热烈欢迎！现将我乡工作情况汇报如下：
一、基本情况
石桥乡位于县城西北，总面积86平方公里，辖12个行政村，总人口1.8万人，其中脱贫户623户2187人。
二、主要做法和成效
（一）强化监测帮扶。开展集中排查3次，新识别监测对象15户48人，落实帮扶措施62条。
（二）促进产业增收。发展茶园3200亩，茶叶产值达到2600万元，同比增长8.6%；村集体经济收入平均达25万元。
（三）稳定就业岗位。组织务工3260人，开发公益性岗位186个。我乡先后荣获全省“脱贫攻坚先进集体”、全市乡村振兴先进乡镇等称号。
三、存在的困难和问题
一是产业规模偏小，抗风险能力弱。二是村级干部年龄偏大，后备力量不足。三是基础设施管护资金缺口较大。
四、下一步工作打算
（一）抓产业提质。新建茶叶加工厂2座。
（二）抓队伍建设。
以上汇报，不妥之处敬请批评指正。谢谢大家！
"""

TRADITIONAL = """\
縣圖書館工作情況匯報
各位委員：
我館始建於1956年，現有館藏圖書23.6萬冊，工作人員18名。近年來，我館堅持公益服務，年均接待讀者12萬人次。現將有關情況匯報如下：
一是服務網絡不斷完善。建成鄉鎮分館14個、村級服務點96個。二是閱讀活動豐富多彩。舉辦講座42場，參與群眾8600人次。三是數字建設穩步推進。被省文化廳評為“優秀數字圖書館”。
存在的主要問題是：購書經費不足，專業人員缺乏。
今後，我館將繼續擴大服務半徑，推動全民閱讀。
請各位委員審議。
"""

COLLAPSED = """\
市场监管局关于食品安全工作的情况汇报 市人大常委会： 2023年以来，我局认真落实“四个最严”要求，守牢安全底线。现将有关情况汇报如下： \
一、工作开展情况 （一）压实责任。签订责任状45份。 （二）严格执法。检查单位1.2万户次，立案查处XX件，罚没款418万元。 \
二、存在问题 1.小作坊点多面广，监管力量不足；2.部分从业人员食品安全意识不强。 三、下步工作 1.加强日常监管。2.推进社会共治。
"""

WRITTEN = """\
关于2024年上半年信访工作情况的报告
县委、县政府：
现将上半年工作情况报告如下：
　　一、工作进展情况
　　受理信访事项120件，办结114件，办结率95%，同比提高3个百分点。一批涉及征地拆
迁的历史遗留问题得到化解。
　　二、主要问题
　　信访积案化解难度较大；个别单位首接责任落实不到位。针对上述问题，我局将逐案制定方案。
　　三、下半年工作安排
　　坚持源头治理。推进信访工作法治化。

县信访局
2024年7月3日
"""


def briefing(text: str) -> Briefing:
    data = recorded.record(PARSER.parse(text), KIND).data
    assert isinstance(data, Briefing)
    return data


def counted(achievement: Achievement) -> list[tuple[Any, ...]]:
    return [(found.metric, found.value, found.unit) for found in achievement.results]


def test_a_spoken_briefing() -> None:
    data = briefing(SPOKEN)
    assert (data.reporting_body, data.recipient) == ("石桥乡党委", "尊敬的各位领导")
    assert (data.occasion, data.period) == ("市委调研座谈会", None)
    assert data.overview
    assert data.overview.startswith("石桥乡位于县城西北")
    assert [(done.category, done.ordinal, done.heading) for done in data.achievements] == [
        ("主要做法和成效", 1, "强化监测帮扶"), ("主要做法和成效", 2, "促进产业增收"), ("主要做法和成效", 3, "稳定就业岗位"),
    ]  # fmt: skip
    assert [counted(done) for done in data.achievements[:2]] == [
        [
            ("开展集中排查", 3, "次"),
            ("新识别监测对象", 15, "户"),
            ("新识别监测对象", 48, "人"),
            ("落实帮扶措施", 62, "条"),
        ],
        [("发展茶园", 3200, "亩"), ("茶叶产值", 2600, "万元"), ("村集体经济收入平均", 25, "万元")],
    ]
    growth = data.achievements[1].results[1].comparison
    assert growth
    assert (growth.basis, growth.value) == ("同比", 8.6)
    assert [honour.name for honour in data.honours] == ["全省“脱贫攻坚先进集体”", "全市乡村振兴先进乡镇"]
    assert data.problems == [
        "产业规模偏小，抗风险能力弱", "村级干部年龄偏大，后备力量不足", "基础设施管护资金缺口较大",
    ]  # fmt: skip
    assert data.next_steps == ["抓产业提质", "抓队伍建设"]
    assert (data.signature, data.date) == (None, None)


def test_traditional_characters() -> None:
    data = briefing(TRADITIONAL)
    assert (data.reporting_body, data.recipient) == ("縣圖書館", "各位委員")
    assert data.overview
    assert data.overview.endswith("年均接待讀者12萬人次。")
    assert [(done.ordinal, done.heading) for done in data.achievements] == [
        (1, "服務網絡不斷完善"), (2, "閱讀活動豐富多彩"), (3, "數字建設穩步推進"),
    ]  # fmt: skip
    assert counted(data.achievements[0]) == [("建成鄉鎮分館", 14, "個"), ("村級服務點", 96, "個")]
    assert [(honour.name, honour.grantor) for honour in data.honours] == [("優秀數字圖書館", "省文化廳")]
    assert data.problems == ["購書經費不足，專業人員缺乏"]
    assert data.next_steps == ["今後，我館將繼續擴大服務半徑，推動全民閱讀"]


CONGRESS = """\
县人大常委会：
现将上半年预算执行情况汇报如下，请予审议。
一、基本情况
上半年一般公共预算收入6.2亿元，增长4%；民生支出9.8亿元；新增财政专户3个。
二、检讨与困难
1.土地收入下滑。
2.库款调度紧张。
重点抓好以下工作：
（一）狠抓征管。
汇报人：县财政局局长 王某
"""


def test_a_briefing_to_a_congress() -> None:
    data = briefing(CONGRESS)
    assert data.recipient == "县人大常委会"
    assert data.problems[:2] == ["土地收入下滑", "库款调度紧张"]


def test_a_short_briefing() -> None:
    data = briefing(
        "关于汛期值守情况的汇报\n\n区应急局：\n\n截至7月5日，我街道共排查低洼院落86处，转移群众152人，备足沙袋3000条。"
        "主要困难是抽水设备老旧，缺少备用电源。下一步将继续做好巡查。\n\n柳园街道办事处\n2023年7月6日\n"
    )
    (done,) = data.achievements
    assert counted(done) == [("排查低洼院落", 86, "处"), ("转移群众", 152, "人"), ("备足沙袋", 3000, "条")]
    assert data.problems == ["抽水设备老旧，缺少备用电源"]
    assert data.next_steps == ["下一步将继续做好巡查"]


def test_a_briefing_on_one_line() -> None:
    data = briefing(COLLAPSED)
    assert (data.reporting_body, data.recipient) == ("市场监管局", "市人大常委会")
    assert data.period == Period("2023", "2023", "2023年")
    assert data.overview == "2023年以来，我局认真落实“四个最严”要求，守牢安全底线。"
    assert [(done.category, done.heading) for done in data.achievements] == [
        ("工作开展情况", "压实责任"), ("工作开展情况", "严格执法"),
    ]  # fmt: skip
    assert counted(data.achievements[1]) == [
        ("检查单位", 1.2, "万户次"), ("立案查处", "XX", "件"), ("罚没款", 418, "万元"),
    ]  # fmt: skip
    assert data.problems == ["小作坊点多面广，监管力量不足", "部分从业人员食品安全意识不强"]
    assert data.next_steps == ["加强日常监管", "推进社会共治"]


def test_a_written_briefing_with_torn_lines() -> None:
    data = briefing(WRITTEN)
    assert (data.reporting_body, data.signature) == ("县信访局", "县信访局")
    assert (data.recipient, data.occasion) == ("县委、县政府", None)
    assert data.period == Period("2024-01", "2024-06", "2024年上半年")
    assert data.overview is None
    (done,) = data.achievements
    assert done.actions == [
        "受理信访事项120件，办结114件，办结率95%，同比提高3个百分点。",
        "一批涉及征地拆迁的历史遗留问题得到化解。",
    ]
    assert data.problems == ["信访积案化解难度较大", "个别单位首接责任落实不到位"]
    assert data.next_steps == ["我局将逐案制定方案", "坚持源头治理", "推进信访工作法治化"]
    assert data.date == Date("2024-07-03", "2024年7月3日")


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("各位领导：\n我代表县档案局，对你们前来检查指导档案工作表示欢迎。现将情况汇报如下：\n", "检查指导档案工作"),
        ("各位领导：\n欢迎莅临我校考察之际，现将情况汇报如下：\n", "我校考察"),
        ("各位领导：\n现将情况汇报如下：\n", None),
    ],
)
def test_occasions(text: str, occasion: str | None) -> None:
    assert briefing(f"工作情况汇报\n{text}一、主要做法。建库3个。\n二、下一步。扩容。\n").occasion == occasion


@pytest.mark.parametrize("text", ["", "工作汇报\n", "情况汇报\n各位领导：\n现将情况汇报如下：\n一、\n"])
def test_empty_documents(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


@given(recorded.mixtures(SPOKEN + TRADITIONAL + COLLAPSED + WRITTEN))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


@pytest.mark.parametrize("text", [SPOKEN, TRADITIONAL, COLLAPSED, WRITTEN])
def test_truncated_documents(text: str) -> None:
    for end in range(0, len(text), 23):
        recorded.assert_sound(PARSER.parse(text[:end]))


# --- the checks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [SPOKEN, TRADITIONAL, COLLAPSED, WRITTEN])
def test_a_briefing_in_order_has_no_finding(text: str) -> None:
    assert recorded.findings(PARSER.parse(text), *CHECKED) == []


def test_figures_that_do_not_add_up() -> None:
    text = WRITTEN.replace("办结率95%", "办结率98.3%")
    assert recorded.findings(PARSER.parse(text), *CHECKED) == [("rate_mismatch", "98.3")]


# --- real documents ----------------------------------------------------------------------------------------------


def test_real_briefings_in_a_compilation(seeds: dict[str, str]) -> None:
    (text,) = (text for name, text in seeds.items() if name.startswith("003"))
    result = PARSER.parse(text)
    found = [record.data for record in result.records if record.type == KIND]
    for data in found:
        recorded.assert_spans(result.document.source.raw, data)
    introduction, spoken, written, service = found[-4:]
    assert introduction.overview.startswith("我院是一所集区域医疗")
    assert [done.ordinal for done in introduction.achievements] == [1, 2, 3, 4, 5]
    assert (spoken.reporting_body, spoken.recipient) == ("市教育局", "各位领导")
    assert spoken.occasion == "检查指导我局文明单位创建工作"
    assert [done.ordinal for done in spoken.achievements] == [1, 2, 3, 1, 2, 5, 6, 7, 8]
    assert counted(spoken.achievements[0]) == [
        ("搜集筛选文件资料", 288, "份"), ("图片", 193, "张"), ("最后形成高质量高标准的案卷", 34, "册"),
    ]  # fmt: skip
    assert ("平安单位", "市社会治安综合治理委员会") in [(honour.name, honour.grantor) for honour in spoken.honours]
    assert spoken.problems == []  # 仍然存在着一些不足, and nothing on which
    assert spoken.next_steps[0].startswith("今后,我们将严格按照上级领导的要求")
    assert written.reporting_body == "教育局"
    assert [done.ordinal for done in written.achievements] == [1, 2, 3, 4]
    assert len(written.honours) >= 9
    assert service.reporting_body == "社港镇政务服务中心"
    assert service.achievements[0].heading == "工作情况"
    assert service.next_steps == ["加强宣传引导", "进一步提升工作人员的自身素质", "扩宽公开的内容"]
