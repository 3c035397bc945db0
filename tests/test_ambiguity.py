"""Hard cases of the domain notes that are no matter of markers: owners, forms, repairs, counts, placeholders.

The id of a test begins with the number of the case; the other cases are in tests/corpus/ambiguity.txt.
"""

from __future__ import annotations

import pytest

import docparse


def owner(text: str, words: str) -> str:
    """The marker and heading of the unit that holds the line with these words; "" for the document."""
    document = docparse.parse(text).document
    leaf = next(leaf for leaf in document.walk("paragraph") if words in document.text(leaf))
    unit = document.parent(leaf)
    assert unit is not None
    return " ".join(filter(None, [unit.marker, unit.heading.text if unit.heading else ""]))


def forms(text: str) -> list[str]:
    return [row["form"] for row in docparse.block_rows(docparse.parse(text).document)]


def places(text: str, code: str) -> list[str]:
    return [text[slice(*found.span)] for found in docparse.parse(text).diagnostics if found.code == code]


def case(number: str, *values: object) -> object:
    return pytest.param(*values, id=number)


PARTS = """\
糧食系統辦公室主任會議講話 篇1
同志們：
一、關於倉儲安全
糧庫嚴禁明火，夜間巡查兩次。
糧食系統辦公室主任會議講話 篇2
同志們：
一、關於夏糧收購
"""

UNNAMED = """\
第四篇：县农机局创建汇报
一、领导重视
二、措施有力
第五篇：县水文站创建汇报
一、抓教育，素质有提高
二、抓环境，面貌有改观
测站院内栽树百余棵，办公楼粉刷一新。
尽管我们在创建工作中取得了一定的成绩，但与先进单位相比还有差距。今后，我们将进一步加大力度，把创建工作引向深入。
今年以来，在镇党委、政府的正确领导下，石桥镇便民服务中心搬入新址，窗口增加到十二个。现将有关情况汇报如下：
一、工作开展情况
二、下步打算
"""


def test_a_part_with_its_number_at_the_line_end_begins_with_its_line() -> None:
    """83: the row starts at the marker, the node at the line."""
    document = docparse.parse(PARTS).document
    rows = [row for row in docparse.outline_rows(document) if row["style"] == "part_postfix"]
    assert [PARTS[row["start"] :][:2] for row in rows] == ["篇1", "篇2"]
    starts = [node.start for node in document.walk("part")]
    assert starts == [0, PARTS.index("糧食系統", 1)]


def test_a_part_ends_where_an_unnumbered_document_begins() -> None:
    """89: 第五篇 ends before the opening of the sixth document, which has an empty marker."""
    rows = docparse.outline_rows(docparse.parse(UNNAMED).document)
    fifth = next(row for row in rows if row["marker"] == "第五篇：")
    sixth = next(row for row in rows if row["style"] == "implicit_doc")
    opening = UNNAMED.index("今年以来")
    assert (fifth["end"], sixth["start"], sixth["marker"], sixth["heading"]) == (opening - 1, opening, "", None)
    assert [row["marker"] for row in rows if row["parent"] == opening] == ["一、", "二、"]


