"""The record of a rectification report: what set it off, the problems, how many are done, and what comes next."""

from __future__ import annotations

from docparse import (
    Amount,
    Date,
    Document,
    Fields,
    Money,
    Node,
    Quote,
    Span,
    cited,
    dates,
    either_script,
    find,
    ordinal,
    own_span,
    read_amount,
    read_measures,
    read_money,
    signature,
    split_sentences,
    trim,
)
from docparse_rectification_report.problems import AROUND, Problem, read_problem, read_problem_units

_SOURCE = either_script(
    r"(?:(?:[一-鿿]{0,12}第?[一二三四五六七八九十0-9]{0,3})?(?:巡[视察]|督[察查导]|审计|检查|考核|暗访|调研)(?:组|局|办|署|厅|室|工作组)"
    r"|[一-鿿]{2,12}(?:纪委监委|审计局|巡察办|巡视办))"
)
_TRIGGER = either_script("反馈|巡[视察]|督[察查导]|审计|检查|考核|通报|整改")
_LEAD = either_script("(?:根据|按照|针对|对照|收到|由)")
_VALUE = r"(?P<value>\d{1,5}|\[X+\]|[Xx×*_]{1,4})"
_NOUN = "(?:个|项|条|件)?(?:问题|反馈意见|意见)?"
_TOTALS = {
    "found": either_script(
        rf"(?:反馈|发现|指出|查摆|梳理|提出|涉及|移交|交办|共有|存在)[^。;,\d]{{0,24}}?(?:问题|意见)?(?:共计?|合计|总计|为)?{_VALUE}(?:个|项|条|件)|"
        rf"(?P<other>\d{{1,5}})(?:个|项|条|件)(?:反馈|整改)?问题(?=[,中,]|,?(?:已|均|目前))"
    ),
    "fixed": either_script(
        rf"(?:已经?|已全部|全部)(?:完成整改|整改完成|完成|整改到位|办结|整改|销号)(?:问题|到位|的|完成)?{_VALUE}(?:个|项|条|件)"
        r"|(?P<other>\d{1,5})(?:个|项|条|件)(?:问题)?(?:已|均已)(?:经|全部)?(?:完成|整改|办结)"
    ),
    "pending": either_script(
        rf"(?:正在(?:推进|整改|办理)|(?:持续|有序)推进|尚未(?:完成)?(?:整改)?|未完成(?:整改)?|推进中|需长期坚持|长期坚持)(?:问题|的|整改)?(?:的)?{_VALUE}(?:个|项|条|件)"
        r"|(?P<other>\d{1,5})(?:个|项|条|件)(?:问题)?(?:正在|尚未|未完成|仍在|持续推进)"
    ),
    "accountable_persons": either_script(
        rf"(?:问责|追责(?:问责)?|处理|处分|约谈|批评教育|立案(?:查处)?)(?:了|相关)?(?:责任人员?|党员干部|干部|人员)?{_VALUE}(?:人|名)"
    ),
}  # fmt: skip
_MONEY = either_script("(?:追回|追缴|收缴|挽回|退回|清退|上缴|清收|归还|整改金额)[^。;,]{0,16}?(?=[0-9X×*\\[])")
_NEXT = either_script("下一步|今后|后续|下步")
_REACH = 60  # characters from 追回 to the sum


class Trigger(Fields, frozen=True, kw_only=True):
    """What set the rectification off. source: who found the problems; document: what told of them"""

    source: str | None = None
    date: Date | None = None
    document: str | None = None


class Totals(Fields, frozen=True, kw_only=True):
    """How many problems there are in all, as stated."""

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
    _, dated = signature(document, node)
    year = int(dated[0].iso[:4]) if dated and dated[0].iso else None
    return RectificationReport.read(
        trigger=_trigger(document, node),
        problems=[
            (read_problem(document, above, unit, year), unit.span) for above, unit in read_problem_units(document, node)
        ],
        totals=_totals(document, node),
        next_steps=_next_steps(document, node),
    )


def _opening(document: Document, node: Node) -> list[Quote]:
    """The sentences before the first unit, without title and recipients."""
    units = document.descendants(node, "section", "item", "part")
    first = next((unit.start for unit in units), own_span(document, node)[1])
    skipped = ("document_title", "subtitle", "main_recipients", "document_number")
    leaves = (
        leaf for leaf in document.descendants(node, "paragraph") if leaf.start < first and leaf.form not in skipped
    )
    return [sentence for leaf in leaves for sentence in split_sentences(document.source.raw, leaf.span)]


def _trigger(document: Document, node: Node) -> tuple[Trigger, Span] | None:
    """The first sentence of the opening that tells who found something."""
    raw = document.source.raw
    for sentence in _opening(document, node):
        if not next(find(_TRIGGER, raw, sentence.span), None):
            continue
        source = next((match.quote() for match in find(_SOURCE, raw, sentence.span)), None)
        if source and (lead := _LEAD.match(source.text)):
            source = trim(raw, (source.span[0] + lead.end(), source.span[1]))
        told = next(iter(cited(raw, sentence.span)), None)
        day = next(iter(dates(raw, sentence.span)), None)
        if source or told:
            title = (told[0].title, (told[1][0] + 1, told[1][0] + 1 + len(told[0].title))) if told else None
            return Trigger.read(source=source, date=day, document=title), sentence.span
    return None


def _totals(document: Document, node: Node) -> tuple[Totals, Span] | None:
    """The first statement of each total, in the whole report."""
    raw, span = document.source.raw, own_span(document, node)
    found: dict[str, tuple[Amount, Span]] = {}
    for name, pattern in _TOTALS.items():
        for match in find(pattern, raw, span):
            group = "value" if match["value"] else "other"
            found[name] = read_amount(match.quote(group).text), match.span(group)
            break
    money = None
    for match in find(_MONEY, raw, span):
        start = match.span()[1]
        money = money or next(iter(read_money(raw, (start, min(span[1], start + _REACH)))), None)
    spans = [where for _, where in found.values()] + ([money[1]] if money else [])
    if not spans:
        return None
    return Totals.read(**found, recovered_money=money), (min(spans)[0], max(end for _, end in spans))


def _next_steps(document: Document, node: Node) -> list[Quote]:
    """The units below the section on what comes next, or its sentences; else the sentences that begin with 下一步."""
    raw = document.source.raw
    for unit in document.descendants(node, "section"):
        if unit.heading and next(find(_NEXT, raw, unit.heading.span), None):
            below = [child for child in document.children(unit) if child.kind in ("section", "item")]
            starts = [number[1][1] if (number := ordinal(child)) else child.start for child in below]
            steps = [trim(raw, (start, child.end)) for start, child in zip(starts, below, strict=True)]
            return steps or read_measures(document, unit)
    leaves = document.descendants(node, "paragraph")
    said = (sentence for leaf in leaves for sentence in split_sentences(raw, leaf.span))
    return [trim(raw, sentence.span, AROUND[:4]) for sentence in said if _NEXT.match(sentence.text)]
