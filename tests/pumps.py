"""Pump strings: for every loop in a regular expression a text that keeps it busy and then lets it down."""

from __future__ import annotations

from collections.abc import Iterator
from re import _constants as op
from re import _parser
from typing import Any

BREAKER = "\0"  # nothing that our patterns look for
_MANY = 5  # a loop that goes on longer is pumped
_CATEGORIES = {op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "工"}


def pumps(pattern: str, size: int, flags: int = 0) -> Iterator[str]:
    """Texts of about `size` characters: what begins a match, what a loop takes over and over, what ends no match."""
    items = list(_parser.parse(pattern, flags))
    whole = _example(items)
    units = [("", whole), *_loops(items, "")]
    for prefix, unit in dict.fromkeys(units):
        if unit:
            yield prefix + unit * (size // len(unit)) + BREAKER


def _loops(items: list[Any], prefix: str) -> Iterator[tuple[str, str]]:
    """(what stands before, what it takes) of every long loop, also inside others."""
    for kind, what in items:
        for inner in _inside(kind, what):
            if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and what[1] >= _MANY:
                yield from ((prefix, unit) for unit in _units(list(inner)))
            yield from _loops(list(inner), prefix)
        prefix += _example([(kind, what)])


def _inside(kind: Any, what: Any) -> list[Any]:
    if kind is op.SUBPATTERN:
        return [what[3]]
    if kind is op.BRANCH:
        return list(what[1])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [what[2]]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [what[1]]
    return [what] if kind is op.ATOMIC_GROUP else []


def _units(items: list[Any]) -> list[str]:
    """Some of what the body of a loop takes: one text for each of its ways, and for a class some of its members."""
    if len(items) == 1 and items[0][0] is op.IN:
        return _members(items[0][1])
    if len(items) == 1 and items[0][0] is op.BRANCH:
        return [_example(list(branch)) for branch in items[0][1][1]]
    return [_example(items)]


def _members(items: Any) -> list[str]:
    if items[0][0] is op.NEGATE:
        return [char for char in "工1 一、(" if not any(_is(item, char) for item in items[1:])][:3] or ["\x01"]
    found = []
    for kind, what in items:
        if kind is op.LITERAL:
            found.append(chr(what))
        elif kind is op.RANGE:
            found.append(chr(what[0]))
        else:
            found.append(_CATEGORIES.get(what, "工"))
    return found[:6]


def _is(item: tuple[Any, Any], char: str) -> bool:
    kind, what = item
    if kind is op.LITERAL:
        return chr(what) == char
    if kind is op.RANGE:
        return what[0] <= ord(char) <= what[1]
    return bool({op.CATEGORY_DIGIT: char.isdecimal(), op.CATEGORY_SPACE: char.isspace()}.get(what, char.isalnum()))


def _example(items: list[Any]) -> str:
    """A short text that the items take, look-around aside."""
    found = ""
    for kind, what in items:
        if kind is op.LITERAL:
            found += chr(what)
        elif kind is op.NOT_LITERAL or kind is op.ANY:
            found += "工"
        elif kind is op.IN:
            found += _members(what)[0]
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            found += _example(list(what[2])) * max(1, what[0])
        elif kind is op.BRANCH:
            found += _example(list(what[1][0]))
        elif kind is op.SUBPATTERN:
            found += _example(list(what[3]))
        elif kind is op.ATOMIC_GROUP:
            found += _example(list(what))
    return found
