"""Markup: XML read without entities, document types, network or depth that exhausts anything."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
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
    if 2 * len(data) + _taken(data) > _SHARE * limits.memory:
        raise _too_large(part, name)
    try:
        _check_prolog(data, part, name)
        root: Element = etree.fromstring(data, etree.XMLParser(**_CLOSED))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refusal(error, part, name) from None
    return root


class XmlStream:
    """The children of the first element with the tag `holder`, one after another: the part is never in memory as a whole.

    Each is gone once the next is asked for, so nobody may keep one. LoadError as of `read_xml`, when that place is
    reached; DP-L005 for a child that does not fit into memory.

    splits: whether the children of an element, which is large and has only begun, are to come one by one as well
    """

    def __init__(
        self, data: bytes, part: str, name: str, limits: Limits, holder: str, splits: Callable[[Element], bool]
    ) -> None:
        self._data, self._part, self._name, self._splits = data, part, name, splits
        self._parser = etree.XMLPullParser(("start",), tag=holder, **_CLOSED)
        self._fed, self._ended = 0, False
        self._begun: Element | None = None
        self._limits, self._held, self._latest = limits, 0, 0  # bytes of what is not gone yet, and of the latest piece

    def __iter__(self) -> Iterator[Element]:
        holder: Element | None = None
        while not self._ended:
            self._feed()
            if holder is None:
                holder = next((element for _, element in self._parser.read_events()), None)
                if holder is not None:
                    yield from self._passing(holder)

    def children(self, element: Element) -> Iterable[Element]:
        """The children of the element that came last: one by one, as they come, if it was split."""
        return self._passing(element) if element is self._begun else element

    def _passing(self, parent: Element) -> Iterator[Element]:
        """The children of an element that may not be there as a whole; they are taken away as they pass."""
        while True:
            whole = self._is_whole(parent)
            count = len(parent) if whole else max(len(parent) - 1, 0)
            for element in parent[:count]:
                yield element
                element.clear()  # else taking away takes the square of the time
            del parent[:count]
            if count:
                self._held = self._latest
            if whole:
                return
            if len(parent) and self._splits(parent[0]):
                begun = self._begun = parent[0]
                yield begun
                for _ in self._passing(begun):  # what nobody has asked for
                    pass
                self._begun = None
                parent.remove(begun)
            else:
                self._feed()

    def _is_whole(self, element: Element | None) -> bool:
        while element is not None and not self._ended:
            if element.getnext() is not None:
                return True
            element = element.getparent()
        return self._ended

    def _feed(self) -> None:
        piece = self._data[self._fed : self._fed + _PIECE]
        self._latest = _taken(piece)
        self._held += self._latest
        if 2 * len(self._data) + self._held > _SHARE * self._limits.memory:
            raise _too_large(self._part, self._name)
        try:
            if not self._fed:
                _check_prolog(self._data, self._part, self._name)
            self._parser.feed(piece)
            self._fed += _PIECE
            if self._fed >= len(self._data):
                self._ended = True
                self._parser.close()
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _refusal(error, self._part, self._name) from None


def _check_prolog(data: bytes, part: str, name: str) -> None:
    """Refuses a document type before anything that it declares is used: the parser has read it at the first element."""
    for _, root in etree.iterparse(io.BytesIO(data), events=("start",), **_CLOSED):
        info = root.getroottree().docinfo
        if info.doctype or info.internalDTD is not None:
            reason = f"{part} declares a document type (DTD), which such files have no use for"
            raise refused("DP-L007", name, reason, "save the file anew with an office program")
        return


def _taken(data: bytes) -> int:
    """Bytes that the elements in a stretch of XML take at most."""
    return data.count(b"<") * _TAG + data.count(b"=") * _ATTRIBUTE


def _too_large(part: str, name: str) -> LoadError:
    return refused("DP-L005", name, f"{part} has more elements than fit into memory", "split the file")


def _refusal(error: Exception, part: str, name: str) -> LoadError:
    said = " ".join(str(error).split())
    if isinstance(error, etree.XMLSyntaxError):
        if _DEEP in said.lower() or "ntity" in said:
            return refused("DP-L007", name, f"{part}: {said}", "save the file anew with an office program")
        if _LIMIT in said:
            return refused("DP-L005", name, f"{part}: {said}", "split the file")
    return LoadError("DP-L103", name, f"{part} is damaged: {said}", "get the file again")
