"""Compound files (OLE): what stands at the root of one, and how its streams begin. Any bytes are read somehow."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from sys import byteorder

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER, _ENTRY = 512, 128  # bytes
_STREAM = 2  # kind of an entry
_LAST = 0xFFFFFFFA  # sectors and entries from here on are none
_FIRST_TABLES = 109  # sectors of the table that the header lists


class DamagedError(ValueError):
    """A compound file that cannot be followed."""


class Compound:
    """A compound file. DamagedError where its parts do not hold together.

    names: of the streams and storages at its root
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER or not data.startswith(MAGIC):
            raise DamagedError("its header is cut off")
        self._data = data
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise DamagedError(f"its sectors cannot have 2**{shift} bytes")
        self._size = 1 << shift
        tables, self._directory, self._small = struct.unpack_from("<II4xI", data, 44)
        first_list, lists = struct.unpack_from("<II", data, 68)
        self._table = self._read_table(tables, first_list, lists)
        directory = b"".join(self._sector(number) for number in self._chain(self._directory))
        self._entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
        self._root = dict(self._at_root())

    @property
    def names(self) -> set[str]:
        return set(self._root)

    def begins(self, name: str) -> bytes:
        """The first sector of a stream at the root; b"" when it is a small one, which stands elsewhere."""
        entry = self._root[name]
        start, size = struct.unpack_from("<II", entry, 116)
        return self._sector(start) if size >= self._small else b""

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        if at >= len(self._data):
            raise DamagedError(f"sector {number} lies behind its end")
        return self._data[at : at + self._size]

    def _read_table(self, tables: int, first_list: int, lists: int) -> array[int]:
        """The sector that follows each sector."""
        numbers = array("I", self._data[76 : 76 + 4 * _FIRST_TABLES])
        if byteorder == "big":
            numbers.byteswap()
        listed = list(numbers)
        for _ in range(min(lists, len(self._data) // self._size)):
            if first_list >= _LAST:
                break
            *more, first_list = struct.unpack(
                f"<{self._size // 4}I", self._sector(first_list).ljust(self._size, b"\xff")
            )
            listed += more
        table = array("I")
        for number in listed[: min(tables, len(self._data) // self._size)]:
            if number < _LAST:
                table.frombytes(self._sector(number).ljust(self._size, b"\xff"))
        if byteorder == "big":
            table.byteswap()
        return table

    def _chain(self, number: int) -> Iterator[int]:
        for _ in range(len(self._table)):  # a chain that is longer runs in a circle
            if number >= _LAST:
                return
            yield number
            if number >= len(self._table):
                raise DamagedError(f"sector {number} is in no table")
            number = self._table[number]
        if number < _LAST:
            raise DamagedError("its sectors follow one another in a circle")

    def _at_root(self) -> Iterator[tuple[str, bytes]]:
        """The name and the entry of each stream and storage at the root."""
        if not self._entries:
            raise DamagedError("it has no directory")
        open_, seen = [struct.unpack_from("<I", self._entries[0], 76)[0]], set[int]()
        while open_:
            number = open_.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            entry = self._entries[number]
            left, right = struct.unpack_from("<II", entry, 68)
            open_ += [left, right]
            (length,) = struct.unpack_from("<H", entry, 64)
            yield entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"), entry
