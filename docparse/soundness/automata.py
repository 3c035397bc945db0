"""Lines that two patterns both match, found by walking both as automata at once.

The walk knows no negative look-around and no look-behind: what it finds is to be tried with the patterns themselves.
What it does not find there is not, as far as repetitions go that have been written out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from random import Random
from re import _constants as op
from re import _parser
from typing import Any

from docparse.script import variants
from docparse.soundness.classes import holds

_LAST = 0x10FFFF
_MOST_COPIES = 40  # of a repetition that is written out
_FREE = 2  # optional repetitions above the least that are counted; more of them are any number
_USUAL = "一二三工作加强关于某县的123A"


class Alphabet:
    """The characters that some patterns tell apart, as bits: one for each stretch of characters they treat alike."""

    def __init__(self, patterns: Iterable[str]) -> None:
        cuts = {0, ord("\n"), ord("\n") + 1}
        for pattern in patterns:
            for low, high in _ranges(_parser.parse(pattern)):
                cuts |= {low, high + 1}
        for char in _USUAL + " \t":
            cuts |= {ord(char), ord(char) + 1}
        self.firsts = sorted(cut for cut in cuts if cut <= _LAST)
        self.all = (1 << len(self.firsts)) - 1
        self.newline = self.of(op.LITERAL, ord("\n"))
        self.usual = sum(self.of(op.LITERAL, ord(char)) for char in _USUAL)
        self._simplified = sum(1 << n for n, first in enumerate(self.firsts) if variants(chr(first)))

    def of(self, code: Any, argument: Any) -> int:
        """The bits of one parsed character or class."""
        if code is op.LITERAL:
            char = ord("\n") if argument == ord("\r") else argument  # either ends a line
            return 1 << (bisect_right(self.firsts, char) - 1)
        if code is op.NOT_LITERAL:
            return self.all & ~self.of(op.LITERAL, argument)
        if code is op.ANY:
            return self.all & ~self.newline
        items = list(argument)
        negated = bool(items) and items[0][0] is op.NEGATE
        bits = 0
        for kind, value in items[negated:]:
            if kind is op.LITERAL:
                bits |= self.of(kind, value)
            elif kind is op.RANGE:
                low, high = (bisect_right(self.firsts, char) - 1 for char in value)
                bits |= (1 << (high + 1)) - (1 << low)
            else:
                bits |= sum(1 << n for n, first in enumerate(self.firsts) if holds((kind, value), chr(first)))
        return self.all & ~bits if negated else bits

    def char(self, bits: int) -> str:
        """A character of some bits, a usual one where there is one."""
        bits = bits & self.usual or bits & self._simplified or bits & self.newline or bits
        return chr(self.firsts[(bits & -bits).bit_length() - 1])


def _ranges(items: Any) -> Iterator[tuple[int, int]]:
    """The stretches of characters that a parsed pattern names."""
    for code, argument in items:
        if code in (op.LITERAL, op.NOT_LITERAL):
            yield argument, argument
        elif code is op.RANGE:
            yield argument
        elif code is op.IN:
            yield from _ranges(argument)
        elif code is op.CATEGORY:  # of ASCII, exactly; further characters as they fall
            yield from ((char, char) for char in range(128))
        else:
            for inner in bodies(code, argument):
                yield from _ranges(inner)


def bodies(code: Any, argument: Any) -> list[Any]:
    """The sequences inside one parsed item."""
    if code is op.SUBPATTERN:
        return [argument[3]]
    if code is op.BRANCH:
        return list(argument[1])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [argument[2]]
    if code in (op.ASSERT, op.ASSERT_NOT):
        return [argument[1]]
    return [argument] if code is op.ATOMIC_GROUP else []


class Machine:
    """A pattern as an automaton over lines that end with a newline; after a match anything may follow."""

    def __init__(self, pattern: str, alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._edges: list[dict[int, int]] = [{}]  # for each state: target -> bits
        self._jumps: list[list[int]] = [[]]
        last = self._sequence(list(_parser.parse(pattern)), 0, True)
        self._edges[last][last] = alphabet.all
        closures = [self._closure(state) for state in range(len(self._edges))]
        self.final = [last in closure for closure in closures]
        self.moves = [self._moves(closure) for closure in closures]

    def _closure(self, state: int) -> set[int]:
        seen, todo = {state}, [state]
        while todo:
            for target in self._jumps[todo.pop()]:
                if target not in seen:
                    seen.add(target)
                    todo.append(target)
        return seen

    def _moves(self, closure: set[int]) -> list[tuple[int, int]]:
        found: dict[int, int] = {}
        for state in closure:
            for target, bits in self._edges[state].items():
                found[target] = found.get(target, 0) | bits
        return [(bits, target) for target, bits in found.items()]

    def _state(self) -> int:
        self._edges.append({})
        self._jumps.append([])
        return len(self._edges) - 1

    def _sequence(self, items: list[Any], state: int, tail: bool) -> int:
        """Adds a sequence that begins in `state`; the state in which it ends. `tail`: nothing comes after it."""
        for number, (code, argument) in enumerate(items):
            state = self._item(code, argument, state, tail and number == len(items) - 1)
        return state

    def _item(self, code: Any, argument: Any, state: int, tail: bool) -> int:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self._repeat(argument, state)
        if code is op.ASSERT and tail and argument[0] > 0:
            return self._sequence(list(argument[1]), state, True)
        if code is op.AT and tail and argument in (op.AT_END, op.AT_END_STRING):
            return self._step(state, self._alphabet.newline)
        if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
            return state
        if code is op.FAILURE:
            return self._state()
        if inner := bodies(code, argument):
            after = self._state()
            for body in inner:
                first = self._state()
                self._jumps[state].append(first)
                self._jumps[self._sequence(list(body), first, tail)].append(after)
            return after
        return self._step(state, self._alphabet.of(code, argument))

    def _step(self, state: int, bits: int) -> int:
        target = self._state()
        self._edges[state][target] = bits
        return target

    def _repeat(self, argument: Any, state: int) -> int:
        least, most, body = argument
        for _ in range(min(least, _MOST_COPIES)):
            state = self._sequence(list(body), state, False)
        if most - least > _FREE:
            loop = self._state()
            self._jumps[state].append(loop)
            self._jumps[self._sequence(list(body), loop, False)].append(loop)
            return loop
        after = self._state()
        for _ in range(most - least):
            self._jumps[state].append(after)
            state = self._sequence(list(body), state, False)
        self._jumps[state].append(after)
        return after


def common_line(first: Machine, second: Machine, alphabet: Alphabet, random: Random | None = None) -> str | None:
    """The shortest line that both match at its beginning, None when there is none; with `random` another one."""
    origin = (0, 0)
    came: dict[tuple[int, int], tuple[tuple[int, int], int] | None] = {origin: None}
    todo = deque([origin])
    while todo:
        state = todo.popleft()
        if first.final[state[0]] and second.final[state[1]]:
            return _spelled(state, came, alphabet)
        moves = first.moves[state[0]]
        for bits, target in random.sample(moves, len(moves)) if random else moves:
            for other_bits, other in second.moves[state[1]]:
                if bits & other_bits and (target, other) not in came:
                    came[target, other] = state, bits & other_bits
                    todo.append((target, other))
    return None


def _spelled(state: tuple[int, int], came: Any, alphabet: Alphabet) -> str:
    chars = []
    while came[state] is not None:
        state, bits = came[state]
        chars.append(alphabet.char(bits))
    return "".join(reversed(chars))
