"""Workers: processes that do one task after another, and are killed when a task takes too long or too much memory."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Lock
from time import monotonic, sleep
from typing import Any

START = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
READY = 60  # seconds for a worker to start; one that is spawned imports and makes its parser first
_GRACE = 5  # seconds past its limit after which a worker ends by itself, should nobody be there to kill it
_LONGEST = 10**8  # seconds that an alarm takes
_MOMENT = 0.002  # seconds
_STEP = 0.1  # seconds between two looks whether a worker is still there
_STARTING = Lock()  # a worker started meanwhile by another thread would inherit, and keep open, this one's pipe
_MEMORY = 1  # in Shared[1]: what was running wanted more memory than there is

Shared = Any  # an array of two int that both processes see: what is running (0: nothing), and whether memory ran out
Work = Callable[[Any], Any]
Make = Callable[[Any, Shared, bool], Work]


class Lost(Exception):  # noqa: N818 - no error of ours: something that ran in a worker ended it
    """A task without an answer. what: what happened, after a name; running: what the worker was doing, 0 if unknown."""

    def __init__(self, what: str, running: int = 0, *, late: bool = False) -> None:
        self.what, self.running, self.late = what, running, late
        super().__init__(what)


class StartError(RuntimeError):
    """A worker that cannot start."""


class Worker:
    """One process; StartError if there can be none.

    make: `make(what, shared, limited)` is called in it once, and what that answers is called with every task
    what: handed to `make`; where processes are spawned, both must be picklable
    timeout: seconds for a task, None for any number
    memory: bytes that the process may take besides what it has at its start, None for any number; Linux only
    """

    def __init__(self, make: Make, what: Any, timeout: float | None, memory: int | None) -> None:
        self._timeout, self._memory = timeout, memory
        try:
            self._start(make, what)
        except Exception as error:  # what cannot be pickled has many
            raise StartError(f"a worker cannot start: {type(error).__name__}: {error}") from error
        try:
            self._wait(READY)
        except BaseException as error:
            self.kill()
            if isinstance(error, Exception):
                raise StartError(f"a worker cannot start: {error}") from error
            raise

    def _start(self, make: Make, what: Any) -> None:
        context = multiprocessing.get_context(START)
        self._shared: Shared = context.RawArray("i", 2)
        with _STARTING, warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # other threads: a worker that gets stuck is killed
            self._connection, theirs = context.Pipe()
            arguments = (make, what, self._shared, theirs, self._connection, self._timeout, self._memory)
            self._process = context.Process(target=_serve, args=arguments, daemon=True, name="docparse worker")  # type: ignore[attr-defined]
            try:
                self._process.start()
            finally:
                theirs.close()

    @property
    def pid(self) -> int:
        """The id of the process."""
        pid: int = self._process.pid
        return pid

    def is_alive(self) -> bool:
        """Whether the process is there still."""
        alive: bool = self._process.is_alive()
        return alive

    def ask(self, task: Any) -> Any:
        """The answer to a task; what it raises is raised here. Lost if there is none: then `kill` the worker."""
        try:
            self._connection.send(task)
        except OSError as error:
            raise self._ended() from error
        return self._wait(self._timeout)

    def _wait(self, timeout: float | None) -> Any:
        end = None if timeout is None else monotonic() + timeout
        while not self._connection.poll(_STEP if end is None else max(0.0, min(_STEP, end - monotonic()))):
            if end is not None and monotonic() >= end:
                raise Lost(f"timed out after {timeout:g} s", self._shared[0], late=True)
            if not self._process.is_alive() and not self._connection.poll(0):  # a child of its may hold the pipe open
                raise self._ended()
        try:
            is_answer, answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise self._ended() from error
        except Exception as error:
            raise Lost(
                f"left a result that cannot be sent: {type(error).__name__}: {error}", self._shared[0]
            ) from error
        if not is_answer:
            raise answer
        return answer

    def _ended(self) -> Lost:
        self._reap()
        running, status = self._shared[0], self._process.exitcode
        if self._shared[1] == _MEMORY:
            return Lost(f"wanted more than {(self._memory or 0) / 2**20:g} MiB of memory", running)
        if status is not None and status < 0:
            with contextlib.suppress(ValueError):
                return Lost(f"ended its process ({signal.Signals(-status).name})", running)
        return Lost(f"ended its process (status {status})", running)

    def kill(self) -> None:
        """Ends the process at once, with the processes that it has started."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(OSError):
                os.killpg(self.pid, signal.SIGKILL)
        self._process.kill()
        self._reap()
        self._connection.close()

    def _reap(self) -> None:
        """Waits until the process, which is about to end, has; `join` would wait for its children, too."""
        end = monotonic() + _GRACE
        while self._process.is_alive() and monotonic() < end:
            sleep(_MOMENT)


