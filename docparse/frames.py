"""Sibling evidence: what the headings of its siblings tell of a unit's own.

A heading that runs into its body without punctuation ends where its siblings' frame ends: 加强队伍建设，努力打造过硬的服务
队伍坚持以老带新… beside 加强阵地建设，努力打造温馨的服务阵地 on a line of its own; 业务上求精，提高综合素质当今… beside
思想上求稳，增强政治定力. And the last item of a series of clauses inside a line is a clause too: the sentences after it
speak about all of them.
"""

from __future__ import annotations

import re

from docparse.tree import OUTLINE_KINDS, Document, Heading, Node

_SHORTEST = 5  # characters that a frame has at least
_FARTHEST = 60
_CLAUSE = 45  # characters of an item that could be a heading by its length, and is none
_FOUR_AND_FOUR = 8  # characters: so short a measure is common, and three siblings must have it
_COMMON = 3
_COMMA = re.compile("[,，]")
_BLANK_LED = re.compile("[ \t　]*(?P<lead>[一-鿿“”]{3,14})[ 　]{1,2}(?=[一-鿿][^。；;：:\r\n ]{5})")
_STOP = re.compile("[。；;：:！!？?]")


def complete(document: Document, unheaded: list[Node]) -> None:
    """Gives those of the units without a heading one whose siblings have headings of one frame or one measure.

    Takes it from the last inline item of a series whose other items have none.
    """
    done: dict[tuple[int | None, str | None], tuple[tuple[str, int] | None, tuple[int, ...] | None]] = {}
    for node in unheaded:
        key = node.parent, node.style
        if key not in done:
            done[key] = _frame(_clean_headings(document, node)), _measure(document, node)
        frame, measure = done[key]
        if frame and node.kind == "section":
            _cut(document, node, *frame)
        elif measure:
            _cut_to_measure(document, node, measure)
    outline = document.outline()
    _blank_led(document, outline)
    _last_clauses(document, outline)


def _blank_led(document: Document, outline: list[Node]) -> None:
    """Ends headings at the blank after them where several siblings have one: （一）资金管理　多数地区先预拨、后结算。"""
    raw = document.source.raw
    series: dict[tuple[int | None, str | None], list[tuple[Node, int, int]]] = {}
    for node in outline:
        if node.kind == "section" and node.marker:
            start = (node.marker_start or node.start) + len(node.marker)
            led = _BLANK_LED.match(raw, start, min(node.end, start + _FARTHEST))
            if led and led.end() < document.nodes[node.id + 1].end:
                series.setdefault((node.parent, node.style), []).append((node, led.start("lead"), led.end("lead")))
    for members in series.values():
        for node, start, end in members if len(members) > 1 else ():
            node.heading = Heading(raw[start:end], (start, end))
            document.nodes[node.id + 1].form = "run_in_heading"


def _last_clauses(document: Document, outline: list[Node]) -> None:
    """Takes the heading of each inline item that ends a series of short items without headings."""
    series: dict[tuple[int | None, str | None], list[Node]] = {}  # the items so far of the last series of a parent
    for node in outline:
        ordinal = node.ordinal
        if node.kind == "part" or not isinstance(ordinal, int):
            continue
        key = node.parent, None if node.kind == "item" else node.style
        run = series.get(key)
        if run is None or ordinal != run[-1].ordinal + 1:  # type: ignore[operator]
            series[key] = [node]
            continue
        run.append(node)
        if node.inline and node.heading and _follows_clauses(document, run) and _ends_series(document, node, ordinal):
            own, end = document.nodes[node.id + 1], node.heading.span[1]
            if own.form in ("run_in_heading", "heading") and document.source.raw[end : end + 1] == "。":
                node.heading, own.form = None, "list_item"


def _follows_clauses(document: Document, run: list[Node]) -> bool:
    """Whether all items before the last one are clauses without headings."""
    return all(item.heading is None and _is_clause(document, item) for item in run[:-1])


def _is_clause(document: Document, item: Node) -> bool:
    """Whether an item is short enough for one clause; a numbered one must end with a semicolon too."""
    ends = item.kind == "item" or document.source.raw[item.start : item.end].rstrip().endswith(("；", ";"))
    return ends and item.end - item.start <= _CLAUSE


def _ends_series(document: Document, node: Node, ordinal: int) -> bool:
    """Whether no item comes next after an inline item, and nothing stands below it."""
    if any(child.kind in OUTLINE_KINDS for child in document.children(node)):
        return False
    following = next((item for item in document.siblings_after(node) if item.kind in OUTLINE_KINDS), None)
    return following is None or following.ordinal != ordinal + 1


def _measure(document: Document, node: Node) -> tuple[int, ...] | None:
    """How many characters the clauses of the siblings' headings have, if it is the same in all of several clauses."""
    parent = document.nodes[node.parent or 0]
    alike = [s.heading for s in document.children(parent) if s.style == node.style and s.heading]
    measures = {tuple(map(len, _COMMA.split(heading.text))) for heading in alike}
    measure = measures.pop() if len(measures) == 1 else ()
    if len(alike) < (_COMMON if sum(measure) <= _FOUR_AND_FOUR else 2):
        return None
    return measure if len(measure) > 1 else None


def _cut_to_measure(document: Document, node: Node, measure: tuple[int, ...]) -> None:
    raw, own = document.source.raw, document.nodes[node.id + 1]
    start = (node.marker_start or node.start) + len(node.marker or "")
    while raw[start] in " \t　":
        start += 1
    end = start + sum(measure) + len(measure) - 1
    clauses = tuple(map(len, _COMMA.split(raw[start:end])))
    if clauses == measure and end < own.end and raw[end].isalnum() and not _STOP.search(raw[start:end]):
        node.heading = Heading(raw[start:end], (start, end))
        own.form = "run_in_heading"


def _clean_headings(document: Document, node: Node) -> list[str]:
    """The headings of the siblings that stand alone on their line."""
    parent = document.nodes[node.parent or 0]
    return [
        sibling.heading.text
        for sibling in document.children(parent)
        if sibling.style == node.style and sibling.heading and document.nodes[sibling.id + 1].form == "heading"
    ]


def _frame(headings: list[str]) -> tuple[str, int] | None:
    """What the headings have in common inside, and how many characters follow it in each of them."""
    if len(headings) < 2:
        return None
    first = min(headings, key=len)
    for length in range(len(first), _SHORTEST - 1, -1):
        for start in range(len(first) - length + 1):
            part = first[start : start + length]
            if all(part in heading for heading in headings):
                tails = {len(heading) - heading.index(part) - length for heading in headings}
                return (part, tails.pop()) if len(tails) == 1 else None
    return None


def _cut(document: Document, node: Node, frame: str, tail: int) -> None:
    raw, own = document.source.raw, document.nodes[node.id + 1]
    start = (node.marker_start or node.start) + len(node.marker or "")
    found = raw.find(frame, start, min(own.end, start + _FARTHEST))
    end = found + len(frame) + tail
    if found > start and end < own.end and raw[end].isalnum() and "。" not in raw[start:end]:
        node.heading = Heading(raw[start:end], (start, end))
        own.form = "run_in_heading"
