"""The frame of a plan: which of its units say why, how far, in which steps and by whom, and which are the tasks."""

from __future__ import annotations

import re
from typing import NamedTuple

from docparse import (
    Document,
    Node,
    Period,
    Quote,
    Span,
    dates,
    either_script,
    ordinal,
    paragraphs,
    periods,
    read_responsibilities,
    read_title,
    signature,
    told,
    trim,
)

UNITS = ("section", "item")

_ROLES = {
    "guidance": either_script("指导思想|总体(?:思路|要求)$"),
    "principles": either_script("(?:基本|工作|总体|主要|实施|整治)?原则$"),
    "goals": either_script("(?:[一-鿿]{0,4}目标)(?:任务|要求)?$"),
    "phases": either_script("(?:实施|工作|方法|时间|推进|整治|进度|行动|活动|试点)*(?:步骤|阶段|进度)(?:及?[一-鿿]{0,6})?$|(?:时间|进度|工作|阶段)安排$"),
    "safeguards": either_script(
        "(?:保障|推进)(?:措施|机制)|(?:组织|政策|实施)?保障$|(?:组织|工作)(?:实施|领导|要求|保障)|(?:有关|相关)要求"
        "|(?:切实)?(?:加强|强化)组织(?:领导|实施|保障)|抓好(?:组织)?(?:实施|落实)"
    ),
    "organisation": either_script("(?:(?:成立|建立|组建|健全)?(?:组织|领导|工作)(?:领导)?(?:机构|架构|形式)|(?:成立|建立|组建)?[一-鿿]{0,12}(?:领导小组|工作专班))"),
    "context": either_script(
        "(?:重大|重要)?意义|[一-鿿]{0,4}背景|[一-鿿]{0,4}(?:主题|时间|地点|对象|范围|口号|名称)$|(?:适用|试点|整治|实施)(?:范围|对象|时间)|(?:基本|工作)?(?:现状|情况|形势)|附则|其他(?:事项)?$|(?:考核)?奖惩(?:办法|措施|规定)?$"
    ),
}  # fmt: skip
_MAY_SECURE = either_script(
    "(?:强化|加强|完善|加大|健全|落实)(?:[一-鿿]{0,6}保障(?:力度|措施|机制|体系|工作)?|(?:组织|实施|政策|统筹)[一-鿿]{0,10})$"
)  # a task, where somebody answers for what stands below
_GENERAL_ROLES = {"guidance", "principles"}  # stand in the section on the whole, whatever it is called
_BESIDE_TASKS = ("goals", "phases", "organisation")  # may stand among the tasks of a section
_GENERAL = either_script("总体要求|总体(?:思路|目标)|工作(?:思路|总则)|总则")


class Frame(NamedTuple):
    """The units of a plan by what they are for."""

    guidance: list[Node]
    principles: list[Node]
    goals: list[Node]
    phases: list[Node]
    safeguards: list[Node]
    organisation: list[Node]
    tasks: list[tuple[Node, Span]]  # with all that is said on each, also behind the last of a group


def read_frame(document: Document, node: Node) -> Frame:
    """What the units of the plan rooted at `node` are for."""
    frame = Frame([], [], [], [], [], [], [])
    for unit in top_units(document, node):
        role, below = role_of(unit), units_below(document, unit)
        if not role and unit.heading and _MAY_SECURE.match(unit.heading.text):
            role = None if read_responsibilities(document.source.raw, unit.span) else "safeguards"
        named = [(child, role_of(child)) for child in below]
        if (unit.heading and _GENERAL.match(unit.heading.text)) or {inner for _, inner in named} & _GENERAL_ROLES:
            for child, inner in named:
                if inner and inner != "context":
                    getattr(frame, inner).append(child)
            if role in ("guidance", "goals") and not any(inner == role for _, inner in named):
                getattr(frame, role).append(unit)
        elif role and role != "context":
            getattr(frame, role).append(unit)
        elif not role:
            frame.tasks.extend(_tasks(document, unit, (unit.start, unit.end), deeper=True))
            for child in below:
                if inner := _beside_tasks(document, child):
                    getattr(frame, inner).append(child)
    return frame


def top_units(document: Document, node: Node) -> list[Node]:
    """The sections of a plan, or where it has none its items."""
    units = [child for child in document.children(node) if child.kind in UNITS]
    return [unit for unit in units if unit.kind == "section"] or units


def units_below(document: Document, unit: Node) -> list[Node]:
    return [child for child in document.children(unit) if child.kind in UNITS]


def role_of(unit: Node) -> str | None:
    """What the heading of a unit says that it is for; None for a task."""
    title = re.sub(r"[(（].*", "", unit.heading.text) if unit.heading else ""
    return next((role for role, pattern in _ROLES.items() if title and pattern.match(title)), None)


def _beside_tasks(document: Document, unit: Node) -> str | None:
    """The role of a unit among tasks that is no task itself; what somebody answers for is one, whatever its name."""
    role = role_of(unit)
    return role if role in _BESIDE_TASKS and not read_responsibilities(document.source.raw, unit.span) else None


def _tasks(document: Document, unit: Node, reach: Span, *, deeper: bool) -> list[tuple[Node, Span]]:
    """The tasks of a unit: the sections below it, and the units below these where each of several names who answers."""
    below = [child for child in units_below(document, unit) if not _beside_tasks(document, child)]
    ends = [child.end for child in below[:-1]] + [reach[1]]
    named = [(child, (child.start, end)) for child, end in zip(below, ends, strict=False)]
    answered = [child for child, inner in named if read_responsibilities(document.source.raw, inner)]
    if len(answered) < 2 and len(answered) < len(below):
        named = [(child, inner) for child, inner in named if deeper and child.kind == "section"]
    found = [task for child, inner in named for task in _tasks(document, child, inner, deeper=False)]
    return found or [(unit, reach)]


def entries(document: Document, unit: Node) -> list[Quote]:
    """What a unit lists, without markers: the units below it, else its paragraphs."""
    raw, below = document.source.raw, units_below(document, unit)
    if below:
        numbers = [(child, ordinal(child)) for child in below]
        found = [told(document, child, number[1][1] if number else child.start) for child, number in numbers]
        return [entry for entry in found if entry.text]
    first = told(document, unit).span[0]
    spans = [(max(first, leaf.start), leaf.end) for leaf in paragraphs(document, unit) if leaf.end > first]
    return [entry for span in spans if (entry := trim(raw, span, " \t\r\n\u3000")).text]


def read_plan_period(document: Document, node: Node) -> tuple[Period, Span] | None:
    """The year or the years that the title names."""
    title = read_title(document, node)
    return next(iter(periods(document.source.raw, title.span, single=True)), None) if title else None


def read_plan_year(document: Document, node: Node) -> int | None:
    """The year that a month without one is in: that of the title, or of the date, of the letter around it too.

    Where neither has one, the year of all days and months that are printed with one, if it is the same.
    """
    if period := read_plan_period(document, node):
        return int(period[0].start)
    around: Node | None = node
    while around:
        _, dated = signature(document, around)
        if dated and dated[0].iso:
            return int(dated[0].iso[:4])
        around = document.parent(around)
    years = {date.iso[:4] for date, _ in dates(document.source.raw, node.span) if date.iso and len(date.iso) > 4}
    return int(years.pop()) if len(years) == 1 else None
