"""Fields: which of the text between their marks is an instruction, and what the instructions say of their results."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_LONGEST = 200  # characters of an instruction: what follows says no more
_PAGE_REFERENCE = re.compile(r"\s*PAGEREF\b", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    """A complex field that is open. instructs: what comes now is instruction, and not result; contents: it is a TOC"""

    instruction: str = ""
    instructs: bool = True
    contents: bool = False


class Fields:
    """The complex fields that are open at a place of a story, the innermost last.

    muted: how many of them instruct at this place; where any does, its text is none of the document
    """

    def __init__(self) -> None:
        self.muted = 0
        self._open: list[_Field] = []
        self._contents = 0  # tables of contents among them

    def begin(self) -> None:
        self._open.append(_Field())
        self.muted += 1

    def instruct(self, text: str) -> None:
        """Adds to the instruction of the innermost field."""
        if self._open:
            field = self._open[-1]
            if len(field.instruction) < _LONGEST:
                field.instruction += text[:_LONGEST]

    def separate(self) -> str:
        """The result of the innermost field begins. Answers its instruction, "" where no field is open."""
        if not self._open:
            return ""
        field = self._open[-1]
        self.muted -= field.instructs
        field.instructs = False
        if not field.contents and _CONTENTS.match(field.instruction):
            field.contents = True
            self._contents += 1
        return field.instruction

    def end(self) -> None:
        """The innermost field ends."""
        if self._open:
            field = self._open.pop()
            self.muted -= field.instructs
            self._contents -= field.contents

    def end_paragraph(self) -> None:
        """An instruction that does not end with its paragraph is damaged: it must not swallow the text after it."""
        self._open = [one for one in self._open if not one.instructs]
        self.muted = 0

    def is_entry(self, instruction: str) -> bool:
        """Whether the result of a field at this place belongs to an entry of a table of contents."""
        return self._contents > 0 and _PAGE_REFERENCE.match(instruction) is not None


def is_page_number(instruction: str) -> bool:
    """Whether a field with this instruction shows the number of a page, or how many there are."""
    return _PAGE.match(instruction) is not None
