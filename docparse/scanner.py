"""The scanner: lines with their markers and form cues, found by what the composed grammar spells.

It is derived from the grammar and finds what Lark's own lexer finds, at the
places where a marker may stand: at a line start, and after a clause boundary.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from sys import intern

from docparse.grammar import Grammar
from docparse.joining import Joined, flattened
from docparse.layout import tell_forms
from docparse.marks import BLANK, CLAUSE_END, CLAUSE_PAUSE, GLUED, LINE_START, Line, Mark, read_lines
from docparse.pages import Ends, page_ends
from docparse.patterns import first_chars
from docparse.phrases import Phrases
from docparse.source import SourceText
from docparse.steps import Marker, Step, Steps, form_step
from docparse.styles import Style, styles_of

_PLAIN_BOUNDARIES = (CLAUSE_END, CLAUSE_PAUSE)
# Forms that a document ends with. Where their words stand inside a line, they are looked for only at an end.
ENDING = frozenset({"conclusion", "closing", "call", "closing_formula", "thanks"})
_HAN = "一二三四五六七八九十百"
_NUMERALS = frozenset("0123456789" + _HAN)
_TORN = 3  # characters of a marker before the break that tears it
_DONE = frozenset("。;:!?,、”’』」》…")


class Scanner:
    """Scans sources with one composed grammar. A value: it holds no state of a scan."""

    def __init__(self, grammar: Grammar, styles: list[Style]) -> None:
        self.grammar = grammar
        everywhere = grammar.of("marker", "floating")
        markers = [terminal for terminal in everywhere if not terminal.flat]
        self.styles: Mapping[str, Style] = styles_of(styles, (terminal.alias for terminal in everywhere))
        forms = [t for t in grammar.of("form") if t.alias in ENDING and first_chars(t.regexp) is None]
        ranked = grammar.of("form")
        self._ending = [(form_step(t), {other.alias for other in ranked[ranked.index(t) :]}) for t in forms]
        early = [t for t in grammar.of("marker", "floating", "form") if t not in forms and not t.flat]
        self._starts = Steps(early, self.styles)
        self._inside = Steps(markers, self.styles)
        self._anywhere = Steps(everywhere, self.styles)
        self._classes = {
            char: intern(terminal.alias)
            for terminal in grammar.of("boundary")
            for char in first_chars(terminal.regexp) or ""
        }
        self._after_boundary = self._boundary_pattern()
        # a number never begins inside another, nor after 第
        firsts = {char for char in self._anywhere.chars if not char.isspace()}
        signs = "".join(map(re.escape, sorted(firsts - _NUMERALS)))
        begins = f"(?<![.第0-9{_HAN}].)(?<=[0-9])|(?<![.第{_HAN}].)(?<=[{_HAN}])"  # a page number may stand before 三、
        begins += f"|(?<!第.)(?<=[{signs}])" if signs else ""
        self._first_inside = re.compile(f"[0-9{_HAN}{signs}](?:{begins})")
        self.phrases = Phrases(grammar, [char for char, kind in self._classes.items() if kind == CLAUSE_END])

    def _boundary_pattern(self) -> re.Pattern[str]:
        chars = "".join(re.escape(char) for char in sorted(self._inside.chars) if not char.isspace())
        before = "".join(re.escape(char) for char in sorted(self._classes))
        return re.compile(f"[{chars}](?<=[{before}].)") if chars and before else re.compile("(?!)")

    def scan(self, source: SourceText) -> tuple[str, list[Line]]:
        """The folded text and its lines, with all their marks."""
        text = source.text
        lines = read_lines(text)
        told = tell_forms(source.layout, lines)
        spots = self._after_boundary.finditer(text)
        spot = next(spots, None)
        for number, line in enumerate(lines):
            end = line.end
            known = line.first == end or number in told
            resume = end if known else self._scan_start(text, line, number)
            while spot is not None and (position := spot.start()) < end:
                if position >= resume and (boundary := self._boundary(text, line, position)):
                    resume = self._scan_inside(text, line, number, position, boundary) or resume
                spot = next(spots, None)
            if not known and text[line.stop - 1] not in _DONE:
                self._scan_torn(text, lines, number, resume)
        ends = page_ends(text, lines, told)
        for paragraph in flattened(lines, ends):
            if len(paragraph) == 1 and paragraph[0] not in ends:
                lines[paragraph[0]].marks = self._marks_anywhere(text, lines[paragraph[0]], paragraph[0])
            else:
                self._scan_joined(text, lines, paragraph, ends)
        return text, lines

    def _scan_joined(self, text: str, lines: list[Line], paragraph: list[int], ends: Ends) -> None:
        """Scans lines that are one paragraph without its breaks as the one line that they were."""
        spans = [ends.get(number, (lines[number].first, lines[number].stop)) for number in paragraph]
        joined = Joined(text, spans)
        _, (whole,) = self.scan(SourceText(joined.text))
        starts, tops = [lines[number].start for number in paragraph], {first for first, _ in spans}
        found: dict[int, list[Mark]] = {number: [] for number in paragraph}
        for number, marks in found.items():
            lines[number].marks, lines[number].runs_on = marks, number != paragraph[-1]
            lines[number].cue = lines[number].cue if number == paragraph[0] else None
        for mark in whole.marks:
            number = paragraph[bisect_right(starts, joined.outside(mark.start)) - 1]
            for reading in (mark, *mark.others):
                reading.start, reading.end = joined.outside(reading.start), joined.outside(reading.end - 1) + 1
                reading.line = number
                if reading.boundary is GLUED and reading.start in tops:
                    reading.boundary = CLAUSE_END  # it begins a page
            found[number].append(mark)

    def _scan_torn(self, text: str, lines: list[Line], number: int, resume: int) -> None:
        """Finds a marker whose halves stand at the end of a line and at the start of the one below."""
        line = lines[number]
        for start in range(max(resume, line.first + 1, line.stop - _TORN), line.stop):
            if text[start] not in self._inside.chars:
                continue
            boundary = self._boundary(text, line, start) or (GLUED if text[start] == "(" else "")
            below = next((other for other in lines[number + 1 : number + 3] if other.first < other.end), None)
            if below is None:
                return
            if not boundary or (boundary is GLUED and text[below.first] != ")"):
                continue
            printed = text[start : line.stop] + text[below.first : below.stop]
            for step in self._inside.at(printed[0], printed[-1]):
                match = step.pattern.match(printed)
                marker = step.markers[match.lastgroup or ""] if match else None
                mark = _read_mark(printed, number, marker, 0, match.end(), boundary) if match and marker else None
                if mark is not None and mark.end > line.stop - start:
                    mark.start, mark.end = start, below.first + mark.end - (line.stop - start)
                    line.marks = [*line.marks, mark]
                    return

    def _marks_anywhere(self, text: str, line: Line, number: int) -> list[Mark]:
        """The marks of a line without its breaks: structural markers may stand after any character."""
        found = list(line.marks)
        resume = found[0].end if found and found[0].boundary is LINE_START else line.start
        known = {mark.start: mark.end for mark in found}
        line.marks = []
        for spot in self._first_inside.finditer(text, resume, line.end):
            position = spot.start()
            resume = max(resume, known.get(position, 0))
            if position < resume:
                continue
            boundary = self._boundary(text, line, position) if position > line.start else CLAUSE_END
            resume = max(resume, self._scan_inside(text, line, number, position, boundary or GLUED, self._anywhere))
        new = [mark for mark in line.marks if mark.start not in known]
        found += [mark for mark in new if not mark.floating or not mark.weak or mark.ordinal == 1 or mark.style.pairs]
        return sorted(found, key=lambda mark: mark.start)

    def ending(self, text: str, line: Line) -> str | None:
        """The form that the words inside a line name, where a document may end there."""
        for step, outranked in self._ending:
            if line.cue is not None and line.cue not in outranked:
                continue
            if not step.lacks(text, line.first, line.stop) and step.pattern.match(text, line.start, line.end):
                line.cue = step.form
                break
        return line.cue

    def cue(self, text: str, start: int, stop: int) -> str | None:
        """The form that text[start:stop] would have as a line of its own, by its words; "" for a marker."""
        for step in self._starts.at(text[start], text[stop - 1]):
            if stop - start > step.width or (step.required and step.lacks(text, start, stop)):
                continue
            if step.pattern.match(text, start, stop):
                return step.form or ""
        return None

    def _scan_start(self, text: str, line: Line, number: int) -> int:
        """Finds the markers at the line start, or the form cue. Returns where text begins."""
        position, stop = line.first, line.stop
        for step in self._starts.at(text[position], text[stop - 1]):
            if stop - position > step.width or (step.required and step.lacks(text, position, stop)):
                continue
            match = step.pattern.match(text, line.start, line.end)
            if step.form is not None:
                if match:
                    line.cue = step.form
                    return position
                continue
            after = self._add(text, line, number, step, match, position, LINE_START) if match else 0
            if not after and position > line.start and (match := step.pattern.match(text, position, line.end)):
                after = self._add(text, line, number, step, match, position, LINE_START)
            if after:
                return self._scan_next(text, line, number, after)
        return position

    def _scan_next(self, text: str, line: Line, number: int, position: int) -> int:
        """Finds markers that follow a marker directly: 一、(一)."""
        while True:
            start = position
            while start < line.end and text[start] in " \t":
                start += 1
            if start >= line.end or text[start] not in self._inside.chars:
                return position
            after = self._scan_inside(text, line, number, start, LINE_START)
            if not after:
                return position
            if line.marks[-1].weak or (line.marks[-2].floating and not line.marks[-1].floating):
                line.marks = line.marks[:-1]
                return position
            position = after

    def _scan_inside(
        self, text: str, line: Line, number: int, position: int, boundary: str, steps: Steps | None = None
    ) -> int:  # fmt: skip
        """Finds a marker inside the line. Returns its end, 0 when there is none."""
        stop = line.stop
        for step in (steps or self._inside).at(text[position], text[stop - 1]):
            if stop - position <= step.width and (match := step.pattern.match(text, position, line.end)):
                after = self._add(text, line, number, step, match, position, boundary)
                if after:
                    return after
        return 0

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
        self, text: str, line: Line, number: int, step: Step, match: re.Match[str], start: int, boundary: str
    ) -> int:
        """Adds the mark of a match, which is printed from `start`, past the blanks at the beginning of the line.

        Returns the end of the match, or 0 when there is no marker with a well-formed number.
        """
        marker = step.markers[match.lastgroup or ""]
        mark = _read_mark(text, number, marker, start, match.end(), boundary)
        if mark is None:  # its number is not well formed (一二三、): one of the others may still match
            for other in step.markers.values():
                found = other.pattern.match(text, match.start(), line.end) if other is not marker else None
                if found and (mark := _read_mark(text, number, other, start, found.end(), boundary)):
                    match = found
                    break
            else:
                return 0
        elif (marker.weak or marker.style.path) and not marker.floating:
            mark.others = _other_readings(text, line, number, marker, step, start, boundary)
        marks = line.marks
        if isinstance(marks, list):
            marks.append(mark)
        else:  # a tuple for the one mark that most lines have, a list where there may be thousands
            line.marks = [*marks, mark] if marks else (mark,)
        return match.end()


def _other_readings(
    text: str, line: Line, number: int, marker: Marker, step: Step, start: int, boundary: str
) -> tuple[Mark, ...]:
    """What else a weak marker, or a decimal, may be."""
    others = [other for other in step.weak if other.style is not marker.style and not other.floating]
    found = [(other, other.pattern.match(text, start, line.end)) for other in others]
    marks = [_read_mark(text, number, other, start, reading.end(), boundary) for other, reading in found if reading]
    return tuple(mark for mark in marks if mark is not None)


def _read_mark(text: str, number: int, marker: Marker, start: int, end: int, boundary: str) -> Mark | None:
    """The mark of a match, or None when its number is not well formed."""
    while end > start and text[end - 1] in " \t":
        end -= 1
    style, family, rank = marker.style, marker.family, marker.rank
    if style.trailing:
        start = max(start, text.rfind(" ", start, end) + 1, text.rfind("\t", start, end) + 1)
    ordinal = style.ordinal(text[start:end])
    if ordinal is None and style.numbered and style.opens is None:
        return None
    if family == "*":  # the same word must come back: 一抓 … 二抓
        family = style.name + text[end - 1]
    if style.path and isinstance(ordinal, list):
        rank += len(ordinal) - 2
    return Mark(start, end, style, family, rank, ordinal, number, boundary, marker.floating, marker.weak)
