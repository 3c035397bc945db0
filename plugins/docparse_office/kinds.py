"""Kinds: which files LibreOffice is asked to read, told by what is in them, and what it is not asked to read."""

from __future__ import annotations

import re
import struct

from docparse import Limits, LoadError, Package, read_xml
from docparse_office.compound import MAGIC, Compound, DamagedError

_WORD = "WordDocument"  # of Word from 6 to 2003, and of WPS
_OTHERS = {
    "Workbook": "an Excel workbook", "Book": "an Excel workbook", "PowerPoint Document": "a PowerPoint presentation",
    "VisioDocument": "a Visio drawing", "__properties_version1.0": "an Outlook message", "HwpSummaryInformation": "a Hangul document",
}  # fmt: skip
_ENCRYPTED_PACKAGE = "EncryptedPackage"  # of a DOCX with a password
_FLAGS, _ENCRYPTED = 10, 0x100  # where in a Word document, and which bit of them

_ZIP = b"PK\x03\x04"
_MIMETYPE, _MANIFEST = "mimetype", "META-INF/manifest.xml"
_TEXT_TYPE = re.compile(rb"application/vnd\.oasis\.opendocument\.text(-template|-master)?\s*")
_ENCRYPTED_MEMBER = b"encryption-data"
_PARTS = ("content.xml", "styles.xml")

_XML_HEAD = 4096  # bytes
_FLAT = {
    ".fodt": (b"<office:document", b"application/vnd.oasis.opendocument.text"),
    ".uot": (b":UOF", b"vnd.uof.text"),
}
_UNLOCK = "open it with its password and save it without one"


def suffix_of(data: bytes, name: str, limits: Limits) -> str | None:
    """The suffix of the format that a file is in, for LibreOffice to read; None for files of others.

    LoadError DP-L105 for one with a password, DP-L002 for a workbook and such, DP-L005 to DP-L007 and DP-L103 for those
    that LibreOffice is not to see.
    """
    if data.startswith(MAGIC):
        return _compound(data, name)
    if data.startswith(_ZIP):
        return _package(data, name, limits) if _MIMETYPE.encode() in data else None
    head = data[:_XML_HEAD]
    for suffix, signs in _FLAT.items():
        if all(sign in head for sign in signs):
            read_xml(data, "the document", name, limits)
            return suffix
    return None


def _compound(data: bytes, name: str) -> str:
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
    if len(begin) > _FLAGS + 2 and struct.unpack_from("<H", begin, _FLAGS)[0] & _ENCRYPTED:
        raise LoadError("DP-L105", name, "it needs a password", _UNLOCK)
    return ".doc"


def _package(data: bytes, name: str, limits: Limits) -> str | None:
    package = Package(data, name, limits)
    match = _TEXT_TYPE.fullmatch(package.read(_MIMETYPE)) if _MIMETYPE in package else None
    if match is None:
        return None
    if _MANIFEST in package and _ENCRYPTED_MEMBER in package.read(_MANIFEST):
        raise LoadError("DP-L105", name, "it needs a password", _UNLOCK)
    for member in package.names:  # all of them, so that none unpacks to more than the limits in LibreOffice
        part = package.read(member)
        if member in _PARTS:
            read_xml(part, member, name, limits)
    return ".ott" if match[1] == b"-template" else ".odt"
