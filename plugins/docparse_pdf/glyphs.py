"""Glyphs: the characters that PDF files hold for others, and text that is none."""

from __future__ import annotations

import re
import unicodedata

# Radicals that fonts of Chinese share a glyph with; those from U+2F00 on Unicode itself calls the same.
_RADICALS = dict(
    zip(
        "⺁⺠⺟⻄⻅⻆⻉⻋⻐⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⻁⻦",
        "厂民母西见角贝车钅长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟虎鸟",
        strict=True,
    )
)
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SAME = [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E)]
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0), 0xFEFF, 0xFFFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
_TWINS: dict[int, str] = (
    {code: unicodedata.normalize("NFKC", chr(code)) for code in _SAME}
    | {ord(char): twin for char, twin in (_RADICALS | _LIGATURES).items()}
    | dict.fromkeys(_CONTROLS, "")
    | {0x09: " ", 0xAD: "-", 0x02: "-", 0xFFFE: "-", 0xA0: " "}
)
_NEWLINES = "\r\n"  # there are many, and they are no characters of lines
_ODD = re.compile(
    "[" + "".join(re.escape(chr(code)) for code in sorted(_TWINS) if chr(code) not in _NEWLINES) + "\ud800-\udfff]"
)
_NONE = re.compile("[\0-\x08\x0e-\x1f\ue000-\uf8ff\ufffd\uffff]")


def is_odd(text: str) -> bool:
    """Whether some characters of a text stand for others."""
    return _ODD.search(text) is not None


def mended(text: str) -> str:
    """The text with the characters that are meant: 一 for the radical ⼀, fi for the ligature; without controls."""
    text = text.translate(_TWINS)
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def has_no_text(text: str) -> bool:
    """Whether some characters mean nothing: a font without names for its glyphs gives such."""
    return _NONE.search(text) is not None
