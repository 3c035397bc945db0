"""Work summaries: achievements with what was counted, honours, problems, next steps; and figures that do not add up."""

from __future__ import annotations

from typing import Any

import pytest
import recorded
from hypothesis import given

import docparse_work_summary
from docparse import Achievement, Date, Period
from docparse_work_summary.record import WorkSummary

PARSER = recorded.parser(docparse_work_summary)
KIND = "work_summary"
CHECKED = ("share_out_of_range", "total_mismatch", "rate_mismatch", "dated_before_period_end")

SUMMARY = """\
清河县水务局2024年度工作总结

2024年，在县委、县政府的正确领导下，县水务局坚持防汛抗旱并重，圆满完成了全年目标任务。现将工作情况总结如下：
一、主要工作完成情况
（一）抓工程，补短板。全年完成水利投资3.2亿元，同比增长12.5%；加固堤防18公里，改造泵站6座。新建农村供水管网120公里，农村自来水普及率达到96.8%，比上年提高2.1个百分点。
（二）抓管护，强监管。先后开展巡查48次，发现隐患35处，整改33处，整改率94.3%。查处违法案件[X]起。
（三）抓队伍，转作风。组织培训4期，培训干部210人次。2024年11月被省水利厅评为“全省河湖管理先进单位”，荣获2024年度全县目标考核一等奖。
二、存在的主要问题
一是资金投入不足。部分泵站设备老化，尚未更新。二是技术力量薄弱；三是村级管护机制不健全。
三、2025年工作打算
（一）加快推进重点工程。确保柳溪河治理6月底前完工。
（二）健全管护机制。落实巡查责任。

清河县水务局
2024年12月30日
"""

TRADITIONAL = """\
關於2023年上半年檔案工作的總結
縣委辦公室：
今年以來，我館認真落實《檔案法》，各項工作取得了新進展。現將有關情況總結如下：
一、接收徵集穩步推進
上半年接收檔案1.2萬卷，徵集照片350張，其中珍貴照片42張。
二、利用服務不斷優化
接待查檔群眾2600人次，提供檔案4100卷次，查全率達到98%。
三、工作中存在的不足及下一步打算
雖然做了一些工作，但還存在不少問題，主要是：庫房面積緊張，數字化進度較慢；專業人才缺乏。下一步，我館將抓好以下工作：一是擴建庫房。二是加快數字化，年底前完成掃描20萬頁。
縣檔案館
2023年7月5日
"""

MESSY = """\
城关镇中心小学20XX年安全工作总结 20XX年，我校在镇教育办的指导下，把安全工作放在首位，现总结如下： \
一、健全制度。修订应急预案X个，签订责任书XX份。 二、强化教育。举办安全讲座8场，参加学生3200余人次。 \
三、开展排查。排查隐患21处，已整改21处。 四、存在问题。个别教师安全意识不强，校门口交通秩序有待改善。 \
五、今后打算。继续加强家校联系，增设护学岗。
"""

DOTTED = """\
石桥乡2004年农村公路建设工作总结
2004年,我乡公路建设在县交通局的指导下,完成了预定任务.现总结如下:
一.主要做法
1.广泛发动.召开群众大会14次,张贴标语260余条.
2.多方筹资.筹集资金85.6万元,其中群众集资32万元.
二.存在的问题
1.个别路段排水不畅.
2.养护队伍不健全.
三.下步打算
1.抓好养护.
                       石桥乡人民政府
                       2004年12月16日
"""

LABELLED = """\
读书会2021年活动小结

2021年共举办沙龙26期，参加读者1400人次，比上年增加200人次。

存在不足：活动宣传较少，会员年龄结构单一。

下一步，读书会将开展线上共读。
"""

