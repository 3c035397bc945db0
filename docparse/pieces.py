"""Pieces: a source of several documents, such as an archive, is read document by document, each as if it stood alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from docparse.evidence import DOCUMENT
from docparse.pins import Pin
from docparse.source import BEGINNING, Layout, SourceText, split_lines
from docparse.styles import IMPLICIT
from docparse.tree import Document, Heading, Node

_TITLE = "document_title"


@dataclass
class Piece:
    """A document of a source: its own text as a source, where that begins, and the pins that stand in it."""

    start: int
    source: SourceText
    pins: Sequence[Pin]


def divide(source: SourceText, pins: Sequence[Pin]) -> list[Piece]:
    """The documents that the layout of a source tells apart; the source itself where it tells of one at most."""
    starts = sorted({one.start for one in source.layout if one.role == BEGINNING and one.start < len(source.raw)})
    if len(starts) < 2:
        return [Piece(0, source, pins)]
    bounds = [0, *starts[1:], len(source.raw)]
    pieces = [Piece(start, _part(source, start, end), []) for start, end in pairwise(bounds)]
    counts = [_lines(piece.source) for piece in pieces]
    for pin in pins:
        place, nth = 0, pin.nth
        while place < len(pieces) - 1 and nth > (count := counts[place].get(pin.line, 0)):
            place, nth = place + 1, nth - count
        pieces[place].pins = [*pieces[place].pins, replace(pin, nth=nth)]
    return pieces


def unite(source: SourceText, trees: Iterable[tuple[int, Document]]) -> Document:
    """The tree of a source, in which the document that begins at each place is a part. Uses their nodes up."""
    nodes = [Node(0, None, "document", 0, len(source.raw))]
    for start, document in trees:
        root = document.root
        root.heading = _title(document)
        root.kind, root.style, root.marker, root.why = "part", IMPLICIT.name, "", DOCUMENT
        root.marker_start = 0
        shift = len(nodes)
        for node in document.nodes:
            node.id += shift
            node.parent = 0 if node.parent is None else node.parent + shift
            node.level += 1
            _move(node, start)
        nodes += document.nodes
    return Document(source, nodes)


def _move(node: Node, start: int) -> None:
    node.start += start
    node.end += start
    if node.marker_start is not None:
        node.marker_start += start
    if node.heading is not None:
        first, last = node.heading.span
        node.heading = Heading(node.heading.text, (first + start, last + start))


def _part(source: SourceText, start: int, end: int) -> SourceText:
    layout = [
        Layout(one.start - start, one.end - start, one.role, one.level)
        for one in source.layout
        if start <= one.start and one.end <= end and one.role != BEGINNING
    ]
    return SourceText(source.raw[start:end], source.name, source.media_type, source.encoding, layout=layout)


def _lines(source: SourceText) -> dict[str, int]:
    """How often each line stands in a source, as pins name it."""
    counts: dict[str, int] = {}
    for start, end, _ in split_lines(source.raw):
        words = source.raw[start:end].strip()
        counts[words] = counts.get(words, 0) + 1
    return counts


def _title(document: Document) -> Heading | None:
    """The title of a document: the last lines of that form before its first unit."""
    lines: list[Node] = []
    for node in _opening(document):
        if node.form == _TITLE:
            apart = lines and lines[-1].end != node.start
            lines = [node] if apart else [*lines, node]
    if not lines:
        return None
    text = document.source.raw[lines[0].start : lines[-1].end]
    first = lines[0].start + len(text) - len(text.lstrip())
    return Heading(text.strip(), (first, first + len(text.strip())))


def _opening(document: Document) -> Iterator[Node]:
    for node in document.children(document.root):
        if node.kind not in ("paragraph", "blank"):
            return
        yield node
