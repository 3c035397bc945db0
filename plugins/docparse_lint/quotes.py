"""Quotation marks: those that do not pair, and glyphs that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import Diagnostic, Edit, Node
from docparse_lint.catalogue import finding
from docparse_lint.scope import HAN, Scope, Span, replaced

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "‚": "‛"}
CLOSERS = {closer: opener for opener, closer in PAIRS.items()}
LOW_HIGH = {0x201A: "“", 0x201B: "”"}
TITLE_MARKS = {ord("≤"): "《", ord("≥"): "》"}

_MARKS = re.compile(f"[{''.join(PAIRS)}{''.join(CLOSERS)}《》]")
_APOSTROPHE = re.compile(r"[A-Za-z0-9]’|’[A-Za-z]")
_LOW_HIGH = re.compile(r"‚[^‚‛\r\n]{1,60}‛")
_TITLE = re.compile(rf"≤(?=[{HAN}])[^≤≥\r\n]{{2,60}}≥")
_STRAIGHT = re.compile(rf'"(?=[{HAN}A-Za-z0-9《(])[^"\r\n]{{0,60}}[{HAN}A-Za-z0-9》)。!?,+]"')
_ANY_HAN = re.compile(f"[{HAN}]")
_SHOWN = 12  # characters of the quotation in a message


def glyphs(scope: Scope) -> Iterator[Diagnostic]:
    """‚ ‛ and " for “ ”, ≤ ≥ for 《 》; each pair with its fix."""
    for match in _LOW_HIGH.finditer(scope.raw, *scope.span):
        yield _glyph(scope, match.span(), "‚ ‛ (U+201A, U+201B) stand", "“ ”", LOW_HIGH)
    for match in _TITLE.finditer(scope.raw, *scope.span):
        yield _glyph(scope, match.span(), "≤ ≥ stand", "《 》", TITLE_MARKS)
    if '"' in scope.text[slice(*scope.span)]:
        for line in scope.lines:
            yield from _straight(scope, line)


def _glyph(scope: Scope, span: Span, what: str, right: str, table: dict[int, str]) -> Diagnostic:
    edges = ((span[0], span[0] + 1), (span[1] - 1, span[1]))
    fix = tuple(edit for edge in edges for edit in replaced(scope.raw, edge, table))
    return finding("quote_glyph", f"{what} for {right}: {_shown(scope, span)}", span, fix)


def _straight(scope: Scope, line: Node) -> Iterator[Diagnostic]:
    """Straight quotation marks around Han text, paired by parity: where they do not all pair, none is touched."""
    if scope.text.count('"', *line.span) % 2:
        return
    position = line.start
    while (start := scope.text.find('"', position, line.end)) >= 0:
        end = scope.text.index('"', start + 1, line.end) + 1
        inches = start > line.start and scope.text[start - 1].isdigit()
        if not inches and _STRAIGHT.fullmatch(scope.text, start, end) and _ANY_HAN.search(scope.text, start, end):
            fix = (Edit((start, start + 1), "“"), Edit((end - 1, end), "”"))
            yield finding("quote_glyph", f'" " stand for “ ”: {_shown(scope, (start, end))}', (start, end), fix)
        position = end


def _shown(scope: Scope, span: Span) -> str:
    text = scope.raw[slice(*span)]
    return text if len(text) <= 2 * _SHOWN else f"{text[:_SHOWN]}…{text[-_SHOWN:]}"


def pairs(scope: Scope) -> Iterator[Diagnostic]:
    """Quotation marks that do not pair within their paragraph. A quotation of several paragraphs, each of which opens
    it again or none before the last closes it, is in order."""
    lines = scope.lines
    for index, line in enumerate(lines):
        opened, stray = _unpaired(scope.raw, line)
        for place in opened:
            if not _goes_on(scope, place, lines[index + 1 : index + 2]):
                end = _quoted_to(scope.raw, place, line.end)
                message = f"{scope.raw[place]} is opened and not closed in its paragraph: {_shown(scope, (place, end))}"
                yield finding("unclosed_quote", message, (place, end))
        for place in stray:
            if not _came_from(scope, place, line):
                message = f"{scope.raw[place]} closes nothing: {scope.raw[max(line.start, place - _SHOWN) : place + 1]}"
                yield finding("unbalanced_quote", message, (place, place + 1))


def _unpaired(raw: str, line: Node) -> tuple[list[int], list[int]]:
    """The offsets of the marks in a paragraph that nothing closes, and of those that close nothing."""
    stack: list[int] = []
    lost: list[int] = []
    stray: list[int] = []
    for match in _MARKS.finditer(raw, *line.span):
        mark, place = match[0], match.start()
        if mark in PAIRS or mark == "《":
            stack.append(place)
        elif mark == "’" and _APOSTROPHE.search(raw, max(0, place - 1), place + 2):
            continue
        else:
            opener = CLOSERS.get(mark, "《")
            depth = next((d for d in range(len(stack) - 1, -1, -1) if raw[stack[d]] == opener), None)
            if depth is None:
                stray.append(place)
            else:
                lost += stack[depth + 1 :]  # “ opened within 《》 and not closed there
                del stack[depth:]
    titles = "《》"
    return [p for p in [*lost, *stack] if raw[p] not in titles], [p for p in stray if raw[p] not in titles]


def _goes_on(scope: Scope, place: int, following: list[Node]) -> bool:
    """Whether the quotation opened at `place` runs over the next paragraph."""
    opener = scope.raw[place]
    if following and scope.raw[scope.said(following[0])[0]] == opener:
        return True
    line = scope.line_at(place)
    after = re.compile(f"[{opener}{PAIRS[opener]}]").search(scope.raw, line.end if line else place + 1, scope.span[1])
    return after is not None and after[0] == PAIRS[opener]


def _came_from(scope: Scope, place: int, line: Node) -> bool:
    """Whether the quotation that ends at `place` was opened in an earlier paragraph."""
    closer = scope.raw[place]
    opener = CLOSERS[closer]
    opened = scope.raw.rfind(opener, scope.span[0], line.start)
    closed = scope.raw.rfind(closer, scope.span[0], line.start)
    return opened > closed


def _quoted_to(raw: str, place: int, end: int) -> int:
    """Where an unclosed quotation may end: at the end of its title or clause."""
    match = re.compile(r"[》。;；\r\n]").search(raw, place, end)
    return match.end() - (match[0] in "\r\n") if match else end


CHECKS = (glyphs, pairs)
