"""The record of meeting minutes: who met when and where, and the topics with what was decided on each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docparse import (
    Date,
    Document,
    Fields,
    Found,
    Node,
    Quote,
    Span,
    either_script,
    find,
    join_lines,
    label_pattern,
    own_span,
    read_bodies,
    read_labels,
    read_names,
    read_number,
    read_time,
    read_title,
    trim,
)
from docparse_meeting_minutes.topics import Topic, read_topics, read_year

_LABELS = label_pattern({
    "name": "会议名称",
    "time": "(?:会议)?时间",
    "place": "(?:会议)?地点",
    "chair": "(?:会议)?主持(?:人|人员)?",
    "recorder": "(?:会议)?记录(?:人|人员)?|纪要整理",
    "observers": "列席(?:会议)?(?:人员|人|单位|领导)?",
    "absent": "(?:缺席|请假)(?:人员)?",
    "attendees": "(?:出席|参加|参会|到会|与会)(?:会议)?(?:人员|人|领导|单位)?",
    "other": "(?:会议)?(?:议题|主题|内容)|签发(?:人)?",
})  # fmt: skip
_LISTS = ("attendees", "observers", "absent")
_KINDS = "(?:会议|例会|办公会|大会|座谈会|协调会|推进会|调度会|联席会|[务委政长员民体]会)"
_SESSION = either_script(r"第([0-9]{1,4}|[一二三四五六七八九十百]{1,5})(?:次|期)")
_MEETING = either_script(rf"(?<![一-鿿])(?P<name>(?:(?!关于)[^,。;:()\r\n]){{2,40}}?{_KINDS})(?=纪要|记录|[(\s]|\Z)")
_MEETING_IN_LINE = either_script(rf"(?<![一-鿿])(?P<name>(?:(?!关于)[^,。;:()\s]){{2,40}}?{_KINDS})(?=纪要|记录)")
_CALLED = (
    either_script(
        r"(?P<chair>[^,。;:\r\n]{2,30}?)(?:在(?P<place>[^,。;:\r\n]{2,30}?))?主持(?:召开|了)?"
        rf"(?P<name>[^,。;:\r\n]{{2,40}}?{_KINDS})"
    ),
    either_script(r"由(?P<chair>[^,。;:\r\n]{2,30}?)主持"),
)
_DAY = either_script(r"(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日(?:上午|中午|下午|晚上)?|[上下]午")
_RUN_ON = ("body", "preamble", "torn_continuation")
_NAMES = re.compile(r"[一-鿿（）()、，,；; \t\u3000]{2,200}[\r\n]*")  # a line that goes on with a list
_AROUND = " \t\r\n\u3000。；;，,、：:"
_TITLE = 80  # characters
_HEAD = 4  # lines: 第12次 stands within them


class MeetingMinutes(Fields, frozen=True, kw_only=True):
    """What a meeting dealt with. observers: 列席; absent: 缺席, 请假; people and bodies as printed"""

    meeting_name: str | None = None
    session_no: int | None = None
    time: Date | None = None
    place: str | None = None
    chair: str | None = None
    attendees: list[str]
    absent: list[str]
    observers: list[str]
    recorder: str | None = None
    topics: list[Topic]
    distribution: list[str]


class _Line(NamedTuple):
    span: Span
    form: str | None


def read_minutes(document: Document, node: Node) -> MeetingMinutes:
    """The record of the minutes rooted at `node`: what its labels say, else the sentence that tells of the meeting."""
    raw, lines, year = document.source.raw, _lines(document, node), read_year(document, node)
    said, people = _labelled(raw, lines)
    called = next((match for cue in _CALLED for span, _ in lines for match in find(cue, raw, span)), None)
    place = called.quote("place") if called and "place" in called.match.re.groupindex and called["place"] else None
    return MeetingMinutes.read(
        meeting_name=said.get("name") or _meeting_name(document, node, called),
        session_no=_session(document, node, lines, called),
        time=_time(raw, lines, said.get("time"), called, year),
        place=said.get("place") or place,
        chair=said.get("chair") or (_chair(raw, called) if called else None),
        attendees=people["attendees"],
        absent=people["absent"],
        observers=people["observers"],
        recorder=said.get("recorder"),
        topics=read_topics(document, node, year),
        distribution=list(_distribution(raw, lines)),
    )


def _lines(document: Document, node: Node) -> list[_Line]:
    end = own_span(document, node)[1]
    return [_Line(leaf.span, leaf.form) for leaf in document.descendants(node, "paragraph") if leaf.start < end]


def _labelled(raw: str, lines: list[_Line]) -> tuple[dict[str, Quote], dict[str, list[Quote]]]:
    """What stands behind each label first, up to a full stop; lists of people with the lines that go on with them."""
    said, people, open_list = dict[str, Quote](), {name: list[Quote]() for name in _LISTS}, ""
    for span, form in lines:
        values = [(name, _sentence(raw, value)) for name, value in read_labels(raw, span, _LABELS)]
        for name, value in values:
            if name in people and name not in said:
                people[name] += read_names(raw, value.span)
            if value.text or name in people:
                said.setdefault(name, value)
        if not values and open_list and form in _RUN_ON and _NAMES.fullmatch(raw, *span):
            people[open_list] += read_names(raw, span)
            continue
        open_list = values[-1][0] if values and values[-1][0] in people else ""
    return said, people


def _sentence(raw: str, value: Quote) -> Quote:
    """A value up to its first full stop."""
    stop = raw.find("。", *value.span)
    return trim(raw, (value.span[0], stop), _AROUND) if stop >= 0 else value


def _time(
    raw: str, lines: list[_Line], labelled: Quote | None, called: Found | None, year: int | None
) -> tuple[Date, Span] | None:
    """What the label says, else the day in the paragraph that tells who called the meeting, up to there."""
    if labelled or not called:
        return read_time(raw, labelled.span, year) if labelled else None
    start, end = called.span()
    return next(read_time(raw, (begin, end), year) for (begin, close), _ in lines if begin <= start < close)


def _chair(raw: str, called: Found) -> Quote | None:
    """Who presides, without the day before and the words of the sentence around."""
    start, end = called.span("chair")
    for match in find(_DAY, raw, (start, end)):
        start = match.span()[1]
    found = trim(raw, (start, end), _AROUND)
    return join_lines(found) if found.text else None


def _meeting_name(document: Document, node: Node, called: Found | None) -> Quote | None:
    """The meeting that the title names, else the one that was called."""
    title = read_title(document, node)
    head = title.span if title else (node.start, min(node.end, node.start + _TITLE))  # text without breaks has no title
    match = next(find(_MEETING if title else _MEETING_IN_LINE, document.source.raw, head), None)
    if not match and called and "name" in called.match.re.groupindex:
        match = called
    return join_lines(match.quote("name")) if match else None


def _session(document: Document, node: Node, lines: list[_Line], called: Found | None) -> tuple[int, Span] | None:
    """第12次, in the title, where the meeting is told of, or on a short line below the title, where 第9期 stands too."""
    title, raw = read_title(document, node), document.source.raw
    heads = [title.span] if title else []
    heads += [called.span()] if called else []
    heads += [span for span, form in lines[:_HEAD] if form != "document_title" and span[1] - span[0] < 40]
    for span in heads:
        for match in find(_SESSION, raw, span):
            number = read_number(match[1] or "")
            if isinstance(number, int):
                return number, match.span()
    return None


def _distribution(raw: str, lines: list[_Line]) -> Iterator[Quote]:
    """Those to whom copies go: 发：, 分送：, 抄送：."""
    for span, form in lines:
        if form == "copy_to":
            start = next((place for place in range(*span) if raw[place] in "：:"), span[0] - 1) + 1
            yield from read_bodies(raw, (start, span[1]))
