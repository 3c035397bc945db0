"""Compilations: several documents in one file, what their parts are, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
import recorded
from hypothesis import given

from docparse import Date, Diagnostic, parse
from docparse_compilation import Part

PARSER = recorded.parser()
KIND = "compilation"
CHECKED = ("duplicate_part_title", "missing_part_header", "ordinal_gap", "duplicate_ordinal")

REPORTS = """\
第一篇：县档案馆汇报
县档案局机关
年度工作汇报
各位领导：
现将工作汇报如下：
一、加强收集。做好归档。
二、做好利用。优化服务。
县档案局
2023年12月5日
第二篇：县博物馆汇报
县博物馆汇报
一、办好展览。推出新展。
二、保护文物。修缮馆舍。
县博物馆
二〇二三年十一月二十日
"""


def parts(text: str) -> list[Part]:
    found = recorded.record(PARSER.parse(text), KIND).data.parts
    assert all(isinstance(part, Part) for part in found)
    return list(found)


def numbered(*titles: str) -> str:
    return "".join(f"{title}\n一、主要做法。建章立制。\n二、存在问题。人手不足。\n" for title in titles)


# --- the record --------------------------------------------------------------------------------------------------


def test_the_parts() -> None:
    first, second = parts(REPORTS)
    assert (first.ordinal, first.part_title, first.real_title) == (1, "县档案馆汇报", "县档案局机关年度工作汇报")
    assert (first.body_org, first.date) == ("县档案局", Date("2023-12-05", "2023年12月5日"))
    assert (second.ordinal, second.part_title, second.real_title) == (2, "县博物馆汇报", None)
    assert (second.body_org, second.date) == ("县博物馆", Date("2023-11-20", "二〇二三年十一月二十日"))
    assert (first.span, second.span) == ((0, REPORTS.index("第二篇")), (REPORTS.index("第二篇"), len(REPORTS)))
    assert first.genre is None


def test_numbers_at_the_end_of_the_title_and_traditional_characters() -> None:
    found = parts(numbered("工作總結範文 篇1", "工作總結範文 篇2"))
    assert [(part.ordinal, part.part_title) for part in found] == [(1, "工作總結範文"), (2, "工作總結範文")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        numbered("第一篇：工作汇报"),
        "规划纲要\n第一篇 发展环境\n第一章 发展基础\n增长。\n第二篇 总体要求\n第二章 指导思想\n创新。\n",
        "预算说明\n" + numbered("第一部分 部门概况", "第二部分 预算情况"),
        "管理办法\n第一条 为了规范管理，制定本办法。\n附件1\n申请表\n附件2\n登记表\n",
    ],
)
def test_other_documents_are_none(text: str) -> None:
    result = PARSER.parse(text)
    assert {genre.name for genre in result.genres} == {"unknown"}
    assert not result.records
    assert recorded.findings(result, *CHECKED) == []


def test_parts_with_a_signature_each_are_documents() -> None:
    text = numbered("第一部分 经验材料\n各位领导：", "第二部分 经验材料二\n各位领导：")
    assert [part.ordinal for part in parts(text)] == [1, 2]


# --- the checks --------------------------------------------------------------------------------------------------


def found(text: str) -> list[Diagnostic]:
    return [finding for finding in PARSER.parse(text).diagnostics if finding.code in CHECKED]


def findings(text: str) -> list[tuple[str, str]]:
    return recorded.findings(PARSER.parse(text), *CHECKED)


def test_a_compilation_in_order_has_no_finding() -> None:
    assert findings(REPORTS) == []


def test_a_title_that_comes_again() -> None:
    text = numbered("第一篇：农业总结", "第二篇：林业总结", "第三篇：农业总结", "第四篇：农业总结")
    assert findings(text) == [("duplicate_part_title", "农业总结")]
    (finding,) = found(text)
    assert finding.span[0] == text.index("农业总结", text.index("第三篇"))


def test_a_title_that_all_parts_bear() -> None:
    text = numbered("会议讲话 篇1", "会议讲话 篇2", "会议讲话 篇3")
    (finding,) = found(text)
    assert (finding.code, finding.severity, finding.span) == ("duplicate_part_title", "info", (0, 4))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("一二三", []),
        ("一二四", [("ordinal_gap", "第四篇：")]),
        ("二三", [("ordinal_gap", "第二篇：")]),
        ("一二二三", [("duplicate_ordinal", "第二篇：")]),
    ],
)
def test_part_numbers(numbers: str, expected: list[tuple[str, str]]) -> None:
    titles = [f"第{number}篇：{name}总结" for number, name in zip(numbers, "农林牧渔", strict=False)]
    assert findings(numbered(*titles)) == expected


UNHEADED = (
    "今年以来，在局党委的领导下，我站各项工作有序开展，现将有关情况汇报如下：\n"
    "一、基本情况。设备齐全。\n二、主要做法。优质服务。\n"
)


def test_a_document_without_a_header() -> None:
    text = numbered("第一篇：农业总结", "第二篇：林业总结") + UNHEADED
    assert [part.ordinal for part in parts(text)] == [1, 2, None]
    assert findings(text) == [("missing_part_header", "今年以来")]


@pytest.mark.parametrize("after", ["第三篇：牧业总结", "第四篇：牧业总结"])
def test_a_document_without_a_header_may_have_been_counted(after: str) -> None:
    text = numbered("第一篇：农业总结", "第二篇：林业总结") + UNHEADED + numbered(after)
    assert [code for code, _ in findings(text)] == ["missing_part_header"]


@given(recorded.mixtures(REPORTS + UNHEADED))
def test_any_mixture_of_lines_is_read(text: str) -> None:
    recorded.assert_sound(PARSER.parse(text))


# --- whole documents ---------------------------------------------------------------------------------------------


def test_real_compilations(seeds: dict[str, str]) -> None:
    texts = {name[:3]: text for name, text in seeds.items()}
    assert [part.ordinal for part in parts(texts["002"])] == list(range(1, 13))
    reports = parts(texts["003"])
    assert [part.ordinal for part in reports] == [1, 2, 3, 4, 5, None]
    assert [part.body_org for part in reports[:2]] == ["丹江口市教育局", "小官庄镇国土资源所"]
    assert [part.date.iso for part in reports if part.date] == ["2011-10-12", "2008-11-17"]
    assert reports[0].real_title == "市教育局创建2010-2011年度丹江口市文明单位工作总结"


def test_findings_in_real_compilations(seeds: dict[str, str]) -> None:
    starts = {
        name[:3]: [(finding.code, finding.span[0]) for finding in found(text) if "part" in finding.code]
        for name, text in seeds.items()
    }
    assert starts == {
        "000": [],
        "001": [],
        "002": [("duplicate_part_title", 0)],
        "003": [("duplicate_part_title", 8077), ("missing_part_header", 22081)],
        "004": [],
    }


def test_other_real_documents_are_none(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "dev").glob("*.txt")):
        assert KIND not in [genre.name for genre in PARSER.parse(path.read_text("utf-8")).genres], path.name


def test_a_part_in_one_line_begins_with_its_title_also_at_the_start_of_the_text() -> None:
    title = "民政办公室主任座谈会讲话 "
    first = f"{title}篇1同志们：讲两点意见。一、提高认识。民政工作无小事，要常抓不懈，抓出成效来。二、狠抓落实。台账要清，底数要明，责任到人。"
    second = f"{title}篇2各位同事：讲两点意见。一、摸清底数。逐村走访，一户不漏，登记造册。二、兜住底线。救助及时，不让一户掉队，不让一人挨冻受饿。"
    parts = [node for node in parse(first + second).document.outline() if node.kind == "part"]
    assert [(part.start, part.marker_start) for part in parts] == [
        (0, len(title)), (len(first), len(first) + len(title)),
    ]  # fmt: skip
