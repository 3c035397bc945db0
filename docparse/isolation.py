"""Isolation: documents are read in worker processes, and once more without a plugin that ended one."""

from __future__ import annotations

import io
import os
import pickle
import weakref
from collections.abc import Collection
from typing import Any

from docparse.equipment import Equipment
from docparse.errors import LoadError, PluginError
from docparse.findings import Result
from docparse.plugins import HOOKS, Plugins
from docparse.workers import Lost, Shared, StartError, Work, Worker, end_for_memory

LARGEST = 64 * 1024 * 1024  # bytes of one answer of a plugin
Task = tuple[str, tuple[Any, ...], frozenset[str], list[str]]  # method, arguments, plugins left out, their errors


_AGAIN = "the document was read again without it"


class UnsendableError(Exception):
    """An answer that cannot go from the worker to the process that asked."""


class Isolation:
    """The workers of one parser: one for each thread that reads at the same time. They are started when needed.

    parser: has `plugins`, and the methods that `ask` names
    timeout: seconds for one reading of a document; memory: bytes for it. None: any number
    """

    def __init__(self, parser: Any, equipment: Equipment, timeout: float | None, memory: int | None) -> None:
        if not all(limit is None or limit > 0 for limit in (timeout, memory)):
            raise ValueError(f"timeout={timeout!r} and memory={memory!r} must be more than 0, or None")
        self._parser = weakref.ref(parser)
        self._equipment = equipment
        self._plugins: Plugins = equipment.plugins
        self._timeout, self._memory = timeout, memory
        self._renew()

    def _renew(self) -> None:
        self._idle: list[Worker] = []
        self._process = os.getpid()
        weakref.finalize(self._parser(), _end, self._idle, self._process)

    def close(self) -> None:
        """Ends the workers that have nothing to do; the next document gets a new one."""
        _end(self._idle, self._process)

    def ask(self, method: str, name: str, *arguments: Any) -> Result:
        """The result of a method of the parser, asked in a worker. `name` is that of the file.

        A plugin that ends the worker is left out from then on, for this document, and a finding says so. LoadError
        DP-L004 when the worker is lost without a plugin to blame.
        """
        left_out: dict[str, str] = {}
        suspected: dict[str, str] = {}
        before = list(self._plugins.errors)
        while True:
            worker = self._take()
            task: Task = method, arguments, frozenset(left_out | suspected), before
            try:
                result, errors = worker.ask(task)
            except Lost as lost:
                worker.kill()
                blamed = self._blamed(lost)
                suspects = {} if blamed else self._suspects(lost, left_out | suspected)
                if not blamed and not suspects:  # without those that were suspected it is no better
                    raise self._refused(name, lost, left_out) from None
                left_out |= self._charged(blamed)
                suspected |= suspects
            except LoadError as error:
                self._idle.append(worker)
                reason = " ".join([error.message, *self._said(left_out | suspected)])
                raise LoadError(error.code, error.name, reason, error.remedy, refused=error.refused) from None
            except BaseException:  # an interrupt, with the answer still to come; or our own bug
                worker.kill()
                raise
            else:
                self._idle.append(worker)
                left_out |= self._charged(suspected)
                for plugin in errors:
                    self._plugins.charge(plugin)
                result.diagnostics[:0] = [self._equipment.failed(*known) for known in left_out.items()]
                return result  # type: ignore[no-any-return]

    def _take(self) -> Worker:
        """A worker with nothing to do, taken from the others or a new one."""
        if self._process != os.getpid():  # a fork of the process that has the workers
            self._renew()
        while self._idle:
            try:
                worker = self._idle.pop()
            except IndexError:  # another thread was faster
                break
            if worker.is_alive():
                return worker
            worker.kill()
        try:
            return Worker(_serve, self._parser(), self._timeout, self._memory)
        except StartError as error:
            raise PluginError("DP-P006", str(error), "give modules, or plugins that can be pickled") from error

    def _blamed(self, lost: Lost) -> dict[str, str]:
        """What is said of the plugin that ran when the worker was lost, by its name; nothing when none ran."""
        if not lost.running:
            return {}
        place, hook = divmod(lost.running - 1, len(HOOKS))
        return {self._plugins.infos[place].name: f"{lost.what} in {HOOKS[hook]}; {_AGAIN}"}

    def _suspects(self, lost: Lost, left_out: Collection[str]) -> dict[str, str]:
        """What is said of each stranger that may have done it though none ran, by name.

        The clock runs out without a plugin where a terminal stalls; any other damage any of them may have done before.
        """
        said = f"is suspected: the worker {lost.what} when no plugin ran; {_AGAIN}"
        infos = [info for info in self._plugins.infos if info.hooks and self._plugins.is_stranger(info.name)]
        able = [info.name for info in infos if not lost.late or "extend_grammar" in info.hooks]
        return {name: said for name in able if name not in left_out}

    def _charged(self, blamed: dict[str, str]) -> dict[str, str]:
        """The same after an error is counted for each plugin, and said where it was the last."""
        return {name: deed + self._plugins.charge(name) for name, deed in blamed.items()}

    def _said(self, left_out: dict[str, str]) -> list[str]:
        return [f"({self._equipment.failed(*known).message})" for known in left_out.items()]

    def _refused(self, name: str, lost: Lost, left_out: dict[str, str]) -> LoadError:
        reason = " ".join([f"reading it {lost.what}", *self._said(left_out)])
        return LoadError("DP-L004", name or "text", reason, "raise the limit or split the document", refused=True)


