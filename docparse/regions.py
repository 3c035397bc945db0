"""Regions that look like outline and are none: contents, attachment notes, table rows, quotations, links to others.

Their marks are taken off before the series are read; the lines keep their text and get the form of the region. Bodies
that a heading lists, which look like signatures, are seen here, too.
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
_CELL, _CELLS = 20, 30  # characters of a cell, and lines of a row, of a table that was set cell by cell
_VALUE = re.compile(r"[-+]?[0-9]{1,9}(\.[0-9]{1,4})?%?")
_ROW = 300  # characters
_DIVISIONS = 3  # chapters that a sentence lists
_ATTACHED = re.compile("附[件表錶录錄彔録][0-9]{1,2}\\Z")
_DATED = frozenset({"date_line", "signature_date"})
_PAGE = " \t.…·-—0123456789"
_SENTENCE_END = "。;!?"
_OF_DOCUMENTS = frozenset({"signature", "date_line", "signature_date", "label_paragraph", "attachment_note"})
_OF_PAGES = ("page_number", "running_head", "footnote")  # what belongs to a page stands in no region
_QUOTED = re.compile(r":[ \t]*[\r\n]{0,2}[ \t]*[“「][^“”「」]{1,1500}[”」]")  # …规定：“第一条 …


def quiet(text: str, lines: list[Line]) -> None:
    """Takes the marks off the lines of such regions, and sets their cue."""
    filled = [line for line in lines if line.first < line.end and line.cue not in _OF_PAGES]
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
            mark, opens = line.marks[0], line.marks[0].style.opens
            if (opens or len(line.marks) > 1) and _name_attachments(text, line):
                continue
            alone = opens is not None and not text[mark.end : line.stop].strip(" \t:")
            first = index + 2 if alone else index + 1  # below the heading, or below the title of an attachment
            if first < len(filled) and filled[first].cue == "signature" and mark.boundary is LINE_START:
                _members(text, filled, first)
            if alone and mark.ordinal is None:
                if _note(text, filled, index + 1, 1):
                    line.marks, line.cue = (), "attachment_note"
            elif opens and mark.ordinal is not None:
                _list(text, filled, index)
            elif mark.style.statute == "division" and mark.ordinal == 1:
                _divisions(text, filled, index)
            elif mark.weak and (_has_cells(text, line) or (not mark.floating and _is_row(text, filled, index))):
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


def _has_cells(text: str, line: Line) -> bool:
    """Whether a line is a row of cells: a longer one has lost its breaks, and has the tabs of its contents or table."""
    return (
        line.stop - line.first <= _ROW
        and text.count("\t", line.start, line.end) + text.count("|", line.start, line.end) >= 2
    )


def _is_row(text: str, filled: list[Line], begin: int) -> bool:
    """Whether a weak mark stands in a table whose cells were set as lines: its number is a value, or heads a row.

    Below it there are short lines and values up to the next mark, and no sentence as below the number of a term.
    """
    mark, values = filled[begin].marks[0], 0
    if mark.end == filled[begin].stop:
        values = 1
    elif begin + 1 < len(filled) and _is_first_child(filled[begin + 1], mark):
        return False
    for line in filled[begin + 1 : begin + 1 + _CELLS]:
        if text[line.stop - 1] in "0123456789%" and _VALUE.fullmatch(text, line.first, line.stop):
            values += 1
        elif line.marks and line.marks[0].boundary is LINE_START:
            return values > 0 and not _is_first_child(line, mark)
        elif line.stop - line.first > _CELL or text[line.stop - 1] in _SENTENCE_END:
            return False
        if values > 1:
            return True
    return values > 0


def _is_first_child(line: Line, mark: Mark) -> bool:
    """Whether a line begins with the first number below that of a mark: 3.1 below 3, 3.1.1 below 3.1."""
    outer = mark.ordinal if isinstance(mark.ordinal, list) else [mark.ordinal]
    return bool(line.marks) and line.marks[0].ordinal == [*outer, 1]


def _members(text: str, filled: list[Line], begin: int) -> None:
    """Takes the bodies that a heading lists below it, from line `begin` on, for that, not for who signs.

    Who signs stands below text: also below the last item of a list of sentences, and above the date.
    """
    head, before = filled[begin - 1].marks, filled[begin - 2].marks if begin > 1 else ()
    listed = bool(head and before) and before[0].family == head[0].family
    if listed or text[filled[begin - 1].stop - 1] in _SENTENCE_END:
        return
    bodies, dated, ended = list[Line](), False, True
    for index in range(begin, len(filled)):
        line = filled[index]
        marked = bool(line.marks) and line.marks[0].boundary is LINE_START
        if marked or line.cue in _DATED or line.stop - line.first > _CELL or text[line.stop - 1] in _SENTENCE_END:
            dated, ended = line.cue in _DATED, not marked
            break
        if line.cue == "signature":
            bodies.append(line)
    if dated and bodies[-1] is filled[index - 1]:
        bodies.pop()
    if len(bodies) > 1 or not ended:
        for line in bodies:
            line.cue = None


def _name_attachments(text: str, line: Line) -> bool:
    """Whether a line only names attachments, 附件1 … 附件2 …, or speaks of them; their marks are taken off then."""
    attached = [mark for mark in line.marks if mark.style.opens == "attachment"]
    if attached and len(attached) == len(line.marks) and _speaks(text, attached[0], line):
        line.marks = ()
        return True
    if len(attached) < 2:
        return False
    structural = [mark for mark in line.marks if not mark.floating]
    named: list[Mark] = []
    for mark, following in zip(structural, [*structural[1:], None], strict=True):
        if mark.style.opens == "attachment" and mark.ordinal == len(named) + 1:
            end = line.stop if following is None else following.start
            if (following is None or following.style is mark.style) and _is_title(text, mark.end, end):
                named.append(mark)
    if len(named) < 2:
        return False
    starts = {mark.start for mark in named}
    line.marks = [mark for mark in line.marks if mark.start not in starts]
    if named[0].boundary is LINE_START:
        line.cue = "attachment_note"
    return True


def _speaks(text: str, mark: Mark, line: Line) -> bool:
    """Whether a line that begins with a mark 附件1 is one sentence: what stands behind the number is no title."""
    words = text[mark.end : line.stop].split(maxsplit=1)
    if mark.boundary is not LINE_START or not words or text[line.stop - 1] not in _SENTENCE_END:
        return False
    glued = text[mark.end] not in " \t" and text[mark.end - 1] != ":"
    return (glued and len(words) == 1) or _ATTACHED.search(words[0]) is not None


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether nothing but a title stands in text[start:end]."""
    title = text[start : min(end, start + 2 * _NOTE_LINE)].strip(" \t:")
    return 0 < len(title) <= _NOTE_LINE and not any(sign in title for sign in _SENTENCE_END)


