"""Series: units, the runs of consecutive ordinals they form, and a bounded look at what comes next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

import msgspec

from docparse.joining import Paragraphs
from docparse.marks import CLAUSE_END, CLAUSE_PAUSE, LINE_START, Line, Mark
from docparse.phrases import Phrases
from docparse.styles import Ordinal, Style

ROOT_RANK = -1.0
KEEPS_HEADING = 30  # rank: 一、 and (一) keep a heading that nothing stands below
RUN_IN = 40  # characters: a longer lead sentence is body, not a heading
TITLE = 60  # characters of a line that is a title
_LEAD = 25  # characters of a title that its text follows
_NEAR = 3  # lines that a torn item has
_ARTICLE_TITLE = 25  # characters of a line with the number and the title of an article
_LOOK_AHEAD = 80  # marks: a series whose next item is farther away is taken as ended


class Run(msgspec.Struct, gc=False, eq=False):
    """One series under one parent: its style and family, its last ordinal, what stood before its last marker.

    item: index of the unit that is its last item: not the unit, which holds the run and would never be freed
    bare: the item before it is a heading or a sentence with nothing below its line
    listed: and that line ends with a semicolon
    """

    style: Style
    family: str
    last: int
    separator: str
    item: int = -1
    bare: bool = False
    listed: bool = False


NO_RUNS: dict[str, Run] = {}  # shared by all units without children: never written to


class Unit(msgspec.Struct, gc=False, eq=False):
    """A numbered unit of the outline: what one marker numbers, or a document that begins unnumbered.

    index: position among the units; -1 for the root
    start: of the marker, or of the line where an unnumbered document begins
    parent: index of the parent unit
    mark: None for the root and for a document that begins unnumbered
    run: the series it is an item of; runs: the series of its children, by style or family
    document: the depth of the innermost document, itself included
    provision: it is an article or part of one, or stands in for one below a chapter (一、 in older rules): no heading
    container: its own line holds only marker and heading, so paragraphs below belong to it
    stop: the last character of its line
    filled: something stands below its line
    colon: its line ends by announcing what follows
    shut: a paragraph of an outer unit has come; only a numbered child opens it again
    expected: the ordinal that the series would have, where the printed one differs
    annotated: the span of an annotation on its line
    """

    index: int
    start: int
    line: int
    style: Style
    parent: int
    mark: Mark | None
    rank: float
    run: Run | None
    depth: int
    document: int
    floating: bool
    is_document: bool
    runs: dict[str, Run]
    provision: bool = False
    container: bool = False
    stop: str = ""
    filled: bool = False
    colon: bool = False
    shut: bool = False
    expected: int | None = None
    annotated: tuple[int, int] | None = None

    @property
    def ordinal(self) -> Ordinal:
        return None if self.mark is None else self.mark.ordinal


class Outlook:
    """Bounded look-ahead over the marks of a scan."""

    def __init__(self, text: str, lines: list[Line], paragraphs: Paragraphs, phrases: Phrases) -> None:
        self._text = text
        self._phrases = phrases
        self._lines = lines
        self._paragraphs = paragraphs
        self._titles: dict[tuple[str, int, int], bool] = {}
        self._titled: dict[tuple[str, int], bool] = {}
        self.marks = [mark for line in lines for mark in line.marks]
        self._starts = [mark.start for mark in self.marks]
        self._parts = [mark.start for mark in self.marks if mark.style.opens]
        self._families: dict[str, tuple[list[int], list[Mark]]] = {}  # where the marks of a family begin, and they
        strong, divided = list[int](), list[int]()
        for mark in self.marks:
            self._index(mark)
            for reading in mark.others:
                self._index(reading)
            if mark.boundary is LINE_START and not mark.weak and not mark.floating:
                strong.append(mark.line)
                if mark.style.statute == "division":
                    divided.append(mark.start)
        self._strong_lines = strong
        self._divisions = sorted(divided + self._parts) if divided else self._parts

    def _index(self, mark: Mark) -> None:
        if mark.family not in self._families:
            self._families[mark.family] = [], []
        starts, members = self._families[mark.family]
        starts.append(mark.start)
        members.append(mark)

    def after(self, offset: int) -> list[Mark]:
        """The marks that begin after `offset`, as far as look-ahead goes."""
        first = bisect_right(self._starts, offset)
        return self.marks[first : first + _LOOK_AHEAD]

    def family_after(self, family: str, offset: int, most: int = _LOOK_AHEAD) -> list[Mark]:
        """The marks of one family that begin after `offset`, as far as look-ahead goes."""
        if family not in self._families:
            return []
        starts, members = self._families[family]
        first = bisect_right(starts, offset)
        return members[first : first + most]

    @cached_property
    def paragraphs(self) -> list[int]:
        """For every line, the number of the paragraph that it is a part of."""
        return self._paragraphs.numbers()

    def before(self, mark: Mark) -> Mark | None:
        """The mark of the same family before a mark."""
        starts, members = self._families[mark.family]
        place = bisect_left(starts, mark.start)
        return members[place - 1] if place else None

    def below_title(self, number: int) -> bool:
        """Whether the line above a line is the title of its document."""
        lines = self._lines
        above = next((n for n in range(number - 1, -1, -1) if lines[n].first < lines[n].end), None)
        return above is not None and lines[above].cue == "document_title"

    def titles(self, mark: Mark, chapter: int, document: int) -> bool:
        """Whether most marks like one that begin a line begin a title: in its chapter, or if it is alone there, in its
        document. Both are given by where they begin.
        """
        depth = len(mark.ordinal) if isinstance(mark.ordinal, list) else 1
        key = mark.family, depth, chapter
        if key not in self._titles:
            marks = self._alike(mark, depth, chapter, self._divisions)
            if len(marks) < 2:
                marks = self._alike(mark, depth, document, self._parts)
            titles = sum(self._is_title(self._lines[m.line]) for m in marks)
            if not marks:  # in a text without its breaks
                marks = [m for m in self.family_after(mark.family, mark.start - 1) if m.boundary is not CLAUSE_PAUSE]
                titles = sum(self._is_followed(m) for m in marks)
            self._titles[key] = 2 * titles > len(marks)
        return self._titles[key]

    def _alike(self, mark: Mark, depth: int, start: int, ends: list[int]) -> list[Mark]:
        """The marks of the family and depth of a mark that begin a line, from `start` to the next of `ends`."""
        marks = self._beginning(mark.family, start, ends)
        return [m for m in marks if (len(m.ordinal) if isinstance(m.ordinal, list) else 1) == depth]

    def _is_followed(self, mark: Mark) -> bool:
        """Whether a sentence soon ends after a mark inside a line, or what a title says by its words."""
        end = mark.end + _LEAD
        if self._text.find("。", mark.end, end) >= 0 or not self._phrases.says("providing", self._text, mark.end, end):
            return True
        return self._phrases.title(self._text, mark.end, end) is not None

    def titled(self, family: str, start: int) -> bool:
        """Whether most articles of the document beginning at `start` have a title, as those of contracts have.

        A line as wide as the widest is none, but text that was set in narrow lines.
        """
        key = family, start
        if key not in self._titled:
            marks = self._beginning(family, start, self._parts)
            longest = min(_ARTICLE_TITLE, self._widest - 3)
            lines = [self._lines[mark.line] for mark in marks if mark.end < self._lines[mark.line].stop]
            self._titled[key] = 2 * sum(self._is_name(line, longest) for line in lines) > len(marks)
        return self._titled[key]

    @cached_property
    def _widest(self) -> int:
        return max((line.stop - line.first for line in self._lines), default=0)

    def _beginning(self, family: str, start: int, ends: list[int]) -> list[Mark]:
        """The marks of a family that begin a line from `start` to the next of `ends`."""
        starts, members = self._families.get(family, ([], []))
        following = bisect_right(ends, start)
        end = ends[following] if following < len(ends) else len(self._text)
        near = members[bisect_left(starts, start) : bisect_left(starts, end)]
        return [mark for mark in near if mark.boundary is LINE_START]

    def _is_name(self, line: Line, longest: int) -> bool:
        """Whether a line is a title and no more."""
        complete = self._text[line.stop - 1] not in "。;:," and not self._paragraphs.torn(line)
        return complete and line.stop - line.first <= longest

    def _is_title(self, line: Line) -> bool:
        """Whether a line is a title, or begins with one that its text follows."""
        if self._is_name(line, TITLE):
            return True
        return self._text.find("。", line.first, min(line.first + _LEAD, line.stop - 1)) >= 0

    def is_next(self, line: int, other: int) -> bool:
        """Whether nothing but a few blank lines stands between two lines, if they are two."""
        between = self._lines[line + 1 : other] if other - line <= _NEAR else None
        return between is not None and all(blank.first == blank.end for blank in between)

    def count(self, family: str) -> int:
        """How many marks of a family there are."""
        starts, _ = self._families.get(family, ((), ()))
        return len(starts)

    def next_strong_line(self, line: int) -> int | None:
        """The next line after `line` that begins with a structural marker that counts alone."""
        index = bisect_right(self._strong_lines, line)
        return self._strong_lines[index] if index < len(self._strong_lines) else None

    def outer_goes_on(self, run: Run, mark: Mark) -> bool:
        """Whether an open run goes on after a new run of its family began with `mark`.

        The items that follow are taken by the inner run while they can be; the first that only the outer run can
        take (its next ordinal, or its last one printed twice) decides.
        """
        inner = mark.ordinal
        for following in self.family_after(run.family, mark.start):
            ordinal = following.ordinal
            if not isinstance(ordinal, int) or not isinstance(inner, int):
                return False
            if ordinal != inner + 1:
                return ordinal in (run.last, run.last + 1) and ordinal != 1
            inner = ordinal
        return False

    def runs_on(self, mark: Mark) -> bool:
        """Whether a mark inside a line is of a series that a line begins: （四）建设。1.规划。… / 2.…, 一、… / 条件。二、…"""
        if mark.weak or mark.boundary is not CLAUSE_END or not isinstance(mark.ordinal, int):
            return False
        following = next(iter(self.family_after(mark.family, mark.start, 1)), None)
        starts, members = self._families[mark.family]
        place = bisect_left(starts, mark.start)
        if mark.ordinal == 1:
            if place and members[place - 1].ordinal == 1 and members[place - 1].boundary is LINE_START:
                return False  # the 2 that follows has its 1
            return following is not None and following.ordinal == 2 and following.boundary is LINE_START
        before = members[place - 1] if place else mark
        near = before.boundary is LINE_START and 0 < mark.line - before.line <= _NEAR
        return near and before.ordinal == mark.ordinal - 1 and (following is None or following.ordinal != mark.ordinal)

    def goes_on(self, unit: Unit, offset: int) -> bool:
        """Whether the next item of a unit's series comes after `offset` before any marker of a higher unit (R10.2)."""
        run = unit.run
        if run is None:
            return False
        for mark in self.after(offset):
            if mark.family == run.family:
                if mark.ordinal == run.last + 1:
                    return True
                if mark.ordinal != 1 or unit.floating:
                    return False
            elif mark.style.opens:
                return False
            elif mark.boundary is LINE_START and not mark.floating and not mark.weak:
                rank = mark.style.rank
                if unit.floating or (rank is not None and rank < unit.rank):
                    return False
        return False
