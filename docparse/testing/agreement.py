"""Agreement: that a composed grammar is read alike by all who can read it, on lines made from it.

trees    LALR and Earley give a line the same tree, and there is no other one
scanner  the scanner, which passes by what cannot match, finds at the beginning of a line what Lark's lexer would
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from docparse.marks import LINE_START
from docparse.parser import Parser
from docparse.soundness.overlaps import Ground
from docparse.soundness.structure import lexed
from docparse.source import SourceText, fold

LINES = 1_500
_LONGEST = 40  # characters: Earley is slow
_HEADS = ("marker", "floating", "form")
Heads = list[tuple[str, int]]  # (style of a marker, where it ends) in turn; (form, 0) for a line that has one


def disagreements(parser: Parser, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(line, what is wrong) for each line of `texts` on which they do not agree."""
    ground = Ground(parser)
    for text in texts:
        line = fold(text).strip("\r\n").partition("\n")[0][:_LONGEST].rstrip()  # blanks at its end are not looked at
        if not _one_tree(ground, line):
            yield line, "LALR and Earley give it different trees"
        wanted, found = _lexed_heads(ground, line), _scanned_heads(parser, line)
        if wanted is not None and wanted != found:
            yield line, f"the scanner begins it with {found or 'text'}, the grammar with {wanted or 'text'}"


def _one_tree(ground: Ground, line: str) -> bool:
    tokens = [(name, line[start:end], start) for name, start, end in lexed(ground, line)]
    return bool(_tree(ground.grammar.parse, tokens) == _tree(ground.grammar.every_reading, tokens))


def _tree(parse: Callable[[list[Any]], Any], tokens: list[Any]) -> Any:
    """The tree of a line, None for one that is refused: that is DP-G011."""
    try:
        return parse(tokens)
    except Exception:  # whatever Lark says
        return None


def _lexed_heads(ground: Ground, line: str) -> Heads | None:
    """What a line begins with as Lark's lexer tells it; None where the scanner is to know more than that: it reads the
    numbers, keeps markers for text without breaks apart, and sees past the terminals of the other choices.

    A weak marker directly behind a marker is left to the text by the scanner, and so is what follows a form.
    """
    found: Heads = []
    terminals = {terminal.name: terminal for terminal in ground.grammar.terminals}
    for name, start, end in lexed(ground, line):
        terminal = terminals.get(name)
        if terminal is None or (found and (terminal.weak or terminal.rule not in _HEADS)):
            break
        if terminal.rule == "form":
            return [*found, (terminal.alias, 0)]
        if terminal.rule not in _HEADS or terminal.flat or not ground.has_number(terminal, line[start:end]):
            return None
        found.append((terminal.alias, len(line[:end].rstrip(" \t"))))
    return found


def _scanned_heads(parser: Parser, line: str) -> Heads:
    """The same, as the scanner finds it. A form that a document ends with is looked for when it is asked for."""
    _, lines = parser.scanner.scan(SourceText(line))
    if not lines:
        return []
    marks = [(mark.style.name, mark.end) for mark in lines[0].marks if mark.boundary == LINE_START]
    cue = parser.scanner.ending(line, lines[0]) if not marks else None
    return [(cue, 0)] if cue else marks
