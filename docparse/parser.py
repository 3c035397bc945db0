"""The parser: a value that owns its plugins and its composed grammar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Self, TypeVar

from docparse.answers import UnsoundError, accept
from docparse.builder import build
from docparse.catalogue import Listed
from docparse.equipment import Equipment
from docparse.errors import LoadError
from docparse.explaining import Decision, explain
from docparse.findings import Diagnostic, Genre, Record, Repair, Result
from docparse.genres import choose, ranked
from docparse.guard import Guard
from docparse.hookspecs import Exporter
from docparse.isolation import Isolation
from docparse.layout import tell_headings
from docparse.limits import Limits
from docparse.loading import Loading
from docparse.modules import Reference
from docparse.pagination import UNREAD
from docparse.pieces import divide, unite
from docparse.pins import Pin, misplaced, read_pins, settle
from docparse.plugins import Plugins
from docparse.regions import quiet
from docparse.resolver import Resolver
from docparse.source import SourceText
from docparse.tree import DEEPEST, Document

T = TypeVar("T")


class Parser:
    """Parses texts and files. Reusable and thread-safe: a parse leaves nothing behind but the count of plugin errors.

    plugins: plugin objects besides the installed ones; modules, classes or instances
    installed: whether plugins installed with an entry point are used
    records: whether genres, records and checks are asked for; the tree alone is faster
    timeout: seconds for one reading of a document; memory: bytes that it may take, on Linux. With one of them
        documents are read in worker processes, which `close` or a `with` block ends; else when the parser is gone
    limits: what a file may hold; by default what `docparse limits` prints
    """

    def __init__(
        self,
        plugins: Iterable[Any] = (),
        *,
        installed: bool = True,
        records: bool = True,
        timeout: float | None = None,
        memory: int | None = None,
        limits: Limits | None = None,
    ) -> None:
        given = tuple(plugins)
        self.limits = limits or Limits()
        options = {
            "installed": installed, "records": records, "timeout": timeout, "memory": memory, "limits": self.limits,
        }  # fmt: skip
        self._recipe = given, options
        self.plugins = Plugins(given, installed=installed)
        self.records = records
        self._equipment = Equipment(self.plugins)
        self.grammar, self.scanner = self._equipment.grammar, self._equipment.scanner

        limited = timeout is not None or memory is not None
        self._isolation = Isolation(self, self._equipment, timeout, memory) if limited else None

    def __reduce__(self) -> tuple[Any, ...]:
        """A parser goes to another process as what it is made of."""
        plugins, options = self._recipe
        return _same_parser, ([Reference.of(plugin) for plugin in plugins], options)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the worker processes, if there are any; the parser can be used again."""
        if self._isolation is not None:
            self._isolation.close()

    def trouble(self, *, given: bool = False) -> list[Diagnostic]:
        """What is out of use of the plugins, which every result says; with `given` only of those that were given."""
        return self._equipment.trouble(given=given)

    def parse(self, text: str | SourceText, pins: Sequence[Pin] = ()) -> Result:
        """The result for a text, with the decisions of a reader (`pins`).

        Never raises on any `str`; trouble with plugins, and a pin that has no place, become diagnostics. Only with
        limits LoadError DP-L004 is raised, when docparse itself, and no plugin, goes past one.
        """
        source = _source(text)
        if self._isolation is not None:
            return self._isolation.ask("_parse", source.name, source, tuple(pins))
        return self._parse(source, pins)

    def _parse(self, source: SourceText, pins: Sequence[Pin]) -> Result:
        unused: list[Diagnostic] = []
        document, repairs = self.read(source, pins, unused)
        result = Result(document, diagnostics=[*self.trouble(), *unused], repairs=repairs)
        result.diagnostics += [*_flattened(repairs), *_unread_pages(source)]
        guard = Guard(document) if self.plugins.has_strangers else None

        def failed(name: str, deed: str) -> None:
            self._blame(result, name, deed)
            if guard:
                guard.put_back()  # half a revision is none

        def revised(name: str) -> None:
            if guard and guard.broken():
                self._blame(result, name, "made the document no tree over its text; what it did is undone")

        for _ in self.plugins.calls("revise_document", failed, revised, document=document):
            pass
        if self.records:
            self._findings(result, guard)
        return result

    def read(
        self, source: SourceText, pins: Sequence[Pin] = (), unused: list[Diagnostic] | None = None
    ) -> tuple[Document, list[Repair]]:
        """The tree of a source alone, without what the plugins say about it. Pins without a place go to `unused`."""
        pieces = divide(source, pins)
        if len(pieces) == 1:
            return self._read(source, pins, unused)
        trees, repairs = [], list[Repair]()
        for piece in pieces:
            document, found = self._read(piece.source, piece.pins, unused)
            trees.append((piece.start, document))
            repairs += (replace(one, span=(one.span[0] + piece.start, one.span[1] + piece.start)) for one in found)
        return unite(source, trees), repairs

    def _read(
        self, source: SourceText, pins: Sequence[Pin], unused: list[Diagnostic] | None
    ) -> tuple[Document, list[Repair]]:
        text, lines = self.scanner.scan(source)
        quiet(text, lines)
        tell_headings(source.layout, text, lines)
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
        decisions = list[Decision]()
        for piece in divide(_source(text), pins):
            for decision in explain(self.scanner, piece.source, piece.pins):
                parent = decision.parent + piece.start if decision.parent >= 0 else -1
                decisions.append(replace(decision, start=decision.start + piece.start, parent=parent))
        return decisions

    def load(self, name: str, data: bytes, encoding: str | None = None) -> SourceText:
        """The text of a file's bytes; LoadError when no plugin reads it or a limit refuses it."""
        return Loading(self._equipment, encoding, self.limits).load(name, data)

    def parse_file(self, path: str | Path, encoding: str | None = None) -> Result:
        """The result for a file, with the pins beside it; LoadError with a code if one of them cannot be read."""
        path = Path(path)
        try:
            with path.open("rb") as file:
                data = file.read(self.limits.file + 1)  # a device or a pipe does not tell its size
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
        if self._isolation is not None:
            return self._isolation.ask("_parse_bytes", name, data, name, encoding, tuple(pins))
        return self._parse_bytes(data, name, encoding, pins)

    def _parse_bytes(self, data: bytes, name: str, encoding: str | None, pins: Sequence[Pin]) -> Result:
        loading = Loading(self._equipment, encoding, self.limits)
        result = self._parse(loading.load(name, data), pins)
        result.diagnostics += loading.trouble
        return result

    def exporters(self) -> dict[str, Exporter]:
        """The output formats of the plugins, by name; of two with one name the one registered first."""
        return dict(self._equipment.exporters)

    def record_types(self) -> dict[str, type]:
        """The struct of every record type, by name."""
        return dict(self._equipment.record_types)

    def rules(self) -> dict[str, Listed]:
        """The rule of every code that the core and the plugins list, by code."""
        return dict(sorted(self._equipment.rules.items()))

    def _leave_out(self, names: frozenset[str]) -> None:
        """Reads from now on without some plugins: in a worker, after one of them has ended another."""
        self.plugins.left_out, self.scanner = names, self._equipment.scanner_without(names)

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
            for found in answer if type(answer) is list else [answer]:
                try:
                    sound.append(accept(document, wanted, found))
                except UnsoundError as error:
                    self._blame(result, name, f"gave {error}; it is dropped", error.misplaced)
        return sound

    def _blame(self, result: Result, plugin: str, deed: str, bad_span: bool = False) -> None:
        found = self._equipment.failed(plugin, deed)
        result.diagnostics.append(replace(found, code="plugin_bad_span") if bad_span else found)


def _same_parser(plugins: list[Any], options: dict[str, Any]) -> Parser:
    return Parser([plugin.load() if isinstance(plugin, Reference) else plugin for plugin in plugins], **options)


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


def _unread_pages(source: SourceText) -> Iterator[Diagnostic]:
    """A finding for each page of which nobody could read what it shows."""
    for offset, place in source.anchors:
        if place.endswith(f", {UNREAD}"):
            page = place.removesuffix(f", {UNREAD}")
            message = f"{page} shows a picture or outlines, and its text is missing here"
            remedy = "pip install 'docparse-zh[ocr]' reads such pages of PDF"
            yield Diagnostic("page_not_read", f"{message}; {remedy}", (offset, offset))


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
