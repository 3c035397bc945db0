"""Patterns that a line can make stall, each shown by a line that does it.

The lines are those of docparse.soundness.pumps. Only what a clock confirms is said: that of twice the line takes much more than
twice the time, or that a long line takes too long. All times are those of the thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import nlargest
from itertools import islice, pairwise
from time import thread_time

from docparse.grammar import Terminal
from docparse.soundness.flaws import Flaw
from docparse.soundness.overlaps import Ground
from docparse.soundness.pumps import Pump, pumps

ANYWHERE = ("marker", "floating", "annotation", "turn", "predicate")  # tried at many places of a line
LONGEST_LINE = 65_536
_MOST = 0.05  # seconds: for one match in the longest line
_RAMP = (12, 16, 20, 24, 28, 32, 40, 56, 80, 128, 256, 512, 1024)
_SUSPECT = 0.002  # seconds for a line of the ramp; per character of a plain one it is a hundredth
_ENOUGH = 0.02  # seconds that can be measured well
_TOO_LONG = 0.3
_FASTER = 3.0  # times the time for twice the line: 2 is linear, 4 a square
_SLOWER = 2.6  # times: less is no more than linear
_BOUNDED = 2048  # characters: what a bounded repetition may pass for a square below
_EXPLODES = 4.0  # times the time for six characters more
_PUMPS = 600  # of one terminal
_SLOWEST = 3  # of its pumps, those that are tried on the longest line


def find_stalls(ground: Ground, chosen: frozenset[str]) -> Iterator[Flaw]:
    """Terminals of the `chosen` plugins, or of all, that take too long for some line."""
    for terminal in ground.grammar.terminals:
        if not chosen or ground.owner(terminal.name) in chosen:
            yield from islice(_of_terminal(ground, terminal), 1)


def _of_terminal(ground: Ground, terminal: Terminal) -> Iterator[Flaw]:
    pattern = ground.patterns[terminal.name]
    swept = terminal.rule in ANYWHERE
    slow: list[tuple[float, Pump]] = []
    for pump in islice(pumps(terminal.regexp, ground.random), _PUMPS):
        length, seconds = _ramp(pattern, pump, swept)
        if seconds > _SUSPECT and (growth := _growth(pattern, pump, swept, length)):
            yield _flaw(ground, terminal, growth[0], pump, growth[1])
            return
        slow.append((seconds, pump))
    slowest = [pump for _, pump in nlargest(_SLOWEST, slow, key=lambda known: known[0])]
    for pump in slowest:
        if growth := _growth(pattern, pump, swept, _RAMP[-1]):
            yield _flaw(ground, terminal, growth[0], pump, growth[1])
    for pump in slowest:
        if (seconds := _least(pattern, pump.line(LONGEST_LINE), False)) > _MOST:
            shown = f"one match in a line of {LONGEST_LINE} characters takes {_ms(seconds)}"
            yield _flaw(ground, terminal, "DP-G032", pump, shown)


def _flaw(ground: Ground, terminal: Terminal, code: str, pump: Pump, shown: str) -> Flaw:
    name = terminal.name
    return Flaw(
        code, ground.owner(name), name, f"{shown}, at {pump}",
        "bound what repeats ({0,60}), let it exclude what comes after it, or make it possessive (*+)",
        ground.place(name), pump.line(60).rstrip("\n"),
    )  # fmt: skip


# --- time ------------------------------------------------------------------------------------------------------------


def _timed(pattern: re.Pattern[str], line: str, swept: bool) -> float:
    """Seconds to try a pattern at the beginning of a line or, `swept`, at all of its places that are no blank."""
    match = pattern.match
    begin = thread_time()
    if swept:
        for place, char in enumerate(line):
            if char not in " \t":
                match(line, place)
    else:
        match(line)
    return thread_time() - begin


def _least(pattern: re.Pattern[str], line: str, swept: bool) -> float:
    return min(_timed(pattern, line, swept) for _ in range(3))


def _ramp(pattern: re.Pattern[str], pump: Pump, swept: bool) -> tuple[int, float]:
    """The first length at which a pump takes long, and how long; never far beyond it, as it may explode."""
    seconds = 0.0
    for length in _RAMP:
        seconds = _timed(pattern, pump.line(length), swept)
        if seconds > _SUSPECT and (seconds := _least(pattern, pump.line(length), swept)) > _SUSPECT:
            break
    return length, seconds


def _growth(pattern: re.Pattern[str], pump: Pump, swept: bool, length: int) -> tuple[str, str] | None:
    """The code and the words for a time that grows faster than the line; None when it does not."""
    now = _least(pattern, pump.line(length), swept)
    if length < _RAMP[-4]:
        more = length + 3 * max(2, len(pump.unit))
        later = _timed(pattern, pump.line(more), swept)
        if later > _EXPLODES * now * (more / length) ** 2:
            return "DP-G030", f"its time explodes: {_ms(now)} for {length} characters, {_ms(later)} for {more}"
    lengths, times = [length], [now]
    while times[-1] < _TOO_LONG and lengths[-1] < LONGEST_LINE:
        lengths.append(2 * lengths[-1])
        line = pump.line(lengths[-1])
        times.append((_least if times[-1] < _ENOUGH else _timed)(pattern, line, swept))
        if lengths[-1] > _BOUNDED and times[-1] < _SLOWER * times[-2]:
            return None
    ratios = [later / max(earlier, 1e-9) for earlier, later in pairwise(times)]
    if len(ratios) < 2 or min(ratios[-2:]) < _FASTER:
        return None
    told = ", ".join(f"{_ms(t)} for {n}" for n, t in list(zip(lengths, times, strict=True))[-3:])
    return "DP-G031", f"twice the line takes {ratios[-1]:.1f} times the time: {told} characters"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
