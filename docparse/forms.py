"""Paragraph forms: what each line is, by its cue, its marker, and where in the document it stands."""

from __future__ import annotations

from docparse.marks import LINE_START, Line
from docparse.resolver import Segment
from docparse.series import Unit

_ANYWHERE = frozenset(
    {
        "page_number",
        "running_head",
        "footnote",
        "table_of_contents",
        "contents_entry",
        "table_row",
        "attachment_note",
        "label_paragraph",
    }
)
_HEADER = frozenset(
    {"copy_number", "security_level", "urgency", "signer", "document_number", "document_title", "subtitle",
     "main_recipients", "salutation", "greeting", "metadata_field", "date_line"}
)  # fmt: skip
_END = frozenset(
    {"closing", "conclusion", "closing_formula", "thanks", "signature", "date_line", "signature_date", "remark",
     "copy_to", "imprint", "document_number"}
)  # fmt: skip
# Cues that count only where the form can stand; any other, a stranger's included, counts anywhere.
_PLACED = _HEADER | _END | {"call", "opening", "transition", "report", "section_summary", "greeting", "thanks"}
_ANNOUNCING = frozenset({"transition", "report"})
_SHORT = 40
_METADATA_LINE = 30
_METADATA_SHAPES = frozenset({"metadata_field", "date_line"})
_COLLAPSED = 300
_NO_VALUE = frozenset("-—–/无")


class Forms:
    """The forms of the plain lines of one resolved text."""

    def __init__(self, text: str, units: list[Unit], segments: list[Segment]) -> None:
        self.text = text
        self.units = units
        self.segments = segments
        self.metadata = self._metadata()
        self.spoken: set[int] = set()  # the documents with a salutation
        self.first_unit: dict[int, int] = {}  # for every document, the first segment that opens a unit in it
        self.last_unit: dict[int, int] = {}  # and the last one
        self._survey()
        self.first_child = self._first_children()
        # the builder, which goes through the segments, keeps these two:
        self.document = -1  # of the segment that is asked about
        self.opening = -1  # the last segment that opened a unit

    # --- what the segments are, once ---------------------------------------------------------------------------

    def _survey(self) -> None:
        """Goes through the segments for what is known of a document only at its end."""
        first, last, units = self.first_unit, self.last_unit, self.units
        document, seen = -1, 0
        replace = True  # whether a unit at a line start may still replace the first one, which stands inside a line
        for index, segment in enumerate(self.segments):
            owner = segment.owner
            if owner >= seen:
                seen = owner + 1
                unit = units[owner]
                if unit.is_document:
                    document, replace = owner, True
                else:
                    last[document] = index
                    if replace:
                        inline = unit.mark is not None and unit.mark.boundary is not LINE_START
                        if document not in first or not inline:
                            first[document] = index
                        replace = inline
            if segment.line.cue == "salutation":
                self.spoken.add(document)

    def _first_children(self) -> dict[int, int]:
        """For every unit, where the first unit below it begins that begins a line."""
        first: dict[int, int] = {}
        for unit in self.units:
            if unit.mark is not None and unit.mark.boundary == LINE_START:
                parent = unit.parent
                while parent not in first:
                    first[parent] = unit.start
                    parent = self.units[parent].parent if parent >= 0 else -1
        return first

    def _metadata(self) -> int:
        """The number of segments at the top that are a metadata block, with labels or with the values alone.

        0 where the layout tells the fields: what stands below them is none.
        """
        count = shapes = end = 0
        for index, segment in enumerate(self.segments):
            line = segment.line
            if line.told and line.cue == "metadata_field":
                return 0
            if line.told:
                continue
            if (line.end - line.start > _METADATA_LINE and line.cue != "metadata_field") or line.marks:
                break
            shapes += line.cue in _METADATA_SHAPES
            count, end = count + 1, index + 1
        if count < 4 or shapes < 2:
            return 0
        return end if any(s.line.cue == "metadata_field" for s in self.segments[:end]) else 0

    # --- one segment -------------------------------------------------------------------------------------------

    def plain(self, index: int) -> str:
        """The form of a segment that no marker opens."""
        segment = self.segments[index]
        line = segment.line
        cue = line.cue
        if segment.start > line.start:
            return "body"
        if line.told and cue is not None:
            return cue
        if index < self.metadata:
            return "metadata_empty" if self.text[line.first : line.stop] in _NO_VALUE else "metadata_field"
        if segment.torn:
            return "torn_continuation"
        if cue is not None and (cue in _ANYWHERE or cue not in _PLACED):
            return cue
        if self._collapsed(index, line):
            return "collapsed"
        document = self.document
        first, last = self.first_unit.get(document), self.last_unit.get(document)
        if first is None or index < first:
            return self._before(index, line, cue, has_units=first is not None)
        if last is not None and index > last:
            return self._after(index, segment, line, cue)
        return self._between(segment, line, cue)

    def _collapsed(self, index: int, line: Line) -> bool:
        """Whether a line holds what stood in several: units of several levels, or a long line with several units."""
        inside, styles = 0, set[str]()
        while index + 1 < len(self.segments) and self.segments[index + 1].line is line:
            index += 1
            owner = self.segments[index].owner
            mark = self.units[owner].mark if owner >= 0 else None
            if mark is not None and not mark.floating:
                inside += 1
                styles.add(mark.style.name)
        return len(styles) >= 2 or (inside >= 2 and line.end - line.start >= _COLLAPSED)

    def _before(self, index: int, line: Line, cue: str | None, has_units: bool) -> str:
        """Before the first unit of its document: header elements, then the preamble."""
        if cue in ("document_title", "signature") and self._title_block(index):
            return "document_title"
        if cue in _HEADER and cue is not None:
            return cue
        if not has_units and cue in _END and cue is not None:
            return cue
        if self._title_block(index):
            return "document_title"
        if cue in _ANNOUNCING and has_units and index - 1 != self.opening:
            return "transition"
        return "preamble" if has_units else "body"

    def _title_block(self, index: int) -> bool:
        """Whether the line begins or continues a title of several lines that ends in a title noun."""
        for follower in range(index, min(index + 3, len(self.segments))):
            line = self.segments[follower].line
            if (
                line.end - line.start > _SHORT
                or line.marks
                or self.text[line.start : line.end].rstrip().endswith(tuple("。;:!?,"))
            ):
                return False
            if line.cue == "document_title":
                return True
        return False

    def _after(self, index: int, segment: Segment, line: Line, cue: str | None) -> str:
        """After the last unit of its document: conclusion, closing, signature and date."""
        at_document = segment.owner < 0 or self.units[segment.owner].is_document
        if cue == "call":  # 让我们…! closes a speech and concludes a report
            return "closing" if self.document in self.spoken else "conclusion"
        if cue in _END and cue is not None:
            return cue
        if cue == "section_summary":
            return cue
        if at_document and line.end - line.start > _SHORT:
            return "closing" if self.document in self.spoken else "conclusion"
        return "body"

    def _between(self, segment: Segment, line: Line, cue: str | None) -> str:
        if cue == "section_summary" or (
            cue in _END and line.end - line.start <= _SHORT and cue not in ("closing", "conclusion")
        ):
            return str(cue)
        if cue in _ANNOUNCING and line.end - line.start <= _SHORT:
            return "transition"
        return "lead_in" if self.first_child.get(segment.owner, -1) > segment.start else "body"
