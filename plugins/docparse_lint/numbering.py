"""Numbering: how numbers are punctuated, whether they restart, and headings with nothing below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from docparse import Diagnostic, Node
from docparse_lint.catalogue import finding
from docparse_lint.scope import Scope, marker_span

INNER = frozenset({"han_paren", "arabic_dot", "arabic_dun", "arabic_paren", "arabic_rparen", "arabic_rparen_dun"})
HEADED = INNER | {"han_dun"}
RIGHT = {  # style -> how the standard prints it
    "arabic_dun": "1.",
    "arabic_colon": "1.",
    "arabic_rparen": "（1）",
    "arabic_rparen_dun": "（1）",
}
_BRACKETED = frozenset({"han_paren", "arabic_paren"})
_LEAST_SIBLINGS = 3  # that have a text, before one without is odd
_HEADING = 24  # characters
_FIGURE = re.compile("[0-9]")  # 军民融合方面6项 is all that is to be said


def styles(scope: Scope) -> Iterator[Diagnostic]:
    """Numbers that are punctuated in another way than the standard asks: one finding for each way of a document."""
    found: dict[str, list[Node]] = {}
    for unit in scope.units:
        style = unit.style or ""
        start, end = marker_span(unit)
        if style in RIGHT:
            found.setdefault(style, []).append(unit)
        elif style in _BRACKETED and scope.text[start:end].rstrip().endswith(tuple("、.,")):
            found.setdefault(f"{style}+", []).append(unit)
    for style, units in found.items():
        start, end = marker_span(units[0])
        right = RIGHT.get(style, "no mark after the bracket")
        count = f" ({len(units)} in the document)" if len(units) > 1 else ""
        message = f"{scope.raw[start:end].strip()} is not how the standard prints this level: {right}{count}"
        yield finding("level_style_nonstandard", message, (start, end))


def continuous(scope: Scope) -> Iterator[Diagnostic]:
    """A level that numbers on where its parent changes: one finding for each style, at the first place.

    None where it does so at each of several changes: tasks that are numbered through a whole document are meant so.
    """
    last: dict[str, Node] = {}
    changes: dict[str, list[tuple[bool, Node]]] = {}  # whether a number runs on, where the parent changes
    for unit in scope.units:
        style, number = unit.style or "", unit.ordinal
        if style not in INNER or not isinstance(number, int):
            continue
        before = last.get(style)
        if before and before.parent != unit.parent and before.level == unit.level and isinstance(before.ordinal, int):
            changes.setdefault(style, []).append((number == before.ordinal + 1 > 1, unit))
        last[style] = unit
    for found in changes.values():
        running = [unit for runs_on, unit in found if runs_on]
        if running and (len(found) == 1 or len(running) < len(found)):
            first = running[0]
            message = f"{first.marker} numbers on from the section before; a level usually begins anew in each section"
            yield finding("continuous_numbering", message, marker_span(first))


def bare_headings(scope: Scope) -> Iterator[Diagnostic]:
    """Headings without text, where all others of the level have one."""
    families: dict[tuple[int | None, str | None], list[Node]] = {}
    for unit in scope.units:
        if unit.kind == "section" and unit.style in HEADED:
            families.setdefault((unit.parent, unit.style), []).append(unit)
    for units in families.values():
        bare = [unit for unit in units if _is_bare(scope, unit)]
        others = len(units) - len(bare)
        if len(bare) != 1 or others < min(_LEAST_SIBLINGS, 2 if bare[0].end >= len(scope.text.rstrip()) else 9):
            continue
        (unit,) = bare
        start = marker_span(unit)[0]
        end = start + len(scope.raw[start : unit.end].rstrip())
        if end - start <= _HEADING and not _FIGURE.search(scope.text, marker_span(unit)[1], end):
            message = f"nothing stands below this heading, and its {others} siblings have a text"
            yield finding("heading_without_body", message, (start, end))


def _is_bare(scope: Scope, unit: Node) -> bool:
    """Whether a section is its heading and nothing else."""
    leaves = list(islice(scope.document.descendants(unit, "paragraph", "section", "item"), 2))
    return len(leaves) == 1 and not scope.document.body(unit).strip() and unit.heading is not None


CHECKS = (styles, continuous, bare_headings)
