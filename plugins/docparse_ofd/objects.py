"""Objects: the text objects of a page, character by character, where the page shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from math import atan2, cos, hypot, pi, radians, sin
from typing import NamedTuple

from docparse import Element, Limits, Typeface, refused
from docparse_ofd.parts import attribute, child, children, is_hidden, local, number, numbers

Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_CHARACTERS = 200_000  # of a page: far more than fit onto one
_BLOCKS = frozenset({"Layer", "PageBlock", "Content", "Appearance"})
_THIN, _LONG = 1.0, 5.0  # millimetres: a path that is a rule
_SIDES = 2  # upright rules of a table
_NESTED = 16  # composite objects in each other
_NO_GLYPH = "¤"  # what stands for a glyph that is no character
_WIDE = frozenset("WF")
_TWINS = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E))}
_BOLD_FROM = 600
_ASIDE, _BELOW = 0.2, 0.5  # em: how far a character of a column stands aside at most, and below at least


class Glyph(NamedTuple):
    """A character on a page: the origin of its glyph, its width along the line, the size of its type, its typeface.

    turn: quarter turns clockwise that it is rotated by; column: which column it stands in, 0 for none
    """

    char: str
    x: float
    y: float
    width: float
    size: float
    turn: int
    face: Typeface
    column: int = 0


@dataclass
class Resources:
    """What objects refer to by number: typefaces, and drawings made of other objects."""

    faces: dict[str, Typeface] = field(default_factory=dict)
    drawings: dict[str, Element] = field(default_factory=dict)


class Objects:
    """Reads the objects of one document. words: the text of each text object, by its number."""

    def __init__(self, name: str, limits: Limits, resources: Resources) -> None:
        self._name, self._limits, self._resources = name, limits, resources
        self._drawn: dict[str, list[Glyph]] = {}
        self._drawing: list[str] = []
        self._count = self._columns = 0
        self.words: dict[str, str] = {}

    def read(self, block: Element, matrix: Matrix = UPRIGHT) -> list[Glyph]:
        """The characters of all visible text objects in a layer, a block or the content of a page, in their order.

        LoadError DP-L001 for more than a page, or a file, can hold.
        """
        glyphs: list[Glyph] = []
        self._add(block, matrix, glyphs)
        self._count += len(glyphs)
        if self._count > self._limits.text:
            raise self._past(f"its text has more than {self._limits.text} characters")
        return glyphs

    def _past(self, reason: str) -> Exception:
        return refused("DP-L001", self._name, reason, "split it")

    def _add(self, block: Element, matrix: Matrix, glyphs: list[Glyph]) -> None:
        for element in _visible(block):
            match local(element):
                case "TextObject":
                    own = self._text(element, _within(element, matrix))
                    self.words[attribute(element, "ID")] = "".join([glyph.char for glyph in own])
                    glyphs += own
                case "CompositeObject":
                    inner = _within(element, matrix)
                    drawing = self._composite(attribute(element, "ResourceID"))
                    glyphs += (_placed(glyph, inner) for glyph in drawing)
                case name if name in _BLOCKS:
                    self._add(element, matrix, glyphs)
            if len(glyphs) > _CHARACTERS:
                raise self._past(f"a page has more than {_CHARACTERS} characters")

    def _composite(self, drawing: str) -> list[Glyph]:
        """The characters of a drawing, once for all places that show it; those of one that shows itself are none."""
        element = self._resources.drawings.get(drawing)
        if drawing not in self._drawn:
            if element is None or drawing in self._drawing or len(self._drawing) >= _NESTED:
                return []
            self._drawing.append(drawing)
            self._drawn[drawing] = self.read(element)
            self._drawing.pop()
        return self._drawn[drawing]

    def _text(self, element: Element, matrix: Matrix) -> list[Glyph]:
        size = number(attribute(element, "Size"), 3.0)
        scale = number(attribute(element, "HScale"), 1.0) or 1.0
        reading = radians(number(attribute(element, "ReadDirection")))
        turned = radians(number(attribute(element, "CharDirection")))
        face = self._resources.faces.get(attribute(element, "Font"), Typeface(""))
        if number(attribute(element, "Weight")) >= _BOLD_FROM:
            face = face._replace(bold=True)
        right = _along(matrix, cos(turned), sin(turned))
        stretch = hypot(*right)
        printed = hypot(*_along(matrix, -sin(turned), cos(turned))) * abs(size)
        turn = round(atan2(right[1], right[0]) / (pi / 2)) % 4
        glyphless = child(element, "CGTransform") is not None
        x = y = 0.0
        glyphs: list[Glyph] = []
        for code in children(element, "TextCode"):
            text = _characters(code)
            x, y = number(attribute(code, "X"), x), number(attribute(code, "Y"), y)
            widths = [abs(size) * scale * (1.0 if _is_wide(char) else 0.5) for char in text]
            a, b, c, d, e, f = matrix
            places = [(a * x + c * y + e, b * x + d * y + f) for x, y in _origins(code, x, y, widths, reading)]
            column = self._column(places, printed) if turn == 0 else 0
            glyphs += [
                Glyph(char, right, down, width * stretch, printed, turn, face, column)
                for char, width, (right, down) in zip(text, widths, places, strict=True)
                if not (glyphless and char == _NO_GLYPH)
            ]
        return glyphs

    def _column(self, places: Sequence[tuple[float, float]], size: float) -> int:
        """A new number for characters that stand below one another; 0 for others."""
        steps = [(other[0] - one[0], other[1] - one[1]) for one, other in pairwise(places)]
        if not steps or any(abs(aside) > _ASIDE * size or down < _BELOW * size for aside, down in steps):
            return 0
        self._columns += 1
        return self._columns


def rules(contents: Iterable[Element]) -> list[tuple[float, float, float]]:
    """The horizontal rules of a page with a table, as of `Page.rules`.

    A table has upright ones, too. The rules above and below the imprint (版记) of every official document are none of
    a table.
    """
    level, uprights = list[tuple[float, float, float]](), 0
    for left, top, width, height in (found for content in contents for found in _paths(content)):
        if height <= _THIN and width >= _LONG:
            level.append((top + height / 2, left, left + width))
        uprights += width <= _THIN and height >= _LONG
    return level if uprights >= _SIDES else []


def _paths(block: Element) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of the visible paths in the content of a page."""
    for element in _visible(block):
        if local(element) == "PathObject":
            yield box(attribute(element, "Boundary"))
        elif local(element) in _BLOCKS:
            yield from _paths(element)


