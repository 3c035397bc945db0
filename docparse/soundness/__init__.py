"""Whether a composed grammar is sound: the checks of `docparse check-grammar`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from docparse.errors import GrammarError
from docparse.findings import SEVERITIES
from docparse.grammar import SKELETON, compose
from docparse.parser import Parser
from docparse.soundness.flaws import CODES, Flaw, of_error
from docparse.soundness.overlaps import Ground, find_overlaps
from docparse.soundness.stalls import find_stalls
from docparse.soundness.structure import conflicts, idle_styles, shapes, totality, unused

__all__ = ["CODES", "Flaw", "check_grammar", "of_error"]


def check_grammar(parser: Parser, plugins: Collection[str] = ()) -> list[Flaw]:
    """The flaws of the grammar of a parser, the worst first; with `plugins`, those that are about one of them."""
    ground, chosen = Ground(parser), frozenset(plugins)
    found = [
        *_left_out(parser),
        *conflicts(ground),
        *totality(ground),
        *unused(ground),
        *idle_styles(ground),
        *shapes(ground),
    ]
    found = [flaw for flaw in found if not chosen or flaw.plugin in chosen]
    found += [*find_overlaps(ground, chosen), *find_stalls(ground, chosen)]
    return sorted(found, key=lambda flaw: (-SEVERITIES.index(flaw.severity), flaw.code, flaw.plugin, flaw.subject))


def _left_out(parser: Parser) -> Iterator[Flaw]:
    """Why a parser goes without the fragments of an installed plugin."""
    fragments = parser.grammar.fragments[len(SKELETON) :]
    used = {name for name, _ in fragments}
    for name, answer in parser.plugins.calls("extend_grammar", lambda name, deed: None):
        texts = [text for text in (answer if isinstance(answer, list | tuple) else [answer]) if isinstance(text, str)]
        if name in used:
            continue
        try:
            compose((*fragments, *((name, text) for text in texts)))
        except GrammarError as error:
            yield of_error(error)
