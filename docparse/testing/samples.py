"""Samples: texts that a regular expression matches, with words of official documents where it takes any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from re import _constants as op  # as docparse.patterns does: the only parse of a pattern there is
from re import _parser
from typing import Any

from docparse.numerals import han
from docparse.soundness.samples import holds

WORDS = (
    "加强学习", "落实责任", "抓好整改", "健全制度", "各科室", "检查结果", "县教育局", "重点工作", "安全生产", "群众反映",
)  # fmt: skip
BODY = "".join(WORDS)
_HAN_NUMERALS = frozenset("一二三十")
_WIDE = 64  # characters of a class from which words are taken instead of any member
_MOST_REPEATS = 3  # beyond the fewest
_TRIES = 12
_FIRST = 0.6  # how often the first of several characters is taken: the others are its Traditional twins


def sample(pattern: str, random: Random, number: int = 1) -> str | None:
    """A text at whose beginning `pattern` matches, its numerals written as `number`; None when none is found.

    It may be longer than the match: what a look-ahead asks for stands after it.
    """
    parsed, compiled = _parser.parse(pattern), re.compile(pattern)
    for _ in range(_TRIES):
        tail: list[str] = []
        text = _written(parsed, random, number, tail)
        for after in ("", *tail[-1:], BODY[:4], " ", "\n"):
            if compiled.match(text + after):
                return text + after
    return None


def literals(pattern: str) -> list[str]:
    """The characters that a pattern names, in order and once each."""
    return list(dict.fromkeys(_literals(_parser.parse(pattern))))


def _literals(items: Any) -> Iterator[str]:
    for item in items:
        if isinstance(item, tuple) and item and item[0] is op.LITERAL:
            yield chr(item[1])
        elif isinstance(item, tuple | list | _parser.SubPattern):
            yield from _literals(item)


def _written(items: Any, random: Random, number: int, tail: list[str]) -> str:
    return "".join(_item(code, argument, random, number, tail) for code, argument in items)


def _item(code: Any, argument: Any, random: Random, number: int, tail: list[str]) -> str:
    if code is op.LITERAL:
        return chr(argument)
    if code is op.NOT_LITERAL or code is op.ANY:
        return random.choice(BODY)
    if code is op.IN:
        return _member(argument, random)
    if code is op.BRANCH:
        branch = argument[1][0] if random.random() < _FIRST / 2 else random.choice(argument[1])
        return _written(branch, random, number, tail)
    if code is op.SUBPATTERN:
        return _written(argument[3], random, number, tail)
    if code is op.ATOMIC_GROUP:
        return _written(argument, random, number, tail)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        fewest, most, repeated = argument
        return _repeated(fewest, most, repeated, random, number, tail)
    if code is op.ASSERT:
        asked = _written(argument[1], random, number, tail)
        if argument[0] < 0:
            return asked  # what stands before, as one more character of it
        tail.append(asked)
    return ""


def _repeated(fewest: int, most: int, items: Any, random: Random, number: int, tail: list[str]) -> str:
    numeral = _numeral(items, number)
    if numeral and fewest <= len(numeral) <= most:
        return numeral
    count = min(int(most), fewest + random.choice((0, 0, 0, 0, 1, random.randint(0, _MOST_REPEATS))))
    return "".join(_written(items, random, number, tail) for _ in range(count))


def _numeral(items: Any, number: int) -> str:
    """`number` as a repeated class of numerals writes it; "" for another class."""
    if len(items) != 1 or items[0][0] is not op.IN:
        return ""
    chars = {chr(argument) for code, argument in items[0][1] if code is op.LITERAL}
    if chars >= _HAN_NUMERALS:
        return han(number)
    ranges = [argument for code, argument in items[0][1] if code is op.RANGE]
    return str(number) if not chars and ranges == [(ord("0"), ord("9"))] else ""


def _member(items: Any, random: Random) -> str:
    """A character of a class; of a wide one, or of all but some, a character of words."""
    singles = [chr(argument) for code, argument in items if code is op.LITERAL]
    ranges = [argument for code, argument in items if code is op.RANGE]
    categories = [argument for code, argument in items if code is op.CATEGORY]
    if items[0][0] is op.NEGATE:
        allowed = [char for char in BODY if not any(holds(item, char) for item in items[1:])]
        return random.choice(
            allowed or [char for char in " \t" if not any(holds(item, char) for item in items[1:])] or [""]
        )
    if any(last - first > _WIDE for first, last in ranges):
        return random.choice(BODY)
    if singles and not ranges and random.random() < _FIRST:
        return singles[0]
    singles += [chr(random.randint(*bounds)) for bounds in ranges]
    singles += [_category(category, random) for category in categories]
    return random.choice(singles)


def _category(category: Any, random: Random) -> str:
    if category is op.CATEGORY_DIGIT:
        return random.choice("0123456789")
    return " " if category is op.CATEGORY_SPACE else random.choice(BODY)
