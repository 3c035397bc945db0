"""A backtracking machine for regular expressions that counts its steps.

`re` does not tell how often it looks at a character. This does what `re` does — the same order of attempts, the same
greed, the same backtracking, without its shortcuts — and counts, so that a test can say how work grows with a text,
without a clock. tests/test_work.py checks that both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from re import _constants as op
from re import _parser
from typing import Any

Test = Callable[[str], bool]
Code = list[tuple[Any, ...]]
Groups = dict[tuple[int, int], int]  # (number of a group, 0 or 1) -> where it begins or ends
_CATEGORIES: dict[Any, Test] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    op.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
_LOOPS = {op.MAX_REPEAT: "greedy", op.MIN_REPEAT: "lazy", op.POSSESSIVE_REPEAT: "possessive"}


class Machine:
    """A pattern made ready. `steps` are the characters looked at and the ways tried since it was made."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        parsed = _parser.parse(pattern, flags)
        self.code = _code(list(parsed), parsed.state.flags)
        self.steps = 0

    def match(self, text: str, start: int, end: int) -> int | None:
        """Where the match at `start` ends; None if there is none. `end` is the end of the text to the pattern."""
        return self._run(self.code, text, start, end, {})

    def _run(self, code: Code, text: str, start: int, end: int, groups: Groups) -> int | None:
        waiting: list[
            tuple[Any, ...]
        ] = []  # (pc, position, groups) to go on with; of loops also until where, and by how much
        pc, position = 0, start
        while True:
            name, *rest = code[pc] if pc < len(code) else ("done",)
            self.steps += 1
            going: bool | None = True
            if name == "done":
                return position
            if name == "char":
                going = position < end and rest[0](text[position])
                pc, position = pc + 1, position + 1
            elif name == "jump":
                pc = rest[0]
            elif name == "split":
                waiting.append((rest[1], position, groups))
                pc = rest[0]
            elif name == "at":
                going, pc = rest[0](text, position, end), pc + 1
            elif name == "loop":
                pc, position, going = self._loop(waiting, groups, text, pc, position, end, *rest)
            elif name == "look":
                begin = position - rest[1]
                found = begin >= 0 and self._run(rest[0], text, begin, position if rest[1] else end, groups) is not None
                going, pc = found is rest[2], pc + 1
            elif name == "atomic":
                reached = self._run(rest[0], text, position, end, groups)
                going, pc, position = reached is not None, pc + 1, position if reached is None else reached
            elif name == "mark":
                groups, pc = {**groups, rest[0]: position}, pc + 1
            elif name == "again":
                said = text[groups[rest[0], 0] : groups[rest[0], 1]] if (rest[0], 1) in groups else None
                going = said is not None and text.startswith(said, position, end)
                self.steps += len(said or "")
                pc, position = pc + 1, position + len(said or "")
            if not going:
                if not waiting:
                    return None
                pc, position, groups, *more = waiting.pop()
                if more and position != more[0]:
                    waiting.append((pc, position + more[1], groups, *more))

    def _loop(
        self, waiting: list[Any], groups: Groups, text: str, pc: int, position: int, end: int, test: Test, low: int, high: int, kind: str
    ) -> tuple[int, int, bool]:  # fmt: skip
        """A loop over single characters: lets `waiting` know how much less (or, of a lazy one, more) it may take."""
        reached, most = position, min(end, position + high)
        while reached < most and test(text[reached]):
            reached += 1
        self.steps += reached - position + 1
        least = position + low
        if reached < least:
            return pc, position, False
        if reached > least and kind != "possessive":
            first, last, by = (reached - 1, least, -1) if kind == "greedy" else (least + 1, reached, 1)
            waiting.append((pc + 1, first, groups, last, by))
        return pc + 1, least if kind == "lazy" else reached, True


def _code(items: list[Any], flags: int, base: int = 0) -> Code:
    """The instructions for a sequence, which begins at `base`."""
    code: Code = []
    for item in items:
        code += _item(*item, flags, base + len(code))
    return code


