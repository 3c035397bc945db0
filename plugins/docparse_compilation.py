"""Compilations: several documents in one file, with 第一篇, 篇1, 第一部分 or 附件 before each."""

from __future__ import annotations

from docparse import Style, grammar_fragment, hookimpl

STYLES = (
    Style("part_ordinal", rank=0, opens="part"),
    Style("part_postfix", rank=0, opens="part", trailing=True),
    Style("part_prefix", rank=0, opens="part"),
    Style("attachment", rank=2, opens="part"),
)


@hookimpl
def extend_grammar() -> str:
    return grammar_fragment("compilation")


@hookimpl
def marker_styles() -> list[Style]:
    return list(STYLES)
