"""Measures docparse with hostile text: the growth of time for every pattern of patterns.py, and the slowest line.

    python benchmarks/hostile.py [--size CHARACTERS] [--json]

t(2n)/t(n) near 2 is linear time. Times are CPU times of a whole parse with genres, records and checks, the best of three.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
from itertools import pairwise
from time import process_time

from patterns import PATTERNS

from docparse import Parser

LINE = 64 * 1024  # characters


def seconds(parser: Parser, text: str) -> float:
    best = float("inf")
    for _ in range(3):
        gc.collect()
        start = process_time()
        parser.parse(text)
        best = min(best, process_time() - start)
    return best


def slowest_matches(parser: Parser) -> list[tuple[float, str, str]]:
    """(seconds, terminal, pattern of the text) of the slowest single matches of a terminal on a line of 64 K."""
    lines = {kind: pattern(LINE) for kind, pattern in PATTERNS.items() if "\n" not in pattern(100)}
    found = []
    for terminal in parser.grammar.terminals:
        compiled = re.compile(terminal.regexp)
        for kind, line in lines.items():
            start = process_time()
            compiled.match(line)
            found.append((process_time() - start, terminal.name, kind))
    return sorted(found, reverse=True)[:5]


def main() -> None:
    options = argparse.ArgumentParser(description="Measures docparse with hostile text.")
    options.add_argument("--size", type=int, default=50_000, help="characters of the smallest text of each kind")
    options.add_argument("--json", action="store_true", help="print JSON")
    chosen = options.parse_args()
    parser = Parser()
    found = {}
    for kind, pattern in PATTERNS.items():
        parser.parse(pattern(1_000))
        found[kind] = [seconds(parser, pattern(chosen.size * times)) for times in (1, 2, 4)]
    matches = slowest_matches(parser)
    if chosen.json:
        print(json.dumps({"characters": chosen.size, "seconds": found, "slowest matches": matches}, ensure_ascii=False))
        return
    for kind, times in found.items():
        ratios = "  ".join(f"{after / before:.2f}" for before, after in pairwise(times))
        print(f"{kind:<28} {times[-1]:8.3f} s  t(2n)/t(n) {ratios}")
    for time, terminal, kind in matches:
        print(f"{time * 1000:8.1f} ms  {terminal} on a line of 64 K of: {kind}")


if __name__ == "__main__":
    main()
