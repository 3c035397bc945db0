"""Placeholders: what is printed where a number, a name or a place is masked or still to be filled in, and what is none.

The one home of what a mask looks like: amounts, dates, slots and the checks of plugins all take it from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docparse.source import fold
from docparse.values import Span, either_script

MASKS = "Xx*_×"  # each of them stands for a digit, for a class in a pattern for folded text
MASKED = (  # a whole number, for a pattern that knows what stands around it, such as a unit
    r"(?:[\[【][ \t]?[Xx×*_]{1,8}[ \t]?[\]】]"
    r"|(?<![A-Za-z0-9+=])[Xx]{1,8}(?:\.[Xx]{1,4})?|[×*]{1,8}(?:\.[×*]{1,4})?|_{1,40}"
    r"|(?<![一二三四五六七八九〇○])[○◯]{2,8}(?![一二三四五六七八九〇○]))"
)

# what a masked number or name is followed by
_UNITS = "[年月日号个次人名份条项场期届件篇家户亩元万亿%‰]"
_MORE_UNITS = "[天处台套分支批起座所间辆种轮米吨]"  # as after a blank between brackets
_PLACES = (
    "省|市|县|区|旗|州|乡|镇|村|社区|街道|局|厅|委|办|处|科|股|所|院|校|部门|单位|公司|企业|集团|中心|学校|医院|同志"
)
_HAN = "一-鿿"
_NOUN = either_script(rf"(?:{_UNITS}|{_PLACES})")
# what X is a part of: the ray, the axis, the shape, and the letter itself
_NOT_MASKED = "[射光线轴荧染型级值形的为是]|波段|片(?!区)|字(?!第)|档|刀|坐标|世代|方向|理论|因子"
_INDEFINITE = "[些种个一方类项某几时]"
_SOME = "省|市|县|区|旗|乡|镇|村|局|厅|部(?!分)|委|办|处|科|所|院|校|公司|企业|单位|同志|年|月|日|某"

_START = re.compile(r"[\[(【{Xx*_×某○◯〇●□■△▲]")  # one class is quick to find; the rest is matched around it
_SLOT_NOUN = "名称|姓名|日期|时间|年份|月份|地点|地址|数字|数量|数值|人数|金额|比例|百分比|编号|文号|电话|职务|单位|部门|标题|主题"
_BEFORE_LETTER = r"(?<![A-Za-z0-9+/=@_.])(?<![A-Za-z][ ])(?<![A-WYZa-wyz0-9]-)"
_OTHER_LETTER = (  # X区 beside A区 is a name
    rf"(?<![A-WYZ][、,和与及或/])(?<![A-WYZ][{_HAN}][、,和与及或/])(?<![A-WYZ][{_HAN}]{{2}}[、,和与及或/])"
    rf"(?!X[{_HAN}]{{0,3}}[、,/][A-WYZ](?![A-Za-z]))(?!X[{_HAN}]{{0,2}}[和与及或][A-Za-z])"
)
_TOKEN = either_script(
    r"(?P<slot>[\[【{][ \t]?(?:X{1,8}(?:\.X{1,4})?|x{1,8}|×{1,8}|\*{1,8}|_{1,20})[ \t]?[\]】}]"
    rf"|[\[(【][ \t]{{1,12}}[\])】](?={_UNITS}|{_MORE_UNITS}))"
    rf"|(?P<named>[\[【](?:(?:具体|填写|请填写|请输入|插入|待补充|待填)[^\[\]【】\r\n]{{0,16}}"
    rf"|[{_HAN}、/]{{0,10}}(?:{_SLOT_NOUN}))[\]】](?!:))"
    rf"|(?P<letters>{_BEFORE_LETTER}[Xx]{{2,16}}(?:\.[Xx]{{1,4}})?(?:-[Xx]{{4,8}})?"
    r"(?![A-Za-z0-9+/=@_])(?!\.[A-Za-z0-9])(?!-[A-Za-wyz0-9]))"
    rf"|(?P<letter>{_BEFORE_LETTER}(?:{_OTHER_LETTER}X(?:\.X{{1,2}})?(?=[{_HAN}%‰])(?!{_NOT_MASKED})"
    rf"|x(?={_UNITS})|(?<=[第约共达近超至:])X(?=[,。;、)\s]|\Z)|(?<=[〔《])X(?=[〕》])))"
    rf"|(?P<star>(?<=[{_HAN}”“《〔])\*{{1,8}}(?:\.\*{{1,4}})?(?=[{_HAN}”〕%])(?!为|表示|代表)"
    rf"|(?<![{_HAN}A-Za-z0-9*])(?:\*{{2,8}}(?={_UNITS}|{_PLACES})|(?<=[、,;:。(])\*(?=[省市县区乡镇村])))"
    rf"|(?P<line>(?<=[{_HAN}”“、,;:。(《])_(?=[{_HAN}、,;。:)”》%])"
    r"|(?<![A-Za-z0-9_./\\-])_{2,40}(?![A-Za-z0-9_/\\])(?!\.[A-Za-z0-9]))"
    r"|(?P<cross>(?<![A-Za-z0-9×])×{2,8}(?:\.×{1,4})?(?![A-Za-z0-9×])"
    rf"|(?<![A-Za-z0-9×)\]元人天个次件])×(?=(?:{_PLACES}|{_UNITS})(?![数均份])))"
    rf"|(?P<some>某{{2,4}}(?!{_INDEFINITE})|某(?={_SOME})"
    rf"|(?<=[{_HAN}])(?<![有是在任由对的])某(?=[,。、;:)(]|同志|等))"
    rf"|(?P<shape>(?<![●★○◯〇零一二三四五六七八九十])([○◯〇])\10{{1,7}}(?![○◯〇零一二三四五六七八九十后]|年代)"
    rf"|(?<![●□■△▲★☆])([●□■△▲])\11{{1,7}}(?![●□■△▲○★☆])|□(?=[年月日]))"
)
# after a century, and after a decade: 20XX, 20__, 202X年
_IN_CENTURY = re.compile(r"[Xx]{1,2}(?![A-Za-z0-9])|(?:\*{1,2}|×{1,2}|_{1,8}|○{2}|〇{2}|□{2})(?=[一-鿿〕\])—~～-])")
_IN_DECADE = re.compile(r"[Xx*×_](?=[年—~～-])")
_CENTURY = re.compile(r"(?<![0-9A-Za-z])(?:19|20|二[〇○零])\Z")
_DECADE = re.compile(r"(?<![0-9A-Za-z])20[0-9]\Z")
_BOLD = re.compile(
    r"(?<![0-9*])\*\*(?![ \t*])[^*\r\n]{1,80}(?<![ \t])\*\*(?!\*)|(?<!\w)__(?=[^\W_])[^_\r\n]{1,80}(?<=[^\W_])__(?!\w)"
)
_BULLETS = ("", "-", "*", "+")
_WORD = re.compile(rf"[{_HAN}]")
_REACH = 100  # characters around a span that decide about what is in it


class Placeholder(NamedTuple):
    """A mask. text, span: what is masked, as printed; number: the span with the digits printed with it, as in 20XX.

    form: slot ([X]), named ([单位名称]), letters (XX), letter (X), star (**), line (____), cross (××), some (某), or
    shape (○○, □□)
    """

    text: str
    span: Span
    number: Span
    form: str


def read_placeholders(raw: str, span: Span) -> list[Placeholder]:
    """What stands in raw[span] where a number, a name or a place is masked: X, XX, [X], 20XX, ×, **, ____, 某, ○○.

    What only looks like a mask is none: X射线, X轴, X区 beside A区, 3×5, **bold**, a star that calls a note, [x] before
    a task, and a line of _ alone.
    """
    offset = max(0, span[0] - _REACH)
    text = fold(raw[offset : span[1] + _REACH])
    reached, end = span[0] - offset, min(span[1] - offset, len(text))
    bold = _bold(text)
    found = []
    for start in _START.finditer(text, reached, end):
        place = start.start()
        token = _token(text, place) if place >= reached and place not in bold else None
        if token and token[0][1] <= end:
            (begins, reached), form = token
            number = _begins(text, place, reached, span[0] - offset), reached
            at, counted = ((a + offset, b + offset) for a, b in ((begins, reached), number))
            found.append(Placeholder(raw[slice(*at)], at, counted, form))
    return found


def _token(text: str, place: int) -> tuple[Span, str] | None:
    """The mask that begins at a place, and its form."""
    in_year = _in_year(text, place)
    if in_year:
        return in_year.span(), _FORMS[in_year[0][0]]
    match = _TOKEN.match(text, place)
    if not match:
        return None
    form = next(name for name, printed in match.groupdict().items() if printed)
    return (match.span(), form) if _stands(text, match, form) else None


_FORMS = dict.fromkeys("Xx", "letters") | {"*": "star", "×": "cross", "_": "line"} | dict.fromkeys("○〇□", "shape")


def _in_year(text: str, place: int) -> re.Match[str] | None:
    if _CENTURY.search(text, max(0, place - 3), place):
        return _IN_CENTURY.match(text, place)
    return _IN_DECADE.match(text, place) if _DECADE.search(text, max(0, place - 4), place) else None


def _begins(text: str, place: int, end: int, floor: int) -> int:
    """Where the number begins that holds a mask."""
    match = _in_year(text, place)
    if not match or match.end() != end:
        return place
    digits = _CENTURY.search(text, max(floor, place - 3), place) or _DECADE.search(text, max(floor, place - 4), place)
    return digits.start() if digits else place


def _stands(text: str, match: re.Match[str], form: str) -> bool:
    """Whether a mask is none of the signs that are printed like it: a task box, a label, a rule."""
    start, end = match.span()
    if form == "slot" and text[start + 1 : end - 1] in ("X", "x"):
        return text[end : end + 1] not in (" ", "\t") or text[_line(text, start) : start].strip() not in _BULLETS
    if (
        form == "named" and text[_line(text, start) : start].strip() in _BULLETS
    ):  # at the start of a line it may be a label
        return text[end - 3 : end - 1] in ("名称", "名稱", "姓名") or text[end : end + 1] in ("", "\r", "\n")
    return form != "line" or _has_words(text, start, end)


def _has_words(text: str, start: int, end: int) -> bool:
    """Whether anything but rules stands in the line, as far as it is seen."""
    reach = min(len(text), end + _REACH)
    breaks = (text.find(newline, end, reach) for newline in "\r\n")
    ends = min((place for place in breaks if place >= 0), default=reach)
    return _WORD.search(text, _line(text, start), ends) is not None


def _line(text: str, place: int) -> int:
    """Where the line begins that holds a place, as far as it is seen."""
    floor = max(0, place - _REACH)
    return max(floor, *(text.rfind(newline, floor, place) + 1 for newline in "\r\n"))


def _bold(text: str) -> set[int]:
    """The places of the signs around **bold** words; two masks such as **县**镇 are none."""
    places: set[int] = set()
    if "**" in text or "__" in text:
        for start, end in _pairs(text):
            places |= {start, start + 1, end - 2, end - 1}
    return places


def _pairs(text: str) -> Iterator[Span]:
    position = 0
    while match := _BOLD.search(text, position):
        start, end = match.span()
        masks = _NOUN.match(text, start + 2) and _NOUN.match(text, end)
        if not masks:
            yield start, end
        position = start + 2 if masks else end
