"""Number formats: what a number looks like in each ST_NumberFormat of OOXML, as Word prints it.

Formats with automatic numbering have a name or a number for each of these of their own; their loaders map it to one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_LONGEST = 30  # repetitions of a letter, and thousands of a Roman number, that are written out
_GAPLESS = 10_000
_MYRIADS = 100_000_000

_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_ROMAN = (
    ("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10),
    ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
)  # fmt: skip
STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_KOREAN_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_KOREAN_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")

_Format = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class _Counting:
    """A way to write numbers with words for ten, hundred, thousand and ten thousand."""

    digits: str
    units: str
    bare: int = 0  # how many of the units go without a one before them: 十, and in Japanese 百 and 千 too
    gaps: bool = True  # whether places that are left out are told by a zero
    bare_inside: bool = False  # whether that one is left out after a higher place as well: 百十, not 一百一十

    def __call__(self, n: int) -> str:
        if n >= _MYRIADS:
            return str(n)
        high, low = divmod(n, _GAPLESS)
        written = self._thousands(high) + self.units[3] if high else ""
        if high and low and low < 1000 and self.gaps:
            written += self.digits[0]
        return written + self._thousands(low, not written) if low else written

    def _thousands(self, n: int, first: bool = True) -> str:
        written, gap = "", False
        for place in (3, 2, 1, 0):
            digit = n // 10**place % 10
            if not digit:
                gap = bool(written)
                continue
            if gap and self.gaps:
                written += self.digits[0]
            leads = first and not written
            bare = digit == 1 and 0 < place <= self.bare and (leads or self.bare_inside)
            written += ("" if bare else self.digits[digit]) + (self.units[place - 1] if place else "")
            gap = False
        return written


def _digits(characters: str) -> _Format:
    table = str.maketrans("0123456789", characters)
    return lambda n: str(n).translate(table)


def _tens_then_digits(characters: str) -> _Format:
    """十 and 二十一 below a hundred, digit by digit from there on."""
    below = _Counting(characters, "十百千万", bare=1)
    beyond = _digits(characters)
    return lambda n: below(n) if n < 100 else beyond(n)


def _listed(*signs: str) -> _Format:
    """A sign for each number, and the number itself beyond them."""
    return lambda n: signs[n - 1] if n <= len(signs) else str(n)


def _span(first: str, count: int) -> _Format:
    return _listed(*(chr(ord(first) + i) for i in range(count)))


def _repeated(alphabet: str) -> _Format:
    """a, b … z, aa, bb …"""

    def write(n: int) -> str:
        times, index = divmod(n - 1, len(alphabet))
        return alphabet[index] * (times + 1) if times < _LONGEST else str(n)

    return write


def _roman(n: int) -> str:
    if n >= _LONGEST * 1000:
        return str(n)
    written = ""
    for sign, value in _ROMAN:
        times, n = divmod(n, value)
        written += sign * times
    return written


def _ordinal(n: int) -> str:
    suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def _words(n: int) -> str:
    if n < 20:
        return _ONES[n]
    if n < 100:
        return _TENS[n // 10] + (f"-{_ONES[n % 10]}" if n % 10 else "")
    name, unit = ("hundred", 100) if n < 1000 else ("thousand", 1000)
    return f"{_words(n // unit)} {name}" + (f" {_words(n % unit)}" if n % unit else "")


def _cardinal_text(n: int) -> str:
    return _words(n).capitalize() if n < 1_000_000 else str(n)


def _ordinal_text(n: int) -> str:
    if n >= 1_000_000:
        return str(n)
    *before, last = _words(n).replace("-", "- ").split(" ")
    last = _ORDINALS.get(last, last.removesuffix("y") + "ieth" if last.endswith("y") else last.removesuffix("t") + "th")
    return " ".join([*before, last]).replace("- ", "-").capitalize()


def _korean_legal(n: int) -> str:
    return _KOREAN_TENS[n // 10] + _KOREAN_ONES[n % 10] if n < 100 else str(n)


_WIDE = _digits("０１２３４５６７８９")
_IDEOGRAPHS = _digits("〇一二三四五六七八九")
# GB 2312 has ⒈ and ⑴ to 20, ① and ㈠ to 10 only: these four formats are made of it, and go no further.
_FORMATS: dict[str, _Format] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": _WIDE,
    "decimalFullWidth2": _WIDE,
    "decimalEnclosedCircle": _span("①", 20),
    "decimalEnclosedCircleChinese": _span("①", 10),
    "decimalEnclosedFullstop": _span("⒈", 20),
    "decimalEnclosedParen": _span("⑴", 20),
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": _repeated("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _repeated("abcdefghijklmnopqrstuvwxyz"),
    "russianUpper": _repeated("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
    "russianLower": _repeated("абвгдежзиклмнопрстуфхцчшщыэюя"),
    "ordinal": _ordinal,
    "ordinalText": _ordinal_text,
    "cardinalText": _cardinal_text,
    "chicago": _repeated("*†‡§"),
    "chineseCounting": _tens_then_digits("〇一二三四五六七八九"),
    "chineseCountingThousand": _Counting("零一二三四五六七八九", "十百千万", bare=1),
    "chineseLegalSimplified": _Counting("零壹贰叁肆伍陆柒捌玖", "拾佰仟万"),
    "ideographDigital": _IDEOGRAPHS,
    "ideographTraditional": _listed(*STEMS),
    "ideographZodiac": _listed(*_BRANCHES),
    "ideographZodiacTraditional": _listed(*(STEMS[i % 10] + _BRANCHES[i % 12] for i in range(60))),
    "ideographLegalTraditional": _Counting("零壹貳參肆伍陸柒捌玖", "拾佰仟萬"),
    "ideographEnclosedCircle": _span("㈠", 10),
    "taiwaneseCounting": _tens_then_digits("○一二三四五六七八九"),
    "taiwaneseCountingThousand": _Counting("零一二三四五六七八九", "十百千萬", bare=1),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "japaneseCounting": _Counting("〇一二三四五六七八九", "十百千万", bare=3, gaps=False, bare_inside=True),
    "japaneseDigitalTenThousand": _IDEOGRAPHS,
    "japaneseLegal": _Counting("〇壱弐参四伍六七八九", "拾百阡萬", gaps=False),
    "aiueo": _repeated("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
    "aiueoFullWidth": _repeated(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン"
    ),
    "iroha": _repeated("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"),
    "irohaFullWidth": _repeated(
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
    ),
    "koreanDigital": _digits("영일이삼사오육칠팔구"),
    "koreanDigital2": _digits("零一二三四五六七八九"),
    "koreanCounting": _Counting("영일이삼사오육칠팔구", "십백천만", bare=3, gaps=False, bare_inside=True),
    "koreanLegal": _korean_legal,
    "ganada": _repeated("가나다라마바사아자차카타파하"),
    "chosung": _repeated("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    "none": lambda n: "",
    "bullet": lambda n: "",
}
_SILENT = frozenset({"none", "bullet"})
_WITH_ZERO = frozenset({
    "decimalZero", "decimalFullWidth", "decimalFullWidth2", "ideographDigital", "japaneseDigitalTenThousand",
    "taiwaneseDigital", "koreanDigital", "koreanDigital2",
})  # fmt: skip


def write_number(number: int, number_format: str) -> str:
    """`number` as automatic numbering prints it in a format: 12, 十二, ⑫, xii, 壹拾贰.

    number_format: a name of ST_NumberFormat in ECMA-376, part 1, 17.18.59, as `chineseCounting` or `upperRoman`; ""
    comes of `none` and `bullet`. Decimal where the format has no sign for the number, as of ㉑ in
    `decimalEnclosedCircle` and all below 1 in most, and where it is not known here.
    """
    if number_format in _SILENT or number > 0 or (number == 0 and number_format in _WITH_ZERO):
        return _FORMATS.get(number_format, str)(number)
    return str(number)
