"""Numerals as outline markers print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.numerals import han, read_count, read_number, read_spoken, read_year

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))  # lone surrogates too
NUMERAL_TEXT = st.text("零〇○Oo一二三十百千两廿壹拾第条之、.()（）12３①⑴⒈ⅣⅩIVl|- 　", max_size=12)


@pytest.mark.parametrize(
    ("marker", "number"),
    [
        # the levels of GB/T 9704, and their damage
        ("一、", 1), ("(十二)", 12), ("（十二）", 12), ("（ 二 ）、", 2), ("3.", 3), ("３．", 3), ("１２）", 12),
        ("(4)", 4), ("1)、", 1), ("1 )", 1), ("01.", 1), ("十、", 10), ("二十、", 20), ("九十九、", 99),
        ("一", 1), ("7", 7),
        # laws
        ("第一条", 1), ("第一百二十条", 120), ("第一百二十條", 120), ("第一百一十二条", 112), ("第一百十二條", 112),
        ("第一百零三条", 103), ("第一百〇三条", 103), ("第一千二百六十条", 1260), ("第10条", 10), ("第　十　条", 10),
        ("第三章", 3), ("第二分编", 2), ("第十条之一", [10, 1]), ("第十二條之二", [12, 2]), ("第10条之1", [10, 1]),
        # parts and attachments
        ("第一篇:", 1), ("第二部分", 2), ("篇12", 12), ("附件2", 2), ("附件三：", 3), ("附彔1", 1), ("（之二）", 2),
        # decimal
        ("1.2", [1, 2]), ("1.2.3", [1, 2, 3]), ("1. 2", [1, 2]), ("１．２．３", [1, 2, 3]), ("1.2、", [1, 2]),
        # one character
        ("①", 1), ("⑳", 20), ("㉑", 21), ("㊱", 36), ("㊿", 50), ("❿", 10), ("⓫", 11), ("㈠", 1), ("㈩", 10),
        ("⑴", 1), ("⒇", 20), ("⒈", 1), ("⒛", 20),
        # other scripts and signs
        ("Ⅳ.", 4), ("Ⅻ、", 12), ("ⅩⅢ、", 13), ("IV.", 4), ("xiv)", 14), ("I.", 1), ("V.", 5), ("A.", 1), ("b)", 2),
        ("（Ｃ）", 3), ("L.", 12), ("甲、", 1), ("癸、", 10), ("壹、", 1), ("貳、", 2), ("拾貳、", 12),
        ("壹拾叁、", 13), ("廿三、", 23), ("卅一", 31),
        # words
        ("一是", 1), ("十要", 10), ("二抓", 2), ("第三点", 3), ("第三點是", 3), ("第二,", 2), ("第一个方面", 1),
        ("其一,", 1), ("首先", 1), ("首先,", 1), ("其次是", 2), ("再次，", 3), ("再其次", 3),
        ("一个是", 1), ("另一个是", 2), ("再一個就是", 3), ("還有一個是", 4),
        # as OCR reads 一 and 1
        ("—、", 1), ("(—)", 1), ("（－）", 1), ("ー、", 1), ("l.", 1), ("|、", 1),
    ],
)  # fmt: skip
def test_markers(marker: str, number: int | list[int]) -> None:
    assert read_number(marker) == number


@pytest.mark.parametrize(
    "marker",
    [
        "", " ", "附件", "附：", "最后", "——", "—", "-", "●", "*",  # no number
        "一二三、", "十百", "二十十", "一百三", "十两", "二百零三十", "百条",  # no numeral
        "甲方", "A股", "IIII.", "VX.", "²", "½", "第²条", "三、四",
        "9" * 5000, "一" * 5000, "第一条" + "的" * 100,
    ],
)  # fmt: skip
def test_no_number(marker: str) -> None:
    assert read_number(marker) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025", 2025), ("２０２５年", 2025), ("二〇二五", 2025), ("二○一一年", 2011), ("二0一一", 2011),
        ("二OO八", 2008), ("一九九八", 1998), (" 2008 年", 2008),
        ("98", None), ("二十", None), ("20256", None), ("五六七八", None), ("20**", None), ("二千零八", None),
        ("", None),
    ],
)  # fmt: skip
def test_years(text: str, year: int | None) -> None:
    assert read_year(text) == year


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("两", 2), ("兩", 2), ("二", 2), ("三", 3), ("十二", 12), ("３", 3), ("10", 10), ("两百", 200),
        ("两个方面", 2), ("五項措施", 5), ("8点", 8),
        ("几", None), ("幾", None), ("若干", None), ("十几", None), ("十多个", None), ("二十余项", None),
        ("一些", None), ("一系列", None), ("三四个", None), ("三、四个", None), ("3-5个", None),
        ("数十", None), ("", None),
    ],
)  # fmt: skip
def test_counts(text: str, count: int | None) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1060, "一千零六十"),
    ],
)
def test_han(number: int, written: str) -> None:
    assert han(number) == written


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_han_refuses_what_it_cannot_write(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 9999"):
        han(number)


def test_a_list_belongs_to_its_caller() -> None:
    first = read_number("1.2")
    assert isinstance(first, list)
    first.append(3)
    assert read_number("1.2") == [1, 2]


@given(st.integers(1, 9999), st.sampled_from(["{}、", "({})", "（{}）", "第{}条", "{}是", " {} "]))
def test_what_han_writes_is_read_back(number: int, marker: str) -> None:
    assert read_number(marker.format(han(number))) == number
    assert read_number(marker.format(number)) == number


@given(st.integers(1000, 2999), st.sampled_from("〇零○O0"))
def test_years_written_digit_by_digit(year: int, zero: str) -> None:
    written = "".join("零一二三四五六七八九"[int(digit)] for digit in str(year)).replace("零", zero)
    assert read_year(written) == year


@given(ANY_TEXT | NUMERAL_TEXT)
def test_any_text_can_be_asked(text: str) -> None:
    number = read_number(text)
    assert number is None or isinstance(number, int) or all(isinstance(part, int) for part in number)
    assert isinstance(read_year(text), int | None)
    assert isinstance(read_count(text), int | None)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("十", 10), ("百", 100), ("三百零六", 306), ("两千五百", 2500), ("一万零八十", 10080), ("七亿二千万", 7.2e8), ("三萬六千", 36000),
        ("九十八点六", 98.6), ("零点五", 0.5), ("三千五", None), ("百分", None), ("", 0),
    ],
)  # fmt: skip
def test_amounts_in_words(text: str, amount: float | None) -> None:
    assert read_spoken(text) == amount
