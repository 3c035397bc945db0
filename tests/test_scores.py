"""Scores on real documents beside the repository; skipped where they are missing."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from docparse import Parser, block_rows, outline_rows

PARSER = Parser(records=False)


def tool(shared: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, shared / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def outline_score(shared: Path, texts: Path, gold: Path) -> dict[str, float]:
    """Node F1, tree F1 and heading accuracy over all documents that have gold outlines."""
    score = tool(shared, "score_outline")
    total = dict.fromkeys(("gold", "found", "node", "tree", "head"), 0)
    for path in sorted(gold.glob("*.outline.jsonl")):
        text = read(texts / f"{path.name.removesuffix('.outline.jsonl')}.txt")
        rows = [{**row, "marker": row["marker"] or ""} for row in outline_rows(PARSER.parse(text).document)]
        result = score.score(score.read_rows(path), rows, text)
        for measure in total:
            total[measure] += result[measure]
    f1 = score.f1
    return {
        "node": f1(total["node"], total["gold"], total["found"]),
        "tree": f1(total["tree"], total["gold"], total["found"]),
        "heading": total["head"] / max(1, total["node"]),
    }


@pytest.mark.parametrize(
    ("texts", "gold", "node", "tree", "heading"),
    [
        ("corpus/seeds", "gold/seeds", 0.99, 0.99, 0.98),
        ("corpus/laws/text", "corpus/laws/gold", 0.999, 0.999, 0.99),
        ("corpus/dev", "gold/dev", 0.98, 0.96, 0.95),
    ],
)
def test_outlines(shared: Path, texts: str, gold: str, node: float, tree: float, heading: float) -> None:
    found = outline_score(shared, shared / texts, shared / gold)
    assert found["node"] >= node
    assert found["tree"] >= tree
    assert found["heading"] >= heading


def test_forms(shared: Path, seeds: dict[str, str]) -> None:
    right = total = 0
    for name, text in seeds.items():
        found = {row["start"]: row["form"] for row in block_rows(PARSER.parse(text).document)}
        for row in map(json.loads, read(shared / "gold" / "seeds" / f"{name}.blocks.jsonl").splitlines()):
            total += 1
            right += found.get(row["start"]) == row["form"]
    assert right >= 0.98 * total


def test_composed_outlines(shared: Path) -> None:
    def shape(rows: list[dict[str, Any]]) -> list[tuple[int, str, int]]:
        return [(row["start"], row["marker"].rstrip("、.．,，:：)）"), row["parent"]) for row in rows]

    cases = map(json.loads, read(shared / "gold" / "seeds" / "composed.jsonl").splitlines())
    wrong = [
        case["id"]
        for case in cases
        if shape(outline_rows(PARSER.parse(case["text"]).document)) != shape(case["outline"])
    ]
    assert wrong == []