UNNUMBERED = """\
第三季度招商引资工作小结

2024年第三季度，我街道紧盯目标抓招商，取得了阶段性成效。
新签约项目7个，协议总投资12.6亿元，完成全年任务的84%。外出招商14批次，接待客商36批128人次。
在服务企业方面，走访企业52家，帮助解决用工、用地等问题23个，企业满意率达97.5%。
总的来看，工作中还存在落地进度慢等问题，主要是土地指标紧缺，要素保障不到位。
下一步，街道将全力攻坚四季度。一要盯紧在谈项目，力争新签约3个。二要优化营商环境，实行领导包联。
2024年10月8日
"""

SERIES = """\
2022年度个人述职报告
局党组：
    一年来，本人认真履行办公室主任职责，较好地完成了各项任务。现述职如下：
    一是加强学习。参加集中学习24次，撰写心得体会6篇。二是做好服务。起草文稿130余篇，其中领导讲话42篇。
    存在的不足：一是学习不够系统；二是创新意识不强。
    今后努力方向：一是持续加强学习；二是提高工作效率。
                                   述职人：张某某
                                   2022年12月28日
"""

SCHOOL = """\
清河县第一中学2023—2024学年度教学工作总结
本学年，我校以提高教学质量为中心，较好地完成了各项教学任务。现总结如下：
一、工作成效及措施
（一）教学管理方面
1. 严格落实教学常规。开展教案检查4次、听评课216节。
2. 狠抓毕业班工作。高考一本上线312人，上线率41.6%，较去年提升3.2个百分点；2名同学考入清华大学。
（二）队伍建设方面
选派教师参加培训86人次，1人获评“省特级教师”，5人获市优质课一等奖。投入经费30万元，同比增加5万元。
（三）存在问题
1. 青年教师课堂驾驭能力还需提升。
2. 分层教学落实不到位。
二、努力方向
1. 健全青蓝工程培养机制。
2. 推进精准教学改革。
二〇二四年七月十日
"""

PARAGRAPHS = """\
县文化馆2024年工作总结

2024年，县文化馆在县文旅局的指导下，圆满完成了免费开放任务。
一、工作成效
阵地服务不断优化。全年接待群众4.2万人次，开设公益课程36门。
群众活动丰富多彩。举办展演52场，惠及群众11万人次。
同时，我们也清醒地看到，工作中还存在一些不足：馆舍面积偏小，基层分馆运行不畅。
二、下一步打算
推进新馆建设。培训基层骨干。
"""


def summary(text: str) -> WorkSummary:
    data = recorded.record(PARSER.parse(text), KIND).data
    assert isinstance(data, WorkSummary)
    return data


def counted(achievement: Achievement) -> list[tuple[Any, ...]]:
    return [(found.metric, found.value, found.unit) for found in achievement.results]


# --- the record --------------------------------------------------------------------------------------------------


def test_the_frame_of_a_summary() -> None:
    data = summary(SUMMARY)
    assert data.reporting_body == data.signature == "清河县水务局"
    assert data.period == Period("2024", "2024", "2024年度")
    assert data.overview == "2024年，在县委、县政府的正确领导下，县水务局坚持防汛抗旱并重，圆满完成了全年目标任务。"
    assert data.date == Date("2024-12-30", "2024年12月30日")


def test_achievements_stand_under_their_categories() -> None:
    data = summary(SUMMARY)
    assert [(done.category, done.ordinal, done.heading) for done in data.achievements] == [
        ("主要工作完成情况", 1, "抓工程，补短板"),
        ("主要工作完成情况", 2, "抓管护，强监管"),
        ("主要工作完成情况", 3, "抓队伍，转作风"),
    ]
    assert data.achievements[1].actions == [
        "先后开展巡查48次，发现隐患35处，整改33处，整改率94.3%。", "查处违法案件[X]起。",
    ]  # fmt: skip


def test_results_of_achievements() -> None:
    first, second, third = summary(SUMMARY).achievements
    assert counted(first) == [
        ("完成水利投资", 3.2, "亿元"), ("加固堤防", 18, "公里"), ("改造泵站", 6, "座"),
        ("新建农村供水管网", 120, "公里"), ("农村自来水普及率", 96.8, "%"),
    ]  # fmt: skip
    comparisons = [found.comparison for found in first.results]
    assert [growth and (growth.basis, growth.value, growth.unit) for growth in comparisons] == [
        ("同比", 12.5, "%"), None, None, None, ("比上年", 2.1, "个百分点"),
    ]  # fmt: skip
    assert counted(second)[-2:] == [("整改率", 94.3, "%"), ("查处违法案件", "[X]", "起")]
    assert counted(third) == [("组织培训", 4, "期"), ("培训干部", 210, "人次")]


