"""What every check looks at: the text of one document without the documents in it, and its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import dropwhile, takewhile

from docparse import Document, Edit, Node, own_span

Span = tuple[int, int]
HAN = "一-鿿"
UNREAD = frozenset({"page_number", "running_head", "table_of_contents", "contents_entry", "table_row"})


class Scope:
    """One document: its folded text (`text`), its text as printed (`raw`), both of the whole file, and its `span`."""

    def __init__(self, document: Document, node: Node) -> None:
        self.document = document
        self.node = node
        self.text = document.source.text
        self.raw = document.source.raw
        self.span = own_span(document, node)

    @cached_property
    def lines(self) -> list[Node]:
        """The paragraphs of the document in order, without tables of contents and page numbers."""
        end = self.span[1]
        leaves = self.document.descendants(self.node, "paragraph")
        return [leaf for leaf in leaves if leaf.start < end and leaf.form not in UNREAD]

    @cached_property
    def units(self) -> list[Node]:
        """The sections and items of the document in order."""
        return [unit for unit in self.document.descendants(self.node, "section", "item") if unit.start < self.span[1]]

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, offset: int) -> Node | None:
        """The paragraph that holds an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self.lines[index] if index >= 0 and offset < self.lines[index].end else None

    def of_form(self, *forms: str) -> Iterator[Node]:
        return (line for line in self.lines if line.form in forms)

    def said(self, line: Node) -> Span:
        """The span of a paragraph without the blanks around it."""
        text = self.text[line.start : line.end]
        start = line.start + len(text) - len(text.lstrip())
        return start, max(start, line.start + len(text.rstrip()))

    @cached_property
    def title(self) -> str:
        """The title as printed, its lines joined, not that of a document it carries; "" for one without."""
        beyond = dropwhile(lambda line: line.form != "document_title", self.lines)
        block = takewhile(lambda line: line.form == "document_title", beyond)
        return "".join("".join(self.raw[line.start : line.end] for line in block).split())


def marker_span(unit: Node) -> Span:
    """Where the marker of a unit stands, an empty one included."""
    start = unit.start if unit.marker_start is None else unit.marker_start
    return start, start + len(unit.marker or "")


def replaced(raw: str, span: Span, table: dict[int, str]) -> tuple[Edit, ...]:
    """The edits that replace each character of raw[span] which stands in `table`."""
    places = range(*span)
    return tuple(Edit((place, place + 1), table[ord(raw[place])]) for place in places if ord(raw[place]) in table)
