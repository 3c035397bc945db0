"""Tables: what their elements say of rows and cells, and which tables are only frames around text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from docparse import Element
from docparse_docx.boxes import choose
from docparse_docx.names import ALTERNATE, DEL, MOVE_FROM, OFF, TBL, TC, TR, VAL, P, W, names
from docparse_docx.styles import read_int

GONE = frozenset({DEL, MOVE_FROM})
ASIDE = names("sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "customXmlPr", "tblPrEx")
ROW_PROPERTIES, CELL_PROPERTIES = W + "trPr", W + "tcPr"
CONTINUE = "continue"  # what a merged cell says that goes on from another, in words or by saying nothing
_SPAN, _VERTICAL, _HORIZONTAL, _CELL_DELETED = W + "gridSpan", W + "vMerge", W + "hMerge", W + "cellDel"
_MOST_COLUMNS = 1000
_FRAMED = 3  # paragraphs in a cell alone in its row that make it a frame around text


def within(parent: Iterable[Element], wanted: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, also those inside content controls."""
    for element in parent:
        if element.tag == wanted:
            yield element
        elif element.tag == ALTERNATE:
            chosen = choose(element)
            if chosen is not None:
                yield from within(chosen, wanted)
        elif element.tag not in GONE and element.tag not in ASIDE:
            yield from within(element, wanted)


def is_set(properties: Element, name: str) -> bool:
    element = properties.find(name)
    return element is not None and element.get(VAL) not in OFF


def properties_of(parent: Element, properties: str) -> Element | None:
    """The properties of an element, which stand before all else in it."""
    for element in parent[:2]:  # those of a row may stand behind its tblPrEx
        if element.tag == properties:
            return element
    return None


def merging(cell: Element) -> tuple[int, str, str, bool]:
    """How many columns a cell has, how it is merged downward and rightward ("" if not), and whether it was deleted."""
    columns, vertical, horizontal, deleted = 1, "", "", False
    properties = properties_of(cell, CELL_PROPERTIES)
    for element in properties if properties is not None else ():
        tag = element.tag
        if tag == _SPAN:
            columns = min(max(read_int(element.get(VAL)) or 1, 1), _MOST_COLUMNS)
        elif tag == _VERTICAL:
            vertical = element.get(VAL, CONTINUE)
        elif tag == _HORIZONTAL:
            horizontal = element.get(VAL, CONTINUE)
        elif tag == _CELL_DELETED:
            deleted = True
    return columns, vertical, horizontal, deleted


def frame_of(rows: Iterable[Element]) -> list[Element]:
    """The cells of a table that is a frame around text: one in each row, with a table or many paragraphs in one."""
    cells: list[Element] = []
    for row in rows:
        inside = list(islice(within(row, TC), 2))
        if len(inside) != 1:
            return []
        cells += inside
    return cells if any(_is_frame(cell) for cell in cells) else []


def is_grid(element: Element) -> bool:
    """Whether an element that has begun is a table, and no frame: one of its first rows has cells side by side."""
    rows = islice(within(element, TR), _FRAMED) if element.tag == TBL else ()
    return any(len(list(islice(within(row, TC), 2))) > 1 for row in rows)


def _is_frame(cell: Element) -> bool:
    return next(cell.iterchildren(TBL), None) is not None or sum(1 for _ in cell.iterchildren(P)) >= _FRAMED
