"""Metadata: the fields that government pages print above a document, brought into the form 名称：值."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docparse_html.flow import Item, PageTable, Paragraph, Piece
from docparse_html.styles import Style

_ROLE = "metadata_field"
_LABELS = frozenset(
    {"索引号", "信息索引号", "发文机关", "发文机构", "发文单位", "发布机构", "发布机关", "发布单位", "公开单位",
     "公开机构", "公开部门", "制发机关", "制定机关", "起草单位", "责任部门", "成文日期", "成文时间", "生成日期",
     "印发日期", "发文日期", "发布日期", "发布时间", "公开日期", "公开时间", "签发日期", "更新日期", "更新时间",
     "标题", "名称", "文件名称", "文件标题", "信息名称", "政策名称", "发文字号", "发文文号", "文号", "文件编号",
     "文件字号", "统一编号", "登记号", "统一登记号", "主题分类", "分类", "组配分类", "信息分类", "体裁分类", "体裁",
     "主题", "服务对象", "服务对象分类", "主题词", "关键词", "有效性", "时效性", "时效", "效力状态", "文件状态",
     "状态", "有效期", "有效期限", "公开方式", "公开形式", "公开时限", "公开范围", "公开类别", "公开属性",
     "公开目录", "信息来源", "来源", "作者", "施行日期", "实施日期", "生效日期", "生效时间", "废止日期", "失效日期",
     "失效时间", "内容概述", "概述", "内容摘要", "公文种类", "文种", "所属机构", "所属主题", "效力级别", "发布文号",
     "信息类别", "载体类型", "语种"}
)  # fmt: skip
_BLANK = re.compile(r"\s+")
_NAME = re.compile(
    r"(?:(?<=[\s|｜；;])|(?<!.))[【\[]?([^\S\n]?(?:[一-鿿][ \u3000\xa0]{0,4}){2,8})[】\]]?[ \u3000\xa0]{0,4}[:：]",
    re.DOTALL,
)
_APART = " \t\n\u3000\xa0|｜；;"
_LONGEST = 200  # characters of a value
_TABLE_FIELDS = 2  # of a table of metadata, at least, and a third of its cells
_LINE_FIELDS = 3  # of lines one below the other


def read_metadata(items: Sequence[Item]) -> list[Item]:
    """The same, where tables and lines of metadata are a line 名称：值 for each field."""
    found: list[Item] = []
    for item in items:
        fields = _table_fields(item) if isinstance(item, PageTable) else None
        if fields is None or not isinstance(item, PageTable):
            found.append(item)
        else:
            found += [_written(label, value, item) for label, value in fields]
    return list(_merged(found))


def _label(text: str) -> str | None:
    """The label that is all of a text, with a colon or without one."""
    label = _BLANK.sub("", text).strip(":：【】[]*") if len(text) <= 40 else ""
    return label if label in _LABELS else None


def _fields(text: str) -> list[tuple[str, str]]:
    """The labels of a text that begins with one, each with its value: 来源：办公厅 发布时间：2025-03-06."""
    if len(text) > _LONGEST:
        return []
    text = text.strip()
    found = [(match, _BLANK.sub("", match[1])) for match in _NAME.finditer(text)]
    known = [(match, label) for match, label in found if label in _LABELS]
    if not known or known[0][0].start() > 0:
        return []
    ends = [match.start() for match, _ in known[1:]] + [len(text)]
    fields = [(label, text[m.end() : end].strip(_APART)) for (m, label), end in zip(known, ends, strict=True)]
    return fields if any(value for _, value in fields) else []


def _table_fields(table: PageTable) -> list[tuple[str, str]] | None:
    """The fields of a table of metadata, None for any other table: each label has its value in the cell behind it."""
    fields: list[tuple[str, str]] = []
    cells = labels = 0
    waiting = ""
    for row in table.rows:
        for cell in row:
            text = cell.text
            cells += bool(text)
            label, own = _label(text), _fields(text)
            labels += label is not None or bool(own)
            if waiting:
                if label is not None and text:
                    return None
                fields.append((waiting, text))
                waiting = ""
            elif label is not None:
                waiting = label
            elif own:
                fields += own
            elif text:
                fields.append(("", text))
        if waiting:
            fields.append((waiting, ""))
            waiting = ""
    return fields if labels >= _TABLE_FIELDS and 3 * labels >= cells else None


def _written(label: str, value: str, item: Item) -> Paragraph:
    element = item.element
    text = f"{label}：{value}" if label else value
    return Paragraph([Piece(text, Style())], element, item.at, role=_ROLE if label else "")


def _merged(items: Sequence[Item]) -> Iterable[Item]:
    """The items, where at least three fields stand one below the other, each in one line or as two: label, value."""
    position = 0
    while position < len(items):
        fields, following = _run(items, position)
        if len(fields) >= _LINE_FIELDS:
            yield from fields
            position = following
        else:
            yield from items[position : max(following, position + 1)]
            position = max(following, position + 1)


def _run(items: Sequence[Item], position: int) -> tuple[list[Paragraph], int]:
    """The fields that begin at an item, one below the other, and the item behind the last one."""
    fields: list[Paragraph] = []
    end = position
    while position < len(items):
        item = items[position]
        if not isinstance(item, Paragraph):
            break
        text = item.text
        if not text.strip():
            position += 1
            continue
        label, own = _label(text), _fields(text)
        position += 1
        if own:
            fields += [_written(*field, item) for field in own]
        elif label is not None:
            value, position = _value(items, position)
            fields.append(_written(label, value, item))
        else:
            break
        end = position
    return fields, end


def _value(items: Sequence[Item], position: int) -> tuple[str, int]:
    """The value in the line below a label, "" where another label or a long text follows."""
    item = items[position] if position < len(items) else None
    if not isinstance(item, Paragraph) or not item.pieces:
        return "", position
    text = item.text
    if len(text) > _LONGEST or _label(text) is not None or _fields(text):
        return "", position
    return text.strip(), position + 1
