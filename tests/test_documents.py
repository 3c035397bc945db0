"""Real documents: the outline and the forms against gold decided by reading, by the scorers beside the repository."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

from docparse import Parser, Result, block_rows, outline_rows
from docparse.testing import MUTATORS, f1, promises

COMPOSED = Path(__file__).resolve().parents[2] / "shared" / "gold" / "seeds" / "composed.jsonl"


def scorer(shared: Path, name: str) -> ModuleType:
    path = shared / "tools" / f"{name}.py"
    if not path.is_file():
        pytest.skip(f"no {path.name} in the folder 'shared'")
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def results(parser: Parser, folder: Path) -> Iterator[tuple[str, Result]]:
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        pytest.skip(f"no documents in {folder.name}")
    for path in paths:
        yield path.stem, parser.parse(path.read_bytes().decode("utf-8"))


def outline_scores(shared: Path, gold: Path, found: dict[str, Result]) -> dict[str, float]:
    """Node F1, tree F1 and heading accuracy over all documents of a gold folder."""
    tool = scorer(shared, "score_outline")
    total = dict.fromkeys(("gold", "found", "node", "tree", "head"), 0)
    for path in sorted(gold.glob("*.outline.jsonl")):
        document = found[path.name.removesuffix(".outline.jsonl")].document
        score = tool.score(tool.read_rows(path), outline_rows(document), document.source.raw)
        for measure in total:
            total[measure] += score[measure]
    return {
        "node": tool.f1(total["node"], total["gold"], total["found"]),
        "tree": tool.f1(total["tree"], total["gold"], total["found"]),
        "head": total["head"] / max(1, total["node"]),
    }


@pytest.fixture(scope="module")
def seed_results(parser: Parser, shared: Path) -> dict[str, Result]:
    return dict(results(parser, shared / "corpus" / "seeds"))


def test_outline_of_the_source_documents(shared: Path, seed_results: dict[str, Result]) -> None:
    scores = outline_scores(shared, shared / "gold" / "seeds", seed_results)
    assert scores["node"] >= 0.99
    assert scores["tree"] >= 0.99
    assert scores["head"] >= 0.985


def test_forms_of_the_source_documents(shared: Path, seed_results: dict[str, Result]) -> None:
    tool = scorer(shared, "score_blocks")
    right = total = 0
    for path in sorted((shared / "gold" / "seeds").glob("*.blocks.jsonl")):
        document = seed_results[path.name.removesuffix(".blocks.jsonl")].document
        found = {row["start"]: row["form"] for row in block_rows(document)}
        gold = tool.rows(path)
        total += len(gold)
        right += sum(found.get(start) == form for start, form in gold.items())
    assert right / total >= 0.98


def test_outline_of_laws(parser: Parser, shared: Path) -> None:
    found = dict(results(parser, shared / "corpus" / "laws" / "text"))
    assert outline_scores(shared, shared / "corpus" / "laws" / "gold", found)["tree"] >= 0.999


def test_outline_of_other_kinds(parser: Parser, shared: Path) -> None:
    found = dict(results(parser, shared / "corpus" / "dev"))
    scores = outline_scores(shared, shared / "gold" / "dev", found)
    assert scores["tree"] >= 0.98
    assert scores["head"] >= 0.95


LOOKS = {"half width", "full width", "CR LF", "CR", "indentation"}


@pytest.mark.parametrize("name", MUTATORS)
@pytest.mark.parametrize("folder", ["seeds", "govcn", "laws/text"])
def test_outline_of_damaged_documents(parser: Parser, shared: Path, folder: str, name: str) -> None:
    """The tree F1, each document by its units, falls by at most 0.03 under damage, and not at all where only looks change."""
    total = units = 0.0
    for _, result in results(parser, shared / "corpus" / folder):
        damaged = MUTATORS[name](result.document.source.raw, Random(1))
        rows, found = outline_rows(result.document), outline_rows(parser.parse(damaged.text).document)
        total += f1(damaged.carry(rows), found) * (len(rows) + 1)
        units += len(rows) + 1
    assert total / units >= (1 if name in LOOKS else 0.97)


@pytest.mark.parametrize("folder", ["seeds", "dev", "govcn", "laws/text"])
def test_nothing_is_lost(parser: Parser, shared: Path, folder: str) -> None:
    for _, result in results(parser, shared / "corpus" / folder):
        promises.check(result)


def composed() -> list[Any]:
    if not COMPOSED.is_file():
        return [pytest.param({}, marks=pytest.mark.skip(reason="no folder 'shared' beside the repository"))]
    cases = map(json.loads, COMPOSED.read_text(encoding="utf-8").splitlines())
    return [pytest.param(case, id=case["id"]) for case in cases]


@pytest.mark.parametrize("case", composed())
def test_composed_text(case: dict[str, Any], parser: Parser) -> None:
    def told(rows: list[dict[str, Any]]) -> list[tuple[int, str, int]]:
        return [(row["start"], row["marker"], row["parent"]) for row in rows]

    assert told(outline_rows(parser.parse(case["text"]).document)) == told(case["outline"])
