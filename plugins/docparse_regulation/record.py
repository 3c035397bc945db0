"""The record of a regulation: its structs, its chapters and articles, and the provisions it names."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import (
    Cited,
    Date,
    Document,
    Fields,
    Node,
    Provision,
    Quote,
    Reference,
    Span,
    ordinal,
    own_span,
    read_articles,
    read_references,
)
from docparse_regulation.clauses import (
    Definition,
    read_definitions,
    read_effective_date,
    read_interpreter,
    read_repealed,
)
from docparse_regulation.header import VersionNote, read_issuing_body, read_title, read_version_notes

Ordinal = int | list[int] | None
DIVISION, CHAPTER, SECTION = ("law_part", "law_subpart"), "law_chapter", "law_section"


class Subitem(Fields, frozen=True, kw_only=True):
    """目: 1."""

    ordinal: Ordinal = None
    text: str | None = None


class Item(Fields, frozen=True, kw_only=True):
    """项: （一）; text: what it says before its subitems"""

    ordinal: Ordinal = None
    text: str | None = None
    subitems: list[Subitem]


class Paragraph(Fields, frozen=True, kw_only=True):
    """款: unnumbered, counted from 1; text: what it says before its items"""

    ordinal: int
    text: str | None = None
    items: list[Item]


class Article(Fields, frozen=True, kw_only=True):
    """条; ordinal: [12, 1] for 第十二条之一"""

    ordinal: Ordinal = None
    paragraphs: list[Paragraph]


class Section(Fields, frozen=True, kw_only=True):
    """节"""

    ordinal: Ordinal = None
    title: str | None = None
    articles: list[Article]


class Chapter(Fields, frozen=True, kw_only=True):
    """章; articles: those before its sections. division: 编 and 分编 that it stands in, as printed; ordinal and title
    are null where articles stand in a division without a chapter."""

    division: str | None = None
    ordinal: Ordinal = None
    title: str | None = None
    sections: list[Section]
    articles: list[Article]


class Target(Fields, frozen=True, kw_only=True):
    """A provision that is meant: the node of the tree where it begins, and its span."""

    node: int
    span: Span


class Referred(Fields, frozen=True, kw_only=True):
    """A provision that is named. external: whether another document's, of which title is the name; resolved: whether
    the provision is found, null for an external one."""

    text: str
    external: bool
    title: str | None = None
    article: Ordinal = None
    paragraph: Ordinal = None
    item: Ordinal = None
    subitem: Ordinal = None
    resolved: bool | None = None
    targets: list[Target]


class Regulation(Fields, frozen=True, kw_only=True):
    """A law, a regulation or rules. articles: those that stand in no chapter"""

    title: str | None = None
    issuing_body: str | None = None
    version_notes: list[VersionNote]
    chapters: list[Chapter]
    articles: list[Article]
    references: list[Referred]
    effective_date: Date | None = None
    repealed_documents: list[Cited]
    interpreter: str | None = None
    definitions: list[Definition]


def read_regulation(document: Document, node: Node) -> Regulation:
    """The record of the regulation rooted at `node`."""
    articles = read_articles(document, node)
    notes = read_version_notes(document, node)
    by_node = {article.node.id: article for article in articles}
    return Regulation.read(
        title=read_title(document, node),
        issuing_body=read_issuing_body(document, node, notes),
        version_notes=notes,
        chapters=list(_chapters(document, node, by_node)),
        articles=_articles(document, [unit for unit in _units(document, node) if unit.id in by_node], by_node),
        references=[(_referred(document, found), found.span) for found in read_references(document, articles)],
        effective_date=read_effective_date(document, node, articles, notes),
        repealed_documents=read_repealed(document, articles),
        interpreter=read_interpreter(document, articles),
        definitions=read_definitions(document, articles),
    )


def _units(document: Document, above: Node) -> list[Node]:
    return [child for child in document.children(above) if child.kind in ("section", "item")]


def _chapters(
    document: Document, above: Node, articles: dict[int, Provision], division: Span | None = None
) -> Iterator[tuple[Chapter, Span]]:
    """The chapters below a unit; articles of a division that stand in no chapter make one without number."""
    loose = [unit for unit in _units(document, above) if unit.id in articles]
    if division and loose:
        span = loose[0].start, loose[-1].end
        printed = _printed(document, division)
        yield Chapter.read(division=printed, sections=[], articles=_articles(document, loose, articles)), span
    end = own_span(document, document.root)[1] if above.id == 0 else above.end
    for unit in _units(document, above):
        if unit.start >= end:
            return
        if unit.style in DIVISION:
            yield from _chapters(document, unit, articles, _headline(unit, division))
        elif unit.style == CHAPTER:
            yield _chapter(document, unit, articles, division), unit.span


def _headline(unit: Node, above: Span | None) -> Span:
    """From the marker of the outermost division, where no text stands between, to the heading of the innermost."""
    number = ordinal(unit)
    start = number[1][0] if number else unit.start
    return start, unit.heading.span[1] if unit.heading else number[1][1] if number else unit.start


def _printed(document: Document, span: Span) -> Quote:
    return Quote(" ".join(document.source.raw[slice(*span)].split()), span)


def _chapter(document: Document, unit: Node, articles: dict[int, Provision], division: Span | None) -> Chapter:
    below = _units(document, unit)
    return Chapter.read(
        division=_printed(document, division) if division else None,
        ordinal=ordinal(unit),
        title=unit.heading,
        sections=[
            (
                Section.read(
                    ordinal=ordinal(inner),
                    title=inner.heading,
                    articles=_articles(document, _units(document, inner), articles),
                ),
                inner.span,
            )
            for inner in below
            if inner.style == SECTION
        ],
        articles=_articles(document, below, articles),
    )


def _articles(document: Document, units: list[Node], articles: dict[int, Provision]) -> list[tuple[Article, Span]]:
    return [
        (_article(document, found), found.span) for unit in units if (found := articles.get(unit.id))
    ]  # fmt: skip


def _article(document: Document, article: Provision) -> Article:
    return Article.read(
        ordinal=_number(article),
        paragraphs=[
            (
                Paragraph.read(
                    ordinal=(paragraph.ordinal, paragraph.span),
                    text=_text(document, paragraph),
                    items=[(_item(document, item), item.span) for item in paragraph.below],
                ),
                paragraph.span,
            )
            for paragraph in article.below
            if paragraph.span[0] < paragraph.span[1]
        ],
    )


def _item(document: Document, item: Provision) -> Item:
    return Item.read(
        ordinal=_number(item),
        text=_text(document, item),
        subitems=[
            (Subitem.read(ordinal=_number(inner), text=_text(document, inner)), inner.span) for inner in item.below
        ],
    )


def _number(provision: Provision) -> tuple[Ordinal, Span] | None:
    return (provision.ordinal, provision.marker) if provision.marker and provision.ordinal is not None else None


def _text(document: Document, provision: Provision) -> tuple[str, Span] | None:
    """The words of a provision, torn lines joined."""
    start, end = provision.text
    lines = document.source.raw[start:end].splitlines()
    return ("".join(line.strip() for line in lines), (start, end)) if start < end else None


def _referred(document: Document, found: Reference) -> Referred:
    raw, span = document.source.raw, found.span
    numbers = {
        name: (value, span)
        for name in ("article", "paragraph", "item", "subitem")
        if (value := getattr(found, name)) is not None
    }
    return Referred.read(
        text=(raw[slice(*span)], span),
        external=(found.external, span),
        title=(raw[slice(*found.title)], found.title) if found.title else None,
        resolved=None if found.resolved is None else (found.resolved, span),
        targets=[
            (Target.read(node=(target.node.id, target.span), span=(target.span, target.span)), target.span)
            for target in found.targets
        ],
        **numbers,
    )
