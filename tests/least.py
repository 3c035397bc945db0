"""Least time: what work takes at its best, for tests of whether it grows with the square of a file."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def least_seconds(do: Callable[[], object], tries: int = 3) -> float:
    """Seconds of processor time, without the collector: it goes through all that the tests before have left."""
    taken = []
    for _ in range(tries):
        gc.disable()
        begun = time.process_time()
        try:
            do()
        finally:
            taken.append(time.process_time() - begun)
            gc.enable()
    return min(taken)
