"""Pins: what a reader has decided holds, also when other lines change, and what has no place is said."""

from __future__ import annotations

from pathlib import Path

import promises
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlines import outline_texts

from docparse import LoadError, Parser, Pin, notation, read_pins

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


@pytest.mark.parametrize(
    "content",
    ["[[pin]\n", "pin = 7\n", '[[pin]]\nis = "text"\n', '[[pin]]\nline = "一"\nis = "no"\n', '[[pin]]\nline = 1\n',
     '[[pin]]\nline = "一"\nis = "unit"\nwhere = "here"\n'],
)  # fmt: skip
def test_a_file_that_cannot_be_read(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt.docparse.toml").write_text(content, encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        PARSER.parse_file(tmp_path / "a.txt")
    assert caught.value.code == "DP-L104"


@given(outline_texts, st.data())
def test_any_pins_keep_the_promises(text: str, data: st.DataObject) -> None:
    lines = [line.strip() for line in text.splitlines() if line.strip()] or ["一"]
    line = st.sampled_from(lines)
    pin = st.builds(Pin, line, st.booleans(), nth=st.integers(1, 2), parent=st.none() | st.just("") | line)
    promises.check(PARSER.parse(text, data.draw(st.lists(pin, max_size=4))))
