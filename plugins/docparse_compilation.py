"""Compilations: several documents in one file, with 第一篇, 篇1, 第一部分 or 附件 before each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docparse import (
    UNKNOWN,
    Date,
    Diagnostic,
    Document,
    Fields,
    Genre,
    Node,
    Quote,
    Record,
    Rule,
    Style,
    either_script,
    grammar_fragment,
    hookimpl,
    ordinal,
    signature,
)

GENRE = "compilation"

STYLES = (
    Style("part_ordinal", rank=0, opens="part"),
    Style("part_postfix", rank=0, opens="part", trailing=True),
    Style("part_prefix", rank=0, opens="part"),
    Style("attachment", rank=2, opens="attachment"),
)

# what only a document of its own has; a 第一部分 without any is a division of one document
OWN_FORMS = frozenset({"document_title", "salutation", "main_recipients", "signature", "signature_date"})
DIVISION = either_script("部分|单元|卷|册|辑")
LEAST_SCORE = 5
CLAUSE = either_script("[^,。;:!?\r\n]+")


class Part(Fields, frozen=True, kw_only=True):
    """A document of the compilation. part_title: as the compiler calls it; real_title: as it calls itself;
    genre: null where none is recognised."""

    ordinal: int | list[int] | None = None
    part_title: str | None = None
    real_title: str | None = None
    genre: str | None = None
    body_org: str | None = None
    date: Date | None = None
    span: tuple[int, int]


class Compilation(Fields, frozen=True, kw_only=True):
    """Several documents in one file, in the order in which they stand there."""

    parts: list[Part]


@hookimpl
def extend_grammar() -> str:
    return grammar_fragment("compilation")


@hookimpl
def marker_styles() -> list[Style]:
    return list(STYLES)


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: Compilation}


@hookimpl
def rules() -> list[Rule]:
    """Those of its own; what it says of ordinals are codes of the plugin `official`."""
    return [
        Rule("missing_part_header", "A document begins without the header of the other parts.", "the other parts"),
        Rule("duplicate_part_title", "Several parts have the same title.", "the other parts", "info"),
    ]


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    parts = _parts(document, node)
    headed = [part for part in parts if part.marker]
    if len(headed) < 2:
        return None
    cues = [("part titles", _headline(headed[0]), 8.0)]
    tops = [top for part in parts if (top := _first_section(document, part))]
    if len(tops) > 1:
        restarts = [top for top in tops[1:] if top.ordinal == 1]
        cues.append(("restarts", restarts[0].span, 2.0) if restarts else ("numbering goes on", tops[1].span, -8.0))
    if all(DIVISION.search(part.marker or "") for part in headed) and not any(_owns(document, part) for part in headed):
        cues.append(("divisions of one document", _headline(headed[0]), -6.0))
    score = sum(weight for _, _, weight in cues)
    return Genre(node, GENRE, score, tuple(cues)) if score >= LEAST_SCORE else None


@hookimpl
def extract_records(
    document: Document, node: Node, genre: Genre | None, genres: Sequence[Genre]
) -> list[Record]:  # fmt: skip
    if not genre or genre.name != GENRE:
        return []
    known = {found.node.id: found.name for found in genres if found.name != UNKNOWN}
    parts = [(_part(document, part, known.get(part.id)), part.span) for part in _parts(document, node)]
    return [Record(GENRE, node, Compilation.read(parts=parts))]


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if not genre or genre.name != GENRE:
        return
    parts = _parts(document, node)
    yield from _check_titles(parts)
    yield from _check_ordinals(parts)
    for part in parts:
        if not part.marker:
            opening = CLAUSE.search(document.source.text, *part.span)
            message = "a document begins here, but no part header stands before it"
            yield Diagnostic("missing_part_header", message, opening.span() if opening else part.span)


def _check_titles(parts: list[Node]) -> Iterator[Diagnostic]:
    """One finding for each title that is repeated; where every part bears it, the compiler's choice, at the first."""
    bearers: dict[str, list[Node]] = {}
    for part in parts:
        if part.heading:
            bearers.setdefault("".join(part.heading.text.split()), []).append(part)
    for title, repeated in bearers.items():
        if len(repeated) > 1:
            message = f"{len(repeated)} of {len(parts)} parts are called {title}"
            span = _headline(repeated[0] if len(repeated) == len(parts) else repeated[1])
            yield Diagnostic("duplicate_part_title", message, span, "info")


def _check_ordinals(parts: list[Node]) -> Iterator[Diagnostic]:
    """The parts count from 1; one that begins unnumbered may have been counted or not."""
    last = unnumbered = 0
    for part in parts:
        number = ordinal(part)
        if number is None or not isinstance(part.ordinal, int):
            unnumbered += 1
            continue
        if part.ordinal > last + unnumbered + 1:
            yield Diagnostic("ordinal_gap", f"part {part.ordinal} where {last + 1} is expected", number[1])
        elif part.ordinal <= last:
            message = f"part {part.ordinal} comes again; {last + 1} is expected"
            yield Diagnostic("duplicate_ordinal", message, number[1], "error")
        last, unnumbered = max(last, part.ordinal), 0


def _parts(document: Document, node: Node) -> list[Node]:
    """The documents directly in `node`, without attachments, if it is the whole file."""
    if node.kind != "document":
        return []
    return [child for child in document.children(node) if child.kind == "part" and child.style != "attachment"]


def _part(document: Document, part: Node, genre: str | None) -> Part:
    raw = document.source.raw
    lines = [leaf.span for leaf in document.children(part) if leaf.form == "document_title"]
    title = Quote("".join(raw[lines[0][0] : lines[-1][1]].split()), (lines[0][0], lines[-1][1])) if lines else None
    if title and part.heading and title.text == "".join(part.heading.text.split()):
        title = None
    body, date = signature(document, part)
    return Part.read(
        ordinal=ordinal(part),
        part_title=part.heading,
        real_title=title,
        genre=(genre, part.span) if genre else None,
        body_org=body,
        date=date,
        span=(part.span, part.span),
    )


def _first_section(document: Document, part: Node) -> Node | None:
    return next((child for child in document.children(part) if child.kind == "section"), None)


def _owns(document: Document, part: Node) -> bool:
    return any(leaf.form in OWN_FORMS for leaf in document.children(part))


def _headline(part: Node) -> tuple[int, int]:
    return part.heading.span if part.heading else part.span
