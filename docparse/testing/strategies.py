"""Hypothesis strategies: texts of any kind, lines and documents of a parser's own grammar, and damage to them.

    @given(documents(parser))
    def test_outline(document):
        assert document.right(parser) == len(document.rows)

What is made of a parser follows its composed grammar, so a plugin's markers and forms are among it at once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from docparse.grammar import CHOICES
from docparse.parser import Parser
from docparse.testing.intended import TAPE, Intended, intended
from docparse.testing.missing import needs
from docparse.testing.mutators import MUTATORS
from docparse.testing.numbering import printings
from docparse.testing.samples import spell

needs("hypothesis", __name__)

from hypothesis import strategies as st  # noqa: E402 - what is missing is said first

from docparse.testing import profiles  # noqa: E402

profiles.register()
_SPELLINGS = 12  # of each terminal
_LINES, _EDITS = 12, 4  # at most
# 60 words and clauses that official documents are made of
WORDS = (
    "加强组织领导", "落实工作责任", "完善规章制度", "健全长效机制", "开展监督检查", "推进项目建设", "做好宣传引导", "强化队伍建设",
    "严格考核奖惩", "提高服务水平", "规范日常管理", "改进工作作风", "各单位", "有关部门", "县人民政府", "领导小组", "办公室", "全体干部职工",
    "人民群众", "基层组织", "认真贯彻", "切实做好", "及时上报", "统筹安排", "会议指出，", "会议要求，", "为此，", "总之，", "最后，", "同时，",
    "要", "应当", "不得", "负责", "牵头", "配合", "第一要务", "一抓到底", "二、三等奖", "三个一", "《管理办法》", "“放管服”改革", "（试行）",
    "1.8万亩", "15％", "2024年3月1日", "上午九时", "根据第三条的规定", "见附件1", "如下：", "以下几点", "。", "，", "；", "：", "、", "！", " ", "　", "",
)  # fmt: skip
# what sources hold besides their text: blanks, invisible and odd characters, glyphs that OCR confuses
NOISE = (
    "　", " ", "\t", "\r", "\n", "\x0b", "\x0c", "\xa0", "\u200b", "\ufeff", "\u202e", "\u2028", "\0", "\ud800", "“", "”", "《", "》",
    "（", "）", "(", ")", "〔", "］", "*", "|", "—", "…", "·", "①", "⑴", "Ⅳ", "㈠", "１", "９", "l", "O", "。", "、", "，", "；", "：", ".", ",",
)  # fmt: skip

any_texts: st.SearchStrategy[str] = st.text(st.characters(codec=None, exclude_categories=()))  # lone surrogates too


@lru_cache(maxsize=8)
def spellings(parser: Parser) -> tuple[str, ...]:
    """Strings of the terminals of every choice rule of the composed grammar, each with its number, width and script."""
    found: list[str] = []
    for terminal in parser.grammar.of(*CHOICES):
        random = Random(terminal.name)  # noqa: S311 - to repeat, not to be secret
        pattern = re.compile(terminal.regexp)
        spelled = sorted({spell(terminal.regexp, random) for _ in range(_SPELLINGS)})
        matching = [text for text in spelled if pattern.match(text) or pattern.match(text + WORDS[0])]
        found += [text for text in matching or spelled if text]
    return tuple(dict.fromkeys(found))


def lines(parser: Parser) -> st.SearchStrategy[str]:
    """One line of what the terminals of the grammar match and of common official words."""
    numbered = [marker + way.gap for way in printings(parser) for marker in way.markers[:4]]
    words, spelled, markers = map(st.sampled_from, (WORDS, spellings(parser), numbered))
    indents = st.sampled_from(("", "", "　　", " ", "\t"))
    return (
        st.tuples(indents, markers, words, words)
        | st.tuples(indents, spelled, words, words)
        | st.tuples(words, markers | spelled, words, markers | spelled, words)
        | st.tuples(words, words, words)
    ).map("".join)


def texts(parser: Parser) -> st.SearchStrategy[str]:
    """Several lines of the grammar, each with a newline of some kind or none."""
    newlines = st.sampled_from(("\n", "\n", "\n", "\n\n", "\r\n", "\r", ""))
    return st.lists(st.tuples(lines(parser), newlines).map("".join), max_size=_LINES).map("".join)


def documents(parser: Parser, plugin: str = "") -> st.SearchStrategy[Intended]:
    """Whole outline documents with the tree that they were written from: `.text` and `.rows`, as `outline_rows`.

    Up to four levels, chosen by rank from the styles of the grammar, with consecutive ordinals that begin again below
    each unit; floating series inside paragraphs, headings and bodies; several documents and attachments. With `plugin`,
    every other level has a style of that plugin.
    """
    tape = st.lists(st.integers(0, 0xFFFF), min_size=TAPE // 4, max_size=TAPE)
    return tape.map(lambda numbers: intended(parser, numbers, plugin))


def near_valid(texts: st.SearchStrategy[str], parser: Parser) -> st.SearchStrategy[str]:
    """A text after none to four edits: a stretch cut, doubled, or moved; noise or a literal of the grammar put in."""
    pieces = st.sampled_from((*NOISE, *spellings(parser)))
    edit = st.tuples(st.integers(0, 4), st.integers(0, 0xFFFF), st.integers(0, 12), pieces)
    return st.tuples(texts, st.lists(edit, max_size=_EDITS)).map(lambda drawn: _spliced(*drawn))


def damaged(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A text as a mutator leaves it."""
    drawn = st.tuples(texts, st.sampled_from(sorted(MUTATORS)), st.integers(0, 9))
    return drawn.map(lambda d: MUTATORS[d[1]](d[0], Random(d[2])).text)  # noqa: S311


def _spliced(text: str, edits: list[tuple[int, int, int, str]]) -> str:
    for kind, place, width, piece in edits:
        start = place % (len(text) + 1)
        end = min(len(text), start + width)
        cut = text[start:end]
        if kind == 0:
            text = text[:start] + piece + text[start:]
        elif kind == 1:
            text = text[:start] + text[end:]
        elif kind == 2:
            text = text[:end] + cut + text[end:]
        elif kind == 3:  # what stands after it goes before it
            text = text[:start] + text[end : end + width] + cut + text[end + width :]
        else:
            text = text[:start] + piece + text[end:]
    return text
