"""Sinks: what takes the text of a group that is no text of the document, but says something about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from docparse_rtf.codepages import CHARSETS, SYMBOL_CHARSET, codec_of
from docparse_rtf.numbers import Level, Numbering
from docparse_rtf.words import SHOWN

_HEADING = re.compile(r"\s*(?:heading|标题|標題)\s*([1-9])\b", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(?:toc|contents|目录|目錄)\s*[1-9]\b", re.IGNORECASE)
_TABLE_OF_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_ENCLOSED = re.compile(r"\s*eq\s*\\o\\ac\(\s*[○〇◯]\s*[,，;；]\s*([^)]{1,4})\)", re.IGNORECASE)
_CIRCLED = re.compile("[1-9]|1[0-9]|20")
_LONGEST = 200  # characters of a name, an instruction, a marker: what follows says no more
_SYMBOL = re.compile(r"\s*SYMBOL\s+([0-9]{1,5})\b", re.IGNORECASE)


class Sink:
    """What takes the text of a group; this one drops it."""

    nests = False  # whether words in it begin groups with text of the document

    def word(self, word: bytes, number: int) -> bool:
        """Takes a control word; False when it has none of its own meaning here."""
        return False

    def text(self, text: str) -> None:
        """Takes text."""

    def codec(self, usual: str) -> str:
        """The codec of bytes in this group; `usual` that of the font that is on."""
        return usual


class Frame(Sink):
    """Drops the text of a group, but not that of the groups in it."""

    nests = True


@dataclass
class Caught(Sink):
    """Keeps the text."""

    caught: list[str] = field(default_factory=list)

    def text(self, text: str) -> None:
        self.caught.append(text)

    @property
    def whole(self) -> str:
        return "".join(self.caught)


@dataclass
class Field(Caught):
    """A field, which takes its instruction. shown: whether it has a result."""

    shown: bool = False

    def text(self, text: str) -> None:
        if len(self.caught) < _LONGEST:
            self.caught.append(text[:_LONGEST])

    def makes_contents(self) -> bool:
        """Whether its result is a table of contents."""
        return _TABLE_OF_CONTENTS.match(self.whole) is not None

    def shows(self) -> str:
        """What it shows without a result: a character in a circle, or one of a font of symbols."""
        if match := _ENCLOSED.match(self.whole):
            inside = match[1].strip()
            return chr(ord("①") + int(inside) - 1) if _CIRCLED.fullmatch(inside) else inside
        if match := _SYMBOL.match(self.whole):
            code = int(match[1])
            return SHOWN.get(code) or (chr(code) if code < 0xD800 else "")
        return ""


@dataclass
class Font:
    """name: as written; encoding: of its bytes, None for that of the file; symbols: whether it shows symbols."""

    name: str = ""
    encoding: str | None = None
    symbols: bool = False


class FontTable(Sink):
    """\\fonttbl. fonts: by number."""

    def __init__(self) -> None:
        self.fonts: dict[int, Font] = {}
        self._font = Font()

    def word(self, word: bytes, number: int) -> bool:
        if word == b"f":
            self._font = self.fonts.setdefault(number, Font())
        elif word == b"fcharset":
            self._font.encoding = self._font.encoding or CHARSETS.get(number)
            self._font.symbols = number == SYMBOL_CHARSET
        elif word == b"cpg":
            self._font.encoding = codec_of(number) or self._font.encoding
        return True

    def text(self, text: str) -> None:
        if len(self._font.name) < _LONGEST:
            self._font.name += text.replace(";", "").strip()

    def codec(self, usual: str) -> str:
        return self._font.encoding or usual


@dataclass
class Style:
    """level: of an outline, from 0, -1 for none; contents: whether its paragraphs are entries of a table of contents."""

    level: int = -1
    contents: bool = False


class StyleSheet(Sink):
    """\\stylesheet. styles: those that say something about their paragraphs, by number."""

    def __init__(self) -> None:
        self.styles: dict[int, Style] = {}
        self._number, self._level = 0, -1
        self._name = ""

    def word(self, word: bytes, number: int) -> bool:
        if word == b"s":
            self._number = number
        elif word == b"outlinelevel":
            self._level = number
        else:
            return False
        return True

    def text(self, text: str) -> None:
        if len(self._name) < _LONGEST:
            self._name += text
        if ";" in text:
            heading = _HEADING.match(self._name)
            level = int(heading[1]) - 1 if heading else self._level
            contents = _CONTENTS.match(self._name) is not None
            if level >= 0 or contents:
                self.styles[self._number] = Style(level, contents)
            self._number, self._level, self._name = 0, -1, ""


class ListTable(Sink):
    """\\listtable and \\listoverridetable, into a numbering."""

    nests = True

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._levels: list[Level] = []
        self._starts: dict[int, int] = {}
        self._list = 0
        self._overridden = -1

    def word(self, word: bytes, number: int) -> bool:
        if word in (b"list", b"listoverride"):
            self._levels, self._starts, self._overridden = [], {}, -1
        elif word == b"lfolevel":
            self._overridden += 1
        elif word == b"listlevel":
            self._levels.append(Level())
        elif word == b"listid":
            self._list = number
            if self._levels and self._overridden < 0:
                self._numbering.lists[number] = self._levels
        elif word == b"ls":
            self._numbering.chosen[number] = self._list
            self._numbering.starts |= {(number, level): start for level, start in self._starts.items()}
        elif word == b"levelstartat" and self._overridden >= 0:
            self._starts[self._overridden] = number
        elif word in (b"levelnfc", b"levelstartat") and self._levels:
            setattr(self._levels[-1], "form" if word == b"levelnfc" else "first", number)
        return True

    @property
    def level(self) -> Level:
        """The level that is being defined."""
        return self._levels[-1] if self._levels else Level()


@dataclass
class LevelText(Sink):
    """\\leveltext: how many characters it has, then these."""

    level: Level
    _counted: bool = False

    def text(self, text: str) -> None:
        text = text if self._counted else text[1:]
        self._counted = True
        if len(self.level.text) < _LONGEST:
            self.level.text += text[:_LONGEST].removesuffix(";")


@dataclass
class RowEnd(Sink):
    """\\nesttableprops: the definition of a row of a table in a cell, of which its end alone counts."""

    end: Callable[[], None]

    def word(self, word: bytes, number: int) -> bool:
        if word == b"nestrow":
            self.end()
        return True
