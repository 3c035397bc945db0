"""Outcomes: what was reached and can be counted: a metric with its value and unit, and how it compares."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from docparse.amounts import Figure, Growth, read_figures, read_growth
from docparse.nouns import NOUN_ENDS
from docparse.source import fold
from docparse.values import Amount, Fields, Quote, Span, either_script, find, trim

_SENTENCE = re.compile(r"[^。!?;\r\n]+")
_BREAKS = re.compile(r"[,:](?=[^,:]*\Z)|\((?=[^()]*\Z)")
_TIME = (
    r"(?:[12]\d{3}|20[Xx*×]{2})年度?|[今去上当本]年度?|全年|年内|[上下]半年|(?:[一二三四五六七八九十两]|\d{1,2})年来"
    r"|截[至止]\d{0,4}年?\d{0,2}月?\d{0,2}[日底末]?|目前|至今|以来|近几?年来"
)
_LEAD = either_script(
    rf"(?:{_TIME}|期间|其中|同时|另外|此外|并且?|共计|共(?![同享产青])|累计|总计|合计|先后|已经?(?!建)|[共现]有|有(?![效限机关色序力偿害])"
    r"|分别|成功(?!率)|顺利|有效地?(?=推|解|化|遏|促)|积极(?!分子|性)|圆满|预计|实现|全[国省市区县州盟旗镇乡村](?=实现|完成|累计|共)|使得?"
    r"|让|确保|以[上下内]|左右|[我本](?:[省市区县镇乡村局院校所站处委办]|街道|社区|公司)(?=[共先累现已新全])|[、,的])+"
)
_TAIL = either_script(
    "(?:(?:已经?|(?<!平)均|都)?(?:达到?|突破|超过?|完成|实现|共计?|有|为|是|约|近|仅|占|高达|稳定在|保持在|控制在|维持在|总计|累计"
    "|合计|预计|分别|不低于|不少于|逾|各|共有|每[年月人户]|(?:提高|提升|增加|增长|上升|下降|降低|减少|回落|攀升|增|升|降)[至到])|[至到了的])+$"
)
_THING = re.compile(r"[一-鿿“”《》]{2,18}")
_THING_ENDS = either_script(f"{NOUN_ENDS}|[的和与及等并]")
_ABSTRACT = frozenset("点點元次分人天")  # units that no noun follows: 3次
_MODIFIES = either_script(r"的|(?:以[上下]|级)[一-鿿]")
_RANGE = re.compile(r"(?:第|\d[年月日次%]?[-—–~至到])[ ]?\Z")
_ABOUT = either_script("以[上下内]|左右|[多余]")
_COMPARES = either_script("同比|环比|[较比](?:上年|去年|上月|年初|同期)|[高低]于")
_SHARED = either_script("分别")  # one comparison of several values
_EACH = either_script(r"(?<![^,:()。;!?\s])([^,:()\s]{3,60}?)分别")
_MEASURE = (
    "率|量|额|值|数|面积|收入|支出|投资|规模|比重|占比|比例|人口|里程|产能"  # what the name of an indicator ends in
)
_INDICATOR = either_script(rf"([^、]{{1,18}}?(?:{_MEASURE}))(?:以及|[、和与及]|\Z)")
_IN_TURN = either_script(r"(?:以[上下内]|左右)?(?:[、和与及]|,)")  # between figures
_AND_FIGURE = either_script(r"[和与及](?:[0-9\[Xx*_]|百分之)")
_NEAR = either_script(
    r"(?:以[上下内]|左右)?(?:[,、(](?:[^,、()\d]{0,12},)?)?(?:预计|并|且|其中)?\Z"
)  # between a value and its comparison
_REACHED = either_script(
    r"(?:,|^)(?:总[量数额])?(?:达到?|升至|增至)了?\Z"
)  # said of what grew before: 增长6.2%,达到2150亿元
_PASSES = either_script("(?:首次|再次|一举|成功)?(?:突破|超过|迈[上入]|跨[上越入过])[^,]*\\Z")  # 突破百亿元,达到102亿元
_HAN = re.compile("[一-鿿]")
_NAMES = re.compile("[一-鿿].*[一-鿿]|GDP|CPI|PPI")
_VERB = either_script(  # before a number whose noun stands behind it: 为全市学校配备115名教师
    "(?:^.{0,3}|[的等有]|新增|新建|整改|推动|配备|聘请|组织|培训|举办|开展|召开|完成|建成|安排|选派|派出|成立|设立|实施|查处|处理"
    "|办理|接待|发放|印发|制定|出台|发现|解决|引进|落实|协调|推进|改造|修订|评选|表彰|走访|慰问|救助|受理|办结|投入|使用|获得"
    "|获评|打造|邀请|接受|收到|参加|创建|化解|排查|检查|招[聘录收募]|遴选|抽调|推荐|扶持|资助|奖补|拆除|清理|征集|编印|刊发|制作"
    "|投放|承办|录[取用]|利用|占用|年产|开通|培育|认定|新认证|改建|扩建|覆盖|惠及|服务|帮助|支持|带动|涉及|包括|其中|形成|编制"
    "|撰写|举行|承担|取得|获批|布局|落户|新设|集聚|拥有|达到?|突破|超过?)[了过]?$"
)
_BETWEEN = frozenset("、和及与")
_MASKS = (".", "x", "X", "*", "_")  # before what only seems a number: x.x%
_REACH = 60  # characters before a figure
_LONGEST = 24  # characters of a metric


class Outcome(Fields, frozen=True, kw_only=True):
    """Something counted. metric: what; value None where only a comparison is told: 增长5%; a placeholder as printed."""

    metric: str
    value: Amount | None = None
    unit: str | None = None
    comparison: Growth | None = None


def read_outcomes(raw: str, span: Span) -> list[tuple[Outcome, Span]]:
    """The outcomes told in raw[span], in order: 全年共举办培训班12期; 总产值完成235.4亿元,同比增长50.9%; 产量增长5%.

    Figures whose subject is not told next to them are left out, and those inside names and of thresholds.
    """
    return [
        found
        for sentence in _SENTENCE.finditer(fold(raw[slice(*span)]))
        for found in _of_sentence(raw, (span[0] + sentence.start(), span[0] + sentence.end()))
    ]


def _of_sentence(raw: str, span: Span) -> Iterator[tuple[Outcome, Span]]:
    compared = read_growth(raw, span)
    inside = [where for _, where in compared]
    growths = [pair for pair in compared if not _SHARED.search(pair[0].raw)]
    told = [
        reading for reading in read_figures(raw, span)
        if not _within(reading.span, inside) and _counts(raw, span, reading.figure, reading.span)
    ]  # fmt: skip
    ends = sorted([reading.span[1] for reading in told] + [end for _, (_, end) in growths])
    follows = _compared(raw, [reading.span[1] for reading in told], growths)
    rows: list[tuple[Span, Outcome]] = []
    in_turn = _in_turn(raw, span, [reading.span for reading in told])
    metric: Quote | None = None
    stop = -1
    for index, (figure, where, value, unit) in enumerate(told):
        grown = _grown(raw, where[0], growths)
        if index in in_turn:
            metric = in_turn[index]
        elif grown and index not in follows:
            metric, follows[index] = _before(raw, span, grown[1][0], ends), grown
        elif where[0] != stop:
            metric = _metric(raw, span, figure, where, ends) or _passed(raw, span, where[0], ends)
        stop = where[1]
        if metric:
            values = {"value": (figure.value, value), "unit": (figure.unit, unit)}
            rows.append((where, Outcome.read(metric=metric, comparison=follows.get(index), **values)))
    attached = {where for _, where in follows.values()}
    for growth, where in growths:
        compares = None if where in attached else _before(raw, span, where[0], ends)
        if compares:
            rows.append((where, Outcome.read(metric=compares, comparison=(growth, where))))
    for where, outcome in sorted(rows, key=lambda row: row[0]):
        places = [where, *outcome.spans.values()]
        yield outcome, (min(start for start, _ in places), max(end for _, end in places))


def _counts(raw: str, span: Span, figure: Figure, where: Span) -> bool:
    """Whether a figure counts something: it is no threshold, no part of a name or a range, and says no share of it."""
    before = fold(raw[max(span[0], where[0] - _REACH) : where[0]])
    after = fold(raw[where[1] : min(span[1], where[1] + 4)])
    quoted = any(before.count(opens) > before.count(closes) for opens, closes in ("“”", "《》", "「」", "‚‛"))
    share = figure.is_share and _HAN.match(after) and not (_ABOUT.match(after) or _AND_FIGURE.match(after))
    torn = before[-1:] in _MASKS
    nothing = torn or quoted or share or figure.unit[-1] in "点點" or figure.value in ("某", "某某")
    return not (nothing or _RANGE.search(before) or _MODIFIES.match(after))


def _metric(raw: str, span: Span, figure: Figure, where: Span, ends: list[int]) -> Quote | None:
    """What a figure counts: the words before it, or the noun after it where those end in a verb: 配备115名教师."""
    before = _before(raw, span, where[0], ends)
    follows = None if figure.is_share or figure.unit[-1] in _ABSTRACT else _after(raw, (where[1], span[1]))
    listed = where[0] > span[0] and raw[where[0] - 1] in _BETWEEN
    if before and before.text[0] in "将把將":
        return follows
    if follows and (not before or listed or _VERB.search(fold(raw[before.span[0] : where[0]]))):
        return follows
    return None if not before or listed or (before.text[-1] == "等" and _HAN.match(raw, where[1])) else before


def _in_turn(raw: str, span: Span, told: list[Span]) -> dict[int, Quote]:
    """The metrics of figures told in turn, by index: 出口额、进口额分别达到3亿元和2亿元.

    Only where each is named in full: in 肉、奶产量分别达到… the first is not.
    """
    found: dict[int, Quote] = {}
    for turn in find(_EACH, raw, span):
        metrics, end = _indicators(raw, turn.span(1)), turn.span()[1]
        first = bisect_right(told, (end, 0))
        figured = told[first : first + len(metrics)]
        if len(figured) == len(metrics) > 1 and _follow(raw, end, figured):
            found |= dict(enumerate(metrics, first))
    return found


def _indicators(raw: str, span: Span) -> list[Quote]:
    """The indicators that raw[span] lists; none where one of them is not named in full."""
    start, end = span
    while lead := _LEAD.match(fold(raw[start:end])):
        start += lead.end()
    found: list[Quote] = []
    while match := _INDICATOR.match(fold(raw[start:end])):
        found.append(Quote(raw[start : start + match.end(1)], (start, start + match.end(1))))
        start += match.end()
    return found if start == end else []


def _follow(raw: str, start: int, told: list[Span]) -> bool:
    """Whether figures follow one another from `start` on, after a verb."""
    gaps = [
        fold(raw[before : where[0]]) for before, where in zip([start, *(end for _, end in told)], told, strict=False)
    ]
    return _TAIL.fullmatch(gaps[0]) is not None and all(_IN_TURN.fullmatch(gap) for gap in gaps[1:])


def _grown(raw: str, stop: int, growths: list[tuple[Growth, Span]]) -> tuple[Growth, Span] | None:
    """The comparison right before a figure that says what was reached by it."""
    return next(
        (found for found in growths if found[1][1] < stop and _REACHED.fullmatch(fold(raw[found[1][1] : stop]))), None
    )


def _passed(raw: str, span: Span, stop: int, ends: list[int]) -> Quote | None:
    """What the clause before says to have passed a round number that the figure makes exact."""
    start = max([span[0], *(end for end in ends if end <= stop)])
    reached = _REACHED.search(fold(raw[start:stop]))
    passes = _PASSES.search(fold(raw[start : start + reached.start()])) if reached else None
    return _before(raw, span, start + passes.start(), ends) if passes else None


def _before(raw: str, span: Span, stop: int, ends: list[int]) -> Quote | None:
    """The words of the clause before a figure that say what it counts."""
    place = bisect_right(ends, stop)
    begin = ends[place - 1] if place else span[0]
    text = fold(raw[begin:stop])
    start = begin + max((cut.end() for cut in _BREAKS.finditer(text)), default=0)
    start, end = trim(raw, (start, stop), " 、和与及,，").span
    while lead := _LEAD.match(fold(raw[start:end])):
        start += lead.end()
    tail = _TAIL.search(fold(raw[start:end]))
    if _SHARED.search(fold(raw[start:end])):  # 肉、奶产量分别达到310万吨和750万吨
        return None
    if tail and (tail.start() > 2 or not tail[0].startswith("完成")):  # 处理完成12件
        end = start + tail.start()
    if end - start > _LONGEST:
        start = _shortened(fold(raw[start:end])) + start
    quote = trim(raw, (start, end))
    if _COMPARES.match(fold(quote.text)):  # 同比增加210万元
        return None
    return quote if _NAMES.search(fold(quote.text)) and len(quote.text) <= _LONGEST else None


def _shortened(text: str) -> int:
    """Where the last member of a long list begins, or what sums it up: …、重要通知等综合性文稿."""
    places = [match.end() for match in re.finditer("[等、]", text) if match.end() < len(text) - 1]
    return places[-1] if places else 0


def _after(raw: str, span: Span) -> Quote | None:
    """The noun that a figure with a classifier counts: 12个项目."""
    thing = _THING.match(raw, span[0], min(span[1], span[0] + 18))
    if not thing or _ABOUT.match(thing[0]):
        return None
    stop = _THING_ENDS.search(thing[0])
    end = thing.start() + stop.start() if stop else thing.end()
    return Quote(raw[span[0] : end], (span[0], end)) if end - span[0] > 1 else None


def _compared(
    raw: str, ends: list[int], growths: list[tuple[Growth, Span]]
) -> dict[int, tuple[Growth, Span]]:  # fmt: skip
    """The comparison of each figure that one follows, by the index of the figure; ends: where the figures end"""
    found: dict[int, tuple[Growth, Span]] = {}
    for growth, where in growths:
        index = bisect_right(ends, where[0]) - 1
        if index >= 0 and index not in found and _NEAR.match(fold(raw[max(ends[index], where[0] - _REACH) : where[0]])):
            found[index] = (growth, where)
    return found


def _within(span: Span, others: list[Span]) -> bool:
    """Whether a span is inside one of others, which are in order."""
    place = bisect_right(others, (span[0], span[1] + 1)) - 1
    return place >= 0 and span[1] <= others[place][1]