def _item(kind: Any, what: Any, flags: int, base: int) -> Code:
    test = _test(kind, what, flags)
    if test is not None:
        return [("char", test)]
    if kind is op.SUBPATTERN:
        number, on, off, inner = what
        if number is None:
            return _code(list(inner), (flags | on) & ~off, base)
        body = _code(list(inner), (flags | on) & ~off, base + 1)
        return [("mark", (number, 0)), *body, ("mark", (number, 1))]
    if kind is op.BRANCH:
        return _branches([list(branch) for branch in what[1]], flags, base)
    if kind in _LOOPS:
        return _repeat(_LOOPS[kind], *what, flags, base)
    if kind in (op.ASSERT, op.ASSERT_NOT):
        direction, inner = what
        width = inner.getwidth()[1] if direction < 0 else 0
        return [("look", _code(list(inner), flags), width, kind is op.ASSERT)]
    if kind is op.ATOMIC_GROUP:
        return [("atomic", _code(list(what), flags))]
    if kind is op.AT:
        return [("at", _anchor(what, flags))]
    if kind is op.GROUPREF:
        return [("again", what)]
    if kind is op.FAILURE:
        return [("at", lambda *_: False)]
    raise NotImplementedError(f"{kind} in a pattern")


def _branches(branches: list[list[Any]], flags: int, base: int) -> Code:
    if len(branches) == 1:
        return _code(branches[0], flags, base)
    first = _code(branches[0], flags, base + 1)
    others = base + len(first) + 2
    rest = _branches(branches[1:], flags, others)
    return [("split", base + 1, others), *first, ("jump", others + len(rest)), *rest]


def _repeat(kind: str, low: int, high: Any, inner: Any, flags: int, base: int) -> Code:
    items = list(inner)
    while len(items) == 1 and items[0][0] is op.SUBPATTERN and not any(items[0][1][:3]):
        items = list(items[0][1][3])
    test = _test(*items[0], flags) if len(items) == 1 else None
    if test is not None:
        return [("loop", test, low, int(high), kind)]
    if kind == "possessive":
        return [("atomic", _repeat("greedy", low, high, inner, flags, 0))]
    code: Code = []
    for _ in range(low):
        code += _code(items, flags, base + len(code))
    if high is op.MAXREPEAT:
        if inner.getwidth()[0] == 0:
            raise NotImplementedError("a loop over what may be empty")
        here = base + len(code)
        body = _code(items, flags, here + 1)
        ways = (here + 1, here + len(body) + 2)
        return [*code, ("split", *(ways if kind == "greedy" else ways[::-1])), *body, ("jump", here)]
    bodies = len(_code(items, flags, 0)) + 1
    over = base + len(code) + bodies * (high - low)
    for _ in range(high - low):
        here = base + len(code)
        ways = (here + 1, over)
        code += [("split", *(ways if kind == "greedy" else ways[::-1])), *_code(items, flags, here + 1)]
    return code


def _test(kind: Any, what: Any, flags: int) -> Test | None:
    """What one character has to be; None for what is not one character."""
    if kind is op.SUBPATTERN and len(what[3]) == 1 and not any(what[:3]):
        return _test(*what[3][0], flags)
    if kind is op.LITERAL:
        wanted = chr(what)
        return _either_case(wanted.__eq__, flags)
    if kind is op.NOT_LITERAL:
        unwanted = chr(what)
        return _either_case(unwanted.__ne__, flags)
    if kind is op.ANY:
        return (lambda char: True) if flags & re.DOTALL else "\n".__ne__
    if kind is op.IN:
        members = list(_members(what))
        negated = what[0][0] is op.NEGATE
        return _either_case(cache(lambda char: any(member(char) for member in members) is not negated), flags)
    return None


def _either_case(test: Test, flags: int) -> Test:
    return (lambda char: test(char.lower()) or test(char.upper())) if flags & re.IGNORECASE else test


def _members(items: Any) -> Iterator[Test]:
    for kind, what in items:
        if kind is op.LITERAL:
            yield chr(what).__eq__
        elif kind is op.RANGE:
            yield lambda char, bounds=what: bounds[0] <= ord(char) <= bounds[1]
        elif kind is op.CATEGORY:
            yield _CATEGORIES[what]


def _anchor(what: Any, flags: int) -> Callable[[str, int, int], bool]:
    def word(text: str, at: int, end: int) -> bool:
        inside = _CATEGORIES[op.CATEGORY_WORD]
        return (at > 0 and inside(text[at - 1])) != (at < end and inside(text[at]))

    lines = flags & re.MULTILINE
    return {
        op.AT_BEGINNING: lambda text, at, end: at == 0 or bool(lines and text[at - 1] == "\n"),
        op.AT_BEGINNING_STRING: lambda text, at, end: at == 0,
        op.AT_END: lambda text, at, end: at == end or (at == end - 1 and text[at] == "\n") or bool(lines and text[at] == "\n"),
        op.AT_END_STRING: lambda text, at, end: at == end,
        op.AT_BOUNDARY: word,
        op.AT_NON_BOUNDARY: lambda text, at, end: not word(text, at, end),
    }[what]  # fmt: skip
