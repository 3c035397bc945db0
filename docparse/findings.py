"""What is said about a document: genres, records, diagnostics, repairs; and the result that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from docparse.tree import Document, Node

SEVERITIES = ("info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Genre:
    """The genre of the document rooted at `node`; `cues` are the spans that spoke for it, with their weights."""

    node: Node
    name: str
    score: float
    cues: tuple[tuple[str, tuple[int, int], float], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A typed record about `node`; `data` is a struct of the plugin, `type` its name."""

    type: str
    node: Node
    data: Any


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to the source: `text` in the place of `span`."""

    span: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code stands for: `summary` in one sentence, and the standard or the reason it rests on (`basis`)."""

    code: str
    summary: str
    basis: str
    severity: str = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding: a stable `code`, what is wrong and expected, and where. Severity: info, warning or error.

    fix: edits inside `span`, in order, after which the fault is gone; none where a person has to decide
    """

    code: str
    message: str
    span: tuple[int, int]
    severity: str = "warning"
    fix: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """What was read differently from how it is printed; the source itself is never changed.

    kind: joined_line, skipped_artefact (a page number), supplied_break, or flattened_level (deeper than the tree goes)
    """

    kind: str
    span: tuple[int, int]


@dataclass
class Result:
    """What a parse gives: the tree, and what the plugins say about it."""

    document: Document
    genres: list[Genre] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
