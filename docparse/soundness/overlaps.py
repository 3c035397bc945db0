"""Terminals that match one and the same line, and which of them counts there.

At a line start all markers, floating markers and forms are tried in one order, and the first that matches counts.
An overlap is settled, and harmless, where

- both stand for the same style or form: whichever counts, the line is read alike;
- their priorities differ: the author has said which one goes first (an info, with the line);
- both are markers and the later one is weak: it gives way to one that counts alone, and of two weak ones the
  scanner keeps both readings until the neighbours tell;
- only a line that holds the words of both matches both, as one made to: hardly any of the lines made from either
  alone does. Such a line is no more one than the other (an info, too).

What is left hangs on Lark's last resorts: the longer width, the longer pattern, the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from random import Random

from docparse.grammar import Terminal
from docparse.parser import Parser
from docparse.soundness.automata import Alphabet, Machine, common_line
from docparse.soundness.definitions import Definition, definitions
from docparse.soundness.flaws import Flaw
from docparse.soundness.samples import Sample, samples

AT_LINE_START = ("marker", "floating", "form")
_SAMPLES = 100
_WANTED = 5  # lines, before anything is said of a terminal by what becomes of its lines
_MORE = 400  # lines that must all be lost before a terminal is said never to count
_LINE_END = re.compile(r"[\r\n]")
_SHOWN = 8  # lines of which the shortest is told
_WALKS = 4
_OFTEN = 0.05  # of the lines made from one terminal that another one matches too: the overlap is no chance


class Ground:
    """What the checks of one grammar share: its terminals with their patterns, places, and lines made from them."""

    def __init__(self, parser: Parser, seed: int = 0) -> None:
        self.parser, self.grammar = parser, parser.grammar
        self.seed, self.random = seed, Random(seed)  # noqa: S311 - lines to try, no secrets
        self.definitions: list[Definition] = definitions(self.grammar.fragments)
        self._places = {d.name: d for d in self.definitions if not d.extends}
        self.patterns = {t.name: re.compile(t.regexp) for t in self.grammar.terminals}
        self._firsts: dict[str, Terminal | None] = {}
        self._lines: dict[str, list[str]] = {}
        self.contestants = [t for t in self.grammar.of(*AT_LINE_START) if not t.flat]

    def owner(self, name: str) -> str:
        """The plugin whose fragment defines a terminal."""
        return self._places[name].plugin if name in self._places else ""

    def place(self, name: str) -> str:
        """Where a terminal is defined."""
        return self._places[name].place if name in self._places else ""

    def samples(self, terminal: Terminal) -> tuple[Sample, ...]:
        """Lines that a terminal matches."""
        return samples(terminal.regexp, _SAMPLES, self.seed)

    @cached_property
    def _alphabet(self) -> Alphabet:
        return Alphabet(terminal.regexp for terminal in self.contestants)

    @cached_property
    def _machines(self) -> dict[str, Machine]:
        return {terminal.name: Machine(terminal.regexp, self._alphabet) for terminal in self.contestants}

    def lines(self, terminal: Terminal) -> list[str]:
        """Lines that a terminal of a line start reads, each without its end."""
        if terminal.name not in self._lines:
            lines = (_one_line(sample.line) for sample in self.samples(terminal) if not sample.start)
            self._lines[terminal.name] = [line for line in lines if self.reads(terminal, line)]
        return self._lines[terminal.name]

    def common(self, first: Terminal, second: Terminal) -> Iterator[str]:
        """Lines at whose beginning both terminals match."""
        for mine, other in ((first, second), (second, first)):
            yield from (line for line in self.lines(mine) if self.reads(other, line))
        machines = self._machines[first.name], self._machines[second.name]
        for walk in range(_WALKS):
            found = common_line(*machines, self._alphabet, self.random if walk else None)
            if found is None:
                return
            line = _one_line(found)
            if self.reads(first, line) and self.reads(second, line):
                yield line

    def reads(self, terminal: Terminal, line: str) -> bool:
        """Whether a terminal matches at the beginning of a line, with a well-formed number if it is a marker."""
        match = self.patterns[terminal.name].match(line)
        return match is not None and (terminal.rule == "form" or self.has_number(terminal, match[0]))

    def has_number(self, terminal: Terminal, printed: str) -> bool:
        """Whether the style of a marker reads a number in it, or needs none."""
        style = self.parser.scanner.styles[terminal.alias]
        printed = printed.rstrip(" \t")
        if style.trailing:
            printed = printed[max(printed.rfind(" "), printed.rfind("\t")) + 1 :]
        return not style.numbered or style.opens is not None or style.ordinal(printed.lstrip(" \t")) is not None

    def first(self, line: str) -> Terminal | None:
        """The terminal that counts at the beginning of a line."""
        if line not in self._firsts:
            self._firsts[line] = next((terminal for terminal in self.contestants if self.reads(terminal, line)), None)
        return self._firsts[line]


def _one_line(text: str) -> str:
    return _LINE_END.split(text)[0]


def find_overlaps(ground: Ground, chosen: frozenset[str]) -> Iterator[Flaw]:
    """Overlaps of two terminals, and terminals that never count; of the `chosen` plugins, or of all."""
    ties: set[str] = set()
    for number, first in enumerate(ground.contestants):
        for second in ground.contestants[number + 1 :]:
            owners = {ground.owner(first.name), ground.owner(second.name)}
            if (chosen and not chosen & owners) or _settled(first, second):
                continue
            for flaw in _of_pair(ground, first, second):
                ties |= {second.name} if flaw.code == "DP-G020" else set()
                yield flaw
    for terminal in ground.contestants:
        if terminal.name not in ties:
            yield from _lost(ground, terminal, chosen)


def _settled(first: Terminal, second: Terminal) -> bool:
    """Whether it does not matter that both match, the first of them counting."""
    if first.alias == second.alias:
        return True
    both_markers = first.rule == second.rule == "marker"
    return both_markers and second.weak


def _of_pair(ground: Ground, first: Terminal, second: Terminal) -> Iterator[Flaw]:
    shared = (line for line in ground.common(first, second) if ground.first(line) is first)
    shown = min(islice(shared, _SHOWN), key=len, default=None)
    if shown is None:  # they have none, or another one goes before both
        return
    often = first.priority == second.priority and _is_often(ground, first, second)
    mine, other = _blamed(ground, first, second)
    why = f"priority {first.priority} before {second.priority}"
    remedy = "none is needed if that is meant; else change the priorities"
    if often:
        why = f"but only because its pattern is longer: both have priority {first.priority}"
        remedy = f"say which goes first, as in {first.name}.{first.priority + 1}, or let one exclude the other"
    elif first.priority == second.priority:
        why = f"both have priority {first.priority}, and the line holds the words of both"
    message = f"{_told(ground, first)} counts before {_told(ground, second)} at the line {shown!r}: {why}"
    yield Flaw(
        "DP-G020" if often else "DP-G022", ground.owner(mine.name), mine.name, message, remedy,
        ground.place(mine.name), shown, (ground.owner(other.name),),
    )  # fmt: skip


def _is_often(ground: Ground, first: Terminal, second: Terminal) -> bool:
    """Whether many of the lines made from one of two terminals are the other's too, and nothing goes before them."""
    for mine, other in ((first, second), (second, first)):
        lines = ground.lines(mine)
        both = [line for line in lines if ground.reads(other, line) and ground.first(line) is first]
        if len(both) > _OFTEN * len(lines):
            return True
    return False


