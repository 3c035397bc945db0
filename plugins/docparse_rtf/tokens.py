"""Tokens of RTF: braces, control words and symbols, bytes of text. Any bytes are a sequence of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

WORD, SYMBOL, BYTES, TEXT, OPEN, CLOSE = range(6)
_LARGEST = 10  # digits of a number

_TEXT = rb"[^\\{}]"
_WIDE_TEXT = rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[^\\{}]"  # the second byte of a character may be one of \ { }
_TOKEN = rb"\\(?:([a-zA-Z]+)(-?[0-9]+)?[ ]?|((?:'[0-9a-fA-F]{2}\\)*'[0-9a-fA-F]{2})|([^a-zA-Z]))|([{}])|((?:%b)++)"
_NARROW, _WIDE = (re.compile(_TOKEN % text, re.DOTALL) for text in (_TEXT, _WIDE_TEXT))
_NEWLINES = b"\r\n\0"  # between tokens, and no text


class Token(NamedTuple):
    """kind: one of the numbers above; data: the word, the symbol or the bytes; number: of a word, None if it has none."""

    kind: int
    data: bytes
    number: int | None = None


def tokens(data: bytes, wide: bool) -> Iterator[Token]:
    """The tokens of a file in order. `wide`: the code page has characters of two bytes, written as they are too."""
    match_at = (_WIDE if wide else _NARROW).match
    position, size = 0, len(data)
    while position < size:
        match = match_at(data, position)
        if match is None:  # a backslash at the end
            return
        position = match.end()
        word, digits, escaped, symbol, brace, text = match.groups()
        if word:
            number = _number(digits)
            if word == b"bin":
                position += max(number or 0, 0)
            else:
                yield Token(WORD, word, number)
        elif text:
            yield Token(TEXT, text.translate(None, _NEWLINES))
        elif brace:
            yield Token(OPEN if brace == b"{" else CLOSE, brace)
        elif escaped:
            yield Token(BYTES, bytes.fromhex(escaped.translate(None, b"\\'").decode("ascii")))
        else:
            yield Token(SYMBOL, symbol)


def _number(digits: bytes | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) <= _LARGEST else 10**_LARGEST
