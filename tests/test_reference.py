"""docs/reference.md is made from the docstrings, is current, and says something of every public name."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest

import docparse
import docparse.testing
from docparse import hookspecs
from docparse.plugins import HOOKS

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "tools" / "reference.py"
PAGE = ROOT / "docs" / "reference.md"
GUIDE = ROOT / "docs" / "plugins.md"


def entries() -> dict[str, str]:
    """What the page says below each name, blocks of code aside."""
    text = re.sub(r"^```py\n.*?^```$", "", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    pieces = re.split(r"^##+ (.+)$", text, flags=re.MULTILINE)[1:]
    return {name: body.strip() for name, body in zip(pieces[::2], pieces[1::2], strict=True)}


def test_the_page_is_current() -> None:
    done = subprocess.run([sys.executable, str(TOOL), "--check"], capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    assert done.returncode == 0, "run python tools/reference.py, and read the difference"


def test_every_public_name_and_hook_is_there_and_explained() -> None:
    found = entries()
    public = {*docparse.__all__, *docparse.testing.__all__, *HOOKS} - {"__version__"}
    assert public - set(found) == set()
    assert [name for name in sorted(public) if not found[name]] == []


def test_nothing_of_one_machine_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert " at 0x" not in text
    assert "ForwardRef" not in text
    assert str(ROOT) not in text


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_documented_as_it_is_called(name: str) -> None:
    """Its docstring names its arguments or none, all are typed, and the guide has them in a heading and in the table."""
    hook = getattr(hookspecs, name)
    arguments = list(inspect.signature(hook).parameters)
    assert re.findall(r":param (\w+):", hook.__doc__) == arguments
    assert set(get_type_hints(hook)) == {*arguments, "return"}
    guide = GUIDE.read_text(encoding="utf-8")
    assert f"\n### {name}({', '.join(arguments)})\n" in guide
    names = r"(?:`\w+`, )*"
    assert len(re.findall(rf"^\| {names}`{name}`(?:, `\w+`)* \|", guide, re.MULTILINE)) == 1
