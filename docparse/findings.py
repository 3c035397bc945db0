"""What is said about a document: genres, records, diagnostics with their rules and fixes, repairs; and the result."""

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
class Edit:
    """One replacement: `text` for the span in `source.raw`, end exclusive; an empty span inserts."""

    span: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code stands for, for the catalogue.

    code: stable, snake_case; summary: what is wrong, in one sentence
    basis: the standard, clause or case that it rests on
    severity: the usual one; info for what is often intended
    fixable: whether some of its findings have a fix
    """

    code: str
    summary: str
    basis: str
    severity: str = "warning"
    fixable: bool = False

    def __post_init__(self) -> None:
        """TypeError for a field that is none: a mistake should be told where it is made."""
        if not all(isinstance(said, str) for said in (self.code, self.summary, self.basis)):
            raise TypeError(f"Rule({self.code!r:.40}): code, summary and basis are str")
        if self.severity not in SEVERITIES:
            raise TypeError(f"Rule({self.code!r}): severity is {self.severity!r:.40}, not {', '.join(SEVERITIES)}")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding: a stable `code`, what is wrong and expected, and where. Severity: info, warning or error.

    fix: edits that mend it and are safe to make unseen, all of them or none; they do not overlap
    """

    code: str
    message: str
    span: tuple[int, int]
    severity: str = "warning"
    fix: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """What was read differently from how it is printed; the source itself is never changed.

    kind: joined_line, skipped_artefact (a page number or running head), supplied_break, or flattened_level (deeper than the tree goes)
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
