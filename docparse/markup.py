"""Markup: XML read without entities, document types, network or depth that exhausts anything."""

from __future__ import annotations

from lxml import etree

from docparse.errors import LoadError
from docparse.limits import Limits, refused

Element = etree._Element
_DEEP = "depth"  # in what libxml2 says of it


def read_xml(data: bytes, part: str, name: str, limits: Limits) -> Element:
    """The root element of an XML part of a file; comments and processing instructions are left out.

    LoadError DP-L007 for a document type, entities or elements nested too deep, DP-L103 for XML that is not well formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, dtd_validation=False,
        remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        said = str(error)
        if _DEEP in said.lower() or "ntity" in said:
            raise refused("DP-L007", name, f"{part}: {said}", "save the file anew with an office program") from None
        raise LoadError("DP-L103", name, f"{part} is damaged: {said}", "get the file again") from None
    except ValueError as error:
        raise LoadError("DP-L103", name, f"{part} is damaged: {error}", "get the file again") from None
    info = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        reason = f"{part} declares a document type (DTD), which such files have no use for"
        raise refused("DP-L007", name, reason, "save the file anew with an office program")
    return root
