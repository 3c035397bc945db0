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
    read_deadlines,
    read_responsibilities,
    split_sentences,
)

Span = tuple[int, int]
UNITS = ("section", "item")

_FRAME = either_script(
    "(?:指导思想|(?:总体|工作|基本|主要|预期|目标)(?:要求|思路|目标|原则|情况|回顾|步骤)|目标(?:任务)?|组织(?:领导|保障)"
    "|保障(?:措施|机制)|实施步骤|时间(?:安排|步骤)|有关要求|存在的?(?:主要)?问题|形势分析)(?:[和与及、][一-鿿]{2,6})?"
)
_OTHER_YEAR = "次明翌去"  # their year is not that of the plan
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
        responsible_body=_bodies(document, unit, "lead_bodies"),
        cooperating_bodies=_bodies(document, unit, "cooperating_bodies"),
        deadline=max(deadlines_of(document, unit.span, period), key=lambda found: found[0].iso or "", default=None),
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
    cuts = [where for _, where in read_responsibilities(document.source.raw, span)]
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


def deadlines_of(document: Document, span: Span, period: Period | None) -> list[tuple[Date, Span]]:
    """The times in a span by which something is to be done; a month without year is one of the plan's year."""
    raw, year = document.source.raw, int(period.start[:4]) if period else None
    found = {
        where: deadline for deadline, where in read_deadlines(raw, span, year) if deadline.raw[0] not in _OTHER_YEAR
    }
    for answer, _ in read_responsibilities(raw, span, year):
        if answer.deadline:
            found[answer.spans["deadline"]] = answer.deadline
    return [(found[where], where) for where in sorted(found)]


def _bodies(document: Document, unit: Node, role: str) -> list[Quote]:
    """The bodies of a role in all that is said on who answers for a task."""
    answers = read_responsibilities(document.source.raw, unit.span)
    return [
        Quote(name, where)
        for answer, _ in answers
        for name, where in zip(getattr(answer, role), answer.spans.get(role, ()), strict=True)
    ]


def _finds(pattern: re.Pattern[str], document: Document, span: Span) -> Iterator[re.Match[str]]:
    return pattern.finditer(document.source.text, *span)


def _quotes(pattern: re.Pattern[str], document: Document, unit: Node) -> list[Quote]:
    """What the first group of the pattern holds, wherever it is found in a unit."""
    raw = document.source.raw
    return [Quote(raw[slice(*match.span(1))], match.span(1)) for match in _finds(pattern, document, unit.span)]
