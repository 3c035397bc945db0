"""Strings that a regular expression matches, made from its parse; look-arounds are left to who tries the string."""

from __future__ import annotations

from random import Random
from re import _constants as op  # as docparse.patterns does: the only parse of a pattern there is
from re import _parser
from typing import Any

from docparse.soundness.samples import holds

# what a class may hold besides what it names, likeliest first
USUAL = "加强落实完善健全提高推进组织管理责任制度措施工作情况部门单位人员建设服务检查考核安全学习宣传保障"
_SIGNS = "abcxyzABCXYZ0123456789.,:;!?()-_*#@%&=+/|<>[]{}\"'~ \t“”《》…—、。"
_MORE = 3  # repetitions beyond the fewest


def spell(pattern: str, random: Random) -> str:
    """A string of the shape of `pattern`. It matches unless a look-around of the pattern refuses it."""
    return _sequence(_parser.parse(pattern), random)


def _sequence(items: Any, random: Random) -> str:
    return "".join(_item(code, argument, random) for code, argument in items)


def _item(code: Any, argument: Any, random: Random) -> str:
    if code is op.LITERAL:
        return chr(argument)
    if code is op.NOT_LITERAL:
        return random.choice([char for char in USUAL if ord(char) != argument])
    if code is op.ANY:
        return random.choice(USUAL)
    if code is op.IN:
        return _member(argument, random)
    if code is op.BRANCH:
        return _sequence(random.choice(argument[1]), random)
    if code is op.SUBPATTERN:
        return _sequence(argument[3], random)
    if code is op.ATOMIC_GROUP:
        return _sequence(argument, random)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        fewest, most, repeated = argument
        count = min(int(most), fewest + random.choice((0, 0, 0, *range(1, _MORE + 1))))
        return "".join(_sequence(repeated, random) for _ in range(count))
    return ""  # a look-around, an anchor


def _member(members: list[Any], random: Random) -> str:
    """A character of a class."""
    if members[0][0] is op.NEGATE:
        allowed = [char for char in USUAL + _SIGNS if not any(holds(member, char) for member in members[1:])]
        return random.choice(allowed[: len(USUAL)] or ["�"])
    code, argument = random.choice(members)
    if code is op.LITERAL:
        return chr(argument)
    if code is op.RANGE:
        first, last = argument
        usual = [char for char in USUAL if first <= ord(char) <= last]
        return random.choice(usual) if usual else chr(random.randint(first, last))
    return random.choice([char for char in USUAL + _SIGNS if holds((code, argument), char)])
