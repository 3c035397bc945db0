"""The options --timeout and --memory, which read documents in worker processes, and --strict-plugins."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypedDict

import click

from docparse.errors import PluginError
from docparse.parser import Parser

_SIZE = re.compile(r"([0-9]+)([KMG]?)", re.IGNORECASE)
_KEY = "docparse.limits"
_UNITS = {"": 0, "K": 10, "M": 20, "G": 30}  # powers of two


class Budget(TypedDict, total=False):
    """What the options say, as the parser takes it."""

    timeout: float
    memory: int


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0
    if not (seconds > 0 and math.isfinite(seconds)):
        raise click.BadParameter(f"{value!r} is no number of seconds above 0")
    return seconds


def _size(value: str) -> int:
    match = _SIZE.fullmatch(value)
    size = int(match[1]) << _UNITS[match[2].upper()] if match and len(match[1]) < 16 else 0
    if not size:
        raise click.BadParameter(f"{value!r} is no size: write bytes, or 512M, 2G")
    return size


def _keep(convert: Callable[[str], Any], context: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta.setdefault(_KEY, {})[param.name] = convert(value)


def with_limits(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options that limit what reading a document takes; `limits` has what they say."""
    memory = click.option(
        "--memory", metavar="SIZE", expose_value=False, callback=partial(_keep, _size),
        help="Memory for reading a file, as in 512M; beyond it as --timeout.",
    )  # fmt: skip
    timeout = click.option(
        "--timeout", metavar="SECONDS", expose_value=False, callback=partial(_keep, _seconds),
        help="Time for reading a file. A plugin that takes more is ended, and the file is read without it.",
    )  # fmt: skip
    return timeout(memory(command))


def limits() -> Budget:
    """What the options of the running command say."""
    context = click.get_current_context(silent=True)
    found: Budget = context.meta.get(_KEY, {}) if context else {}
    return found


def with_strictness(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --strict-plugins; `insist` does what it says."""
    return click.option(
        "--strict-plugins", is_flag=True, default=None, expose_value=False,
        callback=lambda context, _, value: context.meta.__setitem__(f"{_KEY}.strict", value),
        help="Exit with 2 when a plugin, or a part of one, is out of use.",
    )(command)  # fmt: skip


def insist(parser: Parser) -> None:
    """PluginError DP-P005 when --strict-plugins is given and a plugin is out of use."""
    context = click.get_current_context(silent=True)
    if context and context.meta.get(f"{_KEY}.strict") and (found := parser.trouble()):
        messages = "; ".join(trouble.message for trouble in found)
        raise PluginError("DP-P005", messages, "mend or uninstall it, or leave out --strict-plugins")
