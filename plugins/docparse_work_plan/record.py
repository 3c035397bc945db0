"""The record of a work plan: its structs, and where in the text each field stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    Cited,
    Date,
    Document,
    Fields,
    Figure,
    Node,
    Period,
    Quote,
    cited,
    either_script,
    figures,
    periods,
    read_figures,
    read_measures,
    read_outcomes,
    split_sentences,
    told,
)
from docparse_work_plan.tasks import UNITS, Span, Task, deadlines_of, read_task, read_tasks

_GUIDANCE = either_script("指导思想|总体(?:要求|思路)")
_GUIDED = either_script("以[^。;]{2,80}为(?:指导|统领|引领|主线)|指导思想是?:")
_AIMS = either_script("目标(?:任务|要求)?$|目标[和与及、]")
_AIM = either_script("(?:工作|总体|主要|预期)目标(?:是|为|:)")
_YEAR_AHEAD = either_script(
    r"(?:[12]\d{3}|二[〇○零一二三四五六七八九]{3})年度?(?=是|[^,。;《》]{0,12}工作的?(?:总体|指导|主要|思路|要求))"
)
_CLAUSE = re.compile("[^,，;；。]+")
_REACH = 100  # characters from the verb to the document it cites
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
    text, (_, opening) = document.source.text, _before_sections(document, node)
    stated = read_period(document, node)
    period = stated[0] if stated else None
    return WorkPlan.read(
        guiding_thought=_guiding_thought(document, node, opening),
        period=stated,
        goals=[_goal(document, aim, period) for aim in _aims(document, node, opening)],
        tasks=[(read_task(document, above, unit, period), unit.span) for above, unit in read_tasks(document, node)],
        legal_basis=[
            (basis, where)
            for span in opening
            for basis, where in cited(document.source.raw, span)
            if _BY.search(text, max(span[0], where[0] - _REACH), where[0])
        ],
    )


def read_period(document: Document, node: Node) -> tuple[Period, Span] | None:
    """The period that the title names, the last where it names several; else the year that the opening looks at."""
    raw, text = document.source.raw, document.source.text
    titles, opening = _before_sections(document, node)
    for span in titles:
        for found in reversed(periods(raw, span, single=True)):
            return found
    for span in opening:
        for match in _YEAR_AHEAD.finditer(text, *span):
            return next(iter(periods(raw, match.span(), single=True)), None)
    return None


def _before_sections(document: Document, node: Node) -> tuple[list[Span], list[Span]]:
    """The lines of the title, and the paragraphs between it and the first section."""
    titles, opening = [node.heading.span] if node.heading else [], list[Span]()
    for child in document.children(node):
        if child.kind in UNITS:
            break
        if child.kind == "paragraph":
            (titles if child.form == "document_title" else opening).append(child.span)
    return titles, opening


def _guiding_thought(document: Document, node: Node, opening: list[Span]) -> Quote | None:
    """The section on it, or the sentence of the opening that says what guides."""
    for unit in document.children(node):
        if unit.heading and _GUIDANCE.match(unit.heading.text):
            return told(document, unit)
    return next(_sentences(document, opening, _GUIDED), None)


def _sentences(document: Document, spans: list[Span], cue: re.Pattern[str]) -> Iterator[Quote]:
    for span in spans:
        for sentence in split_sentences(document.source.raw, span):
            if cue.search(document.source.text, *sentence.span):
                yield sentence


def _aims(document: Document, node: Node, opening: list[Span]) -> Iterator[Quote]:
    """The sentences on what is to be reached; of one with several figures, the clauses that hold them."""
    raw = document.source.raw
    said = list(_sentences(document, opening, _AIM))
    for unit in document.children(node):
        if unit.heading and _AIMS.search(unit.heading.text):
            said += read_measures(document, unit)
    for sentence in said:
        if len(figures(raw, sentence.span)) < 2:
            yield sentence
            continue
        for clause in _CLAUSE.finditer(raw, *sentence.span):
            if figures(raw, clause.span()):
                yield Quote(clause[0], clause.span())


def _goal(document: Document, text: Quote, period: Period | None) -> tuple[Goal, Span]:
    raw = document.source.raw
    deadline = next(iter(deadlines_of(document, text.span, period)), None)
    aim = _AIM.search(document.source.text, *text.span)
    said = aim.end() if aim else text.span[0], text.span[1]
    found = read_figures(raw, said)
    if not found:
        return Goal.read(text=text, deadline=deadline), text.span
    figure, where, value, unit = found[0]
    goal = Goal.read(
        text=text,
        metric=_metric(raw, said, figure, where),
        target_value=(figure.value, value),
        unit=(figure.unit, unit),
        deadline=deadline,
    )
    return goal, text.span


def _metric(raw: str, said: Span, figure: Figure, where: Span) -> Quote | None:
    """What a figure counts; of one that is only to grow by so much the words before it."""
    for outcome, _ in read_outcomes(raw, said):
        if where[0] <= outcome.spans.get("value", (-1,))[0] < where[1]:
            return Quote(outcome.metric, outcome.spans["metric"])
    start = raw.rfind(figure.subject, said[0], where[0])
    return Quote(figure.subject, (start, start + len(figure.subject))) if figure.subject else None
