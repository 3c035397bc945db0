"""Whose a paragraph without a marker is (R10): the corpus notation shows units only."""

from __future__ import annotations

import pytest

from docparse import Parser

PARSER = Parser(records=False)


def owner(text: str, words: str) -> str:
    """The marker and heading of the unit that holds the line with these words; "" for the document."""
    document = PARSER.parse(text).document
    leaf = next(leaf for leaf in document.walk("paragraph") if words in document.text(leaf))
    unit = document.parent(leaf)
    assert unit is not None
    return " ".join(filter(None, [unit.marker, unit.heading.text if unit.heading else ""]))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # the next 款 of an article, after its 项
        ("第二条　适用于下列车辆：\n（一）公务车；\n（二）执法车。\n前款车辆统一管理。\n第三条　略。\n", "前款", "第二条"),
        ("第二条　适用于下列车辆：\n（一）公务车；\n1.轿车；\n2.客车。\n前款车辆统一管理。\n", "前款", "第二条"),
        # after a list of sentences, what closes the section is the section's
        ("一、要求\n1.加强领导，落实责任。\n2.严格督查，按时开展。\n请于三月底前报送。\n二、其他\n", "请于", "一、 要求"),
        # items with text below keep theirs
        ("（一）加强领导。\n成立小组。\n（二）严格督查。\n每月通报。\n", "每月", "（二） 严格督查"),
        # a conclusion concludes only at the end, and never takes all the text a section has
        ("一、背景\n情况紧急。\n二、安排\n抓紧施工，今后将继续改进。\n要加强调度。\n", "抓紧", "二、 安排"),
        ("一、背景\n情况紧急。\n二、问题\n虽然完成了任务，但进度偏慢，还要加快。\n", "虽然", "二、 问题"),
        ("一、背景\n情况紧急。\n二、问题\n进度偏慢。\n总之，我们将继续努力，把各项工作做好。\n水务站\n", "总之", ""),
        ("一、背景\n情况紧急。\n二、问题\n总之，任务繁重，要逐项落实到人。\n要加强调度。\n", "总之", "二、 问题"),
    ],
)  # fmt: skip
def test_owner(text: str, words: str, expected: str) -> None:
    assert owner(text, words) == expected


HONOURED = "一、先进单位\n清河县水务局\n清河县林业局\n二、先进集体\n清河县公安局\n张三\n清河县民政局\n"
SIGNED = "清河县人民政府\n2024年5月8日\n"


@pytest.mark.parametrize(
    ("text", "bodies", "signatures"),
    [
        # bodies right below a heading are its list, to the end, or to the last one that a date stands below
        (HONOURED, 4, 0),
        (HONOURED + SIGNED, 4, 1),
        ("参加单位如下。\n二、成员单位：\n县水务局\n县林业局\n", 2, 0),
        ("一、联系单位\n县水务局\n二、报送时间\n月底前报送。\n", 1, 0),
        ("附件1\n先进单位名单\n清河县水务局\n清河县林业局\n附件2\n先进个人名单\n张三\n", 2, 0),
        ("（一）先进个人（2名）\n张 三 清河县水务局\n李 四 清河县林业局\n", 2, 0),
        ("附件\n先进单位名单\n清河县水务局\n清河县林业局\n清河县民政局\n", 3, 0),
        # who signs stands below text, together or alone
        ("一、提高认识\n加强领导。\n二、抓好落实\n每月检查。\n清河县水务局\n清河县林业局\n2024年5月8日\n", 0, 2),
        ("1.提前报名\n2.自备工具\n3.准时参加\n清河县水务局\n清河县林业局\n2024年5月8日\n", 0, 2),
        ("一、加强领导\n二、抓好落实\n" + SIGNED, 0, 1),
    ],
)
def test_bodies_below_a_heading_are_its_list(text: str, bodies: int, signatures: int) -> None:
    document = PARSER.parse(text).document
    named = [leaf for leaf in document.walk("paragraph") if document.text(leaf).strip().endswith(("局", "政府"))]
    listed = [leaf for leaf in named if leaf.form == "body"]
    assert len(listed) == bodies
    assert all(document.parent(leaf).marker for leaf in listed)  # type: ignore[union-attr]
    assert sum(leaf.form == "signature" for leaf in named) == signatures


TORN = "一、全面排查。各乡镇要逐村逐户核对，建立问题清单，发现一处登记一处，做到底数清，为下\n{}一步整治打好基础。\n"


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        # a line that comes again with the number of its page, where one tears a sentence
        (TORN.format("清河县排查方案 1\n") + "二、集中整治。\n清河县排查方案 2\n", 2),
        # rows, captions and numbered labels tear none
        ("粮食作物播种面积 120\n棉花作物播种面积 130\n粮食作物播种面积 140\n", 0),
        ("全县人口统计图1\n见上图。\n全县人口统计图2\n", 0),
        ("家庭成员情况1\n张三\n家庭成员情况2\n李四\n", 0),
        (TORN.format("") + "全年完成造林面积 500\n全年完成造林面积 600\n", 0),
    ],
)
def test_running_heads_tear_sentences(text: str, heads: int) -> None:
    leaves = PARSER.parse(text).document.walk("paragraph")
    assert sum(leaf.form == "page_number" for leaf in leaves) == heads
