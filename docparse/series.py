"""Series: the runs of consecutive ordinals that are open while a document is read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from docparse.scanner import LINE_START, Line, Mark
from docparse.styles import Ordinal, Style

ROOT_RANK = -1.0
_LOOK_AHEAD = 80  # marks: a series whose next item is farther away is taken as ended


class Unit:
    """A numbered unit of the outline: what one marker numbers, or a document that begins unnumbered.

    start: of the marker, or of the line where an unnumbered document begins
    parent: index of the parent unit, -1 for the root
    mark: None for a document that begins unnumbered
    expected: the ordinal that the series would have, where the printed one differs
    """

    __slots__ = ("depth", "expected", "index", "line", "mark", "opens", "ordinal", "parent", "start", "style")

    def __init__(self, index: int, start: int, line: int, style: Style, parent: int, mark: Mark | None) -> None:
        self.index = index
        self.start = start
        self.line = line
        self.style = style
        self.parent = parent
        self.mark = mark
        self.opens = style.opens
        self.ordinal: Ordinal = mark.ordinal if mark else None
        self.expected: int | None = None
        self.depth = 0


class Run:
    """One series under one parent. `separator` is the character before its latest marker."""

    __slots__ = ("count", "family", "last", "separator", "style")

    def __init__(self, style: Style, family: str, last: int, separator: str) -> None:
        self.style = style
        self.family = family
        self.last = last
        self.separator = separator
        self.count = 1


class Open:
    """A unit that is open, and the runs of its children.

    container: its own line holds only marker and heading, so paragraphs below belong to it
    colon: its line ends by announcing what follows
    shut: a paragraph of an outer unit has come; only a numbered child opens it again
    """

    __slots__ = ("colon", "container", "floating", "rank", "run", "runs", "shut", "unit")

    def __init__(self, unit: Unit | None, rank: float, floating: bool, run: Run | None) -> None:
        self.unit = unit
        self.rank = rank
        self.floating = floating
        self.run = run
        self.runs: dict[str, Run] = {}
        self.container = unit is None
        self.colon = False
        self.shut = False

    @property
    def index(self) -> int:
        return self.unit.index if self.unit else -1

    @property
    def is_document(self) -> bool:
        return self.unit is None or self.unit.opens is not None


def family_of(mark: Mark, text: str) -> str:
    """The family whose series the mark can continue."""
    if mark.style.family == "*":  # the same word must come back: 一抓 … 二抓
        return mark.style.name + text[mark.end - 1]
    return mark.style.family or mark.style.name


class Outlook:
    """Bounded look-ahead over the marks of a scan."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.marks = [mark for line in lines for mark in line.marks]
        self._families: dict[str, list[int]] = {}
        self._positions: dict[int, int] = {}
        self._starts = [mark.start for mark in self.marks]
        self._text = text
        for index, mark in enumerate(self.marks):
            self._families.setdefault(family_of(mark, text), []).append(index)
        self.strong_lines = [
            line.marks[0].line
            for line in lines
            if line.marks and not line.marks[0].weak and not line.marks[0].floating and line.marks[0].boundary == LINE_START
        ]  # fmt: skip

    def after(self, offset: int) -> Iterator[Mark]:
        """The marks that begin after `offset`, as far as look-ahead goes."""
        first = bisect_right(self._starts, offset)
        return iter(self.marks[first : first + _LOOK_AHEAD])

    def family_after(self, family: str, offset: int) -> Iterator[Mark]:
        """The marks of one family that begin after `offset`."""
        indices = self._families.get(family, [])
        first = bisect_right(indices, bisect_right(self._starts, offset) - 1)
        for index in indices[first : first + _LOOK_AHEAD]:
            yield self.marks[index]

    def next_strong_line(self, line: int) -> int | None:
        """The next line after `line` that begins with a structural marker."""
        index = bisect_right(self.strong_lines, line)
        return self.strong_lines[index] if index < len(self.strong_lines) else None

    def outer_goes_on(self, family: str, last: int, mark: Mark) -> bool:
        """Whether a run that stands at `last` goes on after a new run of its family began with `mark`.

        The items that follow are taken by the inner run while they can be; one that only the outer run can take
        (its next ordinal, or its last one printed twice) decides.
        """
        inner = mark.ordinal
        for following in self.family_after(family, mark.start):
            ordinal = following.ordinal
            if not isinstance(ordinal, int) or not isinstance(inner, int):
                return False
            if ordinal == inner + 1:
                inner = ordinal
            else:
                return ordinal in (last, last + 1) and ordinal != 1
        return False