def end_for_memory(shared: Shared) -> None:
    """Ends the worker in which memory ran out: what is left of it cannot be relied on."""
    shared[1] = _MEMORY
    os._exit(1)


# --- in the worker -------------------------------------------------------------------------------------------------


def _serve(
    make: Make, what: Any, shared: Shared, connection: Connection, theirs: Connection,
    timeout: float | None, memory: int | None,
) -> None:  # fmt: skip
    """What a worker does in its life: it answers (True, answer) or (False, error) to each task, until nobody asks."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    theirs.close()  # else the pipe would stay open when the parent is gone
    sys.stdout = sys.stderr  # what is printed here must not get between the lines of the output
    with contextlib.suppress(OSError):
        os.dup2(2, 1)
    if hasattr(os, "setsid"):
        os.setsid()  # an interrupt at the terminal is for the parent, and children are killed with the group
    multiprocessing.current_process().daemon = False  # a loader may read a file in a process of its own
    if _STARTING.locked():  # by the parent, when it forked this process
        _STARTING.release()
    try:
        limited = memory is not None and _limit(memory)
        work = make(what, shared, limited)
        connection.send((True, None))
    except BaseException as error:
        connection.send((False, RuntimeError(f"{type(error).__name__}: {error}")))
        os._exit(1)
    while True:
        try:
            _do_one(work, connection, 0 if timeout is None else timeout + _GRACE, limited)
        except MemoryError:
            end_for_memory(shared)


def _do_one(work: Work, connection: Connection, longest: float, limited: bool) -> None:
    """Answers one task. MemoryError when `limited` memory runs out on the way."""
    try:
        task = connection.recv()
    except (EOFError, OSError):  # nobody asks any more
        os._exit(0)
    _set_alarm(longest)
    try:
        answer = True, work(task)
    except BaseException as error:
        if limited and isinstance(error, MemoryError):
            raise
        answer = False, error
    _send(connection, answer)
    _set_alarm(0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _send(connection: Connection, answer: tuple[bool, Any]) -> None:
    try:
        connection.send(answer)
    except OSError:  # nobody is there any more
        os._exit(0)
    except MemoryError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        if answer[0]:
            connection.send((False, Lost(f"left a result that cannot be sent: {reason}")))
        else:
            connection.send((False, RuntimeError(f"{type(answer[1]).__name__}: {answer[1]}")))


def _set_alarm(seconds: float) -> None:
    """The kernel ends the process after `seconds`, even where Python code does not get a turn; 0: never."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, min(seconds, _LONGEST))


def _limit(memory: int) -> bool:
    """Limits the address space to `memory` bytes more than it is now; False where that cannot be done."""
    if sys.platform != "linux":
        return False
    import resource  # there is none on Windows

    with open("/proc/self/statm", encoding="ascii") as file:
        most = int(file.read().split()[0]) * resource.getpagesize() + memory
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = min(most, sys.maxsize if hard == resource.RLIM_INFINITY else hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return True
