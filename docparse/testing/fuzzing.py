"""Fuzzing: everything that docparse.testing knows to ask of a plugin, asked with texts made from its own grammar.

    report = fuzz(find_subject("my_plugin.py"), Budget(examples=200, seed=0))
    for failure in report: print(failure.told())

The same seed gives the same texts in the same order.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from random import Random
from time import monotonic
from typing import Any

from docparse.outline import notation
from docparse.soundness import check_grammar
from docparse.testing.agreement import LINES, disagreements
from docparse.testing.corpus import written
from docparse.testing.minimising import minimised
from docparse.testing.probes import Apart, Neighbours, Probe, ordered, probed, works
from docparse.testing.promises import BrokenPromiseError
from docparse.testing.pumping import SIZE, growing
from docparse.testing.subject import Subject, find_subject
from docparse.testing.texts import Texts

__all__ = ["EXAMPLES", "Budget", "Failure", "find_subject", "fuzz"]

EXAMPLES = 200
ORDERED = ("deterministic", "concatenation", "looks", "prefix")
_BATCH = 50  # texts of a round when minutes are the budget
_PAIRS = 10  # of lines, for each text that is asked for
_EVERY = 4  # of so many texts one is given to the probes that parse it several times
_NUMBERS = re.compile(r"\d+|'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is tried: so many `examples`, or as many as fit into `minutes`; `seed` chooses them; `first`: no more after
    the first failure."""

    examples: int = EXAMPLES
    minutes: float | None = None
    seed: int = 0
    first: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """What was found. `text` is minimised; "" where a grammar is at fault and no text is needed.

    promise: which is broken, as docparse.testing.probes and docparse.testing.promises name them; message: how
    case: the text as a case of a corpus file
    """

    promise: str
    message: str
    seed: int
    text: str = ""
    case: str = ""

    def told(self) -> str:
        """Lines for people: the promise, the seed, the text, and the case to paste into a corpus file."""
        lines = [f"FAILED {self.promise}: {self.message}", f"  seed {self.seed}"]
        if self.text:
            lines += [f"  minimised: {len(self.text)} characters {self.text!r:.200}", "  corpus case:", "", self.case]
        return "\n".join(lines) + "\n"


def fuzz(subject: Subject, budget: Budget, tell: Callable[[str], Any] = lambda _: None) -> list[Failure]:
    """The failures of a subject, each kind once; `tell` is given a line when a stage begins."""
    run = _Run(subject, budget, tell)
    with suppress(_Enough):
        run.grammar()
        run.others()
        run.examples()
        run.pairs()
        run.time()
        run.agreement()
        run.texts()
    return run.found


class _Enough(Exception):  # noqa: N818 - no error: the first failure is found
    """A run that ends at its first failure has found it."""


