"""Regulations: chapters and articles, the provisions they name, and what they say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
import recorded
from hypothesis import given

import docparse_regulation
from docparse import Cited, Date, Result
from docparse_regulation.record import Article, Referred, Regulation

PARSER = recorded.parser(docparse_regulation)
KIND = "regulation"
CHECKED = ("article_gap", "supplementary_not_last", "effective_date_missing", "reference_unresolved")

RULES = """\
清河市公园管理条例
（2019年3月28日清河市第五届人民代表大会常务委员会第十次会议通过　2019年5月30日青川省第十三届人民代表大会常务委员会第九次会议批准
2023年6月1日清河市第六届人民代表大会常务委员会第三次会议《关于修改〈清河市公园管理条例〉的决定》第一次修正）

第一章　总则
第一条　为了规范公园管理，保护游人权益，根据《中华人民共和国城乡规划法》和国务院《城市绿化条例》第八条，制定本条例。
第二条　本条例所称公园，是指向公众开放、具备良好绿化环境和配套设施的绿地。
前款所称配套设施，包括座椅、照明和无障碍通道。
第三条　市园林主管部门负责本条例的实施。
第二章　规划与保护
第一节　规划
第四条　公园规划由市园林主管部门编制，并符合下列要求：
（一）与国土空间规划衔接；
（二）保留以下林木：
1．树龄五十年以上的；
2．列入保护名录的；
（三）设置应急避难场地。
规划经批准后公布。未经法定程序，不得变更前款第二项第2目所列林木的位置。
第二节　保护
第五条　禁止在公园内实施下列行为：
（一）采挖植物；
（二）捕捉动物；
（三）倾倒垃圾。
第五条之一　前条第一项、第三项的规定，适用于在建公园。
第六条　因工程需要占用公园绿地的，依照本条例第四条第二款和城乡规划法第四十条的规定办理。
第三章　法律责任
第七条　违反第五条第一项至第三项规定的，处二百元罚款；违反本条例第五条至第六条规定，情节严重的，处二千元罚款。
有前款行为的单位，依照本条第一款的规定加倍处罚。
第四章　附则
第八条　本条例由市园林主管部门负责解释。
第九条　本条例自2019年7月1日起施行。2008年4月2日市人民政府发布的《清河市公园管理办法》（清政令〔2008〕3号）同时废止。
"""

TRADITIONAL = """\
雲水縣檔案館查閱規則
1998年11月5日　雲水縣人民政府發布
第1條　為便利民眾查閱檔案，特訂定本規則。
第2條　本規則所稱檔案，係指本館典藏之文書、圖冊。
下列檔案不予開放：
(1)涉及個人隱私者；
(2)修復中者。
第3條　有前條第二款第(1)項情形者，經當事人同意，得查閱之。
第4條　依照《檔案法》第17條之規定，查閱應填具申請書。
第5條　違反本規則第二條、第3條規定者，停止查閱一年。
第6條　本規則由縣檔案館負責解釋。
第7條　本規則自發布之日起施行，《雲水縣檔案借閱辦法》同時廢止。
"""

FLAT = (
    "柳溪镇集市管理办法 第一条 为了维护集市秩序，制定本办法。 "
    "第二条 经营者应当遵守下列规定：（一）按照划定摊位经营；（二）保持场地清洁；（三）不得占用消防通道。 "
    "第三条 违反本办法第二条第（二）项规定的，责令改正。 第四条 镇市场服务站负责日常检查。 "
    "第五条 本办法自二〇二四年三月一日起执行。"
)

MESSY = """\
仓库安全管理制度（试行）

第 一 条 为加强仓库安全管理，制定本制度。
第二条 保管员应当做到：
(一) 每日巡查一次，并如实填写巡查
记录；
(二) 发现隐患及时上报。
第三条 未按第二条第（一）项巡查的，扣发当月奖金，并按照公司《员工手册》第十二条处理。
第四条 第二条第（四）项所列情形，由安保部核实。

