"""Where the fragments of a grammar define what, and what each definition uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from docparse.grammar import PIECE, SKELETON, fold_fragment, fragment, fragment_names

_STATEMENT = re.compile(
    r"^[ \t]*(?P<extend>%(?:extend|override)[ \t]+)?(?P<mark>[?!]*)(?P<name>_?[A-Za-z]\w*)[^:\n]*:", re.M
)
_NAME = re.compile(r"_?[A-Za-z]\w*")
_ALIAS = re.compile(r"->[ \t]*\w+")


@dataclass(frozen=True, slots=True)
class Definition:
    """A terminal, a rule, or an extension of one.

    plugin: whose fragment it is in, the name of the fragment for the skeleton
    place: the shipped file or the fragment, and the line
    uses: the names it refers to
    extends: whether it adds to what is defined elsewhere
    """

    name: str
    plugin: str
    place: str
    uses: frozenset[str]
    extends: bool

    @property
    def is_terminal(self) -> bool:
        return self.name.isupper()

    @property
    def is_shared(self) -> bool:
        """Whether it belongs to the skeleton, which offers its terminals to every fragment."""
        return self.plugin in SKELETON


def definitions(fragments: Sequence[tuple[str, str]]) -> list[Definition]:
    """The definitions of composed (plugin name, folded text) fragments, in their order."""
    found: list[Definition] = []
    counts: dict[str, int] = {}
    for plugin, text in fragments:
        counts[plugin] = counts.get(plugin, 0) + 1
        source = _shipped().get(text) or f"fragment {counts[plugin]} of {plugin}"
        found += _of_fragment(plugin, text, source)
    return found


def _of_fragment(plugin: str, text: str, source: str) -> Iterator[Definition]:
    bare = PIECE.sub(lambda match: "\n" * match[0].count("\n") + " " * len(match[0].replace("\n", "")), text)
    heads = list(_STATEMENT.finditer(bare))
    for head, following in zip_longest(heads, heads[1:]):
        body = bare[head.end() : following.start() if following else len(bare)]
        uses = frozenset(_NAME.findall(_ALIAS.sub(" ", body)))
        line = bare.count("\n", 0, head.start("name")) + 1
        yield Definition(head["name"], plugin, f"{source}, line {line}", uses, bool(head["extend"]))


@lru_cache(maxsize=1)
def _shipped() -> dict[str, str]:
    """The file of every fragment that ships with docparse, by its folded text."""
    return {fold_fragment(fragment(name)): f"grammars/{name}.lark" for name in fragment_names()}
