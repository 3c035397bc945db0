"""What the tests of records share: the parser they use, and the check that every field is where its span says."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

from hypothesis import strategies as st

import docparse_compilation
import docparse_law
import docparse_official
from docparse import Fields, Parser, Record, Result

BASE = (docparse_official, docparse_law, docparse_compilation)


def parser(*plugins: ModuleType) -> Parser:
    return Parser([*BASE, *plugins], installed=False)


def record(result: Result, kind: str) -> Record:
    """The only record of its kind."""
    (found,) = (record for record in result.records if record.type == kind)
    assert_spans(result.document.source.raw, found.data)
    return found


def findings(result: Result, *checked: str) -> list[tuple[str, str]]:
    """(code, the text it points at) of the findings with the codes that a plugin checks; others find other things."""
    raw = result.document.source.raw
    return [(found.code, raw[slice(*found.span)]) for found in result.diagnostics if found.code in checked]


def mixtures(text: str) -> st.SearchStrategy[str]:
    """The lines of a text and pieces of them, in any order."""
    lines = text.splitlines(keepends=True)
    pieces = [piece for line in lines for piece in (line, line[: len(line) // 2], line[len(line) // 2 :])]
    return st.lists(st.sampled_from(pieces), max_size=30).map("".join)


def assert_sound(result: Result) -> None:
    """No plugin failed, and every field is where its span says."""
    assert [found for found in result.diagnostics if found.code.startswith("plugin_")] == []
    for found in result.records:
        assert_spans(result.document.source.raw, found.data)


_PAGE_NUMBER = re.compile(r"(?m)^[ \t]*[-—–] ?\d+ ?[-—–][ \t]*$")  # stands between the lines of a text
_AS_READ = {"百分之": "%"}
_NOT_PRINTED = ("spans", "span", "matter", "genre", "status", "slot_id", "slot_type")  # values from a fixed list


def assert_spans(raw: str, data: Fields) -> None:
    """Every field has its span inside the text, and where it is text, what stands there."""
    for name in data.__struct_fields__:
        value = getattr(data, name)
        if name in _NOT_PRINTED or value is None or value == []:
            continue
        spans = data.spans[name]
        pairs = zip(value, spans, strict=True) if isinstance(spans, list) else [(value, spans)]
        for item, span in pairs:
            _assert_span(raw, item, span)


def _assert_span(raw: str, value: Any, span: Any) -> None:
    start, end = span
    assert 0 <= start < end <= len(raw)
    printed = "".join(_PAGE_NUMBER.sub("", raw[start:end]).split())
    if isinstance(value, str):
        assert "".join(value.split()) == _AS_READ.get(printed, printed)
    elif isinstance(value, Fields):
        assert_spans(raw, value)
    elif hasattr(value, "raw"):
        assert value.raw == raw[start:end]
    elif hasattr(value, "title"):
        assert "".join(value.title.split()) in printed
