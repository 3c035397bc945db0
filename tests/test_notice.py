"""Notices: who writes to whom, about what, what is asked for and until when, and the meeting that is called."""

from __future__ import annotations

from pathlib import Path

import pytest
import recorded
from hypothesis import given

import docparse_notice
from docparse import Cited, Date
from docparse_notice.record import Notice

PARSER = recorded.parser(docparse_notice)
KIND = "notice"
CHECKED = ("closing_formula_mismatch", "deadline_before_date", "meeting_without_place")

MEETING = """\
清河县教育局文件
清教发〔2024〕8号

清河县教育局
关于召开全县中小学校园安全工作会议的通知

各乡镇中心学校，县直各学校：
为深刻吸取教训，根据县安委会工作部署和《中小学校园安全管理办法》（清政发〔2023〕15号）要求，经研究，决定召开全县中小学校园安全工作会议。现将有关事项通知如下：
一、会议时间
2024年3月12日（星期二）上午9:00，会期半天。
二、会议地点
县教育局三楼会议室。
三、参会人员
各乡镇中心学校校长、县直各学校校长，局机关有关股室负责人。
四、会议内容
（一）通报近期校园安全检查情况。
（二）部署春季安全工作。
五、有关要求
（一）请各单位于3月10日前将参会回执报局办公室。
（二）参会人员要提前10分钟入场，不得迟到早退。
特此通知。

附件：1.参会回执
2.座位安排表
（联系人：李某，联系电话：0719-1234567，邮箱：qhjy@example.com）
清河县教育局
2024年3月5日
"""

HANDED_ON = """\
临江市人民政府办公室文件
临政办函〔2024〕37号                     签发人：魏某

临江市人民政府办公室
关于转发市应急局《2024年冬春火灾防控工作方案》的通知

各县（市、区）人民政府，市政府各部门、各直属单位：
市应急局制定的《2024年冬春火灾防控工作方案》已经市政府同意，现转发给你们，请结合实际认真贯彻落实。
各地要于12月15日前将实施方案报市应急局，全年总结于1月10日前报送。

附件：2024年冬春火灾防控工作方案

                              临江市人民政府办公室
                                2024年11月20日
（此件公开发布）
抄送：市委办公室。
"""

TRADITIONAL = """\
雲水縣水利局關於召開河長制工作推進會的通知
各鄉鎮水利站、局屬各單位：
定於6月3日下午2：30在縣水利局二樓會議室召開河長制工作推進會。現將有關事項通知如下：
1、參加人員：各站站長、各單位負責人。
2、會議要求：請於5月31日前報名單。
特此通知。
聯繫人：何某  電話：7654321
雲水縣水利局
二〇二四年五月二十七日
"""

FLAT = (
    "清河县教育局关于做好2024年秋季学期开学工作的通知清教发〔2024〕45号各乡镇中心学校，县直各学校："
    "为确保秋季开学工作平稳有序，现就有关事项通知如下：一、抓好开学准备。各校要在8月25日前完成校舍安全排查。"
    "二、规范招生行为。严禁违规收取赞助费。三、做好控辍保学。对失学儿童应逐一劝返。特此通知。清河县教育局2024年8月10日"
)

MESSY = """\
青山大学关于举办2025年教学能力提升培训班的通知
各学院、各部门：
    为提升青年教师教学能力，根据《青山大学教师发展规划》安排，经学校研究，决定举办2025年教学能力提升培训班。现就有关事项通知如下。
一、培训时间和地点
时 间：1月8日（周三）下午2:30—5:00
地 点：图书馆报告厅
二、参训人员
近三年新入职教师。
- 1 -
三、其他事项
请各学院高度重视教师发展工作，认真组织符合条件的青年教师报名参加本次培训，并统筹安排好教学任务，于1月3日前将报名表发
至邮箱。
参训人员应提前15分钟签到，无特殊情况不得请假。
联系人：钱某 0571-88001XXX，E-mail：jsfz@qingshan.edu.cn
青山大学
2024年12月20日
"""


def notice(text: str) -> Notice:
    data = recorded.record(PARSER.parse(text), KIND).data
    assert isinstance(data, Notice)
    return data


def about(title: str, text: str = "现将有关事项通知如下。") -> Notice:
    return notice(f"{title}\n各乡镇人民政府：\n{text}\n特此通知。\n清河县水务局\n2024年3月5日\n")


# --- the record --------------------------------------------------------------------------------------------------


