"""Why: the evidence for each candidate, in the tree, by `Parser.explain` and on the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from outlines import outline_texts

import docparse.cli
from docparse import EVIDENCE, Parser, outline_rows
from docparse.cli.commands import docparse as command
from docparse.evidence import WEAK

PARSER = Parser(records=False)


def told(text: str) -> list[tuple[str, bool, str]]:
    return [(decision.marker, decision.is_unit, decision.why) for decision in PARSER.explain(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、抓学习\n二、抓作风\n", [("一、", True, "first"), ("二、", True, "next")]),
        ("一、抓学习\n四、抓作风\n", [("一、", True, "first"), ("四、", True, "gap")]),
        ("三、抓学习\n四、抓作风\n", [("三、", True, "late"), ("四、", True, "next")]),
        ("甲、条件\n乙、流程\n", [("甲、", True, "paired"), ("乙、", True, "next")]),
        ("甲、条件见附表。\n", [("甲、", False, "no_neighbour")]),
        ("1.抓学习\n2、抓作风\n", [("1.", True, "first"), ("2、", True, "family")]),
        ("一是抓学习；一是抓作风；二是抓纪律。\n", [("一是", True, "first"), ("一是", True, "first"), ("二是", True, "next")]),
        ("抓学习，一是抓作风。\n", [("一是", False, "no_pair")]),
        ("讲了“抓学习。一是抓作风，二是抓纪律”。\n", [("一是", False, "quoted"), ("二是", False, "quoted")]),
        ("1 总则\n1.1 目的\n1.2 依据\n2 附则\n", [("1", True, "paired"), ("1.1", True, "path"), ("1.2", True, "path"), ("2", True, "next")]),
        ("目录\n一、总则……1\n一、总则\n", [("一、", False, "region"), ("一、", True, "first")]),
        ("——本报评论员\n", [("——", False, "lone")]),
        ("一、抓学习\n现将情况汇报如下：\n", [("一、", True, "first")]),
        ("第一篇：通知\n一、抓学习\n", [("第一篇：", True, "part"), ("一、", True, "first")]),
    ],
)  # fmt: skip
def test_why(text: str, expected: list[tuple[str, bool, str]]) -> None:
    assert told(text) == expected


def test_the_page_says_what_is_weak() -> None:
    page = Path(__file__).parent.parent / "docs" / "outline.md"
    assert f"below {WEAK}." in page.read_text(encoding="utf-8")


def test_weak_evidence_is_said_in_the_tree() -> None:
    first, gap = PARSER.parse("一、抓学习\n四、抓作风\n").document.outline()
    assert (first.why, first.confidence) == ("first", EVIDENCE["first"].confidence)
    assert (gap.why, gap.confidence) == ("gap", EVIDENCE["gap"].confidence)
    assert gap.confidence < first.confidence


def test_another_reading_is_an_alternative() -> None:
    (decision, _) = PARSER.explain("I、总则\nⅡ、附则\n")
    assert decision.is_unit
    assert decision.alternatives == ["text", "arabic_dun"]


@given(outline_texts)
def test_what_is_explained_is_the_outline(text: str) -> None:
    decisions = PARSER.explain(text)
    units = [(decision.start, decision.marker, decision.parent) for decision in decisions if decision.is_unit]
    rows = [(row["start"], row["marker"], row["parent"]) for row in outline_rows(PARSER.parse(text).document)]
    assert sorted(units) == sorted(rows)
    assert [decision.start for decision in decisions] == sorted(decision.start for decision in decisions)
    for decision in decisions:
        assert decision.words == EVIDENCE[decision.why].words
        assert set(decision.alternatives) & {"unit", "text", "parent"} <= {EVIDENCE[decision.why].instead}


def test_the_command(tmp_path: Path) -> None:
    def run(place: str, *options: str) -> str:
        done = CliRunner().invoke(command, ["explain", str(tmp_path / place), *options])
        assert done.exit_code == 0
        return done.output

    (tmp_path / "a.txt").write_text("一、抓学习\n一是抓作风；二是抓纪律。\n", encoding="utf-8")
    whole = run("a.txt", "--format", "text")
    assert len(whole.splitlines()) == 3
    assert "it begins a series with number 1" in whole
    rows = [json.loads(line) for line in run("a.txt:2").splitlines()]
    assert [(row["line"], row["column"], row["marker"], row["why"]) for row in rows] == [
        (2, 1, "一是", "first"),
        (2, 7, "二是", "next"),
    ]
    assert [json.loads(line)["line"] for line in run("a.txt:02").splitlines()] == [2, 2]


@pytest.fixture
def explain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., tuple[int, str, str]]:
    """Runs `docparse explain` beside a file a.txt: (status, output, errors)."""
    monkeypatch.chdir(tmp_path)
    text = "一、抓学习\n各单位要抓好落实。\n二、抓作风\n".encode()
    Path("a.txt").write_bytes(text)

    def run(*place: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
        status = docparse.cli.run(["explain", *place])
        out, err = capsysbinary.readouterr()
        return status, out.decode("utf-8"), err.decode("utf-8")

    return run


def test_a_line_without_a_candidate_is_said(explain: Callable[..., tuple[int, str, str]]) -> None:
    assert explain("a.txt:2") == (0, "", "docparse: a.txt: line 2 has no place for a marker\n")
    Path("b.txt").write_text("各单位要抓好落实。\n", encoding="utf-8")
    assert explain("b.txt") == (0, "", "docparse: b.txt: the text has no place for a marker\n")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("a.txt:4", "a.txt: there is no line 4: the file has 3 lines"),
        ("a.txt:0", "a.txt: there is no line 0: give one from 1 on"),
        ("a.txt:abc", "a.txt: 'abc' is no line: give its number"),
        ("a.txt:1-3", "a.txt: '1-3' is several lines: give one"),
        ("a.txt:", "a.txt: the number of the line is missing after the colon"),
        ("-:x", "-: 'x' is no line"),
    ],
)
def test_a_line_that_is_none(explain: Callable[..., tuple[int, str, str]], place: str, words: str) -> None:
    status, out, err = explain(place)
    assert (status, out) == (2, "")
    assert err.startswith(f"docparse: usage: DP-U001: {words}")
    assert err.endswith("; see docparse explain --help\n")


def test_a_line_of_standard_input(explain: Callable[..., tuple[int, str, str]]) -> None:
    status, out, err = explain("-:3")
    assert (status, out, err) == explain("--", "-:3")
    assert (status, err, json.loads(out)["marker"]) == (0, "", "二、")


@pytest.mark.parametrize(("place", "name"), [("none.txt:3", "none.txt"), ("none.txt:abc", "none.txt:abc")])
def test_a_file_that_is_not_there(explain: Callable[..., tuple[int, str, str]], place: str, name: str) -> None:
    status, _, err = explain(place)
    assert (status, err.startswith(f"docparse: {name}: DP-L003: ")) == (4, True)


def test_a_colon_in_the_name(explain: Callable[..., tuple[int, str, str]]) -> None:
    Path("b:2").write_text("一、抓学习\n", encoding="utf-8")
    assert explain("b:2")[0] == explain("b:2:1")[0] == 0
