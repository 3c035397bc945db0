"""A trial: texts are parsed in a process of its own, so that a plugin that ends or blocks it is seen and survived."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, NamedTuple

from docparse.modules import failure
from docparse.parser import Parser

SECONDS = 20  # for some pages of text; a parser needs less than a tenth of one
MEGABYTES = 128  # more than before


class Trial(NamedTuple):
    """`fault` says what is wrong with how the plugins behave, as the end of a sentence; "" when nothing is."""

    fault: str


def attempt(parser: Parser, texts: Sequence[str], seconds: float = SECONDS) -> Trial:
    """What happens when another process parses the texts. Where processes cannot fork nothing is tried."""
    if not hasattr(os, "fork"):
        return Trial("")
    with tempfile.TemporaryFile("w+b") as told, tempfile.TemporaryFile("w+b") as printed:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the child does nothing but parse
            process = os.fork()
        if process == 0:
            _run(parser, texts, told, printed)
        status = _end(process, seconds)
        told.seek(0)
        fault = told.read().decode("utf-8", "replace")
        left = _sweep(process)
        if status is None:
            fault = f"does not come to an end within {seconds:g} seconds"
        elif os.WIFSIGNALED(status):
            fault = f"ends the process with {signal.Signals(os.WTERMSIG(status)).name}"
        elif os.WEXITSTATUS(status):
            fault = f"ends the process with status {os.WEXITSTATUS(status)}"
        elif left:
            fault = fault or "leaves a process behind"
        return Trial(fault or ("prints to standard output" if printed.tell() or printed.seek(0, os.SEEK_END) else ""))


def _run(parser: Parser, texts: Sequence[str], told: IO[bytes], printed: IO[bytes]) -> None:
    """What the other process does; it never returns."""
    status = 0
    try:
        os.setsid()
        os.dup2(printed.fileno(), 1)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        before = _resident()
        for text in texts:
            result = parser.parse(text)
            if _resident() - before > MEGABYTES:
                told.write(f"takes {_resident() - before} MB for some pages".encode())
                break
            pickle.dumps(result)
        sys.stdout.flush()
    except BaseException as error:
        told.write(f"spoils the result: {failure(error)}".encode("utf-8", "replace"))
    finally:
        told.flush()
        os._exit(status)


def _resident() -> int:
    """The most megabytes that this process has had."""
    import resource  # not on every system that this module is imported on

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak >> (20 if sys.platform == "darwin" else 10)


def _end(process: int, seconds: float) -> int | None:
    """The status of a process that ends in time; None for one that has to be killed."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return None


def _sweep(process: int) -> bool:
    """Whether the process had children that go on; they are ended."""
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
        return True
    return False
