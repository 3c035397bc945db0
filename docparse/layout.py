"""Layout: what the setting of a file says of its lines, beside what their words say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from docparse.marks import LINE_START, Line
from docparse.source import BEGINNING, Layout

HEADING, EMPHASIS = "heading", "emphasis"
_LONGEST = 60  # characters of a heading; a longer paragraph set as one is none
_CLOSES = "。:;!?"  # what stands at the end of a run-in heading, in its typeface or after it
_STATES = "。;:"  # what stands at the end of a statement
_FEW = 2  # lines of a style of markers that show whether it numbers statements
_MOST = 0.5  # of a text in emphasis, beyond which it emphasises nothing


def tell_forms(layout: Sequence[Layout], lines: list[Line]) -> frozenset[int]:
    """Gives the lines the forms that the layout tells, and answers their numbers: their words are not asked."""
    told = set[int]()
    starts = [line.start for line in lines] if layout else []
    for stretch in layout:
        if stretch.role in (HEADING, EMPHASIS, BEGINNING):
            continue
        for number in range(bisect_right(starts, stretch.start) - 1, bisect_left(starts, stretch.end)):
            lines[number].cue, lines[number].told = stretch.role, True
            told.add(number)
    return frozenset(told)


def tell_headings(layout: Sequence[Layout], text: str, lines: list[Line]) -> None:
    """Notes with the mark that begins a line where its heading ends, as the typeface shows.

    A heading without a marker that the text begins with is its title.
    """
    shown = [stretch for stretch in layout if stretch.role in (HEADING, EMPHASIS)]
    emphasised = sum(stretch.end - stretch.start for stretch in shown if stretch.role == EMPHASIS)
    told = emphasised <= _MOST * len(text)
    starts = [line.start for line in lines] if shown else []
    stating = _stating(text, lines) if shown else frozenset()
    first = next((line for line in lines if line.first < line.stop and not line.told), None) if shown else None
    for stretch in shown:
        line = lines[bisect_right(starts, stretch.start) - 1]
        mark = line.marks[0] if line.marks else None
        if line is first and mark is None and stretch.role == HEADING:
            line.cue = line.cue or "document_title"
        if mark is None or mark.boundary is not LINE_START or mark.floating or mark.style.opens:
            continue  # where the title of a part ends, the lines below it tell
        end = min(stretch.end, line.stop)
        if text[mark.end : stretch.start].strip() or not mark.end < end <= mark.end + _LONGEST:
            continue
        if end == line.stop and text[end - 1] in _STATES and mark.style.name in stating:
            continue  # set as its list is, by a style that numbers it; its words tell whether it has a heading
        closed = end == line.stop or text[end - 1] in _CLOSES or text[end] in _CLOSES
        if stretch.role == HEADING or (told and closed):
            mark.titled = max(mark.titled, end)


def _stating(text: str, lines: list[Line]) -> frozenset[str]:
    """The styles of markers that number statements: 第一条 为了…，制定本办法。"""
    ends: dict[str, list[bool]] = {}
    for line in lines:
        if line.marks and line.marks[0].boundary is LINE_START and not line.told:
            ends.setdefault(line.marks[0].style.name, []).append(text[line.stop - 1] in _STATES)
    return frozenset(name for name, stated in ends.items() if len(stated) >= _FEW and 2 * sum(stated) > len(stated))
