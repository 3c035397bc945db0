"""A small good file of every format, made by hand: what the tests of damage and of hostile files begin with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ofd import laid_out, package
from ooxml import docx_parts, p
from zips import packed

TEXT = "关于做好防汛工作的通知\n各乡镇：\n一、压实责任\n（一）明确分工。各负其责。\n（二）加强值守。\n二、储备物资\n2025年5月8日\n"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


class Clothing(NamedTuple):
    """A format that is a package: its suffix, its parts, and the one that holds the text."""

    suffix: str
    members: Mapping[str, str | bytes]
    main: str

    @property
    def data(self) -> bytes:
        return packed(self.members)

    def dressed(self, main: str | bytes) -> bytes:
        """The package with another main part."""
        return packed({**self.members, self.main: main})


def _docx() -> Clothing:
    parts, main = docx_parts("".join(map(p, TEXT.splitlines()))), "word/document.xml"
    return Clothing("docx", parts | {main: _HEAD + parts[main]}, main)


def _odt() -> Clothing:
    body = "".join(f"<text:p>{line}</text:p>" for line in TEXT.splitlines())
    main = (
        f'{_HEAD}<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" '
        f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return Clothing("odt", {"mimetype": kind, "content.xml": main, "META-INF/manifest.xml": manifest}, "content.xml")


def _pdf() -> bytes:
    """A PDF of one page, with text in one of the typefaces that every reader has."""
    shown = b"BT /F1 12 Tf 72 720 Td (1. Duties of all offices) Tj 0 -20 Td (2. Supplies) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return pdf_of(objects)


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    data, places = b"%PDF-1.4\n", list[int]()
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (count, table, trailer)


def _rtf() -> bytes:
    body = "".join("".join(rf"\u{ord(char)}?" for char in line) + r"\par " for line in TEXT.splitlines())
    return (r"{\rtf1\ansi\ansicpg936\uc1 " + body + "}").encode("ascii")


@lru_cache(maxsize=1)
def clothings() -> dict[str, Clothing]:
    """The formats that are packages, by their suffix."""
    ofd = Clothing("ofd", package(laid_out(TEXT)), "Doc_0/Pages/Page_0/Content.xml")
    archive = Clothing("zip", {"附件1.txt": TEXT, "附件2.txt": TEXT}, "附件1.txt")
    return {one.suffix: one for one in (_docx(), _odt(), ofd, archive)}


@lru_cache(maxsize=1)
def good_files() -> dict[str, bytes]:
    """A file of every format, by its suffix."""
    html = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    return {suffix: one.data for suffix, one in clothings().items()} | {
        "txt": TEXT.encode(),
        "md": TEXT.replace("一、", "## 一、").replace("二、", "## 二、").encode(),
        "html": f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{html}</body></html>'.encode(),
        "pdf": _pdf(),
        "rtf": _rtf(),
    }
