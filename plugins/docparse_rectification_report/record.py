"""The record of a rectification report: what set it off, the problems, how many are done, and what comes next."""

from __future__ import annotations

import re

from docparse import (
    MASKED,
    Amount,
    Date,
    Document,
    Fields,
    Money,
    Node,
    Quote,
    Span,
    begins,
    cited,
    dates,
    either_script,
    find,
    join_torn,
    ordinal,
    own_span,
    paragraphs,
    read_amount,
    read_measures,
    read_money,
    read_time,
    read_title,
    signature,
    split_sentences,
    told,
    trim,
)
from docparse_rectification_report.blocks import read_blocks
from docparse_rectification_report.problems import Problem, read_problem

_FINDS = "(?:巡[视察]|督[察查导]|审计|检查|考核|暗访|调研)"
_SOURCE = either_script(
    rf"(?:(?!关于|情况|报告|的)[一-鿿]){{0,14}}?(?:第[一二三四五六七八九十0-9]{{1,3}})?[一-鿿]{{0,8}}?{_FINDS}(?:工作)?(?:组|局|办|署|厅|室)"
    "|[一-鿿]{2,12}?(?:纪委监委|纪委)|贵[局委办厅部院所]"
)
_LEAD = either_script("(?:根据|按照|针对|对照|收到|接到|接受|落实|由)")
_TOLD_OF = either_script("反馈|通报|移交|下发|印发|交办")
_TELLS = either_script(r"(?:意见|决定|笔录|报告|通报|通知|清单|书|函|问题)(?:\([^()]*\))?\Z")
_RANGE = re.compile(r"[ ]?(?:至|到|[-—–~])")
_UP_TO = re.compile(r"(?:截[至止到]|止于)(?:目前)?[ ]?\Z")
_VALUE = rf"(?P<value>\d{{1,5}}|{MASKED})"
_CLASSIFIER = "(?:个|项|条|件)"
_PROBLEMS = "(?:具体|突出|主要|反馈|整改|安全)?(?:问题|意见|隐患)"
_AREAS = r"(?:\d{1,3}(?:个|大)?(?:方面|类|大类)[^。;,\d]{0,6}?)?"
_FOUND = "(?:反馈|所列|列出|反映|查出|发现|指出|查摆|梳理|提出|移交|交办|共有|存在|涉及)"
_ENDED = r"(?=(?:问题|任务|整改|的)?(?:[,。;、中)]|\Z))"
_TOTALS = {
    "found": rf"{_FOUND}[^。;,\d]{{0,24}}?{_AREAS}(?:{_VALUE}{_CLASSIFIER}{_PROBLEMS}"
    rf"|{_PROBLEMS}[^。;,\d]{{0,4}}?(?P<other>\d{{1,5}}|{MASKED}){_CLASSIFIER}(?!方面|大?类))",
    "fixed": rf"(?:已经?|均已|已全部|全部)(?:完成整改|整改完成|整改到位|完成|办结|整改|销号)(?:问题|的)?{_VALUE}{_CLASSIFIER}{_ENDED}"
    rf"|(?P<other>\d{{1,5}}){_CLASSIFIER}(?:问题)?均?已(?:经|全部)?(?:完成|整改|办结)",
    "pending": rf"(?:正在(?:推进|整改|办理)|(?:持续|有序)推进|尚未完成(?:整改)?|未完成(?:整改)?|推进中)(?:问题|整改|的)*{_VALUE}{_CLASSIFIER}{_ENDED}"
    rf"|(?P<other>\d{{1,5}}){_CLASSIFIER}(?:问题)?(?:正在|尚未|未完成|仍在|持续)",
    "accountable_persons": rf"(?:问责|追责|处理|处分|约谈|批评教育|立案)[^。;,\d]{{0,12}}?{_VALUE}(?P<other>人|名)",
}
_TOTAL = {name: either_script(pattern) for name, pattern in _TOTALS.items()}
_MONEY = either_script(r"(?:追回|退缴|追缴|收缴|挽回|退回|清退|上缴|清收|归还)[^。;,]{0,16}?(?=[0-9X×*\[])")
_NEXT = either_script("下一?步|今后|后续|下一?阶段")
_PLANS = either_script(r"下一?步[^。;]{0,6}(?:打算|安排|计[划画]|措施|思路|重点)\Z")
_TO_WHOM = either_script(r"[^。;:]{4,120}:(?=[^\s])")  # title and recipient of text without breaks
_REACH = 30  # characters from 追回 to the sum


class Trigger(Fields, frozen=True, kw_only=True):
    """What set the rectification off. source: who found the problems; document: what told of them"""

    source: str | None = None
    date: Date | None = None
    document: str | None = None


class Totals(Fields, frozen=True, kw_only=True):
    """How many problems there are in all, as stated outside the problems."""

    found: Amount | None = None
    fixed: Amount | None = None
    pending: Amount | None = None
    accountable_persons: Amount | None = None
    recovered_money: Money | None = None


class RectificationReport(Fields, frozen=True, kw_only=True):
    """What was found, what was done about it, and how far that is."""

    trigger: Trigger | None = None
    problems: list[Problem]
    totals: Totals | None = None
    next_steps: list[str]


def read_report(document: Document, node: Node) -> RectificationReport:
    """The record of the report rooted at `node`."""
    signed, dated = signature(document, node)
    year = int(dated[0].iso[:4]) if dated and dated[0].iso else None
    blocks = read_blocks(document, node)
    around = _outside(document, node, [block.span for block in blocks])
    return RectificationReport.read(
        trigger=_trigger(document, node),
        problems=[(read_problem(document, block, year), block.span) for block in blocks],
        totals=_totals(document.source.raw, around),
        next_steps=[
            step for step in _next_steps(document, node, around) if not signed or step.span[0] < signed.span[0]
        ],
    )


