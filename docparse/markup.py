"""Markup: XML read without entities, document types, network or depth that exhausts anything."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docparse.errors import LoadError
from docparse.limits import Limits, refused

Element = etree._Element
_DEEP = "depth"  # in what libxml2 says of it
_PIECE = 1 << 17  # bytes of a part that are taken at once


def read_xml(data: bytes, part: str, name: str, limits: Limits) -> Element:
    """The root element of an XML part of a file; comments and processing instructions are left out.

    LoadError DP-L007 for a document type, entities or elements nested too deep, DP-L103 for XML that is not well formed.
    """
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refusal(error, part, name) from None
    _check_type(root, part, name)
    return root


def stream_xml(data: bytes, part: str, name: str, limits: Limits, holder: str) -> Iterator[Element]:
    """The children of the first element with the tag `holder`, one after another: the part is never in memory as a whole.

    Each is gone once the next is asked for, so nobody may keep one. LoadError as of `read_xml`, when that place is
    reached.
    """
    parser = _parser(holder)
    parent: Element | None = None
    for start in range(0, max(len(data), 1), _PIECE):
        ends = start + _PIECE >= len(data)
        try:
            parser.feed(data[start : start + _PIECE])
            root = parser.close() if ends else None
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _refusal(error, part, name) from None
        if root is not None or parent is None:
            parent = next((element for _, element in parser.read_events()), None) if parent is None else parent
            top = root if root is not None else parent
            if top is not None:
                _check_type(top, part, name)
        if parent is not None:
            yield from _completed(parent, len(parent) if ends else len(parent) - 1)


def _completed(parent: Element, count: int) -> Iterator[Element]:
    """The first children of `parent`, which are taken away afterwards."""
    for element in parent[: max(count, 0)]:
        yield element
        element.clear()  # else taking away takes the square of the time
    del parent[: max(count, 0)]


def _parser(announced: str = "") -> etree.XMLPullParser:
    """announced: the tag of the elements that the parser tells of as soon as they begin"""
    return etree.XMLPullParser(
        ("start",) if announced else (), tag=announced or None,
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, dtd_validation=False,
        remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip


def _check_type(element: Element, part: str, name: str) -> None:
    info = element.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        reason = f"{part} declares a document type (DTD), which such files have no use for"
        raise refused("DP-L007", name, reason, "save the file anew with an office program")


def _refusal(error: Exception, part: str, name: str) -> LoadError:
    said = str(error)
    if isinstance(error, etree.XMLSyntaxError) and (_DEEP in said.lower() or "ntity" in said):
        return refused("DP-L007", name, f"{part}: {said}", "save the file anew with an office program")
    return LoadError("DP-L103", name, f"{part} is damaged: {said}", "get the file again")
