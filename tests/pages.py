"""The pages of docs/ as data: headings, and code blocks with what their first line says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_FENCE = re.compile(r"^```(\w*)(?: ([\w./-]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block. file: the file that it belongs into, "" for none; line: where it begins, counted from 1."""

    language: str
    file: str
    code: str
    line: int


def blocks(page: Path) -> list[Block]:
    """All fenced blocks, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(match[1], match[2] or "", match[3], text.count("\n", 0, match.start()) + 1)
        for match in _FENCE.finditer(text)
    ]


def headings(page: Path) -> list[tuple[int, str]]:
    """(level, text) of all headings outside blocks, in order."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return [(len(match[1]), match[2]) for match in _HEADING.finditer(text)]
