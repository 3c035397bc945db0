"""The catalogue: the rule of every code, and whose it is; codes, and the nearest that there is to a slip."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from docparse.findings import Rule

ALL = "ALL"
UNUSED = "suppression_unused"
CORE = (
    Rule("depth_limit", "Units stand deeper than the tree goes.", "the limit of 60 levels of docparse"),
    Rule("pin_unused", "A pin beside the document has no place in it.", "the pins of the document"),
    Rule("plugin_bad_span", "A plugin gave a span outside the text; its answer was dropped.", "the plugin contract"),
    Rule("plugin_failed", "A plugin failed, and its part of the result is missing.", "the plugin contract"),
    Rule(UNUSED, "A suppression in or beside the document matches no finding.", "the suppressions", "info"),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule of the catalogue, with the name of its plugin; "" for the core's own."""

    rule: Rule
    plugin: str = ""
    is_strangers: bool = False

    @property
    def page(self) -> str:
        """Where the rule is described, from the root of docparse; "" for a stranger's."""
        return "" if self.is_strangers else f"docs/checks.md#{self.rule.code}"


def nearest(word: str, known: Collection[str]) -> str:
    """The known word that `word` is most probably a slip for; "" when none is near."""
    return next(iter(get_close_matches(word, sorted(known), n=1)), "")


def slip(word: str, known: Collection[str]) -> str:
    """What to say of a word that is not known: the nearest, or else all there are."""
    near = nearest(word, known)
    return f"did you mean {near}?" if near else f"there are {', '.join(sorted(known))}"
