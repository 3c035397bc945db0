"""Layout: what the setting of a file says of its lines, beside what their words say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from docparse.marks import LINE_START, Line
from docparse.source import BEGINNING, Layout

HEADING, EMPHASIS = "heading", "emphasis"
_LONGEST = 60  # characters of a heading; a longer paragraph set as one is none
_CLOSES = "。:;!?"  # what stands at the end of a run-in heading, in its typeface or after it
_MOST = 0.5  # of a text in emphasis, beyond which it emphasises nothing


def tell_forms(layout: Sequence[Layout], lines: list[Line]) -> frozenset[int]:
    """Gives the lines the forms that the layout tells, and answers their numbers: their words are not asked."""
    told = set[int]()
    starts = [line.start for line in lines] if layout else []
    for stretch in layout:
        if stretch.role in (HEADING, EMPHASIS, BEGINNING):
            continue
        for number in range(bisect_right(starts, stretch.start) - 1, bisect_left(starts, stretch.end)):
            lines[number].cue = stretch.role
            told.add(number)
    return frozenset(told)


def tell_headings(layout: Sequence[Layout], text: str, lines: list[Line]) -> None:
    """Notes with the mark that begins a line where its heading ends, as the typeface shows."""
    shown = [stretch for stretch in layout if stretch.role in (HEADING, EMPHASIS)]
    emphasised = sum(stretch.end - stretch.start for stretch in shown if stretch.role == EMPHASIS)
    told = emphasised <= _MOST * len(text)
    starts = [line.start for line in lines] if shown else []
    for stretch in shown:
        line = lines[bisect_right(starts, stretch.start) - 1]
        mark = line.marks[0] if line.marks else None
        if mark is None or mark.boundary is not LINE_START or mark.floating:
            continue
        end = min(stretch.end, line.stop)
        if stretch.start > mark.end or not mark.end < end <= mark.end + _LONGEST:
            continue
        closed = end == line.stop or text[end - 1] in _CLOSES or text[end] in _CLOSES
        if stretch.role == HEADING or (told and closed):
            mark.titled = max(mark.titled, end)
            mark.weak = False
