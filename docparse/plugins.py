"""Plugins: found, checked against the hooks, and called one by one, so that one that fails costs only its own part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from traceback import walk_tb
from typing import Any, Protocol

import pluggy

from docparse import hookspecs
from docparse.errors import GrammarError, LoadError, PluginError
from docparse.modules import FILE_PLUGIN, failure, file_of

GROUP = "docparse"
_OWN = "docparse-zh"
GIVEN = "given"  # the source of a plugin that the caller gave
MOST_ERRORS = 20  # of one plugin, in all documents of a parser: then it is out of use
FAILURES = ("plugin_failed", "plugin_bad_span")  # the codes of findings that blame a plugin
Fail = Callable[[str, str], None]
HOOKS = tuple(
    name for name, value in vars(hookspecs).items() if getattr(value, f"{hookspecs.PROJECT}_spec", None) is not None
)  # fmt: skip


@dataclass(slots=True)
class PluginInfo:
    """One plugin: `source` tells where it came from, `error` why it or a part of it is out of use ("" when it works)."""

    name: str
    version: str
    source: str
    hooks: list[str] = field(default_factory=list)
    error: str = ""


class Watcher(Protocol):
    """Sees every call of a hook. What `leave` raises counts as raised by the plugin."""

    def enter(self, name: str, hook: str) -> None: ...
    def leave(self, answer: Any) -> None: ...
    def caught(self, error: BaseException) -> None: ...


class _Manager(pluggy.PluginManager):
    def parse_hookimpl_opts(self, plugin: Any, name: str) -> pluggy.HookimplOpts | None:
        """What marks an attribute as a hook; one that cannot even be looked at, as what is loaded late, is none."""
        try:
            return super().parse_hookimpl_opts(plugin, name)
        except Exception:
            return None


class Plugins:
    """The plugins of one parser, with their own manager.

    errors: the name of a plugin for each call in which it raised, or ended the worker that it ran in
    left_out: those that are not asked for now; watcher: what sees every call. Both are for workers
    """

    def __init__(self, given: Iterable[Any] = (), *, installed: bool = True, tolerant: bool = False) -> None:
        self.errors: list[str] = []
        self.left_out: frozenset[str] = frozenset()
        self.watcher: Watcher | None = None
        self.tolerant = tolerant  # one that does not fit the hooks is out of use, and no error
        self.manager = _Manager(hookspecs.PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self.infos: list[PluginInfo] = []
        # installed plugins first: those given are then asked before them
        if installed:
            for entry in sorted(entry_points(group=GROUP), key=lambda e: (not _is_built_in(e), e.name)):
                self._load(entry)
        for plugin in given:
            name = _name_of(plugin)
            try:
                version = str(getattr(plugin, "__version__", ""))
            except Exception as error:  # a module may import what it lacks only when it is asked
                raise _unfit(name, error) from error
            self._register(plugin, name, version, GIVEN)

    def _load(self, entry: EntryPoint) -> None:
        version = entry.dist.version if entry.dist else ""
        source = entry.dist.name if entry.dist else ""
        try:
            plugin = entry.load()
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            self.infos.append(PluginInfo(entry.name, version, source, error=failure(error)))
            return
        self._register(plugin, entry.name, version, source)

    def _register(self, plugin: Any, name: str, version: str, source: str) -> None:
        if issubclass(type(plugin), type):
            try:
                plugin = plugin()
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                self.infos.append(PluginInfo(name, version, source, error=failure(error)))
                return
        unique, count = name, 2
        while self.manager.has_plugin(unique):
            unique, count = f"{name}-{count}", count + 1
        try:
            if self._has(plugin):
                return
            self.manager.register(plugin, name=unique)
            self.manager.check_pending()
            hooks = [caller.name for caller in self.manager.get_hookcallers(plugin) or []]
        except Exception as error:
            if source == GIVEN or (isinstance(error, pluggy.PluginValidationError) and not self.tolerant):
                raise _unfit(name, error) from error
            with suppress(Exception):
                self.manager.unregister(name=unique)
            self.infos.append(PluginInfo(name, version, source, error=_misfit(error)))
            return
        if not hooks and source == GIVEN:
            raise _hookless(plugin, name)
        lack = "" if hooks else "it has no hooks; if a class has them, the entry point names it: module:Class"
        self.infos.append(PluginInfo(unique, version, source, sorted(hooks), lack))

    def _has(self, plugin: Any) -> bool:
        """Whether a plugin is registered already, a module also by another name: installed, and named with --plugin."""
        file, known = file_of(plugin), [other for _, other in self.manager.list_name_plugin()]
        return any(other is plugin or (file is not None and file_of(other) == file) for other in known)

    @property
    def has_strangers(self) -> bool:
        """Whether there are plugins besides the built-in ones."""
        return any(info.source != _OWN for info in self.infos)

    def is_stranger(self, name: str) -> bool:
        """Whether a plugin is none of the built-in ones."""
        return any(info.name == name and info.source != _OWN for info in self.infos)

    def is_given(self, name: str) -> bool:
        """Whether the caller gave a plugin himself; what is wrong with it he is told at once."""
        return any(info.name == name and info.source == GIVEN for info in self.infos)

    def label(self, name: str) -> str:
        """The name of a plugin with its version."""
        return f"{name} {next((info.version for info in self.infos if info.name == name), '')}".strip()

    def reader(self, name: str, read: Callable[[str], Any]) -> Callable[[str], Any]:
        """`read` of a style of a plugin, so that a watcher sees it run as it sees a hook."""

        def watched(marker: str) -> Any:
            watcher = self.watcher
            if watcher is None:
                return read(marker)
            watcher.enter(name, "marker_styles")
            try:
                answer = read(marker)
            except BaseException as error:
                watcher.caught(error)
                raise
            watcher.leave(None)
            return answer

        return watched

    @property
    def spent(self) -> dict[str, str]:
        """The plugins that are out of use for their errors: what is said of them, by name."""
        often = [name for name in dict.fromkeys(self.errors) if self.errors.count(name) >= MOST_ERRORS]
        return dict.fromkeys(often, f"is out of use: it failed {MOST_ERRORS} times")

    def charge(self, name: str) -> str:
        """Counts an error of a plugin. Answers what is to be said of it besides, "" until there are too many."""
        self.errors.append(name)
        return f"; after {MOST_ERRORS} errors it is out of use" if self.errors.count(name) == MOST_ERRORS else ""

    def _asked(self, hook: str) -> Iterator[pluggy.HookImpl]:
        """The implementations of a hook that are in use, the latest registered first."""
        for implementation in reversed(getattr(self.manager.hook, hook).get_hookimpls()):
            if implementation.plugin_name not in self.left_out and not (self.errors and self._is_spent(implementation)):
                yield implementation

    def _is_spent(self, implementation: pluggy.HookImpl) -> bool:
        return self.errors.count(implementation.plugin_name) >= MOST_ERRORS

    def calls(
        self, hook: str, fail: Fail, watch: Callable[[str], None] | None = None, **arguments: Any
    ) -> Iterator[tuple[str, Any]]:
        """(plugin name, answer) of every implementation, the latest registered first.

        One that raises, SystemExit and RecursionError included, answers nothing, and `fail` is called with its name
        and what happened; after MOST_ERRORS it is not asked any more. `watch` is called with its name after each, also
        after one that raised. What docparse has for the caller passes through: an interrupt, the LoadError of a
        loader, the MemoryError of a built-in one, and the GrammarError of a fragment of a plugin that he gave.
        """
        watcher = self.watcher
        for implementation in self._asked(hook):
            name = implementation.plugin_name
            wanted = [arguments[argument] for argument in implementation.argnames]
            try:
                if watcher is not None:
                    watcher.enter(name, hook)
                answer: Any = implementation.function(*wanted)
                if hook in ("extract_records", "check_document") and not isinstance(answer, str | None):
                    answer = _listed(answer)
                if watcher is not None:
                    watcher.leave(answer)
            except BaseException as error:
                if watcher is not None:
                    watcher.caught(error)
                if isinstance(error, KeyboardInterrupt) or (hook == "load_source" and isinstance(error, LoadError)):
                    raise
                if hook == "load_source" and isinstance(error, MemoryError) and not self.is_stranger(name):
                    raise  # else what the file is no text of would be read as text
                if hook == "extend_grammar" and isinstance(error, GrammarError) and self.is_given(name):
                    raise error.of(name) from error
                place = _place(error, implementation.function)
                fail(name, f"failed in {hook}: {failure(error)}{place}{self.charge(name)}")
                answer = None
            if watch is not None:
                watch(name)
            if answer is not None:
                yield name, answer


def _listed(answer: Any) -> list[Any]:
    """What a hook that may have several answers has given; what a generator raises is raised here."""
    if not isinstance(answer, Iterable):
        raise TypeError(f"the answer is one {type(answer).__name__}: yield it, or answer a list")
    return list(answer)


def _place(error: BaseException, function: Callable[..., Any]) -> str:
    """Where in the files beside that of a hook its error arose, as ` (my_plugin.py:12)`; "" where it did in none."""
    folder = Path(getattr(getattr(function, "__code__", None), "co_filename", "")).parent
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    own = [f" ({file.name}:{line})" for file, line in frames if file.parent == folder]
    return own[-1] if own else ""


def _is_built_in(entry: EntryPoint) -> bool:
    return entry.dist is not None and entry.dist.name == _OWN


def _hookless(plugin: Any, name: str) -> PluginError:
    """What to say of a plugin in which there is nothing to call."""
    if isinstance(plugin, str | bytes | Path | int | float | None):
        message = f"{plugin!r:.60} is {type(plugin).__name__}, which is no plugin"
        return PluginError("DP-P001", message, "give the module, class or instance; --plugin takes the path of a file")
    remedy = "put @docparse.hookimpl on functions of the module, not in a class"
    return PluginError("DP-P001", f"plugin {name!r} has no hooks", remedy)


def _unfit(name: str, error: Exception) -> PluginError:
    """What to say of a plugin that cannot be registered."""
    unknown = isinstance(error, pluggy.PluginValidationError)
    remedy = f"the hooks are {', '.join(HOOKS)}" if unknown else "let its attributes not raise"
    return PluginError("DP-P001", f"plugin {name!r} {_misfit(error)}", remedy)


def _misfit(error: Exception) -> str:
    """Why a plugin cannot be registered: it has what is no hook, or raises while it is looked at."""
    if isinstance(error, pluggy.PluginValidationError):
        return f"does not fit the hooks: {' '.join(str(error).split())}"
    return f"cannot be looked at: {failure(error)}"


def _name_of(plugin: Any) -> str:
    try:
        name = str(getattr(plugin, "__name__", ""))
    except Exception:
        name = ""
    return (name or type(plugin).__name__).removeprefix(FILE_PLUGIN)
