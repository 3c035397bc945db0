"""Packages: the members of a zip file, read within limits. Nothing is ever written to a disk.

What a zip file says of itself may be a lie, so bytes are counted while they come.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter

from docparse.errors import LoadError
from docparse.limits import Limits, refused

_CHUNK = 1 << 16
_ENTRY = b"PK\x01\x02"  # what each entry of the list of members begins with
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30  # bytes, and a name and extra fields behind them


class Package:
    """A zip file. LoadError DP-L005 past a limit, DP-L006 for names or sizes that deceive, DP-L103 for damage, DP-L105
    for a password.

    names: of the members, as they stand in the file; directories are left out
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        if data.count(_ENTRY) > limits.members:  # before zipfile makes an object of each
            raise self._past(f"it has more than {limits.members} members")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError) as error:
            raise self._damaged(str(error)) from error
        self._members = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        self._read = 0
        self._check()

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
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise self._damaged(f"{member}: {error}") from error
        except RuntimeError as error:  # zipfile's word for a password
            raise LoadError("DP-L105", self._name, f"{member}: {error}", "save the file without a password") from error
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

    def _check(self) -> None:
        """Refuses what no honest writer makes: names that lead out of the package or come twice, members that overlap."""
        infos = self._zip.infolist()
        name, times = Counter(info.filename for info in infos).most_common(1)[0] if infos else ("", 0)
        if times > 1:
            raise self._deceives(f"it has {times} members called {name!r}")
        for info in infos:
            parts = info.filename.replace("\\", "/").split("/")
            if info.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
                raise self._deceives(f"the name {info.filename!r} leads out of it")
        end = 0
        for info in sorted(infos, key=lambda info: info.header_offset):
            if info.header_offset < end:
                raise self._deceives(f"{info.filename!r} lies over another member")
            end = info.header_offset + _LOCAL_HEADER + info.compress_size

    def _past(self, reason: str) -> LoadError:
        return refused("DP-L005", self._name, reason, "`docparse limits` shows what is read; Parser(limits=…) sets it")

    def _deceives(self, reason: str) -> LoadError:
        return refused("DP-L006", self._name, reason, "make the file anew with the program that it comes from")

    def _damaged(self, reason: str) -> LoadError:
        return LoadError("DP-L103", self._name, f"it is damaged: {reason}", "get the file again")
