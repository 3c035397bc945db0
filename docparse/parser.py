"""The parser: a value that owns its plugins and its composed grammar."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from docparse.builder import build
from docparse.catalogue import CORE, Listed
from docparse.errors import GrammarError, LoadError
from docparse.explaining import Decision, explain
from docparse.findings import Diagnostic, Genre, Record, Repair, Result, Rule
from docparse.genres import choose, ranked
from docparse.grammar import Grammar, compose
from docparse.guard import Guard, fault
from docparse.hookspecs import Exporter
from docparse.pins import Pin, misplaced, read_pins, settle
from docparse.plugins import Plugins
from docparse.regions import quiet
from docparse.resolver import Resolver
from docparse.scanner import Scanner
from docparse.slips import nearest
from docparse.source import SourceText
from docparse.styles import Style
from docparse.tree import DEEPEST, Document

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
        self._trouble: list[tuple[str, Diagnostic]] = []  # the name of the plugin, and what every result says of it
        for info in self.plugins.infos:
            if info.error:
                self._trouble.append((info.name, self._failed(info.name, f"is out of use: {info.error}")))
        fragments = self._collected("extend_grammar", str)
        styles = self._collected("marker_styles", Style)
        self.grammar = self._composed(fragments)
        self._name_idle(styles)
        self.scanner = Scanner(self.grammar, [style for _, style in styles])
        self._exporters = self._named("exporters")
        self._record_types = self._named("record_types")
        self._rules = self._catalogue()

    def _collected(self, hook: str, kind: type[T]) -> list[tuple[str, T]]:
        """(plugin name, item) of every item that a hook of the grammar answers, the first registered plugin first."""
        found: list[tuple[str, T]] = []
        for name, answer in reversed(list(self.plugins.calls(hook, self._note))):
            items = answer if isinstance(answer, list | tuple) else [answer]
            if all(isinstance(item, kind) for item in items):
                found += [(name, item) for item in items]
            else:
                self._note(name, f"answers {hook} with {answer!r:.60}, not with {kind.__name__}")
        return found

    def trouble(self, *, given: bool = False) -> list[Diagnostic]:
        """What went wrong with the plugins when the parser was made; with `given` only of those that were given."""
        return [found for name, found in self._trouble if not given or self.plugins.is_given(name)]

    def _note(self, name: str, deed: str) -> None:
        """Remembers that a part of a plugin is out of use: every result and the list of plugins say so."""
        self._trouble.append((name, self._failed(name, deed)))
        for info in self.plugins.infos:
            if info.name == name:
                info.error = f"{info.error}, and {deed}" if info.error else deed

    def _failed(self, name: str, deed: str) -> Diagnostic:
        return Diagnostic("plugin_failed", f"plugin {self.plugins.label(name)} {deed}", (0, 0))

    def _named(self, hook: str) -> dict[str, Any]:
        """What the plugins answer to a hook by name; of two with one name the one registered first."""
        found: dict[str, Any] = {}
        for _, answer in self._collected(hook, dict):
            for name, item in answer.items():
                found.setdefault(name, item)
        return found

    def _catalogue(self) -> dict[str, Listed]:
        """The rules of the core and of the plugins; of two with one code the one registered first."""
        found = {rule.code: Listed(rule) for rule in CORE}
        for name, rule in self._collected("rules", Rule):
            found.setdefault(rule.code, Listed(rule, name, self.plugins.is_stranger(name)))
        return found

    def _name_idle(self, styles: list[tuple[str, Style]]) -> None:
        """A finding for each style that no marker of the grammar bears: a slip of the pen."""
        aliases = {terminal.alias for terminal in self.grammar.of("marker", "floating")}
        for name, style in styles:
            if style.name not in aliases:
                near = nearest(style.name, aliases)
                hint = f": did you mean {near}?" if near else ""
                self._note(name, f"has the style {style.name!r}, which no marker of the grammar bears{hint}")

    def _composed(self, fragments: list[tuple[str, str]]) -> Grammar:
        """The grammar of all fragments; an installed stranger's that does not compose is left out, and said so."""
        while True:
            try:
                return compose(tuple(fragments))
            except GrammarError as error:
                if not self.plugins.is_stranger(error.plugin) or self.plugins.is_given(error.plugin):
                    raise
                self._note(error.plugin, f"is out of use: {error.message}")
                fragments = [(name, text) for name, text in fragments if name != error.plugin]

    def parse(self, text: str | SourceText, pins: Sequence[Pin] = ()) -> Result:
        """The result for a text, with the decisions of a reader (`pins`).

        Never raises on any `str`; trouble with plugins, and a pin that has no place, become diagnostics.
        """
        source = _source(text)
        unused: list[Diagnostic] = []
        document, repairs = self.read(source, pins, unused)
        result = Result(document, diagnostics=[*self.trouble(), *unused], repairs=repairs)
        result.diagnostics += _flattened(repairs)
        guard = Guard(document) if self.plugins.has_strangers else None

        def revised(name: str) -> None:
            if guard and guard.broken():
                self._blame(result, name, "made the document no tree over its text; what it did is undone")

        for _ in self.plugins.calls("revise_document", partial(self._blame, result), revised, document=document):
            pass
        if self.records:
            if guard:
                guard.remember()
            self._findings(result, guard)
        return result

    def read(
        self, source: SourceText, pins: Sequence[Pin] = (), unused: list[Diagnostic] | None = None
    ) -> tuple[Document, list[Repair]]:
        """The tree of a source alone, without what the plugins say about it. Pins without a place go to `unused`."""
        text, lines = self.scanner.scan(source)
        quiet(text, lines)
        settled = settle(pins, source, lines) if pins else None
        resolution = Resolver(self.scanner, text, lines, settled).resolve()
        if settled and unused is not None:
            units = resolution.units
            holders = {unit.start: lines[units[unit.parent].line].start for unit in units if unit.parent >= 0}
            unused += [_unused(pin, why) for pin, why in (*settled.unused, *misplaced(settled, holders))]
        lines.clear()  # the builder lets go of each when it is read: they and the tree need not stand in memory together
        return build(source, text, resolution, self.scanner)

    def explain(self, text: str | SourceText, pins: Sequence[Pin] = ()) -> list[Decision]:
        """Why each candidate in a text is a marker or is none, in order."""
        return explain(self.scanner, _source(text), pins)

    def load(self, name: str, data: bytes, encoding: str | None = None) -> SourceText:
        """The text of a file's bytes; LoadError when no plugin reads it or a limit refuses it."""
        return self._load(name, data, encoding, [])

    def _load(self, name: str, data: bytes, encoding: str | None, trouble: list[Diagnostic]) -> SourceText:
        if len(data) > MAX_FILE:
            raise LoadError("DP-L001", name, f"the file is larger than {MAX_FILE >> 20} MiB", "split it", refused=True)
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"

        def fail(plugin: str, deed: str) -> None:
            trouble.append(self._failed(plugin, deed))

        answers = self.plugins.calls(
            "load_source", fail, name=name, data=data, media_type=media_type, encoding=encoding
        )
        for plugin, source in answers:
            if isinstance(source, SourceText):
                return source
            fail(plugin, f"answers load_source with {type(source).__name__}, not with SourceText")
        reason = trouble[0].message if trouble else "no plugin reads this kind of file"
        raise LoadError("DP-L002", name, reason, "plain text in UTF-8, GB18030, Big5, UTF-16 or UTF-32 is read")

    def parse_file(self, path: str | Path, encoding: str | None = None) -> Result:
        """The result for a file, with the pins beside it; LoadError with a code if one of them cannot be read."""
        path = Path(path)
        try:
            with path.open("rb") as file:
                data = file.read(MAX_FILE + 1)  # a device or a pipe does not tell its size
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise LoadError(
                "DP-L003", str(path), f"cannot be opened: {reason}", "give an existing, readable file"
            ) from error
        return self.parse_bytes(data, str(path), encoding, read_pins(path))

    def parse_bytes(
        self, data: bytes, name: str = "", encoding: str | None = None, pins: Sequence[Pin] = ()
    ) -> Result:  # fmt: skip
        """The result for the bytes of a file; LoadError as of `parse_file`."""
        trouble: list[Diagnostic] = []
        result = self.parse(self._load(name, data, encoding, trouble), pins)
        result.diagnostics += trouble
        return result

    def exporters(self) -> dict[str, Exporter]:
        """The output formats of the plugins, by name; of two with one name the one registered first."""
        return dict(self._exporters)

    def record_types(self) -> dict[str, type]:
        """The struct of every record type, by name."""
        return dict(self._record_types)

    def rules(self) -> dict[str, Listed]:
        """The rule of every code that the core and the plugins list, by code."""
        return dict(sorted(self._rules.items()))

    # --- findings ----------------------------------------------------------------------------------------------

    def _findings(self, result: Result, guard: Guard | None) -> None:
        for node in result.document.documents():
            candidates = self._asked("recognise_genre", Genre, result, guard, node=node)
            genre = choose(result.document, node, candidates)
            result.genres.append(genre)
            result.candidates += ranked(candidates)
        genres = tuple(result.genres)  # all of them are known before the first record is read
        for node, genre in zip(result.document.documents(), genres, strict=True):
            about = {"node": node, "genre": genre, "genres": genres}
            result.records += self._asked("extract_records", Record, result, guard, **about)
            result.diagnostics += self._asked("check_document", Diagnostic, result, guard, **about)
        result.diagnostics.sort(key=lambda d: (d.span, d.code))

    def _asked(self, hook: str, wanted: type[T], result: Result, guard: Guard | None, **about: Any) -> list[T]:
        """The sound answers to a hook of findings; one that is not is dropped and said so."""
        document, sound = result.document, []

        def looked(name: str) -> None:
            if guard and self.plugins.is_stranger(name) and guard.changed():
                self._blame(result, name, f"changed the document in {hook}, where it may only look; it is put back")

        fail = partial(self._blame, result)
        for name, answer in self.plugins.calls(hook, fail, looked, document=document, **about):
            for found in answer if isinstance(answer, list) else [answer]:
                reason = fault(document, wanted, found)
                if reason:
                    self._blame(result, name, f"gave {reason}; it is dropped", "span" in reason)
                else:
                    sound.append(found)
        return sound

    def _blame(self, result: Result, plugin: str, deed: str, bad_span: bool = False) -> None:
        found = self._failed(plugin, deed)
        result.diagnostics.append(replace(found, code="plugin_bad_span") if bad_span else found)


def _source(text: str | SourceText) -> SourceText:
    if isinstance(text, SourceText):
        return text
    if isinstance(text, str):
        return SourceText(text)
    raise TypeError(
        f"a text is a str, not {type(text).__name__}: docparse.parse_file and Parser.parse_bytes read files"
    )


def _unused(pin: Pin, reason: str) -> Diagnostic:
    return Diagnostic("pin_unused", f"the pin of {pin.line!r} is not used: {reason}", (0, 0))


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
