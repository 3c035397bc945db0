"""Kinds: which files LibreOffice is asked to read, told by what is in them, and what it is not asked to read."""

from __future__ import annotations

import struct
from typing import NamedTuple

from docparse import Limits, LoadError, Package, read_xml
from docparse_office.compound import MAGIC, Compound, DamagedError

_WORD = "WordDocument"  # of Word from 6 to 2003, and of WPS
_OTHERS = {
    "Workbook": "an Excel workbook", "Book": "an Excel workbook", "PowerPoint Document": "a PowerPoint presentation",
    "VisioDocument": "a Visio drawing", "__properties_version1.0": "an Outlook message", "HwpSummaryInformation": "a Hangul document",
}  # fmt: skip
_ENCRYPTED_PACKAGE = "EncryptedPackage"  # of a DOCX with a password
_ENCRYPTED = 0x100  # of the flags of a Word document

_ZIP = b"PK\x03\x04"
_MIMETYPE, _MANIFEST = "mimetype", "META-INF/manifest.xml"
_ENCRYPTED_MEMBER = b"encryption-data"
_PARTS = ("content.xml", "styles.xml")

_XML_HEAD, _BEFORE_XML = 4096, b"\xef\xbb\xbf \t\r\n"


class Kind(NamedTuple):
    """A format: its suffix, and the filter of LibreOffice that reads it, which takes what it cannot read for text else."""

    suffix: str
    filter: str


_WORD_BEFORE_97 = {range(0x68, 0xC0): Kind(".doc", "MS Word 95"), range(1, 0x68): Kind(".doc", "MS WinWord 6.0")}
_WORD_97 = Kind(".doc", "MS Word 97")
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": Kind(".odt", "writer8"),
    b"application/vnd.oasis.opendocument.text-template": Kind(".ott", "writer8_template"),
}
_FLAT = {
    (b"<office:document", b"application/vnd.oasis.opendocument.text"): Kind(".fodt", "OpenDocument Text Flat XML"),
    (b":UOF", b"vnd.uof.text"): Kind(".uot", "UOF text"),
}
_UNLOCK = "open it with its password and save it without one"


def kind_of(data: bytes, name: str, limits: Limits) -> Kind | None:
    """The format that a file is in, if LibreOffice is to read it; None for files of others.

    LoadError DP-L105 for one with a password, DP-L002 for a workbook and such, DP-L005 to DP-L007 and DP-L103 for those
    that LibreOffice is not to see.
    """
    if data.startswith(MAGIC):
        return _compound(data, name)
    if data.startswith(_ZIP):
        return _package(data, name, limits) if _MIMETYPE.encode() in data else None
    head = data[:_XML_HEAD].lstrip(_BEFORE_XML)
    if not head.startswith(b"<"):
        return None
    for signs, kind in _FLAT.items():
        if all(sign in head for sign in signs):
            read_xml(data, "the document", name, limits)
            return kind
    return None


def _compound(data: bytes, name: str) -> Kind:
    try:
        file = Compound(data)
        names = file.names
        begin = file.begins(_WORD) if _WORD in names else b""
    except DamagedError as error:
        raise LoadError("DP-L103", name, f"it is damaged: {error}", "get the file again") from None
    if _ENCRYPTED_PACKAGE in names:
        raise LoadError("DP-L105", name, "it needs a password", _UNLOCK)
    if _WORD not in names:
        kind = next((kind for stream, kind in _OTHERS.items() if stream in names), "no document of Word or WPS")
        raise LoadError("DP-L002", name, f"it is {kind}, which no plugin reads", "save its text as a .docx file")
    version, flags = struct.unpack_from("<2xH6xH", begin) if begin else (0, 0)
    if flags & _ENCRYPTED:
        raise LoadError("DP-L105", name, "it needs a password", _UNLOCK)
    return next((kind for versions, kind in _WORD_BEFORE_97.items() if version in versions), _WORD_97)


def _package(data: bytes, name: str, limits: Limits) -> Kind | None:
    package = Package(data, name, limits)
    kind = _OPEN_DOCUMENT.get(package.read(_MIMETYPE).strip()) if _MIMETYPE in package else None
    if kind is None:
        return None
    if _MANIFEST in package and _ENCRYPTED_MEMBER in package.read(_MANIFEST):
        raise LoadError("DP-L105", name, "it needs a password", _UNLOCK)
    for member in package.names:  # all of them, so that none unpacks to more than the limits in LibreOffice
        part = package.read(member)
        if member in _PARTS:
            read_xml(part, member, name, limits)
    return kind
