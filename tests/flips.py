"""Flips: good files with single bits flipped, as transmission and bad disks leave them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from random import Random


def flipped(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """`count` copies of a file, each with another bit flipped. In a package every other one has it in a member, which is
    packed anew: else its checksum would be all that is ever looked at."""
    random = Random(seed)
    members = _members(data)
    for number in range(count):
        if number % 2 and members:
            name = random.choice(sorted(members))
            yield _packed({**members, name: _flip(members[name], random)})
        else:
            yield _flip(data, random)


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _members(data: bytes) -> dict[str, bytes]:
    """The members of a package that hold something; none of another file."""
    if not data.startswith(b"PK\x03\x04"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: content for name in package.namelist() if (content := package.read(name))}


def _packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()
