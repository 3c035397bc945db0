"""Labels: 时间：…, 地点：…, 责任人：…, each with what stands after it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docparse.values import BLANKS, Quote, Span, either_script, find, trim

_QUANTIFIERS = "?*+{"
_AROUND = BLANKS + "。;；,，、"


def label_pattern(names: Mapping[str, str]) -> re.Pattern[str]:
    """What `read_labels` looks for.

    names: for each key a pattern of its labels in Simplified characters, without the colon and without groups that
    capture; blanks between the characters of a label do not matter
    """
    choice = "|".join(f"(?P<{key}>{_spaced(pattern)})" for key, pattern in names.items())
    return either_script(rf"(?<![一-鿿])(?:{choice})[ \t]{{0,2}}:")


def read_labels(raw: str, span: Span, pattern: re.Pattern[str]) -> list[tuple[str, Quote]]:
    """What follows the labels in raw[span], in order, each with the key of its label; blanks and marks around it left out.

    pattern: made by `label_pattern`. A value reaches to the next label, or to the end of its line; it may be empty.
    """
    found = list(find(pattern, raw, span))
    ends = [*(match.span()[0] for match in found), span[1]][1:]
    values = []
    for match, end in zip(found, ends, strict=True):
        start = match.span()[1]
        values.append((str(match.match.lastgroup), trim(raw, (start, _line_end(raw, start, end)), _AROUND)))
    return values


def _spaced(pattern: str) -> str:
    """The pattern with room behind its characters: 时 间, 主 持 人."""
    pieces, in_class = [], False
    for char, after in zip(pattern, pattern[1:] + " ", strict=True):
        in_class = char == "[" or (in_class and char != "]")
        roomy = _is_han(char) and not in_class and after not in _QUANTIFIERS
        pieces.append(char + "[ \t]{0,4}" if roomy else char)
    return "".join(pieces)


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"


def _line_end(raw: str, start: int, end: int) -> int:
    return min((place for place in (raw.find(mark, start, end) for mark in "\r\n") if place >= 0), default=end)
