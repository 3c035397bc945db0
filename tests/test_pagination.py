"""Pagination: pages drawn with characters, and the paragraphs that are read from them.

In a drawing a line is a row of a page, a full-width character is one em wide and any other half an em; two blanks or
more part fragments.
"""

from __future__ import annotations

import re
from itertools import count, cycle, islice

import pytest

from docparse import Limits, Page, PageLine, Run, SourceText, SourceWriter, write_pages

EM, PITCH, MARGIN = 10.0, 18.0, 50.0


def width(text: str) -> float:
    return sum(EM / 2 if char.isascii() else EM for char in text)


def drawn(number: int, drawing: str, characters: int = 20, margin: float = MARGIN) -> Page:
    page = Page(number, 2 * MARGIN + characters * EM, 800)
    for at, row in enumerate(drawing.strip("\n").split("\n")):
        for words in re.finditer(r"\S+(?: \S+)*", row):
            left = margin + width(row[: words.start()].replace("\u3000", "＿"))
            top = 100 + at * PITCH
            page.lines.append(PageLine([Run(words[0])], left, top, left + width(words[0]), top + EM, EM))
    return page


def read(*drawings: str, characters: int = 20, margins: tuple[float, ...] = (MARGIN,)) -> SourceText:
    """margins: to the left of the pages, in turn"""
    writer = SourceWriter("", "", Limits())
    turns = zip(drawings, cycle(margins), strict=False)
    write_pages([drawn(number, drawing, characters, left) for number, (drawing, left) in enumerate(turns, 1)], writer)
    return writer.source()


@pytest.mark.parametrize(
    ("drawing", "paragraphs"),
    [
        pytest.param(
            """
\u3000\u3000一二三四五六七八九十一二三四五六七八
一二三四五六七八九十。
\u3000\u3000一二三四五六七八九十一二三四五六七八
一二三四五六七八九十一二三四五六七八九十
完。
""",
            [18 + 11, 18 + 20 + 2],
            id="first lines are set in",
        ),
        pytest.param(
            """
\u3000\u3000一二三四五六七八九十一二三四五六七八
\u3000\u3000一二三四五六七八九十一二三四五六七八
一二三四五六七八九十。
\u3000\u3000一二三。
""",
            [18, 18 + 11, 4],
            id="a heading that fills its line exactly",
        ),
        pytest.param(
            """
\u3000\u3000一二三四五六七八九十一二三四五六七
\u3000\u3000一二三四五六七八九十一二三四五六七八
一二三四五六七八九十一二三四五六七八九
甲乙丙丁
\u3000\u3000一二三四五六七八九十一二三四五六七八
""",
            [17, 18 + 19, 4, 18],
            id="a line that lacks one character ends",
        ),
        pytest.param(
            """
1.一二三四五六七八九十一二三四五六七八九
\u3000一二三四五六七八九十一二三四五六七八九
\u3000一二三四。
2.一二三四五六七八九十一二三四五六七八九
\u3000一二三四。
""",
            [21 + 19 + 5, 21 + 5],
            id="hanging indents",
        ),
    ],
)
def test_where_paragraphs_end(drawing: str, paragraphs: list[int]) -> None:
    assert [len(line) for line in read(drawing).raw.split("\n") if line] == paragraphs


def test_a_sentence_goes_on_over_a_page_break() -> None:
    first = "\u3000\u3000各单位要提高认识加强领导明确责任任务\n把各项任务落到实处确保取得实效各单位要提"
    source = read(first, "高认识。\n\u3000\u3000完。")
    assert source.raw == first.replace("\n", "").replace("\u3000", "") + "高认识。\n完。\n"
    assert source.place(source.raw.index("高认识。")) == "page 2"
    assert source.place(0) == "page 1"


def test_nothing_goes_on_with_a_date_at_the_right_margin() -> None:
    page = "\u3000\u3000一二三四五六七八九十一二三四五六七八\n一二三。\n" + "\u3000" * 12 + "二〇二五年五月一"
    assert read(page, "附件\n\u3000\u3000\u3000任务分工表").raw.split("\n")[1:3] == ["二〇二五年五月一", "附件"]


