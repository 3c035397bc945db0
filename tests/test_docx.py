"""Word files: numbers as Word prints them, and no text lost."""

from __future__ import annotations

import io
import re
import zipfile

import formats
import pytest
from ooxml import abstract, docx, lvl, num, numbered, p, r, style, styled

import docparse


def load(data: bytes, name: str = "a.docx") -> docparse.SourceText:
    return formats.plain().load(name, data)


def lines(data: bytes) -> list[str]:
    return load(data).raw.splitlines()


# --- number formats


@pytest.mark.parametrize(
    ("pattern", "written"),
    [("01, 02, 03, ...", "07"), ("001, 002, 003, ...", "007"), ("一, 二, ...", "7"), ("", "7"), ("a,b,c,d,e,f,g", "g")],
)
def test_custom_formats(pattern: str, written: str) -> None:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="custom" w:format="{pattern}"/><w:lvlText w:val="%1"/></w:lvl>'
    assert lines(docx(numbered("甲"), numbering=abstract(0, level) + num(1, 0))) == [f"{written} 甲"]


def test_a_custom_format_is_wrapped_in_alternatives() -> None:
    inside = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    level = f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{inside}<w:lvlText w:val="%1号"/></w:lvl>'
    assert lines(docx(numbered("甲") * 2, numbering=abstract(0, level) + num(1, 0))) == ["009号 甲", "010号 甲"]


# --- numbering

OFFICIAL = abstract(
    0,
    lvl(0, "chineseCountingThousand", "%1、", more='<w:suff w:val="nothing"/>'),
    lvl(1, "chineseCountingThousand", "（%2）", more='<w:suff w:val="nothing"/>'),
    lvl(2, "decimal", "%3."),
    lvl(3, "decimal", "%1.%3.%4", more='<w:isLgl/><w:suff w:val="space"/>'),
)


def markers(body: str, numbering: str, styles: str = "") -> list[str]:
    """The paragraphs of a body in which each has the text x."""
    return [line.removesuffix("x").rstrip() for line in lines(docx(body, numbering=numbering, styles=styles))]


def items(*levels: int, num: int = 1) -> str:
    return "".join(numbered("x", level, num) for level in levels)


def test_levels_restart_below_a_higher_one() -> None:
    assert markers(items(0, 1, 1, 2, 2, 1, 2, 0, 1), OFFICIAL + num(1, 0)) == [
        "一、", "（一）", "（二）", "1.", "2.", "（三）", "1.", "二、", "（一）",
    ]  # fmt: skip


def test_is_legal_writes_all_levels_in_decimal() -> None:
    assert markers(items(0, 0, 2, 3, 3), OFFICIAL + num(1, 0)) == ["一、", "二、", "1.", "2.1.1", "2.1.2"]


def test_what_stands_behind_a_number() -> None:
    for suffix, between in (("tab", " "), ("space", " "), ("nothing", "")):
        level = lvl(0, "decimal", "%1.", more=f'<w:suff w:val="{suffix}"/>')
        assert lines(docx(numbered("甲"), numbering=abstract(0, level) + num(1, 0))) == [f"1.{between}甲"]


def test_a_level_without_its_parent_shows_the_start_of_that() -> None:
    assert markers(items(1, 1, 0, 1), abstract(0, lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2")) + num(1, 0)) == [
        "1.1", "1.2", "1", "1.1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1", "1.1", "1.1.1", "1.2", "1.2.1", "2", "2.0.1"]),
        ('<w:lvlRestart w:val="1"/>', ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.0.1"]),
        ('<w:lvlRestart w:val="0"/>', ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.0.3"]),
        ('<w:lvlRestart w:val="9"/>', ["1", "1.1", "1.1.1", "1.2", "1.2.1", "2", "2.0.1"]),
    ],
)
def test_restarts(restart: str, expected: list[str]) -> None:
    levels = lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%1.%2.%3", more=restart)
    got = markers(items(0, 1, 2, 1, 2, 0, 2), abstract(0, *levels) + num(1, 0))
    assert got == [marker.replace(".0.", ".1.") for marker in expected]


