"""What docparse promises about every result, as one check."""

from __future__ import annotations

import json

from docparse import Document, Result, encode, interchange, outline_rows
from docparse.outline import block_rows
from docparse.source import split_lines

MAX_DEPTH = 64
LEAVES = ("paragraph", "blank")


def check(result: Result) -> None:
    """Lossless leaves, spans that fit, markers and headings that are slices, and JSON of it all."""
    document = result.document
    check_tree(document)
    check_slices(document)
    length = len(document.source.raw)
    spans = [found.span for found in (*result.diagnostics, *result.repairs)]
    spans += [edit.span for found in result.diagnostics for edit in found.fix]
    spans += [span for genre in result.genres for _, span, _ in genre.cues]
    assert all(0 <= start <= end <= length for start, end in spans)
    json.loads(encode(interchange(result)))


def check_tree(document: Document) -> None:
    raw, nodes = document.source.raw, document.nodes
    assert "".join(raw[leaf.start : leaf.end] for leaf in document.leaves()) == raw
    assert [node.id for node in nodes] == list(range(len(nodes)))
    assert (nodes[0].kind, nodes[0].parent, nodes[0].span) == ("document", None, (0, len(raw)))
    depths, reached = [0], [0]  # of each node: its depth, and where its last child ended
    for node in nodes[1:]:
        assert node.parent is not None
        assert node.parent < node.id
        parent = nodes[node.parent]
        assert parent.kind not in LEAVES
        assert max(parent.start, reached[parent.id]) <= node.start <= node.end <= parent.end
        depths.append(depths[parent.id] + 1)
        reached.append(node.start)
        reached[parent.id] = node.end
        assert node.level == depths[node.id] - (node.kind in LEAVES)
    assert max(depths) <= MAX_DEPTH


def check_slices(document: Document) -> None:
    raw, folded = document.source.raw, document.source.text
    for node in document.outline():
        assert node.marker is not None
        assert node.marker_start is not None
        assert raw.startswith(node.marker, node.marker_start)
        assert node.start <= node.marker_start <= node.end
        if node.heading:
            start, end = node.heading.span
            assert node.heading.text == raw[start:end] != ""
            assert node.start <= start <= end <= node.end
    rows = outline_rows(document)
    assert {row["parent"] for row in rows} <= {row["start"] for row in rows} | {-1}
    lines = [start for start, end, _ in split_lines(raw) if folded[start:end].strip(" \t")]
    assert [row["start"] for row in block_rows(document)] == lines
