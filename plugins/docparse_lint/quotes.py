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
_EITHER = {opener: re.compile(f"[{opener}{closer}]") for opener, closer in PAIRS.items()}
_CLAUSE_END = re.compile(r"[》。;；\r\n]")
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
    latest = dict.fromkeys((*PAIRS, *CLOSERS), -1)  # where each mark was last seen, above the paragraph
    for index, line in enumerate(lines):
        marks = list(_MARKS.finditer(scope.raw, *line.span))
        if not marks:
            continue
        opened, stray = _unpaired(scope.raw, marks)
        for place in opened:
            if not _goes_on(scope, line.end, scope.raw[place], lines[index + 1 : index + 2]):
                end = _quoted_to(scope.raw, place, line.end)
                message = f"{scope.raw[place]} is opened and not closed in its paragraph: {_shown(scope, (place, end))}"
                yield finding("unclosed_quote", message, (place, end))
        for place in stray:
            mark = scope.raw[place]
            if latest[CLOSERS[mark]] <= latest[mark]:
                message = f"{mark} closes nothing: {scope.raw[max(line.start, place - _SHOWN) : place + 1]}"
                yield finding("unbalanced_quote", message, (place, place + 1))
        latest |= {match[0]: match.start() for match in marks}


def _unpaired(raw: str, marks: list[re.Match[str]]) -> tuple[list[int], list[int]]:
    """The offsets of the marks of a paragraph that nothing closes, the first of each kind, and of those that close
    nothing."""
    stack: list[int] = []
    waiting = dict.fromkeys((*PAIRS, "《"), 0)  # how many of each kind are in the stack: it is not gone through in vain
    lost: list[int] = []
    stray: list[int] = []
    for match in marks:
        mark, place = match[0], match.start()
        opener = CLOSERS.get(mark, "《")
        if mark in waiting:
            stack.append(place)
            waiting[mark] += 1
        elif mark == "’" and _APOSTROPHE.search(raw, max(0, place - 1), place + 2):
            continue
        elif waiting[opener]:
            while raw[stack[-1]] != opener:
                lost.append(stack.pop())  # “ opened within 《》 and not closed there
                waiting[raw[lost[-1]]] -= 1
            stack.pop()
            waiting[opener] -= 1
        elif mark != "》":
            stray.append(place)
    first: dict[str, int] = {}
    for place in sorted([*lost, *stack]):
        first.setdefault(raw[place], place)
    first.pop("《", None)
    return list(first.values()), stray


def _goes_on(scope: Scope, end: int, opener: str, following: list[Node]) -> bool:
    """Whether a quotation that is open where its paragraph ends runs over the next one."""
    if following and scope.raw[slice(*scope.said(following[0]))][:1] == opener:
        return True
    after = _EITHER[opener].search(scope.raw, end, scope.span[1])
    return after is not None and after[0] == PAIRS[opener]


def _quoted_to(raw: str, place: int, end: int) -> int:
    """Where an unclosed quotation may end: at the end of its title or clause."""
    match = _CLAUSE_END.search(raw, place, end)
    return match.end() - (match[0] in "\r\n") if match else end


CHECKS = (glyphs, pairs)
