"""The configuration: docparse.toml, or [tool.docparse] in pyproject.toml, the nearest upwards."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from docparse.catalogue import ALL
from docparse.errors import SettingsError
from docparse.findings import SEVERITIES
from docparse.slips import slip

OWN, SHARED = "docparse.toml", "pyproject.toml"
NEVER = "never"
CODES = "docparse rules prints them all"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a configuration file says; all of it empty where there is none. folder: what its paths start from."""

    file: str = ""
    folder: Path = field(default_factory=Path)
    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    severity: dict[str, str] = field(default_factory=dict)
    per_file_ignores: dict[str, list[str]] = field(default_factory=dict)
    plugins: tuple[str, ...] = ()

    @property
    def plugin_files(self) -> tuple[str, ...]:
        """The plugins by the paths of their files."""
        return tuple(str(self.folder / plugin) for plugin in self.plugins)

    def ignored_in(self, name: str) -> set[str]:
        """The codes that are ignored in a file: a pattern with / is for its path from the folder, another for its name."""
        path = Path(os.path.abspath(name))  # without ..
        inside = path.relative_to(self.folder) if path.is_relative_to(self.folder) else path
        codes: set[str] = set()
        for pattern, ignored in self.per_file_ignores.items():
            if fnmatchcase(inside.as_posix() if "/" in pattern else path.name, pattern.removeprefix("./")):
                codes.update(ignored)
        return codes

    def check_codes(self, known: Collection[str]) -> None:
        """SettingsError for a code that is not known."""
        for key, codes in (
            ("select", self.select), ("ignore", self.ignore), ("severity", tuple(self.severity)),
            *((f"per-file-ignores.{glob}", tuple(codes)) for glob, codes in self.per_file_ignores.items()),
        ):  # fmt: skip
            for code in codes:
                if code not in known and (code != ALL or key == "severity"):
                    raise _wrong(self.file, f"{key} has no code {code!r}", slip(code, known, CODES))


def find_configuration(folder: Path) -> Configuration:
    """The configuration of a folder or of the nearest one above that has any; an empty one when there is none.

    SettingsError DP-C002 for plugins in a file of another user: nobody has asked for them.
    """
    for place in (folder, *folder.parents):
        if (place / OWN).is_file():
            return _trusted(read_configuration(place / OWN))
        if (place / SHARED).is_file() and "docparse" in _tool(_load(place / SHARED), place / SHARED):
            return _trusted(read_configuration(place / SHARED))
    return Configuration()


def _trusted(found: Configuration) -> Configuration:
    if found.plugins and hasattr(os, "getuid") and os.stat(found.file).st_uid != os.getuid():
        message = "it names plugins, which are programs, and belongs to another user"
        raise SettingsError("DP-C002", found.file, message, "name it with --config if you trust it, or use --no-config")
    return found


def read_configuration(path: Path) -> Configuration:
    """The configuration in a file. SettingsError DP-C001 names the key that is wrong, and says what would work."""
    table = _load(path)
    if path.name == SHARED:
        table = _tool(table, path).get("docparse", {})
        if not isinstance(table, dict):
            raise _wrong(str(path), "tool.docparse is no table", "write [tool.docparse]")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            plain = f"[tool.docparse] is for {SHARED}: write its keys here without it" if key == "tool" else ""
            raise _wrong(str(path), f"there is no key {key!r}", plain or slip(key, _KEYS))
        is_right, wanted = _KEYS[key]
        if not is_right(value):
            raise _wrong(str(path), f"{key} = {value!r:.60} is not {wanted}", f"write it as {_EXAMPLES[key]}")
        values[key.replace("-", "_")] = tuple(value) if isinstance(value, list) else value
    return Configuration(str(path), path.absolute().parent, **values)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_severities(value: object) -> bool:
    return isinstance(value, dict) and all(severity in SEVERITIES for severity in value.values())


def _is_lists(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_list, value.values()))


def _is_threshold(value: object) -> bool:
    return value in (*SEVERITIES, NEVER)


_KEYS: dict[str, tuple[Callable[[object], bool], str]] = {
    "select": (_is_list, "a list of codes"),
    "ignore": (_is_list, "a list of codes"),
    "fail-on": (_is_threshold, "info, warning, error or never"),
    "severity": (_is_severities, "a table from codes to info, warning or error"),
    "per-file-ignores": (_is_lists, "a table from patterns to lists of codes"),
    "plugins": (_is_list, "a list of paths"),
}
_EXAMPLES = {
    "select": '["ordinal_gap"]',
    "ignore": '["ordinal_gap"]',
    "fail-on": '"warning"',
    "severity": '{ordinal_gap = "info"}',
    "per-file-ignores": '{"drafts/*" = ["ordinal_gap"]}',
    "plugins": '["./my_plugin.py"]',
}


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _wrong(str(path), f"cannot be opened: {error.strerror}", "give an existing file to --config") from error
    except ValueError as error:
        reason = " ".join(str(error).split())
        raise _wrong(str(path), f"is no TOML: {reason}", "correct it, or use --no-config") from error


def _tool(table: dict[str, Any], path: Path) -> dict[str, Any]:
    tool = table.get("tool", {})
    if not isinstance(tool, dict):
        raise _wrong(str(path), "tool is no table", "write [tool.docparse], or use --no-config")
    return tool


def _wrong(file: str, message: str, remedy: str) -> SettingsError:
    return SettingsError("DP-C001", file, message, remedy)


def split_codes(values: tuple[str, ...]) -> Iterator[str]:
    """The codes of an option that takes lists with commas and may be repeated."""
    for value in values:
        yield from filter(None, (code.strip() for code in value.split(",")))
