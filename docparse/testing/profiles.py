"""The Hypothesis profiles of docparse: `docparse-pr` for each change, `docparse-nightly` for the night.

    @settings(settings.get_profile("docparse-pr"))

or `pytest --hypothesis-profile=docparse-nightly` where the pytest plugin of docparse is loaded.
"""

from __future__ import annotations

from docparse.testing.missing import needs

needs("hypothesis", __name__)

from hypothesis import settings  # noqa: E402 - what is missing is said first

PULL_REQUEST, NIGHTLY = "docparse-pr", "docparse-nightly"


def register() -> None:
    """Makes the profiles known to Hypothesis; which one is loaded stays as it is."""
    settings.register_profile(PULL_REQUEST, max_examples=200, derandomize=True, deadline=None)
    settings.register_profile(NIGHTLY, max_examples=20_000, derandomize=False, deadline=None, print_blob=True)
