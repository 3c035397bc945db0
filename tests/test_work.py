"""P5, P11, P12 of docs/promises.md: work that grows with the text and no faster, counted in steps, not in seconds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from lark import Lark, Token
from lark.exceptions import GrammarError, UnexpectedInput
from lark.lexer import Lexer
from machine import Machine
from test_corpus import CASES

from docparse.grammar import Terminal
from docparse.parser import default_parser
from docparse.soundness.pumps import pumps
from docparse.source import fold, split_lines

PARSER = default_parser()
TERMINALS = PARSER.grammar.terminals
LINES = sorted({fold(case.text[start:end]) for case in CASES for start, end, _ in split_lines(case.text)})
AT_NIGHT = settings.default.max_examples > 200

# --- P5 --------------------------------------------------------------------------------------------------------

SIZES = (4_000, 8_000) if AT_NIGHT else (1_000, 2_000)  # characters
MOST_SCANNED, MOST_LINES = 600, 800  # for each character of the text
MOST_GROWTH = 2.5  # for twice the text; what is quadratic takes four times as much


@pytest.mark.timeout(600)  # a quarter of a minute, on a machine with nothing else to do
def test_work_grows_with_the_text() -> None:
    """P5: 32 kinds of hostile text, each in two sizes: the characters looked at and the lines of Python run."""
    command = [sys.executable, "counting.py", *map(str, SIZES)]
    found = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True)
    counted = json.loads(found.stdout)
    assert len(counted) >= 24
    for kind, ((half, *before), (whole, *after)) in counted.items():
        assert whole > 1.9 * half, kind
        assert after[0] <= MOST_SCANNED * whole, f"{kind}: {after[0]} characters are looked at for {whole}"
        assert after[1] <= MOST_LINES * whole, f"{kind}: {after[1]} lines are run for {whole}"
        growth = [more / less for less, more in zip(before, after, strict=True)]
        assert max(growth) < MOST_GROWTH, f"{kind}: {growth}"


# --- P12 -------------------------------------------------------------------------------------------------------

PUMPED = 2_000 if AT_NIGHT else 400  # characters
MOST_PUMPS = 12  # of a terminal, evenly chosen


def steps(machine: Machine, text: str) -> int:
    before = machine.steps
    machine.match(text, 0, len(text))
    return machine.steps - before


@pytest.mark.parametrize("terminal", TERMINALS, ids=lambda terminal: terminal.name)
def test_no_terminal_can_stall(terminal: Terminal) -> None:
    """P12: a match takes at most 2.5 times the steps for twice a pump string of the terminal's own."""
    machine = Machine(terminal.regexp)
    found = list(pumps(terminal.regexp, Random(0)))
    for pump in found if AT_NIGHT else found[:: -(-len(found) // MOST_PUMPS) or 1]:
        once, twice = (steps(machine, pump.line(size)) for size in (PUMPED, 2 * PUMPED))
        assert twice <= MOST_GROWTH * once + 10, str(pump)


@pytest.mark.parametrize(
    ("pattern", "stalls"),
    [
        ("a+b", False), ("[ab]{1,900}c", False), ("(?:ab)*+c", False), ("(?:a+)+b", True), ("a*a*b", True),
        ("(?:a|a)*b", True),
    ],
)  # fmt: skip
def test_a_pattern_that_stalls_is_seen(pattern: str, stalls: bool) -> None:
    """P12: the test above can fail. What is exponential is pumped a little only."""
    machine, size = Machine(pattern), 8
    pairs = [(pump.line(size), pump.line(2 * size)) for pump in pumps(pattern, Random(0))]
    assert pairs
    assert any(steps(machine, twice) > 2.2 * steps(machine, text) + 10 for text, twice in pairs) is stalls


def test_the_machine_matches_as_re_does() -> None:
    """What counts the steps finds what `re` finds, for every terminal on every line of the corpus."""
    for terminal in TERMINALS:
        machine, pattern = Machine(terminal.regexp), re.compile(terminal.regexp)
        for line in LINES if AT_NIGHT else LINES[::11]:
            found = pattern.match(line)
            assert machine.match(line, 0, len(line)) == (found.end() if found else None), (terminal.name, line)


# --- P11 -------------------------------------------------------------------------------------------------------


class Ready(Lexer):
    """Tokens that are ready, for both of Lark's parsers."""

    __future_interface__ = 1

    def __init__(self, _: object) -> None: ...

    def lex(self, state: object, _: object = None) -> Iterator[Token]:
        yield from getattr(state, "text", state)  # type: ignore[misc]


def test_the_grammar_is_strict() -> None:
    """P11: Lark's strict mode finds no shift/reduce and no reduce/reduce conflict in the composed grammar."""
    Lark(PARSER.grammar.text, parser="lalr", lexer=Ready, maybe_placeholders=False, strict=True)


def test_strict_mode_refuses_a_conflict() -> None:
    """P11: the test above can fail."""
    ambiguous = 'start: a "y"? \n a: "x" ("y" "x")* "y"?'
    with pytest.raises(GrammarError, match="Shift/Reduce"):
        Lark(ambiguous, parser="lalr", lexer=Ready, strict=True)


def test_both_parsers_of_lark_agree() -> None:
    """P11: LALR and Earley give one tree, or both none, for 1,500 lines of the corpus, with Lark's basic lexer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lark.lexer.has_interegular", False)  # with interegular Lark compares all pairs, for minutes
        options = {"lexer": "basic", "maybe_placeholders": False}
        lalr = Lark(PARSER.grammar.text, parser="lalr", **options)
        earley = Lark(PARSER.grammar.text, parser="earley", ambiguity="explicit", **options)
    chosen = sorted(LINES, key=len)[:1_500]
    assert len(chosen) == 1_500
    assert [line for line in chosen if tree(lalr, line) != tree(earley, line)] == []


def tree(lark: Lark, line: str) -> object:
    try:
        return lark.parse(line)
    except UnexpectedInput as error:
        return type(error)