def test_header_and_ending() -> None:
    data = notice(MEETING)
    assert data.title == "清河县教育局关于召开全县中小学校园安全工作会议的通知"
    assert data.number == "清教发〔2024〕8号"
    assert data.issuers == ["清河县教育局"]
    assert data.recipients == ["各乡镇中心学校", "县直各学校"]
    assert data.attachments == ["参会回执", "座位安排表"]
    assert data.signature == "清河县教育局"
    assert data.date == Date("2024-03-05", "2024年3月5日")


def test_what_it_rests_on() -> None:
    (basis,) = notice(MEETING).basis
    assert basis.text == "县安委会工作部署和《中小学校园安全管理办法》（清政发〔2023〕15号）要求"
    assert basis.documents == [Cited("中小学校园安全管理办法", "清政发〔2023〕15号")]


def test_the_meeting_that_is_called() -> None:
    data = notice(MEETING)
    assert data.matter == "召开会议"
    meeting = data.meeting
    assert meeting
    assert meeting.time == Date("2024-03-12", "2024年3月12日（星期二）上午9:00")
    assert meeting.place == "县教育局三楼会议室"
    assert meeting.attendees == "各乡镇中心学校校长、县直各学校校长，局机关有关股室负责人"
    assert meeting.requirements == [
        "请各单位于3月10日前将参会回执报局办公室。",
        "参会人员要提前10分钟入场，不得迟到早退。",
    ]
    assert data.requirements == meeting.requirements
    assert data.deadlines == [Date("2024-03-10", "3月10日前")]


def test_whom_to_ask() -> None:
    contact = notice(MEETING).contact
    assert contact
    assert (contact.name, contact.phone, contact.email) == ("李某", "0719-1234567", "qhjy@example.com")


def test_a_document_that_is_handed_on() -> None:
    data = notice(HANDED_ON)
    assert data.title == "临江市人民政府办公室关于转发市应急局《2024年冬春火灾防控工作方案》的通知"
    assert (data.number, data.issuers) == ("临政办函〔2024〕37号", ["临江市人民政府办公室"])
    assert data.recipients == ["各县（市、区）人民政府", "市政府各部门", "各直属单位"]
    assert data.matter == "转发"
    carried = data.carried_document
    assert carried
    assert (carried.title, carried.genre) == ("2024年冬春火灾防控工作方案", "implementation_plan")
    assert data.requirements == ["各地要于12月15日前将实施方案报市应急局，全年总结于1月10日前报送。"]
    assert data.deadlines == [Date("2024-12-15", "12月15日前"), Date("2025-01-10", "1月10日前")]
    assert data.attachments == ["2024年冬春火灾防控工作方案"]
    assert (data.signature, data.date) == ("临江市人民政府办公室", Date("2024-11-20", "2024年11月20日"))
    assert data.meeting is None
    assert data.basis == []


def test_traditional_characters() -> None:
    data = notice(TRADITIONAL)
    assert data.issuers == ["雲水縣水利局"]
    assert data.recipients == ["各鄉鎮水利站", "局屬各單位"]
    assert data.matter == "召开会议"
    meeting, contact = data.meeting, data.contact
    assert meeting
    assert meeting.time == Date("2024-06-03", "6月3日下午2：30")
    assert (meeting.place, meeting.attendees) == ("縣水利局二樓會議室", "各站站長、各單位負責人")
    assert meeting.requirements == data.requirements == ["請於5月31日前報名單。"]
    assert data.deadlines == [Date("2024-05-31", "5月31日前")]
    assert contact
    assert (contact.name, contact.phone, contact.email) == ("何某", "7654321", None)
    assert (data.signature, data.date) == ("雲水縣水利局", Date("2024-05-27", "二〇二四年五月二十七日"))


def test_text_without_breaks() -> None:
    data = notice(FLAT)
    assert data.title == "清河县教育局关于做好2024年秋季学期开学工作的通知"
    assert (data.number, data.issuers) == ("清教发〔2024〕45号", ["清河县教育局"])
    assert data.recipients == ["各乡镇中心学校", "县直各学校"]
    assert data.matter == "部署工作"
    assert data.requirements == [
        "各校要在8月25日前完成校舍安全排查。", "严禁违规收取赞助费。", "对失学儿童应逐一劝返。",
    ]  # fmt: skip
    assert data.deadlines == [Date("2024-08-25", "8月25日前")]
    assert (data.signature, data.date) == ("清河县教育局", Date("2024-08-10", "2024年8月10日"))


