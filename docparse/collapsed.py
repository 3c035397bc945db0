"""Collapsed lines: structural markers inside a line whose line breaks were lost (R12).

A candidate inside a line counts only as part of a run (see `runs`). The runs of outer styles cut the line into pieces;
each piece has its own inner runs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from docparse.joining import Joined
from docparse.marks import CLAUSE_END, CLAUSE_PAUSE, GLUED, LINE_START, Line, Mark
from docparse.openings import Cue, noted, openings
from docparse.pages import ARTEFACTS
from docparse.runs import DENSE, Number, Runs, group_of, number_of

_ENTRIES = 4  # of a table of contents
_LONGEST_ENTRY = 60  # characters
_LEADER = re.compile(r"[^。;:!?\r\n]{1,60}?[ \t]*(?P<leader>[.…·]{2,60})[ \t]*(?:\([0-9]{1,3}\)|[0-9]{1,3})[ \t]*")
_PAGE = re.compile(r"[ \t.…·]*(?:(?<=[.…·])\(?[0-9]{0,3}\)?[ \t]*)?\Z")
_ALIKE, _PARALLEL = 2, 3  # characters that so many glued bullets have in common
_LISTING = "(①⑴"  # what may begin a list after a comma
_HEAD = 20  # characters of a title
_PAUSE = re.compile("[。;:!?,、0-9]")
_LABELLED = re.compile("[^0-9。;:!?\r\n]{4,30}:[^0-9]")


def choose_in(text: str, lines: list[Line], number: int, marks: Sequence[Mark], cue: Cue) -> list[Mark]:
    """The same as `choose` for a paragraph of several lines, the first of which has that number.

    A text that was set in lines after it had lost its breaks is read as the one line that it was.
    """
    own = [line for line in lines if line.cue not in ARTEFACTS]
    if not any(line.runs_on for line in own):
        return choose(text, lines[0].start, lines[-1].end, marks, cue)
    joined = Joined(text, [(line.first, line.stop) for line in own])
    known = {id(reading): reading for mark in marks for reading in (mark, *mark.others)}
    for mark in known.values():
        mark.start, mark.end = joined.inside(mark.start), joined.inside(mark.end - 1) + 1
    chosen = choose(joined.text, 0, len(joined.text), marks, cue)
    starts = [line.start for line in lines]
    for mark in (known | {id(mark): mark for mark in chosen}).values():
        empty = mark.start == mark.end
        mark.start = joined.outside(mark.start)
        mark.end = mark.start if empty else joined.outside(mark.end - 1) + 1
        mark.titled = mark.titled and joined.outside(mark.titled - 1) + 1
        mark.begins = mark.begins if mark.begins < 0 else joined.outside(mark.begins)
        mark.line = number + bisect_right(starts, mark.start) - 1
    return chosen


def choose(text: str, start: int, end: int, marks: Sequence[Mark], cue: Cue) -> list[Mark]:
    """Of the structural marks of the paragraph text[start:end] those that form runs, in order; marks at its start are always kept.

    A mark whose heading a table of contents in the paragraph tells gets `titled`. Where another document begins there
    is one more mark, and the runs begin anew. A mark that opens something, such as 第一部分, is not weak any more.
    """
    if not marks:
        return []
    groups: dict[str, list[Mark]] = {}
    notes = noted(text, marks)
    entries, listed = _entries(text, marks)
    for mark in sorted(marks, key=lambda mark: mark.start):
        if mark.start in notes or mark.start in listed:
            continue
        for reading in (mark, *mark.others):
            if number_of(reading) and (mark.boundary is not CLAUSE_PAUSE or _listed(text, reading)):
                groups.setdefault(group_of(reading), []).append(reading)
    ordered = sorted(groups.values(), key=lambda group: min(mark.rank for mark in group))
    chosen = [mark for mark in marks if mark.boundary is LINE_START] + _bullets(text, marks)
    starts = {mark.start for mark in chosen}
    places = [[mark.start for mark in group] for group in ordered]
    begun = openings(text, start, end, marks, cue)
    kept = set(map(id, chosen))
    found = [mark for mark in begun if id(mark) not in kept]
    for left, right in pairwise([start, *(mark.end for mark in begun), end]):
        pieces = _Pieces(text, ordered, places)
        run = pieces.choose(0, left, right)
        if contents := pieces.contents or entries:
            _title(text, contents, run)
        found += [mark for mark in run if mark.start not in starts]
        if run and _are_clauses(text, run):
            for mark in run:
                mark.clause = True
    for mark in found:
        if mark.style.opens:
            mark.weak = False  # its run has confirmed 第一部分
    return sorted(chosen + found, key=lambda mark: mark.start)


def _entries(text: str, marks: Sequence[Mark]) -> tuple[list[Mark], set[int]]:
    """The marks of the entries of a table of contents that has leaders and page numbers, 第一部分 总则……2, and where
    the marks begin that stand in it."""
    ordered = sorted(marks, key=lambda mark: mark.start)
    entries: list[Mark] = []
    inside: set[int] = set()
    for mark, following in zip(ordered, [*ordered[1:], None], strict=True):
        entry = _LEADER.match(text, mark.end, mark.end + _LONGEST_ENTRY)
        if entry and (following is None or following.start >= entry.start("leader")):
            entries.append(mark)
            inside |= {mark.start, *range(entry.start("leader"), entry.end())}
    return (entries, inside) if len(entries) > 1 else ([], set())


def _are_clauses(text: str, run: Sequence[Mark]) -> bool:
    """Whether the members of one run are the clauses of one sentence: 有三个问题:一、…；二、…；三、…。"""
    first, *others = sorted(run, key=lambda mark: mark.start)
    alike = all(mark.style is first.style and text[mark.start - 1] in ";," for mark in others)
    return bool(others) and alike and first.boundary is not LINE_START and text[first.start - 1] in ":,;"


def _is_summary(text: str, run: Sequence[Mark]) -> bool:
    """Whether a run is a sentence about the chapters of another text: 第一章总则,明确…;第二章补助标准;第三章附则。"""
    divided = len(run) > 1 and run[0].style.statute == "division"
    return divided and all(text[mark.start - 1] in ";,、" for mark in run[1:])


def _title(text: str, contents: list[Mark], found: list[Mark]) -> None:
    """Takes the headings of the found marks from the entries of the table of contents before them."""
    ends = [mark.start for mark in contents[1:]]
    titles = {
        (group_of(entry), number_of(entry)): _PAGE.sub("", text[entry.end : end]).strip(" \t")
        for entry, end in zip(contents, ends, strict=False)
    }  # fmt: skip
    for mark in found:
        title, start = titles.get((group_of(mark), number_of(mark)), ""), mark.end
        while text[start : start + 1] == " ":
            start += 1
        if title and text.startswith(title, start):
            mark.titled = start + len(title)


def _bullets(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The bullets after sentences, where there are several; if they have labels (-拓展载体:每月…), glued ones too."""
    found: dict[int, Mark] = {}
    for name in sorted({mark.style.name for mark in marks if not mark.style.numbered}):
        alike = [mark for mark in marks if mark.style.name == name]
        clear = [mark for mark in alike if mark.boundary is CLAUSE_END]
        glued = [mark for mark in alike if mark.boundary is GLUED]
        labelled = [mark for mark in glued if _LABELLED.match(text, mark.end)]
        chosen: list[Mark] = []
        if len(clear) >= 2:
            chosen = clear + [mark for mark in glued if _under_heading(text, marks, mark)]
        if all(_LABELLED.match(text, mark.end) for mark in clear) and (len(clear) >= 2 or len(labelled) >= _PARALLEL):
            chosen += labelled
        dashes = [mark for mark in alike if text[mark.start : mark.end] == "——"]
        begins = Counter(text[mark.end : mark.end + _ALIKE] for mark in dashes)  # ——坚持…——坚持…
        chosen += [mark for mark in dashes if begins[text[mark.end : mark.end + _ALIKE]] >= _PARALLEL]
        found |= {mark.start: mark for mark in chosen}
    return list(found.values())


