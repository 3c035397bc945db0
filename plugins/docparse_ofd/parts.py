"""Parts: the XML files of a package, found by what other parts say of their place."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath

from docparse import Element, Limits, LoadError, Package, read_xml

_FAR = 1e6  # millimetres: no page is that large


class Part:
    """The root element of an XML file, and where it stands. OFD is written with several namespaces and with none, so
    elements are known by their local names."""

    def __init__(self, root: Element, member: str) -> None:
        self.root, self.member = root, member


class Parts:
    """The XML files of a package."""

    def __init__(self, package: Package, name: str, limits: Limits) -> None:
        self._package, self._name, self._limits = package, name, limits
        self._members = {member.lower(): member for member in package.names}
        self._latest: Part | None = None  # thousands of pages may share one part

    def find(self, location: str, beside: str = "") -> Part | None:
        """The part at a location as a part beside it gives it, absolute or relative, in any case; None if there is
        none."""
        place = location.strip().replace("\\", "/")
        from_here, from_root = join(dirname(beside), place), place.lstrip("/")
        for path in (from_root, from_here) if place.startswith("/") else (from_here, from_root):
            member = self._members.get(normpath(path).lower())
            if place and member is not None:
                if self._latest is None or self._latest.member != member:
                    root = read_xml(self._package.read(member), member, self._name, self._limits)
                    self._latest = Part(root, member)
                return self._latest
        return None

    def get(self, location: str, beside: str, what: str) -> Part:
        """The same; LoadError DP-L103 if there is none, which says what it would be."""
        found = self.find(location, beside)
        if found is None:
            reason = f"it is damaged: {what} is missing, {location.strip() or 'without a name'!r:.80}"
            raise LoadError("DP-L103", self._name, reason, "get the file again")
        return found


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children with one of the names."""
    return (child for child in element if local(child) in names) if element is not None else iter(())


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at the end of a path of names; None if there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def words(element: Element | None, *path: str) -> str:
    """The text of the element at the end of a path; "" if there is none."""
    found = child(element, *path)
    return "".join(found.itertext()).strip() if found is not None else ""


def attribute(element: Element, name: str) -> str:
    """An attribute, with or without a namespace; "" if there is none."""
    value = element.get(name)
    if value is None:
        key = next((key for key in element.keys() if str(key).endswith("}" + name)), None)  # noqa: SIM118 - of lxml
        value = element.get(key) if key is not None else ""
    return str(value).strip()


def is_hidden(element: Element) -> bool:
    """Whether an element and what is in it are not to be seen."""
    return attribute(element, "Visible").lower() in ("false", "0")


def number(text: str, default: float = 0.0) -> float:
    """A number of the layout; the default for what is none or lies beyond all pages."""
    try:
        value = float(text)
    except ValueError:
        return default
    return value if -_FAR < value < _FAR else default


def numbers(text: str) -> list[float]:
    """The numbers of an array."""
    return [number(one) for one in text.split()]
