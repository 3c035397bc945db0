"""The builder: from the resolved units and segments to the tree."""

from __future__ import annotations

import re

from docparse.findings import Repair
from docparse.forms import Forms
from docparse.headings import heading_span, lead, trim
from docparse.resolver import Resolution, Segment
from docparse.scanner import LINE_START, Line
from docparse.series import Unit
from docparse.source import SourceText
from docparse.tree import Document, Heading, Node

KEEPS_HEADING = 30  # rank: 一、 and (一) keep a heading that nothing stands below


def build(
    source: SourceText, text: str, lines: list[Line], resolution: Resolution, annotation: re.Pattern[str]
) -> tuple[Document, list[Repair]]:
    """The lossless tree of a resolved text, and what was read differently from how it is printed."""
    builder = _Builder(source, text, lines, resolution, annotation)
    return builder.build(), builder.repairs


class _Builder:
    def __init__(
        self, source: SourceText, text: str, lines: list[Line], resolution: Resolution, annotation: re.Pattern[str]
    ) -> None:
        self.source = source
        self.text = text
        self.lines = lines
        self.units = resolution.units
        self.segments = resolution.segments
        self.annotation = annotation
        self.nodes = [Node(0, None, "document", 0, len(text))]
        self.repairs: list[Repair] = []
        self.extents = self._extents()
        self.open: list[tuple[int, Node]] = [(-1, self.nodes[0])]

    def _extents(self) -> list[int]:
        """Where the last descendant of each unit begins: until there, what comes between belongs to the unit."""
        extents = [unit.start for unit in self.units]
        for unit in reversed(self.units):
            if unit.parent >= 0:
                extents[unit.parent] = max(extents[unit.parent], extents[unit.index])
        return extents

    def build(self) -> Document:
        headings = self._headings()
        forms = Forms(self.text, self.lines, self.units, self.segments, headings)
        opened = 0
        position = 0
        for index, segment in enumerate(self.segments):
            line = self.lines[segment.line]
            if line.start > position:
                self._leaf("blank", position, line.start, None)
            end = self._segment_end(index, line)
            if segment.owner >= opened:
                self._open_unit(self.units[segment.owner], segment, headings[segment.owner])
                opened = segment.owner + 1
            else:
                self._close_for(segment)
            form = forms.of(index)
            self._leaf("paragraph", segment.start, end, form)
            self._note_repair(segment, end, form)
            position = end
        if position < len(self.text) or not self.segments:
            self._leaf("blank", position, len(self.text), None)
        while self.open:
            self.open.pop()[1].end = len(self.text)
        return Document(self.source, self.nodes)

    def _segment_end(self, index: int, line: Line) -> int:
        if index + 1 < len(self.segments) and self.segments[index + 1].line == self.segments[index].line:
            return self.segments[index + 1].start
        return line.next

    def _note_repair(self, segment: Segment, end: int, form: str | None) -> None:
        if form == "page_number":
            self.repairs.append(Repair("skipped_artefact", (segment.start, end)))
        elif segment.torn:
            self.repairs.append(Repair("joined_line", (segment.start, segment.start)))
        elif self._supplied(segment):
            self.repairs.append(Repair("supplied_break", (segment.start, segment.start)))

    def _supplied(self, segment: Segment) -> bool:
        """Whether a structural marker inside a line opens the segment: its line break was lost."""
        mark = self.units[segment.owner].mark if segment.owner >= 0 else None
        return mark is not None and mark.start == segment.start and not mark.floating and mark.boundary != LINE_START

    def _open_unit(self, unit: Unit, segment: Segment, heading: Heading | None) -> None:
        while self.open[-1][0] != unit.parent and len(self.open) > 1:
            self.open.pop()[1].end = segment.start
        mark = unit.mark
        kind = "part" if unit.opens else "item" if mark is not None and (mark.floating or not mark.style.numbered) else "section"
        node = Node(
            len(self.nodes), self.open[-1][1].id, kind, segment.start, segment.start, unit.depth,
            style=unit.style.name,
            marker=self.source.raw[mark.start : mark.end] if mark else "",
            marker_start=mark.start if mark else unit.start,
            ordinal=unit.ordinal,
            heading=heading,
            inline=mark is not None and not self._begins_line(mark.start, segment.line),
            expected=unit.expected,
        )  # fmt: skip
        self.nodes.append(node)
        self.open.append((unit.index, node))

    def _begins_line(self, start: int, line: int) -> bool:
        return not self.text[self.lines[line].start : start].strip(" \t")

    def _close_for(self, segment: Segment) -> None:
        while len(self.open) > 1 and self.open[-1][0] != segment.owner and self.extents[self.open[-1][0]] < segment.start:
            self.open.pop()[1].end = segment.start

    def _leaf(self, kind: str, start: int, end: int, form: str | None) -> None:
        parent = self.open[-1][1]
        self.nodes.append(Node(len(self.nodes), parent.id, kind, start, end, parent.level, form))

    # --- headings ----------------------------------------------------------------------------------------------

    def _headings(self) -> list[Heading | None]:
        headings: list[Heading | None] = [None] * len(self.units)
        seen = 0
        for index, segment in enumerate(self.segments):
            if segment.owner >= seen:
                unit = self.units[segment.owner]
                seen = unit.index + 1
                span = self._heading(unit, index)
                if span:
                    headings[unit.index] = Heading(self.source.raw[span[0] : span[1]], span)
        return headings

    def _heading(self, unit: Unit, index: int) -> tuple[int, int] | None:
        segment = self.segments[index]
        line = self.lines[segment.line]
        end = min(self._segment_end(index, line), line.end)
        if unit.opens:
            return self._part_heading(unit, line, index)
        mark = unit.mark
        if mark is None or self._is_article(unit):
            return None
        following = self.segments[index + 1] if index + 1 < len(self.segments) else None
        holds = following is not None and following.line == segment.line and self._inside(following.owner, unit)
        followed = (
            following is not None
            and following.line != segment.line
            and not following.torn
            and (following.owner == unit.index or self._child_line(following.owner, unit))
        )
        return heading_span(
            self.text, mark.end, end,
            keeps=unit.style.rank is not None and unit.style.rank <= KEEPS_HEADING and not mark.floating,
            bullet=not mark.style.numbered,
            holds=holds, broken=holds and following is not None and self._supplied(following),
            followed=followed and not mark.floating or (followed and self._begins_line(mark.start, unit.line)),
            annotation=self.annotation,
        )  # fmt: skip

    def _inside(self, owner: int, unit: Unit) -> bool:
        return owner > unit.index and self.units[owner].parent == unit.index

    def _child_line(self, owner: int, unit: Unit) -> bool:
        return owner > unit.index and self.units[owner].parent == unit.index

    def _is_article(self, unit: Unit) -> bool:
        """Whether the unit is an article, or a 项 or 目 under one: its text is a provision, not a title."""
        while True:
            if unit.style.family == "article":
                return True
            if unit.parent < 0:
                return False
            parent = self.units[unit.parent]
            if parent.style.name.startswith("law_") and parent.style.family != "article" and not unit.style.name.startswith("law_"):
                return True  # 一、 directly under a chapter is an article printed with a level-1 number
            unit = parent

    def _part_heading(self, unit: Unit, line: Line, index: int) -> tuple[int, int] | None:
        mark = unit.mark
        if mark is None:
            return trim(self.text, line.start, line.end) if line.cue == "document_title" else None
        if mark.style.trailing:
            span = trim(self.text, line.start, mark.start)
        else:
            span = trim(self.text, mark.end, line.end)
        if span[0] == span[1] and mark.style.name == "attachment" and index + 1 < len(self.segments):
            below = self.lines[self.segments[index + 1].line]
            first = lead(self.text, below.start, below.end)
            if not below.marks and not first.stop and first.end - first.start <= 60:
                span = trim(self.text, first.start, first.end)
        return span if span[1] > span[0] else None
