"""Slips of the pen: the known word that is nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches


def nearest(word: str, known: Collection[str]) -> str:
    """The known word that `word` is most probably a slip for; "" when none is near."""
    return next(iter(get_close_matches(word, sorted(known), n=1)), "")


def slip(word: str, known: Collection[str], where: str = "") -> str:
    """What to say of a word that is not known: the nearest, or else all there are, or `where` they are told."""
    near = nearest(word, known)
    return f"did you mean {near}?" if near else where or f"there are {', '.join(sorted(known))}"
