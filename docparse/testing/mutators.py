"""Mutators: damage that real texts have suffered, with the outline carried along.

    for name, mutate in MUTATORS.items():
        damaged = mutate(text, Random(1))
        assert f1(damaged.carry(outline), outline_rows(parser.parse(damaged.text).document)) >= 0.97

The outline that an undamaged text should give is the one that the damaged text should still give: the same markers,
parents and headings, wherever they stand now.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from docparse.numerals import han
from docparse.script import variants
from docparse.source import fold

Edit = tuple[int, int, str]  # start, end, what stands there instead
Row = dict[str, Any]  # of an outline, as `docparse.outline_rows` gives it

_BREAK = re.compile(r"[ \t\u3000]*(\r\n|\r|\n)[\s]*")
_LINE = re.compile(r"[^\r\n]+")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_FINAL = re.compile(r"[。；;.](?=[ \t\u3000]*(?:[\r\n]|\Z))")
_MARKER = re.compile(r"(?m)^([ \t\u3000]*)(?:([0-9]{1,2})([.．、])|[（(](一)[）)]|(一)、)")
_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalpha()} | {0x20: 0x3000}
TRADITIONAL = {code: variants(chr(code))[0] for code in range(0x4E00, 0xA000) if variants(chr(code))}


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text, and where each offset of the undamaged one has gone.

    edits: what was changed, in order and without overlap; offsets are into `original`
    """

    original: str
    text: str
    edits: tuple[Edit, ...]

    def moved(self, offset: int) -> int:
        """Where an offset of the original text is now; inside a replaced stretch, as far in as that reaches."""
        index = bisect_right(self.edits, offset, key=lambda edit: edit[0])
        shift = sum(len(new) - (end - start) for start, end, new in self.edits[: max(0, index - 1)])
        if index == 0:
            return offset
        start, end, new = self.edits[index - 1]
        if offset >= end:
            return offset + shift + len(new) - (end - start)
        return start + shift + min(offset - start, len(new))

    def carry(self, rows: Iterable[Row]) -> list[Row]:
        """The rows of the original outline for the damaged text: start, marker, parent and heading, all else as it was."""
        carried = []
        for row in rows:
            marker, heading = row["marker"] or "", row["heading"]
            start = row["start"]
            changed = dict(row, start=self.moved(start), parent=-1 if row["parent"] < 0 else self.moved(row["parent"]))
            changed["marker"] = self._slice(start, start + len(marker))
            if heading:
                found = self.original.find(heading, start)
                if found < 0:  # before its marker, as that of …讲话 篇3 is
                    found = self.original.rfind(heading, 0, start)
                changed["heading"] = self._slice(found, found + len(heading)) if found >= 0 else heading
            carried.append(changed)
        return carried

    def _slice(self, start: int, end: int) -> str:
        """What the stretch from `start` to `end` has become, without what was put in at its end."""
        return self.text[self.moved(start) : self.moved(end - 1) + 1] if end > start else ""


Mutator = Callable[[str, Random], Damaged]  # damages a text, each time alike for the same random numbers


def edited(text: str, edits: Iterable[Edit]) -> Damaged:
    """`text` after edits, which come in order and do not overlap."""
    done = tuple(edits)
    pieces, position = [], 0
    for start, end, new in done:
        pieces += [text[position:start], new]
        position = end
    return Damaged(text, "".join([*pieces, text[position:]]), done)


def _replaced(text: str, table: dict[int, Any]) -> Damaged:
    """Character for character: no offset moves."""
    return Damaged(text, text.translate(table), ())


def flatten(text: str, _: Random) -> Damaged:
    """All lines become one, as OCR and copying from a page leave them."""
    inner = (match for match in _BREAK.finditer(text) if match.end() < len(text))
    return edited(text, [(*match.span(), "") for match in inner])


def tear(width: int) -> Mutator:
    """Breaks the lines that are longer than `width` characters, as fixed-width pages do."""

    def torn(text: str, _: Random) -> Damaged:
        edits = []
        for line in _LINE.finditer(text):
            edits += [(cut, cut, "\n") for cut in range(line.start() + width, line.end(), width)]
        return edited(text, edits)

    return torn


def half_width(text: str, _: Random) -> Damaged:
    """Full-width forms become half-width ones."""
    return Damaged(text, fold(text), ())


def full_width(text: str, _: Random) -> Damaged:
    """Half-width digits, signs and blanks become full-width ones."""
    return _replaced(text, _FULL)


