"""Markdown: files that people write so, and the flat Markdown that converters make of documents."""

from __future__ import annotations

import re
from pathlib import PurePath

from docparse import Limits, SourceText, SourceWriter, decode, hookimpl, run_apart

_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_LARGE = 1 << 20  # characters; the library takes a kilobyte for each cell of a table
_TYPE = "text/markdown"
# A file without any of these signs is plain text, whatever its name.
_SIGNS = re.compile(
    r"^[ \t]{0,3}(?:#|[-*+][ \t]|\d{1,9}[.)][ \t]|>|\||```|~~~|---|===|<[a-zA-Z!/])|\*\*|\]\(|\\[!-/:-@\[-`{-~\n]|[ ]{2}$"
    r"|<br|\[\^|&[a-z]{2,8};|[*_`]", re.MULTILINE,
)  # fmt: skip
_GLUED = re.compile(
    r"^([ ]{0,3}(?:#(?=[一-鿿（(《“〈【])|#{2,6}(?=[^#\s])))", re.MULTILINE
)  # ##一、总则, but not #1机组
_FRONT = re.compile(r"\ufeff?---[ \t]*\n((?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FRONT_LINE = re.compile(r"[\w一-鿿 -]{1,40}:(?:\s|$)|[ \t]|-[ \t]|#")
_TITLE = re.compile(r"^(?:title|标题|標題)[ \t]*:[ \t]*[\"']?(.{2,200}?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)


@hookimpl
def load_source(name: str, data: bytes, media_type: str, encoding: str | None, limits: Limits) -> SourceText | None:
    """The text of a .md file; None for one that is not clearly Markdown, and for files with other names.

    LoadError DP-L101 and DP-L102 as of plain text; a large one is read in a process with limits: DP-L004.
    """
    if PurePath(name).suffix.lower() not in _SUFFIXES and media_type != _TYPE:
        return None
    decoded = decode(data, name, encoding)
    if decoded is None or not _SIGNS.search(decoded.text):
        return None
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > _LARGE:
        return run_apart(_read, text, name, limits, name=name, size=len(data), limits=limits)
    return _read(text, name, limits)


def _read(text: str, name: str, limits: Limits) -> SourceText | None:
    from docparse_markdown.blocks import Blocks  # the library takes a while to import, and most files are others

    writer = SourceWriter(name, _TYPE, limits)
    front = _FRONT.match(text)
    begin = 0
    if front and all(_FRONT_LINE.match(line) for line in front[1].split("\n") if line):
        begin = front.end()
        for number, line in enumerate(front[1].split("\n")[:-1], 2):
            writer.paragraph(line, f"line {number}", "metadata_field")
        title = _TITLE.search(front[1])
        if title and not _has_title(text[begin:], title[1]):
            writer.paragraph(title[1], f"line {front[1].count(chr(10), 0, title.start()) + 2}", "document_title")
    blocks = Blocks(writer, name, limits)
    body = _GLUED.sub(r"\1 ", text[begin:])
    return writer.source() if blocks.write(body, text.count("\n", 0, begin) + 1) else None


def _has_title(body: str, title: str) -> bool:
    """Whether the text shows the title of its front matter, or begins with a heading."""
    return "".join(title.split()) in "".join(body[:2000].split()) or body.lstrip().startswith("# ")
