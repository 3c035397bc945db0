"""Rows as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docparse.exchange import encode
from docparse.tree import Document


def jsonl(rows: Iterable[Any]) -> bytes:
    """One JSON object per line."""
    return b"".join(encode(row) + b"\n" for row in rows)


def blocks_text(document: Document, rows: list[dict[str, Any]], width: int = 48) -> str:
    """A line per block: line number, form, first words."""
    lines = []
    for row in rows:
        number, _ = document.source.position(row["start"])
        words = " ".join(document.source.raw[row["start"] : row["end"]].split())
        lines.append(f"{number:>5}  {row['form']:<18} {words[:width]}{'…' * (len(words) > width)}\n")
    return "".join(lines)


def plugins_text(infos: Iterable[Any]) -> str:
    """A line per plugin: name, version, where from, its hooks or why it is out of use."""
    return "".join(
        f"{i.name:<18} {i.version or '-':<8} {i.source or '-':<14} "
        f"{'broken: ' + i.error if i.error else ', '.join(i.hooks)}\n"
        for i in infos
    )
