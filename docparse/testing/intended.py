"""Documents that are written from their tree: a text, and the outline that a parser should find in it.

A tape of numbers makes every choice, so the same tape gives the same document, and a shorter tape, or one of smaller
numbers, a simpler one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from docparse.outline import outline_rows
from docparse.parser import Parser
from docparse.styles import IMPLICIT, Ordinal
from docparse.testing.mutators import Row
from docparse.testing.numbering import Printing, printings

_VERBS = "加强", "落实", "完善", "健全", "推进", "规范", "改进", "提高"
_OBJECTS = "组织领导", "安全管理", "工作责任", "业务培训", "日常巡查", "队伍建设", "宣传教育", "监督检查", "协调配合"
_SUBJECTS = "各单位", "全镇上下", "有关部门", "各村", "全体职工"
_ADVERBS = "认真", "切实", "及时", "主动", "扎实"
_KINDS = "通知", "方案", "报告", "意见"
_WIDE = str.maketrans("():,.;[] ", "（）：，．；［］　")
_DEEPEST = 4  # levels of structural numbers
TAPE = 160  # choices for one document; after them the simplest ones


@dataclass(frozen=True, slots=True)
class Intended:
    """A text with the outline that it was written from; `rows` are as `docparse.outline_rows` gives them.

    `heading` is given for a unit whose first line is its title, and None for all others.
    """

    text: str
    rows: tuple[Row, ...]

    def right(self, parser: Parser) -> int:
        """How many of its units the parser finds in their place, below the right parent."""
        found = {(row["start"], row["parent"]) for row in outline_rows(parser.parse(self.text).document)}
        return sum((row["start"], row["parent"]) in found for row in self.rows)

    def missed(self, parser: Parser) -> list[tuple[str, str]]:
        """Units that are found elsewhere or not at all, and what is found that was not intended: (line, what)."""
        found = {row["start"]: row for row in outline_rows(parser.parse(self.text).document)}
        wanted = {row["start"]: row for row in self.rows}
        missed = []
        for start in sorted(found.keys() | wanted.keys()):
            mine, theirs = wanted.get(start), found.get(start)
            line = self.text[start : start + 12].split("\n")[0]
            if mine is None or theirs is None:
                missed.append((line, "is no marker" if mine is None else "is not found"))
            elif mine["parent"] != theirs["parent"]:
                missed.append((line, f"hangs on {theirs['parent']}, not on {mine['parent']}"))
        return missed


class Tape:
    """Choices from a sequence of numbers; 0, the simplest, when it has run out."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = iter(numbers)

    def below(self, count: int) -> int:
        """A number from 0 to `count` - 1."""
        return next(self._numbers, 0) % count

    def chance(self, of: int) -> bool:
        """True once in `of` times; never when the tape has run out."""
        return self.below(of) == of - 1

    def among(self, things: Sequence[Any]) -> Any:
        """One of some things, the first when the tape has run out."""
        return things[self.below(len(things))]


def intended(parser: Parser, numbers: Sequence[int], plugin: str = "") -> Intended:
    """The document that a tape of numbers makes with the styles of the parser's grammar; with `plugin`, every other
    level has a style of that plugin, where it has any."""
    return _Writer(printings(parser), Tape(numbers), plugin).document()


def some(parser: Parser, count: int, seed: int = 0, plugin: str = "") -> Iterator[Intended]:
    """`count` documents; the same seed gives the same ones."""
    random = Random(seed)  # noqa: S311 - to repeat, not to be secret
    for _ in range(count):
        yield intended(parser, [random.randrange(1 << 16) for _ in range(TAPE)], plugin)


