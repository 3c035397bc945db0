"""What the pytest plugin of docparse does when it is asked; `pytest_docparse` asks, and imports this no sooner."""

from __future__ import annotations

import sys

from docparse.parser import Parser
from docparse.testing.corpus import update, update_from_now_on
from docparse.testing.missing import needs

needs("pytest", __name__)

import pytest  # noqa: E402 - what is missing is said first


def update_corpus(config: pytest.Config) -> None:
    """Rewrites the corpus files that the configuration names, and has every suite rewrite its own as it is collected."""
    update_from_now_on()
    if hasattr(config, "workerinput"):  # once, not in every process of xdist
        return
    globs: list[str] = config.getini("docparse_corpus")
    parser = Parser() if globs else None
    for path in sorted(path for glob in globs for path in config.rootpath.glob(glob)):
        if parser and update(path, parser):
            sys.stderr.write(f"rewrote {path.relative_to(config.rootpath)}\n")
