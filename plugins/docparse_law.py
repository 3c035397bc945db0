"""Law numbering: 编 分编 章 节 条 of laws, regulations and rules (立法技术规范)."""

from __future__ import annotations

from docparse import Style, grammar_fragment, hookimpl, read_number

_CONFUSED = str.maketrans("lIOo", "1100", " ")  # 第十 三条, 第 1O 条: as OCR leaves it

STYLES = (
    Style("law_part", rank=10, statute="division"),
    Style("law_subpart", rank=12, statute="division"),
    Style("law_chapter", rank=14, statute="division"),
    Style("law_section", rank=16, statute="division"),
    Style("law_article", rank=18, statute="article", read=lambda marker: read_number(marker.translate(_CONFUSED))),
)


@hookimpl
def extend_grammar() -> str:
    return grammar_fragment("law")


@hookimpl
def marker_styles() -> list[Style]:
    return list(STYLES)
