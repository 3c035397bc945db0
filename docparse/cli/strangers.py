"""Plugins that the user names: the parser with them, their list, and what of them failed, as lines for people."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from docparse.cli.limits import insist, limits
from docparse.errors import DocparseError, PluginError
from docparse.findings import Result
from docparse.modules import failure, load_file
from docparse.parser import Parser
from docparse.plugins import FAILURES, GIVEN, PluginInfo, Plugins

UNREAD = ("member_unread", "page_not_read")


def aside() -> contextlib.redirect_stdout[Any]:
    """What plugins print meanwhile goes to standard error: it must not get between the lines of the output."""
    return contextlib.redirect_stdout(sys.stderr)


def make_parser(plugins: tuple[str, ...], *, records: bool = True) -> Parser:
    """The parser of a command; what is wrong with a plugin that the user named has a line on standard error."""
    with aside():
        parser = Parser([load_file(Path(plugin)) for plugin in plugins], records=records, **limits())
    if context := click.get_current_context(silent=True):
        context.call_on_close(parser.close)
    insist(parser)
    for found in parser.trouble(given=True):
        warn("plugins", f"DP-P004: {found.message}; mend it: the rest of the plugin is used")
    return parser


def warn(name: str, message: str) -> None:
    """A line on standard error about a file, where the work goes on."""
    click.echo(" ".join(f"docparse: {name}: {message}".split()).encode("utf-8", "backslashreplace"), err=True)


def tell_failures(parser: Parser, name: str, result: Result) -> None:
    """A line for each failure of a plugin at this file, and for each file or page in it that is not read, in commands whose output has no findings."""
    known = parser.trouble()
    for found in result.diagnostics:
        if found.code in FAILURES and found not in known:
            warn(name, f"DP-P004: {found.message}; its part is missing here: docparse plugins says whose it is")
        elif found.code in UNREAD:
            warn(name, found.message)


def survey(names: tuple[str, ...]) -> list[PluginInfo]:
    """All plugins as a parser has them; one from a file that a parser refuses is listed as broken."""
    working: list[Any] = []
    broken: list[PluginInfo] = []
    for name in names:
        try:
            plugin = load_file(Path(name))
            Parser([*working, plugin], records=False)
            working.append(plugin)
        except DocparseError as error:
            reason = f"{error.message}; {error.remedy}" if error.remedy else error.message
            broken.append(PluginInfo(Path(name).stem, "", GIVEN, error=reason))
    try:
        infos = Parser(working, records=False).plugins.infos
    except DocparseError:  # an installed one does not fit
        infos = Plugins(working, tolerant=True).infos
    return [*infos, *broken]


def export(exporter: Callable[[Result], str | bytes], name: str, result: Result) -> str | bytes:
    """The output of an exporter; PluginError DP-P003 when it fails or answers neither text nor bytes."""
    try:
        with aside():
            output = exporter(result)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginError("DP-P003", f"the exporter {name!r} failed: {failure(error)}") from error
    if not isinstance(output, str | bytes):
        raise PluginError("DP-P003", f"the exporter {name!r} answers {type(output).__name__}, not text or bytes")
    return output