class _Run:
    """One fuzzing run."""

    def __init__(self, subject: Subject, budget: Budget, tell: Callable[[str], Any]) -> None:
        self.subject, self.budget, self.tell = subject, budget, tell
        self.found: list[Failure] = []
        self._known: set[str] = set()
        self._end = None if budget.minutes is None else monotonic() + 60 * budget.minutes
        strangers = subject.plugin is not None
        self._cheap: list[Probe] = [works]
        self._dear: list[Probe] = [Neighbours(subject)] if strangers else []
        self._plain: list[Probe] = [Apart(subject)] if strangers else []
        self._ordered = [ordered(name) for name in ORDERED]

    def random(self, stage: str) -> Random:
        """A generator of its own for each stage, so that one does not shift another."""
        return Random(f"{self.budget.seed} {stage}")  # noqa: S311 - to repeat, not to be secret

    def grammar(self) -> None:
        """What is wrong with the terminals themselves, and with the plugin before any text."""
        self.tell("grammar")
        names = tuple(f"plugin {self.subject.whole.plugins.label(name)} " for name in self.subject.names)
        for trouble in self.subject.whole.trouble():
            if trouble.message.startswith(names):
                self._add(BrokenPromiseError("loads", trouble.message))
        for flaw in check_grammar(self.subject.whole, self.subject.names):
            if flaw.severity != "info":
                message = f"{flaw.code} {flaw.subject}: {flaw.message}; {flaw.remedy}"
                self._add(BrokenPromiseError("grammar", message), flaw.example)

    def agreement(self) -> None:
        """Lines on which those who read the grammar must agree."""
        self.tell(f"{LINES} lines of the grammar")
        texts = Texts(self.subject, self.random("agreement"))
        for line, wrong in disagreements(self.subject.whole, (texts.line() for _ in range(LINES))):
            self._add(BrokenPromiseError("agreement", f"{line!r}: {wrong}"), line)

    def others(self) -> None:
        """Lines of others' terminals."""
        self.tell("lines of others")
        for text in Texts(self.subject, self.random("lines of others")).overlapping():
            self._try(self._plain, text)

    def examples(self) -> None:
        """The plugin's examples as they are."""
        files = ", ".join(os.path.relpath(path) for path in self.subject.corpora)
        self.tell(
            f"{len(self.subject.examples)} examples from {files}" if files else "no examples: --corpus names some"
        )
        for text in self.subject.examples:
            self._try([*self._cheap, *self._dear], text)

    def pairs(self) -> None:
        """Lines of every two kinds, one after the other: all pairs if there are not too many."""
        most = _PAIRS * (self.budget.examples if self._end is None else EXAMPLES)
        texts = list(islice(Texts(self.subject, self.random("pairs")).pairs(), most))
        self.tell(f"{len(texts)} pairs of lines")
        for text in texts:
            if self._over():
                return
            self._try(self._cheap, text)

    def texts(self) -> None:
        """Texts made from the grammar and from the examples, in rounds until the budget is spent."""
        texts = Texts(self.subject, self.random("texts"))
        mixed, orderly = texts.any_of_them(), texts.intended()
        for size in self._rounds():
            self.tell(f"{size} texts")
            for number, text in enumerate(islice(mixed, size)):
                if self._over():
                    return
                self._try(self._cheap if number % _EVERY else [*self._cheap, *self._dear], text)
            for number, text in enumerate(islice(orderly, size // _EVERY)):
                self._try([self._ordered[number % len(ORDERED)]], text)

    def time(self) -> None:
        """Texts that grow."""
        self.tell("texts that grow")
        for pump, name in growing(self.subject, self.random("time")):
            message = f"{name} takes more than linear time on {str(pump)[:300]}"
            self._add(BrokenPromiseError("linear", message), pump.line(max(len(pump.unit), SIZE // 20)))

    def _rounds(self) -> Iterator[int]:
        if self._end is None:
            yield self.budget.examples
        while self._end is not None and not self._over():
            yield _BATCH

    def _over(self) -> bool:
        return self._end is not None and monotonic() > self._end

    def _try(self, probes: Iterable[Probe], text: str) -> None:
        for probe in probes:
            error = probed(probe, self.subject, text)
            if error is not None and _kind(error) not in self._known:
                short = minimised(text, partial(self._fails, probe, _kind(error)))
                self._known.add(_kind(error))
                self._add(probed(probe, self.subject, short) or error, short)

    def _fails(self, probe: Probe, kind: str, text: str) -> bool:
        error = probed(probe, self.subject, text)
        return error is not None and _kind(error) == kind

    def _add(self, error: BrokenPromiseError, text: str = "") -> None:
        self._known.add(_kind(error))
        reason = str(error).removeprefix(f"{error.promise}: ")
        case = written(f"docparse fuzz: {error.promise}", text, self._expected(text)) if text else ""
        self.found.append(Failure(error.promise, reason, self.budget.seed, text, case))
        if self.budget.first:
            raise _Enough

    def _expected(self, text: str) -> str:
        """The outline that a case starts from: that without the subject, which the failure has not touched."""
        try:
            return notation(self.subject.rest.parse(text).document)
        except Exception:  # of the built-in grammar itself there is no other
            return ""


def _kind(error: BrokenPromiseError) -> str:
    """What makes two failures the same: the promise and the message without its numbers and words of the text."""
    return _NUMBERS.sub("", str(error))[:120] if error.promise != "apart" else "apart"
