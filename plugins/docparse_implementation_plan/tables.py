"""Tasks in a table: a row of headings, 任务 牵头单位 配合单位 完成时限, and a row for each task."""

from __future__ import annotations

import re

from docparse import Document, Node, Quote, Span, either_script, find, trim

_COLUMNS = {
    "ordinal": either_script("序号|编号"),
    "heading": either_script("(?:工作|重点|主要|具体)?(?:任务|内容|事项|项目|措施)(?:名称|内容)?"),
    "lead_body": either_script("(?:牵头|责任|主办|负责)(?:单位|部门|[科股处]室)"),
    "cooperating_bodies": either_script("(?:配合|参与|协办|协助|参加)(?:单位|部门|[科股处]室)"),
    "deadline": either_script("(?:完成)?(?:时限|时间|期限|日期)(?:要求)?"),
}
_BETWEEN = re.compile(r"[\t|｜]")
_AROUND = " \t\r\n\u3000。；;"

Row = dict[str, Quote]  # the cells by what their column is for


def read_rows(document: Document, unit: Node) -> list[tuple[Row, Span]]:
    """The rows of the tables in a unit that have columns for tasks and for who answers; each with its whole span."""
    raw, columns, rows = document.source.raw, list[str | None](), list[tuple[Row, Span]]()
    for leaf in document.descendants(unit, "paragraph"):
        if leaf.form != "table_row":
            columns = []
            continue
        cells = _cells(raw, leaf.span)
        named = [_column(raw, cell) for cell in cells]
        if "heading" in named and "lead_body" in named:
            columns = named
        elif len(columns) == len(cells):
            row = {name: cell for name, cell in zip(columns, cells, strict=True) if name and cell.text}
            rows += [(row, trim(raw, leaf.span).span)] if "heading" in row else []
    return rows


def _cells(raw: str, span: Span) -> list[Quote]:
    """The cells of a line, empty ones too."""
    cuts = [span[0], *(cut for match in _BETWEEN.finditer(raw, *span) for cut in match.span()), span[1]]
    return [trim(raw, between, _AROUND) for between in zip(cuts[::2], cuts[1::2], strict=True)]


def _column(raw: str, cell: Quote) -> str | None:
    """What a column is for that has this heading."""
    for name, pattern in _COLUMNS.items():
        if any(match.span() == cell.span for match in find(pattern, raw, cell.span)):
            return name
    return None
