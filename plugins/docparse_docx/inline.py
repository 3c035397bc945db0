"""Inline: the text of one paragraph, run by run, with its typefaces, fields and what hangs on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from docparse import Element, Run

from docparse_docx.names import (
    ALTERNATE,
    BR,
    CHOICE,
    CR,
    DEL,
    FALLBACK,
    MOVE_FROM,
    OFF,
    PPR,
    RPR,
    TAB,
    TXBX,
    VAL,
    M,
    P,
    R,
    T,
    V,
    W,
    names,
)
from docparse_docx.styles import Face, ParagraphStyle, Styles, number_in
from docparse_docx.symbols import write_symbol

_STYLE, _NUMBERING, _OUTLINE = W + "pStyle", W + "numPr", W + "outlineLvl"
_FIELD, _FIELD_TYPE, _INSTRUCTION, _SIMPLE = W + "fldChar", W + "fldCharType", W + "instrText", W + "fldSimple"
_RUBY, _RUBY_BASE, _SYMBOL = W + "ruby", W + "rubyBase", W + "sym"
_MATH_TEXT, _FRACTION, _NUMERATOR = M + "t", M + "f", M + "num"
_TEXT_PATH = V + "textpath"  # WordArt: the name of the office above a document is often set in it
_TEXT = frozenset({T, _MATH_TEXT})
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_OWN_MARK = names("footnoteRef", "endnoteRef")
_GONE = frozenset({DEL, MOVE_FROM})
_SIGNS = {TAB: "\t", W + "ptab": "\t", BR: "\n", CR: "\n", W + "noBreakHyphen": "-", W + "softHyphen": ""}
_ASIDE = names("delText", "delInstrText", "lastRenderedPageBreak", "commentReference", "annotationRef", "sdtPr",
               "sdtEndPr", "smartTagPr", "customXmlPr", "fldData", "rubyPr", "rt", "pPr", "rPr")  # fmt: skip
_PICTURES = names("drawing", "pict", "object")
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_PAGE_REFERENCE = re.compile(r"\s*PAGEREF\b", re.IGNORECASE)
_NEWLINES = str.maketrans("\r\n", "  ")


class Piece(NamedTuple):
    """A stretch of text in one typeface."""

    text: str
    face: Face


class Notes(Protocol):
    """Where references to notes are counted."""

    def refer(self, kind: str, note_id: str, marked: bool) -> str:
        """The mark of a reference to a note, "" if its own mark follows; the note is due after the paragraph."""

    def drop(self, kind: str, note_id: str) -> None:
        """A reference was deleted, and the note with it."""


@dataclass(slots=True)
class _Field:
    """A complex field that is open. instructs: whether what comes now is instruction, and not result"""

    instruction: str = ""
    instructs: bool = True


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it was read.

    merges: its mark was deleted, so that its text belongs to the next paragraph
    leads: its mark is hidden, so that the next paragraph stands on the same line
    paged: it holds the number of a page; entry: it holds an entry of a table of contents
    boxes: text boxes that hang on it, and WordArt
    """

    style: ParagraphStyle
    num_id: str | None = None
    level: int | None = None
    outline: int | None = None
    merges: bool = False
    leads: bool = False
    paged: bool = False
    entry: bool = False
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element | str] = field(default_factory=list)


