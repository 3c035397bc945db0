"""What single passages of a speech say: the meeting, the speaker, thanks, demands, problems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    MASKS,
    OFFICE,
    SURNAME,
    Date,
    Node,
    Person,
    Quote,
    dates,
    either_script,
    ordinal,
    read_deadlines,
    read_persons,
    split_sentences,
)
from docparse_meeting_speech.speech import UNITS, Span, Speech

_MEETING = "[^,。;:、“”()《》]{2,40}?(?:会议|大会|[谈员进署度析流训]会|例会|年会|现场会)"
_AT_MEETING = either_script(rf"在({_MEETING})(?:结束时|闭幕时|开幕时)?上?的?(?:总结)?(?:讲话|发言|致辞|致词|报告)")
_MEETING_SPEECH = either_script(rf"({_MEETING})(?:上的?)?(?:总结)?(?:讲话|发言|致辞|致词)")
_NOW = either_script("今天|在这里|这次|本次|此次")
_HELD = either_script(
    rf"召开(?!了)的?(?:第[一二三四五六七八九十]+次)?(?!这次|本次|此次)({_MEETING})(?=[,。;:]|的?(?:主要)?(?:任务|目的)|是)"
)
_PURPOSE = either_script(
    r"(?:会议|大会|今天|这次|召开)[^。\r\n]{0,60}?(?:任务|目的)(?:就?是|在于)[,:]?([^。\r\n]{2,500})"
)
_NAMED = either_script(rf"[(\s]*({SURNAME}[一-鿿{MASKS}]{{1,2}}|{SURNAME}[ \t]+[一-鿿])[)\s]*")
_NAMED_WITH_ROLE = either_script(
    rf"[(\s]*([一-鿿、]{{0,24}}{OFFICE})[ \t]*([一-鿿{MASKS}]{{2,3}}|{SURNAME}[ \t]+[一-鿿])[)\s]*"
)
_ROLE = either_script(rf"作为([^,。;:]{{0,16}}{OFFICE}),我(?!们)")
_REPRESENTED = either_script("(?:我(?!们)[^,。;\r\n代]{0,4}|是)代表([^,。;:!\r\n向对]{2,40}?),?(?=向|对|来看望)")
_BETWEEN_BODIES = either_script("、|(?<=[一-鿿]{2})(?:以及|[和与及])(?![平谐田])")
_THANKS = either_script(
    "[向对]([^,。;:!\r\n向对]{1,60}?)(?:表示|致以|道一声|送上)[^。!\r\n]{0,24}?(?:感谢|谢意|祝贺|慰问|问候|敬意|欢迎)"
)
_EARLIER = either_script(r"\s*(?:刚才|刚刚|会上),?")
_CLAUSE_END = either_script("[,。;:!]")
_DID = either_script(
    "([^了]{2,40}?)((?:分别|先后|就[^了]{1,30}?|作为[^了]{1,20}?)?"
    "(?:传达|宣读|通报|介绍|汇报|宣布|解读|安排|部署|总结|回顾|签订|进行|做|(?<!工)作|讲)+了.*)"
)
_NOBODY = either_script("会议|大会|我们|大家|同志们|同时|并|还|也")
_DEMAND = either_script(
    r"(?<![^,。;:!?\s])((?:各|全体|广大|全[省市县区乡镇校院系])[^,。;:!?要必应须\s]{1,20}?"
    r"|(?:领导)?班子成员|大家|同志们|[^,。;:!?要必应须是有把对\s]{2,14}的同志)"
    "(?:一定|都|也|均|更|就|还|则)*(?:必须|不得|应当|应该|务必|严禁|(?<![重主需只不简摘概])要(?![求点是素闻领]))"
)
_SEES_PROBLEMS = either_script("清醒[地的]?[^。]{0,12}(?:看到|认识到|意识到)")
_HAS_PROBLEMS = either_script("(?:存在|面临)[^。]{0,16}(?:问题|不足|困难|短板|差距|矛盾|薄弱环节)|不足之处")
_REMEDIES = either_script("分析|查找|解决|针对|克服|整改|措施|着力|抓好|做到")
_SPECIFIES = either_script("主要|具体")
_CALL = either_script(r"让我们[^。!\r\n]*[。!]?")
_SENTENCE = re.compile(r"[^。!?\r\n]{2,}")
_LEAD_REACH = 200  # characters
_LAST_LINES = 3


def meeting_name(speech: Speech) -> Quote | None:
    """The meeting, as the title or the opening names it."""
    now = [sentence for sentence in speech.sentences(speech.opening) if _NOW.search(speech.text, *sentence)]
    return (
        speech.first(_AT_MEETING, speech.title + speech.head)
        or speech.first(_HELD, now)
        or speech.first(_MEETING_SPEECH, speech.title)
    )


def speaker(speech: Speech) -> tuple[Quote | None, Quote | None]:
    """The speaker and the speaker's office, as printed above the salutation or said: 作为办公室主任,我…"""
    for line in speech.head:
        if match := _NAMED_WITH_ROLE.fullmatch(speech.text, *line):
            return speech.quote(match.span(2)), speech.quote(match.span(1))
        if match := _NAMED.fullmatch(speech.text, *line):
            return speech.quote(match.span(1)), None
    return None, speech.first(_ROLE, speech.body)


