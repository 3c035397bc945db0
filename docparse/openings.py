"""Openings: where another document begins inside a line that lost its breaks (R12, R13).

What a document transmits is named in it before it begins: 《…办法》 in the 通知 that issues it, 附件：… in the note at its
end. Where the name comes again by itself, and its first marker or the end of the other document stands beside it, the
transmitted document begins. A compiler's title comes again before each part: …讲话 篇1, …讲话 篇2. And where a series
begins anew after a sentence that only opens documents, 现将…汇报如下:, another document has begun with that.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from os.path import commonprefix

from docparse.marks import CLAUSE_END, CLAUSE_PAUSE, GLUED, Mark
from docparse.styles import IMPLICIT

NAMED = re.compile(r"[《「]([^《》「」\r\n]{6,60})[》」]")
_STATUS = re.compile(r"(?:[ \t]|\([^()\r\n]{1,40}\))*")  # (试行) (会签稿) after a title
_ENACTED = re.compile(r"\([^()]{1,400}\)[ \t]*")  # (1994年1月28日国务院令第142号发布 …修订)
_NUMERAL = "[0-9〇○零一二三四五六七八九十]"
# the end of the document before: the date after who signed it, and perhaps a remark in brackets
_ENDED = re.compile(
    rf"(?:[一-鿿](?<![自从于在到至为起是])[ \t]*|。[ \t]+){_NUMERAL}{{4}}年{_NUMERAL}{{1,2}}月{_NUMERAL}{{1,3}}[日号][ \t]*(?:\([^()]{{4,40}}\)[ \t]*)?(?:[-—–][ \t]?[0-9]{{1,3}}[ \t]?[-—–][ \t]*)?\Z"
)
_ENDING = 80  # characters: a date and a remark are no longer
_TITLE = 6  # characters: what two attachments may have in common by chance is shorter
_NAMES = 60  # titles and attachments that a document may name
_REACH = 200  # marks: a series whose items are farther apart has ended
_LONGEST = 60  # characters of a title
_STEM = 4  # characters: what the titles of all parts of a compilation end with is not shorter
_LEAD_IN = 500  # characters from where a document opens to its first series
_CONTENTS = re.compile(r"[ \t]*目[ \t]*[录錄次]")
_CITING = re.compile(
    "^[和与及、,或在用]|^.([的所规要内等、]|中[的所各])"
)  # what stands around an attachment that is spoken of
# what the head of a table begins with, where it stands in a line with what is before it
TABLE_HEAD = "序号|序號|编号|編號|姓名|单位|單位|项目|項目|指标|指標|类别|類別|名称|名稱|填报|填報|检查|檢查|一级|二级"
_TABLE = re.compile(
    r"[ \t]*[^。;:!?,\r\n]{3,40}?(?:[表單单录錄標标]|清单|一览|台账|臺賬)(?:\([^()]{1,12}\))?[ \t]*"
    rf"(?:{TABLE_HEAD})"
)
_WORD = re.compile(r"[^ \t\r\n]+")
_STOP = re.compile("[。;:!?]")
_SENTENCE = re.compile(r"[^。;!?…]{4,}[。;:!?…]?")

Cue = Callable[[str, int, int], str | None]  # the form that a stretch of text would have as a line of its own


def openings(text: str, begin: int, end: int, marks: Sequence[Mark], cue: Cue) -> list[Mark]:
    """The marks where a document begins in the paragraph text[begin:end]: of parts and attachments, and empty ones
    before a title or an opening sentence.

    marks: the structural marks of the paragraph
    """
    parts = _parts(text, begin, marks)
    attached = list(_attached(text, begin, end, marks))
    heads = {mark.end: mark for mark in marks if mark.style.opens == "attachment" and not mark.weak}
    found = []
    for title in _transmitted(text, begin, end, marks):
        if title.start in heads:
            heads[title.start].titled = title.titled  # the title of an attachment is its own
        else:
            found.append(title)
    found += attached + parts
    found += _reopened(text, begin, marks, sorted(mark.start for mark in found), cue)
    return sorted(found, key=_start)


def _parts(text: str, begin: int, marks: Sequence[Mark]) -> list[Mark]:
    """The marks 篇1, 篇2 … of parts, if what stands before each of them ends as the title of all."""
    run: list[Mark] = []
    for mark in marks:
        if mark.style.opens == "part" and mark.style.trailing and mark.ordinal == len(run) + 1:
            run.append(mark)
    if len(run) < 2:
        return []
    before = [text[max(begin, mark.start - _LONGEST) : mark.start][::-1] for mark in run]
    stem = len(commonprefix(before).rstrip())  # noqa: RUF071 - no path
    if stem < _STEM:
        return []
    for mark in run:
        mark.weak, mark.begins = False, mark.start - stem
    return run


def _reopened(text: str, begin: int, marks: Sequence[Mark], known: Sequence[int], cue: Cue) -> Iterator[Mark]:
    """An empty mark where a document opens that has neither title nor number, before its series begin anew."""
    highest: dict[str, int] = {}
    since, provided = begin, False  # where the document at hand began, and whether it has articles
    for mark in marks:
        before = bisect_left(known, mark.start)
        began = mark.start if mark.style.opens and not mark.weak else known[before - 1] if before else begin
        if began > since:
            since, provided = began, False
            highest.clear()
        if not isinstance(mark.ordinal, int) or mark.weak:
            continue
        provided = provided or mark.style.statute == "article"
        again = mark.ordinal == 1 and mark.boundary is CLAUSE_END
        again = again and (highest.get(mark.family, 0) > 1 or (provided and not mark.style.statute))
        opening = _opening(text, max(since, mark.start - _LEAD_IN), mark.start, cue) if again else None
        if opening is not None and not _goes_on(marks, mark.start):
            yield _empty(opening, 0, marks)
            since, provided = opening, False
            highest.clear()
        if mark.ordinal <= highest.get(mark.family, 0) + 1:
            highest[mark.family] = mark.ordinal


def _opening(text: str, start: int, end: int, cue: Cue) -> int | None:
    """Where the sentences before `end` begin with which a document opens, and after which its series come."""
    found = None
    for sentence in _SENTENCE.finditer(text, start, end):
        form = cue(text, *sentence.span())
        blank = text.rfind(" ", sentence.start() + 1, sentence.end() - 1)
        if form is None and blank >= 0:  # …的起草说明 现将有关情况说明如下: behind its title
            form = cue(text, blank + 1, sentence.end())
        if form == "opening":
            found = found or sentence.start()
        elif form == "report" and sentence.end() == end:
            return found or sentence.start()
    return None


def noted(text: str, marks: Sequence[Mark]) -> dict[int, int]:
    """Where the items of attachment notes (附件：1.… 2.…) begin, and their text: they name attachments and open none."""
    items: dict[int, int] = {}
    for index, mark in enumerate(marks):
        if mark.style.opens != "attachment" or not mark.weak:
            continue
        reach, number, family = mark.end, 1, ""
        for item in marks[index + 1 : index + 1 + _REACH]:
            anew = number > 1 and item.ordinal == 1 and not item.weak
            if anew or item.start - reach > _LONGEST or text.find("。", reach, item.start - 1) >= 0:
                break
            first = number == 1 and not text[mark.end : item.start].strip(" \t")
            if item.ordinal == number and (first or item.family == family):
                items[item.start] = item.end
                reach, number, family = item.end, number + 1, item.family
    return items


def _transmitted(text: str, begin: int, end: int, marks: Sequence[Mark]) -> Iterator[Mark]:
    """An empty mark where each document begins that is named in the paragraph before."""
    if not NAMED.search(text, begin, end):
        return
    # a title of its own line may be set with blanks: 工 作 规 则
    words = [match.span() for match in _WORD.finditer(text, begin, end)]
    packed, ends = "".join(text[start:stop] for start, stop in words), list(accumulate(b - a for a, b in words))

    def place(index: int) -> int:
        """Where a character of `packed` stands in the text."""
        word = bisect_right(ends, index)
        return words[word][1] - (ends[word] - index)

    taken: list[tuple[int, int]] = []
    named = {match[1]: match.end() for match in reversed(list(NAMED.finditer(packed)))}
    for title in sorted(named, key=len, reverse=True)[:_NAMES]:
        found = packed.find(title, named[title])
        while found >= 0:
            start, last = place(found), place(found + len(title) - 1)
            status = _STATUS.match(text, last + 1, end)
            after = status.end() if status else last + 1
            inside = any(left <= start < right for left, right in taken)  # 《应急预案》 for 《某市防汛应急预案》
            if not inside and packed[found - 1] not in "《「" and _begins(text, begin, start, after, marks):
                taken.append((start, after))
                yield _empty(start, after, marks)
                break
            found = packed.find(title, found + 1)


def _begins(text: str, begin: int, start: int, after: int, marks: Sequence[Mark]) -> bool:
    """Whether a document begins with the title text[start:after]: its series do, and another has ended or stops here."""
    if note := _ENACTED.match(text, after):
        after = note.end()
    later = marks[bisect_left(marks, after, key=_start) :]
    ended, at_once = _ended(text, begin, start), bool(later) and later[0].start == after and later[0].ordinal == 1
    if at_once:
        return ended or not _goes_on(marks, start)
    if ended and _CONTENTS.match(text, after):
        return True
    strong = [mark for mark in later if mark.boundary is not CLAUSE_PAUSE and not mark.weak]
    clear = next((mark for mark in strong if mark.boundary is not GLUED), None)
    return ended and any(mark.ordinal == 1 for mark in (*strong[:1], clear) if mark is not None)


def _goes_on(marks: Sequence[Mark], position: int) -> bool:
    """Whether a series that stands before `position` goes on after it."""
    place = bisect_left(marks, position, key=_start)
    last = {mark.family: mark.ordinal for mark in marks[max(0, place - _REACH) : place] if mark.boundary is not GLUED}
    for mark in marks[place : place + _REACH]:
        before = last.get(mark.family)
        if isinstance(before, int) and mark.ordinal == before + 1:
            return True
        if mark.ordinal == 1:
            last.pop(mark.family, None)  # it begins anew
    return False


def _start(mark: Mark) -> int:
    return mark.start


def _empty(start: int, titled: int, marks: Sequence[Mark]) -> Mark:
    rank, line = float(IMPLICIT.rank or 0), marks[max(0, bisect_left(marks, start, key=_start) - 1)].line
    return Mark(
        start, start, IMPLICIT, IMPLICIT.name, rank, None, line, GLUED, floating=False, weak=False, titled=titled
    )


def _attached(text: str, begin: int, end: int, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks of the attachments that begin in the paragraph; the note that names them has marks like theirs."""
    notes, number = noted(text, marks), 0  # number: of the attachment that comes next
    named: list[str] = []  # what stands after the notes so far
    items = [text[item : min(item + _LONGEST, end)] for item in notes.values()]
    inner = [mark for mark in marks if mark.style.opens != "attachment"]
    for mark in marks:
        if mark.style.opens != "attachment":
            continue
        after = text[mark.end : min(mark.end + _LONGEST, end)]
        is_note = text[mark.end - 1] == ":"
        names = named[-_NAMES:] if is_note and mark.ordinal is None else [*named[-_NAMES:], *items[:_NAMES]]
        title = max((commonprefix([after, name]) for name in names), key=len, default="")  # noqa: RUF071 - no path
        if is_note:
            named.append(after)
        if mark.end in notes or _goes_on(inner, mark.start):
            continue
        following = not mark.weak and mark.ordinal == number and not _CITING.search(text[mark.start - 1] + after)
        if len(title) >= _TITLE:
            mark.titled = mark.end + len(title)
        elif not following and not _ended(text, begin, mark.start) and not _headed(text, mark, marks):
            continue
        mark.weak = False
        number = mark.ordinal + 1 if isinstance(mark.ordinal, int) else 0
        yield mark


def _headed(text: str, mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a mark 附件 stands after a sentence and before a title that a series follows, or the head of a table."""
    if mark.boundary is CLAUSE_END and _TABLE.match(text, mark.end):
        return True
    place = bisect_left(marks, mark.end, key=_start)
    first = marks[place] if place < len(marks) else None
    if mark.boundary is not CLAUSE_END or first is None or first.ordinal != 1 or first.weak:
        return False
    title = text[mark.end : first.start]
    return _TITLE <= len(title) <= _LONGEST and not _STOP.search(title)


def _ended(text: str, begin: int, position: int) -> bool:
    """Whether a document may have ended right before `position`."""
    return bool(_ENDED.search(text[max(begin, position - _ENDING) : position]))
