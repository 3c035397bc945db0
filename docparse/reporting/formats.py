"""The formats of a report by name; each makes pieces of the findings of one file, and a whole of all pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from docparse.catalogue import Listed
from docparse.exchange import diagnostic_row, encode
from docparse.findings import Diagnostic
from docparse.rendering import jsonl
from docparse.reporting import sarif
from docparse.reporting.source_lines import excerpt
from docparse.source import SourceText


class Format(NamedTuple):
    """pieces: of the findings of a file, by its name; whole: of the pieces of all files, and the catalogue."""

    pieces: Callable[[str, SourceText, Iterable[Diagnostic]], Iterable[Any]]
    whole: Callable[[Sequence[Any], Mapping[str, Listed]], bytes]


def _lines(name: str, source: SourceText, diagnostics: Iterable[Diagnostic]) -> Iterable[str]:
    """path:line:column: code message; where the file has pages or paragraphs, (place) too"""
    for found in diagnostics:
        line, column = source.position(found.span[0])
        message = " ".join(found.message.splitlines())
        place = source.place(found.span[0]) if found.span[1] else None
        yield f"{name}:{line}:{column}: {found.code} {message}{f' ({place})' if place else ''}\n"


def _excerpts(name: str, source: SourceText, diagnostics: Iterable[Diagnostic]) -> Iterable[str]:
    """The same, each with the line of the source that it is about."""
    for found in diagnostics:
        yield from _lines(name, source, [found])
        yield excerpt(source, found.span)


def _rows(name: str, source: SourceText, diagnostics: Iterable[Diagnostic]) -> Iterable[dict[str, Any]]:
    return (diagnostic_row(name, source, found) for found in diagnostics)


_LEVELS = {"info": "notice", "warning": "warning", "error": "error"}


def _annotations(name: str, source: SourceText, diagnostics: Iterable[Diagnostic]) -> Iterable[str]:
    """Commands of GitHub Actions, which annotate the lines of a pull request."""
    for found in diagnostics:
        (line, column), (end_line, end_column) = (source.position(offset) for offset in found.span)
        yield (
            f"::{_LEVELS[found.severity]} file={_property(name)},line={line},col={column},"
            f"endLine={end_line},endColumn={end_column},title={_property(found.code)}::{_data(found.message)}\n"
        )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _joined(pieces: Sequence[str], _catalogue: Mapping[str, Listed]) -> bytes:
    return "".join(pieces).encode("utf-8", "replace")


FORMATS: Mapping[str, Format] = {
    "text": Format(_excerpts, _joined),
    "lines": Format(_lines, _joined),
    "json": Format(_rows, lambda rows, _: encode({"diagnostics": rows}) + b"\n"),
    "jsonl": Format(_rows, lambda rows, _: jsonl(rows)),
    "sarif": Format(sarif.results, lambda results, catalogue: encode(sarif.log(results, catalogue)) + b"\n"),
    "github": Format(_annotations, _joined),
}