@pytest.mark.parametrize(
    "numbers", [("1.", "2.", "3."), ("（1）", "（2）", "（3）"), ("①", "②", "③"), ("一、", "二、", "三、")]
)
def test_numbers_set_apart_by_a_tab_make_no_table(numbers: tuple[str, ...]) -> None:
    source = read("\n".join(f"{number}{' ' * 4}编制专项方案" for number in numbers))
    assert not source.layout
    assert [line.split() for line in source.raw.splitlines()] == [[number, "编制专项方案"] for number in numbers]


def test_columns_in_which_many_lines_are_short() -> None:
    section = [
        "一、各单位要提高认识加强领导明确责任",
        "把任务落到实处。",
        "二、工作要求",
        "各单位要提高认识加强领导明确责任落实",
    ]
    left = [*section, "到人。", "三、组织领导", *section]
    rows = [f"{row:\u3000<22}{other}" for row, other in zip(left, [*left[4:], *left[:4]], strict=True)]
    source = read("\n".join(rows), characters=40)
    assert source.raw.startswith("一、各单位要提高认识加强领导明确责任把任务落到实处。\n二、工作要求\n")
    assert not source.layout


def test_rows_that_share_columns_are_of_a_table() -> None:
    source = read("序号    单位      数量\n1       教育局    12\n2       公安局    345\n主送：教育局      抄送：公安局")
    rows = [source.raw[layout.start : layout.end] for layout in source.layout if layout.role == "table_row"]
    assert rows[:3] == ["序号\t单位\t数量", "1\t教育局\t12", "2\t公安局\t345"]


def test_a_cell_that_goes_on_below_is_of_its_first_row() -> None:
    page = drawn(
        1, "单位        任务            时限\n            开展检查        3月\n教育局\n            落实整改        5月"
    )
    left, right = MARGIN - 5, MARGIN + 20 * EM
    heights = [95 + PITCH * at for at in range(5)]
    page.rules = [(heights[0], left, right), (heights[1], left, right), (heights[4], left, right)]
    page.rules.append((heights[2] + PITCH / 2, MARGIN + 50, right))  # below 开展检查, and not below 教育局
    writer = SourceWriter("", "", Limits())
    write_pages([page], writer)
    assert writer.source().raw == "单位\t任务\t时限\n教育局\t开展检查\t3月\n落实整改\t5月\n"


def test_blanks_between_latin_words_and_none_between_han() -> None:
    source = read("\u3000\u3000使用开源软件建设政务平台 Open Source\nSoftware 系统\n甲乙。")
    assert source.raw == "使用开源软件建设政务平台 Open Source Software 系统\n甲乙。\n"


def test_an_unread_page_has_a_place() -> None:
    writer = SourceWriter("", "", Limits())
    write_pages([drawn(1, "一、总则"), Page(2, 300, 800, unread=True), drawn(3, "二、附则")], writer)
    source = writer.source()
    assert source.raw == "一、总则\n\n二、附则\n"
    assert [place for _, place in source.anchors] == ["page 1", "page 2, not read", "page 3"]


def test_margins_that_differ_on_odd_and_even_pages() -> None:
    han = map(chr, count(0x4E00))
    pages = []
    for _ in range(6):
        full = ["".join(islice(han, 20)) for _ in range(8)]  # no page is like another, as running heads are
        paragraph = f"\u3000\u3000{full[0][:18]}\n{full[1]}\n{full[2]}\n{full[3]}\n{full[4][:7]}。"
        pages.append(f"{paragraph}\n\u3000\u3000{full[5][:18]}\n{full[6]}\n{full[7][:3]}。")
    source = read(*pages, margins=(75, 50))
    lengths = [len(line) for line in source.raw.split("\n") if line]
    assert lengths == [18 + 60 + 8, 38 + 4] * 6
