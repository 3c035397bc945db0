"""Boundaries: which paragraphs end a document, and which may begin another one that has no number (R10.4, R13)."""

from __future__ import annotations

from functools import cached_property

from docparse.joining import BODY_LINE
from docparse.marks import Line
from docparse.openings import NAMED
from docparse.pages import ARTEFACTS
from docparse.scanner import ENDING, Scanner
from docparse.series import Outlook
from docparse.stack import Stack

_OPENING = frozenset({"opening", "report", "salutation", "document_title", "greeting"})
_CLOSED = frozenset({"date_line", "signature_date", "remark", "imprint", "copy_to"})
_SPOKEN = frozenset({"conclusion", "closing", "call"})  # what a section may say too, in its own matter
_OF_DOCUMENT = ENDING | _CLOSED | {"signature", "attachment_note"}  # at its end these belong to the document
_SIGNED = _CLOSED | {"signature", "thanks"}
_END_LINES = 20  # what follows a conclusion is signed and dated by then
_TITLE = 7  # characters: a shorter one, such as 主要措施, may be a heading without a number


class Boundaries:
    """What is known of the document at hand, line by line.

    fresh: the line where another document may have begun
    body: the document has a paragraph of body text
    ended: and a date, a remark or an imprint after it
    sentence: the line before is body text
    first: index of its first unit
    """

    def __init__(self, text: str, lines: list[Line], scanner: Scanner, stack: Stack, outlook: Outlook) -> None:
        self.text = text
        self.lines = lines
        self.scanner = scanner
        self.stack = stack
        self.outlook = outlook
        self.begin()

    def begin(self) -> None:
        """A document begins."""
        self.fresh: int | None = None
        self.body = self.ended = self.sentence = False
        self.first = len(self.stack.units)

    def opens(self, number: int, line: Line) -> bool:
        """Whether a line is the title of a document that follows the one at hand, or is transmitted by it."""
        if line.cue != "document_title" or self._amidst(line):
            return False
        return self.ended or self._named(line) or (self.body and self._addressed(number))

    def note(self, number: int, line: Line) -> None:
        """Takes a plain line into account."""
        length = line.stop - line.first
        self.body = self.body or self.text[line.stop - 1] in "。:" or length > BODY_LINE
        sentence = self.text[line.stop - 1] in "。:;" or length > BODY_LINE
        if line.cue in _CLOSED:
            dated = line.cue == "date_line" and self.sentence  # a date below a sentence, and no name: an event
            self.ended = self.ended or (self.body and not dated and not self._amidst(line))
        elif sentence:
            self.ended = False
        self.sentence = sentence
        if self.fresh is None and line.cue in _OPENING and (line.cue != "document_title" or length >= _TITLE):
            self.fresh = number

    def closes(self, number: int, line: Line) -> bool:
        """Whether a plain line belongs to the end of its document: a conclusion, a formula, signature or date."""
        if not self._last_in_document(number) or (form := self.scanner.ending(self.text, line)) not in _OF_DOCUMENT:
            return False
        return form not in _SPOKEN or self._concludes(number)

    def _concludes(self, number: int) -> bool:
        """Whether a conclusion can stand here: after some text of the last section, before nothing but endings."""
        unit = self.stack.top
        bare = unit.stop in ("。", ";") or (unit.run is not None and unit.run.bare)
        if unit.container and not (unit.filled or unit.is_document or bare):
            return False
        more = signed = False  # text that is no ending; a signature, a date or thanks after all
        for line in self.lines[number + 1 : number + 1 + _END_LINES]:
            if line.first == line.end or line.cue in ARTEFACTS:
                continue
            if line.marks or line.cue in _OPENING:
                break
            form = self.scanner.ending(self.text, line)
            more = more or form not in _OF_DOCUMENT
            signed = signed or form in _SIGNED
        return signed or not more

    def _addressed(self, number: int) -> bool:
        """Whether recipients stand below a title: the one before has no date, and ended all the same."""
        below = (line for line in self.lines[number + 1 : number + 4] if line.first < line.end)
        return next((line.cue for line in below), None) == "main_recipients"

    def _named(self, line: Line) -> bool:
        """Whether a line is a title that the text has named before: 现将《…办法》印发给你们. Below 附件 it is its title.

        A title that a section names is what the section is about.
        """
        unit = self.stack.top
        if unit.is_document and unit.index >= 0 and not self.body:
            return False
        units = self.stack.units
        lead_in = units[self.first].start if self.first < len(units) else line.start
        return self._names.get(self.text[line.first : line.stop], line.start) < lead_in

    @cached_property
    def _names(self) -> dict[str, int]:
        """Every title in 《》, and where it is first named."""
        return {match[1]: match.start() for match in reversed(list(NAMED.finditer(self.text)))}

    def _amidst(self, line: Line) -> bool:
        """Whether sections of the document at hand go on after the line."""
        return any(self.outlook.goes_on(unit, line.start) for unit in self.stack.open if not unit.floating)

    def _last_in_document(self, number: int) -> bool:
        """Whether no more sections follow before the next document, so that a conclusion concludes (R10.4)."""
        following = self.outlook.next_strong_line(number)
        if following is None:
            return True
        mark = self.lines[following].marks[0]
        if mark.style.opens:
            return True
        run = self.stack.open[self.stack.document_depth].runs.get(mark.style.name)
        return mark.ordinal == 1 and run is not None and run.last >= 2
