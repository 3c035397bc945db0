"""The topics of minutes: who reported, what was said, and what was decided, by whom to be done and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from docparse import (
    OFFICE,
    SURNAME,
    Date,
    Document,
    Fields,
    Node,
    Quote,
    Span,
    begins,
    dates,
    either_script,
    find,
    is_body,
    join_lines,
    join_torn,
    ordinal,
    paragraphs,
    read_bodies,
    read_due,
    read_role,
    signature,
    split_sentences,
    told,
    trim,
)

_VERB = "议定|决定|原则同意|原则通过|审议通过|讨论通过|一致通过|一致同意|同意|通过|明确|要求|确定"
_MEETING = r"(?:会议|(?<![一-鿿])会|[常全党][委组]?会)"
_ADVERBS = "(?:经?(?:认真|充分)?(?:研究|讨论|审议)(?:后|,)?|还|并|最后|同时|一致|进一步)*"
_DECIDES = either_script(
    rf"{_MEETING}{_ADVERBS}(?:{_VERB})|(?<![^。;、\s])会议[^。;]{{2,60}},并?要求|(?<![^。;,:\s])(?:原则|一致)?同意(?![^,。;]{{0,4}}意见|\d+[人票名])|(?<![一-鿿])(?:会议)?决议:"
)
_OPENS = either_script(
    r"(?:议定|决定|明确|要求|确定|同意)[^。;]{0,20}:\s*\Z|(?:议定|决定|研究)[^,。;]{0,12}(?:事项|意见)?(?:纪要)?如下[:。]"
    r"|(?:议定|决定)(?:如下|以下)?事项"
)
_ORGAN = "[局委办厅部院校所站处科股室镇乡村府司会组队心厂馆行社区道班位门]"
_WHOEVER = rf"(?:{_ORGAN}|{OFFICE}|负责人|负责同志|同志|(?:{_ORGAN}|{OFFICE}){SURNAME}[一-鿿×X某*]{{1,2}})"
_REPORTED = either_script(
    rf"听取了?(?:了)?(?P<one>[^,。;:\r\n]{{1,40}}?{_WHOEVER})(?:所?[作做]的?)?(?:关于|就|对(?![口接外内]))"
    rf"|(?<![^。,;\s])(?:会上|首先|随后|接着)?,?(?P<two>[^,。;:\r\n]{{1,30}}?{_WHOEVER})(?:汇报|通报|介绍|报告)了"
)
_ON_TIME = r"[于在]?[^。;,:要前]{1,12}[日底末月旬时点]之?前"
_DO = either_script(
    r"(?:\A|(?<=[,。;:由请.)\s])|(?<=[0-9一二三四五六七八九十]、)|(?<=会议(?:要求|决定|明确))|(?<=[要同][求意]))(?!会议|同意|要求|决定|明确)"
    r"(?P<by>[请由]|(?<=[请由]))?(?P<who>[^,。;:《》由\d前]{2,30}?)(?:要(?![求点素])|负责|牵头|会同|作为"
    rf"|(?(by)(?=[于在]){_ON_TIME}|(?!))|(?(by)(?:(?<=[组队班校所]长)|(?=担?任|兼任))|(?!))"
    rf"|(?<={_ORGAN})(?!{_ORGAN}(?!织)|[长务员])(?:{_ON_TIME}|(?(by)(?![一-鿿]{{0,5}}{_ORGAN})|(?!))|(?:[于在]?[^。;,:要]{{1,14}}前)?"
    r"(?:(?P<helps>配合)|修改|完善|组织|制定|起草|编制|落实|研究|印发|抓好|做好|加强|开展|安排|拨付|提供|办理|承担|督促"
    r"|[按依从向对将把就](?!时)|根据|另行|统一|统筹|具体|进一步|继续|认真|切实|及时|尽快|抓紧|立即)))"
)
_PERSON = either_script(
    rf"[一-鿿]{{0,12}}(?:{OFFICE}|[组队班]长|负责人|负责同志)|(?:[一-鿿]{{0,12}}{OFFICE})?{SURNAME}[一-鿿×X某*]{{1,2}}"
)
_NOBODY = either_script("会议|大会|社会|机会|下一|一[是]|全[部局]")
_PEOPLE = either_script(
    "(?:出席|列席|参加|参会|缺席|请假|记录|主持|签发|分送|发送|抄送|发|送)(?:会议)?(?:人员|人|单位|领导)?:"
)
_HEADER = either_script(
    r"(?:时间|地点|主持(?:人)?|出席|参加人员|参会人员|记录(?:人)?)[^。:]{0,4}:|主持(?:召开|[。,;])|(?:参加|出席|列席)(?:了)?会议|纪要如下"
)
_PROSE = ("body", "preamble", "transition", "torn_continuation")
_ENDS = ("。", "：", ":", "；", "！", "”")
_PAGE_NUMBER = re.compile(r"(?m)^[ \t]*[-—–] ?\d+ ?[-—–][ \t]*$")
_AROUND = " \t\r\n\u3000。；;，,、：:"


class Decision(Fields, frozen=True, kw_only=True):
    """A decision. responsible: those that are to carry it out"""

    text: str
    responsible: list[str]
    deadline: Date | None = None


class Topic(Fields, frozen=True, kw_only=True):
    """A topic of a meeting. discussion: what is told of it before the first decision"""

    ordinal: int | list[int] | None = None
    title: str | None = None
    reporter: str | None = None
    discussion: str | None = None
    decisions: list[Decision]


def read_topics(document: Document, node: Node, year: int | None) -> list[tuple[Topic, Span]]:
    """The top sections, or where there is none the items.

    Where what stands before them announces decisions, or most of them begin with 会议决定 and the like, they are the
    decisions of one topic, unless they are called something and decide on it. Minutes without any units have one topic,
    if something is decided in them.
    """
    children = [child for child in document.children(node) if child.kind in ("section", "item")]
    units = [child for child in children if child.kind == "section"] or children
    before = _opening(document, node, units[0].start if units else node.end)
    opens = bool(before) and next(find(_OPENS, document.source.raw, before[-1].span), None) is not None
    if units and _are_decisions(document, units, opens):
        said = [_unit_text(document, unit) for unit in units]
        told_before = before[:-1] if opens else before
        return [(_topic(document, None, told_before, said, year), (units[0].start, units[-1].end))]
    if units:
        return [(_topic_of(document, unit, year), unit.span) for unit in units]
    decisions = list(_deciding(document, before))
    if not decisions:
        return []
    topic = _topic(document, None, before[: before.index(decisions[0])], decisions, year)
    return [(topic, (before[0].span[0], before[-1].span[1]))]


def _are_decisions(document: Document, units: list[Node], announced: bool) -> bool:
    """Whether units are decisions: as announced, but for those with a title that decide below it, or by their words."""
    raw, named, begun = document.source.raw, 0, 0
    for unit in units:
        head = next(split_sentences(raw, _unit_text(document, unit).span), None)
        first = next(find(_DECIDES, raw, head.span), None) if head else None
        begun += bool(head and begins(_DECIDES, raw, head.span))
        decides = any(next(find(_DECIDES, raw, leaf.span), None) for leaf in paragraphs(document, unit))
        named += bool(unit.heading and decides and not first)
    return 2 * named < len(units) if announced else 2 * begun > len(units)


def read_year(document: Document, node: Node) -> int | None:
    """The year of the date at the end, else of the first month or day that is printed; None where that is masked."""
    _, dated = signature(document, node)
    found = dated or next((day for day in dates(document.source.raw, node.span) if "月" in day[0].raw), None)
    return int(found[0].iso[:4]) if found and found[0].iso else None


def _opening(document: Document, node: Node, end: int) -> list[Quote]:
    """The sentences before the first unit: of the lines that end as prose does, without those on who presides."""
    raw = document.source.raw
    leaves = takewhile(lambda leaf: leaf.start < end, paragraphs(document, node))
    spans = join_torn(leaf for leaf in leaves if leaf.form in _PROSE)
    prose = (span for span in spans if raw[slice(*span)].rstrip()[-1:] in _ENDS)
    said = (sentence for span in prose for sentence in split_sentences(raw, span, torn=True))
    cues = ((sentence, next(find(_HEADER, raw, sentence.span), None)) for sentence in said)
    return [sentence for sentence, header in cues if not header or next(find(_OPENS, raw, sentence.span), None)]


def _unit_text(document: Document, unit: Node) -> Quote:
    """All that a unit says behind its marker, up to the lines on who was there."""
    number, raw = ordinal(unit), document.source.raw
    said = told(document, unit, number[1][1] if number else unit.start)
    end = next((leaf.start for leaf in paragraphs(document, unit) if _is_labelled(raw, leaf)), unit.end)
    return join_lines(trim(raw, (said.span[0], end))) if said.span[0] < end < said.span[1] else said


def _topic_of(document: Document, unit: Node, year: int | None) -> Topic:
    """A section: what it tells up to the first decision, and the sentences, or the listed units, that decide."""
    settled = unit.heading and next(find(_DECIDES, document.source.raw, unit.heading.span), None)
    head = [(False, _unit_text(document, unit))] if settled else []
    sentences = head[:1] if settled else list(_sentences(document, unit))
    listing, goes_on, decisions, first = False, False, list[Quote](), len(sentences)
    for index, (number, said) in enumerate(sentences):
        opens = next(find(_OPENS, document.source.raw, said.span), None)
        decides = opens or goes_on or (listing and number) or next(find(_DECIDES, document.source.raw, said.span), None)
        goes_on = bool(decides) and said.text[-1] in ";；"
        listing = bool(opens) or (listing and number)
        first = min(first, index) if decides else first
        decisions += [said] if decides and not opens else []
    return _topic(document, unit, [said for _, said in sentences[:first]], decisions, year)


def _sentences(document: Document, unit: Node) -> Iterator[tuple[bool, Quote]]:
    """What a unit says below its heading, by sentences; a numbered unit in it is told as a whole, as (True, text)."""
    raw = document.source.raw
    inside = [inner for inner in document.descendants(unit, "section", "item") if ordinal(inner)]
    listed = {inner.start: inner for inner in inside}
    start, reach = told(document, unit).span[0], 0
    leaves = [leaf for leaf in paragraphs(document, unit) if leaf.end > start and not _is_labelled(raw, leaf)]
    for begin, end in join_torn(leaves):
        if begin in listed:
            reach = listed[begin].end
            yield True, _unit_text(document, listed[begin])
        elif begin >= reach:
            yield from ((False, said) for said in split_sentences(raw, (max(start, begin), end), torn=True))


def _is_labelled(raw: str, leaf: Node) -> bool:
    """Whether a line tells who was there or who gets a copy."""
    return leaf.form == "label_paragraph" or begins(_PEOPLE, raw, leaf.span)


def _deciding(document: Document, said: list[Quote]) -> Iterator[Quote]:
    return (sentence for sentence in said if next(find(_DECIDES, document.source.raw, sentence.span), None))


def _topic(
    document: Document, unit: Node | None, before: list[Quote], decisions: list[Quote], year: int | None
) -> Topic:
    raw = document.source.raw
    told_before = (before[0].span[0], before[-1].span[1]) if before else None
    span = unit.span if unit else told_before
    return Topic.read(
        ordinal=ordinal(unit) if unit else None,
        title=unit.heading if unit else None,
        reporter=_reporter(raw, span) if span else None,
        discussion=_whole(raw, told_before) if told_before else None,
        decisions=[(_decision(raw, said, year), said.span) for said in decisions],
    )


def _whole(raw: str, span: Span) -> Quote:
    """raw[span] as one text, without the page numbers in it."""
    return join_lines(Quote(_PAGE_NUMBER.sub("", raw[slice(*span)]), span))


def _decision(raw: str, said: Quote, year: int | None) -> Decision:
    """A decision, with those of whom it says that they answer for it, else those that are to do something."""
    roles = ("lead_bodies", "cooperating_bodies")
    who = [name for role in roles for name in read_role(raw, said.span, role, prose=True)]
    who = who or list(_doing(raw, said.span))
    return Decision.read(text=said, responsible=who, deadline=next(iter(read_due(raw, said.span, year)), None))


def _doing(raw: str, span: Span) -> Iterator[Quote]:
    """The bodies that are first said to do something, and those that help them."""
    found = False
    for match in find(_DO, raw, span):
        names = read_bodies(raw, match.span("who"))
        if (match["helps"] or not found) and all(_may_do(name.text) for name in names):
            yield from names
            found = found or bool(names)


def _may_do(name: str) -> bool:
    """Whether a name is that of a body or of a person."""
    return not _NOBODY.match(name) and (is_body(name) or _PERSON.fullmatch(name) is not None)


def _reporter(raw: str, span: Span) -> Quote | None:
    """Who reported: 听取了某局关于…的汇报, 某局汇报了…."""
    for match in find(_REPORTED, raw, span):
        found = trim(raw, match.span("one" if match["one"] else "two"), _AROUND)
        if found.text:
            return found
    return None
