"""Apart: one call in a process of its own, with limits, for libraries that a hostile file may crash or feed for ever."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from docparse.limits import Limits, refused
from docparse.workers import Lost, Shared, StartError, Work, Worker

T = TypeVar("T")


def run_apart(function: Callable[..., T], *arguments: Any, name: str, size: int, limits: Limits) -> T:
    """What `function(*arguments)` answers or raises in a process of its own; LoadError DP-L004 when that is lost.

    function: of the top level of a module; it, its arguments and its answer must be picklable
    name: of the file; size: in bytes, by which the time is measured
    """
    try:
        worker = Worker(_make, partial(function, *arguments), limits.time(size), limits.memory)
    except StartError as error:
        raise refused(
            "DP-L004", name, f"it is read in a process of its own, and {error}", "free some memory"
        ) from error
    try:
        answer: T = worker.ask(None)
    except Lost as lost:
        remedy = "the file may be damaged or made to do harm; Parser(limits=…) raises the limit"
        raise refused("DP-L004", name, f"the process that reads it {lost.what}", remedy) from None
    finally:
        worker.kill()
    return answer


def _make(call: Callable[[], Any], shared: Shared, limited: bool) -> Work:
    gc.freeze()  # what the parent holds stays with it: to look through it again and again takes longer than the call
    return lambda _: call()
