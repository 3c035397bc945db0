"""Times: dates, periods and deadlines as they are printed, and what they are in the calendar."""

from __future__ import annotations

import re
from calendar import monthrange

import msgspec

from docparse.numerals import read_number, read_year
from docparse.placeholders import MASKED, MASKS
from docparse.source import fold
from docparse.values import Found, Span, either_script, find

_YEAR = (
    rf"(?:[12][0-9]{{3}}|[12][0-9{MASKS}]{{3}}|[一二][〇○零0OoΟοОо一二三四五六七八九]{{3}}"
    r"|(?:中[华華])?民[国國][ \t]{0,4}(?:[0-9]{1,3}|[元零〇一二三四五六七八九十百]{1,5}))"
)
_PART = rf"[ \t]{{0,8}}(元(?=[ \t]{{0,8}}月)|[0-9一二三四五六七八九十{MASKS}]{{1,3}})[ \t]{{0,8}}"  # a month or a day
_UNKNOWN = rf"[ \t]{{0,8}}(?:[0-9]{{1,2}}|{MASKED}|某)[ \t]{{0,8}}"
_DATE = re.compile(
    rf"(?<![0-9])(?:({_YEAR})[ \t]{{0,8}}年(?:{_PART}月(?:{_PART}日)?)?"
    rf"|(?:{MASKED}|某)[ \t]{{0,8}}年{_UNKNOWN}月(?:{_UNKNOWN}日)?"
    r"|([12][0-9]{3})([-./])([0-9]{1,2})\5([0-9]{1,2})(?![0-9]))"
)
_PERIOD = re.compile(rf"({_YEAR})(?:年?[-—–~至到－]({_YEAR}))?[学學]?年度?")
_PART_OF_YEAR = either_script(
    r"(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?P<month>\d{1,2})月份?(?=[^\d日]))"
)
_TO = r"[ \t]{0,2}(?:[-—–~至到]{1,2})[ \t]{0,2}"
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_RANGE = either_script(
    rf"(?<!\d)(?:(?P<year>{_YEAR})年)?(?:"
    rf"(?P<month>{_MONTH})月(?:份|(?P<day>{_DAY})日)?{_TO}(?:(?P<until_year>{_YEAR})年|(?P<next_year>[次翌明]年))?"
    rf"(?:(?P<until_month>{_MONTH})月(?:份|(?P<until_day>{_DAY})日)?|(?P<last_day>{_DAY})日)"
    rf"|(?P<first_month>{_MONTH}){_TO}(?P<last_month>{_MONTH})月(?!\d|[一二三四五六七八九十]))"
)
_WHEN = (
    r"(?=[\d二三四五六七八九十一第上今本当下明次翌去年底末])"  # most positions fail here
    r"(?<!\d)(?<!每)(?<!每年)(?:(?P<year>[12]\d{3}|二[〇○零一二三四五六七八九]{3})年度?|(?P<relative>今年|本年度?|当年|明年|次年|翌年|去年))?"
    r"(?:(?P<this_month>[本当下]月)(?:\d{1,2}日|[底末]|[上中下]旬)"
    r"|(?P<month>\d{1,2}|(?<![一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九]))月(?:(?P<day>\d{1,2})日|[底末份]|[上中下]旬)?"
    r"|(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)[底末]?|年[底末]|(?<=[年度])[底末])"
)
_TIME = either_script(rf"{_WHEN}(?:之?前|以前)?")
_WEEKDAY = r"(?:[ \t]?\((?:星期|周|礼拜)[一二三四五六日天]\)[ \t]?)"
_HOUR = r"(?:(?:上午|中午|下午|晚上)?(?:\d{1,2}(?::\d{2}|[时点](?:\d{1,2}分|[整半])?)|下班)|中午)"
_DEADLINE = either_script(rf"{_WHEN}{_WEEKDAY}?(?:{_HOUR}?(?:之?前|以前))")
_NEXT_YEARS = "明次翌"
_DAY_ALONE = re.compile(rf"(?<![0-9年])({_MONTH})月({_DAY})日")
_CLOCK = re.compile(
    r"(?:[（(](?:星期|周|週|礼拜|禮拜)[一二三四五六日天][)）])?\s{0,2}(?:凌晨|早上|上午|中午|下午|晚上|晚)?\s{0,2}"
    r"(?:\d{1,2}(?:[:：]\d{2}|[时時点點](?:\d{1,2}分|[整半])?)(?:\s?[-—–~至]{1,2}\s?\d{1,2}(?:[:：]\d{2}|[时時点點](?:\d{1,2}分|[整半])?))?)?"
)


class Date(msgspec.Struct, frozen=True):
    """A date. iso: partial where the text is, None when masked or not known; raw: as printed."""

    iso: str | None
    raw: str


class Period(msgspec.Struct, frozen=True):
    """A span of time. start, end: ISO, partial where the text is (2025, 2025-05); raw: as printed."""

    start: str
    end: str
    raw: str


def dates(raw: str, span: Span) -> list[tuple[Date, Span]]:
    """The dates printed in raw[span], Chinese or Arabic, whole or partial."""
    found = _DATE.finditer(fold(raw[slice(*span)]))
    return [(Date(_iso(match), raw[slice(*place)]), place) for match in found if (place := _placed(match, span))]


