"""Measures docparse with hostile text: the growth of time for every pattern of patterns.py, and the slowest match.

    python benchmarks/hostile.py [--size CHARACTERS] [--matches] [--json]

t(2n)/t(n) near 2 is linear time. Times are CPU times of a whole parse with genres, records and checks, the best of three.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
from itertools import chain, pairwise
from random import Random
from time import process_time, thread_time

from patterns import PATTERNS

from docparse import Parser
from docparse.soundness.pumps import pumps

LINE = 64 * 1024  # characters
NOTICED = 0.001  # seconds of a match that is measured again
SHOWN = 5  # of the slowest matches


def seconds(parser: Parser, text: str) -> float:
    best = float("inf")
    for _ in range(3):
        gc.collect()
        start = process_time()
        parser.parse(text)
        best = min(best, process_time() - start)
    return best


def slowest_matches(parser: Parser) -> list[tuple[float, str, str]]:
    """(seconds, terminal, what the line is made of) of the slowest single match of each terminal on a line of 64 K.

    The lines are the hostile ones, and all pumps of the terminal's own.
    """
    hostile = {kind: pattern(LINE) for kind, pattern in PATTERNS.items() if "\n" not in pattern(100)}
    found = []
    for terminal in parser.grammar.terminals:
        compiled = re.compile(terminal.regexp)
        lines = chain(hostile.items(), ((str(p), p.line(LINE)) for p in pumps(terminal.regexp, Random(0))))
        found.append(max((match_seconds(compiled, line), terminal.name, kind) for kind, line in lines))
    return sorted(found, reverse=True)


def match_seconds(pattern: re.Pattern[str], line: str) -> float:
    """The least of three: what else runs on the machine is no part of a match."""
    best = float("inf")
    for _ in range(3):
        start = thread_time()
        pattern.match(line)
        best = min(best, thread_time() - start)
        if best < NOTICED:
            break
    return best


def main() -> None:
    options = argparse.ArgumentParser(description="Measures docparse with hostile text.")
    options.add_argument("--size", type=int, default=50_000, help="characters of the smallest text of each kind")
    options.add_argument("--matches", action="store_true", help="no growth, only the slowest single matches")
    options.add_argument("--json", action="store_true", help="print JSON")
    chosen = options.parse_args()
    parser = Parser()
    found = {}
    for kind, pattern in () if chosen.matches else PATTERNS.items():
        parser.parse(pattern(1_000))
        found[kind] = [seconds(parser, pattern(chosen.size * times)) for times in (1, 2, 4)]
    matches = slowest_matches(parser)
    if chosen.json:
        print(json.dumps({"characters": chosen.size, "seconds": found, "slowest matches": matches}, ensure_ascii=False))
        return
    for kind, times in found.items():
        ratios = "  ".join(f"{after / before:.2f}" for before, after in pairwise(times))
        print(f"{kind:<28} {times[-1]:8.3f} s  t(2n)/t(n) {ratios}")
    for time, terminal, kind in matches[:SHOWN]:
        print(f"{time * 1000:8.1f} ms  {terminal} on a line of 64 K of: {kind[:100]}")


if __name__ == "__main__":
    main()
