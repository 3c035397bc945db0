"""Boxes: text that hangs on a paragraph in drawings, and which of several alternatives of a drawing is read."""

from __future__ import annotations

from docparse import Element
from docparse_docx.names import BR, CHOICE, CR, FALLBACK, MATH_TEXT, REFERENCES, SYMBOL, TAB, TXBX, T, V

_TEXT_PATH = V + "textpath"  # WordArt: the name of the office above a document is often set in it
_SHOWN = (T, TXBX, _TEXT_PATH, SYMBOL, MATH_TEXT, TAB, BR, CR, *REFERENCES)


def find_boxes(drawing: Element) -> list[Element | str]:
    """The text boxes in a drawing, without those inside others, which are read with these; and the words of WordArt."""
    boxes: list[Element | str] = []
    seen = set[Element]()
    for found in drawing.iter(TXBX, _TEXT_PATH):
        outer = next(found.iterancestors(TXBX), None)
        if outer is None or outer not in seen:
            boxes.append(found if found.tag == TXBX else found.get("string", ""))
        seen.add(found)
    return boxes


def choose(alternatives: Element) -> Element | None:
    """The first of the alternatives of mc:AlternateContent that holds text, so that none is read twice."""
    for element in (*alternatives.iterchildren(CHOICE), *alternatives.iterchildren(FALLBACK)):
        if next(element.iter(*_SHOWN), None) is not None:
            return element
    return None
