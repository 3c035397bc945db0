"""Placeholders: what is a mask in any of its forms, and what is only printed like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docparse


def read(text: str) -> list[docparse.Placeholder]:
    """The placeholders, after a look at their spans."""
    found = docparse.read_placeholders(text, (0, len(text)))
    for mask in found:
        assert text[slice(*mask.span)] == mask.text
        assert mask.number[0] <= mask.span[0] < mask.span[1] == mask.number[1]
    return found


MASKS = [
    ("召开会议[X]次，培训[ XX ]人，发放【X】份", ["[X]", "[ XX ]", "【X】"]),
    ("共召开会议X次，增长X%，其中X月X日X人", ["X"] * 5),
    ("XX县、xx局、XXX同志、XXXX公司", ["XX", "xx", "XXX", "XXXX"]),
    ("ＸＸ县ＸＸ局", ["ＸＸ", "ＸＸ"]),
    ("x年x月x日召开，到会xx人", ["x", "x", "x", "xx"]),
    ("增长X.X%，达XX.XX亿元", ["X.X", "XX.XX"]),
    ("X县人民政府", ["X"]),
    ("增长达X，居全省第X。", ["X", "X"]),
    ("联系电话：XXXX-XXXXXXXX", ["XXXX-XXXXXXXX"]),
    ("X政发〔20XX〕X号", ["X", "20XX", "X"]),
    ("20XX年、202X年、20xx—20xx学年", ["20XX", "202X", "20xx", "20xx"]),
    ("20**年、20××年、20__年、20○○年、二〇XX年", ["20**", "20××", "20__", "20○○", "二〇XX"]),
    ("中共**县**镇委员会，**同志", ["**", "**", "**"]),
    ("＊＊县共有*所学校、**个村", ["＊＊", "*", "**"]),
    ("××市×区，×年×月×日，共×项", ["××", "×", "×", "×", "×", "×"]),
    ("姓名：____  性别：__，共____人", ["____", "__", "____"]),
    ("____年__月__日", ["____", "__", "__"]),
    ("同意__人，反对__人", ["__", "__"]),
    ("某县某局某某同志，某年某月", ["某", "某", "某某", "某", "某"]),
    ("王某、李某某，张某同志", ["某", "某某", "某"]),
    ("○○县△△公司□□镇，□月□日", ["○○", "△△", "□□", "□", "□"]),
    ("由[单位名称]牵头，[具体数量]人参加", ["[单位名称]", "[具体数量]"]),
    ("共（  ）人，[ ]次", ["（  ）", "[ ]"]),
    ("發放[X]份，補助標準XX元，由[單位名稱]負責", ["[X]", "XX", "[單位名稱]"]),
]
SOUND = [
    "X射线、X光机、X轴、X型钢、X染色体、X线片",
    "A区、B区和X区，X区、Y区，变量X和Y",
    "长3×4米，3×5=15，单价×人数，补偿费=车价款（元）×行驶里程",
    "本次**重点**工作，**第一**，要求。__注意__ 事项",
    "注*：数据为快报数，*为预计数。",
    "- [x] 已完成\n- [X] 已办结\n[x] 已读\n",
    "表一\n__________\n________________\n|____|____|\n",
    "file_name_x，a_b，www.xxx.com，XXX@example.org，8569XXXX，Windows X系统",
    "1+X证书，N+X模式，iPhone X手机，XXL码，MAX值",
    "某些地区、某种情况、某个人、某一天、某项工作",
    "二○○八年，二〇〇九年，〇〇后，★★★●●●○○",
    "□是 □否，（ ）完成",
    "[时间]2025年3月\n[地点]：县政府\n【会议主题】推进防汛\n",
    "SpaceX公司，x>3，3≤x≤5",
]


@pytest.mark.parametrize(("text", "expected"), MASKS)
def test_masks(text: str, expected: list[str]) -> None:
    assert [text[slice(*mask.number)] for mask in read(text)] == expected


@pytest.mark.parametrize("text", SOUND)
def test_what_is_only_printed_like_a_mask(text: str) -> None:
    assert read(text) == []


def test_a_number_holds_its_digits() -> None:
    (year,) = read("20XX年")
    assert (year.text, year.span, year.number, year.form) == ("XX", (2, 4), (0, 4), "letters")


def test_what_stands_around_a_span_counts() -> None:
    text = "进行X射线检查，X县，20XX年"
    assert docparse.read_placeholders(text, (2, 3)) == []
    assert [mask.text for mask in docparse.read_placeholders(text, (8, 9))] == ["X"]
    (year,) = docparse.read_placeholders(text, (13, 15))
    assert year.number == (13, 15)
    assert docparse.read_placeholders("[X]次", (0, 2)) == []


@pytest.mark.parametrize(
    "sign", ["X", "*", "_", "×", "某", "○", "[X]", "[X] ", "[姓名]", "年____", "**重", "20X", "【", "□"]
)
def test_long_runs_are_read_quickly(sign: str) -> None:
    read(sign * 20_000)


@given(st.text("Xx*_×某○□[]【】20二〇年月县人，、\n A-.", max_size=40))
def test_any_text_is_read(text: str) -> None:
    spans = [mask.number for mask in read(text)]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


DATES = ["20XX年X月X日", "XXXX年X月X日", "[X]年[X]月[X]日", "____年__月__日", "某年某月某日", "××年3月×日"]


@pytest.mark.parametrize("text", DATES)
def test_masked_dates(text: str) -> None:
    (((date, span)),) = docparse.dates(text + "印发", (0, len(text) + 2))
    assert (date.iso, date.raw, span) == (None, text, (0, len(text)))


def test_masked_amounts() -> None:
    text = "增长X.X%，投入XX万元、[X]亿元，某项某个"
    (growth,), (first, second) = docparse.read_percents(text, (0, 7)), docparse.read_money(text, (0, len(text)))
    assert (growth[0].value, first[0].value, second[0].value) == ("X.X", "XX", "[X]")
    assert docparse.figures("某项某个", (0, 4)) == []
