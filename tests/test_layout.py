"""What the setting of a file says of its text: forms, headings, places, tables."""

from __future__ import annotations

import time
from collections.abc import Iterator

import formats
import pytest

import docparse
from docparse import CellText, Layout, Limits, LoadError, Run, SourceText, SourceWriter
from docparse.testing import promises, read_corpus


def written(*paragraphs: tuple[docparse.writing.Text, str], limits: Limits | None = None) -> SourceText:
    """A source with paragraphs, each with its role."""
    writer = SourceWriter("a.docx", "application/x", limits or Limits())
    for number, (text, role) in enumerate(paragraphs, 1):
        writer.paragraph(text, f"paragraph {number}", role)
    return writer.source()


def read(parser: docparse.Parser, source: SourceText) -> docparse.Document:
    document = parser.parse(source).document
    promises.check_tree(document)
    return document


def headings(document: docparse.Document) -> list[tuple[str | None, str]]:
    return [(node.marker, node.heading.text if node.heading else "") for node in document.outline()]


def forms(document: docparse.Document) -> list[str | None]:
    return [leaf.form for leaf in document.leaves() if leaf.kind == "paragraph"]


def test_a_line_has_the_form_that_the_layout_tells_and_no_marker(parser: docparse.Parser) -> None:
    document = read(
        parser,
        written(
            ("一、总体要求", ""), ("二、工作任务\t3", "contents_entry"), ("二、工作任务", ""),
            ("三、名称\t一、数量", "table_row"), ("三、工作要求", ""),
        ),
    )  # fmt: skip
    assert headings(document) == [("一、", "总体要求"), ("二、", "工作任务"), ("三、", "工作要求")]
    assert forms(document) == ["heading", "contents_entry", "heading", "table_row", "heading"]


def test_what_a_page_adds_breaks_no_sentence(parser: docparse.Parser) -> None:
    document = read(
        parser,
        written(
            ("一、总体要求", ""),
            ("各乡镇、各部门要充分认识做好这项工作的重要意义，切实增强责任感和紧迫感，加强领导，把这项工作摆上", ""),
            ("清水县人民政府文件", "running_head"),
            ("1 本条所称的工作是指年度重点工作。", "footnote"),
            ("重要议事日程。", ""),
        ),
    )
    assert forms(document)[2:] == ["running_head", "footnote", "torn_continuation"]
    (section,) = document.outline()
    assert "清水县人民政府文件" not in document.text(section)


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ([Run("（一）各级要把任务分解", True), Run("。到人到岗。")], "（二）各级要按月调度。逐项销号。", "各级要把任务分解"),
        ([Run("（一）"), Run("压实责任，形成工作合力，全面", True), Run("：到人到岗；")], "", "压实责任，形成工作合力，全面"),
        ([Run("（一）各级要把"), Run("任务", True), Run("分解，到人到岗；")], "", ""),
        ([Run("（一）"), Run("任务", True), Run("要分解，到人到岗；")], "", ""),
    ],
)  # fmt: skip
def test_emphasis_shows_where_a_run_in_heading_ends(
    parser: docparse.Parser, first: list[Run], second: str, wanted: str
) -> None:
    more = second or "（二）按月调度，逐项销号；"
    assert headings(read(parser, written((first, ""), (more, ""))))[0] == ("（一）", wanted)


def test_a_paragraph_set_as_a_heading_is_one(parser: docparse.Parser) -> None:
    text = "一、各级各部门要高度重视安全生产工作，层层压实责任；"
    following = "各单位要抓好贯彻落实。"
    assert headings(read(parser, written((text, ""), (following, "")))) == [("一、", "")]
    assert headings(read(parser, written((text, "heading"), (following, "")))) == [
        ("一、", "各级各部门要高度重视安全生产工作，层层压实责任")
    ]


@pytest.mark.parametrize("more", [["第二条 本县行政区域内的供水工作，适用本办法。"], ["第二条 下列活动应当报批："], []])
def test_a_style_that_numbers_statements_makes_no_headings_of_them(parser: docparse.Parser, more: list[str]) -> None:
    articles = ["第一条 为了加强供水管理，制定本办法。", *more, "第三条 本办法自公布之日起施行。"]
    chapter = ("第一章 总则", "heading")
    source = written(chapter, *((article, "heading") for article in articles))
    assert headings(read(parser, source)) == [("第一章", "总则"), *((article[:3], "") for article in articles)]


def test_a_paragraph_wholly_in_bold_has_the_heading_that_its_words_tell(parser: docparse.Parser) -> None:
    items = [f"（{number}）自查阶段（{number}月）。各单位逐项开展自查，建立隐患清单。" for number in "一二三"]
    body = ("各级各部门要按照职责分工组织检查组，对照检查重点逐项开展检查，" * 4, "")
    source = written(*(([Run(item, True)], "") for item in items), body)
    assert headings(read(parser, source)) == [(f"（{n}）", f"自查阶段（{n}月）") for n in "一二三"]


def test_a_text_wholly_in_bold_emphasises_nothing(parser: docparse.Parser) -> None:
    text = "1.各级要把任务分解到人，按月调度，逐项销号，确保全面完成"
    document = read(parser, written(([Run(text, True)], ""), ([Run(text.replace("1.", "2."), True)], "")))
    assert headings(document) == headings(read(parser, written((text, ""), (text.replace("1.", "2."), ""))))


