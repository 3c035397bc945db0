"""Neighbours of a plugin under test: others that misbehave, and one that is always the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docparse.findings import Diagnostic
from docparse.hookspecs import hookimpl

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


class Raising:
    """Raises in every hook of findings."""

    @hookimpl
    def recognise_genre(self) -> None:
        raise ValueError("no genre")

    @hookimpl
    def extract_records(self) -> None:
        raise RecursionError("no records")

    @hookimpl
    def check_document(self) -> None:
        raise SystemExit(3)


class Writing:
    """Writes into the document where it may only look, and breaks the tree where it may revise it."""

    @hookimpl
    def revise_document(self, document: Any) -> None:
        document.nodes.reverse()

    @hookimpl
    def extract_records(self, document: Any) -> None:
        for node in document.nodes:
            node.form, node.start = "overwritten", 0

    @hookimpl
    def check_document(self, document: Any) -> list[Diagnostic]:
        return [Diagnostic("outside", "a span outside the text", (0, len(document.source.raw) + 1))]


def neighbourhoods() -> list[tuple[list[Any], list[Any]]]:
    """Plugins to stand before and after the one under test, in either order."""
    return [([Raising(), Steady()], [Writing()]), ([Writing()], [Steady(), Raising()])]
