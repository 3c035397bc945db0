"""The hooks of docparse: everything a plugin can answer. Arguments may be left out by an implementation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import pluggy

from docparse.findings import Diagnostic, Genre, Record, Result, Rule
from docparse.limits import Limits
from docparse.source import Converted, SourceText
from docparse.styles import Style
from docparse.tree import Document, Node

PROJECT = "docparse"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)  # marks a function as an answer to the hook of its name

Exporter = Callable[[Result], str | bytes]


@hookspec(firstresult=True)
def load_source(
    name: str,
    data: bytes,
    media_type: str,
    encoding: str | None,
    limits: Limits,
    read_embedded: Callable[[bytes, str], SourceText | None],
) -> SourceText | Converted | None:
    """The text of a file, or None when the plugin does not read such files. The first answer counts.

    A `Converted` file is one that the loaders are asked for in its place; what they make of that is not converted again.

    :param name: file name, for the suffix and for messages
    :param data: the whole file
    :param media_type: as guessed from the name, "application/octet-stream" when unknown
    :param encoding: the codec the user asked for, or None
    :param limits: what the file may hold, and what reading it may take
    :param read_embedded: reads a file whose text is a part of the text of this one, by its bytes and what it would be
        called, "" where nothing tells; None when no loader reads it, and for files in a file that is embedded itself
    """


@hookspec
def extend_grammar() -> str | list[str]:  # type: ignore[empty-body]
    """A Lark fragment, or several, that adds alternatives to the choice rules: `marker`, `floating`, `form` and others."""


@hookspec
def marker_styles() -> list[Style]:  # type: ignore[empty-body]
    """The styles of the markers that the plugin's fragment adds."""


@hookspec
def recognise_genre(document: Document, node: Node) -> Genre | None:
    """A genre that the document rooted at `node` may be, with its score, or None.

    The best score wins if it is 5 or more, and 2 ahead of the next other genre.

    :param document: the whole tree
    :param node: the root, or a part of a compilation
    """


@hookspec
def revise_document(document: Document) -> None:
    """Regroups nodes, through the document's own methods only.

    :param document: the tree, before genres and records
    """


@hookspec
def extract_records(  # type: ignore[empty-body]
    document: Document, node: Node, genre: Genre | None, genres: Sequence[Genre]
) -> Iterable[Record]:
    """The records of the document rooted at `node`.

    :param document: the whole tree
    :param node: the root, or a part of a compilation
    :param genre: the genre that won for this node, named "unknown" when none did
    :param genres: those of all documents of the file, in their order
    """


@hookspec
def check_document(  # type: ignore[empty-body]
    document: Document, node: Node, genre: Genre | None, genres: Sequence[Genre]
) -> Iterable[Diagnostic]:
    """Findings about the document rooted at `node`.

    :param document: the whole tree
    :param node: the root, or a part of a compilation
    :param genre: the genre that won for this node, named "unknown" when none did
    :param genres: those of all documents of the file, in their order
    """


@hookspec
def rules() -> list[Rule]:  # type: ignore[empty-body]
    """The rules whose codes the plugin's check_document may give. A code that another plugin lists stays with that."""


@hookspec
def record_types() -> Mapping[str, type]:  # type: ignore[empty-body]
    """The struct of every record type the plugin gives, for `docparse schema`."""


@hookspec
def exporters() -> Mapping[str, Exporter]:  # type: ignore[empty-body]
    """Output formats: name -> function from a result to text or bytes."""