def test_tables_keep_their_cells_and_give_no_outline(parser: docparse.Parser) -> None:
    writer = SourceWriter("a.docx", "application/x", Limits())
    writer.paragraph("一、任务分工", "paragraph 1")
    writer.table(
        [
            [CellText(["序号"]), CellText(["任务"], columns=2)],
            [CellText(["一、"], rows=2), CellText(["修路", "通水"]), CellText(["1."])],
            [CellText(["栽树"]), CellText(["2."])],
        ],
        "table 1",
    )
    writer.paragraph("二、工作要求", "paragraph 2")
    source = writer.source()
    assert headings(read(parser, source)) == [("一、", "任务分工"), ("二、", "工作要求")]
    (table,) = source.tables
    assert [(source.raw[c.start : c.end], *c[2:]) for c in table.cells] == [
        ("序号", 0, 0, 1, 1), ("任务", 0, 1, 1, 2), ("一、", 1, 0, 2, 1), ("修路 通水", 1, 1, 1, 1), ("1.", 1, 2, 1, 1),
        ("栽树", 2, 1, 1, 1), ("2.", 2, 2, 1, 1),
    ]  # fmt: skip
    assert source.place(source.raw.index("栽树")) == "table 1, row 3, cell 1"
    assert source.place(source.raw.index("二、工作")) == "paragraph 2"
    json = docparse.interchange(parser.parse(source)).source
    assert len(json.tables[0].cells) == 7
    assert json.anchors[0] == (0, "paragraph 1")


def test_a_table_that_lays_out_a_page_is_no_table(parser: docparse.Parser) -> None:
    writer = SourceWriter("a.html", "text/html", Limits())
    body = ["一、总体要求", "（一）压实责任", "各级各部门要按照职责分工抓好落实。" * 20, "（二）严格考核"]
    writer.table([[CellText(["导航"]), CellText(list(body))]], "table 1")
    assert [marker for marker, _ in headings(read(parser, writer.source()))] == ["一、", "（一）", "（二）"]


@pytest.mark.parametrize(("limits", "text"), [(Limits(text=10), "字" * 11), (Limits(paragraphs=1), "字")])
def test_a_text_past_its_limit_is_refused(limits: Limits, text: str) -> None:
    with pytest.raises(LoadError, match="DP-L001") as caught:
        written((text, ""), (text, ""), limits=limits)
    assert caught.value.refused


def test_places_of_a_text_without_anchors() -> None:
    assert SourceText("一、").place(0) is None


def test_layout_of_nonsense_breaks_no_promise(parser: docparse.Parser) -> None:
    raw = "一、总体要求\n\n（一）任务\n"
    roles = ("heading", "emphasis", "table_row", "page_number", "nonsense")
    spans = [(0, 0), (0, len(raw)), (5, 8), (7, 7), (len(raw) - 1, len(raw)), (len(raw), len(raw)), (90, 99)]
    for role in roles:
        read(parser, SourceText(raw, layout=[Layout(*span, role) for span in spans]))


CONCLUSION = "关于防汛工作的报告\n一、主要做法\n一是巡查。每日两次。\n二、存在问题\n排水不畅。\n总之，我们将继续努力，做好各项工作。"


def numbered_pages() -> Iterator[tuple[str, str]]:
    """Texts by name: those of the formats, markers that ask their neighbours, and a report with a conclusion."""
    yield "a conclusion", CONCLUSION
    yield from formats.documents().items()
    yield from ((case.title, case.text) for case in read_corpus(formats.TESTS / "corpus/numbering.txt"))


@pytest.mark.parametrize("lines_below", [0, 1, 2])
def test_the_number_of_a_page_changes_no_level(lines_below: int) -> None:
    changed = []
    for name, text in numbered_pages():
        lines = [line.rstrip() for line in text.split("\n") if line.strip()]
        at = len(lines) - lines_below
        if at < 2:
            continue
        start = len("\n".join(lines[:at])) + 1
        paged = SourceText("\n".join([*lines[:at], "7", *lines[at:]]), layout=[Layout(start, start + 1, "page_number")])
        if held("\n".join(lines)) != held(paged):
            changed.append(name)
    assert changed == []


def held(source: str | SourceText) -> list[tuple[int, str, str]]:
    """Every line with the level and the marker of the unit that it is held by, without the numbers of pages."""
    document = formats.plain().parse(source).document
    raw = document.source.raw
    leaves = [leaf for leaf in document.leaves() if leaf.form != "page_number" and raw[leaf.start : leaf.end].strip()]
    holders = [document.nodes[leaf.parent or 0] for leaf in leaves]
    return [
        (holder.level, holder.marker or "", raw[leaf.start : leaf.end].strip())
        for leaf, holder in zip(leaves, holders, strict=True)
    ]


def test_cells_that_cover_too_much_take_no_time() -> None:
    """A cell may say that it covers a million columns or rows; what is written of it is what it holds."""
    limits = Limits()
    writer = SourceWriter("a.html", "text/html", limits)
    wide = [CellText(["甲"], 1_000_000, 1_000_000) for _ in range(300)]
    begun = time.process_time()
    writer.table([wide, *[[CellText(["乙"])] for _ in range(50_000)]], "table 1")
    assert time.process_time() - begun < 5
    source = writer.source()
    (table,) = source.tables
    assert source.raw.count("乙") == 50_000
    assert max(cell.column for cell in table.cells) < 2_000
    assert [cell.column for cell in table.cells[300:302]] == [table.cells[299].column + 1] * 2
