"""Evaluation reports (评估报告, 测评报告), also as templates with numbers to be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import (
    MASKED,
    Cue,
    Diagnostic,
    Document,
    Genre,
    Node,
    Record,
    Rule,
    Slot,
    either_script,
    hookimpl,
    own_span,
    read_slots,
    recognise,
)
from docparse_evaluation_report.facts import EVALUATION
from docparse_evaluation_report.record import EvaluationReport, listed, read_evaluation, sections

GENRE = "evaluation_report"

CUES = (
    Cue("评估报告", 4, either_script(f"{EVALUATION}[^。;]{{0,12}}报告"), "title"),
    Cue(  # in text without breaks the title is the beginning of the first line
        "title in line",
        3,
        either_script(f"{EVALUATION}(?:工作|情况)?报告[ \\t]{{1,4}}(?=[一-鿿])"),
        "opening",
    ),
    Cue(
        "本次评估",
        2,
        either_script(
            rf"(?:本次|此次|这次)?[^。;,]{{0,8}}{EVALUATION}[^。;]{{0,12}}(?:[自于从][^。;]{{2,20}}(?:启动|开展|开始)|历时|覆盖|采取|采用)"
        ),
    ),
    Cue(
        "问卷",
        2,
        either_script(rf"(?:覆盖|问卷|访谈|座谈|走访|[清台][单账]|调研组)[^。;]{{0,20}}?(?:\d|{MASKED})"),
        least=2,
    ),
    Cue(
        "经验启示",
        2,
        either_script(
            "经验(?:启示|做法)|存在的?(?:主要)?问题|问题(?:不足|[与和及])|整改(?:措施|落实)|对策建议|评估结论"
        ),
        "heading",
        least=2,
    ),
    Cue("placeholders", 2, either_script(rf"\[X+\]|_{{2,}}|{MASKED}(?=[年月日个次人名份条项场期家%])"), least=10),
    Cue("slots", 1, either_script(r"\[X+\]"), least=10),
    Cue("评估", 1, either_script(EVALUATION), least=5),
    Cue("应得分", -3, either_script("应得分")),
    Cue("other type", -4, either_script(r"(?:通知|意见|决定|批复|复函|函|通报|方案|办法|规定|条例|总结)\s*$"), "title"),
    Cue("第一条", -4, either_script("第一条")),
)

_SHOWN = 60  # characters of the labels in a message
_TELLING = 4  # characters: a shorter label, such as 占比, may be that of many things
_CHANGES = either_script("增长|增加|提高|提升|上升|下降|降低|减少|增幅|降幅|同比|环比|其中|分别")
_SHARE = either_script("(?:[^频效功倍]率|占比|比例|满意度|知晓度|比重)\\Z")
_WHOLES = {"%": 100, "‰": 1000}


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)


@hookimpl
def rules() -> list[Rule]:
    return [
        Rule("slots_unfilled", "Slots of the report are still open.", "the placeholders in the text", "info"),
        Rule("slot_value_conflict", "One label is given two values.", "the other figure of that label", "info"),
        Rule("slot_percent_out_of_range", "A share is more than the whole.", "a share is at most 100%"),
        Rule("section_empty", "Several sections have nothing below their headings.", "the other sections", "info"),
    ]


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: EvaluationReport}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_evaluation(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if not genre or genre.name != GENRE:
        return
    slots = [slot for slot, _ in listed(read_slots(document.source.raw, own_span(document, node)))]
    yield from _unfilled(slots)
    yield from _conflicts(slots)
    yield from _shares(slots)
    yield from _empty_sections(document, node)


def _unfilled(slots: list[Slot]) -> Iterator[Diagnostic]:
    still_open = [slot for slot in slots if slot.is_open]
    if still_open:
        labels = "、".join(dict.fromkeys(slot.label for slot in still_open if slot.label))
        more = f": {labels[:_SHOWN]}{'…' * (len(labels) > _SHOWN)}" if labels else ""
        message = f"{len(still_open)} of {len(slots)} slots are open{more}"
        yield Diagnostic("slots_unfilled", message, still_open[0].span, "info")


def _conflicts(slots: list[Slot]) -> Iterator[Diagnostic]:
    """Labels that say one thing only, and are printed with two values."""
    first: dict[tuple[str, str], Slot] = {}
    for slot in slots:
        if slot.is_open or not slot.label or len(slot.label) < _TELLING or _CHANGES.search(slot.label):
            continue
        before = first.setdefault((slot.label, slot.unit or ""), slot)
        if before.value != slot.value:
            message = f"{slot.label} is {_shown(slot)} here and {_shown(before)} before"
            yield Diagnostic("slot_value_conflict", message, slot.span, "info")


def _shown(slot: Slot) -> str:
    return f"{slot.value:g}{slot.unit or ''}" if isinstance(slot.value, float) else f"{slot.value}{slot.unit or ''}"


def _shares(slots: list[Slot]) -> Iterator[Diagnostic]:
    for slot in slots:
        whole = _WHOLES.get(slot.unit or "")
        is_share = slot.label and _SHARE.search(slot.label) and not _CHANGES.search(slot.label)
        if whole and is_share and isinstance(slot.value, float) and slot.value > whole:
            message = f"{slot.label} is {_shown(slot)}, and a share is at most {whole}{slot.unit}"
            yield Diagnostic("slot_percent_out_of_range", message, slot.span)


def _empty_sections(document: Document, node: Node) -> Iterator[Diagnostic]:
    """Sections that are their headings only; of one alone the lint speaks (`heading_without_body`)."""
    empty = [unit for unit in sections(document, node) if unit.kind == "section" and _is_empty(document, unit)]
    told = [unit for unit in empty if document.parent(unit) == node]
    if len(told) > 1:
        for unit in told:
            if unit.heading:
                message = f"nothing stands below this heading, nor below {len(told) - 1} others"
                yield Diagnostic("section_empty", message, unit.heading.span, "info")


def _is_empty(document: Document, unit: Node) -> bool:
    leaves = list(document.descendants(unit, "paragraph", "section", "item"))
    return len(leaves) == 1 and not document.body(unit).strip()
