"""Headings: whether a unit has one, and where a run-in heading ends (段首句)."""

from __future__ import annotations

import re

import msgspec

from docparse.openings import TABLE_HEAD
from docparse.series import RUN_IN

LABEL = 30
_KEPT, _KEPT_CLAUSES = 20, 14  # characters: a longer sentence that nothing stands below is an item of a list
_CLAUSE = 12  # characters before a semicolon: a longer lead of a numbered item is one clause of several
_HEADING_LINE = 60
_ENDS = "。;:!?"
_LABEL_ENDS = ":"
_REMAINDER = 4  # characters: the text below a heading is not shorter
_SENTENCE_BELOW = 8  # characters: nor is a sentence between a heading and the list that it announces
_UNFINISHED = ",要将应是的为、和与及有即须在把对"  # what no heading ends with: 县政府要一是…
_SPEAKERS = frozenset("问問答")  # who speaks is no heading
_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "(": ")",
    "「": "」",
    "『": "』",
    "‚": "‛",
    "〈": "〉",
    "[": "]",
    "〔": "〕",
    '"': '"',
    "≤": "≥",
}
_BEFORE = {'"': "(?<![0-9])"}  # 3" is a measure
_TRIM = " \t\r\n。.;:,、→"


_BREAK = re.compile(
    "(?<=[^ ]{2}) (?=(?:[^ 0-9]|[12][0-9]{3}年)[^ ]{4}"  # a blank between two clauses, not between two characters
    f"|(?:{TABLE_HEAD}) )"  # or before the head of a table
)


_PAGE = re.compile(r"[ \t]*[-—–][ \t]?[0-9]{1,3}[ \t]?[-—–][ \t]*\Z")
# 响应文件递交递交截止时间为…: the text begins with the last words of its heading
_ECHO = re.compile("[^。;:!?,\r\n]{0,30}?([一-鿿]{2,20})(?=\\1)")


class Lead(msgspec.Struct, gc=False):
    """What stands first in a unit's own line.

    start, end: of the lead, from after the marker up to its closing punctuation or the end of the line
    stop: the closing punctuation, or "" when the line or the unit's part of it ends without one
    more: whether text of the same unit follows on the line
    """

    start: int
    end: int
    stop: str
    more: bool


def lead(text: str, start: int, end: int, stops: str = _ENDS, limit: int = 200) -> Lead:
    """The first sentence of text[start:end], never cut inside quotes, titles or brackets."""
    while start < end and text[start] in " \t\r\n,":  # 一是,提高认识
        start += 1
    while end > start and text[end - 1] in " \t\r\n|":
        end -= 1
    position = start
    while match := _SENTENCE[stops].match(text, position, min(end, start + limit)):
        position = match.end()
        if position >= end or text[position] != ":" or text[start:position] not in _SPEAKERS:
            break
        position += 1  # 问:如何申报?
    if position < end and position < start + limit and text[position] in stops:
        after = position + 1
        while after < end and text[after] in "”’』」":
            after += 1
        return Lead(start, position, text[position], after < end)
    return Lead(start, end, "", end - start > limit)


def _sentence(stops: str) -> re.Pattern[str]:
    """Text up to the first stop; what stands between a pair of quotes or brackets is passed whole."""
    paired = "|".join(
        f"{_BEFORE.get(left, '')}{re.escape(left)}[^{re.escape(right)}\r\n]{{0,80}}{re.escape(right)}" for left, right in _PAIRS.items()
    )  # fmt: skip
    lefts = "".join(map(re.escape, _PAIRS))
    # possessive: a pair is passed whole or its left half counts as text, never both in turn
    return re.compile(f"(?:[^{re.escape(stops)}{lefts}]++|{paired}|[{lefts}]|(?<=[0-9]):(?=[0-9]))*+")


