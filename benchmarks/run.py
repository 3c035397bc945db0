"""Measures docparse in one run: speed beside markdown-it-py and a bare regex pass, stages, memory, growth.

    python benchmarks/run.py [--quick] [--json] [FILE...]

Times are CPU times, the best of several repetitions, in which whatever is compared takes turns.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import texts

from docparse import Parser, SourceText, __version__
from docparse.builder import build
from docparse.regions import quiet
from docparse.resolver import Resolver

ROUNDS = 5
SLOW = 8.0  # seconds: what takes longer has three turns only
AT_ONCE = 300_000  # bytes: shorter texts are read several times over
MEGABYTE = 1_000_000
SIZES = [0.3125 * 2**step for step in range(7)]  # MB
MEASURABLE = 0.1  # MB: less text does not show in the memory of a process
REAL_DOCUMENTS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "seeds"  # where they are at hand
CHILD = Path(__file__).with_name("memory.py")

Run = Callable[[str], object]


@dataclass
class Sample:
    """Texts that are measured together."""

    name: str
    texts: list[str]

    @property
    def size(self) -> float:
        """MB of UTF-8."""
        return sum(len(text.encode("utf-8", "surrogatepass")) for text in self.texts) / MEGABYTE


def samples(files: list[Path]) -> list[Sample]:
    if files:
        return [Sample(file.name, [read(file)]) for file in files]
    found = [
        Sample("composed documents", [texts.realistic(2_500_000)]),
        Sample("100,000 short lines", [texts.short_lines(100_000)]),
    ]
    real = sorted(REAL_DOCUMENTS.glob("*.txt"))
    return found + ([Sample(f"{len(real)} real documents", [read(file) for file in real])] if real else [])


def read(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")


def best_times(runs: dict[Any, Callable[[], object]]) -> dict[Any, float]:
    """The best CPU time of each; all of them take turns, round after round."""
    best: dict[Any, float] = {}
    for turn in range(ROUNDS):
        for name, run in runs.items():
            if turn > 2 and best[name] > SLOW:
                continue
            gc.collect()
            start = process_time()
            run()
            best[name] = min(best.get(name, float("inf")), process_time() - start)
    return best


def repeated(run: Run, sample: Sample) -> tuple[Callable[[], object], int]:
    """A run over a sample that takes long enough to be timed, and how often it reads the sample."""
    times = max(1, round(AT_ONCE / MEGABYTE / max(sample.size, 1e-6)))

    def all_of_it() -> None:
        for _ in range(times):
            for text in sample.texts:
                run(text)

    return all_of_it, times


def contestants(parser: Parser) -> tuple[dict[str, Run], list[str]]:
    """What is compared, and the packages that are missing for it."""
    found: dict[str, Run] = {"docparse": lambda text: parser.read(SourceText(text))}
    missing = []
    for package, make in (("markdown-it-py", markdown), ("regex", bare_regex)):
        try:
            found[package] = make(parser)
        except ImportError:
            missing.append(package)
    return found, missing


def markdown(_: Parser) -> Run:
    from markdown_it import MarkdownIt

    return MarkdownIt().parse


def bare_regex(parser: Parser) -> Run:
    """Every marker terminal of the composed grammar as one alternation, tried wherever a marker may stand."""
    import regex

    markers = "|".join(f"(?:{terminal.regexp})" for terminal in parser.grammar.of("marker", "floating"))
    boundaries = "|".join(terminal.regexp for terminal in parser.grammar.of("boundary"))
    pattern = regex.compile(f"(?m)(?:^|(?<={boundaries}))(?:{markers})")
    fold = cache(lambda text: SourceText(text).text)  # the first round folds: it is not the best
    return lambda text: sum(1 for _ in pattern.finditer(fold(text)))


def compare(parser: Parser, chosen: list[Sample]) -> tuple[list[dict[str, Any]], list[str]]:
    """MB/s of every contestant on every sample."""
    runs, missing = contestants(parser)
    found = []
    for sample in chosen:
        timed = {name: repeated(run, sample) for name, run in runs.items()}
        best = best_times({name: run for name, (run, _) in timed.items()})
        speeds = {name: sample.size * timed[name][1] / seconds for name, seconds in best.items()}
        found.append({"text": sample.name, "MB": sample.size, "MB/s": speeds})
    return found, missing


def stages(parser: Parser, sample: Sample) -> dict[str, float]:
    """The share of each stage of `Parser.read` in its time."""
    best = dict.fromkeys(("scan", "resolve", "build"), float("inf"))
    for _ in range(ROUNDS):
        gc.collect()
        timed = [stage_times(parser, text) for text in sample.texts]
        for stage, seconds in zip(best, map(sum, zip(*timed, strict=True)), strict=True):
            best[stage] = min(best[stage], seconds)
    return {stage: seconds / sum(best.values()) for stage, seconds in best.items()}


def stage_times(parser: Parser, raw: str) -> list[float]:
    source, clock = SourceText(raw), [process_time()]
    text, lines = parser.scanner.scan(source)
    quiet(text, lines)
    clock.append(process_time())
    resolution = Resolver(parser.scanner, text, lines).resolve()
    clock.append(process_time())
    lines.clear()
    document, _ = build(source, text, resolution, parser.scanner)
    clock.append(process_time())
    assert document.nodes == parser.read(source)[0].nodes, "these are no longer the stages of Parser.read"
    return [end - start for start, end in pairwise(clock)]


def growth(parser: Parser, limit: float) -> list[dict[str, Any]]:
    """Times for texts that double in size."""
    sizes = [size for size in SIZES if size <= limit]
    per_line = len(texts.short_lines(1000).encode()) / 1000
    kinds = {
        "composed documents": [texts.realistic(round(size * MEGABYTE)) for size in sizes],
        "short lines": [texts.short_lines(round(size * MEGABYTE / per_line)) for size in sizes],
    }
    found = []
    for kind, grown in kinds.items():
        runs = [repeated(lambda text: parser.read(SourceText(text)), Sample(kind, [text])) for text in grown]
        best = best_times({size: run for size, (run, _) in zip(sizes, runs, strict=True)})
        seconds = [best[size] / times for size, (_, times) in zip(sizes, runs, strict=True)]
        ratios = [None, *(after / before for before, after in pairwise(seconds))]
        found.append({"text": kind, "MB": sizes, "seconds": seconds, "t(2n)/t(n)": ratios})
    return found


def memory(sample: Sample) -> dict[str, Any] | None:
    """What reading a sample takes above an idle parser, in a process of its own; None where it cannot be measured."""
    if sample.size < MEASURABLE:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text"
        file.write_bytes("\n".join(sample.texts).encode("utf-8", "surrogatepass"))
        child = subprocess.run([sys.executable, str(CHILD), str(file)], capture_output=True, check=True)
    peak = json.loads(child.stdout)
    return peak and {"text": sample.name, "MB": sample.size, "peak MB": peak, "times the input": peak / sample.size}


def table(title: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(header), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = [title]
    for line in lines:
        first, *others = zip(line, widths, strict=True)
        text.append("  ".join([f"  {first[0]:<{first[1]}}", *(f"{cell:>{width}}" for cell, width in others)]))
    return "\n".join(text) + "\n"


def report(found: dict[str, Any]) -> str:
    others = [name for name in found["speed"][0]["MB/s"] if name != "docparse"]
    rows = []
    for row in found["speed"]:
        speeds, ours = row["MB/s"], row["MB/s"]["docparse"]
        cells = [cell for name in others for cell in (f"{speeds[name]:.2f}", f"{ours / speeds[name]:.2f}")]
        rows.append([row["text"], f"{row['MB']:.3g}", f"{ours:.2f}", *cells])
    header = ["text", "MB", "docparse", *(cell for name in others for cell in (name, "ratio"))]
    parts = [table("Speed, MB of UTF-8 per second of CPU; ratio: docparse to the other", header, rows)]
    shares = [[row["text"], *(f"{share:.0%}" for share in row["share"].values())] for row in found["stages"]]
    parts.append(table("Share of the time of docparse", ["text", *found["stages"][0]["share"]], shares))
    if found["memory"]:
        keys = ["MB", "peak MB", "times the input"]
        rows = [[row["text"], *(f"{row[key]:.3g}" for key in keys)] for row in found["memory"]]
        parts.append(table("Peak memory above an idle parser", ["text", *keys], rows))
    for kind in found["growth"]:
        lines = zip(kind["MB"], kind["seconds"], kind["t(2n)/t(n)"], strict=True)
        rows = [[f"{size:.2f}", f"{seconds:.3f}", f"{ratio:.2f}" if ratio else ""] for size, seconds, ratio in lines]
        parts.append(table(f"Growth, {kind['text']}", ["MB", "seconds", "t(2n)/t(n)"], rows))
    if found["missing"]:
        parts.append(f"Not measured: pip install {' '.join(found['missing'])}\n")
    return f"docparse {found['docparse']}, Python {found['python']}, {found['machine']}\n\n" + "\n".join(parts)


def main() -> None:
    options = argparse.ArgumentParser(description="Measures docparse.")
    options.add_argument("files", nargs="*", type=Path, metavar="FILE", help="texts to measure with instead")
    options.add_argument("--quick", action="store_true", help="growth up to 2.5 MB only")
    options.add_argument("--json", action="store_true", help="print JSON")
    chosen = options.parse_args()
    for file in chosen.files:
        if not file.is_file():
            options.error(f"{file} is no file: give the path of a text in UTF-8")
        if not file.stat().st_size:
            options.error(f"{file} is empty: give a text in UTF-8")
    parser, measured = Parser(records=False), samples(chosen.files)
    used = [row for sample in measured if (row := memory(sample))]
    speed, missing = compare(parser, measured)
    found = {
        "docparse": __version__, "python": platform.python_version(), "machine": platform.machine(),
        "missing": missing, "speed": speed, "memory": used,
        "stages": [{"text": sample.name, "share": stages(parser, sample)} for sample in measured],
        "growth": growth(parser, 2.5 if chosen.quick else SIZES[-1]),
    }  # fmt: skip
    print(json.dumps(found, ensure_ascii=False, indent=1) if chosen.json else report(found), end="")


if __name__ == "__main__":
    main()