def test_torn_lines_spaced_labels_and_a_day_of_the_next_year() -> None:
    data = notice(MESSY)
    (basis,) = data.basis
    assert basis.text == "《青山大学教师发展规划》安排"
    meeting, contact = data.meeting, data.contact
    assert meeting
    assert meeting.time == Date("2025-01-08", "1月8日（周三）下午2:30—5:00")
    assert (meeting.place, meeting.attendees) == ("图书馆报告厅", "近三年新入职教师")
    assert data.requirements == [
        "请各学院高度重视教师发展工作，认真组织符合条件的青年教师报名参加本次培训，并统筹安排好教学任务，于1月3日前将报名表发至邮箱。", "参训人员应提前15分钟签到，无特殊情况不得请假。",
    ]  # fmt: skip
    assert meeting.requirements == data.requirements
    assert data.deadlines == [Date("2025-01-03", "1月3日前")]
    assert contact
    assert (contact.name, contact.phone, contact.email) == ("钱某", "0571-88001XXX", "jsfz@qingshan.edu.cn")
    assert data.signature == "青山大学"


@pytest.mark.parametrize(
    ("title", "matter", "carried"),
    [
        ("清河县水务局关于印发《河道巡查办法》的通知", "印发", "河道巡查办法"),
        ("清河县水务局关于印发2024年水利工作要点的通知", "印发", "2024年水利工作要点"),
        ("清河县人民政府批转县水务局关于河道清淤意见的通知", "批转", "县水务局关于河道清淤意见"),
        ("关于转发《县水务局关于印发巡查办法的通知》的通知", "转发", "县水务局关于印发巡查办法的通知"),
        ("关于发布2024年水价标准的通知", "印发", "2024年水价标准"),
        ("关于做好新修订办法印发后学习宣传工作的通知", "部署工作", None),
        ("关于召开防汛工作会议的通知", "召开会议", None),
        ("关于举办水法知识讲座的通知", "部署工作", None),
        ("关于做好代表大会召开期间供水保障的通知", "部署工作", None),
        ("关于王某等同志任免职的通知", "任免", None),
        ("关于调整县河长办组成人员的通知", "任免", None),
    ],
)
def test_matters(title: str, matter: str, carried: str | None) -> None:
    data = about(title)
    assert data.matter == matter
    assert (data.carried_document.title if data.carried_document else None) == carried


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("根据《河道管理条例》，制定如下措施。", ["《河道管理条例》"]),
        ("为保障供水，按照县政府第3次常务会议要求，现就有关事项通知如下。", ["县政府第3次常务会议要求"]),
        ("县政府决定，根据新形势，调整巡查频次。", ["新形势"]),
        ("各乡镇要按照分工，现场督办。", []),
        ("根据监测，水位偏高。", []),
        ("去年以来，各地按照要求，清理河道。", []),
    ],
)
def test_what_decides_rests_on_something(text: str, basis: list[str]) -> None:
    assert [found.text for found in about("关于开展河道清理的通知", text).basis] == basis


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("各乡镇要加强巡查。", True),
        ("请于月底前报送。", True),
        ("有关单位应及时上报。", True),
        ("不得隐瞒不报。", True),
        ("这项工作十分重要。", False),
        ("确有需要的，可以延期。", False),
        ("县应急局已作部署。", False),
        ("主要内容见附件。", False),
        ("现将方案印发给你们，请认真贯彻执行。", False),
    ],
)
def test_what_is_asked_for(text: str, asked: bool) -> None:
    assert about("关于开展河道清理的通知", text).requirements == ([text] if asked else [])


def test_a_label_below_the_last_requirement_is_none() -> None:
    data = about(
        "关于召开防汛会议的通知",
        "时间：3月12日。\n一、有关要求\n1.请准时参会。\n2.不得请假。\n联系人：王某，电话：5551234",
    )
    assert data.meeting
    assert data.meeting.requirements == ["请准时参会。", "不得请假。"]


def test_a_time_in_a_notice_that_calls_no_meeting() -> None:
    data = about(
        "关于开展河道清理的通知", "现将有关事项通知如下：\n一、时间安排\n2024年4月1日至30日。\n二、巡查要求\n每日巡查。"
    )
    assert data.meeting is None


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("请于每年2月底前报送。", None),
        ("请于2月10日前报送。", Date("2024-02-10", "2月10日前")),
        ("请于明年1月底前报送。", Date("2025-01", "明年1月底前")),
        ("请于4月10日前报送。", Date("2024-04-10", "4月10日前")),
        ("请于4月10日下班前报送。", Date("2024-04-10", "4月10日下班前")),
        ("请于4月10日下午5:30前报送。", Date("2024-04-10", "4月10日下午5:30前")),
    ],
)
def test_deadlines(text: str, deadline: Date | None) -> None:
    assert about("关于开展河道清理的通知", text).deadlines == ([deadline] if deadline else [])