def shows_something(block: Element) -> bool:
    """Whether the content of a page shows pictures or outlines, which may be those of a text."""
    return any(
        local(element) in ("ImageObject", "PathObject") or (local(element) in _BLOCKS and shows_something(element))
        for element in _visible(block)
    )


def _visible(block: Element) -> Iterator[Element]:
    return (element for element in block if not is_hidden(element))


def read_resources(root: Element, resources: Resources) -> None:
    """Adds what a part with resources defines."""
    for font in (font for fonts in children(root, "Fonts") for font in children(fonts, "Font")):
        family = attribute(font, "FamilyName") or attribute(font, "FontName")
        bold = attribute(font, "Bold").lower() in ("true", "1") or "bold" in attribute(font, "FontName").lower()
        resources.faces[attribute(font, "ID")] = Typeface(family.lower(), bold)
    for units in children(root, "CompositeGraphicUnits"):
        for unit in children(units, "CompositeGraphicUnit"):
            resources.drawings[attribute(unit, "ID")] = unit


def box(text: str) -> tuple[float, float, float, float]:
    """Left, top, width and height of a box; zeros for what is missing."""
    left, top, width, height = (numbers(text) + [0.0] * 4)[:4]
    return left, top, width, height


def _characters(code: Element) -> str:
    text = "".join(code.itertext())
    if "\n" in text or "\r" in text:  # it is set in lines of its own by a writer that indents
        text = "".join(line.strip() for line in text.splitlines())
    return text.translate(_TWINS).replace("\t", " ")


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in _WIDE or char in "“”‘’—…·"


def _origins(code: Element, x: float, y: float, widths: list[float], reading: float) -> Iterator[tuple[float, float]]:
    """Where each character of a TextCode begins: as its offsets say, and side by side behind the last of them."""
    right, down = attribute(code, "DeltaX"), attribute(code, "DeltaY")
    steps = list(zip_longest(_offsets(right, len(widths)), _offsets(down, len(widths)), fillvalue=0.0))
    along, below = cos(reading), sin(reading)
    steps += [(width * along, width * below) for width in widths[len(steps) :]]
    for across, under in steps:
        yield x, y
        x, y = x + across, y + under


def _offsets(text: str, most: int) -> list[float]:
    """The offsets of an array, in which `g 3 5.6` stands for 5.6 5.6 5.6."""
    if "g" not in text and "G" not in text:
        return [number(item) for item in text.split()[:most]]
    offsets: list[float] = []
    items = iter(text.split())
    for item in items:
        if len(offsets) >= most:
            break
        if item.lower() == "g":
            count, value = number(next(items, "")), number(next(items, ""))
            offsets += [value] * max(0, min(int(count), most - len(offsets)))
        else:
            offsets.append(number(item))
    return offsets


def _within(element: Element, outer: Matrix) -> Matrix:
    """The matrix of what is in an object: its own, then the place of its box, then that of what it stands in."""
    left, top, _, _ = box(attribute(element, "Boundary"))
    own = numbers(attribute(element, "CTM"))
    inner = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else UPRIGHT
    a, b, c, d, e, f = inner
    return _compose(outer, (a, b, c, d, e + left, f + top))


def _compose(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    return (*_along(outer, a, b), *_along(outer, c, d), *_at(outer, e, f))


def _along(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A direction as the matrix shows it."""
    a, b, c, d, _, _ = matrix
    return a * x + c * y, b * x + d * y


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A place as the matrix shows it."""
    right, down = _along(matrix, x, y)
    return right + matrix[4], down + matrix[5]


def _placed(glyph: Glyph, matrix: Matrix) -> Glyph:
    """A character of a drawing where an object shows it."""
    right, down = _along(matrix, 1.0, 0.0), _along(matrix, 0.0, 1.0)
    x, y = _at(matrix, glyph.x, glyph.y)
    turn = (glyph.turn + round(atan2(right[1], right[0]) / (pi / 2))) % 4
    return glyph._replace(x=x, y=y, width=glyph.width * hypot(*right), size=glyph.size * hypot(*down), turn=turn)
