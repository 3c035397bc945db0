"""The document's own methods."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlines import outline_texts

from docparse import Document, Parser, parse
from docparse.outline import notation
from docparse.testing import promises

PARSER = Parser(records=False)
TEXT = """\
一、总则
（一）目的
（二）范围
1.机关
2.单位
二、附则
三、解释
"""


def regrouped(first: str, last: str, parent: str) -> Document:
    """The document of TEXT after the units with these headings were moved; "" is the root."""
    document = PARSER.parse(TEXT).document
    units = {node.heading.text: node for node in document.outline() if node.heading} | {"": document.root}
    document.regroup(units[first], units[last], units[parent])
    promises.check_tree(document)
    return document


@pytest.mark.parametrize(
    ("first", "last", "parent", "levels"),
    [
        ("附则", "解释", "总则", [1, 2, 2, 3, 3, 2, 2]),  # down, below the unit before
        ("附则", "附则", "单位", [1, 2, 2, 3, 3, 4, 1]),  # down, below the innermost unit that is open
        ("单位", "单位", "总则", [1, 2, 2, 3, 2, 1, 1]),  # up
        ("机关", "单位", "", [1, 2, 2, 1, 1, 1, 1]),
        ("目的", "范围", "", [1, 1, 1, 2, 2, 1, 1]),
    ],
)
def test_regroup(first: str, last: str, parent: str, levels: list[int]) -> None:
    document = regrouped(first, last, parent)
    assert [node.level for node in document.outline()] == levels
    assert notation(document).count("\n") == len(levels)


@pytest.mark.parametrize(
    ("first", "last", "parent"),
    [
        ("目的", "目的", ""),  # 范围 comes after it
        ("机关", "机关", "总则"),
        ("附则", "附则", "目的"),  # closed by then
        ("附则", "附则", "解释"),  # opens only later
        ("附则", "附则", "附则"),
        ("附则", "附则", ""),  # is there already
        ("解释", "附则", "总则"),  # not in order
        ("目的", "附则", ""),  # no siblings
        ("", "", "总则"),
    ],
)
def test_what_cannot_be_regrouped_stays(first: str, last: str, parent: str) -> None:
    with pytest.raises(ValueError, match="node"):
        regrouped(first, last, parent)


@given(outline_texts, st.data())
def test_regroup_keeps_the_promises(text: str, data: st.DataObject) -> None:
    document = PARSER.parse(text).document
    index = st.integers(0, len(document.nodes) - 1)
    for first, last, parent in data.draw(st.lists(st.tuples(index, index, index), max_size=20)):
        try:
            document.regroup(document.nodes[first], document.nodes[last], document.nodes[parent])
        except ValueError:
            continue
    promises.check_tree(document)


def test_a_kind_that_there_is_not_is_an_error() -> None:
    document = PARSER.parse(TEXT).document
    for ask in (document.walk, lambda kind: document.descendants(document.root, kind)):
        with pytest.raises(ValueError, match=r"there is no kind 'paragraf' of nodes: did you mean paragraph\?"):
            ask("paragraf")


@pytest.mark.parametrize("text", [b"", None, 7, Path("notice.txt")])
def test_what_is_no_text_is_an_error(text: Any) -> None:
    for ask in (parse, PARSER.parse, PARSER.explain):
        with pytest.raises(TypeError, match=f"a text is a str, not {type(text).__name__}: docparse.parse_file"):
            ask(text)
