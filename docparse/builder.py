"""The builder: from the resolved units and segments to the tree."""

from __future__ import annotations

from sys import intern

from docparse.evidence import DOCUMENT
from docparse.findings import Repair
from docparse.forms import Forms
from docparse.frames import complete
from docparse.headings import Setting, lead, read_heading, trim
from docparse.marks import LINE_START, Line
from docparse.pages import ARTEFACTS
from docparse.resolver import Resolution, Segment
from docparse.scanner import Scanner
from docparse.series import KEEPS_HEADING, NO_RUNS, RUN_IN, Unit
from docparse.source import SourceText
from docparse.styles import IMPLICIT
from docparse.tree import Document, Heading, Node

INLINE = 50  # rank: (1) and ① may well stand inside a line
TITLE_LINE = 60
TITLE_SHORT = 30
_TITLE_LINES = 2  # of a title that does not end as titles do
_WRAPPED = 6  # characters: a title is not broken after fewer
_FORM_ENDS = frozenset("表书書单單录錄图圖册冊卡")  # 申报表 承诺书 名单 目录: attachments that are no documents
_NOTHING = ARTEFACTS | {"navigation"}  # the number of a page, or the foot of a site, is nothing that follows
_SKIPPED = frozenset({"page_number", "running_head"})
_NO_TITLE = _SKIPPED | frozenset({"date_line", "signature_date", "table_row", "label_paragraph", "salutation"})
_PASSED = Segment(0, Line(0, 0, 0, 0, 0), -1)
_CLOSED = Unit(
    -1, 0, 0, IMPLICIT, -1, None, 0, None, depth=0, document=0, floating=False, is_document=False, runs=NO_RUNS
)


def build(source: SourceText, text: str, resolution: Resolution, scanner: Scanner) -> tuple[Document, list[Repair]]:
    """The lossless tree of a resolved text, and what was read differently from how it is printed.

    It uses `resolution` up.
    """
    builder = _Builder(source, text, resolution, scanner)
    return builder.build(), builder.repairs


