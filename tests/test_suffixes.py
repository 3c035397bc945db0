"""Suffixes: what a file is called does not change what is read of it. Each kind of content under each name.

A new loader adds a row to CONTENTS: how a text becomes such a file, and the plugin that reads it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from email.message import EmailMessage
from functools import lru_cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import docx
import pytest
from formats import outline, outline_of_text, plain
from offices import convert, flat, libreoffice
from test_rtf import escaped, paragraphs, unicode

import docparse

TEXT = "关于开展检查的通知\n各单位：\n一、总体要求\n（一）工作目标。全面完成任务。\n（二）基本原则。\n二、有关安排\n"
NAMES = (
    "a.doc",
    "a.docx",
    "a.wps",
    "a.rtf",
    "a.txt",
    "a.odt",
    "a.pdf",
    "a.ofd",
    "a.html",
    "a.xls",
    "a.DOC",
    "a",
    "a.doc.txt",
)


def docx_of(text: str) -> bytes:
    document, file = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def html_of(text: str) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines())
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def mht_of(text: str) -> bytes:
    message = EmailMessage()
    message.set_content(html_of(text).decode(), subtype="html", charset="utf-8")
    message.make_related()
    return bytes(message)


def office_of(suffix: str) -> Callable[[str], bytes]:
    @lru_cache(maxsize=4)
    def write(text: str) -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder, "a.fodt")
            path.write_bytes(flat(*map(escape, text.splitlines())))
            return convert(path, suffix).read_bytes()

    return write


class Content(NamedTuple):
    """write: makes a file of a text; readers: the plugins that read it; program: whether that takes LibreOffice."""

    write: Callable[[str], bytes]
    readers: tuple[str, ...]
    program: bool = False


CONTENTS = {
    "UTF-8": Content(str.encode, ("docparse_text",)),
    "GB 18030": Content(lambda text: text.encode("gb18030"), ("docparse_text",)),
    "UTF-16": Content(lambda text: text.encode("utf-16"), ("docparse_text",)),
    "UTF-16 without BOM": Content(lambda text: text.encode("utf-16-le"), ("docparse_text",)),
    "RTF": Content(paragraphs, ("docparse_rtf",)),
    "RTF in Unicode": Content(lambda text: paragraphs(text, unicode), ("docparse_rtf",)),
    "RTF behind a BOM": Content(lambda text: b"\xef\xbb\xbf\r\n" + paragraphs(text, escaped), ("docparse_rtf",)),
    "DOCX": Content(docx_of, ("docparse_docx",)),
    "HTML": Content(html_of, ("docparse_html",)),
    "MHT": Content(mht_of, ("docparse_html",)),
    "DOC": Content(office_of("doc"), ("docparse_office", "docparse_docx"), True),
    "ODT": Content(office_of("odt"), ("docparse_office", "docparse_docx"), True),
    "UOF": Content(office_of("uot"), ("docparse_office", "docparse_docx"), True),
}


def names(content: Content) -> tuple[str, ...]:
    return NAMES[::4] if content.program else NAMES  # each takes seconds


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, made in CONTENTS.items() for name in names(made)])
def test_content_decides(kind: str, name: str) -> None:
    content = CONTENTS[kind]
    for reader in content.readers:
        if find_spec(reader) is None:
            pytest.skip(f"there is no {reader}")
    if content.program and libreoffice.find() is None:
        pytest.skip("LibreOffice is not installed")
    result = plain().parse_bytes(content.write(TEXT), name)
    assert outline(result.document) == outline_of_text(TEXT)
    assert result.document.source.name == name


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0" * 99]
)
def test_what_is_none_of_them_is_refused_by_name(name: str, data: bytes) -> None:
    with pytest.raises(docparse.LoadError) as caught:
        plain().parse_bytes(data, name)
    assert caught.value.code in ("DP-L002", "DP-L103")
    assert caught.value.name == name
