"""The code of the README and the docs runs, block after block, from the root of the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_code_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = page.read_text(encoding="utf-8")
    space: dict[str, object] = {"__name__": page.stem}
    for match in BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 2
        exec(compile("\n" * (line - 1) + match[1], str(page), "exec"), space)  # noqa: S102 - our own pages


def test_first_screen() -> None:
    head = PAGES[0].read_text(encoding="utf-8").splitlines()[:30]
    assert sum(line == "```sh" for line in head) == 2
