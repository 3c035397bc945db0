"""Texts for fuzzing, all from one random generator: lines and documents of the composed grammar, near-valid ones,
changed examples, and anything at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from random import Random

from docparse.grammar import Terminal
from docparse.outline import block_rows, outline_rows
from docparse.source import SourceText, fold
from docparse.testing.intended import TAPE, intended
from docparse.testing.mutators import MUTATORS
from docparse.testing.samples import WORDS, sample
from docparse.testing.subject import Subject

NOISE = (
    "\u3000", "\u200b", "\ufeff", "\u202e", "\0", "\r", "\t", "\u2028", "\ud800", "（", "）", "“", "《", "①", "⑴", "Ⅳ", "１",
    "2024年", "第", "附件", "、", "：", "。", "\n", "\n\n",
)  # fmt: skip
TAILS = ("。", "。", "", "：", "；")
_LONGEST_RUN = 13
_LINES_OF_EACH = 24
_TRIED, _TOLD = 8, 3  # lines of one terminal and number
_MARKERS = ("marker", "floating")


class Texts:
    """Makes the texts. The same seed and subject give the same texts in the same order."""

    def __init__(self, subject: Subject, random: Random) -> None:
        self.subject, self.random = subject, random
        self._own, self._others = subject.terminals, subject.others
        self._words = [value for value in subject.constants if isinstance(value, str) and "\n" not in value]
        self._terminals = subject.whole.grammar.terminals
        bearing = {terminal.alias for terminal in self._terminals}
        self._aliases = [word for word in self._words if word in bearing]
        self._kept: list[str] = list(subject.examples)

    def any_of_them(self) -> Iterator[str]:
        """Texts of all kinds in turn, without end."""
        kinds: Sequence[Callable[[], str]] = (
            self.line, self.document, self.named, self.near_valid, self.named, self.changed, self.anything,
        )  # fmt: skip
        while True:
            for kind in kinds:
                text = kind()
                if text:
                    yield text

    def overlapping(self) -> Iterator[str]:
        """Lines of everybody else's terminals, without a word of the subject's, where one of the subject's matches."""
        own = [re.compile(terminal.regexp) for terminal in self._own]
        for terminal in self._others if own else ():
            for number in range(1, _LINES_OF_EACH + 1):
                line = self._line_of(terminal, self.random.choice((number % 5 + 1, number)), foreign=True)
                if any(pattern.search(fold(line)) for pattern in own):
                    yield line

    def pairs(self) -> Iterator[str]:
        """Texts of two lines, every pair once and in any order: of what the subject defines or names, with each number
        that it names, one with another and with a line of each other kind, before it and after it."""
        known = {*self._aliases, *(terminal.alias for terminal in self._own)}
        kinds = {terminal.alias: terminal for terminal in sorted(self._terminals, key=lambda t: not t.weak)}
        own = [(kinds[alias], number) for alias in sorted(known) for number in sorted({1, *self.subject.numbers})]
        others = [(terminal, 1) for alias, terminal in sorted(kinds.items()) if alias not in known]
        found = [*product(own, own), *product(own, others), *product(others, own)]
        self.random.shuffle(found)
        for pair in found:
            yield "".join(self.random.choice(self._telling(*one)) for one in pair)

    def intended(self) -> Iterator[str]:
        """Documents of an orderly outline, as `docparse.testing.intended` writes them, without end."""
        while True:
            tape = [self.random.randrange(0x10000) for _ in range(self.random.randint(TAPE // 4, TAPE))]
            yield intended(self.subject.whole, tape).text

    def line(self) -> str:
        """One line with a marker or a form."""
        return self._line_of(self._terminal(), self._number())

    def document(self) -> str:
        """Runs of numbered lines, with lines of other kinds between them."""
        lines: list[str] = []
        for _ in range(self.random.randint(1, 2)):
            terminal = self._terminal(*_MARKERS)
            for number in self._run():
                lines.append(self._line_of(terminal, number))
                if self.random.random() < 0.3:
                    lines.append(self.line())
        return "".join(lines)

    def named(self) -> str:
        """A few lines of what the subject's code names: its styles and forms with its numbers, and its words."""
        lines = []
        for _ in range(self.random.randint(1, 16)):
            if self._aliases and self.random.random() < 0.7:
                alias = self.random.choice(self._aliases)
                terminal = self.random.choice(
                    [other for other in self._terminals if other.alias == alias and not other.weak] or self._terminals
                )
                lines.append(self._line_of(terminal, self._number(0.7)))
            elif self._words:
                lines.append(f"{self._constant()}{self.words()}\n")
            else:
                lines.append(self.line())
        return "".join(lines)

    def near_valid(self) -> str:
        """A line, a document or an example with up to four edits."""
        text = self.random.choice((self.line, self.document, self._example))()
        for _ in range(self.random.randint(1, 4)):
            start = self.random.randint(0, len(text))
            end = min(len(text), start + self.random.choice((0, 0, 1, 2, 8)))
            put = self.random.choice(("", text[start:end] * 2, self._noise(), self._noise()))
            text = text[:start] + put + text[end:]
        return text

    def changed(self) -> str:
        """An example damaged by a mutator, or two of them joined, or its lines in another order."""
        text = self._example()
        choice = self.random.random()
        if choice < 0.5:
            return MUTATORS[self.random.choice(sorted(MUTATORS))](text, self.random).text
        lines = text.splitlines(keepends=True) + self._example().splitlines(keepends=True)
        if choice < 0.75:
            self.random.shuffle(lines)
        return "".join(line if line[-1:] in "\r\n" else f"{line}\n" for line in lines)

    def anything(self) -> str:
        """Characters of all of Unicode, lone surrogates too."""
        ranges = ((0, 0x7F), (0x3000, 0x303F), (0x4E00, 0x9FFF), (0xD800, 0xDFFF), (0xFF00, 0xFF60), (0, 0x10FFFF))
        return "".join(chr(self.random.randint(*self.random.choice(ranges))) for _ in range(self.random.randint(0, 60)))

    def words(self) -> str:
        """A few words of body text, now and then one of the subject's."""
        chosen = [self.random.choice(WORDS) for _ in range(self.random.randint(0, 3))]
        if self._words and self.random.random() < 0.25:
            chosen.append(self._constant())
        return "".join(chosen) + self.random.choice(TAILS)

    # --- parts -------------------------------------------------------------------------------------------------

    def _example(self) -> str:
        return self.random.choice(self._kept) if self._kept else self.document()

    def _constant(self) -> str:
        if self.subject.patterns and self.random.random() < 0.5:
            return sample(self.random.choice(self.subject.patterns), self.random, self._number()) or ""
        return self.random.choice(self._words)

    def _noise(self) -> str:
        return self.random.choice((lambda: self.random.choice(NOISE), self.line, self.words))()

    def _terminal(self, *rules: str) -> Terminal:
        """One of the subject's or any other, each about as often."""
        pools = [[t for t in pool if not rules or t.rule in rules] for pool in (self._own, self._others)]
        return self.random.choice(self.random.choice([pool for pool in pools if pool] or [self._others]))

    def _number(self, known: float = 0.3) -> int:
        """A number of a marker, so often one that the subject's code knows."""
        numbers = self.subject.numbers
        return self.random.choice(numbers) if numbers and self.random.random() < known else self.random.randint(1, 13)

    def _run(self) -> list[int]:
        """Numbers in order, often from one; with a gap, a repeated or a missing one now and then."""
        first = self.random.choice((1, 1, 1, self._number()))
        numbers = list(range(first, first + self.random.randint(1, _LONGEST_RUN)))
        if self.random.random() < 0.3:
            place = self.random.randrange(len(numbers))
            numbers[place] = self.random.choice((numbers[place] + 1, max(1, numbers[place] - 1), self._number()))
        return numbers

    def _line_of(self, terminal: Terminal, number: int, *, foreign: bool = False) -> str:
        found = sample(terminal.regexp, self.random, number) or ""
        line = found if found.endswith("\n") else found + self._rest(foreign=foreign)
        return line if line.endswith("\n") else f"{line}\n"

    @lru_cache(maxsize=4096)  # noqa: B019 - as long as the texts are made
    def _telling(self, terminal: Terminal, number: int) -> list[str]:
        """Lines of a terminal: of some that were tried those that alone are read as it, and with this number."""

        def told(line: str) -> tuple[bool, bool]:
            document, _ = self.subject.whole.read(SourceText(line))  # no hook that may hang
            units = [row for row in outline_rows(document) if row["style"] == terminal.alias]
            forms = [row for row in block_rows(document) if row["form"] == terminal.alias]
            return bool(units or forms), any(row["ordinal"] == number for row in units)

        tried = [self._plain(terminal, number) for _ in range(_TRIED)]
        return sorted(tried, key=told, reverse=True)[:_TOLD]

    def _plain(self, terminal: Terminal, number: int) -> str:
        """A line of a terminal and, where it still matches then, a word."""
        found = (sample(terminal.regexp, self.random, number) or "").rstrip("\n")
        longer = found + self.random.choice(WORDS)
        return f"{longer if re.search(terminal.regexp, fold(longer)) else found}\n"

    def _rest(self, *, foreign: bool) -> str:
        choice = self.random.random()
        if choice < 0.3:
            return ""
        if foreign:
            return self.random.choice(WORDS) + self.random.choice(TAILS)
        if choice < 0.4:
            inside = sample(self._terminal("floating", "annotation").regexp, self.random, self._number())
            return self.words() + (inside or "") + self.words()
        return self.words()
