"""Typefaces: what of the lines on pages is set apart from the rest by the typeface it is printed in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from docparse.writing import Run, join_runs

_HAN = re.compile("[\u4e00-\u9fff]")
# How strong the typefaces look whose names hold such a word, the first that fits. Yahei is what pages are set in.
_STRENGTHS = tuple(
    (re.compile(words, re.IGNORECASE), strength)
    for words, strength in (
        ("yahei|雅黑|pingfang|苹方|fang_?-?song|仿宋", 0),
        ("标宋|標宋|biaosong|大标", 2),
        ("楷|kai", 1),
        ("黑|hei|ms p?gothic", 2),
        ("宋|明|song|sun|ming|仿|fang", 0),
    )
)


class Typeface(NamedTuple):
    """A typeface: the name of its family, without style, and whether it is bold."""

    name: str
    bold: bool = False


Piece = tuple[str, Typeface]


def body_typeface(pieces: Iterable[Piece]) -> Typeface:
    """The typeface that most Han of a document are set in, by the character in the middle of each piece."""
    lengths = Counter[Typeface]()
    for text, face in pieces:
        if "\u4e00" <= text[len(text) // 2 :][:1] <= "\u9fff":
            lengths[face] += len(text)
    return max(lengths, key=lengths.__getitem__, default=Typeface(""))


def emphasise(pieces: Sequence[Piece], body: Typeface) -> list[Run]:
    """The runs of a line: what is bold is in emphasis, and Han in another typeface than the body; nothing where the
    body itself is bold. What is no Han may always be in another typeface: it is in emphasis between what is."""
    if len(pieces) == 1:
        ((text, face),) = pieces
        return [Run(text, not (face is body or body.bold) and bool(_stands_out(text, face, body)))]
    if body.bold or all(face is body for _, face in pieces):
        return [Run("".join([text for text, _ in pieces]))]
    groups = [
        (told, "".join([text for text, _ in group]))
        for told, group in groupby(pieces, key=lambda piece: _stands_out(piece[0], piece[1], body))
    ]
    told = [False, *(one for one, _ in groups), False]
    return join_runs(
        Run(text, (told[n] and told[n + 2]) or False if one is None else one) for n, (one, text) in enumerate(groups)
    )


def _stands_out(text: str, face: Typeface, body: Typeface) -> bool | None:
    """Whether a piece is set apart from the body; None where that depends on what is beside it."""
    if face.bold or face.name == body.name:
        return face.bold
    return True if _HAN.search(text) else None


def typeface_strength(name: str) -> int | None:
    """How strong a Chinese typeface looks beside others, by its name.

    0 for 宋体 and 仿宋, 1 for 楷体, 2 for 黑体 and 小标宋; None for a name that does not tell.
    """
    return next((strength for words, strength in _STRENGTHS if words.search(name)), None)
