"""The exceptions of docparse, and nothing else: documents never raise, programmers and unreadable files do.

DocparseError
 ├─ LoadError       a file that cannot be read (exit status 4), or a document that a limit refuses (3)
 ├─ GrammarError    a grammar fragment that does not compose; names its plugin
 ├─ PluginError     a plugin that does not fit its hooks; names it
 ├─ SettingsError   a configuration file that cannot be used (exit status 2); names the file
 ├─ FixError        a file to which its fixes cannot be written (exit status 4); names it
 └─ SlotError       values that do not fit the slots of a template (exit status 2)
"""

from __future__ import annotations

from typing import Any


class DocparseError(Exception):
    """Base of all docparse exceptions. `code` is stable, `message` says what is wrong, `remedy` what would work."""

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        self.code = code
        self.message = message
        self.remedy = remedy
        super().__init__(f"{code}: {message}" + (f"; {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        """An error goes from process to process with all that it knows."""
        return _same_again, (type(self), self.args, self.__dict__)


def _same_again(kind: type[DocparseError], args: tuple[Any, ...], known: dict[str, Any]) -> DocparseError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(known)
    return error


class LoadError(DocparseError):
    """A source that cannot become text. `name` is the file, `refused` tells a limit from damage."""

    def __init__(self, code: str, name: str, message: str, remedy: str = "", *, refused: bool = False) -> None:
        self.name = name
        self.refused = refused
        super().__init__(code, message, remedy)


class GrammarError(DocparseError):
    """A grammar fragment that Lark refuses or that breaks the line skeleton. `plugin` is where it came from, if known."""

    def __init__(self, code: str, message: str, remedy: str = "", *, plugin: str = "") -> None:
        self.plugin = plugin
        super().__init__(code, message, remedy)

    def of(self, plugin: str) -> GrammarError:
        """The same error, said of the plugin in which it arose."""
        return GrammarError(self.code, f"plugin {plugin!r}: {self.message}", self.remedy, plugin=plugin)


class PluginError(DocparseError):
    """A plugin whose hooks do not fit the specification, or that cannot be found."""


class SettingsError(DocparseError):
    """A configuration file that cannot be read, or holds what is none. `name` is the file."""

    def __init__(self, code: str, name: str, message: str, remedy: str = "") -> None:
        self.name = name
        super().__init__(code, message, remedy)


class FixError(DocparseError):
    """A file that cannot be written with its fixes; it is as it was. `name` is the file."""

    def __init__(self, code: str, name: str, message: str, remedy: str = "") -> None:
        self.name = name
        super().__init__(code, message, remedy)


class SlotError(DocparseError):
    """Values that do not fit the slots of a template. `name` is the file that they are from, if they are from one."""

    def __init__(self, code: str, message: str, remedy: str = "", *, name: str = "") -> None:
        self.name = name
        super().__init__(code, message, remedy)
