"""The topics of minutes: who reported, what was said, and what was decided, by whom to be done and until when."""

from __future__ import annotations

from docparse import (
    Date,
    Document,
    Fields,
    Node,
    Quote,
    Span,
    dates,
    either_script,
    find,
    ordinal,
    paragraphs,
    read_bodies,
    read_due,
    read_role,
    signature,
    split_sentences,
    trim,
)

_DECIDES = either_script(
    r"会议?(?:[^,。;:\r\n]{0,10}?)(?:议定|决定|同意|原则(?:同意|通过)|审议通过|讨论通过|研究(?:决定|确定|同意)|明确|要求|通过)(?!了?汇报)"
    r"|(?<=[。;,:\s])(?:原则)?同意(?!.{0,4}意见)"
)
_OPENS = either_script(r"(?:议定|决定|明确|要求|确定|同意)[^。;]{0,20}:\s*$|(?:议定|决定)(?:如下)?事项")
_REPORTED = either_script(
    r"听取了?(?P<one>[^,。;:\r\n]{2,40}?)(?:所?[作做]的?|关于|对|就)|(?P<two>[^,。;:\r\n]{2,30}?)(?:汇报|通报|介绍|报告)了"
)
_WHO = either_script("(?:会上|首先|随后|接着|会议)*[,，]?")
_DO = either_script(
    r"(?:(?<=[,。;:由请\s])|(?<=会议(?:要求|决定|明确|同意)))(?!会议)(?P<who>[^,。;:《》]{2,30}?)(?:要(?![求点素])|负责|牵头|会同|配合|(?<=[局委办厅部院校站])(?:修改|完善|组织|制定|落实|研究|印发|按程序|具体|抓好|做好|尽快))"
)
_NOBODY = either_script("(?:会议|大家|要|必须|我们|同时|并|进一步|一是|二是)")
_AROUND = " \t\r\n\u3000。；;，,、：:"


class Decision(Fields, frozen=True, kw_only=True):
    """A decision. responsible: the bodies that are to carry it out"""

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
    """The top sections; where there is none, the items or else the whole body as one topic."""
    children = [child for child in document.children(node) if child.kind in ("section", "item")]
    units = [child for child in children if child.kind == "section"] or children
    return [(_topic(document, unit, year), unit.span) for unit in units]


def read_year(document: Document, node: Node) -> int | None:
    """The year of the date at the end, else of the first date that is printed."""
    _, dated = signature(document, node)
    found = dated or next(iter(dates(document.source.raw, node.span)), None)
    return int(found[0].iso[:4]) if found and found[0].iso else None


def _topic(document: Document, unit: Node, year: int | None) -> Topic:
    raw, number = document.source.raw, ordinal(unit)
    decisions, first = _decisions(document, unit)
    start = unit.heading.span[1] if unit.heading else number[1][1] if number else unit.start
    discussion = trim(raw, (start, min(first, unit.end)), _AROUND + "\u3002") if first > start else None
    return Topic.read(
        ordinal=number,
        title=unit.heading,
        reporter=_reporter(raw, unit.span),
        discussion=_whole(raw, discussion) if discussion else None,
        decisions=[(_decision(raw, said, year), said.span) for said in decisions],
    )


def _whole(raw: str, quote: Quote) -> Quote:
    """The quote with the full stop that was cut off with the blanks."""
    start, end = quote.span
    end += raw[end : end + 1] == "。"
    return Quote(raw[start:end], (start, end))


def _decisions(document: Document, unit: Node) -> tuple[list[Quote], int]:
    """The sentences that decide, and the units below one that opens a list; where the first begins."""
    raw, found, first, listing = document.source.raw, list[Quote](), unit.end, False
    inside = {inner.start: inner for inner in document.descendants(unit, "section", "item")}
    start = unit.heading.span[1] if unit.heading else unit.start
    for leaf in paragraphs(document, unit):
        inner = inside.get(leaf.start)
        number = ordinal(inner) if inner else None
        span = (max(start, number[1][1] if number else leaf.start), leaf.end)
        if span[0] >= span[1]:
            continue
        if listing and number:
            found.append(trim(raw, span))
            continue
        for sentence in split_sentences(raw, span):
            opens = next(find(_OPENS, raw, sentence.span), None)
            decides = opens or next(find(_DECIDES, raw, sentence.span), None)
            listing = bool(opens)
            first = min(first, sentence.span[0]) if decides else first
            if decides and not opens:
                found.append(sentence)
    return found, first


def _decision(raw: str, said: Quote, year: int | None) -> Decision:
    who = read_role(raw, said.span, "lead_bodies", prose=True) + read_role(
        raw, said.span, "cooperating_bodies", prose=True
    )
    if not who:
        named = (read_bodies(raw, match.span("who")) for match in find(_DO, raw, said.span))
        who = next((names for names in named if names and not _NOBODY.match(names[0].text)), [])
    return Decision.read(text=said, responsible=who, deadline=next(iter(read_due(raw, said.span, year)), None))


def _reporter(raw: str, span: Span) -> Quote | None:
    for match in find(_REPORTED, raw, span):
        part = match.quote("one" if match["one"] else "two")
        lead = _WHO.match(part.text)
        quote = trim(raw, (part.span[0] + (lead.end() if lead else 0), part.span[1]), _AROUND)
        if quote.text:
            return quote
    return None
