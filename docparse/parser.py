"""The parser: a value that owns its plugins and its composed grammar."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from docparse.builder import build
from docparse.errors import GrammarError, LoadError
from docparse.findings import SEVERITIES, Diagnostic, Genre, Record, Repair, Result
from docparse.grammar import Grammar, compose
from docparse.hookspecs import Exporter
from docparse.plugins import Plugins
from docparse.regions import quiet
from docparse.resolver import Resolver
from docparse.scanner import Scanner
from docparse.source import SourceText
from docparse.styles import Style
from docparse.tree import DEEPEST, Document, Node
from docparse.values import as_json

T = TypeVar("T")
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
        fragments = self._collected("extend_grammar", str)
        styles = self._collected("marker_styles", Style)
        self.grammar = self._composed(fragments)
        self._name_idle(styles)
        self.scanner = Scanner(self.grammar, [style for _, style in styles])
        self._exporters = self._named("exporters")
        self._record_types = self._named("record_types")

    def _collected(self, hook: str, kind: type[T]) -> list[tuple[str, T]]:
        """(plugin name, item) of every item that a hook of the grammar answers, the first registered plugin first."""
        found: list[tuple[str, T]] = []
        for name, answer in reversed(list(self.plugins.calls(hook, self._trouble))):
            items = answer if isinstance(answer, list | tuple) else [answer]
            if all(isinstance(item, kind) for item in items):
                found += [(name, item) for item in items]
            else:
                message = f"plugin {name} answers {hook} with {answer!r:.60}, not with {kind.__name__}"
                self._trouble.append(Diagnostic("plugin_failed", message, (0, 0)))
        return found

    def _named(self, hook: str) -> dict[str, Any]:
        """What the plugins answer to a hook by name; of two with one name the one registered first."""
        found: dict[str, Any] = {}
        for _, answer in self._collected(hook, dict):
            for name, item in answer.items():
                found.setdefault(name, item)
        return found

    def _name_idle(self, styles: list[tuple[str, Style]]) -> None:
        """A finding for each style that no marker of the grammar bears: a slip of the pen."""
        aliases = {terminal.alias for terminal in self.grammar.of("marker", "floating")}
        for name, style in styles:
            if style.name not in aliases:
                message = f"plugin {name}: no marker of the grammar has the style {style.name!r}"
                self._trouble.append(Diagnostic("plugin_failed", message, (0, 0)))

    def _composed(self, fragments: list[tuple[str, str]]) -> Grammar:
        """The grammar of all fragments; an installed stranger's that does not compose is left out, and said so."""
        while True:
            try:
                return compose(tuple(fragments))
            except GrammarError as error:
                info = next((i for i in self.plugins.infos if i.name == error.plugin), None)
                if info is None or info.source in ("given", "docparse-zh"):
                    raise
                info.error = error.message
                fragments = [(name, text) for name, text in fragments if name != error.plugin]

    def parse(self, text: str | SourceText) -> Result:
        """The result for a text. Never raises on any `str`; trouble with plugins becomes diagnostics."""
        source = text if isinstance(text, SourceText) else SourceText(text)
        document, repairs = self.read(source)
        result = Result(document, diagnostics=list(self._trouble), repairs=repairs)
        result.diagnostics += [
            Diagnostic("plugin_failed", f"plugin {i.name} {i.version} is out of use: {i.error}", (0, 0)) for i in self.plugins.infos if i.error
        ]  # fmt: skip
        result.diagnostics += _flattened(repairs)
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
        lines.clear()  # the builder lets go of each when it is read: they and the tree need not stand in memory together
        return build(source, text, resolution, self.scanner)

    def load(self, name: str, data: bytes, encoding: str | None = None) -> SourceText:
        """The text of a file's bytes; LoadError when no plugin reads it or a limit refuses it."""
        return self._load(name, data, encoding, [])

    def _load(self, name: str, data: bytes, encoding: str | None, trouble: list[Diagnostic]) -> SourceText:
        if len(data) > MAX_FILE:
            raise LoadError("DP-L001", name, f"the file is larger than {MAX_FILE} bytes", "split it", refused=True)
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
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
            with path.open("rb") as file:
                data = file.read(MAX_FILE + 1)  # a device or a pipe does not tell its size
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise LoadError(
                "DP-L003", str(path), f"cannot be opened: {reason}", "give an existing, readable file"
            ) from error
        trouble: list[Diagnostic] = []
        result = self.parse(self._load(str(path), data, encoding, trouble))
        result.diagnostics += trouble
        return result

    def exporters(self) -> dict[str, Exporter]:
        """The output formats of the plugins, by name; of two with one name the one registered first."""
        return dict(self._exporters)

    def record_types(self) -> dict[str, type]:
        """The struct of every record type, by name."""
        return dict(self._record_types)

    # --- findings ----------------------------------------------------------------------------------------------

    def _findings(self, result: Result) -> None:
        document = result.document
        for node in document.documents():
            genre = self._genre(result, node)
            if genre:
                result.genres.append(genre)
            asked = {"document": document, "node": node, "genre": genre}
            for name, records in self.plugins.calls("extract_records", result.diagnostics, **asked):
                result.records += [record for record in records if self._sound(result, name, record)]
            for name, findings in self.plugins.calls("check_document", result.diagnostics, **asked):
                result.diagnostics += [finding for finding in findings if self._sound(result, name, finding)]
        result.diagnostics.sort(key=lambda d: (d.span, d.code))

    def _genre(self, result: Result, node: Node) -> Genre | None:
        best: Genre | None = None
        asked = {"document": result.document, "node": node}
        for name, genre in self.plugins.calls("recognise_genre", result.diagnostics, **asked):
            if self._sound(result, name, genre) and (best is None or genre.score > best.score):
                best = genre
        return best

    def _sound(self, result: Result, plugin: str, found: object) -> bool:
        """Whether an answer of a plugin can be used; if not, it is dropped and said so."""
        fault = _fault(result.document, found)
        if fault:
            message = f"plugin {plugin} gave {type(found).__name__} with {fault}; it is dropped"
            result.diagnostics.append(
                Diagnostic("plugin_bad_span" if "span" in fault else "plugin_failed", message, (0, 0))
            )
        return not fault


