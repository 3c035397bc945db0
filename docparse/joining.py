"""Joining: which line goes on with the one before, torn or hard-wrapped (R10.1)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from docparse.marks import LINE_START, Line
from docparse.pages import ARTEFACTS, Ends

BODY_LINE = 45  # characters: a longer line without an end is torn
HEADING_LINE = 60  # characters of a heading that has a line of its own
_FINISHED = "。!?:;”’…』」》)】."
_WRAPPED_LINES = 12  # lines: fewer do not show that a text is hard-wrapped
_EVEN_LINES, _RAGGED = 4, 2  # unless there are some of one width, by so many characters
_NARROW, _WIDE = 16, 60  # characters a line of hard-wrapped text has
_FLATTENED = 500  # characters a paragraph, in a text that lost its line breaks
_MOST = 0.8  # of such a text is in such paragraphs
_ENDLESS = 2000  # characters: no writer makes a paragraph that long
_ALONE = 150  # characters of the only paragraph of a text


class Paragraphs:
    """The paragraphs of a scanned text."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.full_line = _full_line(lines)

    def torn(self, previous: Line) -> bool:
        """Whether the previous line ends inside a sentence (R10.1)."""
        if previous.runs_on:
            return True
        last, length = self.text[previous.stop - 1], previous.stop - previous.start
        if self.full_line and length >= self.full_line:  # hard-wrapped text: a full line goes on unless a sentence ends
            return last not in "。!?:;"
        if last in _FINISHED:
            return False
        if self.text.find("。", previous.start, previous.stop) >= 0:
            return True
        titled = previous.marks and previous.marks[0].boundary is LINE_START and not previous.marks[0].floating
        printed = previous.stop - previous.first  # a signature is set far to the right
        return printed > (HEADING_LINE if titled else BODY_LINE)

    def numbers(self) -> list[int]:
        """For every line, the number of the paragraph that it is a part of."""
        number, previous, numbers = 0, None, []
        for line in self.lines:
            if line.first < line.end and line.cue not in ARTEFACTS:
                structural = bool(line.marks) and line.marks[0].boundary is LINE_START and not line.marks[0].floating
                number += previous is None or structural or not self.torn(previous)
                previous = line
            numbers.append(number)
        return numbers


class Joined:
    """Stretches of a text put together, and where a place in one stands in the other."""

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        self.text = "".join(text[start:end] for start, end in spans)
        self._starts = [start for start, _ in spans]
        self._begins = [0, *accumulate(end - start for start, end in spans)][:-1]

    def inside(self, place: int) -> int:
        """Where a place of the text, which lies in one of the stretches, stands in them together."""
        at = bisect_right(self._starts, place) - 1
        return self._begins[at] + place - self._starts[at]

    def outside(self, place: int) -> int:
        """Where a place of the stretches together stands in the text."""
        at = bisect_right(self._begins, place) - 1
        return self._starts[at] + place - self._begins[at]


def _full_line(lines: list[Line]) -> int:
    """The length from which a line of hard-wrapped text is full; 0 when the text is not hard-wrapped."""
    lengths = [line.stop - line.start for line in lines if line.first < line.end]
    if len(lengths) < _WRAPPED_LINES:  # all but the last must show it
        lengths = lengths[:-1]
        even = len(lengths) >= _EVEN_LINES and max(lengths) - min(lengths) <= _RAGGED
        return min(lengths) if even and _NARROW <= lengths[0] <= _WIDE else 0
    width = sorted(lengths)[len(lengths) * 9 // 10]
    full = sum(1 for length in lengths if width - _RAGGED <= length <= width + _RAGGED)
    return width - _RAGGED if _NARROW <= width <= _WIDE and full * 3 >= len(lengths) else 0


def flattened(lines: list[Line], ends: Ends) -> list[list[int]]:
    """The paragraphs that stand for many, in a text that lost its line breaks: those left lie too far apart.

    Each is given by the numbers of its lines: more than one where pages or lines were set after the breaks were lost.
    ends: of the pages (see `pages`)
    """
    groups = list(_groups(lines, ends))
    lengths = [sum(lines[n].stop - lines[n].first for n in group) for group in groups]
    least = _ALONE if len(groups) == 1 else _FLATTENED
    lost = sum(length for length in lengths if length >= least) >= _MOST * sum(lengths)
    least = _ALONE if lost else _ENDLESS
    return [group for group, length in zip(groups, lengths, strict=True) if length >= least]


def _groups(lines: list[Line], ends: Ends) -> Iterator[list[int]]:
    """The lines that nothing says to be paragraphs of their own: full ones, and those on both sides of a page break."""
    full_line, group, page = _full_line(lines), list[int](), False
    width = 0  # of the line at hand, which the number of a page may stand in
    for number, line in enumerate(lines):
        if line.first == line.end:
            continue
        if line.cue in ARTEFACTS:
            page = True
            continue
        first, stop = ends.get(number, (line.first, line.stop))
        torn = page or first > line.first
        if group and not torn and not (full_line and width >= full_line):
            yield group
            group = []
        width = line.stop - line.start + (width if torn and width < full_line else 0)
        group.append(number)
        page = stop < line.stop or (len(line.marks) > 0 and line.marks[-1].end > line.end)  # a torn marker
    if group:
        yield group
