"""How the markers of each style are printed: found from the regular expression of their terminal and their reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from docparse.grammar import Terminal
from docparse.numerals import han
from docparse.parser import Parser
from docparse.styles import NEXT, Ordinal, Style
from docparse.testing.samples import spell

SERIES = 5  # how far each way of printing counts at the least
_SPELLINGS = 120  # tries for one terminal
_MOST = 6  # ways of printing that are kept of one terminal
_TEXT = "加强学习"  # what stands after a marker
_GLYPHS = (
    *map(list, ("①②③④⑤⑥⑦⑧⑨⑩", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ")),
    *map(list, ("壹贰叁肆伍陆柒捌玖拾", "甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJ", "abcdefghij", "❶❷❸❹❺❻❼❽❾❿")),
    [han(number) for number in range(1, 31)], [str(number) for number in range(1, 31)],
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"],
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"],
)  # fmt: skip
_NUMERAL = re.compile(
    "[0-9]+|[一二三四五六七八九十]+|[ivx]+|[IVX]+|[a-jA-J]|[" + "".join(map("".join, _GLYPHS[:6])) + "甲-癸❶-❿]"
)


@dataclass(frozen=True, slots=True)
class Printing:
    """One way in which a style prints its markers, folded.

    markers: the marker for each number from 1; of a path style what stands after the number of the unit above
    gap: what must stand between the marker and a text
    plugin: whose fragment has the terminal
    """

    style: Style
    terminal: Terminal
    plugin: str
    markers: tuple[str, ...]
    gap: str = ""

    @property
    def floating(self) -> bool:
        """Whether it may stand inside a line."""
        return self.terminal.rule == "floating"

    def ordinal(self, number: int) -> Ordinal:
        """What the parser reads in the marker with this number; None for a bullet."""
        return number if self.style.numbered else None


@lru_cache(maxsize=8)
def printings(parser: Parser) -> tuple[Printing, ...]:
    """Every way in which the styles of the composed grammar print a series; those of one terminal stand together.

    What is looked for only in text that lost its breaks, and what a line or a title must surround, has none here.
    """
    found: list[Printing] = []
    for terminal in parser.grammar.of("marker", "floating"):
        style = parser.scanner.styles[terminal.alias]
        if terminal.flat or style.trailing:
            continue
        plugin = owner(parser, terminal)
        ways = dict.fromkeys(_ways(terminal, style))
        found += [Printing(style, terminal, plugin, markers, gap) for markers, gap in list(ways)[:_MOST]]
    return tuple(found)


def owner(parser: Parser, terminal: Terminal) -> str:
    """The plugin whose fragment defines a terminal."""
    definition = re.compile(rf"(?m)^{re.escape(terminal.name)}(\.-?[0-9]+)?[ \t]*:")
    return next((name for name, text in parser.grammar.fragments if definition.search(text)), "")


def _ways(terminal: Terminal, style: Style) -> Iterator[tuple[tuple[str, ...], str]]:
    pattern = re.compile(terminal.regexp)
    random = Random(terminal.name)  # noqa: S311 - to repeat, not to be secret
    spelled = {spell(terminal.regexp, random).strip(" \t") for _ in range(_SPELLINGS)}
    spelled -= {marker for marker in spelled if "\t" in marker or " " in marker} if len(spelled) > 1 else set()
    reads = _Reader(pattern, style)
    for gap in ("", " "):
        found = False
        for markers in _series(reads, sorted(spelled, key=lambda marker: (len(marker), marker)), gap):
            found = True
            yield markers, gap
        if found:  # a blank only where there must be one
            return


def _series(reads: _Reader, spelled: list[str], gap: str) -> Iterator[tuple[str, ...]]:
    """The series that can be made of markers as they were spelled."""
    if not reads.style.numbered:
        yield from ((marker,) * SERIES for marker in spelled if reads.ordinal(marker, gap) is None)
    elif reads.style.path:
        yield from filter(None, (_branched(reads, marker, gap) for marker in spelled))
    else:
        counted = [
            _counted(reads, marker[: numeral.start()], numeral[0], marker[numeral.end() :], gap)
            for marker in spelled
            for numeral in _NUMERAL.finditer(marker)
            if not marker[numeral.end() : numeral.end() + 1].isascii() or not marker[numeral.end() :][:1].isalnum()
        ]
        yield from filter(None, counted if any(counted) else [_words(reads, spelled, gap)])


class _Reader:
    def __init__(self, pattern: re.Pattern[str], style: Style) -> None:
        self.pattern, self.style = pattern, style

    def matches(self, marker: str, gap: str) -> bool:
        match = self.pattern.match(marker + gap + _TEXT)
        return bool(marker and match and match.end() in (len(marker), len(marker + gap)))

    def ordinal(self, marker: str, gap: str) -> object:
        """The number of a marker as the parser reads it; -1 where the terminal does not match just this."""
        return self.style.ordinal(marker) if self.matches(marker, gap) else -1


def _counted(reads: _Reader, before: str, numeral: str, after: str, gap: str) -> tuple[str, ...]:
    """The marker with each number, in the glyphs of the one that it has; () when it does not count from 1 on."""
    for glyphs in _GLYPHS:
        if numeral not in glyphs:
            continue
        markers = []
        for number, glyph in enumerate(glyphs, 1):
            if reads.ordinal(before + glyph + after, gap) != number:
                break
            markers.append(before + glyph + after)
        if len(markers) >= SERIES:
            return tuple(markers)
    return ()


def _branched(reads: _Reader, marker: str, gap: str) -> tuple[str, ...]:
    """What follows the number of the unit above, for each number: .1 .2 .3 of 4.1."""
    runs = list(re.finditer("[0-9]+", marker))
    if len(runs) != 2 or runs[0].start() > 0:
        return ()
    between, after = marker[runs[0].end() : runs[1].start()], marker[runs[1].end() :]
    markers = tuple(f"{between}{number}{after}" for number in range(1, SERIES + 1))
    return markers if all(reads.ordinal(f"1{m}", gap) == [1, n] for n, m in enumerate(markers, 1)) else ()


def _words(reads: _Reader, spelled: list[str], gap: str) -> tuple[str, ...]:
    """A series of words: 首先 其次 再次, or one that counts on without a number."""
    numbers: dict[int, str] = {}
    for marker in spelled:
        number = reads.ordinal(marker, gap)
        if isinstance(number, int):
            numbers.setdefault(number, marker)
    if 1 not in numbers:
        return ()
    series = [numbers[1]]
    while (following := numbers.get(len(series) + 1) or numbers.get(NEXT)) and len(series) < SERIES:
        series.append(following)
    return tuple(series) if len(series) > 1 else ()
