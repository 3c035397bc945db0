"""Self-assessments for 文明单位 and the like: criteria with full and claimed scores, and what was done for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from docparse import (
    Cue, Diagnostic, Document, Fields, Genre, Node, Period, Quote, Record, cited, either_script, figures, first_period,
    grammar_fragment, hookimpl, own_span, read_amount, recognise, signature, split_sentences, told,
)  # fmt: skip

GENRE = "civility_self_assessment"

CUES = (
    Cue("文明单位总结", 4, either_script("文明[^。;]{0,30}(?:总结|汇报|自查|自评)"), "title"),
    Cue("评分细则", 2, either_script("评分细则|考核验收|测评体系|自查自评"), "opening"),
    Cue("应得分", 6, either_script("应得分[^。;]{1,12}实得分|标准分[^。;]{1,12}自[评查]")),
    Cue("自查得分", 4, either_script("自[查评]得分")),
    Cue("创建", 2, either_script("创建"), least=5),
    Cue("敬请批评指正", 1, either_script("敬请批评指正"), "ending"),
)

# as grammars/civility.lark spells the clause; here with its numbers, and also where no criterion stands before it
AMOUNT = r"(\d{1,4}(?:\.\d{1,2})?|\[X{1,4}\]|[X×*_]{1,4})[ \t]?(分)?"
FULL = "(?:应得分|标准分值?|分值|满分|总分)[ \t]?[为是:]?[ \t]?"
CLAIMED = "(?:我[局所校院区市县镇村])?(?:实际?得分|自[查评测](?:得分|分|总分)?|考评得分|得分)[ \t]?[为是:]?[ \t]?"
SCORES = either_script(rf"(?:{FULL}|\((?=\d)){AMOUNT}[ \t)]?[,;、]?[ \t]?\(?{CLAIMED}{AMOUNT}")
CLAIMED_ALONE = either_script(rf"(?:自[查评测](?:得分|总分)|实得分|\(自[评查])[ \t]?[为是:]?[ \t]?{AMOUNT}")
OF_ALL = either_script("[合总共]计|总[得]?分|各项")
DEDUCTION_REASONS = (
    either_script(r"扣分(?:原因|理由|说明)(?:是|为)?[ \t]?:?[ \t]?([^。;\r\n]{2,200})"),
    either_script(r"扣(?:了)?[\d.]{1,5}分[,(:]{0,2}(?:原因(?:是|为)?:?|因为?|由于|主要是)([^。;)\r\n]{2,200})"),
    either_script(r"(?:由于|因为?)([^。;,\r\n]{2,100}),?(?:故|所以|因此)?(?:自)?扣(?:了)?[\d.]{1,5}分"),
)

CIVIL = "文明(?:单位|社区|小区|村镇?|乡镇|校园|学校|机关|窗口|行业|家庭|城市|县城|科室|风景[点区])(?:标兵)?"
TARGET = either_script(
    rf"(?:创建|争创|申创|申报|创评|申请)(?:\d{{4}}年?)?(?:[-—至]\d{{4}}年?)?度?([一-鿿]{{0,14}}?{CIVIL})"
)
APPLICANT = either_script("(?:^|:|——)([一-鿿]{2,24}?)(?:关于)?(?:开展)?(?:创建|争创|申创|申报|创评)")
ACCORDING_TO = either_script("(?:按照|根据|依据|对照)[^《。;]{0,12}$")
CRITERIA = either_script("(?:《|[,和与]|按照|根据|对照|依据)([^,。;:《》和与]{2,30}(?:评分细则|评分标准|考核细则|考评细则|测评体系))")
HONOUR_LIST = either_script("(?:荣获|被评为|被授予|被命名为|被表彰为|获评|先后获得)([^。;,\r\n]{2,600})")
HONOUR_END = either_script("等?(?:多项|一系列)?(?:荣誉称号|荣誉|称号|殊荣)|以来|的?基础上")
HONOUR = re.compile("(?:[^、‚“「《]|‚[^‛]{0,40}‛|“[^”]{0,40}”|「[^」]{0,40}」|《[^》]{0,40}》)+")
HEADCOUNT = either_script(r"(?:干部职工|教职员?工|职工|员工|工作人员|在编人员|干警)(?:总数|共有|共计|共|有)?(\d{1,6})余?[人名]")
DEPARTMENTS = either_script(r"(\d{1,3})个(?:职能|内设|业务)?(?:科室|股室|处室|部门|机构)|(?:科室|股室|处室)(?:\([^()]{1,12}\))?(\d{1,3})个")
SHORTCOMING = either_script("不足|差距|不够|有待|薄弱|不到之处|不到位|不完善|不高")
COMMITMENT = either_script("今后|再接再厉|力争|下一步|有信心|决心|继续努力")
NOT_COUNTED = either_script("[月年天日]|小时|以[上下]")
YEAR = re.compile(r"([12]\d{3})年")


class Basis(Fields):
    """The notice that asks for the assessment, and the criteria it is scored by."""

    title: str | None = None
    number: str | None = None
    criteria_name: str | None = None


class Measure(Fields):
    """What was done for a criterion."""

    ordinal: int | list[int] | None = None
    heading: str | None = None
    text: str = ""


class Evidence(Fields):
    """A figure that shows it. year: the one year its sentence names, if it names one"""

    value: float | str
    unit: str
    what: str
    year: int | None = None


class ScoreItem(Fields):
    """A criterion with its scores; a score is a number, or the placeholder that stands for one."""

    ordinal: int | list[int] | None = None
    criterion: str | None = None
    full_score: float | str | None = None
    claimed_score: float | str | None = None
    measures: list[Measure] = []
    evidence: list[Evidence] = []
    deduction_reason: str | None = None


class CivilitySelfAssessment(Fields):
    """A unit's own assessment for the title of 文明单位. facilities: the number of its departments"""

    applicant_body: str | None = None
    target_title: str | None = None
    assessment_period: Period | None = None
    basis: Basis | None = None
    full_score: float | str | None = None
    claimed_score: float | str | None = None
    items: list[ScoreItem] = []
    honours: list[str] = []
    facilities: int | None = None
    headcount: int | None = None
    shortcomings: str | None = None
    commitment: str | None = None


