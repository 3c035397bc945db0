"""Fresh virtual environments with docparse, as users have it: from its wheel, away from the tree."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def fresh_environment(folder: Path, *arguments: str | Path) -> Path:
    """A new environment in `folder` with docparse and what pip is to install beside it; its folder of commands.

    The test is skipped where no packages can be had.
    """
    venv.create(folder, with_pip=True)
    commands = folder / ("Scripts" if sys.platform == "win32" else "bin")
    install = [commands / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", ROOT, *arguments]
    done = subprocess.run(list(map(str, install)), capture_output=True, text=True, encoding="utf-8", check=False)
    if "No matching distribution" in done.stderr or "ConnectionError" in done.stderr:
        pytest.skip(f"no packages can be had: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return commands


def run(commands: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """What a command of an environment does in a folder; its output is read as UTF-8."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
    path = os.pathsep.join([str(commands), inherited.get("PATH", "")])
    environment = {**inherited, "PATH": path, "PYTHONUTF8": "1"}
    return subprocess.run(
        list(command), cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )  # fmt: skip
