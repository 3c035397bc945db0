"""Lists: the markers that browsers print before the items of lists, which stand nowhere in the text of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import normalize

from docparse_html.page import Element

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 9999  # the largest number that has a name; a larger one is printed in digits
_BULLETS = {"disc": "•", "circle": "○", "square": "■"}
_OLD_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_STRING = re.compile("\\s*[\"'](.{0,8})[\"']")
# An item that prints a marker of its own stands in a list whose markers a style sheet of the site has switched off.
_MARKED = 40  # characters in which a marker stands
_NUMBER = "(?:[0-9]{1,3}|[一二三四五六七八九十百零〇两廿卅]{1,4}|[壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3}|[甲乙丙丁戊己庚辛壬癸]|[A-Za-z]|[IVXivxⅠ-ⅻ]{1,5})"
_OWN_MARKER = re.compile(
    rf"\s*(?:[（(〔\[【]\s*{_NUMBER}\s*[)）〕\]】]|{_NUMBER}\s*(?:[)）、，,;；]|(?<![0-9])[：:]|[.．](?!\d))|[0-9]{{1,2}}(?:[.．][0-9]{{1,2}})*[ \t\u3000](?=[一-鿿])"
    r"|[A-Z0-9]{1,2}(?:[.．][0-9]{1,2}){1,4}(?![0-9年月日%％])"
    r"|第[一二三四五六七八九十百零〇0-9]{1,5}(?:[条條章节節项項編编篇卷册辑点點、，,]|部分|单元|分[编編])|附[件录錄表]|篇[0-9一二三四五六七八九十]"
    r"|[①-⑳⑴-⒛㈠-㈩]|[●○◎•·■□◆◇▪▲△►★☆※\-–—]|[一二三四五六七八九十]{1,3}[是：:])"
)


@dataclass(slots=True)
class Counter:
    """A list while its items are read: how its markers look, the next number, and the step to the one after it."""

    kind: str
    number: int = 1
    step: int = 1


def open_list(element: Element) -> Counter:
    """The counter of an ol, ul, menu or dir at its start tag."""
    ordered = element.name == "ol"
    kind = _kind(element) or ("decimal" if ordered else "disc")
    backwards = ordered and "reversed" in element.attributes
    items = sum(isinstance(child, Element) and child.name == "li" for child in element.children) if backwards else 1
    return Counter(kind, _number(element.attributes.get("start"), items if backwards else 1), -1 if backwards else 1)


def marker(counter: Counter, item: Element) -> str:
    """The marker of the next item, with the blank after it; "" for none."""
    number = _number(item.attributes.get("value"), counter.number)
    counter.number = number + counter.step
    kind = _kind(item) or counter.kind
    if kind == "none":
        return ""
    string = _STRING.match(kind)
    if string:
        return string[1]
    if kind in _BULLETS:
        return f"{_BULLETS[kind]} "
    written, suffix = _WRITTEN.get(kind, (str, ". "))
    return f"{written(number) if 0 < number <= _MOST else number}{suffix}"


def has_own_marker(text: str) -> bool:
    """Whether an item begins with a marker that its author wrote."""
    folded = normalize("NFKC", text[:_MARKED])  # ［１） is [1)
    return _OWN_MARKER.match(text) is not None or _OWN_MARKER.match(folded) is not None


def _kind(element: Element) -> str:
    declared = element.declared.get("list-style-type", "")
    if not declared:
        words = element.declared.get("list-style", "").split()
        declared = next((word for word in words if word in _WRITTEN or word in _BULLETS or word == "none"), "")
    old = element.attributes.get("type", "")
    return declared or _OLD_TYPES.get(old, old.lower() if old.lower() in {*_BULLETS, "none"} else "")


def _number(text: str | None, otherwise: int) -> int:
    match = re.match(r"\s*([+-]?[0-9]{1,9})", text or "")
    return int(match[1]) if match else otherwise


def _chinese(digits: str, tens: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        if not tens:
            return "".join(digits[int(digit)] for digit in str(number))
        written, zero = "", False
        for place, digit in enumerate(map(int, reversed(str(number)))):
            if digit:
                written = digits[digit] + ("", *tens)[place] + (digits[0] if zero and written else "") + written
                zero = False
            else:
                zero = bool(written)
        informal = digits is _DIGITS and 10 <= number < 20
        return written[1:] if informal else written

    return write


def _letters(alphabet: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        written = ""
        while number:
            number, letter = divmod(number - 1, len(alphabet))
            written = alphabet[letter] + written
        return written

    return write


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_INFORMAL = (_chinese(_DIGITS, "十百千"), "、")
_WRITTEN: dict[str, tuple[Callable[[int], str], str]] = {
    "decimal": (str, ". "),
    "decimal-leading-zero": (lambda number: f"{number:02}", ". "),
    "lower-alpha": (_letters(_LATIN), ". "),
    "lower-latin": (_letters(_LATIN), ". "),
    "upper-alpha": (_letters(_LATIN.upper()), ". "),
    "upper-latin": (_letters(_LATIN.upper()), ". "),
    "lower-roman": (_roman, ". "),
    "upper-roman": (lambda number: _roman(number).upper(), ". "),
    "cjk-ideographic": _INFORMAL,
    "simp-chinese-informal": _INFORMAL,
    "trad-chinese-informal": _INFORMAL,
    "simp-chinese-formal": (_chinese(_FORMAL, "拾佰仟"), "、"),
    "trad-chinese-formal": (_chinese(_FORMAL_TRADITIONAL, "拾佰仟"), "、"),
    "cjk-decimal": (_chinese("〇" + _DIGITS[1:], ""), "、"),
    "japanese-informal": _INFORMAL,
    "cjk-heavenly-stem": (_letters(_STEMS), "、"),
    "cjk-earthly-branch": (_letters(_BRANCHES), "、"),
}
