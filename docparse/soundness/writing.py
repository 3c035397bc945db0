"""Text written from a parsed pattern: one walk over its tree, and Choices, which say what is written where it leaves
something open.

Negative look-arounds and anchors are not written: whether a text matches is for the pattern to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from re import _constants as op  # as docparse.patterns does: the only parse of a pattern there is
from typing import Any

from docparse.soundness.automata import bodies
from docparse.soundness.classes import members

Items = Sequence[Any]  # of a parsed pattern: (code, argument) each
_AFTER = ("", "", "\n", "加强领导", "，落实责任。", " 加强领导\n", "3月5日")
_LONGEST = 12  # repetitions above the least that are written
_NESTED = 3  # and where they are repeated themselves: there a match may take a time that explodes
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


class Choices:
    """Choices at random, all alike likely."""

    longest = _LONGEST

    def __init__(self, random: Random) -> None:
        self.random = random

    def branch(self, branches: Sequence[Items]) -> Items:
        """One of several alternatives."""
        return self.random.choice(branches)

    def repeated(self, least: int, most: int, body: Items, *, nested: bool) -> Items:
        """What is written for a repetition of `body`; `nested`: it stands in another one, or has one in it."""
        longest = min(most, least + (min(_NESTED, self.longest) if nested else self.longest))
        return [*body] * self.random.choice((least, least, self.random.randint(least, longest)))

    def char(self, code: Any, argument: Any) -> str:
        """A character of a class; "" for one that holds none that is known."""
        chars = members(code, argument)
        return self.random.choice(chars) if chars else ""

    def afters(self, asked: str) -> Sequence[str]:
        """What to try behind a text whose look-ahead asked for a text, or for none."""
        return (asked or self.random.choice(_AFTER),)


class Writer:
    """Writes one text: `text` is what the pattern takes, `before` and `after` are what its look-arounds ask for."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.before = self.text = self.after = ""
        self._groups: dict[int, str] = {}
        self._within = 0  # repetitions that the item at hand stands in

    def write(self, items: Items) -> None:
        for code, argument in items:
            self._item(code, argument)

    def _item(self, code: Any, argument: Any) -> None:
        if code is op.SUBPATTERN:
            start = len(self.text)
            self.write(argument[3])
            self._groups[argument[0]] = self.text[start:]
        elif code is op.ATOMIC_GROUP:
            self.write(argument)
        elif code is op.BRANCH:
            self.write(self.choices.branch(argument[1]))
        elif code in _REPEATS:
            self._repeat(*argument)
        elif code is op.ASSERT:
            self._look(*argument)
        elif code is op.GROUPREF:
            self.text += self._groups.get(argument, "")
        elif code not in (op.AT, op.ASSERT_NOT, op.FAILURE, op.GROUPREF_EXISTS):
            self.text += chr(argument) if code is op.LITERAL else self.choices.char(code, argument)
            self.after = ""  # what a look-ahead asked for is written now

    def _repeat(self, least: int, most: int, body: Items) -> None:
        items = self.choices.repeated(least, most, body, nested=bool(self._within) or _repeats(body))
        self._within += 1
        self.write(items)
        self._within -= 1

    def _look(self, direction: int, items: Items) -> None:
        asked = Writer(self.choices)
        asked.write(items)
        if direction > 0:
            self.after = self.after or asked.text + asked.after
        elif self.text:  # it looks back at what is written: that ends as it asks
            self.text = self.text[: max(0, len(self.text) - len(asked.text))] + asked.text
        else:
            self.before = asked.before + asked.text


def written(items: Items, choices: Choices) -> str:
    """A text that parsed items may take; their look-arounds are not tried."""
    writer = Writer(choices)
    writer.write(items)
    return writer.text


def _repeats(items: Items) -> bool:
    """Whether parsed items hold a repetition."""
    return any(code in _REPEATS or any(map(_repeats, bodies(code, argument))) for code, argument in items)
