"""Parts: the members of a Word file by what they are to one another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from docparse import Element, Limits, LoadError, Package, XmlStream, read_xml
from docparse_docx.names import BODY, STRICT

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_DEFAULT = "{http://schemas.openxmlformats.org/package/2006/content-types}Default"
_TYPES, _ROOT = "[content_types].xml", "_rels/.rels"
_MAIN = "word/document.xml"  # where it is in nearly all files
_WORD = re.compile(r"wordprocessingml|ms-word", re.IGNORECASE)
_HEAD = 1 << 16  # bytes in which the root of a part begins
_START = re.compile(rb"<[^?!][^>]*>")


class Relationship:
    """What a part refers to: another part by its name, and what it is to the first."""

    __slots__ = ("id", "kind", "target")

    def __init__(self, id: str, kind: str, target: str) -> None:
        self.id, self.kind, self.target = id, kind, target


class Parts:
    """The parts of a Word file. Names are compared as Word does: without regard to case, and with either slash."""

    def __init__(self, package: Package, name: str, limits: Limits) -> None:
        self._package, self._name, self._limits = package, name, limits
        self._members = {_normal(member): member for member in package.names}
        self.main = self._find_main()

    def __contains__(self, part: str) -> bool:
        return _normal(part) in self._members

    def data(self, part: str) -> bytes:
        """The bytes of a part. KeyError if there is none."""
        return self._package.read(self._members[_normal(part)])

    def read(self, part: str) -> Element:
        """The root of a part. KeyError if there is none."""
        return read_xml(_transitional(self.data(part)), part, self._name, self._limits)

    def body(self, splits: Callable[[Element], bool]) -> XmlStream:
        """What stands in the body of the main part, block by block, and as of `XmlStream` in parts of a block."""
        return XmlStream(_transitional(self.data(self.main)), self.main, self._name, self._limits, BODY, splits)

    def relationships(self, part: str) -> list[Relationship]:
        """What `part` refers to inside the file; of the main part, also what only its usual name tells."""
        folder, base = posixpath.split(part)
        found = self._relationships(posixpath.join(folder, "_rels", base + ".rels"), folder)
        if part == self.main:
            known = {relationship.kind for relationship in found}
            for kind in ("styles", "numbering", "footnotes", "endnotes", "settings"):
                usual = posixpath.join(folder, kind + ".xml")
                if kind not in known and usual in self:
                    found.append(Relationship("", kind, usual))
        return found

    def _relationships(self, part: str, folder: str) -> list[Relationship]:
        if part not in self:
            return []
        found = []
        for element in self.read(part).iter(_RELATIONSHIP):
            target = element.get("Target", "").replace("\\", "/")
            if element.get("TargetMode") == "External" or not target:
                continue
            whole = target if target.startswith("/") else posixpath.join("/", folder, target)
            kind = element.get("Type", "").rpartition("/")[2]
            found.append(Relationship(element.get("Id", ""), kind, posixpath.normpath(whole).lstrip("/")))
        return found

    def _find_main(self) -> str:
        """The name of the part that holds the document; "" if the package is none of Word."""
        if _TYPES not in self and _ROOT not in self:
            return _MAIN if _MAIN in self else ""
        named = [link.target for link in self._relationships(_ROOT, "") if link.kind == "officeDocument"]
        main = next((target for target in named if target in self), _MAIN if _MAIN in self else "")
        if not main:
            if any(_WORD.search(kind) for kind in self._types().values()):
                raise LoadError("DP-L103", self._name, "it has no main part (word/document.xml)", "get the file again")
            return ""
        kind = self._types().get(_normal(main), "")
        return main if _WORD.search(kind) or _normal(main).startswith("word/") else ""

    def _types(self) -> dict[str, str]:
        if _TYPES not in self:
            return {}
        root = self.read(_TYPES)
        return {
            _normal(element.get("PartName", element.get("Extension", ""))): element.get("ContentType", "")
            for element in root.iter(_OVERRIDE, _DEFAULT)
        }


def _normal(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _transitional(data: bytes) -> bytes:
    """The same XML, and if it is that of ISO 29500 Strict, with the namespaces that all others use."""
    start = _START.search(data, 0, _HEAD)
    if start is None or STRICT[0][0].rpartition(b"/")[0].rpartition(b"/")[0] not in start[0]:
        return data
    root = start[0]
    for strict, usual in STRICT:
        root = root.replace(b'"' + strict + b'"', b'"' + usual.strip("{}").encode() + b'"')
    return data[: start.start()] + root + data[start.end() :]
