"""Steps: what to try on a line, by its first and its last character, so that most patterns are never run."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cached_property
from itertools import groupby

import msgspec

from docparse.grammar import Terminal
from docparse.patterns import content_width, ends_line, first_chars, last_chars, required
from docparse.styles import PATHS, UNRANKED, Style

_SHORT_LINE = 120  # characters: a form of shorter lines is tried at once, of longer ones where its words occur
_FEW = 2  # words that are sooner looked for than the pattern is tried, in short lines too


class Marker(msgspec.Struct, gc=False, eq=False, frozen=True):
    """A marker terminal, and what all its marks have in common."""

    pattern: re.Pattern[str]
    style: Style
    family: str
    rank: float
    floating: bool
    weak: bool


class Step(msgspec.Struct, gc=False, eq=False, frozen=True):
    """A form terminal; or marker terminals that are tried in order, as one pattern with a named group for each.

    form: None for markers; markers: by name, empty for a form
    weak: the weak markers of this and all other steps that begin with the same character
    width: the most characters a match can have, where it ends its line
    lasts: the characters that the line may end with, None for any
    required: one of these is in every match; () when nothing can be told
    """

    pattern: re.Pattern[str]
    form: str | None
    markers: dict[str, Marker]
    weak: tuple[Marker, ...]
    width: int
    lasts: frozenset[str] | None
    required: tuple[str, ...]

    def lacks(self, text: str, start: int, stop: int) -> bool:
        """Whether text[start:stop] cannot match because of what it does not contain."""
        for string in self.required:  # noqa: SIM110 - any() over a generator takes three times as long
            if text.find(string, start, stop) >= 0:
                return False
        return True


_Row = tuple[dict[str, list[Step]], list[Step]]  # last character -> steps; and those for any other one


class Steps:
    """The steps for all terminals of a kind, in the order in which Lark tries them."""

    def __init__(self, terminals: list[Terminal], styles: Mapping[str, Style]) -> None:
        self._styles = styles
        firsts = [(first_chars(terminal.regexp), terminal) for terminal in terminals]
        self.chars = {char for found, _ in firsts for char in found or ()}
        self._terminals = {
            char: tuple(t for found, t in firsts if found is None or char in found) for char in self.chars
        }  # fmt: skip
        self._others = tuple(t for found, t in firsts if found is None)
        self._made: dict[tuple[Terminal, ...], _Row] = {}
        self._rows: dict[str, _Row] = {}

    def at(self, first: str, last: str) -> list[Step]:
        """The steps for a text that begins and ends with these characters, blanks aside."""
        row = self._rows.get(first)
        if row is None:
            row = self._row(first) if first in self.chars else self._other
        return row[0].get(last, row[1])

    def _row(self, first: str) -> _Row:
        """Makes the row of a first character, at its first use: patterns take long to compile."""
        wanted = self._terminals[first]
        row = self._made.get(wanted)
        if row is None:
            row = self._made[wanted] = _by_last(self._steps(wanted))
        self._rows[first] = row
        return row

    @cached_property
    def _other(self) -> _Row:
        """The row of all characters that no terminal names as its first."""
        return _by_last(self._steps(self._others))

    def _steps(self, terminals: tuple[Terminal, ...]) -> list[Step]:
        steps: list[Step] = []
        weak = tuple(self._marker(t) for t in terminals if t.weak)
        kinds = groupby(terminals, key=lambda t: (t.rule == "form", first_chars(t.regexp) is None))
        for (is_form, _), run in kinds:
            members = list(run)
            if is_form:
                steps += [form_step(terminal) for terminal in members]
                continue
            pattern = "|".join(f"(?P<{t.name}>{t.regexp})" for t in members)
            steps.append(_step(pattern, None, {t.name: self._marker(t) for t in members}, weak))
        return steps

    def _marker(self, terminal: Terminal) -> Marker:
        style = self._styles[terminal.alias]
        family = style.family or (PATHS if style.path else style.name)
        rank = UNRANKED if style.rank is None else float(style.rank)
        return Marker(re.compile(terminal.regexp), style, family, rank, terminal.rule == "floating", terminal.weak)


def form_step(terminal: Terminal) -> Step:
    return _step(terminal.regexp, terminal.alias, {})


def _step(pattern: str, form: str | None, markers: dict[str, Marker], weak: tuple[Marker, ...] = ()) -> Step:
    longest = content_width(pattern)
    width = longest if ends_line(pattern) else sys.maxsize
    needs = required(pattern) if first_chars(pattern) is None else ()
    if longest <= _SHORT_LINE and len(needs) > _FEW:
        needs = ()
    return Step(re.compile(pattern), form, markers, weak, width, last_chars(pattern), needs)


def _by_last(steps: list[Step]) -> _Row:
    chars = {char for step in steps for char in step.lasts or ()}
    table = {char: [step for step in steps if step.lasts is None or char in step.lasts] for char in chars}
    return table, [step for step in steps if step.lasts is None]
