"""The subject of a fuzzing run: a plugin with its parsers, terminals, patterns, constants and examples."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

from docparse.errors import PluginError
from docparse.grammar import Terminal
from docparse.modules import failure, load_file
from docparse.parser import Parser
from docparse.plugins import GROUP, Plugins
from docparse.slips import slip
from docparse.testing.corpus import CorpusError, read_corpus
from docparse.testing.neighbours import Quiet

CASES, DOCUMENTS = "tests", ("examples", "corpus")  # folders beside a plugin: of corpus files, and of documents as well
_SHARED = ("site-packages", "dist-packages")  # folders in which what stands beside a plugin is not its own
_LARGEST = 1 << 20  # bytes of a corpus file that nobody has named
_LONGEST = 60  # characters of a constant that is worth a place in a text
_PATTERN = re.compile(r"[\[(|\\?*+{^$]")
_NAMED = re.compile(r"\(\?P<\w+>")


@dataclass
class Subject:
    """What is fuzzed: a plugin, or the built-in grammar when `plugin` is None.

    label: its name, as given
    entry: the entry point of an installed plugin, None for one from a file
    sources: the Python files that it consists of
    examples: texts to start from; corpora: the files that they are from
    """

    label: str = ""
    plugin: Any = None
    entry: EntryPoint | None = None
    sources: list[Path] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    corpora: list[Path] = field(default_factory=list)

    def parser(self, before: Iterable[Any] = (), after: Iterable[Any] = (), *, without: bool = False) -> Parser:
        """A parser with the subject, and others registered before and after it; `without` leaves the subject out."""
        own = [] if self.plugin is None or without else [self.plugin]
        if self.entry is None:
            return Parser([*before, *own, *after])
        installed = Plugins(tolerant=True)
        others = [info.name for info in installed.infos if info.hooks and info.name != self.label]
        return Parser([*map(installed.manager.get_plugin, others), *before, *own, *after], installed=False)

    @cached_property
    def whole(self) -> Parser:
        """The parser with the subject."""
        return self.parser()

    @cached_property
    def rest(self) -> Parser:
        """The parser without the subject, and with one that does nothing in its place."""
        return self.parser([Quiet()] if self.plugin is not None else (), without=True)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names under which the parser knows the subject: findings of its failures begin with one."""
        infos = self.whole.plugins.infos
        if self.plugin is None:
            return frozenset(info.name for info in infos)
        known = self.whole.plugins.manager.get_name(self.plugin) or self.label
        plain = {info.name for info in infos if info.name not in {other.name for other in self.rest.plugins.infos}}
        return frozenset({known, *plain})

    @cached_property
    def terminals(self) -> list[Terminal]:
        """The terminals of the choice rules that are the subject's own."""
        if self.plugin is None:
            return list(self.whole.grammar.terminals)
        known = {terminal.name for terminal in self.rest.grammar.terminals}
        return [terminal for terminal in self.whole.grammar.terminals if terminal.name not in known]

    @cached_property
    def others(self) -> list[Terminal]:
        """The terminals of everybody else."""
        own = {terminal.name for terminal in self.terminals}
        rest = [terminal for terminal in self.whole.grammar.terminals if terminal.name not in own]
        return rest or self.terminals

    @cached_property
    def constants(self) -> list[Any]:
        """The literals of its code, in order and once each: what it compares texts, styles and numbers with."""
        found = dict.fromkeys(value for path in self.sources for value in _literals(path))
        return [value for value in found if not isinstance(value, str) or 0 < len(value) <= _LONGEST]

    @cached_property
    def patterns(self) -> list[str]:
        """The literals of its code that are regular expressions."""
        found = dict.fromkeys(value for path in self.sources for value in _literals(path))
        return [value for value in found if isinstance(value, str) and "\n" not in value and _is_pattern(value)]

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of its code that a marker may have, with their neighbours."""
        whole = [value for value in self.constants if isinstance(value, int) and 0 < value < 100]
        return sorted({near for value in whole for near in (value - 1, value, value + 1) if near > 0})


def find_subject(name: str | None, corpus: Path | None = None) -> Subject:
    """The subject of a name: the path of a .py file, or an installed plugin; None for the built-in grammar.

    PluginError DP-P002 for a file that cannot be imported, DP-P007 for a name that is not installed or a corpus that
    is none.
    """
    if name is None:
        subject = Subject("the built-in grammar")
    elif name.endswith(".py") or Path(name).is_file():
        path = Path(name)
        subject = Subject(path.stem, load_file(path), None, [path.resolve()])
    else:
        subject = _installed(name)
    if corpus is not None:
        subject.examples, subject.corpora = _named(corpus), [corpus]
        return subject
    for path, is_document in dict(_corpora(subject)).items():
        if found := _found(path, is_document=is_document):
            subject.examples += found
            subject.corpora.append(path)
    return subject


def _installed(name: str) -> Subject:
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in found:
        raise PluginError(
            "DP-P007", f"no plugin {name!r} is installed", slip(name, found, "give the path of a .py file")
        )
    try:
        plugin = found[name].load()
        if isinstance(plugin, type):
            plugin = plugin()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginError(
            "DP-P007", f"plugin {name!r} cannot be loaded: {failure(error)}", "docparse plugins says why"
        ) from error
    return Subject(name, plugin, found[name], _files(importlib.import_module(found[name].module)))


def _files(module: ModuleType) -> list[Path]:
    """The files of a module, of a package all of them."""
    path = Path(module.__file__ or "")
    if not path.is_file():
        return []
    return [path, *sorted(set(path.parent.rglob("*.py")) - {path})] if path.name == "__init__.py" else [path]


def _corpora(subject: Subject) -> Iterator[tuple[Path, bool]]:
    """The files in which the examples of a plugin may be, and whether a file that is no corpus is an example itself.

    They are beside the plugin, and in the folders for them there. One that is installed away from its project has them
    where the command is run, if that is its project.
    """
    for home in _homes(subject):
        for folder, is_document in (("", False), (CASES, False), *((folder, True) for folder in DOCUMENTS)):
            paths = (home / folder).rglob("*.txt") if folder else home.glob("*.txt")
            small = (path for path in paths if path.is_file() and path.stat().st_size <= _LARGEST)
            yield from ((path, is_document) for path in sorted(small))


def _homes(subject: Subject) -> Iterator[Path]:
    """The folder of a plugin; of a package that around it; of what is in src/ the project; or the working directory."""
    if not subject.sources:
        return
    own = subject.sources[0].resolve()
    own = own.parent if own.name == "__init__.py" else own
    if own.parent.name in _SHARED:
        yield from (own,) if own.is_dir() else ()
        here = Path.cwd()
        yield from (here,) if (here / own.name).exists() or (here / "src" / own.name).exists() else ()
        return
    yield from (own,) if own.is_dir() else ()
    yield own.parent
    if own.parent.name == "src":
        yield own.parent.parent


def _named(path: Path) -> list[str]:
    """The texts of a file that the user has named. PluginError if there are none."""
    try:
        return _texts(path) or [path.read_text(encoding="utf-8")]
    except (CorpusError, OSError, UnicodeDecodeError) as error:
        raise PluginError("DP-P007", f"no corpus: {error}", "docs/plugins.md shows the notation") from error


def _found(path: Path, *, is_document: bool) -> list[str]:
    """The texts of a file that stands where examples may be."""
    try:
        return _texts(path) or ([path.read_text(encoding="utf-8")] if is_document else [])
    except (CorpusError, OSError, UnicodeDecodeError):
        return []


def _texts(path: Path) -> list[str]:
    return [case.text for case in read_corpus(path)]


def _literals(path: Path) -> Iterator[Any]:
    """The literals of a file, those that are said to people only left out: docstrings, and what is raised."""
    waiting: list[ast.AST] = [ast.parse(path.read_bytes())]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int) and not isinstance(node.value, bool):
            yield node.value
        if not isinstance(node, ast.Raise) and not (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            waiting += ast.iter_child_nodes(node)


def _is_pattern(text: str) -> bool:
    if not _PATTERN.search(text) or _NAMED.search(text):
        return False
    try:
        return bool(re.compile(text).pattern)
    except re.error:
        return False
