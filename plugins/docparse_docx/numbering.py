"""Numbering: the marker that Word prints before a paragraph with automatic numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docparse import Element, write_number
from docparse_docx.names import RPR, VAL, W
from docparse_docx.styles import ParagraphStyle, Styles, is_on, number_in, read_int
from docparse_docx.symbols import write_bullet

_LEVEL, _ILVL = W + "lvl", W + "ilvl"
_ABSTRACT_ID, _NUM_ID = W + "abstractNumId", W + "numId"
_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_SUFFIXES = {"tab": " ", "space": " ", "nothing": ""}  # a tab inside a line would look like a row of a table
_OFF = "0"  # the numId of a paragraph that has no number whatever its style says


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list, as a w:lvl defines it.

    restart: the level, counted from 1, whose numbers let this one begin again; None for any above it, 0 for never
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    text: str = ""
    suffix: str = " "
    restart: int | None = None
    legal: bool = False
    style: str = ""
    font: str = ""


@dataclass(slots=True)
class List:
    """A list that paragraphs can belong to: a w:num.

    counter: what its numbers are counted with; lists of one definition go on with each other's numbers
    starts: where a level begins when this list is met first
    """

    counter: str
    levels: list[Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        for element in root if root is not None else ():
            if element.tag == W + "abstractNum":
                self._abstract.setdefault(element.get(_ABSTRACT_ID, ""), element)
            elif element.tag == W + "num":
                self._nums.setdefault(element.get(_NUM_ID, ""), element)
        self._bearers = {style: key for key, element in self._abstract.items() if (style := _links(element))}
        self._lists: dict[str, List | None] = {}

    def find(self, num_id: str) -> List | None:
        """The list with this numId, if there is one."""
        if num_id not in self._lists:
            self._lists[num_id] = self._resolve(num_id)
        return self._lists[num_id]

    def place(self, style: ParagraphStyle, num_id: str | None, level: int | None) -> tuple[str, int] | None:
        """The numId and the level of a paragraph, from its style and what itself says; None if it has no number."""
        named = num_id if num_id is not None else style.num_id
        if named is None or named == _OFF:
            return None
        found = self.find(named)
        if found is None:
            return None
        if level is None:
            level = _bound(found.levels, style.ids)
        if level is None:
            level = style.level or 0
        return (named, level) if 0 <= level < len(found.levels) else None

    def _resolve(self, num_id: str) -> List | None:
        num = self._nums.get(num_id)
        counter = self._definition(num)
        if num is None or counter is None:
            return None
        levels = [Level()] * _LEVELS
        _define(levels, self._abstract[counter])
        starts = {}
        for override in num.iterchildren(W + "lvlOverride"):
            level = read_int(override.get(_ILVL))
            if level is None or not 0 <= level < _LEVELS:
                continue
            _define(levels, override, level)
            start = number_in(override, W + "startOverride")
            if start is not None:
                starts[level] = start
                levels[level] = replace(levels[level], start=start)
        return List(counter, levels, starts)

    def _definition(self, num: Element | None) -> str | None:
        """The id of the abstractNum that holds the levels: a list style leads to it by way of another list."""
        for _ in range(_LEVELS):
            reference = num.find(_ABSTRACT_ID) if num is not None else None
            found = reference.get(VAL, "") if reference is not None else ""
            if found not in self._abstract:
                return None
            link = self._abstract[found].find(W + "numStyleLink")
            if link is None:
                return found
            style = link.get(VAL, "")
            if style in self._bearers:
                return self._bearers[style]
            num = self._nums.get(self._styles.numbering_of(style) or "")
        return None


class Counter:
    """The numbers of one story (the text, or a header) so far."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._values: dict[str, list[int | None]] = {}
        self._begun = set[tuple[str, int]]()

    def marker(self, num_id: str, level: int) -> str:
        """The marker of the next paragraph at this place, and what stands between it and the text."""
        found = self._numbering.find(num_id)
        assert found is not None  # Numbering.place has seen it
        values = self._values.setdefault(found.counter, [None] * _LEVELS)
        begins = level in found.starts and (num_id, level) not in self._begun
        self._begun.add((num_id, level))
        value = values[level]
        values[level] = found.levels[level].start if begins or value is None else value + 1
        for lower in range(level + 1, _LEVELS):
            restart = found.levels[lower].restart
            if restart is None or restart > lower or level < restart:
                values[lower] = None
        return _write(found.levels, level, values)


def _write(levels: list[Level], level: int, values: Sequence[int | None]) -> str:
    own = levels[level]
    if own.form == "bullet":
        text = write_bullet(own.text, own.font)
    else:
        text = _PLACE.sub(lambda place: _number(levels, int(place[1]) - 1, level, values), own.text)
    return text + own.suffix if text.strip() else ""


def _number(levels: list[Level], named: int, level: int, values: Sequence[int | None]) -> str:
    if named > level:
        return ""
    value, definition = values[named], levels[named]
    number = definition.start if value is None else value
    legal = levels[level].legal and definition.form not in ("none", "bullet")
    if definition.form == "custom" and not legal:
        return _write_custom(number, definition.pattern)
    return write_number(number, "decimal" if legal else definition.form)


def _write_custom(number: int, pattern: str) -> str:
    """A number in a format that lists the first ones: "001, 002, 003, ..."."""
    signs = [sign.strip() for sign in pattern.split(",")]
    if signs[-1].strip(".…") == "":
        signs.pop()
    if signs and signs[0].isdecimal():
        return str(number).zfill(len(signs[0]))
    return signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _bound(levels: list[Level], ids: tuple[str, ...]) -> int | None:
    """The level that is bound to a style, or to the nearest one it is based on."""
    bound = {level.style: number for number, level in enumerate(levels) if level.style}
    return next((bound[style] for style in ids if style in bound), None)


def _links(abstract: Element) -> str | None:
    link = abstract.find(W + "styleLink")
    return link.get(VAL) if link is not None else None


def _define(levels: list[Level], parent: Element, only: int | None = None) -> None:
    """Enters the w:lvl elements of `parent` into `levels`."""
    for element in parent.iterchildren(_LEVEL):
        number = read_int(element.get(_ILVL)) if only is None else only
        if number is not None and 0 <= number < _LEVELS:
            levels[number] = _read_level(element, overrides=only is not None)


def _read_level(element: Element, overrides: bool) -> Level:
    form = next(element.iter(W + "numFmt"), None)  # the first: Word wraps the newest formats in alternatives
    text, legal = element.find(W + "lvlText"), element.find(W + "isLgl")
    fonts = element.find(f"{RPR}/{W}rFonts")
    style = element.find(W + "pStyle")
    start = number_in(element, W + "start")
    suffix = element.find(W + "suff")
    return Level(
        start=0 if start is None else start,
        form=form.get(VAL, "decimal") if form is not None else "decimal",
        pattern=form.get(W + "format", "") if form is not None else "",
        text=text.get(VAL, "") if text is not None and not is_on(text, W + "null", missing=False) else "",
        suffix=_SUFFIXES.get(suffix.get(VAL, "tab"), " ") if suffix is not None else " ",
        restart=None if overrides else number_in(element, W + "lvlRestart"),  # Word does not heed it in an override
        legal=legal is not None and is_on(legal, VAL),
        style=style.get(VAL, "") if style is not None else "",
        font=(fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else "",
    )
