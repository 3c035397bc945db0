"""Meeting minutes: who met, the topics, what was decided on each, by whom to be done and until when."""

from __future__ import annotations

import pytest
import recorded
from hypothesis import given

import docparse_meeting_minutes
from docparse import Date
from docparse_meeting_minutes.record import MeetingMinutes
from docparse_meeting_minutes.topics import Decision, Topic

PARSER = recorded.parser(docparse_meeting_minutes)
KIND = "meeting_minutes"
CHECKED = ("topic_without_decision", "decision_without_responsible")

MINUTES = """\
清河县人民政府常务会议纪要
（第12次）

时间：2024年5月8日（星期三）上午9:00
地点：县政府三楼会议室
主持人：周某平
出席：吴某、郑某华、冯某，陈某
列席：县财政局王某，县水利局陈某、县应急局蒋某
　　　县城管局沈某、县融媒体中心韩某
请假：褚某（出差）、卫某（病假）
记录人：杨某

2024年5月8日，县长周某平主持召开县政府第12次常务会议，研究防汛准备等工作。纪要如下：
一、关于防汛准备工作
会议听取了县水利局局长陈某关于防汛准备工作的汇报。会议认为，今年汛情偏重，要立足防大汛、抢大险。会议议定：
（一）由县水利局负责，5月底前完成3座病险水库除险。
（二）由县财政局牵头，县应急局配合，落实物资经费200万元。
二、审议《清河县公共停车管理办法》
会议听取了县城管局关于办法起草情况的说明。会议原则同意《清河县公共停车管理办法》，由县城管局修改后按程序印发。会议要求，各乡镇要做好宣传。
三、研究创建省级卫生县城工作
会议指出，创建工作进入冲刺阶段。会议决定，成立创建工作专班，由县卫健局牵头抓好日常调度。会议明确，县住建局要于6月15日前完成老旧管网改造。
发：县政府各组成部门，各乡镇人民政府。
"""

TRADITIONAL = """\
雲水縣住建局專題會議紀要
2024年7月2日下午，雲水縣住建局局長馬某在局三樓會議室主持召開專題會議，研究老舊小區改造有關工作。現將會議主要內容紀要如下。
一、關於改造進度
會上，住建科張某匯報了改造進度。會議認為，進度總體可控。會議決定，由住建科牽頭，7月底前完成招標。
二、關於資金
會議要求財務科要及時撥付資金。
三、關於監理
會議研究了監理單位履約情況。
參會人員：馬某　張某　何某
分送：局各科室。
"""

FLAT = (
    "青山镇安全生产工作会议纪要 时间：2025年3月4日 地点：镇政府二楼会议室 主 持 人：林某 记录：江小舟 "
    "一、通报近期检查情况。应急办汇报了检查情况，共排查隐患12处。会议明确，应急办要建立隐患台账。"
    "二、研究烟花爆竹整治。会议决定，由派出所牵头，市场监管所配合，3月20日前完成零售点清查。"
)

MESSY = """\
会　议　纪　要
〔2025〕3号
会议名称：青山大学校园交通整治协调会
会议时间：9月10日下午3点
会议地点：行政楼201室
参加人员：后勤处 许某
保卫处 吕某、教务处 施某
缺席：无

会议由副校长孔某主持。
现将会议议定事项纪要如下：
1.由保卫处负责，9月底前完成校门人脸识别系统改造，XX公司配合。
2.后勤处会同保卫处重新划定停车位。
3.加强宣传引导。
- 1 -
"""


def minutes(text: str) -> MeetingMinutes:
    data = recorded.record(PARSER.parse(text), KIND).data
    assert isinstance(data, MeetingMinutes)
    return data


def topic(text: str) -> Topic:
    (found,) = minutes(f"水利局专题会议纪要\n时间：2025年3月2日\n主持：王某\n一、审议事项\n{text}\n").topics
    return found


def told(decisions: list[Decision]) -> list[tuple[str, list[str], Date | None]]:
    return [(decision.text, decision.responsible, decision.deadline) for decision in decisions]


# --- the record --------------------------------------------------------------------------------------------------


