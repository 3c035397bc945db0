"""Pumps: lines of any length that keep a repetition of a pattern busy and then let it down.

From the tree of a pattern: what leads to a repetition, then what it repeats, or what comes after it, many times over,
then what fits nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from re import _constants as op
from re import _parser
from typing import Any, NamedTuple

from docparse.soundness.automata import bodies
from docparse.soundness.classes import holds
from docparse.soundness.writing import Choices, written

_MANY = 16  # a repetition that may go on so often, or often enough inside another
_ENDS = ("\0", "。\0", "", "加强领导" * 10)
_UNITS = 4  # samples of each kind
_LITERALS = 16


class Pump(NamedTuple):
    """A line of any length: a beginning, a unit that comes again and again, an end."""

    begin: str
    unit: str
    end: str

    def line(self, length: int) -> str:
        """The line with about `length` characters."""
        return self.begin + self.unit * max(1, length // len(self.unit)) + self.end

    def __str__(self) -> str:
        begin = f"{self.begin!r} + " if self.begin else ""
        return f"{begin}{self.unit!r} × n" + (f" + {self.end!r}" if self.end else "")


def pumps(pattern: str, random: Random) -> Iterator[Pump]:
    """The pumps of a pattern, each once: what it takes as a whole, and what each of its repetitions takes."""
    tree, choices = list(_parser.parse(pattern)), Choices(random)
    whole = written(tree, choices).strip("\r\n")
    ends = (*_ENDS, "\0" + whole[-1:])  # a scanner may ask first how the line ends
    seen: set[Pump] = set()
    for begin, unit in (("", whole), *_busy(tree, choices)):
        for end in ends if unit else ():
            pump = Pump(begin, unit, end)
            if pump not in seen:
                seen.add(pump)
                yield pump


def _busy(tree: list[Any], choices: Choices) -> Iterator[tuple[str, str]]:
    """(what leads to a repetition, what keeps it busy)"""
    literals = sorted(set(_literals(tree)), key=len)[:_LITERALS]
    for before, body, after in _loops(tree, [], []):
        begin = written(before, choices)
        units = [written(body, choices) for _ in range(_UNITS)]
        if len(body) == 1:
            others = [*(written(after, choices).rstrip("\n") for _ in range(_UNITS)), *literals]
            units += [other for other in others if _taken(body[0], other)]
        yield from ((begin, unit) for unit in units)


def _taken(item: Any, text: str) -> bool:
    """Whether a repeated class takes every character of a text."""
    code, argument = item
    if code is op.ANY:
        return "\n" not in text
    if code is op.NOT_LITERAL:
        return chr(argument) not in text
    if code is not op.IN:
        return False
    negated = argument[0][0] is op.NEGATE
    return all(any(holds(part, char) for part in argument[negated:]) != negated for char in text)


def _loops(items: list[Any], before: list[Any], after: list[Any]) -> Iterator[tuple[list[Any], list[Any], list[Any]]]:
    """Every repetition that may go on for long: what stands before it, what it repeats, what comes after it."""
    for number, (code, argument) in enumerate(items):
        head, rest = [*before, *items[:number]], [*items[number + 1 :], *after]
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            body = list(argument[2])
            if argument[1] >= _MANY:
                yield head, body, rest
            yield from _loops(body, head, rest)
        else:
            for inner in bodies(code, argument):
                yield from _loops(list(inner), head, rest)


def _literals(items: Iterable[Any]) -> Iterator[str]:
    """The words that a parsed pattern spells out."""
    run = ""
    for code, argument in [*items, (None, None)]:
        if code is op.LITERAL:
            run += chr(argument)
            continue
        if run:
            yield run
        run = ""
        for inner in bodies(code, argument):
            yield from _literals(inner)
