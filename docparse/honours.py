"""Honours: titles and prizes that were won, who conferred them, and for which year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.numerals import read_year
from docparse.source import fold
from docparse.values import Fields, Found, Quote, Span, either_script, find

_GRANTOR = r"[^,。;:!\r\n被获“”]{2,30}?"
_WON = either_script(
    rf"(?:(?:被|获得?|荣获)(?P<by>{_GRANTOR})?(?:授予|命名为?|表彰为|评为|评选为|认定为|确定为)(?:了|为)?"
    r"|(?:荣获|喜获|获评|获颁|(?P<weak>获得|获))了?(?P<by_won>由?[^,。;:\r\n被获“”「]{2,24}?(?:授予|颁发|评选)的?)?)"
    r"(?P<names>[^。;\r\n]{2,600})"
)
_END = either_script(
    "等?(?:多项|一系列|\\d+[余多]?项|[一二三四五六七八九十]+项)?(?:荣誉称号|荣誉|称号|殊荣|奖牌|奖励)|以来|的(?:基础上|同时)"
    # a comma too, but for one before the next name in quotation marks
    '|,(?! ?(?:"[^"]{2,40}"|“[^”]{2,40}”|「[^」]{2,40}」)(?:[、,.;。等荣称]|\\Z))'
)
_NAME = re.compile('(?:[^、,，‚“「《"]|‚[^‛]{0,40}‛|“[^”]{0,40}”|「[^」]{0,40}」|《[^》]{0,40}》|"[^"]{0,40}")+')
_AND = either_script(
    "(?:(?<=[位体奖号物模兵星])|(?<=[)”]))[和与及]|(?<=[县市区校人家员])[和与及](?=[全省市县国自“])|[和与及](?=“)|(?<=”)(?=“)"
)
_HONOUR = either_script(
    "先进|先锋|优秀|文明|模范|示范|标兵|第[一二三四五六七八九十\\d]+名|等奖|奖$|称号|十佳|百强|[工标]兵|红旗|能手|人物|达标|平安|和谐"
    "|卫生|[一二三四五六七八九十]强|试点|基地|榜样|劳模|楷模|劳动奖章|满意|绿色|节约型"
)
_PRAISE = either_script("(?:表彰|奖励|好评|赞誉|肯定|认可|成绩|成效|称赞)$")
_QUOTED = re.compile('[“「‚"]([^“”「」‚‛"]{2,40})[”」‛"]')
_LEVEL = either_script("^(?:(?:国家|自治区|省|市|县|区|部|厅)级)?的?$")
_YEAR = re.compile(r"^([12]\d{3}|二[〇○零一二三四五六七八九]{3})(?:年度|年|-)")
_SAID_YEAR = re.compile(r"([12]\d{3})年度?(?:\d{1,2}月(?:\d{1,2}日)?)?[^。;\d]{0,40}$")
_AIMS = either_script("(?:力争|争取|确保|争创|计划|拟|有望|希望|将|申报|推荐)[^,。;]{0,10}$")  # not won yet
_REACH, _LEAD = 60, 14  # characters
_AROUND = " 　的,，—"


class Honour(Fields, frozen=True, kw_only=True):
    """A title or a prize. grantor: who conferred it; year: the one that its name or its clause tells"""

    name: str
    grantor: str | None = None
    year: int | None = None


def read_honours(raw: str, span: Span) -> list[tuple[Honour, Span]]:
    """The honours that raw[span] tells of, each once: 荣获A、B等荣誉称号; 被县委评为“C”; 被市政府授予D称号."""
    known: set[str] = set()
    found = []
    for match in _won(raw, span):
        if _AIMS.search(fold(raw[max(span[0], match.span()[0] - _LEAD) : match.span()[0]])):
            continue
        for name in _names(raw, match):
            if name.text in known:
                continue
            known.add(name.text)
            year = _year(raw, span, match, name)
            found.append((Honour.read(name=name, grantor=_grantor(match), year=year), name.span))
    return found


def _won(raw: str, span: Span) -> Iterator[Found]:
    """Each place that tells of honours, also one in the same sentence after another."""
    text, begin = fold(raw[slice(*span)]), 0
    while match := _WON.search(text, begin):
        yield Found(raw, match, span[0])
        begin = match.start("names")


def _names(raw: str, match: Found) -> Iterator[Quote]:
    begin, end = match.span("names")
    stop = next(find(_END, raw, (begin, end)), None)
    end = stop.span()[0] if stop else end
    for part in _NAME.finditer(raw, begin, end):
        cuts = [part.start(), *(cut for at in find(_AND, raw, part.span()) for cut in at.span()), part.end()]
        for start, close in zip(cuts[::2], cuts[1::2], strict=True):
            name = _named(raw, (start, close))
            if name and not _PRAISE.search(name.text) and (_HONOUR.search(fold(name.text)) or not match["weak"]):
                yield name


def _named(raw: str, span: Span) -> Quote | None:
    """The name between its quotation marks, where little stands around them."""
    text = raw[slice(*span)].strip(_AROUND)
    start = raw.find(text, *span) if text else -1
    quoted = _QUOTED.search(text)
    if quoted and _LEVEL.match(text[: quoted.start()]) and len(text) - quoted.end() < 4:
        return Quote(quoted[1], (start + quoted.start(1), start + quoted.end(1)))
    return Quote(text, (start, start + len(text))) if 3 < len(text) <= 40 else None


def _grantor(match: Found) -> Quote | None:
    for group in ("by", "by_won"):
        if match[group]:
            quote = match.quote(group)
            cut = re.search("(?:授予|颁发|评选|頒發|評選)的?$", quote.text)
            text = quote.text[: cut.start()] if cut else quote.text
            start = quote.span[0] + len(text) - len(text.lstrip("由 "))
            text = text.strip("由 ")
            return Quote(text, (start, start + len(text))) if len(text) > 1 else None
    return None


def _year(raw: str, span: Span, match: Found, name: Quote) -> tuple[int, Span] | None:
    """The year at the beginning of the name, or the one told before in the same sentence."""
    own = _YEAR.match(fold(name.text))
    if own and (year := read_year(own[1])):
        return year, (name.span[0], name.span[0] + own.end(1))
    begin = max(span[0], match.span()[0] - _REACH)
    said = _SAID_YEAR.search(fold(raw[begin : match.span()[0]]))
    return (int(said[1]), (begin + said.start(1), begin + said.end(1))) if said else None
