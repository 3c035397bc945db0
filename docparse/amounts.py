"""Amounts: figures, percentages, sums of money and comparisons, with placeholders where a text is a template."""

from __future__ import annotations

import re

import msgspec

from docparse.numerals import read_count
from docparse.placeholders import MASKED
from docparse.source import fold
from docparse.values import Amount, Found, Span, either_script, find, read_amount

_PLAIN_NUMBER = r"(?<![0-9.])[0-9][0-9,]*(?:\.[0-9]+)?"
_VALUE = rf"(?P<value>{_PLAIN_NUMBER}|{MASKED})"
_SPOKEN_UNIT = "百分之"
PER_CENT = ("%", "％", _SPOKEN_UNIT)  # as printed
_SUBJECT = 20  # characters
_UNITS = (
    "%|％|‰|个百分点|[十百千]?万?亿?(?:立方米|平方公里|平方米|公里|千米|公顷|千瓦时?|标准箱|[人场课件卷车班批户]次|人份|人民币元|美元|元"
    "|[吨斤度亩㎡人名次场期份条项个篇件所家户座处册幅届株棵头只羽匹套辆台艘栋幢例起宗批张枚部间笔段门卷本节])|米|分|天(?![然津气河水下空线])"
)
_SPOKEN = rf"{_SPOKEN_UNIT}(?P<spoken>[一二三四五六七八九十百零〇两点]{{1,8}}|{_PLAIN_NUMBER})"
_FIGURE = either_script(rf"{_VALUE}(?P<more>多|余|几)?(?P<unit>{_UNITS})|{_SPOKEN}")
_MONEY = either_script(
    rf"{_VALUE}(?P<more>多|余|几)?(?P<unit>[十百千]?万?亿?(?:人民币|美|港|欧|日|澳)?元)(?!旦|[宵素])"
)
_PERCENT = either_script(rf"{_VALUE}(?:多|余)?(?P<unit>%|‰|个百分点)|{_SPOKEN}")
_BASIS = "同比|环比|(?:比|较)(?:去年|上年|前年|上一?年度|上月|年初|[12][0-9]{3}年|[^,。;:、]{1,8}年)(?:同期|底|末)?"
_RISE = "增长|上升|上涨|提高|提升|增加|增幅|攀升|高出|多"
_FALL = "下降|下跌|降低|减少|回落|降幅|下滑|缩减|低|少"
_GROWTH = either_script(
    rf"(?P<basis>{_BASIS})?(?P<also>净|再|又|平均|年均|分别|实际|名义)?(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))"
    rf"(?:了|约|近|超过|达)?(?:{_VALUE}(?:多|余)?(?P<unit>%|‰|个百分点|倍)|{_SPOKEN})"
)
_WHOLE = {"百": 100, "零": 0, "〇": 0}  # which `read_count` takes for no count
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}


class Figure(msgspec.Struct, frozen=True):
    """A count. value: the number, or the placeholder as printed; unit: as printed; subject: the words before it."""

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

    value: below 0 for a fall, or the placeholder; unit: %, ‰, 个百分点 or 倍; basis: 同比, 环比, 比上年 …, None where none
    is printed; raw: as printed
    """

    value: Amount
    unit: str
    basis: str | None
    raw: str


def figures(raw: str, span: Span) -> list[tuple[Figure, Span]]:
    """The counts, percentages and sums in raw[span], with the words before each as its subject."""
    found = []
    for match in find(_FIGURE, raw, span):
        start, end = match.span()
        clause = re.split(r"[，,。；;、：:]", raw[max(span[0], start - _SUBJECT) : start])[-1]
        unit = _SPOKEN_UNIT if match["spoken"] else match.quote("unit").text
        found.append((Figure(_value(match), unit, clause.strip()), (start, end)))
    return found


def split_figure(raw: str, figure: Figure, where: Span) -> tuple[Span, Span]:
    """Where the value and the unit of a figure stand: the unit comes last, but first in 百分之九十."""
    start, end = where
    if figure.unit == _SPOKEN_UNIT:
        return (start + len(figure.unit), end), (start, start + len(figure.unit))
    unit = end - len(figure.unit)
    return (start, unit), (unit, end)


def read_money(raw: str, span: Span) -> list[tuple[Money, Span]]:
    """The sums of money in raw[span], in the unit in which they are printed: 3200万元, 1.5亿美元, XX万元."""
    return [
        (
            Money(read_amount(match.quote("value").text), match.quote("unit").text, match.quote().text),
            match.span(),
        )
        for match in find(_MONEY, raw, span)
    ]


def read_percents(raw: str, span: Span) -> list[tuple[Percent, Span]]:
    """The percentages in raw[span]: 98.5%, 百分之九十五, 3个百分点, X%."""
    return [
        (Percent(_value(match), _rate(match), match.quote().text), match.span()) for match in find(_PERCENT, raw, span)
    ]


def read_growth(raw: str, span: Span) -> list[tuple[Growth, Span]]:
    """The comparisons in raw[span]: 同比增长5.2%, 比上年下降0.3个百分点, 增长X%."""
    found = []
    for match in find(_GROWTH, raw, span):
        value = _value(match)
        if match["fall"] and isinstance(value, float):
            value = -value
        basis = match.quote("basis").text if match["basis"] else None
        found.append((Growth(value, _rate(match), basis, match.quote().text), match.span()))
    return found


def _value(match: Found) -> Amount:
    return _spoken(match.quote("spoken").text) if match["spoken"] else read_amount(match.quote("value").text)


def _rate(match: Found) -> str:
    return "%" if match["spoken"] else match.quote("unit").text.replace("％", "%")


def _spoken(numeral: str) -> Amount:
    """What stands after 百分之, also with a decimal part, as a number: 九十五点五; as printed where it is none."""
    whole, _, part = fold(numeral).partition("点")
    value = _WHOLE[whole] if whole in _WHOLE else read_count(whole)
    decimals = "".join(str(_DIGITS[char]) for char in part if char in _DIGITS)
    return read_amount(numeral) if value is None else float(f"{value}.{decimals or 0}")
