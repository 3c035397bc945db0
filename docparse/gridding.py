"""Gridding: which rows of a page are those of a table, and which lines of text stand in one cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from docparse.paper import Page, PageLine, Row

TABLE_ROW = "table_row"
_APART = 1.2  # em between cells
_ALIKE = 0.7  # em: edges of the cells of a column
_RULED = 3  # rules that make a table: above the head, below it, at the end
_OVERLAP = 0.3  # em that a rule may miss the text that it stands above or below


def grid(page: Page, rows: list[Row]) -> list[Row]:
    """The rows of a page with those that make tables put together, and with their role."""
    if page.rules:
        rows = list(_ruled(page, rows))
    found: list[Row] = []
    for plain, group in groupby(rows, key=lambda row: bool(row.role) or len(row.fragments) < 2):
        members = list(group)
        found += members if plain else _aligned(members)
    return found


def cells(fragments: Sequence[PageLine]) -> list[list[PageLine]]:
    """The fragments of a row, parted where there is a gap."""
    parted = [[fragments[0]]]
    for before, after in pairwise(fragments):
        if after.left - before.right > _APART * max(before.size, after.size):
            parted.append([])
        parted[-1].append(after)
    return parted


def _aligned(rows: list[Row]) -> list[Row]:
    """Rows with several cells each; where neighbours share the edges of one behind the first, they are of a table."""
    parted = [cells(row.fragments) for row in rows]
    for n, (row, members) in enumerate(zip(rows, parted, strict=True)):
        beside = [other for other in (*parted[max(0, n - 1) : n], *parted[n + 1 : n + 2]) if len(other) > 1]
        if len(members) > 1 and any(_share(members, other, row.size) for other in beside):
            row.role, row.cells = TABLE_ROW, members
    return rows


def _share(cells_: list[list[PageLine]], others: list[list[PageLine]], em: float) -> bool:
    near = _ALIKE * em
    for cell in cells_[1:]:
        left, right = cell[0].left, cell[-1].right
        for other in others[1:]:
            there, end = other[0].left, other[-1].right
            if abs(left - there) < near or abs(right - end) < near or abs(left + right - there - end) < 2 * near:
                return True
    return False


def _ruled(page: Page, rows: list[Row]) -> Iterator[Row]:
    """Rows with those between two rules, and so in one row of a table, put together."""
    for above, left, right, members in _between(page, rows):
        fragments = [fragment for row in members for fragment in row.fragments]
        columns = _columns(fragments) if above >= 0 and left < right else []
        if len(columns) < 2:
            yield from members
            continue
        row = Row(page.number, members[0].column, [fragment for column in columns for fragment in column])
        row.role, row.cells = TABLE_ROW, columns
        yield row


def _between(page: Page, rows: list[Row]) -> Iterator[tuple[int, float, float, list[Row]]]:
    """Rows in turn, with the index of the rule above them and its ends; -1 for those outside of tables."""
    heights = sorted(page.rules)
    tops = [height for height, _, _ in heights]

    def place(row: Row) -> int:
        above = bisect_right(tops, (row.top + row.bottom) / 2) - 1
        if above < 0 or above + 1 >= len(tops) or len(tops) < _RULED:
            return -1
        slack = _OVERLAP * row.size
        spans = all(
            any(
                abs(h - tops[n]) < 1 and left - slack <= row.left and row.right <= right + slack
                for h, left, right in heights
            )
            for n in (above, above + 1)
        )
        return above if spans else -1

    for above, members in groupby(rows, key=place):
        yield above, *(heights[above][1:] if above >= 0 else (0.0, 0.0)), list(members)


def _columns(fragments: list[PageLine]) -> list[list[PageLine]]:
    """Fragments by the column of the table that they stand in, each column from top to bottom."""
    columns: list[list[PageLine]] = []
    edge = 0.0
    for fragment in sorted(fragments, key=lambda fragment: fragment.left):
        if columns and fragment.left < edge:
            columns[-1].append(fragment)
        else:
            columns.append([fragment])
        edge = max(edge, fragment.right) if len(columns[-1]) > 1 else fragment.right
    return [sorted(column, key=lambda fragment: (round(fragment.top), fragment.left)) for column in columns]
