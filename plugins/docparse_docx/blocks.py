"""Blocks: paragraphs, tables, text boxes and notes of a story, in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from docparse import Budget, CellText, Element, Run, SourceWriter
from docparse_docx.boxes import choose
from docparse_docx.emphasis import set_runs
from docparse_docx.inline import Paragraph, Piece, Reader
from docparse_docx.names import ALTERNATE, DEL, R_ID, TBL, TC, TR, P, R, W
from docparse_docx.notes import Note, Notes
from docparse_docx.numbering import Counter, Numbering
from docparse_docx.outs import Lines, Out, Placed, Text, plain
from docparse_docx.styles import Face, ParagraphStyle, Styles, role_of
from docparse_docx.tables import (
    ASIDE,
    CELL_PROPERTIES,
    CONTINUE,
    GONE,
    ROW_PROPERTIES,
    frame_of,
    is_set,
    merging,
    properties_of,
    within,
)

_CHUNK = W + "altChunk"
_MOST_PIECES = 1000  # that a line can have from paragraphs with hidden marks
_LONG = 30  # characters, of what is no page number any more
_NUMBER = re.compile(r"[0-9０-９一二三四五六七八九十]|\b[ivxlIVXL]+\b")
_PAGE_SIGNS = re.compile(r"(?:[\W0-9０-９第共页頁一二三四五六七八九十]|\b[ivxlIVXL]+\b|[Pp]age|of)*")
_PLAIN = Face(bold=False, hidden=False, strength=0)


@dataclass
class Document:
    """What all stories of a document share. embed: writes what an altChunk with this id embeds to a place."""

    styles: Styles
    numbering: Numbering
    notes: Notes
    writer: SourceWriter
    budget: Budget
    embed: Callable[[str, Out], None]


class Story:
    """The text, a header, or a note: its blocks go to an Out one by one, its numbers are counted by themselves."""

    def __init__(self, document: Document, mark: str = "") -> None:
        self._document = document
        self._reader = Reader(document.styles, document.notes, mark)
        self._counter = Counter(document.numbering)
        self._carried: list[Piece] = []
        self._children: Callable[[Element], Iterable[Element]] | None = None

    def read(self, elements: Iterable[Element], out: Out) -> None:
        """Writes the blocks of `elements`. The notes that they refer to are due then."""
        for element in elements:
            self._block(element, out)
        self._finish(out)

    def read_with_notes(
        self, elements: Iterable[Element], out: Out, children: Callable[[Element], Iterable[Element]] | None = None
    ) -> None:
        """The same, with the notes that a block refers to, and those that these refer to, behind it.

        children: as of `XmlStream`
        """
        self._children = children
        notes = self._document.notes
        for element in elements:
            self._block(element, out)
            while notes.due:
                for note in notes.take():
                    write_note(self._document, note)
        self._finish(out)

    def _block(self, element: Element, out: Out) -> None:
        tag = element.tag
        if tag in (P, R):  # runs outside of paragraphs are nowhere allowed, and nothing to lose
            self._paragraph(element, out)
        elif tag == TBL:
            self._table(element, out)
        elif tag in GONE:
            self._reader.drop(element)
        elif tag == ALTERNATE:
            self._blocks(choose(element), out)
        elif tag == _CHUNK:
            self._document.embed(element.get(R_ID, ""), out)
        elif tag not in ASIDE:
            self._blocks(element, out)

    def _blocks(self, parent: Element | None, out: Out) -> None:
        for element in parent if parent is not None else ():
            self._block(element, out)

    def _paragraph(self, element: Element, out: Out) -> None:
        simple = self._reader.simple(element) if not self._carried else None
        if simple is None:
            self._read(element, out)
            return
        text, face, style, (num_id, level) = simple
        bold = face.bold and text
        if num_id is not None or style.num_id is not None:
            marker = self._marker(style, num_id, level)
            text = marker + text if text else marker.rstrip()
        self._document.budget.spend(len(text), 1)
        out.paragraph([Run(text, True)] if bold else text, *style.role)

    def _read(self, element: Element, out: Out) -> None:
        """The same for any paragraph: with text boxes on it, or an end that is none."""
        found = self._reader.read(element)
        self._write(found, out)
        for box in found.boxes or ():
            if isinstance(box, str):
                out.paragraph(" ".join(box.split()), "", 0)
            else:
                self._blocks(box, out)

    def _write(self, found: Paragraph, out: Out) -> None:
        pieces = found.pieces
        self._document.budget.spend(sum(len(text) for text, _ in pieces), 1)
        if found.merges or (found.leads and not pieces):  # without text nothing is left of it, and it does not count
            self._carried += pieces
            return
        if self._carried:
            self._carried += pieces
            pieces, self._carried = self._carried, []
        style = found.style
        if found.num_id is not None or style.num_id is not None:
            marker = self._marker(style, found.num_id, found.level)
            if marker:
                self._document.budget.spend(len(marker))
                face = pieces[0][1] if pieces else _PLAIN
                pieces = [(marker if found.pieces else marker.rstrip(), face), *pieces]
        if found.leads and len(pieces) < _MOST_PIECES:
            self._carried = pieces
            return
        text = _trimmed(set_runs(pieces)) if pieces else ""
        out.paragraph(text, *self._role(found, text))

    def _marker(self, style: ParagraphStyle, num_id: str | None, level: int | None) -> str:
        place = self._document.numbering.place(style, num_id, level)
        return self._counter.marker(*place) if place is not None else ""

    def _role(self, found: Paragraph, text: Text) -> tuple[str, int]:
        outline = found.outline if found.outline is not None else found.style.outline
        role = role_of(found.entry, outline, found.style.title)
        return ("page_number", 0) if found.paged and not role[0] and is_page_number(plain(text)) else role

    def _finish(self, out: Out) -> None:
        """What was to stand in one paragraph with the next, where there is no next."""
        if self._carried:
            pieces, self._carried = self._carried, []
            out.paragraph(_trimmed(set_runs(pieces)), "", 0)

    # --- tables

    def _table(self, table: Element, out: Out) -> None:
        inside = self._children(table) if self._children is not None else table
        frame = frame_of(self._rows(inside)) if inside is table else []
        if frame:
            for cell, place in zip(frame, out.frames(len(frame)), strict=True):
                self._blocks(cell, place)
                self._finish(place)
            return
        rows = self._texts(self._rows(inside))
        begun = list(islice(rows, 1))
        if begun:
            out.table(chain(begun, rows))

    def _texts(self, rows: Iterable[Element]) -> Iterator[list[CellText]]:
        """The cells of each row, once none of them can go on in a row below; nothing for a table without cells."""
        merged: dict[int, CellText] = {}
        held: list[list[CellText]] = []
        for row in rows:
            held.append(self._row(row, merged))
            if not merged and any(held):
                yield from held
                held = []
        if any(held):
            yield from held

    def _rows(self, table: Iterable[Element]) -> Iterator[Element]:
        for row in within(table, TR):
            properties = properties_of(row, ROW_PROPERTIES)
            if properties is None or not len(properties):
                yield row
            elif properties.find(DEL) is not None:
                self._reader.drop(row)
            elif not is_set(properties, W + "hidden"):
                yield row

    def _row(self, row: Element, merged: dict[int, CellText]) -> list[CellText]:
        """The cells that begin in a row. merged: by column, the cells above that go on below"""
        begun: list[CellText] = []
        column = 0
        for cell in within(row, TC):
            columns, vertical, horizontal, deleted = merging(cell)
            if deleted:
                self._reader.drop(cell)
                continue
            lines = Lines()
            for element in cell[:]:
                if element.tag != CELL_PROPERTIES:
                    self._block(element, lines)
            if self._carried:
                self._finish(lines)
            above = merged.get(column) if vertical == CONTINUE else None
            if above is not None:
                above.rows += 1
                above.paragraphs += lines.paragraphs  # hidden, but there
            elif begun and horizontal == CONTINUE:
                begun[-1].columns += columns
                begun[-1].paragraphs += lines.paragraphs
            else:
                text = CellText(lines.paragraphs, 1, columns)
                begun.append(text)
                merged.pop(column, None)
                if vertical:
                    merged[column] = text
            column += columns
        return begun


def is_page_number(text: str) -> bool:
    """Whether a line of a margin, or one with a page field in it, holds the number of the page and no more."""
    return len(text) < _LONG and _PAGE_SIGNS.fullmatch(text) is not None and _NUMBER.search(text) is not None


def write_note(document: Document, note: Note) -> None:
    """Writes a footnote or an endnote, with its mark where Word prints it."""
    lines = Lines()
    Story(document, note.mark).read(note.element, lines)
    out = Placed(document.writer, f"{note.kind} {note.number}", "footnote")
    for number, text in enumerate(lines.paragraphs):
        own = plain(text).strip()
        out.paragraph(own if number or own.startswith(note.mark) else f"{note.mark} {own}", "", 0)


def _trimmed(text: str | list[Run]) -> Text:
    """Without the line breaks at its ends, which are page breaks or empty lines."""
    if isinstance(text, str):
        return text.strip("\n") if "\n" in text else text
    first, last = text[0], text[-1]
    if first.text.startswith("\n"):
        text[0] = Run(first.text.lstrip("\n"), first.emphasis)
        last = text[-1]
    if last.text.endswith("\n"):
        text[-1] = Run(last.text.rstrip("\n"), last.emphasis)
    return text
