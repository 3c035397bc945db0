"""Regions that look like outline and are none: contents, attachment notes, table rows, quotations, links to others.

Their marks are taken off before the series are read; the lines keep their text and get the form of the region.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from docparse.marks import LINE_START, Line, Mark
from docparse.series import KEEPS_HEADING

_NOTE_LINE = 60
_UNNUMBERED = 3  # entries that a table of contents may begin with and that do not come again: 前言
_CONTENTS_LINES = 400  # a table of contents longer than this is taken as text
_LINKS = 30  # lines that a page has after its document
_PAGE = " \t.…·-—0123456789"
_SENTENCE_END = "。;!?"
_OF_DOCUMENTS = frozenset({"signature", "date_line", "signature_date", "label_paragraph", "attachment_note"})
_QUOTED = re.compile(r":[ \t]*[\r\n]{0,2}[ \t]*[“「][^“”「」]{1,1500}[”」]")  # …规定：“第一条 …


def quiet(text: str, lines: list[Line]) -> None:
    """Takes the marks off the lines of such regions, and sets their cue."""
    filled = [line for line in lines if line.first < line.end]
    _quotations(text, filled)
    for index, line in enumerate(filled):
        if line.cue == "table_of_contents":
            _contents(text, filled, index + 1)
        elif line.cue == "related_links":
            _links(text, filled, index)
        elif line.cue == "attachment_note":
            line.marks = [mark for mark in line.marks if mark.floating]
            _note(text, filled, index + 1, 2 if line.end - line.start <= 2 * _NOTE_LINE else 0)
        elif line.marks:
            mark = line.marks[0]
            if mark.style.opens and mark.ordinal is None and not text[mark.end : line.stop].strip(" \t:"):
                if _note(text, filled, index + 1, 1):
                    line.marks, line.cue = (), "attachment_note"
            elif mark.style.opens and mark.ordinal is not None:
                _list(text, filled, index)
            elif mark.weak and text.count("\t", line.start, line.end) + text.count("|", line.start, line.end) >= 2:
                line.marks, line.cue = (), "table_row"


def _links(text: str, filled: list[Line], begin: int) -> None:
    """Quiets the titles of other documents that a page lists at its end, below 相关链接: short lines up to its last."""
    below = filled[begin + 1 :] if len(filled) - begin <= _LINKS else []
    numbers = [mark.ordinal for line in below for mark in line.marks if mark.ordinal is not None]
    goes_on = any(mark.rank <= KEEPS_HEADING for line in below for mark in line.marks) or numbers[:1] not in ([], [1])
    if goes_on or any(line.cue in _OF_DOCUMENTS for line in below):
        return
    if all(line.stop - line.first <= _NOTE_LINE and text[line.stop - 1] not in _SENTENCE_END for line in below):
        filled[begin].marks = ()
        for line in below:
            line.marks, line.cue = (), "navigation"


def _quotations(text: str, filled: list[Line]) -> None:
    """Takes off the marks inside a quotation of several lines: what is quoted is outline elsewhere."""
    starts: list[int] = []
    for match in _QUOTED.finditer(text):
        if "\n" not in match[0] and "\r" not in match[0]:
            continue
        starts = starts or [line.start for line in filled]
        first = bisect_right(starts, match.start()) - 1
        lines = filled[first : bisect_left(starts, match.end())]
        within = [mark for line in lines for mark in line.marks if match.start() < mark.start < match.end()]
        outer = filled[first].marks[0] if filled[first].marks else None
        if outer is not None and any(_follows(outer, mark) for mark in within):
            continue  # the quotation was never closed
        for line in lines:
            line.marks = [mark for mark in line.marks if not match.start() < mark.start < match.end()]


def _follows(outer: Mark, mark: Mark) -> bool:
    return mark.style is outer.style and isinstance(outer.ordinal, int) and mark.ordinal == outer.ordinal + 1


def _list(text: str, filled: list[Line], begin: int) -> None:
    """Quiets consecutive lines 附件1：… 附件2：…: the attachments themselves have text between them."""
    end, number = begin, filled[begin].marks[0].ordinal
    while end < len(filled) and (marks := filled[end].marks):
        title = text[marks[0].end : filled[end].stop].strip(" \t:")
        attached = marks[0].style.opens == "attachment" and title
        if not attached or not isinstance(number, int) or marks[0].ordinal != number:
            break
        end, number = end + 1, number + 1
    below = filled[end].marks if end < len(filled) else ()
    if below and below[0].ordinal == 1:
        end -= 1  # the last one is followed by its text
    if end - begin >= 2:
        for line in filled[begin:end]:
            line.marks, line.cue = (), "attachment_note"


def _contents(text: str, filled: list[Line], begin: int) -> None:
    """Quiets the entries from `begin` up to where the first of them comes again as a heading."""
    for first in range(begin, min(begin + _UNNUMBERED, len(filled))):
        entry = _packed(text[filled[first].start : filled[first].stop].rstrip(_PAGE))
        end = _again(text, filled, first, entry) if len(entry) > 1 else None
        if end is not None:
            for line in filled[begin:end]:
                line.marks, line.cue = (), "contents_entry"
            return


def _again(text: str, filled: list[Line], first: int, entry: str) -> int | None:
    """Where a line, or two that are one heading, begin as the entry at `first` does without its leader and page."""
    for end in range(first + 1, min(first + _CONTENTS_LINES, len(filled))):
        line, below = filled[end], filled[end + 1 : end + 2]
        if text[line.first] == entry[0]:
            stop = below[0].stop if below else line.stop
            if _packed(text[line.first : stop]).startswith(entry):
                return end
    return None


def _packed(text: str) -> str:
    return "".join(text.split())


def _note(text: str, filled: list[Line], begin: int, number: int) -> bool:
    """Quiets the items of an attachment note (附件: 1.… 2.…) from `begin`, if there are any."""
    found = False
    for index in range(begin, len(filled) if number else begin):
        line = filled[index]
        mark = line.marks[0] if line.marks else None
        if mark is None or mark.boundary is not LINE_START or mark.ordinal != number or mark.style.opens:
            break
        if line.stop - line.start > _NOTE_LINE or text[line.stop - 1] in _SENTENCE_END:
            break
        line.marks, line.cue = (), "attachment_note"
        number, found = number + 1, True
    return found
