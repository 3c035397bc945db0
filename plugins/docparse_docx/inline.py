"""Inline: the text of one paragraph, run by run, with its typefaces, fields and what hangs on it."""

from __future__ import annotations

import re

from docparse import Element
from docparse_docx.boxes import choose, find_boxes
from docparse_docx.fields import Fields, is_page_number
from docparse_docx.names import (
    ALTERNATE,
    BR,
    CR,
    DEL,
    MATH_TEXT,
    MOVE_FROM,
    OFF,
    PPR,
    REFERENCES,
    RPR,
    SYMBOL,
    TAB,
    VAL,
    M,
    P,
    R,
    T,
    W,
    names,
)
from docparse_docx.notes import Notes
from docparse_docx.styles import Face, ParagraphStyle, Styles, read_int
from docparse_docx.symbols import write_symbol

_ID, _CHAR, _FONT, _CUSTOM, _INSTR = W + "id", W + "char", W + "font", W + "customMarkFollows", W + "instr"
_NUM_ID, _ILVL, _VANISH = W + "numId", W + "ilvl", W + "vanish"
_STYLE, _NUMBERING, _OUTLINE = W + "pStyle", W + "numPr", W + "outlineLvl"
_FIELD, _FIELD_TYPE, _INSTRUCTION, _SIMPLE = W + "fldChar", W + "fldCharType", W + "instrText", W + "fldSimple"
_RUBY, _RUBY_BASE = W + "ruby", W + "rubyBase"
_FRACTION, _NUMERATOR = M + "f", M + "num"
_ENDS = frozenset({DEL, MOVE_FROM, _VANISH})
_NOTES: dict[object, str] = dict(zip(REFERENCES, ("footnote", "endnote"), strict=True))
_OWN_MARK = names("footnoteRef", "endnoteRef")
_GONE = frozenset({DEL, MOVE_FROM})
_SIGNS: dict[object, str] = {
    TAB: "\t", W + "ptab": "\t", BR: "\n", CR: "\n", W + "noBreakHyphen": "-", W + "softHyphen": "",
}  # fmt: skip
_ASIDE = names("delText", "delInstrText", "lastRenderedPageBreak", "commentReference", "annotationRef", "sdtPr",
               "sdtEndPr", "smartTagPr", "customXmlPr", "fldData", "rubyPr", "rt", "rPr")  # fmt: skip
_SILENT = _ASIDE | names("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd")
_PICTURES = names("drawing", "pict", "object")
_NEWLINES = str.maketrans("\r\n", "  ")

Piece = tuple[str, Face]  # a stretch of text in one typeface
Number = tuple[str | None, int | None]  # the numId and the level that a paragraph has of its own
Simple = tuple[str, Face, ParagraphStyle, Number]  # a paragraph of one piece, of which its style says the rest


class Paragraph:
    """A paragraph as it was read.

    num_id, level, outline: what itself says of its number and its outline level
    merges: its mark was deleted, so that its text belongs to the next paragraph
    leads: its mark is hidden, so that the next paragraph stands on the same line
    paged: it holds the number of a page
    entry: it is an entry of a table of contents
    boxes: text boxes that hang on it, and the words of WordArt
    """

    num_id: str | None = None  # here and not in __init__: most paragraphs say nothing of all this
    level: int | None = None
    outline: int | None = None
    merges = leads = paged = entry = False
    boxes: list[Element | str] | None = None

    def __init__(self, style: ParagraphStyle) -> None:
        self.style = style
        self.pieces: list[Piece] = []