def test_who_met_when_and_where() -> None:
    data = minutes(MINUTES)
    assert (data.meeting_name, data.session_no) == ("清河县人民政府常务会议", 12)
    assert data.time == Date("2024-05-08", "2024年5月8日（星期三）上午9:00")
    assert (data.place, data.chair, data.recorder) == ("县政府三楼会议室", "周某平", "杨某")
    assert data.attendees == ["吴某", "郑某华", "冯某", "陈某"]
    assert data.observers == ["县财政局王某", "县水利局陈某", "县应急局蒋某", "县城管局沈某", "县融媒体中心韩某"]
    assert data.absent == ["褚某", "卫某"]
    assert data.distribution == ["县政府各组成部门", "各乡镇人民政府"]


def test_topics() -> None:
    topics = minutes(MINUTES).topics
    assert [(topic.ordinal, topic.title, topic.reporter) for topic in topics] == [
        (1, "关于防汛准备工作", "县水利局局长陈某"),
        (2, "审议《清河县公共停车管理办法》", "县城管局"),
        (3, "研究创建省级卫生县城工作", None),
    ]
    assert [topic.discussion for topic in topics] == [
        "会议听取了县水利局局长陈某关于防汛准备工作的汇报。会议认为，今年汛情偏重，要立足防大汛、抢大险。",
        "会议听取了县城管局关于办法起草情况的说明。",
        "会议指出，创建工作进入冲刺阶段。",
    ]


def test_decisions() -> None:
    assert [told(topic.decisions) for topic in minutes(MINUTES).topics] == [
        [
            ("由县水利局负责，5月底前完成3座病险水库除险。", ["县水利局"], Date("2024-05", "5月底前")),
            ("由县财政局牵头，县应急局配合，落实物资经费200万元。", ["县财政局", "县应急局"], None),
        ],
        [
            ("会议原则同意《清河县公共停车管理办法》，由县城管局修改后按程序印发。", ["县城管局"], None),
            ("会议要求，各乡镇要做好宣传。", ["各乡镇"], None),
        ],
        [
            ("会议决定，成立创建工作专班，由县卫健局牵头抓好日常调度。", ["县卫健局"], None),
            ("会议明确，县住建局要于6月15日前完成老旧管网改造。", ["县住建局"], Date("2024-06-15", "6月15日前")),
        ],
    ]


def test_traditional_characters_and_a_sentence_in_place_of_labels() -> None:
    data = minutes(TRADITIONAL)
    assert (data.meeting_name, data.session_no) == ("雲水縣住建局專題會議", None)
    assert data.time == Date("2024-07-02", "2024年7月2日下午")
    assert (data.place, data.chair, data.recorder) == ("局三樓會議室", "雲水縣住建局局長馬某", None)
    assert data.attendees == ["馬某", "張某", "何某"]
    assert data.distribution == ["局各科室"]
    assert [(topic.title, topic.reporter) for topic in data.topics] == [
        ("關於改造進度", "住建科張某"), ("關於資金", None), ("關於監理", None),
    ]  # fmt: skip
    assert [told(topic.decisions) for topic in data.topics] == [
        [("會議決定，由住建科牽頭，7月底前完成招標。", ["住建科"], Date("2024-07", "7月底前"))],
        [("會議要求財務科要及時撥付資金。", ["財務科"], None)],
        [],
    ]
    assert data.topics[2].discussion == "會議研究了監理單位履約情況。"


def test_text_without_breaks() -> None:
    data = minutes(FLAT)
    assert data.meeting_name == "青山镇安全生产工作会议"
    assert data.time == Date("2025-03-04", "2025年3月4日")
    assert (data.place, data.chair, data.recorder) == ("镇政府二楼会议室", "林某", "江小舟")
    assert [(topic.ordinal, topic.title, topic.reporter) for topic in data.topics] == [
        (1, "通报近期检查情况", "应急办"), (2, "研究烟花爆竹整治", None),
    ]  # fmt: skip
    assert [told(topic.decisions) for topic in data.topics] == [
        [("会议明确，应急办要建立隐患台账。", ["应急办"], None)],
        [
            (
                "会议决定，由派出所牵头，市场监管所配合，3月20日前完成零售点清查。",
                ["派出所", "市场监管所"],
                Date("2025-03-20", "3月20日前"),
            )
        ],
    ]


