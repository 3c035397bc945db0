"""Announced counts: what is announced, how much there is, and when nothing is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docparse_compilation
import docparse_law
import docparse_official
from docparse import Announcement, Document, Parser, announcements
from docparse.numerals import han

PARSER = Parser([docparse_official, docparse_law, docparse_compilation], installed=False)
SECTIONS = "\n一、抓培训\n办两期班。\n二、抓考核\n按季度进行。\n三、抓宣传\n用好橱窗。\n"


def found_in(document: Document) -> list[Announcement]:
    return [found for node in document.documents() for found in announcements(document, node)]


def said(text: str) -> list[tuple[str, int | None, int, bool]]:
    """(text, announced, actual, ok) of every announcement."""
    found = found_in(PARSER.parse(text).document)
    return [(a.text, a.announced, a.actual, a.ok) for a in found]


SERIES = {
    "我讲三点意见。" + SECTIONS: ("讲三点意见", 3, 3, True),
    "下面，我讲四点意见。" + SECTIONS: ("讲四点意见", 4, 3, False),
    "下面谈2点体会：" + SECTIONS: ("谈2点体会", 2, 3, False),
    "我講三點意見，供大家參考。\n一、抓培訓\n二、抓考核\n三、抓宣傳\n": ("講三點意見", 3, 3, True),
    "我講兩個問題。\n一、抓培訓\n二、抓考核\n三、抓宣傳\n": ("講兩個問題", 2, 3, False),
    # what is spoken may come later
    "我讲三点意见。\n先说几句题外的话。\n" + SECTIONS: ("讲三点意见", 3, 3, True),
    # the rest of the sentence may stand between
    "要抓好以下两个环节，确保不出差错：一是登记。二是复核。": ("以下两个环节", 2, 2, True),
    "主要有三个方面，首先，缺少人手；其次，缺少经费；第三，缺少场地。": ("主要有三个方面", 3, 3, True),
    "要处理好三个关系：\n（一）快与慢\n（二）点与面\n": ("处理好三个关系", 3, 2, False),
    # a heading announces as well
    "一、要强化两种意识\n（一）节约意识\n（二）安全意识\n": ("两种意识", 2, 2, True),
    # numbers that are not told are never wrong
    "我讲几点意见。" + SECTIONS: ("讲几点意见", None, 3, True),
    "提出若干建议：\n1.早谋划。\n2.早落实。\n": ("提出若干建议", None, 2, True),
    "主要有以下特点：\n1.早谋划。\n2.早落实。\n": ("以下特点", None, 2, True),
    # a named set: its items speak of it
    "要增强“三种意识”。一是大局意识。二是服务意识。三是节约意识。": ("“三种意识”", 3, 3, True),
    "要增强“四种意识”。一是大局意识。二是服务意识。三是节约意识。": ("“四种意识”", 4, 3, False),
    # of two phrases before a series the last announces it
    "上级提出五项要求，我们要做到以下两点：一是快报。二是实报。": ("以下两点", 2, 2, True),
}


@pytest.mark.parametrize("text", SERIES)
def test_a_series_is_announced(text: str) -> None:
    assert said(text) == [SERIES[text]]


@pytest.mark.parametrize(
    "text",
    [
        "坚决做到“两个维护”。一是学习。二是落实。三是检查。",  # a name, not a count of what follows
        "面对这三个问题，一是要查。二是要改。",  # looks back
        "以上四点要求。一是查。二是改。",
        "第三点意见。" + SECTIONS,
        "全镇有五个村：一是查。二是改。",  # villages are not what follows
        "有三项任务。今年雨水多。\n1.防汛。\n2.排涝。\n",  # another sentence stands between
        "要抓好四件事：一是查。二是改。三是建。最后，要管。",  # the last of four without a number
        "要抓好四件事：一是查。二是改。三是建。四、管，不能放松。",
        "今年办好五件事，群众满意。一是修路。二是架桥。",  # nothing says that the rest of the sentence leads on
        "今年完成三项工作。",
        "会议开了两个小时，三点结束。",
    ],
)
def test_when_in_doubt_nothing_is_said(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "count", "ok"),
    [
        ("我讲四点意见。\n一、查\n二、改\n四、建\n", 4, True),  # the third is lost, or its number is a slip
        ("我讲三点意见。\n一、查\n二、改\n四、建\n", 3, True),
        ("我讲五点意见。\n一、查\n二、改\n四、建\n", 3, False),
    ],
)
def test_a_skipped_number_leaves_both_counts_open(text: str, count: int, ok: bool) -> None:
    [(_, _, actual, true)] = said(text)
    assert (actual, true) == (count, ok)


SETS = {
    "统筹生产、生活、生态三大空间。": "三大空间",
    "大力弘扬“团结、务实、奉献”三种精神，再上台阶。": "三种精神",
    "實現辦文、辦會和辦事三項工作，不出差錯。": "三項工作",
    "牢记“三不”：该查的不漏、该改的不拖、该报的不瞒。": "“三不”",
    "做到“四勤”，即腿勤，手勤，眼勤，脑勤。": "“四勤”",
    "建立“三项制度”，即登记制、复核制、公示制等管理办法，严格执行。": "“三项制度”",
    "存在“三個短板”，分別是能力短板、機制短板和作風短板。": "“三個短板”",
}


@pytest.mark.parametrize("text", SETS)
def test_a_set_stands_beside_its_count(text: str) -> None:
    [(name, announced, actual, ok)] = said(text)
    assert (name, announced, ok) == (SETS[text], actual, True)


@pytest.mark.parametrize(
    "text",
    [
        "统筹生产、生活两大空间。",  # any two things stand side by side
        "统筹生产、生活四大空间。",  # not this set, or not the whole of it
        "学习理论、政策和“三个代表”思想。",  # a member, not the count
        "学习理论、政策、“三个代表”思想。",
    ],
)
def test_a_set_of_another_size_is_none(text: str) -> None:
    assert said(text) == []


def test_items_are_the_nodes_of_the_series() -> None:
    document = PARSER.parse("我讲三点意见。" + SECTIONS).document
    [found] = announcements(document, document.root)
    assert [(item.marker, item.heading.text) for item in found.items if item.heading] == [
        ("一、", "抓培训"), ("二、", "抓考核"), ("三、", "抓宣传"),
    ]  # fmt: skip


def test_bullets_are_counted() -> None:
    assert said("要抓好以下三项工作：\n——查隐患。\n——改隐患。\n") == [("以下三项工作", 3, 2, False)]


def test_parts_speak_for_themselves() -> None:
    text = "第一篇：甲的讲话\n我讲三点意见。" + SECTIONS + "第二篇：乙的讲话\n我讲两点意见。" + SECTIONS
    document = PARSER.parse(text).document
    first, second = (node for node in document.documents() if node.kind == "part")
    assert announcements(document, document.root) == []
    assert [(a.announced, a.actual) for a in announcements(document, first)] == [(3, 3)]
    assert [(a.announced, a.actual) for a in announcements(document, second)] == [(2, 3)]


@given(
    st.integers(2, 12),
    st.integers(1, 12),
    st.sampled_from(["我讲{}点意见。", "下面，我講{}點意見：", "要做到以下{}点。"]),
)
def test_counts_are_compared(announced: int, actual: int, phrase: str) -> None:
    body = "".join(f"\n{han(number)}、要点\n内容。" for number in range(1, actual + 1))
    found = said(phrase.format(han(announced)) + body)
    if actual == 1 and not found:
        return  # one marker alone may be read as text
    assert [row[1:] for row in found] == [(announced, actual, announced == actual)]


FRAGMENTS = [
    "我讲三点意见。",
    "以下四个方面：",
    "“三种意识”",
    "一是",
    "二是",
    "\n一、",
    "\n二、",
    "最后，",
    "、",
    "和",
    "，",
    "。",
    "意识",
    "第一篇：",
    "\n",
]


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_is_read(text: str) -> None:
    document = PARSER.parse(text).document
    for found in found_in(document):
        start, end = found.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == found.text
        assert found.ok or (found.announced != found.actual and found.items)


# --- real documents --------------------------------------------------------------------------------------------------


def test_the_announcements_of_the_source_documents(shared: Path, seeds: dict[str, str]) -> None:
    gold = [json.loads(row) for row in (shared / "gold/seeds/announcements.jsonl").read_text("utf-8").splitlines()]
    found = {name: found_in(PARSER.parse(text).document) for name, text in seeds.items()}
    wrong = []
    for row in gold:
        same = [
            a for a in found[row["file"].removesuffix(".txt")] if a.span[0] < row["end"] and row["start"] < a.span[1]
        ]
        if (row["announced"], row["actual"], row["ok"]) not in [(a.announced, a.actual, a.ok) for a in same]:
            wrong.append((row["line"], row["text"], same))
    assert wrong == []
    false = [(name, a.span) for name, rows in found.items() for a in rows if not a.ok]
    assert false == [(row["file"].removesuffix(".txt"), (row["start"], row["end"])) for row in gold if not row["ok"]]


def test_no_count_of_the_other_documents_is_called_false(shared: Path) -> None:
    paths = sorted(path for folder in ("dev", "govcn") for path in (shared / "corpus" / folder).glob("*.txt"))
    found = {path.name: found_in(PARSER.parse(path.read_bytes().decode("utf-8")).document) for path in paths}
    assert sum(map(len, found.values())) > 40
    assert {
        name: [a.text for a in rows if not a.ok] for name, rows in found.items() if not all(a.ok for a in rows)
    } == {}
