"""Lint: what a careful secretary finds in the words and glyphs of a document. docs/checks.md has every code."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import Diagnostic, Document, Node, Rule, hookimpl
from docparse_lint import damage, dates, elements, numbering, placeholders, quotes, references, stripped
from docparse_lint.catalogue import RULES
from docparse_lint.scope import Scope

CHECKS = (
    *quotes.CHECKS,
    *dates.CHECKS,
    *placeholders.CHECKS,
    *stripped.CHECKS,
    *damage.CHECKS,
    *numbering.CHECKS,
    *elements.CHECKS,
    *references.CHECKS,
)


@hookimpl
def rules() -> list[Rule]:
    return list(RULES)


@hookimpl
def check_document(document: Document, node: Node) -> Iterator[Diagnostic]:
    scope = Scope(document, node)
    for check in CHECKS:
        yield from check(scope)
