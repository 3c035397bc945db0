"""Files of office programs for the tests of loaders: flat OpenDocument, and whatever LibreOffice makes of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docparse_office import libreoffice

needs_libreoffice = pytest.mark.skipif(libreoffice.find() is None, reason="LibreOffice is not installed")

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
FLAT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<office:document xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0" xmlns:draw="{ODF}drawing:1.0" '
    f'xmlns:svg="{ODF}svg-compatible:1.0" xmlns:script="{ODF}script:1.0" xmlns:style="{ODF}style:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
    "{scripts}<office:styles>{styles}</office:styles><office:body><office:text>{body}</office:text></office:body></office:document>"
)


def flat(*paragraphs: str, body: str = "", scripts: str = "", styles: str = "") -> bytes:
    """A flat OpenDocument file with these paragraphs."""
    written = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    return FLAT.replace("{scripts}", scripts).replace("{styles}", styles).replace("{body}", written + body).encode()


def convert(path: Path, suffix: str) -> Path:
    """The file beside `path` in another format."""
    profile = path.parent / "profile"
    command = [str(libreoffice.find()), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return path.with_suffix(f".{suffix}")
