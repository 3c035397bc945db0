"""Responsibilities: who leads a task, who helps, and until when, as labels, in brackets or in a sentence."""

from __future__ import annotations

from itertools import chain

from docparse.bodies import read_bodies
from docparse.times import Date, read_deadlines
from docparse.values import Fields, Found, Quote, Span, begins, either_script, find

_LEADS = "责任(?:单位|部门|[处科股]室)|牵头(?:单位|部门|[处科股]室)|主办单位|承办单位|负责(?:单位|部门)"
_HELPS = "(?:配合|协办|协助|参与|参加|协同|协作)(?:单位|部门|[处科股]室)"
_UNTIL = "(?:完成|办结|整改)?时限|完成(?:时间|期限|日期)|时间节点"
_PERSONS = "(?:责任|牵头|分管)领导|责任人|联系人"
_LABEL = rf"(?:{_LEADS}|{_HELPS}|{_UNTIL}|{_PERSONS})"
_LABELLED = either_script(
    "(?=[责牵主承负配协参完办整时分联])"  # most positions fail here
    rf"(?:(?P<leads>{_LEADS})|(?P<helps>{_HELPS})|(?P<until>{_UNTIL})|(?P<persons>{_PERSONS}))[ \t]?:[ \t]?"
    rf"(?P<value>(?:(?!{_LABEL})(?:[^。;:()\r\n]|\([^():\r\n]{{1,20}}\))){{1,120}})[)。;]?"
)
_IN_CHARGE = either_script(
    r"\(由?(?P<leads>(?:(?<=自)由|[^():由]){2,80}?)(?:牵头(?:负责)?|按职责分工负责|分别负责|负责)"
    rf"(?:[,;、](?P<helps>[^():]{{2,80}}?)(?:配合|参与|协同|参加|协助|按职责分工负责))?"
    rf"(?:\)|(?=[;,]{_LABEL}:)|[。;,](?![^()]{{0,40}}:)[^()]{{0,40}}\))"
)
_SHARED = either_script(
    r"由?(?P<leads>[^:]{2,80}?)牵头(?:负责)?(?:[,;、](?P<helps>[^:]{2,80}?)(?:配合|参与|协同|参加|协助))?[。;]?\Z"
)
_IN_PROSE = either_script(
    r"(?<![自缘理事经])由(?P<leads>[^。;,:()\r\n]{2,60}?)(?:作为[^。;,:()\r\n]{2,12},?)?(?:牵头(?:负责)?|负责(?!人))"
    r"(?:[,;、](?P<helps>[^。;,:()\r\n]{2,60}?)(?:配合|参与|协同|参加|协助))?"
)


class Responsibility(Fields, frozen=True, kw_only=True):
    """Who answers for something. persons: 责任人, 责任领导; deadline: after 完成时限 and the like"""

    lead_bodies: list[str]
    cooperating_bodies: list[str]
    persons: list[str]
    deadline: Date | None = None


def read_responsibilities(
    raw: str, span: Span, year: int | None = None, *, prose: bool = False
) -> list[tuple[Responsibility, Span]]:
    """Who answers, as raw[span] says in clauses of its own, in order; each label and each bracket is one.

    （牵头单位：X；配合单位：Y；完成时限：6月底） 责任单位：X、Y （X牵头，Y配合） （X、Y负责）
    year: of a deadline printed without one, as for `read_deadlines`
    prose: whether 由X负责 and 由X牵头,Y配合 within a sentence count too
    """
    patterns = (_LABELLED, _IN_CHARGE, _IN_PROSE) if prose else (_LABELLED, _IN_CHARGE)
    matches = sorted(chain(*(find(pattern, raw, span) for pattern in patterns)), key=Found.span)
    found: list[tuple[Responsibility, Span]] = []
    for match in matches:
        start, end = match.span()
        if not found or start >= found[-1][1][1]:  # 由 in a bracket is read with the bracket
            opens = start > span[0] and raw[start - 1] in "(（"
            found.append((_read(raw, match, year), (start - opens, end)))
    return found


def _read(raw: str, match: Found, year: int | None) -> Responsibility:
    value = "value" if match.match.re is _LABELLED else None
    deadline = None
    if value and match["leads"] and begins(_SHARED, raw, match.span(value)):
        match, value = next(find(_SHARED, raw, match.span(value))), None  # 责任单位:水利局牵头,各镇配合
    if value and match["until"]:
        deadline = next(iter(read_deadlines(raw, match.span(value), year, bare=True)), None)
    return Responsibility.read(
        lead_bodies=_bodies(raw, match, "leads", value),
        cooperating_bodies=_bodies(raw, match, "helps", value),
        persons=_bodies(raw, match, "persons", value) if value else [],
        deadline=deadline,
    )


def _bodies(raw: str, match: Found, role: str, value: str | None) -> list[Quote]:
    return read_bodies(raw, match.span(value or role)) if match[role] else []