def test_a_messy_list_of_decisions_is_one_topic() -> None:
    data = minutes(MESSY)
    assert (data.meeting_name, data.session_no) == ("青山大学校园交通整治协调会", None)
    assert data.time == Date(None, "9月10日下午3点")
    assert (data.place, data.chair) == ("行政楼201室", "副校长孔某")
    assert data.attendees == ["后勤处 许某", "保卫处 吕某", "教务处 施某"]
    assert data.absent == []
    (topic,) = data.topics
    assert (topic.ordinal, topic.title, topic.discussion) == (None, None, None)
    assert told(topic.decisions) == [
        ("由保卫处负责，9月底前完成校门人脸识别系统改造，XX公司配合。", ["保卫处"], Date(None, "9月底前")),
        ("后勤处会同保卫处重新划定停车位。", ["后勤处"], None),
        ("加强宣传引导。", [], None),
    ]


def test_minutes_without_units_have_one_topic() -> None:
    data = minutes(
        "镇党委会议纪要\n时间：2025年3月2日\n主持：王某\n会议听取了农业办李某关于春耕的汇报。会议认为，进度较快。"
        "会议决定，农业办要在3月底前完成农资检查。\n"
    )
    (topic,) = data.topics
    assert (topic.reporter, topic.discussion) == (
        "农业办李某", "会议听取了农业办李某关于春耕的汇报。会议认为，进度较快。",
    )  # fmt: skip
    assert told(topic.decisions) == [
        ("会议决定，农业办要在3月底前完成农资检查。", ["农业办"], Date("2025-03", "3月底前"))
    ]


@pytest.mark.parametrize(
    ("text", "decides"),
    [
        ("会议原则同意该方案。", True),
        ("会议研究决定，设立河长。", True),
        ("会议经认真讨论，一致通过。", True),
        ("县委常委会决定，设立河长。", True),
        ("原则同意该方案，报县委审定。", True),
        ("会议认为，社会各界要求强烈。", False),
        ("会议听取了汇报。", False),
        ("会议强调了决定的意义。", False),
        ("根据上次会议纪要要求，办公室作了准备。", False),
    ],
)
def test_what_decides(text: str, decides: bool) -> None:
    assert [decision.text for decision in topic(text).decisions] == ([text] if decides else [])


@pytest.mark.parametrize(
    ("text", "reporter"),
    [
        ("会议听取了水利站站长李某关于清淤的汇报。", "水利站站长李某"),
        ("会议听取水利站所作的关于清淤的汇报。", "水利站"),
        ("会上，水利站李某通报了进度。", "水利站李某"),
        ("会议听取了关于清淤工作的汇报。", None),
        ("会议听取了全县防汛工作情况汇报。", None),
        ("会议听取了东西部对口支援情况汇报。", None),
    ],
)
def test_who_reported(text: str, reporter: str | None) -> None:
    assert topic(text).reporter == reporter


@pytest.mark.parametrize(
    ("text", "responsible"),
    [
        ("会议要求，今年要完成清淤。", []),
        ("会议要求，水利站、农业办要完成清淤。", ["水利站", "农业办"]),
        ("会议决定，由水利站牵头，农业办、财政所配合。", ["水利站", "农业办", "财政所"]),
        ("会议同意该方案，请财政所尽快拨付。", ["财政所"]),
        ("会议要求，要进一步提高认识。", []),
        ("会议同意该办法，由办公室于8月1日前印发执行。", ["办公室"]),
        ("会议要求，工程科要抓好施工，财务科配合。", ["工程科", "财务科"]),
        ("会议要求，同时要加强宣传。", []),
    ],
)
def test_who_is_to_carry_it_out(text: str, responsible: list[str]) -> None:
    assert [decision.responsible for decision in topic(text).decisions] == [responsible]


@pytest.mark.parametrize(
    ("title", "name", "session"),
    [
        ("县政府第35次常务会议纪要", "县政府第35次常务会议", 35),
        ("第十六届县人民政府第三次全体会议纪要", "第十六届县人民政府第三次全体会议", 3),
        ("专题会议纪要（第7期）", "专题会议", 7),
        ("关于研究河道清淤的会议纪要", None, None),
    ],
)
def test_names_and_sessions(title: str, name: str | None, session: int | None) -> None:
    data = minutes(f"{title}\n〔2025〕12号\n时间：2025年3月2日\n主持：王某\n一、清淤\n会议决定，水利站牵头。\n")
    assert (data.meeting_name, data.session_no) == (name, session)


