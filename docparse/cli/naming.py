"""The options that name plugins: --plugin, and those that choose the configuration, which may name some too."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from docparse.cli.configuration import Configuration, find_configuration, read_configuration

Command = Callable[..., Any]
_KEY = "docparse.configuration"


def with_plugins(command: Command) -> Command:
    """Adds the options. `plugins` then holds the files that the configuration names, and behind them those named."""

    @wraps(command)
    def run(*, plugins: tuple[str, ...], config: str | None, no_config: bool, **others: Any) -> Any:
        configuration = _configured(config, no_config)
        click.get_current_context().meta[_KEY] = configuration
        return command(plugins=(*configuration.plugin_files, *plugins), **others)

    for option in (
        click.option("--no-config", is_flag=True, help="Use no docparse.toml or pyproject.toml."),
        click.option("--config", metavar="FILE", help="Use this configuration, not the nearest upwards."),
        click.option("--plugin", "plugins", multiple=True, metavar="FILE.py", help="Use a plugin from a file; may be repeated."),
    ):  # fmt: skip
        run = option(run)
    return run


def configuration() -> Configuration:
    """The configuration of the running command, one `with_plugins`."""
    found: Configuration = click.get_current_context().meta[_KEY]
    return found


def _configured(file: str | None, without: bool) -> Configuration:
    """The configuration that the options name, or the nearest."""
    if file is not None and without:
        raise click.UsageError("--config and --no-config exclude each other")
    if without:
        return Configuration()
    return read_configuration(Path(file)) if file is not None else find_configuration(Path.cwd())
