"""Prints the peak memory of reading FILE, in MB above that of the idle parser: python benchmarks/memory.py FILE

It has a process of its own, because memory that was used once counts in the peak of its process for ever.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from docparse import Parser, SourceText

MEGABYTE = 1_000_000


def peak_of(file: Path) -> float | None:
    """The peak while `file` is read, less that of the parser before; None where it cannot be measured."""
    parser = Parser(records=False)
    parser.read(SourceText("一、健全机制\n（一）落实责任。按月调度。\n"))
    idle = peak_memory()
    held = parser.read(SourceText(file.read_bytes().decode("utf-8", "replace")))
    peak = peak_memory()
    del held
    return None if idle is None or peak is None else (peak - idle) / MEGABYTE


def peak_memory() -> int | None:
    """The most memory that this process has had, in bytes."""
    try:  # ru_maxrss of a child process begins with that of its parent; this begins anew
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    print(json.dumps(peak_of(Path(sys.argv[1]))))
