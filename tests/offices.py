"""Files of office programs for the tests of loaders: flat OpenDocument, and whatever LibreOffice makes of it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
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
    (converted,) = convert_all([path], suffix)
    return converted


def convert_all(paths: Sequence[Path], suffix: str, *options: str) -> list[Path]:
    """The files beside these, which are in one folder, in another format, all in one go. Skips without LibreOffice.

    suffix: of the format, and after a colon the filter, where LibreOffice has several; options: of soffice
    """
    program, folder = libreoffice.find(), paths[0].parent
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(program), profile, "--headless", *options, "--convert-to", suffix, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=60 + 10 * len(paths))
    return [path.with_suffix(f".{suffix.partition(':')[0]}") for path in paths]
