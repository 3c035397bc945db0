"""Outs: where the blocks of a story go, each with the place that is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from docparse import CellText, Run, SourceWriter

Text = str | Sequence[Run]


class Out(Protocol):
    """Where the blocks of a story go."""

    def paragraph(self, text: Text, role: str, level: int) -> None:
        """Takes a paragraph, with its role and level as of `docparse.Layout`."""

    def table(self, rows: Iterable[list[CellText]]) -> None:
        """Takes a table."""

    def frames(self, rows: int) -> list[Out]:
        """Where the text in each row of a table goes that is no table but a frame around text."""


class Body:
    """The text: paragraphs and tables are counted, those of the document and not those in cells."""

    def __init__(self, writer: SourceWriter) -> None:
        self._writer = writer
        self._paragraphs = self._tables = 0

    def paragraph(self, text: Text, role: str, level: int) -> None:
        self._paragraphs += 1
        self._writer.paragraph(text, f"paragraph {self._paragraphs}", role, level)

    def table(self, rows: Iterable[list[CellText]]) -> None:
        self._tables += 1
        self._writer.table(rows, f"table {self._tables}")

    def frames(self, rows: int) -> list[Out]:
        self._tables += 1
        return [Placed(self._writer, f"table {self._tables}, row {row}, cell 1") for row in range(1, rows + 1)]


class Placed:
    """A note, a header, the inside of a frame: one place, and perhaps one role for all that stands there."""

    def __init__(self, writer: SourceWriter, place: str, role: str = "") -> None:
        self._writer, self._place, self._role = writer, place, role
        self._tables = 0

    def paragraph(self, text: Text, role: str, level: int) -> None:
        kept = role if role == "page_number" or not self._role else self._role
        self._writer.paragraph(plain(text) if self._role else text, self._place, kept, level)

    def table(self, rows: Iterable[list[CellText]]) -> None:
        if self._role:
            for line in lines_of(rows):
                self.paragraph(line, "", 0)
        else:
            self._tables += 1
            self._writer.table(rows, f"{self._place}, table {self._tables}")

    def frames(self, rows: int) -> list[Out]:
        return [self] * rows


class Lines:
    """A cell, or a header that may have been there already: its paragraphs are only gathered, without empty ones."""

    def __init__(self) -> None:
        self.paragraphs: list[Text] = []

    def paragraph(self, text: Text, role: str, level: int) -> None:
        if (text if isinstance(text, str) else plain(text)).strip():
            self.paragraphs.append(text)

    def texts(self) -> list[str]:
        """The characters of the paragraphs."""
        return [plain(text) for text in self.paragraphs]

    def table(self, rows: Iterable[list[CellText]]) -> None:
        for line in lines_of(rows):
            self.paragraph(line, "", 0)

    def frames(self, rows: int) -> list[Out]:
        return [self] * rows


def lines_of(rows: Iterable[list[CellText]]) -> list[str]:
    """A table inside something that can hold none: a line for each row."""
    return ["\t".join(" ".join(map(plain, cell.paragraphs)) for cell in row) for row in rows]


def plain(text: str | Sequence[Run]) -> str:
    """The characters of a paragraph, whatever their typeface."""
    return text if isinstance(text, str) else "".join(run.text for run in text)
