"""The record of an implementation plan or of an opinion: its structs, and where each field stands."""

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
    begins,
    either_script,
    is_body,
    join_lines,
    ordinal,
    own_span,
    read_attachments,
    read_bodies,
    read_deadlines,
    read_due,
    read_measures,
    read_number,
    read_responsibilities,
    read_role,
    split_sentences,
    told,
    trim,
)
from docparse_implementation_plan.frame import Frame, entries, read_frame, read_plan_year
from docparse_implementation_plan.organisation import Organisation, read_organisation
from docparse_implementation_plan.phases import Phase, read_phases
from docparse_implementation_plan.tables import Row, read_rows

_GUIDED = either_script("以[^。;]{2,120}为(?:指导|统领|引领|主线)|指导思想(?:是|:)")
_MOTTOES = (either_script(r"坚持[一-鿿、“”,]{4,20}[。:]\Z"), either_script(r"[一-鿿]{4,8}[,、][一-鿿]{4,8}[。:]\Z"))
_CHARGED = either_script("(?:具体|主要|统一)?(?:负责|牵头|承担)")
_CLAUSE_ENDS = "。；;，,、.．）) \t\r\n\u3000"
_LABEL = either_script("[一-鿿]{0,10}(?:要求|思路|思想|目标)[一-鿿]{0,4}:")
_AIM = either_script("(?:工作|总体|主要|预期|整治)?目标(?:是|为|:)")


class Task(Fields, frozen=True, kw_only=True):
    """A task of a plan. measures: the sentences of its body; lead_body: all bodies that lead it or answer for it"""

    ordinal: int | list[int] | None = None
    heading: str | None = None
    measures: list[str]
    lead_body: list[str]
    cooperating_bodies: list[str]
    deadline: Date | None = None


class ImplementationPlan(Fields, frozen=True, kw_only=True):
    """What is to be done, in which steps, by whom, and how it is secured."""

    guiding_thought: str | None = None
    principles: list[str]
    goals: list[str]
    tasks: list[Task]
    phases: list[Phase]
    safeguards: list[str]
    organisation: Organisation | None = None
    attachments: list[str]


def read_plan(document: Document, node: Node) -> ImplementationPlan:
    """The record of the plan rooted at `node`."""
    raw, frame, year = document.source.raw, read_frame(document, node), read_plan_year(document, node)
    return ImplementationPlan.read(
        guiding_thought=_guiding_thought(document, node, frame),
        principles=[
            each for unit in frame.principles for entry in entries(document, unit) for each in _split(raw, entry)
        ],
        goals=_goals(document, node, frame),
        tasks=[task for unit, reach in frame.tasks for task in _tasks(document, unit, reach, year)],
        phases=read_phases(document, node, frame, year),
        safeguards=[entry for unit in frame.safeguards for entry in entries(document, unit)],
        organisation=read_organisation(document, node, [*frame.organisation, *frame.safeguards]),
        attachments=read_attachments(document, node),
    )


def _split(raw: str, entry: Quote) -> Iterator[Quote]:
    """The principles that run on in one paragraph, each with a sentence such as 政府引导，市场运作。 at its head."""
    said = list(split_sentences(raw, entry.span, torn=True))
    motto = next((cue for cue in _MOTTOES if said and begins(cue, raw, said[0].span)), None)
    heads = [index for index, each in enumerate(said) if motto and begins(motto, raw, each.span)]
    if len(heads) < 2:
        yield entry
        return
    for first, after in zip(heads, [*heads[1:], len(said)], strict=True):
        yield join_lines(trim(raw, (said[first].span[0], said[after - 1].span[1])))


def _tasks(document: Document, unit: Node, reach: Span, year: int | None) -> list[tuple[Task, Span]]:
    """The rows of a table of tasks; where a unit has none, the unit itself."""
    rows = read_rows(document, unit)
    if not rows:
        return [(read_task(document, unit, reach, year), unit.span)]
    return [(_task_of_row(document.source.raw, row, year), span) for row, span in rows]


def _task_of_row(raw: str, row: Row, year: int | None) -> Task:
    number = read_number(row["ordinal"].text) if "ordinal" in row else None
    bodies = {name: read_bodies(raw, row[name].span) for name in ("lead_body", "cooperating_bodies") if name in row}
    due = read_deadlines(raw, row["deadline"].span, year, bare=True) if "deadline" in row else []
    return Task.read(
        ordinal=(number, row["ordinal"].span) if isinstance(number, int) else None,
        heading=row["heading"],
        measures=[],
        lead_body=bodies.get("lead_body", []),
        cooperating_bodies=bodies.get("cooperating_bodies", []),
        deadline=next(iter(due), None),
    )


def read_task(document: Document, unit: Node, reach: Span, year: int | None) -> Task:
    """The record of one task, of which `reach` holds all that is said; of several deadlines the last."""
    raw = document.source.raw
    return Task.read(
        ordinal=ordinal(unit),
        heading=unit.heading,
        measures=read_measures(document, unit),
        lead_body=_answering(raw, reach, "lead_bodies") or _heading_answers(document, unit),
        cooperating_bodies=_answering(raw, reach, "cooperating_bodies"),
        deadline=max(read_due(raw, reach, year), key=lambda found: found[0].iso or "", default=None),
    )


def _answering(raw: str, reach: Span, role: str) -> list[Quote]:
    """Those whom clauses of their own name; else those of the only clause of a sentence that says it: 由县水利局牵头."""
    if read_responsibilities(raw, reach):
        return read_role(raw, reach, role)
    said = read_responsibilities(raw, reach, prose=True)
    names = read_role(raw, reach, role, prose=True)
    whole = len(said) == 1 and raw[said[0][1][0] - 1] in _CLAUSE_ENDS
    return names if whole and all(is_body(name.text) for name in names) else []


def _heading_answers(document: Document, unit: Node) -> list[Quote]:
    """城管中队：负责清理占道经营。"""
    said = told(document, unit)
    names = read_bodies(document.source.raw, unit.heading.span) if unit.heading else []
    return (
        names if begins(_CHARGED, document.source.raw, said.span) and all(is_body(name.text) for name in names) else []
    )


def _guiding_thought(document: Document, node: Node, frame: Frame) -> Quote | None:
    """The section on it, or the first sentence that says what guides."""
    for unit in frame.guidance:
        if (said := told(document, unit)).text:
            return said
    return next(_saying(document, node, _GUIDED), None)


def _goals(document: Document, node: Node, frame: Frame) -> list[Quote]:
    """The sentences of the sections on goals; else those that are called a goal."""
    if frame.goals:
        return [sentence for unit in frame.goals for sentence in read_measures(document, unit)]
    said = _saying(document, node, _AIM)
    return [sentence for sentence in said if not _GUIDED.search(document.source.text, *sentence.span)]


def _saying(document: Document, node: Node, cue: re.Pattern[str]) -> Iterator[Quote]:
    """The sentences of the document, without its attachments, in which the cue is found; without a label before them."""
    raw, text, end = document.source.raw, document.source.text, own_span(document, node)[1]
    for leaf in document.descendants(node, "paragraph"):
        if leaf.start >= end:
            return
        for sentence in split_sentences(raw, leaf.span):
            if cue.search(text, *sentence.span):
                label = _LABEL.match(text, *sentence.span)
                yield trim(raw, (label.end() if label else sentence.span[0], sentence.span[1]))
