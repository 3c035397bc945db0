"""Self-assessments for 文明单位 and the like: criteria with full and claimed scores, and what was done for each."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import (
    Cue,
    Diagnostic,
    Document,
    Genre,
    Node,
    Record,
    Rule,
    either_script,
    grammar_fragment,
    hookimpl,
    own_span,
    recognise,
)
from docparse_civility.record import CivilitySelfAssessment, deduction_reason, read_assessment
from docparse_civility.scores import UNITS, Score, clause_start, read_scores

GENRE = "civility_self_assessment"

CUES = (
    Cue("文明单位总结", 4, either_script("文明[^。;]{0,30}(?:总结|自查|自评)"), "title"),
    Cue("文明单位汇报", 1, either_script("文明[^。;]{0,30}汇报"), "title"),  # scores tell it from a briefing
    Cue("评分细则", 2, either_script("评分细则|考核验收|测评体系"), "opening"),
    Cue("应得分", 6, either_script("应得分[^。;]{1,12}实得分|标准分[^。;]{1,12}自[评查]")),
    Cue("自查得分", 4, either_script("自[查评]得分")),
    Cue("创建", 2, either_script("创建"), least=5),
    Cue("敬请批评指正", 1, either_script("敬请批评指正"), "ending"),
    Cue("各位领导", -3, either_script("(?:各位|尊敬的)[^。;\r\n]{0,8}领导"), "opening"),  # a briefing, read to visitors
)

_SUBJECT = either_script("文明|创建")


@hookimpl
def extend_grammar() -> str:
    return grammar_fragment("civility")


@hookimpl
def rules() -> list[Rule]:
    return [
        Rule("score_total_mismatch", "The total is not the sum of the scores.", "two statements of the text", "error"),
        Rule("score_exceeds_full", "More is claimed for an item than its full score.", "the full score", "error"),
        Rule("score_unit_missing", "A score is printed without 分, where others have it.", "the other scores", "info"),
        Rule(
            "deduction_unexplained", "Less than the full score is claimed, without a reason.", "the other items", "info"
        ),
    ]


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    about = _SUBJECT.search(document.source.text, *own_span(document, node))  # other things are scored like this, too
    return recognise(document, node, GENRE, CUES) if about else None


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: CivilitySelfAssessment}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_assessment(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if not genre or genre.name != GENRE:
        return
    items, total = read_scores(document, node)
    scores = [*items, total] if total else items
    unit_usual = any(score.units for score in scores)
    for score in scores:
        full, claimed = score.numbers
        if full is not None and claimed is not None and claimed > full:
            yield Diagnostic("score_exceeds_full", f"{claimed:g} claimed of {full:g}", score.span, "error")
        if unit_usual and score.lacks_unit:
            yield Diagnostic("score_unit_missing", "a score without 分, which the others have", score.span, "info")
    for item in items:
        full, claimed = item.numbers
        if full is not None and claimed is not None and claimed < full and not deduction_reason(document, item):
            message = f"{claimed:g} of {full:g} claimed, and no reason given for the difference"
            yield Diagnostic("deduction_unexplained", message, item.span, "info")
    if items and total and _all_scored(document, items):
        yield from _check_sums(document, items, total)


def _all_scored(document: Document, items: list[Score]) -> bool:
    """Whether every criterion beside a scored one has a score too, so that they can be summed."""
    scored = {item.owner.id for item in items}
    styles = {item.owner.style for item in items}
    outer = {item.owner.parent for item in items if item.owner.parent is not None}
    beside = (child for index in outer for child in document.children(document.nodes[index]) if child.kind in UNITS)
    return all(child.id in scored for child in beside if child.style in styles)


def _check_sums(document: Document, items: list[Score], total: Score) -> Iterator[Diagnostic]:
    wrong = []
    for kind, name in enumerate(("full", "claimed")):
        stated, parts = total.numbers[kind], [item.numbers[kind] for item in items]
        numbers = [part for part in parts if part is not None]
        if stated is not None and len(numbers) == len(parts) and abs(sum(numbers) - stated) > 1e-6:
            wrong.append(f"{name} score stated as {stated:g}, but the {len(items)} items sum to {sum(numbers):g}")
    if wrong:
        start = clause_start(document.source.text, total.span[0], total.owner.start)
        yield Diagnostic("score_total_mismatch", "; ".join(wrong), (start, total.span[1]), "error")
