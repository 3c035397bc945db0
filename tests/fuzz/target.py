"""What the coverage-guided harness runs, without atheris: its own decoding, a token mutator, and the target.

Bytes become text here and not by a provider of atheris: a mutation of one token is then a mutation of one place.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from random import Random

from docparse.grammar import CHOICES
from docparse.parser import Parser, default_parser
from docparse.testing import promises
from docparse.testing.samples import WORDS, sample
from docparse.testing.texts import NOISE

KINDS = ("document", "part", "section", "item", "paragraph", "blank")
SPELLINGS = 3  # of each terminal
LONGEST = 2000  # characters of a text: longer ones find nothing that shorter ones do not


def decode(data: bytes) -> str:
    """The text of any bytes: UTF-8, and a lone surrogate for each byte that is none."""
    return data.decode("utf-8", "surrogateescape")[:LONGEST]


def encode(text: str) -> bytes:
    """The bytes of a text. `decode` gives the text back, lone surrogates that stand for no byte aside."""
    return text.encode("utf-8", "surrogateescape" if _escaped(text) else "replace")


def _escaped(text: str) -> bool:
    return all(not "\ud800" <= char <= "\udfff" or "\udc80" <= char <= "\udcff" for char in text)


@lru_cache(maxsize=1)
def tokens() -> tuple[str, ...]:
    """What the mutator puts in: spellings of every terminal of the grammar, words and noise."""
    random = Random(0)
    found = [
        sample(terminal.regexp, random, number)
        for terminal in default_parser().grammar.of(*CHOICES)
        for number in range(1, SPELLINGS + 1)
    ]
    return tuple(dict.fromkeys([*filter(None, found), *WORDS, *NOISE]))


def mutate(text: str, random: Random) -> str:
    """A text with one to four edits: a token put in, at a line start often; a stretch cut, doubled, or moved."""
    for _ in range(random.randint(1, 4)):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.choice((1, 2, 8, 32)))
        if random.random() < 0.5:  # at a line start
            start = text.rfind("\n", 0, start) + 1
            end = max(start, end)
        token, cut = random.choice(tokens()), text[start:end]
        newline = random.choice(("", "", "\n"))
        kind = random.randrange(6)
        if kind < 3:
            text = f"{text[:start]}{token}{newline}{text[start:]}"
        elif kind == 3:
            text = text[:start] + text[end:]
        elif kind == 4:
            text = text[:end] + newline + cut + text[end:]
        else:
            text = text[:start] + text[end:] + newline + cut
    return text[:LONGEST]


def check(text: str, parser: Parser | None = None) -> list[tuple[str, str]]:
    """Parses a text; an exception when a promise is broken. Returns the kinds of nodes that follow each other."""
    result = (parser or default_parser()).parse(text)
    promises.check(result)
    return [(one.kind, other.kind) for one, other in pairwise(result.document.nodes)]
