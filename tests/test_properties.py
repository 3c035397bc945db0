"""What holds for every text: it parses, nothing is lost, every span fits, and looks do not matter."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark
from lark.exceptions import UnexpectedInput
from outlines import FORMS, any_texts, clean_lines, clean_texts, noisy_lines, outline_texts
from test_corpus import CASES

from docparse import Parser, SourceText, encode, interchange
from docparse.grammar import Terminal
from docparse.marks import LINE_START, Line, Mark
from docparse.parser import default_parser
from docparse.source import fold, split_lines
from docparse.testing import promises
from docparse.testing.properties import LOOKS
from docparse.testing.properties import shape as outline_shape

PARSER = default_parser()
EXAMPLES = [case.text for case in CASES]
some_text = outline_texts | st.sampled_from(EXAMPLES)


# --- every text ------------------------------------------------------------------------------------------------


@given(any_texts)
def test_any_text_parses(text: str) -> None:
    promises.check(PARSER.parse(text))


@given(some_text)
def test_any_outline_parses(text: str) -> None:
    promises.check(PARSER.parse(text))


@given(st.sampled_from(EXAMPLES), st.integers(0, 200), st.integers(0, 200))
def test_any_cut_parses(text: str, start: int, length: int) -> None:
    promises.check(PARSER.parse(text[start : start + length]))


@given(any_texts | outline_texts)
def test_folding_keeps_the_length(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert [bounds[:2] for bounds in split_lines(folded)] == [bounds[:2] for bounds in split_lines(text)]


# --- the same again --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def fresh() -> Parser:
    return Parser()


@given(text=some_text)
def test_parsing_is_deterministic(text: str, fresh: Parser) -> None:
    first = encode(interchange(PARSER.parse(text)))
    assert encode(interchange(PARSER.parse(text))) == first
    assert encode(interchange(fresh.parse(text))) == first


def test_threads_may_share_a_parser() -> None:
    def read(text: str) -> bytes:
        return encode(interchange(PARSER.parse(text)))

    serial = [read(text) for text in EXAMPLES]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, EXAMPLES)) == serial


# --- looks -----------------------------------------------------------------------------------------------------


def shape(text: str) -> list[tuple[Any, ...]]:
    """The outline without its words."""
    return outline_shape(PARSER.parse(text).document)


@pytest.mark.parametrize("look", LOOKS)
def test_looks_of_the_corpus(look: str) -> None:
    changed = [
        case.title for case in CASES if "\r" not in case.text and shape(LOOKS[look](case.text)) != shape(case.text)
    ]
    assert changed == []


@settings(max_examples=settings.default.max_examples // 4)  # each is a dozen parses
@given(clean_texts)
def test_looks_do_not_matter(text: str) -> None:
    wanted = shape(text)
    assert [look for look, change in LOOKS.items() if shape(change(text)) != wanted] == []


# --- the scanner is the grammar --------------------------------------------------------------------------------

TERMINALS: dict[str, Terminal] = {terminal.name: terminal for terminal in PARSER.grammar.terminals}
Found = list[tuple[str, int, str]]


@pytest.fixture(scope="module")
def lark() -> Lark:
    """The composed grammar with Lark's own lexer."""
    with pytest.MonkeyPatch.context() as patch:
        # with interegular Lark compares all pairs of terminals, for minutes
        patch.setattr("lark.lexer.has_interegular", False)
        return Lark(PARSER.grammar.text, parser="lalr", lexer="contextual", maybe_placeholders=False)


def lark_start(lark: Lark, line: str) -> Found:
    """(rule, end, alias) of the tokens at the start of a folded line as Lark's lexer finds them.

    A weak marker directly after a marker is left to the text by the scanner, and so is what follows a form.
    """
    found: Found = []
    for token in lark.parse_interactive(line).iter_parse():
        terminal = TERMINALS.get(token.type)
        if terminal is None or terminal.rule not in ("marker", "floating", "form") or (found and terminal.weak):
            break
        if terminal.rule == "form":
            return [*found, ("form", 0, terminal.alias)]
        found.append((terminal.rule, len(line[: token.end_pos].rstrip(" \t")), terminal.alias))
    return found


def scan(line: str) -> Line | None:
    _, lines = PARSER.scanner.scan(SourceText(line))
    return lines[0] if lines else None


def scanner_start(line: str) -> Found:
    """The same, as the scanner finds it. A form that a document ends with is looked for when it is asked for."""
    found = scan(line)
    if found is None:
        return []
    marks: Found = [
        ("floating" if m.floating else "marker", m.end, m.style.name) for m in found.marks if m.boundary == LINE_START
    ]
    cue = PARSER.scanner.ending(line, found) if not marks else None
    return [("form", 0, cue)] if cue else marks


def check_line(lark: Lark, line: str) -> None:
    assert scanner_start(line) == lark_start(lark, line)


CORPUS_LINES = sorted({fold(text[start:end]) for text in EXAMPLES for start, end, _ in split_lines(text)})


def test_scanner_is_lark_on_the_corpus(lark: Lark) -> None:
    different = [line for line in CORPUS_LINES if scanner_start(line) != lark_start(lark, line)]
    assert different == []


@given(line=clean_lines | noisy_lines | st.sampled_from(FORMS))
def test_scanner_is_lark(lark: Lark, line: str) -> None:
    check_line(lark, fold(line.replace("\r", "").replace("\n", "")))


def tokens(text: str, line: Line) -> list[tuple[str, str, int]]:
    """What the scanner found in a line, as tokens; a structural marker that it sees inside the line is text to a grammar."""
    found: list[tuple[str, str, int]] = []
    position = 0
    if not line.marks and (cue := PARSER.scanner.ending(text, line)):
        found.append((next(t.name for t in PARSER.grammar.of("form") if t.alias == cue), "", 0))
    for mark in line.marks:
        if mark.floating or mark.boundary == LINE_START:
            before = "" if mark.style.trailing else text[position : mark.start].strip(" \t")
            found += [("TEXT", char, position) for char in before]
            found.append((terminal_of(mark), text[mark.start : mark.end], mark.start))
            position = mark.end
    return [*found, *(("TEXT", char, position) for char in text[position:])]


def terminal_of(mark: Mark) -> str:
    rule = "floating" if mark.floating else "marker"
    return next(t.name for t in PARSER.grammar.of(rule) if t.alias == mark.style.name and t.weak == mark.weak)


def refused(line: str) -> bool:
    """Whether the grammar refuses what the scanner finds in a line."""
    found = scan(line)
    try:
        PARSER.grammar.parse(tokens(line, found) if found else [])
    except UnexpectedInput:
        return True
    return False


def test_the_grammar_accepts_what_the_scanner_finds_in_the_corpus() -> None:
    assert [line for line in CORPUS_LINES if refused(line)] == []


@given(clean_lines | noisy_lines)
def test_the_grammar_accepts_what_the_scanner_finds(line: str) -> None:
    assert not refused(fold(line.replace("\r", "").replace("\n", "")))
