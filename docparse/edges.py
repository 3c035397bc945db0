"""Edges of pages: running heads and feet, and the numbers of pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from docparse.paper import Page, Row

PAGE_NUMBER, RUNNING_HEAD = "page_number", "running_head"
_DEEP = 3  # rows at the top and at the bottom of a page that may be none of its text
_MARGIN = 0.15  # of the height of a page
_DASH = "-–—―－·•~～_|/"
_N = r"[0-9０-９]{1,4}"
_SIGNED = re.compile(
    rf"(?:[{_DASH}]\s*(?P<a>{_N})\s*[{_DASH}]"
    rf"|第\s*(?P<b>{_N})\s*[页頁](?:[\s，,/]*[共总總]\s*{_N}\s*[页頁])?"
    rf"|(?P<c>{_N})\s*[/／]\s*{_N}"
    rf"|page\s*(?P<d>{_N})(?:\s*of\s*{_N})?)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:{_N}|[ivxlc]{{1,6}})", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9０-９]+")
_HEAD = 4  # characters beside the number that a running head with one has
_FEW = 3  # pages that show that a row comes again on every page
_GAP, _SIZES = 2.2, 1.12  # distance in heights of its type, or ratio of sizes, that set a row apart from the text
_MANY, _MOST = 5, 0.6  # pages, and share of all, that make it one all the same: the first of two lines of a head
_ZONE = 0.2  # of the height of a page, where running heads stand
_NEAR = 0.02  # of the height of a page: rows that come again stand as high
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class _Edge(NamedTuple):
    """A row near the edge of its page: index of the page, the row, how far down it is as a share of the page, and
    whether it stands apart from the text: by a gap, or by the size of its type."""

    page: int
    row: Row
    height: float
    apart: bool


def tell_edges(pages: Sequence[Page], rows: Sequence[list[Row]]) -> None:
    """Gives the rows that are numbers of pages or running heads their roles. rows: of each page, in reading order."""
    highest = [sorted(own, key=attrgetter("top"))[: _DEEP + 1] for own in rows]
    lowest = [sorted(own, key=attrgetter("bottom"))[: -_DEEP - 2 : -1] for own in rows]
    for outermost in (highest, lowest):
        for depth in range(_DEEP):
            edges = [edge for n, page in enumerate(pages) if (edge := _edge(n, page, outermost[n], depth))]
            _tell_numbers(edges, depth)
            _tell_heads(edges, len(pages))


def _edge(number: int, page: Page, outermost: list[Row], depth: int) -> _Edge | None:
    """The row of a page that so many others are beyond; none where one of them is text."""
    if len(outermost) <= depth or any(not row.role for row in outermost[:depth]) or outermost[depth].role:
        return None
    row = outermost[depth]
    middle = (row.top + row.bottom) / 2 / (page.height or 1.0)
    inner = outermost[depth + 1] if depth + 1 < len(outermost) else None
    apart = inner is None or abs(inner.bottom - row.bottom) > _GAP * row.size
    if inner is not None and not apart:
        apart = max(inner.size, row.size) > _SIZES * min(inner.size, row.size)
    return _Edge(number, row, middle, apart)


def _tell_numbers(edges: list[_Edge], depth: int) -> None:
    """Numbers of pages: with a sign wherever they stand at an edge; bare ones where they count on with the pages."""
    bare: dict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        text = edge.row.text.strip()
        in_margin = edge.height < _MARGIN or edge.height > 1 - _MARGIN
        if in_margin and _SIGNED.fullmatch(text):
            edge.row.role = PAGE_NUMBER
        elif in_margin and _BARE.fullmatch(text):
            bare[_value(text) - edge.page].append(edge)
    for offset, found in bare.items():
        if len(found) > 1 or (offset == 1 and found[0].page == 0):
            for edge in found:
                edge.row.role = PAGE_NUMBER


def _value(text: str) -> int:
    if text[0].isdecimal():
        return int(text)
    values = [_ROMAN[letter] for letter in text.lower()]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))


def _tell_heads(edges: list[_Edge], pages: int) -> None:
    """Rows that come again at the same height of several pages, but for a number in them that counts on."""
    alike: dict[tuple[str, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        if edge.row.role or _ZONE < edge.height < 1 - _ZONE:
            continue
        text = "".join(edge.row.text.split())
        alike[text, 0].append(edge)
        for number in _DIGITS.finditer(text):
            if len(text) - (number.end() - number.start()) >= _HEAD:
                alike[f"{text[: number.start()]}#{text[number.end() :]}", int(number[0]) - edge.page].append(edge)
    for (text, _), found in alike.items():
        usual = _usual(found)
        level = [edge for edge in found if abs(edge.height - usual) < _NEAR]
        if not (len(level) >= _MANY and len(level) >= _MOST * pages):
            level = [edge for edge in level if edge.apart]
        enough = _FEW if pages > _FEW or len(text) < _HEAD else 2
        if len(text) > 1 and len(level) >= enough:
            for edge in level:
                edge.row.role = edge.row.role or RUNNING_HEAD


def _usual(found: list[_Edge]) -> float:
    ((height, _),) = Counter(round(edge.height, 3) for edge in found).most_common(1)
    return height
