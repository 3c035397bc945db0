"""Sibling evidence: a heading that runs into its body without punctuation ends where its siblings' frame ends.

加强队伍建设，努力打造过硬的服务队伍坚持以老带新… beside 加强阵地建设，努力打造温馨的服务阵地 on a line of its own.
"""

from __future__ import annotations

from docparse.tree import Document, Heading, Node

_SHORTEST = 5  # characters that a frame has at least
_FARTHEST = 60


def complete(document: Document, unheaded: list[Node]) -> None:
    """Gives those of the units without a heading one whose siblings have headings of one frame."""
    done: dict[tuple[int | None, str | None], tuple[str, int] | None] = {}
    for node in unheaded:
        key = node.parent, node.style
        if key not in done:
            done[key] = _frame(_clean_headings(document, node))
        frame = done[key]
        if frame:
            _cut(document, node, *frame)


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
