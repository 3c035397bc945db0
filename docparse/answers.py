"""Answers: what plugins may answer about a file or a document, taken over as plain values.

Nothing of a plugin is left in what it answers but the data of its records: no subclass, and no method that could raise
where others read the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from math import isfinite
from typing import Any, TypeVar

import msgspec

from docparse.exchange import encode
from docparse.findings import SEVERITIES, Diagnostic, Edit, Genre, Record
from docparse.fixes import overlapping
from docparse.modules import failure, shown
from docparse.source import Cell, Converted, Layout, SourceText, Table
from docparse.tree import Document, Node
from docparse.values import Fields, Span, as_json

T = TypeVar("T")


class UnsoundError(ValueError):
    """An answer that cannot be used; the message is what it is. misplaced: whether it has a wrong span."""

    def __init__(self, message: str, *, misplaced: bool = False) -> None:
        self.misplaced = misplaced
        super().__init__(message)


def accept(document: Document, wanted: type[T], found: object) -> T:
    """An answer that should be a Genre, Record or Diagnostic (`wanted`) as a plain one. UnsoundError if it is none."""
    return _taken_over(wanted, found, lambda answer: _READERS[wanted](document, answer))


def accept_source(found: object) -> SourceText | Converted:
    """The answer of a loader as a plain SourceText, or as the file that it made. UnsoundError if it is neither."""
    if issubclass(type(found), Converted):
        return _taken_over(Converted, found, _other_file)
    return _taken_over(SourceText, found, _source)


def _taken_over(wanted: type[T], found: object, read: Callable[[Any], T]) -> T:
    """What `read` makes of an answer; what the answer itself raises meanwhile makes it unsound."""
    try:
        if not isinstance(found, wanted):
            raise UnsoundError(f"{type(found).__name__}, not {wanted.__name__}")
        return read(found)
    except (UnsoundError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise UnsoundError(f"a {wanted.__name__} that cannot be read: {failure(error)}") from error


def _other_file(found: Converted) -> Converted:
    if not isinstance(found.data, bytes):
        raise UnsoundError("a Converted whose data is no bytes")
    return Converted(bytes(found.data), _text(found.name, "a Converted whose name"))


def _source(found: SourceText) -> SourceText:
    raw = _text(found.raw, "a SourceText whose raw")
    name, media_type = _text(found.name, "a SourceText whose name"), _text(found.media_type, "a media_type that")
    anchors = _anchors(found.anchors, len(raw))
    encoding = None if found.encoding is None else _text(found.encoding, "an encoding that")
    layout, tables = _converted(found)
    cells = chain.from_iterable(table.cells for table in tables)
    placed: Iterator[Layout | Table | Cell] = chain(layout, tables, cells)
    if not all(0 <= one.start <= one.end <= len(raw) for one in placed):
        raise UnsoundError("a SourceText whose layout or tables lie outside its text", misplaced=True)
    return SourceText(raw, name, media_type, encoding, anchors, layout, tables)


def _converted(found: SourceText) -> tuple[list[Layout], list[Table]]:
    try:
        layout = msgspec.convert([tuple(stretch) for stretch in found.layout], list[Layout])
        tables = [(start, end, [tuple(cell) for cell in cells]) for start, end, cells in found.tables]
        return sorted(layout), msgspec.convert(tables, list[Table])
    except (TypeError, ValueError) as error:
        raise UnsoundError(f"a SourceText whose layout or tables are none: {error}") from error


def _anchors(found: object, length: int) -> list[tuple[int, str]]:
    try:
        anchors = [(offset, str.__str__(place)) for offset, place in msgspec.convert(found, list[tuple[int, str]])]
    except (TypeError, ValueError) as error:
        raise UnsoundError(f"a SourceText with an anchor that is no (offset in the text, place): {error}") from error
    offsets = [offset for offset, _ in anchors]
    if offsets != sorted(offsets):
        raise UnsoundError("a SourceText whose anchors are not in order")
    if offsets and not (offsets[0] >= 0 and offsets[-1] <= length):
        raise UnsoundError("a SourceText with an anchor outside its text", misplaced=True)
    return anchors


def _diagnostic(document: Document, found: Diagnostic) -> Diagnostic:
    code, message = _text(found.code, "a code that"), _text(found.message, "a message that")
    severity = next((known for known in SEVERITIES if known == found.severity), None)
    if severity is None:
        raise UnsoundError(f"a severity {shown(found.severity)} that is none of {', '.join(SEVERITIES)}")
    return Diagnostic(code, message, _span(document, found.span), severity, _fix(document, found.fix))


def _fix(document: Document, fix: object) -> tuple[Edit, ...]:
    if not isinstance(fix, tuple) or not all(isinstance(edit, Edit) for edit in fix):
        raise UnsoundError("a fix that is no tuple of Edit")
    edits = tuple(Edit(_span(document, edit.span, " of a fix"), _text(edit.text, "an Edit whose text")) for edit in fix)
    if overlapping(edit.span for edit in edits):
        raise UnsoundError("a fix whose spans overlap", misplaced=True)
    return edits


def _genre(document: Document, found: Genre) -> Genre:
    node, name, score = _node(document, found.node), _text(found.name, "a Genre whose name"), _number(found.score)
    try:
        cues = [(name, span, weight) for name, span, weight in found.cues]
    except (TypeError, ValueError) as error:
        raise UnsoundError("cues that are no (name, span, weight)") from error
    plain = tuple((_text(n, "a cue whose name"), _span(document, s, " of a cue"), _number(w)) for n, s, w in cues)
    doc_type, carried = (
        None if value is None else _text(value, f"a {name} that")
        for name, value in (("doc_type", found.doc_type), ("carried", found.carried))
    )
    return Genre(node, name, score, plain, doc_type, carried)


def _record(document: Document, found: Record) -> Record:
    node, type_ = _node(document, found.node), _text(found.type, "a Record whose type")
    try:
        encode(as_json(found.data))
    except Exception as error:
        raise UnsoundError(f"data that is no JSON ({failure(error)})") from error
    for span in _spans(found.data):
        _span(document, span, " of a field")
    return Record(type_, node, found.data)


def _spans(data: Any) -> Iterator[Any]:
    """The spans of all fields of a record, those of the records in it included."""
    if isinstance(data, Fields):
        for span in data.spans.values():
            yield from span if isinstance(span, list) else [span]
        for name in data.__struct_fields__:
            if name != "spans":
                yield from _spans(getattr(data, name))
    elif isinstance(data, list | tuple):
        for item in data:
            yield from _spans(item)


_READERS: dict[type, Callable[[Document, Any], Any]] = {Diagnostic: _diagnostic, Genre: _genre, Record: _record}


# --- values ----------------------------------------------------------------------------------------------------


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise UnsoundError(f"{what} is {shown(value)}, no str")
    return str.__str__(value)


def _number(value: object) -> float:
    if isinstance(value, int):
        value = int.__index__(value)
    elif isinstance(value, float):
        value = float.__float__(value)
    if not isinstance(value, int | float) or not isfinite(value):
        raise UnsoundError(f"a score or weight {shown(value)} that is no number")
    return value


def _span(document: Document, span: object, of: str = "") -> Span:
    match span:
        case (int(start), int(end)) if isinstance(span, tuple):
            start, end = int.__index__(start), int.__index__(end)
            if 0 <= start <= end <= len(document.source.raw):
                return start, end
    raise UnsoundError(f"a bad span {shown(span)}{of}", misplaced=True)


def _node(document: Document, node: object) -> Node:
    if type(node) is not Node or not any(known is node for known in document.nodes[node.id : node.id + 1]):
        raise UnsoundError("a node that is not of this document")
    return node
