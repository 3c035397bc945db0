"""The scanner: lines with their markers and form cues, found by what the composed grammar spells.

It is derived from the grammar and finds what Lark's own lexer finds, at the
places where a marker may stand: at a line start, and after a clause boundary.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import msgspec

from docparse.patterns import content_width, ends_line, first_chars, last_chars, required
from docparse.grammar import Grammar, Terminal
from docparse.source import SourceText, split_lines
from docparse.styles import Ordinal, Style, styles_of

LINE_START, CLAUSE_END, CLAUSE_PAUSE, BLANK = "line_start", "clause_end", "clause_pause", "blank"
GLUED = "glued"  # no boundary at all: only in text whose line breaks are lost
_PLAIN_BOUNDARIES = (CLAUSE_END, CLAUSE_PAUSE)
# Forms that a document ends with. Where their words stand inside a line, they are looked for only at an end.
ENDING = frozenset({"conclusion", "closing", "call", "closing_formula", "thanks"})
_ANNOTATED = 300  # characters: an annotation stands beside a heading, not inside a long text
_FLATTENED = 800  # characters a line, over the whole text
_SHORT_LINE = 120  # characters: a form of shorter lines is tried at once, of longer ones where its words occur


class Mark(msgspec.Struct, gc=False, eq=False):
    """A place where the grammar sees a marker; whether it is one, the series decides.

    start, end: of the marker as printed, without blanks around it
    family: of the series that it can continue
    boundary: what stands before it: a line start, the end of a clause, a pause or a blank
    titled: where its heading ends, when a table of contents tells
    others: what else a weak marker may be: I. is a Roman number, or 1. as OCR leaves it
    """

    start: int
    end: int
    style: Style
    family: str
    ordinal: Ordinal
    line: int
    boundary: str
    floating: bool
    weak: bool
    titled: int = 0
    others: Sequence[Mark] = ()


class Line(msgspec.Struct, gc=False, eq=False):
    """A physical line. `marks` are in order; `cue` is the form its own words name.

    start, end, next: the line, its end without the newline, and the start of the line after it
    first, stop: its text without the blanks around it; a blank line has first == end
    """

    start: int
    end: int
    next: int
    first: int
    stop: int
    marks: Sequence[Mark] = ()
    cue: str | None = None


def read_lines(text: str) -> list[Line]:
    """The lines of a folded text, without marks and cues."""
    lines = []
    for start, end, following in split_lines(text):
        first, stop = start, end
        while first < end and text[first] in " \t":
            first += 1
        while stop > first and text[stop - 1] in " \t":
            stop -= 1
        lines.append(Line(start, end, following, first, stop))
    return lines


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a line must be to match at all.

    width: the most characters; lasts: the characters it may end with, None for any; required: one of these is in it,
    () when nothing can be told
    """

    width: int
    lasts: frozenset[str] | None
    required: tuple[str, ...]

    def exclude(self, text: str, start: int, stop: int) -> bool:
        """Whether text[start:stop] cannot match."""
        if stop - start > self.width or (self.lasts is not None and text[stop - 1] not in self.lasts):
            return True
        if not self.required:
            return False
        for string in self.required:  # noqa: SIM110 - any() over a generator takes three times as long
            if text.find(string, start, stop) >= 0:
                return False
        return True


@dataclass(frozen=True, slots=True)
class _Cue:
    """A form terminal."""

    match: re.Pattern[str]
    form: str
    bounds: _Bounds | None


@dataclass(frozen=True, slots=True)
class _Markers:
    """Marker terminals that are tried one after another, as one pattern with a named group for each."""

    match: re.Pattern[str]
    members: dict[str, tuple[Terminal, Style, re.Pattern[str]]]
    bounds: _Bounds | None


_Step = _Cue | _Markers


