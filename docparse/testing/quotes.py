"""Quotes: whether the text fields of a record stand where their spans say."""

from __future__ import annotations

import re
from typing import Any

from docparse.testing.promises import BrokenPromiseError
from docparse.values import Fields

_SHOWN = 40  # characters of a quotation in a message
_BESIDE = 2  # characters by which a wrong span is beside its quotation
_WORD = re.compile(r"[\w一-鿿]+")


def check_quotes(raw: str, where: str, data: Any) -> None:
    """Raises when a text field stands in the source beside its span, or its span ends inside another word."""
    if isinstance(data, list | tuple):
        for item in data:
            check_quotes(raw, where, item)
    if not isinstance(data, Fields):
        return
    for name in data.__struct_fields__:
        value = getattr(data, name)
        if name == "spans":
            continue
        spans = data.spans.get(name)
        pairs = zip(value, spans, strict=False) if isinstance(value, list) and spans else [(value, spans)]
        for one, span in pairs:
            if isinstance(one, str) and span:
                _check_quote(raw, f"{where}.{name}", one, span)
        check_quotes(raw, f"{where}.{name}", value)


def _check_quote(raw: str, field: str, value: str, span: tuple[int, int]) -> None:
    start, end = span
    inside, around = raw[start:end], raw[max(0, start - _BESIDE) : end + _BESIDE]
    if value not in inside and value in around:
        raise BrokenPromiseError(
            "quotes", f"{field} is {value[:_SHOWN]!r}, its span ({start}, {end}) holds {inside[:_SHOWN]!r}"
        )
    before, found, after = inside.partition(value)
    rest = (before + after).strip()
    if found and rest and len(rest) <= _BESIDE and _WORD.fullmatch(rest):
        raise BrokenPromiseError(
            "quotes", f"{field} is {value[:_SHOWN]!r}, its span ({start}, {end}) takes in {rest!r} too"
        )