# --- robustness --------------------------------------------------------------------------------------------------


def test_what_is_not_said_is_null() -> None:
    data = minutes("会议纪要\n时间：\n地点：\n主持：\n出席：\n列席：\n一、\n二、\n")
    assert (data.meeting_name, data.time, data.place, data.chair) == (None, None, None, None)
    assert (data.attendees, data.observers, data.absent, data.distribution) == ([], [], [], [])


@pytest.mark.parametrize("text", [MINUTES, TRADITIONAL, FLAT, MESSY])
def test_truncated_minutes_are_read(text: str) -> None:
    for end in range(0, len(text), 17):
        recorded.assert_sound(PARSER.parse(text[:end]))


@given(recorded.mixtures(MINUTES + MESSY))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


# --- read again with documents of other offices -------------------------------------------------------------------

OFFICE_MEETING = """\
白沙县人民政府常务会议纪要
（第7期）

2017年9月5日上午，县长高志强在县政府三楼会议室主持召开县政府第15次常务会议，研究敬老院改造等事项。现将会议议定事项纪要如下：

一、关于敬老院改造
会议听取了县民政局关于敬老院改造方案的汇报。会议议定：
（一）原则同意《敬老院改造方案》，由县民政局根据会议意见修改后报批。
（二）县财政局统筹安排资金300万元，10月底前拨付到位。

二、关于渡口改桥
会议听取了县交通局局长何平关于渡口改桥有关情况的汇报。会议决定，成立项目公司，由县城投公司出资；由县交通局负责前期工作，年底前完成可研。

三、其他事项
会议传达了全市防汛会议精神。
出席：高志强、谢东
列席会议：党组成员、副局长蒋丽，财务科（共2人），共5人
"""


def test_sections_with_a_title_are_topics_also_where_decisions_are_announced() -> None:
    data = minutes(OFFICE_MEETING)
    assert [topic.title for topic in data.topics] == ["关于敬老院改造", "关于渡口改桥", "其他事项"]
    assert [[each.responsible for each in topic.decisions] for topic in data.topics] == [
        [["县民政局"], ["县财政局"]], [["县城投公司"], ["县交通局"]], [],
    ]  # fmt: skip
    assert data.topics[1].decisions[1].deadline == Date("2017-12", "年底前")
    assert data.topics[2].discussion == "会议传达了全市防汛会议精神。"


def test_the_number_of_the_meeting_not_of_the_issue() -> None:
    assert minutes(OFFICE_MEETING).session_no == 15


def test_a_post_in_the_party_and_the_office_beside_it_are_one_person() -> None:
    assert minutes(OFFICE_MEETING).observers == ["党组成员、副局长蒋丽", "财务科"]


def test_units_that_begin_with_a_decision_are_decisions() -> None:
    data = minutes(
        "关于河堤加固的专题会议纪要 2011年4月2日，副县长许国主持召开专题会议，研究河堤加固问题。现纪要如下： "
        "一、会议同意工程分两期实施。一期由县水利局负责，年底前完工。 "
        "二、会议明确，征地由河口镇政府负总责，县国土局配合。 "
        "三、补偿标准按照《河口县征地补偿办法》执行。 四、会议要求，各单位要密切配合。"
    )
    (only,) = data.topics
    assert [decision.responsible for decision in only.decisions] == [
        ["县水利局"], ["河口镇政府", "县国土局"], [], ["各单位"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "responsible"),
    [
        ("会议决定，供销科于每月5日前报送报表。", ["供销科"]),
        ("會議決定，供銷科於每月5日前報送報表。", ["供銷科"]),
        ("会议议定，报废车辆2台，由办公室按程序处置。", ["办公室"]),
        ("会议决定，二期由城投公司作为业主，负责建设。", ["城投公司"]),
        ("会议决定，请各乡镇于6月10日前上报名单。", ["各乡镇"]),
        ("会议同意购置测距仪1台，由许蓉于6月10日前办理。", ["许蓉"]),
        ("会议同意姚建平负责东片监督。", ["姚建平"]),
        ("决议：每户收取60元，由各组长收缴。", ["各组长"]),
        ("会议传达了县委精神，要求各村、各单位抓好贯彻。", ["各村", "各单位"]),
    ],
)
def test_who_does_it_by_where_the_name_ends(text: str, responsible: list[str]) -> None:
    (decision,) = topic(text).decisions
    assert decision.responsible == responsible


