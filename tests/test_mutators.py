"""The mutators: where they put the offsets, and what the parser makes of the damage."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlines import outline_texts

from docparse import Parser, outline_rows
from docparse.testing import MUTATORS, Damaged, concatenate, edited, f1, heading_accuracy

PARSER = Parser(records=False)
TEXT = """\
石桥镇关于开展河道保洁的实施方案
为保持河道整洁，制定本方案。
一、工作目标
全镇河道无漂浮物、无违章搭建，两岸垃圾日产日清，水质稳定达到三类以上，群众对河道环境的满意率不低于百分之九十。
二、主要任务
（一）分段包干。东岸由水务站负责，西岸由各村负责，每段明确一名责任人，责任人名单在岸边公示，接受群众监督。
（二）定期检查。一是每周巡查一次，发现问题当日处置；二是每月通报一次，对整改不力的点名批评，并与年度考核挂钩。
1．巡查由水务站组织，各村派员参加，巡查记录由水务站保存。
2．通报由镇政府办公室印发，同时抄送各村和有关单位，并在镇政府网站公布。
三、保障措施
镇财政安排专项经费，用于购置保洁船只和工具，经费使用情况每季度公开一次，接受审计监督，任何单位和个人不得挪用。
"""
ROWS = outline_rows(PARSER.parse(TEXT).document)


@pytest.mark.parametrize("name", MUTATORS)
def test_an_outline_survives(name: str) -> None:
    damaged = MUTATORS[name](TEXT, Random(3))
    expected, found = damaged.carry(ROWS), outline_rows(PARSER.parse(damaged.text).document)
    assert f1(expected, found) == 1.0
    same = [mine["heading"] == theirs["heading"] for mine, theirs in zip(expected, found, strict=True)]
    assert sum(same) >= len(same) - 2  # a heading without a sign after it has no end on a flattened line


@pytest.mark.parametrize("name", MUTATORS)
@given(text=outline_texts, seed=st.integers(0, 9))
def test_offsets_are_carried(name: str, text: str, seed: int) -> None:
    damaged = MUTATORS[name](text, Random(seed))
    kept = [o for o in range(len(text)) if not any(start <= o < end for start, end, _ in damaged.edits)]
    places = [damaged.moved(offset) for offset in kept]
    assert places == sorted(set(places))
    if damaged.edits or len(text) != len(damaged.text):
        assert "".join(damaged.text[place] for place in places) == "".join(text[offset] for offset in kept)


def test_mutators_repeat() -> None:
    assert [mutate(TEXT, Random(5)) for mutate in MUTATORS.values()] == [
        mutate(TEXT, Random(5)) for mutate in MUTATORS.values()
    ]


def test_edits() -> None:
    damaged = edited("甲、一。乙、二。", [(2, 3, "四五"), (4, 4, "\n")])
    assert damaged.text == "甲、四五。\n乙、二。"
    assert [damaged.moved(offset) for offset in range(9)] == [0, 1, 2, 4, 6, 7, 8, 9, 10]
    assert damaged == Damaged("甲、一。乙、二。", damaged.text, ((2, 3, "四五"), (4, 4, "\n")))


def test_documents_in_one_text() -> None:
    pieces = concatenate([TEXT, TEXT])
    found = {(row["start"], row["marker"]) for row in outline_rows(PARSER.parse(pieces[0].text).document)}
    assert pieces[0].text == pieces[1].text
    for piece in pieces:
        assert {(row["start"], row["marker"]) for row in piece.carry(ROWS)} <= found


def test_f1() -> None:
    def row(start: int, parent: int = -1, marker: str = "一、") -> dict[str, object]:
        return {"start": start, "parent": parent, "marker": marker}

    assert f1([], []) == 1.0
    assert f1([row(0), row(5)], [row(0), row(5, 0)]) == 0.5
    assert f1([row(0, marker=""), row(9, 0)], [row(2, marker=""), row(9, 2)]) == 1.0


def test_heading_accuracy() -> None:
    def unit(start: int, heading: str | None, marker: str = "一、") -> dict[str, object]:
        return {"start": start, "marker": marker, "heading": heading}

    expected = [unit(0, "总体要求"), unit(9, None), unit(20, "保障措施"), unit(30, "附则")]
    assert heading_accuracy(expected, [unit(0, "总体\n要求。"), unit(9, "修渠"), unit(20, "保障措施")]) == (2, 3)
    assert heading_accuracy([unit(0, "实施方案", "")], [unit(0, "实施方案", "")]) == (0, 0)
    assert heading_accuracy(expected, []) == (0, 0)