第六条 本制度下列用语的含义是：
（一）“保管员”，是指负责货物收发的人员。
（二）隐患是指可能造成货物损失的情形。
第七条 本制度由安保部解释，自印发之日起施行。
"""


def read(text: str) -> Regulation:
    data = recorded.record(PARSER.parse(text), KIND).data
    assert isinstance(data, Regulation)
    return data


def articles(data: Regulation) -> list[Article]:
    """All articles over all chapters and sections."""
    inside = [(chapter.articles, [section.articles for section in chapter.sections]) for chapter in data.chapters]
    return [*data.articles, *(article for own, below in inside for block in (own, *below) for article in block)]


def named(text: str) -> dict[str, Referred]:
    return {found.text: found for found in read(text).references}


def meant(text: str, found: Referred) -> list[str]:
    """How the provisions begin that a reference means."""
    return [text[target.span[0] : target.span[0] + 8].strip() for target in found.targets]


# --- the record --------------------------------------------------------------------------------------------------


def test_the_frame_of_a_regulation() -> None:
    data = read(RULES)
    assert data.title == "清河市公园管理条例"
    assert data.issuing_body == "清河市第五届人民代表大会常务委员会"
    assert [(note.action, note.date.iso, note.body) for note in data.version_notes] == [
        ("通过", "2019-03-28", "清河市第五届人民代表大会常务委员会"),
        ("批准", "2019-05-30", "青川省第十三届人民代表大会常务委员会"),
        ("修正", "2023-06-01", "清河市第六届人民代表大会常务委员会"),
    ]
    assert [note.decision for note in data.version_notes] == [None, None, "关于修改〈清河市公园管理条例〉的决定"]
    assert data.effective_date == Date("2019-07-01", "2019年7月1日")
    assert [(found.title, found.number) for found in data.repealed_documents] == [
        ("清河市公园管理办法", "清政令〔2008〕3号")
    ]
    assert data.interpreter == "市园林主管部门"
    assert [found.term for found in data.definitions] == ["公园", "配套设施"]
    assert data.definitions[0].text.endswith("配套设施的绿地。")


def test_chapters_sections_and_articles() -> None:
    data = read(RULES)
    assert [(chapter.ordinal, chapter.title) for chapter in data.chapters] == [
        (1, "总则"),
        (2, "规划与保护"),
        (3, "法律责任"),
        (4, "附则"),
    ]
    assert [(section.ordinal, section.title) for section in data.chapters[1].sections] == [(1, "规划"), (2, "保护")]
    assert data.articles == data.chapters[1].articles == []
    numbers = [article.ordinal for article in articles(data)]
    assert numbers == [1, 2, 3, 4, 5, [5, 1], 6, 7, 8, 9]


def test_paragraphs_items_and_subitems() -> None:
    (article,) = read(RULES).chapters[1].sections[0].articles
    first, second = article.paragraphs
    assert first.text == "公园规划由市园林主管部门编制，并符合下列要求："
    assert [item.ordinal for item in first.items] == [1, 2, 3]
    assert first.items[1].text == "保留以下林木："
    assert [(inner.ordinal, inner.text) for inner in first.items[1].subitems] == [
        (1, "树龄五十年以上的；"),
        (2, "列入保护名录的；"),
    ]
    assert (second.ordinal, second.items) == (2, [])
    assert second.text is not None
    assert second.text.startswith("规划经批准后公布。")


def test_articles_without_chapters_in_traditional_script() -> None:
    data = read(TRADITIONAL)
    assert data.chapters == []
    assert [article.ordinal for article in data.articles] == [1, 2, 3, 4, 5, 6, 7]
    assert [len(paragraph.items) for paragraph in data.articles[1].paragraphs] == [0, 2]
    assert data.effective_date == Date("1998-11-05", "發布之日")
    assert data.issuing_body == "雲水縣人民政府"
    assert data.interpreter == "縣檔案館"
    assert [found.title for found in data.repealed_documents] == ["雲水縣檔案借閱辦法"]
    assert [found.term for found in data.definitions] == ["檔案"]


def test_a_regulation_in_one_line() -> None:
    data = read(FLAT)
    assert [article.ordinal for article in data.articles] == [1, 2, 3, 4, 5]
    (paragraph,) = data.articles[1].paragraphs
    assert paragraph.text == "经营者应当遵守下列规定："
    assert [item.text for item in paragraph.items] == [
        "按照划定摊位经营；",
        "保持场地清洁；",
        "不得占用消防通道。",
    ]
    assert data.effective_date == Date("2024-03-01", "二〇二四年三月一日")
    assert meant(FLAT, named(FLAT)["本办法第二条第（二）项"]) == ["（二）保持场地清"]


def test_a_messy_regulation() -> None:
    data = read(MESSY)
    assert [article.ordinal for article in data.articles] == [1, 2, 3, 4, 6, 7]
    (paragraph,) = data.articles[1].paragraphs
    assert [item.text for item in paragraph.items] == ["每日巡查一次，并如实填写巡查记录；", "发现隐患及时上报。"]
    assert [found.term for found in data.definitions] == ["保管员", "隐患"]
    assert data.interpreter == "安保部"
    assert data.effective_date == Date(None, "印发之日")
    assert data.issuing_body is None


# --- references --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("前款", ["本条例所称公园，"]),
        ("前款第二项第2目", ["2．列入保护名录"]),
        ("前条第一项", ["（一）采挖植物；"]),
        ("第三项", ["（三）倾倒垃圾。"]),
        ("本条例第四条第二款", ["规划经批准后公布"]),
        ("第五条第一项至第三项", ["（一）采挖植物；", "（二）捕捉动物；", "（三）倾倒垃圾。"]),
        ("本条例第五条至第六条", ["第五条　禁止在公", "第五条之一　前条", "第六条　因工程需"]),
        ("本条第一款", ["违反第五条第一项"]),
    ],
)
def test_references_of_its_own(reference: str, expected: list[str]) -> None:
    found = next(found for found in read(RULES).references if found.text == reference)
    assert (found.external, found.resolved) == (False, True)
    assert meant(RULES, found) == expected


def test_references_to_other_documents() -> None:
    external = [(found.title, found.article) for found in read(RULES).references if found.external]
    assert external == [("城市绿化条例", 8), ("城乡规划法", 40)]
    assert all(found.resolved is None and not found.targets for found in read(RULES).references if found.external)
    assert named(TRADITIONAL)["《檔案法》第17條"].title == "檔案法"


def test_references_in_traditional_script_and_mixed_digits() -> None:
    found = named(TRADITIONAL)
    assert meant(TRADITIONAL, found["前條第二款第(1)項"]) == ["(1)涉及個人隱"]
    assert meant(TRADITIONAL, found["本規則第二條"]) == ["第2條　本規則所"]
    assert meant(TRADITIONAL, found["第3條"]) == ["第3條　有前條第"]


def rule(body: str) -> str:
    """Rules in which the fifth article says something."""
    lines = [
        "防汛值守办法",
        "第一条 为了做好值守，制定本办法。",
        "第二条 值守分为两班。\n交接应当签字。\n交接记录保存一年。",
        "第三条 值守人员应当：\n（一）按时到岗；\n（二）记录水情。",
        "第四条 违反规定的，通报。",
        f"第五条 {body}",
        "第六条 本办法自公布之日起施行。",
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("body", "reference", "expected"),
    [
        ("依照第二条第二款、第三款执行。", "第三款", ["交接记录保存一年"]),
        (
            "适用本办法第二条至第四条。",
            "本办法第二条至第四条",
            ["第二条 值守分为", "第三条 值守人员", "第四条 违反规定"],
        ),
        ("适用第三条第一至二项。", "第三条第一至二项", ["（一）按时到岗；", "（二）记录水情。"]),
        ("由镇长决定。\n由书记批准。\n前两款规定不适用于演习。", "前两款", ["由镇长决定。\n由", "由书记批准。\n前"]),
        ("有第三条规定情形的，依照该条第二项处理。", "该条第二项", ["（二）记录水情。"]),
    ],
)
def test_forms_of_references(body: str, reference: str, expected: list[str]) -> None:
    text = rule(body)
    assert [begin.split("\n")[0] for begin in meant(text, named(text)[reference])] == [
        begin.split("\n")[0] for begin in expected
    ]


@pytest.mark.parametrize(
    "body",
    [
        "本条例外的情形除外。",
        "“违反第九条的处罚”改为“违反第八条的处罚”。",
        "该项目由镇里负责。",
        "以上款项由财政拨付。",
    ],
)
def test_what_is_no_reference(body: str) -> None:
    assert read(rule(body)).references == []


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("依照《防洪法》（主席令第八十八号）第三条处理。", "防洪法"),
        ("依照防洪法第三条、第四条处理。", "防洪法"),
        ("违反水法和防洪法第七十条的，处罚。", "防洪法"),
    ],
)
def test_titles_of_other_documents(body: str, title: str) -> None:
    found = read(rule(body)).references
    assert {reference.title for reference in found} == {title}
    assert all(reference.external for reference in found)


# --- read again with documents of other offices -------------------------------------------------------------------


def test_rules_that_number_their_articles_with_a_pause_mark() -> None:
    text = (
        "档案借阅制度\n\n一、借阅须登记。\n二、借出的档案不得转借，借期不超过十五天。\n"
        "三、违反第二条规定的，追究责任。\n四、附则\n本制度自2001年7月1日起执行，由局办公室负责解释。\n"
    )
    data = read(text)
    assert [article.ordinal for article in data.articles] == [1, 2, 3, 4]
    assert meant(text, data.references[0]) == ["二、借出的档案不"]
    assert [each.text for each in data.articles[3].paragraphs] == [
        "附则",
        "本制度自2001年7月1日起执行，由局办公室负责解释。",
    ]
    assert (data.effective_date, data.interpreter) == (Date("2001-07-01", "2001年7月1日"), "局办公室")
    assert findings(text.replace("三、", "五、")) == []  # gaps of other numbers are found elsewhere


def test_the_order_that_publishes_tells_who_issues_and_when() -> None:
    text = (
        "海港管理局令\n\n第27号\n\n《港内作业安全细则》已经2009年12月3日局务会议审议通过，现予公布，自2010年2月1日起施行。\n\n"
        "局长　石海涛\n二〇〇九年十二月十一日\n\n港内作业安全细则\n\n第一条　为了加强管理，制定本细则。\n"
        "第二条　本细则适用于本港。\n第三条　作业应当报告。\n第四条　违反本细则的，处以警告。\n第五条　报告应当书面提出。\n"
    )
    data = read(text)
    assert data.issuing_body == "海港管理局"
    assert [(note.action, note.body, note.date.iso) for note in data.version_notes] == [
        ("通过", "局务会议", "2009-12-03"), ("施行", None, "2010-02-01"),
    ]  # fmt: skip
    assert data.effective_date == Date("2010-02-01", "2010年2月1日")
    assert findings(text) == []


def test_the_sign_of_a_series_is_no_body() -> None:
    notes = read(
        "投资项目规定\n（2011年9月22日区人民政府第38次常务会议通过 2011年10月8日滨政令第12号公布）\n"
        + rule("本办法自2011年11月8日起施行。").split("\n", 1)[1]
    ).version_notes
    assert [note.body for note in notes] == ["区人民政府", None]


def test_a_meeting_that_was_held_names_its_body() -> None:
    data = read(
        "投资项目规定\n（2011年9月22日召开的区人民政府第38次常务会议修订通过）\n"
        + rule("本办法自2011年11月8日起施行。").split("\n", 1)[1]
    )
    assert (data.issuing_body, [note.body for note in data.version_notes]) == ("区人民政府", ["区人民政府"])


def test_a_page_number_belongs_to_no_item() -> None:
    text = rule("有下列情形的：\n（一）毕业的；\n（二）退学的。\n第 3 页\n第六条 办结手续。")
    assert [item.text for item in articles(read(text))[4].paragraphs[0].items] == ["毕业的；", "退学的。"]


def test_the_number_of_a_repealed_document_in_traditional_characters() -> None:
    text = rule("本辦法自一九九七年一月一日起施行，原《試行辦法》（縣政發[1993]22號）同時廢止。")
    assert read(text).repealed_documents == [Cited("試行辦法", "縣政發[1993]22號")]


def test_what_an_item_of_the_paragraph_before_means() -> None:
    text = rule("资金包括：\n（一）基金；\n（二）融资。\n前款第（二）项所称融资，包括银行贷款。")
    assert [(each.term, each.text) for each in read(text).definitions] == [
        ("融资", "前款第（二）项所称融资，包括银行贷款。")
    ]


def test_plans_that_say_who_interprets_them_are_none() -> None:
    text = "县地铁应急预案（送审稿）\n\n一、总则\n为处置事故，制定本预案。\n二、附则\n本预案由县交通局负责解释，自印发之日起实施。\n"
    assert [genre.name for genre in PARSER.parse(text).genres] == ["unknown"]


# --- the checks --------------------------------------------------------------------------------------------------


def findings(text: str) -> list[tuple[str, str]]:
    return recorded.findings(PARSER.parse(text), *CHECKED)


@pytest.mark.parametrize("text", [RULES, TRADITIONAL, FLAT])
def test_a_sound_regulation_has_no_finding(text: str) -> None:
    assert findings(text) == []


def test_findings_in_a_messy_regulation() -> None:
    assert findings(MESSY) == [("reference_unresolved", "第二条第（四）项"), ("article_gap", "第六条")]


def test_article_numbers_run_on_over_chapters() -> None:
    assert findings(RULES.replace("第九条", "第十条")) == [("article_gap", "第十条")]


def test_the_supplementary_chapter_is_the_last() -> None:
    text = RULES.replace("第三章　法律责任", "第三章　附则").replace("第四章　附则", "第四章　法律责任")
    assert findings(text) == [("supplementary_not_last", "附则")]


def test_a_regulation_without_a_day() -> None:
    text = RULES.replace("本条例自2019年7月1日起施行。", "")
    (finding,) = [found for found in PARSER.parse(text).diagnostics if found.code in CHECKED]
    assert (finding.code, finding.severity) == ("effective_date_missing", "info")


def test_what_stands_before_nothing_is_no_finding() -> None:
    assert findings(rule("前款规定不适用于演习。")) == []


# --- robustness --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [RULES, TRADITIONAL, FLAT, MESSY])
def test_truncated_regulations_are_read(text: str) -> None:
    for end in range(0, len(text), 23):
        recorded.assert_sound(PARSER.parse(text[:end]))


@given(recorded.mixtures(RULES + MESSY))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


# --- whole documents ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def laws(shared: Path) -> dict[str, Result]:
    paths = sorted((shared / "corpus" / "laws" / "text").glob("*.txt"))
    assert len(paths) == 50
    return {path.stem: PARSER.parse(path.read_bytes().decode("utf-8")) for path in paths}


def test_real_regulations_are_sound(laws: dict[str, Result]) -> None:
    """No false warning; four of the fifty say nowhere since when they are in force."""
    for name, result in laws.items():
        recorded.assert_spans(result.document.source.raw, recorded.record(result, KIND).data)
        warned = [found for found in result.diagnostics if found.code in CHECKED and found.severity != "info"]
        assert warned == [], name
    undated = [name for name, result in laws.items() if recorded.record(result, KIND).data.effective_date is None]
    assert undated == ["law10", "law19", "law21", "law25"]


def test_real_references_resolve(laws: dict[str, Result]) -> None:
    """All but one: 前款 in a paragraph that its source runs together with the one before."""
    found = [reference for result in laws.values() for reference in recorded.record(result, KIND).data.references]
    inner = [reference for reference in found if not reference.external]
    assert len(inner) > 330
    assert [reference.text for reference in inner if not reference.resolved] == ["前款"]


def test_fields_of_real_regulations(laws: dict[str, Result]) -> None:
    data = {name: recorded.record(result, KIND).data for name, result in laws.items()}
    assert data["law02"].issuing_body == "最高人民法院、最高人民检察院"
    assert data["law38"].effective_date == Date("1990-11-22", "发布之日")
    assert data["law42"].effective_date == Date("1995-01-01", "一九九五年一月一日")
    assert data["law16"].interpreter == "市人民政府土地管理部门"
    assert [found.title for found in data["law50"].repealed_documents] == [
        "产品质量申诉处理办法",
        "工商行政管理部门处理消费者投诉办法",
        "食品药品投诉举报管理办法",
    ]
    assert [found.term for found in data["law31"].definitions] == ["海域", "内水"]
    assert len(data["law21"].version_notes) == 8
    counts = {name: len(articles(data[name])) for name in ("law18", "law25", "law30")}
    assert counts == {"law18": 258, "law25": 308, "law30": 155}


def test_paragraphs_inside_a_line_are_not_known() -> None:
    text = (
        "用印管理办法 第一条 为规范用印，制定本办法。 第二条 印章由行政部保管。 外借须经批准。 第三条 下列文件可以用印：（一）公文；（二）合同。 "
        "第四条 违反本办法第二条第二款规定的，通报批评。 第五条 违反本办法第三条第三项的，罚款。 第六条 本办法从二〇一九年元月一日起施行。"
    )
    assert findings(text) == [("reference_unresolved", "本办法第三条第三项")]
    assert read(text).effective_date == Date("2019-01-01", "二〇一九年元月一日")


@pytest.mark.parametrize(
    ("last", "date"),
    [
        ("本办法由村委会解释，于2016年3月1日起施行。", Date("2016-03-01", "2016年3月1日")),
        ("本办法自发文之日起执行。", Date(None, "发文之日")),
        ("本办法经村民大会审议通过后生效。", Date(None, "经村民大会审议通过后")),
    ],
)
def test_since_when_in_other_words(last: str, date: Date) -> None:
    text = rule("违反的，罚款。").replace("本办法自公布之日起施行。", last)
    assert last in text
    assert read(text).effective_date == date
    assert findings(text) == []


def test_since_the_day_it_was_passed_is_not_the_day_it_was_published() -> None:
    text = "投资项目规定\n（2011年9月22日区人民政府第38次常务会议通过 2011年10月8日区人民政府令第12号公布）\n" + rule(
        "违反的，罚款。"
    ).split("\n", 1)[1].replace("本办法自公布之日起", "本规定自通过之日起")
    assert read(text).effective_date == Date("2011-09-22", "通过之日")
