"""The state: what a group of RTF hands to the groups in it, and takes back when it ends."""

from __future__ import annotations

from typing import Any, NamedTuple

from docparse_rtf.sinks import Sink

_FALLBACK = 8  # bytes that stand for one \u at most
_DEEPEST = 16  # tables in one another; those deeper are read as one


class State(NamedTuple):
    """into: what takes text, None for the story that is open
    contents: whether text is the result of a field that makes a table of contents
    fallback: bytes that stand behind each \\u
    script: "asian" or "right" for what is said of characters of such scripts alone
    """

    into: Sink | None = None
    contents: bool = False
    fallback: int = 1
    # of characters
    font: int = -1
    asian_font: int = -1
    script: str = ""
    bold: bool = False
    asian_bold: bool = False
    hidden: bool = False
    deleted: bool = False
    # of paragraphs
    style: int = 0
    outline: int = -1
    in_table: bool = False
    nesting: int = 0
    list: int = 0
    list_level: int = 0

    def after(self, word: bytes, number: int | None) -> State:
        """The state that a control word leaves."""
        changed: dict[str, Any] = {}
        if word in _SWITCHES:
            changed[_SWITCHES[word]] = number != 0
        elif word in _NUMBERS:
            changed[_NUMBERS[word]] = number or 0
        elif word in _SCRIPTS:
            changed["script"] = _SCRIPTS[word]
        elif word in _RESETS:
            changed = _RESETS[word]
        elif word == b"uc":
            changed["fallback"] = min(max(number or 0, 0), _FALLBACK)
        elif word in _BOLD:
            changed = self._bolder(word, number != 0)
        elif word in _FONT:
            changed = self._in_font(word, number or 0)
        return self._replace(**changed)

    @property
    def depth(self) -> int:
        """How many tables the paragraph is in."""
        return min(max(self.nesting, int(self.in_table)), _DEEPEST)

    def _bolder(self, word: bytes, on: bool) -> dict[str, Any]:
        if word == b"b":
            return {"bold": on, "asian_bold": on}
        return {"asian_bold": on} if self.script == "asian" else {}

    def _in_font(self, word: bytes, font: int) -> dict[str, Any]:
        own = {"font": font} if word == b"f" else {}
        return own | {"asian_font": font} if self.script == "asian" else own


def _defaults(*names: str) -> dict[str, Any]:
    return {name: State._field_defaults[name] for name in names}


_SWITCHES = {b"v": "hidden", b"deleted": "deleted", b"intbl": "in_table"}
_NUMBERS = {b"s": "style", b"outlinelevel": "outline", b"itap": "nesting", b"ls": "list", b"ilvl": "list_level"}
_SCRIPTS = {b"loch": "", b"hich": "high", b"dbch": "asian", b"rtlch": "right", b"ltrch": ""}
_RESETS = {
    b"plain": _defaults("font", "asian_font", "script", "bold", "asian_bold", "hidden", "deleted"),
    b"pard": _defaults("style", "outline", "in_table", "nesting", "list", "list_level"),
}
_BOLD, _FONT = (b"b", b"ab"), (b"f", b"af")
WORDS = frozenset((*_SWITCHES, *_NUMBERS, *_SCRIPTS, *_RESETS, *_BOLD, *_FONT, b"uc"))