def test_days_of_minutes_with_a_masked_date_have_no_year() -> None:
    data = minutes(
        "XX局局务会议纪要\n时间：20XX年X月X日\n主持人：XXX\n一、审议《2022年工作要点》\n"
        "会议决定，办公室要在12月底前印发。\n会议要求，各科室要抓好落实。\n"
    )
    assert data.topics[0].decisions[0].deadline == Date(None, "12月底前")


def test_minutes_below_a_title_without_a_blank_line() -> None:
    data = minutes(
        "业主委员会会议记录\n时间：2020年10月18日 地点：物业中心 主持：王芳 记录：李明\n"
        "经讨论，一致同意维修电梯，由物业公司在10月31日前完成比价。\n会议决定，暂不调整收费标准。\n"
    )
    assert data.meeting_name == "业主委员会会议"
    assert [decision.responsible for decision in data.topics[0].decisions] == [["物业公司"], []]


# --- the checks --------------------------------------------------------------------------------------------------


def findings(text: str) -> list[tuple[str, str]]:
    return recorded.findings(PARSER.parse(text), *CHECKED)


@pytest.mark.parametrize("text", [MINUTES, FLAT])
def test_minutes_in_order_have_no_finding(text: str) -> None:
    assert findings(text) == []


def test_a_topic_without_decision_among_topics_with_one() -> None:
    assert findings(TRADITIONAL) == [("topic_without_decision", "關於監理")]
    assert (
        findings(
            "镇专题会议纪要\n时间：2025年3月2日\n主持：王某\n一、通报水情\n二、通报雨情\n三、清淤\n会议决定清淤。\n"
        )
        == []
    )


def test_on_some_topics_nothing_need_be_decided() -> None:
    topics = "一、传达学习文件\n会议学习了文件。\n二、清淤\n会议决定，工程科牵头。\n三、除险\n会议决定，水库所牵头。\n四、其他\n"
    assert findings(f"镇专题会议纪要\n时间：2025年3月2日\n主持：王某\n{topics}") == []


def test_a_decision_without_responsible_among_decisions_with_one() -> None:
    assert findings(MESSY) == [("decision_without_responsible", "加强宣传引导。")]


@pytest.mark.parametrize(
    "settled",
    [
        "会议原则通过了《城区停车办法》。",
        "会议同意工程分两期实施。",
        "补偿标准按照《征地补偿办法》执行。",
        "占地按每亩三万元补偿。",
    ],
)
def test_an_approval_needs_nobody_to_carry_it_out(settled: str) -> None:
    text = (
        "水利局专题会议纪要\n时间：2025年3月2日\n主持：王某\n会议决定：\n1．水利站要清理河道。\n"
        f"2．{settled}\n3．财政所要拨付资金。\n"
    )
    assert findings(text) == []
    assert findings(text.replace(settled, "加快清理，确保质量。")) == [
        ("decision_without_responsible", "加快清理，确保质量。")
    ]


def test_a_vote_is_no_decision() -> None:
    data = topic("表决：同意29人，反对0人。\n决议：拓宽村道，由村委会于6月底前动工。")
    assert told(data.decisions) == [
        ("决议：拓宽村道，由村委会于6月底前动工。", ["村委会"], Date("2025-06", "6月底前"))
    ]  # fmt: skip


def test_a_report_in_the_newspaper_is_none() -> None:
    text = (
        "市委常委会召开会议研究防汛工作\n\n7月3日上午，市委常委会召开会议，传达上级精神。市委书记赵海主持会议并讲话。\n"
        "会议指出，防汛形势严峻。会议强调，要压实责任。会议要求，水利局要滚动预报。\n"
    )
    assert [genre.name for genre in PARSER.parse(text).genres] == ["unknown"]
