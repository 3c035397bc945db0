"""Explaining: for every place where a marker could be, why it is one or is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docparse.evidence import DOCUMENT, EVIDENCE, REGION
from docparse.layout import tell_headings
from docparse.marks import Mark
from docparse.pins import Pin, settle
from docparse.regions import quiet
from docparse.resolver import Resolver
from docparse.scanner import Scanner
from docparse.series import Unit
from docparse.source import SourceText


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one candidate.

    start, marker: where it stands and what is printed there; "" where a document begins without a marker
    style: of the marker that it is or would be
    is_unit: whether it is a unit of the outline; parent: then the start of the unit that holds it, -1 for none
    why: the evidence, a key of `docparse.EVIDENCE`; words: the same as a sentence; confidence: how sure it is
    alternatives: what it may be after all: "unit", "text", "parent", or another style
    """

    start: int
    marker: str
    style: str
    is_unit: bool
    parent: int
    why: str
    words: str
    confidence: float
    alternatives: list[str]


def explain(scanner: Scanner, source: SourceText, pins: Sequence[Pin] = ()) -> list[Decision]:
    """The decisions about all candidates of a source, in order."""
    text, lines = scanner.scan(source)
    candidates = [mark for line in lines for mark in line.marks]
    quiet(text, lines)
    tell_headings(source.layout, text, lines)
    units = Resolver(scanner, text, lines, settle(pins, source, lines)).resolve().units
    starts = {unit.start for unit in units}
    decisions = [_unit(source, unit, units) for unit in units]
    decisions += [_text(source, mark) for mark in candidates if mark.start not in starts]
    return sorted(decisions, key=lambda decision: decision.start)


def _unit(source: SourceText, unit: Unit, units: list[Unit]) -> Decision:
    mark = unit.mark
    marker = source.raw[mark.start : mark.end] if mark else ""
    others = [other.style.name for other in mark.others] if mark else []
    parent = units[unit.parent].start if unit.parent >= 0 else -1
    return _decision(unit.start, marker, unit.style.name, True, parent, mark.why if mark else DOCUMENT, others)


def _text(source: SourceText, mark: Mark) -> Decision:
    return _decision(mark.start, source.raw[mark.start : mark.end], mark.style.name, False, -1, mark.why or REGION, [])


def _decision(
    start: int, marker: str, style: str, is_unit: bool, parent: int, why: str, others: list[str]
) -> Decision:  # fmt: skip
    evidence = EVIDENCE[why]
    alternatives = [evidence.instead] if evidence.instead else []
    return Decision(
        start, marker, style, is_unit, parent, why, evidence.words, evidence.confidence, [*alternatives, *others]
    )
