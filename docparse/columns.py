"""Columns: the rows of a page in the order in which they are read."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from docparse.paper import Page, PageLine, Row

_left, _right = attrgetter("left"), attrgetter("right")
_OVERLAP = 0.5  # of the lower of two fragments, which stand on one baseline then
_DEEPEST = 3  # columns within columns: a page has four at most
_LEAST = 4  # lines in a column
_EDGE = (0.2, 0.8)  # of the width of a text: where its second column may begin
_FILLED = 0.35  # of the lines of a column reach its right edge: many of an outline are short
_CHARACTERS = 7  # of a line in a column, on average
_CELL = 12  # characters: cells of a table are shorter than lines of a column
_RAGGED = 1.6  # em that a full line may lack, and that cells are apart
_SAME = 0.35  # em: text printed twice, as bold is faked, lies this close


def read_rows(page: Page) -> list[Row]:
    """The rows of a page in reading order: columns one after another, what spans them before and after."""
    lines = [line for line in page.lines if _length(line)]
    found = []
    for column, region in _regions(lines, _DEEPEST):
        found += [Row(page.number, column, fragments) for fragments in baselines(region)]
    return found


def baselines(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Lines grouped by baseline, from top to bottom, each group from left to right; what is printed twice is once."""
    groups: list[list[PageLine]] = []
    top = bottom = 0.0
    for line in sorted(lines, key=lambda line: line.top + line.bottom):
        if groups and line.top <= bottom and _overlap(top, bottom, line):
            groups[-1].append(line)
            if line.bottom - line.top <= bottom - top:
                continue
        else:
            groups.append([line])
        top, bottom = line.top, line.bottom
    return [_once(group) if len(group) > 1 else group for group in groups]


def _overlap(top: float, bottom: float, line: PageLine) -> bool:
    shared = min(bottom, line.bottom) - max(top, line.top)
    return shared >= _OVERLAP * min(bottom - top, line.bottom - line.top)


def _once(group: list[PageLine]) -> list[PageLine]:
    group.sort(key=lambda line: line.left)
    kept = group[:1]
    for line in group[1:]:
        before, near = kept[-1], _SAME * line.size
        twice = line.left - before.left < near and abs(line.top - before.top) < near
        if not (twice and [run.text for run in line.runs] == [run.text for run in before.runs]):
            kept.append(line)
    return kept


def _regions(lines: list[PageLine], depth: int) -> Iterator[tuple[int, list[PageLine]]]:
    """Parts of a page in reading order, each with the number of its column: 0 where it is the only one."""
    gutter = _gutter(lines) if depth and len(lines) >= 2 * _LEAST else None
    if gutter is None:
        yield 0, lines
        return
    across, left, right = _sides(lines, gutter)
    tops = sorted(_middle(line) for line in across)
    bands: dict[tuple[int, int], list[PageLine]] = {}
    for side, members in enumerate((left, right), 1):
        for line in members:
            bands.setdefault((bisect_left(tops, _middle(line)), side), []).append(line)
    spanning: dict[int, list[PageLine]] = {}
    followed = sorted({band for band, _ in bands})
    for number, line in enumerate(sorted(across, key=_middle)):  # it stands above the next band that has columns
        spanning.setdefault(bisect_left(followed, number + 1), []).append(line)
    for place, band in enumerate([*followed, -1]):
        if place in spanning:
            yield 0, spanning[place]
        for side in (1, 2):
            if members := bands.get((band, side), []):
                for column, part in _regions(members, depth - 1):
                    yield side + 2 * column, part


def _middle(line: PageLine) -> float:
    return (line.top + line.bottom) / 2


def _gutter(lines: list[PageLine]) -> float | None:
    """Where the second column of a text begins, if it has one."""
    start, stop = min(map(_left, lines)), max(map(_right, lines))
    low, high = (start + edge * (stop - start) for edge in _EDGE)
    inner = [line for line in lines if low < line.left < high]
    if len(inner) < _LEAST:
        return None
    em = sorted(line.size for line in lines)[len(lines) // 2] or 1.0
    edges = Counter(round(line.left / em) for line in inner)
    for edge, _ in edges.most_common(3):
        gutter = min(line.left for line in inner if abs(line.left / em - edge) <= 1) - em / 4
        _, left, right = _sides(lines, gutter)
        if _is_column(left, em) and _is_column(right, em) and _side_by_side(left, right):
            return gutter
    return None


def _sides(lines: list[PageLine], gutter: float) -> tuple[list[PageLine], list[PageLine], list[PageLine]]:
    """What goes across a gutter, and what is left and right of it. Rows of a table go across."""
    across: list[PageLine] = []
    left: list[PageLine] = []
    right: list[PageLine] = []
    tabular = {id(line) for row in baselines(lines) if _is_tabular(row) for line in row}
    for line in lines:
        if id(line) in tabular or line.left < gutter < line.right:
            across.append(line)
        else:
            (left if line.left < gutter else right).append(line)
    return across, left, right


def _is_tabular(row: list[PageLine]) -> bool:
    """Whether a row has three short cells or more, as no lines of columns are."""
    apart = 1 + sum(b.left - a.right > _RAGGED * b.size for a, b in pairwise(row))
    return apart > 2 and sum(_length(line) for line in row) < _CELL * apart


def _is_column(side: list[PageLine], em: float) -> bool:
    """Whether lines look like text set in a column: long enough, and most of them to its right edge."""
    if len(side) < _LEAST:
        return False
    rows = [(max(line.right for line in row), sum(map(_length, row))) for row in baselines(side)]
    edge = sorted(right for right, _ in rows)[len(rows) * 9 // 10]
    filled = sum(right >= edge - _RAGGED * em for right, _ in rows)
    return filled >= _FILLED * len(rows) and sum(length for _, length in rows) >= _CHARACTERS * len(rows)


def _side_by_side(left: list[PageLine], right: list[PageLine]) -> bool:
    top, bottom = min(line.top for line in right), max(line.bottom for line in right)
    return sum(top <= _middle(line) <= bottom for line in left) >= _LEAST


def _length(line: PageLine) -> int:
    runs = line.runs
    return len((runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])).strip())
