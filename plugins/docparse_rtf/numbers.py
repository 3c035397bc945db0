"""Numbers: what automatic numbering prints, for files in which the markers themselves are not written out."""

from __future__ import annotations

from dataclasses import dataclass, field

from docparse import write_number

# \levelnfc: the formats of OOXML by the numbers that they had before it
_FORMATS = dict(enumerate((
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText", "hex",
    "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth",
    "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2", "aiueoFullWidth",
    "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop", "decimalEnclosedParen",
    "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional", "ideographZodiac",
    "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional", "taiwaneseCountingThousand",
    "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified", "chineseCountingThousand", "decimal",
    "koreanDigital", "koreanCounting", "koreanLegal", "koreanDigital2",
))) | {57: "numberInDash", 58: "russianLower", 59: "russianUpper", 255: "none"}  # fmt: skip
_LEVELS = 9
_LARGEST = 9999


@dataclass
class Level:
    """A level of a list: its form, its first number, and its text, in which the numbers of levels stand as \\0 to \\x08."""

    form: int = 0
    first: int = 1
    text: str = ""


@dataclass
class Numbering:
    """The lists of a file, and how far each of them has come.

    lists: levels by the number of their list; chosen: the list of each \\ls; starts: first numbers by \\ls and level
    """

    lists: dict[int, list[Level]] = field(default_factory=dict)
    chosen: dict[int, int] = field(default_factory=dict)
    starts: dict[tuple[int, int], int] = field(default_factory=dict)
    _reached: dict[int, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[int, int]] = field(default_factory=set)

    def marker(self, chosen: int, depth: int) -> str:
        """The marker of the next paragraph of \\ls `chosen` at level `depth`; "" when there is no such list."""
        name = self.chosen.get(chosen)
        levels = self.lists.get(name, []) if name is not None else []
        if name is None or not 0 <= depth < min(len(levels), _LEVELS):
            return ""
        reached = self._reached.setdefault(name, {})
        for deeper in [level for level in reached if level > depth]:
            del reached[deeper]
        for level in range(depth):
            reached.setdefault(level, levels[level].first)
        start = self.starts.get((chosen, depth))
        if start is not None and (chosen, depth) not in self._begun:
            self._begun.add((chosen, depth))
            reached[depth] = start
        else:
            reached[depth] = min(reached.get(depth, levels[depth].first - 1) + 1, _LARGEST)
        return self._shown(levels, reached, depth)

    def _shown(self, levels: list[Level], reached: dict[int, int], depth: int) -> str:
        return "".join(
            _written(reached.get(ord(char), 1), levels[ord(char)].form) if ord(char) <= depth else char
            for char in levels[depth].text
            if ord(char) <= depth or ord(char) >= _LEVELS
        )


def _written(number: int, form: int) -> str:
    return write_number(number, _FORMATS.get(form, "decimal"))
