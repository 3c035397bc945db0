"""All tests that a plugin needs, in one line of a test file:

TestProposals = plugin_suite("proposals", corpus="tests/proposals.txt")
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docparse.modules import load_file
from docparse.parser import Parser
from docparse.testing.corpus import Case, corpus_cases
from docparse.testing.intended import some
from docparse.testing.missing import needs
from docparse.testing.properties import ANY_TEXT, PROPERTIES
from docparse.testing.trial import Trial, attempt

needs("pytest", __name__)
needs("hypothesis", __name__)

import pytest  # noqa: E402 - what is missing is said first
from hypothesis import HealthCheck, given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from docparse.testing.strategies import any_texts, damaged, documents, near_valid, texts  # noqa: E402

DOCUMENTS = 200  # of which the intended outline must be found
ACCURACY = 0.99


def plugin_suite(plugin: Any, corpus: str | Path | Sequence[str | Path] | None = None) -> type:
    """A class of tests for pytest.

    plugin: the name of an installed plugin (its entry point), the path of a single file, or a module, class or instance
    corpus: a corpus file, or several; each case is a test, and `pytest --update` rewrites what it expects

    The tests: the plugin loads; it reads documents in a process of its own, in time, without much memory, output or
    processes left behind; every case of the corpus; every property, on texts of the grammar, near to it, damaged, and of
    any characters, as many as the Hypothesis profile says; and the outline of documents written in the plugin's styles.
    """
    subject = _Subject(plugin, [corpus] if isinstance(corpus, str | Path) else list(corpus or ()))
    named = {"__doc__": f"What docparse promises, with plugin {subject.name}.", "subject": subject}
    members = {**_plain_tests(subject), **_property_tests(subject), **_corpus_test(subject)}
    return type(f"Test_{subject.name}", (), {**named, **members})


class _Subject:
    """The plugin of a suite, and the parser with it, made when the first test asks."""

    def __init__(self, plugin: Any, corpus: list[str | Path]) -> None:
        self.plugin, self.corpus = plugin, corpus
        self.given = not isinstance(plugin, str) or plugin.endswith(".py")
        self._made: Parser | None = None
        self._trial: Trial | None = None
        self.name = (
            Path(plugin).stem if isinstance(plugin, str | Path) else getattr(plugin, "__name__", type(plugin).__name__)
        )

    @property
    def parser(self) -> Parser:
        if self._made is None:
            plugin = load_file(Path(self.plugin)) if self.given and isinstance(self.plugin, str | Path) else self.plugin
            self._made = Parser([plugin] if self.given else [])
            self.name = self._made.plugins.infos[-1].name if self.given else self.name
        return self._made

    @property
    def trial(self) -> Trial:
        """What a process of its own made of some documents."""
        if self._trial is None:
            self._trial = attempt(self.parser, [document.text for document in some(self.parser, 5, plugin=self.name)])
        return self._trial

    def ready(self) -> Parser:
        """The parser, for a test that runs the plugin in this process; skips where that would end it."""
        if self.trial.fault:
            pytest.skip(f"plugin {self.name} {self.trial.fault}: see test_reads_documents")
        return self.parser

    @lru_cache(maxsize=1)  # noqa: B019 - lives as long as the tests
    def cases(self) -> list[Case]:
        return [case for path in self.corpus for case in corpus_cases(path, self.parser)]


def _plain_tests(subject: _Subject) -> dict[str, Any]:
    def test_loads(self: Any) -> None:
        """The plugin is there, has hooks, fits them, and its grammar composes."""
        found = [info for info in subject.parser.plugins.infos if info.name == subject.name]
        assert found, f"no plugin {subject.name} is installed: docparse plugins lists those that are"
        assert not found[0].error, f"plugin {subject.name} {found[0].error}"
        assert found[0].hooks, f"plugin {subject.name} has no hooks"

    def test_reads_documents(self: Any) -> None:
        """A process of its own reads some documents."""
        assert not subject.trial.fault, f"plugin {subject.name} {subject.trial.fault}"

    def test_outline_of_documents(self: Any) -> None:
        """Documents that are written from their tree, many in the plugin's styles, are read as they are meant."""
        parser = subject.ready()
        written = list(some(parser, DOCUMENTS, plugin=subject.name))
        right, total = sum(document.right(parser) for document in written), sum(len(d.rows) for d in written)
        missed = [(document.text, missed) for document in written if (missed := document.missed(parser))]
        shortest = min(missed, key=lambda miss: len(miss[0]), default=("", []))
        assert right / total >= ACCURACY, (
            f"{right} of {total} units; the shortest miss: {shortest[1]} in\n{shortest[0]}"
        )

    return {test.__name__: test for test in (test_loads, test_reads_documents, test_outline_of_documents)}


def _property_tests(subject: _Subject) -> dict[str, Any]:
    def written() -> st.SearchStrategy[str]:
        return documents(subject.parser, subject.name).map(lambda document: document.text) | examples()

    def examples() -> st.SearchStrategy[str]:
        return st.sampled_from([case.text for case in subject.cases()] or [""])

    def any_text() -> st.SearchStrategy[str]:
        clean = texts(subject.parser) | written()
        return clean | near_valid(clean, subject.parser) | damaged(clean) | any_texts

    chosen = settings(settings(), deadline=None, suppress_health_check=list(HealthCheck))

    @pytest.mark.parametrize("name", ANY_TEXT)
    @chosen
    @given(text=st.deferred(any_text))
    def test_any_text(self: Any, name: str, text: str) -> None:
        PROPERTIES[name](subject.ready(), text)

    @pytest.mark.parametrize("name", sorted(PROPERTIES.keys() - set(ANY_TEXT)))
    @chosen
    @given(text=st.deferred(written))
    def test_documents(self: Any, name: str, text: str) -> None:
        PROPERTIES[name](subject.ready(), text)

    return {"test_any_text": test_any_text, "test_documents": test_documents}


def _corpus_test(subject: _Subject) -> dict[str, Any]:
    if not subject.corpus:
        return {}

    @pytest.mark.parametrize("case", subject.cases(), ids=_titled)
    def test_case(self: Any, case: Case) -> None:
        assert case.found(subject.ready()) == case.expected

    return {"test_case": test_case}


def _titled(case: Case) -> object:
    """What pytest takes an id from: it escapes the Han characters of a str, but not those of a `__name__`."""
    return SimpleNamespace(__name__=str(case))
