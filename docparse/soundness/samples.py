"""Lines made from a parsed pattern, and kept when the pattern itself matches them.

The look-arounds of a pattern are met by what is written before and after the match; a line that they refuse all
the same is thrown away, so that they never fool a check.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from random import Random
from re import _constants as op
from re import _parser
from typing import Any, NamedTuple

_POOL = "工作加强领导责任落实县委政府会议关于某年月日的了是有和在人大一二三十123，。:;,.、()《》“”-—*ABab \t\n"
_AFTER = ("", "", "\n", "加强领导", "，落实责任。", " 加强领导\n", "3月5日")
_TRIES = 12  # for each line that is wanted
_LONGEST = 12  # repetitions above the least that a sample has
_NESTED = 3  # and where they are repeated themselves: there a match may take a time that explodes
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


class Sample(NamedTuple):
    """A line, and where in it the pattern matches."""

    line: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def samples(pattern: str, count: int, seed: int) -> tuple[Sample, ...]:
    """Up to `count` different lines that `pattern` matches at `start`; fewer when its look-arounds refuse most."""
    random = Random(seed)  # noqa: S311 - lines to try, no secrets
    compiled, tree = re.compile(pattern), _parser.parse(pattern)
    found: dict[str, Sample] = {}
    for _ in range(count * _TRIES):
        writer = _Writer(random)
        writer.write(tree)
        start = len(writer.before)
        line = writer.before + writer.text + (writer.after or random.choice(_AFTER))
        match = compiled.match(line, start)
        if match and match.end() > start:
            found.setdefault(line, Sample(line, start, match.end()))
            if len(found) == count:
                break
    return tuple(found.values())


def written(items: Any, random: Random) -> str:
    """Some text that parsed items may take; their look-arounds are not tried."""
    writer = _Writer(random)
    writer.write(items)
    return writer.text


class _Writer:
    """Writes one random line: `text` is what the pattern takes, before and after are what its look-arounds want."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.before = self.text = self.after = ""
        self.within = 0  # repetitions that the item at hand stands in

    def write(self, items: Any) -> None:
        for code, argument in items:
            self._item(code, argument)

    def _item(self, code: Any, argument: Any) -> None:
        if code is op.SUBPATTERN:
            self.write(argument[3])
        elif code is op.ATOMIC_GROUP:
            self.write(argument)
        elif code is op.BRANCH:
            self.write(self.random.choice(argument[1]))
        elif code in _REPEATS:
            least, most, body = argument
            longest = min(most, least + (_NESTED if self.within or _repeats(body) else _LONGEST))
            self.within += 1
            for _ in range(self.random.choice((least, least, self.random.randint(least, longest)))):
                self.write(body)
            self.within -= 1
        elif code is op.ASSERT:
            self._look(argument)
        elif code not in (op.AT, op.ASSERT_NOT, op.FAILURE):
            self.text += self._char(code, argument)
            self.after = ""  # what a look-ahead wanted is written now

    def _look(self, argument: Any) -> None:
        direction, items = argument
        inner = _Writer(self.random)
        inner.write(items)
        if direction > 0:
            self.after = self.after or inner.text + inner.after
        elif not self.text:
            self.before = inner.before + inner.text

    def _char(self, code: Any, argument: Any) -> str:
        if code is op.LITERAL:
            return chr(argument)
        chosen = members(code, _key(argument))
        return self.random.choice(chosen) if chosen else "X"


def _repeats(items: Any) -> bool:
    """Whether parsed items hold a repetition."""
    for code, argument in items:
        if code in _REPEATS or (code is op.SUBPATTERN and _repeats(argument[3])):
            return True
        if code is op.BRANCH and any(map(_repeats, argument[1])):
            return True
    return False


def _key(argument: Any) -> Any:
    return (
        tuple((code, tuple(value) if isinstance(value, list) else value) for code, value in argument)
        if isinstance(argument, list)
        else argument
    )


@lru_cache(maxsize=4096)
def members(code: Any, argument: Any) -> tuple[str, ...]:
    """Some characters of a class, as parsed: its own where it names them, common ones where it does not."""
    if code is op.ANY:
        return tuple(char for char in _POOL if char != "\n")
    if code is op.NOT_LITERAL:
        return tuple(char for char in _POOL if char != chr(argument))
    if code is not op.IN:
        return ()
    if argument[0][0] is op.NEGATE:
        return tuple(char for char in _POOL if not any(holds(item, char) for item in argument[1:]))
    named = [chr(value) for kind, value in argument if kind is op.LITERAL]
    for kind, value in argument:
        if kind is op.RANGE:
            span = range(value[0], value[1] + 1)
            named += [char for char in _POOL if ord(char) in span] or [chr(span[0]), chr(span[-1])]
        elif kind is op.CATEGORY:
            named += [char for char in _POOL if holds((kind, value), char)]
    return tuple(named)


_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    op.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    op.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    op.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}


def holds(item: Any, char: str) -> bool:
    """Whether one part of a parsed class holds a character."""
    kind, value = item
    if kind is op.LITERAL:
        return ord(char) == int(value)
    if kind is op.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return kind is op.CATEGORY and _CATEGORIES[value](char)
