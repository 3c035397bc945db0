"""The commands of docparse."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from docparse.cli.limits import with_limits as with_limits  # for check, too
from docparse.cli.limits import with_strictness
from docparse.cli.naming import with_plugins
from docparse.cli.places import PlaceCommand, check_line, read_place
from docparse.cli.strangers import aside, export, survey, tell_failures, warn
from docparse.cli.strangers import make_parser as make_parser  # for check, too
from docparse.errors import LoadError
from docparse.exchange import encode, json_schema, record_row
from docparse.findings import Result
from docparse.outline import block_rows, notation, outline_rows, tree_text
from docparse.parser import Parser
from docparse.pins import read_pins
from docparse.rendering import (
    blocks_text,
    decision_rows,
    decisions_text,
    genre_rows,
    genres_text,
    jsonl,
    plugins_text,
)
from docparse.tables import csv_table

Command = Callable[..., Any]
Reader = Callable[[Parser, str, str | None], Result]
PEOPLE, PROGRAMS = "text", "jsonl"
DEFAULT = "Default: text on a terminal, jsonl in a pipe."
REFUSED, UNREADABLE = 3, 4


class Unread(Exception):  # noqa: N818 - each file has had its line already
    """Some of several files could not be read; `status` is the worst exit status."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


def write(output: str | bytes) -> None:
    """Writes to standard output, always UTF-8. A reader that has left is no error: click would make it one."""
    data = output if isinstance(output, bytes) else output.encode("utf-8", "replace")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still in the buffer goes there


def default_format(for_people: str, for_programs: str) -> str:
    """On a terminal the format for people, in a pipe the one for programs."""
    return for_people if sys.stdout.isatty() else for_programs


def with_parser(command: Command) -> Command:
    """Adds the options that choose plugins and decoding."""
    command = with_strictness(command)
    command = click.option("--encoding", metavar="CODEC", help="Decode with this codec instead of detecting it.")(
        command
    )
    return with_plugins(command)


def read_all(
    parser: Parser, names: tuple[str, ...], encoding: str | None, read: Reader | None = None
) -> Iterator[tuple[str, Result]]:
    """(name, result) of every file that can be read. One that cannot has a line on standard error, and at the end
    Unread is raised; a file alone raises its LoadError."""
    status = 0
    for name in names:
        try:
            yield name, (read or read_one)(parser, name, encoding)
        except LoadError as error:
            if len(names) == 1:
                raise
            warn(error.name, str(error))
            status = max(status, REFUSED if error.refused else UNREADABLE)
    if status:
        raise Unread(status)


def read_one(parser: Parser, name: str, encoding: str | None) -> Result:
    """The result for a file, or for standard input when the name is -."""
    if name == "-":
        return read_bytes(parser, sys.stdin.buffer.read(parser.limits.file + 1), encoding)
    if os.path.isdir(name):
        raise LoadError("DP-L003", name, "is a folder", f"give the files in it, as {os.path.join(name, '*.txt')}")
    with aside():
        return parser.parse_file(name, encoding)


def read_bytes(parser: Parser, data: bytes, encoding: str | None) -> Result:
    """The result for what standard input held."""
    with aside():
        return parser.parse_bytes(data, "-", encoding)


def read_told(parser: Parser, name: str, encoding: str | None) -> Result:
    """The same, with a line for each failure of a plugin at the file."""
    result = read_one(parser, name, encoding)
    tell_failures(parser, name, result)
    return result


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show a traceback with every error.")
@click.version_option(package_name="docparse-zh", prog_name="docparse")
def docparse(debug: bool) -> None:
    """Read the structure of Chinese official documents: outline, forms, genre, records and findings.

    FILE may be - for standard input. parse, outline, blocks, genres and explain print text on a terminal, and JSON in
    a pipe or with --format; the other commands print the same everywhere.
    """