SPLIT_ITEM = """\
2.在服务群众上坚持便民为先。窗口延长服务一小时，老年人有人引导。
3.在日常运转上坚持效率为先。一是抓公文，要严格做到精简、规范、优质。精简，就是可发可不发的一律不发。
规范，就是严格按照条例办理，格式、行文关系不能出错。优质，就是观点明确、文字通顺。二是抓会务，要做到周密细致。三是抓接待，要热情节俭。
4.在队伍建设上坚持育人为先。新人要有师傅带。
"""
PARAGRAPH_SPLIT = """\
2.民本思想解决了权力从哪里来的问题。权力来自群众，就要用来为群众办事。
3.民本思想回答了政绩为谁而树的问题。政绩观与价值观是有机统一的整体。
价值观不同，干工作的方向、态度、方式也就不同。为群众铺的路再短也是政绩，摆给上级看的盆景再大也不是政绩。
4.民本思想指明了作风往哪里转的问题。
"""
PLAIN_BETWEEN = """\
（二）全面提高自身素质
一是加強學習。辦公室人員一天不學習就會落伍，要把讀書看報當作必修課。
學習永遠是第一任務。沒有業務上的精通，就沒有工作上的主動，大家一定要靜下心來讀。
二是深入調研。坐在機關裡想不出好點子。
"""
AFTER_LAST = """\
同志们：
二、明确任务，抓好当前重点
三、加强修养，当好单位的主心骨
一要勤学。不学习就没有发言权。
二要善谋。想在前面才能走在前面。
三要敢断。该拍板时不能推诿。
四要自律。管好自己，才能管好别人。
一个单位的主要负责人，位子重要，责任重大，一举一动大家都看在眼里，工作干得好不好，关键看领头的人。
希望大家珍惜岗位，扎实工作，让我们一起努力，开创全县水利工作新局面！
"""
CONCLUSIONS = """\
第二篇：创建文明单位工作总结
三、优化服务，树好形象
四、美化环境，陶冶情操
所里投资三十万元硬化了院落，新栽花木二百余株。
职工食堂、浴室、阅览室全部翻修，工作生活条件明显改善。
对照文明单位的要求，我们的工作还有不到之处，力争在以后的工作中加以整改和完善，努力完成创建工作的各项目标。
石桥镇财政所
二〇二二年十月八日
第三篇：创建文明单位工作总结
一、强化领导
二、注重实效
近三年化解信访积案十二件。
尽管我们做了一些工作，取得了一定的成绩，但与兄弟单位相比还有很多不完善的地方。今后，我们将进一步加大创建力度。
"""
SPEECH = """\
農機系統辦公室主任會議講話 篇1
同志們：
一、充分肯定成績
（一）機具檢修按期完成。全縣檢修拖拉機六百台，沒有一台帶病下田。
（二）安全監理扎實有效。全年沒有發生亡人事故。
以上成績的取得，是縣委、縣政府正確領導的結果，也是全體農機幹部苦幹實幹的結果。
二、明確今年任務
（一）抓好跨區作業
聯合收割機要提前辦理證件。
同志們，做好今年的工作任務艱巨，使命光榮。讓我們振奮精神，為奪取豐收而努力奮鬥！謝謝大家！
"""


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        case("86-title-of-a-part", "第一篇：工作总结\n县文化馆开展全民阅读活动\n工作总结\n一、主要做法\n", "县文化馆", "第一篇： 工作总结"),
        case("89-opening", UNNAMED, "今年以来", ""),
        case("89-conclusion", UNNAMED, "尽管我们", "第五篇： 县水文站创建汇报"),
        case("100-paragraph", PARAGRAPH_SPLIT, "价值观不同", "3. 民本思想回答了政绩为谁而树的问题"),
        case("100-inline-item", SPLIT_ITEM, "规范，就是", "一是 抓公文，要严格做到精简、规范、优质"),
        case("101", PLAIN_BETWEEN, "學習永遠", "一是 加強學習"),
        case("102-container", AFTER_LAST, "一个单位", "三、 加强修养，当好单位的主心骨"),
        case("102-closing", AFTER_LAST, "希望大家", ""),
        case("103-measured", CONCLUSIONS, "对照文明单位", "第二篇： 创建文明单位工作总结"),
        case("103-body-before-it", CONCLUSIONS, "职工食堂", "四、 美化环境，陶冶情操"),
        case("103-although", CONCLUSIONS, "尽管我们", "第三篇： 创建文明单位工作总结"),
        case("103-speech", SPEECH, "做好今年", "篇1 農機系統辦公室主任會議講話"),
        case("104", SPEECH, "以上成績", "一、 充分肯定成績"),
        case("104-these", SPEECH.replace("以上成績", "這些成績"), "這些成績", "一、 充分肯定成績"),
        case("110", "（三）接待服務\n全年接待上級領導 人次，受到好評。\n（四）會務服務\n", "接待上級", "（三） 接待服務"),
    ],
)  # fmt: skip
def test_owner(text: str, words: str, expected: str) -> None:
    assert owner(text, words) == expected