def read_time(raw: str, span: Span, year: int | None = None) -> tuple[Date, Span] | None:
    """The first day printed in raw[span], with the hour after it: 2025年3月12日（星期三）上午9:00.

    year: of a day that is printed without one; iso is None where it is not known
    """
    days = dates(raw, span)
    for match in _DAY_ALONE.finditer(fold(raw[slice(*span)])):
        iso = _calendar(year, match[1], match[2]) if year else None
        days.append((Date(iso, match[0]), _placed(match, span)))
    if not days:
        return None
    date, (start, end) = min(days, key=lambda found: found[1])
    clock = _CLOCK.match(raw, end, span[1])
    end = start + len(raw[start : clock.end() if clock else end].rstrip())
    return Date(date.iso, raw[start:end]), (start, end)


def periods(raw: str, span: Span, *, single: bool = False, masked: bool = False) -> list[tuple[Period, Span]]:
    """The year ranges printed in raw[span]: 2010-2011年.

    single: whether single years count too, and parts of them: 2025年度, 2025年上半年, 2025年第三季度, 2025年4月
    masked: whether years with placeholders do, as printed: start 20XX for 20XX年
    """
    found, text = [], fold(raw[slice(*span)])
    for match in _PERIOD.finditer(text):
        start, end = (str(read_year(year) or (year if masked else "")) for year in (match[1], match[2] or match[1]))
        if not (start and end and (single or match[2])):
            continue
        begin, close = _placed(match, span)
        part = None if match[2] else _PART_OF_YEAR.match(text, match.end())
        if part:
            first, last = _months(part)
            start, end, close = f"{start}-{first:02}", f"{end}-{last:02}", span[0] + part.end()
        found.append((Period(start, end, raw[begin:close]), (begin, close)))
    return found


def _months(part: re.Match[str]) -> tuple[int, int]:
    """The first and the last month of a half, a quarter or a month."""
    if part["half"]:
        return (1, 6) if part["half"] == "上" else (7, 12)
    if part["quarter"]:
        last = 3 * _number(part["quarter"])
        return last - 2, last
    month = max(1, min(12, int(part["month"])))
    return month, month


def read_ranges(raw: str, span: Span, year: int | None = None) -> list[tuple[Period, Span]]:
    """The ranges of months or days in raw[span]: 2025年3月16日到6月25日, 3月至5月, 6月1日—7日, 3-5月.

    year: of a range that is printed without one; where it is not known, such a range is left out
    """
    found = []
    for match in find(_RANGE, raw, span):
        begins = read_year(match["year"] or "") or year
        if begins is None or (match["last_day"] and not match["day"]):
            continue
        ends = read_year(match["until_year"] or "") or begins + bool(match["next_year"])
        month = match["month"] or match["first_month"]
        start = _calendar(begins, month, match["day"])
        until_month = match["until_month"] or match["last_month"] or month
        end = _calendar(ends, until_month, match["until_day"] or match["last_day"])
        if "-" in start and "-" in end and start[: len(end)] <= end[: len(start)]:
            found.append((Period(start, end, match.quote().text), match.span()))
    return found


def read_deadlines(
    raw: str, span: Span, year: int | None = None, *, bare: bool = False
) -> list[tuple[Date, Span]]:  # fmt: skip
    """The times in raw[span] by which something is to be done: 6月底前, 2025年3月15日之前, 年底前, 本月底前.

    year: that of the document: a month without a year is in it, and 明年 comes after it. iso is None where it is not
    known, and for 本月.
    bare: whether a time counts also without 前, as in 完成时限:2025年7月
    """
    found = find(_TIME if bare else _DEADLINE, raw, span)
    return [(Date(_until(match, year), match.quote().text), match.span()) for match in found]


def _until(match: Found, year: int | None) -> str | None:
    """The last month, or the day, of a deadline."""
    printed, relative = match["year"], match["relative"]
    if printed:
        year = read_year(printed)
    elif relative and year is not None:
        year += 1 if relative[0] in _NEXT_YEARS else -1 if relative[0] == "去" else 0
    if year is None or match["this_month"]:
        return None
    if match["quarter"]:
        return f"{year:04}-{3 * (_number(match['quarter'])):02}"
    if match["half"]:
        return f"{year:04}-{6 if match['half'] == '上' else 12:02}"
    return _calendar(year, match["month"] or "12", match["day"]) if _number(match["month"] or "12") <= 12 else None


def _iso(match: re.Match[str]) -> str | None:
    """The date as far as it is printed and is in the calendar: 2025-06 for 2025年6月31日."""
    year = read_year(match[1] or match[4] or "")
    return None if year is None else _calendar(year, match[2] or match[6], match[3] or match[7])


def _calendar(year: int, month: str | None, day: str | None) -> str:
    """ISO of a year with the month and the day that are in the calendar."""
    months, days = _number(month), _number(day)
    if not 1 <= months <= 12:
        return f"{year:04}"
    if not 1 <= days <= monthrange(year, months)[1]:
        return f"{year:04}-{months:02}"
    return f"{year:04}-{months:02}-{days:02}"


def _number(part: str | None) -> int:
    """A month or a day; 0 for none, and for a placeholder."""
    if part == "元":
        return 1
    value = read_number(part) if part else None
    return value if isinstance(value, int) else 0


def _placed(match: re.Match[str], span: Span) -> Span:
    """Where a match in the text of a span stands in the whole."""
    return span[0] + match.start(), span[0] + match.end()
