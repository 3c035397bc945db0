"""Pins: decisions of a reader about one document, kept beside it in FILE.docparse.toml.

    [[pin]]
    line = "三、其他"        # the line, blanks at its ends aside
    is = "text"              # or "unit"

    [[pin]]
    line = "（一）目标"
    nth = 2                  # the second such line; 1 if left out
    marker = "（一）"        # which candidate of the line; the first if left out
    is = "unit"
    parent = "二、工作安排"  # the line of the unit that holds it; "" for the document; left out: as numbers say

A pin names its place by the words of the line, so it stays true while other lines change.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docparse.errors import LoadError
from docparse.evidence import PINNED
from docparse.marks import Line, Mark
from docparse.source import SourceText

SUFFIX = ".docparse.toml"
_KEYS = {"line": str, "is": str, "nth": int, "marker": str, "parent": str}


@dataclass(frozen=True, slots=True)
class Pin:
    """One decision. line, nth, marker: its place; is_unit: whether it is a unit; parent: the line of its parent."""

    line: str
    is_unit: bool
    nth: int = 1
    marker: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The pins of a text by the start of their mark, and those that have no place in it, with the reason.

    parents: for a pinned unit the start of the line that holds its parent, -1 for the document
    """

    units: frozenset[int]
    parents: dict[int, int]
    unused: list[tuple[Pin, str]]


def read_pins(file: Path) -> list[Pin]:
    """The pins beside a file; none when there is no such file. LoadError DP-L104 when they cannot be read."""
    rows = read_beside(file).get("pin", [])
    try:
        return [_pin(row) for row in rows]
    except (ValueError, TypeError, AttributeError) as error:
        raise _unreadable(file, error) from error


def read_beside(file: Path) -> dict[str, Any]:
    """What the file beside a document says: `pin` and `ignore`; {} when there is none. LoadError DP-L104."""
    path = file.with_name(file.name + SUFFIX) if file.name else file
    if not file.name or not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        if other := found.keys() - {"pin", "ignore"}:
            raise ValueError(f"there is no {min(other)!r}, only pin and ignore")
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    return found


def _unreadable(file: Path, error: Exception) -> LoadError:
    reason = " ".join(str(error).split())
    return LoadError("DP-L104", f"{file}{SUFFIX}", f"no pins can be read: {reason}", "see docs/outline.md, Pins")


def _pin(row: dict[str, object]) -> Pin:
    for key, value in row.items():
        if key not in _KEYS or type(value) is not _KEYS[key]:
            raise ValueError(f"{key} = {value!r}: a pin has {', '.join(_KEYS)}")
    if row.get("is") not in ("unit", "text") or "line" not in row:
        raise ValueError(f'a pin needs line = "…" and is = "unit" or "text": {row}')
    parent, nth = row.get("parent"), row.get("nth", 1)
    assert isinstance(nth, int)
    return Pin(
        str(row["line"]).strip(), row["is"] == "unit", nth, str(row.get("marker", "")),
        None if parent is None else str(parent).strip(),
    )  # fmt: skip


def settle(pins: Iterable[Pin], source: SourceText, lines: Sequence[Line]) -> Settled:
    """Finds the places of the pins, and takes off the marks that are pinned to be text."""
    units: set[int] = set()
    parents: dict[int, int] = {}
    unused: list[tuple[Pin, str]] = []
    for pin in pins:
        line = _line(source, lines, pin.line, pin.nth)
        mark = _mark(source, line, pin.marker) if line else None
        holder = _line(source, lines, pin.parent, 1) if pin.parent else None
        if line is None:
            unused.append((pin, "there is no such line"))
        elif mark is None:
            unused.append((pin, "the line has no such candidate for a marker"))
        elif pin.parent and holder is None:
            unused.append((pin, f"there is no line {pin.parent!r}"))
        elif not pin.is_unit:
            mark.why = PINNED
            line.marks = [other for other in line.marks if other is not mark]
        else:
            units.add(mark.start)
            if pin.parent is not None:
                parents[mark.start] = holder.start if holder else -1
    return Settled(frozenset(units), parents, unused)


def _line(source: SourceText, lines: Sequence[Line], words: str, nth: int) -> Line | None:
    for line in lines:
        if source.raw[line.start : line.end].strip() == words:
            nth -= 1
            if nth == 0:
                return line
    return None


def _mark(source: SourceText, line: Line, marker: str) -> Mark | None:
    marks = (mark for mark in line.marks if not marker or source.raw[mark.start : mark.end] == marker)
    return next(marks, None)
