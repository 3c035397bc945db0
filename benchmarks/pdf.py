"""Measures reading PDF beside pypdfium2's own text extraction, in one run and in CPU time, that of children counted.

python benchmarks/pdf.py [--json] FILE.pdf...
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from docparse import Parser

ROUNDS = 7


def cpu() -> float:
    """Seconds of CPU time of this process and of the children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def extract(data: bytes) -> int:
    """The characters of a file, as pypdfium2 extracts them page by page."""
    document = pypdfium2.PdfDocument(data)
    length = 0
    for page in document:
        layer = page.get_textpage()
        length += len(layer.get_text_range())
        layer.close()
        page.close()
    document.close()
    return length


def compare(data: bytes, parser: Parser) -> tuple[float, float]:
    """The best CPU times of pypdfium2 and of docparse, which take turns."""
    runs: list[Callable[[], object]] = [lambda: extract(data), lambda: parser.load("file.pdf", data)]
    best = [float("inf")] * len(runs)
    for _ in range(ROUNDS):
        for at, run in enumerate(runs):
            gc.collect()
            start = cpu()
            run()
            best[at] = min(best[at], cpu() - start)
    return best[0], best[1]


def main() -> None:
    options = argparse.ArgumentParser(description="Measures reading PDF.")
    options.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options.add_argument("--json", action="store_true", help="print JSON")
    chosen = options.parse_args()
    parser, rows = Parser(records=False), []
    for file in chosen.files:
        data = file.read_bytes()
        theirs, ours = compare(data, parser)
        pages = len(pypdfium2.PdfDocument(data))
        rows.append({"file": file.name, "pages": pages, "pypdfium2": theirs, "docparse": ours, "ratio": ours / theirs})
    if chosen.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        print(
            f"{row['file']}: {row['pages']} pages, pypdfium2 {row['pypdfium2']:.3f} s, docparse {row['docparse']:.3f} s, "
            f"ratio {row['ratio']:.2f}"
        )


if __name__ == "__main__":
    main()
