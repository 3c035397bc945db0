"""Lines: the characters of a page put together to lines, from left to right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from docparse import PageLine, Typeface, emphasise
from docparse_ofd.objects import Glyph

_ASCENT, _DESCENT = 0.88, 0.12  # of the size of type, above and below the line that it stands on
_LEVEL = 0.35  # em that two characters of a line stand higher or lower at most
_APART, _BLANK = 1.2, 0.6  # em: a gap between what stands apart in a line; one that is a blank
_EVEN, _SPACED = 0.15, 4.0  # em: gaps that differ by less, and are no wider, are letter-spacing
_SAME = 0.15  # em: one character printed again so near makes it bold


@dataclass
class Line:
    """A line of a page: stretches in one typeface, and its box."""

    pieces: list[tuple[str, Typeface]]
    left: float
    top: float
    right: float
    bottom: float
    size: float

    def shown(self, body: Typeface) -> PageLine:
        """The line for pagination. body: the typeface of the document"""
        return PageLine(emphasise(self.pieces, body), self.left, self.top, self.right, self.bottom, self.size)

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)


def upright(glyphs: Sequence[Glyph], width: float, height: float) -> tuple[list[Glyph], float, float]:
    """The characters of a page, and its size, turned so that most of them stand upright."""
    turns = Counter(glyph.turn for glyph in glyphs)
    turn = turns.most_common(1)[0][0] if turns else 0
    if turn == 0:
        return list(glyphs), width, height
    turned = [
        glyph._replace(x=x, y=y, turn=(glyph.turn - turn) % 4)
        for glyph in glyphs
        for x, y in [_turned(glyph.x, glyph.y, turn, width, height)]
    ]
    return turned, *((height, width) if turn % 2 else (width, height))


def read_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page. What is turned against it, or set from top to bottom, is a line of its own."""
    lines: list[Line] = []
    level: list[Glyph] = []
    for (turn, column), stretch in groupby(glyphs, key=lambda glyph: (glyph.turn, glyph.column)):
        if turn or column:
            lines.append(_column(list(stretch)))
        else:
            level += stretch
    for row in _rows(level):
        lines += (_line(part) for part in _parts(row))
    return [line for line in lines if line.text.strip()]


def _turned(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    if turn == 1:
        return y, width - x
    return (width - x, height - y) if turn == 2 else (height - y, x)


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """The characters that stand on one line, from left to right; what is printed twice only once."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        below = glyph.y - row[0].y if row else 0.0
        if below and below > _LEVEL * max(glyph.size, row[0].size):
            yield _single(row)
            row = []
        row.append(glyph)
    if row:
        yield _single(row)


def _single(row: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.x):
        if not (kept and glyph.x - kept[-1].x < _SAME * glyph.size and _is_there(glyph, kept[-3:])):
            kept.append(glyph)
    return kept


def _is_there(glyph: Glyph, beside: list[Glyph]) -> bool:
    return any(other.char == glyph.char and glyph.x - other.x < _SAME * glyph.size for other in beside)


def _parts(row: list[Glyph]) -> Iterator[list[Glyph]]:
    """The stretches of a row with wide gaps between them, and a blank for each narrow gap."""
    gaps = [(other.x - one.x - one.width) / (max(one.size, other.size) or 1.0) for one, other in pairwise(row)]
    part = row[:1]
    for place, (gap, glyph) in enumerate(zip(gaps, row[1:], strict=True)):
        if gap > _BLANK and not _is_even(gaps, place):
            if gap > _APART:
                yield part
                part = []
            elif not part[-1].char.isspace() and not glyph.char.isspace():
                part.append(part[-1]._replace(char=" ", x=part[-1].x + part[-1].width))
        part.append(glyph)
    if part:
        yield part


def _is_even(gaps: list[float], place: int) -> bool:
    """Whether a gap is one of several alike, by which the letters of a title are spaced."""
    beside = [gaps[at] for at in (place - 1, place + 1) if 0 <= at < len(gaps)]
    return gaps[place] < _SPACED and any(abs(gap - gaps[place]) < _EVEN for gap in beside)


def _line(glyphs: list[Glyph]) -> Line:
    size = max(glyph.size for glyph in glyphs)
    base = max(glyph.y for glyph in glyphs)
    right = max(glyph.x + glyph.width for glyph in glyphs)
    return Line(_pieces(glyphs), glyphs[0].x, base - _ASCENT * size, right, base + _DESCENT * size, size)


def _column(glyphs: list[Glyph]) -> Line:
    size = max(glyph.size for glyph in glyphs)
    left, right = min(glyph.x for glyph in glyphs), max(glyph.x for glyph in glyphs) + size
    top, bottom = min(glyph.y for glyph in glyphs), max(glyph.y for glyph in glyphs)
    return Line(_pieces(glyphs), left, top - _ASCENT * size, right, bottom + _DESCENT * size, size)


def _pieces(glyphs: Iterable[Glyph]) -> list[tuple[str, Typeface]]:
    return [("".join(glyph.char for glyph in run), face) for face, run in groupby(glyphs, key=lambda glyph: glyph.face)]