def _end(workers: list[Worker], process: int) -> None:
    """Ends the workers, unless this is a fork of the process that has them."""
    while workers and process == os.getpid():
        workers.pop().kill()


# --- in the worker -------------------------------------------------------------------------------------------------


def _serve(parser: Any, shared: Shared, limited: bool) -> Work:
    """What a worker does with each task: it answers (result, names of the plugins that failed)."""
    plugins: Plugins = parser.plugins
    plugins.watcher = _Witness(plugins, shared, limited)

    def work(task: Task) -> tuple[Result, list[str]]:
        method, arguments, left_out, errors = task
        parser._leave_out(left_out)
        plugins.errors = list(errors)
        result = getattr(parser, method)(*arguments)
        return result, plugins.errors[len(errors) :]

    return work


class _Witness:
    """Notes which hook of a stranger runs, where the parent sees it. It is a number: place in the list, then hook."""

    def __init__(self, plugins: Plugins, shared: Shared, limited: bool) -> None:
        self._shared, self._limited = shared, limited
        self._outer: list[int] = []  # what runs around the hook that runs: a loader may ask others for an embedded file
        self._numbers = {
            (info.name, hook): 1 + place * len(HOOKS) + HOOKS.index(hook)
            for place, info in enumerate(plugins.infos)
            if plugins.is_stranger(info.name)
            for hook in info.hooks
        }

    def enter(self, name: str, hook: str) -> None:
        self._outer.append(self._shared[0])
        self._shared[0] = self._numbers.get((name, hook), 0)

    def leave(self, answer: Any) -> None:
        if self._shared[0] and answer is not None:
            _check_sendable(answer)
        self._shared[0] = self._outer.pop()

    def caught(self, error: BaseException) -> None:
        if self._limited and isinstance(error, MemoryError):
            end_for_memory(self._shared)
        self._shared[0] = self._outer.pop()


class _Bounded(io.BytesIO):
    def write(self, data: Any) -> int:
        if self.tell() + memoryview(data).nbytes > LARGEST:
            raise UnsendableError(f"its answer is larger than {LARGEST >> 20} MiB")
        return super().write(data)


def _check_sendable(answer: Any) -> None:
    """Raises what is wrong with an answer on its way: it is too large, or has parts that another process lacks."""
    file = _Bounded()
    try:
        pickle.Pickler(file, pickle.HIGHEST_PROTOCOL).dump(answer)
        pickle.loads(file.getbuffer())  # noqa: S301 - written a line above
    except (UnsendableError, MemoryError):
        raise
    except Exception as error:
        raise UnsendableError(f"its answer cannot be sent: {type(error).__name__}: {error}") from error
