"""Neighbours of a plugin under test: others that misbehave, and one that is always the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docparse.findings import Diagnostic
from docparse.hookspecs import hookimpl
from docparse.testing.mock import MockPlugin

STEADY = "steady"


class Quiet:
    """Answers nothing in every hook of findings: what docparse does for any plugin whatever."""

    @hookimpl
    def revise_document(self) -> None:
        return None

    @hookimpl
    def recognise_genre(self) -> None:
        return None

    @hookimpl
    def extract_records(self) -> None:
        return None

    @hookimpl
    def check_document(self) -> None:
        return None


def steady_words(text: str) -> str:
    """What `Steady` says of a text, beside whatever plugins."""
    return f"{len(text)} characters, {len(text.splitlines())} lines"


class Steady:
    """Says of every text how long it is, and how many lines it has."""

    @hookimpl
    def check_document(self, document: Any, node: Any) -> Iterator[Diagnostic]:
        if node.parent is None:
            yield Diagnostic(STEADY, steady_words(document.source.raw), node.span, "info")


def neighbourhoods() -> list[tuple[list[Any], list[Any]]]:
    """Plugins to stand before and after the one under test, in either order."""
    raising = [MockPlugin("raise", hook) for hook in ("recognise_genre", "extract_records")]
    raising.append(MockPlugin("raise", "check_document", error=SystemExit))
    wrong = [MockPlugin("bad-spans"), MockPlugin("mutate"), MockPlugin("mutate", "extract_records")]
    return [([*raising, Steady()], wrong), (wrong, [Steady(), *raising])]