@dataclass(slots=True)
class _Writer:
    ways: Sequence[Printing]
    tape: Tape
    plugin: str = ""
    text: str = ""
    rows: list[Row] = field(default_factory=list)
    wide: bool = False
    indent: str = ""
    articles: int = 0  # of the document that is written: they number on through its divisions

    def document(self) -> Intended:
        tape = self.tape
        self.wide, self.indent = tape.chance(2), "　　" * tape.chance(3)
        opening = [way for way in self.ways if way.style.opens == "part"]
        count = 1 + tape.among((0, 0, 0, 0, 1, 2))
        way = tape.among(opening) if opening and tape.chance(2) else None
        ladder = self._ladder()
        if count > 1 and way is None and not ladder[0].style.numbered:
            count = 1
        for number in range(1, count + 1):
            self.articles = 0
            row = None
            if count > 1 and way is not None:
                row = self._open(way, number, -1)
                self.text += f"关于{self._topic()}的{tape.among(_KINDS)}\n"
                ladder = self._ladder()
            elif count > 1 or tape.chance(
                2
            ):  # one without a number is known by its title and the numbers that begin again
                row = self._title(number)
            # which document an attachment belongs to is not told by those that have no number
            self._body(row, ladder, attached=way is not None or count == 1)
            self._close(row)
        return Intended(self.text, tuple(self.rows))

    def _title(self, number: int) -> Row | None:
        start = len(self.text)
        title = f"关于{self._topic()}的{self.tape.among(_KINDS)}"
        row = self._add(start, "", None, IMPLICIT.name, -1, False) if number > 1 else None
        if row:
            row["heading"] = title
        self.text += title + "\n"
        return row

    def _body(self, above: Row | None, ladder: list[Printing], attached: bool) -> None:
        parent = above["start"] if above else -1
        if self.tape.chance(3):
            self._paragraph(parent)
        self._level(ladder, 0, above)
        if attached and self.tape.chance(5):
            self._attachments(parent)

    def _attachments(self, parent: int) -> None:
        ways = [way for way in self.ways if way.style.opens == "attachment"]
        if not ways:
            return
        way = self.tape.among(ways)
        for number in range(1, 2 + self.tape.below(2)):
            row = self._open(way, number, parent)
            self.text += f"\n{self._topic()}{self.tape.among(_KINDS)}\n"
            self.articles = 0
            self._level(self._ladder()[:2], 0, row)
            self._close(row)

    def _ladder(self) -> list[Printing]:
        """A way of printing for each level, the outermost first."""
        found: list[Printing] = []
        for _ in range(1 + self.tape.below(_DEEPEST)):
            fitting: dict[str, list[Printing]] = {}
            for way in self.ways:
                if not way.floating and not way.style.opens and _fits(way, found):
                    fitting.setdefault(way.style.name, []).append(way)
            if not fitting:
                break
            if self.plugin and self.tape.chance(2):
                own = {name: ways for name, ways in fitting.items() if ways[0].plugin == self.plugin}
                fitting = own or fitting
            style = self.tape.among(sorted(fitting, key=lambda name: (name != "han_dun", name)))
            found.append(self.tape.among(fitting[style]))
        return sorted(found, key=lambda way: rank(way))

    def _level(self, ladder: list[Printing], depth: int, above: Row | None) -> None:
        """The units of one level, each with what stands below it."""
        if depth >= len(ladder):
            return
        way, parent = ladder[depth], above["start"] if above else -1
        article = way.style.statute == "article"
        first = self.articles if article else 0
        count = min(2 + self.tape.among((0, 0, 1, 1, 2, 9)), len(way.markers) - first)
        for number in range(first + 1, first + count + 1):
            self.articles += article
            self.text += self.indent
            row = self._open(way, number, parent, above)
            # below an article a paragraph goes back to it
            short = any(other.style.statute for other in ladder[:depth])
            self._unit(row, way, alone=short)
            if depth + 1 < len(ladder) and (self.tape.chance(2) or ladder[depth + 1].style.statute):
                self._level(ladder, depth + 1, row)
            elif way.style.statute == "division":  # without a text it is an entry of a table of contents
                self._paragraph(row["start"])
            self._close(row)

    def _unit(self, row: Row, way: Printing, alone: bool) -> None:
        """The text of a unit's own lines; one alone has a single line."""
        kind = self.tape.below(6) if way.style.statute is None else 0
        start = row["start"]
        if way.style.statute == "article" or (kind == 1 and way.style.rank is not None):
            self.text += self._sentence() + "\n"
            return
        heading = self._topic()
        row["heading"] = heading
        self.text += heading
        if kind == 2:
            self.text += "。" + self._sentence() + "\n"
        elif kind == 3:
            self.text += "。"
            self._series(start, lines=False)
        else:
            self.text += "\n"
            if kind == 4 and not alone:
                self._paragraph(start)
            elif kind == 5 and not alone:
                self._series(start, lines=True)

    def _paragraph(self, parent: int) -> None:
        self.text += self.indent + self._sentence()
        if self.tape.chance(2):
            self._series(parent, lines=False)
        else:
            self.text += "\n"

    def _series(self, parent: int, *, lines: bool, outside: str = "") -> None:
        """A series of floating ordinals, inside the line or a line each; it ends its line."""
        ways = [way for way in self.ways if way.floating and way.markers[0][0] != outside]
        if not ways:
            self.text += "" if lines else "\n"
            return
        own = [way for way in ways if self.plugin and way.plugin == self.plugin]
        way = self.tape.among(own if own and self.tape.chance(2) else ways)
        count = min(2 + self.tape.below(3), len(way.markers))
        for number in range(1, count + 1):
            self.text += self.indent if lines else ""
            row = self._open(way, number, parent, inline=not lines)
            self.text += self._topic()
            if not lines and not outside and self.tape.chance(6):
                self.text += "。"
                self._series(row["start"], lines=False, outside=way.markers[0][0])
                self.text = self.text.removesuffix("\n")
            else:
                self.text += "。" if lines or number == count else "；"
            self.text += "\n" if lines else ""
            self._close(row)
        self.text += "" if lines else "\n"

    def _open(
        self, way: Printing, number: int, parent: int, above: Row | None = None, *, inline: bool = False
    ) -> Row:  # fmt: skip
        marker, ordinal = way.markers[number - 1], way.ordinal(number)
        if way.style.path and above is not None:
            marker, ordinal = f"{above['ordinal']}{marker}", [above["ordinal"], number]
        gap = way.gap
        if self.wide:
            marker, gap = marker.translate(_WIDE) if not way.style.path else marker, gap.translate(_WIDE)
        row = self._add(len(self.text), marker, ordinal, way.style.name, parent, inline)
        self.text += marker + gap
        return row

    def _add(self, start: int, marker: str, ordinal: Ordinal, style: str, parent: int, inline: bool) -> Row:
        row: Row = dict(start=start, marker=marker, ordinal=ordinal, style=style, parent=parent, inline=inline)  # noqa: C408
        row |= {"heading": None, "end": start}
        self.rows.append(row)
        return row

    def _close(self, row: Row | None) -> None:
        if row is not None:
            row["end"] = len(self.text.rstrip("\r\n"))

    def _topic(self) -> str:
        return str(self.tape.among(_VERBS) + self.tape.among(_OBJECTS))

    def _sentence(self) -> str:
        return f"{self.tape.among(_SUBJECTS)}{self.tape.among(_ADVERBS)}{self._topic()}，{self._topic()}。"


def rank(way: Printing) -> float:
    """Where the style nests; one without a rank inside all others."""
    return float("inf") if way.style.rank is None else way.style.rank


def _fits(way: Printing, ladder: list[Printing]) -> bool:
    """Whether a level of this style can stand below or above those that are chosen."""
    if any(rank(way) == rank(other) or _family(way) == _family(other) for other in ladder):
        return False
    return not way.style.path and not any(other.style.path for other in ladder)


def _family(way: Printing) -> str:
    return way.style.family or way.style.name
