"""Measures accuracy under damage, for every mutator of docparse.testing: the tree F1 against the undamaged outline, and
the share of the units found in their places whose headings are the same.

    python benchmarks/damage.py [--worst N] FOLDER...

FOLDER holds texts, NAME.txt. Where the folder OUTLINES (--outlines) has NAME.outline.jsonl, that is the outline to be
found; else it is what docparse finds in the undamaged text.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random
from typing import Any

from docparse import Parser, outline_rows
from docparse.testing import MUTATORS, f1, heading_accuracy

Document = tuple[str, str, list[dict[str, Any]]]  # name, text, outline


def documents(folder: Path, outlines: Path | None, parser: Parser) -> list[Document]:
    found = []
    for file in sorted(folder.glob("*.txt")):
        text = file.read_bytes().decode("utf-8")
        gold = outlines / f"{file.stem}.outline.jsonl" if outlines else None
        if gold and gold.exists():
            rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        else:
            rows = outline_rows(parser.parse(text).document)
        found.append((file.stem, text, rows))
    return found


def main() -> None:
    options = argparse.ArgumentParser(description="Measures accuracy under damage.")
    options.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="texts, NAME.txt")
    options.add_argument("--outlines", type=Path, help="a folder with NAME.outline.jsonl")
    options.add_argument("--worst", type=int, default=2, help="how many documents to name that suffer most")
    chosen = options.parse_args()
    parser = Parser(records=False)
    for folder in chosen.folders:
        found = documents(folder, chosen.outlines, parser)
        if not found:
            options.error(f"{folder} holds no .txt file")
        print(f"{folder.name}: {len(found)} documents")
        for name, mutate in MUTATORS.items():
            scores, same, shared = [], 0, 0
            for document, text, rows in found:
                damaged = mutate(text, Random(1))
                got = outline_rows(parser.parse(damaged.text).document)
                carried = damaged.carry(rows)
                scores.append((f1(carried, got), document, len(rows) + 1))
                headings = heading_accuracy(carried, got)
                same, shared = same + headings[0], shared + headings[1]
            mean = sum(score * weight for score, _, weight in scores) / sum(weight for *_, weight in scores)
            worst = ", ".join(f"{document} {score:.3f}" for score, document, _ in sorted(scores)[: chosen.worst])
            print(f"  {name:<22} tree {mean:.4f}  headings {same / max(1, shared):.4f}  {worst}")


if __name__ == "__main__":
    main()
