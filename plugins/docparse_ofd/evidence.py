"""Evidence: what tags and bookmarks say of lines, as official documents in OFD are tagged (GB/T 33476)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from docparse import Layout, SourceText
from docparse_ofd.document import OfdDocument

# the elements of GB/T 9704 by the names of their tags
_FORMS = {
    "份号": "copy_number", "密级": "security_level", "密级和保密期限": "security_level", "紧急程度": "urgency",
    "发文机关标志": "document_title", "发文字号": "document_number", "签发人": "signer", "标题": "document_title",
    "公文标题": "document_title", "主送机关": "main_recipients", "发文机关署名": "signature",
    "成文日期": "signature_date", "附注": "remark", "抄送机关": "copy_to", "印发机关": "imprint",
    "印发日期": "imprint", "印发机关和印发日期": "imprint",
}  # fmt: skip

Lines = list[tuple[str, int, int]]  # the words without blanks, start and end


def told_layout(source: SourceText, documents: Sequence[OfdDocument]) -> Iterator[Layout]:
    """What the tags and bookmarks of the documents say of lines: only of lines that they hold as a whole."""
    starts = [one.start for one in source.layout if one.role == "document"] if len(documents) > 1 else [0]
    known = [(one.start, one.end) for one in source.layout if one.role not in ("emphasis", "document")]
    for document, (start, end) in zip(documents, pairwise([*starts, len(source.raw)]), strict=True):
        if not document.tagged and not document.bookmarks:
            continue
        lines = [line for line in _lines(source.raw, start, end) if (line[1], line[2]) not in known]
        for name, text in document.tagged:
            if form := _FORMS.get(name):
                yield from (Layout(first, last, form) for first, last in _found(lines, text))
        for title, level in document.bookmarks:
            yield from (Layout(first, last, "heading", level) for first, last in _found(lines, title))


def _lines(raw: str, start: int, end: int) -> Lines:
    lines: Lines = []
    for line in raw[start:end].split("\n"):
        if line.strip():
            lines.append(("".join(line.split()), start, start + len(line)))
        start += len(line) + 1
    return lines


def _found(lines: Lines, text: str) -> list[tuple[int, int]]:
    """The lines, one after another, that together are a text; they are taken out. None when there are no such lines."""
    wanted = "".join(text.split())
    for first, (words, _, _) in enumerate(lines):
        if not words or not wanted.startswith(words):
            continue
        left, last = wanted, first
        while left and last < len(lines) and left.startswith(lines[last][0]):
            left, last = left.removeprefix(lines[last][0]), last + 1
        if not left:
            found = [(start, end) for _, start, end in lines[first:last]]
            del lines[first:last]
            return found
    return []
