"""Statutes: the articles of a regulation, with their paragraphs (款), items (项) and subitems (目)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docparse.reading import ordinal, own_span
from docparse.styles import Ordinal
from docparse.tree import SKIPPED_FORMS, Document, Node
from docparse.values import BLANKS, Span, trim

ARTICLE = "law_article"
_STATUTE = "law_"  # styles of 编, 章, 节 and 条
_UNITS = ("section", "item")
_ENDS = re.compile(r"[。；;：:！!？?…”」）)》.]\s*\Z")  # what a paragraph ends with, unless its line is torn
_LEAD = BLANKS + "、.．"
_OTHER_FORMS = SKIPPED_FORMS | {"signature", "signature_date", "date_line", "imprint", "attachment_note"}


@dataclass(slots=True)
class Provision:
    """An article, or what is counted in one.

    kind: article, paragraph (款, counted from 1), item (项) or subitem (目)
    node: of the tree; that of an unnumbered paragraph is the paragraph it begins with
    text: span of its own words, without marker and without what stands below it; span: all of it
    """

    kind: str
    ordinal: Ordinal
    node: Node
    marker: Span | None
    span: Span
    text: Span
    below: list[Provision] = field(default_factory=list)


def read_articles(document: Document, node: Node) -> list[Provision]:
    """The articles of the document rooted at `node`, in order, over all chapters; its parts have their own.

    Rules without any 第N条 have their outermost numbered units as articles: 一、借阅须登记。二、不得转借。
    """
    end = own_span(document, node)[1]
    units = [unit for unit in document.descendants(node, *_UNITS) if unit.style == ARTICLE and unit.start < end]
    if not units:
        numbered = (unit for unit in document.children(node) if unit.kind in _UNITS and ordinal(unit))
        units = [unit for unit in numbered if not (unit.style or "").startswith(_STATUTE)]
    return [read_article(document, unit) for unit in units if unit.start < end]


def read_article(document: Document, unit: Node) -> Provision:
    """The article that is `unit`. A line of its own is a paragraph; a list belongs to the one before it."""
    article = _provision(document, "article", unit)
    article.text = (article.text[0], article.text[0])
    begin = article.text[0]
    for child in document.children(unit):
        if child.kind in _UNITS:
            if not article.below:
                article.below.append(_paragraph(document, article, child, begin, child.start))
            item = _listed(document, child, "item")
            article.below[-1].below.append(item)
            article.below[-1].span = (article.below[-1].span[0], item.span[1])
        elif child.kind == "paragraph" and child.form not in _OTHER_FORMS:
            _take_line(document, article, child, begin)
    _close(document, article)
    return article


def _take_line(document: Document, article: Provision, line: Node, begin: int) -> None:
    """A line is a new paragraph, or goes on with what the line before leaves open."""
    said = trim(document.source.raw, (max(line.start, begin), line.end))
    if not said.text:
        return
    heading = article.node.heading.span[1] if article.node.heading else -1
    torn = line.form == "torn_continuation" or (bool(article.below) and _is_open(document, article.below[-1].span))
    if article.below and torn and article.below[-1].span[1] != heading:
        last: Provision | None = article.below[-1]
        while last:
            last.span = (last.span[0], said.span[1])
            if not last.below:
                last.text = (last.text[0], said.span[1])
            last = last.below[-1] if last.below else None
    else:
        article.below.append(_paragraph(document, article, line, *said.span))


def _is_open(document: Document, span: Span) -> bool:
    return not _ENDS.search(document.source.raw, max(span[0], span[1] - 8), span[1])


def _paragraph(document: Document, article: Provision, node: Node, start: int, end: int) -> Provision:
    span = trim(document.source.raw, (start, max(start, end))).span
    return Provision("paragraph", len(article.below) + 1, node, None, span, span)


def _listed(document: Document, unit: Node, kind: str) -> Provision:
    """An item, with the subitems below it."""
    found = _provision(document, kind, unit)
    children = [child for child in document.children(unit) if child.kind in _UNITS]
    if kind == "item":
        found.below = [_listed(document, child, "subitem") for child in children]
    if children:
        found.text = trim(document.source.raw, (found.text[0], max(found.text[0], children[0].start))).span
    return found


def _provision(document: Document, kind: str, unit: Node) -> Provision:
    """A numbered provision, its text reaching as far as the unit does."""
    number, raw = ordinal(unit), document.source.raw
    start = number[1][1] if number else unit.start
    while start < unit.end and raw[start] in _LEAD:
        start += 1
    ends = [leaf.end for leaf in document.descendants(unit, "paragraph") if leaf.form not in _OTHER_FORMS]
    end = max(start, ends[-1] if ends else unit.end)
    text, whole = trim(raw, (start, end)).span, trim(raw, (unit.start, end)).span
    return Provision(kind, unit.ordinal, unit, number[1] if number else None, whole, text)


def _close(document: Document, article: Provision) -> None:
    """The words of the article that stand before a list on the same line are its first paragraph."""
    for paragraph in article.below:
        if paragraph.below:
            first = min(inner.span[0] for inner in paragraph.below)
            if paragraph.text[1] > first:
                paragraph.text = trim(document.source.raw, (paragraph.text[0], first)).span


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a statute words stand: the index of the article, and the paragraph, item and subitem around them."""

    index: int
    article: Provision
    paragraph: Provision
    item: Provision | None = None
    subitem: Provision | None = None


def places(articles: list[Provision]) -> Iterator[tuple[Place, Span]]:
    """Every piece of text of the articles, with its place, in order."""
    for index, article in enumerate(articles):
        for paragraph in article.below:
            yield Place(index, article, paragraph), paragraph.text
            for item in paragraph.below:
                yield Place(index, article, paragraph, item), item.text
                for subitem in item.below:
                    yield Place(index, article, paragraph, item, subitem), subitem.text
