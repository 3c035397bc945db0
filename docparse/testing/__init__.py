"""For tests of documents and plugins: corpus files, that is texts with the outline they should give;
mutators; and what docparse promises about every result.

A test file of a plugin needs no more than this:

    @pytest.mark.parametrize("case", read_corpus(Path("tests/my_cases.txt")), ids=str)
    def test_case(case: Case) -> None:
        assert case.found(Parser([my_plugin])) == case.expected
"""

from docparse.testing import promises
from docparse.testing.corpus import Case, CorpusError, read_corpus, render, update
from docparse.testing.mutators import MUTATORS, Damaged, Mutator, concatenate, edited, f1, heading_accuracy, tear
from docparse.testing.promises import BrokenPromiseError

__all__ = [
    "MUTATORS",
    "BrokenPromiseError",
    "Case",
    "CorpusError",
    "Damaged",
    "Mutator",
    "concatenate",
    "edited",
    "f1",
    "heading_accuracy",
    "promises",
    "read_corpus",
    "render",
    "tear",
    "update",
]
