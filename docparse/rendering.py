"""Rows as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from docparse.exchange import encode
from docparse.explaining import Decision
from docparse.findings import Genre, Result
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


def genre_rows(result: Result) -> list[dict[str, Any]]:
    """A row for each document: its genre, and all candidates with their cues, the best first."""
    return [
        {
            "node": genre.node.id,
            "span": genre.node.span,
            "title": genre.node.heading.text if genre.node.heading else None,
            "genre": genre.name,
            "score": genre.score,
            "doc_type": genre.doc_type,
            "carried": genre.carried,
            "candidates": [_candidate(result, found) for found in result.candidates if found.node is genre.node],
        }
        for genre in result.genres
    ]


def _candidate(result: Result, genre: Genre) -> dict[str, Any]:
    raw = result.document.source.raw
    cues = [
        {"name": name, "weight": weight, "span": span, "text": raw[slice(*span)]} for name, span, weight in genre.cues
    ]
    return {"name": genre.name, "score": genre.score, "cues": cues}


def genres_text(result: Result, rows: Iterable[dict[str, Any]], width: int = 32) -> str:
    """A line per document with its genre, below it a line per candidate, below that a line per cue: its weight, the
    name of the cue, and the words of the text that it has found."""
    lines = []
    for row in rows:
        number, _ = result.document.source.position(row["span"][0])
        more = [f"{name} {row[name]}" for name in ("doc_type", "carried") if row[name]]
        facts = ", ".join([f"{row['genre']} ({row['score']:g})", *more])
        lines.append(f"line {number}: {facts}{': ' + row['title'] if row['title'] else ''}\n")
        for candidate in row["candidates"]:
            lines.append(f"  {candidate['score']:>4g}  {candidate['name']}\n")
            for cue in candidate["cues"]:
                place = "{}:{}".format(*result.document.source.position(cue["span"][0]))
                words = " ".join(cue["text"].split())
                cut = f"{words[:width]}{'…' * (len(words) > width)}"
                lines.append(f"    {cue['weight']:>+4g}  {cue['name']}: “{cut}” at {place}\n")
    return "".join(lines)


def plugins_text(infos: Iterable[Any]) -> str:
    """A line per plugin: name, version, where from, its hooks or why it is out of use."""
    return "".join(
        f"{i.name:<18} {i.version or '-':<8} {i.source or '-':<14} "
        f"{'broken: ' + i.error if i.error else ', '.join(i.hooks)}\n"
        for i in infos
    )
