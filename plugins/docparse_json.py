"""JSON: the whole result as one object, schema docparse/1."""

from __future__ import annotations

from collections.abc import Callable

from docparse import Result, encode, hookimpl, interchange


def to_json(result: Result) -> bytes:
    """The result as one JSON object in UTF-8, with a newline at its end."""
    return encode(interchange(result)) + b"\n"


@hookimpl
def exporters() -> dict[str, Callable[[Result], bytes]]:
    return {"json": to_json}
