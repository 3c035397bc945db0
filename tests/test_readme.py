"""The code in README.md and docs/*.md runs as printed: python blocks in order, >>> examples by doctest."""

from __future__ import annotations

import doctest
import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest

import docparse
import docparse.cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = [page for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))] if page.is_file()]
BLOCK = re.compile(r"^```(python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


FILE = re.compile(r"# (\w+)\.py\b")


def blocks(page: Path) -> Iterator[tuple[int, str]]:
    """(line number, code) of each Python block."""
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        yield text.count("\n", 0, block.start(2)), block[2]


def files(page: Path) -> dict[str, str]:
    """The files that a page shows, by the name of their module: the blocks that begin with it, one after another."""
    found: dict[str, str] = {}
    for _, code in blocks(page):
        if match := FILE.match(code):
            found[match[1]] = f"{found[match[1]]}\n\n{code}" if match[1] in found else code
    return found


def run(page: Path) -> int:
    """Runs the blocks of a page one after another, as if they were one program. Returns how many there are."""
    names = {"__name__": f"page_{page.stem}"}
    count = 0
    for count, (line, code) in enumerate(blocks(page), 1):  # noqa: B007 - the last number is the answer
        if FILE.match(code):
            continue  # imported by another block
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
def test_code_runs(page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(tmp_path)
    for name, code in files(page).items():
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
        monkeypatch.delitem(sys.modules, name, raising=False)
    if run(page) == 0:
        pytest.skip("no python blocks")


PROPOSAL = "关于增设路灯的提案\n案由：关于增设路灯的建议\n建议一：更换光源（承办单位：县城管局）\n建议二：定期巡查\n"


def test_the_complete_plugin_works_as_printed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    ((name, code),) = files(ROOT / "docs" / "plugins.md").items()
    (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
    (tmp_path / "proposal.txt").write_text(PROPOSAL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert docparse.cli.run(["records", "proposal.txt", "--plugin", f"{name}.py"]) == 0
    out, err = capsysbinary.readouterr()
    assert err == b""
    (record,) = json.loads(out)["records"]
    assert [row["responsible_body"] for row in record["data"]["suggestions"]] == ["县城管局", None]
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, name, raising=False)
    installed = [*entry_points(group="docparse"), EntryPoint("proposals", name, "docparse")]
    monkeypatch.setattr("docparse.plugins.entry_points", lambda group: installed)
    assert [found.type for found in docparse.Parser().parse(PROPOSAL).records] == ["proposal"]


def test_every_public_name_is_on_a_page() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in docparse.__all__ if not re.search(rf"\b{name}\b", text)] == []


def test_the_docstring_of_the_package() -> None:
    assert doctest.testmod(docparse).failed == 0
