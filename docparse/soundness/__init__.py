"""Whether a composed grammar is sound: the checks of `docparse check-grammar`."""

from __future__ import annotations

from collections.abc import Collection

from docparse.findings import SEVERITIES
from docparse.parser import Parser
from docparse.soundness.flaws import CODES, Flaw, of_error
from docparse.soundness.overlaps import Ground, overlaps
from docparse.soundness.stalls import stalls
from docparse.soundness.structure import conflicts, idle_styles, shapes, totality, unused

__all__ = ["CODES", "Flaw", "check_grammar", "of_error"]


def check_grammar(parser: Parser, plugins: Collection[str] = ()) -> list[Flaw]:
    """The flaws of the grammar of a parser, the worst first; with `plugins`, those that are about one of them."""
    ground, chosen = Ground(parser), frozenset(plugins)
    found = [*conflicts(ground), *totality(ground), *unused(ground), *idle_styles(ground), *shapes(ground)]
    found = [flaw for flaw in found if not chosen or flaw.plugin in chosen]
    found += [*overlaps(ground, chosen), *stalls(ground, chosen)]
    return sorted(found, key=lambda flaw: (-SEVERITIES.index(flaw.severity), flaw.code, flaw.plugin, flaw.subject))
