"""What a notice says of a meeting, and whom to ask: labels, sections of their own, or a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from docparse import (
    MASKS,
    Date,
    Document,
    Fields,
    Node,
    Quote,
    Span,
    either_script,
    find,
    join_lines,
    join_torn,
    label_pattern,
    ordinal,
    own_span,
    paragraphs,
    read_labels,
    read_names,
    read_time,
    told,
    trim,
)

_CALLS = either_script(r"(?:召开|举行|举办|组织)[^。;\r\n]{0,60}?(?:会|培训|班|论坛|仪式|演练|比赛|竞赛|活动)")
_LABELS = {
    "time": "(?:会议|培训|报到|活动|举办)?时间(?:安排)?",
    "place": "(?:会议|培训|报到|活动|举办)?地点",
    "attendees": "参(?:加|会|训)(?:会议)?(?:人员|对象|范围)|出席人员|培训对象",
    "requirements": "(?:会议|参会|有关|相关|其他)?(?:要求|事项)",
}
_HEADINGS = {name: either_script(rf"(?:{pattern})(?:[和及与、].{{2,8}})?\Z") for name, pattern in _LABELS.items()}
_LABELLED = label_pattern(_LABELS)
_HELD = either_script(
    r"(?:定于|拟于|将于)(?P<time>[^,。;]{4,40}?),?在(?P<place>[^,。;]{2,40}?),?(?:组织)?(?:召开|举行|举办)"
)
_CONTACT = label_pattern(
    {
        "name": "(?:业务|会务)?(?:联系人|联络员)(?:[及和]其?(?:联系)?(?:电话|方式))?",
        "phone": "(?:联系|咨询|办公)?电话|联系方式|手机",
        "email": "(?:电子)?邮箱|电子邮件|E-?mail",
    }
)
_DIGIT = rf"[\d{MASKS}]"
_PHONE = re.compile(
    rf"(?:\d{{3,4}}[-—－ ])?\d{{7,11}}|{_DIGIT}{{3,4}}[-—－]{_DIGIT}{{4,8}}|{_DIGIT}{{7,11}}|(?<!\d)(?:12|9[56])\d{{3,4}}(?!\d)"
)
_EMAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}")
_CLOSE = re.compile(r"[)）(（。;；,，]")
_NAME_AND_PHONE = either_script(r"(?P<name>[一-鿿×X某]{2,4})[\s,]{0,4}(?=[\d*×X])")
_YEAR_PRINTED = either_script(r"[12]\d{3}|二[〇○零]|[今本当去明次翌]")
_NEAR = 6  # months: what has no year is not further ahead
_AROUND = " \t\r\n\u3000。；;"


class Meeting(Fields, frozen=True, kw_only=True):
    """A meeting that is called. time: with iso of its day, raw with the hour; attendees as printed"""

    time: Date | None = None
    place: str | None = None
    attendees: str | None = None
    requirements: list[str]


class Contact(Fields, frozen=True, kw_only=True):
    """Whom to ask; the first one where several are named."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


def read_meeting(document: Document, node: Node, issued: str | None) -> tuple[Meeting, Span] | None:
    """The meeting of a notice that calls one, where at least its day or its place is told.

    issued: the date of the notice, which says what year a day without one is in
    """
    raw = document.source.raw
    if not any(next(find(_CALLS, raw, span), None) for span in _head(document, node)):
        return None
    said, asked = _sections(document, node)
    for span in _lines(document, node):
        for name, value in read_labels(raw, span, _LABELLED):
            if name != "requirements" and value.text:
                said.setdefault(name, value)
            elif value.text and not any(start <= value.span[0] < end for _, (start, end) in asked):
                asked.append(value)
        for match in find(_HELD, raw, span):
            for name in ("time", "place"):
                said.setdefault(name, trim(raw, match.span(name)))
    time = read_time(raw, said["time"].span, int(issued[:4]) if issued else None) if "time" in said else None
    time = (ahead(time[0], issued), time[1]) if time else None
    if not time and "place" not in said:
        return None
    meeting = Meeting.read(time=time, place=said.get("place"), attendees=said.get("attendees"), requirements=asked)
    return meeting, _around([*said.values(), *asked])


