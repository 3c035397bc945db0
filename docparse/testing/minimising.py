"""Minimising: the shortest text found within a time limit that still fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import monotonic


def minimised(text: str, fails: Callable[[str], bool], seconds: float = 10.0) -> str:
    """A part of `text` that still `fails`: first whole lines are left out, then characters (delta debugging)."""
    end = monotonic() + seconds
    for pieces in (lambda whole: whole.splitlines(keepends=True), list[str]):
        text = "".join(_reduced(pieces(text), lambda kept: fails("".join(kept)), end))
    return text


def _reduced(pieces: Sequence[str], fails: Callable[[Sequence[str]], bool], end: float) -> Sequence[str]:
    """The pieces without those that are not needed, runs of them tried before single ones."""
    size = max(1, len(pieces) // 2)
    while True:
        shorter = next((kept for kept in _without(pieces, size) if monotonic() > end or fails(kept)), None)
        if monotonic() > end:
            return pieces
        if shorter is not None:
            pieces = shorter
        elif size == 1:
            return pieces
        else:
            size = max(1, size // 2)


def _without(pieces: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The pieces without a run of `size`, for every such run."""
    for start in range(0, len(pieces), size):
        yield [*pieces[:start], *pieces[start + size :]]