# --- robustness --------------------------------------------------------------------------------------------------


def test_what_is_not_said_is_null() -> None:
    data = notice("通知\n现将有关事项通知如下：\n特此通知。\n")
    assert (data.number, data.contact, data.meeting, data.signature, data.date) == (None, None, None, None, None)
    assert (data.recipients, data.requirements, data.deadlines, data.attachments) == ([], [], [], [])


@pytest.mark.parametrize("text", [MEETING, HANDED_ON, TRADITIONAL, FLAT, MESSY])
def test_truncated_notices_are_read(text: str) -> None:
    for end in range(0, len(text), 17):
        recorded.assert_sound(PARSER.parse(text[:end]))


@given(recorded.mixtures(MEETING + HANDED_ON + MESSY))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


# --- read again with documents of other offices -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("addressed", "names"),
    [
        ("各鄉鎮人民政府，縣直有關單位", ["各鄉鎮人民政府", "縣直有關單位"]),
        ("各街道办事处，区政府各委、办、局", ["各街道办事处", "区政府各委、办、局"]),
    ],
)
def test_bodies_that_are_one(addressed: str, names: list[str]) -> None:
    text = f"关于清查库房的通知\n\n{addressed}：\n现将有关事项通知如下。\n特此通知。\n县水务局\n2024年3月5日\n"
    assert notice(text).recipients == names


def test_what_is_handed_on_keeps_the_noun_that_is_said_once() -> None:
    carried = about("河口市教育局转发省教育厅关于做好秋季开学工作的通知", "现转发给你们。").carried_document
    assert carried
    assert carried.title == "省教育厅关于做好秋季开学工作的通知"
    carried = about("县政府批转县水利局关于加强水库管理意见的通知", "现批转给你们。").carried_document
    assert carried
    assert carried.title == "县水利局关于加强水库管理意见"


def test_a_letterhead_is_no_title() -> None:
    data = notice(
        "滨海学院教务处\n\n教务处关于期末考试安排的通知\n各学院：\n现就有关事项通知如下：\n一、考试组织\n"
        "请各学院于12月17日（周五）下班前报送安排表。\n二、试卷\n试卷须命制两套。\n未尽事宜，请与考务科联系。\n"
        "（联系人及电话：孙涛，010—64463027）\n教务处\n2021年12月6日\n"
    )
    assert (data.title, data.issuers) == ("教务处关于期末考试安排的通知", ["教务处"])
    assert data.deadlines == [Date("2021-12-17", "12月17日（周五）下班前")]
    assert data.requirements == ["请各学院于12月17日（周五）下班前报送安排表。", "试卷须命制两套。"]
    assert data.contact
    assert (data.contact.name, data.contact.phone) == ("孙涛", "010—64463027")


def test_a_notice_without_breaks_that_prints_what_it_hands_on() -> None:
    data = notice(
        "区政府办公室关于印发《城市更新行动计划（2023—2025年）》的通知 青政办发〔2023〕17号 各镇人民政府，区政府各委、办、局： "
        "《城市更新行动计划（2023—2025年）》已经区政府同意，现印发给你们，请认真组织实施。 区政府办公室 2023年5月16日 "
        "城市更新行动计划（2023—2025年） 一、总体要求 坚持以人为本。 二、重点任务 每年改造20个小区。 三、保障措施 加强统筹。"
    )
    assert data.title == "区政府办公室关于印发《城市更新行动计划（2023—2025年）》的通知"
    assert data.recipients == ["各镇人民政府", "区政府各委、办、局"]
    assert data.carried_document
    assert data.carried_document.title == "城市更新行动计划（2023—2025年）"


def test_one_contact_of_several_and_a_short_number() -> None:
    data = about(
        "关于举办培训班的通知", "培训时间：3月14日\n培训对象：各站站长。\n联 系 人：肖 敏　谢志刚\n联系电话：96390"
    )
    assert data.meeting
    assert data.meeting.attendees == "各站站长"
    assert data.contact
    assert (data.contact.name, data.contact.phone) == ("肖 敏", "96390")


# --- the checks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [MEETING, HANDED_ON, TRADITIONAL, FLAT, MESSY])
def test_notices_in_order_have_no_finding(text: str) -> None:
    assert recorded.findings(PARSER.parse(text), *CHECKED) == []


