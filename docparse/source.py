"""The source: the decoded text of one file, and its folding, which never moves an offset."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

# Full-width forms and their ASCII twins. The frequent ones first: a document
# that holds none of the others is folded by a dozen replacements.
_FREQUENT = {
    "，": ",",
    "：": ":",
    "；": ";",
    "（": "(",
    "）": ")",
    "？": "?",
    "！": "!",
    "．": ".",
    "\u3000": " ",
    "\u00a0": " ",
}
_RARE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\ufeff\x0b\x0c", " "
)
_RARE = {char: twin for char, twin in _RARE.items() if char not in _FREQUENT} | {
    "﹙": "(",
    "﹚": ")",
    "﹒": ".",
    "﹑": "、",
    "､": "、",
    "｡": "。",
}
# a full stop typed as a dot; after a numeral it is that of a marker, and before a letter or a digit none of a sentence
_DOT = re.compile(
    r"\.(?<=[一-鿿”」』》%％].)(?<![一二三四五六七八九十百零〇○两甲乙丙丁戊己庚辛壬癸].)(?<!第.[章节節条條编編款].)(?![ \t]?(?:[.A-Za-z]|[0-9](?!\d{3}年)))"
)
_RARE_PATTERN = re.compile("[" + "".join(map(re.escape, _RARE)) + "]")
BEGINNING = "document"  # the role of the place in a layout where one of several documents begins
_LINE = re.compile(r"[^\r\n]*(\r\n|\n|\r|\Z)")


def fold(text: str) -> str:
    """`text` with full-width forms as ASCII, blanks as spaces and dots that end its sentences as 。; as long as it was."""
    for char, twin in _FREQUENT.items():
        text = text.replace(char, twin)
    if "." in text and len(_DOT.findall(text)) > text.count("。"):  # one among full stops is a slip
        text = _DOT.sub("。", text)
    return _RARE_PATTERN.sub(lambda char: _RARE[char[0]], text)


def split_lines(text: str) -> Iterator[tuple[int, int, int]]:
    r"""(start, end, next) of each line: end excludes the newline (\r\n, \n or \r, nothing else), next is past it."""
    position, length = 0, len(text)
    if "\r" not in text:
        find = text.find
        while position < length:
            end = find("\n", position)
            if end < 0:
                yield position, length, length
                return
            following = end + 1
            yield position, end, following
            position = following  # one number for both lines: there may be very many
        return
    while position < length:
        match = _LINE.match(text, position)
        assert match is not None  # the pattern can match empty text
        yield position, match.start(1), match.end()
        position = match.end()


class Layout(NamedTuple):
    """What the setting of a file, which its text alone does not show, says of a stretch of that text.

    start, end: offsets into `raw`, end exclusive
    role: "document" where one of several documents of the file begins, with start == end;
        "heading" for a paragraph set as one, "emphasis" for a run in bold or in another typeface than its paragraph;
        else a paragraph form, which the lines of the stretch have whatever their words: table_row, contents_entry,
        page_number, running_head, footnote, navigation, metadata_field
    level: of a heading: 1 for the outermost, 0 when it is not known
    """

    start: int
    end: int
    role: str
    level: int = 0


class Cell(NamedTuple):
    """A cell of a table: the span of its text, its first row and column (from 0), and how many of both it covers."""

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Table(NamedTuple):
    """A table of a file: the span of its text, and its cells, row by row. A cell that is merged is there once."""

    start: int
    end: int
    cells: list[Cell]


class Converted(NamedTuple):
    """Another file that a loader made of the one it was asked for, or found in it: the loaders are asked for that one.

    data: its bytes
    name: what it would be called, with the suffix of its format; messages and the source have the name that was given
    """

    data: bytes
    name: str


@dataclass
class SourceText:
    """The text of one source, as decoded: newlines, width and script are kept.

    raw: the text; every offset of docparse is an index into it
    name: file name, or "" for text that came as a `str`
    media_type: of the file the text came from
    encoding: codec the bytes were decoded with, or None for text that is not the bytes of a file
    anchors: (offset, place) pairs in order, where a loader knows pages, paragraphs or cells
    layout: what the setting says of stretches of the text, by start
    tables: the tables of the file, in order
    """

    raw: str
    name: str = ""
    media_type: str = "text/plain"
    encoding: str | None = None
    anchors: list[tuple[int, str]] = field(default_factory=list)
    layout: list[Layout] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """`raw` folded; the same length, so an offset into one is an offset into the other."""
        return fold(self.raw)

    @cached_property
    def sha256(self) -> str:
        """Hex digest of `raw` in UTF-8 (lone surrogates pass through)."""
        return hashlib.sha256(self.raw.encode("utf-8", "surrogatepass")).hexdigest()

    def place(self, offset: int) -> str | None:
        """Where in the file the character at `offset` stands: "page 3", "table 1, row 2, cell 3"; None if unknown."""
        index = bisect_right(self.anchors, offset, key=lambda anchor: anchor[0]) - 1
        return self.anchors[index][1] if index >= 0 else None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [start for start, _, _ in split_lines(self.raw)] or [0]

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset, both counted from 1."""
        index = bisect_right(self._line_starts, offset) - 1
        return index + 1, offset - self._line_starts[index] + 1
