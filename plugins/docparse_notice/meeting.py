"""What a notice says of a meeting, and whom to ask: labels, sections of their own, or a sentence."""

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
    read_labels,
    told,
    trim,
)

_LABELS = {
    "time": "(?:会议|培训|报到|活动)?时间(?:安排)?",
    "place": "(?:会议|培训|报到|活动)?地点",
    "attendees": "参(?:加|会|训)(?:人员|对象|范围)|出席人员|参加会议人员",
    "requirements": "(?:会议|有关|参会)要求",
}  # fmt: skip
_HEADINGS = {name: either_script(f"(?:{pattern})(?:[和及与].{{2,8}})?$") for name, pattern in _LABELS.items()}
_HELD = either_script(
    r"(?:定于|拟于|兹定于|将于)(?P<time>[^,。;]{4,40}?)(?:,)?在(?P<place>[^,。;]{2,40}?)(?:,)?(?:组织)?(?:召开|举行|举办)"
)
_CLOCK = re.compile(
    r"(?:[（(][^（）()]{1,12}[）)])?\s{0,2}(?:上午|下午|晚上|早上|中午)?\s{0,2}(?:\d{1,2}[:：时点]\d{0,2}分?(?:整|半)?)?"
)
_CONTACT = {
    "name": "联系人(?:员)?|联络员",
    "phone": "(?:联系)?电话|联系方式|手机|联系人电话",
    "email": "(?:电子)?邮箱|E-?mail|邮件|电子邮件",
}  # fmt: skip
_PHONE = re.compile(r"(?:\d{3,4}[-—－ ])?\d{7,11}|[\d*×Xx]{3,4}[-—－][\d*×Xx]{4,8}|[\d*×Xx]{7,11}")
_EMAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}")
_CLOSE = re.compile(r"[)）(（。;；,，]")
_NAME_AND_PHONE = either_script(r"(?P<name>[一-鿿×X某]{2,4})[\s,]{0,4}(?=[\d*×X])")


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


def read_meeting(document: Document, node: Node) -> tuple[Meeting, Span] | None:
    """The meeting of a notice, where at least its time or its place is told under a label or in 定于…在…召开."""
    raw, said, asked = document.source.raw, dict[str, Quote](), list[Quote]()
    for unit in document.descendants(node, "section", "item"):
        for name, pattern in _HEADINGS.items():
            if unit.heading and pattern.match(unit.heading.text):
                value = told(document, unit)
                if name == "requirements":
                    asked += _below(document, unit)
                elif value.text:
                    said.setdefault(name, trim(raw, value.span, " \t\r\n\u3000。；;"))
    for span in _lines(document, node):
        for name, value in read_labels(raw, span, _LABELS):
            if name == "requirements":
                taken = any(start <= value.span[0] < end for _, (start, end) in asked)
                asked += [value] if value.text and not taken else []
            elif value.text:
                said.setdefault(name, value)
        for match in find(_HELD, raw, span):
            for name in ("time", "place"):
                said.setdefault(name, trim(raw, match.span(name)))
    if "time" not in said and "place" not in said:
        return None
    time = read_time(raw, said["time"].span) if "time" in said else None
    if not time and "place" not in said:
        return None
    meeting = Meeting.read(time=time, place=said.get("place"), attendees=said.get("attendees"), requirements=asked)
    spans = [quote.span for quote in (*said.values(), *asked)]
    return meeting, (min(start for start, _ in spans), max(end for _, end in spans))


def read_time(raw: str, span: Span) -> tuple[Date, Span] | None:
    """The first day printed in a span, with the hour after it."""
    for date, (start, end) in dates(raw, span):
        match = _CLOCK.match(raw, end, span[1])
        end = match.end() if match else end
        end = start + len(raw[start:end].rstrip())
        return Date(date.iso, raw[start:end]), (start, end)
    return None


def read_contact(document: Document, node: Node) -> tuple[Contact, Span] | None:
    """The first person, telephone and mail address behind a label."""
    raw, found = document.source.raw, dict[str, Quote]()
    for span in _lines(document, node):
        for name, value in read_labels(raw, span, _CONTACT):
            place: re.Match[str] | None = None
            if name == "name":
                pair = next(find(_NAME_AND_PHONE, raw, value.span), None)
                cut = _CLOSE.search(raw, *value.span)
                end = pair.span("name")[1] if pair else cut.start() if cut else value.span[1]
                quote = trim(raw, (value.span[0], end))
                place = _PHONE.search(raw, end, value.span[1])
                if quote.text:
                    found.setdefault("name", quote)
                if place:
                    found.setdefault("phone", Quote(place[0], place.span()))
            else:
                place = (_PHONE if name == "phone" else _EMAIL).search(raw, *value.span)
                if place:
                    found.setdefault(name, Quote(place[0], place.span()))
    if not found:
        return None
    spans = [quote.span for quote in found.values()]
    return Contact.read(**found), (min(start for start, _ in spans), max(end for _, end in spans))


def _lines(document: Document, node: Node) -> Iterator[Span]:
    end = own_span(document, node)[1]
    return (leaf.span for leaf in document.descendants(node, "paragraph") if leaf.start < end)


def _below(document: Document, unit: Node) -> list[Quote]:
    """The units below, else what the unit tells."""
    raw = document.source.raw
    below = [child for child in document.children(unit) if child.kind in ("section", "item")]
    if not below:
        return [value] if (value := told(document, unit)).text else []
    starts = [(child.marker_start or child.start) + len(child.marker or "") for child in below]
    return [trim(raw, (start, child.end)) for start, child in zip(starts, below, strict=True)]
