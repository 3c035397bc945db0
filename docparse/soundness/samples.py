"""Lines made from a pattern, and kept when the pattern itself matches them: those that a look-around refuses all the
same are thrown away, so that they never fool a check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from random import Random
from re import _parser
from typing import NamedTuple

from docparse.soundness.writing import Choices, Writer

_TRIES = 12  # for each line that is wanted


class Sample(NamedTuple):
    """A line, and where in it the pattern matches."""

    line: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def samples(pattern: str, count: int, seed: int) -> tuple[Sample, ...]:
    """Up to `count` different lines that `pattern` matches at `start`; fewer when its look-arounds refuse most."""
    choices = Choices(Random(seed))  # noqa: S311 - lines to try, no secrets
    found: dict[Sample, None] = {}
    for sample in drawn(pattern, choices, count * _TRIES):
        found[sample] = None
        if len(found) == count:
            break
    return tuple(found)


def drawn(pattern: str, choices: Choices, tries: int = _TRIES) -> Iterator[Sample]:
    """The lines that come of `tries` walks over a pattern, of each the first that the pattern matches."""
    compiled, tree = re.compile(pattern), _parser.parse(pattern)
    for _ in range(tries):
        writer = Writer(choices)
        writer.write(tree)
        start = len(writer.before)
        for after in choices.afters(writer.after):
            line = writer.before + writer.text + after
            match = compiled.match(line, start)
            if match and match.end() > start:
                yield Sample(line, start, match.end())
                break
