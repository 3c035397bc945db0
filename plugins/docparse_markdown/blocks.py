"""Blocks: the headings, paragraphs, lists and tables of Markdown as the text of a source.

Converters write one paragraph in one line, and some of them no blank line after it: a line is a line of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from docparse import CellText, Limits, Run, SourceWriter, join_runs
from docparse_html import has_own_marker, write_fragment
from docparse_markdown.inline import read_inline

_NESTED = 60  # levels of quotes and lists, two for a list; deeper ones are read as plain text
_LONGEST_HEADING = 60  # characters of what a line of signs below makes a heading
_WRITTEN_MARKDOWN = frozenset({"markdown", "md"})
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}\n]*\}\s*\Z")
_FENCED_DIV = re.compile(r":{3,}\s*(?:\{[^{}]*\}|[\w-]*)\s*:*\Z")
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:\s*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WORDS = re.compile(r"[0-9A-Za-z一-鿿]")
_LOST = 0.005


@dataclass
class Blocks:
    """Writes the blocks of a text."""

    writer: SourceWriter
    name: str
    limits: Limits
    tables: int = 0
    fenced: bool = False  # whether a fence has been read as Markdown: one may hold all of the text
    markers: list[str] = field(default_factory=list)  # of list items whose text has not begun

    def write(self, text: str, first_line: int) -> bool:
        """Writes Markdown whose first line has the number `first_line`; False if some of it would be lost."""
        tokens = _parser().parse(text)
        if not _holds(tokens, text):
            return False
        position = 0
        while position < len(tokens):
            token = tokens[position]
            place = f"line {first_line + token.map[0]}" if token.map else ""
            if token.type == "table_open":
                position = self._table(tokens, position)
            elif token.type == "list_item_open":
                self.markers.append(f"{token.info}{token.markup} ")
            elif token.type == "list_item_close":
                self.markers.clear()
            elif token.type == "html_block":
                self.tables = write_fragment(self.writer, token.content, self.name, self.limits, place, self.tables)
            elif token.type == "fence":
                self._fence(token, first_line)
            elif token.type == "inline":
                self._inline(token, tokens[position - 1], first_line)
            position += 1
        return True

    def _fence(self, token: Token, first_line: int) -> None:
        begin = first_line + (token.map[0] if token.map else 0) + 1
        if token.info.strip().lower() in _WRITTEN_MARKDOWN and not self.fenced:
            self.fenced = True
            if self.write(token.content, begin):
                return
        for number, line in enumerate(token.content.split("\n")[:-1]):
            self.writer.paragraph(line, f"line {begin + number}")

    def _inline(self, token: Token, opening: Token, first_line: int) -> None:
        content, level = token.content, 0
        if opening.type == "heading_open":
            level = int(opening.tag[1:])
            content = _ATTRIBUTES.sub("", content)
            if opening.markup in ("=", "-") and ("\n" in content or len(content) > _LONGEST_HEADING):
                level = 0  # the line below is a rule
        number = first_line + (token.map[0] if token.map else 0)
        for source in _lines(content):
            for line in read_inline(source):
                self._line(line, f"line {number}", level, source)
            number += source.count("\n") + 1

    def _line(self, line: list[Run], place: str, level: int, source: str) -> None:
        text = "".join(run.text for run in line)
        if not text.strip() or _FENCED_DIV.match(text):
            return
        marker = "".join(self.markers)
        self.markers.clear()
        if marker[:1] in "-+*" and has_own_marker(text):
            marker = ""
        role = "footnote" if _NOTE.match(source) else "heading" if level else ""
        self.writer.paragraph(join_runs([Run(marker), *line]), place, role, level)

    def _table(self, tokens: list[Token], position: int) -> int:
        """Writes a table and answers where it ends."""
        rows: list[list[CellText]] = []
        while tokens[position].type != "table_close":
            token = tokens[position]
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                lines = ["".join(run.text for run in line) for line in read_inline(token.content)]
                rows[-1].append(CellText([line for line in lines if line]))
            position += 1
        self.tables += 1
        self.writer.table(rows, f"table {self.tables}")
        return position


def _parser() -> MarkdownIt:
    """Blocks alone. Indented lines are paragraphs, for so they are set, and no definition of a link is lost."""
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTED}).enable("table").disable(["code", "reference"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _lines(content: str) -> list[str]:
    """The lines of a paragraph; two of them stay together where an emphasis or code begins in one and ends in the other."""
    found: list[str] = []
    open_ = False
    for line in content.split("\n"):
        odd = bool(line.count("**") % 2 or line.count("`") % 2)
        if open_ and odd:
            found[-1] += "\n" + line
            open_ = False
        else:
            found.append(line)
            open_ = odd
    return found


def _holds(tokens: list[Token], text: str) -> bool:
    """Whether the words of the text are all in its blocks: what is nested too deep is in none."""
    said = len(_WORDS.findall(text))
    told = sum(len(_WORDS.findall(token.content)) + len(_WORDS.findall(token.info)) for token in tokens)
    return said - told <= _LOST * said
