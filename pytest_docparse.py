"""The pytest plugin of docparse, as pytest loads it in every project: it imports nothing until it is asked.

--update, --docparse-update    rewrite what the corpus files expect: those of `docparse_corpus` and of every plugin_suite
--hypothesis-profile=NAME      docparse-pr or docparse-nightly, beside those of the project
docparse_corpus                ini: globs of corpus files, below the root, that --update rewrites with all installed plugins
"""

from __future__ import annotations

from argparse import ArgumentError
from collections.abc import Generator
from contextlib import suppress

import pytest

_HELP = "rewrite what the corpus files of docparse expect; read the diff"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("docparse")
    group.addoption("--docparse-update", action="store_true", dest="docparse_update", help=_HELP)
    parser.addini("docparse_corpus", "globs of the corpus files that --update rewrites", type="args", default=[])


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(parser: pytest.Parser) -> Generator[None, object, object]:
    """--update is taken only where no conftest and no other plugin has an option of that name."""
    result = yield
    with suppress(ValueError, ArgumentError):
        parser.getgroup("docparse").addoption("--update", action="store_true", dest="docparse_update", help=_HELP)
    return result


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    # before Hypothesis, in whose own pytest_configure the profile is loaded
    if str(config.getoption("--hypothesis-profile", None) or "").startswith("docparse-"):
        from docparse.testing import profiles

        profiles.register()
    if config.getoption("docparse_update", False):
        from docparse.testing import pytest_plugin

        pytest_plugin.update_corpus(config)
