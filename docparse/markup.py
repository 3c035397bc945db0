"""Markup: XML read without entities, document types, network or depth that exhausts anything."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree

from docparse.errors import LoadError
from docparse.limits import Limits, refused

Element = etree._Element
_CLOSED: dict[str, Any] = {
    "resolve_entities": False, "load_dtd": False, "no_network": True, "dtd_validation": False,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip
_DEEP, _LIMIT = "depth", "Resource limit"  # in what libxml2 says of it
_TAG, _ATTRIBUTE = 130, 200  # bytes that libxml2 takes for a tag, and for an attribute with its value
_SHARE = 0.75  # of the memory limit, for a tree and the bytes that it is made of


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
        root: Element = etree.fromstring(data, etree.XMLParser(huge_tree=False, recover=False, **_CLOSED))
        return root
    except etree.XMLSyntaxError as error:
        said = " ".join(str(error).split())
        if _DEEP in said.lower() or "ntity" in said:
            raise refused("DP-L007", name, f"{part}: {said}", "save the file anew with an office program") from None
        if _LIMIT in said:
            raise refused("DP-L005", name, f"{part}: {said}", "split the file") from None
        raise LoadError("DP-L103", name, f"{part} is damaged: {said}", "get the file again") from None
    except ValueError as error:
        raise LoadError("DP-L103", name, f"{part} is damaged: {error}", "get the file again") from None


def _check_prolog(data: bytes, part: str, name: str) -> None:
    """Refuses a document type before anything that it declares is used: the parser has read it at the first element."""
    for _, root in etree.iterparse(io.BytesIO(data), events=("start",), huge_tree=False, recover=False, **_CLOSED):
        info = root.getroottree().docinfo
        if info.doctype or info.internalDTD is not None:
            reason = f"{part} declares a document type (DTD), which such files have no use for"
            raise refused("DP-L007", name, reason, "save the file anew with an office program")
        return
