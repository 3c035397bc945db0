"""Paper: lines as they are placed on pages, before anything is known of their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from docparse.writing import Run


class PageLine(NamedTuple):
    """A line of text as it stands on its page: runs from left to right, and its box; y grows downward.

    It may be a fragment: what stands beside it on one baseline is put together with it.
    size: the height of its type, in the unit of the page
    """

    runs: Sequence[Run]
    left: float
    top: float
    right: float
    bottom: float
    size: float


Rule = tuple[float, float, float]


@dataclass
class Page:
    """A page: its number from 1, its size, and its lines in any order.

    rules: heights of horizontal rules that are drawn on it, each with its left and right end: (y, left, right)
    unread: it shows something, a scan for instance, that nobody could read
    """

    number: int
    width: float
    height: float
    lines: list[PageLine] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    unread: bool = False


class Row:
    """Fragments on one baseline of a page, from left to right.

    column: 0 for one that has the page to itself, else the number of its column
    role: the form that its place gives it: table_row, page_number, running_head or none
    cells: of a table row, the fragments of each cell; a cell may be set in several lines
    """

    __slots__ = (
        "bottom", "cells", "column", "fragments", "left", "page", "right", "role", "runs", "size", "text", "top",
    )  # fmt: skip

    def __init__(self, page: int, column: int, fragments: list[PageLine]) -> None:
        self.page, self.column, self.fragments = page, column, fragments
        self.role, self.cells = "", list[list[PageLine]]()
        if len(fragments) == 1:
            ((self.runs, self.left, self.top, self.right, self.bottom, self.size),) = fragments
        else:
            self.left, self.top = fragments[0].left, min(fragment.top for fragment in fragments)
            self.right, self.bottom = max(f.right for f in fragments), max(f.bottom for f in fragments)
            self.size = max(fragments, key=lambda fragment: fragment.right - fragment.left).size
            self.runs = abreast(fragments)
        runs = self.runs
        self.text = (runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)).strip()


_BLANK, _WIDE, _TAB = 0.25, 1.2, 3.0  # gaps in em: that of a blank; between words set apart; twice that


def abreast(fragments: Sequence[PageLine]) -> list[Run]:
    """Runs of fragments on one baseline, with blanks where there are gaps."""
    joined = list(fragments[0].runs)
    for before, after in pairwise(fragments):
        gap = (after.left - before.right) / max(before.size, after.size, 0.1)
        ends, begins = before.runs[-1].text[-1:], after.runs[0].text[:1]
        if gap >= _BLANK and (gap >= _WIDE or not (is_wide(ends) or is_wide(begins))) and not ends.isspace():
            joined.append(Run(" " if gap < _WIDE else "  " if gap < _TAB else "    "))
        joined += after.runs
    return joined


def is_wide(char: str) -> bool:
    """Whether a character is Han or a full-width sign, between which no blank is written."""
    return char >= "\u2e80" or char in "“”‘’…—·《》"
