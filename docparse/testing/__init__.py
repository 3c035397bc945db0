"""For tests of documents and plugins: corpus files, that is texts with the outline they should give;
mutators; and what docparse promises about every result.

A test file of a plugin needs no more than this:

    from docparse.testing import plugin_suite

    TestProposals = plugin_suite("proposals", corpus="tests/proposals.txt")

`plugin_suite`, `strategies` and `pytest_plugin` stand on pytest and Hypothesis, the extra `test`; nothing else here does,
and they are imported when they are asked for.
"""

from typing import TYPE_CHECKING, Any

from docparse.testing import promises
from docparse.testing.corpus import Case, CorpusError, corpus_cases, read_corpus, render, update
from docparse.testing.intended import Intended, intended, some
from docparse.testing.mock import MockPlugin
from docparse.testing.mutators import MUTATORS, Damaged, Mutator, concatenate, edited, f1, heading_accuracy, tear
from docparse.testing.promises import BrokenPromiseError
from docparse.testing.properties import ANY_TEXT, PROPERTIES

if TYPE_CHECKING:
    from docparse.testing.suite import plugin_suite

__all__ = [
    "ANY_TEXT",
    "MUTATORS",
    "PROPERTIES",
    "BrokenPromiseError",
    "Case",
    "CorpusError",
    "Damaged",
    "Intended",
    "MockPlugin",
    "Mutator",
    "concatenate",
    "corpus_cases",
    "edited",
    "f1",
    "heading_accuracy",
    "intended",
    "plugin_suite",
    "promises",
    "read_corpus",
    "render",
    "some",
    "tear",
    "update",
]


def __getattr__(name: str) -> Any:
    if name == "plugin_suite":
        from docparse.testing.suite import plugin_suite

        return plugin_suite
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
