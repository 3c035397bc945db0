"""The commands of docparse."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from docparse.errors import DocparseError, LoadError, PluginError
from docparse.exchange import encode, json_schema, record_row
from docparse.findings import Result
from docparse.outline import block_rows, notation, outline_rows, tree_text
from docparse.parser import MAX_FILE, Parser
from docparse.pins import read_pins
from docparse.plugins import PluginInfo, Plugins, failure, load_file
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

_PLACE = re.compile(r"(.+):([1-9][0-9]{0,8})")
Command = Callable[..., Any]
Reader = Callable[[Parser, str, str | None], Result]
PEOPLE, PROGRAMS = "text", "jsonl"


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
    command = click.option("--encoding", metavar="CODEC", help="Decode with this codec instead of detecting it.")(
        command
    )
    return click.option(
        "--plugin", "plugins", multiple=True, metavar="FILE.py", help="Use a plugin from a file; may be repeated."
    )(command)


def make_parser(plugins: tuple[str, ...], *, records: bool = True) -> Parser:
    return Parser([load_file(Path(plugin)) for plugin in plugins], records=records)


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
            broken.append(PluginInfo(Path(name).stem, "", "given", error=error.message))
    try:
        infos = Parser(working, records=False).plugins.infos
    except DocparseError:  # an installed one does not fit
        infos = Plugins(working, tolerant=True).infos
    return [*infos, *broken]


def export(exporter: Callable[[Result], str | bytes], name: str, result: Result) -> str | bytes:
    """The output of an exporter; PluginError DP-P003 when it fails or answers neither text nor bytes."""
    try:
        output = exporter(result)
    except (Exception, SystemExit) as error:
        raise PluginError("DP-P003", f"the exporter {name!r} failed: {failure(error)}") from error
    if not isinstance(output, str | bytes):
        raise PluginError("DP-P003", f"the exporter {name!r} answers {type(output).__name__}, not text or bytes")
    return output


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
            click.echo(f"docparse: {error.name}: {' '.join(str(error).split())}", err=True)
            status = max(status, REFUSED if error.refused else UNREADABLE)
    if status:
        raise Unread(status)


def read_one(parser: Parser, name: str, encoding: str | None) -> Result:
    """The result for a file, or for standard input when the name is -."""
    if name == "-":
        return parser.parse_bytes(sys.stdin.buffer.read(MAX_FILE + 1), "-", encoding)
    if name and Path(name).is_dir():
        raise LoadError("DP-L003", name, "is a folder", "give files")
    return parser.parse_file(name, encoding)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show a traceback with every error.")
@click.version_option(package_name="docparse-zh", prog_name="docparse")
def docparse(debug: bool) -> None:
    """Read the structure of Chinese official documents: outline, forms, genre, records and findings.

    FILE may be - for standard input. On a terminal the output is for people, in a pipe it is JSON.
    """


@docparse.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "format_", metavar="FORMAT", help="tree, json, or a format that a plugin exports.")
@with_parser
def parse(files: tuple[str, ...], format_: str | None, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Print the whole document: tree, genres, records, findings."""
    parser = make_parser(plugins)
    format_ = format_ or default_format("tree", "json")
    exporters = parser.exporters()
    if format_ != "tree" and format_ not in exporters:
        known = ", ".join(["tree", *sorted(exporters)])
        raise click.UsageError(f"no format {format_!r}: there are {known}")
    for _, result in read_all(parser, files, encoding):
        write(tree_text(result.document) if format_ == "tree" else export(exporters[format_], format_, result))