def test_honours_problems_and_next_steps() -> None:
    data = summary(SUMMARY)
    assert [(honour.name, honour.grantor, honour.year) for honour in data.honours] == [
        ("全省河湖管理先进单位", "省水利厅", 2024),
        ("2024年度全县目标考核一等奖", None, 2024),
    ]
    assert data.problems == ["资金投入不足", "技术力量薄弱", "村级管护机制不健全"]
    assert data.next_steps == ["加快推进重点工程", "健全管护机制"]


def test_dots_for_full_stops() -> None:
    data = summary(DOTTED)
    assert data.overview == "2004年,我乡公路建设在县交通局的指导下,完成了预定任务."
    first, second = data.achievements
    assert (first.heading, first.actions) == ("广泛发动", ["召开群众大会14次,张贴标语260余条."])
    assert counted(second) == [("筹集资金", 85.6, "万元"), ("群众集资", 32, "万元")]
    assert data.problems == ["个别路段排水不畅", "养护队伍不健全"]
    assert (data.next_steps, data.signature) == (["抓好养护"], "石桥乡人民政府")


def test_a_short_summary_with_labels() -> None:
    data = summary(LABELLED)
    (done,) = data.achievements
    assert counted(done) == [("举办沙龙", 26, "期"), ("参加读者", 1400, "人次")]
    assert data.problems == ["活动宣传较少，会员年龄结构单一"]
    assert data.next_steps == ["下一步，读书会将开展线上共读"]


def test_who_signs_is_no_plan_and_lessons_are_no_achievements() -> None:
    data = summary(
        "地质系二〇〇一年野外实习工作总结\n二〇〇一年，在教务处的指导下，实习圆满完成。\n一、实习情况\n共组织野外实习六十八次。\n"
        "二、几点体会\n准备充分是前提。\n三、今后打算\n1．增设实习基地。\n2．更新仪器。\n\n地质系\n二〇〇一年十二月三日\n"
    )
    assert [done.heading for done in data.achievements] == ["实习情况"]
    assert counted(data.achievements[0]) == [("组织野外实习", 68, "次")]
    assert data.next_steps == ["增设实习基地", "更新仪器"]
    assert (data.reporting_body, data.signature) == ("地质系", "地质系")


def test_the_first_of_what_a_sentence_announces_falls_short_whatever_its_words() -> None:
    text = PARAGRAPHS.replace("一些不足：馆舍面积偏小，基层分馆运行不畅。", "一些短板：一是历史包袱重；二是馆舍偏小。")
    assert summary(text.replace("我们也清醒地看到，工作中还存在", "工作中也还存在")).problems == [
        "历史包袱重",
        "馆舍偏小",
    ]


def test_a_heading_with_a_colon_is_no_part_of_what_was_done() -> None:
    done = summary(TRADITIONAL.replace("一、接收徵集穩步推進\n", "一、接收徵集：")).achievements[0]
    assert (done.heading, done.actions[0][:4]) == ("接收徵集", "上半年接")


def test_a_date_at_the_end_of_a_line_that_nobody_signs() -> None:
    assert summary(MESSY.rstrip() + " 2021年1月8日").date == Date("2021-01-08", "2021年1月8日")


