"""Samples: texts that a regular expression matches, with words of official documents where it takes any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random
from re import _constants as op
from re import _parser
from typing import Any

from docparse.numerals import han
from docparse.soundness.classes import holds, members
from docparse.soundness.samples import drawn
from docparse.soundness.writing import Choices, Items, written

WORDS = (
    "加强学习", "落实责任", "抓好整改", "健全制度", "各科室", "检查结果", "县教育局", "重点工作", "安全生产", "群众反映",
)  # fmt: skip
BODY = "".join(WORDS)
_NO_NUMERALS = "工Ol"  # a class that takes one is for words, or for what OCR makes of digits
_FIRST = 0.6  # how often the first of several characters is taken: the others are its Traditional twins


class Wording(Choices):
    """Choices as documents are likely to have them: few repetitions, common characters and, if one is given, a number."""

    longest = 3

    def __init__(self, random: Random, number: int | None = None) -> None:
        super().__init__(random)
        self.number = number

    def repeated(self, least: int, most: int, body: Items, *, nested: bool) -> Items:
        numeral = "" if self.number is None else _numeral(body, self.number)
        if numeral and least <= len(numeral) <= most:
            return [(op.LITERAL, ord(char)) for char in numeral]
        return super().repeated(least, most, body, nested=nested)

    def char(self, code: Any, argument: Any) -> str:
        chars = members(code, argument)
        if self.random.random() < _FIRST and code is op.IN and argument[0][0] is op.LITERAL:
            return chars[0]
        return self.random.choice([char for char in chars if char in BODY] or chars or [""])

    def afters(self, asked: str) -> Sequence[str]:
        return ("", asked, BODY[:4], " ", "\n")


def sample(pattern: str, random: Random, number: int = 1) -> str | None:
    """A text in which `pattern` matches, its numerals written as `number`; None when none is found.

    What look-arounds ask for stands before and after the match.
    """
    found = next(drawn(pattern, Wording(random, number)), None)
    return found and found.line


def spell(pattern: str, random: Random) -> str:
    """A text of the shape of `pattern`. It matches unless a look-around of the pattern refuses it."""
    return written(_parser.parse(pattern), Wording(random))


def _numeral(body: Items, number: int) -> str:
    """`number` as a repeated class of numerals writes it; "" for another class."""
    if len(body) != 1 or body[0][0] is not op.IN or body[0][1][0][0] is op.NEGATE:
        return ""

    def takes(chars: str, how: Callable[[Iterable[bool]], bool]) -> bool:
        return how(any(holds(item, char) for item in body[0][1]) for char in chars)

    if takes(_NO_NUMERALS, any):
        return ""
    return han(number) if takes("一二三十", all) else str(number) if takes("0123456789", all) else ""
