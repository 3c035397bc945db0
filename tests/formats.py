"""Documents with known outlines for the loaders: one text, written into every format, is to give one outline."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import docparse
from docparse.testing import read_corpus, some

TESTS = Path(__file__).parent
Row = tuple[str, Any, int, str]  # marker, ordinal, level, heading


@lru_cache(maxsize=1)
def plain() -> docparse.Parser:
    """A parser for trees alone."""
    return docparse.Parser(records=False)


def outline(document: docparse.Document) -> list[Row]:
    """What the formats are to agree on: marker, ordinal, nesting and heading of every unit, blanks aside."""
    return [
        (_packed(node.marker or ""), node.ordinal, node.level, _packed(node.heading.text if node.heading else ""))
        for node in document.outline()
    ]


def outline_of_text(text: str) -> list[Row]:
    return outline(plain().parse(text).document)


def outline_of_file(name: str, data: bytes) -> list[Row]:
    return outline(plain().parse_bytes(data, name).document)


@lru_cache(maxsize=1)
def documents() -> dict[str, str]:
    """Texts by name: the sample, the cases of the corpus that are whole documents, and some of an intended outline."""
    found = {"notice": (TESTS.parent / "samples/notice.txt").read_text("utf-8")}
    for case in read_corpus(TESTS / "corpus/documents.txt"):
        found[case.title] = case.text
    for number, document in enumerate(some(plain(), 20)):
        found[f"intended {number}"] = document.text
    return found


def _packed(text: str) -> str:
    return "".join(text.split())
