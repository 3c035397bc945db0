"""Markup: XML read without entities, document types, network or depth that exhausts anything."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

from docparse.errors import LoadError
from docparse.limits import Limits, refused

Element = etree._Element
_DEEP = "depth"  # in what libxml2 says of it
_PIECE = 1 << 16  # bytes of a part that are taken at once


def read_xml(data: bytes, part: str, name: str, limits: Limits) -> Element:
    """The root element of an XML part of a file; comments and processing instructions are left out.

    LoadError DP-L007 for a document type, entities or elements nested too deep, DP-L103 for XML that is not well formed.
    """
    try:
        root = etree.fromstring(data, _parser(()))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refusal(error, part, name) from None
    _check_type(root, part, name)
    return root


def stream_xml(
    data: bytes, part: str, name: str, limits: Limits, holder: str, tags: Collection[str]
) -> Iterator[Element]:
    """The children of the element with the tag `holder`, one after another: the part is never in memory as a whole.

    Each is gone once the next is asked for, so nobody may keep one. tags: of those children that are handed over as
    soon as they are read; others come with the next of these. LoadError as of `read_xml`, when that place is reached.
    """
    parser = _parser(tags)
    parent = last = None
    for start in range(0, len(data) + 1, _PIECE):
        try:
            if start < len(data):
                parser.feed(data[start : start + _PIECE])
            found = [element for _, element in parser.read_events()]
            root = parser.close() if start + _PIECE > len(data) else None
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _refusal(error, part, name) from None
        for element in found:
            above = element.getparent()
            if above is None or above.tag != holder:
                continue
            if parent is None:
                _check_type(above, part, name)
            parent = above
            yield from _handed_over(parent, last, element)
            last = element
    if root is not None:
        _check_type(root, part, name)
        parent = next(root.iter(holder), None) if parent is None else parent
    if parent is not None:
        yield from _handed_over(parent, last, None)


def _handed_over(parent: Element, last: Element | None, until: Element | None) -> Iterator[Element]:
    """The children of `parent` behind `last` up to `until`; those before it are taken away."""
    element = last.getnext() if last is not None else next(iter(parent), None)
    if last is not None:
        parent.remove(last)
    while element is not None:
        yield element
        if element is until:
            return
        following = element.getnext()
        parent.remove(element)
        element = following


def _parser(tags: Collection[str]) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        ("end",) if tags else (), tag=tags or None,
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
