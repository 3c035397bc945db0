"""The record of a briefing."""

from __future__ import annotations

from docparse import (
    Account,
    Document,
    Node,
    Preface,
    Quote,
    Report,
    either_script,
    find,
    read_address,
)

_AT_MEETING = either_script(
    r"在(?P<occasion>[^,。;:“”()《》\r\n]{2,40}?(?:会议|大会|座谈会|推进会|调度会|现场会|例会|[谈员进署度析流训]会|会))上?的?"
    r"(?:工作)?(?:情况)?(?:汇报|介绍|报告|交流|发言)"
)
_VISIT = either_script(
    r"(?:前来|莅临|来到?|到)(?P<occasion>[^,。;!\r\n]{0,24}?(?:检查|指导|视察|调研|考察|督导|验收|考核|评估|参观|督查)"
    r"[^,。;!\r\n]{0,24}?)(?=之际|,|。|!|表示|,|;|\Z)"
)


class Briefing(Report, frozen=True, kw_only=True):
    """What a body reports to superiors or visitors. recipient: as addressed; occasion: the meeting or the visit"""

    recipient: str | None = None
    occasion: str | None = None


def read_briefing(document: Document, node: Node) -> Briefing:
    """The record of the briefing rooted at `node`."""
    account = Account(document, node)
    return Briefing.read(
        recipient=read_address(document, account.preface),
        occasion=_occasion(document, account.preface),
        **account.report(),
    )


def _occasion(document: Document, preface: Preface) -> Quote | None:
    """The meeting that the lines above the text name, or the visit that the first paragraphs welcome."""
    for pattern, spans in ((_AT_MEETING, (*preface.titles, *preface.head)), (_VISIT, preface.paragraphs)):
        for span in spans:
            for match in find(pattern, document.source.raw, span):
                if match.span()[0] >= span[0]:
                    return match.quote("occasion")
    return None
