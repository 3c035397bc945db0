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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docparse.errors import LoadError
from docparse.evidence import PINNED
from docparse.marks import Line, Mark
from docparse.slips import slip
from docparse.source import SourceText

SUFFIX = ".docparse.toml"
_KEYS = {"line": str, "is": str, "nth": int, "marker": str, "parent": str}
_TYPES = {
    str: "a string",
    int: "a number",
    float: "a decimal number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


@dataclass(frozen=True, slots=True)
class Pin:
    """One decision. line, nth, marker: its place; is_unit: whether it is a unit; parent: the line of its parent."""

    line: str
    is_unit: bool
    nth: int = 1
    marker: str = ""
    parent: str | None = None

    def __post_init__(self) -> None:
        """TypeError or ValueError for a pin that can have no place in any text."""
        for name, wanted in (("line", str), ("is_unit", bool), ("nth", int), ("marker", str)):
            value = getattr(self, name)
            if type(value) is not wanted:
                raise TypeError(f"{name} of a pin is {wanted.__name__}, not {value!r:.40}")
        if not isinstance(self.parent, str | None):
            raise TypeError(f"parent of a pin is str or None, not {self.parent!r:.40}")
        if self.nth < 1:
            raise ValueError(f"nth counts from 1, and is {self.nth}")

    @property
    def words(self) -> str:
        """What it says of its place, as in the file."""
        parent = "" if self.parent is None else f", parent = {self.parent!r}"
        return f"is = {'unit' if self.is_unit else 'text'!r}{parent}"


@dataclass(frozen=True, slots=True)
class Settled:
    """The pins of a text by the start of their mark, and those that are not used, with the reason.

    parents: for a pinned unit the start of the line that holds its parent, -1 for the document
    """

    units: dict[int, Pin]
    parents: dict[int, int]
    unused: list[tuple[Pin, str]]


def read_pins(file: Path) -> list[Pin]:
    """The pins beside a file; none when there is no such file. LoadError DP-L104 when they cannot be read."""
    try:
        return [_pin(row, f"pin {number}") for number, row in enumerate(tables(read_beside(file), "pin"), 1)]
    except (ValueError, TypeError) as error:
        raise _unreadable(file, f"no pins can be read: {error}") from error


def read_beside(file: Path) -> dict[str, Any]:
    """What the file beside a document says: `pin` and `ignore`; {} when there is none. LoadError DP-L104."""
    path = file.with_name(file.name + SUFFIX) if file.name else file
    if not file.name or not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _unreadable(file, f"it cannot be opened: {error.strerror}") from error
    except ValueError as error:
        raise _unreadable(file, f"it is no TOML in UTF-8: {error}") from error
    if other := found.keys() - {"pin", "ignore"}:
        raise _unreadable(file, f"there is no key {min(other)!r}: {slip(min(other), ('pin', 'ignore'))}")
    return found


def tables(found: dict[str, Any], key: str) -> list[Any]:
    """The tables of a key of the file; TypeError, with the form that is right, when it is no list."""
    rows = found.get(key, [])
    if not isinstance(rows, list):
        raise TypeError(f"{key} is {_TYPES.get(type(rows), 'no list')}: begin each with [[{key}]], in two brackets")
    return rows


def check_table(row: object, keys: Mapping[str, type], name: str) -> dict[str, Any]:
    """A table of the file as a dict. TypeError or ValueError names the key that is wrong, and what would work."""
    if not isinstance(row, dict):
        raise TypeError(f"{name} is {_TYPES.get(type(row), repr(row))}, and no table")
    for key, value in row.items():
        if key not in keys:
            raise ValueError(f"{name} has no {key!r}: {slip(key, keys)}")
        if type(value) is not keys[key]:
            raise TypeError(
                f"{name}: {key} = {value!r:.40} is {_TYPES.get(type(value), 'none')}, not {_TYPES[keys[key]]}"
            )
    if row.get("nth", 1) < 1:
        raise ValueError(f"{name}: nth = {row['nth']}: nth counts from 1")
    return row


def _unreadable(file: Path, reason: str) -> LoadError:
    return LoadError("DP-L104", f"{file}{SUFFIX}", " ".join(reason.split()), "see docs/outline.md, Pins")


def _pin(row: object, name: str) -> Pin:
    values = check_table(row, _KEYS, name)
    if lacking := [key for key in ("line", "is") if key not in values]:
        raise ValueError(f"{name} has no {' and no '.join(lacking)}: a pin needs line and is")
    if values["is"] not in ("unit", "text"):
        raise ValueError(f'{name}: is = {values["is"]!r:.40} is neither "unit" nor "text"')
    parent = values.get("parent")
    return Pin(
        values["line"].strip(), values["is"] == "unit", values.get("nth", 1), values.get("marker", ""),
        None if parent is None else parent.strip(),
    )  # fmt: skip


def settle(pins: Iterable[Pin], source: SourceText, lines: Sequence[Line]) -> Settled:
    """Finds the places of the pins, and takes off the marks that are pinned to be text.

    Of two pins of one place that contradict each other the first counts.
    """
    settled = Settled({}, {}, [])
    said: dict[int, tuple[int, Pin]] = {}
    texts: list[tuple[Line, Mark]] = []
    for number, pin in enumerate(pins, 1):
        line = _line(source, lines, pin.line, pin.nth)
        mark = _mark(source, line, pin.marker) if line else None
        holder = _holder(source, lines, pin.parent, line) if pin.parent and line else None
        first = said.get(mark.start) if mark else None
        reason = _fault(pin, line, mark, holder) or _contradiction(number, pin, first)
        if reason or line is None or mark is None:
            settled.unused.append((pin, reason))
            continue
        said.setdefault(mark.start, (number, pin))
        if not pin.is_unit:
            texts.append((line, mark))
            continue
        if pin.parent is not None or mark.start not in settled.units:
            settled.units[mark.start] = pin
        if pin.parent is not None:
            settled.parents[mark.start] = holder.start if holder else -1
    for line, mark in texts:  # at last: a mark that is gone would make the next one the first of its line
        mark.why = PINNED
        line.marks = [other for other in line.marks if other is not mark]
    return settled


def _fault(pin: Pin, line: Line | None, mark: Mark | None, holder: Line | None) -> str:
    """Why a pin has no place; "" when it has one."""
    if line is None:
        return "there is no such line"
    if mark is None:
        return "the line has no such candidate for a marker"
    if not pin.is_unit and pin.parent is not None:
        return "what is text has no parent"
    if pin.parent and holder is None:
        return f"there is no line {pin.parent!r} before it, where its parent would begin"
    return ""


def _contradiction(number: int, pin: Pin, first: tuple[int, Pin] | None) -> str:
    """What to say of a pin that contradicts the first one of its place; "" when it does not."""
    if first is None:
        return ""
    other = first[1]
    same = other.is_unit == pin.is_unit and (None in (other.parent, pin.parent) or other.parent == pin.parent)
    return "" if same else f"pin {number} ({pin.words}) contradicts pin {first[0]} ({other.words}), which counts"


def misplaced(settled: Settled, holders: Mapping[int, int]) -> Iterator[tuple[Pin, str]]:
    """The pins whose parent is no unit that is open at their place, with the reason.

    holders: for each pinned unit the start of the line of the unit that it hangs on now
    """
    for start, parent in settled.parents.items():
        pin = settled.units[start]
        if parent >= 0 and holders.get(start) != parent:
            yield pin, f"no unit that begins in the line {pin.parent!r} is open there"


def _holder(source: SourceText, lines: Sequence[Line], words: str, below: Line) -> Line | None:
    """The last line of these words before another one."""
    found = None
    for line in lines:
        if line.start >= below.start:
            break
        if source.raw[line.start : line.end].strip() == words:
            found = line
    return found


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
