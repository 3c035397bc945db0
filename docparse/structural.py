"""Structural markers: where 一、 (一) 1. (1) ①, bullets, decimals, chapters and articles go (R1, R8, R9, R13)."""

from __future__ import annotations

from docparse.evidence import (
    AGAIN,
    CITED,
    CONTINUOUS,
    FAMILY,
    FIRST,
    GAP,
    LATE,
    LONE,
    NESTED,
    NO_NEIGHBOUR,
    NO_SERIES,
    PAIRED,
    PATH,
)
from docparse.marks import LINE_START, Mark
from docparse.series import Outlook, Run, Unit
from docparse.stack import Stack
from docparse.styles import PATHS

_GAP = 3  # an ordinal this far on is a series with items lost
_LATE = 40  # a series of a fragment may begin with any ordinal up to this


class Structural:
    """Places structural marks on the stack."""

    def __init__(self, stack: Stack, outlook: Outlook) -> None:
        self.stack = stack
        self.outlook = outlook

    def place(self, mark: Mark, fresh: bool) -> Unit | str | None:
        """Opens the unit of a mark; None if it is no marker.

        fresh: whether an unnumbered document may have begun before the mark; the answer "document" says that it has,
        and that the mark is to be placed in it.
        """
        ordinal, name, opened = mark.ordinal, mark.style.name, self.stack.open
        if ordinal is None:
            return self._bullet(mark)
        several = isinstance(ordinal, list)
        if several and mark.style.path:
            return self._decimal(mark)
        number = ordinal[0] if isinstance(ordinal, list) else ordinal
        if mark.clause and (unit := self._clause(mark, number)):
            return unit
        levels, bottom = [], self.stack.document_depth
        for depth in range(len(opened) - 1, bottom - 1, -1):
            run = opened[depth].runs.get(name)
            if run is not None:
                if run.last == number - 1 or several:
                    return self.stack.join(mark, depth, number, run)
                levels.append(depth)
        return self._first(mark, levels, fresh) if number == 1 else self._late(mark, levels, number)

    def _first(self, mark: Mark, levels: list[int], fresh: bool) -> Unit | str | None:
        """Ordinal 1: a new series; nested, at the level of an ended one, or in a new document."""
        if mark.weak and not self._confirmed(mark, 1):
            mark.why = NO_NEIGHBOUR
            return None
        opened, why = self.stack.open, PAIRED if mark.weak else FIRST
        for depth in levels:
            run = opened[depth].runs[mark.style.name]
            if (len(opened) > depth + 2 or self.stack.top.colon) and self.outlook.outer_goes_on(run, mark):
                host = self._host(mark, below=min(depth + 1, len(opened) - 1))
                return self.stack.begin(mark, host, 1, why=NESTED)
            if opened[depth].is_document and run.last >= 2 and fresh:
                return "document"
            if len(opened) > depth + 1 and self._over(opened[depth], run) and self._host(mark) > depth:
                break
            return self.stack.begin(mark, depth, 1, why=AGAIN)
        return self.stack.begin(mark, self._host(mark), 1, why=why)

    def _over(self, parent: Unit, run: Run) -> bool:
        """Whether a series of a unit has ended, since another structural one of the same unit has begun after it."""
        later = [other for other in parent.runs.values() if not self.stack.units[other.item].floating]
        return later[-1] is not run

    def _clause(self, mark: Mark, number: int) -> Unit | None:
        """The next item of a series of clauses, or its first where the numbers belong to an open series already."""
        key, opened = mark.style.name + " clause", self.stack.open
        inner = range(len(opened) - 1, self.stack.document_depth - 1, -1)
        for depth in inner:
            run = opened[depth].runs.get(key)
            if run is not None and run.last == number - 1:
                return self.stack.join(mark, depth, number, run)
        if number != 1 or not any(mark.style.name in opened[depth].runs for depth in inner):
            return None
        host = next((depth for depth in inner if not opened[depth].shut), 0)
        return self.stack.begin(mark, host, number, key, NESTED)

    def _late(self, mark: Mark, levels: list[int], number: int) -> Unit | None:
        """An ordinal that continues nothing at hand: another style of its family, continuous numbering, or a gap."""
        opened = self.stack.open
        if not mark.weak and (unit := self._join_family(mark, number)):
            return unit
        follows = self._confirmed(mark, number)
        if mark.weak and not follows:
            return self._between(mark, number)
        latest = self.stack.latest.get(mark.style.name)
        if latest == number - 1:
            return self.stack.begin(mark, self._host(mark), number, why=CONTINUOUS)
        for depth in levels:
            run = opened[depth].runs[mark.style.name]
            if follows or number - run.last <= _GAP or self._is_excerpt(run, mark):
                return self.stack.join(mark, depth, number, why=GAP)
            mark.why = NO_SERIES
            return None
        article = mark.style.statute == "article"
        if article and not (follows or self._below_division(mark) or (latest is None and self._begins_excerpt(mark))):
            mark.why = CITED
            return None
        if number <= _LATE or follows or article:
            return self.stack.begin(mark, self._host(mark), number, why=LATE)
        mark.why = NO_SERIES
        return None

    def _between(self, mark: Mark, number: int) -> Unit | None:
        """A weak mark between its neighbours of another style: 2、… 3，… 4、…"""
        following = next(iter(self.outlook.family_after(mark.family, mark.start, 1)), None)
        between = following is not None and following.ordinal == number + 1 and not following.weak
        if between and (unit := self._join_family(mark, number)):
            return unit
        mark.why = NO_NEIGHBOUR
        return None

    def _join_family(self, mark: Mark, number: int) -> Unit | None:
        """The next item of the innermost open series of another style of its family."""
        opened = self.stack.open
        for depth in range(len(opened) - 1, self.stack.document_depth - 1, -1):
            for run in opened[depth].runs.values():
                if run.family == mark.family and run.last == number - 1:
                    return self.stack.join(mark, depth, number, run, FAMILY)
        return None

    def _is_excerpt(self, run: Run, mark: Mark) -> bool:
        """Whether a run of articles did not begin with the first or left some out, so that it may leave out more."""
        last = self.stack.units[run.item].mark
        partial = mark.style.statute == "article" and last is not None and last.why in (LATE, GAP)
        return partial and self._after_sentence(mark)

    def _below_division(self, mark: Mark) -> bool:
        """Whether the mark begins the line below the heading of a chapter, where nothing stands that could cite."""
        unit = self.stack.top
        return unit.style.statute == "division" and not unit.filled and mark.boundary is LINE_START

    def _begins_excerpt(self, mark: Mark) -> bool:
        """Whether an excerpt may begin with the mark: in no section, and not below an article that is cited."""
        before = self.outlook.before(mark)
        cited = before is not None and before.why == CITED and self.outlook.is_next(before.line, mark.line)
        return self.stack.top.is_document and not cited and self._after_sentence(mark)

    def _after_sentence(self, mark: Mark) -> bool:
        """Whether what stands before the mark is complete, so that it does not belong to a reference."""
        position = mark.start - 1
        while position >= 0 and self.stack.text[position] in " \t\r\n":
            position -= 1
        return position < 0 or self.stack.text[position] in "。;!?”" or self.outlook.below_title(mark.line)

    def _confirmed(self, mark: Mark, number: int) -> bool:
        """Whether the next item of the mark's style follows, or the next two of its family, or its first sub-item in a
        decimal outline."""
        following = self.outlook.family_after(mark.family, mark.start, 2)
        if following and following[0].ordinal == number + 1:
            after = following[1].ordinal if len(following) > 1 else None
            if not mark.weak or following[0].style is mark.style or after == number + 2:
                return True
        return any(m.ordinal == [number, 1] for m in self.outlook.family_after(PATHS, mark.start, 1))

    def _bullet(self, mark: Mark) -> Unit | None:
        name, rank, opened = mark.style.name, mark.rank, self.stack.open
        for depth in range(len(opened) - 1, self.stack.document_depth - 1, -1):
            if name in opened[depth].runs and not any(
                unit.rank < rank for unit in opened[depth + 1 :] if not unit.floating
            ):
                return self.stack.join(mark, depth, 0)
        if self.outlook.count(mark.family) < 2:
            mark.why = LONE  # a subtitle or a signature: ——本报评论员
            return None
        return self.stack.begin(mark, self._host(mark), 0)

    def _decimal(self, mark: Mark) -> Unit | None:
        """1.1 hangs on 1, 1.1.1 on 1.1; a decimal that fits no series is a number in the text."""
        parts, opened = mark.ordinal, self.stack.open
        assert isinstance(parts, list)
        prefix, last = parts[:-1], parts[-1]
        reach = 1 if mark.weak else 2
        key = " ".join([mark.style.name, *map(str, prefix)])
        for depth in range(len(opened) - 1, self.stack.document_depth - 1, -1):
            run = opened[depth].runs.get(key)
            if run and 0 < last - run.last <= reach:
                return self.stack.join(mark, depth, last, run, PATH)
            unit, ordinal = opened[depth], opened[depth].ordinal
            if unit.floating or unit.rank >= mark.rank:
                continue  # the third item of a list is no chapter 3
            if ordinal is not None and (ordinal == prefix or (len(prefix) == 1 and ordinal == prefix[0])):
                if last <= reach and (not mark.weak or self._second_follows(mark, prefix)):
                    return self.stack.begin(mark, depth, last, key, PATH)
                break
        else:
            alone = mark.weak and mark.family == PATHS  # the numbers of a table, where no unit has theirs
            if last == 1 and not alone and self._second_follows(mark, prefix):
                return self.stack.begin(mark, self._host(mark), 1, key, PAIRED)
        mark.why = NO_SERIES
        return None

    def _second_follows(self, mark: Mark, prefix: list[int]) -> bool:
        """Whether number 2 comes after a decimal with number 1, so that it is none in the text."""
        return any(
            following.ordinal == [*prefix, 2] for following in self.outlook.family_after(mark.family, mark.start)
        )

    # --- the parent of a new series ----------------------------------------------------------------------------

    def _host(self, mark: Mark, below: int = 0) -> int:
        """The depth of the parent for a style that is new here (R8): the innermost open unit of an outer rank."""
        rank, opened = mark.rank, self.stack.open
        for depth in range(len(opened) - 1, below, -1):
            unit = opened[depth]
            if unit.floating:
                if (unit is opened[-1] and unit.colon) or self._list_inside(unit, mark):
                    return depth
            elif (
                unit.rank < rank
                or self._held(unit, mark)
                or (mark.ordinal == 1 and (self._holds(unit, mark) or self._announced(unit, mark)))
            ):
                return depth
        return below

    def _held(self, unit: Unit, mark: Mark) -> bool:
        """Whether such a unit held the style before in this document."""
        numbered = unit.style.numbered and not unit.is_document
        return numbered and self.stack.held.get(mark.style.name) == unit.style.name

    def _announced(self, unit: Unit, mark: Mark) -> bool:
        """Whether a unit ends by announcing a list, and the mark begins the first of its style in the document."""
        announces = unit is self.stack.top and unit.colon and not unit.shut and unit.style.numbered
        return announces and not unit.is_document and mark.style.name not in self.stack.held

    def _list_inside(self, unit: Unit, mark: Mark) -> bool:
        """Whether an open floating series goes on right after the list that `mark` begins."""
        run = unit.run
        if run is None or mark.ordinal != 1:
            return False
        for following in self.outlook.after(mark.start):
            if following.family == run.family:
                return following.ordinal == run.last + 1
            if not following.floating and following.style is not mark.style:
                return False
        return False

    def _holds(self, unit: Unit, mark: Mark) -> bool:
        """Whether a unit of an inner rank holds the mark after all, since its own series goes on later (case 44)."""
        run = unit.run
        if run is None or unit.is_document:
            return False
        for following in self.outlook.family_after(run.family, mark.start, 1):
            between = self.outlook.after(mark.start)
            return following.ordinal == run.last + 1 and not any(
                other.style.opens for other in between if other.start < following.start
            )
        return False