class Reader:
    """Reads the paragraphs of one story. Fields may go on from one to the next.

    mark: what stands for the mark of a note inside the note
    """

    def __init__(self, styles: Styles, notes: Notes, mark: str = "") -> None:
        self._styles, self._notes, self.mark = styles, notes, mark
        self._fields: list[_Field] = []
        self._muted = False
        self._plain: dict[str, Face] = {}

    def read(self, element: Element) -> Paragraph:
        """The paragraph of a w:p."""
        properties = element[0] if len(element) and element[0].tag == PPR else element.find(PPR)
        found = self._found = self._properties(properties)
        style_id = found.style.ids[0]
        plain = self._plain.get(style_id)
        if plain is None:
            plain = self._plain[style_id] = self._styles.face(found.style, None)
        self._face = self._default = plain
        self._texts: list[str] = []
        self._changes: list[tuple[int, Face]] = []
        found.entry = found.style.contents
        self._content(element)
        found.pieces = self._gather()
        if self._fields:
            self._end_paragraph()
        return found

    def read_loose(self, run: Element) -> Paragraph:
        """The paragraph of a w:r that stands in none."""
        found = self._found = Paragraph(self._styles.paragraph(None))
        self._face = self._default = self._styles.face(found.style, None)
        self._texts, self._changes = [], []
        self._run(run)
        found.pieces = self._gather()
        return found

    def _properties(self, properties: Element | None) -> Paragraph:
        if properties is None:
            return Paragraph(self._styles.paragraph(None))
        style_id = num_id = level = outline = mark = None
        for element in properties:
            tag = element.tag
            if tag == _STYLE:
                style_id = element.get(VAL)
            elif tag == _NUMBERING:
                number = element.find(W + "numId")
                num_id = number.get(VAL) if number is not None else None
                level = number_in(element, W + "ilvl")
            elif tag == _OUTLINE:
                outline = number_in(properties, _OUTLINE)
            elif tag == RPR:
                mark = element
        found = Paragraph(self._styles.paragraph(style_id), num_id, level, outline)
        for element in mark if mark is not None else ():
            tag = element.tag
            if tag in _GONE:
                found.merges = True
            elif tag == W + "vanish":
                found.leads = element.get(VAL) not in OFF
        return found

    def _content(self, parent: Element) -> None:
        for element in parent:
            tag = element.tag
            if tag == R:
                self._run(element)
            elif tag in _GONE:
                self.drop(element)
            elif tag in _ASIDE:
                continue
            elif tag in _TEXT:
                self._write(element.text)
            elif tag == ALTERNATE:
                chosen = choose(element)
                if chosen is not None:
                    self._content(chosen)
            elif tag == _SIMPLE:
                self._note_field(element.get(W + "instr", ""))
                self._content(element)
            elif tag == _FRACTION:
                self._fraction(element)
            elif tag == P:  # nowhere allowed, and nothing to lose
                self._write("\n")
                self._content(element)
            elif tag in _PICTURES:
                self._picture(element)
            else:
                self._content(element)

    def _run(self, run: Element) -> None:
        face = self._default
        for element in run:
            tag = element.tag
            if tag == T:
                text = element.text
                if text and not face.hidden and not self._muted:
                    if "\n" in text or "\r" in text:
                        text = text.translate(_NEWLINES)
                    if not self._changes or self._changes[-1][1] is not face:
                        self._changes.append((len(self._texts), face))
                    self._texts.append(text)
            elif tag == RPR:
                face = self._face = self._styles.face(self._found.style, element)
            else:
                self._face = face
                self._special(element, tag)
        self._face = self._default

    def _special(self, element: Element, tag: str) -> None:
        """What stands in a run and is no text."""
        if tag in _SIGNS:
            self._write(_SIGNS[tag])
        elif tag == _FIELD:
            self._field(element.get(_FIELD_TYPE, ""))
        elif tag == _INSTRUCTION:
            if self._fields:
                self._fields[-1].instruction += element.text or ""
        elif tag == _SYMBOL:
            code = element.get(W + "char", "")
            hexadecimal = code if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else "0"
            self._write(write_symbol(int(hexadecimal, 16), element.get(W + "font", "")))
        elif tag in _NOTES:
            marked = element.get(W + "customMarkFollows") in (None, *OFF)
            if not self._face.hidden and not self._muted:
                self._write(self._notes.refer(_NOTES[tag], element.get(W + "id", ""), marked))
        elif tag in _OWN_MARK:
            self._write(self.mark)
        elif tag in _PICTURES:
            self._picture(element)
        elif tag == _RUBY:
            for base in element.iterchildren(_RUBY_BASE):
                self._content(base)
        elif tag == ALTERNATE:
            chosen = choose(element)
            if chosen is not None:
                self._content(chosen)
        elif tag not in _ASIDE and len(element):
            self._content(element)

    def _write(self, text: str | None) -> None:
        face = self._face
        if not text or face.hidden or self._muted:
            return
        if not self._changes or self._changes[-1][1] is not face:
            self._changes.append((len(self._texts), face))
        self._texts.append(text)

    def _gather(self) -> list[Piece]:
        texts, changes = self._texts, self._changes
        if len(changes) == 1:
            return [Piece("".join(texts), changes[0][1])]
        ends = [*(start for start, _ in changes[1:]), len(texts)]
        return [Piece("".join(texts[start:end]), face) for (start, face), end in zip(changes, ends, strict=False)]

    def _fraction(self, element: Element) -> None:
        for part in element:
            self._content(part)
            if part.tag == _NUMERATOR:
                self._write("/")

    def _picture(self, element: Element) -> None:
        if self._face.hidden:
            return
        for found in element.iter(TXBX, _TEXT_PATH):
            outer = next(found.iterancestors(TXBX, element.tag), None)
            if outer is element or outer is None:
                self._found.boxes.append(found if found.tag == TXBX else found.get("string", ""))

    def drop(self, element: Element) -> None:
        """Leaves out what was deleted, with the notes that it refers to."""
        for reference in element.iter(*_NOTES):
            self._notes.drop(_NOTES[reference.tag], reference.get(W + "id", ""))

    # --- fields

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif not self._fields:
            return
        elif kind == "separate":
            self._fields[-1].instructs = False
            self._note_field(self._fields[-1].instruction)
        elif kind == "end":
            self._fields.pop()
        self._muted = any(one.instructs for one in self._fields)

    def _note_field(self, instruction: str) -> None:
        """Notes what the paragraph is, as far as the field tells that has a result in it."""
        if _PAGE.match(instruction):
            self._found.paged = True
        elif _PAGE_REFERENCE.match(instruction) and any(_CONTENTS.match(one.instruction) for one in self._fields):
            self._found.entry = True

    def _end_paragraph(self) -> None:
        """An instruction that does not end with its paragraph is damaged: it must not swallow the text after it."""
        self._fields = [one for one in self._fields if not one.instructs]
        self._muted = False


