"""The corpus: many small documents, each with a rule as its title and the outline it should give."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from docparse import Parser
from docparse.testing import Case, CorpusError, corpus_cases, read_corpus, render, update

FILES = sorted((Path(__file__).parent / "corpus").glob("*.txt"))
CASES = [case for path in FILES for case in read_corpus(path)]


def titled(case: Case) -> object:
    """What pytest takes an id from: it escapes the Han characters of a str, but not those of a `__name__`."""
    return SimpleNamespace(__name__=str(case))


@pytest.mark.parametrize("case", CASES, ids=titled)
def test_case(case: Case, parser: Parser) -> None:
    assert case.found(parser) == case.expected


def test_every_title_says_a_rule_of_its_own() -> None:
    titles = [case.title for case in CASES]
    assert all(titles)
    assert sorted(set(titles)) == sorted(titles)


# --- the notation itself ---------------------------------------------------------------------------------------

SAMPLE = r"""Words before the first title are a comment.

=== a heading ends at the first full stop
一、抓好落实。每月检查一次。

\---
\\===
(一)定人
---
section 一 | 抓好落实
  section (一) | 定人

=== nothing to find

---
=== diagnostics
一是。
---
item 一是 |
! one
! two
"""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.txt"
    path.write_bytes(SAMPLE.encode("utf-8"))
    return path


def test_cases_are_read(sample: Path) -> None:
    first, second, third = read_corpus(sample)
    assert (first.line, first.title) == (3, "a heading ends at the first full stop")
    assert first.text == "一、抓好落实。每月检查一次。\n\n---\n\\===\n(一)定人"
    assert first.expected == "section 一 | 抓好落实\n  section (一) | 定人\n"
    assert (second.line, second.text, second.expected) == (13, "", "")
    assert third.expected == "item 一是 |\n! one\n! two\n"
    assert str(first) == "sample:3 a heading ends at the first full stop"


def test_other_newlines_belong_to_the_document(tmp_path: Path) -> None:
    path = tmp_path / "newlines.txt"
    path.write_bytes("=== newlines\n一\r\n二\r三\u2028\n---\n".encode())
    (case,) = read_corpus(path)
    assert case.text == "一\r\n二\r三\u2028"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("=== no line\n一、\n", ":1: a case without a line"),
        ("=== one\n---\n=== two\n一、\n", ":3: a case without a line"),
        ("=== rule in the text\n一、\n-----\n---\n", ":3: put a backslash before ---"),
        ("=== rule in the text\n====\n---\n", ":2: put a backslash before ==="),
    ],
)
def test_mistakes_name_their_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        read_corpus(path)


def test_a_file_without_cases_has_none_and_is_none_to_test(tmp_path: Path, parser: Parser) -> None:
    path = tmp_path / "prose.txt"
    path.write_text("一、总则\n", encoding="utf-8")
    assert read_corpus(path) == []
    assert not update(path, parser)
    with pytest.raises(CorpusError, match=r"begins with a line .=== . and its title"):
        corpus_cases(path, parser)


def test_update_rewrites_only_what_stands_below_the_line(sample: Path, parser: Parser) -> None:
    right = sample.read_bytes()
    wrong = right.replace("section 一 | 抓好落实\n".encode(), b"").replace(b"! one\n", b"! no_such_code\n")
    sample.write_bytes(wrong)
    assert update(sample, parser)
    assert not update(sample, parser)
    first, second, third = read_corpus(sample)
    assert [case.found(parser) for case in (first, second, third)] == [first.expected, second.expected, third.expected]
    unchanged, _, _ = sample.read_bytes().partition(b"! no_such_code")
    assert unchanged.startswith(right.partition(b"=== diagnostics")[0])


def test_update_keeps_every_byte_of_the_documents(tmp_path: Path, parser: Parser) -> None:
    for path in FILES:
        copy = tmp_path / path.name
        shutil.copyfile(path, copy)
        update(copy, parser)
        kept = [(case.line, case.title, case.text) for case in read_corpus(path)]
        assert [(case.title, case.text) for case in read_corpus(copy)] == [(title, text) for _, title, text in kept]


def test_render_lists_the_codes_sorted(parser: Parser) -> None:
    result = parser.parse("一、总则")
    outline, _, rest = render(result).partition("\n")
    assert outline == "section 一 | 总则"
    assert rest == "".join(f"! {code}\n" for code in sorted(d.code for d in result.diagnostics))


def test_a_file_without_a_case_has_none_and_is_no_test(tmp_path: Path, parser: Parser) -> None:
    path = tmp_path / "plain.txt"
    for text in ("", "一、总则\n", "==no title\n---\n"):
        path.write_text(text, encoding="utf-8")
        assert read_corpus(path) == []
        assert update(path, parser) is False
        with pytest.raises(CorpusError, match=r"plain\.txt: no case: one begins with a line '=== '"):
            corpus_cases(path, parser)
