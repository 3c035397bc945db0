"""The text of one speech by zones: its title, what stands above the salutation, the opening, the body, the points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docparse import Announcement, Document, Node, Quote, announcements, either_script, own_span

Span = tuple[int, int]
UNITS = ("section", "item")

_TITLE_FORMS = frozenset({"part_title", "document_title", "subtitle"})
_UNSPOKEN_FORMS = frozenset({"page_number", "running_head", "footnote", "table_of_contents"})
_SALUTATION = either_script(
    r"\s*((?:各位|尊敬的|同志们|女士们|先生们|朋友们|老师们|同学们|乡亲们)[^。;:!\r\n]{0,30}(?:[:!]|,(?=\s*[\r\n])))"
)
_SENTENCE = re.compile(r"[^。!?\r\n]+[。!?]?")
_BLANKS = " \t\r\n\u3000\u00a0"
PUNCTUATION = _BLANKS + "。.;；:：,，、!！?？"


class Speech:
    """One speech.

    title: spans of the lines of its title, without one that several parts of a compilation share
    head: spans of the lines above the salutation
    opening: spans of the paragraphs after the salutation and before the first point
    body: spans of all paragraphs after the salutation
    points: the top series
    end: where the speech ends, and its attachments begin
    """

    def __init__(self, document: Document, node: Node) -> None:
        self.document, self.node = document, node
        self.raw, self.text = document.source.raw, document.source.text
        self.announcements = announcements(document, node)
        self.points = self._points()
        self.end = own_span(document, node)[1]
        leaves = [leaf for leaf in document.descendants(node, "paragraph") if leaf.start < self.end]
        leaves = [leaf for leaf in leaves if leaf.form not in _UNSPOKEN_FORMS]
        first = self.points[0].start if self.points else self.end
        titles = [leaf for leaf in leaves if leaf.form in _TITLE_FORMS and leaf.start < first]
        self.salutation = self._salutation([leaf.span for leaf in leaves if leaf.start <= first])
        above, start = self.salutation or (node.start, max((leaf.end for leaf in titles), default=node.start))
        self.title = [leaf.span for leaf in titles if leaf.form != "part_title" or not self._title_is_shared()]
        self.head = [leaf.span for leaf in leaves if leaf.end <= above and leaf.form != "part_title"]
        self.body = [(max(start, leaf.start), leaf.end) for leaf in leaves if leaf.end > start]
        self.opening = [span for span in self.body if span[0] < first]

    def _points(self) -> list[Node]:
        """The sections, or else the items that are announced last, or else those that begin lines."""
        units = [child for child in self.document.children(self.node) if child.kind in UNITS]
        sections = [unit for unit in units if unit.kind == "section"]
        announced = [found.items for found in self.announcements if found.items]
        announced = [items for items in announced if items[0].parent == self.node.id]
        if announced and not sections:
            return list(announced[-1])
        top = sections or [unit for unit in units if not unit.inline]
        return [unit for unit in units if unit.style == top[0].style] if top else []

    def _salutation(self, lines: list[Span]) -> Span | None:
        """The salutation, which may take several lines or begin the first paragraph."""
        found: list[Span] = []
        for line in lines:
            match = _SALUTATION.match(self.text, *line)
            if match:
                found.append(match.span(1))
            elif found:
                break
        return (found[0][0], found[-1][1]) if found else None

    def _title_is_shared(self) -> bool:
        """Whether other parts bear the same title: it is then that of the compilation."""
        parent = self.document.parent(self.node)
        titles = [part.heading and part.heading.text for part in self.document.children(parent)] if parent else []
        return self.node.heading is not None and titles.count(self.node.heading.text) > 1

    def announced(self) -> Announcement | None:
        """The announcement of the points."""
        return next((found for found in self.announcements if self.points and self.points[0] in found.items[:1]), None)

    # --- finding -----------------------------------------------------------------------------------------------

    def quote(self, span: Span, around: str = _BLANKS) -> Quote:
        """raw[span] without the blanks around it."""
        start, end = span
        while start < end and self.raw[start] in around:
            start += 1
        while end > start and self.raw[end - 1] in around:
            end -= 1
        return Quote(self.raw[start:end], (start, end))

    def unpunctuated(self, span: Span) -> Quote:
        """raw[span] without blanks and punctuation around it."""
        return self.quote(span, PUNCTUATION)

    def find(self, pattern: re.Pattern[str], spans: Iterable[Span]) -> Iterator[re.Match[str]]:
        """The matches of a pattern for the folded text."""
        for span in spans:
            yield from pattern.finditer(self.text, *span)

    def first(self, pattern: re.Pattern[str], spans: Iterable[Span]) -> Quote | None:
        """The first group of the first match."""
        return next((self.quote(match.span(1)) for match in self.find(pattern, spans)), None)

    def sentences(self, spans: Iterable[Span]) -> Iterator[Span]:
        """The sentences, up to a full stop; a semicolon does not end one."""
        return (match.span() for match in self.find(_SENTENCE, spans))

    def pieces(self, separator: re.Pattern[str], span: Span) -> Iterator[Quote]:
        """What stands between separators and is not blank."""
        cuts = [span[0], *(cut for match in separator.finditer(self.text, *span) for cut in match.span()), span[1]]
        found = (self.quote(between) for between in zip(cuts[::2], cuts[1::2], strict=True))
        return (piece for piece in found if piece.text)
