"""Placeholders: what was left to be filled in, what was lost with its number, and masks that reach too far."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import Diagnostic, Placeholder, either_script, read_placeholders
from docparse_lint.catalogue import finding
from docparse_lint.scope import HAN, Scope, Span

COUNTED_VERB = "接待|培训|组织|开展|召开|印发|发放|完成|办理|处理|受理|举办|编发|收到|新增|达到|累计|共计|参加"
COUNTING_UNIT = "人次|场次|余人|多人|万元|亿元|个百分点|平方米|人|名|次|份|篇|期|场|件"
COUNTED_UNIT = "人次|场次|万元|亿元|平方米"
SO_MANY = "一二三四五六七八九十百千万亿两几数余多上近过超逾每"  # before a unit: a number after all
MORE_UNIT = "人次|人|名|次|份|篇|期|场|件|户|条|项|个|元"
NOT_MORE = "业其剩富节结盈课残空多有冗宽"  # with 余 a word of its own: 其余人
DURATION = "有|历时|历经|长达|近|约"
AFTER_DURATION = "没有|的历史|之久|以来没"
AMOUNT_UNIT = "元|万|亿|人|名|亩|户|吨|平方米|公里|多|余|几"
_LONG = 5  # characters: a longer run of X masks an account or a telephone number
_FILLED = tuple("0123456789一二三四五六七八九十_")
_ON_PURPOSE = (
    "line",
    "star",
    "cross",
    "some",
    "shape",
)  # forms of a form to fill in by hand, and of masks that are meant
_BREAK = re.compile(r"[。;!?\r\n]")
_BLANK = either_script(rf"[ \t]{{1,8}}(?:{COUNTING_UNIT})(?=[,。;、:])")
_COUNTED = either_script(rf"(?:{COUNTED_VERB})[{HAN}]{{0,8}}\Z")
_COUNTED_REACH = 12
_DROPPED = either_script(
    rf"(?:{COUNTED_VERB})[{HAN}]{{0,8}}?(?<![{SO_MANY}{NOT_MORE}])余(?:{MORE_UNIT})(?=[,。;、])"
    rf"|(?:共|累计|总计|合计)(?:{COUNTED_VERB})[{HAN}]{{0,8}}?(?<![{SO_MANY}])(?:{COUNTED_UNIT})(?=[,。;])"
)
_BLANK_DATE = re.compile(r"[ \t]{1,12}年[ \t]{1,12}月(?:[ \t]{1,12}日)?")
_MASKED_YEAR = re.compile("20[Xx]{2}")
_OVERREACH = either_script(
    rf"(?<![0-9])[0-9]{{1,3}}20[Xx]{{2}}(?![A-Za-z0-9])[{HAN}]?"
    rf"|(?<![0-9])20[Xx]{{2}}(?:{AMOUNT_UNIT})[{HAN}]{{0,2}}"
    rf"|(?:{DURATION})20[Xx]{{2}}年(?:{AFTER_DURATION})"
)


def overreach(scope: Scope) -> Iterator[Diagnostic]:
    """20xx in the place of a number that was no year."""
    for span in _overreaching(scope):
        message = f"20xx masks a year, and this is none: {scope.raw[slice(*span)]}"
        yield finding("placeholder_overreach", message, span)


def _overreaching(scope: Scope) -> list[Span]:
    start, end = scope.span
    found = []
    for mask in _MASKED_YEAR.finditer(scope.text, start, end):
        if match := _OVERREACH.search(scope.text, max(start, mask.start() - 4), min(end, mask.end() + 6)):
            found.append(match.span())
    return found


def unfilled(scope: Scope) -> Iterator[Diagnostic]:
    """What is still to be filled in: one finding for each sentence."""
    masked = {place for span in _overreaching(scope) for place in range(*span)}
    sentence: list[Placeholder] = []
    for found in read_placeholders(scope.raw, scope.span):
        if found.span[0] in masked or found.text == "某" or not scope.line_at(found.span[0]):
            continue
        if sentence and _BREAK.search(scope.text, sentence[-1].span[1], found.number[0]):
            yield _unfilled(scope, sentence)
            sentence = []
        sentence.append(found)
    if sentence:
        yield _unfilled(scope, sentence)


def _unfilled(scope: Scope, found: list[Placeholder]) -> Diagnostic:
    first = found[0]
    span = first.number[0], found[-1].span[1]
    printed = scope.raw[slice(*first.number)]
    before = scope.raw[max(scope.span[0], span[0] - 6) : span[0]].rpartition("\n")[2]
    after = (scope.raw[span[0] : first.span[1] + 4].splitlines() or [""])[0]
    more = f", and {len(found) - 1} more in this sentence" if len(found) > 1 else ""
    message = f"{printed} is still to be filled in: {before}{after}{more}"
    meant = first.form in _ON_PURPOSE and first.text not in ("*", "_")
    weak = first.number == first.span and (meant or (first.form == "letters" and len(first.text) >= _LONG))
    return finding("placeholder_unfilled", message, span, severity="info" if weak else None)


def blank(scope: Scope) -> Iterator[Diagnostic]:
    """Blanks where a number was, and units where not even a blank is left."""
    for match in _BLANK.finditer(scope.text, *scope.span):
        if verb := _COUNTED.search(scope.text, max(scope.span[0], match.start() - _COUNTED_REACH), match.start()):
            span = verb.start(), match.end()
            yield finding("placeholder_blank", f"a number is missing: {scope.raw[slice(*span)]}", span)
    for match in _DROPPED.finditer(scope.text, *scope.span):
        yield finding("placeholder_blank", f"a number is missing: {scope.raw[slice(*match.span())]}", match.span())
    for match in _BLANK_DATE.finditer(scope.text, *scope.span):
        if scope.text[match.start() - 1 : match.start()] not in _FILLED:
            yield finding("placeholder_blank", "a date is to be filled in", match.span(), severity="info")


CHECKS = (overreach, unfilled, blank)
