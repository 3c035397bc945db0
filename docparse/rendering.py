"""Rows as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from docparse.exchange import encode
from docparse.explaining import Decision
from docparse.source import SourceText
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


def decision_rows(source: SourceText, decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """The decisions with their line and column, counted from 1."""
    rows = []
    for decision in decisions:
        line, column = source.position(decision.start)
        rows.append({"line": line, "column": column, **asdict(decision)})
    return rows


def decisions_text(rows: Iterable[dict[str, Any]]) -> str:
    """A line per candidate: place, marker, what it is, how sure, and why."""
    lines = []
    for row in rows:
        kind = f"unit ({row['style']})" if row["is_unit"] else f"no {row['style']}"
        doubt = f"; else: {', '.join(row['alternatives'])}" if row["alternatives"] else ""
        place = f"{row['line']}:{row['column']}"
        lines.append(
            f"{place:>8}  {row['marker'] or '(title)':<6} {kind:<22} {row['confidence']:.2f}  {row['words']}{doubt}\n"
        )
    return "".join(lines)


def plugins_text(infos: Iterable[Any]) -> str:
    """A line per plugin: name, version, where from, its hooks or why it is out of use."""
    return "".join(
        f"{i.name:<18} {i.version or '-':<8} {i.source or '-':<14} "
        f"{'broken: ' + i.error if i.error else ', '.join(i.hooks)}\n"
        for i in infos
    )
