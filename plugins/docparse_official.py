"""Official numbering: the outline numbers of GB/T 9704-2012 and their practice, and the floating ordinals."""

from __future__ import annotations

from docparse import NEXT, Style, grammar_fragment, hookimpl

# rank: 编 10, 章 14, 条 18, then 一、 20, (一) 30, 1. 40, (1) 50, ① 60, A. 70, bullets 80
STYLES = (
    Style("fin_dun", rank=18),
    Style("roman", rank=19),
    Style("stem_dun", rank=19),
    Style("han_dun", rank=20, family="han"),
    Style("han_paren", rank=30, family="han_paren"),
    Style("paren_han_char", rank=30, family="han_paren"),
    Style("arabic_dot", rank=40, family="arabic"),
    Style("arabic_dun", rank=40, family="arabic"),
    Style("arabic_colon", rank=40, family="arabic"),
    Style("arabic_space", rank=40, family="arabic"),
    Style("dot_arabic_char", rank=40, family="arabic"),
    Style("decimal", rank=42),
    Style("arabic_paren", rank=50, family="arabic_paren"),
    Style("paren_arabic_char", rank=50, family="arabic_paren"),
    Style("arabic_rparen", rank=52, family="arabic_rparen"),
    Style("arabic_rparen_dun", rank=52, family="arabic_rparen"),
    Style("circled", rank=60),
    Style("latin_dot", rank=70),
    Style("latin_paren", rank=70),
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
    Style("seq_word", family="sequence", pairs=True),
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
