"""Emphasis: which runs of a paragraph stand out from the rest of it."""

from __future__ import annotations

from docparse import Run
from docparse_docx.inline import Piece


def set_runs(pieces: list[Piece]) -> str | list[Run]:
    """Pieces as the text of a paragraph: what is bold, or in a stronger typeface than the rest, is in emphasis."""
    if len(pieces) == 1:
        text, face = pieces[0]
        return [Run(text, True)] if face.bold else text
    usual = _usual_strength(pieces)
    joined: list[Run] = []
    before: bool | None = None
    emphasised = False
    for text, face in pieces:
        emphasis = face.bold or (face.strength > usual and not text.isascii())
        if emphasis is before:
            joined[-1] = Run(joined[-1].text + text, emphasis)
        else:
            joined.append(Run(text, emphasis))
            before = emphasis
            emphasised = emphasised or emphasis
    return joined if emphasised else joined[0].text


def _usual_strength(pieces: list[Piece]) -> int:
    """How strong the typeface is that the paragraph is set in.

    Most of it tells, or its end: a heading that runs in, and may be longer than the text, stands before it.
    """
    first = pieces[0][1].strength
    if all(face.strength == first for _, face in pieces):
        return first
    lengths = [0, 0, 0]
    last = 0
    for text, face in pieces:
        if not text.isascii():  # the East Asian typeface shows in nothing else
            lengths[face.strength] += len(text)
            last = face.strength
    return min(lengths.index(max(lengths)), last)
