"""Genres: cues, the candidates that they speak for, and which of these wins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from docparse.doctypes import read_carried, read_doc_type
from docparse.findings import Genre
from docparse.reading import zones
from docparse.slips import slip
from docparse.tree import Document, Node

UNKNOWN = "unknown"  # the name of the genre where none wins
LEAST_SCORE = 5  # of a genre that wins
LEAST_LEAD = 2  # on the next other genre


class Cue(NamedTuple):
    """What speaks for a genre when `pattern` is found `least` times in a zone of the document, or against it.

    zone: title, metadata, opening (before the first section), heading (each alone), ending (the last lines) or
    text (all), of the document without the parts and attachments in it
    """

    name: str
    weight: float
    pattern: re.Pattern[str]
    zone: str = "text"
    least: int = 1


def recognise(document: Document, node: Node, name: str, cues: Iterable[Cue]) -> Genre | None:
    """The genre `name` as a candidate, with the cues that fire, each counted once; None when nothing speaks for it."""
    text, where = document.source.text, zones(document, node)
    fired = []
    for cue in cues:
        if cue.zone not in where:
            raise ValueError(f"cue {cue.name!r} is for the zone {cue.zone!r}; {slip(cue.zone, where)}")
        matches = (match.span() for span in where[cue.zone] for match in cue.pattern.finditer(text, *span))
        found = list(islice(matches, cue.least))
        if len(found) == cue.least:
            fired.append((cue.name, found[0], cue.weight))
    score = sum(weight for _, _, weight in fired)
    return Genre(node, name, score, tuple(fired)) if score > 0 else None


def ranked(candidates: Iterable[Genre]) -> list[Genre]:
    """The candidates by score, the best first; of those with one score the one that came first."""
    return sorted(candidates, key=lambda genre: -genre.score)


def choose(document: Document, node: Node, candidates: Iterable[Genre]) -> Genre:
    """The candidate that wins: it scores `LEAST_SCORE`, and `LEAST_LEAD` more than the next of another name.

    Else the genre "unknown", with the score and the cues of the best candidate. Either is given the statutory type and
    what the title hands on, unless the plugin has said so.
    """
    order = ranked(candidates)
    best = order[0] if order else Genre(node, UNKNOWN, 0.0)
    next_best = max((genre.score for genre in order if genre.name != best.name), default=0.0)
    if best.score < LEAST_SCORE or best.score - next_best < LEAST_LEAD:
        best = replace(best, name=UNKNOWN)
    doc_type, carried = read_doc_type(document, node), read_carried(document, node)
    return replace(
        best,
        doc_type=best.doc_type or (doc_type[0] if doc_type else None),
        carried=best.carried or (carried[0] if carried and best.name == "notice" else None),
    )
