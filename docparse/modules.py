"""Modules as plugins: read from a file, sent by name; and what to say of what they raise or answer."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from docparse.errors import PluginError

FILE_PLUGIN = "docparse_plugin_file_"  # what the names of modules begin with that are plugins from a file


def failure(error: BaseException) -> str:
    """One line for an exception of a plugin, whatever it says of itself."""
    try:
        text = " ".join(str(error).split())
    except Exception:
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def shown(value: object, width: int = 40) -> str:
    """The beginning of what a value of a plugin looks like; its type, where it does not tell."""
    try:
        return f"{value!r:.{width}}"
    except Exception:
        return f"a {type(value).__name__}"


def file_of(plugin: Any) -> Path | None:
    """The file that a module was read from; None of what is no module."""
    file = getattr(plugin, "__file__", None) if isinstance(plugin, ModuleType) else None
    return Path(file).resolve() if file else None


class Reference(NamedTuple):
    """A module by its name, and its file if it is a plugin from one: modules cannot be pickled."""

    name: str
    file: str

    @classmethod
    def of(cls, plugin: Any) -> Any:
        """The reference to a plugin that is a module; any other plugin as it is."""
        return cls(plugin.__name__, plugin.__file__ or "") if isinstance(plugin, ModuleType) else plugin

    def load(self) -> ModuleType:
        """The module."""
        is_file = self.name.startswith(FILE_PLUGIN)
        return load_file(Path(self.file)) if is_file else importlib.import_module(self.name)


def load_file(path: Path) -> ModuleType:
    """A plugin from a single file, without packaging. PluginError DP-P002 if it cannot be imported."""
    name = f"{FILE_PLUGIN}{path.stem}"  # never the name of a real module
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        reason = "is no Python file" if path.exists() else "does not exist"
        raise PluginError("DP-P002", f"{path} {reason}", "give the path of a .py file")
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
