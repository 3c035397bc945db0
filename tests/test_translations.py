"""Pages that there are in Chinese too keep in step with the English ones: headings, blocks, tables, links."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pages import blocks, headings

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"README.md": "README.zh-CN.md", "docs/tutorial.md": "docs/zh/tutorial.md"}
HAN = re.compile("[一-鿿]")
LINK = re.compile(r"\]\(([^)#\s]*)(#[^)\s]+)?\)")


def rows(page: Path) -> list[int]:
    """The number of cells of each row of each table outside blocks."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [len(re.findall(r"(?<!\\)\|", line)) for line in text.splitlines() if line.startswith("|")]


def first_cells(page: Path) -> list[str]:
    """The code in the first cell of each row, such as a command."""
    return re.findall(r"^\| (`[^`]+`)", page.read_text(encoding="utf-8"), re.MULTILINE)


def codes(page: Path) -> list[set[str]]:
    """The code of each row of a table and each item of a list outside blocks: what needs no translation."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [set(re.findall(r"`([^`]+)`", line)) for line in text.splitlines() if line.startswith(("| ", "- "))]


def anchor(heading: str) -> str:
    """The fragment by which GitHub links to a heading."""
    return "#" + re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.fixture(params=PAGES.items(), ids=lambda pair: pair[0])
def pair(request: pytest.FixtureRequest) -> tuple[Path, Path]:
    """A page, and the same in Chinese."""
    english, chinese = request.param
    return ROOT / english, ROOT / chinese


def test_headings_are_as_many_and_as_deep(pair: tuple[Path, Path]) -> None:
    english, chinese = (headings(page) for page in pair)
    assert len(english) > 5
    assert [level for level, _ in chinese] == [level for level, _ in english]
    assert [text for _, text in chinese if not HAN.search(text) and text != "docparse"] == []


def test_blocks_are_the_same(pair: tuple[Path, Path]) -> None:
    english, chinese = ([block[:3] for block in blocks(page)] for page in pair)
    assert len(english) > 3
    assert chinese == english


def test_tables_and_lists_are_as_long(pair: tuple[Path, Path]) -> None:
    english, chinese = pair
    assert rows(chinese) == rows(english)
    texts = [page.read_text(encoding="utf-8") for page in pair]
    assert len({len(re.findall(r"^- ", text, re.MULTILINE)) for text in texts}) == 1


def test_commands_and_files_in_tables_are_the_same(pair: tuple[Path, Path]) -> None:
    english, chinese = (first_cells(page) for page in pair)
    assert [re.match(r"`[\w ./-]+", cell)[0] for cell in chinese] == [
        re.match(r"`[\w ./-]+", cell)[0] for cell in english
    ]  # fmt: skip


def test_rows_and_items_name_the_same_code(pair: tuple[Path, Path]) -> None:
    """A row that has grown in one language has not in the other, unless it names in its words what it named before."""
    english, chinese = (codes(page) for page in pair)
    assert any(english)
    for wanted, found in zip(english, chinese, strict=True):
        translated = {code for code in found - wanted if HAN.search(code)}
        assert len(wanted - found) == len(translated), f"in one language only: {wanted ^ found}"


def test_links_lead_to_what_there_is(pair: tuple[Path, Path]) -> None:
    for page in pair:
        for target, fragment in LINK.findall(page.read_text(encoding="utf-8")):
            linked = Path(os.path.normpath(page.parent / target)) if target else page
            assert linked.exists(), f"{page.name} links to {target}"
            if fragment:
                assert fragment in [anchor(text) for _, text in headings(linked)], f"{page.name} links to {fragment}"
