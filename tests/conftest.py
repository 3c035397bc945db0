"""What all tests share: hypothesis profiles, and the real documents beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from docparse import Parser
from docparse.parser import default_parser
from docparse.testing import profiles

ROOT = Path(__file__).resolve().parent.parent

profiles.register()
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", profiles.PULL_REQUEST))


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The parser with all installed plugins, one for all tests."""
    return default_parser()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold files; tests that want it are skipped where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder 'shared' beside the repository")
    return folder


@pytest.fixture(scope="session")
def seeds(shared: Path) -> dict[str, str]:
    """The source documents by name; newlines are kept, because the gold offsets count them."""
    paths = sorted((shared / "corpus" / "seeds").glob("*.txt"))
    assert paths, "the folder of source documents is empty"
    return {path.stem: path.read_bytes().decode("utf-8") for path in paths}
