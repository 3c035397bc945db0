"""The parser: a value that owns its plugins and its composed grammar."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from docparse.builder import build
from docparse.errors import LoadError
from docparse.findings import Diagnostic, Genre, Record, Repair, Result
from docparse.grammar import Grammar, compose
from docparse.hookspecs import Exporter
from docparse.plugins import Plugins
from docparse.regions import quiet
from docparse.resolver import Resolver
from docparse.scanner import Scanner
from docparse.source import SourceText
from docparse.tree import Document, Node

MAX_FILE = 64 * 1024 * 1024


class Parser:
    """Parses texts and files. Reusable and thread-safe: a parse leaves no state behind.

    plugins: plugin objects besides the installed ones; modules, classes or instances
    installed: whether plugins installed with an entry point are used
    records: whether genres, records and checks are asked for; the tree alone is faster
    """

    def __init__(self, plugins: Iterable[Any] = (), *, installed: bool = True, records: bool = True) -> None:
        self.plugins = Plugins(plugins, installed=installed)
        self.records = records
        self._trouble: list[Diagnostic] = []
        fragments: list[tuple[str, str]] = []
        # the first registered first: built-in rules stand before those that extend them
        for name, answer in reversed(list(self.plugins.calls("extend_grammar", self._trouble))):
            fragments += [(name, text) for text in ([answer] if isinstance(answer, str) else answer)]
        styles = [
            style for _, answer in reversed(list(self.plugins.calls("marker_styles", self._trouble))) for style in answer
        ]  # fmt: skip
        self.grammar: Grammar = compose(tuple(fragments))
        self.scanner = Scanner(self.grammar, styles)

    def parse(self, text: str | SourceText) -> Result:
        """The result for a text. Never raises on any `str`; trouble with plugins becomes diagnostics."""
        source = text if isinstance(text, SourceText) else SourceText(text)
        document, repairs = self.read(source)
        result = Result(document, diagnostics=list(self._trouble), repairs=repairs)
        result.diagnostics += [
            Diagnostic("plugin_failed", f"plugin {i.name} {i.version} is out of use: {i.error}", (0, 0)) for i in self.plugins.infos if i.error
        ]  # fmt: skip
        for _ in self.plugins.calls("revise_document", result.diagnostics, document=document):
            pass
        if self.records:
            self._findings(result)
        return result

    def read(self, source: SourceText) -> tuple[Document, list[Repair]]:
        """The tree of a source alone, without what the plugins say about it."""
        text, lines = self.scanner.scan(source)
        quiet(text, lines)
        resolution = Resolver(self.scanner, text, lines).resolve()
        return build(source, text, lines, resolution, self.scanner)

    def load(self, name: str, data: bytes, encoding: str | None = None) -> SourceText:
        """The text of a file's bytes; LoadError when no plugin reads it or a limit refuses it."""
        if len(data) > MAX_FILE:
            raise LoadError(
                "DP-L001", name, f"{len(data)} bytes are more than {MAX_FILE}", "split the file", refused=True
            )
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        trouble: list[Diagnostic] = []
        answers = self.plugins.calls(
            "load_source", trouble, name=name, data=data, media_type=media_type, encoding=encoding
        )
        for _, source in answers:
            if isinstance(source, SourceText):
                return source
        reason = trouble[0].message if trouble else "no plugin reads this kind of file"
        raise LoadError("DP-L002", name, reason, "plain text in UTF-8, GB18030, Big5 or UTF-16 is read")

    def parse_file(self, path: str | Path, encoding: str | None = None) -> Result:
        """The result for a file; LoadError with a code if it cannot be read."""
        path = Path(path)
        try:
            if path.stat().st_size > MAX_FILE:
                raise LoadError(
                    "DP-L001", str(path), f"the file is larger than {MAX_FILE} bytes", "split it", refused=True
                )
            data = path.read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise LoadError(
                "DP-L003", str(path), f"cannot be opened: {reason}", "give an existing, readable file"
            ) from error
        return self.parse(self.load(str(path), data, encoding))

    def exporters(self) -> dict[str, Exporter]:
        """The output formats of the plugins, by name; of two with one name the one registered last."""
        found: dict[str, Exporter] = {}
        for _, answer in reversed(list(self.plugins.calls("exporters", []))):
            found.update(answer)
        return found

    def record_types(self) -> dict[str, type]:
        """The struct of every record type, by name."""
        found: dict[str, type] = {}
        for _, answer in reversed(list(self.plugins.calls("record_types", []))):
            found.update(answer)
        return found

    # --- findings ----------------------------------------------------------------------------------------------

    def _findings(self, result: Result) -> None:
        document = result.document
        for node in document.documents():
            genre = self._genre(result, node)
            if genre:
                result.genres.append(genre)
            asked = {"document": document, "node": node, "genre": genre}
            for name, records in self.plugins.calls("extract_records", result.diagnostics, **asked):
                result.records += [
                    r for r in records if self._sound(result, name, r, isinstance(r, Record) and r.node.span)
                ]
            for name, findings in self.plugins.calls("check_document", result.diagnostics, **asked):
                result.diagnostics += [
                    d for d in findings if self._sound(result, name, d, isinstance(d, Diagnostic) and d.span)
                ]
        result.diagnostics.sort(key=lambda d: (d.span, d.code))

    def _genre(self, result: Result, node: Node) -> Genre | None:
        best: Genre | None = None
        for _, genre in self.plugins.calls("recognise_genre", result.diagnostics, document=result.document, node=node):
            if isinstance(genre, Genre) and (best is None or genre.score > best.score):
                best = genre
        return best

    def _sound(self, result: Result, plugin: str, found: object, span: object) -> bool:
        """Whether a finding has the right type and a span inside the source; if not, it is dropped and said so."""
        length = len(result.document.source.raw)
        match span:
            case (int(start), int(end)) if 0 <= start <= end <= length:
                return True
        message = f"plugin {plugin} gave {type(found).__name__} with a bad span {span!r}; it is dropped"
        result.diagnostics.append(Diagnostic("plugin_bad_span", message, (0, 0)))
        return False


@lru_cache(maxsize=1)
def default_parser() -> Parser:
    """The parser with all installed plugins, made at its first use."""
    return Parser()


def parse(text: str) -> Result:
    """The result for a text, read with all installed plugins. Never raises on any `str`."""
    return default_parser().parse(text)


def parse_file(path: str | Path, encoding: str | None = None) -> Result:
    """The result for a file, read with all installed plugins; LoadError with a code if it cannot be read."""
    return default_parser().parse_file(path, encoding)
