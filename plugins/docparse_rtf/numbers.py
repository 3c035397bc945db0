"""Numbers: what automatic numbering prints, for files in which the markers themselves are not written out."""

from __future__ import annotations

from dataclasses import dataclass, field

from docparse import renumber

# \levelnfc: a marker in the glyphs that it is written in
_GLYPHS = {
    0: "1", 10: "一", 11: "一", 14: "１", 18: "①", 19: "１", 26: "⒈", 27: "⑴", 28: "①", 29: "㈠",
    33: "一", 34: "壹", 35: "一", 36: "一", 37: "一", 38: "壹", 39: "一",
}  # fmt: skip
_STEMS, _BRANCHES, _LETTERS = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥", "abcdefghijklmnopqrstuvwxyz"
_SERIES = {3: _LETTERS.upper(), 4: _LETTERS, 30: _STEMS, 31: _BRANCHES}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_UPPER_ROMAN, _LOWER_ROMAN, _PADDED, _BULLET, _NONE = 1, 2, 22, 23, 255
_LEVELS = 9
_LARGEST = 9999


def written(number: int, form: int) -> str:
    """A number in a form of \\levelnfc; in digits where that form has none of it."""
    if form in (_BULLET, _NONE):
        return ""
    if form == _PADDED:
        return f"{number:02}"
    if form in _SERIES and number > 0:
        series = _SERIES[form]
        return series[(number - 1) % len(series)] * ((number - 1) // len(series) + 1)
    if form in (_UPPER_ROMAN, _LOWER_ROMAN) and number > 0:
        return _roman(number) if form == _UPPER_ROMAN else _roman(number).lower()
    return renumber(_GLYPHS.get(form, "1"), number) or str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


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
            written(reached.get(ord(char), 1), levels[ord(char)].form) if ord(char) <= depth else char
            for char in levels[depth].text
            if ord(char) <= depth or ord(char) >= _LEVELS
        )
