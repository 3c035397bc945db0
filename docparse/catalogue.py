"""The catalogue: the rule of every code, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from docparse.findings import Rule

ALL = "ALL"
UNUSED = "suppression_unused"
CORE = (
    Rule("depth_limit", "Units stand deeper than the tree goes.", "the limit of 60 levels of docparse"),
    Rule("member_unread", "A file in an archive could not be read.", "the archive"),
    Rule("page_not_read", "A page shows a picture whose text nobody has read.", "the promise to lose no text"),
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
        # the heading there is `code` (severity), and this is its anchor on a web page
        return "" if self.is_strangers else f"docs/checks.md#{self.rule.code}-{self.rule.severity}"
