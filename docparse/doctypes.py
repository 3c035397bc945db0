"""Document types: the 15 statutory 文种, told by the title or the metadata, and what a notice hands on."""

from __future__ import annotations

import re

from docparse.reading import zones
from docparse.tree import Document, Node
from docparse.values import Span, either_script

DOC_TYPES = {  # the statutory types (文种), each with its id
    "决议": "resolution", "决定": "decision", "命令": "order", "令": "order", "公报": "communique",
    "公告": "proclamation", "通告": "public_notice", "意见": "opinion", "通知": "notice", "通报": "circular",
    "报告": "report", "请示": "request_for_instructions", "批复": "reply", "议案": "bill", "复函": "letter",
    "函": "letter", "纪要": "minutes",
}  # fmt: skip
CARRIED = {  # what a notice may hand on by its title, each with its genre
    "要点": "work_plan", "计划": "work_plan", "打算": "work_plan", "安排": "work_plan", "方案": "implementation_plan",
    "意见": "implementation_plan", "办法": "regulation", "规定": "regulation", "条例": "regulation",
    "细则": "regulation", "制度": "regulation", "规则": "regulation", "章程": "regulation", "纪要": "meeting_minutes",
    "总结": "work_summary", "讲话": "meeting_speech", "报告": "report", "请示": "request_for_instructions",
}  # fmt: skip
_GAP = r"[ \t\r\n]{0,3}"  # titles are set in several lines, and spaced: 的 通 知
_AFTER = rf"[》”\s]*(?:\((?:[^()]{{0,30}})\)|——[^\r\n]{{0,40}})?{_GAP}\Z"
_TITLE_END = either_script(rf"({'|'.join(_GAP.join(noun) for noun in DOC_TYPES)}){_AFTER}")
_METADATA = either_script(rf"(?:(?:文种|体裁(?:分类)?):)?[ \t]*({'|'.join(DOC_TYPES)})[ \t]*[\r\n]*")
_FIRST_LINE = re.compile(r"\s*[^\r\n。;:,]{2,60}(?=[\r\n])")  # of a document without a title: 国务院令
_HANDS_ON = either_script(
    rf"(?:印发|转发|批转|发布|下发)[^。]{{2,120}}?({'|'.join(CARRIED)})(?:\([^()]{{0,12}}\))?[》”]?"
    rf"{_GAP}的{_GAP}通{_GAP}知{_AFTER}"
)
_SPACED = str.maketrans("", "", " \t\r\n\u3000")


def read_doc_type(document: Document, node: Node) -> tuple[str, Span] | None:
    """The statutory type (文种) of the document rooted at `node`, a value of `DOC_TYPES`, and the word that tells it.

    Its metadata count first, then the last noun of its title: 关于…报告的通知 is a notice. None where neither says so.
    """
    text = document.source.text
    where = zones(document, node)
    for span in where["metadata"]:
        if match := _METADATA.fullmatch(text, *span):
            return _type(match[1]), match.span(1)
    first = (_FIRST_LINE.match(text, *span) for span in where["opening"])
    for span in where["title"] or [line.span() for line in first if line]:
        for match in _TITLE_END.finditer(text, *span):
            return _type(match[1]), match.span(1)
    return None


def read_carried(document: Document, node: Node) -> tuple[str, Span] | None:
    """What the notice rooted at `node` hands on by its title, a value of `CARRIED`: work_plan for 印发…工作要点的通知."""
    for span in zones(document, node)["title"]:
        if match := _HANDS_ON.search(document.source.text, *span):
            return _look_up(CARRIED, match[1]), match.span(1)
    return None


def _type(word: str) -> str:
    return _look_up(DOC_TYPES, word.translate(_SPACED))


def _look_up(table: dict[str, str], word: str) -> str:
    """The entry for a word in either script."""
    return next(name for noun, name in table.items() if either_script(noun).fullmatch(word))
