"""The command `fill`: the slots of a template, its values form, and the template filled in."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from docparse.cli import commands
from docparse.errors import LoadError, SlotError
from docparse.exchange import encode
from docparse.filling import Value, fill_slots, open_slots
from docparse.rendering import jsonl
from docparse.slots import Slot
from docparse.source import SourceText
from docparse.values import as_json

_AROUND = 6  # characters of the line on either side of an open slot


@click.command("fill")
@click.argument("template")
@click.argument("values", metavar="[VALUES.json]", required=False)
@click.option("--form", is_flag=True, help="Print the empty form for the values: every open slot with null.")
@click.option("--slots", "as_rows", is_flag=True, help="Print the open slots, a JSON row each, and fill in nothing.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write to this file, not to standard output.")
@commands.with_parser
def fill_command(
    template: str,
    values: str | None,
    form: bool,
    as_rows: bool,
    format_: str,
    output: str | None,
    plugins: tuple[str, ...],
    encoding: str | None,
) -> None:
    """Print a template with values in its slots (XX, ____ …).

    VALUES.json is an object from slot ids to texts or numbers; null leaves a slot open. The slots that are still open
    are listed on standard error, or with --format json beside the text.
    """
    if (values is not None) + form + as_rows != 1:
        raise click.UsageError("give one of VALUES.json, --form and --slots")
    if template == values == "-":
        raise click.UsageError("standard input is either TEMPLATE or VALUES.json: give one of them as a file")
    _check_output(output, template, values)
    parser = commands.make_parser(plugins, records=False)
    source = commands.read_told(parser, template, encoding).document.source
    if values is None:
        slots = open_slots(source.raw)
        _write(output, jsonl(_rows(source, slots)) if as_rows else _form(slots))
        return
    try:
        filled = fill_slots(source.raw, read_values(values))
    except SlotError as error:
        error.name = values
        raise
    rows = _rows(source, filled.open)
    if format_ == "json":
        answer = {"file": template, "text": filled.text, "filled": filled.spans, "open": rows}
        _write(output, encode(answer) + b"\n")
        return
    _write(output, filled.text.encode("utf-8", "replace"))
    for row in rows:
        words = " ".join(row["words"].split())
        click.echo(f"{template}:{row['line']}:{row['column']}: open slot {row['slot_id']}: {words}", err=True)


def read_values(name: str) -> dict[str, Value]:
    """The values in a JSON file, numbers as they are printed there. LoadError, SlotError DP-S003 if it is no object."""
    data = _read(name)
    try:
        values = json.loads(
            data.decode("utf-8-sig"), parse_int=str, parse_float=str, object_pairs_hook=lambda pairs: _once(name, pairs)
        )
    except UnicodeDecodeError as error:
        raise SlotError("DP-S003", f"is no JSON: {error}", "save it as UTF-8", name=name) from error
    except (ValueError, RecursionError) as error:
        raise _no_form(name, f"is no JSON: {error}") from error
    if not isinstance(values, dict):
        raise _no_form(name, "holds no JSON object")
    return values


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LoadError("DP-L003", name, f"cannot be opened: {reason}", "give an existing, readable file") from error


def _once(name: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs of an object; a key that comes twice is a mistake."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _no_form(name, f"has {twice!r} twice")
    return found


def _no_form(name: str, message: str) -> SlotError:
    remedy = "docparse fill TEMPLATE --form prints the form for the values"
    return SlotError("DP-S003", message, remedy, name=name)


def _check_output(output: str | None, *inputs: str | None) -> None:
    """The output must not be written over what is read."""
    if output is None or output == "-" or not Path(output).exists():
        return
    for name in inputs:
        if name and Path(name).exists() and Path(output).samefile(name):
            raise click.UsageError(f"-o {output} would overwrite {name}: choose another file")


def _form(slots: Iterable[Slot]) -> bytes:
    """The values form: every id with null, a line each."""
    return (json.dumps({slot.slot_id: None for slot in slots}, ensure_ascii=False, indent=2) + "\n").encode()


def _rows(source: SourceText, slots: Iterable[Slot]) -> list[dict[str, Any]]:
    rows = []
    for slot in slots:
        line, column = source.position(slot.span[0])
        start, end = slot.span
        before = source.raw[max(0, start - _AROUND) : start].splitlines()[-1:] or [""]
        after = source.raw[end : end + _AROUND].splitlines()[:1] or [""]
        row: dict[str, Any] = as_json(slot)
        del row["spans"], row["value"]
        rows.append({**row, "line": line, "column": column, "words": before[0] + source.raw[start:end] + after[0]})
    return rows


def _write(output: str | None, data: bytes) -> None:
    if output is None or output == "-":
        commands.write(data)
    else:
        Path(output).write_bytes(data)
