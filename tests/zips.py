"""Zip files for the tests: packages of formats, and archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def packed(
    members: Mapping[str, str] | Mapping[str, bytes] | Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip file with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()
