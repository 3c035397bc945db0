"""Plugins that do harm, for tests of what it costs the others. It is bounded: a test that fails leaves no trace."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from docparse import Diagnostic, Document, Record, hookimpl

PATIENCE = 60  # seconds after which what should have been killed ends by itself
LARGE = 100_000_000  # characters


class Local:
    """Its class cannot be found by its name, so it cannot go to another process."""

    def __new__(cls) -> Any:
        class Hidden(Diagnostic):
            pass

        return Hidden("hidden", "cannot be sent", (0, 1))


def raises(document: Document | None) -> None:
    raise ValueError("no idea")


def hang(document: Document | None) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        pass


def hang_in_c(document: Document | None) -> None:
    re.match("(a+)+$", "a" * 34 + "b")  # gives no other thread a turn, nor a handler of a signal


def ignore_sigterm(document: Document | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    hang(document)


def end_process(document: Document | None) -> None:
    os._exit(3)


def crash(document: Document | None) -> None:
    faulthandler.disable()  # its report would be long
    ctypes.string_at(0)


def eat_memory(document: Document | None) -> None:
    eaten = []
    for _ in range(400):  # 4 GB at most
        eaten.append(bytes(10_000_000))


def answer_much(document: Document | None) -> list[Diagnostic]:
    return [Diagnostic("huge", "x" * LARGE, (0, 1))]


def answer_hidden(document: Document | None) -> list[Diagnostic]:
    return [Local()]


def answer_bad_spans(document: Document | None) -> list[Any]:
    span = (5, 10**9)
    node = document.root if document else None
    return [Diagnostic("bad", "goes", span), Record("bad", SimpleNamespace(span=span, id=node), {})]  # type: ignore[arg-type]


def mutate(document: Document | None) -> None:
    if document:
        document.source.raw = ""
        for node in document.nodes:
            node.start, node.form, node.parent = 7, "mutated", 3
        document.nodes.reverse()


def print_much(document: Document | None) -> None:
    print("noise " * 1000)
    sys.stdout.flush()


def leave_child(document: Document | None) -> None:
    child = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({PATIENCE})"])
    os.environ["HOSTILE_CHILD"] = str(child.pid)
    child.returncode = 0  # nobody waits for it


DEEDS: dict[str, Callable[[Document | None], Any]] = {
    "raise": raises,
    "hang": hang,
    "hang-in-c": hang_in_c,
    "ignore-sigterm": ignore_sigterm,
    "exit": end_process,
    "segv": crash,
    "oom": eat_memory,
    "huge": answer_much,
    "unpicklable": answer_hidden,
    "bad-spans": answer_bad_spans,
    "mutate": mutate,
    "print": print_much,
    "child": leave_child,
}


def hostile(kind: str, hook: str = "check_document", when: str = "") -> Any:
    """A plugin that does its deed in `hook`, for every document or for those that contain `when`."""
    deed = DEEDS[kind]

    def of_document(document: Document) -> Any:
        return deed(document) if when in document.source.raw else None

    def of_file(name: str, data: bytes) -> Any:
        return deed(None) if when.encode() in data else None

    function = of_file if hook == "load_source" else of_document
    return SimpleNamespace(__name__="hostile", __version__="6.6", **{hook: hookimpl(function)})
