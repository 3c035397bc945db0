"""Suppression: findings that a reader does not want to see, by a comment in the document or by the file beside it.

    <!-- docparse: ignore ordinal_gap, ocr_marker -->   in the line, or alone in the line before it
    <!-- docparse: ignore-file ordinal_gap -->          anywhere; both without codes: all

In FILE.docparse.toml, which holds the pins too:

    [[ignore]]
    codes = ["ordinal_gap"]  # all, if left out
    line = "三、其他"        # the line, blanks at its ends aside; the whole file, if left out
    nth = 2                  # the second such line; the first, if left out

`ignore = ["ordinal_gap"]` is the short form for the whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docparse.catalogue import ALL, UNUSED
from docparse.errors import LoadError
from docparse.findings import Diagnostic
from docparse.pins import SUFFIX, check_table, read_beside, tables
from docparse.slips import nearest
from docparse.source import SourceText, split_lines

_COMMENT = re.compile(r"<!--[ \t]*docparse[ \t]*:[ \t]*(ignore-file|ignore)(?![\w-])([\w, \t]*)-->")
_ANY_COMMENT = re.compile(r"<!--[ \t]*docparse[ \t]*:[ \t]*((?:\w+(?:-\w+)*)?)[^\r\n>]*>")
_CODE = re.compile(r"\w+")
_KEYS = {"codes": list, "line": str, "nth": int}


@dataclass(frozen=True, slots=True)
class Suppression:
    """One wish of a reader. codes: those that are not to be shown, () for all; line, nth: where, "" for everywhere."""

    codes: tuple[str, ...] = ()
    line: str = ""
    nth: int = 1


Key = tuple[int | None, str]  # the number of a line, None for every place; and a code


@dataclass(frozen=True, slots=True)
class _Wish:
    """A code that is not wanted in some lines. lines: their numbers, None for every place; span: where it says so."""

    code: str
    lines: tuple[int | None, ...]
    span: tuple[int, int]
    said: str

    @property
    def keys(self) -> set[Key]:
        return {(line, self.code) for line in self.lines}


def read_suppressions(file: Path) -> list[Suppression]:
    """The suppressions beside a file; none when there is no such file. LoadError DP-L104 when they cannot be read."""
    found = read_beside(file)
    try:
        rows = tables(found, "ignore")
        codes = [row for row in rows if isinstance(row, str)]
        others = [_suppression(row, f"ignore {n}") for n, row in enumerate(rows, 1) if not isinstance(row, str)]
    except (ValueError, TypeError) as error:
        reason = f"no suppressions can be read: {error}"
        raise LoadError("DP-L104", f"{file}{SUFFIX}", reason, "see docs/checks.md, Suppressing findings") from error
    return [Suppression(tuple(codes)), *others] if codes else others


def _suppression(row: object, name: str) -> Suppression:
    values = check_table(row, _KEYS, name)
    codes = values.get("codes", [])
    if not all(isinstance(code, str) for code in codes):
        raise TypeError(f"{name}: codes = {codes!r:.40} are no strings")
    return Suppression(tuple(codes), values.get("line", "").strip(), values.get("nth", 1))


def suppress(
    source: SourceText,
    diagnostics: Iterable[Diagnostic],
    beside: Sequence[Suppression] = (),
    known: Collection[str] = (),
) -> list[Diagnostic]:
    """The findings that nobody has suppressed, with a `suppression_unused` for every wish that matches none.

    `known` are the codes that there are: of another one the finding says which is meant. A finding belongs to the line in which it begins. One without a place (an empty span at the beginning) is
    suppressed for the whole file or not at all. What is found in a suppressing comment itself is dropped.
    """
    diagnostics = list(diagnostics)
    if not beside and "docparse" not in source.raw:
        return diagnostics
    starts = [start for start, _, _ in split_lines(source.raw)]
    comments = list(_COMMENT.finditer(source.raw))
    wishes = [*_from_comments(source, starts, comments), *_from_beside(source, beside)]
    kept, met = _unwanted(_outside(diagnostics, comments), wishes, starts)
    unused = [_unused(wish, known) for wish in wishes if wish.code != UNUSED and met.isdisjoint(wish.keys)]
    unused += _misspelt(source, comments)
    still, _ = _unwanted(unused, [wish for wish in wishes if wish.code == UNUSED], starts)
    return sorted([*kept, *still], key=lambda found: (found.span, found.code)) if still else kept


def _outside(diagnostics: Iterable[Diagnostic], comments: Sequence[re.Match[str]]) -> Iterator[Diagnostic]:
    """The findings that do not lie wholly in a comment: it speaks to the checker, it is no part of the document."""
    begins = [comment.start() for comment in comments]
    for found in diagnostics:
        start, end = found.span
        place = bisect_right(begins, start) - 1
        if place < 0 or end > comments[place].end() or _is_placeless(found):
            yield found


def _unwanted(
    diagnostics: Iterable[Diagnostic], wishes: Sequence[_Wish], starts: Sequence[int]
) -> tuple[list[Diagnostic], set[Key]]:
    """The findings that no wish covers, and the keys of wishes that cover one."""
    keys: set[Key] = set().union(*(wish.keys for wish in wishes))
    kept, met = [], set()
    for found in diagnostics:
        places = {None} if _is_placeless(found) else {None, bisect_right(starts, found.span[0]) - 1}
        covering = {(place, code) for place in places for code in (found.code, ALL)} & keys
        met |= covering
        if not covering:
            kept.append(found)
    return kept, met


def _is_placeless(found: Diagnostic) -> bool:
    return found.span == (0, 0)


def _from_comments(
    source: SourceText, starts: Sequence[int], comments: Sequence[re.Match[str]]
) -> Iterator[_Wish]:  # fmt: skip
    """The wishes of comments, the last first: one alone in its line is about the line that the next is about."""
    about: dict[int, int] = {}
    for match in reversed(comments):
        line = bisect_right(starts, match.start()) - 1
        if line not in about:
            words = source.raw[starts[line] : starts[line + 1] if line + 1 < len(starts) else None]
            about[line] = line if _COMMENT.sub("", words).strip() else about.get(line + 1, line + 1)
        lines = (line, about[line]) if match[1] == "ignore" else (None,)
        for code in _CODE.findall(match[2]) or [ALL]:
            yield _Wish(code, lines, match.span(), f"the comment {match[0]}")


def _from_beside(source: SourceText, beside: Iterable[Suppression]) -> Iterator[_Wish]:
    places: dict[str, list[int]] = {}
    for number, (start, end, _) in enumerate(split_lines(source.raw)):
        places.setdefault(source.raw[start:end].strip(), []).append(number)
    for row in beside:
        where = places.get(row.line, [])[row.nth - 1 : row.nth]
        said = f"the suppression of {row.line!r} beside the document" if row.line else "one beside the document"
        for code in row.codes or (ALL,):
            yield _Wish(code, tuple(where) if row.line else (None,), (0, 0), said)


def _unused(wish: _Wish, known: Collection[str]) -> Diagnostic:
    what = "finding" if wish.code == ALL else wish.code
    near = nearest(wish.code, known) if known and wish.code not in (ALL, *known) else ""
    meant = f"; did you mean {near}?" if near else ""
    return Diagnostic(UNUSED, f"{wish.said}: no {what} is found there{meant}", wish.span, "info")


def _misspelt(source: SourceText, comments: Sequence[re.Match[str]]) -> Iterator[Diagnostic]:
    """A finding for each comment that speaks to docparse in words that it does not know."""
    understood = {comment.start() for comment in comments}
    for match in _ANY_COMMENT.finditer(source.raw):
        if match.start() not in understood:
            words = ("ignore", "ignore-file")
            wrong = "it cannot be read" if match[1] in words else f"there is no {match[1]!r}"
            near = nearest(match[1], words) or "ignore"
            message = (
                f"the comment {match[0]:.60} suppresses nothing: {wrong}; write <!-- docparse: {near} CODE, CODE -->"
            )
            yield Diagnostic(UNUSED, message, match.span(), "info")
