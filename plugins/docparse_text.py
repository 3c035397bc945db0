"""Plain text: decodes .txt and whatever else is text, and finds out in which encoding.

The text of a file is all of it: newlines and blanks are kept.
"""

from __future__ import annotations

import re

from docparse import SourceText, decode, hookimpl

# What cannot be text: zip, PDF, OLE, PNG, JPEG, GIF. Other loaders may know it.
_MAGIC = (
    b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a",
)  # fmt: skip
_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*|<!--(?:(?!-->)[^\0]){0,2000}-->\s*){0,4}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)


@hookimpl(trylast=True)  # whatever is text of another kind is text, too
def load_source(name: str, data: bytes, media_type: str, encoding: str | None) -> SourceText | None:
    """The text of `data`; None when it is no text, or HTML. `encoding`, if given, is used whatever the file looks like.

    LoadError DP-L101 names the first byte that does not decode, DP-L102 an encoding that does not exist.
    """
    if encoding is None and data.startswith(_MAGIC):
        return None
    decoded = decode(data, name, encoding)
    if decoded is None or (encoding is None and _HTML.match(decoded.text)):
        return None
    return SourceText(decoded.text, name, "text/plain", decoded.encoding)
