"""Inline: the text of a Markdown paragraph without its signs, and where it is emphasised."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from docparse import Run, join_runs
from docparse_html.tokens import resolve

_FIRST = re.compile(r"[\\`$!\[\]*_~<]")
_SIGN = re.compile(
    r"(?P<escaped>\\[!-/:-@\[-`{-~\n])"
    r"|(?P<ticks>`{1,8}(?!`))"
    r"|(?P<math>\$\$[^$]++\$\$|\$[^\s$][^$\n]*+\$)"
    r"|(?P<note>\[\^[^\]\s]{1,40}\])"
    r"|(?P<opening>!?\[)"
    r"|(?P<closing>\](?:\((?P<target>\s*+(?:<[^<>\n]*+>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()]*+)*+)"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\s*+)\)|(?P<span>\{[.#][^{}\n]*+\}))?)"
    r"|(?P<run>\*++|_++|~~)"
    r"|(?P<tag><!--(?:[^<-]++|-(?!->))*+-->|</?(?P<name>[a-zA-Z][\w:-]*+)(?:\s[^<>]*+)?/?>)"
    r"|(?P<link><(?:https?|ftp|mailto):[^\s<>]*+>)"
)
_TARGET = re.compile(r"[./#:@]|\A\s*\Z")  # what a word in brackets behind others, [甲](乙), is not
_NESTED = 32  # brackets in brackets
_LONGEST_RUN = {"*": 3, "_": 2, "~": 2}  # more of them are a blank to fill in, or a mask
# Tags that stand in text; <名称> and <name> are none.
_TAGS = frozenset(
    {"a", "abbr", "b", "big", "br", "center", "cite", "code", "div", "em", "font", "h1", "h2", "h3", "h4", "h5",
     "h6", "i", "img", "input", "ins", "kbd", "label", "li", "mark", "o:p", "ol", "p", "s", "small", "span",
     "strike", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "tt", "u", "ul", "del", "wbr"}
)  # fmt: skip
_BOLD = frozenset({"b", "strong", "em"})
_BREAKING = frozenset({"br", "p", "div", "li", "tr", "center", "h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class _Piece:
    """A stretch of the text. Of a run of signs: how many of it emphasise from here on, or end emphasis, and the rest."""

    text: str
    opens: int = 0
    closes: int = 0


def read_inline(text: str) -> list[list[Run]]:
    """The lines of a paragraph: a line break in its source, and a <br>, ends a line."""
    lines: list[list[Run]] = [[]]
    depth = 0
    for piece in _Inline(text).pieces:
        depth -= piece.closes
        first, *others = piece.text.split("\n")
        lines[-1].append(Run(first, depth > 0))
        lines += [[Run(other, depth > 0)] for other in others]
        depth += piece.opens
    return [_stripped(join_runs(line)) for line in lines]


class _Inline:
    def __init__(self, text: str) -> None:
        self.source = text
        self.pieces: list[_Piece] = []
        self.openers: dict[str, list[int]] = {"*": [], "_": [], "~": []}
        self.brackets: deque[int] = deque(maxlen=_NESTED)
        self.ticks: set[int] = set()  # runs of ticks that nothing closes
        begin = position = 0
        while first := _FIRST.search(text, position):
            match = _SIGN.match(text, first.start())
            position = first.end()
            if match is not None:
                self._text(text[begin : match.start()])
                begin = position = self._sign(match)
        self._text(text[begin:])

    def _text(self, text: str) -> None:
        if text:
            self.pieces.append(_Piece(resolve(text)))

    def _sign(self, match: re.Match[str]) -> int:
        """Reads a sign, and answers where it ends."""
        said = match[0]
        if match["escaped"]:
            self.pieces.append(_Piece(said[1]))
        elif match["ticks"]:
            return self._code(match)
        elif match["run"]:
            self._run(match)
        elif match["note"]:
            self.pieces.append(_Piece(f"[{said[2:]}"))
        elif match["opening"]:
            self.brackets.append(len(self.pieces))
            self.pieces.append(_Piece(said))
        elif match["closing"]:
            return self._bracket(match)
        elif match["link"]:
            self.pieces.append(_Piece(said[1:-1]))
        elif match["tag"]:
            self._tag(match)
        else:
            self.pieces.append(_Piece(said))  # a formula
        return match.end()

    def _code(self, match: re.Match[str]) -> int:
        """Code in ticks is text as it stands."""
        ticks = match["ticks"]
        end = -1
        if len(ticks) not in self.ticks:
            closing = re.compile(rf"(?<!`){ticks}(?!`)").search(self.source, match.end())
            end = closing.start() if closing else -1
        if end < 0:
            self.ticks.add(len(ticks))
            self.pieces.append(_Piece(ticks))
            return match.end()
        self.pieces.append(_Piece(self.source[match.end() : end]))
        return end + len(ticks)

    def _run(self, match: re.Match[str]) -> None:
        """Pairs a run of emphasis signs with one before it. Between Chinese characters there are no blanks to go by."""
        said, sign = match[0], match[0][0]
        before = self.source[match.start() - 1 : match.start()] or " "
        after = self.source[match.end() : match.end() + 1] or " "
        closes, opens = not before.isspace(), not after.isspace()
        if sign == "_":
            closes, opens = closes and not after.isalnum(), opens and not before.isalnum()
        left = len(said)
        piece = _Piece("")
        self.pieces.append(piece)
        if left > _LONGEST_RUN[sign]:
            piece.text = said
            return
        openers = self.openers[sign]
        while closes and left and openers:
            opener = self.pieces[openers[-1]]
            taken = min(2 if len(opener.text) > 1 and left > 1 else 1, left)
            opener.text, opener.opens = opener.text[taken:], opener.opens + (sign != "~")
            piece.closes, left = piece.closes + (sign != "~"), left - taken
            if not opener.text:
                openers.pop()
        piece.text = sign * left
        if left and opens:
            openers.append(len(self.pieces) - 1)

    def _bracket(self, match: re.Match[str]) -> int:
        """The end of a link, whose text stays, of an image, which goes, or a bracket of the text."""
        opening = self.brackets.pop() if self.brackets else -1
        target = match["target"]
        if opening >= 0 and (match["span"] or (target is not None and _TARGET.search(target))):
            image = self.pieces[opening].text == "!["
            for piece in self.pieces[opening : None if image else opening + 1]:
                piece.text = ""
            return match.end()
        self.pieces.append(_Piece("]"))
        return match.start() + 1

    def _tag(self, match: re.Match[str]) -> None:
        name, said = (match["name"] or "").lower(), match[0]
        if not name:
            return
        if name not in _TAGS:
            self.pieces.append(_Piece(said))
        elif name in _BOLD:
            ends = said.startswith("</")
            self.pieces.append(_Piece("", int(not ends), int(ends)))
        elif name in _BREAKING:
            self.pieces.append(_Piece("\n"))


def _stripped(line: list[Run]) -> list[Run]:
    """The line without the spaces that indent its source, and what breaks it at its end: blanks, or a backslash."""
    line = [run for run in line if run.text]
    if line:
        line[0] = Run(line[0].text.lstrip(" \t"), line[0].emphasis)
        line[-1] = Run(line[-1].text.rstrip().removesuffix("\\").rstrip(), line[-1].emphasis)
    return [run for run in line if run.text]
