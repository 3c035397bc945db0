"""Decoding: the text of bytes that do not say, or do not truly say, in which encoding they are.

A BOM is told by the name of the encoding (utf-8-sig, utf-16, utf-32 had one; utf-8, utf-16-le and so on had none).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from docparse.errors import LoadError

# A BOM, the codec for the rest of the file, and the name that tells of both.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),  # before UTF-16, whose BOM it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
# The codecs that a name stands for in practice, the first that decodes the file counts: files
# called GB 2312 hold characters of GB 18030, files called Big5 hold 裏 and 恒 of cp950 or Hong Kong's.
_MEANT = {
    "gb2312": ("gb18030",), "gbk": ("gb18030",), "big5": ("big5", "cp950", "big5hkscs"),
    "utf-8-sig": ("utf-8",), "utf-16": ("utf-16-le", "utf-16-be"), "utf-32": ("utf-32-le", "utf-32-be"),
}  # fmt: skip
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1f]")  # in no text; UTF-16 is full of them
_SAMPLE = 1 << 14  # bytes that tell encodings apart
_HOLES = 3  # damaged characters that a page may have, and so many more in a thousand

_MOST_FREQUENT = (
    "的一是在不了有和人中大上以要他用生到作地于出就分成可主年同工也能下子而方后多定行法所民得面"
    "这为个国时来们对会动过说产种学经实点与进关务体现长开当员议组织规划领导应将无条间机书见"
    "這為個國時來們對會動過說產種學經實點與進關務體現長開當員議組織規劃領導應將無條間機書見後於"
    "，。、；：？！“”‘’（）《》〈〉【】—…·\u3000"
)


class Decoded(NamedTuple):
    """The text of a file's bytes, and the name of their encoding."""

    text: str
    encoding: str


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded | None:
    """The text of all of `data`, newlines as they are; None when it is no text.

    encoding: used if given, whatever the bytes look like; None to find it out
    LoadError DP-L101 names the first byte that does not decode, DP-L102 an encoding that does not exist.
    """
    meant = _meant(_named(encoding, name)) if encoding is not None else None
    for bom, codec, recorded in _BOMS:
        if data.startswith(bom) and (meant is None or codec in meant):
            return Decoded(_decode(data, len(bom), (codec,), name, encoding).text, recorded)
    if meant is None:
        found = _detect(data)
        if found is None:
            return None
        meant = _meant(found)
    elif len(meant) > 1 and meant[0].startswith("utf"):  # no BOM to tell the byte order
        sample = _sample(data)
        meant = (max(meant, key=lambda codec: _score(sample, codec)),)
    return _decode(data, 0, meant, name, encoding)


def decode_declared(data: bytes, name: str, declared: str) -> Decoded | None:
    """As `decode`, for bytes that say themselves which encoding they are in: that counts where the bytes bear it out.

    A few damaged bytes become U+FFFD, as they do in browsers.
    """
    found = None if data.startswith(tuple(bom for bom, _, _ in _BOMS)) else _detect(data)
    if found is None:
        return decode(data, name)
    choices = _meant(_borne_out(declared, found, _sample(data)))
    try:
        return _decode(data, 0, choices, name, None)
    except LoadError:
        text = data.decode(choices[0], "replace")
        if text.count("\ufffd") > _HOLES + len(text) * _HOLES / 1000:
            raise
        return Decoded(text, choices[0])


def _borne_out(declared: str, found: str, sample: bytes) -> str:
    """The encoding that is declared, or the one found when the bytes contradict: text in UTF-8 is text in no other."""
    try:
        codec = codecs.lookup(declared).name
        if found.startswith("utf") or codec.startswith("utf"):
            return found
        return codec if 2 * _score(sample, codec) >= _score(sample, found) else found
    except (LookupError, ValueError):  # it is no encoding, or, like rot13, none of text
        return found


@lru_cache(maxsize=1)
def _weights() -> dict[str, int]:
    """What each character adds to the score of a reading; any other character takes 2 away.

    Common is what level 1 of GB 2312 and level 1 of Big5 hold: the codecs know both, so no table is needed.
    """
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    gb = bytes(byte for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF) for byte in (lead, trail))
    big5 = bytes(byte for lead in range(0xA4, 0xC7) for trail in trails for byte in (lead, trail))
    return (
        dict.fromkeys(["\t", "\n", "\r", *map(chr, range(0x20, 0x7F))], 1)
        | dict.fromkeys(gb.decode("gb2312", "ignore") + big5.decode("big5", "ignore"), 2)
        | dict.fromkeys(_MOST_FREQUENT, 3)
    )


def _score(sample: bytes, codec: str) -> float:
    """How much the sample looks like Chinese text when decoded so, per character; below 0 it does not."""
    text, weights = sample.decode(codec, "replace"), _weights()
    return sum(weights.get(char, -2) for char in text) / max(len(text), 1)


def _sample(data: bytes) -> bytes:
    """The bytes from the first that is not ASCII on: where encodings differ, aligned for UTF-16 and UTF-32."""
    first = re.search(rb"[\x80-\xff]", data)
    start = first.start() // 4 * 4 if first else 0
    return data[start : start + _SAMPLE]


def _detect(data: bytes) -> str | None:
    """The encoding of a file without BOM; None if it holds NUL and is no UTF-16 or UTF-32.

    Strict UTF-8 is never wrong unless it holds control characters. Else the best reading wins, and one that
    fails on a damaged byte later is still the best: a UTF-8 file cut short is not to be read as GB 18030.
    """
    nul = b"\0" in data
    if not nul and not _CONTROL.search(data, 0, _SAMPLE):
        try:
            data.decode("utf-8")
            return "utf-8"
        except UnicodeDecodeError:
            pass
    sample = _sample(data)
    score, best = max(((_score(sample, codec), codec) for codec in _CANDIDATES), key=lambda pair: pair[0])
    return None if nul and (score <= 0 or not best.startswith(("utf-16", "utf-32"))) else best


def _named(encoding: str, name: str) -> str:
    """The codec of a user's name for it; LoadError DP-L102 if there is none."""
    try:
        return codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise _unknown(encoding, name) from None


def _unknown(encoding: str, name: str) -> LoadError:
    remedy = "--encoding takes utf-8, gb18030, big5, utf-16 and others"
    return LoadError("DP-L102", name, f"{encoding!r} is not a text encoding", remedy)


def _meant(codec: str) -> tuple[str, ...]:
    return _MEANT.get(codec, (codec,))


def _decode(data: bytes, start: int, choices: Sequence[str], name: str, encoding: str | None) -> Decoded:
    """The text from `start` on and the codec that decoded it: the first of `choices`, meant by `encoding`, that can."""
    errors = []
    for codec in choices:
        try:
            return Decoded(data[start:].decode(codec), codec)
        except UnicodeDecodeError as error:
            errors.append(error)
        except (LookupError, UnicodeError):  # rot13 is a codec, but not of text
            raise _unknown(codec, name) from None
    first = errors[0].start + start
    wanted = " or ".join(choices)
    said = wanted if encoding is None or encoding.lower() in choices else f"{encoding} (read as {wanted})"
    raise LoadError(
        "DP-L101",
        name,
        f"byte 0x{data[first]:02x} at offset {first} is not {said}",
        "its encoding may be another one (--encoding), or the file is damaged there",
    )
