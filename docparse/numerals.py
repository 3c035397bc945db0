"""Numerals: the number of an outline marker, a year, an announced count. Reading never raises, on any text."""

from __future__ import annotations

import re
from functools import lru_cache

from docparse.number_formats import STEMS, write_number

_DIGITS = "零一二三四五六七八九"
_UNITS = {"千": 1000, "百": 100, "十": 10}
_FORMAL_DIGITS = "壹贰叁肆伍陆柒捌玖拾佰仟"
_FORMAL = str.maketrans("一二三四五六七八九十百千", _FORMAL_DIGITS)
_WIDE = "０１２３４５６７８９"
_LONGEST = 80  # characters; no marker is longer, and what is longer must not fill the caches

# Characters that are a number by themselves: the first of a run, what it is written as, its numbers.
_RUNS = (
    ("①", "{}", range(1, 21)), ("㉑", "{}", range(21, 36)), ("㊱", "{}", range(36, 51)),
    ("❶", "{}", range(1, 11)), ("⓫", "{}", range(11, 21)), ("⓵", "{}", range(1, 11)),
    ("⑴", "({})", range(1, 21)), ("⒈", "{}.", range(1, 21)),
    ("㈠", "({})", range(1, 11)), ("㊀", "{}", range(1, 11)),
)  # fmt: skip
_SINGLE = "".join(chr(ord(first) + i) for first, _, numbers in _RUNS for i in range(len(numbers)))
_GLYPHS = re.compile(f"[0-9]+|[{_WIDE}]+|[一二三四五六七八九十百千]+|[{_FORMAL_DIGITS}]+|[{_SINGLE}]")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PLAIN = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {chr(ord(first) + i): form.format(n) for first, form, numbers in _RUNS for i, n in enumerate(numbers)}
    | {chr(ord(first) + i): roman for first in "Ⅰⅰ" for i, roman in enumerate(_ROMAN)}
    | dict(zip("壹贰貳叁參参叄肆伍陆陸柒捌玖拾佰仟〇○兩", "一二二三三三三四五六六七八九十百千零零两", strict=True))
    | {"廿": "二十", "卅": "三十", "卌": "四十"}
)

