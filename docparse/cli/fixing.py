"""Fixes of `docparse check`: what a file held, the file written anew, and the difference."""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docparse.cli import commands
from docparse.errors import FixError
from docparse.findings import Edit, Result
from docparse.fixes import mended, rewrite
from docparse.parser import Parser
from docparse.source import SourceText
from docparse.suppression import Suppression, read_suppressions

_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # as patch has lines: \r is part of one


class Input:
    """Reads files, and remembers what cannot be read again or is wanted later.

    stdin: what standard input held, None when it was not read; beside: the suppressions beside the latest file
    """

    def __init__(self) -> None:
        self.stdin: bytes | None = None
        self.beside: list[Suppression] = []

    def read(self, parser: Parser, name: str, encoding: str | None) -> Result:
        """The result for a file or, named -, for standard input."""
        self.beside = []
        if name != "-":
            result = commands.read_one(parser, name, encoding)
            self.beside = read_suppressions(Path(name))
            return result
        self.stdin = sys.stdin.buffer.read(parser.limits.file + 1) if self.stdin is None else b""
        return commands.read_bytes(parser, self.stdin, encoding)

    def data(self, name: str) -> bytes:
        """The bytes of a file; should it have changed since it was read, they are not those of its text any more."""
        if name == "-":
            return self.stdin or b""
        try:
            return Path(name).read_bytes()
        except OSError as error:
            raise _unwritable(name, error) from error


def write_fixes(name: str, data: bytes, source: SourceText, rounds: Sequence[list[Edit]]) -> str:
    """Writes the text with its fixes in place of the file, or to standard output, and answers it. FixError."""
    if name == "-":
        commands.write(rewrite(data, source, rounds) if rounds else data)
    elif rounds:
        written = rewrite(data, source, rounds)
        try:
            _replace_file(Path(os.path.realpath(name)), written)  # a link stays a link
        except OSError as error:
            raise _unwritable(name, error) from error
    return mended(source.raw, rounds)


def _replace_file(path: Path, data: bytes) -> None:
    """Puts a new file in the place of another at once: it holds the old bytes or the new, whatever happens."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _unwritable(name: str, error: OSError) -> FixError:
    reason = error.strerror or str(error)
    return FixError(
        "DP-F003", name, f"the fixes cannot be written: {reason}", "give a file in a folder that you may write"
    )


def as_diff(data: bytes, source: SourceText, rounds: Sequence[list[Edit]]) -> str:
    """A unified diff from the text to the one with its fixes, "" where they are the same. FixError as of writing."""
    if not rounds:
        return ""
    rewrite(data, source, rounds)
    old, new = (_LINE.findall(text) for text in (source.raw, mended(source.raw, rounds)))
    lines = difflib.unified_diff(old, new, source.name, source.name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
