"""Code pages: which codec the bytes of RTF text are in, and their characters, whatever runs these are cut into."""

from __future__ import annotations

import codecs
import re

# \fcharset; those that are missing, and 0 and 1, are in the code page of the file.
CHARSETS = {
    2: "latin-1", 77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOL_CHARSET = 2
_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10000: "mac-roman", 1361: "johab"}
WIDE = frozenset(("gb18030", "big5hkscs", "cp932", "cp949", "johab"))
_WESTERN = "cp1252"

_DECLARED = re.compile(rb"\\ansicpg([0-9]{1,5})")
_RAW = re.compile(rb"[\x80-\xff]+")
_HIGH = re.compile(rb"(?:\\'[89a-fA-F][0-9a-fA-F]|[\x80-\xff])+")
_HEAD = 1 << 12  # bytes within which a file declares its code page
_SAMPLE = 1 << 18  # bytes
_MOST = 0.9
_UNKNOWN = "\ufffd"


def codec_of(page: int) -> str | None:
    """The codec of a code page by its number; None if there is none."""
    try:
        return _PAGES.get(page) or codecs.lookup(f"cp{page}").name
    except LookupError:
        return None


def code_page(data: bytes) -> str:
    """The codec of the text of an RTF file where its fonts name no other.

    Files that were made by no office program often declare none, or that of Western Europe, and are in that of the
    computer they were made on, or in UTF-8: then the bytes tell.
    """
    declared = _DECLARED.search(data, 0, _HEAD)
    codec = codec_of(int(declared[1])) if declared else None
    if codec not in (None, _WESTERN):
        return codec or _WESTERN
    sample = data[:_SAMPLE]
    raw = _RAW.findall(sample)
    if raw and _are_utf8(raw):
        return "utf-8"
    stretches = [len(match[0]) - 3 * match[0].count(b"\\") for match in _HIGH.finditer(sample)]
    odd = sum(length % 2 for length in stretches)  # characters of GB 2312 have two such bytes, accents stand alone
    if stretches:
        return "gb18030" if len(stretches) - odd >= _MOST * len(stretches) else codec or _WESTERN
    return codec or "gb18030"


def _are_utf8(stretches: list[bytes]) -> bool:
    try:
        b" ".join(stretches[:-1] or stretches).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class Decoder:
    """Characters from bytes and from \\u, in whatever pieces they come: the two bytes of one may stand in two runs,
    even of two fonts. usual: the codec of the file."""

    def __init__(self, usual: str) -> None:
        self.usual = usual
        self._codec = ""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._surrogate = 0
        self._behind = 0  # bytes that stand for a \\u, and are to be left out
        self._twin = b""  # its character in the code page

    def feed(self, data: bytes, codec: str) -> str:
        """The characters that `data` completes. A byte that is in no character gives U+FFFD."""
        if self._behind:
            # Some write one byte as that which stands for \\u, and then both of a character
            count = len(self._twin) if self._twin and data.startswith(self._twin) else self._behind
            self._behind = max(0, self._behind - len(data))
            self._twin, data = b"", data[count:]
        if not data:
            return ""
        begun = self.end() if self._surrogate else ""
        if self._decoder is not None and codec != self._codec:
            if self._decoder.getstate()[0]:
                begun, data = self._decoder.decode(data[:1]), data[1:]
            begun += self.end()
        if self._decoder is None:
            self._codec, self._decoder = codec, codecs.getincrementaldecoder(codec)("replace")
        return begun + self._decoder.decode(data)

    def unicode(self, number: int, fallback: int) -> str:
        """The character of a \\u with its number, behind which `fallback` bytes stand for it."""
        code = number & 0xFFFF if number <= 0xFFFF else number
        if 0xDC00 <= code < 0xE000 and self._surrogate:
            code = 0x10000 + (self._surrogate - 0xD800 << 10) + code - 0xDC00
            self._surrogate = 0
        left = self.end()
        self._behind, self._twin = fallback, b""
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
            return left
        char = chr(code) if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else _UNKNOWN
        if self.usual in WIDE:
            self._twin = char.encode(self.usual, "ignore")
        return left + char

    def character(self, char: str) -> str:
        """A character that has a word of its own; it counts as one byte behind a \\u."""
        if self._behind:
            self._behind -= 1
            return ""
        return self.end() + char

    def end(self) -> str:
        """What is left of a character that is not complete."""
        left = self._decoder.decode(b"", True) if self._decoder is not None else ""
        left += _UNKNOWN if self._surrogate else ""
        self._decoder, self._surrogate = None, 0
        return left

    def count_no_more(self) -> None:
        """What follows stands for no \\u: a group begins or ends, or a word that is no character."""
        self._behind = 0
