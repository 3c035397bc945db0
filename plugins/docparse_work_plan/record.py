"""The record of a work plan: its structs, and where in the text each field stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    Cited,
    Date,
    Document,
    Fields,
    Node,
    Period,
    Quote,
    cited,
    either_script,
    figures,
    first_period,
    read_number,
    split_sentences,
    told,
)
from docparse_work_plan.tasks import UNITS, Span, Task, read_deadlines, read_task, read_tasks

_GUIDANCE = either_script("指导思想|总体(?:要求|思路)")
_GUIDED = either_script("以[^。;]{2,80}为(?:指导|统领|引领|主线)|指导思想是?:")
_AIMS = either_script("目标(?:任务|要求)?$|目标[和与及、]")
_AIM = either_script("(?:工作|总体|主要|预期)目标(?:是|为|:)")
_YEAR_AHEAD = either_script(
    r"(?P<year>(?:[12]\d{3}|二[〇○零一二三四五六七八九]{3})年)度?(?=是|[^,。;《》]{0,12}工作的?(?:总体|指导|主要|思路|要求))"
)
_PART_OF_YEAR = either_script(
    r"(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?P<month>\d{1,2})月份?(?=[^\d日]))"
)
_BY = either_script("(?:根据|按照|依据|依照|遵照|落实|贯彻|对照)[^。;,]{0,90}$")


class Goal(Fields, frozen=True, kw_only=True):
    """What the plan is to reach; metric, target_value and unit where a figure tells."""

    text: str
    metric: str | None = None
    target_value: float | str | None = None
    unit: str | None = None
    deadline: Date | None = None


class WorkPlan(Fields, frozen=True, kw_only=True):
    """What a body plans to do in a period."""

    guiding_thought: str | None = None
    period: Period | None = None
    goals: list[Goal]
    tasks: list[Task]
    legal_basis: list[Cited]


def read_work_plan(document: Document, node: Node) -> WorkPlan:
    """The record of the plan rooted at `node`."""
    raw = document.source.raw
    own = [leaf for leaf in document.children(node) if leaf.kind == "paragraph"]
    first = next((unit.start for unit in document.children(node) if unit.kind in UNITS), node.end)
    titles = [leaf.span for leaf in own if leaf.form == "document_title"]
    titles += [node.heading.span] if node.heading else []
    opening = [leaf.span for leaf in own if leaf.start < first and leaf.form != "document_title"]
    period = _period(document, titles, opening)
    return WorkPlan.read(
        guiding_thought=_guiding_thought(document, node, opening),
        period=period,
        goals=list(_goals(document, node, opening, period[0] if period else None)),
        tasks=[
            (read_task(document, category, unit, period[0] if period else None), unit.span)
            for category, unit in read_tasks(document, node)
        ],
        legal_basis=[
            found
            for span in opening
            for found in cited(raw, span)
            if _BY.search(document.source.text[max(span[0], found[1][0] - 100) : found[1][0]])
        ],
    )


def _guiding_thought(document: Document, node: Node, opening: list[Span]) -> Quote | None:
    """The section on it, or the sentence of the opening that names what guides."""
    for unit in document.children(node):
        if unit.heading and _GUIDANCE.match(unit.heading.text):
            return told(document, unit)
    said = (sentence for span in opening for sentence in split_sentences(document.source.raw, span))
    return next((sentence for sentence in said if _GUIDED.search(sentence.text)), None)


def _goals(
    document: Document, node: Node, opening: list[Span], period: Period | None
) -> Iterator[tuple[Goal, Span]]:
    """The sentences on goals; one that holds several figures gives a goal for each."""
    for said, unit in _sentences_on_goals(document, node, opening):
        numbers = figures(document.source.raw, said.span)
        clauses = [_clause(document.source.raw, said.span, span) for _, span in numbers] if len(numbers) > 1 else [said]
        for index, text in enumerate(clauses):
            figure, where = numbers[index] if numbers else (None, None)
            until = [found for found in read_deadlines(document, unit, period) if _holds(text.span, found[1])]
            metric = document.source.raw.rfind(figure.subject, text.span[0], where[0]) if figure and where else -1
            goal = Goal.read(
                text=text,
                metric=(figure.subject, (metric, metric + len(figure.subject))) if figure and metric >= 0 else None,
            )
            yield goal, text.span


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
