"""Document numbers and dates: their glyphs, and whether they are in the calendar and in order."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from docparse import MASKS, Diagnostic, Edit, dates, either_script, read_number, read_year
from docparse_lint.catalogue import finding
from docparse_lint.scope import HAN, Scope

ZEROS = "0０OＯoｏΟοОо○"  # for 〇: ASCII, Latin, Greek and Cyrillic, and the circle U+25CB
_AS_ZERO = dict.fromkeys(map(ord, ZEROS), "〇")
_BRACKETS = {"[": "〔", "(": "〔", "【": "〔", "﹝": "〔", "]": "〕", ")": "〕", "】": "〕", "﹞": "〕"}

_YEAR = rf"(?:(?:19|20)[0-9]{{2}}|20[{MASKS}]{{1,2}})"
_NUMBER = either_script(rf"(?<=[{HAN}])([\[(【﹝〔])({_YEAR})([\])】﹞〕])(第?)(0*)([0-9{MASKS}]{{1,5}})号")
_CODE = re.compile(rf"(?:(?![号號])[{HAN}]){{1,12}}\Z")
_HAN_YEAR = re.compile(rf"[一二][一二三四五六七八九〇零{ZEROS}]{{3}}(?=[ \t]?年)")
_DAY = re.compile(r"月([0-9]{1,2}|[一二三四五六七八九十]{1,3})日")
_MONTH = re.compile(
    r"(?:([0-9]{4}|[一二][一二三四五六七八九〇零]{3})年)?"
    r"(?<![0-9一二三四五六七八九十])([0-9]{1,2}|[一二三四五六七八九十]{1,3})\Z"
)
_MONTH_REACH = 9  # characters: 二〇二五年十二
_RANGE = re.compile(
    r"(?<![0-9.-])((?:19|20)[0-9]{2})(?:年([0-9]{1,2})月|年)?[-—–~至到－]{1,2}"
    r"((?:19|20)[0-9]{2})(?:年([0-9]{1,2})月|年)(?![0-9])"
)
_LEAP_YEAR = 2024  # for a date without a year: 2月29日 is one


def numbers(scope: Scope) -> Iterator[Diagnostic]:
    """Document numbers with other brackets than 〔 〕, or a leading zero."""
    for match in _NUMBER.finditer(scope.text, *scope.span):
        opener, _, closer, _, zeros, rest = match.groups()
        code = _CODE.search(scope.text, max(scope.span[0], match.start() - 12), match.start())
        start = code.start() if code else match.start()
        printed = scope.raw[start : match.end()]
        if (opener, closer) != ("〔", "〕"):
            fix = tuple(
                Edit(match.span(group), _BRACKETS[match[group]]) for group in (1, 3) if match[group] in _BRACKETS
            )
            found = scope.raw[match.start(1)] + " " + scope.raw[match.start(3)]
            message = f"the document number has {found} around the year; GB/T 9704-2012 asks for 〔 〕: {printed}"
            yield finding("doc_number_bracket", message, (start, match.end()), fix)
        if zeros and rest:
            message = f"the sequence number begins with zero; GB/T 9704-2012 asks for {rest}号: {printed}"
            fix = (Edit(match.span(5), ""),)
            yield finding("doc_number_leading_zero", message, (start, match.end()), fix)


def glyphs(scope: Scope) -> Iterator[Diagnostic]:
    """Years in Han digits with another glyph for 〇."""
    for match in _HAN_YEAR.finditer(scope.raw, *scope.span):
        right = match[0].translate(_AS_ZERO)
        if right != match[0]:
            wrong = "".join(sorted(set(match[0]) & set(ZEROS)))
            places = [place for place in range(*match.span()) if scope.raw[place] in ZEROS]
            fix = tuple(Edit((place, place + 1), "〇") for place in places)
            yield finding("date_glyph", f"{wrong} stands for 〇: {match[0]}年; write {right}年", match.span(), fix)


def calendar(scope: Scope) -> Iterator[Diagnostic]:
    """Days that no month has."""
    for end in _DAY.finditer(scope.text, *scope.span):
        begin = _MONTH.search(scope.text, max(scope.span[0], end.start() - _MONTH_REACH), end.start())
        if not begin:
            continue
        year = read_year(begin[1]) if begin[1] else _LEAP_YEAR
        month, day = read_number(begin[2]), read_number(end[1])
        if not isinstance(month, int) or not isinstance(day, int) or not year:
            continue
        span = begin.start(), end.end()
        printed = scope.raw[slice(*span)]
        if not 1 <= month <= 12:
            yield finding("date_impossible", f"there is no month {month}: {printed}", span)
        elif not 1 <= day <= (last := monthrange(year, month)[1]):
            yield finding("date_impossible", f"the month has {last} days: {printed}", span)


def order(scope: Scope) -> Iterator[Diagnostic]:
    """Periods that end before they begin, and an imprint older than the document."""
    for match in _RANGE.finditer(scope.text, *scope.span):
        first, last = int(match[1]), int(match[3])
        months = (int(match[2] or 0), int(match[4] or 0))
        if first > last or (first == last and 0 < months[1] < months[0]):
            yield finding("date_order", f"the period ends before it begins: {match[0]}", match.span())
    written = [date for line in scope.of_form("date_line", "signature_date") for date in dates(scope.raw, line.span)]
    printed = [date for line in scope.of_form("imprint") for date in dates(scope.raw, line.span)]
    if written and printed:
        (own, _), (imprint, span) = written[-1], printed[-1]
        days = (own.iso or "", imprint.iso or "")
        if all(len(day) == len("2025-01-01") for day in days) and days[1] < days[0]:
            message = f"printed on {imprint.raw}, before the date of the document, {own.raw}"
            yield finding("date_order", message, span)


def shared_line(scope: Scope) -> Iterator[Diagnostic]:
    """The issuing body and the date in one line."""
    for line in scope.of_form("signature_date"):
        message = "the issuing body and the date stand on one line; GB/T 9704-2012 gives the date a line of its own"
        yield finding("signature_and_date_on_one_line", message, scope.said(line))


CHECKS = (numbers, glyphs, calendar, order, shared_line)