def test_lists_of_one_definition_go_on_with_each_other() -> None:
    two = items(0, 0) + items(0, num=2) + items(0)
    assert markers(two, OFFICIAL + num(1, 0) + num(2, 0)) == ["一、", "二、", "三、", "四、"]
    other = OFFICIAL.replace('abstractNumId="0"', 'abstractNumId="5"')
    assert markers(two, OFFICIAL + other + num(1, 0) + num(2, 5)) == ["一、", "二、", "一、", "三、"]


def test_a_list_begins_again_where_it_overrides_the_start() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    two = items(0, 0) + items(0, 0, num=2) + items(0)
    assert markers(two, OFFICIAL + num(1, 0) + num(2, 0, override.format(1))) == [
        "一、",
        "二、",
        "一、",
        "二、",
        "三、",
    ]
    assert markers(two, OFFICIAL + num(1, 0) + num(2, 0, override.format(7)))[2:4] == ["七、", "八、"]


def test_a_level_can_be_overridden_as_a_whole() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "decimalEnclosedCircle", "%1", 3)}</w:lvlOverride>'
    numbering = OFFICIAL + num(1, 0) + num(2, 0, override)
    assert markers(items(0, num=2) + items(0, 1, num=2), numbering) == ["③", "④", "（一）"]


def test_a_list_style_leads_to_its_levels() -> None:
    bearer = OFFICIAL.replace('abstractNumId="0">', 'abstractNumId="0"><w:styleLink w:val="Outline"/>')
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Outline"/></w:abstractNum>'
    styles = style("Outline", "公文", '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>', kind="numbering")
    assert markers(items(0, 1, 0), bearer + linked + num(1, 1) + num(9, 0), styles) == ["一、", "（一）", "二、"]
    bare = OFFICIAL + linked + num(1, 1) + num(9, 0)
    assert markers(items(0, 1, 0), bare, styles) == ["一、", "（一）", "二、"]
    circle = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="No"/></w:abstractNum>'
    assert markers(items(0), circle + num(1, 1)) == [""]


