"""Floating markers: 一是 一要 首先 第一, — which open a series, which continue one, which are words (R2-R7)."""

from __future__ import annotations

from docparse.evidence import COUNTS_ON, FAMILY, GAP, LATE, NO_PAIR, NO_SERIES, PAIRED, REPEATED
from docparse.marks import CLAUSE_END, LINE_START, Mark
from docparse.series import RUN_IN, Outlook, Unit
from docparse.stack import Stack
from docparse.styles import LAST, NEXT


class Floating:
    """Places floating marks on the stack."""

    def __init__(self, stack: Stack, outlook: Outlook) -> None:
        self.stack = stack
        self.outlook = outlook

    def place(self, mark: Mark) -> Unit | None:
        """Opens the unit of a mark; None if it is no marker."""
        number = mark.ordinal
        if not isinstance(number, int):
            return None
        if number == NEXT:
            return self._unnumbered(mark)
        if number == LAST:
            return self._last(mark)
        if number == 1:
            if not mark.weak and mark.boundary in (LINE_START, CLAUSE_END):
                return self.stack.begin(mark, self._host(mark), 1, mark.family)
            if self._paired(mark):
                return self.stack.begin(mark, self._host(mark), 1, mark.family, PAIRED)
            mark.why = NO_PAIR
            return None
        return self._next(mark, number)

    def _unnumbered(self, mark: Mark) -> Unit | None:
        """The next item of the innermost series of its family, for a marker like 再一个是."""
        opened = self.stack.open
        for depth in range(len(opened) - 1, self.stack.document_depth - 1, -1):
            run = opened[depth].runs.get(mark.family)
            if run is not None:
                mark.ordinal = run.last + 1
                return self.stack.join(mark, depth, run.last + 1, run, COUNTS_ON)
        mark.why = NO_SERIES
        return None

    def _last(self, mark: Mark) -> Unit | None:
        """The last item of the innermost series of its family in the line, if it goes on like the one before.

        It does as a clause of its own after a semicolon, or where both say what is to be done with the same word:
        其次,要…。最后,要…
        """
        opened, text = self.stack.open, self.stack.text
        for depth in range(len(opened) - 1, self.stack.document_depth - 1, -1):
            run = opened[depth].runs.get(mark.family)
            if run is None:
                continue
            before = self.stack.units[run.item].mark
            if run.last == 1 or before is None or before.line != mark.line:
                break
            clause = text[mark.start - 1] == ";" and text[mark.end - 1] not in "后後"
            if clause or text[before.end : before.end + 1] == text[mark.end : mark.end + 1]:
                mark.ordinal = run.last + 1
                return self.stack.join(mark, depth, run.last + 1, run, COUNTS_ON)
            break
        mark.why = NO_SERIES
        return None

    def _next(self, mark: Mark, number: int) -> Unit | None:
        """The sibling search for an ordinal above 1 (R5), and its repairs (R6)."""
        matches, other = [], None
        opened = self.stack.open
        for depth in range(len(opened) - 1, self.stack.document_depth - 1, -1):
            run = opened[depth].runs.get(mark.family)
            if run is None or (number == 2 and mark.style.pairs and run.style is not mark.style):
                continue
            if run.last == number - 1:
                if run.style is mark.style:
                    return self.stack.join(mark, depth, number, run)
                other = other or (depth, run)
            matches.append((depth, run))
        if other:
            return self.stack.join(mark, other[0], number, other[1], FAMILY)
        if mark.boundary not in (LINE_START, CLAUSE_END) or (mark.weak and not self._followed(mark, number)):
            mark.why = NO_SERIES
            return None
        separator = self.stack.separator(mark)
        for depth, run in matches:  # the ordinal is printed twice (R6a)
            if run.last == number and run.style is mark.style and run.separator == separator:
                unit = self.stack.join(mark, depth, number, run, REPEATED)
                unit.expected = number + 1
                return unit
        for depth, run in matches:  # an ordinal is left out (R6b)
            if run.last == number - 2:
                return self.stack.join(mark, depth, number, run, GAP)
        return self.stack.begin(mark, self._host(mark), number, mark.family, LATE)

    def _followed(self, mark: Mark, number: int) -> bool:
        """Whether the next item of a weak mark's style begins a clause in its paragraph or a line (R6c)."""
        following = next(iter(self.outlook.family_after(mark.family, mark.start, 1)), None)
        if following is None or following.style is not mark.style or following.ordinal != number + 1:
            return False
        paragraphs = self.outlook.paragraphs
        inside = following.boundary is CLAUSE_END and paragraphs[following.line] == paragraphs[mark.line]
        return inside or following.boundary is LINE_START

    def _paired(self, mark: Mark) -> bool:
        """Whether item 2 follows, in the paragraph or at a line start, before the next section (R3)."""
        limit, paragraphs = self.outlook.next_strong_line(mark.line), self.outlook.paragraphs
        for following in self.outlook.family_after(mark.family, mark.start):
            if limit is not None and following.line >= limit:
                return False
            if mark.weak and following.style is not mark.style:
                continue
            near = paragraphs[following.line] == paragraphs[mark.line] or following.boundary is LINE_START
            return following.ordinal in (2, NEXT) and near
        return False

    def _headed_only(self, unit: Unit, mark: Mark) -> bool:
        """Whether a unit has said no more than a heading before a series on its line, which is its body then."""
        if unit.mark is None or unit.mark.line != mark.line or mark.boundary is not CLAUSE_END:
            return False
        said = self.stack.text[unit.mark.end : mark.start].rstrip(" \t")
        return said.endswith("。") and len(said) <= RUN_IN and said.count("。") == 1 and ";" not in said

    def _host(self, mark: Mark) -> int:
        """The depth of the parent of a new series (R7)."""
        opened = self.stack.open
        for depth in range(len(opened) - 1, -1, -1):
            unit = opened[depth]
            if unit.shut:
                continue
            if not unit.floating:
                return depth
            if unit.run is not None and unit.run.style is mark.style:
                if self.outlook.outer_goes_on(unit.run, mark) or self._headed_only(unit, mark):
                    return depth
            elif (
                mark.boundary is not LINE_START
                or unit.container
                or unit.colon
                or self.outlook.goes_on(unit, mark.start)
            ):
                return depth
        return 0
