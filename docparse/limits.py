"""Limits: how much of a file, and of what is in it, is read. All of them stand here."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from docparse.errors import LoadError

_MIB = 1 << 20


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file may hold, and what reading it may take. A file that goes past one of them is refused with a code.

    file: bytes of a file
    text: characters of its text
    paragraphs: paragraphs of its text, rows of tables included
    pages: pages of a PDF or OFD file, or of a scan
    members: files in a package (zip, and with it DOCX, OFD, ODT)
    member: bytes of one of them, unpacked
    package: bytes of all that are read, unpacked
    ratio: how many times its packed size a member may have when it is more than `ratio_from` bytes
    ratio_from: bytes
    depth: how deep elements of markup are nested
    seconds: time of a process that reads PDF, a scan, or what LibreOffice converts; and
    seconds_per_mib: that much more for each MiB of the file
    memory: bytes that such a process may take, on Linux
    """

    file: int = 64 * _MIB
    text: int = 64 * _MIB
    paragraphs: int = 500_000
    pages: int = 5_000
    members: int = 10_000
    member: int = 256 * _MIB
    package: int = 512 * _MIB
    ratio: int = 100
    ratio_from: int = _MIB
    depth: int = 250
    seconds: float = 30.0
    seconds_per_mib: float = 5.0
    memory: int = 1024 * _MIB

    def time(self, size: int) -> float:
        """Seconds for a process that reads a file of `size` bytes."""
        return self.seconds + self.seconds_per_mib * size / _MIB


def refused(code: str, name: str, message: str, remedy: str = "") -> LoadError:
    """The error of a file that a limit or a policy refuses."""
    return LoadError(code, name, message, remedy, refused=True)


@dataclass
class Budget:
    """What has been read of a file, for loaders that gather text before they write it. LoadError DP-L001 when it is
    more than the limits allow."""

    name: str
    limits: Limits
    text: int = 0
    paragraphs: int = 0

    def spend(self, text: int = 0, paragraphs: int = 0) -> None:
        """Counts characters and paragraphs that were read, whether or not they will be written."""
        self.text += text
        self.paragraphs += paragraphs
        if self.text > self.limits.text:
            raise self._past(f"its text has more than {self.limits.text} characters")
        if self.paragraphs > self.limits.paragraphs:
            raise self._past(f"it has more than {self.limits.paragraphs} paragraphs")

    def _past(self, reason: str) -> LoadError:
        return refused("DP-L001", self.name, reason, "split it")
