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
    read_due,
    read_measures,
    read_role,
)

Span = tuple[int, int]
UNITS = ("section", "item")

_FRAME = either_script(
    "(?:指导思想|(?:总体|工作|基本|主要|预期|目标)(?:要求|思路|目标|原则|情况|回顾|步骤)|目标(?:任务)?|组织(?:领导|保障)"
    "|保障(?:措施|机制)|实施步骤|时间(?:安排|步骤)|有关要求|存在的?(?:主要)?问题|形势分析)(?:[和与及、][一-鿿]{2,6})?"
)
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
        responsible_body=read_role(document.source.raw, unit.span, "lead_bodies"),
        cooperating_bodies=read_role(document.source.raw, unit.span, "cooperating_bodies"),
        deadline=max(deadlines_of(document, unit.span, period), key=lambda found: found[0].iso or "", default=None),
        deliverables=_quotes(_DELIVERABLE, document, unit),
        quoted_initiatives=_quotes(_QUOTED_INITIATIVE, document, unit),
    )


def deadlines_of(document: Document, span: Span, period: Period | None) -> list[tuple[Date, Span]]:
    """The times in a span by which something is to be done; a month without year is one of the plan's year."""
    return read_due(document.source.raw, span, int(period.start[:4]) if period else None)


def _finds(pattern: re.Pattern[str], document: Document, span: Span) -> Iterator[re.Match[str]]:
    return pattern.finditer(document.source.text, *span)


def _quotes(pattern: re.Pattern[str], document: Document, unit: Node) -> list[Quote]:
    """What the first group of the pattern holds, wherever it is found in a unit."""
    raw = document.source.raw
    return [Quote(raw[slice(*match.span(1))], match.span(1)) for match in _finds(pattern, document, unit.span)]
