"""The record of a notice: who writes to whom, about what, what is asked for and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    CARRIED,
    DOC_TYPES,
    MASKS,
    Cited,
    Date,
    Document,
    Fields,
    Node,
    Quote,
    Span,
    begins,
    cited,
    either_script,
    find,
    join_lines,
    join_torn,
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
from docparse_notice.meeting import Contact, Meeting, ahead, read_contact, read_meeting

_HANDING_ON = ("印发", "转发", "批转")
_HANDS_ON = "批转|转发|印发|下发|发布"
_OWN_VERB = r"(?:(?P<about>关于)(?:组织)?|(?:(?!关于)[^《》]){1,60}?)"  # not one of the document that is handed on
_MATTERS = {
    "批转": "(?P<cue>批转)",
    "转发": "(?P<cue>转发)",
    "印发": "(?P<cue>印发|下发|发布)",
    "召开会议": "(?P<cue>召开|(?:举行|举办)(?=[^《》]{0,60}会(?:议)?的))",
    "任免": "[^《》]{0,60}?(?P<cue>任免|任职|免职|聘任|任命|免去|组成人员)",
}
_MATTER = {matter: either_script(_OWN_VERB + cue) for matter, cue in _MATTERS.items()}
_OTHERWISE = "部署工作"
_NUMBER = re.compile(
    r"[一-鿿A-Za-z]{1,16}\s{0,4}[〔\[【（(]\s{0,4}\d{2}"
    rf"[\d{MASKS}]{{2}}\s{{0,4}}[〕\]】）)]\s{{0,4}}第?\s{{0,4}}[\d{MASKS}]{{1,5}}\s{{0,4}}号"
)
_ISSUER = either_script(r"(?!关于|印发|转发)(?P<bodies>[^《》。,:]{2,100}?)\s*(?:关于|印发|转发|批转)")
_IN_LINE = either_script(r"(?:号\s{0,4}|\A\s{0,4})(?P<title>[^。;:号]{0,100}?关于[^。]{2,100}?的通知(?!》))")
_ADDRESSED = either_script(r"([一-鿿、,()]{2,240}):(?=[^\r\n])")  # behind the title, in text without breaks
_BEFORE_NUMBER = ("文件", "通知", "  ")  # what may run into it: the mark of the issuer, the title
_NUMBER_FORMS = ("document_number", "metadata_field", "document_title")
_HEAD = 240  # characters: number and title stand within them, also where several bodies issue
_MARK = either_script(r"\s*(?P<bodies>[一-鿿、 ]{2,60}?)文件\s*")
_HANDED_ON = either_script(
    rf"(?:{_HANDS_ON})(?P<title>[^《》。]{{2,100}}?)的?(?:\([^()]{{1,8}}\))?的\s{{0,2}}通\s{{0,2}}知"
)
_NOUNS = "|".join(
    (*CARRIED, *DOC_TYPES, "措施", "政策", "预案", "规划", "标准", "准则", "目录", "名单", "清单", "指南", "纲要")
)
_WITHOUT_NOUN = either_script(rf"(?:转发|批转)[^《》]*关于(?![\s\S]*(?:{_NOUNS})(?:\([^()]*\))?\Z)")
_BASIS = either_script(
    r"(?<![^。;:,\s])现?(?:根据|按照|依据|依照|遵照)(?P<basis>(?:《[^《》]*》|[^,。;:]){2,200})(?=,)"
)
_RESTS = either_script(
    "现[^在实有行]|决定|制定|特作?如下|经[^,。;]{0,20}(?:研究|同意|批准)|就[^,。;]{2,60}(?:通知|如下)"
)
_PAST = re.compile("(?:已|已[经經]|均已?)[于於在]?\\Z")
_DEMAND = either_script(
    r"(?<![邀申聘报提恳宴敬])请(?![假示求客教柬帖问愿见]|参[见阅]|[来致]电|联系|[与同和跟向][^,。;]{1,20}(?:联系|咨询|反映))"
    r"|(?<![必无毋不])须(?!知)|(?<![重主需只必首次纲概摘提紧简扼想若将])要(?![求点素闻么是有])"
    r"|务必|必须|不得|严禁|(?<![响适反相供对感效回呼照本理])应(?![用急对届聘有付缴收变激验邀])"
)
_LEADS_OVER = either_script(r"现(?![在实有行])[^。;]{0,80}(?:印发|转发|如下)|(?:通知|安排)如下")
_BEFORE_DEMAND = either_script(r"[一-鿿]{0,4}(?:要求|事项):|[—–-]{1,2}\s?\d{1,3}\s?[—–-]{1,2}")  # also a page number
_GROUP = either_script("[,;:]")
_ENDS = "省市县区州盟旗"
_AROUND_BODY = frozenset(
    {
        "document_title", "subtitle", "document_number", "main_recipients", "signature", "date_line", "signature_date",
        "attachment_note", "metadata_field", "page_number", "running_head", "navigation", "copy_to", "imprint", "remark",
    }
)  # fmt: skip


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
    number = _number(document, node, title)
    signed, dated = signature(document, node)
    issued = dated[0].iso if dated else None
    body, matter = list(body_spans(document, node)), _matter(raw, title)
    return Notice.read(
        title=title,
        number=number,
        issuers=_issuers(document, node, title, signed),
        recipients=_recipients(document, node, title, number),
        basis=_bases(document, node),
        matter=matter,
        carried_document=_carried(document, node, title) if title and matter and matter[0] in _HANDING_ON else None,
        meeting=read_meeting(document, node, issued),
        requirements=_requirements(document, node, body),
        deadlines=_deadlines(raw, body, issued),
        contact=read_contact(document, node),
        attachments=read_attachments(document, node),
        signature=signed,
        date=dated,
    )


def body_spans(document: Document, node: Node) -> Iterator[Span]:
    """The paragraphs of the notice itself, without header, signature and what it hands on."""
    end = own_span(document, node)[1]
    leaves = document.descendants(node, "paragraph")
    yield from join_torn(leaf for leaf in leaves if leaf.start < end and leaf.form not in _AROUND_BODY)


def _title_in_line(document: Document, node: Node) -> Quote | None:
    """The title in text that lost its breaks: 某县教育局关于…的通知, from the document number on."""
    raw, first = document.source.raw, next(document.descendants(node, "paragraph"), None)
    if first is None:
        return None
    match = next(find(_IN_LINE, raw, (first.start, min(first.end, first.start + _HEAD))), None)
    return match.quote("title") if match else None


def _number(document: Document, node: Node, title: Quote | None) -> Quote | None:
    """发文字号: in the lines above the text, or in text without breaks beside the title."""
    raw, end = document.source.raw, own_span(document, node)[1]
    heads = [
        leaf.span for leaf in document.descendants(node, "paragraph") if leaf.form in _NUMBER_FORMS and leaf.start < end
    ]
    if title and not heads:
        heads = [(max(node.start, title.span[0] - _HEAD), min(title.span[1] + _HEAD, node.end))]
    for span in heads:
        for match in _NUMBER.finditer(raw, *span):
            before = max(match[0].rfind(word) for word in _BEFORE_NUMBER)
            start = match.start() + (before + 2 if before >= 0 else 0)
            return Quote(raw[start : match.end()], (start, match.end()))
    return None


def _issuers(document: Document, node: Node, title: Quote | None, signed: Quote | None) -> list[Quote]:
    """The bodies before 关于 in the title, else those of the mark (某局文件), else those that sign."""
    raw = document.source.raw
    if title and (match := next(find(_ISSUER, raw, title.span), None)) and match.span()[0] == title.span[0]:
        return read_bodies(raw, match.span("bodies"))
    for leaf in document.descendants(node, "paragraph"):
        match = next(find(_MARK, raw, leaf.span), None) if leaf.form in ("document_title", "collapsed") else None
        if match and match.span()[0] == leaf.start:
            return read_bodies(raw, match.span("bodies"))
    return read_bodies(raw, signed.span) if signed else []


def _recipients(document: Document, node: Node, title: Quote | None, number: Quote | None) -> list[Quote]:
    """Those addressed; 各县、区教育局 is one."""
    raw, end, found = document.source.raw, own_span(document, node)[1], list[Quote]()
    lines = [
        leaf.span
        for leaf in document.descendants(node, "paragraph")
        if leaf.form == "main_recipients" and leaf.start < end
    ]
    if title and not lines:
        start = trim(raw, (max(title.span[1], number.span[1] if number else 0), end)).span[0]
        lines = [
            match.span(1)
            for match in find(_ADDRESSED, raw, (start, min(end, start + _HEAD)))
            if match.span()[0] == start
        ]
    for span in lines:
        cuts = [span[0], *(cut for match in find(_GROUP, raw, span) for cut in match.span()), span[1]]
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


def _bases(document: Document, node: Node) -> list[tuple[Basis, Span]]:
    """What the sentences of the opening rest on that say what is decided, made known or handed on."""
    raw, found = document.source.raw, list[tuple[Basis, Span]]()
    for span in _opening(document, node):
        for sentence in split_sentences(raw, span, torn=True):
            for match in find(_BASIS, raw, sentence.span):
                before = sentence.span[0], match.span()[0]
                if next(find(_RESTS, raw, sentence.span), None) and not next(find(_DEMAND, raw, before), None):
                    text = join_lines(match.quote("basis"))
                    found.append((Basis.read(text=text, documents=cited(raw, text.span)), text.span))
    return found


def _matter(raw: str, title: Quote | None) -> tuple[str, Span] | None:
    """What the verb of the title says; of several the first."""
    if not title:
        return None
    found = [
        (match.span("cue"), matter)
        for matter, cue in _MATTER.items()
        for match in find(cue, raw, title.span)
        if match["about"] or match.span()[0] == title.span[0]
    ]
    return next(((matter, span) for span, matter in sorted(found)), (_OTHERWISE, title.span))


def _carried(document: Document, node: Node, title: Quote) -> tuple[Carried, Span]:
    """What the title hands on; its name is what stands between 《》, else what stands between the verb and 的通知."""
    raw = document.source.raw
    match, named = next(find(_HANDED_ON, raw, title.span), None), next(iter(cited(raw, title.span)), None)
    where = match.span("title") if match else None
    if match and where and begins(_WITHOUT_NOUN, raw, (match.span()[0], where[1])):
        where = where[0], trim(raw, match.span()).span[1]  # 转发某办关于做好…工作的通知: said once for both
    if named:
        where = (named[1][0] + 1, named[1][0] + 1 + len(named[0].title))
    quote = join_lines(Quote(raw[slice(*where)], where)) if where else None
    return Carried.read(title=quote, genre=read_carried(document, node)), title.span


def _deadlines(raw: str, body: list[Span], issued: str | None) -> list[tuple[Date, Span]]:
    year = int(issued[:4]) if issued else None
    found = (each for span in body for each in read_deadlines(raw, span, year))
    return [
        (ahead(due, issued), where) for due, where in found if not _PAST.search(raw, max(0, where[0] - 4), where[0])
    ]


def _opening(document: Document, node: Node) -> list[Span]:
    """The paragraphs before the first unit."""
    first = next((unit.start for unit in document.descendants(node, "part", "section", "item")), node.end)
    return [span for span in body_spans(document, node) if span[0] < first]


def _requirements(document: Document, node: Node, body: list[Span]) -> list[Quote]:
    """The sentences that ask for something, without the one that hands on or leads over."""
    raw, units = document.source.raw, document.descendants(node, "section", "item")
    begins = {number[1][0]: number[1][1] for unit in units if (number := ordinal(unit))}
    asked = []
    for sentence in (sentence for span in body for sentence in split_sentences(raw, span, torn=True)):
        start, end = sentence.span
        start = begins.get(start, start)
        label = next(find(_BEFORE_DEMAND, raw, (start, end)), None)
        said = trim(raw, (label.span()[1] if label and label.span()[0] == start else start, end))
        if next(find(_DEMAND, raw, said.span), None) and not next(find(_LEADS_OVER, raw, said.span), None):
            asked.append(join_lines(said))
    return asked
