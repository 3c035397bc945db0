"""The hooks of docparse: everything a plugin can answer. Arguments may be left out by an implementation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pluggy

from docparse.findings import Diagnostic, Genre, Record, Result, Rule
from docparse.source import SourceText
from docparse.styles import Style
from docparse.tree import Document, Node

PROJECT = "docparse"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

Exporter = Callable[[Result], str | bytes]


@hookspec(firstresult=True)
def load_source(name: str, data: bytes, media_type: str, encoding: str | None) -> SourceText | None:
    """The text of a file, or None when the plugin does not read such files. The first answer counts.

    :param name: file name, for the suffix and for messages
    :param data: the whole file
    :param media_type: as guessed from the name, "application/octet-stream" when unknown
    :param encoding: the codec the user asked for, or None
    """


@hookspec
def extend_grammar() -> str | list[str]:  # type: ignore[empty-body]
    """A Lark fragment, or several, that extends the choices `marker`, `floating`, `form`, `annotation` and `turn`."""


@hookspec
def marker_styles() -> list[Style]:  # type: ignore[empty-body]
    """The styles of the markers that the plugin's fragment adds."""


@hookspec
def recognise_genre(document: Document, node: Node) -> Genre | None:
    """The genre of the document rooted at `node`, or None; the best score wins.

    :param document: the whole tree
    :param node: the root, or a part of a compilation
    """


@hookspec
def revise_document(document: Document) -> None:
    """Regroups nodes, through the document's own methods only.

    :param document: the tree, before genres and records
    """


@hookspec
def extract_records(document: Document, node: Node, genre: Genre | None) -> Iterable[Record]:  # type: ignore[empty-body]
    """The records of the document rooted at `node`.

    :param document: the whole tree
    :param node: the root, or a part of a compilation
    :param genre: the genre that won for this node, or None
    """


@hookspec
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterable[Diagnostic]:  # type: ignore[empty-body]
    """Findings about the document rooted at `node`.

    :param document: the whole tree
    :param node: the root, or a part of a compilation
    :param genre: the genre that won for this node, or None
    """


@hookspec
def rules() -> list[Rule]:  # type: ignore[empty-body]
    """What each code stands for that the plugin gives findings with."""


@hookspec
def record_types() -> Mapping[str, type]:  # type: ignore[empty-body]
    """The struct of every record type the plugin gives, for `docparse schema`."""


@hookspec
def exporters() -> Mapping[str, Exporter]:  # type: ignore[empty-body]
    """Output formats: name -> function from a result to text or bytes."""
