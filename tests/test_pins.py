"""Pins: what a reader has decided holds, also when other lines change, and what has no place is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlines import outline_texts

from docparse import LoadError, Parser, Pin, notation, read_pins
from docparse.testing import promises

PARSER = Parser(records=False)
TEXT = """\
一、工作安排
（一）摸清底数。
甲、登记造册。
三、其他
1.3公里渠道已经清淤。
"""


def outline(text: str, *pins: Pin) -> list[str]:
    result = PARSER.parse(text, pins)
    promises.check(result)
    return notation(result.document).splitlines()


def test_without_pins() -> None:
    assert outline(TEXT) == ["section 一 | 工作安排", "  section （一） | 摸清底数", "section 三 | 其他"]


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        (Pin("三、其他", is_unit=False), ["section 一 | 工作安排", "  section （一） | 摸清底数"]),
        (
            Pin("甲、登记造册。", is_unit=True),
            ["section 一 | 工作安排", "  section （一） | 摸清底数", "section 甲 | 登记造册", "section 三 | 其他"],
        ),
        (
            Pin("甲、登记造册。", is_unit=True, parent="（一）摸清底数。"),
            ["section 一 | 工作安排", "  section （一） | 摸清底数", "    section 甲 | 登记造册", "section 三 | 其他"],
        ),
        (
            Pin("三、其他", is_unit=True, parent="一、工作安排"),
            ["section 一 | 工作安排", "  section （一） | 摸清底数", "  section 三 | 其他"],
        ),
        (
            Pin("（一）摸清底数。", is_unit=True, parent=""),
            ["section 一 | 工作安排", "section （一） | 摸清底数", "section 三 | 其他"],
        ),
    ],
)
def test_a_pin(pin: Pin, expected: list[str]) -> None:
    assert outline(TEXT, pin) == expected
    assert outline("前言。\n\n" + TEXT + "\n后记。\n", pin) == expected  # other lines change


def test_pinned_nodes_are_certain() -> None:
    document = PARSER.parse(TEXT, [Pin("甲、登记造册。", is_unit=True)]).document
    (node,) = [node for node in document.outline() if node.marker == "甲、"]
    assert (node.why, node.confidence) == ("pinned", 1.0)
    decisions = PARSER.explain(TEXT, [Pin("三、其他", is_unit=False)])
    assert [(d.is_unit, d.why) for d in decisions if d.marker == "三、"] == [(False, "pinned")]


@pytest.mark.parametrize(
    "pin",
    [
        Pin("四、没有", is_unit=True),
        Pin("三、其他", is_unit=True, nth=2),
        Pin("三、其他", is_unit=False, marker="（三）"),
        Pin("三、其他", is_unit=True, parent="没有"),
        Pin("三、其他", is_unit=True, parent="三、其他"),
        Pin("（一）摸清底数。", is_unit=True, parent="三、其他"),
        Pin("三、其他", is_unit=True, parent="1.3公里渠道已经清淤。"),
        Pin("三、其他", is_unit=False, parent="一、工作安排"),
    ],
)
def test_a_pin_without_a_place_is_said(pin: Pin) -> None:
    result = PARSER.parse(TEXT, [pin])
    (found,) = [found for found in result.diagnostics if found.code == "pin_unused"]
    assert pin.line in found.message
    assert notation(result.document).splitlines() == outline(TEXT)


def test_the_file_beside_the_document(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert read_pins(file) == []
    beside = tmp_path / "a.txt.docparse.toml"
    beside.write_text('[[pin]]\nline = "三、其他"\nis = "text"\n', encoding="utf-8")
    assert notation(PARSER.parse_file(file).document).count("\n") == 2


def test_a_parent_that_is_closed_is_said() -> None:
    text = "一、安排\n（一）摸底\n二、保障\n（一）经费\n"
    (found,) = PARSER.parse(text, [Pin("（一）经费", is_unit=True, parent="一、安排")]).diagnostics
    assert "no unit that begins in the line '一、安排' is open there" in found.message


def test_the_parent_is_the_last_such_line_before() -> None:
    text = "附件1\n方案\n一、目标\n甲、多种树。\n附件2\n办法\n一、目标\n甲、少砍树。\n"
    assert "    section 甲 | 少砍树" in outline(text, Pin("甲、少砍树。", is_unit=True, parent="一、目标"))


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (Pin("三、其他", is_unit=False), "pin 2 (is = 'text') contradicts pin 1 (is = 'unit', parent = ''), which counts"),
        (Pin("三、其他", is_unit=True, parent="一、工作安排"), "pin 2 (is = 'unit', parent = '一、工作安排') contradicts pin 1"),
    ],
)  # fmt: skip
def test_of_two_pins_that_contradict_each_other_the_first_counts(second: Pin, words: str) -> None:
    result = PARSER.parse(TEXT, [Pin("三、其他", is_unit=True, parent=""), second])
    (found,) = [found for found in result.diagnostics if found.code == "pin_unused"]
    assert words in found.message
    assert notation(result.document).splitlines() == outline(TEXT)


def test_pins_that_agree_are_none_too_many() -> None:
    pins = [Pin("甲、登记造册。", is_unit=True), Pin("甲、登记造册。", is_unit=True, parent="（一）摸清底数。")]
    assert outline(TEXT, *pins) == outline(TEXT, pins[1])
    text = "一、抓学习。二是抓作风。\n"
    assert [d.why == "pinned" for d in PARSER.explain(text, [Pin(text.strip(), False)] * 2)] == [True, False]


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        ({"is_unit": "text"}, TypeError, "is_unit of a pin is bool, not 'text'"),
        ({"is_unit": True, "nth": 0}, ValueError, "nth counts from 1"),
        ({"is_unit": True, "nth": "2"}, TypeError, "nth of a pin is int"),
        ({"is_unit": True, "parent": 1}, TypeError, "parent of a pin is str or None"),
    ],
)
def test_a_pin_of_the_wrong_type(values: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        Pin("三、其他", **values)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[[pin]\n", "it is no TOML in UTF-8: Expected ']]' at the end of an array declaration (at line 1, column 6)"),
        ("pin = 7\n", "pin is a number: begin each with [[pin]], in two brackets"),
        ("pin = [7]\n", "pin 1 is a number, and no table"),
        ('[pin]\nline = "一"\n', "pin is a table: begin each with [[pin]], in two brackets"),
        ('[[pins]]\nline = "一"\n', "there is no key 'pins': did you mean pin?"),
        ('[[pin]]\nis = "text"\n', "pin 1 has no line: a pin needs line and is"),
        ('[[pin]]\nline = "一"\nis = "no"\n', "is = 'no' is neither \"unit\" nor \"text\""),
        ('[[pin]]\nline = 1\n', "line = 1 is a number, not a string"),
        ('[[pin]]\nline = "一"\nis = "unit"\nnth = true\n', "nth = True is true or false, not a number"),
        ('[[pin]]\nline = "一"\nis = "unit"\nnth = 0\n', "pin 1: nth = 0: nth counts from 1"),
        ('[[pin]]\nline = "一"\nis = "unit"\nwhere = "here"\n', "pin 1 has no 'where': there are is, line, "),
        ('[[pin]]\nline = "一"\nis = "unit"\nmaker = "一"\n', "did you mean marker?"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt.docparse.toml").write_text(content, encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        PARSER.parse_file(tmp_path / "a.txt")
    assert caught.value.code == "DP-L104"
    assert words in caught.value.message


@given(outline_texts, st.data())
def test_any_pins_keep_the_promises(text: str, data: st.DataObject) -> None:
    lines = [line.strip() for line in text.splitlines() if line.strip()] or ["一"]
    line = st.sampled_from(lines)
    pin = st.builds(Pin, line, st.booleans(), nth=st.integers(1, 2), parent=st.none() | st.just("") | line)
    promises.check(PARSER.parse(text, data.draw(st.lists(pin, max_size=4))))
