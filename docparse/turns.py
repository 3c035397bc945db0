"""Turns: where the items inside a line end before their line does (R11)."""

from __future__ import annotations

from docparse.marks import LINE_START, Line
from docparse.scanner import Scanner
from docparse.series import KEEPS_HEADING, Outlook, Unit
from docparse.stack import Stack


class Turns:
    """Finds where a sentence inside a line belongs to what holds the items before it."""

    def __init__(self, text: str, scanner: Scanner, stack: Stack, outlook: Outlook) -> None:
        self.text = text
        self.scanner = scanner
        self.stack = stack
        self.outlook = outlook

    def back(self, number: int, line: Line, end: int) -> int | None:
        """Where, before `end`, a sentence turns back to what holds the open items of the line, which it closes.

        The innermost open unit is to be floating.
        """
        opened = self.stack.open
        unit = opened[-1]
        if unit.line != number or unit.mark is None or unit.mark.boundary is LINE_START:
            return None
        position = self.scanner.phrases.turn(self.text, unit.mark.end, end)
        if position is not None:
            while opened[-1].floating and opened[-1].line == number and opened[-1].start > line.first:
                opened.pop()
        return position

    def over(self, start: int, end: int) -> bool:
        """Closes the units whose series are over, if text[start:end] looks back on all of them: 我们也清醒地看到…

        A unit of the first level holds such a text itself.
        """
        opened = self.stack.open
        depth = len(opened) - 1
        if not depth or not self.scanner.phrases.looks_back(self.text, start, end):
            return False
        while depth > 0 and not opened[depth].is_document and opened[depth].rank >= KEEPS_HEADING:
            if self.outlook.goes_on(opened[depth], start):
                break
            depth -= 1
        self.stack.pop_to(depth)
        return True

    def review(self, line: Line, end: int) -> int | None:
        """Where the sentence of the line begins that ends at `end` and looks back on all units whose series are over,
        which it closes.

        None in the paragraph of a unit that begins a line: its sentences are about that unit.
        """
        top = self.stack.top
        if top.mark is None or top.mark.boundary is LINE_START:
            return None
        begin = max(line.first, top.start)
        start = 1 + max(self.text.rfind(stop, begin, end) for stop in "。!?")
        return start if start and self.over(start, end) else None

    def lead_in(self, line: Line, before: Unit, unit: Unit) -> int | None:
        """Where the sentence begins that announces the series of `unit`, if it ends a series of the same owner.

        unit: a floating one
        before: the innermost unit that was open before
        """
        text, mark = self.text, unit.mark
        if mark is None or mark.ordinal != 1 or text[mark.start - 1] != ":":
            return None
        while before.floating and before.parent != unit.parent:
            before = self.stack.units[before.parent]
        if not before.floating or before.mark is None or before.start <= line.first:
            return None
        return 1 + max(text.rfind(stop, before.mark.end, mark.start) for stop in "。;!?") or None
