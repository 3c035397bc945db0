"""The record of meeting minutes: who met when and where, and the topics with what was decided on each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    Date,
    Document,
    Fields,
    Node,
    Quote,
    Span,
    dates,
    either_script,
    find,
    own_span,
    read_bodies,
    read_labels,
    read_number,
    read_title,
    trim,
)
from docparse_meeting_minutes.topics import Topic, read_topics, read_year

_LABELS = {
    "name": "会议名称",
    "time": "(?:会议)?时间",
    "place": "(?:会议)?地点",
    "chair": "(?:会议)?主持(?:人|人员)?",
    "recorder": "(?:会议)?记录(?:人|人员)?",
    "observers": "列席(?:人员|单位|会议人员)?",
    "absent": "(?:缺席|请假)(?:人员)?",
    "attendees": "(?:出席|参加|参会|到会|与会)(?:会议)?(?:人员|人|领导|单位)?",
    "other": "(?:会议)?(?:议题|主题|内容)|签发",
}  # fmt: skip
_SESSION = either_script(r"第?([0-9]{1,4}|[一二三四五六七八九十百]{1,5})(?:次|期|号)")
_MEETING = either_script(r"(?P<name>[^,。;:()\r\n]{2,40}?(?:会议|例会|办公会|大会|座谈会|协调会|推进会|调度会))")
_CALLED = either_script(
    r"(?P<chair>[^,。;:\r\n]{2,30}?)(?:在(?P<place>[^,。;:\r\n]{2,30}?))?(?:主持)(?:召开|了)?(?P<name>[^,。;:\r\n]{2,40}?(?:会议|办公会|大会|座谈会|协调会|推进会))"
)
_CLOCK = re.compile(
    r"(?:[（(][^（）()]{1,12}[）)])?\s{0,2}(?:上午|下午|晚上|早上)?\s{0,2}(?:\d{1,2}[:：时点]\d{0,2}分?(?:整|半)?)?"
)
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_AROUND = " \t\r\n\u3000。；;，,、：:"


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


def read_minutes(document: Document, node: Node) -> MeetingMinutes:
    """The record of the minutes rooted at `node`."""
    raw, lines = document.source.raw, list(_lines(document, node))
    said: dict[str, Quote] = {}
    for span, _ in lines:
        for name, value in read_labels(raw, span, _LABELS):
            if value.text:
                said.setdefault(name, _sentence(raw, value))
    called = next((match for span, _ in lines for match in find(_CALLED, raw, span)), None)
    prose = {name: _quote(called.quote(name)) for name in ("chair", "place") if called and called[name]}
    time = (
        _time(raw, said["time"].span)
        if "time" in said
        else _time(raw, _line_of(lines, called.span()))
        if called
        else None
    )
    chair = said.get("chair") or prose.get("chair")
    if "chair" not in said and chair and (day := next(iter(dates(raw, chair.span)), None)):
        chair = _quote(trim(raw, (_time_end(raw, day[1], chair.span[1]), chair.span[1]), _AROUND))
    return MeetingMinutes.read(
        meeting_name=said.get("name") or _meeting_name(document, node, called.quote("name") if called else None),
        session_no=_session(document, node),
        time=time,
        place=said.get("place") or prose.get("place"),
        chair=chair,
        attendees=_people(raw, said.get("attendees")),
        absent=_people(raw, said.get("absent")),
        observers=_people(raw, said.get("observers")),
        recorder=said.get("recorder"),
        topics=read_topics(document, node, read_year(document, node)),
        distribution=_distribution(document, node),
    )


def _line_of(lines: list[tuple[Span, str | None]], place: Span) -> Span:
    """The paragraph up to the end of what stands in it."""
    return next((start, place[1]) for (start, end), _ in lines if start <= place[0] < end)


def _lines(document: Document, node: Node) -> Iterator[tuple[Span, str | None]]:
    end = own_span(document, node)[1]
    return ((leaf.span, leaf.form) for leaf in document.descendants(node, "paragraph") if leaf.start < end)


def _sentence(raw: str, value: Quote) -> Quote:
    """A value up to its first full stop."""
    stop = raw.find("。", *value.span)
    return trim(raw, (value.span[0], stop), _AROUND) if stop >= 0 else value


def _quote(quote: Quote) -> Quote:
    return Quote("".join(quote.text.splitlines()), quote.span)


def _time(raw: str, span: Span) -> tuple[Date, Span] | None:
    for date, (start, end) in dates(raw, span):
        end = start + len(raw[start : _time_end(raw, (start, end), span[1])].rstrip())
        return Date(date.iso, raw[start:end]), (start, end)
    return None


def _time_end(raw: str, day: Span, end: int) -> int:
    match = _CLOCK.match(raw, day[1], end)
    return match.end() if match else day[1]


def _meeting_name(document: Document, node: Node, called: Quote | None) -> Quote | None:
    """The meeting that the title names, else the one that was called."""
    title = read_title(document, node)
    match = next(find(_MEETING, document.source.raw, title.span), None) if title else None
    return _quote(match.quote("name")) if match else called


def _session(document: Document, node: Node) -> tuple[int, Span] | None:
    """第12次, in the title or in brackets below it."""
    title, raw = read_title(document, node), document.source.raw
    heads = [title.span] if title else []
    heads += [
        span for span, form in list(_lines(document, node))[:4] if form != "document_title" and span[1] - span[0] < 40
    ]
    for span in heads:
        for match in find(_SESSION, raw, span):
            number = read_number(match[1] or "")
            if isinstance(number, int):
                return number, match.span()
    return None


def _people(raw: str, value: Quote | None) -> list[Quote]:
    """The names of a list, each without the reason in brackets."""
    if value is None:
        return []
    found = []
    for name in _pieces(raw, value.span):
        cut = _BRACKET.search(raw, *name.span)
        found.append(trim(raw, (name.span[0], cut.start() if cut else name.span[1]), _AROUND))
    return [name for name in found if name.text]


_BETWEEN = re.compile(r"[、，,；;](?![^（()）]*[）)])|[ \t\u3000]{2,}|(?<=[一-鿿]{2})[ \t\u3000](?=[一-鿿]{2})")


def _pieces(raw: str, span: Span) -> list[Quote]:
    cuts = [span[0], *(cut for match in _BETWEEN.finditer(raw, *span) for cut in match.span()), span[1]]
    return [trim(raw, between, _AROUND) for between in zip(cuts[::2], cuts[1::2], strict=True)]


def _distribution(document: Document, node: Node) -> list[Quote]:
    """Those to whom copies go: 发：, 分送：, 抄送：."""
    raw, found = document.source.raw, list[Quote]()
    for span, form in _lines(document, node):
        if form == "copy_to":
            start = next((place for place in range(*span) if raw[place] in "：:"), span[0] - 1) + 1
            found += read_bodies(raw, (start, span[1]))
    return found
