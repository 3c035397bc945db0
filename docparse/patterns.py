"""What every match of a regular expression begins with and contains, so that a scanner can pass most lines by."""

from __future__ import annotations

import re
from re import _constants as op  # as Lark does: the only parse of a pattern there is
from re import _parser
from typing import Any

Firsts = frozenset[str] | None  # None: any character
_GREEDY = (op.MAX_REPEAT, op.POSSESSIVE_REPEAT)
_LARGEST_RANGE = 1000
_SMALL_CLASS = 8
_MOST_SPELLINGS = 4
_DIGITS = frozenset("0123456789")
_BLANKS = frozenset(" \t\r\n\f\v")
_NOT_BLANK = frozenset("x")


def first_chars(pattern: str) -> Firsts:
    """The characters a match of `pattern` may begin with, or None when that is any character."""
    return _sequence(_parser.parse(pattern))[0]


def last_chars(pattern: str) -> Firsts:
    """The characters a match of `pattern` may end with, where it ends its line; None when that is any character."""
    return _sequence(_parser.parse(pattern), backward=True)[0] if ends_line(pattern) else None


def content_width(pattern: str) -> int:
    """The most characters a match of `pattern` can have, blanks at its beginning aside."""
    parsed = _parser.parse(pattern)
    return _width(list(parsed), parsed.state)


def ends_line(pattern: str) -> bool:
    """Whether every match of `pattern` reaches the end of its line, blanks aside: it ends with EOL."""
    return _ends_line(list(_parser.parse(pattern)))


def _ends_line(items: list[Any]) -> bool:
    if not items:
        return False
    code, argument = items[-1]
    if code is op.BRANCH:
        return all(_ends_line(list(branch)) for branch in argument[1])
    if code is op.SUBPATTERN:
        return _ends_line(list(argument[3]))
    return code is op.ASSERT and _is_line_end(list(argument[1]))


def _is_line_end(items: list[Any]) -> bool:
    """Whether the items are blanks and then a newline or the end of the text, and nothing else."""
    if items and items[0][0] in _GREEDY and (_sequence(items[0][1][2])[0] or _NOT_BLANK) <= _BLANKS:
        items = items[1:]
    if len(items) != 1:
        return False
    code, argument = items[0]
    if code is op.SUBPATTERN:
        return _is_line_end(list(argument[3]))
    if code is op.BRANCH:
        return all(_is_line_end(list(branch)) for branch in argument[1])
    if code is op.IN:
        return (_members(argument) or _NOT_BLANK) <= frozenset("\r\n")
    return (code is op.LITERAL and chr(argument) in "\r\n") or (code is op.AT and argument is op.AT_END_STRING)


def _width(items: list[Any], state: Any) -> int:
    head, rest = items[:1], items[1:]
    for code, argument in head:
        if code in _GREEDY and (_sequence(argument[2])[0] or _NOT_BLANK) <= _BLANKS:
            return _width(rest, state)
        if code is op.BRANCH:
            return max(_width([*branch, *rest], state) for branch in argument[1])
        if code is op.SUBPATTERN:
            return _width([*argument[3], *rest], state)
    return int(_parser.SubPattern(state, items).getwidth()[1])


def _sequence(items: Any, backward: bool = False) -> tuple[Firsts, bool]:
    """The characters a sequence may begin with, or end with, and whether it can match nothing."""
    found: frozenset[str] = frozenset()
    for code, argument in reversed(list(items)) if backward else items:
        chars, empty = _edge(code, argument, backward)
        if chars is None:
            return None, empty
        found |= chars
        if not empty:
            return found, False
    return found, True


def _edge(code: Any, argument: Any, backward: bool) -> tuple[Firsts, bool]:
    """The same for one parsed item."""
    if code is op.LITERAL:
        return frozenset(chr(argument)), False
    if code is op.IN:
        return _members(argument), False
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return frozenset(), True
    if code is op.FAILURE:  # (?!)
        return frozenset(), False
    if code is op.SUBPATTERN:
        folds = argument[1] & re.IGNORECASE  # either case: any character, as far as a dispatch goes
        return (None, False) if folds else _sequence(argument[3], backward)
    if code is op.ATOMIC_GROUP:
        return _sequence(argument, backward)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        chars, empty = _sequence(argument[2], backward)
        return chars, empty or argument[0] == 0
    if code is op.BRANCH:
        union: frozenset[str] = frozenset()
        empties = False
        for branch in argument[1]:
            chars, empty = _sequence(branch, backward)
            if chars is None:
                return None, empty
            union |= chars
            empties = empties or empty
        return union, empties
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


def required(pattern: str) -> tuple[str, ...]:
    """Strings of which every match of `pattern` contains at least one; () when none can be told."""
    return tuple(sorted(_required(_parser.parse(pattern))))


def _required(items: Any) -> frozenset[str]:
    best: frozenset[str] = frozenset()
    runs = [""]  # the spellings of the characters since the last item that is more than one character
    for code, argument in [*items, (None, None)]:
        chars = _alternatives(code, argument)
        if chars and len(runs) * len(chars) <= _MOST_SPELLINGS:
            runs = [run + char for run in runs for char in chars]
            continue
        best = _better(best, frozenset(runs) if runs[0] else frozenset())
        runs = list(chars) or [""]
        if code is op.SUBPATTERN and not argument[1] & re.IGNORECASE:
            best = _better(best, _required(argument[3]))
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and argument[0] > 0:
            best = _better(best, _required(argument[2]))
        elif code is op.BRANCH:
            branches = [_required(branch) for branch in argument[1]]
            if all(branches):
                best = _better(best, frozenset().union(*branches))
    return best


def _alternatives(code: Any, argument: Any) -> str:
    """The characters of a literal or of a small class; "" for anything else."""
    if code is op.LITERAL:
        return chr(argument)
    if code is op.IN and len(argument) <= _SMALL_CLASS and all(kind is op.LITERAL for kind, _ in argument):
        return "".join(chr(char) for _, char in argument)
    return ""


def _better(old: frozenset[str], new: frozenset[str]) -> frozenset[str]:
    """The more telling of two sets: no single characters, then fewer strings."""
    if not old or not new:
        return old or new
    return max(old, new, key=lambda found: (min(map(len, found)) > 1, -len(found)))