@docparse.command()
@click.argument("file")
@click.option("--format", "format_", type=click.Choice([PEOPLE, PROGRAMS]), help="Default: text on a terminal.")
@with_parser
def outline(file: str, format_: str | None, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Print the outline: every numbered unit with its heading."""
    document = read_one(make_parser(plugins, records=False), file, encoding).document
    chosen = format_ or default_format(PEOPLE, PROGRAMS)
    write(notation(document) if chosen == PEOPLE else jsonl(outline_rows(document)))


@docparse.command()
@click.argument("file")
@click.option("--format", "format_", type=click.Choice([PEOPLE, PROGRAMS]), help="Default: text on a terminal.")
@with_parser
def blocks(file: str, format_: str | None, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Print the form of every line: heading, preamble, signature, …"""
    document = read_one(make_parser(plugins, records=False), file, encoding).document
    rows = block_rows(document)
    chosen = format_ or default_format(PEOPLE, PROGRAMS)
    write(blocks_text(document, rows) if chosen == PEOPLE else jsonl(rows))


@docparse.command()
@click.argument("file")
@click.option("--format", "format_", type=click.Choice([PEOPLE, PROGRAMS]), help="Default: text on a terminal.")
@with_parser
def genres(file: str, format_: str | None, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Print the genre of each document, with all candidates and the cues that speak for and against them."""
    result = read_one(make_parser(plugins), file, encoding)
    rows = genre_rows(result)
    chosen = format_ or default_format(PEOPLE, PROGRAMS)
    write(genres_text(result, rows) if chosen == PEOPLE else jsonl(rows))


@docparse.command()
@click.argument("place", metavar="FILE[:LINE]")
@click.option("--format", "format_", type=click.Choice([PEOPLE, PROGRAMS]), help="Default: text on a terminal.")
@with_parser
def explain(place: str, format_: str | None, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Print why each candidate for a marker is one or is none."""
    name, line = place, None
    if not Path(place).exists() and (match := _PLACE.fullmatch(place)):
        name, line = match[1], int(match[2])
    parser = make_parser(plugins, records=False)
    source = read_one(parser, name, encoding).document.source
    rows = [
        row
        for row in decision_rows(source, parser.explain(source, read_pins(Path(name))))
        if line in (None, row["line"])
    ]
    chosen = format_ or default_format(PEOPLE, PROGRAMS)
    write(decisions_text(rows) if chosen == PEOPLE else jsonl(rows))


@docparse.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--type", "type_", metavar="TYPE", help="Only records of this type.")
@click.option("--format", "format_", type=click.Choice(["json", "jsonl", "csv"]), default="json", show_default=True)
@with_parser
def records(
    files: tuple[str, ...], type_: str | None, format_: str, plugins: tuple[str, ...], encoding: str | None
) -> None:
    """Print the typed records that the plugins read out of the documents; as CSV those of one type."""
    parser = make_parser(plugins)
    types = parser.record_types()
    if type_ is not None and types and type_ not in types:
        raise click.UsageError(f"no record type {type_!r}: there are {', '.join(sorted(types))}")
    rows: list[dict[str, Any]] = []
    unread = collect(
        read_all(parser, files, encoding),
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
@click.option(
    "--plugin", "plugins", multiple=True, metavar="FILE.py", help="Use a plugin from a file; may be repeated."
)
def plugins(format_: str, plugins: tuple[str, ...]) -> None:
    """Print every plugin: name, version, where from, its hooks; broken ones with the reason."""
    infos = survey(plugins)
    write(plugins_text(infos) if format_ == "text" else encode({"plugins": infos}) + b"\n")


@docparse.command()
@click.argument("type_", metavar="[TYPE]", required=False)
@click.option(
    "--plugin", "plugins", multiple=True, metavar="FILE.py", help="Use a plugin from a file; may be repeated."
)
def schema(type_: str | None, plugins: tuple[str, ...]) -> None:
    """Print the JSON Schema of the document, or of a record type."""
    if type_ is None:
        write(encode(json_schema()) + b"\n")
        return
    types = make_parser(plugins).record_types()
    if type_ not in types:
        raise click.UsageError(f"no record type {type_!r}: there are {', '.join(sorted(types)) or 'none'}")
    write(encode(json_schema(types[type_])) + b"\n")
