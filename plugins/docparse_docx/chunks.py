"""Chunks: files of other formats that a Word file embeds as part of its text (w:altChunk).

Programs that write Word files from web pages often put the page into the package as it is, and leave the rest to Word.
"""

from __future__ import annotations

import email
import email.policy
import html
import re
from collections.abc import Callable, Iterator

from docparse import LoadError

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_MAIL = re.compile(rb"\s*(?:MIME-Version|From|Content-Type|Date|Subject)\s*:", re.IGNORECASE)
_TAG = re.compile(r"<(?:!doctype html|html|body|head|p|div|table|h[1-6]|span)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<(?P<closes>/?)(?P<name>[A-Za-z!?][A-Za-z0-9:]*)[^<>]*>")
_BLANKS = re.compile(r"[ \t\r\n]+")
_SAMPLE = 4096  # characters that tell what a chunk is
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"script", "style", "title", "head"})


def chunk_lines(data: bytes, name: str) -> Iterator[str]:
    """The paragraphs of an embedded file that is no Word file: a web page, also as MHT, RTF or text.

    name: of the whole file, for messages
    """
    if data.lstrip().startswith(b"{\\rtf"):
        yield from _lines_of_rtf(data, name)
        return
    if _MAIL.match(data):
        data, charset = _page_of_mail(data)
    else:
        found = _CHARSET.search(data, 0, _SAMPLE)
        charset = found[1].decode("ascii") if found else ""
    text = _decode(data, charset)
    if _TAG.search(text, 0, _SAMPLE):
        text = _page_text(text)
    for line in text.splitlines():
        if line.strip():
            yield line.strip()


def _page_text(page: str) -> str:
    """The text of a web page, a line for each of its blocks."""
    parts: list[str] = []
    silent = ""
    position = 0
    page = _without_comments(page)
    for tag in _MARKUP.finditer(page):
        if not silent:
            parts.append(_BLANKS.sub(" ", html.unescape(page[position : tag.start()])))
        position = tag.end()
        name = tag["name"].lower()
        if tag["closes"]:
            silent = "" if name == silent else silent
        elif name == "body":
            silent = ""  # whatever the head forgot to close
        elif name in _SILENT and not silent:
            silent = name
        if name in _BLOCKS:
            parts.append("\n")
        elif name in _CELLS and not tag["closes"]:
            parts.append("\t")
    if not silent:
        parts.append(_BLANKS.sub(" ", html.unescape(page[position:])))
    return "".join(parts)


def _without_comments(page: str) -> str:
    parts, position = [], 0
    while (start := page.find("<!--", position)) >= 0 and (end := page.find("-->", start)) >= 0:
        parts.append(page[position:start])
        position = end + 3
    return "".join([*parts, page[position:]])


def _page_of_mail(data: bytes) -> tuple[bytes, str]:
    """The web page in an MHT file, and its charset."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, part.get_content_charset() or ""
    return data, ""


def _decode(data: bytes, charset: str) -> str:
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(codec, "replace")
    for codec in ("utf-8", charset if charset.lower() not in ("gb2312", "gbk") else "gb18030"):
        try:
            return data.decode(codec)
        except (UnicodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


def _lines_of_rtf(data: bytes, name: str) -> Iterator[str]:
    from striprtf.striprtf import rtf_to_text

    convert: Callable[..., str] = rtf_to_text
    try:
        text = convert(data.decode("latin-1"), errors="replace")
    except Exception as error:
        raise LoadError("DP-L103", name, f"an RTF file inside it is damaged: {error}", "get the file again") from error
    for line in text.splitlines():
        if line.strip():
            yield line.strip()
