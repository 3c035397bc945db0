"""The record of a self-assessment: the structs, and where in the text each field stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docparse import (
    Document,
    Fields,
    Node,
    Period,
    Quote,
    cited,
    either_script,
    ordinal,
    own_span,
    periods,
    read_figures,
    read_honours,
    sentences,
    signature,
    split_sentences,
    told,
)
from docparse_civility.scores import UNITS, Amount, Score, Span, clause_start, read_scores

_CIVIL = "文明(?:单位|社区|小区|村镇?|乡镇|校园|学校|机关|窗口|行业|城市|县城|科室|风景[点区])(?:标兵)?"
_CREATE = "(?:创建|争创|申创|申报|创评)"
_YEARS = r"(?:\d{4}年?(?:[-—–至到]\d{4}年?)?度?)?"
_TARGET = either_script(rf"{_CREATE}{_YEARS}([一-鿿]{{0,14}}?{_CIVIL})")
_APPLICANT = either_script(
    rf"(?<![一-鿿])([一-鿿]{{1,24}}?[局委办院校所站厅部处社会行队馆司心学区镇乡村府园])(?:机关)?(?:关于)?{_YEARS}(?:开展)?{_CREATE}"
)
_ACCORDING_TO = either_script("(?:按照|根据|依据|对照)[^《。;]{0,12}$")
_CRITERIA = either_script(
    "(?:[《,和与]|按照|根据|对照|依据)([^,。;:《》和与]{2,30}(?:评分细则|评分标准|考核细则|考评细则|测评体系))"
)
_REASONS = (
    either_script("扣分(?:原因|理由|说明)(?:是|为)?:?([^。;\r\n]{2,200})"),
    either_script(r"扣了?[\d.]{1,5}分[,(:]{0,2}(?:原因(?:是|为)?:?|因为?|由于|主要是)([^。;)\r\n]{2,200})"),
    either_script(r"(?:由于|因为?)([^。;,\r\n]{2,100}),?(?:故|所以|因此)?自?扣了?[\d.]{1,5}分"),
)
_HEADCOUNT = either_script(
    r"(?:干部职工|教职员?工|职工|员工|工作人员|在编人员|干警)(?:总数|共有|共计|共|有)?(\d{1,6})余?[人名]"
)
_HAS = "(?:内设|下设|现有|设有|共有)"
_OFFICES = "(?:职能|内设|业务)?(?:科室|股室|处室|部门|机构)"
_FACILITIES = either_script(rf"{_HAS}(?:(\d{{1,3}})个{_OFFICES}|{_OFFICES}(?:\([^()]{{1,12}}\))?(\d{{1,3}})个)")
_SHORTCOMING = either_script("不足|差距|不够|有待|薄弱|不到之处|不到位|不完善")
_CONCLUDING = frozenset({"conclusion", "closing", "body"})
_FALLS_SHORT = either_script("不足|差距|问题")  # of a heading
_AHEAD = either_script("打算|努力方向|下一步|今后")
_COMMITMENT = either_script("今后|再接再厉|力争|下一步|有信心|有决心|继续努力")
_THRESHOLD_OR_TIME = either_script("[月年天日]|小时|以[上下]")
_COUNTED = either_script("(?![或和及与以的])[一-鿿]{1,16}")
_WORDS_BEFORE = re.compile(r"[^,，。;；、:：\s]{1,20}$")
_REACH = 20  # characters before a figure or a citation
_YEAR = re.compile(r"([12]\d{3})年")


class Basis(Fields, frozen=True, kw_only=True):
    """The notice that asks for the assessment, and the criteria by which it is scored."""

    title: str | None = None
    number: str | None = None
    criteria_name: str | None = None


class Measure(Fields, frozen=True, kw_only=True):
    """What was done for a criterion; torn lines of `text` are joined."""

    ordinal: int | list[int] | None = None
    heading: str | None = None
    text: str | None = None


class Evidence(Fields, frozen=True, kw_only=True):
    """A figure that shows what was done. year: the one year that its sentence names, if it names one"""

    value: Amount
    unit: str
    what: str | None = None
    year: int | None = None


class ScoreItem(Fields, frozen=True, kw_only=True):
    """A criterion and its scores; a score is a number, or the placeholder printed for one."""

    ordinal: int | list[int] | None = None
    criterion: str | None = None
    full_score: Amount | None = None
    claimed_score: Amount | None = None
    measures: list[Measure]
    evidence: list[Evidence]
    deduction_reason: str | None = None


class CivilitySelfAssessment(Fields, frozen=True, kw_only=True):
    """What a body reports to be given a title such as 文明单位. facilities: how many departments it has"""

    applicant_body: str | None = None
    target_title: str | None = None
    assessment_period: Period | None = None
    basis: Basis | None = None
    full_score: Amount | None = None
    claimed_score: Amount | None = None
    items: list[ScoreItem]
    honours: list[str]
    facilities: int | None = None
    headcount: int | None = None
    shortcomings: str | None = None
    commitment: str | None = None


def read_assessment(document: Document, node: Node) -> CivilitySelfAssessment:
    """The record of the self-assessment rooted at `node`."""
    raw, text, whole = document.source.raw, document.source.text, own_span(document, node)
    own = [leaf for leaf in document.children(node) if leaf.kind == "paragraph"]
    titles = [leaf.span for leaf in own if leaf.form == "document_title"]
    titles += [node.heading.span] if node.heading else []
    plain = [leaf.span for leaf in own if leaf.form != "document_title"]
    targets = list(_quotes(_TARGET, document, titles)) or list(_quotes(_TARGET, document, plain))[:1]
    items, total = read_scores(document, node)
    shortcomings, commitment = _conclusion(document, node)
    return CivilitySelfAssessment.read(
        applicant_body=signature(document, node)[0] or next(_quotes(_APPLICANT, document, titles), None),
        target_title=max(targets, key=lambda target: len(target.text), default=None),
        assessment_period=next((found for span in titles for found in periods(raw, span, single=True)), None),
        basis=_basis(document, plain),
        full_score=total.full if total else None,
        claimed_score=total.claimed if total else None,
        items=[_item(document, score) for score in items],
        honours=[(honour.name, where) for honour, where in read_honours(raw, whole)],
        facilities=_count(_FACILITIES, text, whole),
        headcount=_count(_HEADCOUNT, text, whole),
        shortcomings=shortcomings,
        commitment=commitment,
    )


def deduction_reason(document: Document, score: Score) -> Quote | None:
    """Why points were deducted from an item, if its text says so."""
    return next((quote for pattern in _REASONS for quote in _quotes(pattern, document, [score.owner.span])), None)


def _quotes(pattern: re.Pattern[str], document: Document, spans: Iterable[Span]) -> Iterator[Quote]:
    """The first group of every match in the spans."""
    for span in spans:
        for match in pattern.finditer(document.source.text, *span):
            yield Quote(document.source.raw[slice(*match.span(1))], match.span(1))


def _count(pattern: re.Pattern[str], text: str, span: Span) -> tuple[int, Span] | None:
    match = pattern.search(text, *span)
    return (int(match[match.lastindex or 0]), match.span(match.lastindex or 0)) if match else None


# --- items ---------------------------------------------------------------------------------------------------------


def _item(document: Document, score: Score) -> tuple[ScoreItem, Span]:
    unit = score.owner
    number = ordinal(unit)
    begin = number[1][1] if number else unit.start
    item = ScoreItem.read(
        ordinal=number,
        criterion=unit.heading or next(split_sentences(document.source.raw, (begin, max(begin, score.span[0]))), None),
        full_score=score.full,
        claimed_score=score.claimed,
        measures=_measures(document, score),
        evidence=list(_evidence(document, score)),
        deduction_reason=deduction_reason(document, score),
    )
    return item, unit.span


def _measures(document: Document, score: Score) -> list[tuple[Measure, Span]]:
    """The units below a criterion; without any, the text after its score as one measure."""
    below = [child for child in document.children(score.owner) if child.kind in UNITS]
    measures = [
        (Measure.read(ordinal=ordinal(unit), heading=unit.heading, text=told(document, unit)), unit.span)
        for unit in below
    ]
    reason = deduction_reason(document, score)
    beside = reason and 0 <= reason.span[0] - score.span[1] < _REACH
    text = told(document, score.owner, reason.span[1] if reason and beside else score.span[1])
    return measures or ([(Measure.read(text=text), text.span)] if text.text else [])


def _evidence(document: Document, score: Score) -> Iterator[tuple[Evidence, Span]]:
    raw, text = document.source.raw, document.source.text
    for sentence in sentences(document, score.owner):
        years = {match[1]: match.span(1) for match in _YEAR.finditer(text, *sentence.span)}
        for figure, span, value, unit in read_figures(raw, sentence.span):
            if figure.unit in "分天" or _THRESHOLD_OR_TIME.match(text, span[1]):
                continue
            counted = (
                _COUNTED.match(raw, span[1]) if not figure.is_share and figure.unit[-1] not in "点元里米亩㎡" else None
            )
            counted = counted or _WORDS_BEFORE.search(raw, max(sentence.span[0], span[0] - _REACH), span[0])
            evidence = Evidence.read(
                value=(figure.value, value),
                unit=(figure.unit, unit),
                what=(counted[0], counted.span()) if counted else None,
                year=next(((int(year), where) for year, where in years.items()), None) if len(years) == 1 else None,
            )
            yield evidence, span


# --- the rest ------------------------------------------------------------------------------------------------------


def _basis(document: Document, spans: list[Span]) -> tuple[Basis, Span] | None:
    """The document that asks for the assessment, and the criteria it is scored by."""
    raw, text = document.source.raw, document.source.text
    criteria = next(_quotes(_CRITERIA, document, spans), None)
    for span in spans:
        for found, where in cited(raw, span):
            is_criteria = criteria is not None and where[0] < criteria.span[0] < where[1]
            if is_criteria or not _ACCORDING_TO.search(text, max(span[0], where[0] - _REACH), where[0]):
                continue
            title, number = (_piece(raw, piece, where) for piece in (found.title, found.number))
            return Basis.read(title=title, number=number, criteria_name=criteria), where
    return (Basis.read(criteria_name=criteria), criteria.span) if criteria else None


def _piece(raw: str, piece: str | None, span: Span) -> Quote | None:
    start = raw.find(piece, *span) if piece else -1
    return Quote(raw[start : start + len(piece)], (start, start + len(piece))) if piece and start >= 0 else None


def _conclusion(document: Document, node: Node) -> tuple[Quote | None, Quote | None]:
    """What falls short, and what is promised: what the conclusion says, or a section under such a heading."""
    lacks: list[Span] = []
    promises: list[Span] = []
    for child in document.children(node):
        heading = child.heading.text if child.heading else ""
        on_lacks, on_promises = _FALLS_SHORT.search(heading), _AHEAD.search(heading)
        if not (on_lacks or on_promises or child.form in _CONCLUDING):
            continue
        span = told(document, child).span if heading else child.span
        promise = _promise(document, span) or (span if on_promises and not on_lacks else None)
        lack = _lack(document, span) or (span if on_lacks else None)
        if lack and promise and lack[0] < promise[0]:
            lack = lack[0], min(lack[1], promise[0])
        lacks += [lack] if lack else []
        promises += [promise] if promise else []
    return _quote(document, lacks), _quote(document, promises)


def _lack(document: Document, span: Span) -> Span | None:
    """The first sentences in a row that tell of shortcomings."""
    said = list(split_sentences(document.source.raw, span))
    short = [_SHORTCOMING.search(document.source.text, *sentence.span) is not None for sentence in said]
    if not any(short):
        return None
    first = short.index(True)
    last = [*short, False].index(False, first) - 1
    return said[first].span[0], said[last].span[1]


def _promise(document: Document, span: Span) -> Span | None:
    """From the clause on that looks ahead."""
    text = document.source.text
    match = _COMMITMENT.search(text, *span)
    return (clause_start(text, match.start(), span[0]), span[1]) if match else None


def _quote(document: Document, spans: list[Span]) -> Quote | None:
    """The first of the spans, without blanks around it."""
    for start, end in spans:
        said = document.source.raw[start:end].strip()
        if said:
            start = document.source.raw.index(said, start)
            return Quote(said, (start, start + len(said)))
    return None