@pytest.mark.parametrize(
    ("formula", "found"),
    [("特此通告。", ["特此通告"]), ("特此报告。", ["特此报告"]), ("特此通知。", []), ("请认真贯彻执行。", [])],
)
def test_the_formula_of_another_type(formula: str, found: list[str]) -> None:
    text = f"关于开展河道清理的通知\n各乡镇人民政府：\n现就有关事项通知如下：\n一、巡查\n二、清理\n{formula}\n清河县水务局\n2024年3月5日\n"
    assert recorded.findings(PARSER.parse(text), *CHECKED) == [("closing_formula_mismatch", said) for said in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [("2023年4月10日前", True), ("2月10日前", True), ("4月10日前", False), ("每年1月10日前", False)],
)
def test_a_deadline_before_the_date(text: str, found: bool) -> None:
    said = f"关于开展河道清理的通知\n各乡镇人民政府：\n请于{text}报送。\n特此通知。\n清河县水务局\n2024年3月5日\n"
    expected = [("deadline_before_date", text)] if found else []
    assert recorded.findings(PARSER.parse(said), *CHECKED) == expected


@pytest.mark.parametrize(("place", "found"), [("", True), ("地点：县水务局。", False)])
def test_a_meeting_without_place(place: str, found: bool) -> None:
    said = f"关于召开防汛会议的通知\n各乡镇人民政府：\n现将有关事项通知如下：\n时间：2024年3月12日。\n{place}\n特此通知。\n"
    assert [code for code, _ in recorded.findings(PARSER.parse(said), *CHECKED)] == ["meeting_without_place"] * found


# --- whole documents ---------------------------------------------------------------------------------------------


def real(shared: Path, name: str) -> Notice:
    return notice((shared / "corpus" / name).read_bytes().decode("utf-8"))


def test_a_real_notice_in_one_line(shared: Path) -> None:
    data = real(shared, "dev/d09.txt")
    assert data.title == "关于落实全面从严治团要求进一步规范团费收缴工作的通知"
    assert (data.number, data.issuers) == ("鲁直机团工字〔2021〕3号", ["共青团山东省省直机关工作委员会"])
    assert data.recipients == ["省直各部门单位机关团委", "直属团总支（支部）"]
    (basis,) = data.basis
    assert [cited.title for cited in basis.documents] == [
        "团章", "关于中国共产主义青年团团费收缴、使用和管理的规定",
    ]  # fmt: skip
    assert [due.raw for due in data.deadlines] == ["2月28日前"]


def test_a_real_notice_of_a_group(shared: Path) -> None:
    data = real(shared, "govcn/59.txt")
    assert data.number == "国办函〔2018〕74号"
    assert data.recipients == ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"]
    assert (data.matter, data.signature) == ("任免", "国务院办公厅")
    assert [basis.text for basis in data.basis] == ["机构设置、人员变动情况和工作需要"]
    assert data.date == Date("2018-11-05", "2018年11月5日")


def test_a_real_notice_that_hands_on(shared: Path) -> None:
    data = real(shared, "govcn/51.txt")
    assert data.matter == "转发"
    assert data.carried_document
    assert data.carried_document.title == "国家地震局关于1997年地震趋势和加强防震减灾工作意见报告"


def test_a_real_notice_of_1981(shared: Path) -> None:
    data = real(shared, "govcn/40.txt")
    assert data.deadlines == [Date("1981-06", "六月底前")]
    assert [asked[:10] for asked in data.requirements] == [
        "有关省、市、自治区应", "各地应于六月底前将落", "各有关部门必须密切配", "对弄虚作假冒领奖售粮",
    ]  # fmt: skip


def test_real_notices_have_no_finding(shared: Path) -> None:
    paths = sorted(path for folder in ("dev", "govcn") for path in (shared / "corpus" / folder).glob("*.txt"))
    for path in paths:
        result = PARSER.parse(path.read_bytes().decode("utf-8"))
        recorded.assert_sound(result)
        assert recorded.findings(result, *CHECKED) == [], path.name


def test_what_was_done_before_a_day_is_no_deadline() -> None:
    text = (
        "关于开展校车检查的通知\n各学校：\n各校已于4月底前完成自查，现就有关事项通知如下：\n一、检查内容\n"
        "4月底前自查发现的问题。\n二、要求\n各校要于9月25日前上报。\n特此通知。\n临水县教育局\n2018年9月3日\n"
    )
    assert [due.raw for due in notice(text).deadlines] == ["4月底前", "9月25日前"]
    assert recorded.findings(PARSER.parse(text), *CHECKED) == []
    late = text.replace("9月25日", "8月25日")
    assert recorded.findings(PARSER.parse(late), *CHECKED) == [("deadline_before_date", "8月25日前")]
