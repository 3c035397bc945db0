"""Values: the base of record structs, quotes and amounts, and searching in either script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import msgspec

from docparse.script import variants
from docparse.source import fold

Span = tuple[int, int]  # offsets into source.raw, end exclusive
Amount = float | str  # a number, or the placeholder printed where one would stand
BLANKS = " \t\r\n\u3000\u00a0"
_BEHIND = 8  # characters before a span that a pattern may look back at


def either_script(pattern: str) -> re.Pattern[str]:
    """`pattern`, written in Simplified characters, compiled to match Traditional ones as well.

    For `source.text`, where punctuation is ASCII.
    """
    pieces, in_class = [], False
    for piece in re.findall(r"\\.|.", pattern, re.DOTALL):
        twins = variants(piece)
        in_class = piece == "[" or (in_class and piece != "]")
        pieces.append(f"[{piece}{twins}]" if twins and not in_class else piece + twins)
    return re.compile("".join(pieces))


class Fields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of record structs. `spans` gives for each field that was read its span, or one span for each list item."""

    spans: dict[str, Any] = {}  # JSON Schema cannot tell a span from a list of them

    @classmethod
    def read(cls, **found: tuple[Any, Span] | list[Any] | None) -> Self:
        """The struct of what was found: a (value, span) for a field, a list of them for a list, None for nothing."""
        values: dict[str, Any] = {}
        spans: dict[str, Any] = {}
        for name, pair in found.items():
            if isinstance(pair, list):
                pairs = [_pair(name, one) for one in pair]
                values[name] = [value for value, _ in pairs]
                spans |= {name: [span for _, span in pairs]} if pairs else {}
            elif pair and _pair(name, pair)[0] != "":  # empty text is nothing
                values[name], spans[name] = pair
        return cls(**values, spans=spans)


def _pair(name: str, found: Any) -> tuple[Any, Span]:
    """What was found for a field, which must be a (value, span)."""
    if not isinstance(found, tuple) or len(found) != 2:
        raise TypeError(f"field {name!r} is given {found!r:.60}; give (value, span), and a list of them for a list")
    return found


class Quote(NamedTuple):
    """A piece of the source, with its span."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Found:
    """A match in the folded text, and where that text begins in the source."""

    raw: str
    match: re.Match[str]
    offset: int

    def __getitem__(self, group: str | int) -> str | None:
        """What a group holds, folded; None where it took no part."""
        found: str | None = self.match[group]
        return found

    def span(self, group: str | int = 0) -> Span:
        """Where a group stands in the source."""
        start, end = self.match.span(group)
        return start + self.offset, end + self.offset

    def quote(self, group: str | int = 0) -> Quote:
        """What a group holds, as printed."""
        return Quote(self.raw[slice(*self.span(group))], self.span(group))


def find(pattern: re.Pattern[str], raw: str, span: Span) -> Iterator[Found]:
    """The matches of a pattern for folded text (`either_script`) in raw[span], in order."""
    offset = max(0, span[0] - _BEHIND)
    text = fold(raw[offset : span[1]])
    return (Found(raw, match, offset) for match in pattern.finditer(text, span[0] - offset))


def begins(cue: re.Pattern[str], raw: str, span: Span) -> bool:
    """Whether the cue is found at the beginning of raw[span]."""
    return next((match.span()[0] == span[0] for match in find(cue, raw, span)), False)


def trim(raw: str, span: Span, around: str = BLANKS) -> Quote:
    """raw[span] without the blanks, or the characters `around`, at both ends."""
    start, end = span
    while start < end and raw[start] in around:
        start += 1
    while end > start and raw[end - 1] in around:
        end -= 1
    return Quote(raw[start:end], (start, end))


def read_amount(printed: str) -> float | str:
    """A printed amount as a number; a placeholder stays as it is printed."""
    try:
        return float(fold(printed).replace(",", ""))
    except ValueError:
        return printed


def as_json(value: Any) -> Any:
    """A struct as plain JSON types, whole floats as integers."""
    return _plain(msgspec.to_builtins(value))


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
