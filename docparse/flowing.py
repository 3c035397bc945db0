"""Flowing: which row of a page goes on with the one before, by how full it is and where the next one begins."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from docparse.paper import Page, Row, is_wide

_NARROWEST = 0.78  # of the width of a page: no right margin of text that has the page to itself is left of it,
_USUAL = 0.86  # and where none is to be seen, it is here
_SURE_ROWS, _SURE_SHARE = 12, 0.6  # rows of a text that has a margin further left all the same
_STRAY = 20  # rows of which one may begin left of the margin
_FEW = 5  # rows that show the margins of a page
_PITCH = 1.5  # line distances: more is a gap between paragraphs
_SIZES = 1.12  # types whose sizes differ more are not of one paragraph
_INDENTED = 0.8  # em
_ODD = 0.06  # em: what a character may lack of its place
_PLACED = 0.4  # of the width of a text: what begins further right is set there, as signatures are
_CENTRED = 0.6  # em off the middle
_SHARE = 0.25  # of the paragraphs are indented, where that is how paragraphs begin
_DEEPEST_INDENT = 6  # em
_LETTER = 0.55  # em: the width of a letter or digit
_FINISHED = "。！？：；.!?:;…”’"
_BELOW_TITLE = "（(—-"  # a date, a subtitle
_MARKER = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百千0-9]+[章节節条條编編款项項篇部]|[一二三四五六七八九十]+[、.．]"
    r"|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]{1,3}[.．、)）]|[①-⒛Ⅰ-ⅻ㈠-㈩]|[（(\[【〔]?[0-9A-Za-z]{1,4}[\]】〕）)．.、：]|[壹贰叁肆伍陆柒捌玖拾]、|附件|[•●■◆○△—-])"
)
# What is not torn apart at the end of a line: a word; a character with the signs that may not begin a line, or
# with those that may not end one before it.
_CHUNK = re.compile(
    r"\s*(?:[A-Za-z0-9.,%/:@_+&'-]+[，。、；：？！）》〉」』】〕”’]*|[（《〈「『【〔“‘(\[]*.)[，。、；：？！）》〉」』】〕”’…—,.;:?!)\]]*"
)


class Frame(NamedTuple):
    """The left and right margin of rows, between which they are filled."""

    left: float
    right: float


class Flow:
    """The rows of a document in reading order, without those of tables and edges, and how they are set."""

    def __init__(self, pages: Sequence[Page], rows: Sequence[Row]) -> None:
        self._pages = {page.number: page for page in pages}
        self._frames = self._all_frames(rows)
        self._pitch = _pitch(rows)
        self._size = Counter(round(row.size, 1) for row in rows).most_common(1)[0][0]
        self._indent = self._usual_indent(rows)

    def goes_on(self, before: Row, row: Row, opens: bool) -> bool:
        """Whether a row goes on with the paragraph of the one before; opens: that one is the first of its paragraph."""
        if before.role or row.role or not before.size < row.size * _SIZES or not row.size < before.size * _SIZES:
            return False
        if self._apart(before, row):
            return False
        em, frame, after = before.size, self._frame(before), self._frame(row)
        if self._in_title(before, frame) and self._in_title(row, after):
            return before.text[-1] not in _FINISHED and row.text[0] not in _BELOW_TITLE and not _MARKER.match(row.text)
        lack = frame.right - before.right
        if lack >= _LETTER * em and lack >= _chunk(row.text) * em:
            return False  # what follows had found its place there
        inset, begin = (before.left - frame.left) / em, (row.left - after.left) / em
        if _is_placed(before, frame) or _is_placed(row, after):
            return False
        if self._centred(before, frame) and self._centred(row, after):
            return before.text[-1] not in _FINISHED
        if not opens:
            return abs(begin - inset) < _INDENTED
        if begin - inset <= -_INDENTED:
            return True
        if begin - inset < _INDENTED:
            return self._level(before, row, begin)
        if abs(begin - self._indent) < _INDENTED and inset < _INDENTED:
            return self._hangs(before, row)
        return True

    def _level(self, before: Row, row: Row, begin: float) -> bool:
        """Whether a row goes on with a first row that begins where it begins itself."""
        if self._indent:
            return abs(begin - self._indent) >= _INDENTED
        finished = before.text[-1] in _FINISHED
        if _MARKER.match(row.text):
            return not finished and not _MARKER.match(before.text)
        return finished or not (_all_emphasis(before) and not _any_emphasis(row))

    def _hangs(self, before: Row, row: Row) -> bool:
        """Whether a row stands below the text, and not the number, of an item."""
        item = _MARKER.match(before.text) is not None and before.text[-1] not in _FINISHED
        return item and not _MARKER.match(row.text)

    def _apart(self, before: Row, row: Row) -> bool:
        if before.page != row.page or before.column != row.column:
            return False
        distance = row.bottom - before.bottom
        return distance < 0 or distance > _PITCH * max(self._pitch * before.size, before.bottom - before.top)

    def _centred(self, row: Row, frame: Frame) -> bool:
        left, right = row.left - frame.left, frame.right - row.right
        if abs(left / row.size - self._indent) < _INDENTED / 2:
            return False
        return left > _INDENTED * row.size and abs(left - right) < 2 * _CENTRED * row.size

    def _in_title(self, row: Row, frame: Frame) -> bool:
        """Whether a row is in larger type than the text, and in the middle: a title is broken where its sense allows."""
        if row.size < self._size * _SIZES:
            return False
        return abs(row.left - frame.left - frame.right + row.right) < 2 * _CENTRED * row.size

    def _frame(self, row: Row) -> Frame:
        return self._frames[row.page, row.column]

    def _all_frames(self, rows: Sequence[Row]) -> dict[tuple[int, int], Frame]:
        """The margins of every page and column: its own where it shows them, else those of all pages of its size."""
        groups: dict[tuple[int, int], list[Row]] = defaultdict(list)
        alike: dict[tuple[float, int], tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
        for row in rows:
            groups[row.page, row.column].append(row)
        for (number, column), members in groups.items():
            even_or_odd = alike[self._pages[number].width, column][number % 2]
            even_or_odd += members
        general = {key: _facing_margins(sides, *key) for key, sides in alike.items()}
        frames = {}
        for (number, column), members in groups.items():
            width = self._pages[number].width
            common = general[width, column][number % 2]
            frames[number, column] = common
            em = members[0].size
            lefts, rights = [row.left for row in members], [row.right for row in members]
            usual = abs(min(lefts) - common.left) < em / 2 and abs(max(rights) - common.right) < em / 2
            if len(members) >= _FEW and not usual:
                own = _margins(members, width, column)
                shift = own.left - common.left
                if column or abs(own.right - own.left - common.right + common.left) < em:
                    frames[number, column] = own if column else Frame(common.left + shift, common.right + shift)
        return frames

    def _usual_indent(self, rows: Sequence[Row]) -> float:
        """How far the first row of a paragraph is set in, in em; 0 where it is not."""
        starts, all_starts = Counter[float](), 0
        for before, row in pairwise(rows):
            em = row.size
            if self._frame(before).right - before.right < em * 1.5:
                continue
            inset = (row.left - self._frame(row).left) / em
            if inset > _DEEPEST_INDENT:
                continue
            all_starts += 1
            if inset >= _INDENTED:
                starts[round(inset * 2) / 2] += 1
        indent, count = starts.most_common(1)[0] if starts else (0.0, 0)
        return indent if count and count >= _SHARE * all_starts else 0.0


def _facing_margins(sides: tuple[list[Row], list[Row]], width: float, column: int) -> tuple[Frame, Frame]:
    """The margins of even and of odd pages, which differ where paper is printed on both sides and bound."""
    rows = sides[0] or sides[1]
    if all(sides):
        em, lefts = rows[0].size, [min([row.left for row in side]) for side in sides]
        if abs(lefts[0] - lefts[1]) >= em / 2:
            even, odd = (_margins(side, width, column) for side in sides)
            if abs(even.right - even.left - odd.right + odd.left) < em / 2:
                return even, odd
        rows = sides[0] + sides[1]
    common = _margins(rows, width, column)
    return common, common


def _is_placed(row: Row, frame: Frame) -> bool:
    return row.left - frame.left > _PLACED * (frame.right - frame.left)


def _margins(rows: Sequence[Row], width: float, column: int) -> Frame:
    """The margins of rows: where many of them end, and where the leftmost that are no exception begin."""
    em = Counter(round(row.size, 1) for row in rows).most_common(1)[0][0] or 1.0
    lefts, rights = (
        Counter(round(row.left / em * 2) for row in rows),
        Counter(round(row.right / em * 2) for row in rows),
    )
    left_edge = min(edge for edge, count in lefts.items() if count >= min(len(rows) // _STRAY, max(lefts.values())))
    left = min(row.left for row in rows if abs(row.left / em * 2 - left_edge) <= 0.5)
    right_edge = max(edge for edge, count in rights.items() if count >= _enough(rights))
    at_edge = [row.right for row in rows if abs(row.right / em * 2 - right_edge) <= 1]
    right = max(at_edge)
    sure = len(rows) >= _SURE_ROWS and len(at_edge) >= _SURE_SHARE * len(rows)
    if not column and right < _NARROWEST * width and not sure:
        right = max(_USUAL * width, max(row.right for row in rows))
    return Frame(left, right)


def _enough(edges: Counter[int]) -> float:
    return min(max(2, max(edges.values()) * 0.15), max(edges.values()))


def _pitch(rows: Sequence[Row]) -> float:
    """The usual distance of rows, in heights of their type."""
    steps = Counter(
        round((row.bottom - before.bottom) / before.size, 1)
        for before, row in pairwise(rows)
        if row.page == before.page and row.column == before.column and row.bottom > before.bottom
    )
    return steps.most_common(1)[0][0] if steps else 1.75


def _chunk(text: str) -> float:
    """The width in em of what begins a text and is not torn apart."""
    chunk = _CHUNK.match(text)
    width, word = 0.0, False
    for char in chunk[0].strip() if chunk else "":
        wide = is_wide(char)
        width += 1.0 if wide else _LETTER
        word = word or not wide
    return width if word else width - _ODD


def _all_emphasis(row: Row) -> bool:
    return all(run.emphasis for run in row.runs if run.text.strip())


def _any_emphasis(row: Row) -> bool:
    return any(run.emphasis for run in row.runs)
