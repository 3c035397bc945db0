"""Markup: XML read without entities, document types, network or depth that exhausts anything."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from docparse.errors import LoadError
from docparse.limits import Limits, refused

Element = etree._Element
_CLOSED: dict[str, Any] = {
    "resolve_entities": False, "load_dtd": False, "no_network": True, "dtd_validation": False,
    "remove_comments": True, "remove_pis": True, "huge_tree": False, "recover": False,
}  # fmt: skip
_DEEP, _LIMIT = "depth", "Resource limit"  # in what libxml2 says of it
_TAG, _ATTRIBUTE = 130, 200  # bytes that libxml2 takes for a tag, and for an attribute with its value
_SHARE = 0.75  # of the memory limit, for a tree and the bytes that it is made of
_PIECE = 1 << 17  # bytes of a part that are taken at once


def read_xml(data: bytes, part: str, name: str, limits: Limits) -> Element:
    """The root element of an XML part of a file; comments and processing instructions are left out.

    LoadError DP-L005 for more elements than fit into memory, DP-L007 for a document type, entities or elements nested
    too deep, DP-L103 for XML that is not well formed.
    """
    tree = 2 * len(data) + data.count(b"<") * _TAG + data.count(b"=") * _ATTRIBUTE
    if tree > _SHARE * limits.memory:
        raise refused("DP-L005", name, f"{part} has more elements than fit into memory", "split the file")
    try:
        _check_prolog(data, part, name)
        root: Element = etree.fromstring(data, etree.XMLParser(**_CLOSED))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refusal(error, part, name) from None
    return root


def stream_xml(data: bytes, part: str, name: str, limits: Limits, holder: str) -> Iterator[Element]:
    """The children of the first element with the tag `holder`, one after another: the part is never in memory as a whole.

    Each is gone once the next is asked for, so nobody may keep one. LoadError as of `read_xml`, when that place is
    reached.
    """
    parser = etree.XMLPullParser(("start",), tag=holder, **_CLOSED)
    parent: Element | None = None
    try:
        _check_prolog(data, part, name)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refusal(error, part, name) from None
    for start in range(0, max(len(data), 1), _PIECE):
        ends = start + _PIECE >= len(data)
        try:
            parser.feed(data[start : start + _PIECE])
            if ends:
                parser.close()
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _refusal(error, part, name) from None
        if parent is None:
            parent = next((element for _, element in parser.read_events()), None)
        if parent is not None:
            yield from _completed(parent, len(parent) if ends else len(parent) - 1)


def _completed(parent: Element, count: int) -> Iterator[Element]:
    """The first children of `parent`, which are taken away afterwards."""
    for element in parent[: max(count, 0)]:
        yield element
        element.clear()  # else taking away takes the square of the time
    del parent[: max(count, 0)]


def _check_prolog(data: bytes, part: str, name: str) -> None:
    """Refuses a document type before anything that it declares is used: the parser has read it at the first element."""
    for _, root in etree.iterparse(io.BytesIO(data), events=("start",), **_CLOSED):
        info = root.getroottree().docinfo
        if info.doctype or info.internalDTD is not None:
            reason = f"{part} declares a document type (DTD), which such files have no use for"
            raise refused("DP-L007", name, reason, "save the file anew with an office program")
        return


def _refusal(error: Exception, part: str, name: str) -> LoadError:
    said = " ".join(str(error).split())
    if isinstance(error, etree.XMLSyntaxError):
        if _DEEP in said.lower() or "ntity" in said:
            return refused("DP-L007", name, f"{part}: {said}", "save the file anew with an office program")
        if _LIMIT in said:
            return refused("DP-L005", name, f"{part}: {said}", "split the file")
    return LoadError("DP-L103", name, f"{part} is damaged: {said}", "get the file again")
