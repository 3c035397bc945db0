"""Pages: what their setting put into a text — numbers of pages and running heads, alone on a line or at one end of it.

They break nothing: what stands before and after them is one sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, takewhile
from os.path import commonprefix

from docparse.marks import Line

ARTEFACTS = frozenset({"page_number", "running_head", "footnote", "contents_entry", "table_of_contents"})
_N = "[0-9OolI]{1,4}"
_NUMBER = rf"(?:第[ \t]*{_N}[ \t]*[页頁](?:[ \t]*[/,共]?[ \t]*共?[ \t]*{_N}[ \t]*[页頁])?|[-–—][ \t]*{_N}[ \t]*[-–—])"
_LEADING = re.compile(rf"{_NUMBER}[ \t]*")
_TRAILING = re.compile(rf"[ \t]*{_NUMBER}\Z|(?<=[。;!?])[ \t]+[0-9]{{1,3}}\Z")
_BARE = re.compile(r"[ \t]*[0-9]{1,3}\Z")
_DIGITS = "0123456789"
_BEGINS, _ENDS = frozenset("-–—第"), frozenset("页頁-–—" + _DIGITS)
_WIDTH = 30  # characters that the number of a page has at most, with the number of all pages
_ALONE = 3  # digits of a page number without a sign
_FULL = 25  # characters: the cells of a table are shorter
_APART = 3  # some numbers of pages are lost
_PAGE = 45  # characters that a page set in one line has at least, the last one too
_FEW = 4  # one line in so many may be short, where a page was set in two
_COUNT = 3  # pages that show that the digits at their ends are their numbers
_HEAD = 6  # characters that a running head has at least
_LONGEST_HEAD = 40
_MARKER = " \t第(（[0-9一二三四五六七八九十百①②③④⑤⑥⑦⑧⑨⑩〇.、"  # what a head does not end with, but a unit begins with
_FIRST = re.compile("[ \t]*[(（]?第?[一1l][^0-9一二三四五六七八九十]")
_FINISHED = frozenset("。!?:;)”’』」》…")

Ends = dict[int, tuple[int, int]]


def page_ends(text: str, lines: list[Line], told: frozenset[int]) -> Ends:
    """Where the text of a line begins and ends without the number and the head of its page; of those lines alone that
    have some. A line that is nothing else gets the cue page_number. told: the lines whose form the layout tells"""
    places = [number for number, line in enumerate(lines) if line.first < line.end and number not in told]
    filled = [lines[number] for number in places]
    bare, numbered, edged, short = list[int](), list[int](), list[int](), 0
    for place, line in enumerate(filled):
        width = line.stop - line.first
        if text[line.stop - 1] in _ENDS or text[line.first] in _BEGINS:
            edged.append(place)
            if width <= _LONGEST_HEAD:
                (bare if width <= _ALONE else numbered).append(place)
        if _ALONE < width < _PAGE and line.cue not in ARTEFACTS:
            short += 1
    paged = short * _FEW <= len(filled)
    if not edged and not paged:
        return {}
    _number_alone(text, filled, bare)
    _heads_alone(text, filled, numbered)
    own = [place for place, line in enumerate(filled) if line.cue not in ARTEFACTS]
    ends = {place: (filled[place].first, filled[place].stop) for place in (own if paged else edged)}
    for place in edged:
        ends[place] = _without_number(text, filled[place])
    if paged and len(own) > 1:
        _count_on(text, own, ends)
        _running_head(text, own, ends)
    return {places[n]: span for n, span in ends.items() if span != (filled[n].first, filled[n].stop)}


def _without_number(text: str, line: Line) -> tuple[int, int]:
    """The text of a line without the number of its page, which has a sign."""
    first, stop = line.first, line.stop
    if match := _LEADING.match(text, first, min(stop, first + _WIDTH)):
        first = match.end()
    if match := _TRAILING.search(text, max(first, stop - _WIDTH), stop):
        stop = match.start()
    return (first, stop) if first < stop else (line.first, line.stop)


def _number_alone(text: str, filled: list[Line], bare: list[int]) -> None:
    """Takes bare numbers that count on, each alone between full lines, for the numbers of pages."""
    found: list[Line] = []
    for place in bare:
        around = [
            line.stop - line.first for line in (*filled[max(0, place - 1) : place], *filled[place + 1 : place + 2])
        ]
        line = filled[place]
        if place and text[line.first : line.stop].isdecimal() and min(around) >= _FULL:
            found.append(line)
    numbers = [int(text[line.first : line.stop]) for line in found]
    if len(numbers) > 1 and all(0 < after - before <= _APART for before, after in pairwise(numbers)):
        for line in found:
            line.marks, line.cue = (), "page_number"


def _heads_alone(text: str, filled: list[Line], numbered: list[int]) -> None:
    """Takes a line that comes again on every page, beside its number or with it, for a running head."""
    marked = [place for place, line in enumerate(filled) if line.cue == "page_number"]
    if len(marked) + len(numbered) < 2:
        return
    tearing = {_head(text, filled[place]) for place in numbered if place and _is_torn(text, filled[place - 1])}
    beside = {at for place in marked for at in (place - 1, place + 1) if 0 <= at < len(filled)}
    heads = Counter(_head(text, filled[place]) for place in {*beside, *numbered})
    for place in {*beside, *numbered}:
        line, head = filled[place], _head(text, filled[place])
        running = heads[head] > 1 and len(head) >= _HEAD and (place in beside or head in tearing)
        if running and not line.marks and line.cue != "contents_entry":
            line.cue = "page_number"


def _is_torn(text: str, line: Line) -> bool:
    """Whether a full line ends in the middle of a sentence: no row of a table, no caption."""
    return line.stop - line.first >= _FULL and text[line.stop - 1] not in _FINISHED


def _head(text: str, line: Line) -> str:
    """A line without the number at its end."""
    return text[line.first : line.stop].rstrip(_DIGITS).rstrip(" \t")


def _count_on(text: str, own: list[int], ends: Ends) -> None:
    """Takes off the bare digits at the ends of pages that count on: …不少于90日2, …不超过500万元3."""
    for begin in range(len(own) - _COUNT + 1):
        stop = ends[own[begin]][1]
        digits = _BARE.search(text, stop - _ALONE, stop)
        for value in _readings(digits[0].strip()) if digits else ():
            pages = ((value + at - begin, own[at]) for at in range(begin, len(own)))
            run = list(takewhile(lambda page: _ends_with(text, ends[page[1]], page[0]), pages))
            if len(run) >= _COUNT:
                for number, page in run:
                    ends[page] = ends[page][0], ends[page][1] - len(str(number))
                return


def _readings(digits: str) -> list[int]:
    """The numbers that digits may end with: 1503 may be 150 and page 3."""
    return [int(digits[at:]) for at in range(len(digits)) if digits[at] != "0"]


def _ends_with(text: str, span: tuple[int, int], number: int) -> bool:
    return text.endswith(str(number), *span)


def _running_head(text: str, own: list[int], ends: Ends) -> None:
    """Takes off what most pages but the first begin with, in the middle of a sentence; where it stands first it may be
    the title."""
    later = own[1:]
    starts = [text[first : first + _HEAD] for first, _ in (ends[page] for page in later)]
    ((start, count),) = Counter(starts).most_common(1)
    pages = [page for page, begins in zip(later, starts, strict=True) if begins == start]
    torn = sum(
        text[ends[before][1] - 1] not in _FINISHED
        for before, begins in zip(own, starts, strict=False)
        if begins == start
    )
    if count < 2 or 2 * count <= len(later) or 2 * torn <= count:
        return
    heads = [text[ends[page][0] : min(ends[page][1], ends[page][0] + _LONGEST_HEAD)] for page in pages]
    head = commonprefix(heads).rstrip(_MARKER)  # noqa: RUF071 - no path
    for page in pages if len(head) >= _HEAD else ():
        first, stop = ends[page]
        first += len(head)
        if page == pages[0] and _FIRST.match(text, first):
            continue  # it is the title of the text below
        while first < stop - 1 and text[first] in " \t":
            first += 1
        ends[page] = first, stop
