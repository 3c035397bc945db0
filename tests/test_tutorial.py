"""The tutorial from top to bottom, as a newcomer goes through it, in a fresh environment."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from environments import fresh_environment, run
from pages import Block, blocks

DOCS = Path(__file__).resolve().parent.parent / "docs"
TUTORIAL = DOCS / "tutorial.md"
ANYTHING = "…"


def steps(code: str) -> Iterator[tuple[str, str]]:
    """(command, what the page says it prints) of a console block."""
    for piece in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        command, _, shown = piece.partition("\n")
        yield command, shown


def agrees(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; … stands for anything."""
    pattern = ".*?".join(re.escape(part) for part in shown.rstrip("\n").split(ANYTHING))
    return re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL) is not None


def save(folder: Path, block: Block) -> None:
    """A block goes below what its file has already."""
    path = folder / block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") + "\n" * (2 if path.suffix == ".py" else 1) if path.exists() else ""
    path.write_text(before + block.code, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("page", [TUTORIAL, DOCS / "zh" / "tutorial.md"], ids=["English", "Chinese"])
def test_the_text_before_a_block_names_its_file(page: Path) -> None:
    """The first line of a block is not seen where the page is rendered."""
    lines = page.read_text(encoding="utf-8").split("\n")
    assert [block[1:] for block in blocks(page) if block.file and f"`{block.file}`" not in lines[block.line - 3]] == []


@pytest.mark.timeout(600)
def test_the_tutorial_does_what_it_shows(tmp_path: Path) -> None:
    commands = fresh_environment(tmp_path / "environment", "pytest")
    folder = tmp_path / "hotline"
    folder.mkdir()
    failures = []
    for block in blocks(TUTORIAL):
        assert block.file or block.language == "console", f"line {block.line}: neither a file nor a command"
        if block.file:
            save(folder, block)
            continue
        for command, shown in steps(block.code):
            program, *arguments = shlex.split(command)
            done = run(commands, folder, str(commands / program), *arguments)
            printed = done.stdout + done.stderr
            if not agrees(shown, printed) or (done.returncode and not shown):
                failures.append(f"line {block.line}: $ {command}\n{printed}")
    assert not failures, "\n".join(failures)
    workflow = (folder / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    shown = [command for block in blocks(TUTORIAL) if block.language == "console" for command, _ in steps(block.code)]
    assert set(re.findall(r"- run: (.+)", workflow)) <= set(shown), "the workflow runs what the page has shown"


def test_the_runner_of_this_page_can_fail() -> None:
    assert agrees("…\n2 passed in …\n", "..  [100%]\n2 passed in 0.1s\n")
    assert not agrees("…\n2 passed in …\n", "..  [100%]\n12 failed\n")
    assert not agrees("section 1 |\n", "section 1 |\nsection 2 |\n")
    assert list(steps("$ one\nsays\n$ two\n")) == [("one", "says\n"), ("two", "")]
