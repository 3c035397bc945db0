"""Stories: paragraphs and tables as they stand one after another, in the body, in a heading of pages or in a text box."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter
from sys import maxsize
from typing import NamedTuple

from docparse import CellText, Run, Typeface, body_typeface, emphasise

_HAN = re.compile("[\u3400-\u9fff]")
_MOST_COLUMNS = 1000  # Word has 63
_NEAR = 20  # twentieths of a point between edges of cells that are meant to be one


class Piece(NamedTuple):
    """A stretch of text with its typeface, "" for one that counts as the text beside it does."""

    text: str
    typeface: str
    bold: bool


class Edge(NamedTuple):
    """The end of a cell in the definition of its row: where it is, and which cell it is merged into."""

    right: int
    with_left: bool
    with_above: bool


@dataclass
class Paragraph:
    """place: where its story stands, "" in the body; role, level: as of docparse.Layout."""

    pieces: list[Piece]
    place: str = ""
    role: str = ""
    level: int = 0

    def is_blank(self) -> bool:
        return not any(piece.text.strip() for piece in self.pieces)


@dataclass
class Row:
    cells: list[list[Paragraph]] = field(default_factory=list)
    cell: list[Paragraph] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


Table = list[Row]
Block = Paragraph | Table


@dataclass
class Story:
    """What is read of one story.

    place, role: of its paragraphs
    blocks: its paragraphs and tables so far, with those of the stories in it; pieces: the paragraph that is open
    """

    place: str = ""
    role: str = ""
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    _apart: list[Block] = field(default_factory=list)
    _rows: dict[int, Row] = field(default_factory=dict)
    _table: Table = field(default_factory=list)

    def end_paragraph(self, nesting: int, role: str = "", level: int = 0) -> None:
        """The end of a paragraph, in a cell of a table in `nesting - 1` tables, or in none with 0."""
        paragraph = Paragraph(self.pieces, self.place, self.role or role, level)
        self.pieces = []
        if not nesting and any(row.cells for row in self._rows.values()):  # some forget to say so in each paragraph
            nesting = 1
        if nesting:
            self._row(nesting).cell.append(paragraph)
            return
        self._end_table()
        self.blocks.append(paragraph)
        self._settle()

    def end_cell(self, nesting: int) -> None:
        """The end of a cell, and of its last paragraph."""
        if self.pieces:
            self.end_paragraph(nesting)
        row = self._row(nesting)
        row.cells.append(row.cell)
        row.cell = []

    def end_row(self, nesting: int, edges: list[Edge]) -> None:
        """The end of a row. One of a table in a cell is a paragraph of that cell."""
        self._end_inner(nesting)
        row = self._rows.pop(nesting, None)
        if row is None:
            return
        if row.cell:
            row.cells.append(row.cell)
        if nesting > 1:
            self._row(nesting - 1).cell.append(_joined(row.cells))
        else:
            row.edges = edges[: len(row.cells)]
            self._table.append(row)

    def end(self) -> None:
        """The end of the story: what is still open is closed."""
        if self.pieces:
            self.end_paragraph(max(self._rows, default=0))
        self._end_table()
        self._settle()

    def add(self, story: Story) -> None:
        """A story that stands in this one: before the paragraph that is open when that has no text yet, else after it."""
        self._apart += story.blocks
        if not self.pieces and not self._rows and not self._table:
            self._settle()

    def _row(self, nesting: int) -> Row:
        return self._rows.setdefault(nesting, Row())

    def _end_inner(self, nesting: int) -> None:
        for inner in sorted((depth for depth in self._rows if depth > nesting), reverse=True):
            row = self._rows.pop(inner)
            self._row(nesting).cell.append(_joined([*row.cells, row.cell]))

    def _end_table(self) -> None:
        if self._rows:
            self._end_inner(1)
            self.end_row(1, [])
        if self._table:
            self.blocks.append(self._table)
            self._table = []

    def _settle(self) -> None:
        self.blocks += self._apart
        self._apart = []


def _joined(cells: list[list[Paragraph]]) -> Paragraph:
    """One line for a row of a table in a cell."""
    texts = [" ".join("".join(piece.text for piece in paragraph.pieces) for paragraph in cell) for cell in cells]
    return Paragraph([Piece("\t".join(texts).replace("\n", " "), "", False)])


# --- typefaces -----------------------------------------------------------------------------------------------------


def body_of(paragraphs: Iterable[Paragraph]) -> Typeface:
    """The typeface of the text."""
    return body_typeface(
        (piece.text, Typeface(piece.typeface))
        for paragraph in paragraphs
        for piece in paragraph.pieces
        if piece.typeface
    )


def emphasised(paragraph: Paragraph, body: Typeface) -> list[Run]:
    """The text of a paragraph with its emphasis, beside the typeface of the body or, where the paragraph has none of
    that and several others, beside that of its last words."""
    told = [piece.typeface if _HAN.search(piece.text) else "" for piece in paragraph.pieces]
    known = [name for name in told if name]
    base = body if body.name in known or len(set(known)) < 2 else Typeface(known[-1])
    name = known[0] if known else base.name
    faces = []
    for piece, own in zip(paragraph.pieces, told, strict=True):
        name = own or name  # digits are often in another font than the words that they belong to
        faces.append((piece.text, Typeface(name, piece.bold)))
    joined = [("".join(text for text, _ in group), face) for face, group in groupby(faces, key=itemgetter(1))]
    return emphasise(joined, base) if joined else []


# --- tables --------------------------------------------------------------------------------------------------------


def grid(rows: Table, body: Typeface) -> list[list[CellText]]:
    """The cells of a table, with those that are merged as one."""
    edges = _columns(rows)
    above: dict[int, tuple[CellText, int]] = {}  # the cell that ends at an edge, and the row after it
    table = []
    for number, row in enumerate(rows):
        cells: list[CellText] = []
        left = 0
        for place, paragraphs in enumerate(row.cells):
            text = [emphasised(paragraph, body) for paragraph in paragraphs if not paragraph.is_blank()]
            edge = row.edges[place] if place < len(row.edges) else None
            right = bisect_left(edges, edge.right) + 1 if edge else left + 1
            columns, left = max(1, right - left), max(right, left + 1)
            held = above.get(left)
            if edge and edge.with_left and cells:
                cells[-1].paragraphs += text
                cells[-1].columns += columns
                above[left] = cells[-1], number + 1
            elif edge and edge.with_above and held and held[1] == number:
                held[0].paragraphs += text
                held[0].rows += 1
                above[left] = held[0], number + 1
            else:
                cells.append(CellText([*text], 1, columns))
                above[left] = cells[-1], number + 1
        table.append(cells)
    return table


def _columns(rows: Table) -> list[int]:
    """The right edges of the columns; of edges that nearly meet the last."""
    edges: list[int] = sorted({edge.right for row in rows for edge in row.edges})
    return [edge for edge, after in pairwise([*edges, maxsize]) if after - edge > _NEAR][:_MOST_COLUMNS]
