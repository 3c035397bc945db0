"""Writing: how a loader puts the text of a file together, with the place and the layout of every paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from docparse.limits import Budget, Limits
from docparse.source import BEGINNING, Cell, Layout, SourceText, Table

_FRAME_PARAGRAPHS, _FRAME_LENGTH = 3, 200  # what a cell holds at least that a page was laid out with
_MOST_COLUMNS = 1000  # that cells cover together; Word has 63
_IN_CELL = str.maketrans("\r\n\t", "   ")


class Run(NamedTuple):
    """A stretch of a paragraph in one typeface.

    emphasis: bold, or another typeface than its paragraph has
    place: where it stands in the file, if not where what is before it does ("page 4" of a paragraph from page 3)
    """

    text: str
    emphasis: bool = False
    place: str = ""


Text = str | Sequence[Run]


@dataclass(slots=True)
class CellText:
    """A cell as a loader finds it: its paragraphs, and how many rows and columns it covers."""

    paragraphs: list[Text] = field(default_factory=list)
    rows: int = 1
    columns: int = 1


class SourceWriter:
    """The text of a file, written paragraph by paragraph. LoadError DP-L001 once it is longer than the limits allow."""

    def __init__(self, name: str, media_type: str, limits: Limits) -> None:
        self._name, self._media_type, self._limits = name, media_type, limits
        self._most_text, self._most_paragraphs = limits.text, limits.paragraphs
        self._parts: list[str] = []
        self._length = 0
        self._paragraphs = 0
        self._place = ""
        self._anchors: list[tuple[int, str]] = []
        self._layout: list[Layout] = []
        self._tables: list[Table] = []

    def document(self) -> None:
        """Says that one of several documents begins with the next paragraph: each is read as if it stood alone."""
        self._layout.append(Layout(self._length, self._length, BEGINNING))

    def paragraph(self, text: Text, place: str = "", role: str = "", level: int = 0) -> None:
        """Adds a paragraph and its newline. A newline in its text breaks its line, as `w:br` and `<br>` do.

        place: where it stands in the file, in words ("page 3"); "" for the place of the paragraph before
        role, level: as of `Layout`, for the whole paragraph
        """
        start = self._begin(place)
        if isinstance(text, str):
            self._parts += (text, "\n")
            self._length += len(text) + 1
        else:
            for characters, emphasis, anchor in text:
                if anchor:
                    self._anchor(anchor)
                if emphasis and characters.strip():
                    self._layout.append(Layout(self._length, self._length + len(characters), "emphasis"))
                self._write(characters)
            self._write("\n")
        if role and self._length > start + 1:
            self._layout.append(Layout(start, self._length - 1, role, level))

    def table(self, rows: Iterable[Sequence[CellText]], place: str) -> None:
        """Adds a table: each row is a line, with tabs between its cells, and has the form table_row.

        A row that holds a part of the document, and no data, is written paragraph by paragraph: one cell alone in its
        row, with none beside it that goes on from above, or one with many paragraphs. Beyond the thousandth column
        each cell covers one.
        """
        begin, cells = self._length, list[Cell]()
        taken: dict[int, tuple[int, int]] = {}  # by column: the first row, and the first column, after a cell above
        covered = 0  # the first row that no cell above covers
        for number, row in enumerate(rows):
            start, column = self._length, 0
            framed = (len(row) == 1 and covered <= number) or any(map(_is_frame, row))
            row_place = f"{place}, row {number + 1}, cell "
            for place_in_row, cell in enumerate(row):
                while column in taken and taken[column][0] > number:
                    column = taken[column][1]
                where = f"{row_place}{place_in_row + 1}"
                span = self._framed(cell, where) if framed else self._celled(cell, where, place_in_row > 0)
                columns = max(1, min(cell.columns, _MOST_COLUMNS - column))
                cells.append(Cell(*span, number, column, cell.rows, columns))
                if cell.rows > 1:
                    covered = max(covered, number + cell.rows)
                    below = (number + cell.rows, column + columns)
                    taken |= dict.fromkeys(range(column, column + columns), below)
                column += columns
            if not framed and row:
                if self._length > start:
                    self._layout.append(Layout(start, self._length, "table_row"))
                self._write("\n")
        self._tables.append(Table(begin, self._length, cells))

    def source(self) -> SourceText:
        """The text that was written."""
        if self._length > self._most_text:
            self._check()
        layout = sorted(self._layout)
        raw = "".join(self._parts)
        return SourceText(raw, self._name, self._media_type, None, self._anchors, layout, self._tables)

    def _framed(self, cell: CellText, place: str) -> tuple[int, int]:
        start = self._length
        for paragraph in cell.paragraphs:
            self.paragraph(paragraph, place)
        return start, max(start, self._length - 1)

    def _celled(self, cell: CellText, place: str, follows: bool) -> tuple[int, int]:
        if follows:
            self._write("\t")
        start = self._begin(place)
        if cell.paragraphs:
            text = plain(cell.paragraphs[0]) if len(cell.paragraphs) == 1 else " ".join(map(plain, cell.paragraphs))
            self._write(text if text.isprintable() else text.translate(_IN_CELL))
        return start, self._length

    def _begin(self, place: str) -> int:
        self._paragraphs += 1
        if self._paragraphs > self._most_paragraphs or self._length > self._most_text:
            self._check()
        if place != self._place:
            self._anchor(place)
        return self._length

    def _anchor(self, place: str) -> None:
        if place and place != self._place:
            self._place = place
            self._anchors.append((self._length, place))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _check(self) -> None:
        Budget(self._name, self._limits).spend(self._length, self._paragraphs)


def plain(text: Text) -> str:
    """The characters of a paragraph, whatever their typeface."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def _is_frame(cell: CellText) -> bool:
    if len(cell.paragraphs) < _FRAME_PARAGRAPHS:
        return False
    return sum(len(plain(paragraph)) for paragraph in cell.paragraphs) > _FRAME_LENGTH


def join_runs(pieces: Iterable[Run]) -> list[Run]:
    """The same runs with neighbours of one typeface joined."""
    joined: list[tuple[Run, list[str]]] = []
    for run in pieces:
        if joined and joined[-1][0].emphasis == run.emphasis and not run.place:
            joined[-1][1].append(run.text)
        elif run.text:
            joined.append((run, [run.text]))
    return [Run("".join(texts), first.emphasis, first.place) for first, texts in joined]
