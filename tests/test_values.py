"""The vocabulary of records: each value with the span of the words that it is read from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import docparse
from docparse import Growth, Money, Percent, Period


def read(reader: Callable[..., list[tuple[Any, docparse.Span]]], text: str, *more: Any, **options: Any) -> list[Any]:
    """The values, after a look at their spans."""
    padded = "。" * 20 + text
    found = reader(padded, (20, len(padded)), *more, **options)
    for value, span in found:
        if hasattr(value, "raw"):
            assert padded[slice(*span)] == value.raw
    return [value for value, _ in found]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3月15日前", "2025-03-15"), ("年底前", "2025-12"), ("今年年底前", "2025-12"), ("明年6月底前", "2026-06"),
        ("2024年十二月底前", "2024-12"), ("第三季度末前", "2025-09"), ("上半年前", "2025-06"), ("本月底前", None),
    ],
)  # fmt: skip
def test_deadlines(text: str, iso: str | None) -> None:
    (found,) = read(docparse.read_deadlines, text + "完成。", 2025)
    assert (found.iso, found.raw) == (iso, text)


@pytest.mark.parametrize("found", ["李某", ("李某", (0, 2), "x"), ["李某"], [None], 7])
def test_a_field_without_a_span_is_named(found: Any) -> None:
    class Person(docparse.Fields, frozen=True, kw_only=True):
        name: Any = None

    assert Person.read(name=("李某", (0, 2))).spans == {"name": (0, 2)}
    with pytest.raises(TypeError, match=r"field 'name' is given .*; give \(value, span\)"):
        Person.read(name=found)


def test_a_deadline_without_a_year_stays_open() -> None:
    assert [date.iso for date in read(docparse.read_deadlines, "6月底前完成")] == [None]
    assert read(docparse.read_deadlines, "每月底前报送") == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("3月16日到6月25日", "2025-03-16", "2025-06-25"), ("2024年3月至2025年2月", "2024-03", "2025-02"),
        ("6月1日—7日", "2025-06-01", "2025-06-07"), ("3-5月", "2025-03", "2025-05"),
        ("三月至五月", "2025-03", "2025-05"),
    ],
)  # fmt: skip
def test_ranges(text: str, start: str, end: str) -> None:
    assert read(docparse.read_ranges, text, 2025) == [Period(start, end, text)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [("中華民國一百零二年九月三日", "2013-09-03"), ("民国36年5月", "1947-05"), ("民國元年一月一日", "1912-01-01")],
)
def test_years_of_the_republic(text: str, iso: str) -> None:
    assert [date.iso for date in read(docparse.dates, f"自{text}起。")] == [iso]


def test_where_the_number_and_the_unit_of_a_figure_stand() -> None:
    text = "标语140余条，巡查1.2万多次，经费二十六万元，到位百分之八十，达百分之两百、百分之95，X人次"
    assert [(text[slice(*at)], text[slice(*unit)]) for _, _, at, unit in docparse.read_figures(text, (0, len(text)))] == [
        ("140", "条"), ("1.2", "万多次"), ("二十六", "万元"), ("八十", "百分之"),
        ("两百", "百分之"), ("95", "百分之"), ("X", "人次"),
    ]  # fmt: skip


def test_amounts() -> None:
    assert read(docparse.read_money, "投入3200万元、1.5亿美元、XX万元") == [
        Money(3200, "万元", "3200万元"), Money(1.5, "亿美元", "1.5亿美元"), Money("XX", "万元", "XX万元"),
    ]  # fmt: skip
    assert read(docparse.read_money, "投资2亿3000万元") == [Money(23000, "万元", "2亿3000万元")]
    assert read(docparse.read_percents, "达98.5％，百分之九十五，提高3个百分点，百分之零点五") == [
        Percent(98.5, "%", "98.5％"), Percent(95, "%", "百分之九十五"), Percent(3, "个百分点", "3个百分点"),
        Percent(0.5, "%", "百分之零点五"),
    ]  # fmt: skip
    assert read(docparse.read_growth, "同比增长5.2%，比上年下降0.3个百分点，增長X%") == [
        Growth(5.2, "%", "同比", "同比增长5.2%"), Growth(-0.3, "个百分点", "比上年", "比上年下降0.3个百分点"),
        Growth("X", "%", None, "增長X%"),
    ]  # fmt: skip


def test_placeholders() -> None:
    found = docparse.read_placeholders("开会[X]次，XX县，20XX年，____人，某局，WXX", (0, 40))
    assert [quote.text for quote in found] == ["[X]", "XX", "XX", "____", "某"]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("县教育局、公安局，各乡镇", ["县教育局", "公安局", "各乡镇"]),
        ("县财政局和水务局等有关部门", ["县财政局", "水务局"]),
        ("人力资源和社会保障局", ["人力资源和社会保障局"]),
        ("各县（市、区）人民政府、市直各单位", ["各县（市、区）人民政府", "市直各单位"]),
        ("縣財政局與水務局", ["縣財政局", "水務局"]),
    ],
)
def test_bodies(text: str, bodies: list[str]) -> None:
    assert [quote.text for quote in docparse.read_bodies(text, (0, len(text)))] == bodies


def test_responsibilities() -> None:
    text = "清淤。（牵头单位：水务局；配合单位：财政局、各乡镇；完成时限：6月底）由住建局牵头，城管局配合。"
    (lead, _), (helpers, _), (until, _), (said, _) = docparse.read_responsibilities(
        text, (0, len(text)), 2025, prose=True
    )
    assert (lead.lead_bodies, helpers.cooperating_bodies) == (["水务局"], ["财政局", "各乡镇"])
    assert until.deadline == docparse.Date("2025-06", "6月底")
    assert (said.lead_bodies, said.cooperating_bodies) == (["住建局"], ["城管局"])


def test_persons() -> None:
    found = read(docparse.read_persons, "县委书记王大明主持，李小红同志汇报。")
    assert [(person.name, person.title) for person in found] == [("王大明", "县委书记"), ("李小红", "同志")]
