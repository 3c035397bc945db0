"""HTML: pages of any age, with what they show as text, and web archives (MHTML), which hold one."""

from __future__ import annotations

import re
from pathlib import PurePath

from docparse import Decoded, Limits, LoadError, SourceText, decode, decode_declared, hookimpl
from docparse_html.lists import has_own_marker
from docparse_html.mhtml import read_archive
from docparse_html.writing import read_html, write_fragment

__all__ = ["has_own_marker", "load_source", "write_fragment"]

_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"})
_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_HEAD = 1 << 16  # bytes in which a page shows what it is, and its charset
_LEAD = r"[\s\ufeff\0]*(?:<\?[^<>]*>\s*|<!--(?:(?!-->).){0,4000}-->\s*|<%[^<>]*%>\s*){0,8}"
_PAGE = re.compile(_LEAD + r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    _LEAD + r"<(div|p|table|tbody|tr|td|span|section|article|main|center|font|h[1-6]|ul|ol|dl|style|meta|title|script|link|form|pre|header|nav)"
    r"(?:\s[^<>]*)?>.*</[a-z]", re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_CHARSET = re.compile(
    r"<meta\b[^<>]*?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|<\?xml[^<>]*?encoding=[\"']([\w:.-]{1,40})", re.IGNORECASE
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@hookimpl
def load_source(name: str, data: bytes, media_type: str, encoding: str | None, limits: Limits) -> SourceText | None:
    """The text of a page; None for what is no HTML. `encoding` is its charset, whatever it says itself.

    LoadError DP-L107 for a page that shows no text; DP-L101 and DP-L102 as of plain text.
    """
    archive = read_archive(data)
    page, charset = archive or (data, "")
    head = _head(page, encoding)
    if archive is None and not _is_html(head, name, media_type):
        return None
    if not charset:
        said = _CHARSET.search(head)
        charset = (said[1] or said[2]) if said else ""
    decoded = _decoded(page, name, encoding, charset)
    if decoded is None:
        return None
    source, frames = read_html(decoded.text, name, limits)
    if not source.raw.strip():
        where = f"its text is in {', '.join(frames[:3])}" if frames else "it may be written by a script"
        raise LoadError("DP-L107", name, "the page shows no text", f"{where}; give the page as a browser saves it")
    return source


def _head(data: bytes, encoding: str | None) -> str:
    """The first characters of a file. Those of tags are ASCII in all encodings but UTF-16 and UTF-32."""
    head = data[:_HEAD]
    wide = head.startswith(_WIDE) or b"\0" in head[:256] or (encoding or "").lower().startswith(("utf-16", "utf-32"))
    return head.replace(b"\0", b"").decode("latin-1").lstrip("ÿþ") if wide else head.decode("latin-1")


def _is_html(head: str, name: str, media_type: str) -> bool:
    if _PAGE.match(head) or _FRAGMENT.match(head):
        return True
    named = media_type in _TYPES or PurePath(name).suffix.lower() in _SUFFIXES
    return named and _TAG.search(head) is not None


def _decoded(data: bytes, name: str, encoding: str | None, charset: str) -> Decoded | None:
    if encoding is not None:
        return decode(data, name, encoding)
    return decode_declared(data, name, charset) or decode_declared(data.replace(b"\0", b""), name, charset)
