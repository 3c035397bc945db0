"""The record of a notice: who writes to whom, about what, what is asked for and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    Cited,
    Date,
    Document,
    Fields,
    Node,
    Quote,
    Span,
    cited,
    either_script,
    find,
    ordinal,
    own_span,
    read_attachments,
    read_bodies,
    read_carried,
    read_deadlines,
    read_title,
    signature,
    split_sentences,
    trim,
)
from docparse_notice.meeting import Contact, Meeting, read_contact, read_meeting

_MATTERS = {
    "批转": "批转", "转发": "转发", "印发": "印发|下发|发布", "任免": "任免|任职|免职|聘任|组成人员", "召开会议": "召开",
}  # fmt: skip
_MATTER = {matter: either_script(cue) for matter, cue in _MATTERS.items()}
_OTHERWISE = "部署工作"
_NUMBER = re.compile(
    r"[一-鿿A-Za-z]{1,16}\s{0,4}[〔\[【（(]\s{0,4}\d{4}\s{0,4}[〕\]】）)]\s{0,4}第?\s{0,4}[\dX×]{1,5}\s{0,4}号"
)
_ISSUER = either_script(r"(?!关于|印发|转发)(?P<bodies>[^《》。,:\r\n]{2,80}?)(?:关于|印发|转发|批转)")
_IN_LINE = either_script(r"(?:号\s{0,4}|\A\s{0,4})(?P<title>[^。;:号]{0,40}?关于[^。]{2,100}?的通知)")
_HEAD = 400  # characters: number and title stand within them
_MARK = either_script(r"\s*(?P<bodies>[一-鿿、 ]{2,60}?)文件\s*")
_HANDED_ON = either_script(r"(?:印发|转发|批转|下发|发布)(?P<title>[^《》。]{2,100}?)的?(?:\([^()]{1,8}\))?的通知")
_BASIS = either_script(r"(?:根据|按照|依据|依照|遵照)([^。;:\r\n]{2,200}?)(?=,(?!.{0,20}《[^《》]*$)|。|;|的?要求,|$)")
_DEMAND = either_script(
    r"请(?:各|于|认真|将|按|遵照|结合|抓好|做好|及时|有关|你)|(?<![重主需只不])要(?![求点素闻])|务必|必须|不得|严禁|应当|应(?:于|在|将)"
)
_LEADS_OVER = either_script(r"现(?![在实有行])[^。;]{0,80}(?:印发|转发|如下)|(?:通知|安排)如下")
_GROUP = either_script("[,;:]")
_ENDS = "省市县区州盟旗"


class Carried(Fields, frozen=True, kw_only=True):
    """What a notice hands on. genre: a value of `docparse.CARRIED`"""

    title: str | None = None
    genre: str | None = None


class Basis(Fields, frozen=True, kw_only=True):
    """What a notice rests on: the words after 根据, and the documents cited in them."""

    text: str
    documents: list[Cited]


class Notice(Fields, frozen=True, kw_only=True):
    """A notice. matter: 印发, 转发, 批转, 召开会议, 任免 or 部署工作"""

    title: str | None = None
    number: str | None = None
    issuers: list[str]
    recipients: list[str]
    basis: list[Basis]
    matter: str | None = None
    carried_document: Carried | None = None
    meeting: Meeting | None = None
    requirements: list[str]
    deadlines: list[Date]
    contact: Contact | None = None
    attachments: list[str]
    signature: str | None = None
    date: Date | None = None


def read_notice(document: Document, node: Node) -> Notice:
    """The record of the notice rooted at `node`."""
    raw, title = document.source.raw, read_title(document, node) or _title_in_line(document, node)
    signed, dated = signature(document, node)
    year = int(dated[0].iso[:4]) if dated and dated[0].iso else None
    body = list(body_spans(document, node))
    return Notice.read(
        title=title,
        number=_number(document, node),
        issuers=_issuers(document, node, title, signed),
        recipients=_recipients(document, node),
        basis=[_basis(raw, match.span(1)) for span in _opening(document, node) for match in find(_BASIS, raw, span)],
        matter=_matter(raw, title),
        carried_document=_carried(document, node, title),
        meeting=read_meeting(document, node),
        requirements=_requirements(document, node, body),
        deadlines=[found for span in body for found in read_deadlines(raw, span, year)],
        contact=read_contact(document, node),
        attachments=read_attachments(document, node),
        signature=signed,
        date=dated,
    )


def body_spans(document: Document, node: Node) -> Iterator[Span]:
    """The paragraphs of the notice itself, without header, signature and what it hands on."""
    end = own_span(document, node)[1]
    for leaf in document.descendants(node, "paragraph"):
        if leaf.start < end and leaf.form not in _AROUND_BODY:
            yield leaf.span


_AROUND_BODY = frozenset(
    {
        "document_title",
        "subtitle",
        "document_number",
        "main_recipients",
        "signature",
        "date_line",
        "signature_date",
        "attachment_note",
        "metadata_field",
        "page_number",
        "navigation",
        "copy_to",
        "imprint",
        "remark",
    }
)


def _title_in_line(document: Document, node: Node) -> Quote | None:
    """The title in text that lost its breaks: 某县教育局关于…的通知, from the document number on."""
    raw, first = document.source.raw, next(document.descendants(node, "paragraph"), None)
    if first is None:
        return None
    match = next(find(_IN_LINE, raw, (first.start, min(first.end, first.start + _HEAD))), None)
    return match.quote("title") if match else None


def _number(document: Document, node: Node) -> Quote | None:
    end = own_span(document, node)[1]
    for leaf in document.descendants(node, "paragraph"):
        known = leaf.form in ("document_number", "metadata_field")
        if (known or leaf.form == "collapsed") and leaf.start < end:
            for match in _NUMBER.finditer(document.source.raw, leaf.start, leaf.end if known else leaf.start + _HEAD):
                mark = max(0, match[0].rfind("文件") + 2) if "文件" in match[0] else 0
                return Quote(match[0][mark:], (match.start() + mark, match.end()))
    return None


def _issuers(document: Document, node: Node, title: Quote | None, signed: Quote | None) -> list[Quote]:
    """The bodies before 关于 in the title, else those of the mark (某局文件), else those that sign."""
    raw = document.source.raw
    if title and (match := next(find(_ISSUER, raw, title.span), None)) and match.span()[0] == title.span[0]:
        return read_bodies(raw, match.span("bodies"))
    for leaf in document.descendants(node, "paragraph"):
        if leaf.form == "document_title" and (match := next(find(_MARK, raw, leaf.span), None)):
            return read_bodies(raw, match.span("bodies"))
    return read_bodies(raw, signed.span) if signed else []


def _recipients(document: Document, node: Node) -> list[Quote]:
    """Those addressed; 各县、区教育局 is one."""
    raw, end, found = document.source.raw, own_span(document, node)[1], list[Quote]()
    for leaf in document.descendants(node, "paragraph"):
        if leaf.form != "main_recipients" or leaf.start >= end:
            continue
        cuts = [leaf.start, *(cut for match in find(_GROUP, raw, leaf.span) for cut in match.span()), leaf.end]
        for between in zip(cuts[::2], cuts[1::2], strict=False):
            found += _joined(raw, read_bodies(raw, between))
    return found


def _joined(raw: str, names: list[Quote]) -> list[Quote]:
    joined: list[Quote] = []
    for name in names:
        if joined and joined[-1].text[-1] in _ENDS and not name.text.startswith("各"):
            start = joined.pop().span[0]
            joined.append(Quote(raw[start : name.span[1]], (start, name.span[1])))
        else:
            joined.append(name)
    return joined


def _basis(raw: str, span: Span) -> tuple[Basis, Span]:
    text = trim(raw, span)
    return Basis.read(text=text, documents=cited(raw, span)), text.span


def _matter(raw: str, title: Quote | None) -> tuple[str, Span] | None:
    if not title:
        return None
    for matter, cue in _MATTER.items():
        for match in find(cue, raw, title.span):
            return matter, match.span()
    return _OTHERWISE, title.span


def _carried(document: Document, node: Node, title: Quote | None) -> tuple[Carried, Span] | None:
    genre = read_carried(document, node)
    match = next(find(_HANDED_ON, document.source.raw, title.span), None) if title else None
    named = next(iter(cited(document.source.raw, title.span)), None) if title and genre else None
    if not title or not genre:
        return None
    where = (
        (named[1][0] + 1, named[1][0] + 1 + len(named[0].title)) if named else match.span("title") if match else None
    )
    quote = Quote("".join(document.source.raw[slice(*where)].splitlines()), where) if where else None
    return Carried.read(title=quote, genre=genre), title.span


def _opening(document: Document, node: Node) -> list[Span]:
    """The paragraphs before the first unit."""
    first = next((unit.start for unit in document.descendants(node, "part", "section", "item")), node.end)
    return [span for span in body_spans(document, node) if span[0] < first]


def _requirements(document: Document, node: Node, body: list[Span]) -> list[Quote]:
    """The sentences that ask for something, without the one that hands on or leads over."""
    raw, units = document.source.raw, document.descendants(node, "section", "item")
    begins = {number[1][0]: number[1][1] for unit in units if (number := ordinal(unit))}
    asked = []
    for sentence in (sentence for span in body for sentence in split_sentences(raw, span)):
        start, end = sentence.span
        said = trim(raw, (begins.get(start, start), end))
        if next(find(_DEMAND, raw, said.span), None) and not next(find(_LEADS_OVER, raw, said.span), None):
            asked.append(said)
    return asked