_H = "[零一二三四五六七八九十百千两]"
_N = rf"[0-9]{{1,9}}(?![0-9])|{_H}{{1,9}}(?!{_H})"
_TAIL = rf"(?:(?!{_H})[^0-9]){{0,12}}"  # 条 、 ) 点是: what a marker has after its number, itself without one
_WORD = re.compile("(首先|其次|再其次|再次|另一[个個]|再一[个個]|[还還]有一[个個])")
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再其次": 3, "另": 2, "再": 3, "还": 4, "還": 4}
_NUMBER = re.compile(
    rf"[(\[〔【]?\s*(?:(?:第|其|之|篇|附[件表錶录錄彔録图圖])\s*)?({_N})(?:[^0-9]{{0,3}}之({_N}))?{_TAIL}"
)
_DECIMAL = re.compile(r"[(第]?\s*([0-9]{1,4}(?:\s?\.\s?[0-9]{1,4}){1,5})(?![0-9])" + _TAIL)
_SIGN = re.compile(rf"\(?\s*([{STEMS}]|[A-Za-z|]{{1,8}})\s*[.、:)]{{0,2}}")
_DASH_FOR_ONE = re.compile(r"[—–ー-]、|\(\s*[—–ー-]\s*\)[、.]?")
_ROMAN_FORM = re.compile("(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ZERO = str.maketrans("零〇○OoΟοОо" + _DIGITS[1:], "0" * 9 + "123456789")
_YEAR = re.compile(r"\s*([12１２一二][0-9０-９零〇○OoΟοОо一二三四五六七八九]{3})\s*年?\s*")
_SCALES = str.maketrans("萬億點", "万亿点")
_REPUBLIC = re.compile(rf"\s{{0,4}}(?:中[华華])?民[国國]\s{{0,4}}([0-9]{{1,3}}|元|{_H}{{1,5}})年?\s{{0,4}}")
_COUNT = re.compile(rf"({_N})(?![几幾多余餘来來些数數]|系列){_TAIL}")


def han(n: int) -> str:
    """`n`, 1 to 9999, as a Han numeral: 十二, 一百零三. ValueError outside."""
    if not 1 <= n <= 9999:
        raise ValueError(f"{n} is not within 1 to 9999")
    return write_number(n, "chineseCountingThousand")


def _han_value(text: str) -> int | None:
    """The number that `han` writes as `text`, or in the free spellings 两百, 一十二, 一百十二, and 百一 for 101.

    The last is how a list in the format japaneseCounting counts, which Chinese Word gives to 一、 when it is typed.
    """
    if text.startswith(("百", "千")):
        return _bare_value(text)
    text = re.sub("^两$|两(?=[百千])", "二", text)
    text = re.sub("(?<=百)十", "一十", re.sub("^一十", "十", text))
    value, digit = 0, 0
    for char in text:
        if char in _UNITS:
            value += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS.find(char)
    value += digit
    return value if 1 <= value <= 9999 and han(value) == text else None  # han is the judge of what is well formed


def _bare_value(text: str) -> int | None:
    """The number of a numeral without 一 before 百 and 千, and without 零: 百十, 千百一. 百 alone is a word: 百条."""
    written = re.fullmatch(
        "(千)?(?:([一二三四五六七八九]?)(百))?(?:([一二三四五六七八九]?)(十))?([一二三四五六七八九]?)", text
    )
    if written is None or text in ("百", "千"):
        return None
    thousand, hundreds, hundred, tens, ten, ones = written.groups()
    value = 1000 * bool(thousand)
    value += 100 * (_DIGITS.find(hundreds) if hundreds else 1) if hundred else 0
    value += 10 * (_DIGITS.find(tens) if tens else 1) if ten else 0
    return value + (_DIGITS.find(ones) if ones else 0)


def _value(number: str) -> int | None:
    return int(number) if number[0] in "0123456789" else _han_value(number)


def _sign_value(sign: str) -> int | None:
    """The number of a Heavenly Stem, a letter or a Roman numeral."""
    if sign in STEMS:
        return STEMS.index(sign) + 1
    if sign in ("l", "|"):  # OCR reads 1 so
        return 1
    upper = sign.upper()
    # Alone, I V X count as Roman: a list rarely goes on to its ninth letter. L and C are the letters.
    if len(upper) == 1 and upper not in "IVX":
        return ord(upper) - ord("A") + 1 if "A" <= upper <= "Z" else None
    if not _ROMAN_FORM.fullmatch(upper):
        return None
    values = [_ROMAN_VALUE[char] for char in upper]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[int, ...]:
    text = text.translate(_PLAIN).strip()
    if word := _WORD.match(text):
        return (_WORDS.get(word[1]) or _WORDS[word[1][0]],)
    if _DASH_FOR_ONE.fullmatch(text):
        return (1,)
    if match := _DECIMAL.fullmatch(text):
        return tuple(int(part) for part in match[1].split("."))
    if match := _NUMBER.fullmatch(text):
        numbers = [_value(number) for number in match.groups() if number]
    elif match := _SIGN.fullmatch(text):
        numbers = [_sign_value(match[1])]
    else:
        return ()
    read = tuple(number for number in numbers if number is not None)
    return read if len(read) == len(numbers) else ()


def read_number(text: str) -> int | list[int] | None:
    """The number printed in an outline marker; None if there is none, or none that is well formed.

    一、 第十条 (12) ④ Ⅳ. 甲、 首先 give an int; 1.2.3 and 第十二条之一 a list; 附件 —— 一二三、 None.
    """
    numbers = _read(text) if len(text) <= _LONGEST else ()
    if len(numbers) == 1:
        return numbers[0]
    return list(numbers) or None


def renumber(marker: str, number: int) -> str | None:
    """`marker` with `number` in it, in the glyphs of the one that it has: 三是 gives 四是, （３） （４）, ③ ④, 叁、 肆、.

    None for a marker without exactly one number of digits or of one such glyph, or where the glyphs have no such number.
    """
    runs = list(_GLYPHS.finditer(marker)) if len(marker) <= _LONGEST else []
    if len(runs) != 1 or number < 1:
        return None
    written = _in_glyphs_of(runs[0][0], number)
    changed = marker[: runs[0].start()] + (written or "") + marker[runs[0].end() :]
    return changed if written and read_number(changed) == number else None


def _in_glyphs_of(run: str, number: int) -> str | None:
    for first, _, numbers in _RUNS:
        if run in (chr(ord(first) + i) for i in range(len(numbers))):
            return chr(ord(first) + number - numbers[0]) if number in numbers else None
    if run.isascii():
        return str(number)
    if run[0] in _WIDE:
        return write_number(number, "decimalFullWidth")
    if number > 9999:
        return None
    return han(number).translate(_FORMAL) if run[0] in _FORMAL_DIGITS else han(number)


def read_year(text: str) -> int | None:
    """The year 1000 to 2999 in `text`, digit by digit: 2025 二〇二五年 二0一一 二OO八; or of the Republic: 民國八十八年.

    None otherwise.
    """
    if republic := _REPUBLIC.fullmatch(text):
        number = 1 if republic[1] == "元" else _value(republic[1])
        return 1911 + number if number else None
    match = _YEAR.fullmatch(text) if len(text) <= _LONGEST else None
    return int(match[1].translate(_ZERO)) if match else None


@lru_cache(maxsize=1024)
def _count(text: str) -> int | None:
    match = _COUNT.fullmatch(text.translate(_PLAIN).strip())
    return _value(match[1]) if match else None


def read_count(text: str) -> int | None:
    """The number in an announced count: 三 两个 十二项 5点; None for 几, 若干, 十几, 十多个, 一些."""
    return _count(text) if len(text) <= _LONGEST else None


def read_spoken(text: str) -> float | None:
    """The amount in words: 一百二十四, 八亿四千万, 一萬二千, 百, 九十八点六; None for what is none."""
    whole, _, part = text.translate(_PLAIN).translate(_SCALES).partition("点")
    total = 0.0
    for name, scale in (("亿", 1e8), ("万", 1e4), ("", 1)):
        head, found, rest = whole.partition(name) if name else (whole, whole, "")
        if found:
            head = "一百" if head == "百" else head.lstrip("零")
            value = _han_value(head) if head else 0
            if value is None:
                return None
            total, whole = total + value * scale, rest
    digits = part.translate(_ZERO)
    return total + float(f"0.{digits}") if digits.isdecimal() else None if part else total