def _list(text: str, filled: list[Line], begin: int) -> None:
    """Quiets consecutive lines 附件1：… 附件2：…: the attachments themselves have text between them."""
    end = _listed(text, filled, begin)
    below = filled[end].marks if end < len(filled) else ()
    if below and below[0].ordinal == 1:
        end -= 1  # the last one is followed by its text
    if end - begin >= 2:
        for line in filled[begin:end]:
            line.marks, line.cue = (), "attachment_note"


def _divisions(text: str, filled: list[Line], begin: int) -> None:
    """Quiets consecutive lines 第一章… 第二章… that a sentence announces: what something else consists of."""
    end = _listed(text, filled, begin)
    if end - begin >= _DIVISIONS and begin and text[filled[begin - 1].stop - 1] == ":":
        for line in filled[begin:end]:
            line.marks = ()


def _listed(text: str, filled: list[Line], begin: int) -> int:
    """Where the lines end that begin at `begin` and have one short title after another of one style, by number."""
    end, number, style = begin, filled[begin].marks[0].ordinal, filled[begin].marks[0].style
    while end < len(filled) and (marks := filled[end].marks):
        title = text[marks[0].end : filled[end].stop].strip(" \t:")
        alike = marks[0].style is style and 0 < len(title) <= _NOTE_LINE
        if not alike or not isinstance(number, int) or marks[0].ordinal != number:
            break
        end, number = end + 1, number + 1
    return end


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
    """Where a line, or two that are one heading, begin as the entry at `first` does without its leader and page.

    An entry without a number must come again whole: a sentence may begin with its words.
    """
    numbered = bool(filled[first].marks)
    for end in range(first + 1, min(first + _CONTENTS_LINES, len(filled))):
        line, below = filled[end], filled[end + 1 : end + 2]
        if text[line.first] != entry[0]:
            continue
        printed = _packed(text[line.first : below[0].stop if below else line.stop])
        if entry in (printed, _packed(text[line.first : line.stop])) or (numbered and printed.startswith(entry)):
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