def traditional(text: str, _: Random) -> Damaged:
    """Simplified characters become Traditional ones, one for one and without regard to meaning."""
    return _replaced(text, TRADITIONAL)


def newlines(newline: str) -> Mutator:
    """Lines end with `newline`."""
    return lambda text, _: edited(text, [(*match.span(), newline) for match in _NEWLINE.finditer(text)])


def indent(text: str, _: Random) -> Damaged:
    """Every line begins with two more full-width blanks."""
    return edited(text, [(line.start(), line.start(), "　　") for line in _LINE.finditer(text)])


def page_numbers(text: str, random: Random) -> Damaged:
    """Every 500 to 900 characters a line of its own with a page number, also inside a sentence."""
    edits: list[Edit] = []
    position = random.randint(500, 900)
    while position < len(text):
        if text[position - 1] not in "\r\n" and text[position] not in "\r\n":
            edits.append((position, position, f"\n— {len(edits) + 1} —\n"))
        position += random.randint(500, 900)
    return edited(text, edits)


def ocr_markers(text: str, random: Random) -> Damaged:
    """Half of the markers at line starts are misread: `1.` as `l.` or `1，`, （一） as （—）."""

    def misread() -> Iterator[Edit]:
        for match in _MARKER.finditer(text):
            if random.random() < 0.5:
                continue
            if match[2] == "1" and random.random() < 0.5:
                yield (*match.span(2), "l")
            elif match[2]:
                yield (*match.span(3), random.choice("，。、"))
            elif match[4]:
                yield (*match.span(4), "—")

    return edited(text, misread())


def drop_final_punctuation(text: str, _: Random) -> Damaged:
    """No line ends with a full stop or a semicolon."""
    return edited(text, [(*match.span(), "") for match in _FINAL.finditer(text)])


MUTATORS: dict[str, Mutator] = {  # each way to damage a text, by its name
    "flatten": flatten,
    "tear at 30": tear(30),
    "tear at 45": tear(45),
    "half width": half_width,
    "full width": full_width,
    "Traditional": traditional,
    "CR LF": newlines("\r\n"),
    "CR": newlines("\r"),
    "indentation": indent,
    "page numbers": page_numbers,
    "OCR markers": ocr_markers,
    "no final punctuation": drop_final_punctuation,
}


def concatenate(texts: Sequence[str]) -> list[Damaged]:
    """Several documents in one text, each as a numbered part of it: one result for each, all with the same text."""
    heads = [f"第{han(number)}篇：\n" for number in range(1, len(texts) + 1)]
    whole = "\n".join(head + text for head, text in zip(heads, texts, strict=True))
    found, start = [], 0
    for head, text in zip(heads, texts, strict=True):
        before = whole[: start + len(head)]
        after = whole[len(before) + len(text) :]
        found.append(Damaged(text, whole, ((0, 0, before), (len(text), len(text), after))))
        start = len(before) + len(text) + 1
    return found


def f1(expected: Sequence[Row], found: Sequence[Row]) -> float:
    """How far two outlines agree in place and parent of their units, 1.0 when in all; the harmonic mean of both shares.

    A document that begins without a number is known by its count: its first line is a matter of taste.
    """
    wanted, given = _places(expected), _places(found)
    return 2 * len(wanted & given) / (len(wanted) + len(given)) if wanted or given else 1.0


def heading_accuracy(expected: Sequence[Row], found: Sequence[Row]) -> tuple[int, int]:
    """How many of the units that both outlines have in the same place have the same heading, and how many those are.

    Blanks and final punctuation do not count.
    """
    given = {row["start"]: _plain(row["heading"]) for row in found if row["marker"]}
    shared = [row for row in expected if row["marker"] and row["start"] in given]
    return sum(_plain(row["heading"]) == given[row["start"]] for row in shared), len(shared)


def _plain(heading: str | None) -> str:
    return "".join((heading or "").split()).strip("。.;；:：,，、")


def _places(rows: Sequence[Row]) -> set[tuple[int, int]]:
    """(place, place of the parent) of every row; the nth document without a number is at -1 - n."""
    unnumbered = [row["start"] for row in rows if not row["marker"]]
    place = {start: -2 - index for index, start in enumerate(unnumbered)}

    def of(start: int) -> int:
        return place.get(start, start)

    return {(of(row["start"]), of(row["parent"])) for row in rows}
