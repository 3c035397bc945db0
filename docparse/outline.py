"""The outline and the blocks as rows, and as text for people."""

from __future__ import annotations

from typing import Any

from docparse.tree import Document, Node


def outline_rows(document: Document) -> list[dict[str, Any]]:
    """A row per outline node: start, marker, ordinal, style, parent, inline, heading, end.

    `start` is that of the marker, or of the line for a document that begins unnumbered; `parent` is the `start` of
    the parent's row, -1 for none.
    """
    rows: dict[int, dict[str, Any]] = {}
    for node in document.outline():
        parent = rows.get(node.parent) if node.parent is not None else None
        rows[node.id] = {
            "start": node.marker_start,
            "marker": node.marker,
            "ordinal": node.ordinal,
            "style": node.style,
            "parent": parent["start"] if parent else -1,
            "inline": node.inline,
            "heading": node.heading.text if node.heading else None,
            "end": node.start + len(document.source.raw[node.start : node.end].rstrip("\r\n")),
        }
    return list(rows.values())


def block_rows(document: Document) -> list[dict[str, Any]]:
    """A row per non-empty physical line: start, end (without the newline) and form."""
    rows: list[dict[str, Any]] = []
    raw = document.source.raw
    for leaf in document.walk("paragraph"):
        end = leaf.start + len(raw[leaf.start : leaf.end].rstrip("\r\n"))
        if leaf.start == 0 or raw[leaf.start - 1] in "\r\n":
            rows.append({"start": leaf.start, "end": end, "form": leaf.form})
        else:
            rows[-1]["end"] = end
    return rows


def notation(document: Document) -> str:
    """The outline in the notation of the corpus files: `kind marker | heading`, indentation is nesting."""
    lines = []
    for node in document.outline():
        name = "".join((node.marker or node.style or "").splitlines()).strip(
            " 、.．,，:："
        )  # torn markers in one piece
        heading = " ".join(node.heading.text.split()) if node.heading else ""
        lines.append(f"{'  ' * (node.level - 1)}{node.kind} {name} | {heading}".rstrip())
    return "\n".join(lines) + ("\n" if lines else "")


def tree_text(document: Document, width: int = 40) -> str:
    """The whole tree for people: outline nodes with their headings, paragraphs with form and first words."""
    lines = []
    for node in document.nodes:
        if node.kind == "blank":
            continue
        indent = "  " * _depth(document, node)
        if node.kind == "paragraph":
            words = " ".join(document.text(node).split())
            lines.append(f"{indent}{node.form}: {words[:width]}{'…' * (len(words) > width)}")
        elif node.kind == "document":
            lines.append(f"document {document.source.name}".rstrip())
        else:
            heading = " ".join(node.heading.text.split()) if node.heading else ""
            marker = "".join(node.marker.splitlines()) if node.marker else "(unnumbered)"
            lines.append(f"{indent}{node.kind} {marker} {heading}".rstrip())
    return "\n".join(lines) + "\n"


def _depth(document: Document, node: Node) -> int:
    return node.level + (1 if node.kind == "paragraph" else 0)
