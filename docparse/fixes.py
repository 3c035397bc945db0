"""Fixes: the edits of findings made in a text, and in the bytes of the file it came from."""

from __future__ import annotations

import codecs
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from docparse.errors import FixError
from docparse.findings import Diagnostic, Edit
from docparse.source import SourceText

Span = tuple[int, int]
ROUNDS = 10
_BOMS = {
    "utf-8-sig": ((codecs.BOM_UTF8, "utf-8"),),
    "utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    "utf-32": ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
}


def apply_fixes(text: str, diagnostics: Iterable[Diagnostic]) -> str:
    """`text` with the fixes made, each wholly or not at all.

    Of two that get in each other's way the one that begins first is made: parse again and ask for the other.
    ValueError when an edit lies outside the text, or the edits of one fix overlap.
    """
    return _edited(text, _edits(choose(diagnostics), len(text)))


def choose(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those with a fix that can be made together, in the order of their first edits."""
    chosen: list[Diagnostic] = []
    taken: list[Span] = []
    for found in sorted((d for d in diagnostics if d.fix), key=lambda d: sorted(edit.span for edit in d.fix)):
        spans = [edit.span for edit in found.fix]
        if not any(_is_taken(span, taken) for span in spans):
            chosen.append(found)
            for span in spans:
                insort(taken, span)
    return chosen


def _is_taken(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span overlaps one of those taken, which are sorted and apart."""
    place = bisect_left(taken, span)
    return any(_overlap(other, span) for other in taken[max(place - 1, 0) : place + 1])


def _overlap(first: Span, second: Span) -> bool:
    """Whether what two edits give depends on their order. Two insertions at one place do so, neighbours do not."""
    return first == second or max(first[0], second[0]) < min(first[1], second[1]) or (
        first[0] < second[0] == second[1] < first[1] or second[0] < first[0] == first[1] < second[1]
    )  # fmt: skip


def overlapping(spans: Iterable[Span]) -> bool:
    """Whether some of the spans of edits overlap."""
    ordered = sorted(spans)
    return any(_overlap(first, second) for first, second in pairwise(ordered))


def mend(text: str, find: Callable[[str], Iterable[Diagnostic]]) -> tuple[list[list[Edit]], int]:
    """The edits to make one round after another until `find` gives no fix that changes anything, and how many
    findings they mend. At most ROUNDS: two rules may undo each other's work."""
    rounds: list[list[Edit]] = []
    count = 0
    for _ in range(ROUNDS):
        chosen = choose(find(text))
        edits = _edits(chosen, len(text))
        mended = _edited(text, edits)
        if mended == text:
            break
        rounds.append(edits)
        text, count = mended, count + len(chosen)
    return rounds, count


def mended(text: str, rounds: Iterable[list[Edit]]) -> str:
    """`text` after the rounds of `mend`."""
    for edits in rounds:
        text = _edited(text, edits)
    return text


def _edits(diagnostics: Iterable[Diagnostic], length: int) -> list[Edit]:
    """The edits of fixes that do not overlap, in order."""
    edits = sorted((edit for found in diagnostics for edit in found.fix), key=lambda edit: edit.span)
    if overlapping(edit.span for edit in edits):
        raise ValueError("the edits of a fix overlap")
    for edit in edits:
        start, end = edit.span
        if not 0 <= start <= end <= length:
            raise ValueError(f"an edit at {edit.span} lies outside a text of {length} characters")
    return edits


def _edited(text: str, edits: Iterable[Edit]) -> str:
    pieces, reached = [], 0
    for edit in edits:
        start, end = edit.span
        pieces += [text[reached:start], edit.text]
        reached = end
    return "".join([*pieces, text[reached:]])


def rewrite(data: bytes, source: SourceText, rounds: Sequence[list[Edit]]) -> bytes:
    """The bytes of the file that gave `source`, with the edits of `mend` made; bytes outside the edits do not change.

    FixError DP-F001 when the text is not what the bytes hold, but what a loader made of them; DP-F002 when the
    encoding of the file lacks a character.
    """
    bom, codec = _codec(data, source)
    body = data[len(bom) :]
    try:
        if body.decode(codec) != source.raw:
            raise FixError("DP-F001", source.name, *_NO_TEXT)
        text = mended(source.raw, rounds)
        if source.raw.encode(codec) == body:
            return bom + text.encode(codec)
        written = _spliced(body, codec, rounds)  # an encoding that writes one character in several ways
        if written.decode(codec) != text:
            raise FixError("DP-F001", source.name, *_NO_TEXT)
        return bom + written
    except UnicodeEncodeError as error:
        lacking = error.object[error.start : error.end]
        message = f"a fix has {lacking!r}, which there is not in {codec}"
        raise FixError("DP-F002", source.name, message, "convert the file to UTF-8 first") from None
    except (UnicodeError, LookupError):
        raise FixError("DP-F001", source.name, *_NO_TEXT) from None


_NO_TEXT = ("its text cannot be written back: it is no plain text", "mend it in the program that it comes from")


def _codec(data: bytes, source: SourceText) -> tuple[bytes, str]:
    """The BOM of a file and the codec of the rest."""
    if source.encoding is None:
        raise FixError("DP-F001", source.name, *_NO_TEXT)
    for bom, codec in _BOMS.get(source.encoding, ()):
        if data.startswith(bom):
            return bom, codec
    return b"", source.encoding


def _spliced(body: bytes, codec: str, rounds: Iterable[list[Edit]]) -> bytes:
    """The bytes with the edits made between the bytes of single characters."""
    decoder, pieces, begun = codecs.getincrementaldecoder(codec)(), [], 0
    for end in range(1, len(body) + 1):
        if chars := decoder.decode(body[end - 1 : end], end == len(body)):
            pieces += [body[begun:end], *[b""] * (len(chars) - 1)]
            begun = end
    for edits in rounds:
        for edit in reversed(edits):
            pieces[slice(*edit.span)] = [char.encode(codec) for char in edit.text]
    return b"".join(pieces)
