"""The characters a regular expression can begin with, so that a scanner can dispatch on them."""

from __future__ import annotations

from re import _constants as op  # type: ignore[attr-defined]  # as Lark does: the only parse of a pattern there is
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Firsts = frozenset[str] | None  # None: any character
_LARGEST_RANGE = 1000
_DIGITS = frozenset("0123456789")
_BLANKS = frozenset(" \t\r\n\f\v")


def first_chars(pattern: str) -> Firsts:
    """The characters a match of `pattern` may begin with, or None when that is any character."""
    return _sequence(_parser.parse(pattern))[0]


def _sequence(items: Any) -> tuple[Firsts, bool]:
    found: frozenset[str] = frozenset()
    for code, argument in items:
        chars, empty = _first(code, argument)
        if chars is None:
            return None, empty
        found |= chars
        if not empty:
            return found, False
    return found, True


def _first(code: Any, argument: Any) -> tuple[Firsts, bool]:
    """First characters of one parsed item, and whether the item can match nothing."""
    if code is op.LITERAL:
        return frozenset(chr(argument)), False
    if code is op.IN:
        return _members(argument), False
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return frozenset(), True
    if code is op.FAILURE:  # (?!)
        return frozenset(), False
    if code is op.SUBPATTERN:
        return _sequence(argument[3])
    if code is op.ATOMIC_GROUP:
        return _sequence(argument)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        chars, empty = _sequence(argument[2])
        return chars, empty or argument[0] == 0
    if code is op.BRANCH:
        branches = [_sequence(branch) for branch in argument[1]]
        empty = any(branch_empty for _, branch_empty in branches)
        union: frozenset[str] = frozenset()
        for chars, _ in branches:
            if chars is None:
                return None, empty
            union |= chars
        return union, empty
    return None, False


def _members(items: Any) -> Firsts:
    found: set[str] = set()
    for code, argument in items:
        if code is op.LITERAL:
            found.add(chr(argument))
        elif code is op.RANGE and argument[1] - argument[0] < _LARGEST_RANGE:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        elif code is op.CATEGORY and argument is op.CATEGORY_DIGIT:
            found |= _DIGITS
        elif code is op.CATEGORY and argument is op.CATEGORY_SPACE:
            found |= _BLANKS
        else:
            return None
    return frozenset(found)
