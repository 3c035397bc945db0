"""Gridding: which rows of a page are those of a table, and which lines of text stand in one cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from docparse.paper import Page, PageLine, Row, Rule

TABLE_ROW = "table_row"
_APART = 1.2  # em between cells
_ALIKE = 0.7  # em: edges of the cells of a column
_NUMBER = re.compile(
    "第[〇零一二三四五六七八九十百千0-9]+[章节節条條]|[（(]?[〇零一二三四五六七八九十0-9]+[)）.．、]|[①-⒛㈠-㈩•●■◆]"
)
_RULED = 3  # rules that make a table: above the head, below it, at the end
_LEVEL, _TORN = 2.0, 4.0  # how far apart the parts of one rule may be drawn, down and across
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
        if len(members) > 1 and not _is_item(members) and any(_share(members, other, row.size) for other in beside):
            row.role, row.cells = TABLE_ROW, members
    return rows


def _is_item(members: list[list[PageLine]]) -> bool:
    """Whether the cells of a row are a number and its text, which a tab parts; a column of numbers has no punctuation."""
    return (
        len(members) == 2
        and _NUMBER.fullmatch("".join(run.text for line in members[0] for run in line.runs).strip()) is not None
    )


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
    rules = _whole_rules(page.rules)
    for between, members in _enclosed(rows, rules):
        fragments = [fragment for row in members for fragment in row.fragments]
        found = [_columns(band) for band in _bands(fragments, between, rules)] if between else []
        if max(map(len, found), default=0) < 2:
            yield from members
            continue
        for columns in found:
            row = Row(page.number, members[0].column, [fragment for column in columns for fragment in column])
            row.role, row.cells = TABLE_ROW, columns
            yield row


def _enclosed(rows: list[Row], rules: list[Rule]) -> Iterator[tuple[tuple[float, float] | None, list[Row]]]:
    """Rows by the rules that they stand between; those beside a cell that goes on below stand together with it."""
    bounds: tuple[float, float] | None = None
    members: list[Row] = []
    for row in rows:
        between = _between(row, rules)
        if bounds is not None and between is not None and between[0] < bounds[1] and bounds[0] < between[1]:
            bounds = min(bounds[0], between[0]), max(bounds[1], between[1])
        elif members and (bounds is not None or between is not None):
            yield bounds, members
            bounds, members = between, []
        else:
            bounds = between
        members.append(row)
    if members:
        yield bounds, members


def _bands(fragments: list[PageLine], between: tuple[float, float], rules: list[Rule]) -> Iterator[list[PageLine]]:
    """What stands between two rules, parted by those inside that stop at a cell which goes on below: that cell is
    of the first row."""
    inside = [rule for rule in rules if between[0] + _LEVEL < rule[0] < between[1] - _LEVEL]
    bands: dict[int, list[PageLine]] = {}
    for fragment in fragments:
        left, right, middle = fragment.left, fragment.right, (fragment.top + fragment.bottom) / 2
        above = sum(height < middle and start <= left and right <= end for height, start, end in inside)
        bands.setdefault(above, []).append(fragment)
    yield from (bands[above] for above in sorted(bands))


def _whole_rules(rules: Sequence[Rule]) -> list[Rule]:
    """Rules from top to bottom, those that are drawn cell by cell put together."""
    whole: list[Rule] = []
    for height, left, right in sorted(rules, key=lambda rule: (round(rule[0] / _LEVEL), rule[1])):
        if whole and abs(whole[-1][0] - height) <= _LEVEL and left <= whole[-1][2] + _TORN:
            whole[-1] = whole[-1][0], whole[-1][1], max(whole[-1][2], right)
        else:
            whole.append((height, left, right))
    return whole


def _between(row: Row, rules: list[Rule]) -> tuple[float, float] | None:
    """The rules above and below a row, which span it; None where it has not both."""
    if row.role or row.column or len(rules) < _RULED:
        return None
    slack, middle = _OVERLAP * row.size, (row.top + row.bottom) / 2
    spanning = [height for height, left, right in rules if left - slack <= row.left and row.right <= right + slack]
    at = bisect_right(spanning, middle)
    return (spanning[at - 1], spanning[at]) if 0 < at < len(spanning) else None


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