METADATA = """\
003268147/2024-00052
农业农村
种植业
春耕生产
2024-03-12
清河县农业农村局
清河县农业农村局
通知
主动公开
-
"""
COLLAPSED = (
    "2024年全县春耕生产工作要点。今年的春耕生产要以稳面积、增单产为目标，不误农时抓好各项工作，为全年丰收打牢基础。 一、强化组织领导 "
    "1.建立专班。县乡两级分别成立工作专班，每周会商一次，研究解决农资、用水、机具等方面的困难。 "
    "2.压实责任。包村干部要走到田间地头，帮助农户算好种植账，组织开展现场观摩、技术培训、田间课堂等活动 "
    "3.强化督导。县里每半月通报一次进度，进度滞后的乡镇要说明原因并提出赶进度的办法。 二、强化要素保障 "
    "4.保农资。种子、化肥储备要在三月底前到位，市场监管部门要严查假种子、假化肥。 "
    "5.保用水。干支渠清淤要在通水前完成，泵站要逐台试车。 三、强化技术指导 "
    "6.送技术。农技人员每人联系五个村，关键农时住在村里。 7.送服务。农机检修不收工时费，跨区作业有人对接。 |\n"
)
OPENING = "近几年来，我所围绕中心工作，积极开展创建活动，取得了明显成效。\n一、领导重视\n二、成效显著\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("85", f"第二篇：创建总结\n文明单位创建工作简介\n{OPENING}",
             ["part_title", "document_title", "preamble", "heading", "heading"]),
        case("86", f"第一篇：市体育局工作总结\n市体育局创建2021-2022年度清河市文明单位\n工作总结\n{OPENING}",
             ["part_title", "document_title", "document_title", "preamble", "heading", "heading"]),
        case("87", f"第二篇：創建總結\n石橋鎮國土資源所\n創建文明單位工作總結\n{OPENING}石橋鎮國土資源所\n",
             ["part_title", "document_title", "document_title", "preamble", "heading", "heading", "signature"]),
        case("88", f"第四篇：创建汇报\n擦亮服务窗口建设美丽交通——县交通局创建文明单位工作情况汇报\n{OPENING}",
             ["part_title", "document_title", "preamble", "heading", "heading"]),
        case("90", "一、坚持学用结合\n（一）办好夜校。每周开课两晚，学员来自各村。\n二、经验启示\n",
             ["heading", "run_in_heading", "heading"]),
        case("91", METADATA + COLLAPSED, ["metadata_field"] * 9 + ["metadata_empty", "collapsed"]),
        case("91-short", METADATA + "河湾县水利局工作要点。 一、强化武装 1.学理论。每月一讲。 2.讲故事。二、建强堡垒 3.选书记。全部到位。\n",
             ["metadata_field"] * 9 + ["metadata_empty", "collapsed"]),
        case("105", "同志們：\n一、肯定成績\n成績不小。\n二、明確任務\n任務不輕。\n"
                    "同志們，讓我們振奮精神，為奪取今年農業豐收而努力奮鬥！謝謝大家！\n",
             ["salutation", "heading", "body", "heading", "body", "closing"]),
        case("106-one-line", f"{OPENING}清河市体育局 二0二一年十月十二日\n",
             ["preamble", "heading", "heading", "signature_date"]),
        case("106-two-lines", f"{OPENING}石桥镇国土资源所\n二OO八年十一月十七日\n",
             ["preamble", "heading", "heading", "signature", "date_line"]),
        case("112-plan", "清河縣文化局2024年工作計畫\n一、辦好展覽\n二、培訓骨幹\n", ["document_title", "heading", "heading"]),
        case("112-report", "清河縣文化局創建工作彙報\n一、辦好展覽\n二、培訓骨幹\n", ["document_title", "heading", "heading"]),
        case("115", "1.全面自查\n逐处检查水源。\n附件：1.检查表\n2.台账\n清河县水务局\n2024年3月18日\n附件1\n饮水安全检查表\n一、水源\n二、管网\n",
             ["heading", "body", "attachment_note", "attachment_note", "signature", "date_line",
              "attachment_head", "document_title", "heading", "heading"]),
    ],
)  # fmt: skip
def test_forms(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


TORN = """\
一、学习教育常态长效
为了提高职工的业务素质，站里制定了三年培训规划。去年以来，站里先后组织开展了
“岗位练兵”“师徒结对”等活动，参加职工二百余人次。
二、科技创新成果丰硕
三年来，全站坚持科技兴站，累计投入研发经费六百余万元。其中七项发明获得国家专利，
19项科研成果获得省级奖励。
"""
UNPUNCTUATED = """\
（一）关于调研和文稿工作。文稿质量是当前的薄弱环节，各单位报来的材料大多空话连篇。就这个问题，我想讲这样两方面意思
第一，要吃透上情和下情。不懂政策写不深，不懂基层写不实。
第二，要改进文风。短、实、新是好文章的标准。
"""


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        case("99", TORN, ["“岗位练兵”", "19项科研成"]),
        case("107", UNPUNCTUATED, []),
        case("111", "早在，站里就办起了夜校。\n相关做法被多次报道。，《清河日报》刊发专稿。\n一、以“”规划为统领\n", []),
    ],
)
def test_joined_lines(text: str, torn: list[str]) -> None:
    result = docparse.parse(text)
    joined = [repair.span[0] for repair in result.repairs if repair.kind == "joined_line"]
    assert [text[at : at + 6].strip() for at in joined] == [words[:6] for words in torn]
    rows = docparse.block_rows(result.document)
    assert [row["start"] for row in rows if row["form"] == "torn_continuation"] == joined


