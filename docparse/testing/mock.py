"""A plugin that misbehaves, to see what it costs: MockPlugin("raise"), MockPlugin("hang", hook="extract_records"), …"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from inspect import signature
from typing import Any, NoReturn

from docparse import hookspecs
from docparse.findings import Diagnostic, Genre, Record
from docparse.hookspecs import hookimpl
from docparse.plugins import HOOKS
from docparse.slips import slip
from docparse.source import SourceText
from docparse.tree import Document
from docparse.values import Fields

MEGABYTE = 1 << 20
CHILD_SECONDS = 60


class MockPlugin:
    """A plugin with one hook, which does one bad thing whenever it is called.

    kind: one of `MockPlugin.KINDS`:
        raise           raises `error`
        hang            never returns
        segv            ends the process with a segmentation fault
        oom             takes memory, a megabyte at a time, until there is no more or it has `megabytes`
        exit            ends the process with os._exit(70)
        ignore-sigterm  never returns, and does not end on SIGTERM
        huge            answers with `megabytes` of text
        bad-spans       answers with a span outside the text
        mutate          writes into the document that it is given
        print           writes to standard output
        child           starts a process that outlives the call, for at most a minute
        unpicklable     answers with something that no other process can be given
    hook: which hook; one that has no document, or no answer, cannot mutate or answer, and does nothing then
    error: what "raise" raises: a class or an instance of BaseException
    """

    KINDS = (
        "raise", "hang", "segv", "oom", "exit", "ignore-sigterm", "huge", "bad-spans", "mutate", "print", "child",
        "unpicklable",
    )  # fmt: skip

    def __init__(
        self, kind: str, hook: str = "check_document", *, error: BaseException | type[BaseException] = RuntimeError,
        megabytes: int = 300,
    ) -> None:  # fmt: skip
        if kind not in self.KINDS:
            raise ValueError(f"there is no kind {kind!r} of MockPlugin: {slip(kind, self.KINDS)}")
        if hook not in HOOKS:
            raise ValueError(f"there is no hook {hook!r}: {slip(hook, HOOKS)}")
        self.__name__ = f"mock-{kind}"
        self.__version__ = "0"
        self.kind, self.error, self.megabytes = kind, error, megabytes
        setattr(self, hook, self._implementation(hook))

    def _implementation(self, hook: str) -> Callable[..., Any]:
        """A function with the arguments of the hook, which pluggy reads off its signature."""

        def act(**arguments: Any) -> Any:
            return self._act(hook, arguments)

        names = ", ".join(signature(getattr(hookspecs, hook)).parameters)
        pairs = ", ".join(f"{name}={name}" for name in names.split(", ") if name)
        function = eval(f"lambda {names}: act({pairs})", {"act": act})  # noqa: S307 - names of our own hooks
        marked: Callable[..., Any] = hookimpl(function)
        return marked

    def _act(self, hook: str, arguments: dict[str, Any]) -> Any:
        document = arguments.get("document")
        match self.kind:
            case "raise":
                raise self.error
            case "hang" | "ignore-sigterm":
                self._hang()
            case "segv":
                ctypes.string_at(0)
            case "exit":
                os._exit(70)
            case "oom":
                self._hoard()
            case "mutate" if document is not None:
                _mutate(document)
            case "print":
                sys.stdout.write("a plugin was here\n")
            case "child":
                code = f"import time; time.sleep({CHILD_SECONDS})"
                subprocess.Popen([sys.executable, "-c", code])  # noqa: S603 - the interpreter that runs
        return self._answer(hook, arguments)

    def _hang(self) -> NoReturn:
        if self.kind == "ignore-sigterm":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            time.sleep(0.01)

    def _hoard(self) -> None:
        taken = [bytearray(MEGABYTE) for _ in range(self.megabytes)]
        for block in taken:
            block[::4096] = b"1" * len(block[::4096])  # a page that was never written is not there

    def _answer(self, hook: str, arguments: dict[str, Any]) -> Any:
        nothing: Any = _NOTHING.get(hook, [])
        if self.kind not in ("huge", "bad-spans", "unpicklable"):
            return nothing
        text = "大" * (self.megabytes * MEGABYTE // 3) if self.kind == "huge" else "mock"
        document, node = arguments.get("document"), arguments.get("node")
        span = (0, len(document.source.raw) + 1) if document is not None and self.kind == "bad-spans" else (0, 0)
        of = _local if self.kind == "unpicklable" else _same
        if hook == "check_document":
            return [of(Diagnostic)("mock_finding", text, span)]
        if hook == "extract_records" and node is not None:
            return [Record("mock", node, of(MockData)(text=text, spans={"text": span}))]
        if hook == "recognise_genre" and node is not None:
            return of(Genre)(node=node, name="mock", score=1.0, cues=((text, span, 1.0),))
        if hook == "load_source":
            return of(SourceText)(text, str(arguments["name"]))
        return nothing


class MockData(Fields, frozen=True, kw_only=True):
    """The data of the records of a MockPlugin."""

    text: str


_NOTHING: dict[str, Any] = {
    "extend_grammar": "",
    "record_types": {},
    "exporters": {},
    "load_source": None,
    "recognise_genre": None,
    "revise_document": None,
}


def _same(kind: type) -> Any:
    return kind


def _local(kind: type) -> Any:
    """A class that pickle cannot find again."""
    return type(kind.__name__, (kind,), {"__module__": __name__, "__qualname__": "MockPlugin.<locals>"})


def _mutate(document: Document) -> None:
    document.source.raw = document.source.raw[::-1]
    for node in document.nodes:
        node.start, node.end, node.marker = node.end, node.start, "mock"
    del document.nodes[1:]