def ahead(due: Date, issued: str | None) -> Date:
    """A time printed without a year: 1月10日前 in a notice of December is one of the year after."""
    if not due.iso or not issued or due.iso >= issued[: len(due.iso)] or _YEAR_PRINTED.match(due.raw):
        return due
    months = int(due.iso[5:7] or 12) + 12 - int(issued[5:7] or 1)
    return Date(f"{int(due.iso[:4]) + 1}{due.iso[4:]}", due.raw) if months <= _NEAR else due


def _sections(document: Document, node: Node) -> tuple[dict[str, Quote], list[Quote]]:
    """What stands in sections of its own: under the labels as headings, and what is required."""
    said, asked = dict[str, Quote](), list[Quote]()
    end = own_span(document, node)[1]
    for unit in document.descendants(node, "section", "item"):
        if not unit.heading or unit.start >= end:
            continue
        name = next((name for name, pattern in _HEADINGS.items() if pattern.match(unit.heading.text)), None)
        value = told(document, unit)
        if name == "requirements":
            asked += _below(document, unit)
        elif name and value.text:
            text, printed = value.text.rstrip(_AROUND), trim(document.source.raw, value.span, _AROUND)
            alike = printed.text.endswith(text[-1:])  # else a page number stands before the last full stop
            said.setdefault(name, Quote(text, printed.span) if alike else value)
    return said, asked


def read_contact(document: Document, node: Node) -> tuple[Contact, Span] | None:
    """The first person, telephone and mail address behind a label."""
    raw, found = document.source.raw, dict[str, Quote]()
    for span in _lines(document, node):
        for name, value in read_labels(raw, span, _CONTACT):
            if name == "name":
                person, phone = _person(raw, value.span)
                found |= {} if "name" in found or not person.text else {"name": person}
                found |= {} if "phone" in found or not phone else {"phone": phone}
            elif match := (_PHONE if name == "phone" else _EMAIL).search(raw, *value.span):
                found.setdefault(name, Quote(match[0], match.span()))
    return (Contact.read(**found), _around(list(found.values()))) if found else None


def _person(raw: str, span: Span) -> tuple[Quote, Quote | None]:
    """A name, and the telephone number that may stand after it without a label."""
    pair, cut = next(find(_NAME_AND_PHONE, raw, span), None), _CLOSE.search(raw, *span)
    end = pair.span("name")[1] if pair else cut.start() if cut else span[1]
    phone = _PHONE.search(raw, end, span[1])
    names = read_names(raw, (span[0], end)) or [trim(raw, (span[0], end))]
    return names[0], Quote(phone[0], phone.span()) if phone else None


def _around(quotes: list[Quote]) -> Span:
    return min(quote.span[0] for quote in quotes), max(quote.span[1] for quote in quotes)


def _lines(document: Document, node: Node) -> Iterator[Span]:
    end = own_span(document, node)[1]
    return (leaf.span for leaf in document.descendants(node, "paragraph") if leaf.start < end)


def _head(document: Document, node: Node) -> Iterator[Span]:
    """Title and opening: the paragraphs before the first unit."""
    first = next((unit.start for unit in document.descendants(node, "part", "section", "item")), node.end)
    return (span for span in _lines(document, node) if span[0] < first)


def _below(document: Document, unit: Node) -> list[Quote]:
    """The units below, else the paragraphs; up to the first that is labelled: 联系人：李某 is required of nobody."""
    raw, below = document.source.raw, [child for child in document.children(unit) if child.kind in ("section", "item")]
    found = [_told(document, child) for child in below]
    if not below:
        start = told(document, unit).span[0]
        leaves = (leaf for leaf in paragraphs(document, unit) if leaf.end > start)
        spans = join_torn(takewhile(lambda leaf: leaf.form != "label_paragraph", leaves))
        found = [join_lines(trim(raw, (max(start, begin), end))) for begin, end in spans]
    return [value for value in found if value.text]


def _told(document: Document, unit: Node) -> Quote:
    """All that a unit says behind its marker, up to a paragraph that is labelled."""
    raw, number = document.source.raw, ordinal(unit)
    said = told(document, unit, number[1][1] if number else unit.start)
    leaves = (leaf.start for leaf in paragraphs(document, unit) if leaf.form == "label_paragraph")
    end = next((start for start in leaves if start > said.span[0]), None)
    return trim(raw, (said.span[0], end)) if end else said
