"""Hostile files through the command line: an exit status, one line with a code, little time and memory, and no trace.

And flipped bits in good files of every format, in this process.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
from flips import flipped
from formats import plain
from good_files import clothings, good_files
from hostile_files import OK, UNREADABLE, Case, cases
from hypothesis import settings

from docparse import LoadError, SourceText

SECONDS, MEMORY = 10.0, 1 << 30  # of processor time: a machine with much to do is slow for everybody
FLIPS = 2_000  # of each format, at night
EXAMPLES = settings.default.max_examples  # 200 for every change, 20,000 at night
EVERY_CHANGE = ("ofd", "others")  # the other packages go the same way, and are tried at night
SLOW = {"odt": 20, "pdf": 4}  # a process for each of them: so many times fewer
CANARY = "docparse-canary"


def _of(case: Case) -> str:
    return next((suffix for suffix in clothings() if case.name.startswith(f"{suffix} ")), "others")


def _names() -> list[str]:
    return [case.name + "." + case.format for case in cases("", 0)]


@lru_cache
def is_read(suffix: str) -> bool:
    """Whether a good file of a format is read here: what it needs may be missing."""
    try:
        plain().load(f"a.{suffix}", good_files()[suffix])
    except LoadError:
        return False
    return True


class Listening(NamedTuple):
    """A port where nobody may call, and a file that nobody may read."""

    server: socket.socket
    port: int
    file: Path


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listening]:
    file = tmp_path_factory.mktemp("canary") / "secret.txt"
    file.write_text(CANARY, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield Listening(server, server.getsockname()[1], file)


def _limited() -> None:
    import resource  # there is none on Windows

    resource.setrlimit(
        resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY)
    )  # what is taken, and not only asked for, is measured
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def _tree(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_size for path in sorted(folder.rglob("*"))}


class Run(NamedTuple):
    status: int
    out: bytes
    err: str
    seconds: float
    memory: int


def read_apart(file: Path, home: Path) -> Run:
    """`docparse text` on a file, in a process whose home, folder and temporary folder are `home`."""
    environment = {
        **os.environ,
        **dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(home)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with (
        (file.parent / "out").open("w+b") as out,
        (file.parent / "err").open("w+b") as err,
        subprocess.Popen(
            [sys.executable, "-m", "docparse", "text", str(file)],
            cwd=home, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err, preexec_fn=_limited,
        ) as process,
    ):  # fmt: skip
        _, ended, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(ended)
        out.seek(0), err.seek(0)
        said = err.read().decode("utf-8", "replace")
        return Run(process.returncode, out.read(), said, usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10)


@pytest.mark.skipif(sys.platform != "linux", reason="limits and the memory of a process are those of Linux")
@pytest.mark.parametrize("name", _names())
def test_hostile_files(name: str, canary: Listening, tmp_path: Path) -> None:
    """P2, P20 to P23: refused or unreadable by one line, within ten seconds and 1 GB, without a file or a connection."""
    case = next(c for c in cases(str(canary.file), canary.port) if c.name + "." + c.format == name)
    if EXAMPLES < FLIPS and _of(case) not in EVERY_CHANGE:
        pytest.skip("tried at night")
    home, folder = tmp_path / "home", tmp_path / "files"
    home.mkdir()
    folder.mkdir()
    file = folder / case.file
    file.write_bytes(case.make())
    before = _tree(home)
    done = read_apart(file, home)
    known = case.format not in good_files() or is_read(case.format)
    assert done.status in case.status or (done.status == UNREADABLE and not known), done.err
    if done.status != OK:
        assert re.fullmatch(r"docparse: [^\n]*: DP-L\d{3}: [^\n]+\n", done.err), done.err
        assert done.out == b""
    assert "Traceback" not in done.err
    assert CANARY.encode() not in done.out
    assert _tree(home) == before
    assert done.seconds < SECONDS
    assert done.memory < MEMORY
    with pytest.raises(BlockingIOError):
        canary.server.accept()


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("suffix", sorted(good_files()))
def test_flipped_bits(suffix: str) -> None:
    """P2: a text, or an error with a code, whatever bit is flipped."""
    parser, read = plain(), 0
    for data in flipped(good_files()[suffix], min(FLIPS, EXAMPLES) // SLOW.get(suffix, 1), seed=33190):
        try:
            source = parser.load(f"a.{suffix}", data)
        except LoadError as error:
            assert re.fullmatch(r"DP-L\d{3}", error.code)
            assert "\n" not in str(error)
        else:
            read += 1
            assert isinstance(source, SourceText)
    assert read or not is_read(suffix)
