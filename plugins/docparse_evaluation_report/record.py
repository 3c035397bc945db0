"""The record of an evaluation report: its structs, and where in the text each field stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from docparse import (
    Document,
    Fields,
    Node,
    Quote,
    Slot,
    either_script,
    find,
    ordinal,
    own_span,
    paragraphs,
    read_slots,
    signature,
    told,
    trim,
)
from docparse_evaluation_report.facts import EVALUATION, Span, read_facts

UNITS = ("section", "item")

_METHODS = either_script("做法|举措|措施[和与及]成效|工作成效")
_COURSE = either_script(  # where no section is on methods
    rf"(?:{EVALUATION}|调查)(?:的?组织)?(?:方法|方式|过程|程序)|(?:开展|推进|落实|实施)情况|组织实施"
)
_EXPERIENCE = either_script("(?:经验|做法)?[和与及]?(?:启示|体会)|(?:基本|主要|几点|成功|工作)经验(?!做法)|经验总结")
_PROBLEMS = either_script(
    "^(?!聚焦|解决|破解|围绕|针对|坚持|直面|直击|查[找摆]|着力|整改|抓|紧盯)"
    "[^,。:]{0,16}(?:问题|不足(?:之处)?|短板|差距|困难|薄弱环节|弱项)(?:[和与及、][^,。]{2,14}|(?:原因)?[分剖]析)?$"
)
_REMEDY = either_script("整改|改进|解决|化解|对策|建议|措施|下一步|打算|办法")
_LEADING_REMEDY = either_script("^[^问题不足短板差距困难]{0,8}(?:整改|改进|解决|化解|对策|建议|下一步)")
_SIGNED = re.compile(r"(?<=[。!?])[ \t]{1,4}[一-鿿]{2,24}[ \t]{0,4}[0-9一二〇X]{2,4}年[^,。;]{2,10}日?\Z")
_WAY = either_script("方法|方式|程序|过程|步骤")
_NO_METHODS = (_EXPERIENCE, _PROBLEMS, _LEADING_REMEDY)
_LABEL = re.compile(r"[ \t]*(?P<label>[^:,。;!?\r\n“”]{2,24}):(?=[^\r\n]{6})")
_ESTABLISHED = "制度?|机制|办法|规定|规则|细则|规程"
_DOCUMENT = "办法|规定|规则|细则|制度|方案|措施|意见|通知|规程|条例|指南|清单|标准|章程|守则|流程|规范|机制|预案|手册|目录|要点|公约"
_MARKS = '“”「」『』‚‛"\\r\\n'  # a quotation of names holds none
_INSTITUTION = either_script(
    rf"(?P<quoted>[“「『‚\"](?:[^{_MARKS}]{{1,24}}(?:{_ESTABLISHED})[”」』‛\"]"
    rf"|[^{_MARKS}]{{1,24}}[”」』‛\"][一-鿿]{{0,4}}?(?:制度|机制|办法|规定|模式)))"
    rf"|(?P<named>《[^《》\r\n]{{2,60}}(?:{_DOCUMENT})(?:\([^()]{{1,8}}\))?》)"
)


class Practice(Fields, frozen=True, kw_only=True):
    """What was done. label: its heading; institution_names: “…制度” and 《…办法》, which it set up or followed"""

    label: str | None = None
    text: str | None = None
    institution_names: list[str]


class Method(Fields, frozen=True, kw_only=True):
    """A way of working, with the practices in it."""

    heading: str | None = None
    practices: list[Practice]


class EvaluationReport(Fields, frozen=True, kw_only=True):
    """What was evaluated, how, and what came of it; of a template, what is to be filled in.

    slots: the open slots and the figures in order; the slots from `scope` on are single ones that most reports have
    """

    slots: list[Slot]
    scope: Slot | None = None
    start: Slot | None = None
    duration: Slot | None = None
    meetings: Slot | None = None
    interviews: Slot | None = None
    questionnaires: Slot | None = None
    opinions_collected: Slot | None = None
    problem_list_count: Slot | None = None
    rectification_ledger_count: Slot | None = None
    institution_results: Slot | None = None
    methods: list[Method]
    experience: list[str]
    problems: list[str]


def read_evaluation(document: Document, node: Node) -> EvaluationReport:
    """The record of the report rooted at `node`."""
    found = read_slots(document.source.raw, own_span(document, node))
    return EvaluationReport.read(
        slots=listed(found),
        **read_facts(document, node, found),
        methods=list(_methods(document, node)),
        experience=_unsigned(
            document,
            node,
            (point for unit in _others(document, node, _EXPERIENCE) for point in _points(document, unit)),
        ),
        problems=_unsigned(
            document,
            node,
            chain(
                (point for unit in _others(document, node, _PROBLEMS) for point in _problems(document, unit)),
                _labelled(document, node, _PROBLEMS),
            ),
        ),
    )


def listed(found: list[tuple[Slot, Span]]) -> list[tuple[Slot, Span]]:
    """The open slots, and of the numbers those that count something; a date that is printed is none to fill in."""
    return [(slot, span) for slot, span in found if slot.is_open or (slot.label and slot.slot_type != "date")]


def sections(document: Document, node: Node) -> Iterator[Node]:
    """The units of the document with a heading, without those of the documents in it."""
    end = own_span(document, node)[1]
    return (unit for unit in document.descendants(node, *UNITS) if unit.start < end and unit.heading)


def _outermost(document: Document, node: Node, cue: re.Pattern[str]) -> Iterator[Node]:
    """The sections whose headings the cue is found in, without those inside them."""
    reached = node.start
    for unit in sections(document, node):
        if unit.kind == "section" and unit.start >= reached and _says(unit, cue):
            yield unit
            reached = unit.end


def _others(document: Document, node: Node, cue: re.Pattern[str]) -> Iterator[Node]:
    """The sections that the cue names, outside those on how the work was done."""
    ways = [unit.span for unit in _ways(document, node)]
    for unit in _outermost(document, node, cue):
        if not any(start <= unit.start < end for start, end in ways):
            yield unit


def _unsigned(document: Document, node: Node, points: Iterator[Quote]) -> list[Quote]:
    """The points without the body that signs the report, and without it at their end where breaks are lost."""
    signed = signature(document, node)[0]
    own = [point for point in points if not signed or point.span[0] != signed.span[0]]
    return [_without(document.source.raw, point) for point in own]


def _without(raw: str, point: Quote) -> Quote:
    closing = next(iter(find(_SIGNED, raw, point.span)), None)
    return trim(raw, (point.span[0], closing.span()[0])) if closing else point


def _says(unit: Node, cue: re.Pattern[str]) -> bool:
    return unit.heading is not None and cue.search(unit.heading.text) is not None


def _units(document: Document, unit: Node) -> list[Node]:
    """The units directly below: those of sections, where there are any."""
    below = [child for child in document.children(unit) if child.kind in UNITS]
    return [child for child in below if child.kind == "section"] or below


def _ways(document: Document, node: Node) -> list[Node]:
    """The sections on how the work was done."""
    for cue in (_METHODS, _COURSE):
        found = [
            unit for unit in _outermost(document, node, cue) if not any(_says(unit, other) for other in _NO_METHODS)
        ]
        if found:
            return found
    return []


def _is_course(unit: Node) -> bool:
    return not _says(unit, _METHODS)


def _methods(document: Document, node: Node) -> Iterator[tuple[Method, Span]]:
    for unit in _ways(document, node):
        below = _units(document, unit)
        ways = [child for child in below if child.kind == "section" and _says(child, _WAY)] if _is_course(unit) else []
        ways = ways or (below if any(child.kind == "section" for child in below) else [unit])
        for way in ways:
            yield Method.read(heading=way.heading, practices=list(_practices(document, way))), way.span


def _practices(document: Document, way: Node) -> Iterator[tuple[Practice, Span]]:
    """The units below a way of working; where there are none, its paragraphs."""
    raw, below = document.source.raw, _units(document, way)
    for unit in below:
        text = told(document, unit)
        yield _practice(raw, unit.heading, text, unit.span), unit.span
    for span in [] if below else _below_heading(document, way):
        label = next(iter(find(_LABEL, raw, span)), None)
        if label and label.span()[0] != span[0]:
            label = None
        text = trim(raw, (label.span()[1], span[1]) if label else span)
        yield _practice(raw, label.quote("label") if label else None, text, span), span


def _practice(raw: str, label: Quote | tuple[str, Span] | None, text: Quote, span: Span) -> Practice:
    names = [match.quote("quoted" if match["quoted"] else "named") for match in find(_INSTITUTION, raw, span)]
    return Practice.read(label=label, text=text, institution_names=names)


def _below_heading(document: Document, unit: Node) -> Iterator[Span]:
    """The paragraphs of a unit, without its heading."""
    begins = unit.heading.span[1] if unit.heading else _begin(unit)
    for leaf in paragraphs(document, unit):
        text = trim(document.source.raw, (max(leaf.start, begins), leaf.end), " \t\r\n\u3000。:：")
        if text.text:
            end = leaf.start + len(document.source.raw[leaf.start : leaf.end].rstrip())
            yield text.span[0], max(text.span[1], end)


def _begin(unit: Node) -> int:
    number = ordinal(unit)
    return number[1][1] if number else unit.start


def _problems(document: Document, unit: Node) -> Iterator[Quote]:
    """The problems of a section without what is done about them: where (二)整改措施 is in it, those of (一)存在问题."""
    below = _units(document, unit)
    if any(_says(child, _REMEDY) for child in below):
        named = [child for child in below if _says(child, _PROBLEMS) and not _says(child, _REMEDY)]
        for child in named:
            yield from _points(document, child)
        if named:
            return
    yield from (point for point in _points(document, unit) if not _REMEDY.match(point.text))


def _points(document: Document, unit: Node) -> Iterator[Quote]:
    """What the units below say, each as one; where there are none, the paragraphs."""
    below = _units(document, unit)
    for child in below:
        text = told(document, child, _begin(child))
        if text.text:
            yield text
    if not below:
        yield from (trim(document.source.raw, span) for span in _below_heading(document, unit))


def _labelled(document: Document, node: Node, cue: re.Pattern[str]) -> Iterator[Quote]:
    """What paragraphs at the top say behind a label that the cue is found in: 主要问题:学习不够深入."""
    for leaf in document.children(node):
        label = next(iter(find(_LABEL, document.source.raw, leaf.span)), None) if leaf.kind == "paragraph" else None
        if label and label.span()[0] == leaf.start and cue.search(label["label"] or ""):
            yield trim(document.source.raw, (label.span()[1], leaf.end))
