"""Quotations: what stands between quotation marks is outline elsewhere, not here (R15)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from docparse.marks import Line, Mark

_PAIRS = (("“", "”"), ("「", "」"), ("《", "》"), ("‚", "‛"))
_STRAIGHT = re.compile(
    '"(?<![0-9]")'
)  # opens and closes in turn; 3" is a measure (the sign first: so it is found fast)
_LEAST = 8  # characters: what is shorter is a name, not a quotation
_FARTHEST = 200  # characters: a quotation that began farther back is taken as never closed


class Quotations:
    """The quotations of a scanned text."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.pairs = [pair for pair in _PAIRS if pair[0] in text]

    def hold(self, mark: Mark) -> bool:
        """Whether a mark stands inside a balanced quotation of more than a few characters, within its line."""
        text, line, start = self.text, self.lines[mark.line], mark.start
        near = max(line.start, start - _FARTHEST)
        for opening, closing in self.pairs:
            begin = text.rfind(opening, near, start)
            if begin < 0 or text.find(closing, begin, start) >= 0:
                continue
            again = text.find(opening, start, line.end)  # what is quoted does not begin again before it ends
            end = text.find(closing, start, line.end if again < 0 else again)
            if end - begin > _LEAST:
                return True
        signs = self._straight
        if not signs:
            return False
        place = bisect_left(signs, start)
        if (place - bisect_left(signs, line.start)) % 2 and place < len(signs) and signs[place] < line.end:
            return signs[place] - signs[place - 1] > _LEAST
        return False

    @cached_property
    def _straight(self) -> list[int]:
        """Where the straight quotation marks stand."""
        return [match.start() for match in _STRAIGHT.finditer(self.text)]
