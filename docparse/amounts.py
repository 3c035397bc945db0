"""Amounts: figures, percentages, sums of money and comparisons, with placeholders where a text is a template."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from docparse.numerals import read_spoken
from docparse.placeholders import MASKED
from docparse.values import Amount, Found, Quote, Span, either_script, find, read_amount

PER_CENT = ("%", "％")  # units of a figure
MORE = "多余几"  # than the number printed: 120余条, 1.9万多次
_PLAIN_NUMBER = r"(?<![0-9.])[0-9](?:,?[0-9])*(?:\.[0-9]+)?"
_MIXED = (
    r"[0-9][0-9,.]{0,14}[万亿](?=[0-9])(?:[0-9][0-9,]{0,6}万(?=[0-9]))?[0-9][0-9,]{0,6}"  # 3亿4500(万元), 1万2560(张)
)
_VALUE = rf"(?P<value>(?<![0-9.]){_MIXED}|{_PLAIN_NUMBER}|{MASKED})"
_HAN = "一二三四五六七八九十百千万亿零〇两"
# a spoken number, of ten or more; below that it mostly says no quantity: 一个, 三种
_SPOKEN = (
    rf"(?<![第几数分{_HAN}])(?=[一二三四五六七八九两十](?!分)[零〇一二三四五六七八九两]?[十百千万亿]|十[一二三四五六七八九]?[^{_HAN}分足])"
    rf"(?P<spoken>[{_HAN}]{{1,16}}?)"
)
_PERCENT_SPOKEN = rf"百分之(?P<percent>[一二三四五六七八九十百零〇两点]{{1,8}}|{_PLAIN_NUMBER})"
_SUBJECT = 20  # characters
_MORE = f"[{MORE}]?"
_SCALED = (
    "立方米|平方公里|平方米|公里|千米|公顷|千瓦时?|兆瓦时?|标准箱|标箱|课时|学时|小时|[人场家课件卷车班批户]次|人份|台套|公斤|个工作日|个月"
    "|人民币元|美元|元|[吨斤度亩㎡人名次场期份条项篇件所家户座处册幅届株棵头只羽匹套辆台艘栋幢例起宗批张枚部间笔段门卷本位眼盏轮棒]"
    "|个(?!百分)|支(?![部队行持])|节(?![点气日])"
)
_BARE = "米|分|天(?![然津气河水下空线])"
_FIGURE = either_script(
    rf"{_VALUE}{_MORE}(?:(?P<rate>%|％|‰|个百分点)|(?P<scale>[十百千]?万?亿?){_MORE}(?P<unit>{_SCALED})|(?P<bare>{_BARE}))"
    rf"|{_PERCENT_SPOKEN}|{_SPOKEN}(?P<spoken_scale>万?亿?){_MORE}(?P<spoken_unit>(?!届)(?:{_SCALED}))"  # 十七届 is the 17th
)
_MONEY = either_script(rf"{_VALUE}{_MORE}(?P<unit>[十百千]?万?亿?(?:人民币|美|港|欧|日|澳)?元)(?!旦|[宵素])")
_PERCENT = either_script(rf"{_VALUE}{_MORE}(?P<unit>%|‰|个百分点)|{_PERCENT_SPOKEN}")
_BASIS = "同比|环比|(?:比|较)(?:去年|上年|前年|上一?年度?|上月|年初|[12][0-9]{3}年|[^,。;:、]{1,8}年度?)(?:同期|底|末)?"
_RISE = "增长|递增|上升|上涨|提高|提升|增加|增幅|攀升|高出|多|增|升"
_FALL = "下降|下跌|降低|减少|回落|降幅|下滑|缩减|低|少|降"
_ALSO = "(?P<also>净|再|又|平均|年均|分别|实际|名义)?"
_GROWTH = either_script(
    rf"(?P<basis>{_BASIS})?{_ALSO}(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))(?:了|约|近|超过|达)?"
    rf"(?:{_VALUE}{_MORE}(?P<unit>%|‰|个百分点|倍)|{_PERCENT_SPOKEN})"
)
_CHANGE = either_script(  # in what is counted: 比上年增加18人次, 净增520元
    rf"(?:(?P<basis>{_BASIS}){_ALSO}|(?P<net>净))(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))(?:了|约|近|超过|达)?"
    rf"{_VALUE}{_MORE}(?P<unit>[十百千]?万?亿?(?:{_SCALED}))"
)


_SCALE_OF = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([万萬亿億])?")
_SCALES = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}


class Figure(msgspec.Struct, frozen=True):
    """A count. value: the number, or the placeholder; unit: as printed, % for 百分之; subject: the words before it."""

    value: Amount
    unit: str
    subject: str

    @property
    def is_share(self) -> bool:
        """Whether it is a share of a whole: 95%, 3‰, 百分之九十."""
        return self.unit in (*PER_CENT, "‰")


class Money(msgspec.Struct, frozen=True):
    """A sum of money. value: the number printed, or the placeholder; unit: 元, 万元, 亿元, 美元, 万美元 …; raw: as printed."""

    value: Amount
    unit: str
    raw: str


class Percent(msgspec.Struct, frozen=True):
    """A share. value: 98.5 for 98.5%, or the placeholder; unit: %, ‰ or 个百分点; raw: as printed."""

    value: Amount
    unit: str
    raw: str


class Growth(msgspec.Struct, frozen=True):
    """A comparison with another time: 同比增长5.2%.

    value: below 0 for a fall, or the placeholder; unit: %, ‰, 个百分点, 倍 or that of what is counted; basis: 同比, 环比,
    比上年 …, None where none is printed; raw: as printed
    """

    value: Amount
    unit: str
    basis: str | None
    raw: str


class Reading(NamedTuple):
    """A figure with its span and those of its number and its unit."""

    figure: Figure
    span: Span
    value: Span
    unit: Span


def figures(raw: str, span: Span) -> list[tuple[Figure, Span]]:
    """The counts, percentages and sums in raw[span], with the words before each as its subject."""
    return [(reading.figure, reading.span) for reading in read_figures(raw, span)]


def read_figures(raw: str, span: Span) -> list[Reading]:
    """The same with the spans of number and unit: 120余条, 1.9万余次, 一百二十四万元, 百分之九十五.

    Spoken numbers below ten count nothing, unless their unit is 万 or 亿 of something.
    """
    found = []
    for match in find(_FIGURE, raw, span):
        amount = _amount(match)
        if amount is None:
            continue
        (value, at), unit = amount, _unit(match)
        start, end = match.span()
        clause = re.split(r"[，,。；;、：:]", raw[max(span[0], start - _SUBJECT) : start])[-1]
        found.append(Reading(Figure(value, unit.text, clause.strip()), (start, end), at, unit.span))
    return found


def _amount(match: Found) -> tuple[Amount, Span] | None:
    """The number of a match, in its unit; None for spoken words that are none."""
    groups = match.match.groupdict()
    for group in ("percent", "spoken"):
        if printed := groups.get(group):
            spoken = _spoken(printed, groups["spoken_scale"] if group == "spoken" else "")
            return None if spoken is None else (spoken, match.span(group))
    mixed = _mixed(match["value"] or "", groups.get("scale") or groups.get("unit") or "")
    return mixed or read_amount(match.quote("value").text), match.span("value")


def _spoken(printed: str, scale: str) -> float | None:
    """A number in words, or the digits of 百分之95, in its scale: 十二 before 万 is 12."""
    number = read_amount(printed)
    if isinstance(number, float):
        return number
    whole = read_spoken(printed + scale)
    return None if whole is None else whole / (read_spoken("一" + scale) or 1)


def _mixed(printed: str, unit: str) -> float | None:
    """A number in two scales, in that of its unit: 3亿4500 before 万元 is 34500; None for one in a single scale."""
    parts = _SCALE_OF.findall(printed)
    if len(parts) < 2:
        return None
    scale = next((_SCALES[char] for char in unit if char in _SCALES), 1.0)
    return sum(float(number.replace(",", "")) * (_SCALES[name] if name else scale) for number, name in parts) / scale


def _unit(match: Found) -> Quote:
    """The unit of a figure, as printed: 万余次 of 1.9万余次; % for 百分之."""
    if match["percent"]:
        return Quote("%", (match.span()[0], match.span("percent")[0]))
    for group in ("rate", "bare"):
        if match[group]:
            return match.quote(group)
    scale, unit = ("scale", "unit") if match["unit"] else ("spoken_scale", "spoken_unit")
    start, end = match.span(scale if match[scale] else unit)[0], match.span(unit)[1]
    return Quote(match.raw[start:end], (start, end))


def read_money(raw: str, span: Span) -> list[tuple[Money, Span]]:
    """The sums of money in raw[span], in the unit in which they are printed: 3200万元, 1.5亿美元, 3亿4500万元, XX万元."""
    return [
        (Money(amount[0], match.quote("unit").text, match.quote().text), match.span())
        for match in find(_MONEY, raw, span)
        if (amount := _amount(match))
    ]


def read_percents(raw: str, span: Span) -> list[tuple[Percent, Span]]:
    """The percentages in raw[span]: 98.5%, 百分之九十五, 3个百分点, X%."""
    found = []
    for match in find(_PERCENT, raw, span):
        amount = _amount(match)
        if amount is not None:
            unit = match.quote("unit").text.replace("％", "%") if match["unit"] else "%"
            found.append((Percent(amount[0], unit, match.quote().text), match.span()))
    return found


def read_growth(raw: str, span: Span) -> list[tuple[Growth, Span]]:
    """The comparisons in raw[span]: 同比增长5.2%, 比上年下降0.3个百分点, 增长X%, 增长百分之八, 比上年增加18人次."""
    found = [
        growth for pattern in (_GROWTH, _CHANGE) for match in find(pattern, raw, span) if (growth := _growth(match))
    ]
    return sorted(found, key=lambda pair: pair[1])


def _growth(match: Found) -> tuple[Growth, Span] | None:
    amount = _amount(match)
    if amount is None:
        return None
    value = -amount[0] if match["fall"] and isinstance(amount[0], float) else amount[0]
    basis = match.quote("basis").text if match["basis"] else None
    unit = match.quote("unit").text.replace("％", "%") if match["unit"] else "%"
    return Growth(value, unit, basis, match.quote().text), match.span()
