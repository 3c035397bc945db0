"""Tables: records of one type as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from docparse.exchange import encode, json_schema

_FORMULA = "=+-@＝＋－＠\t\r"  # a spreadsheet runs what begins so
_LEFT_OUT = frozenset({"spans"})


def csv_table(rows: Iterable[dict[str, Any]], struct: type | None = None) -> str:
    """The rows of `docparse records` as CSV with a header line; `struct` is the type of their data.

    A column is a path in the row: data.period.start. Every table of a type has the same columns, those of `struct`
    without `spans`. Lists of plain values are joined with "; ", other lists are JSON; null is an empty cell. A text
    that a spreadsheet would take for a formula has a ' before it.
    """
    plain = [_without(msgspec.json.decode(encode(row))) for row in rows]
    columns = ["file", "type", "node", "span.start", "span.end"]
    cells = [dict(_cells(row)) for row in plain]
    data = ["data" + path for path in _paths(json_schema(struct))] if struct else []
    columns += data or list(dict.fromkeys(name for row in cells for name in row if name.startswith("data")))
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow([_safe(column) for column in columns])
    writer.writerows([_safe(row.get(column, "")) for column in columns] for row in cells)
    return output.getvalue()


def _without(value: Any) -> Any:
    """A row without the spans of its fields."""
    if isinstance(value, dict):
        return {name: _without(inner) for name, inner in value.items() if name not in _LEFT_OUT}
    return [_without(inner) for inner in value] if isinstance(value, list) else value


def _cells(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """(column, cell) of a row."""
    start, end = row["span"]
    yield from (("span.start", start), ("span.end", end))
    for name in ("file", "type", "node"):
        yield name, row[name]
    yield from _flat("data", row["data"])


def _flat(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(f"{path}.{name}", inner)
    elif isinstance(value, list):
        simple = all(isinstance(inner, str | int | float) for inner in value)
        yield path, "; ".join(str(inner) for inner in value) if simple else encode(value).decode()
    else:
        yield path, "" if value is None else value


def _paths(schema: dict[str, Any], at: dict[str, Any] | None = None) -> Iterator[str]:
    """The paths of the leaves of a struct, by its JSON Schema: lists are leaves, structs that may be null are not."""
    here = schema if at is None else at
    for choice in here.get("anyOf", [here]):
        if "$ref" in choice:
            choice = schema["$defs"][choice["$ref"].rpartition("/")[2]]
        if "properties" in choice:
            for name, inner in choice["properties"].items():
                if name not in _LEFT_OUT:
                    yield from (f".{name}{rest}" for rest in _paths(schema, inner))
            return
    yield ""


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(tuple(_FORMULA)) else cell