class Reader:
    """Reads the paragraphs of one story. Fields may go on from one to the next.

    mark: what stands for the mark of a note inside the note
    """

    def __init__(self, styles: Styles, notes: Notes, mark: str = "") -> None:
        self._styles, self._notes, self._mark = styles, notes, mark
        self._fields = Fields()
        self._usual = styles.paragraph(None)

    def read(self, element: Element) -> Paragraph:
        """The paragraph of a w:p, or of a w:r that stands in none."""
        found = self._found = Paragraph(self._usual)
        self._face = self._usual.plain
        self._last: Face | None = None
        self._texts: list[str] = []
        self._changes: list[tuple[int, Face]] = []
        if element.tag == R:
            self._run(element)
        else:
            self._content(element)
        if self._texts:
            found.pieces = self._gather()
        if self._fields.muted:
            self._fields.end_paragraph()
        return found

    def simple(self, paragraph: Element) -> Simple | None:
        """The same of a paragraph that is nothing but runs of text in one typeface, as most are; None of any other."""
        if self._fields.muted:
            return None
        style, text, face = self._usual, "", None
        number: Number = None, None
        for element in paragraph[:]:  # a slice is quicker than an iterator
            tag = element.tag
            if tag == R:
                own = style.plain
                for inside in element[:]:
                    tag = inside.tag
                    if tag == T:
                        if face is not own:
                            if face is not None or own.hidden:
                                return None
                            face = own
                        text += inside.text or ""
                    elif tag == RPR:
                        if len(inside):
                            own = self._styles.face(style, inside)
                    elif tag not in _SILENT:
                        return None
            elif tag == PPR:
                for inside in element[:]:
                    tag = inside.tag
                    if tag == _STYLE:
                        style = self._styles.paragraph(inside.get(VAL))
                    elif tag == _NUMBERING:
                        number = _number_in(inside)
                    elif tag == _OUTLINE or (tag == RPR and len(inside) and _marks(inside)):
                        return None
            elif tag not in _SILENT:
                return None
        return text if text.isprintable() else text.translate(_NEWLINES), face or style.plain, style, number

    def drop(self, element: Element) -> None:
        """Leaves out what was deleted, with the notes that it refers to."""
        for reference in element.iter(*REFERENCES):
            self._notes.drop(_NOTES[reference.tag], reference.get(_ID, ""))

    def _properties(self, properties: Element) -> None:
        found = self._found
        for element in properties:
            tag = element.tag
            if tag == _STYLE:
                found.style = self._styles.paragraph(element.get(VAL))
                found.entry = found.entry or found.style.contents
                self._face = found.style.plain
            elif tag == _NUMBERING:
                found.num_id, found.level = _number_in(element)
            elif tag == _OUTLINE:
                found.outline = read_int(element.get(VAL))
            elif tag == RPR:
                for mark in _marks(element):
                    if mark.tag in _GONE:
                        found.merges = True
                    else:
                        found.leads = mark.get(VAL) not in OFF

    def _content(self, parent: Element) -> None:
        for element in parent:
            tag = element.tag
            if tag == R:
                self._run(element)
            elif tag == PPR:
                self._properties(element)
            elif tag not in _ASIDE:
                self._other(element, tag)

    def _run(self, run: Element) -> None:
        face = self._face
        for element in run:
            tag = element.tag
            if tag == T:
                text = element.text
                if text and not face.hidden and not self._fields.muted:  # as _write does: most of a file is read here
                    if face is not self._last:
                        self._last = face
                        self._changes.append((len(self._texts), face))
                    self._texts.append(text if text.isprintable() else text.translate(_NEWLINES))
            elif tag == RPR:
                face = self._styles.face(self._found.style, element)
            else:
                self._special(element, tag, face)

    def _write(self, text: str | None, face: Face) -> None:
        if text:
            self._append(text.translate(_NEWLINES), face)

    def _append(self, text: str, face: Face) -> None:
        if face.hidden or self._fields.muted:
            return
        if face is not self._last:
            self._last = face
            self._changes.append((len(self._texts), face))
        self._texts.append(text)

    def _gather(self) -> list[Piece]:
        texts, changes = self._texts, self._changes
        if len(changes) == 1:
            return [(texts[0] if len(texts) == 1 else "".join(texts), changes[0][1])]
        if len(changes) == len(texts):
            return [(texts[start], face) for start, face in changes]
        ends = [*(start for start, _ in changes[1:]), len(texts)]
        return [("".join(texts[start:end]), face) for (start, face), end in zip(changes, ends, strict=True)]

    def _other(self, element: Element, tag: object) -> None:
        """What stands between runs, or holds them."""
        if tag in _GONE:
            self.drop(element)
        elif tag in (T, MATH_TEXT):
            self._write(element.text, self._face)
        elif tag == ALTERNATE:
            chosen = choose(element)
            if chosen is not None:
                self._content_of(chosen, self._face)
        elif tag == _SIMPLE:
            self._note_result(element.get(_INSTR, ""))
            self._content(element)
        elif tag == _FRACTION:
            for part in element:
                self._content(part)
                if part.tag == _NUMERATOR:
                    self._append("/", self._face)
        elif tag == P:  # nowhere allowed, and nothing to lose
            self._append("\n", self._face)
            self._content(element)
        elif tag in _PICTURES:
            self._add_boxes(element)
        else:
            self._content(element)

    def _content_of(self, chosen: Element, face: Face) -> None:
        """One of several alternatives, which stand inside a run or between runs."""
        for element in chosen:
            if element.tag == R:
                self._run(element)
            else:
                self._special(element, element.tag, face)

    def _special(self, element: Element, tag: object, face: Face) -> None:
        """What stands in a run and is no text."""
        if tag in _SIGNS:
            self._append(_SIGNS[tag], face)
        elif tag == _FIELD:
            self._field(element.get(_FIELD_TYPE, ""))
        elif tag == _INSTRUCTION:
            self._fields.instruct(element.text or "")
        elif tag == SYMBOL:
            code = element.get(_CHAR, "")
            hexadecimal = code if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else "0"
            self._write(write_symbol(int(hexadecimal, 16), element.get(_FONT, "")), face)
        elif tag in _NOTES:
            if not face.hidden and not self._fields.muted:
                marked = element.get(_CUSTOM) in (None, *OFF)
                self._write(self._notes.refer(_NOTES[tag], element.get(_ID, ""), marked), face)
        elif tag in _OWN_MARK:
            self._write(self._mark, face)
        elif tag in _PICTURES:
            if not face.hidden:
                self._add_boxes(element)
        elif tag == _RUBY:
            for base in element.iterchildren(_RUBY_BASE):
                self._content(base)
        elif tag == ALTERNATE:
            chosen = choose(element)
            if chosen is not None:
                self._content_of(chosen, face)
        elif tag not in _ASIDE:
            self._other(element, tag)

    def _add_boxes(self, drawing: Element) -> None:
        boxes = self._found.boxes = self._found.boxes or []
        boxes += find_boxes(drawing)

    def _field(self, kind: str) -> None:
        """A w:fldChar: where a field begins, where its result begins, and where it ends."""
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._note_result(self._fields.separate())
        elif kind == "end":
            self._fields.end()

    def _note_result(self, instruction: str) -> None:
        """Notes what the paragraph is, as far as the field tells whose result begins in it."""
        if is_page_number(instruction):
            self._found.paged = True
        elif self._fields.is_entry(instruction):
            self._found.entry = True


def _number_in(properties: Element) -> Number:
    num_id = level = None
    for element in properties:
        tag = element.tag
        if tag == _NUM_ID:
            num_id = element.get(VAL)
        elif tag == _ILVL:
            level = read_int(element.get(VAL))
    return num_id, level


def _marks(properties: Element) -> list[Element]:
    """What the properties of the mark of a paragraph say of its end: that it was deleted, or is hidden."""
    return [element for element in properties if element.tag in _ENDS]
