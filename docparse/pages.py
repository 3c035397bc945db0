"""Pages: what their setting put into a text — numbers of pages and running heads, alone on a line or at one end of it.

They break nothing: what stands before and after them is one sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise, takewhile
from os.path import commonprefix

from docparse.marks import Line

ARTEFACTS = frozenset({"page_number", "contents_entry", "table_of_contents"})
_N = "[0-9OolI]{1,4}"
_NUMBER = rf"(?:第[ \t]*{_N}[ \t]*[页頁](?:[ \t]*[/,共]?[ \t]*共?[ \t]*{_N}[ \t]*[页頁])?|[-–—][ \t]*{_N}[ \t]*[-–—])"
_LEADING = re.compile(rf"{_NUMBER}[ \t]*")
_TRAILING = re.compile(rf"[ \t]*{_NUMBER}\Z|(?<=[。;!?])[ \t]+[0-9]{{1,3}}\Z")
_BARE = re.compile(r"[ \t]*[0-9]{1,3}\Z")
_BEGINS, _ENDS, _DIGITS = frozenset("-–—第"), frozenset("页頁-–—"), frozenset("0123456789")
_WIDTH = 30  # characters that the number of a page has at most, with the number of all pages
_ALONE = 3  # digits of a page number without a sign
_FULL = 25  # characters: the cells of a table are shorter
_APART = 3  # some numbers of pages are lost
_PAGE = 45  # characters that a page set in one line has at least, the last one too
_COUNT = 3  # pages that show that the digits at their ends are their numbers
_HEAD = 6  # characters that a running head has at least
_LONGEST_HEAD = 40
_MARKER = " \t第(（[0-9一二三四五六七八九十百①②③④⑤⑥⑦⑧⑨⑩〇.、"  # what a head does not end with, but a unit begins with
_FIRST = re.compile("[ \t]*[(（]?第?[一1l][^0-9一二三四五六七八九十]")
_FINISHED = frozenset("。!?:;)”’』」》…")

Ends = dict[int, tuple[int, int]]


def page_ends(text: str, lines: list[Line]) -> Ends:
    """Where the text of a line begins and ends without the number and the head of its page; of those lines alone that
    have some. A line that is nothing else gets the cue page_number."""
    filled = [number for number, line in enumerate(lines) if line.first < line.end]
    _number_alone(text, lines, filled)
    _heads_alone(text, lines, filled)
    own = [number for number in filled if lines[number].cue not in ARTEFACTS]
    ends = {number: _without_number(text, lines[number]) for number in own}
    if len(own) > 1 and all(lines[number].stop - lines[number].first >= _PAGE for number in own):
        _count_on(text, own, ends)
        _running_head(text, own, ends)
    return {number: span for number, span in ends.items() if span != (lines[number].first, lines[number].stop)}


def _without_number(text: str, line: Line) -> tuple[int, int]:
    """The text of a line without the number of its page, which has a sign."""
    first, stop = line.first, line.stop
    if text[first] in _BEGINS and (match := _LEADING.match(text, first, min(stop, first + _WIDTH))):
        first = match.end()
    last = text[stop - 1]
    if (last in _ENDS or last in _DIGITS) and (match := _TRAILING.search(text, max(first, stop - _WIDTH), stop)):
        stop = match.start()
    return (first, stop) if first < stop else (line.first, line.stop)


def _number_alone(text: str, lines: list[Line], filled: list[int]) -> None:
    """Takes bare numbers that count on, each alone between full lines, for the numbers of pages."""
    found: list[Line] = []
    for before, number, after in zip(filled, filled[1:], [*filled[2:], None], strict=False):
        line = lines[number]
        if line.stop - line.first > _ALONE or not text[line.first : line.stop].isdecimal():
            continue
        around = [lines[n].stop - lines[n].first for n in (before, after) if n is not None]
        if min(around) >= _FULL:
            found.append(line)
    numbers = [int(text[line.first : line.stop]) for line in found]
    if len(numbers) > 1 and all(0 < after - before <= _APART for before, after in pairwise(numbers)):
        for line in found:
            line.marks, line.cue = (), "page_number"


def _heads_alone(text: str, lines: list[Line], filled: list[int]) -> None:
    """Takes a line that comes again on every page, beside its number or with it, for a running head."""
    marked = [number for number in filled if lines[number].cue == "page_number"]
    numbered = [
        n for n in filled if lines[n].stop - lines[n].first <= _LONGEST_HEAD and text[lines[n].stop - 1] in _DIGITS
    ]
    if not marked and not numbered:
        return
    places = {number: place for place, number in enumerate(filled)}
    tearing = {_head(text, lines[n]) for n in numbered if _tears(text, lines, filled[places[n] - 1 : places[n]])}
    beside = {filled[p] for n in marked for p in (places[n] - 1, places[n] + 1) if 0 <= p < len(filled)}
    heads = Counter(_head(text, lines[number]) for number in {*beside, *numbered})
    for number in {*beside, *numbered}:
        line, head = lines[number], _head(text, lines[number])
        if (
            heads[head] > 1
            and (number in beside or head in tearing)
            and len(head) >= _HEAD
            and not line.marks
            and line.cue != "contents_entry"
        ):
            line.cue = "page_number"


def _tears(text: str, lines: list[Line], before: list[int]) -> bool:
    """Whether a full line before, if there is one, ends in the middle of a sentence: no row of a table, no caption."""
    return any(lines[n].stop - lines[n].first >= _FULL and text[lines[n].stop - 1] not in _FINISHED for n in before)


def _head(text: str, line: Line) -> str:
    """A line without the number at its end."""
    return text[line.first : line.stop].rstrip("0123456789").rstrip(" \t")


def _count_on(text: str, own: list[int], ends: Ends) -> None:
    """Takes off the bare digits at the ends of pages that count on: …不少于90日2, …不超过500万元3."""
    for begin in range(len(own) - _COUNT + 1):
        stop = ends[own[begin]][1]
        digits = _BARE.search(text, stop - _ALONE, stop)
        for value in _readings(digits[0].strip()) if digits else ():
            pages = enumerate(islice(own, begin, None), value)
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