def test_torn_lines_are_joined_without_a_blank() -> None:
    """99"""
    document = docparse.parse(TORN).document
    read = [document.text(node) for node in document.outline()]
    assert "先后组织开展了“岗位练兵”" in read[0]
    assert "获得国家专利，19项科研成果" in read[1]


def test_damage_is_reported_and_never_repaired() -> None:
    """111"""
    text = "早在，站里就办起了夜校。\n相关做法被多次报道。，《清河日报》刊发专稿。\n一、以“”规划为统领\n"
    result = docparse.parse(text)
    assert result.repairs == []
    assert result.document.source.raw == text
    assert len(places(text, "stripped_text")) == 3


def counts(text: str) -> list[tuple[int | None, int, bool]]:
    document = docparse.parse(text).document
    return [
        (found.announced, found.actual, found.ok)
        for node in document.documents()
        for found in docparse.announcements(document, node)
    ]


FIVE = "同志們：\n下面，我講五點意見。\n一、認清形勢\n二、突出重點\n三、嚴把關口\n四、加強領導\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("107", UNPUNCTUATED, [(2, 2, True)]),
        case("113", FIVE, [(5, 4, False)]),
    ],
)
def test_counts(text: str, expected: list[tuple[int | None, int, bool]]) -> None:
    assert counts(text) == expected