def choose(alternatives: Element) -> Element | None:
    """The first of the alternatives of mc:AlternateContent that holds text, so that none is read twice."""
    for element in (*alternatives.iterchildren(CHOICE), *alternatives.iterchildren(FALLBACK)):
        if next(element.iter(T, TXBX, _TEXT_PATH, _SYMBOL, _MATH_TEXT, *_SIGNS, *_NOTES), None) is not None:
            return element
    return None


def set_runs(pieces: list[Piece]) -> str | list[Run]:
    """Pieces as the text of a paragraph: what is bold, or in a stronger typeface than the rest, is in emphasis."""
    if len(pieces) == 1:
        text, face = pieces[0]
        return [Run(text, True)] if face.bold else text
    lengths: dict[int, int] = {}
    last = 0
    for text, face in pieces:
        if not text.isascii():  # the East Asian typeface shows in nothing else
            lengths[face.strength] = lengths.get(face.strength, 0) + len(text)
            last = face.strength
    # What a paragraph is set in is told by most of it, or by its end: a heading runs in before the text.
    usual = min(max(lengths, key=lambda strength: lengths[strength]), last) if lengths else 0
    joined: list[Run] = []
    for text, face in pieces:
        emphasis = face.bold or (face.strength > usual and not text.isascii())
        if joined and joined[-1].emphasis == emphasis:
            joined[-1] = Run(joined[-1].text + text, emphasis)
        else:
            joined.append(Run(text, emphasis))
    return joined if any(run.emphasis for run in joined) else "".join(run.text for run in joined)