def _fault(document: Document, found: object) -> str:
    """What is wrong with a record, finding or genre; "" when it is sound."""
    if isinstance(found, Diagnostic):
        if found.severity not in SEVERITIES:
            return f"a severity {found.severity!r} that is none of {', '.join(SEVERITIES)}"
        return "" if _within(document, found.span) else f"a bad span {found.span!r}"
    if not isinstance(found, Record | Genre):
        return "a type that is no answer of this hook"
    node = found.node
    if not isinstance(node, Node) or not 0 <= node.id < len(document.nodes) or document.nodes[node.id] is not node:
        return "a node that is not of this document"
    if isinstance(found, Genre):
        bad = not isinstance(found.score, int | float) or any(not _within(document, span) for _, span, _ in found.cues)
        return "a bad score or cue span" if bad else ""
    if not _within(document, node.span):
        return f"a bad span {node.span!r}"
    try:
        as_json(found.data)
    except Exception as error:
        return f"data that is no JSON ({error})"
    return ""


def _within(document: Document, span: object) -> bool:
    match span:
        case (int(start), int(end)):
            return 0 <= start <= end <= len(document.source.raw)
    return False


def _flattened(repairs: list[Repair]) -> list[Diagnostic]:
    """One finding for all units that stand deeper than the tree goes."""
    spans = [repair.span for repair in repairs if repair.kind == "flattened_level"]
    message = f"{len(spans)} units stand deeper than {DEEPEST} levels, this is the first; they are siblings here"
    return [Diagnostic("depth_limit", message, spans[0])] if spans else []


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
