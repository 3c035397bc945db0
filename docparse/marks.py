"""Marks and lines: what the scanner sees of a text, before anything is decided."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from docparse.source import split_lines
from docparse.styles import Ordinal, Style

LINE_START, CLAUSE_END, CLAUSE_PAUSE, BLANK = "line_start", "clause_end", "clause_pause", "blank"
GLUED = "glued"  # no boundary at all: only in text whose line breaks are lost


class Mark(msgspec.Struct, gc=False, eq=False):
    """A place where the grammar sees a marker; whether it is one, the series decides.

    start, end: of the marker as printed, without blanks around it
    family: of the series that it can continue
    rank: where it nests by default; of a decimal the deeper, the more parts it has
    boundary: what stands before it: a line start, the end of a clause, a pause or a blank
    titled: where its heading ends, when a table of contents tells
    begins: where its unit begins, for a marker inside a line that stands behind its title (…讲话 篇3); else -1
    clause: of a series of the clauses of one sentence, in an item of a series that has its numbers
    others: what else a weak marker may be: I. is a Roman number, or 1. as OCR leaves it
    why: the evidence (see `evidence`) by which it is a marker or none, once that is decided
    """

    start: int
    end: int
    style: Style
    family: str
    rank: float
    ordinal: Ordinal
    line: int
    boundary: str
    floating: bool
    weak: bool
    titled: int = 0
    begins: int = -1
    clause: bool = False
    others: Sequence[Mark] = ()
    why: str = ""

    @property
    def opening(self) -> int:
        """Where the unit begins that the mark numbers, if it stands inside a line."""
        return self.start if self.begins < 0 else self.begins


class Line(msgspec.Struct, gc=False, eq=False):
    """A physical line. `marks` are in order; `cue` is the form its own words name.

    start, end, next: the line, its end without the newline, and the start of the line after it
    first, stop: its text without the blanks around it; a blank line has first == end
    runs_on: its end means nothing: the text had lost its line breaks before it was set in lines
    told: its form is `cue`, as the layout tells, whatever its words and its place
    """

    start: int
    end: int
    next: int
    first: int
    stop: int
    marks: Sequence[Mark] = ()
    cue: str | None = None
    runs_on: bool = False
    told: bool = False


def read_lines(text: str) -> list[Line]:
    """The lines of a folded text, without marks and cues."""
    lines = []
    for start, end, following in split_lines(text):
        first, stop = start, end
        while first < end and text[first] in " \t":
            first += 1
        while stop > first and text[stop - 1] in " \t":
            stop -= 1
        lines.append(Line(start, end, following, first, stop))
    return lines