@docparse.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    help="tree, json, or one that a plugin exports. Default: tree on a terminal, json in a pipe.",
)
@with_limits
@with_parser
def parse(files: tuple[str, ...], format_: str | None, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Print the whole document: tree, genres, records, findings."""
    parser = make_parser(plugins)
    format_ = format_ or default_format("tree", "json")
    exporters = parser.exporters()
    if format_ != "tree" and format_ not in exporters:
        known = ", ".join(["tree", *sorted(exporters)])
        raise click.UsageError(f"no format {format_!r}: there are {known}")
    for name, result in read_all(parser, files, encoding):
        if format_ != "json":
            tell_failures(parser, name, result)
        write(tree_text(result.document) if format_ == "tree" else export(exporters[format_], format_, result))


@docparse.command()
@click.argument("file")
@click.option("--format", "format_", type=click.Choice([PEOPLE, PROGRAMS]), help=DEFAULT)
@with_limits
@with_parser
def outline(file: str, format_: str | None, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Print the outline: every numbered unit with its heading."""
    document = read_told(make_parser(plugins, records=False), file, encoding).document
    chosen = format_ or default_format(PEOPLE, PROGRAMS)
    write(notation(document) if chosen == PEOPLE else jsonl(outline_rows(document)))


@docparse.command()
@click.argument("file")
@click.option("--format", "format_", type=click.Choice([PEOPLE, PROGRAMS]), help=DEFAULT)
@with_limits
@with_parser
def blocks(file: str, format_: str | None, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Print the form of every line: heading, signature, …"""
    document = read_told(make_parser(plugins, records=False), file, encoding).document
    rows = block_rows(document)
    chosen = format_ or default_format(PEOPLE, PROGRAMS)
    write(blocks_text(document, rows) if chosen == PEOPLE else jsonl(rows))


@docparse.command()
@click.argument("file")
@click.option("--format", "format_", type=click.Choice([PEOPLE, PROGRAMS]), help=DEFAULT)
@with_limits
@with_parser
def genres(file: str, format_: str | None, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Print the genre of each document, its candidates and cues."""
    result = read_told(make_parser(plugins), file, encoding)
    rows = genre_rows(result)
    chosen = format_ or default_format(PEOPLE, PROGRAMS)
    write(genres_text(result, rows) if chosen == PEOPLE else jsonl(rows))


@docparse.command(cls=PlaceCommand)
@click.argument("place", metavar="FILE[:LINE]")
@click.option("--format", "format_", type=click.Choice([PEOPLE, PROGRAMS]), help=DEFAULT)
@with_parser
def explain(place: str, format_: str | None, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Print why a candidate for a marker is one or none.

    FILE:LINE is one line of the file, as in notice.txt:12; lines count from 1. A candidate is a place where the marker
    of a unit could be: a heading without a number is none.
    """
    name, line = read_place(place)
    parser = make_parser(plugins, records=False)
    source = read_told(parser, name, encoding).document.source
    if line is not None:
        check_line(name, source, line)
    decisions = parser.explain(source, [] if name == "-" else read_pins(Path(name)))
    rows = [row for row in decision_rows(source, decisions) if line in (None, row["line"])]
    if not rows:
        warn(name, f"{'the text' if line is None else f'line {line}'} has no place for a marker")
    chosen = format_ or default_format(PEOPLE, PROGRAMS)
    write(decisions_text(rows) if chosen == PEOPLE else jsonl(rows))


@docparse.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--type", "type_", metavar="TYPE", help="Only records of this type.")
@click.option("--format", "format_", type=click.Choice(["json", "jsonl", "csv"]), default="json", show_default=True)
@with_limits
@with_parser
def records(
    files: tuple[str, ...], type_: str | None, format_: str, plugins: tuple[str, ...], encoding: str | None
) -> None:
    """Print the typed records; as CSV those of one type."""
    parser = make_parser(plugins)
    types = parser.record_types()
    if type_ is not None and types and type_ not in types:
        raise click.UsageError(f"no record type {type_!r}: there are {', '.join(sorted(types))}")
    rows: list[dict[str, Any]] = []
    unread = collect(
        read_all(parser, files, encoding, read_told),
        lambda name, result: rows.extend(record_row(name, r) for r in result.records if type_ in (None, r.type)),
    )
    if format_ == "csv":
        write(csv_table(rows, types.get(_only_type(rows, type_))))
    else:
        write(encode({"records": rows}) + b"\n" if format_ == "json" else jsonl(rows))
    if unread:
        raise unread


def _only_type(rows: list[dict[str, Any]], wanted: str | None) -> str:
    """The type whose columns a table has; "" when there is no record."""
    found = sorted({row["type"] for row in rows})
    if wanted is None and len(found) > 1:
        raise click.UsageError(f"a table holds records of one type, here are {', '.join(found)}: give --type")
    return wanted or "".join(found)


def collect(results: Iterator[tuple[str, Result]], take: Callable[[str, Result], None]) -> Unread | None:
    """Takes every result, and answers what is to be raised once the output is written."""
    try:
        for name, result in results:
            take(name, result)
    except Unread as unread:
        return unread
    return None


@docparse.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@with_plugins
def plugins(format_: str, plugins: tuple[str, ...]) -> None:
    """Print every plugin, its hooks, and what is broken about it."""
    infos = survey(plugins)
    write(plugins_text(infos) if format_ == "text" else encode({"plugins": infos}) + b"\n")


@docparse.command()
@click.argument("type_", metavar="[TYPE]", required=False)
@with_plugins
def schema(type_: str | None, plugins: tuple[str, ...]) -> None:
    """Print the JSON Schema of the document, or of a record type."""
    if type_ is None:
        write(encode(json_schema()) + b"\n")
        return
    types = make_parser(plugins).record_types()
    if type_ not in types:
        raise click.UsageError(f"no record type {type_!r}: there are {', '.join(sorted(types)) or 'none'}")
    write(encode(json_schema(types[type_])) + b"\n")
