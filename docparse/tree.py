"""The document tree: flat nodes in document order, each with its parent, over one source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

import msgspec

from docparse.evidence import EVIDENCE
from docparse.slips import slip
from docparse.source import SourceText
from docparse.styles import Ordinal

OUTLINE_KINDS = frozenset({"part", "section", "item"})
KINDS = OUTLINE_KINDS | {"document", "paragraph", "blank"}
DEEPEST = 60  # levels; below the 64 of the contract: the document and the paragraph stand around the units
SKIPPED_FORMS = frozenset({"page_number", "running_head", "table_of_contents", "contents_entry"})


class Heading(NamedTuple):
    """The heading of a unit: `text` as in the source, without marker and final punctuation, and its span."""

    text: str
    span: tuple[int, int]


class Node(msgspec.Struct, gc=False):
    """A node of the tree.

    id: index into `Document.nodes`; parent: id of the parent, None for the root
    kind: document, part, section (a structural number), item (a floating number or bullet), paragraph or blank
    start, end: offsets into `source.raw`, end exclusive
    form: the form of a paragraph (正文, 称谓, 成文日期, …); None for other kinds
    style, marker, ordinal, heading: of a part, section or item; marker "" for a document that begins unnumbered
    inline: whether the marker does not begin its line
    level: depth in the outline, 1 for the outermost; 0 for the root; a paragraph has that of its unit
    expected: the ordinal that the series asks for where another is printed
    why: the evidence for a part, section or item, a key of `docparse.EVIDENCE`; "" for other kinds
    """

    id: int
    parent: int | None
    kind: str
    start: int
    end: int
    level: int = 0
    form: str | None = None
    style: str | None = None
    marker: str | None = None
    marker_start: int | None = None
    ordinal: Ordinal = None
    heading: Heading | None = None
    inline: bool = False
    expected: int | None = None
    why: str = ""

    @property
    def confidence(self) -> float:
        """How sure it is that the node is one, and has this parent: 1.0 for certain."""
        return EVIDENCE[self.why].confidence if self.why else 1.0

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass
class Document:
    """The tree over one source.

    Leaves (paragraph and blank nodes) in order give `source.raw` back; every other node spans its descendants.
    """

    source: SourceText
    nodes: list[Node]
    _children: dict[int, list[int]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def root(self) -> Node:
        """The document node, which spans the whole text; it has id 0."""
        return self.nodes[0]

    def walk(self, *kinds: str) -> Iterator[Node]:
        """The nodes in document order, all or those of the given kinds; ValueError for a kind that there is not."""
        _check_kinds(kinds)
        return (node for node in self.nodes if not kinds or node.kind in kinds)

    def descendants(self, node: Node, *kinds: str) -> Iterator[Node]:
        """The nodes below `node` at any depth, in document order, all or those of the given kinds; ValueError as of
        `walk`."""
        _check_kinds(kinds)
        return self._below(node, kinds)

    def _below(self, node: Node, kinds: tuple[str, ...]) -> Iterator[Node]:
        index = node.id + 1
        while index < len(self.nodes) and self.nodes[index].start < node.end:
            if not kinds or self.nodes[index].kind in kinds:
                yield self.nodes[index]
            index += 1

    def children(self, node: Node) -> list[Node]:
        """The nodes directly below `node`, in document order; none for a leaf."""
        return [self.nodes[index] for index in self._child_ids(node.id)]

    def siblings_after(self, node: Node) -> Iterator[Node]:
        """The nodes that follow `node` below its parent, in document order; none for the root."""
        ids = () if node.parent is None else self._child_ids(node.parent)
        return (self.nodes[ids[place]] for place in range(bisect_right(ids, node.id), len(ids)))

    def _child_ids(self, parent: int) -> Sequence[int]:
        if not self._children:
            found: dict[int, list[int]] = {}
            for child in self.nodes:
                if child.parent is not None:
                    found.setdefault(child.parent, []).append(child.id)
            self._children = found  # at once: other threads may ask
        return self._children.get(parent, ())

    def parent(self, node: Node) -> Node | None:
        """The node that `node` stands in directly; None for the root."""
        return None if node.parent is None else self.nodes[node.parent]

    def leaves(self) -> Iterator[Node]:
        """The paragraphs and blanks in document order: their spans, joined, are `source.raw`."""
        return self.walk("paragraph", "blank")

    def documents(self) -> list[Node]:
        """The nodes that are a document each: the root, and every part."""
        return [node for node in self.nodes if node.kind in ("document", "part")]

    def text(self, node: Node) -> str:
        """The text of a node as read: torn lines joined, page numbers skipped, blank lines left out."""
        leaves = [node] if node.kind in ("paragraph", "blank") else self.descendants(node, "paragraph")
        pieces: list[str] = []
        for leaf in leaves:
            if leaf.form in SKIPPED_FORMS and leaf is not node:
                continue
            begins_line = leaf.start == 0 or self.source.raw[leaf.start - 1] in "\r\n"
            if pieces and begins_line and leaf.form != "torn_continuation":
                pieces.append("\n")
            pieces.append(self.source.raw[leaf.start : leaf.end].rstrip("\r\n"))
        return "".join(pieces).strip(" \t\u3000\u00a0")

    def body(self, node: Node) -> str:
        """The text of a unit without its marker and heading."""
        text_start = node.heading.span[1] if node.heading else self._marker_end(node)
        own = next(self.descendants(node, "paragraph"), node)
        rest = (
            self.source.raw[text_start : own.end].lstrip(" \t\r\n\u3000。;；:：.?？!！")
            if text_start <= own.end
            else ""
        )
        below = [self.text(leaf) for leaf in self.descendants(node, "paragraph") if leaf is not own]
        return "\n".join(piece for piece in (rest.rstrip("\r\n"), *below) if piece)

    def _marker_end(self, node: Node) -> int:
        return node.start if node.marker_start is None else node.marker_start + len(node.marker or "")

    def regroup(self, first: Node, last: Node, parent: Node) -> None:
        """Makes the siblings `first` to `last`, with all that is below them, children of `parent`.

        `parent` is open where `first` begins: the unit before it or one inside that, and they go down; or a unit that
        both stand in, and they go up, when nothing comes after `last` in what they leave. The text, the order of the
        nodes and their ids stay. ValueError if that is not so, or would go deeper than DEEPEST.
        """
        old, nodes = self.parent(first), self.nodes
        if old is None or last.parent != old.id or last.id < first.id or first.start == old.start:
            raise ValueError(f"nodes {first.id} to {last.id} are not siblings that can leave node {first.parent}")
        above, before = self._path(old), self._path(nodes[first.id - 1])
        moved = list(takewhile(lambda node: node.start < last.end, nodes[first.id :]))
        if max(node.level for node in moved) + parent.level - old.level > DEEPEST:
            raise ValueError(f"below node {parent.id} they would stand deeper than {DEEPEST} levels")
        if parent in above[1:] and all(node.end == last.end for node in above[: above.index(parent)]):
            for node in above[: above.index(parent)]:
                node.end = first.start
        elif parent in before and parent not in above and parent.kind in OUTLINE_KINDS:
            for node in before[before.index(parent) : before.index(old)]:
                node.end = last.end
        else:
            raise ValueError(f"node {parent.id} does not reach from node {first.id} to node {last.id}")
        for node in moved:
            node.level += parent.level - old.level
            if node.parent == old.id:
                node.parent = parent.id
        self.forget()

    def forget(self) -> None:
        """Lets go of what is remembered about children. `regroup` does so itself; call it after you have written
        `node.parent` of a tree of your own."""
        self._children = {}

    def _path(self, node: Node) -> list[Node]:
        """The node and what it stands in, the root last."""
        path = [node]
        while path[-1].parent is not None:
            path.append(self.nodes[path[-1].parent])
        return path

    def outline(self) -> list[Node]:
        """The outline: parts, sections and items in document order."""
        return [node for node in self.nodes if node.kind in OUTLINE_KINDS]


def _check_kinds(kinds: tuple[str, ...]) -> None:
    for kind in kinds:
        if kind not in KINDS:
            raise ValueError(f"there is no kind {kind!r} of nodes: {slip(str(kind), KINDS)}")
