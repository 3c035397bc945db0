"""The tasks of a plan: which units they are, their measures, who answers for them, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    Date,
    Document,
    Fields,
    Node,
    Period,
    Quote,
    either_script,
    ordinal,
    paragraphs,
    read_year,
    split_sentences,
)

Span = tuple[int, int]
UNITS = ("section", "item")

_FRAME = either_script(
    "(?:指导思想|(?:总体|工作|基本|主要|预期|目标)(?:要求|思路|目标|原则|情况|回顾|步骤)|目标(?:任务)?|组织(?:领导|保障)"
    "|保障(?:措施|机制)|实施步骤|时间(?:安排|步骤)|有关要求|存在的?(?:主要)?问题|形势分析)(?:[和与及、][一-鿿]{2,6})?"
)
_LEADS = "责任(?:单位|部门|[处科股]室)|牵头(?:单位|部门|[处科股]室)|主办单位|承办单位|负责(?:单位|部门)"
_HELPS = "(?:配合|协办|参与|参加|协同|协作)(?:单位|部门|[处科股]室)"
_UNTIL = "(?:完成|办结|整改)?时限|完成(?:时间|期限|日期)|时间节点"
_PERSONS = "(?:责任|牵头|分管)领导|责任人|联系人"
_LABEL = rf"(?:{_LEADS}|{_HELPS}|{_UNTIL}|{_PERSONS})"
_LABELLED = either_script(
    "(?=[责牵主承负配协参完办整时分联])"  # most positions fail here
    rf"(?:(?P<leads>{_LEADS})|(?P<helps>{_HELPS})|(?P<until>{_UNTIL})|{_PERSONS})[ \t]?:[ \t]?"
    rf"(?P<value>(?:(?!{_LABEL})[^。;:()\r\n]){{1,120}})[)。;]?"
)
_IN_CHARGE = either_script(
    r"\(由?(?P<leads>[^():]{2,80}?)(?:牵头(?:负责)?|按职责分工负责|分别负责|负责)"
    r"(?:[,;、](?P<helps>[^():]{2,80}?)(?:配合|参与|协同|参加|协助|按职责分工负责))?\)"
)
_BODY = either_script(
    r"(?<=[、,，;；:：\s(（由])(?!按|分别|各自)[^、,，\s]{2,30}?(?=等?(?:有关|相关)?(?:部门|单位)?(?:[、,，\s]|$))"
)
_WHEN = (
    r"(?=[\d二年底末])"
    r"(?<!\d)(?<![次明翌去]年)(?:(?P<year>[12]\d{3}|二[〇○零一二三四五六七八九]{3})年)?"
    r"(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|[底末份]|[上中下]旬)?|年[底末]|(?<=年)[底末])"
)
_TIME = either_script(_WHEN)
_DEADLINE = either_script(rf"{_WHEN}(?:之?前|以前)")
_HAN = re.compile("[一-鿿]")
_INITIATIVE = "(?:工程|活动|行动|计划)"
_QUOTED_INITIATIVE = either_script(
    f"([“「『‚][^“”「」『』‚‛。]{{2,40}}(?:{_INITIATIVE}[”」』‛]|[”」』‛][一-鿿]{{0,6}}?{_INITIATIVE}))"
)
_MAKE = "(?:打造|建设|建立|搭建|创建|形成|推出|编制|制定|出台|印发|修订|编写|发布|完善)"
_DELIVERABLE = either_script(
    rf"{_MAKE}(?:出台|一批)?((?:(?!{_MAKE})[^,。;:《》“”\r\n]){{0,24}}?"
    r"(?:品牌|平台|基地|清单|台账|数据库|手册|示范点)|《[^《》]{2,60}》)"
)


class Task(Fields, frozen=True, kw_only=True):
    """What is to be done. category: the heading that it stands under; measures: the sentences of its body"""

    ordinal: int | list[int] | None = None
    category: str | None = None
    heading: str | None = None
    measures: list[str]
    responsible_body: list[str]
    cooperating_bodies: list[str]
    deadline: Date | None = None
    deliverables: list[str]
    quoted_initiatives: list[str]


def read_tasks(document: Document, node: Node) -> Iterator[tuple[Node | None, Node]]:
    """The units that are tasks, each with that of its category, if it has one; the frame of the plan is left out."""
    children = [child for child in document.children(node) if child.kind in UNITS]
    for unit in [child for child in children if child.kind == "section"] or children:
        if unit.heading and _FRAME.fullmatch(unit.heading.text):
            continue
        below = [child for child in document.children(unit) if child.kind == "section"]
        yield from ((unit, child) for child in below)
        if not below:
            yield None, unit


def read_task(document: Document, category: Node | None, unit: Node, period: Period | None) -> Task:
    """The record of one task; of several deadlines the last."""
    return Task.read(
        ordinal=ordinal(unit),
        category=category.heading if category else None,
        heading=unit.heading,
        measures=read_measures(document, unit),
        responsible_body=_bodies(document, unit, "leads"),
        cooperating_bodies=_bodies(document, unit, "helps"),
        deadline=max(read_deadlines(document, unit.span, period), key=lambda found: found[0].iso or "", default=None),
        deliverables=_quotes(_DELIVERABLE, document, unit),
        quoted_initiatives=_quotes(_QUOTED_INITIATIVE, document, unit),
    )


def read_measures(document: Document, unit: Node) -> list[Quote]:
    """The sentences of a task below its heading, without markers and without the words on who answers for it."""
    begins = {inner.start: _begin(inner, inner is unit) for inner in (unit, *document.descendants(unit, *UNITS))}
    measures: list[Quote] = []
    for leaf in paragraphs(document, unit):
        said = _sentences(document, (begins.get(leaf.start, leaf.start), leaf.end))
        if leaf.form == "torn_continuation" and measures and said:
            (start, end), rest = measures[-1].span, said[0]
            if not document.source.raw[end : rest.span[0]].strip():
                said[0] = Quote(measures.pop().text + rest.text, (start, rest.span[1]))
        measures += said
    return measures


def _sentences(document: Document, span: Span) -> list[Quote]:
    """The sentences around the words on who answers."""
    text, found = document.source.text, [*_finds(_LABELLED, document, span), *_finds(_IN_CHARGE, document, span)]
    cuts = sorted((match.start() - text.startswith("(", match.start() - 1), match.end()) for match in found)
    position, said = span[0], list[Quote]()
    for start, end in [*cuts, (span[1], span[1])]:
        said += split_sentences(document.source.raw, (position, max(position, start)))
        position = max(position, end)
    return [sentence for sentence in said if _HAN.search(sentence.text)]


def _begin(unit: Node, below_heading: bool) -> int:
    if below_heading and unit.heading:
        return unit.heading.span[1]
    number = ordinal(unit)
    return number[1][1] if number else unit.start


def read_deadlines(document: Document, span: Span, period: Period | None) -> list[tuple[Date, Span]]:
    """The times in a span by which something is to be done; a month without year is one of the plan's year."""
    found = list(_finds(_DEADLINE, document, span))
    for label in _finds(_LABELLED, document, span):
        if label["until"]:
            found += _TIME.finditer(document.source.text, *label.span("value"))
    raw = document.source.raw
    deadlines = {match.start(): (_date(raw, match, period), match.span()) for match in reversed(found)}
    return [deadlines[start] for start in sorted(deadlines)]


