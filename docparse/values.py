"""Values: the vocabulary that records share — sentences, cited documents, dates, periods, figures — each with its span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from docparse.numerals import read_number, read_year
from docparse.source import fold
from docparse.tree import Document, Node

Span = tuple[int, int]
PLACEHOLDER = r"(?:\[X+\]|[Xx×＊*_]{1,4}|X|某+)"
_SENTENCE = re.compile(r"[^。！？!?；;\r\n]+[。！？!?；;]?[”’」』]?")
_CITED = re.compile(r"《([^《》]{2,80})》(?:[（(]([^（()）]{2,24}[〔\[［（(]?\d{2,4}[^（()）]{0,12}号)[）)])?")
_YEAR = r"(?:[12]\d{3}|[12][0-9Xx*_×]{3}|[一二][〇○零0OoΟ一二三四五六七八九]{3})"
_DATE = re.compile(rf"({_YEAR})年(?:\s*([\d一二三四五六七八九十Xx*]{{1,3}})月(?:\s*([\d一二三四五六七八九十Xx*]{{1,3}})日)?)?")
_PERIOD = re.compile(rf"({_YEAR})年?(?:[-—–~至到]|－)({_YEAR})年(?:度)?")
_FIGURE = re.compile(
    rf"(?P<value>\d[\d,]*(?:\.\d+)?|{PLACEHOLDER})(?P<more>多|余|几)?(?P<unit>%|％|‰|万?亿?元|万?[人名次场期份条项个篇件所家户座处册幅届公里亩㎡]|万?平方米|人次|场次|分)"
)


class Fields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of record structs. `spans` gives for each field that was read its span, or one span for each list item."""

    spans: dict[str, Span | list[Span]] = {}


class Quote(NamedTuple):
    """A piece of the source, with its span."""

    text: str
    span: Span


class Period(msgspec.Struct, frozen=True):
    """A span of time. start, end: ISO, partial where the text is (2025, 2025-05); raw: as printed."""

    start: str
    end: str
    raw: str


class Date(msgspec.Struct, frozen=True):
    """A date. iso: partial where the text is, None when masked; raw: as printed."""

    iso: str | None
    raw: str


class Cited(msgspec.Struct, frozen=True):
    """A cited document. title: between 《》; number: 发文字号 where it is printed after the title."""

    title: str
    number: str | None = None


class Figure(msgspec.Struct, frozen=True):
    """A count. value: the number, or the placeholder as printed; subject: the words before it."""

    value: float | str
    unit: str
    subject: str


def sentences(document: Document, node: Node) -> Iterator[Quote]:
    """The sentences of the paragraphs below `node`, in order."""
    raw = document.source.raw
    for leaf in document.descendants(node, "paragraph"):
        yield from split_sentences(raw, leaf.span)


def split_sentences(raw: str, span: Span) -> Iterator[Quote]:
    """The sentences of raw[span], blanks around them left out."""
    for match in _SENTENCE.finditer(raw, *span):
        text = match[0]
        start = match.start() + len(text) - len(text.lstrip())
        if text.strip():
            yield Quote(text.strip(), (start, start + len(text.strip())))


def cited(raw: str, span: Span) -> list[tuple[Cited, Span]]:
    """The documents cited with 《》 in raw[span]."""
    return [(Cited(match[1], match[2]), match.span()) for match in _CITED.finditer(raw, *span)]


def dates(raw: str, span: Span) -> list[tuple[Date, Span]]:
    """The dates printed in raw[span], Chinese or Arabic, whole or partial."""
    return [(Date(_iso(match), match[0]), match.span()) for match in _DATE.finditer(raw, *span)]


def periods(raw: str, span: Span) -> list[tuple[Period, Span]]:
    """The year ranges printed in raw[span]: 2010-2011年."""
    found = []
    for match in _PERIOD.finditer(raw, *span):
        start, end = read_year(match[1]), read_year(match[2])
        if start and end:
            found.append((Period(str(start), str(end), match[0]), match.span()))
    return found


def figures(raw: str, span: Span) -> list[tuple[Figure, Span]]:
    """The counts, percentages and sums in raw[span], with the words before each as its subject."""
    found = []
    for match in _FIGURE.finditer(raw, *span):
        clause = re.split(r"[，,。；;、：:]", raw[span[0] : match.start()])[-1]
        found.append((Figure(number(match["value"]), match["unit"], clause.strip()[-20:]), match.span()))
    return found


def number(printed: str) -> float | str:
    """A printed number as int-valued or decimal float; a placeholder stays as it is printed."""
    try:
        return float(fold(printed).replace(",", ""))
    except ValueError:
        return printed


def _iso(match: re.Match[str]) -> str | None:
    year = read_year(match[1])
    if year is None:
        return None
    iso = f"{year:04}"
    for part in (match[2], match[3]):
        value = read_number(part) if part and not part.isascii() else int(part) if part and part.isdigit() else None
        if not isinstance(value, int):
            break
        iso += f"-{value:02}"
    return iso


def as_json(value: Any) -> Any:
    """A struct as plain JSON types, whole floats as integers."""
    return _plain(msgspec.to_builtins(value))


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