def test_traditional_characters() -> None:
    data = summary(TRADITIONAL)
    assert data.reporting_body == "縣檔案館"
    assert data.period == Period("2023-01", "2023-06", "2023年上半年")
    assert data.overview == "今年以來，我館認真落實《檔案法》，各項工作取得了新進展。"
    assert [done.heading for done in data.achievements] == ["接收徵集穩步推進", "利用服務不斷優化"]
    assert counted(data.achievements[0]) == [
        ("接收檔案", 1.2, "萬卷"), ("徵集照片", 350, "張"), ("珍貴照片", 42, "張"),
    ]  # fmt: skip
    assert data.problems == ["庫房面積緊張，數字化進度較慢", "專業人才缺乏"]
    assert data.next_steps == ["擴建庫房", "加快數字化，年底前完成掃描20萬頁"]
    assert data.date == Date("2023-07-05", "2023年7月5日")


def test_a_summary_on_one_line_with_masked_numbers() -> None:
    data = summary(MESSY)
    assert data.reporting_body == "城关镇中心小学"
    assert data.period == Period("20XX", "20XX", "20XX年")
    assert data.overview == "20XX年，我校在镇教育办的指导下，把安全工作放在首位"
    assert [done.heading for done in data.achievements] == ["健全制度", "强化教育", "开展排查"]
    assert [counted(done) for done in data.achievements] == [
        [("修订应急预案", "X", "个"), ("签订责任书", "XX", "份")],
        [("举办安全讲座", 8, "场"), ("参加学生", 3200, "人次")],
        [("排查隐患", 21, "处"), ("整改", 21, "处")],
    ]
    assert data.problems == ["个别教师安全意识不强，校门口交通秩序有待改善"]
    assert data.next_steps == ["继续加强家校联系，增设护学岗"]
    assert (data.signature, data.date) == (None, None)


def test_a_summary_without_sections() -> None:
    data = summary(UNNUMBERED)
    assert data.period == Period("2024-07", "2024-09", "2024年第三季度")
    assert [counted(done) for done in data.achievements] == [
        [
            ("新签约项目", 7, "个"), ("协议总投资", 12.6, "亿元"), ("完成全年任务", 84, "%"), ("外出招商", 14, "批次"),
            ("接待客商", 36, "批"), ("接待客商", 128, "人次"),
        ],
        [("走访企业", 52, "家"), ("帮助解决用工、用地等问题", 23, "个"), ("企业满意率", 97.5, "%")],
    ]  # fmt: skip
    assert data.problems == ["总的来看，工作中还存在落地进度慢等问题，主要是土地指标紧缺，要素保障不到位"]
    assert data.next_steps == [
        "下一步，街道将全力攻坚四季度", "盯紧在谈项目，力争新签约3个", "优化营商环境，实行领导包联",
    ]  # fmt: skip


def test_a_summary_in_series() -> None:
    data = summary(SERIES)
    assert data.overview == "一年来，本人认真履行办公室主任职责，较好地完成了各项任务。"
    assert [(done.ordinal, done.heading) for done in data.achievements] == [(1, "加强学习"), (2, "做好服务")]
    assert data.problems == ["学习不够系统", "创新意识不强"]
    assert data.next_steps == ["持续加强学习", "提高工作效率"]


def test_frames_inside_frames_and_a_school_year() -> None:
    result = PARSER.parse(SCHOOL)
    data = recorded.record(result, KIND).data
    assert (data.reporting_body, data.period) == ("清河县第一中学", Period("2023", "2024", "2023—2024学年度"))
    assert [(done.category, done.ordinal, done.heading) for done in data.achievements] == [
        ("教学管理方面", 1, "严格落实教学常规"), ("教学管理方面", 2, "狠抓毕业班工作"), ("工作成效及措施", 2, "队伍建设方面"),
    ]  # fmt: skip
    assert counted(data.achievements[1]) == [("高考一本上线", 312, "人"), ("上线率", 41.6, "%"), ("同学", 2, "名")]
    assert counted(data.achievements[2]) == [("选派教师参加培训", 86, "人次"), ("投入经费", 30, "万元")]
    assert [honour.name for honour in data.honours] == ["省特级教师", "市优质课一等奖"]
    assert data.problems == ["青年教师课堂驾驭能力还需提升", "分层教学落实不到位"]
    assert data.next_steps == ["健全青蓝工程培养机制", "推进精准教学改革"]
    assert data.date == Date("2024-07-10", "二〇二四年七月十日")
    assert recorded.findings(result, *CHECKED) == []


