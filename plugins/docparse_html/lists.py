"""Lists: the markers that browsers print before the items of lists, which stand nowhere in the text of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from docparse import write_number
from docparse_html.page import Element

# list-style-type: a format of OOXML, and what browsers print after the number
_INFORMAL, _LOWER, _UPPER = ("chineseCountingThousand", "、"), ("lowerLetter", ". "), ("upperLetter", ". ")
_FORMATS = {
    "decimal": ("decimal", ". "),
    "decimal-leading-zero": ("decimalZero", ". "),
    "lower-alpha": _LOWER,
    "lower-latin": _LOWER,
    "upper-alpha": _UPPER,
    "upper-latin": _UPPER,
    "lower-roman": ("lowerRoman", ". "),
    "upper-roman": ("upperRoman", ". "),
    "cjk-ideographic": _INFORMAL,
    "simp-chinese-informal": _INFORMAL,
    "trad-chinese-informal": _INFORMAL,
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "trad-chinese-formal": ("ideographLegalTraditional", "、"),
    "cjk-decimal": ("ideographDigital", "、"),
    "japanese-informal": ("japaneseCounting", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}
_LETTERS = 26
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
    number_format, suffix = _FORMATS.get(kind, ("decimal", ". "))
    return _written(number, number_format) + suffix


def has_own_marker(text: str) -> bool:
    """Whether an item begins with a marker that its author wrote."""
    folded = normalize("NFKC", text[:_MARKED])  # ［１） is [1)
    return _OWN_MARKER.match(text) is not None or _OWN_MARKER.match(folded) is not None


def _kind(element: Element) -> str:
    declared = element.declared.get("list-style-type", "")
    if not declared:
        words = element.declared.get("list-style", "").split()
        declared = next((word for word in words if word in _FORMATS or word in _BULLETS or word == "none"), "")
    old = element.attributes.get("type", "")
    return declared or _OLD_TYPES.get(old, old.lower() if old.lower() in {*_BULLETS, "none"} else "")


def _number(text: str | None, otherwise: int) -> int:
    match = re.match(r"\s*([+-]?[0-9]{1,9})", text or "")
    return int(match[1]) if match else otherwise


def _written(number: int, number_format: str) -> str:
    if number > _LETTERS and number_format in ("lowerLetter", "upperLetter"):  # aa, ab: Word goes on with aa, bb
        before, last = divmod(number - 1, _LETTERS)
        return _written(before, number_format) + write_number(last + 1, number_format)
    return write_number(number, number_format)