LAW = abstract(
    0,
    lvl(0, "chineseCountingThousand", "第%1章", more='<w:pStyle w:val="Chapter"/><w:suff w:val="space"/>'),
    lvl(1, "chineseCountingThousand", "第%2条", more='<w:lvlRestart w:val="0"/><w:pStyle w:val="Article"/>'),
    lvl(2, "chineseCountingThousand", "（%3）", more='<w:pStyle w:val="Item"/><w:suff w:val="nothing"/>'),
)
LAW_STYLES = (
    style("Chapter", "章", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("Article", "条", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based_on="Chapter")
    + style("Item", "项", '<w:pPr><w:numPr><w:ilvl w:val="7"/><w:numId w:val="1"/></w:numPr></w:pPr>')
    + style("Below", "项下", based_on="Item")
    + style("Off", "无号", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', based_on="Chapter")
    + style("Loop", "圈", based_on="Pool")
    + style("Pool", "环", based_on="Loop")
)


def test_levels_are_bound_to_styles() -> None:
    body = "".join(
        styled("x", name)
        for name in ["Chapter", "Article", "Article", "Item", "Below", "Chapter", "Article", "Off", "Loop"]
    ) + styled("x", "Chapter", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')  # fmt: skip
    assert markers(body, LAW + num(1, 0), LAW_STYLES) == [
        "第一章", "第一条", "第二条", "（一）", "（二）", "第二章", "第三条", "", "", "",
    ]  # fmt: skip


def test_numbers_of_lists_that_are_not_there() -> None:
    assert markers(items(0, 8, 9, num=4) + items(8), OFFICIAL + num(1, 0) + num(3, 77)) == ["", "", "", ""]
    assert markers(numbered("x", None), OFFICIAL + num(1, 0)) == ["一、"]
    assert lines(docx(numbered("x"))) == ["x"]


def test_empty_paragraphs_count_and_deleted_and_hidden_ones_do_not() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    one = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        p("甲", one) + p("", one) + p(f"<w:del>{r('旧').replace('w:t', 'w:delText')}</w:del>", one + gone)
        + p(r("隐", "<w:vanish/>"), one + hidden) + p(f"<w:moveFrom>{r('移')}</w:moveFrom>", one + "<w:rPr><w:moveFrom/></w:rPr>")
        + p(f"<w:del>{r('空').replace('w:t', 'w:delText')}</w:del>", one) + p("乙", one)
    )  # fmt: skip
    assert lines(docx(body, numbering=OFFICIAL + num(1, 0))) == ["一、甲", "二、", "三、", "四、乙"]


def test_stories_are_counted_by_themselves() -> None:
    data = docx(numbered("文"), header1=numbered("眉"), numbering=OFFICIAL + num(1, 0))
    assert lines(data) == ["一、眉", "一、文"]


@pytest.mark.parametrize(
    ("text", "font", "bullet"),
    [
        ("\uf0b7", "Symbol", "•"), ("\uf06c", "Wingdings", "●"), ("\uf0d8", "Wingdings", "➢"), ("l", "Wingdings", "●"),
        ("\uf06e", "Wingdings", "■"), ("\uf075", "Wingdings", "◆"), ("\uf0fc", "Wingdings", "✓"), ("\uf001", "Webdings", "•"),
        ("\uf06e", "", "■"), ("o", "Courier New", "◦"), ("—", "宋体", "—"), ("", "宋体", ""),
    ],
)  # fmt: skip
def test_bullets(text: str, font: str, bullet: str) -> None:
    level = lvl(0, "bullet", text).replace("</w:lvl>", f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:lvl>')
    assert lines(docx(numbered("项"), numbering=abstract(0, level) + num(1, 0))) == [f"{bullet} 项".lstrip()]


# --- one text in two forms

TYPED = {name: text for name, text in formats.documents().items() if text.strip()}


@pytest.mark.parametrize("name", TYPED)
def test_outline_of_typed_markers(name: str) -> None:
    body = "".join(p(line) if line.strip() else "<w:p/>" for line in re.split(r"\r\n|\n|\r", TYPED[name]))
    assert formats.outline_of_file("a.docx", docx(body)) == formats.outline_of_text(TYPED[name])


AUTOMATIC: list[tuple[str, str, str]] = [  # what a line begins with, and the level that writes it
    (r"[一二三四五六七八九十]+、", "chineseCountingThousand", "%{}、"),
    (r"（[一二三四五六七八九十]+）", "chineseCountingThousand", "（%{}）"),
    (r"[0-9]+\.(?![0-9])", "decimal", "%{}."),
    (r"（[0-9]+）", "decimal", "（%{}）"),
    (r"[①-⑩]", "decimalEnclosedCircle", "%{}"),
    (r"第[一二三四五六七八九十百]+章", "chineseCountingThousand", "第%{}章"),
    (r"第[一二三四五六七八九十百]+条", "chineseCountingThousand", "第%{}条"),
]


def automatic(text: str, suffix: str = "nothing") -> bytes:
    """The text with its markers as automatic numbers: each starts anew where the text does."""
    levels = (lvl(0, form, mark.format(1), more=f'<w:suff w:val="{suffix}"/>') for _, form, mark in AUTOMATIC)
    numbering = "".join(abstract(i, level) for i, level in enumerate(levels))
    nums, body, used, values = "", "", 0, [0] * len(AUTOMATIC)
    current = [0] * len(AUTOMATIC)
    for line in re.split(r"\r\n|\n|\r", text):
        found = next(((i, match) for i, kind in enumerate(AUTOMATIC) if (match := re.match(kind[0], line))), None)
        if found is None:
            body += p(line) if line.strip() else "<w:p/>"
            continue
        index, match = found
        value = docparse.read_number(match[0])
        assert value is not None
        if value != values[index] + 1 or not current[index]:
            used += 1
            current[index] = used
            nums += num(used, index, f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{value}"/></w:lvlOverride>')
        values[index] = value
        body += numbered(line[match.end() :], 0, current[index])
    return docx(body, numbering=numbering + nums)


@pytest.mark.parametrize("suffix", ["nothing", "tab"])
@pytest.mark.parametrize("name", TYPED)
def test_outline_of_automatic_numbers(name: str, suffix: str) -> None:
    assert formats.outline_of_file("a.docx", automatic(TYPED[name], suffix)) == formats.outline_of_text(TYPED[name])


def test_automatic_numbers_are_in_use() -> None:
    assert sum(automatic(text) != docx("") for text in TYPED.values()) == len(TYPED)
    assert any(
        b"startOverride" in zipfile.ZipFile(io.BytesIO(automatic(t))).read("word/numbering.xml") for t in TYPED.values()
    )