_SENTENCE = {stops: _sentence(stops) for stops in (_ENDS, _LABEL_ENDS)}


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and final punctuation."""
    while start < end and text[start] in " \t\r\n":
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end


class Setting(msgspec.Struct, gc=False):
    """What surrounds a unit's own part of its first line.

    keeps: a style of the first levels, whose one sentence is a heading even with nothing below it
    bullet: the marker is a bullet, so a label ends at its first colon
    floating: the ordinal floats, so its items may end with a comma
    collapsed: the line break before the unit, or before what follows it, was lost, so a blank may end its heading
    holds: an inline child follows on the line
    broken: what follows on the line had a line of its own before its break was lost
    followed: a paragraph or a child of the unit follows on the next line
    title: then where a heading that its own words tell ends
    prescribed: then whether its words say what is to be done
    announced: whether they announce what stands below
    """

    keeps: bool = False
    bullet: bool = False
    floating: bool = False
    collapsed: bool = False
    holds: bool = False
    broken: bool = False
    followed: bool = False
    title: int = 0
    prescribed: bool = False
    announced: bool = False


def read_heading(
    text: str, start: int, end: int, setting: Setting, annotated: tuple[int, int] | None
) -> tuple[tuple[int, int] | None, str]:
    """The span of the heading in text[start:end], the unit's part of its first line after the marker; and its form.

    annotated: the span of an annotation in it, which is no part of the heading

    The form is heading, run_in_heading, label_paragraph, or list_item for a unit without a heading.
    """
    if annotated:
        if not text[start : annotated[0]].strip(" \t"):
            return None, "list_item"
        whole = not setting.holds and not text[annotated[1] : end].strip(" \t。;")
        first = lead(text, start, annotated[0])
        span = trim(text, first.start, annotated[0] if whole else first.end)
        return span, "heading" if whole else "run_in_heading"
    if setting.bullet:
        label = lead(text, start, end, stops=_LABEL_ENDS)
        if label.stop and label.more and 0 < label.end - label.start <= LABEL:
            return trim(text, label.start, label.end), "label_paragraph"
    first = lead(text, start, end)
    if setting.collapsed:
        if first.end == end and _is_statement(text, first, setting):
            return None, "list_item"
        first = _uncollapsed(text, first, setting)
    if first.stop == "?" and first.more and setting.keeps and text[start:end].rstrip(" \t\r\n").endswith("?"):
        first = Lead(first.start, end, "?", False)  # two questions make one heading
    run_in = first.more or (setting.holds and not setting.broken)
    length, clauses = first.end - first.start, text.find(",", first.start, first.end) >= 0
    told = length > (_KEPT_CLAUSES if clauses else _KEPT)
    if not _is_heading(first, run_in, told or (setting.announced and first.stop == ":"), setting):
        return None, "list_item"
    span = trim(text, first.start, first.end)
    if span[0] == span[1]:
        return None, "list_item"
    return span, "run_in_heading" if run_in else "heading"


def _is_statement(text: str, first: Lead, setting: Setting) -> bool:
    """Whether what stands between two markers of a line is a clause of its sentence, or says what is to be done by whom:
    ①摸清底数,②… (一)各乡镇要配合放映队 (二)…"""
    if setting.holds:
        return False
    return setting.prescribed or text[first.end - 1] == ","


def _uncollapsed(text: str, first: Lead, setting: Setting) -> Lead:
    """The lead up to where the heading ended, if a lost line break stood in it or after it."""
    short = _short_sentence(first, setting)
    if not short and (echo := _ECHO.match(text, first.start, first.end)):
        return Lead(first.start, echo.end(), " ", True)
    if page := _PAGE.search(text, first.start, first.end):
        first = Lead(first.start, page.start(), first.stop, first.more)
    clause = first.stop == ";" and first.end - first.start <= RUN_IN // 2
    titled = first.start < setting.title < first.end and not clause and not _short_sentence(first, setting)
    remainder = first.end - setting.title
    if setting.holds and not first.stop and not first.more and first.end - first.start <= RUN_IN:
        if text[first.end - 1] not in _UNFINISHED and not (titled and remainder >= _SENTENCE_BELOW):
            return Lead(first.start, first.end, " ", True)
    elif blank := _BREAK.search(text, first.start, min(first.end, first.start + RUN_IN)):
        return Lead(first.start, blank.start(), " ", True)
    if titled and (remainder >= _REMAINDER or first.stop == ":"):
        return Lead(first.start, setting.title, " ", True)
    return first


def _short_sentence(first: Lead, setting: Setting) -> bool:
    """Whether a full stop ends the lead soon enough for a heading, so that no other sign is needed."""
    return first.stop == "。" and (first.more or setting.holds) and first.end - first.start <= _KEPT


def _is_heading(first: Lead, run_in: bool, told: bool, setting: Setting) -> bool:
    """told: the lead is a whole statement, not a name for what follows"""
    length = first.end - first.start
    if run_in:
        return bool(first.stop) and length <= (_CLAUSE if first.stop == ";" and not setting.floating else RUN_IN)
    if length > _HEADING_LINE or first.stop == ";":
        return False
    if not first.stop:
        return not setting.bullet and (setting.followed or not setting.floating)
    if first.stop == ":":  # a statement that announces a list is no name for it
        return setting.keeps or not told
    return (setting.keeps and not told) or setting.followed
