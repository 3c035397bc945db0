"""Script: Traditional characters read as their Simplified twins, one for one, so that no offset moves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    """Traditional -> Simplified, of traditional.txt (made by tools/make_traditional.py)."""
    data = (resources.files("docparse") / "traditional.txt").read_text(encoding="utf-8")
    return {pair[0]: pair[1] for pair in data.split()}


@lru_cache(maxsize=1)
def _traditional() -> dict[str, str]:
    table: dict[str, str] = {}
    for traditional, simplified in _simplified().items():
        table[simplified] = table.get(simplified, "") + traditional
    return table


def variants(simplified: str) -> str:
    """All Traditional characters that fold to this character; "" when there are none."""
    return _traditional().get(simplified, "")


class ScriptFold:
    """Folds the Traditional twins of the characters in `alphabet`, and no others; the length never changes."""

    def __init__(self, alphabet: Iterable[str]) -> None:
        self._table = {twin: char for char in sorted(set(alphabet)) for twin in variants(char)}
        self._any = re.compile(f"[{''.join(self._table)}]" if self._table else "(?!)")

    def __call__(self, text: str) -> str:
        """`text` with the twins replaced."""
        # str.translate looks up every character; most text holds no twin at all
        table = self._table
        return self._any.sub(lambda twin: table[twin[0]], text)
