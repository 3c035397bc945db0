"""Plugins: found, checked against the hooks, and called one by one, so that one that fails costs only its own part."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from docparse import hookspecs
from docparse.errors import GrammarError, LoadError, PluginError

GROUP = "docparse"
_OWN = "docparse-zh"
GIVEN = "given"  # the source of a plugin that the caller gave
Fail = Callable[[str, str], None]
_FILE_PLUGIN = "docparse_plugin_file_"
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


def failure(error: BaseException) -> str:
    """One line for an exception of a plugin."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


class Plugins:
    """The plugins of one parser, with their own manager."""

    def __init__(self, given: Iterable[Any] = (), *, installed: bool = True, tolerant: bool = False) -> None:
        self.tolerant = tolerant  # one that does not fit the hooks is out of use, and no error
        self.manager = pluggy.PluginManager(hookspecs.PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self.infos: list[PluginInfo] = []
        # installed plugins first: those given are then asked before them
        if installed:
            for entry in sorted(entry_points(group=GROUP), key=lambda e: (not _is_built_in(e), e.name)):
                self._load(entry)
        for plugin in given:
            self._register(plugin, _name_of(plugin), getattr(plugin, "__version__", ""), GIVEN)

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
        if isinstance(plugin, type):
            try:
                plugin = plugin()
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                self.infos.append(PluginInfo(name, str(version), source, error=failure(error)))
                return
        if self.manager.is_registered(plugin) or self._has_file_of(plugin):
            return
        unique, count = name, 2
        while self.manager.has_plugin(unique):
            unique, count = f"{name}-{count}", count + 1
        try:
            self.manager.register(plugin, name=unique)
            self.manager.check_pending()
        except (pluggy.PluginValidationError, ValueError) as error:
            reason = " ".join(str(error).split())
            if self.tolerant:
                self.manager.unregister(name=unique)
                self.infos.append(PluginInfo(name, str(version), source, error=f"does not fit the hooks: {reason}"))
                return
            raise PluginError(
                "DP-P001", f"plugin {name!r} does not fit the hooks: {reason}", f"the hooks are {', '.join(HOOKS)}"
            ) from error
        hooks = [caller.name for caller in self.manager.get_hookcallers(plugin) or []]
        if not hooks and source == GIVEN:
            raise _hookless(plugin, name)
        lack = "" if hooks else "it has no hooks; if a class has them, the entry point names it: module:Class"
        self.infos.append(PluginInfo(unique, str(version), source, sorted(hooks), lack))

    def _has_file_of(self, plugin: Any) -> bool:
        """Whether a module is registered already by another name: one that is installed and named with --plugin too."""
        file = _file_of(plugin)
        return file is not None and any(_file_of(other) == file for _, other in self.manager.list_name_plugin())

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

    def calls(
        self, hook: str, fail: Fail, watch: Callable[[str], None] | None = None, **arguments: Any
    ) -> Iterator[tuple[str, Any]]:
        """(plugin name, answer) of every implementation, the latest registered first.

        One that raises, SystemExit and RecursionError included, answers nothing, and `fail` is called with its name
        and what happened. `watch` is called with its name after each, also after one that raised. What docparse has
        for the caller passes through: an interrupt, the LoadError of a loader, and the GrammarError of a fragment of a
        plugin that he gave.
        """
        for implementation in reversed(getattr(self.manager.hook, hook).get_hookimpls()):
            wanted = {name: arguments[name] for name in implementation.argnames}
            try:
                answer = implementation.function(*wanted.values())
                if hook in ("extract_records", "check_document") and not isinstance(answer, str | None):
                    answer = list(answer)
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt) or (hook == "load_source" and isinstance(error, LoadError)):
                    raise
                name = implementation.plugin_name
                if hook == "extend_grammar" and isinstance(error, GrammarError) and self.is_given(name):
                    raise error.of(name) from error
                fail(name, f"failed in {hook}: {failure(error)}")
                answer = None
            if watch is not None:
                watch(implementation.plugin_name)
            if answer is not None:
                yield implementation.plugin_name, answer


def _file_of(plugin: Any) -> Path | None:
    """The file that a module was read from; None of what is no module."""
    file = getattr(plugin, "__file__", None) if isinstance(plugin, ModuleType) else None
    return Path(file).resolve() if file else None


def _is_built_in(entry: EntryPoint) -> bool:
    return entry.dist is not None and entry.dist.name == _OWN


def _hookless(plugin: Any, name: str) -> PluginError:
    """What to say of a plugin in which there is nothing to call."""
    if isinstance(plugin, str | bytes | Path | int | float | None):
        message = f"{plugin!r:.60} is {type(plugin).__name__}, which is no plugin"
        return PluginError("DP-P001", message, "give the module, class or instance; --plugin takes the path of a file")
    remedy = "put @docparse.hookimpl on functions of the module, not in a class"
    return PluginError("DP-P001", f"plugin {name!r} has no hooks", remedy)


def _name_of(plugin: Any) -> str:
    name = getattr(plugin, "__name__", "") or type(plugin).__name__
    return str(name).removeprefix(_FILE_PLUGIN)


def load_file(path: Path) -> ModuleType:
    """A plugin from a single file, without packaging. PluginError DP-P002 if it cannot be imported."""
    name = f"{_FILE_PLUGIN}{path.stem}"  # never the name of a real module
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        reason = "is no Python file" if path.exists() else "does not exist"
        raise PluginError("DP-P002", f"{path} {reason}", "give the path of a .py file to --plugin")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException as error:
        sys.modules.pop(name, None)
        if isinstance(error, KeyboardInterrupt):
            raise
        raise PluginError("DP-P002", f"{path} cannot be imported: {failure(error)}") from error
    return module
