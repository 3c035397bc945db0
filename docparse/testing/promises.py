"""What docparse promises about every result, as checks that say which promise is broken.

They hold for the built-in grammar and for that of every plugin, on any text whatever. `check` is all of them.
"""

from __future__ import annotations

import json

from docparse.exchange import encode, interchange
from docparse.findings import Result
from docparse.outline import block_rows, outline_rows
from docparse.source import split_lines
from docparse.tree import Document

MAX_DEPTH = 64  # levels of the tree, the document and the paragraph included
LEAVES = ("paragraph", "blank")


class BrokenPromiseError(AssertionError):
    """A result is not as docparse promises. `promise` names which one: lossless, nested, slices, spans, rows or json."""

    def __init__(self, promise: str, message: str) -> None:
        super().__init__(f"{promise}: {message}")
        self.promise = promise


def check(result: Result) -> None:
    """Raises BrokenPromiseError when the leaves do not give the text back, a span does not fit, a marker or heading is no
    slice of the text, rows and nodes differ, or the result has no JSON."""
    document = result.document
    check_tree(document)
    check_slices(document)
    check_rows(document)
    check_spans(result)
    try:
        json.loads(encode(interchange(result)))
    except (TypeError, ValueError) as error:
        raise BrokenPromiseError("json", f"the result cannot be written: {error}") from error


def check_tree(document: Document) -> None:
    """Leaves that are the text, nodes in order, each within its parent and after its elder siblings, none too deep."""
    raw, nodes = document.source.raw, document.nodes
    _hold(
        "lossless", "".join(raw[leaf.start : leaf.end] for leaf in document.leaves()) == raw, "leaves are not the text"
    )
    _hold("nested", [node.id for node in nodes] == list(range(len(nodes))), "ids are not the places of the nodes")
    root = nodes[0]
    _hold(
        "nested", (root.kind, root.parent, root.span) == ("document", None, (0, len(raw))), "the root is not the text"
    )
    depths, reached = [0], [0]  # of each node: its depth, and where its last child ended
    for node in nodes[1:]:
        sound = node.parent is not None and node.parent < node.id and nodes[node.parent].kind not in LEAVES
        _hold("nested", sound, f"node {node.id} has the parent {node.parent}")
        parent = nodes[node.parent or 0]
        within = max(parent.start, reached[parent.id]) <= node.start <= node.end <= parent.end
        _hold("nested", within, f"node {node.id} at {node.span} is not within {parent.span} after {reached[parent.id]}")
        depths.append(depths[parent.id] + 1)
        reached.append(node.start)
        reached[parent.id] = node.end
        level = depths[node.id] - (node.kind in LEAVES)
        _hold("nested", node.level == level, f"node {node.id} says level {node.level}, and stands at {level}")
    _hold("nested", max(depths) <= MAX_DEPTH, f"the tree is {max(depths)} deep")


def check_slices(document: Document) -> None:
    """Markers and headings that are what stands at their place."""
    raw = document.source.raw
    for node in document.outline():
        marker, start = node.marker, node.marker_start
        sound = marker is not None and start is not None and raw.startswith(marker, start)
        _hold("slices", sound and node.start <= (start or 0) <= node.end, f"the marker {marker!r} is not at {start}")
        if node.heading:
            first, last = node.heading.span
            sound = node.heading.text == raw[first:last] != "" and node.start <= first <= last <= node.end
            _hold("slices", sound, f"the heading {node.heading.text!r:.40} is not at {node.heading.span}")


def check_rows(document: Document) -> None:
    """Outline rows whose parents are rows, and a row of forms for every line that is not blank."""
    raw, folded = document.source.raw, document.source.text
    rows = outline_rows(document)
    _hold("rows", {row["parent"] for row in rows} <= {row["start"] for row in rows} | {-1}, "a parent is no row")
    lines = [start for start, end, _ in split_lines(raw) if folded[start:end].strip(" \t")]
    _hold("rows", [row["start"] for row in block_rows(document)] == lines, "the rows of forms are not the lines")


def check_spans(result: Result) -> None:
    """Findings, fixes, repairs and cues that lie in the text."""
    length = len(result.document.source.raw)
    spans = [found.span for found in result.diagnostics] + [repair.span for repair in result.repairs]
    spans += [edit.span for found in result.diagnostics for edit in found.fix]
    spans += [span for genre in result.genres for _, span, _ in genre.cues]
    for start, end in spans:
        _hold("spans", 0 <= start <= end <= length, f"({start}, {end}) is not within a text of {length} characters")


def _hold(promise: str, kept: bool, message: str) -> None:
    if not kept:
        raise BrokenPromiseError(promise, message)
