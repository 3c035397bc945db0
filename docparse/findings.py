"""What is said about a document: genres, records, diagnostics, repairs; and the result that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from docparse.tree import Document, Node

SEVERITIES = ("info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Genre:
    """The genre of the document rooted at `node`, or a candidate for it.

    cues: (name, span, weight) of what spoke for it or against it
    doc_type: the statutory type (文种) by the title or the metadata, a value of `docparse.DOC_TYPES`
    carried: what a notice hands on by its title (印发…要点的通知), a value of `docparse.CARRIED`
    """

    node: Node
    name: str
    score: float
    cues: tuple[tuple[str, tuple[int, int], float], ...] = ()
    doc_type: str | None = None
    carried: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A typed record about `node`; `data` is a struct of the plugin, `type` its name."""

    type: str
    node: Node
    data: Any


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding: a stable `code`, what is wrong and expected, and where. Severity: info, warning or error."""

    code: str
    message: str
    span: tuple[int, int]
    severity: str = "warning"


@dataclass(frozen=True, slots=True)
class Repair:
    """What was read differently from how it is printed; the source itself is never changed.

    kind: joined_line, skipped_artefact (a page number), supplied_break, or flattened_level (deeper than the tree goes)
    """

    kind: str
    span: tuple[int, int]


@dataclass
class Result:
    """What a parse gives: the tree, and what the plugins say about it.

    genres: one for each document of the file, "unknown" where none wins
    candidates: all that were considered, document by document, the best first
    """

    document: Document
    genres: list[Genre] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    candidates: list[Genre] = field(default_factory=list)
