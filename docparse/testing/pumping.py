"""Pumping: whether a text that grows four times as long takes more than four times as long to read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, product
from random import Random
from time import process_time
from typing import Any

from docparse.parser import Parser
from docparse.soundness.pumps import Pump, pumps
from docparse.testing.probes import TooSlowError, limited
from docparse.testing.samples import BODY, sample
from docparse.testing.subject import Subject

SIZE = 2000  # characters of the shorter text
GROWTH = 4
_LARGE = 12000  # of one of many lines
_SUSPECT = 4.5  # times as long for the whole: worth a second look
TOO_MUCH = 8.0  # times as long: linear is 4, quadratic 16
_FELT = 0.1  # seconds of a plugin on the longer text; less is no harm
_FELT_BY_PATTERN = 0.008  # seconds of one search
_MOST = 3.0  # seconds for one measure
_PUMPS = 120  # of one pattern


def growing(subject: Subject, random: Random) -> Iterator[tuple[Pump, str]]:
    """(pump, what it grows out of) for each that makes the subject superlinear, of each pattern the first."""
    sources: list[tuple[str, str, Callable[[re.Pattern[str], str], Any]]] = [
        (terminal.name, terminal.regexp, re.Pattern.match) for terminal in subject.terminals
    ]
    sources += [(f"the pattern {pattern!r:.60}", pattern, re.Pattern.search) for pattern in subject.patterns]
    for name, pattern, find in sources:
        for pump in islice(pumps(pattern, random), _PUMPS):
            if _slow_pattern(re.compile(pattern), find, pump):
                tried = product((SIZE, SIZE * GROWTH), _settings(pump, subject))
                found = next((p for size, p in tried if superlinear(subject, p, size)), None)
                if found is not None:
                    yield found, name
                    break
    for text in _lines(subject, random):
        for pump in (Pump("", text.rstrip("\r\n") + "\n", ""), Pump("", text.rstrip("\r\n"), "")):
            if superlinear(subject, pump, _LARGE):
                yield pump, "reading"
                return


def superlinear(subject: Subject, pump: Pump, size: int = SIZE) -> bool:
    """Whether what the subject adds to the time of a parse grows more than linearly, measured twice."""
    return all(_grows(subject, pump, size) for _ in range(2))


def _grows(subject: Subject, pump: Pump, size: int) -> bool:
    longest = _seconds(subject.whole, pump.line(size * GROWTH))
    short = min(_seconds(subject.whole, pump.line(size)) for _ in range(2))  # one alone may have been held up
    if longest < min(_MOST, _SUSPECT * short):
        return False
    long = _added(subject, pump.line(size * GROWTH))
    if longest >= _MOST:
        return long > _MOST / 2
    return long > _FELT and long > TOO_MUCH * max(_added(subject, pump.line(size)), 0.001)


def _added(subject: Subject, text: str) -> float:
    """The seconds that the subject takes for a text: those with it, less those without it."""
    whole = min(_seconds(subject.whole, text) for _ in range(2))
    return whole - (min(_seconds(subject.rest, text) for _ in range(2)) if subject.plugin is not None else 0.0)


def _seconds(parser: Parser, text: str) -> float:
    return _timed(lambda: parser.parse(text))


def _timed(do: Callable[[], Any]) -> float:
    """The seconds of processor time that something takes; _MOST or more when it was stopped."""
    start = process_time()
    try:
        with limited(_MOST):
            do()
    except TooSlowError:
        return max(_MOST, process_time() - start)
    return process_time() - start


def _slow_pattern(pattern: re.Pattern[str], find: Callable[[re.Pattern[str], str], Any], pump: Pump) -> bool:
    short, long = pump.line(SIZE), pump.line(SIZE * GROWTH)
    taken = _timed(lambda: find(pattern, long))
    return taken >= _MOST or (taken > _FELT_BY_PATTERN and taken > TOO_MUCH * _timed(lambda: find(pattern, short)))


def _settings(pump: Pump, subject: Subject) -> Iterator[Pump]:
    """The pump alone, and after each of the first examples: what is asked for a genre only needs its document."""
    yield pump
    for text in subject.examples[:3]:
        yield Pump(f"{text}\n{pump.begin}", pump.unit, pump.end)


def _lines(subject: Subject, random: Random) -> Iterator[str]:
    """Lines and texts to repeat: words, an example, and a line of a terminal of the subject's own."""
    yield f"{BODY[:8]}。"
    yield from subject.examples[:1]
    own = [terminal for terminal in subject.terminals if subject.plugin is not None]
    if own:
        yield (sample(random.choice(own).regexp, random) or "一") + BODY
