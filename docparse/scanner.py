"""The scanner: lines with their markers and form cues, found by what the composed grammar spells.

It is derived from the grammar and finds what Lark's own lexer finds, at the
places where a marker may stand: at a line start, and after a clause boundary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from docparse.firsts import first_chars
from docparse.grammar import Grammar, Terminal
from docparse.script import ScriptFold
from docparse.source import SourceText, split_lines
from docparse.styles import Ordinal, Style, styles_of

LINE_START, CLAUSE_END, CLAUSE_PAUSE, BLANK = "line_start", "clause_end", "clause_pause", "blank"


class Mark:
    """A place where the grammar sees a marker; whether it is one, the series decides.

    start, end: of the marker as printed, without blanks around it
    boundary: what stands before it: a line start, the end of a clause, or a pause
    """

    __slots__ = ("boundary", "end", "floating", "line", "ordinal", "start", "style", "weak")

    def __init__(
        self, start: int, end: int, style: Style, ordinal: Ordinal, line: int, boundary: str, floating: bool, weak: bool
    ) -> None:
        self.start = start
        self.end = end
        self.style = style
        self.ordinal = ordinal
        self.line = line
        self.boundary = boundary
        self.floating = floating
        self.weak = weak

    def __repr__(self) -> str:
        return f"Mark({self.start}, {self.style.name} {self.ordinal}, {self.boundary}{', weak' * self.weak})"


class Line:
    """A physical line. `marks` are in order; `cue` is the form its own words name.

    start, end, next: the line, its end without the newline, and the start of the line after it
    """

    __slots__ = ("cue", "end", "marks", "next", "start")

    def __init__(self, start: int, end: int, next_: int) -> None:
        self.start = start
        self.end = end
        self.next = next_
        self.marks: list[Mark] = []
        self.cue: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    match: re.Pattern[str]
    terminal: Terminal
    style: Style | None  # None for forms


class Scanner:
    """Scans sources with one composed grammar. A value: it holds no state of a scan."""

    def __init__(self, grammar: Grammar, styles: list[Style]) -> None:
        self.grammar = grammar
        self.fold_script = ScriptFold(grammar.alphabet())
        markers = grammar.of("marker", "floating")
        self.styles: Mapping[str, Style] = styles_of(styles, (terminal.alias for terminal in markers))
        self._starts, self._start_any = self._table(grammar.of("marker", "floating", "form"))
        self._inside, self._inside_any = self._table(markers)
        self._classes = {
            char: terminal.alias for terminal in grammar.of("boundary") for char in first_chars(terminal.regexp) or ""
        }
        self._after_boundary = self._boundary_pattern()
        self.annotation = re.compile("|".join(f"(?:{t.regexp})" for t in grammar.of("annotation")) or "(?!)")

    def _table(self, terminals: list[Terminal]) -> tuple[dict[str, list[_Entry]], list[_Entry]]:
        """First non-blank character -> the entries to try, in order; and the entries for any other character."""
        entries = [
            (first_chars(t.regexp), _Entry(re.compile(t.regexp), t, self.styles.get(t.alias) if t.rule != "form" else None))
            for t in terminals
        ]  # fmt: skip
        chars = {char for firsts, _ in entries for char in firsts or ()}
        table = {char: [entry for firsts, entry in entries if firsts is None or char in firsts] for char in chars}
        return table, [entry for firsts, entry in entries if firsts is None]

    def _boundary_pattern(self) -> re.Pattern[str]:
        chars = "".join(re.escape(char) for char in sorted(self._inside) if not char.isspace())
        before = "".join(re.escape(char) for char in sorted(self._classes))
        return re.compile(f"[{chars}](?<=[{before}].)") if chars and before else re.compile("(?!)")

    def scan(self, source: SourceText) -> tuple[str, list[Line]]:
        """The folded text and its lines, with all their marks."""
        text = self.fold_script(source.text)
        lines = []
        spots = self._after_boundary.finditer(text)
        spot = next(spots, None)
        for number, (start, end, following) in enumerate(split_lines(text)):
            line = Line(start, end, following)
            lines.append(line)
            resume = self._scan_start(text, line, number)
            while spot is not None and (position := spot.start()) < end:
                if position >= resume:
                    resume = max(resume, self._scan_inside(text, line, number, position))
                spot = next(spots, None)
        return text, lines

    def _scan_start(self, text: str, line: Line, number: int) -> int:
        """Finds the markers at the line start, or the form cue. Returns where text begins."""
        position, end = line.start, line.end
        while position < end and text[position] in " \t":
            position += 1
        if position == end:
            return end
        for entry in self._starts.get(text[position], self._start_any):
            if entry.terminal.rule == "form":
                if end - line.start <= entry.terminal.max_width and entry.match.match(text, line.start, end):
                    line.cue = entry.terminal.alias
                    return position
                continue
            match = entry.match.match(text, line.start, end) or entry.match.match(text, position, end)
            if match:
                after = self._add(text, line, number, entry, match, LINE_START)
                if after:
                    return self._scan_next(text, line, number, after)
        return position

    def _scan_next(self, text: str, line: Line, number: int, position: int) -> int:
        """Finds markers that follow a marker directly: 一、(一)."""
        while position < line.end:
            start = position
            while start < line.end and text[start] in " \t":
                start += 1
            if start == line.end:
                return position
            for entry in self._inside.get(text[start], self._inside_any):
                match = entry.match.match(text, start, line.end)
                if match and not entry.terminal.weak and (after := self._add(text, line, number, entry, match, LINE_START)):
                    position = after
                    break
            else:
                return position
        return position

    def _scan_inside(self, text: str, line: Line, number: int, position: int) -> int:
        """Finds a marker at a clause boundary inside the line. Returns where to go on."""
        boundary = self._boundary(text, line, position)
        if not boundary:
            return position
        for entry in self._inside.get(text[position], self._inside_any):
            match = entry.match.match(text, position, line.end)
            if match and (after := self._add(text, line, number, entry, match, boundary)):
                return after
        return position

    def _boundary(self, text: str, line: Line, position: int) -> str:
        """What stands before `position`: the end of a clause, a pause, a blank alone, or "" when it is no boundary."""
        before = position - 1
        while before > line.start and text[before] in " \t":
            before -= 1
        blank = before < position - 1
        while before > line.start and self._classes.get(text[before]) == "closing":
            before -= 1
        found = self._classes.get(text[before], "")
        return found if found in (CLAUSE_END, CLAUSE_PAUSE) else BLANK if blank else ""

    def _add(self, text: str, line: Line, number: int, entry: _Entry, match: re.Match[str], boundary: str) -> int:
        """Adds the mark of a match. Returns its end, or 0 when its number is not well formed."""
        style, terminal = entry.style, entry.terminal
        assert style is not None  # forms do not come here
        start, end = match.span()
        while start < end and text[start] in " \t":
            start += 1
        while end > start and text[end - 1] in " \t":
            end -= 1
        if style.trailing:
            start = max(text.rfind(" ", start, end), text.rfind("\t", start, end)) + 1
        ordinal = style.ordinal(text[start:end])
        if ordinal is None and style.numbered and style.opens is None:
            return 0
        line.marks.append(Mark(start, end, style, ordinal, number, boundary, terminal.rule == "floating", terminal.weak))
        return match.end()