def represented_bodies(speech: Speech) -> list[Quote]:
    """The bodies in whose name the speaker thanks or greets, each once."""
    found: dict[str, Quote] = {}
    for match in speech.find(_REPRESENTED, speech.body):
        for body in speech.pieces(_BETWEEN_BODIES, match.span(1)):
            found.setdefault(body.text, body)
    return list(found.values())


def occasion_date(speech: Speech) -> tuple[Date, Span] | None:
    """The date above the salutation; a year alone belongs to the title of the meeting."""
    found = [dated for line in speech.head for dated in dates(speech.raw, line)]
    return next(((date, span) for date, span in found if date.iso and "-" in date.iso), None)


def purpose(speech: Speech) -> Quote | None:
    return speech.first(_PURPOSE, speech.opening)


def prior_agenda(speech: Speech) -> Iterator[tuple[Quote, Quote]]:
    """Who did what before the speech: 刚才,王主任传达了…"""
    for start, end in speech.sentences(speech.opening):
        if not (earlier := _EARLIER.match(speech.text, start, end)):
            continue
        for clause in speech.pieces(_CLAUSE_END, (earlier.end(), end)):
            match = _DID.fullmatch(speech.text, *clause.span)
            if match and not _NOBODY.match(match[1]):
                yield speech.quote(match.span(1)), speech.quote(match.span(2))


def thanks(speech: Speech) -> Iterator[tuple[Quote, Span]]:
    """Those who are thanked, congratulated or greeted, and the span of the expression."""
    for match in speech.find(_THANKS, speech.body):
        yield speech.quote(match.span(1)), match.span()


def requirements(speech: Speech) -> Iterator[tuple[Quote, Quote, Quote | None]]:
    """The sentences that demand something of somebody; the addressee; the deadline."""
    for span in speech.body:
        for sentence in split_sentences(speech.raw, span):
            if demand := _DEMAND.search(speech.text, *sentence.span):
                deadline = next((speech.quote(at) for _, at in read_deadlines(speech.raw, sentence.span)), None)
                yield sentence, speech.quote(demand.span(1)), deadline


def problems(speech: Speech) -> Iterator[Quote]:
    """The items of the series that list what is wrong: 仍存在一些问题:一是…不够。"""
    for series in _series(speech):
        if _tells_problems(speech, series[0]):
            for unit in series:
                marker = ordinal(unit)
                said = split_sentences(speech.raw, (marker[1][1] if marker else unit.start, unit.end))
                if what := unit.heading or next(said, None):
                    yield speech.unpunctuated(what.span)


def persons(speech: Speech) -> Iterator[tuple[Person, Span]]:
    """Every person named with a title; the same person with the same title once."""
    known: dict[str, set[str]] = {}
    for person, where in (found for span in speech.body for found in read_persons(speech.raw, span)):
        titles = known.setdefault(person.name, set())
        if person.title not in titles and not (titles and person.title in ("同志", "同誌")):
            titles.add(person.title)
            yield person, where


def closing_call(speech: Speech) -> Quote | None:
    calls = list(speech.find(_CALL, speech.body[-_LAST_LINES:]))
    return speech.quote(calls[-1].span()) if calls else None


def _series(speech: Speech) -> Iterator[list[Node]]:
    document = speech.document
    for parent in (speech.node, *document.descendants(speech.node, *UNITS)):
        series: list[Node] = []
        for unit in document.children(parent):
            if unit.kind not in UNITS or unit.start >= speech.end:
                continue
            if unit.ordinal == 1 and series:
                yield series
                series = []
            series.append(unit)
        if series:
            yield series


def _tells_problems(speech: Speech, first: Node) -> bool:
    """Whether the sentence before a series speaks of problems, and not of what to do about them."""
    start = first.start if first.marker_start is None else first.marker_start
    before = speech.text[max(speech.node.start, start - _LEAD_REACH) : start]
    *_, earlier, lead = ["", "", *(match[0] for match in _SENTENCE.finditer(before))]
    if _SPECIFIES.match(lead):  # 还面临不少困难。主要有两个方面:
        lead = earlier + lead
    return bool(_SEES_PROBLEMS.search(lead) or (_HAS_PROBLEMS.search(lead) and not _REMEDIES.search(lead)))