SCORES = """\
县水文站创建文明单位自查总结
现将创建情况汇报如下。我站应得分100分，自查实得分为98分。
（一）组织领导有力。应得分为40分，实得分为40分。
站长任组长，每季度研究一次。
（二）环境整洁优美。应得分为30分，实得分为29分。
院内还有一处旧棚尚未拆除。
（三）服务群众到位。应得分为30分，实得分为28分。
雨情短信有两次迟发。
"""
OCR = "—、加强领导\n（—）健全机构。成立指挥部。\n（二）明确分工。站所包片。\n二、强化措施\nl.昼夜巡查。不得空岗。\n2.疏堵结合。给予补贴。\n"


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        case("85", "第二篇：创建总结\n一、做法\n第三篇：创建总结\n一、成效\n", "duplicate_part_title", 1),
        case("89", UNNAMED, "missing_part_header", 1),
        case("91", METADATA + COLLAPSED, "metadata_empty", ["-"]),
        case("91-edge", METADATA + COLLAPSED, "table_remnant", [" |"]),
        case("92", "学习了《忠诚践行“五个带头，做合格水务人》一文，深受触动。\n", "unclosed_quote",
             ["“五个带头，做合格水务人》"]),
        case("93", "按照‘一岗双责’‛的要求，层层签订责任书。\n", "unbalanced_quote", ["‛"]),
        case("97", "各站通过气象信 6 息网报送墒情，逾期的由县局通报。\n", "page_number_artefact", 1),
        case("98", "医院利用内部好范文 域网开展培训，参训人员三百人次。\n", "watermark_artefact", ["好范文 "]),
        case("106-glyph", "一、工作\n好。\n石桥镇国土资源所\n二OO八年十一月十七日\n", "date_glyph", 1),
        case("108", COLLAPSED, "missing_terminal_punctuation", 1),
        case("109-brackets", "专项行动自[X]月启动，历时[X]个月。\n", "placeholder_unfilled", 1),
        case("109-letters", "全年召开会议X次，培训干部X余人。\n", "placeholder_unfilled", 1),
        case("109-year", "黨委於20xx年制定了規劃。\n", "placeholder_unfilled", 1),
        case("109-line", "去年是20_年以来雨水最多的一年。\n", "placeholder_unfilled", 1),
        case("109-stars", "20**年，全站改造管网三十公里。\n", "placeholder_unfilled", 1),
        case("109-sum", "補助標準提高到120xx元，按月發放。\n", "placeholder_overreach", 1),
        case("109-many-years", "早在20xx多年前，先民就在這裡開渠引水。\n", "placeholder_overreach", 1),
        case("109-for-years", "這樣的座談會已經有20xx年沒有召開了。\n", "placeholder_overreach", 1),
        case("109-no-overreach", "黨委於20xx年3月制定了規劃。\n", "placeholder_overreach", []),
        case("110", "全年接待上級領導 人次，受到好評。\n", "placeholder_blank", ["接待上級領導 人次"]),
        case("111-quote", "各校以“”教育规划为统领，狠抓落实。\n", "stripped_text", ["“”"]),
        case("112-hair", "要推動經濟髮展，爭取各方支持。\n", "conversion_error", ["髮"]),
        case("112-this", "要抓住這箇機遇，在各方麵下功夫。\n", "conversion_error", 2),
        case("113", FIVE, "announced_count_mismatch", 1),
        case("114", SCORES, "score_total_mismatch", 1),
        case("114-true-total", SCORES.replace("98分", "97分"), "score_total_mismatch", 0),
        case("116", OCR, "ocr_marker", 3),
        case("116-text", "县局召开动员会后，各站迅速行动。\n—、两年来累计投入八十万元。\n", "ocr_marker", 0),
    ],
)  # fmt: skip
def test_findings(text: str, code: str, expected: list[str] | int) -> None:
    found = places(text, code)
    assert (len(found) if isinstance(expected, int) else found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("109-template", "自[X]月启动，历时[X]个月，召开会议X次。", ["[X]", "[X]", "X"]),
        case("109-name", "中共*縣委、XX市住房局联合开展检查。", ["*", "XX"]),
    ],
)
def test_placeholders(text: str, expected: list[str]) -> None:
    assert [quote.text for quote in docparse.read_placeholders(text, (0, len(text)))] == expected
