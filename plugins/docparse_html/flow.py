"""Flow: the paragraphs and tables that a page shows, in its order, blanks collapsed as browsers do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from docparse_html.lists import Counter, has_own_marker, marker, open_list
from docparse_html.page import CELLS, HEADINGS, Element, Page, Text
from docparse_html.styles import Style

_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_BLANKS = re.compile("[ \t\n\r\f]+")
_HAN = "⺀-鿿豈-﫿︰-﹏！-｠“”‘’…—\u3000-\u303f"
# A line that ends between two Chinese characters is no blank: editors wrap the source of pages there.
_WRAPPED = re.compile(f"(?<=[{_HAN}])[ \t]*[\r\n][ \t\r\n\f]*(?=[{_HAN}])")
_SIGN = re.compile(r"[^\d\s()（）.．、:：一-鿿]")  # a bullet in a typeface of signs, where Word shows a letter
_HEADED = 3  # lines of a heading; one of more lines was never closed
_MOST_ROWS, _MOST_COLUMNS = 256, 64  # that a cell covers
_FRAME_LINES, _FRAME_SHARE = 3, 0.6  # of the cell that holds the document, beside others


class Piece(NamedTuple):
    """A stretch of a paragraph in one style."""

    text: str
    style: Style


@dataclass(slots=True)
class Paragraph:
    """A line of the page. element: the block that it stands in; at: its offset in the page; level: of a heading.

    marker: what browsers print before it, since it is the item of a list
    """

    pieces: list[Piece]
    element: Element
    at: int
    level: int = 0
    marker: str = ""
    role: str = ""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class PageCell:
    """A cell: its paragraphs, and how many rows and columns it covers."""

    paragraphs: list[Paragraph]
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        return " ".join(paragraph.text for paragraph in self.paragraphs).strip()


@dataclass(slots=True)
class PageTable:
    """A table of data, row by row."""

    rows: list[list[PageCell]]
    element: Element
    at: int
    role: str = ""


Item = Paragraph | PageTable


def read_flow(page: Page, root: Element, tabular: bool = True) -> list[Item]:
    """What is shown in an element. tabular: whether tables of data are told; else their cells are paragraphs."""
    return _Flow(page, tabular).read(root)


@dataclass
class _Flow:
    page: Page
    tabular: bool
    items: list[Item] = field(default_factory=list)
    line: list[Piece] = field(default_factory=list)
    at: int = -1
    blank: bool = True  # whether a blank that comes now is collapsed into what stands before it
    markers: list[str] = field(default_factory=list)  # of items whose text has not begun
    lists: list[Counter] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)  # level, and the items before it

    def read(self, root: Element) -> list[Item]:
        """Goes through the tree without recursion: it may be as deep as the page is long."""
        waiting: list[tuple[Element, Iterator[Element | Text]]] = [(root, iter(root.children))]
        block = root if root.block else root.host
        while waiting:
            element, children = waiting[-1]
            child = next(children, None)
            if child is None:
                waiting.pop()
                self._leave(element, block)
                block = waiting[-1][0].host if waiting else block
            elif isinstance(child, Text):
                if self.page.shows(child.style):
                    self._text(child, block)
            elif child.name == "br":
                self._end(block, child.at)
            elif not self.page.shows(child.style):
                continue
            elif child.name == "table" and self.tabular and is_data(child):
                self._end(block)
                self._table(child)
            else:
                self._enter(child, block)
                block = child.host
                waiting.append((child, iter(child.children)))
        self._end(block)
        return self.items

    def _enter(self, element: Element, block: Element) -> None:
        if element.block:
            self._end(block)
        if element.name in HEADINGS:
            self.headings.append((HEADINGS[element.name], len(self.items)))
        elif element.name in _LISTS:
            self.lists.append(open_list(element))
        elif element.name == "li" and self.lists:
            self.markers.append(marker(self.lists[-1], element))

    def _leave(self, element: Element, block: Element) -> None:
        if element.block:
            self._end(block)
        if element.name in HEADINGS and self.headings:
            _, first = self.headings.pop()
            if len(self.items) - first > _HEADED:
                for item in self.items[first:]:
                    if isinstance(item, Paragraph):
                        item.level = 0
        elif element.name in _LISTS and self.lists:
            self.lists.pop()
        elif element.name == "li":
            self.markers.clear()  # of an item without text

    def _text(self, child: Text, block: Element) -> None:
        text = child.text
        if child.style.ignored:
            text = f"{_word_marker(text)} ".lstrip()
        if child.style.kept:
            first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self._add(first, child)
            for other in others:
                self._end(block, child.at)
                self._add(other, child)
            return
        if "\n" in text or "\r" in text:
            text = _WRAPPED.sub("", text)
        text = _BLANKS.sub(" ", text)
        self._add(text[1:] if self.blank and text.startswith(" ") else text, child)
        self.blank = text.endswith(" ") if text else self.blank

    def _add(self, text: str, child: Text) -> None:
        if text:
            self.line.append(Piece(text, child.style))
            if self.at < 0 and text.strip():
                self.at = child.at

    def _end(self, block: Element, broken_at: int = -1) -> None:
        """Ends the line. One that shows nothing is a blank line only if it was broken or has blanks that are kept."""
        pieces, at = _trimmed(self.line), self.at
        if pieces or broken_at >= 0 or any(piece.text.strip(" ") for piece in self.line):
            level = self.headings[-1][0] if self.headings else 0
            printed = ""
            if pieces:
                printed = "" if has_own_marker("".join(piece.text for piece in pieces)) else "".join(self.markers)
                self.markers.clear()
            self.page.count(len(self.items), "lines")
            self.items.append(Paragraph(pieces, block, max(at, broken_at), level, printed))
        self.line, self.at, self.blank = [], -1, True

    def _table(self, table: Element) -> None:
        rows, strays = _read_rows(table)
        for stray in strays:
            if isinstance(stray, Text):
                self._text(stray, table)
            else:
                self.items += read_flow(self.page, stray, tabular=False)
        self._end(table)
        cells = [[self._cell(cell) for cell in row if self.page.shows(cell.style)] for row in rows]
        self.items.append(PageTable([row for row in cells if any(cell.text for cell in row)], table, table.at))

    def _cell(self, element: Element) -> PageCell:
        found = read_flow(self.page, element, tabular=False)
        paragraphs = [item for item in found if isinstance(item, Paragraph) and item.pieces]
        rows, columns = (_count(element.attributes.get(name)) for name in ("rowspan", "colspan"))
        return PageCell(paragraphs, min(rows, _MOST_ROWS), min(columns, _MOST_COLUMNS))


def is_data(table: Element) -> bool:
    """Whether a table is one of data, and not one that lays out a page or a document."""
    if table.tables > 1 or table.attributes.get("role") in ("presentation", "none"):
        return False
    rows = [[cell for cell in row if cell.size] for row in _read_rows(table)[0]]
    filled = [row for row in rows if row]
    if max(map(len, filled), default=0) < 2:
        return False
    if len(filled) == 1 and any(cell.lines > 1 for cell in filled[0]):
        return False
    return not any(
        cell.lines >= _FRAME_LINES and cell.size >= _FRAME_SHARE * table.size for row in filled for cell in row
    )


def _read_rows(table: Element) -> tuple[list[list[Element]], list[Element | Text]]:
    """The cells of a table that has no other in it, row by row, and what stands in it outside of them."""
    rows: list[list[Element]] = []
    strays: list[Element | Text] = []
    waiting: list[Element | Text] = list(reversed(table.children))
    while waiting:
        child = waiting.pop()
        if isinstance(child, Text):
            if child.text.strip():
                strays.append(child)
        elif child.name in CELLS:
            rows[-1].append(child) if rows else rows.append([child])
        elif child.name == "caption":
            strays.append(child)
        else:
            if child.name == "tr":
                rows.append([])
            waiting += reversed(child.children)
    return rows, strays


def _count(span: str | None) -> int:
    digits = (span or "").strip()[:6]
    return max(int(digits), 1) if digits.isascii() and digits.isdigit() else 1


def _trimmed(line: list[Piece]) -> list[Piece]:
    """The line without blanks at its end; nothing if it has nothing else. Blanks that indent it are kept."""
    pieces = list(line)
    while pieces and not pieces[-1].text.rstrip():
        pieces.pop()
    if pieces:
        pieces[-1] = Piece(pieces[-1].text.rstrip(), pieces[-1].style)
    return pieces


def _word_marker(text: str) -> str:
    """The number that Word prints before an item, or the bullet that a typeface of signs makes of a letter."""
    printed = text.strip()
    return "•" if _SIGN.fullmatch(printed) else printed