class Scanner:
    """Scans sources with one composed grammar. A value: it holds no state of a scan."""

    def __init__(self, grammar: Grammar, styles: list[Style]) -> None:
        self.grammar = grammar
        markers = grammar.of("marker", "floating")
        self.styles: Mapping[str, Style] = styles_of(styles, (terminal.alias for terminal in markers))
        forms = [t for t in grammar.of("form") if t.alias in ENDING and first_chars(t.regexp) is None]
        self._ending = [_cue(terminal) for terminal in forms]
        early = [terminal for terminal in grammar.of("marker", "floating", "form") if terminal not in forms]
        self._starts, self._start_any = self._table(early)
        self._inside, self._inside_any = self._table(markers)
        self._classes = {
            char: terminal.alias for terminal in grammar.of("boundary") for char in first_chars(terminal.regexp) or ""
        }
        self._after_boundary = self._boundary_pattern()
        firsts = "".join(map(re.escape, sorted(char for char in self._inside if not char.isspace())))
        # a marker never begins inside a number, nor after 第
        self._first_inside = re.compile(f"(?<![0-9.第一二三四五六七八九十百])[{firsts}]" if firsts else "(?!)")
        self._annotations = self._finder(grammar.of("annotation"))
        self._turns = self._finder(grammar.of("turn"))

    def _finder(self, terminals: list[Terminal]) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Where a match of the terminals may begin, and what one is."""
        whole = "|".join(f"(?:{t.regexp})" for t in terminals) or "(?!)"
        chars = first_chars(whole)
        begin = "." if chars is None else "[" + "".join(map(re.escape, sorted(chars))) + "]" if chars else "(?!)"
        return re.compile(begin), re.compile(whole)

    def annotation(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The span of the first annotation that stands near the beginning of text[start:end]."""
        begin, whole = self._annotations
        for spot in begin.finditer(text, start, min(end, start + _ANNOTATED)):
            if match := whole.match(text, spot.start(), end):
                return match.span()
        return None

    def turn(self, text: str, start: int, end: int) -> int | None:
        """Where a sentence in text[start:end] begins that turns back from the items of a series."""
        begin, whole = self._turns
        for spot in begin.finditer(text, start + 1, end):
            position = spot.start()
            if self._classes.get(text[position - 1]) == CLAUSE_END and whole.match(text, position, end):
                return position
        return None

    def _table(self, terminals: list[Terminal]) -> tuple[dict[str, list[_Step]], list[_Step]]:
        """First non-blank character -> the steps to try, in order; and the steps for any other character."""
        firsts = [(first_chars(terminal.regexp), terminal) for terminal in terminals]
        chars = {char for found, _ in firsts for char in found or ()}
        groups: dict[tuple[Terminal, ...], list[_Step]] = {}

        def steps(wanted: tuple[Terminal, ...]) -> list[_Step]:
            if wanted not in groups:
                groups[wanted] = self._steps(wanted)
            return groups[wanted]

        table = {char: steps(tuple(t for found, t in firsts if found is None or char in found)) for char in chars}
        return table, steps(tuple(t for found, t in firsts if found is None))

    def _steps(self, terminals: tuple[Terminal, ...]) -> list[_Step]:
        steps: list[_Step] = []
        kinds = groupby(terminals, key=lambda t: (t.rule == "form", first_chars(t.regexp) is None))
        for (is_form, anything), run in kinds:
            members = list(run)
            if is_form:
                steps += [_cue(terminal) for terminal in members]
                continue
            pattern = "|".join(f"(?P<{t.name}>{t.regexp})" for t in members)
            table = {t.name: (t, self.styles[t.alias], re.compile(t.regexp)) for t in members}
            steps.append(_Markers(re.compile(pattern), table, _bounds(pattern) if anything else None))
        return steps

    def _boundary_pattern(self) -> re.Pattern[str]:
        chars = "".join(re.escape(char) for char in sorted(self._inside) if not char.isspace())
        before = "".join(re.escape(char) for char in sorted(self._classes))
        return re.compile(f"[{chars}](?<=[{before}].)") if chars and before else re.compile("(?!)")

    def scan(self, source: SourceText) -> tuple[str, list[Line]]:
        """The folded text and its lines, with all their marks."""
        text = source.text
        lines = read_lines(text)
        spots = self._after_boundary.finditer(text)
        spot = next(spots, None)
        for number, line in enumerate(lines):
            end = line.end
            resume = self._scan_start(text, line, number)
            while spot is not None and (position := spot.start()) < end:
                if position >= resume:
                    resume = max(resume, self._scan_inside(text, line, number, position))
                spot = next(spots, None)
        if _is_flattened(lines):
            for number, line in enumerate(lines):
                if line.end - line.start >= _FLATTENED:
                    line.marks = self._marks_anywhere(text, line, number)
        return text, lines

    def _marks_anywhere(self, text: str, line: Line, number: int) -> list[Mark]:
        """The marks of a line without its breaks: structural markers may stand after any character."""
        found = list(line.marks)
        resume = found[0].end if found and found[0].boundary is LINE_START else line.start
        known = {mark.start for mark in found}
        line.marks = ()
        for spot in self._first_inside.finditer(text, resume, line.end):
            position = spot.start()
            if position < resume or position in known:
                continue
            boundary = self._boundary(text, line, position) if position > line.start else CLAUSE_END
            resume = max(resume, self._try_all(text, line, number, position, boundary or GLUED))
        found += [mark for mark in line.marks if mark.start not in known and (not mark.floating or mark.ordinal == 1)]
        return sorted(found, key=lambda mark: mark.start)

    def ending(self, text: str, line: Line) -> str | None:
        """The form that the words inside a line name, where a document may end there."""
        if line.cue is None:
            for step in self._ending:
                if not (step.bounds and step.bounds.exclude(text, line.first, line.stop)) and step.match.match(text, line.start, line.end):
                    line.cue = step.form
                    break
        return line.cue

    def _scan_start(self, text: str, line: Line, number: int) -> int:
        """Finds the markers at the line start, or the form cue. Returns where text begins."""
        position, stop = line.first, line.stop
        if position == line.end:
            return position
        for step in self._starts.get(text[position], self._start_any):
            if step.bounds is not None and step.bounds.exclude(text, position, stop):
                continue
            if isinstance(step, _Markers):
                after = self._try(text, line, number, step, line.start, LINE_START)
                if not after and position > line.start:
                    after = self._try(text, line, number, step, position, LINE_START)
                if after:
                    return self._scan_next(text, line, number, after)
            elif step.match.match(text, line.start, line.end):
                line.cue = step.form
                return position
        return position

    def _scan_next(self, text: str, line: Line, number: int, position: int) -> int:
        """Finds markers that follow a marker directly: 一、(一)."""
        while True:
            start = position
            while start < line.end and text[start] in " \t":
                start += 1
            if start == line.end or (text[start] not in self._inside and not self._inside_any):
                return position
            after = self._try_all(text, line, number, start, LINE_START)
            if not after:
                return position
            if line.marks[-1].weak:
                line.marks = line.marks[:-1]
                return position
            position = after

    def _scan_inside(self, text: str, line: Line, number: int, position: int) -> int:
        """Finds a marker at a clause boundary inside the line. Returns where to go on."""
        boundary = self._boundary(text, line, position)
        return (self._try_all(text, line, number, position, boundary) if boundary else 0) or position

    def _try_all(self, text: str, line: Line, number: int, position: int, boundary: str) -> int:
        for step in self._inside.get(text[position], self._inside_any):
            if isinstance(step, _Markers) and (after := self._try(text, line, number, step, position, boundary)):
                return after
        return 0

    def _try(self, text: str, line: Line, number: int, step: _Markers, position: int, boundary: str) -> int:
        """Adds the mark of the first marker that matches at `position`. Returns its end, 0 when none does."""
        match = step.match.match(text, position, line.end)
        if match is None:
            return 0
        terminal, style, _ = step.members[match.lastgroup or ""]
        if after := self._add(text, line, number, terminal, style, match, boundary):
            if terminal.weak and not terminal.rule == "floating":
                self._add_others(text, line, number, step, terminal, boundary)
            return after
        # its number is not well formed (一二三、): one of the others may still match
        for other, style, pattern in step.members.values():
            found = pattern.match(text, position, line.end) if other is not terminal else None
            if found and (after := self._add(text, line, number, other, style, found, boundary)):
                return after
        return 0

    def _add_others(
        self, text: str, line: Line, number: int, step: _Markers, terminal: Terminal, boundary: str
    ) -> None:
        """Gives the last mark the other readings of its place."""
        mark, marks = line.marks[-1], line.marks
        for other, style, pattern in step.members.values():
            found = pattern.match(text, mark.start, line.end) if other.weak and style is not mark.style else None
            if found and self._add(text, line, number, other, style, found, boundary):
                mark.others = (*mark.others, line.marks[-1])
        line.marks = marks

    def _boundary(self, text: str, line: Line, position: int) -> str:
        """What stands before `position`: the end of a clause, a pause, a blank alone, or "" when it is no boundary."""
        before = position - 1
        if (found := self._classes.get(text[before], "")) in _PLAIN_BOUNDARIES and text[before] not in " \t":
            return found
        while before > line.start and text[before] in " \t":
            before -= 1
        blank = before < position - 1
        while before > line.start and self._classes.get(text[before]) == "closing":
            before -= 1
        found = self._classes.get(text[before], "")
        return found if found in (CLAUSE_END, CLAUSE_PAUSE) else BLANK if blank else ""

    def _add(
        self, text: str, line: Line, number: int, terminal: Terminal, style: Style, match: re.Match[str], boundary: str
    ) -> int:
        """Adds the mark of a match. Returns its end, or 0 when its number is not well formed."""
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
        family = style.family or style.name
        if family == "*":  # the same word must come back: 一抓 … 二抓
            family = style.name + text[end - 1]
        floating = terminal.rule == "floating"
        line.marks = [*line.marks, Mark(start, end, style, family, ordinal, number, boundary, floating, terminal.weak)]
        return match.end()


def _cue(terminal: Terminal) -> _Cue:
    return _Cue(re.compile(terminal.regexp), terminal.alias, _bounds(terminal.regexp))


def _bounds(pattern: str) -> _Bounds | None:
    """The bounds of a pattern, or None where its first characters tell enough."""
    width = content_width(pattern) if ends_line(pattern) else sys.maxsize
    needs = required(pattern) if first_chars(pattern) is None and width > _SHORT_LINE else ()
    lasts = last_chars(pattern)
    return None if width == sys.maxsize and lasts is None and not needs else _Bounds(width, lasts, needs)


def _is_flattened(lines: list[Line]) -> bool:
    """Whether the text has lost its line breaks: what is left of them lies too far apart for paragraphs."""
    full = [line for line in lines if line.first < line.end]
    return bool(full) and full[-1].end - full[0].start >= _FLATTENED * len(full)
