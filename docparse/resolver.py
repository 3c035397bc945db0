"""The resolver: decides by number, style and sequence which marks are markers, and where each unit goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docparse.scanner import BLANK, CLAUSE_END, CLAUSE_PAUSE, ENDING, LINE_START, Line, Mark, Scanner
from docparse.series import ROOT_RANK, Open, Outlook, Run, Unit, family_of
from docparse.styles import Style

MAX_DEPTH = 60  # below the 64 of the contract: document, paragraph and line stand around the units
IMPLICIT = Style("implicit_doc", rank=0, opens="document")
_DECIMAL_RANK = 40.0
_OPENING = frozenset({"opening", "salutation", "document_title", "transition", "greeting"})
_SENTENCE_END = re.compile(r"[。;!?](?=[^”’\"』」)])")
_FINISHED = tuple("。!?:;”’…』」》)】.")
_HEADING_LINE = 60
_QUOTE_LENGTH = 8


@dataclass(slots=True)
class Segment:
    """A stretch of one line that belongs to one unit, up to the next segment.

    owner: index of the unit, -1 for the root
    torn: the line continues the sentence of the line before
    """

    start: int
    line: int
    owner: int
    torn: bool = False


@dataclass(slots=True)
class Resolution:
    units: list[Unit] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)


class Resolver:
    """One reading of one scanned text. Use `resolve`, once."""

    def __init__(self, scanner: Scanner, text: str, lines: list[Line]) -> None:
        self.scanner = scanner
        self.text = text
        self.lines = lines
        self.outlook = Outlook(text, lines)
        self.result = Resolution()
        self.stack: list[Open] = [Open(None, ROOT_RANK, floating=False, run=None)]
        self.latest: dict[str, int] = {}  # last ordinal of each style in this document, for continuous numbering
        self.fresh: int | None = None  # the line where an unnumbered document may have begun

    def resolve(self) -> Resolution:
        previous: Line | None = None
        for number, line in enumerate(self.lines):
            if not self.text[line.start : line.end].strip():
                continue
            self._line(number, line, previous)
            previous = line
        return self.result

    # --- lines -------------------------------------------------------------------------------------------------

    def _line(self, number: int, line: Line, previous: Line | None) -> None:
        first = True
        lead = True
        placed: Open | None = None
        for mark in self._chosen(line):
            if mark.boundary == LINE_START and lead:
                accepted = self._place(mark)
                if accepted:
                    self.result.segments.append(Segment(line.start if first else mark.start, number, self.top.index))
                    first, placed = False, self.top
                    continue
                lead = False
                continue
            lead = False
            if first:
                self._plain(number, line, previous)
                first = False
            if self._place(mark):
                self.result.segments.append(Segment(mark.start, number, self.top.index))
        if first:
            self._plain(number, line, previous)
        if placed:
            self._shape(placed, line)
        self.top.colon = self.text[line.start : line.end].rstrip(" \t").endswith(":")

    def _chosen(self, line: Line) -> list[Mark]:
        """The marks to place: structural ones inside the line only as a run of at least two (R12)."""
        inside = [m for m in line.marks if m.boundary in (CLAUSE_END, BLANK) and not m.floating]
        if not inside:
            return [m for m in line.marks if m.boundary == LINE_START or m.floating]
        keep: set[int] = set()
        runs: dict[str, tuple[int, list[Mark]]] = {}
        for mark in line.marks:
            if mark.floating or mark.boundary == CLAUSE_PAUSE or not isinstance(mark.ordinal, int):
                continue
            if mark.weak and mark.boundary != LINE_START or self._quoted(mark, line):
                continue
            last, members = runs.get(mark.style.name, (0, []))
            if mark.ordinal == last + 1 and members:
                members.append(mark)
            elif mark.ordinal == 1 or not members:
                members = [mark]
            else:
                continue
            runs[mark.style.name] = (mark.ordinal, members)
            if len(members) > 1:
                keep.update(member.start for member in members)
        return [m for m in line.marks if m.boundary == LINE_START or m.floating or m.start in keep]

    def _shape(self, opened: Open, line: Line) -> None:
        """What the rest of its line makes of a unit that began it: a heading alone, or a heading run in."""
        assert opened.unit is not None and opened.unit.mark is not None
        begin = opened.unit.mark.end
        rest = self.text[begin : line.end].strip(" \t")
        scored = self.scanner.annotation.search(rest)
        if scored:
            opened.container = not rest[scored.end() :].strip(" \t。;")
            return
        core = rest.rstrip("。:")
        opened.container = len(core) <= _HEADING_LINE and not rest.endswith(";") and not _SENTENCE_END.search(core + "x")

    # --- plain paragraphs --------------------------------------------------------------------------------------

    def _plain(self, number: int, line: Line, previous: Line | None) -> None:
        torn = self._torn(line, previous)
        owner = self._open_index() if torn else self._paragraph(number, line)
        self.result.segments.append(Segment(line.start, number, owner, torn))

    def _paragraph(self, number: int, line: Line) -> int:
        """The owner of a paragraph without a marker (R10)."""
        if line.cue in _OPENING and self.fresh is None:
            self.fresh = number
        if self._last_in_document(number) and self.scanner.ending(self.text, line) in ENDING:
            self._pop_to(self._document_depth())
            self.fresh = None
            return self.top.index
        depth = len(self.stack) - 1
        while depth > 0:
            opened = self.stack[depth]
            if not opened.shut and (opened.container or self._goes_on(opened, line.start)):
                break
            depth -= 1
        while self.stack[-1].floating and len(self.stack) - 1 > depth:
            self.stack.pop()
        for opened in self.stack[depth + 1 :]:
            opened.shut = True
        return self.stack[depth].index

    def _torn(self, line: Line, previous: Line | None) -> bool:
        """Whether the line continues the sentence of the previous one (R10.1)."""
        if previous is None:
            return False
        before = self.text[previous.start : previous.end].rstrip(" \t")
        if before.endswith(_FINISHED) or line.next == line.start:
            return False
        return len(before) > 45 or "。" in before

    def _goes_on(self, opened: Open, offset: int) -> bool:
        """Whether the next item of the unit's series comes before any marker of a higher unit (R10.2)."""
        run = opened.run
        if run is None:
            return False
        for mark in self.outlook.after(offset):
            if family_of(mark, self.text) == run.family:
                if mark.ordinal == run.last + 1:
                    return True
                if mark.ordinal == 1 and not opened.floating:
                    continue
                return False
            if mark.style.opens:
                return False
            if mark.boundary == LINE_START and not mark.floating and not mark.weak:
                rank = mark.style.rank
                if opened.floating or (rank is not None and rank < opened.rank):
                    return False
        return False

    def _last_in_document(self, number: int) -> bool:
        """Whether no more sections follow before the next document, so that a conclusion concludes (R10.4)."""
        following = self.outlook.next_strong_line(number)
        if following is None:
            return True
        mark = self.lines[following].marks[0]
        if mark.style.opens:
            return True
        run = self.stack[self._document_depth()].runs.get(mark.style.name)
        return mark.ordinal == 1 and run is not None and run.last >= 2

    # --- marks -------------------------------------------------------------------------------------------------

    def _place(self, mark: Mark) -> bool:
        """Opens a unit for the mark, if it is a marker."""
        if mark.floating:
            return self._place_floating(mark)
        if mark.style.opens:
            return self._place_part(mark)
        if isinstance(mark.ordinal, list) and mark.style.name == "decimal":
            return self._place_decimal(mark)
        return self._place_structural(mark)

    def _place_part(self, mark: Mark) -> bool:
        depth = 0
        while depth + 1 < len(self.stack) and self.stack[depth + 1].rank < (mark.style.rank or 0):
            depth += 1
        self._pop_to(depth)
        self._new_document()
        self._push(mark, depth)
        self.top.container = True
        return True

    def _place_structural(self, mark: Mark) -> bool:
        name, ordinal = mark.style.name, mark.ordinal
        number = ordinal[0] if isinstance(ordinal, list) else ordinal
        if number is None:
            return self._place_bullet(mark)
        levels = [d for d in range(len(self.stack) - 1, -1, -1) if name in self.stack[d].runs]
        for depth in levels:
            if self.stack[depth].runs[name].last == number - 1 or isinstance(ordinal, list):
                return self._join(mark, depth, number)
        if number == 1:
            return self._begin(mark, levels)
        return self._place_late(mark, levels, number)

    def _begin(self, mark: Mark, levels: list[int]) -> bool:
        """Ordinal 1: a new series; nested, at the level of an ended one, or in a new document."""
        if mark.weak and not self._confirmed(mark, 1):
            return False
        name = mark.style.name
        for depth in levels:
            run = self.stack[depth].runs[name]
            nested = len(self.stack) > depth + 2 or self.top.colon
            if nested and self.outlook.outer_goes_on(run.family, run.last, mark):
                return self._push_run(mark, self._host(mark, below=depth + 1), 1)
            if self.stack[depth].is_document and run.last >= 2 and self.fresh is not None:
                self._open_document(self.fresh)
                return self._push_run(mark, len(self.stack) - 1, 1)
            return self._push_run(mark, depth, 1)
        return self._push_run(mark, self._host(mark), 1)

    def _place_late(self, mark: Mark, levels: list[int], number: int) -> bool:
        """An ordinal that continues nothing at hand: another style of its family, continuous numbering, a gap."""
        family = family_of(mark, self.text)
        for depth in range(len(self.stack) - 1, -1, -1):
            for run in self.stack[depth].runs.values():
                if run.family == family and run.last == number - 1 and run.style is not mark.style and not mark.weak:
                    return self._join(mark, depth, number, run)
        follows = self._confirmed(mark, number)
        if mark.weak and not follows:
            return False
        if self.latest.get(mark.style.name) == number - 1:
            return self._push_run(mark, self._host(mark), number)
        for depth in levels:
            run = self.stack[depth].runs[mark.style.name]
            gap = number - run.last
            if gap <= 0 or gap <= 3 or follows:
                return self._join(mark, depth, number)
            return False
        if mark.style.family == "article" and self.latest.get(mark.style.name, 0) and not follows:
            return False
        return self._push_run(mark, self._host(mark), number) if number <= 40 or follows else False

    def _confirmed(self, mark: Mark, number: int) -> bool:
        """Whether the next item of the mark's style follows before the outline moves on."""
        family = family_of(mark, self.text)
        for following in self.outlook.family_after(family, mark.start):
            if following.ordinal == number + 1:
                return following.style is mark.style or not mark.weak
            if mark.style.name == "arabic_space":
                break
            return False
        if mark.style.name == "arabic_space":
            return any(m.ordinal == [number, 1] for m in self.outlook.family_after("decimal", mark.start))
        return False

    def _place_bullet(self, mark: Mark) -> bool:
        name = mark.style.name
        for depth in range(len(self.stack) - 1, -1, -1):
            if name in self.stack[depth].runs and not any(o.unit and o.rank < self._rank(mark) for o in self.stack[depth + 1 :]):
                return self._join(mark, depth, 0)
        return self._push_run(mark, self._host(mark), 0)

    def _place_decimal(self, mark: Mark) -> bool:
        """1.1 hangs on 1, 1.1.1 on 1.1; a decimal that fits no series is a number in the text."""
        parts = mark.ordinal
        assert isinstance(parts, list)
        key = "decimal" + ".".join(map(str, parts[:-1]))
        for depth in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[depth]
            run = opened.runs.get(key)
            if run and 0 < parts[-1] - run.last <= 2:
                return self._join(mark, depth, parts[-1], run)
            if opened.unit and opened.unit.ordinal in (parts[:-1], parts[0] if len(parts) == 2 else None):
                if parts[-1] > 2 and run is None:
                    return False
                self._pop_to(depth)
                return self._push_run(mark, depth, parts[-1], key)
        if parts[-1] != 1 or not any(m.ordinal == [*parts[:-1], 2] for m in self.outlook.family_after("decimal", mark.start)):
            return False
        return self._push_run(mark, self._host(mark), 1, key)

    def _place_floating(self, mark: Mark) -> bool:
        family, number = family_of(mark, self.text), mark.ordinal
        if not isinstance(number, int) or self._quoted(mark, self.lines[mark.line]):
            return False
        if number == 1:
            return self._begin_floating(mark, family)
        matches = [
            (depth, run)
            for depth in range(len(self.stack) - 1, -1, -1)
            if (run := self.stack[depth].runs.get(family)) and (number > 2 or run.style is mark.style or not mark.style.pairs)
        ]
        exact = [(depth, run) for depth, run in matches if run.last == number - 1]
        for depth, run in sorted(exact, key=lambda found: found[1].style is not mark.style):
            return self._join(mark, depth, number, run)
        if mark.weak or mark.boundary not in (LINE_START, CLAUSE_END):
            return False
        separator = self._separator(mark)
        for depth, run in matches:  # the ordinal is printed twice (R6a)
            if run.last == number and run.style is mark.style and run.separator == separator:
                expected = number + 1
                self._join(mark, depth, number, run)
                assert self.top.unit is not None
                self.top.unit.expected = expected
                return True
        for depth, run in matches:  # an ordinal is left out (R6b)
            if run.last == number - 2:
                return self._join(mark, depth, number, run)
        return self._push_run(mark, self._floating_host(mark, family), number, family)

    def _begin_floating(self, mark: Mark, family: str) -> bool:
        sure = not mark.weak and mark.boundary in (LINE_START, CLAUSE_END)
        if not sure and not self._paired(mark, family):
            return False
        return self._push_run(mark, self._floating_host(mark, family), 1, family)

    def _paired(self, mark: Mark, family: str) -> bool:
        """Whether item 2 follows, in the paragraph or at a line start, before the next section (R3)."""
        limit = self.outlook.next_strong_line(mark.line)
        for following in self.outlook.family_after(family, mark.start):
            if limit is not None and following.line >= limit:
                return False
            if mark.weak and following.style is not mark.style:
                continue
            if following.ordinal != 2:
                return False
            return following.line == mark.line or following.boundary == LINE_START
        return False

    def _floating_host(self, mark: Mark, family: str) -> int:
        """The depth of the parent of a new floating series (R7)."""
        for depth in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[depth]
            if opened.shut:
                continue
            if not opened.floating:
                return depth
            run = opened.run
            same = run is not None and run.family == family and run.style is mark.style
            if same and run is not None:
                if self.outlook.outer_goes_on(family, run.last, mark):
                    return depth
            elif mark.boundary != LINE_START or opened.container or opened.colon or self._goes_on(opened, mark.start):
                return depth
        return 0

    # --- the stack ---------------------------------------------------------------------------------------------

    @property
    def top(self) -> Open:
        return self.stack[-1]

    def _open_index(self) -> int:
        return next(opened.index for opened in reversed(self.stack) if not opened.shut)

    def _document_depth(self) -> int:
        return max(depth for depth, opened in enumerate(self.stack) if opened.is_document)

    def _pop_to(self, depth: int) -> None:
        del self.stack[depth + 1 :]

    def _rank(self, mark: Mark) -> float:
        if isinstance(mark.ordinal, list) and mark.style.name == "decimal":
            return _DECIMAL_RANK + len(mark.ordinal)
        return float("inf") if mark.style.rank is None else float(mark.style.rank)

    def _host(self, mark: Mark, below: int = 0) -> int:
        """The depth of the parent for a style that is new here (R8): the innermost open unit of an outer rank."""
        rank = self._rank(mark)
        for depth in range(len(self.stack) - 1, below, -1):
            opened = self.stack[depth]
            if opened.floating:
                after_colon = opened is self.top and opened.colon
                if mark.boundary == LINE_START and (after_colon or self._goes_on_past(opened, mark)):
                    return depth
            elif opened.rank < rank or (mark.ordinal == 1 and self._reversed(opened, mark)):
                return depth
        return below

    def _goes_on_past(self, opened: Open, mark: Mark) -> bool:
        """Whether an open floating series goes on after the list that `mark` begins."""
        run = opened.run
        if run is None or mark.ordinal != 1:
            return False
        for following in self.outlook.after(mark.start):
            if family_of(following, self.text) == run.family:
                return following.ordinal == run.last + 1
            if not following.floating and following.boundary == LINE_START and following.style is not mark.style:
                return False
        return False

    def _reversed(self, opened: Open, mark: Mark) -> bool:
        """Whether an open unit of an inner rank holds the mark after all: its own series goes on later."""
        run = opened.run
        if run is None or opened.is_document:
            return False
        for following in self.outlook.family_after(run.family, mark.start):
            return following.ordinal == run.last + 1 and not self._higher_between(mark, following)
        return False

    def _higher_between(self, mark: Mark, following: Mark) -> bool:
        wanted = mark.ordinal
        for between in self.outlook.after(mark.start):
            if between.start >= following.start:
                return False
            if between.style.opens:
                return True
            if between.style is mark.style:
                wanted = between.ordinal
        return wanted is None

    def _join(self, mark: Mark, depth: int, number: int, run: Run | None = None) -> bool:
        """Opens the next unit of a run at `depth`, closing everything inside."""
        run = run or self.stack[depth].runs[mark.style.name]
        self._pop_to(depth)
        self.stack[depth].shut = False
        run.last, run.count, run.separator = number, run.count + 1, self._separator(mark)
        return self._push(mark, depth, run)

    def _push_run(self, mark: Mark, depth: int, number: int, key: str | None = None) -> bool:
        """Opens a new run under the unit at `depth`, and its first unit."""
        self._pop_to(depth)
        run = Run(mark.style, family_of(mark, self.text), number, self._separator(mark))
        self.stack[depth].runs[key or mark.style.name] = run
        self.stack[depth].shut = False
        return self._push(mark, depth, run)

    def _push(self, mark: Mark, depth: int, run: Run | None = None) -> bool:
        parent = self.stack[depth]
        unit = Unit(len(self.result.units), mark.start, mark.line, mark.style, parent.index, mark)
        unit.depth = depth + 1
        if unit.depth > MAX_DEPTH:  # flattened: becomes a sibling of the deepest unit
            self._pop_to(MAX_DEPTH - 1)
            parent = self.stack[-1]
            unit.parent, unit.depth = parent.index, MAX_DEPTH
        rank = self._rank(mark)
        if rank == float("inf"):
            rank = parent.rank + 0.5
        self.result.units.append(unit)
        self.stack.append(Open(unit, rank, mark.floating, run))
        if isinstance(mark.ordinal, int) and not mark.floating:
            self.latest[mark.style.name] = mark.ordinal
        if not mark.floating:
            self.fresh = None
        return True

    def _open_document(self, number: int) -> None:
        """Opens a document that begins unnumbered at a line; what came since belongs to it."""
        line = self.lines[number]
        unit = Unit(len(self.result.units), line.start, number, IMPLICIT, -1, None)
        unit.depth = 1
        self.result.units.append(unit)
        for segment in reversed(self.result.segments):
            if segment.start < line.start:
                break
            segment.owner = unit.index
        self._pop_to(0)
        self._new_document()
        self.stack.append(Open(unit, float(IMPLICIT.rank or 0), floating=False, run=None))
        self.top.container = True

    def _new_document(self) -> None:
        self.latest.clear()
        self.fresh = None

    # --- text around a mark ------------------------------------------------------------------------------------

    def _separator(self, mark: Mark) -> str:
        return "\n" if mark.boundary == LINE_START else self.text[mark.start - 1 : mark.start]

    def _quoted(self, mark: Mark, line: Line) -> bool:
        """Whether the mark stands inside a balanced quotation of more than a few characters (R15)."""
        if mark.boundary == LINE_START:
            return False
        for opening, closing in ("“”", "「」", "《》"):
            begin = self.text.rfind(opening, line.start, mark.start)
            if begin < 0 or self.text.find(closing, begin, mark.start) >= 0:
                continue
            end = self.text.find(closing, mark.start, line.end)
            if end - begin > _QUOTE_LENGTH and self.text.find(opening, mark.start, end) < 0:
                return True
        return False