def test_paragraphs_that_begin_with_their_heading() -> None:
    data = summary(PARAGRAPHS)
    assert [(done.category, done.heading) for done in data.achievements] == [
        ("工作成效", "阵地服务不断优化"), ("工作成效", "群众活动丰富多彩"),
    ]  # fmt: skip
    assert counted(data.achievements[1]) == [("举办展演", 52, "场"), ("惠及群众", 11, "万人次")]
    assert data.problems == ["馆舍面积偏小，基层分馆运行不畅"]
    assert data.next_steps == ["推进新馆建设", "培训基层骨干"]


@pytest.mark.parametrize(
    ("title", "body", "period"),
    [
        ("清河县水务局2024年度工作总结", "清河县水务局", "2024年度"),
        ("2024年县委宣传部思想文化工作总结", "县委宣传部", "2024年"),
        ("市人民医院关于2023年上半年行风建设工作的总结", "市人民医院", "2023年上半年"),
        ("县民政局2023年工作总结及2024年工作计划", "县民政局", "2023年"),
        ("柳林镇中心小学二〇二四年教学工作总结", "柳林镇中心小学", "二〇二四年"),
        ("××街道办事处20××年工作总结", "××街道办事处", "20××年"),
        ("教育系统2024年1—6月工作总结", None, "2024年1—6月"),
        ("工作总结", None, None),
    ],
)
def test_who_reports_and_on_what_time(title: str, body: str | None, period: str | None) -> None:
    text = f"{title}\n在上级的领导下，各项工作圆满完成。\n一、加强管理。开展检查3次。\n二、存在的问题。人手不足。\n"
    data = summary(text)
    assert data.reporting_body == body
    assert (data.period and data.period.raw) == period


@pytest.mark.parametrize("heading", ["聚焦突出问题，推动整改落实", "着力解决群众困难", "人才短板加快补齐"])
def test_headings_that_only_speak_of_problems(heading: str) -> None:
    data = summary(
        f"县水务局2024年工作总结\n在上级领导下，工作圆满完成。\n一、{heading}。走访3次。\n二、抓好防汛。备料。\n"
    )
    assert [done.heading for done in data.achievements] == [heading, "抓好防汛"]
    assert data.problems == []


@pytest.mark.parametrize("text", ["", "工作总结\n", "县水务局2024年工作总结\n在上级领导下，荣获先进。\n一、\n二、\n"])
def test_empty_documents(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


@given(recorded.mixtures(SUMMARY + TRADITIONAL + MESSY + UNNUMBERED + SCHOOL + PARAGRAPHS))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


@pytest.mark.parametrize("text", [SUMMARY, TRADITIONAL, MESSY, UNNUMBERED])
def test_truncated_documents(text: str) -> None:
    for end in range(0, len(text), 23):
        recorded.assert_sound(PARSER.parse(text[:end]))


# --- the checks --------------------------------------------------------------------------------------------------


def findings(sentence: str, dated: str = "2025年1月8日") -> list[tuple[str, str]]:
    text = f"县水务局2024年工作总结\n在上级领导下，工作圆满完成。\n一、抓好服务。{sentence}\n二、抓好防汛。备料。\n县水务局\n{dated}\n"
    return recorded.findings(PARSER.parse(text), *CHECKED)


@pytest.mark.parametrize("text", [SUMMARY, TRADITIONAL, MESSY, UNNUMBERED, SERIES])
def test_a_summary_in_order_has_no_finding(text: str) -> None:
    found = recorded.findings(PARSER.parse(text), *CHECKED)
    assert [code for code, _ in found if code != "dated_before_period_end"] == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("群众满意率达到103%。", [("share_out_of_range", "103")]),
        ("群众满意率同比增长103%。", []),
        ("任务完成率达到103%。", []),
        ("投诉量占总量的112%。", [("share_out_of_range", "112")]),
        ("群众满意率达到X%。", []),
        ("处理来信50件、来访80件，共计140件。", [("total_mismatch", "140件")]),
        ("处理来信50件、来访80件，共计130件。", []),
        ("处理来信50余件、来访80件，共计140件。", []),
        ("处理来信50件、来访80人次，共计140件。", []),
        ("接待群众320人，其中男200人、女110人。", [("total_mismatch", "320人")]),
        ("接待群众320人，其中男200人、女120人。", []),
        ("接待群众320人，其中老人200人、农民220人。", [("total_mismatch", "320人")]),
        ("接待群众320人，其中老人200人，培训骨干40人。", []),
        ("化解积案30件，其中上级交办35件。", [("total_mismatch", "30件")]),
        ("受理事项120件，办结114件，办结率98.3%。", [("rate_mismatch", "98.3")]),
        ("受理事项120件，办结118件，办结率98.3%。", []),
        ("受理事项120件，办结118件，办结率98%。", []),
        ("受理事项120余件，办结114件，办结率98.3%。", []),
        ("受理事项X件，办结114件，办结率98.3%。", []),
        ("走访企业50家，发现隐患120处，整改110处，整改率91.7%。", []),
    ],
)
def test_figures_that_do_not_add_up(sentence: str, found: list[tuple[str, str]]) -> None:
    assert findings(sentence) == found