def _under_heading(text: str, marks: Sequence[Mark], bullet: Mark) -> bool:
    """Whether nothing but a title stands between a bullet and the number before it: （二）基本原则——坚持…"""
    place = bisect_left(marks, bullet.start, key=lambda mark: mark.start)
    nearest = marks[max(0, place - _HEAD) : place]
    before = max((m.end for m in nearest if not m.weak and m.style.numbered), default=0)
    title = text[before : bullet.start]
    return before > 0 and 0 < len(title.strip(" \t")) <= _HEAD and not _PAUSE.search(title)


def _listed(text: str, mark: Mark) -> bool:
    """Whether a mark after a comma may be a member of a list: …,(2)…; 第(一)、(二)项 and 1、2号楼 are none."""
    if mark.style.opens == "part":
        return True
    if text[mark.start - 1] != ",":
        return False
    return mark.ordinal != 1 if mark.weak else mark.ordinal != 1 or text[mark.start] in _LISTING


class _Pieces:
    def __init__(self, text: str, groups: list[list[Mark]], starts: list[list[int]]) -> None:
        self.text = text
        self.groups = groups
        self.starts = starts
        self.contents: list[Mark] = []
        self.carried: dict[int, Number] = {}  # the last number of each group, for numbering that runs on

    def choose(self, level: int, start: int, end: int, outer: Number = ()) -> list[Mark]:
        """The runs of the groups from `level` inwards in the piece from start to end.

        outer: the number of the unit that the piece is of
        """
        if not self._inverted(level, start, end):
            return self._runs(level, start, end, outer)
        kept = self.groups, self.starts, self.carried
        order = [*range(level), level + 1, level, *range(level + 2, len(self.groups))]  # in this piece only
        self.groups, self.starts, self.carried = [self.groups[n] for n in order], [self.starts[n] for n in order], {}
        found = self._runs(level, start, end, outer)
        self.groups, self.starts, self.carried = kept
        return found

    def _runs(self, level: int, start: int, end: int, outer: Number) -> list[Mark]:
        """The runs of the group at `level`, and those of the inner groups in the pieces that they make."""
        if level >= len(self.groups):
            return []
        runs = Runs(self.text, self.carried.get(level), outer)
        run = runs.find(self._within(level, start, end))
        doubtful = all(mark.weak and mark.boundary is GLUED for mark in run) and not runs.goes_on(run)
        if not runs.count(run) or doubtful or _is_summary(self.text, run):
            return self.choose(level + 1, start, end, outer)
        run = self._with_chapters(level, run)
        self._confirm(run)
        self.carried[level] = number_of(run[-1])
        edges = [start, *(mark.start for mark in run), end]
        if self._is_contents(start, run[0].start, level):
            del edges[0]
            before = [m for group in self.groups[level:] for m in group if start <= m.start <= run[0].start]
            entries = {m.start: m for m in reversed(before)}  # of several readings of one place the first
            self.contents = sorted(entries.values(), key=lambda mark: mark.start)
        chosen = list(run)
        inner = [mark for left, right in pairwise(edges) for mark in self._inner_clauses(level, left, right)]
        numbers = {mark.start: number_of(mark) for mark in (*run, *inner)}
        for left, right in pairwise(sorted([*edges, *(mark.start for mark in inner)])):
            chosen += self.choose(level + 1, left, right, numbers.get(left, ()))
        return chosen + inner

    def _inverted(self, level: int, start: int, end: int) -> bool:
        """Whether the next group is the outer one here: (一) …一、…二、… (二) …一、…, each 一、 inside another (一)."""
        if level + 1 >= len(self.groups):
            return False
        firsts = [mark.start for mark in self._within(level, start, end) if number_of(mark) == (1,)]
        if len(firsts) < 2:
            return False
        outer = [mark.start for mark in Runs(self.text, None, ()).find(self._within(level + 1, start, end))]
        places = {bisect_left(outer, first) for first in firsts}
        return len(outer) > 1 and len(places) == len(firsts) and 0 not in places

    def _with_chapters(self, level: int, run: list[Mark]) -> list[Mark]:
        """The run with the chapters above 4.1 whose number runs into another: of a page, or the last of a table."""
        bare = next((m for m in self.groups[level] if m.weak and self.text[m.end - 1].isdigit()), None)
        found: list[Mark] = []
        for before, mark in zip([run[0], *run], run, strict=False):
            number = number_of(mark)
            if bare is not None and number[1:] == (1,) and number[0] == number_of(before)[0] + 1:
                start = max(before.end, mark.start - _HEAD)
                if title := re.search(rf"{number[0]}[ \t]?(?=[一-鿿]{{2,16}}\Z)", self.text[start : mark.start]):
                    begin = start + title.start()
                    end = begin + len(str(number[0]))
                    chapter = replace(bare, start=begin, end=end, ordinal=number[0], line=mark.line, boundary=GLUED)
                    found.append(chapter)
            found.append(mark)
        return found

    def _confirm(self, run: list[Mark]) -> None:
        """A doubtful member beside two clear ones is clear: 1、…；2、…；3，… and l、…；2、…；3、…"""
        for before, mark in zip(pairwise(run), run[2:], strict=False):
            if mark.boundary is CLAUSE_END and not any(member.weak for member in before):
                mark.weak = self.text[mark.end - 1] in ";。" or self.text[mark.end : mark.end + 1].isdigit()
        if len(run) > 2 and not run[1].weak and not run[2].weak:
            run[0].weak = False

    def _inner_clauses(self, level: int, start: int, end: int) -> list[Mark]:
        """A series of the clauses of one sentence in an item, though the item has its numbers: 三、…主要是一、…；二、…。"""
        marks = self._within(level, start + 1, end)
        first = next((i for i, mark in enumerate(marks) if number_of(mark) == (1,)), len(marks))
        run = marks[first : first + 1]
        for mark in marks[first + 1 :]:
            if number_of(mark) != (len(run) + 1,) or self.text[mark.start - 1] not in ";,":
                break
            run.append(mark)
        if len(run) < 2 or any(mark.weak for mark in run):
            return []
        for mark in run:
            mark.clause = True
        return run

    def _within(self, level: int, start: int, end: int) -> list[Mark]:
        group, starts = self.groups[level], self.starts[level]
        return group[bisect_left(starts, start) : bisect_left(starts, end)]

    def _is_contents(self, start: int, end: int, level: int) -> bool:
        """Whether the entries before a run are its table of contents."""
        before = self._within(level, start, end)
        return len(before) >= _ENTRIES and (before[-1].start - before[0].start) < DENSE * len(before)
