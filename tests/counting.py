"""Counts the work of parsing, without a clock. Run as a program, in a process of its own, because it changes `re`:

    python counting.py [SIZE...]   ->  {kind of text: [[characters, scanned, lines], ... for each size]}

scanned: characters that are looked at: by every regular expression of docparse and its plugins, counted by `Machine`,
which has none of the shortcuts of `re`; and by the methods of `str` on the text itself (find, count, slices, …)
lines: lines of docparse and its plugins that the interpreter runs
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from machine import Machine

SCANNED = [0]
LINES = [0]
_compile = re.compile


class Counting:
    """A compiled pattern that counts; all else it leaves to `re`."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._real = _compile(pattern, flags)
        self._machine: Machine | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def _count(self, text: str, start: int, end: int) -> int | None:
        self._machine = self._machine or Machine(self._real.pattern, self._real.flags)
        before = self._machine.steps
        found = self._machine.match(text, start, end)
        SCANNED[0] += self._machine.steps - before
        return found

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        end = min(end, len(text))
        found = self._real.match(text, start, end)
        if start <= end:
            assert self._count(text, start, end) == (found.end() if found else None), self._real.pattern
        return found

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        self._count(text, start, min(end, len(text)))
        return self._real.fullmatch(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Any]:
        end, position = min(end, len(text)), start
        for found in self._real.finditer(text, start, end):
            for place in range(position, found.start() + 1):
                self._count(text, place, end)
            position = max(found.end(), found.start() + 1)
            yield found
        for place in range(position, end + 1):
            self._count(text, place, end)

    def findall(self, text: str, *span: int) -> Any:
        list(self.finditer(text, *span))
        return self._real.findall(text, *span)

    def split(self, text: str, maxsplit: int = 0) -> Any:
        list(self.finditer(text))
        return self._real.split(text, maxsplit)

    def sub(self, new: Any, text: str, count: int = 0) -> Any:
        list(self.finditer(text))
        return self._real.sub(new, text, count)


class Counted(str):
    """A text that counts what its methods look at; pieces cut from it are plain."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> str:
        found = str.__getitem__(self, key)
        SCANNED[0] += len(found)
        return found

    def find(self, sub: str, start: int = 0, end: int = sys.maxsize) -> int:
        found = str.find(self, sub, start, end)
        SCANNED[0] += max(0, (min(end, len(self)) if found < 0 else found + len(sub)) - start)
        return found

    def rfind(self, sub: str, start: int = 0, end: int = sys.maxsize) -> int:
        found = str.rfind(self, sub, start, end)
        SCANNED[0] += max(0, min(end, len(self)) - max(start, found))
        return found


def _counts_all(name: str) -> Any:
    real = getattr(str, name)

    def method(self: Counted, *arguments: Any) -> Any:
        first, last = (*arguments[1:], 0, sys.maxsize)[:2] if name in ("count", "index", "rindex") else (0, sys.maxsize)
        SCANNED[0] += max(0, min(last, len(self)) - first)
        return real(self, *arguments)

    return method


for _name in ("count", "index", "rindex", "replace", "translate", "split", "splitlines", "strip", "lstrip", "rstrip",
              "partition", "rpartition", "encode", "isspace", "isdecimal", "__contains__", "__iter__"):  # fmt: skip
    setattr(Counted, _name, _counts_all(_name))


def compiled(pattern: Any, flags: int = 0) -> Any:
    """`re.compile`, which gives docparse and its plugins patterns that count."""
    asking = sys._getframe(1).f_globals.get("__name__", "")
    return Counting(pattern, flags) if asking.startswith("docparse") else _compile(pattern, flags)


def traced(frame: FrameType, event: str, _: Any) -> Any:
    if event == "call":
        return traced if frame.f_globals.get("__name__", "").startswith("docparse") else None
    LINES[0] += event == "line"
    return traced


def work(parser: Any, source: Any) -> tuple[int, int, int]:
    """(characters, scanned, lines) of a parse."""
    SCANNED[0] = LINES[0] = 0
    sys.settrace(traced)
    try:
        parser.parse(source)
    finally:
        sys.settrace(None)
    return len(source.raw), SCANNED[0], LINES[0]


def main(sizes: list[int]) -> None:
    re.compile = compiled  # type: ignore[assignment]
    from patterns import PATTERNS

    import docparse
    from docparse.source import fold

    parser = docparse.Parser(records=False)
    found = {}
    for kind, pattern in PATTERNS.items():
        rows = []
        for size in (100, *sizes):  # the first fills the tables of the parser, and is not counted
            source = docparse.SourceText(Counted(pattern(size)))
            source.__dict__["text"] = Counted(fold(pattern(size)))
            rows.append(work(parser, source))
        found[kind] = rows[1:]
    print(json.dumps(found))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
