"""Tokens: the tags and the text of HTML, as they come, in time that grows with the file alone.

HTML parsers made for browsers lose text without a word: libxml2 answers an empty document for elements nested too deep,
and what stands behind a quote, a comment or a script that is never closed is gone in all of them. Here a tag that is
none is text, and what is never closed ends at the next tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

TEXT, START, END = "text", "start", "end"

# A quoted value ends at a quote before a blank or the end of the tag: any other quote shows that one is missing.
_TAG = re.compile(
    r"<(/?)([a-zA-Z][^\s/<>\"'=]*+)"
    r"((?:[^<>\"'=]++|=\s*+\"[^\"]*+\"(?=[\s/>])|=\s*+'[^']*+'(?=[\s/>])|[=\"'])*+)(>?)"
)
_ATTRIBUTE = re.compile(r"([^\s/>=\"']++)(?:\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*+)))?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}+(?![0-9])|#[xX][0-9a-fA-F]{1,6}+(?![0-9a-fA-F])|[A-Za-z][A-Za-z0-9]{1,31}+);?")
_INVISIBLE = re.compile("[\0\u00ad\u200b\u2060\ufeff]")  # a soft hyphen and blanks without width
# Elements whose content is no markup: until their end tag. With True their text is text, entities and all.
_RAW = {
    "script": False, "style": False, "xmp": True, "iframe": False, "noembed": False, "textarea": True, "title": True,
}  # fmt: skip
_MARKUP = re.compile("<[a-zA-Z/!?]")
_NEXT_TAG = re.compile("<[a-zA-Z/!]")


class Token(NamedTuple):
    """A piece of text, a start tag or an end tag; at: its offset; text: the name of a tag, in small letters."""

    kind: str
    text: str
    at: int
    inner: str = ""  # of a start tag: what stands behind its name; of a raw element also


def read_attributes(inner: str) -> dict[str, str]:
    """The attributes of a start tag, the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(inner):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), resolve(value) if "&" in value else value)
    return found


def resolve(text: str) -> str:
    """Text with its character references replaced, and without characters that show nothing."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    return _INVISIBLE.sub("", text)


def read_tokens(html: str) -> Iterator[Token]:
    """The tokens of a page. The content of scripts and style sheets follows its start tag as text."""
    begin = position = 0  # of the text that goes on, and of what is looked at
    unclosed: set[str] = set()
    while markup := _MARKUP.search(html, position):
        at = markup.start()
        if html[at + 1] in "!?":
            end, text = _declaration(html, at, unclosed)
            if at > begin:
                yield Token(TEXT, resolve(html[begin:at]), begin)
            if text:
                yield Token(TEXT, text, at)
            begin = position = end
            continue
        match = _TAG.match(html, at)
        if match is None or not match[4]:  # no tag, so it is text
            position = at + 1 if match is None else match.end()
            if match is not None and position == len(html) and ">" not in match[0]:
                break  # a tag that the end of the file cuts off is markup
            continue
        if at > begin:
            yield Token(TEXT, resolve(html[begin:at]), begin)
        name, inner = match[2].lower(), match[3]
        yield Token(END if match[1] else START, name, at, inner)
        begin = position = match.end()
        if name in _RAW and not match[1] and not inner.endswith("/"):
            end = _raw_end(html, name, position, unclosed)
            yield Token(TEXT, resolve(html[position:end]) if _RAW[name] else html[position:end], position)
            yield Token(END, name, end)
            begin = position = end
    else:
        at = len(html)
    if at > begin:
        yield Token(TEXT, resolve(html[begin:at]), begin)


def _declaration(html: str, position: int, unclosed: set[str]) -> tuple[int, str]:
    """Where a comment, a document type or an instruction ends, and the text that it is if it is character data."""
    if html.startswith("<!--", position):
        end = _find(html, "-->", position + 2, unclosed)
        if end >= 0:
            return max(end, position + 2) + 3, ""
    elif html.startswith("<![CDATA[", position):
        end = _find(html, "]]>", position, unclosed)
        if end >= 0:
            return end + 3, html[position + 9 : end]
    elif html[position : position + 9].lower() == "<!doctype" and "[" in html[position : html.find(">", position) + 1]:
        end = _find(html, "]>", position, unclosed)
        if end >= 0:
            return end + 2, ""
    end = _find(html, ">", position, unclosed)
    return (end + 1, "") if end >= 0 else (len(html), html[position:])


def _raw_end(html: str, name: str, position: int, unclosed: set[str]) -> int:
    closing = "</" + name
    if closing not in unclosed:
        match = re.compile(closing, re.IGNORECASE).search(html, position)
        if match:
            return match.start()
        unclosed.add(closing)
    following = _NEXT_TAG.search(html, position)
    return following.start() if following else len(html)


def _find(html: str, sign: str, position: int, unclosed: set[str]) -> int:
    """As `str.find`; a sign that was not found once is not looked for again."""
    found = -1 if sign in unclosed else html.find(sign, position)
    if found < 0:
        unclosed.add(sign)
    return found