class _Builder:
    def __init__(self, source: SourceText, text: str, resolution: Resolution, scanner: Scanner) -> None:
        self.source = source
        self.text = text
        self.units = resolution.units
        self.segments = resolution.segments
        self.scanner = scanner
        self.nodes = [Node(0, None, "document", 0, len(text))]
        self.repairs = [Repair("flattened_level", (mark.start, mark.end)) for mark in resolution.flattened]
        self.unheaded: list[Node] = []  # sections whose long line shows no heading by itself
        self.titled_below: tuple[list[Line], str] = [], ""  # the lines of the last one below its marker, and their form
        self.opening = -1  # the segment that opened the document at hand
        self.extents = self._extents()
        self.open: list[tuple[int, Node]] = [(-1, self.nodes[0])]

    def _extents(self) -> list[int]:
        """Where the last descendant of each unit begins: until there, what comes between belongs to the unit."""
        extents = [unit.start for unit in self.units]
        for unit in reversed(self.units):
            parent, extent = unit.parent, extents[unit.index]
            if parent >= 0 and extent > extents[parent]:
                extents[parent] = extent
        return extents

    def build(self) -> Document:
        forms = Forms(self.text, self.units, self.segments)
        segments, last = self.segments, len(self.segments) - 1
        opened = position = 0
        for index, segment in enumerate(segments):
            line = segment.line
            if line.start > position:
                self._leaf("blank", position, line.start, None)
            following = segments[index + 1] if index < last else None
            same_line = following is not None and following.line is segment.line
            end = following.start if same_line and following is not None else line.next
            owner, form = segment.owner, None
            opens = owner >= opened
            if opens:
                opened = owner + 1
                unit = self.units[owner]
                if unit.is_document:
                    forms.document, self.opening = owner, index
                heading, form = self._read_heading(unit, segment, line, *self._whole(index, min(end, line.end)))
                self._open_unit(unit, segment, line, heading)
                if form == "list_item" and end - segment.start > RUN_IN and not unit.provision:
                    self.unheaded.append(self.nodes[-1])
            elif self.open[-1][0] != owner:
                self._close_for(segment)
            form = form or self._plain(forms, index, line, opens)
            self._leaf("paragraph", segment.start, end, form)
            if opens:
                forms.opening = index
            if segment.torn or form in _SKIPPED or (segment.broken and unit.rank < INLINE):
                self._note_repair(segment, end, form)
            position = end
            segments[index] = _PASSED  # let go of what is behind
        if position < len(self.text) or not self.segments:
            self._leaf("blank", position, len(self.text), None)
        while self.open:
            self.open.pop()[1].end = len(self.text)
        document = Document(self.source, self.nodes)
        complete(document, self.unheaded)
        return document

    def _plain(self, forms: Forms, index: int, line: Line, opens: bool) -> str:
        """The form of a line that no marker gives one; that of the title below its marker is told by its place."""
        below, form = self.titled_below
        return form if not opens and line in below else forms.plain(index)

    def _whole(self, index: int, end: int) -> tuple[int, Segment | None]:
        """Where the first paragraph of a segment's unit ends, torn lines joined, and the segment of text after it."""
        following = self.segments[index + 1] if index + 1 < len(self.segments) else None
        while following is not None and following.torn and following.owner == self.segments[index].owner:
            index += 1
            line = following.line
            following = self.segments[index + 1] if index + 1 < len(self.segments) else None
            end = following.start if following is not None and following.line is line else line.end
        while following is not None and following.line.cue in _NOTHING:
            index += 1
            following = self.segments[index + 1] if index + 1 < len(self.segments) else None
        return end, following

    def _note_repair(self, segment: Segment, end: int, form: str) -> None:
        if form in _SKIPPED:
            self.repairs.append(Repair("skipped_artefact", (segment.start, end)))
        else:
            kind = "joined_line" if segment.torn else "supplied_break"
            self.repairs.append(Repair(kind, (segment.start, segment.start)))

    def _open_unit(self, unit: Unit, segment: Segment, line: Line, heading: Heading | None) -> None:
        opened = self.open
        while opened[-1][0] != unit.parent and len(opened) > 1:
            self._close(segment.start)
        mark, start = unit.mark, segment.start
        kind = "part" if unit.is_document else "item" if unit.floating or not unit.style.numbered else "section"
        if mark is None:
            marker, marker_start, inline = "", unit.start, False
        else:
            marker = intern(self.source.raw[mark.start : mark.end])  # the same few markers in all of a document
            marker_start, inline = mark.start, mark.start != line.first
        node = Node(
            len(self.nodes), opened[-1][1].id, kind, start, start, unit.depth, None, unit.style.name, marker,
            marker_start, None if mark is None else mark.ordinal, heading, inline, unit.expected,
            DOCUMENT if mark is None else mark.why,
        )  # fmt: skip
        self.nodes.append(node)
        opened.append((unit.index, node))

    def _close_for(self, segment: Segment) -> None:
        while (
            len(self.open) > 1 and self.open[-1][0] != segment.owner and self.extents[self.open[-1][0]] < segment.start
        ):
            self._close(segment.start)

    def _close(self, end: int) -> None:
        """Closes the innermost open unit, and lets go of it."""
        index, node = self.open.pop()
        node.end = end
        self.units[index] = _CLOSED

    def _leaf(self, kind: str, start: int, end: int, form: str | None) -> None:
        parent = self.open[-1][1]
        self.nodes.append(Node(len(self.nodes), parent.id, kind, start, end, parent.level, form))

    # --- headings ----------------------------------------------------------------------------------------------

    def _read_heading(
        self, unit: Unit, segment: Segment, line: Line, end: int, following: Segment | None
    ) -> tuple[Heading | None, str | None]:
        """The heading of a unit, and the form of the line that opens it; form None to ask what a plain line is."""
        mark = unit.mark
        span: tuple[int, int] | None
        form: str | None
        if mark is not None and mark.start < mark.titled <= end:
            span, form = trim(self.text, mark.end, mark.titled), "run_in_heading" if mark.titled < end else "heading"
        elif mark is None or unit.is_document:
            span, form = self._part_heading(unit, line, end, following)
        elif unit.provision:
            span, form = None, "article" if unit.style.statute == "article" else "list_item"
        else:
            setting = self._setting(unit, segment, following)
            phrases, colon = self.scanner.phrases, self.text.find(":", mark.end, end)
            if setting.collapsed:
                setting.title = phrases.title(self.text, mark.end, end) or 0
                setting.prescribed = phrases.says("prescribing", self.text, mark.end, end)
            if colon >= 0:
                setting.announced = phrases.says("announcing", self.text, mark.end, colon)
            beside = unit.annotated if unit.annotated and unit.annotated[1] <= end else None
            span, form = read_heading(self.text, mark.end, end, setting, beside)
            alone = span is None and not self.text[mark.end : end].strip()
            if alone and following is not None and following.owner == unit.index:
                span = self._below(following, "heading")
                form = "heading" if span else form
        if span is None or span[0] >= span[1]:  # an annotation may be all that follows the marker
            return None, None if span else form
        return Heading(self.source.raw[span[0] : span[1]], span), form

    def _setting(self, unit: Unit, segment: Segment, following: Segment | None) -> Setting:
        rank = unit.style.rank
        listed = unit.run is not None and unit.run.listed and unit.run.item == unit.index
        setting = Setting(
            rank is not None and rank <= KEEPS_HEADING and not listed and unit.style.statute != "article",
            not unit.style.numbered,
            unit.floating,
            segment.broken or (following is not None and following.broken),
        )
        if following is None:
            return setting
        child = following.owner > unit.index and self.units[following.owner].parent == unit.index
        if following.line is segment.line:
            setting.holds = child
            setting.broken = child and following.broken
        elif not following.torn:
            setting.followed = (child or following.owner == unit.index) and segment.start == segment.line.start
        return setting

    def _part_heading(
        self, unit: Unit, line: Line, end: int, following: Segment | None
    ) -> tuple[tuple[int, int] | None, str | None]:
        mark = unit.mark
        if mark is None:
            return (trim(self.text, line.start, line.end) if line.cue == "document_title" else None), None
        before, after = (line.start if mark.begins < 0 else mark.begins, mark.start), (mark.end, end)
        if mark.boundary is not LINE_START and not mark.style.trailing:
            first = lead(self.text, *after)  # what follows on the line is its text, too
            short = first.end if first.end - first.start <= TITLE_SHORT else first.start
            after = (first.start, self.scanner.phrases.title(self.text, first.start, first.end) or short)
        span = trim(self.text, *(before if mark.style.trailing else after))
        attached = mark.style.opens == "attachment"
        if span[0] == span[1] and not mark.style.trailing:
            span = self._below(following, "document_title" if attached else "part_title") or span
        elif (
            attached and mark.boundary is LINE_START and following is not None and self._is_broken(span, following.line)
        ):
            self.titled_below = [following.line], "document_title"
            span = trim(self.text, span[0], following.line.end)
        return (span if span[1] > span[0] else None), "attachment_head" if attached else "part_title"

    def _below(self, following: Segment | None, form: str) -> tuple[int, int] | None:
        """The span of the title that stands below its marker, if there is one; its lines get `form`."""
        if form != "heading":
            lines = self._title_lines()
        else:
            lines = [following.line] if following is not None and self._is_title(following.line) else []
        if not lines:
            return None
        self.titled_below = lines, form
        return trim(self.text, lines[0].start, lines[-1].end)

    def _title_lines(self) -> list[Line]:
        """The lines of the title of the document at hand: to the one that ends as titles do, or to the text.

        What stands in brackets before it, (规范性附录), is no part of it.
        """
        lines: list[Line] = []
        for segment in self.segments[self.opening + 1 : self.opening + _TITLE_LINES + 3]:
            line = segment.line
            if not lines and not line.marks and self._is_bracketed(line):
                continue
            if not self._is_title(line):
                text = line.marks or line.cue not in _NO_TITLE
                wrapped = lines and text and lines[0].stop - lines[0].first >= _WRAPPED and len(lines) <= _TITLE_LINES
                return lines if wrapped else lines[:1]
            lines.append(line)
            if line.cue == "document_title" or self.text[line.stop - 1] in _FORM_ENDS:
                return lines
        return lines[:1]

    def _is_broken(self, span: tuple[int, int], below: Line) -> bool:
        """Whether a title behind its marker goes on in the line below, since that ends as titles do and it does not."""
        if below.cue != "document_title" or span[1] - span[0] < _WRAPPED or not self._is_title(below):
            return False
        return self.text[span[1] - 1] not in _FORM_ENDS and self.scanner.cue(self.text, *span) != "document_title"

    def _is_title(self, line: Line) -> bool:
        """Whether a line may be a title, or a line of one."""
        if line.marks or line.cue in _NO_TITLE or line.first == line.stop or self._is_bracketed(line):
            return False
        return line.stop - line.first <= TITLE_LINE and not lead(self.text, line.start, line.end).stop

    def _is_bracketed(self, line: Line) -> bool:
        return self.text[line.first : line.first + 1] == "(" and self.text[line.stop - 1] == ")"
