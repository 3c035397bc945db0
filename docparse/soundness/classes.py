"""The classes of characters of a parsed pattern: what they hold, and what of it a text is written with."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from re import _constants as op  # as docparse.patterns does: the only parse of a pattern there is
from typing import Any

_POOL = "工作加强领导责任落实县委政府会议关于某年月日的了是有和在人大一二三十123，。:;,.、()《》“”-—*ABab \t\n"
_NARROW = 64  # characters of a range that is written with any of them

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


def members(code: Any, argument: Any) -> tuple[str, ...]:
    """Some characters of a parsed class: its own where it names them, common ones where it does not."""
    if code is op.ANY:
        items = [(op.NEGATE, None), (op.LITERAL, ord("\n"))]
    elif code is op.NOT_LITERAL:
        items = [(op.NEGATE, None), (op.LITERAL, argument)]
    else:
        items = argument if code is op.IN else []
    return _members(tuple(items))


@lru_cache(maxsize=4096)
def _members(items: tuple[Any, ...]) -> tuple[str, ...]:
    if items and items[0][0] is op.NEGATE:
        return tuple(char for char in _POOL if not any(holds(item, char) for item in items[1:]))
    found: list[str] = []
    for kind, value in items:
        if kind is op.LITERAL:
            found.append(chr(value))
        elif kind is op.RANGE and value[1] - value[0] < _NARROW:
            found += map(chr, range(value[0], value[1] + 1))
        else:
            usual = [char for char in _POOL if holds((kind, value), char)]
            found += usual or map(chr, value if kind is op.RANGE else ())
    return tuple(dict.fromkeys(found))
