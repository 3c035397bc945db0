"""The resolver: goes through the lines once and decides which marks are markers, and whose each paragraph is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from docparse.boundaries import Boundaries
from docparse.collapsed import choose_in
from docparse.evidence import NO_NEIGHBOUR, NO_RUN, PINNED, QUOTED
from docparse.floating import Floating
from docparse.joining import HEADING_LINE, Paragraphs
from docparse.marks import LINE_START, Line, Mark
from docparse.pages import ARTEFACTS
from docparse.pins import Settled
from docparse.quotations import Quotations
from docparse.scanner import Scanner
from docparse.series import KEEPS_HEADING, Outlook, Unit
from docparse.stack import Stack
from docparse.structural import Structural
from docparse.turns import Turns

_SENTENCE_END = re.compile(r"[。;!?](?=[^”’\"』」)])")
_SENTENCE = 12  # characters: a shorter item, such as 开展检查。, is a heading all the same


class Segment(msgspec.Struct, gc=False, eq=False):
    """A stretch of one line that belongs to one unit, up to the next segment.

    owner: index of the unit, -1 for the root
    torn: the line continues the sentence of the line before
    broken: a structural marker inside a line opens the unit here: its line break was lost
    """

    start: int
    line: Line
    owner: int
    torn: bool = False
    broken: bool = False


@dataclass(slots=True)
class Resolution:
    """The units in order, the segments that tile every line that is not blank, and what stood too deep."""

    units: list[Unit]
    flattened: list[Mark]
    segments: list[Segment] = field(default_factory=list)


class Resolver:
    """One reading of one scanned text. Use `resolve`, once."""

    def __init__(self, scanner: Scanner, text: str, lines: list[Line], pins: Settled | None = None) -> None:
        self.scanner = scanner
        self.text = text
        self.lines = lines
        self.pins = pins
        self.paragraphs = Paragraphs(text, lines)
        self.outlook = Outlook(text, lines, self.paragraphs, scanner.phrases)
        self.stack = Stack(text, self.outlook)
        self.structural = Structural(self.stack, self.outlook)
        self.floating = Floating(self.stack, self.outlook)
        self.result = Resolution(self.stack.units, self.stack.flattened)
        self.quotations = Quotations(text, lines)
        self.runs: dict[int, list[Mark]] = {}  # of the paragraphs with structural marks inside a line
        self.turns = Turns(text, scanner, self.stack, self.outlook)
        self.boundaries = Boundaries(text, lines, scanner, self.stack, self.outlook)

    def resolve(self) -> Resolution:
        previous: Line | None = None
        text, opened = self.text, self.stack.open
        for number, line in enumerate(self.lines):
            if line.first == line.end:
                continue
            if line.cue in ARTEFACTS:  # stands between the halves of a sentence without a part in it
                self.result.segments.append(Segment(line.start, line, self._open_index()))
                continue
            if line.marks or line.runs_on or (previous is not None and previous.runs_on):
                self._marked(number, line, previous)
            else:
                self._plain(number, line, previous)
            opened[-1].colon = text[line.stop - 1] == ":"
            previous = line
        return self.result

    # --- lines -------------------------------------------------------------------------------------------------

    def _marked(self, number: int, line: Line, previous: Line | None) -> None:
        """A line with marks: units where they are markers, a plain paragraph before the first that is not."""
        segments, opened = self.result.segments, self.stack.open
        begun = leading = False
        for mark in self._chosen(number, line, previous):
            if not begun and mark.boundary is not LINE_START and mark.opening > line.first:
                self._plain(number, line, previous)
                begun = True
            if begun and opened[-1].floating and not self._is_sibling(mark):
                self._cut(self.turns.back(number, line, mark.opening), line, opened[-1].index)
            if begun and mark.floating and mark.ordinal == 1:
                self._cut(self.turns.review(line, mark.start), line, opened[-1].index)
            if not begun and mark.weak and not mark.floating and previous and self.paragraphs.torn(previous):
                mark.why = NO_NEIGHBOUR
                continue
            if mark.end > line.end and not self.paragraphs.torn(line) and not self._is_sibling(mark):
                continue  # what follows is another paragraph
            before = opened[-1]
            unit = self._place_one(mark)
            if unit is None:
                continue
            if unit.floating:
                self._cut(self.turns.lead_in(line, before, unit), line, unit.parent)
            start = mark.opening if begun else line.start
            broken = mark.boundary is not LINE_START and not unit.floating and mark.opening == start
            segments.append(Segment(start, line, unit.index, broken=broken))
            if not begun:
                leading = begun = True
                first = unit
            elif leading and mark.boundary is LINE_START:
                first = unit
        if begun and opened[-1].floating:
            self._cut(self.turns.back(number, line, line.stop), line, opened[-1].index)
        if leading:
            self._shape(first, line)
        elif not begun:
            self._plain(number, line, previous)

    def _is_sibling(self, mark: Mark) -> bool:
        """Whether a mark is the next item of the innermost open series: then no sentence before it has ended that."""
        run = self.stack.open[-1].run
        return run is not None and run.family == mark.family and mark.ordinal == run.last + 1

    def _cut(self, position: int | None, line: Line, owner: int) -> None:
        """Gives the line from a position on to another unit, up to the next segment."""
        if position is not None:
            self.result.segments.append(Segment(position, line, owner))

    def _chosen(self, number: int, line: Line, previous: Line | None) -> Sequence[Mark]:
        """The marks to place: structural ones inside the line only where they form runs in its paragraph (R12)."""
        marks = line.marks
        if not line.runs_on and not (previous is not None and previous.runs_on):
            if len(marks) == 1 and marks[0].boundary is LINE_START:
                return marks
            if all(mark.floating or mark.boundary is LINE_START for mark in marks):
                return marks
        paragraph = self.outlook.paragraphs[number]
        if paragraph not in self.runs:
            self.runs[paragraph] = self._runs(paragraph)
        inside = [mark for mark in self.runs[paragraph] if line.start <= mark.start < line.next]
        return sorted([*inside, *(mark for mark in marks if mark.floating)], key=lambda mark: mark.start)

    def _runs(self, paragraph: int) -> list[Mark]:
        """The structural marks of the runs in a paragraph."""
        paragraphs = self.outlook.paragraphs
        first = bisect_left(paragraphs, paragraph)
        lines = self.lines[first : bisect_right(paragraphs, paragraph)]
        marks: list[Mark] = []
        for mark in (mark for line in lines for mark in line.marks if not mark.floating):
            mark.why = NO_RUN  # unless it is chosen
            if self.quotations.hold(mark):
                mark.why = QUOTED
            else:
                marks.append(mark)
        chosen = choose_in(self.text, lines, first, marks, self.scanner.cue)
        chosen += [mark for mark in marks if self.outlook.runs_on(mark) and mark not in chosen]
        if self.pins:
            chosen += [mark for mark in marks if mark.start in self.pins.units and mark not in chosen]
        return sorted(chosen, key=lambda mark: mark.start)

    def _place_one(self, mark: Mark) -> Unit | None:
        """Opens the unit of a mark by the first of its readings that is a marker."""
        unit = self._place(mark)
        if unit is None and mark.others:
            unit = next((found for other in mark.others if (found := self._place(other)) is not None), None)
        return unit

    def _place(self, mark: Mark) -> Unit | None:
        """Opens the unit of a mark, if it is a marker."""
        if self.pins and mark.start in self.pins.units:
            return self._pinned(mark, self.pins.parents.get(mark.start))
        if mark.floating:
            if mark.boundary is not LINE_START and self.quotations.hold(mark):
                mark.why = QUOTED
                return None
            return self.floating.place(mark)
        if mark.style.opens:
            if mark.weak and not self._heads(mark):
                mark.why = NO_NEIGHBOUR
                return None
            self.boundaries.begin()
            return self.stack.begin_part(mark)
        found = self.structural.place(mark, self.boundaries.fresh is not None)
        if found == "document":
            self._open_document()
            found = self.structural.place(mark, fresh=False)
        assert not isinstance(found, str)
        if found is not None:
            self.boundaries.fresh = None
        return found

    def _heads(self, mark: Mark) -> bool:
        """Whether the next line that is not blank begins a series, so that a weak mark above it opens something."""
        below = (line for line in self.lines[mark.line + 1 : mark.line + 4] if line.first < line.end)
        marks = next((line.marks for line in below), ())
        return bool(marks) and marks[0].ordinal == 1 and marks[0].boundary is LINE_START and not marks[0].floating

    def _pinned(self, mark: Mark, parent: int | None) -> Unit:
        """Opens the unit of a pinned mark: below the unit that begins on the line at `parent`, or as numbers say."""
        mark.weak = False
        opened, ordinal = self.stack.open, mark.ordinal
        number = ordinal[0] if isinstance(ordinal, list) else ordinal or 0
        depth = next((d for d, unit in enumerate(opened) if d and self.lines[unit.line].start == parent), None)
        if depth is None and parent != -1:
            unit = self.floating.place(mark) if mark.floating else self.structural.place(mark, fresh=False)
            if isinstance(unit, Unit):
                mark.why = PINNED
                return unit
            depth = max(d for d, unit in enumerate(opened) if not unit.floating)
        depth, key = depth or 0, mark.family if mark.floating else mark.style.name
        run = opened[depth].runs.get(key)
        if run is not None and run.last == number - 1:
            return self.stack.join(mark, depth, number, run, PINNED)
        return self.stack.begin(mark, depth, number, key, PINNED)

    def _open_document(self) -> None:
        """Opens the document that began at the fresh line; what came since belongs to it (R13)."""
        assert self.boundaries.fresh is not None
        start = self.lines[self.boundaries.fresh].start
        unit = self.stack.begin_document(start, self.boundaries.fresh)
        self.boundaries.begin()
        for segment in reversed(self.result.segments):
            if segment.start < start:
                break
            segment.owner = unit.index

    def _shape(self, unit: Unit, line: Line) -> None:
        """What the rest of its line makes of a unit: a heading alone, or a heading run in."""
        assert unit.mark is not None
        if not unit.floating:
            unit.annotated = self.scanner.phrases.annotation(self.text, unit.mark.end, line.stop)
        if unit.annotated:
            unit.container = not self.text[unit.annotated[1] : line.stop].strip(" \t。;")
            return
        unit.stop = self.text[line.stop - 1]
        if unit.provision:  # what follows its items is the next paragraph (款) of an article
            unit.container = unit.parent < 0 or not self.result.units[unit.parent].provision
            return
        rest = self.text[unit.mark.end : line.stop]
        if len(rest) <= HEADING_LINE and rest[-1:] != ";":
            unit.container = not _SENTENCE_END.search(rest)

    # --- plain paragraphs --------------------------------------------------------------------------------------

    def _plain(self, number: int, line: Line, previous: Line | None) -> None:
        torn = previous is not None and self.paragraphs.torn(previous)
        self.boundaries.body = self.boundaries.body or torn
        owner = self._open_index() if torn else self._owner(number, line)
        self.result.segments.append(Segment(line.start, line, owner, torn))

    def _open_index(self) -> int:
        """The innermost unit that the text at hand belongs to."""
        return next(unit.index for unit in reversed(self.stack.open) if not unit.shut)

    def _owner(self, number: int, line: Line) -> int:
        """The owner of a paragraph without a marker (R10)."""
        stack, boundaries = self.stack, self.boundaries
        if boundaries.opens(number, line):
            boundaries.begin()  # the 办法 that a 通知 transmits
            return stack.begin_document(line.start, number).index
        boundaries.note(number, line)
        if boundaries.closes(number, line):
            stack.pop_to(stack.document_depth)
            boundaries.fresh = None
            return stack.top.index
        self.turns.over(line.first, line.stop)
        opened = stack.open
        depth = len(opened) - 1
        while depth > 0:
            unit = opened[depth]
            if not unit.shut and (self._holds(unit) or self.outlook.goes_on(unit, line.start)):
                unit.filled = True
                break
            depth -= 1
        while len(opened) - 1 > depth and opened[-1].floating:
            opened.pop()
        for unit in opened[depth + 1 :]:
            unit.shut = True
        return opened[depth].index

    def _holds(self, unit: Unit) -> bool:
        """Whether paragraphs below a unit's line are its own: not the last item's of a list of sentences."""
        run = unit.run
        if run is None or not run.bare or unit.mark is None or unit.stop not in ("。", ";"):
            return unit.container
        start, stop = unit.mark.end, self.lines[unit.line].stop
        told = stop - start >= _SENTENCE or self.text.find(",", start, stop) >= 0
        return unit.container and not (run.listed or (told and unit.rank > KEEPS_HEADING))
