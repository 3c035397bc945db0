"""The coverage-guided harness of tests/fuzz: what it runs holds over its kept corpus, also where atheris is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from docparse.testing import BrokenPromiseError

FOLDER = Path(__file__).resolve().parent / "fuzz"
KEPT = sorted((FOLDER / "corpus").iterdir())


@pytest.fixture(scope="module")
def target() -> ModuleType:
    sys.path.insert(0, str(FOLDER))
    try:
        import target as module
    finally:
        sys.path.remove(str(FOLDER))
    return module


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_the_target_holds_over_the_kept_corpus(path: Path, target: ModuleType) -> None:
    shapes = target.check(target.decode(path.read_bytes()))
    assert all(kind in target.KINDS for pair in shapes for kind in pair)


def test_the_kept_corpus_is_small() -> None:
    assert KEPT
    assert len(KEPT) <= 500
    assert sum(path.stat().st_size for path in KEPT) <= 2_000_000


def test_the_target_tells_what_is_broken(target: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(result: object) -> None:
        raise BrokenPromiseError("lossless", "planted")

    monkeypatch.setattr(target.promises, "check", broken)
    with pytest.raises(BrokenPromiseError):
        target.check("一、总则\n")


def test_any_bytes_are_a_text(target: ModuleType) -> None:
    random = Random(1)
    for _ in range(200):
        data = random.randbytes(random.randint(0, 40))
        text = target.decode(data)
        assert target.encode(text) == data
        target.check(text)
    assert target.decode(target.encode("一\ud800")) == "一?"


def test_the_mutator_makes_documents_out_of_nothing(target: ModuleType) -> None:
    random, text, seen = Random(2), "", set()
    for _ in range(300):
        text = target.mutate(text if len(text) < 200 else "", random)
        seen |= set(target.check(text))
    assert {kind for pair in seen for kind in pair} == set(target.KINDS)
    assert ("item", "paragraph") in seen
    assert target.mutate("一、总则\n", Random(5)) == target.mutate("一、总则\n", Random(5))
