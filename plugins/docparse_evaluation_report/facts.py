"""The facts of an evaluation that most reports state: what it covers, since when, how long, and how many of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import Document, Node, Slot, dates, either_script, find, own_span, trim

Span = tuple[int, int]
Found = tuple[Slot, Span]

EVALUATION = "(?:评估|评价|测评|考评|评议|评鉴|自评)"
_EVALUATION = f"(?:{EVALUATION}|督查|调研|调查)"
_ABOUT = either_script(rf"(?:[本此这]次|{_EVALUATION}(?:工作|活动|组|范围|对象|期间)?)")
_SENTENCE = re.compile(r"[^。!?\r\n]+")
_SCOPE = either_script(
    rf"{_EVALUATION}(?:工作)?的?(?:范围|对象)(?:[为是:]|包括|涵盖|覆盖)+(?P<stated>[^,。;:\r\n]{{2,80}})"
    r"|(?:覆盖|涵盖)了?(?![率面]|全面|广泛)(?P<covered>[^,。;:\r\n]{4,80})"
)
_BEGUN = either_script(
    r"[年月日号]?份?(?:[上中下]旬|底|初)?(?:起|正式|全面|集中|[至到—~-][^,。;]{2,14}?)?(?:启动|开始|展开|开展|进行|实施|部署)|[年月日]?起[,。]"
)
_RAN = either_script("[至到—–~-][^,。;]{2,14},?[^。;]{0,30}?(?:开展|进行|实施|组织)")
_FROM = either_script("[自从于](?=[^,。;]{4,40}(?:启动|开始|开展|进行|实施))")
_LASTS = either_script("(?:历时|为期|用时|持续|耗时)[了约近]{0,2}\\Z")
_LABELS = {
    "meetings": "会议|[员进署度析流谈调讨商审]会",
    "interviews": "访谈|谈话|面谈",
    "questionnaires": "问卷|调查表|测评表|测评票",
    "opinions_collected": "意见|建议",
    "problem_list_count": "问题清单",
    "rectification_ledger_count": "整改(?:台账|清单)|台账",
    "institution_results": "制度",
}
_PATTERNS = {name: either_script(pattern) for name, pattern in _LABELS.items()}


def read_facts(document: Document, node: Node, slots: list[Found]) -> dict[str, Found | None]:
    """The facts by the name of their field, None for one that is not stated. Each is a slot of `slots`, the first that
    fits; a scope or a whole date, which are none, are given the name of the field as their id."""
    sentences = list(_sentences(document, node))
    counts = [found for found in slots if found[0].slot_type == "count" and found[0].label]
    facts: dict[str, Found | None] = {
        "scope": _scope(document, sentences, slots),
        "start": _start(document, sentences, slots),
        "duration": next((found for found in slots if _lasts(document, found)), None),
    }
    for name, pattern in _PATTERNS.items():
        facts[name] = next((found for found in counts if pattern.search(found[0].label or "")), None)
    return facts


def _sentences(document: Document, node: Node) -> Iterator[Span]:
    """The sentences that are about the evaluation itself."""
    text = document.source.text
    for match in _SENTENCE.finditer(text, *own_span(document, node)):
        if _ABOUT.search(text, *match.span()):
            yield match.span()


def _scope(document: Document, sentences: list[Span], slots: list[Found]) -> Found | None:
    raw = document.source.raw
    for span in sentences:
        for match in find(_SCOPE, raw, span):
            where = match.span("stated" if match["stated"] else "covered")
            is_open = any(slot.is_open and where[0] <= at < where[1] for slot, (at, _) in slots)
            text = trim(raw, where)
            return _own(text.text, text.span, "scope", "text", is_open=is_open), text.span
    return None


def _start(document: Document, sentences: list[Span], slots: list[Found]) -> Found | None:
    """The date or the part of one after which 启动, 开始 or 开展 stands."""
    raw, text = document.source.raw, document.source.text
    for span in sentences:
        for date, where in dates(raw, span):
            if any(cue.match(text, where[1], span[1]) for cue in (_BEGUN, _RAN)):
                return _own(date.raw, where, "start", "date", is_open=date.iso is None), where
        parts = [found for found in slots if found[0].slot_type == "date" and span[0] <= found[1][0] < span[1]]
        for slot, where in parts:
            if _BEGUN.match(text, where[1], span[1]) or _FROM.match(text, max(span[0], where[0] - 1), span[1]):
                return _joined(document, slot, [after for after, _ in parts if after.span[0] > where[0]])
    return None


def _joined(document: Document, slot: Slot, following: list[Slot]) -> Found:
    """A part of a date with those that follow it, as one; alone it is the slot that it is."""
    raw, (start, end), is_open = document.source.raw, _whole(slot), slot.is_open
    for part in following:
        if part.span[0] == end:
            end, is_open = _whole(part)[1], is_open or part.is_open
    if end == _whole(slot)[1]:
        return slot, slot.span
    return _own(raw[start:end], (start, end), "start", "date", is_open=is_open), (start, end)


def _whole(slot: Slot) -> Span:
    """A slot with its unit."""
    return slot.span[0], slot.spans["unit"][1] if slot.unit else slot.span[1]


def _own(printed: str, span: Span, name: str, kind: str, *, is_open: bool = False) -> Slot:
    """A slot that is none of those that are read: a scope, or a whole date."""
    return Slot(
        slot_id=name,
        slot_type=kind,
        value=None if is_open else printed,
        placeholder=printed if is_open else None,
        span=span,
        spans={"placeholder" if is_open else "value": span},
    )


def _lasts(document: Document, found: Found) -> bool:
    slot, (start, _) = found
    return slot.slot_type == "count" and _LASTS.search(document.source.text, max(0, start - 6), start) is not None