def _date(raw: str, match: re.Match[str], period: Period | None) -> Date:
    year = str(read_year(match["year"]) or "") if match["year"] else period.start[:4] if period else ""
    month = int(match["month"] or 12)
    iso = f"{year}-{month:02}" if year and 1 <= month <= 12 else None
    return Date(f"{iso}-{int(match['day']):02}" if iso and match["day"] else iso, raw[slice(*match.span())])


def _bodies(document: Document, unit: Node, role: str) -> list[Quote]:
    """The bodies that lead a task ("leads"), or that help ("helps")."""
    raw = document.source.raw
    return [
        Quote(name[0], name.span())
        for pattern in (_LABELLED, _IN_CHARGE)
        for match in _finds(pattern, document, unit.span)
        if match[role]
        for name in _BODY.finditer(raw, *match.span(role if pattern is _IN_CHARGE else "value"))
    ]


def _finds(pattern: re.Pattern[str], document: Document, span: Span) -> Iterator[re.Match[str]]:
    return pattern.finditer(document.source.text, *span)


def _quotes(pattern: re.Pattern[str], document: Document, unit: Node) -> list[Quote]:
    """What the first group of the pattern holds, wherever it is found in a unit."""
    raw = document.source.raw
    return [Quote(raw[slice(*match.span(1))], match.span(1)) for match in _finds(pattern, document, unit.span)]
