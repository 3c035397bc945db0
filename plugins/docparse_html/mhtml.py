"""MHTML: the page in a web archive, which is a MIME message of the page and its images, or of the page alone."""

from __future__ import annotations

import binascii
import quopri
import re
from typing import NamedTuple

_HEADER = re.compile(rb"\s*(?:[A-Za-z0-9-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,40}\r?\n")
_BOUNDARY = re.compile(rb"boundary=(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_CHARSET = re.compile(rb"charset=\"?([\w:.-]{1,40})", re.IGNORECASE)
_PAGE_TYPE = re.compile(rb"^Content-Type:\s*(?:text/html|application/xhtml\+xml)", re.IGNORECASE | re.MULTILINE)
_ENCODED = re.compile(rb"^Content-Transfer-Encoding:\s*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_NESTED = 3  # multiparts in multiparts


class PagePart(NamedTuple):
    """The bytes of a page, and the charset that the archive gives it."""

    data: bytes
    charset: str


def read_archive(data: bytes) -> PagePart | None:
    """The first page of a web archive; None for anything else."""
    head = _HEADER.match(data, 0, 1 << 16)
    if head is None or b"mime-version:" not in head[0].lower():
        return None
    return _page(data, head, _NESTED)


def _page(data: bytes, head: re.Match[bytes], depth: int) -> PagePart | None:
    header, body = head[0], data[head.end() :]
    if _PAGE_TYPE.search(header):
        charset = _CHARSET.search(header)
        return PagePart(_decoded(header, body), charset[1].decode("ascii", "replace") if charset else "")
    boundary = _BOUNDARY.search(header)
    if boundary is None or depth == 0:
        return None
    for part in body.split(b"--" + (boundary[1] or boundary[2]))[1:]:
        inner = _HEADER.match(part, 0, 1 << 16)
        page = _page(part, inner, depth - 1) if inner else None
        if page is not None:
            return page
    return None


def _decoded(header: bytes, body: bytes) -> bytes:
    encoded = _ENCODED.search(header)
    kind = encoded[1].lower() if encoded else b""
    if kind == b"quoted-printable":
        return quopri.decodestring(body)
    if kind == b"base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            return body
    return body
