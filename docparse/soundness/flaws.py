"""What can be wrong with a grammar: every code with its severity, and a flaw that was found."""

from __future__ import annotations

from dataclasses import dataclass

from docparse.errors import GrammarError

CODES: dict[str, tuple[str, str]] = {
    "DP-G001": ("error", "there is no grammar fragment of this name"),
    "DP-G002": ("error", "the fragment does not compose"),
    "DP-G003": ("error", "an alternative of a choice is not one terminal with an alias"),
    "DP-G005": ("error", "a terminal names a group, refers back to one, or sets a flag for all"),
    "DP-G006": ("error", "a terminal can match nothing"),
    "DP-G007": ("error", "a fragment changes what others define"),
    "DP-G010": ("error", "LALR conflict: two readings of one sequence of terminals"),
    "DP-G011": ("error", "a line that the grammar rejects"),
    "DP-G012": ("warning", "a terminal or rule that nothing uses"),
    "DP-G013": ("warning", "a style that no marker bears"),
    "DP-G014": ("warning", "a marker in which no number can be read"),
    "DP-G020": ("warning", "two terminals match one line, and no priority says which counts"),
    "DP-G021": ("warning", "a terminal that others always come before"),
    "DP-G022": ("info", "two terminals match one line; the higher priority counts"),
    "DP-G023": ("info", "a terminal for which no matching line could be made"),
    "DP-G030": ("error", "a pattern whose time grows exponentially with the line"),
    "DP-G031": ("warning", "a pattern whose time grows with the square of the line, or faster"),
    "DP-G032": ("warning", "a pattern that takes too long for one line"),
    "DP-G040": ("warning", "a terminal at a line start that does not begin with MARGIN"),
    "DP-G041": ("info", "a form of fixed words that also matches lines which go on after them"),
    "DP-G042": ("warning", "a marker that takes text into itself"),
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a grammar.

    plugin: whose fragment it is; others: the other plugins it is about
    subject: the terminal, rule or style
    place: the file or fragment with the line, "" when it has none
    example: a line that shows it, "" when none is needed
    """

    code: str
    plugin: str
    subject: str
    message: str
    remedy: str
    place: str = ""
    example: str = ""
    others: tuple[str, ...] = ()

    @property
    def severity(self) -> str:
        """info, warning or error."""
        return CODES[self.code][0]


def of_error(error: GrammarError) -> Flaw:
    """The flaw for which a grammar is refused."""
    code = "DP-G010" if "Reduce/Reduce" in error.message else error.code
    return Flaw(code, error.plugin, "", error.message, error.remedy or "mend the fragment")
