"""The code in README.md and docs/*.md runs as printed: python blocks in order, >>> examples by doctest."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import docparse

ROOT = Path(__file__).resolve().parent.parent
PAGES = [page for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))] if page.is_file()]
BLOCK = re.compile(r"^```(python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> Iterator[tuple[int, str]]:
    """(line number, code) of each Python block."""
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        yield text.count("\n", 0, block.start(2)), block[2]


def run(page: Path) -> int:
    """Runs the blocks of a page one after another, as if they were one program. Returns how many there are."""
    names = {"__name__": f"page_{page.stem}"}
    count = 0
    for count, (line, code) in enumerate(blocks(page), 1):  # noqa: B007 - the last number is the answer
        if ">>>" in code:
            example = doctest.DocTestParser().get_doctest(code, names, page.name, str(page), line)
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
            runner.run(example, clear_globs=False)
            assert runner.failures == 0
            names = example.globs
        else:
            exec(compile("\n" * line + code, str(page), "exec"), names)  # noqa: S102 - our own pages
    return count


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_code_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    if run(page) == 0:
        pytest.skip("no python blocks")


def test_the_docstring_of_the_package() -> None:
    assert doctest.testmod(docparse).failed == 0
