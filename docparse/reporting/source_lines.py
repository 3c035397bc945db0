"""Lines of the source under a finding, with carets below the place, as wide as a terminal shows them."""

from __future__ import annotations

from unicodedata import category, east_asian_width

from docparse.source import SourceText

WIDTH, BEFORE = 76, 24  # columns of a terminal: of the whole line, and of what is shown before the place
_INDENT, _CUT = "    ", "…"
_REACH = 4 * WIDTH  # characters looked at: a line can be the whole document


def width(char: str) -> int:
    """The columns that a terminal gives to a character. The ambiguous ones (“ ” ① …) are counted as narrow."""
    if east_asian_width(char) in "WF":
        return 2
    return 0 if category(char) in ("Mn", "Me", "Cf") else 1


def excerpt(source: SourceText, span: tuple[int, int]) -> str:
    """The line in which a span begins, cut to a window around it, and carets; "" for a span without a place.

    Both lines are indented, and neither moves the cursor of a terminal.
    """
    if span == (0, 0):
        return ""
    start, end = span
    line_start, line_end = _line(source.raw, start)
    end = min(max(end, start), line_end)
    is_short = line_end - line_start <= WIDTH and _columns(source.raw[line_start:line_end]) <= WIDTH
    first = line_start if is_short else _reach(source.raw, start, line_start, BEFORE, -1)
    last = _reach(source.raw, start, line_end, WIDTH - _columns(source.raw[first:start]), 1)
    before, marked = _shown(source.raw[first:start]), _shown(source.raw[start : min(end, last)])
    left, right = _CUT * (first > line_start), _CUT * (last < line_end)
    after = _shown(source.raw[min(end, last) : last])
    line = f"{_INDENT}{left}{before}{marked}{after}{right}".rstrip()
    pad = " " * _columns(f"{left}{before}")
    return f"{line}\n{_INDENT}{pad}{'^' * max(_columns(marked), 1)}\n"


def _line(raw: str, place: int) -> tuple[int, int]:
    """The line around a place, without its newline, as far as it can be shown."""
    before = raw[max(place - _REACH, 0) : place]
    start = place - len(before) + max(before.rfind("\n"), before.rfind("\r")) + 1
    after = raw[place : place + _REACH]
    return start, place + min((at for at in (after.find("\n"), after.find("\r")) if at >= 0), default=len(after))


def _reach(raw: str, place: int, limit: int, columns: int, step: int) -> int:
    """How far from a place, at most to the limit, so many columns go."""
    while place != limit:
        columns -= width(raw[place] if step > 0 else raw[place - 1])
        if columns < 0:
            break
        place += step
    return place


def _columns(text: str) -> int:
    return sum(map(width, text))


def _shown(text: str) -> str:
    """The text as it can be printed: other blanks are spaces, and what steers a terminal is a question mark."""
    return "".join(
        char if char.isprintable() or char == "\u3000" else "?" if category(char)[0] == "C" and char != "\t" else " "
        for char in text
        if width(char)
    )
