"""PDF files for the tests: made by LibreOffice as offices make them, and line by line with reportlab, which needs no
fonts and so works everywhere."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from offices import convert_all

TYPE = 16  # points, 3号: the type of official documents
CHARACTERS, LINES = 28, 22  # of a page, as GB/T 9704 sets it
LEFT, TOP, PITCH = 80.0, 105.0, 28.95
A4 = (595.0, 842.0)
NO_BEGIN = "，。、；：？！）》」』】〕”’…%"


def wrapped(text: str, width: int = CHARACTERS, indent: int = 2) -> list[str]:
    """A paragraph as lines: the first is set in, no sign that closes begins a line, and no number is torn."""
    lines, line = [], "\u3000" * indent
    for chunk in _chunks(text):
        if line.strip() and _width(line + chunk) > width and chunk not in NO_BEGIN:
            lines.append(line)
            line = ""
        line += chunk
    return [*lines, line]


def _chunks(text: str) -> list[str]:
    chunks: list[str] = []
    for char in text:
        if (chunks and char.isascii() and chunks[-1].isascii() and not char.isspace() and not chunks[-1].isspace()) or (
            chunks and char in NO_BEGIN
        ):
            chunks[-1] += char
        else:
            chunks.append(char)
    return chunks


def _width(line: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in line)


class Writer:
    """A PDF file, drawn line by line: `text(left, top, words)` in points from the upper left corner."""

    def __init__(self, size: tuple[float, float] = A4) -> None:
        canvas = pytest.importorskip("reportlab.pdfgen.canvas")
        fonts = pytest.importorskip("reportlab.pdfbase.cidfonts")
        metrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics")
        metrics.registerFont(fonts.UnicodeCIDFont("STSong-Light"))
        self._file, self.size = io.BytesIO(), size
        self.canvas = canvas.Canvas(self._file, pagesize=size)

    def text(self, left: float, top: float, words: str, size: float = TYPE, mode: int = 0) -> None:
        """mode: how it is painted; 2 also as an outline, as bold is faked; 3 not at all"""
        self.canvas.saveState()
        pen = self.canvas.beginText(left, self.size[1] - top - size * 0.88)
        pen.setFont("STSong-Light", size)
        pen.setTextRenderMode(mode)
        pen.textOut(words)
        self.canvas.drawText(pen)
        self.canvas.restoreState()

    def page(self) -> None:
        self.canvas.showPage()

    def data(self) -> bytes:
        self.canvas.save()
        return self._file.getvalue()


def printed(text: str, *, head: str = "", number: Callable[[int], str] = "— {} —".format) -> bytes:
    """A text as GB/T 9704 sets it: 22 lines of 28 characters, paragraphs with 2 characters' indent, page numbers."""
    lines = [line for paragraph in text.split("\n") if paragraph.strip() for line in wrapped(paragraph.strip())]
    writer = Writer()
    for page in count():
        for at, line in enumerate(lines[page * LINES : (page + 1) * LINES]):
            blank = len(line) - len(line.lstrip("\u3000"))
            writer.text(LEFT + blank * TYPE, TOP + at * PITCH, line[blank:])
        if head:
            writer.text(LEFT, 50, head, 10)
        if number(page + 1):
            writer.text(270, 770, number(page + 1), 14)
        writer.page()
        if (page + 1) * LINES >= len(lines):
            return writer.data()
    raise AssertionError


def word_file(text: str, *, head: str = "", bold: bool = False) -> Any:
    """The text as python-docx writes it, set as GB/T 9704 wants it."""
    docx = pytest.importorskip("docx")
    shared, ns, oxml = docx.shared, docx.oxml.ns, docx.oxml
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = shared.Mm(210), shared.Mm(297)
    section.left_margin, section.right_margin = shared.Mm(28), shared.Mm(26)
    section.top_margin, section.bottom_margin = shared.Mm(37), shared.Mm(35)
    style = document.styles["Normal"]
    style.font.size = shared.Pt(TYPE)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(ns.qn("w:eastAsia"), "Noto Serif CJK SC")
    if head:
        section.header.paragraphs[0].text = head
    footer = section.footer.paragraphs[0]
    footer.add_run("— ")
    field = oxml.OxmlElement("w:fldSimple")
    field.set(ns.qn("w:instr"), "PAGE")
    footer._p.append(field)
    footer.add_run(" —")
    for line in filter(str.strip, text.split("\n")):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = shared.Pt(2 * TYPE)
        paragraph.paragraph_format.space_after = shared.Pt(0)
        paragraph.paragraph_format.line_spacing = shared.Pt(PITCH)
        first, stop, rest = line.strip().partition("。")
        heading = bold and bool(rest) and first[0] in "一二三四五六七八九十（"
        paragraph.add_run(first + stop).bold = heading or None
        paragraph.add_run(rest)
    return document


def office(files: dict[str, bytes], folder: Path, suffix: str, target: str = "pdf") -> dict[str, bytes]:
    """The files, by name without suffix, as LibreOffice converts them, all in one go."""
    paths = [folder / f"{name}{suffix}" for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return {path.stem: path.read_bytes() for path in convert_all(paths, target)}


def as_bytes(document: Any) -> bytes:
    """A document of python-docx as a file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def equal_rows(expected: Sequence[object], found: Sequence[object]) -> int:
    """How many rows of an outline are there in the other, in order."""
    from difflib import SequenceMatcher

    return sum(
        block.size
        for block in SequenceMatcher(
            None, [*map(repr, expected)], [*map(repr, found)], autojunk=False
        ).get_matching_blocks()
    )
