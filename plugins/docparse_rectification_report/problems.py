"""The problems of a rectification report, each with its measures, who answers, and how far it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    Amount,
    Date,
    Document,
    Fields,
    Heading,
    Node,
    Quote,
    Span,
    either_script,
    find,
    join_lines,
    join_torn,
    label_pattern,
    ordinal,
    paragraphs,
    read_amount,
    read_bodies,
    read_deadlines,
    read_labels,
    read_measures,
    read_role,
    split_sentences,
    trim,
)

_LABELS = label_pattern(
    {
        "cause": "(?:问题|存在)?(?:原因|成因|症结)(?:分析|剖析)?",
        "measures": "(?:整改|具体|主要)?(?:措施|举措)(?:及(?:整改)?(?:成效|落实情况|完成情况|进展情况|情况))?|整改做法",
        "state": "(?:整改|目前|当前)?(?:落实|完成|进展)?(?:情况|进展|进度|状态|成效|结果)|整改落实",
        "body": "(?:责任|牵头|整改|主责|承办)(?:责任)?(?:单位|部门|科室|处室|股室)",
        "person": "(?:整改)?责任(?:人|领导)|牵头领导|分管领导|包保领导",
        "due": "(?:完成|整改|办结)(?:时限|期限|时间)|时限要求|时间节点",
        "evidence": "(?:佐证|证明|支撑|印证)(?:材料|资料)",
        "helpers": "(?:配合|协办)(?:单位|部门)",
        "problem": "(?:存在|反馈|具体)?问题(?:表现|描述)?",
    }
)
_RUN_ON = ("measures", "state", "cause")  # what stands behind these goes on below, to the next label
_DONE = r"(?:已(?:经|全部)?|均已(?:全部)?|全部)"
_STATUS = {
    "长期坚持": "(?<!需要)长期坚持|持续坚持",
    "正在推进": "正在(?:持续|有序|抓紧|积极)?(?:推进|整改|办理|落实)|(?:持续|有序)推进|推进中|整改中|尚未(?:完成|整改)|未完成(?:整改)?",
    "已完成": rf"{_DONE}(?:完成整改|整改(?:完成|到位|完毕)|整改(?=[,。;)\s]|\Z)|办结|销号)|{_DONE}完成(?=[,。;)、\s]|\Z)"
    r"|(?<![^。;,:\s(])(?:整改(?:完成|到位)|完成)(?=[,。;)\s]|\Z)",
}
_STATUSES = {status: either_script(cue) for status, cue in _STATUS.items()}
_STATED = either_script(r"(?:该|此|上述)?(?:项)?(?:问题|整改|工作)?(?:目前|现)?(?:[\s(])*\Z")  # before the words on it
_FILLER = either_script(r"(?:[该此上述项目前现已并且均]|问题|整改|工作|[,，。;；()（）、\s])*")
_PERCENT = either_script(
    r"(?:完成|进度|完成率|达到?)[^。;\d%]{0,12}?(?P<value>\d{1,3}(?:\.\d+)?|\[X+\]|[Xx×*_]{1,4})\s?%"
)
_NAMED = either_script(
    r"(?:(?:关于|针对|对于?|反馈)[^。;]{2,80}问题|[^。;]{0,60}(?:[不未欠缺差弱少乱虚软]|滞后|薄弱|违规|超标)[^。;]{0,20}问题?)"
    r"(?:\([^()]{1,20}\))?[。:]?\Z"
)
_AHEAD = either_script("下一?步|今后|后续|下一?阶段|附件")
_GENERAL = either_script(
    "(?:[^。;]{0,20}问题)?整改[^。;]{0,8}(?:情况|措施|进展|成效|做法)|具体|主要|反馈|总体|组织|保障"
)
_BRACKET = either_script(r"\s*\([^()]{1,20}\)[。:]?\Z")
_AFTER = frozenset({"signature", "date_line", "signature_date", "attachment_note"})
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


def read_problem_units(
    document: Document, parent: Node, above: Node | None = None
) -> Iterator[tuple[Node | None, Node]]:  # fmt: skip
    """The units below that tell of a problem, each with the unit that it stands under.

    Where units in one another do, it is the outermost that says under labels what is done, else the deepest.
    """
    for unit in document.children(parent):
        if unit.kind not in ("section", "item") or (unit.heading and _AHEAD.match(unit.heading.text)):
            continue
        general = unit.heading is not None and _GENERAL.match(unit.heading.text)
        if not general and _labelled(document, unit, own=True):
            yield above, unit
            continue
        below = list(read_problem_units(document, unit, unit))
        yield from below
        if not below and _is_problem(document, unit):
            yield above, unit


def _is_problem(document: Document, unit: Node) -> bool:
    """Whether a unit is called a problem, or says under labels what is done about it."""
    raw, named = document.source.raw, unit.heading or _first(document.source.raw, unit)
    called = named is not None and begins(_NAMED, raw, trim(raw, named.span).span)
    return (called and unit.kind == "section") or _labelled(document, unit)


def _labelled(document: Document, unit: Node, *, own: bool = False) -> bool:
    """Whether a unit has the labels of a problem; own: in what it says before the units in it."""
    inner = next(document.descendants(unit, "section", "item"), None)
    end = inner.start if own and inner else unit.end
    said = {name for name, value in _values(document, unit) if value.span[0] <= end}
    return bool(said & {"measures", "state", "problem"})


def _values(document: Document, unit: Node) -> list[tuple[str, Quote]]:
    """What stands behind the labels of a unit; of some labels also what stands below, up to the next one."""
    raw, found = document.source.raw, list[tuple[str, Quote]]()
    for begin, end in join_torn(leaf for leaf in document.descendants(unit, "paragraph") if leaf.form not in _AFTER):
        start = (
            max(begin, unit.marker_start + len(unit.marker)) if unit.marker_start is not None and unit.marker else begin
        )
        labelled = read_labels(raw, (start, end), _LABELS)
        if not labelled and found and found[-1][0] in _RUN_ON and begin > unit.start:
            name, value = found.pop()
            found.append((name, trim(raw, (value.span[0] if value.text else begin, end))))
        found += labelled
    return found


def read_problem(document: Document, above: Node | None, unit: Node, year: int | None) -> Problem:
    """The record of one problem; what is said under several labels of one kind is taken from the first."""
    raw, said = document.source.raw, dict[str, Quote]()
    for name, value in _values(document, unit):
        if value.text:
            said.setdefault(name, value)
    bodies = read_bodies(raw, said["body"].span) if "body" in said else read_role(raw, unit.span, "lead_bodies")
    due = next(iter(read_deadlines(raw, said["due"].span, year, bare=True)), None) if "due" in said else None
    return Problem.read(
        ordinal=ordinal(unit),
        description=_description(raw, said.get("problem") or unit.heading or _first(raw, unit)),
        category=above.heading if above and above.heading and not _GENERAL.match(above.heading.text) else None,
        cause=join_lines(said["cause"]) if "cause" in said else None,
        measures=_measures(document, unit, said),
        responsible_body=bodies,
        responsible_person=read_bodies(raw, said["person"].span) if "person" in said else [],
        deadline=due,
        status=_status(document, unit, said.get("state")),
        completion_percent=_percent(raw, said["state"].span if "state" in said else unit.span),
        evidence=join_lines(said["evidence"]) if "evidence" in said else None,
    )


def _first(raw: str, unit: Node) -> Quote | None:
    number = ordinal(unit)
    return next(split_sentences(raw, (number[1][1] if number else unit.start, unit.end)), None)


def _description(raw: str, named: Quote | Heading | None) -> Quote | None:
    """What names the problem, without how far it is in brackets behind it."""
    if named is None:
        return None
    start, end = named.span
    bracket = next(find(_BRACKET, raw, (start, end)), None)
    if bracket and read_status(raw, bracket.span()):
        end = bracket.span()[0]
    return join_lines(trim(raw, (start, end), AROUND))


def _measures(document: Document, unit: Node, said: dict[str, Quote]) -> list[Quote]:
    """The sentences behind the label; without one those on how far it is, or else all that is told of the problem.

    Sentences that say no more than how far the problem is are left out, and so are the markers of items.
    """
    raw, value = document.source.raw, said.get("measures") or said.get("state")
    if value is None:
        found = [] if _values(document, unit) else read_measures(document, unit)
    else:
        units = document.descendants(unit, "section", "item")
        begins = {number[1][0]: number[1][1] for inner in units if (number := ordinal(inner))}
        end = value.span[1] + (raw[value.span[1] : value.span[1] + 1] in ("。", "；", ";"))
        sentences = split_sentences(raw, (value.span[0], end))
        found = [trim(raw, (begins.get(said.span[0], said.span[0]), said.span[1])) for said in sentences]
    return [sentence for sentence in found if sentence.text and not _says_only(raw, sentence)]


def _says_only(raw: str, sentence: Quote) -> bool:
    """Whether a sentence says no more than how far the problem is."""
    places = sorted(match.span() for cue in _STATUSES.values() for match in find(cue, raw, sentence.span))
    cuts = [sentence.span[0], *(cut for place in places for cut in place), sentence.span[1]]
    rest = "".join(raw[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return bool(places) and _FILLER.fullmatch(rest) is not None


def _stated(raw: str, start: int, end: int) -> bool:
    return begins(_STATED, raw, (start, end))


def begins(cue: re.Pattern[str], raw: str, span: Span) -> bool:
    """Whether the cue is found at the beginning of raw[span]."""
    return next((match.span()[0] == span[0] for match in find(cue, raw, span)), False)


def _status(document: Document, unit: Node, state: Quote | None) -> tuple[str, Span] | None:
    """How far the problem is: in what its label says, else in a sentence, or a bracket, that says nothing else."""
    raw = document.source.raw
    if state:
        return read_status(raw, state.span)
    for begin, end in join_torn(paragraphs(document, unit)):
        for sentence in split_sentences(raw, (max(begin, unit.start), end), torn=True):
            found = read_status(raw, sentence.span)
            if found and (_says_only(raw, sentence) or raw[found[1][0] - 1] in "（("):
                return found
    return None


def read_status(raw: str, span: Span) -> tuple[str, Span] | None:
    """The status that raw[span] begins with, else that something is going on, else the first one said."""
    found = sorted((match.span(), status) for status, cue in _STATUSES.items() for match in find(cue, raw, span))
    if not found:
        return None
    pending = [entry for entry in found if entry[1] == "正在推进"]
    where, status = found[0] if _stated(raw, span[0], found[0][0][0]) or not pending else pending[0]
    return status, where


def _percent(raw: str, span: Span) -> tuple[Amount, Span] | None:
    match = next(find(_PERCENT, raw, span), None)
    return (read_amount(match.quote("value").text), match.span("value")) if match else None


def outside(document: Document, node: Node, problems: list[Node]) -> Iterator[Span]:
    """The paragraphs of a report that belong to no problem."""
    spans = [unit.span for unit in problems]
    for begin, end in join_torn(paragraphs(document, node)):
        if not any(start <= begin < stop for start, stop in spans):
            yield begin, end
