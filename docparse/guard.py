"""The guard: what a plugin may answer, and that it leaves the document as it is."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from math import isfinite
from operator import is_
from typing import Any, cast

from docparse.exchange import encode
from docparse.findings import SEVERITIES, Diagnostic, Edit, Genre, Record
from docparse.fixes import overlapping
from docparse.tree import Document, Heading, Node
from docparse.values import Fields, as_json


def fault(document: Document, wanted: type, found: object) -> str:
    """What is wrong with an answer that should be a Genre, Record or Diagnostic (`wanted`); "" when it is sound."""
    if not isinstance(found, wanted):
        return f"{type(found).__name__}, not {wanted.__name__}"
    if isinstance(found, Diagnostic):
        return _of_diagnostic(document, found)
    assert isinstance(found, Genre | Record)
    node = found.node
    if not isinstance(node, Node) or not 0 <= node.id < len(document.nodes) or document.nodes[node.id] is not node:
        return "a node that is not of this document"
    return _of_genre(document, found) if isinstance(found, Genre) else _of_record(document, found)


def _of_diagnostic(document: Document, found: Any) -> str:
    if not isinstance(found.code, str) or not isinstance(found.message, str):
        return f"a code {found.code!r:.40} or a message that is no str"
    if found.severity not in SEVERITIES:
        return f"a severity {found.severity!r:.40} that is none of {', '.join(SEVERITIES)}"
    return _of_fix(document, found.fix) if _within(document, found.span) else f"a bad span {found.span!r:.40}"


def _of_fix(document: Document, fix: Any) -> str:
    """What is wrong with a fix: edits that are none, lie outside the text, or get in each other's way."""
    if not isinstance(fix, tuple) or not all(isinstance(edit, Edit) and isinstance(edit.text, str) for edit in fix):
        return "a fix that is no tuple of Edit"
    bad = next((edit.span for edit in fix if not _within(document, edit.span)), None)
    if bad is not None:
        return f"a bad span {bad!r:.40} of a fix"
    return "a fix whose spans overlap" if overlapping(edit.span for edit in fix) else ""


def _of_genre(document: Document, found: Any) -> str:
    if not isinstance(found.name, str) or not isinstance(found.score, int | float) or not isfinite(found.score):
        return "a name that is no str or a score that is no number"
    try:
        cues = [(name, span, weight) for name, span, weight in found.cues]
    except (TypeError, ValueError):
        return "cues that are no (name, span, weight)"
    if not isinstance(found.doc_type, str | None) or not isinstance(found.carried, str | None):
        return "a doc_type or carried that is no str"
    sound = all(isinstance(n, str) and _within(document, s) and isinstance(w, int | float) for n, s, w in cues)
    return "" if sound else "a bad span or name of a cue"


def _of_record(document: Document, found: Any) -> str:
    if not isinstance(found.type, str):
        return "a type that is no str"
    if not _within(document, found.node.span):
        return f"a bad span {found.node.span!r:.40}"
    try:
        encode(as_json(found.data))
        bad = next((span for span in _spans(found.data) if not _within(document, span)), None)
    except Exception as error:
        return f"data that is no JSON, or has no spans ({error})"
    return "" if bad is None else f"a bad span {bad!r:.40} of a field"


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


def _within(document: Document, span: object) -> bool:
    match span:
        case (int(start), int(end)) if isinstance(span, tuple):
            return 0 <= start <= end <= len(document.source.raw)
    return False


class Guard:
    """Remembers a document, and puts back what a plugin has changed in it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.remember()

    def remember(self) -> None:
        """What the document is now is what it should be."""
        self._source, _ = self.document.source, self.document.source.text  # folded once, so that it can be compared
        self._told, self._anchors = dict(vars(self._source)), list(self._source.anchors)
        self._nodes = list(self.document.nodes)
        self._copies = [copy(node) for node in self._nodes]
        for known in self._copies:
            if isinstance(known.ordinal, list):
                known.ordinal = list(known.ordinal)

    def changed(self) -> bool:
        """Whether the document is another than was remembered; then it is put back."""
        if self._is_same() and self.document.nodes == self._copies:
            return False
        self._put_back()
        return True

    def broken(self) -> bool:
        """Whether a revision has made the document no tree over its text; then it is put back."""
        if self._is_same() and self._is_tree():
            return False
        self._put_back()
        return True

    def _is_same(self) -> bool:
        """Whether the source, what it tells and the nodes are the same objects."""
        nodes, told = self.document.nodes, vars(self._source)
        if self.document.source is not self._source or len(nodes) != len(self._nodes):
            return False
        same = all(told.get(name) is value for name, value in self._told.items()) and told["anchors"] == self._anchors
        return same and all(map(is_, nodes, self._nodes))

    def _is_tree(self) -> bool:
        """Whether every node stands where it stood, inside its parent and after its elder siblings."""
        nodes, reached = self.document.nodes, [0] * len(self._nodes)
        for node, known in zip(nodes, self._copies, strict=True):
            leaf = known.kind in ("paragraph", "blank")
            if (node.id, node.kind, node.start) != (known.id, known.kind, known.start) or (
                leaf and node.end != known.end
            ):
                return False
            if (node.style, node.marker, node.ordinal) != (known.style, known.marker, known.ordinal):
                return False
            heading, form = (cast(object, value) for value in (node.heading, node.form))
            if not isinstance(heading, Heading | None) or not isinstance(form, str | None):
                return False
            if node.parent is None:
                continue
            if not isinstance(node.parent, int) or not 0 <= node.parent < node.id:
                return False
            parent = nodes[node.parent]
            if parent.kind in ("paragraph", "blank") or node.start < reached[parent.id] or node.end > parent.end:
                return False
            reached[parent.id] = node.end
        return nodes[0].span == (0, len(self.document.source.raw))

    def _put_back(self) -> None:
        self.document.source = self._source
        vars(self._source).update(self._told)
        self._source.anchors[:] = self._anchors
        self.document.nodes[:] = self._nodes
        self.document.forget()
        for node, known in zip(self._nodes, self._copies, strict=True):
            for name in Node.__struct_fields__:
                value = getattr(known, name)
                setattr(node, name, list(value) if isinstance(value, list) else value)
