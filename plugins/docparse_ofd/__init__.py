"""OFD (GB/T 33190): the text of its pages in reading order, with the marks of official documents where it has some.

What a page shows is read. The title and author in the data about the file are not: programs fill them with whatever
the file was called.
"""

from __future__ import annotations

from docparse import Limits, LoadError, Package, SourceText, hookimpl

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MAIN, _ENCRYPTED = "ofd.xml", "encryptions.xml"  # lower-case: some writers use other cases than the standard


@hookimpl
def load_source(name: str, data: bytes, limits: Limits) -> SourceText | None:
    """The text of an OFD file; None when it is none.

    LoadError DP-L105 says that parts of it are encrypted, DP-L107 that its pages show no text but pictures of it,
    DP-L103 that a part is damaged or missing, DP-L001 that it has too many pages.
    """
    if not data.startswith(_ZIP):
        return None
    package = Package(data, name, limits)
    members = {member.lower() for member in package.names}
    if _ENCRYPTED in members:
        raise LoadError("DP-L105", name, "parts of it are encrypted", "save it without a password or certificate")
    if _MAIN not in members:
        return None
    from docparse_ofd.package import read_package

    return read_package(name, package, limits)
