"""The Markdown loader: one text in many manners of Markdown gives one outline, and no word of it is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import formats
import pytest

from docparse import SourceText

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#+\-.!|~$&])")


def load(markdown: str | bytes, name: str = "a.md", encoding: str | None = None) -> SourceText:
    data = markdown.encode() if isinstance(markdown, str) else markdown
    return formats.plain().load(name, data, encoding)


def lines(markdown: str) -> list[str]:
    return [line for line in load(markdown).raw.split("\n") if line.strip()]


def roles(source: SourceText) -> list[tuple[str, str, int]]:
    return [(source.raw[part.start : part.end], part.role, part.level) for part in source.layout]


def _escaped(line: str) -> str:
    return re.sub(r"^(\s*)(\d+)([.)])", r"\1\2\\\3", _SIGNS.sub(r"\\\1", line)) if line else line


def _units(text: str) -> set[str]:
    """The lines that a converter takes for headings: those that are nothing else."""
    document = formats.plain().parse(text).document
    ends = {node.heading.span[1]: node.marker_start for node in document.outline() if node.heading and node.marker}
    found, position = set[str](), 0
    for line in text.split("\n"):
        if ends.get(position + len(line.rstrip())) == position + len(line) - len(line.lstrip()):
            found.add(line)
        position += len(line) + 1
    return found


def paragraphs(text: str) -> str:
    return "\n\n".join(_escaped(line) for line in text.split("\n"))


def single_newlines(text: str) -> str:
    return "---\nsource: 网站\n---\n" + "\n".join(_escaped(line) for line in text.split("\n"))


def hard_breaks(text: str) -> str:
    return "  \n".join(_escaped(line) for line in text.split("\n"))


def backslash_breaks(text: str) -> str:
    return "\\\n".join(_escaped(line) for line in text.split("\n"))


def breaks(text: str) -> str:
    return "&nbsp;<br>".join(_escaped(line) for line in text.split("\n"))


def flat_headings(text: str) -> str:
    units = _units(text)
    return "\n\n".join(("## " if line in units else "") + _escaped(line.strip()) for line in text.split("\n"))


def glued_headings(text: str) -> str:
    units = _units(text)
    return "\n".join(("##" if line in units else "") + _escaped(line.strip()) for line in text.split("\n"))


def bold_headings(text: str) -> str:
    units = _units(text)
    told = (f"**{_escaped(line.strip())}**" if line in units else _escaped(line) for line in text.split("\n"))
    return "\n\n".join(told)


def bullets_of_converters(text: str) -> str:
    """As some converters write every numbered paragraph: as the item of a list, its number in it."""
    units = _units(text)
    return "\n".join(("- " if line in units else "\n") + _escaped(line.strip()) for line in text.split("\n"))


def html_inside(text: str) -> str:
    return "# &nbsp;\n\n" + "\n\n".join(
        f'<p align="left">{line.replace("&", "&amp;").replace("<", "&lt;")}</p>' for line in text.split("\n")
    )


def in_a_fence(text: str) -> str:
    return f"```markdown\n{paragraphs(text)}\n```\n"


MANNERS: list[Callable[[str], str]] = [
    paragraphs, single_newlines, hard_breaks, backslash_breaks, breaks, flat_headings, glued_headings, bold_headings,
    bullets_of_converters, html_inside, in_a_fence,
]  # fmt: skip


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.__name__)
def test_markdown_has_the_outline_of_its_text(manner: Callable[[str], str]) -> None:
    for name, text in formats.documents().items():
        assert formats.outline_of_file("a.md", manner(text).encode()) == formats.outline_of_text(text), name
