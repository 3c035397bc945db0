"""The interchange form of a result: the structs behind `--format json`, and their JSON Schema."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import msgspec

from docparse.evidence import EVIDENCE, WEAK
from docparse.findings import Diagnostic, Record, Result
from docparse.source import SourceText
from docparse.styles import Ordinal
from docparse.tree import Node
from docparse.values import as_json

SCHEMA = "docparse/1"
Span = tuple[int, int]


class CellOut(msgspec.Struct):
    """The text of a cell, its first row and column (from 0), and how many of both it covers"""

    span: Span
    row: int
    column: int
    rows: int
    columns: int


class TableOut(msgspec.Struct):
    span: Span
    cells: list[CellOut]


class SourceOut(msgspec.Struct, omit_defaults=True):
    """name, media type and codec of the file, length in code points, sha256 of the text in UTF-8

    anchors: (offset, place) where in the file the text from that offset on stands; tables: of the file. Both are left
    out where there are none.
    """

    name: str
    media_type: str
    encoding: str | None
    length: int
    sha256: str
    anchors: list[tuple[int, str]] = []
    tables: list[TableOut] = []


class HeadingOut(msgspec.Struct):
    text: str
    span: Span


class NodeOut(msgspec.Struct, omit_defaults=True):
    """A node; `parent` is an id or null. Fields that a kind does not have are left out.

    confidence, alternatives: where the evidence is weak: how sure it is, and what it may be after all
    """

    id: int
    parent: int | None
    kind: str
    span: Span
    form: str | None = None
    marker: str | None = None
    ordinal: Ordinal = None
    style: str | None = None
    inline: bool = False
    heading: HeadingOut | None = None
    level: int = 0
    confidence: float | None = None
    alternatives: list[str] | None = None


class CueOut(msgspec.Struct):
    name: str
    span: Span
    weight: float


class GenreOut(msgspec.Struct):
    """The genre of a document; its statutory type (文种), and what it hands on, where they are known"""

    node: int
    name: str
    score: float
    cues: list[CueOut]
    doc_type: str | None
    carried: str | None


class RecordOut(msgspec.Struct):
    type: str
    node: int
    span: Span
    data: Any


class EditOut(msgspec.Struct):
    span: Span
    text: str


class DiagnosticOut(msgspec.Struct, omit_defaults=True):
    """A finding; `fix` is left out where there is none."""

    code: str
    message: str
    span: Span
    severity: str
    fix: list[EditOut] = []


class RepairOut(msgspec.Struct):
    kind: str
    span: Span


class DocumentOut(msgspec.Struct):
    """Everything docparse says about one source. Nodes are flat, in document order."""

    schema: str
    source: SourceOut
    nodes: list[NodeOut]
    genres: list[GenreOut]
    records: list[RecordOut]
    diagnostics: list[DiagnosticOut]
    repairs: list[RepairOut]


def interchange(result: Result) -> DocumentOut:
    """The result as one struct, ready for JSON."""
    source = result.document.source
    return DocumentOut(
        schema=SCHEMA,
        source=_source(source),
        nodes=[_node(node) for node in result.document.nodes],
        genres=[
            GenreOut(g.node.id, g.name, g.score, [CueOut(*cue) for cue in g.cues], g.doc_type, g.carried)
            for g in result.genres
        ],
        records=[RecordOut(r.type, r.node.id, r.node.span, as_json(r.data)) for r in result.records],
        diagnostics=[_diagnostic(d) for d in result.diagnostics],
        repairs=[RepairOut(r.kind, r.span) for r in result.repairs],
    )


def _diagnostic(found: Diagnostic) -> DiagnosticOut:
    fix = [EditOut(edit.span, edit.text) for edit in found.fix]
    return DiagnosticOut(found.code, found.message, found.span, found.severity, fix)


def _source(source: SourceText) -> SourceOut:
    tables = [
        TableOut((start, end), [CellOut((cell.start, cell.end), *cell[2:]) for cell in cells])
        for start, end, cells in source.tables
    ]
    return SourceOut(
        source.name, source.media_type, source.encoding, len(source.raw), source.sha256, source.anchors, tables
    )  # fmt: skip


def _node(node: Node) -> NodeOut:
    heading = HeadingOut(node.heading.text, node.heading.span) if node.heading else None
    return NodeOut(
        node.id, node.parent, node.kind, node.span, node.form, node.marker, node.ordinal, node.style, node.inline,
        heading, node.level, *_doubt(node),
    )  # fmt: skip


def _doubt(node: Node) -> tuple[float, list[str]] | tuple[None, None]:
    if node.confidence >= WEAK:
        return None, None
    instead = EVIDENCE[node.why].instead
    return node.confidence, [instead] if instead else []


def encode(value: Any) -> bytes:
    """`value` as JSON in UTF-8. A lone surrogate, which JSON cannot carry, becomes U+FFFD."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_without_surrogates(msgspec.to_builtins(value)))


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {key: _without_surrogates(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_surrogates(item) for item in value]
    return value


def record_row(name: str, record: Record) -> dict[str, Any]:
    """A row of `docparse records`."""
    return {
        "file": name,
        "type": record.type,
        "node": record.node.id,
        "span": record.node.span,
        "data": as_json(record.data),
    }


def diagnostic_row(name: str, source: SourceText, diagnostic: Diagnostic) -> dict[str, Any]:
    """A row of `docparse check`; it has a `fix` when there is one."""
    line, column = source.position(diagnostic.span[0])
    row = {
        "file": name, "code": diagnostic.code, "message": diagnostic.message, "span": diagnostic.span,
        "line": line, "column": column, "severity": diagnostic.severity,
    }  # fmt: skip
    return {**row, "fix": [asdict(edit) for edit in diagnostic.fix]} if diagnostic.fix else row


def json_schema(type_: Any = DocumentOut) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the interchange form, or of a record struct."""
    schema = msgspec.json.schema(type_)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
