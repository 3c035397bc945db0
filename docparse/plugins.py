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
from docparse.errors import LoadError, PluginError
from docparse.findings import Diagnostic

GROUP = "docparse"
_OWN = "docparse-zh"
_FILE_PLUGIN = "docparse_plugin_file_"
HOOKS = tuple(
    name for name, value in vars(hookspecs).items() if getattr(value, f"{hookspecs.PROJECT}_spec", None) is not None
)  # fmt: skip


@dataclass(slots=True)
class PluginInfo:
    """One plugin: `source` tells where it came from, `error` why it is out of use ("" when it works)."""

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
            self._register(plugin, _name_of(plugin), getattr(plugin, "__version__", ""), "given")

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
        if self.manager.is_registered(plugin):
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
        if not hooks and source == "given":
            raise PluginError(
                "DP-P001",
                f"plugin {name!r} has no hooks",
                "put @docparse.hookimpl on functions of the module, not in a class",
            )
        self.infos.append(PluginInfo(unique, str(version), source, sorted(hooks)))

    @property
    def has_strangers(self) -> bool:
        """Whether there are plugins besides the built-in ones."""
        return any(info.source != _OWN for info in self.infos)

    def is_stranger(self, name: str) -> bool:
        """Whether a plugin is none of the built-in ones."""
        return any(info.name == name and info.source != _OWN for info in self.infos)

    def calls(
        self, hook: str, diagnostics: list[Diagnostic], watch: Callable[[str], None] | None = None, **arguments: Any
    ) -> Iterator[tuple[str, Any]]:
        """(plugin name, answer) of every implementation, the latest registered first.

        One that raises, SystemExit and RecursionError included, becomes a diagnostic and answers nothing. `watch` is
        called with its name after each, also after one that raised.
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
                diagnostics.append(self._diagnostic(implementation.plugin_name, hook, error))
                answer = None
            if watch is not None:
                watch(implementation.plugin_name)
            if answer is not None:
                yield implementation.plugin_name, answer

    def _diagnostic(self, name: str, hook: str, error: BaseException) -> Diagnostic:
        version = next((info.version for info in self.infos if info.name == name), "")
        label = f"{name} {version}".strip()
        return Diagnostic("plugin_failed", f"plugin {label} failed in {hook}: {failure(error)}", (0, 0), "warning")


def _is_built_in(entry: EntryPoint) -> bool:
    return entry.dist is not None and entry.dist.name == _OWN


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
