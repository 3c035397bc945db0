"""Packages: the members of a zip file, read within limits. Nothing is ever written to a disk.

What a zip file says of itself may be a lie, so bytes are counted while they come, and the entries of its list of
members before zipfile makes objects of them.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections import Counter

from docparse.errors import LoadError
from docparse.limits import Limits, refused

_CHUNK = 1 << 18
_ENTRY = b"PK\x01\x02"  # what each entry of the list of members begins with
_END = b"PK\x05\x06"  # and what stands behind the list, with its size 12 bytes on
_ENCRYPTED, _UTF8 = 0x1, 0x800  # flags of an entry
_DRIVE = re.compile("[A-Za-z]:")
# what zipfile and zlib raise over damage: struct.error and IndexError over extra fields, RuntimeError over flags
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError, OSError, ValueError,
    OverflowError, RuntimeError, LookupError, AssertionError,
)  # fmt: skip
_LOCAL_HEADER = 30  # bytes, and a name and extra fields behind them


class Package:
    """A zip file. LoadError DP-L005 past a limit, DP-L006 for names or sizes that deceive, DP-L103 for damage, DP-L105
    for a password.

    names: of the members, with / between folders; directories are left out. Those without the flag of UTF-8 are in
        UTF-8 or GB 18030 all the same, as programs for Chinese write them
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        if _entries(data) > limits.members:
            raise self._past(f"it has more than {limits.members} members")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise self._damaged(_said(error)) from error
        named = [(_name(info), info) for info in self._zip.infolist()]
        self._check_names([name for name, _ in named])
        self._check_places()
        self._members = {name: info for name, info in named if not name.endswith("/")}
        self._read = 0

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str) -> bytes:
        """The bytes of a member. KeyError if there is none."""
        info = self._members[member]
        if info.flag_bits & _ENCRYPTED:
            raise LoadError("DP-L105", self._name, f"{member} needs a password", "save the file without one")
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    self._count(member, size, len(chunk), info.compress_size)
                    parts.append(chunk)
        except _BROKEN as error:
            raise self._damaged(f"{member}: {_said(error)}") from error
        return b"".join(parts)

    def _count(self, member: str, size: int, new: int, packed: int) -> None:
        limits = self._limits
        self._read += new
        if size > limits.member:
            raise self._past(f"{member} unpacks to more than {limits.member >> 20} MiB")
        if self._read > limits.package:
            raise self._past(f"its members unpack to more than {limits.package >> 20} MiB")
        if size > limits.ratio_from and size > limits.ratio * packed:
            raise self._past(f"{member} unpacks to more than {limits.ratio} times its packed size")

    def _check_names(self, names: list[str]) -> None:
        """Refuses names that lead out of the package or come twice: no honest writer makes them."""
        name, times = Counter(names).most_common(1)[0] if names else ("", 0)
        if times > 1:
            raise self._deceives(f"it has {times} members called {name!r:.80}")
        for name in names:
            if name.startswith("/") or ".." in name.split("/") or _DRIVE.match(name):
                raise self._deceives(f"the name {name!r:.80} leads out of it")

    def _check_places(self) -> None:
        """Refuses members that lie over each other or over the list of members: a few bytes would unpack many times."""
        end = 0
        for info in sorted(self._zip.infolist(), key=lambda info: info.header_offset):
            if info.header_offset < end:
                raise self._deceives(f"{info.filename!r:.80} lies over another member")
            end = info.header_offset + _LOCAL_HEADER + info.compress_size
        if end > self._zip.start_dir:
            raise self._deceives("its last member lies over the list of members")

    def _past(self, reason: str) -> LoadError:
        return refused("DP-L005", self._name, reason, "`docparse limits` shows what is read; Parser(limits=…) sets it")

    def _deceives(self, reason: str) -> LoadError:
        return refused("DP-L006", self._name, reason, "make the file anew with the program that it comes from")

    def _damaged(self, reason: str) -> LoadError:
        return LoadError("DP-L103", self._name, f"it is damaged: {reason}", "get the file again")


def _entries(data: bytes) -> int:
    """How many entries the list of members may have: what stands in it counts, not what it says.

    A member that is a package itself, and is not packed further, holds entries, too; they are none of this list.
    """
    end = data.rfind(_END)
    size = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
    return data.count(_ENTRY, max(0, end - size), end) if 0 < size <= end else data.count(_ENTRY)


def _name(info: zipfile.ZipInfo) -> str:
    name = info.filename
    if not info.flag_bits & _UTF8:
        printed = name.encode("cp437", "replace")  # as zipfile decodes what has no flag
        for codec in ("utf-8", "gb18030"):
            try:
                name = printed.decode(codec)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _said(error: Exception) -> str:
    """What an error says, in one line."""
    if str(error) == "File is not a zip file":  # said of a file that begins as one and lacks the list at its end
        return "its end is missing"
    return " ".join(str(error).split())[:200] or type(error).__name__