class Score(NamedTuple):
    """A score clause: its span, the two scores with theirs, and the unit in whose own text it stands."""

    owner: Node
    span: tuple[int, int]
    full: tuple[float | str, tuple[int, int]] | None
    claimed: tuple[float | str, tuple[int, int]]
    units: int  # how many of its scores have 分 printed after them
    of_all: bool

    @property
    def amounts(self) -> tuple[Any, Any]:
        """(full, claimed), None for one that is missing or masked."""
        full = self.full[0] if self.full else None
        return (full if isinstance(full, float) else None, self.claimed[0] if isinstance(self.claimed[0], float) else None)


@hookimpl
def extend_grammar() -> str:
    return grammar_fragment("civility")


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: CivilitySelfAssessment}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, _assessment(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if not genre or genre.name != GENRE:
        return
    items, total = _divide(_scores(document, node))
    scores = [*items, *([total] if total else [])]
    for score in scores:
        yield from _check_score(score, unit_usual=any(other.units for other in scores))
    for item in items:
        full, claimed = item.amounts
        if full is not None and claimed is not None and claimed < full and not _reason(document, item):
            yield Diagnostic("deduction_unexplained", f"{full - claimed:g} less than {full:g}, and no reason", item.span, "info")
    if total and items and _complete(document, items):
        yield from _check_sums(document, items, total)


def _check_score(score: Score, unit_usual: bool) -> Iterator[Diagnostic]:
    full, claimed = score.amounts
    if full is not None and claimed is not None and claimed > full:
        yield Diagnostic("score_exceeds_full", f"claimed {claimed:g} of {full:g}", score.span, "error")
    if unit_usual and score.units < (2 if score.full else 1):
        yield Diagnostic("score_unit_missing", "a score without 分, which the others have", score.span, "info")


def _check_sums(document: Document, items: list[Score], total: Score) -> Iterator[Diagnostic]:
    wrong = []
    for name, stated, summands in zip(
        ("full", "claimed"), total.amounts, zip(*(item.amounts for item in items), strict=True), strict=True
    ):
        if stated is not None and None not in summands and round(sum(summands) - stated, 4):
            wrong.append(f"{name} score stated {stated:g}, the {len(items)} items sum to {sum(summands):g}")
    if wrong:
        before = re.split(r"[,。;:\r\n]", document.source.text[total.owner.start : total.span[0]])[-1]
        span = (total.span[0] - len(before.lstrip()), total.span[1])
        yield Diagnostic("score_total_mismatch", "; ".join(wrong), span, "error")


def _complete(document: Document, items: list[Score]) -> bool:
    """Whether every sibling of a scored criterion is scored too, so that the sum means something."""
    scored = {item.owner.id for item in items}
    siblings = (
        sibling
        for parent in {item.owner.parent: document.parent(item.owner) for item in items}.values()
        if parent
        for sibling in document.children(parent)
    )
    styles = {item.owner.style for item in items}
    return all(sibling.id in scored for sibling in siblings if sibling.kind in UNITS and sibling.style in styles)


# --- scores --------------------------------------------------------------------------------------------------------


def _scores(document: Document, node: Node) -> list[Score]:
    """The first score clause of every unit, in document order."""
    text, end = document.source.text, own_span(document, node)[1]
    found: dict[int, Score] = {}
    for leaf in document.descendants(node, "paragraph"):
        owner = document.parent(leaf)
        if leaf.start >= end or owner is None:
            break
        match = SCORES.search(text, *leaf.span) or CLAIMED_ALONE.search(text, *leaf.span)
        if match and owner.id not in found:
            *full, claimed = [(read_amount(match[n]), match.span(n)) for n in range(1, match.re.groups, 2)]
            units = sum(match[n] is not None for n in range(2, match.re.groups + 1, 2))
            of_all = OF_ALL.search(text, max(leaf.start, match.start() - 12), match.start()) is not None
            found[owner.id] = Score(owner, match.span(), full[0] if full else None, claimed, units, of_all)
    return [found[index] for index in sorted(found)]


def _divide(scores: list[Score]) -> tuple[list[Score], Score | None]:
    """The scores of the criteria, which are the innermost ones, and that of the whole."""
    following = [score.owner.start for score in scores[1:]]
    innermost = [
        score for score, after in zip(scores, [*following, None], strict=True) if after is None or after >= score.owner.end
    ]
    items = [score for score in innermost if score.owner.kind in UNITS and not score.of_all]
    total = next(
        (s for s in scores if s not in items and (s.of_all or all(_inside(item.owner, s.owner) for item in items))), None
    )
    return items, total


def _inside(unit: Node, outer: Node) -> bool:
    return outer.start <= unit.start and unit.end <= outer.end


# --- record --------------------------------------------------------------------------------------------------------


def _assessment(document: Document, node: Node) -> CivilitySelfAssessment:
    raw, text, whole = document.source.raw, document.source.text, own_span(document, node)
    own = [leaf for leaf in document.children(node) if leaf.kind == "paragraph"]
    titles = [leaf.span for leaf in own if leaf.form == "document_title"] + ([node.heading.span] if node.heading else [])
    opening = [leaf.span for leaf in own if leaf.form != "document_title"]
    items, total = _divide(_scores(document, node))
    shortcomings, commitment = _conclusion(document, node)
    return CivilitySelfAssessment.read(
        applicant_body=signature(document, node)[0] or _first(APPLICANT, raw, text, titles),
        target_title=max(_all(TARGET, raw, text, titles), key=lambda quote: len(quote.text), default=None)
        or _first(TARGET, raw, text, opening),
        assessment_period=first_period(raw, *titles),
        basis=_basis(raw, text, opening),
        full_score=total.full if total else None,
        claimed_score=total.claimed if total else None,
        items=[_item(document, score) for score in items],
        honours=_honours(raw, text, whole),
        facilities=_count(DEPARTMENTS, text, whole),
        headcount=_count(HEADCOUNT, text, whole),
        shortcomings=shortcomings,
        commitment=commitment,
    )


def _item(document: Document, score: Score) -> tuple[ScoreItem, tuple[int, int]]:
    unit, raw = score.owner, document.source.raw
    marker_end = (unit.marker_start or unit.start) + len(unit.marker or "")
    criterion = unit.heading or next(split_sentences(raw, (marker_end, max(marker_end, score.span[0]))), None)
    item = ScoreItem.read(
        ordinal=(unit.ordinal, (unit.marker_start or unit.start, marker_end)),
        criterion=criterion,
        full_score=score.full,
        claimed_score=score.claimed,
        measures=_measures(document, score),
        evidence=_evidence(document, score),
        deduction_reason=_reason(document, score),
    )
    return item, unit.span


def _measures(document: Document, score: Score) -> list[tuple[Measure, tuple[int, int]]]:
    """The numbered units below a criterion, or its text as one measure without number."""
    unit, raw = score.owner, document.source.raw
    below = [child for child in document.children(unit) if child.kind in UNITS]
    texts = [told(document, child) for child in below]
    if not below:
        after = told(document, unit, score.span[1])
        heading_end = unit.heading.span[1] if unit.heading else score.span[0]
        texts = [after] if after.text else list(split_sentences(raw, (heading_end, max(heading_end, score.span[0]))))
    measures = []
    for text, child in zip_longest(texts, below):
        heading = child.heading if child else None
        marker = (child.ordinal, (child.marker_start or child.start, child.start + len(child.marker or ""))) if child else None
        measures.append((Measure.read(ordinal=marker, heading=heading, text=text), text.span))
    return measures
