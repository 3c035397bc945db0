"""The text of one speech, zone by zone: title, what stands above the salutation, opening, body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docparse import Document, Node, Quote, announcements, either_script, own_span

Span = tuple[int, int]
UNITS = ("section", "item")

_TITLE_FORMS = frozenset({"part_title", "document_title", "subtitle"})
_NOT_SPOKEN = frozenset({"page_number", "table_of_contents"})
_SALUTATION = either_script(
    r"\s*((?:各位|尊敬的|同志们|女士们|先生们|朋友们|老师们|同学们|乡亲们)[^,。;:!\r\n]{0,24}[:!,])(?=\s*[\r\n]|(?<!,))"
)
_SENTENCE = re.compile(r"[^。!?\r\n]+[。!?]?")
_BLANKS = " \t\r\n\u3000\u00a0"


class Speech:
    """One speech, and the series of its points.

    title: the spans of the lines of the title, without one that several parts of a compilation share
    head: the lines between the title and the salutation
    opening: the paragraphs from the salutation to the first point
    body: the paragraphs from the salutation on
    """

    def __init__(self, document: Document, node: Node) -> None:
        self.document, self.node = document, node
        self.raw, self.text = document.source.raw, document.source.text
        self.announcements = announcements(document, node)
        self.points = self._points()
        end = own_span(document, node)[1]
        leaves = [leaf for leaf in document.descendants(node, "paragraph") if leaf.start < end and leaf.form not in _NOT_SPOKEN]
        first = self.points[0].start if self.points else end
        titles = [leaf.span for leaf in leaves if leaf.form in _TITLE_FORMS and leaf.start < first]
        self.salutation = self._salutation([leaf.span for leaf in leaves if leaf.start <= first])
        start = self.salutation[1] if self.salutation else max((span[1] for span in titles), default=node.start)
        above = [leaf.span for leaf in leaves if self.salutation and leaf.end <= self.salutation[0]]
        self.title = [] if self._title_is_shared() else titles
        self.head = [span for span in above if span not in titles or span != titles[0]]
        self.body = [(max(start, leaf.start), leaf.end) for leaf in leaves if leaf.end > start]
        self.opening = [span for span in self.body if span[0] < first]

    def _points(self) -> list[Node]:
        """The top series: numbered sections, or else the items that begin lines, or else the series last announced."""
        units = [child for child in self.document.children(self.node) if child.kind in UNITS]
        announced = [found.items for found in self.announcements if found.items and found.items[0].parent == self.node.id]
        ...
