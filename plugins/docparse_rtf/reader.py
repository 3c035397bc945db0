"""The reader: a machine that groups save and restore, from the tokens of a file to its stories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from docparse import Budget, Limits, refused
from docparse_rtf import state, words
from docparse_rtf.codepages import WIDE, Decoder, code_page
from docparse_rtf.numbers import Numbering
from docparse_rtf.sinks import Caught, Field, Font, FontTable, Frame, LevelText, ListTable, RowEnd, Sink, StyleSheet
from docparse_rtf.state import State
from docparse_rtf.story import Edge, Piece, Story
from docparse_rtf.tokens import CLOSE, OPEN, SYMBOL, WORD, Token, tokens

_CONTROLS = dict.fromkeys([*range(9), *range(0x0B, 0x20), 0x7F])
_ASIAN = re.compile("[\u2e80-\uffef]")
_NO_FONT = Font()
_OUTLINE = range(9)  # levels; 9 is body text
_DROPPED = Sink()


class _Group(NamedTuple):
    """A group that is open: the state to go back to, and what is done at its end."""

    state: State
    ends: list[Callable[[], None]]


class Reader:
    """Reads an RTF file. LoadError DP-L007 for groups nested too deep; else anything is read somehow."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._data, self._name, self._limits = data, name, limits
        self._budget = Budget(name, limits)
        self._decoder = Decoder(code_page(data))
        self._state = State()
        self._groups: list[_Group] = []
        self._starred = False
        self._default_font = 0
        self._fonts, self._styles, self._numbering = FontTable(), StyleSheet(), Numbering()
        self._numbered = b"\\listtext" not in data and b"\\pntext" not in data
        self._lists = ListTable(self._numbering)
        self._fields: list[Field] = []
        self._stories = [Story()]
        self._counts = Counter[str]()
        self._in_contents = False
        self._edges: list[Edge] = []
        self._merged = {b"clmrg": False, b"clvmrg": False}

    def read(self) -> Story:
        """The story of the body, with the others where they stand in it."""
        take = {OPEN: self._open, CLOSE: self._close, WORD: self._word, SYMBOL: self._symbol}
        for token in tokens(self._data, self._decoder.usual in WIDE):
            if token.kind == CLOSE or token.kind == OPEN:
                take[token.kind](token)
            elif self._state.into is not _DROPPED:
                take.get(token.kind, self._bytes)(token)
                self._starred = token.data == b"*" and token.kind == SYMBOL
        while self._groups:
            self._close()
        while len(self._stories) > 1:  # begun outside of any group
            self._end_story()
        self._flush()
        self._stories[0].end()
        return self._stories[0]

    # --- groups ----------------------------------------------------------------------------------------------------

    def _open(self, token: Token) -> None:
        self._decoder.count_no_more()
        self._starred = False
        self._groups.append(_Group(self._state, []))
        if len(self._groups) > self._limits.depth:
            reason = f"it has more than {self._limits.depth} groups in one another"
            raise refused("DP-L007", self._name, reason, "save the file anew with an office program")

    def _close(self, token: Token | None = None) -> None:
        self._decoder.count_no_more()
        if not self._groups:  # some generators close one group too many, and go on
            return
        group = self._groups.pop()
        for end in reversed(group.ends):
            end()
        self._state = group.state

    def _at_end(self, do: Callable[[], None]) -> None:
        if self._groups:
            self._groups[-1].ends.append(do)

    # --- words -----------------------------------------------------------------------------------------------------

    def _word(self, token: Token) -> None:
        word, number = token.data, token.number
        into = self._state.into
        if self._starred:
            if not self._begins(word):
                self._state = self._state._replace(into=_DROPPED)
        elif word == b"u":
            self._put(self._decoder.unicode(number or 0, self._state.fallback))
        elif word in words.CHARACTERS:
            self._put(self._decoder.character(words.CHARACTERS[word]))
        else:
            self._decoder.count_no_more()
            if into is not None and into.word(word, number or 0):
                self._begins(word)
            elif word in state.WORDS:
                self._state = self._state.after(word, number)
            elif not self._begins(word) and into is None:
                self._do(word, number or 0)

    def _begins(self, word: bytes) -> bool:
        """Whether a word says where the text of its group goes; if so, it goes there."""
        into = self._state.into
        if word in words.NO_TEXT:
            self._send_to(_DROPPED)
        elif word in (b"leveltext", b"fonttbl", b"stylesheet", b"listtable", b"listoverridetable", b"fldinst"):
            self._send_to(self._taker(word))
        elif into is not None and not into.nests:
            return False
        elif word in words.FRAMES:
            self._state = self._state._replace(into=Frame())
        elif word in words.FRAMED:
            self._send_to(None)
        elif word in words.STORIES:
            self._begin_story(*words.STORIES[word])
        elif word in (b"listtext", b"pntext"):
            marker = Caught()
            self._send_to(marker)
            self._at_end(lambda: self._mark(marker.whole))
        elif word == b"nesttableprops":
            self._send_to(RowEnd(lambda: self._end_row(max(2, self._state.depth), [])))
        elif word == b"field":
            self._fields.append(Field())
            self._at_end(self._end_field)
        elif word == b"fldrslt":
            contents = self._state.contents or (bool(self._fields) and self._fields[-1].makes_contents())
            self._state = self._state._replace(into=None, contents=contents)
        else:
            return False
        return True

    def _send_to(self, sink: Sink | None) -> None:
        self._flush()
        self._state = self._state._replace(into=sink)

    def _taker(self, word: bytes) -> Sink:
        match word:
            case b"fonttbl":
                return self._fonts
            case b"stylesheet":
                return self._styles
            case b"leveltext":
                return LevelText(self._lists.level)
            case b"fldinst":
                return self._fields[-1] if self._fields else _DROPPED
        return self._lists

    def _do(self, word: bytes, number: int) -> None:
        """What a word does in the body or in another story."""
        if word in words.ENDS:
            self._end_paragraph()
        elif word in (b"cell", b"nestcell"):
            self._number()
            self._stories[-1].end_cell(1 if word == b"cell" else max(2, self._state.depth))
        elif word == b"row":
            self._end_row(1, self._edges)
        elif word == b"nestrow":
            self._end_row(max(2, self._state.depth), [])
        elif word == b"trowd":
            self._edges = []
        elif word in self._merged:
            self._merged[word] = True
        elif word == b"cellx":
            self._edges.append(Edge(number, *self._merged.values()))
            self._merged = dict.fromkeys(self._merged, False)
        elif word in words.BREAKS and self._stories[-1].pieces:
            self._emit("\n")
        elif word == b"chftn" and self._stories[-1].role == "footnote":
            self._emit(str(self._counts["footnote"]))
        elif word == b"deff":
            self._default_font = number

    def _symbol(self, token: Token) -> None:
        symbol = token.data
        if symbol in words.LITERAL:
            self._bytes(token)
        elif symbol in words.SYMBOLS:
            self._put(self._decoder.character(words.SYMBOLS[symbol]))
        elif symbol in words.ENDS and self._state.into is None:
            self._end_paragraph()

    # --- text ------------------------------------------------------------------------------------------------------

    def _bytes(self, token: Token) -> None:
        usual = self._font.encoding or self._decoder.usual
        codec = self._state.into.codec(usual) if self._state.into else usual
        self._put(self._decoder.feed(token.data, codec))

    def _flush(self) -> None:
        self._put(self._decoder.end())

    def _emit(self, text: str) -> None:
        self._put(self._decoder.end() + text)

    @property
    def _font(self) -> Font:
        number = self._state.font
        return self._fonts.fonts.get(self._default_font if number < 0 else number, _NO_FONT)

    def _put(self, text: str) -> None:
        if not text:
            return
        now, font = self._state, self._font
        if font.symbols or "\uf000" <= text[:1] <= "\uf0ff":
            text = text.translate(words.SHOWN)
        if now.into is not None:
            now.into.text(text)
            return
        text = text.translate(_CONTROLS)
        if now.hidden or now.deleted or not text:
            return
        if self._fields:
            self._fields[-1].shown = True
        self._in_contents |= now.contents
        asian = _ASIAN.search(text) is not None
        if asian and now.asian_font >= 0:
            font = self._fonts.fonts.get(now.asian_font, font)
        self._budget.spend(len(text))
        self._stories[-1].pieces.append(Piece(text, font.name, now.asian_bold if asian else now.bold))

    # --- paragraphs ------------------------------------------------------------------------------------------------

    def _end_paragraph(self) -> None:
        now = self._state
        if now.hidden or now.deleted:  # a mark that is not there parts nothing
            return
        self._number()
        style = self._styles.styles.get(now.style)
        level = now.outline if now.outline >= 0 or style is None else style.level
        role = ""
        if now.contents or self._in_contents or (style is not None and style.contents):
            role = "contents_entry"
        elif level in _OUTLINE:
            role = "heading"
        self._in_contents = False
        self._stories[-1].end_paragraph(now.depth, role, level + 1 if role == "heading" else 0)

    def _number(self) -> None:
        """Ends the text of a paragraph, and puts its marker before it where the file leaves that to the reader."""
        self._flush()
        self._budget.spend(paragraphs=1)
        pieces = self._stories[-1].pieces
        if self._numbered and self._state.list and any(piece.text.strip() for piece in pieces):
            marker = self._numbering.marker(self._state.list, self._state.list_level)
            if marker:
                self._budget.spend(len(marker))
                pieces.insert(0, Piece(marker + " ", "", pieces[0].bold))

    def _mark(self, text: str) -> None:
        """A marker as it is written out, with what parts it from the text."""
        self._flush()
        marker = text.translate(_CONTROLS).strip()
        if marker and not (self._state.hidden or self._state.deleted):
            apart = " " if text[-1:].isspace() else ""
            self._budget.spend(len(marker))
            self._stories[-1].pieces.append(Piece(marker + apart, "", self._state.bold))

    def _end_row(self, nesting: int, edges: list[Edge]) -> None:
        self._flush()
        self._stories[-1].end_row(nesting, edges)

    def _begin_story(self, kind: str, role: str) -> None:
        self._flush()
        self._counts[kind] += 1
        self._budget.spend(paragraphs=1)
        self._stories.append(Story(f"{kind} {self._counts[kind]}", role))
        self._state = State(fallback=self._state.fallback)
        self._at_end(self._end_story)

    def _end_story(self) -> None:
        self._flush()
        story = self._stories.pop()
        story.end()
        self._stories[-1].add(story)

    def _end_field(self) -> None:
        field = self._fields.pop()
        if not field.shown and self._state.into is None and field.shows():
            self._emit(field.shows())
        elif self._fields:
            self._fields[-1].shown |= field.shown
