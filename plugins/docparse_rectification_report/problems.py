"""The problems of a rectification report, each with its measures, who answers, and how far it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    Amount,
    Date,
    Document,
    Fields,
    Node,
    Quote,
    Span,
    either_script,
    find,
    ordinal,
    read_amount,
    read_bodies,
    read_deadlines,
    read_labels,
    read_role,
    split_sentences,
    trim,
)

_LABELS = {
    "cause": "(?:问题)?(?:原因|成因|症结)(?:分析|剖析)?",
    "measures": "(?:整改|具体|主要)?(?:措施|举措)(?:及成效)?|整改做法",
    "state": "(?:整改|目前|当前)?(?:情况|进展|进度|状态|成效|结果|落实情况|完成情况|整改情况)(?:及成效)?|整改落实",
    "body": "(?:责任|牵头|整改|主责|承办)(?:责任)?(?:单位|部门|科室|处室|股室)",
    "person": "(?:整改)?责任(?:人|领导)|牵头领导|分管领导|包保领导",
    "due": "(?:完成|整改|办结)(?:时限|期限|时间)|时限要求|时间节点",
    "evidence": "(?:佐证|证明|支撑|印证)(?:材料|资料)|整改依据",
    "helpers": "(?:配合|协办)(?:单位|部门)",
    "problem": "(?:存在|反馈|具体)?问题(?:表现|描述)?",
}  # fmt: skip
_STATUS = {
    "长期坚持": "长期坚持|持续推进并长期坚持|持续坚持",
    "正在推进": "正在(?:推进|整改|办理|落实)|(?:持续|有序)推进|推进中|整改中|部分完成|基本完成|尚未(?:完成|整改)|未完成|阶段性完成",
    "已完成": "(?:已|均已|全部|已经|已全部)(?:完成|整改(?:完成|到位|完毕)|办结|销号|落实)|整改到位|整改完成",
}  # fmt: skip
_STATUSES = {status: either_script(cue) for status, cue in _STATUS.items()}
_PERCENT = re.compile(
    r"(?:完成|进度|完成率|达到?|达)[^。；;\d%]{0,12}?(?P<value>\d{1,3}(?:\.\d+)?|\[X+\]|[Xx×*_]{1,4})\s?[%％]"
)
_PROBLEM = either_script(
    r"问题(?:\([^()]{1,20}\))?(?:[。:]|\Z)|(?:关于|针对|反馈)[^。;]{2,60}问题|不(?:够|到位|严|实|力|足|规范|全|深入)"
)
_NOT = either_script("下一步|今后|整改(?:工作)?(?:情况|做法|成效|组织)|总体|主要做法|组织(?:领导|开展)|附件|保障")
AROUND = " \t\r\n\u3000。；;，,、：:"


class Problem(Fields, frozen=True, kw_only=True):
    """A problem. category: the heading that it stands under; status: 已完成, 正在推进 or 长期坚持"""

    ordinal: int | list[int] | None = None
    description: str | None = None
    category: str | None = None
    cause: str | None = None
    measures: list[str]
    responsible_body: list[str]
    responsible_person: list[str]
    deadline: Date | None = None
    status: str | None = None
    completion_percent: Amount | None = None
    evidence: str | None = None


def read_problem_units(document: Document, node: Node) -> Iterator[tuple[Node | None, Node]]:
    """The units that tell of a problem, each with the unit above it: the deepest that are called one, or are labelled."""
    yield from _inside(document, None, node)


def _inside(document: Document, above: Node | None, parent: Node) -> Iterator[tuple[Node | None, Node]]:
    for unit in document.children(parent):
        if unit.kind not in ("section", "item") or (unit.heading and _NOT.match(unit.heading.text)):
            continue
        below = list(_inside(document, unit, unit))
        if below:
            yield from below
        elif tells_problem(document, unit):
            yield above, unit


def tells_problem(document: Document, unit: Node) -> bool:
    raw = document.source.raw
    if unit.kind == "item" and unit.heading is None and not _first(raw, unit):
        return False
    named = unit.heading or _first(raw, unit)
    says = named is not None and next(find(_PROBLEM, raw, named.span), None) is not None
    labelled = {name for name, _ in values(document, unit)} & {"measures", "state", "problem"}
    return bool(labelled) if unit.kind == "section" else says and bool(labelled)


def values(document: Document, unit: Node) -> list[tuple[str, Quote]]:
    """What stands behind the labels of a unit; what has none of its own on its line goes on below, to the next label."""
    raw, found = document.source.raw, list[tuple[str, Quote]]()
    for leaf in document.descendants(unit, "paragraph"):
        start = leaf.start
        if unit.heading and start < unit.heading.span[1] < leaf.end:
            start = unit.heading.span[1]
        labelled = read_labels(raw, (start, leaf.end), _LABELS)
        open_label = found and found[-1][0] in ("measures", "state", "cause")
        if not labelled and open_label and leaf.start > unit.start and leaf.form not in _AFTER:
            name, value = found.pop()
            begin = value.span[0] if value.text else leaf.start
            found.append((name, trim(raw, (begin, leaf.end), " \t\r\n\u3000")))
        found += labelled
    return found


_AFTER = frozenset({"signature", "date_line", "signature_date", "attachment_note"})


def read_problem(document: Document, above: Node | None, unit: Node, year: int | None) -> Problem:
    """The record of one problem; what is said under several labels of one kind is taken from the first."""
    raw, said = document.source.raw, dict[str, Quote]()
    for name, value in values(document, unit):
        if value.text:
            said.setdefault(name, value)
    state = said["state"].span if "state" in said else unit.span
    description = said.get("problem") or unit.heading or _first(raw, unit)
    bodies = read_bodies(raw, said["body"].span) if "body" in said else read_role(raw, unit.span, "lead_bodies")
    due = next(iter(read_deadlines(raw, said["due"].span, year, bare=True)), None) if "due" in said else None
    return Problem.read(
        ordinal=ordinal(unit),
        description=trim(raw, description.span, AROUND) if description else None,
        category=above.heading if above else None,
        cause=said.get("cause"),
        measures=_measures(document, unit, said.get("measures")),
        responsible_body=bodies,
        responsible_person=read_bodies(raw, said["person"].span) if "person" in said else [],
        deadline=due,
        status=read_status(raw, state) or read_status(raw, unit.span),
        completion_percent=_percent(raw, state),
        evidence=said.get("evidence"),
    )


def _first(raw: str, unit: Node) -> Quote | None:
    number = ordinal(unit)
    return next(split_sentences(raw, (number[1][1] if number else unit.start, unit.end)), None)


def _measures(document: Document, unit: Node, value: Quote | None) -> list[Quote]:
    """The sentences behind the label, without the markers of the items in it."""
    if value is None:
        return []
    begins = {n[1][0]: n[1][1] for inner in document.descendants(unit, "section", "item") if (n := ordinal(inner))}
    raw, said = document.source.raw, list[Quote]()
    end = value.span[1] + (raw[value.span[1] : value.span[1] + 1] in ("。", "；", ";"))
    for sentence in split_sentences(raw, (value.span[0], end)):
        quote = trim(raw, (begins.get(sentence.span[0], sentence.span[0]), sentence.span[1]))
        said += [quote] if quote.text else []
    return said


def read_status(raw: str, span: Span) -> tuple[str, Span] | None:
    """How far the problem is: the status whose words come first in raw[span]."""
    found = [(match.span(), status) for status, pattern in _STATUSES.items() for match in find(pattern, raw, span)]
    return next(((status, where) for where, status in sorted(found)), None)


def _percent(raw: str, span: Span) -> tuple[Amount, Span] | None:
    match = _PERCENT.search(raw, *span)
    return (read_amount(match["value"]), match.span("value")) if match else None
