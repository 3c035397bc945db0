"""Loading: the bytes of a file become a source, by the plugin that knows its format, or as an archive of such files."""

from __future__ import annotations

import mimetypes
from functools import partial

from docparse.answers import UnsoundError, accept_source
from docparse.archives import is_archive, read_archive
from docparse.equipment import Equipment
from docparse.errors import LoadError
from docparse.findings import Diagnostic
from docparse.limits import Limits, refused
from docparse.source import Converted, SourceText

_REMEDY = "docs/formats.md says what is read"


class Loading:
    """One loading of one file. trouble: what went wrong on the way to its source."""

    def __init__(self, equipment: Equipment, encoding: str | None, limits: Limits) -> None:
        self._equipment, self._encoding, self._limits = equipment, encoding, limits
        self.trouble: list[Diagnostic] = []

    def load(self, name: str, data: bytes) -> SourceText:
        """The text of a file; LoadError when no plugin reads it or a limit refuses it."""
        source = self._read(name, data, self._limits)
        if source is None:
            archive = read_archive(name, data, self._limits, self._load_one)
            if archive is None:
                raise self._unknown(name)
            source, unread = archive
            self.trouble += unread
        return source

    def _load_one(self, name: str, data: bytes, limits: Limits) -> SourceText:
        """The text of a file in an archive; none of an archive in it, LoadError DP-L002."""
        source = self._read(name, data, limits)
        if source is None:
            if is_archive(name, data, limits):
                raise LoadError("DP-L002", name, "nothing is read of an archive in an archive", "unpack it first")
            raise self._unknown(name)
        return source

    def _read(self, name: str, data: bytes, limits: Limits) -> SourceText | None:
        """The text of a file, or of what a loader has made of it; None when no plugin reads it."""
        answer = self._ask(name, data, name, self._encoding, limits)
        if isinstance(answer, Converted):
            answer = self._ask(name, answer.data, answer.name, None, limits)
        return answer if isinstance(answer, SourceText) else None

    def _ask(
        self, name: str, data: bytes, called: str, encoding: str | None, limits: Limits, embedded: bool = False
    ) -> SourceText | Converted | None:
        """The first sound answer of a loader for the file `name`, or for what was made of it, which is `called` so.

        embedded: it is a file in that one
        """
        if len(data) > limits.file:
            raise refused("DP-L001", name, f"the file is larger than {limits.file / 2**20:g} MiB", "split it")
        media_type = mimetypes.guess_type(called)[0] or "application/octet-stream"
        answers = self._equipment.plugins.calls(
            "load_source", self._fail,
            name=name, data=data, media_type=media_type, encoding=encoding, limits=limits,
            read_embedded=_read_none if embedded else partial(self._read_embedded, name, limits),
        )  # fmt: skip
        try:
            for plugin, answer in answers:
                try:
                    return accept_source(answer)
                except UnsoundError as error:
                    self._fail(plugin, f"gave {error}; it is dropped")
        except MemoryError:
            raise refused("DP-L004", name, "reading it takes more memory than there is", "split it") from None
        return None

    def _read_embedded(self, name: str, limits: Limits, data: bytes, called: str) -> SourceText | None:
        answer = self._ask(name, data, called, None, limits, embedded=True)
        return answer if isinstance(answer, SourceText) else None

    def _fail(self, plugin: str, deed: str) -> None:
        self.trouble.append(self._equipment.failed(plugin, deed))

    def _unknown(self, name: str) -> LoadError:
        failed = [found.message for found in self.trouble]
        reason = failed[0] if failed else "no plugin reads this kind of file"
        return LoadError("DP-L002", name, reason, _REMEDY)


def _read_none(data: bytes, called: str) -> None:
    """A file in a file in a file is none that an office makes, but may be one of very many."""
