"""Notes: footnotes and endnotes, numbered in the order in which the text refers to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docparse import Element, write_number
from docparse_docx.names import W

_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}  # so that [1] and [i] are told apart, as in Word
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True, slots=True)
class Note:
    """A note that is due. mark: "" for one whose text has a mark of its own, or that nothing refers to"""

    kind: str
    number: int
    mark: str
    element: Element


class Notes:
    """The notes of a document."""

    def __init__(self, **roots: Element | None) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        for kind, root in roots.items():
            for element in root if root is not None else ():
                if element.tag == W + kind and element.get(W + "type") not in _SEPARATORS:
                    self._elements[kind, element.get(W + "id", "")] = element
        self._numbers = dict.fromkeys(_FORMS, 0)
        self.due: list[Note] = []

    def refer(self, kind: str, note_id: str, marked: bool) -> str:
        """The mark of a reference to a note, "" if its own mark follows; the note is due after the paragraph."""
        element = self._elements.pop((kind, note_id), None)
        if element is None:
            return ""
        self._numbers[kind] += 1
        mark = f"[{write_number(self._numbers[kind], _FORMS[kind])}]" if marked else ""
        self.due.append(Note(kind, self._numbers[kind], mark, element))
        return mark

    def drop(self, kind: str, note_id: str) -> None:
        """A reference was deleted, and the note with it."""
        self._elements.pop((kind, note_id), None)

    def take(self) -> list[Note]:
        """The notes that are due, once."""
        taken, self.due = self.due, []
        return taken

    def rest(self) -> Iterator[Note]:
        """The notes that nothing in the text refers to, and those that they refer to."""
        while self._elements or self.due:
            if self.due:  # what one of them refers to
                yield from self.take()
                continue
            kind, note_id = next(iter(self._elements))
            element = self._elements.pop((kind, note_id))
            self._numbers[kind] += 1
            yield Note(kind, self._numbers[kind], "", element)