def _told(ground: Ground, terminal: Terminal) -> str:
    return f"{terminal.name} ({terminal.alias}, of {ground.owner(terminal.name)})"


def _blamed(ground: Ground, first: Terminal, second: Terminal) -> tuple[Terminal, Terminal]:
    """The terminal that came later, of the plugin that is to change it, and the other one."""
    names = [name for name, _ in ground.grammar.fragments]
    later = names.index(ground.owner(first.name)) > names.index(ground.owner(second.name))
    return (first, second) if later else (second, first)


def _lost(ground: Ground, terminal: Terminal, chosen: frozenset[str]) -> Iterator[Flaw]:
    """A terminal all of whose lines others take."""
    takers, example = _takers(ground, terminal, ground.lines(terminal))
    if not takers:
        return
    more = samples(terminal.regexp, _MORE, ground.seed)
    takers, example = _takers(ground, terminal, [_one_line(sample.line) for sample in more if not sample.start])
    if not takers:
        return
    taker = next(t for t in ground.contestants if t.name == takers.most_common(1)[0][0])
    mine, other = _blamed(ground, taker, terminal)
    if chosen and not chosen & {ground.owner(mine.name), ground.owner(other.name)}:
        return
    yield Flaw(
        "DP-G021", ground.owner(mine.name), mine.name,
        f"{_told(ground, terminal)} never counts: in all of {sum(takers.values())} lines made from it another one goes "
        f"before it, mostly {_told(ground, taker)}",
        f"give the more special of {terminal.name} and {taker.name} the higher priority", ground.place(mine.name),
        example, (ground.owner(other.name),),
    )  # fmt: skip


def _takers(ground: Ground, terminal: Terminal, lines: list[str]) -> tuple[Counter[str], str]:
    """How often others count at lines that a terminal reads; nothing if one of them is its own."""
    found: Counter[str] = Counter()
    example = ""
    for line in lines:
        if not ground.reads(terminal, line):
            continue
        first = ground.first(line)
        if first is None or _reads_alike(first, terminal):
            return Counter(), ""
        found[first.name] += 1
        example = example or line
    return (found, example) if sum(found.values()) >= _WANTED else (Counter(), "")


def _reads_alike(first: Terminal, terminal: Terminal) -> bool:
    """Whether nothing of `terminal` is lost where `first` counts: it is the same, or its reading is kept."""
    return first.alias == terminal.alias or (first.rule == terminal.rule == "marker" and terminal.weak and first.weak)
