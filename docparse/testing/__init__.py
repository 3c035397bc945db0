"""For tests of documents and plugins: corpus files, that is texts with the outline they should give.

A test file of a plugin needs no more than this:

    @pytest.mark.parametrize("case", read_corpus(Path("tests/my_cases.txt")), ids=str)
    def test_case(case: Case) -> None:
        assert case.found(Parser([my_plugin])) == case.expected
"""

from docparse.testing.corpus import Case, CorpusError, read_corpus, render, update

__all__ = ["Case", "CorpusError", "read_corpus", "render", "update"]