@pytest.mark.parametrize(
    ("dated", "found"),
    [("2024年10月8日", True), ("2024年12月3日", False), ("2025年1月8日", False), ("20XX年1月8日", False)],
)
def test_a_date_before_the_period_ended(dated: str, found: bool) -> None:
    assert findings("备料。", dated) == ([("dated_before_period_end", dated)] if found else [])


# --- real documents ----------------------------------------------------------------------------------------------


def test_a_real_summary_with_masked_numbers(seeds: dict[str, str]) -> None:
    (text,) = (text for name, text in seeds.items() if name.startswith("000"))
    result = PARSER.parse(text)
    data = recorded.record(result, KIND).data
    assert (data.reporting_body, data.period.raw) == ("局办公室", "2025年")
    assert [done.ordinal for done in data.achievements] == [1, 2, 1, 2, 3, 1, 2]
    assert len({done.category for done in data.achievements}) == 3
    assert counted(data.achievements[3]) == [
        ("开展专项督查", "X", "次"), ("下发督办通知单", "X", "份"), ("学校校舍加固改造", "X", "所"),
        ("推动解决各类问题", "X", "个"), ("追缴违规资金", "X", "万元"), ("移交纪委问题线索", "X", "个"),
        ("党纪政务处分", "X", "人"),
    ]  # fmt: skip
    assert {value for done in data.achievements for _, value, _ in counted(done)} == {"X"}
    assert (data.problems, data.next_steps, data.signature, data.date) == ([], [], None, None)
    assert recorded.findings(result, *CHECKED) == []


def test_a_real_summary_in_a_compilation(seeds: dict[str, str]) -> None:
    (text,) = (text for name, text in seeds.items() if name.startswith("003"))
    result = PARSER.parse(text)
    (found,) = (
        record for record in result.records if record.type == KIND and record.data.signature == "小官庄镇国土资源所"
    )
    recorded.assert_spans(result.document.source.raw, found.data)
    assert found.data.date == Date("2008-11-17", "二OO八年十一月十七日")
    assert [done.ordinal for done in found.data.achievements] == [1, 2, 3, 4]
    assert [(honour.name, honour.grantor) for honour in found.data.honours] == [
        ("市级文明单位", "扬州市政府"), ("青年文明号", "共青团省委"),
    ]  # fmt: skip
    assert found.data.problems == []  # 还有不到之处, and nothing on which
    assert len(found.data.next_steps) == 1


def test_parts_that_make_the_total_are_followed_by_others() -> None:
    text = SUMMARY.replace("改造泵站6座。", "改造泵站6座。实施项目30个，其中续建项目12个，新建项目18个，已完工22个。")
    assert recorded.findings(PARSER.parse(text), *CHECKED) == []
