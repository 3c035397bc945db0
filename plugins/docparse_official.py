"""Official numbering: the outline numbers of GB/T 9704-2012 and their practice, and the floating ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    LAST,
    NEXT,
    Diagnostic,
    Document,
    Edit,
    Node,
    Rule,
    Style,
    announcements,
    grammar_fragment,
    hookimpl,
    read_number,
    renumber,
)

# rank: 编 10, 章 14, 条 18, then 一、 20, (一) 30, 1. 40, (1) 50, ① 60, A. 70, bullets 80
_SEPARATOR = re.compile(r"(?<=[0-9])[ \t]*[.,][ \t]*(?=[0-9])|(?<=[0-9])[ \t]+(?=[0-9])")
_CONFUSED = str.maketrans("仁亡士入=lI|Oo", "二二十八二11100")  # glyphs that OCR confuses


def _read_confused(marker: str) -> int | list[int] | None:
    return read_number(marker.translate(_CONFUSED))


def _read_path(marker: str) -> int | list[int] | None:
    """2 .3 3,3 5 2 as paths: the dot is lost or another sign."""
    return read_number(_SEPARATOR.sub(".", marker.strip().translate(_CONFUSED)))


def _read_annex(marker: str) -> list[int]:
    """B.1 as [2, 1]."""
    letter, *numbers = marker.split(".")
    return [ord(letter) - ord("A") + 1, *map(int, numbers)]


STYLES = (
    Style("fin_dun", rank=18),
    Style("roman", rank=19),
    Style("stem_dun", rank=19),
    Style("han_dun", rank=20, family="han"),
    Style("han_paren", rank=30, family="han_paren", read=_read_confused),
    Style("paren_han_char", rank=30, family="han_paren"),
    Style("arabic_dot", rank=40, family="arabic", read=_read_confused),
    Style("arabic_dun", rank=40, family="arabic", read=_read_confused),
    Style("arabic_colon", rank=40, family="arabic"),
    Style("arabic_space", rank=40, family="arabic"),
    Style("dot_arabic_char", rank=40, family="arabic"),
    Style("decimal", rank=42, path=True, read=_read_path),
    Style("annex_decimal", rank=42, family="annex", path=True, read=_read_annex),
    Style("arabic_paren", rank=50, family="arabic_paren", read=_read_confused),
    Style("paren_arabic_char", rank=50, family="arabic_paren"),
    Style("arabic_rparen", rank=52, family="arabic_rparen"),
    Style("arabic_rparen_dun", rank=52, family="arabic_rparen"),
    Style("circled", rank=60),
    Style("latin_dot", rank=70),
    Style("latin_paren", rank=70),
    Style("latin_lower_dot", rank=72),
    Style("latin_lower_paren", rank=72),
    Style("roman_paren", rank=74, read=lambda marker: read_number(marker.strip("()").upper())),
    Style("bullet_dash", rank=80, numbered=False),
    Style("bullet_round", rank=80, numbered=False),
    Style("bullet_square", rank=80, numbered=False),
    Style("bullet_star", rank=80, numbered=False),
    # floating ordinals have no level of their own; the families say what continues what
    Style("verb_shi", family="verb"),
    Style("verb_yao", family="verb"),
    Style("verb_ze", family="verb"),
    Style("verb_x", family="*"),
    Style("ordinal_dou", family="sequence", pairs=True),
    Style(
        "seq_word",
        family="sequence",
        pairs=True,
        read=lambda marker: LAST if marker.startswith("最") else read_number(marker),
    ),
    Style("ordinal_shi", family="point"),
    Style("ordinal_dian_shi", family="point"),
    Style("item_shi", family="one_is", read=lambda marker: 1 if marker.startswith("一") else NEXT),
    Style("qi_ordinal"),
)


@hookimpl
def extend_grammar() -> list[str]:
    return [grammar_fragment(name) for name in ("official", "series", "elements", "prose")]


@hookimpl
def marker_styles() -> list[Style]:
    return list(STYLES)


RULES = (
    Rule("ordinal_gap", "A number is left out of a series.", "GB/T 9704-2012, 7.3.3: the numbers of a level in turn"),
    Rule(
        "duplicate_ordinal", "A number comes twice in one series.", "GB/T 9704-2012, 7.3.3: the numbers of a level in turn",
        "error", fixable=True,
    ),
    Rule("series_starts_late", "A series does not begin with 1.", "GB/T 9704-2012, 7.3.3: the numbers of a level in turn"),
    Rule("single_item_series", "一是 or 一要 stands alone, with no second item.", "practice: one item is no list"),
    Rule("mixed_series_style", "A series changes its style.", "GB/T 15834-2011: ordinals of one kind in a series", "info"),
    Rule("ocr_marker", "A marker has another glyph for its number.", "scanned documents: — for 一, l for 1", fixable=True),
    Rule("announced_count_mismatch", "A count is announced and not kept.", "two statements of the text", "error"),
)  # fmt: skip


@hookimpl
def rules() -> list[Rule]:
    return list(RULES)


_FAMILY = {style.name: style.family or style.name for style in STYLES}
_OCR_GLYPHS = frozenset("—ー|lI=仁亡士入")
_MISREAD = re.compile("[" + "".join(_OCR_GLYPHS) + "]")
_HAN, _ARABIC = ("han_", "item_", "verb_", "ordinal_"), ("arabic_",)  # what the styles begin with, by their digits
_LONE = ("verb_shi", "verb_yao")  # 一是 without 二是 is a fault; a lone 1. may be a fragment's


@hookimpl
def check_document(document: Document, node: Node) -> Iterator[Diagnostic]:
    """Findings about the series of one document: gaps, repeats, late starts, lone items, mixed styles, OCR glyphs,
    and counts that are announced and not kept."""
    for found in announcements(document, node):
        if not found.ok:
            message = f"{found.announced} announced ({found.text}), but the series that follows has {found.actual}"
            yield Diagnostic("announced_count_mismatch", message, found.span, "error")
    latest: dict[str, int] = {}
    for parent in (node, *_inside(document, node)):
        series: dict[str, list[Node]] = {}
        for child in document.children(parent):
            if child.style in _FAMILY and isinstance(child.ordinal, int):
                run = series.setdefault(_FAMILY[child.style], [])
                if child.ordinal == 1:
                    yield from _check_end(run)
                    run.clear()
                yield from _check_step(document, child, run, latest)
                run.append(child)
                latest[child.style] = child.ordinal
        for run in series.values():
            yield from _check_end(run)


def _inside(document: Document, node: Node) -> Iterator[Node]:
    """The sections and items of one document, not those of documents inside it."""
    for child in document.children(node):
        if child.kind in ("section", "item"):
            yield child
            yield from _inside(document, child)


def _check_step(document: Document, node: Node, run: list[Node], latest: dict[str, int]) -> Iterator[Diagnostic]:
    assert isinstance(node.ordinal, int)
    marker, start = node.marker or "", node.marker_start or node.start
    span = (start, start + len(marker))
    before = run[-1].ordinal if run else None
    if marker and _OCR_GLYPHS & set(marker):
        fix = _replaced(span, _corrected(node, marker))
        yield Diagnostic("ocr_marker", f"{marker} is read as number {node.ordinal}", span, fix=fix)
    if before is None and node.ordinal > 1 and latest.get(node.style or "") != node.ordinal - 1:
        missing = "1 is" if node.ordinal == 2 else f"1 to {node.ordinal - 1} are"
        yield Diagnostic("series_starts_late", f"the series begins with {marker}; {missing} missing", span)
    if isinstance(before, int) and node.ordinal == before:
        message = f"{marker} comes twice; {before + 1} is expected here"
        fix = _replaced(span, renumber(marker, before + 1)) if _is_slip(document, node, before + 1) else ()
        yield Diagnostic("duplicate_ordinal", message, span, "error", fix)
    if isinstance(before, int) and node.ordinal > before + 1:
        yield Diagnostic("ordinal_gap", f"{marker} follows number {before}; {before + 1} is missing", span)
    if run and run[-1].style != node.style:
        yield Diagnostic("mixed_series_style", f"{marker} continues a series of {run[-1].marker}", span, "info")


def _replaced(span: tuple[int, int], marker: str | None) -> tuple[Edit, ...]:
    return (Edit(span, marker),) if marker else ()


def _corrected(node: Node, marker: str) -> str | None:
    """The marker with its number in the digits of its style; None when more than one glyph is not what it should be."""
    assert isinstance(node.ordinal, int)
    kinds, misread = (node.style or "").split("_")[0] + "_", _MISREAD.findall(marker)
    digit = "一" if kinds in _HAN else "1"
    if len(misread) != 1 or kinds not in (*_HAN, *_ARABIC):
        return None
    return renumber(marker.replace(misread[0], digit), node.ordinal)


def _is_slip(document: Document, node: Node, wanted: int) -> bool:
    """Whether the number of a node is certainly a slip for `wanted`: the next one of the series counts on from it."""
    family = _FAMILY[node.style or ""]
    after = (other for other in document.siblings_after(node) if _FAMILY.get(other.style or "") == family)
    follower = next(after, None)
    return node.expected in (None, wanted) and follower is not None and follower.ordinal == wanted + 1


def _check_end(run: list[Node]) -> Iterator[Diagnostic]:
    if len(run) == 1 and run[0].style in _LONE and run[0].ordinal == 1:
        start, marker = run[0].marker_start or run[0].start, run[0].marker or ""
        yield Diagnostic("single_item_series", f"{marker} is the only item of its series", (start, start + len(marker)))
