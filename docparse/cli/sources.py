"""`docparse text` and `docparse limits`: what is read of a file, and how much of it at most."""

from __future__ import annotations

import click
import msgspec

from docparse.cli.commands import read_told, with_limits, with_parser, write
from docparse.cli.strangers import make_parser
from docparse.exchange import encode
from docparse.limits import Limits
from docparse.source import split_lines


@click.command("text")
@click.argument("file")
@click.option("--places", is_flag=True, help="Before each line the place in the file that it comes from.")
@with_limits
@with_parser
def text_command(file: str, places: bool, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Print the text of a file, into which all offsets point."""
    source = read_told(make_parser(plugins, records=False), file, encoding).document.source
    if not places:
        write(source.raw)
        return
    for start, _, following in split_lines(source.raw):
        write(f"{source.place(start) or '-'}\t{source.raw[start:following]}")


@click.command("limits")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def limits_command(format_: str) -> None:
    """Print how much of a file is read at most."""
    values = msgspec.structs.asdict(Limits())
    write(encode(values) + b"\n" if format_ == "json" else "".join(f"{k:16} {v:>12,}\n" for k, v in values.items()))