def _outside(document: Document, node: Node, problems: list[Span]) -> list[Span]:
    """The paragraphs that belong to no problem."""
    spans, found = iter(problems), list[Span]()
    start, end = next(spans, (node.end, node.end))
    for span in join_torn(paragraphs(document, node)):
        while span[0] >= end and end < node.end:
            start, end = next(spans, (node.end, node.end))
        if not start <= span[0] < end:
            found.append(span)
    return found


def _opening(document: Document, node: Node) -> list[Quote]:
    """The sentences before the first unit, without title and recipients."""
    units = document.descendants(node, "section", "item", "part")
    first = next((unit.start for unit in units), own_span(document, node)[1])
    skipped = ("document_title", "subtitle", "main_recipients", "document_number")
    raw, leaves = document.source.raw, document.descendants(node, "paragraph")
    spans = list(join_torn(leaf for leaf in leaves if leaf.start < first and leaf.form not in skipped))
    if spans and not read_title(document, node) and (head := next(find(_TO_WHOM, raw, spans[0]), None)):
        spans[0] = head.span()[1], spans[0][1]
    return [sentence for span in spans for sentence in split_sentences(raw, span, torn=True)]


def _trigger(document: Document, node: Node) -> tuple[Trigger, Span] | None:
    """The first sentence of the opening that says who found something and that it was made known, else the first of who."""
    raw, said = document.source.raw, _opening(document, node)
    known = [sentence for sentence in said if _source(raw, sentence) or _telling(raw, sentence)]
    told_of = (sentence for sentence in known if next(find(_TOLD_OF, raw, sentence.span), None))
    sentence = next(told_of, known[0] if known else None)
    if not sentence:
        return None
    document_of = _telling(raw, sentence) or next((named for each in said if (named := _telling(raw, each))), None)
    printed = (int(day.iso[:4]) for each in (sentence, *said) for day, _ in dates(raw, each.span) if day.iso)
    year = next(printed, None)
    trigger = Trigger.read(source=_source(raw, sentence), date=_day(raw, sentence, year), document=document_of)
    spans = [sentence.span, *([document_of.span] if document_of else [])]
    return trigger, (min(spans)[0], max(end for _, end in spans))


def _day(raw: str, sentence: Quote, year: int | None) -> tuple[Date, Span] | None:
    """The day on which it was found or made known: no range, and not the day up to which something was done.

    year: of a day that is printed without one
    """
    start = sentence.span[0]
    while found := read_time(raw, (start, sentence.span[1]), year):
        begin, end = found[1]
        ranges = _RANGE.match(raw, end) or (begin > start and _RANGE.match(raw[begin - 1 : begin]))
        if "月" in found[0].raw and not ranges and not _UP_TO.search(raw, sentence.span[0], begin):
            return found
        start = end
    days = dates(raw, sentence.span)
    return next(
        (day for day in days if "月" in day[0].raw and not _UP_TO.search(raw, sentence.span[0], day[1][0])), None
    )


def _source(raw: str, sentence: Quote) -> Quote | None:
    """Who found something: 县委第三巡察组, 市审计局."""
    for match in find(_SOURCE, raw, sentence.span):
        start, end = match.span()
        for lead in find(_LEAD, raw, (start, end)):
            start = lead.span()[1]
        return trim(raw, (start, end))
    return None


def _telling(raw: str, sentence: Quote) -> Quote | None:
    """The title of the first document that may tell of problems: 反馈意见, 审计报告, 整改通知书."""
    for found, (start, _) in cited(raw, sentence.span):
        if _TELLS.search(found.title):
            return Quote(found.title, (start + 1, start + 1 + len(found.title)))
    return None


def _totals(raw: str, around: list[Span]) -> tuple[Totals, Span] | None:
    """The first statement of each total."""
    found: dict[str, tuple[Amount, Span]] = {}
    money = None
    for span in around:
        for name, pattern in _TOTAL.items():
            for match in find(pattern, raw, span):
                group = "value" if match["value"] else "other"
                found.setdefault(name, (read_amount(match.quote(group).text), match.span(group)))
        for match in find(_MONEY, raw, span):
            start = match.span()[1]
            money = money or next(iter(read_money(raw, (start, min(span[1], start + _REACH)))), None)
    spans = [where for _, where in found.values()] + ([money[1]] if money else [])
    if not spans:
        return None
    return Totals.read(**found, recovered_money=money), (min(spans)[0], max(end for _, end in spans))


def _next_steps(document: Document, node: Node, around: list[Span]) -> list[Quote]:
    """The units below the section on what comes next, or its sentences; else the sentences that begin with 下一步."""
    raw = document.source.raw
    for unit in document.descendants(node, "section"):
        if unit.heading and _comes_next(raw, unit.heading.span):
            below = [child for child in document.children(unit) if child.kind in ("section", "item")]
            steps = (
                told(document, child, number[1][1] if (number := ordinal(child)) else child.start) for child in below
            )
            return [step for step in steps if step.text] or read_measures(document, unit)
    said = (sentence for span in around for sentence in split_sentences(raw, span, torn=True))
    return [sentence for sentence in said if begins(_NEXT, raw, sentence.span)]


def _comes_next(raw: str, heading: Span) -> bool:
    return begins(_NEXT, raw, heading) or next(find(_PLANS, raw, heading), None) is not None
