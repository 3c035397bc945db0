"""Phrases: what the grammar knows of the words inside a line besides its markers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docparse.grammar import Grammar, Terminal
from docparse.patterns import first_chars

_ANNOTATED = 300  # characters: an annotation stands beside a heading, not inside a long text


class Phrases:
    """The annotations, titles, turns and reviews of a grammar. `ends` are the characters that end a clause."""

    def __init__(self, grammar: Grammar, ends: Iterable[str]) -> None:
        after = "".join(map(re.escape, ends))
        self._annotations = _starts(grammar.of("annotation")), _any(grammar.of("annotation"))
        self._titles = _any(grammar.of("title"))
        self._turns = _starts(grammar.of("turn"), after=f"(?<=[{after}].)" if after else ""), _any(grammar.of("turn"))
        self._reviews = _any(grammar.of("review"))
        self._reviewed = first_chars(self._reviews.pattern)
        predicates = grammar.of("predicate")
        self._predicates = {p.alias: _any([t for t in predicates if t.alias == p.alias]) for p in predicates}

    def annotation(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The span of the first annotation that stands near the beginning of text[start:end]."""
        begin, whole = self._annotations
        for spot in begin.finditer(text, start, min(end, start + _ANNOTATED)):
            if match := whole.match(text, spot.start(), end):
                return match.span()
        return None

    def title(self, text: str, start: int, end: int) -> int | None:
        """Where a heading ends that text[start:end] begins with, by its own words."""
        while start < end and text[start] in " \t":
            start += 1
        match = self._titles.match(text, start, end)
        return match.end() if match else None

    def turn(self, text: str, start: int, end: int) -> int | None:
        """Where a sentence in text[start:end] begins that turns back from the items of a series."""
        begin, whole = self._turns
        for spot in begin.finditer(text, start + 1, end):
            if whole.match(text, spot.start(), end):
                return spot.start()
        return None

    def says(self, predicate: str, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] has a predicate of that name."""
        pattern = self._predicates.get(predicate)
        return pattern is not None and pattern.search(text, start, end) is not None

    def looks_back(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] begins with what looks back on all sections before it."""
        if self._reviewed is not None and text[start] not in self._reviewed:
            return False
        return self._reviews.match(text, start, end) is not None


def _any(terminals: list[Terminal]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{terminal.regexp})" for terminal in terminals) or "(?!)")


def _starts(terminals: list[Terminal], after: str = "") -> re.Pattern[str]:
    """Where a match of one of the terminals may begin."""
    chars = first_chars("|".join(f"(?:{terminal.regexp})" for terminal in terminals) or "(?!)")
    begin = "." if chars is None else "[" + "".join(map(re.escape, sorted(chars))) + "]" if chars else "(?!)"
    return re.compile(begin + after)
