"""The blocks of a rectification report that tell of one problem each: units, or the lines below 问题一：."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from docparse import (
    Document,
    Heading,
    Node,
    Quote,
    Span,
    begins,
    either_script,
    find,
    join_torn,
    label_pattern,
    ordinal,
    paragraphs,
    read_labels,
    read_number,
    split_sentences,
    trim,
)

_LABELS = label_pattern(
    {
        "cause": "(?:问题|存在)?(?:原因|成因|症结)(?:分析|剖析)?",
        "measures": "(?:整改|具体|主要)?(?:措施|举措)(?:及(?:整改)?(?:成效|落实情况|完成情况|进展情况|情况))?|整改做法",
        "state": "(?:整改|目前|当前)?(?:落实|完成|进展)?(?:情况|进展|进度|状态|成效|结果)|整改落实",
        "body": "(?:责任|牵头|整改|主责|承办)(?:责任)?(?:单位|部门|科室|处室|股室)",
        "person": "(?:整改)?责任(?:人|领导)|牵头领导|分管领导|包保领导",
        "due": "(?:完成|整改|办结)(?:时限|期限|时间)|时限要求|时间节点",
        "evidence": "(?:佐证|证明|支撑|印证)(?:材料|资料)",
        "helpers": "(?:配合|协办|协助)(?:单位|部门)",
        "goal": "(?:整改)?目标",
        "problem": "(?:存在|反馈|具体)?(?:的)?问题(?:表现|描述|[一二三四五六七八九十]{1,3}|[0-9]{1,3})?",
    }
)
_TELL = {"measures", "state", "problem"}  # labels that only a problem has
_RUN_ON = ("measures", "state", "cause")  # what stands behind these goes on below, to the next label
_NUMBERED = either_script(
    r"(?<![^\r\n])[ \t]{0,8}(?P<marker>问题(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,3}))[ \t]?:"
)
_NAMED = either_script(
    r"(?:(?!(?:已|正在|尚未|存在|具体|主要|突出|反馈|发现|其他)[^。;]{0,8}问题)[^。;]{2,80}问题"
    r"|[^。;]{0,60}(?:[不未欠缺差弱少乱虚软]|滞后|薄弱|违规|超标)[^。;]{0,20})(?:\([^()]{1,20}\))?[。:]?\Z"
)
_AHEAD = either_script("下一?步|今后|后续|下一?阶段|附件")
_GENERAL = either_script(
    "(?:[^。;]{0,20}问题)?整改[^。;]{0,8}(?:情况|措施|进展|成效|做法)|具体|主要|反馈|总体|组织|保障"
)


class Block(NamedTuple):
    """What tells of one problem. start: of its text, behind its marker; unit: None for lines that are in no unit"""

    span: Span
    start: int
    number: tuple[Any, Span] | None
    named: Quote | Heading | None
    category: Heading | None
    leaves: list[Node]
    unit: Node | None


def read_blocks(document: Document, node: Node) -> list[Block]:
    """The problems of the report rooted at `node`, in order."""
    return list(_units(document, node, None)) or list(_lines(document, node))


def _units(document: Document, parent: Node, above: Node | None) -> Iterator[Block]:
    """The units below that tell of a problem.

    Where units in one another do, it is the outermost that says under labels what is done, else the deepest.
    """
    for unit in document.children(parent):
        if unit.kind not in ("section", "item") or (unit.heading and _AHEAD.match(unit.heading.text)):
            continue
        block, general = _block(document, unit, above), unit.heading and _GENERAL.match(unit.heading.text)
        inner = next(document.descendants(unit, "section", "item"), None)
        if not general and _tells(document, block, inner.start if inner else unit.end):
            yield block
            continue
        below = list(_units(document, unit, unit))
        yield from below
        if not below and (_tells(document, block, unit.end) or (unit.kind == "section" and _is_named(document, block))):
            yield block


def _block(document: Document, unit: Node, above: Node | None) -> Block:
    number = ordinal(unit)
    start = number[1][1] if number else unit.start
    named = unit.heading or next(split_sentences(document.source.raw, (start, unit.end)), None)
    general = above is None or above.heading is None or _GENERAL.match(above.heading.text)
    category = None if above is None or general else above.heading
    return Block(unit.span, start, number, named, category, list(paragraphs(document, unit)), unit)


def _lines(document: Document, node: Node) -> Iterator[Block]:
    """The lines from each 问题一：, up to the next one."""
    raw, leaves = document.source.raw, list(paragraphs(document, node))
    heads = [(index, match) for index, leaf in enumerate(leaves) for match in find(_NUMBERED, raw, leaf.span)]
    ends = [index for index, _ in heads[1:]] + [len(leaves)] * bool(heads)
    for (index, match), end in zip(heads, ends, strict=True):
        number, below = read_number(match["number"] or ""), leaves[index:end]
        read = (number, match.span("marker")) if isinstance(number, int) else None
        yield Block((below[0].start, below[-1].end), below[0].start, read, None, None, below, None)


def _tells(document: Document, block: Block, end: int) -> bool:
    """Whether a block says under labels, up to `end`, what is wrong or what is done about it."""
    return any(name in _TELL and value.span[0] <= end for name, value in read_values(document.source.raw, block))


def _is_named(document: Document, block: Block) -> bool:
    """Whether a block is called a problem: 关于…的问题."""
    raw = document.source.raw
    return block.named is not None and begins(_NAMED, raw, trim(raw, block.named.span).span)


def read_values(raw: str, block: Block) -> list[tuple[str, Quote]]:
    """What stands behind the labels of a block; of some labels also what stands below, up to the next one."""
    found: list[tuple[str, Quote]] = []
    for begin, end in join_torn(block.leaves):
        labelled = read_labels(raw, (max(begin, block.start), end), _LABELS)
        if not labelled and found and found[-1][0] in _RUN_ON and begin > block.start:
            name, value = found.pop()
            found.append((name, trim(raw, (value.span[0] if value.text else begin, end))))
        found += labelled
    return found
