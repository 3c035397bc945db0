"""Prefaces: what stands before the first section of a report: its titles, whom it addresses, who reports, on what time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docparse.reading import own_span, signature, split_sentences
from docparse.source import fold
from docparse.times import Period, periods, read_ranges
from docparse.tree import Document, Node
from docparse.values import Quote, Span, either_script, find, trim

_TITLE_FORMS = frozenset({"document_title", "subtitle"})
_TEXT_FORMS = frozenset({"preamble", "body", "lead_in", "transition", "torn_continuation", "collapsed"})
_UNITS = ("section", "item")
_GLUED_TITLE = either_script(r"[ \t]*([^。;:,\r\n]{4,60}?(?:总结|汇报|报告|简介))[ \t]+(?:([一-鿿、]{2,20}:)[ \t]*)?")
_YEAR = r"(?:[12]\d{3}|20[Xx*×]{2}|[一二][〇○零0OＯ一二三四五六七八九]{3})"
_SUFFIX = (
    "(?:人民政府|办公室|办公厅|委员会|[省市县区州盟旗]委[一-鿿]{1,6}?[部办局室]|党委|党组|团委|支部|[省市县区州盟旗]委"
    "|[局厅处科股院校所站馆社队镇乡]|政府|中心|公司|集团|银行|协会|学会|联合会|总工会|妇联|街道|社区|[一-鿿]村|[小中大]学"
    "|幼儿园|政协|人大|部|[一-鿿]系(?![统列]))"
)
_BODY = rf"(?![我本全各在由是对为以与及将把经按从关])(?:[一-鿿XＸ×()*]{{0,20}}?{_SUFFIX})"
_TOPIC = (
    rf"关于|{_YEAR}|[上下]半年|第[一二三四]季度|[一二三四五六七八九\d]{{1,2}}月|年度|工作|创建|开展|落实|推进|贯彻|加强"
    r"|[ \t\r\n(—]|\Z"
)
_WHEN = rf"(?:{_YEAR}年?度?(?:[上下]半年|第?[一二三四1-4]季度|\d{{1,2}}月份?)?)?"
_NO_BODY = either_script("[省市县区乡镇村局院校所站]{1,2}")
_TITLED = either_script(rf"(?:^|(?<=[\r\n—]))[ \t]*(?:关于)?{_WHEN}(?P<body>{_BODY})(?={_TOPIC})")
_TITLED_BEFORE = either_script(
    rf"(?:^|(?<=[\r\n—]))[ \t]*(?:关于)?{_WHEN}(?P<body>{_BODY})(?![局厅部处科股室院校所站办委中会组府长])"
)
_SPEAKS_FOR = either_script(rf"我(?:谨)?代表(?P<body>{_BODY})(?=[,、向对])")
_ACTS = "坚持|始终|认真|紧紧|按照|深入|全面|以|严格|切实|积极|围绕|立足|聚焦|高度|牢固|着力|深化|不断|在[^,。;]{2,40}下|扎实|主动|全力"
_SUBJECT = either_script(rf"(?:^|(?<=[\r\n。;:,]))[ \t]*(?P<body>{_BODY})(?={_ACTS})")
_IS_BODY = either_script(rf"{_BODY}")
_LOOKS_BACK = either_script(r"(?:回顾|总结|过去的|刚刚过去的|自)?\Z")
_DATED = re.compile(r"[ \t(]*(?:[^ ]{0,8}[ \t])?[\d〇○零OＯ一二三四五六七八九十]{4}年[^年]{1,8}[月日][ \t)\r\n]*")
_TRANSITION = either_script(
    r"[,，]?(?:现将?|现就|现把|兹将?|谨[将就]|下面|具体|主要)[^。;:]{0,60}?(?:如下|汇报|总结|报告|有)[^。;:]{0,12}[:。]?\Z"
)
_GREETING = either_script(
    "(?:大家|[您你]们?)好!|表示[^。;]{0,20}(?:欢迎|感谢|谢意|敬意)|热烈欢迎|(?:大会|会议)[^。;]{0,8}报告|请予?审议"
)
_SHORTEST = 12  # characters of an overview
_ADDRESSED = re.compile(r"(?![^:]*如下)\s*[一-鿿、()]{2,30}:\s*")
_ADDRESS = ("salutation", "main_recipients")


@dataclass(frozen=True, slots=True)
class Preface:
    """The spans of what stands before the first section.

    titles: the lines of the title; head: other lines above the address; address: the salutation or the recipients;
    paragraphs: the text that follows
    """

    titles: tuple[Span, ...]
    head: tuple[Span, ...]
    address: Span | None
    paragraphs: tuple[Span, ...]


def read_preface(document: Document, node: Node) -> Preface:
    """What stands before the first section of the document rooted at `node`; its first paragraph in one without sections."""
    titles, head, paragraphs = list[Span](), list[Span](), list[Span]()
    address: Span | None = None
    text, end = document.source.text, own_span(document, node)[1]
    for child in document.children(node):
        if child.kind in _UNITS or child.start >= end:
            break
        told = any(
            "。" in text[slice(*span)] for span in paragraphs
        )  # whom a line below that addresses it does not tell
        addresses = child.form in _ADDRESS or (not told and _ADDRESSED.fullmatch(text, *child.span))
        if child.form in _TITLE_FORMS or (addresses and not address):
            head, paragraphs = head + paragraphs, []
        if child.form in _TITLE_FORMS:
            titles.append(child.span)
        elif addresses:
            address = address or child.span
        elif child.form in _TEXT_FORMS:
            paragraphs.append(child.span)
    if not any(child.kind == "section" for child in document.children(node)):
        paragraphs = paragraphs[:1]
    glued = _GLUED_TITLE.match(text, *paragraphs[0]) if paragraphs and not titles else None
    if glued:
        titles, paragraphs[0] = [glued.span(1)], (glued.end(), paragraphs[0][1])
        address = glued.span(2) if glued[2] else address
    if not titles and node.heading:
        titles = [node.heading.span]
    return Preface(tuple(titles), tuple(head), address, tuple(_adjacent(text, paragraphs)))


def _adjacent(text: str, spans: list[Span]) -> Iterator[Span]:
    """The first of the spans, and those that follow it with nothing between."""
    stop = spans[0][0] if spans else 0
    for start, end in spans:
        if text[stop:start].strip() or start == end:
            return
        yield start, end
        stop = end


def read_address(document: Document, preface: Preface) -> Quote | None:
    """Who is addressed, without the colon."""
    return trim(document.source.raw, preface.address, " \t\r\n\u3000:：!！,，") if preface.address else None


def read_reporting_body(document: Document, node: Node, preface: Preface) -> Quote | None:
    """The body that reports: the one that signs, or that the title names, or in whose name the text begins."""
    raw, signed = document.source.raw, signature(document, node)[0]
    if signed and _IS_BODY.fullmatch(fold(signed.text)):
        return signed
    for pattern, spans in (
        (_TITLED, preface.titles), (_TITLED_BEFORE, preface.titles), (_SPEAKS_FOR, preface.paragraphs), (_SUBJECT, preface.paragraphs),
    ):  # fmt: skip
        for span in spans:
            for match in find(pattern, raw, span):
                if match.span()[0] >= span[0] and not _NO_BODY.fullmatch(match["body"] or ""):
                    return match.quote("body")
    return None


def read_reported_period(document: Document, preface: Preface) -> tuple[Period, Span] | None:
    """The time reported on, by the title, the first where it names several; else by how the first sentences begin.

    Masked years as printed: start 20XX for 20XX年.
    """
    raw = document.source.raw
    for span in preface.titles:
        if _DATED.fullmatch(document.source.text, *span):
            continue
        dated = read_ranges(raw, span) or periods(raw, span, single=True, masked=True)
        if dated:
            return dated[0]
    for sentence in _sentences(raw, preface.paragraphs):
        dated = read_ranges(raw, sentence.span) or [
            found for found in periods(raw, sentence.span, single=True, masked=True) if "月" not in found[0].raw
        ]
        for period, where in dated:
            lead = fold(raw[sentence.span[0] : where[0]])
            if _LOOKS_BACK.match(lead) and not raw[where[1] : where[1] + 1].isdigit():  # 2024年6月18日
                return period, where
    return None


def read_overview(document: Document, preface: Preface) -> Quote | None:
    """What the paragraphs say of the whole, without greetings at their beginning and 现将…如下 at their end."""
    raw, said = document.source.raw, list[Quote]()
    for sentence in _sentences(raw, preface.paragraphs):
        if said or not _GREETING.search(fold(sentence.text)):
            said.append(sentence)
    while said:
        start, end = said[-1].span
        transition = _TRANSITION.search(fold(raw[start:end]))
        end = start + transition.start() if transition else end
        kept = trim(raw, (said[0].span[0], end), " \t\r\n\u3000,，")
        if kept.span[1] > start or len(said) == 1:
            return Quote(_joined(document, preface, kept.span), kept.span) if len(kept.text) >= _SHORTEST else None
        said.pop()
    return None


def _joined(document: Document, preface: Preface, span: Span) -> str:
    """The text of a span of the paragraphs, torn lines joined."""
    torn = {leaf.start for leaf in document.walk("paragraph") if leaf.form == "torn_continuation"}
    text = ""
    for start, end in preface.paragraphs:
        piece = document.source.raw[max(start, span[0]) : min(end, span[1])].rstrip("\r\n")
        text += ("" if start in torn or not text or not piece else "\n") + piece
    return text


def _sentences(raw: str, spans: tuple[Span, ...]) -> Iterator[Quote]:
    return (sentence for span in spans for sentence in split_sentences(raw, span))
