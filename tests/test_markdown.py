"""The Markdown loader: one text in many manners of Markdown gives one outline, and no word of it is lost."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import partial

import formats
import pytest
from least import least_seconds

from docparse import Limits, LoadError, Parser, SourceText

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#+\-.!|~$&])")


def load(markdown: str | bytes, name: str = "a.md", encoding: str | None = None) -> SourceText:
    data = markdown.encode() if isinstance(markdown, str) else markdown
    return formats.plain().load(name, data, encoding)


def lines(markdown: str) -> list[str]:
    return [line for line in load(markdown).raw.split("\n") if line.strip()]


def roles(source: SourceText) -> list[tuple[str, str, int]]:
    return [(source.raw[part.start : part.end], part.role, part.level) for part in source.layout]


def _escaped(line: str) -> str:
    return re.sub(r"^(\s*)(\d+)([.)])", r"\1\2\\\3", _SIGNS.sub(r"\\\1", line)) if line else line


def _units(text: str) -> set[str]:
    """The lines that a converter takes for headings: those that are nothing else."""
    document = formats.plain().parse(text).document
    ends = {node.heading.span[1]: node.marker_start for node in document.outline() if node.heading and node.marker}
    found, position = set[str](), 0
    for line in text.split("\n"):
        if ends.get(position + len(line.rstrip())) == position + len(line) - len(line.lstrip()):
            found.add(line)
        position += len(line) + 1
    return found


def paragraphs(text: str) -> str:
    return "\n\n".join(_escaped(line) for line in text.split("\n"))


def single_newlines(text: str) -> str:
    return "---\nsource: 网站\n---\n" + "\n".join(_escaped(line) for line in text.split("\n"))


def hard_breaks(text: str) -> str:
    return "  \n".join(_escaped(line) for line in text.split("\n"))


def backslash_breaks(text: str) -> str:
    return "\\\n".join(_escaped(line) for line in text.split("\n"))


def breaks(text: str) -> str:
    return "&nbsp;<br>".join(_escaped(line) for line in text.split("\n"))


def flat_headings(text: str) -> str:
    units = _units(text)
    return "\n\n".join(("## " if line in units else "") + _escaped(line.strip()) for line in text.split("\n"))


def glued_headings(text: str) -> str:
    units = _units(text)
    return "\n".join(("##" if line in units else "") + _escaped(line.strip()) for line in text.split("\n"))


def bold_headings(text: str) -> str:
    units = _units(text)
    told = (f"**{_escaped(line.strip())}**" if line in units else _escaped(line) for line in text.split("\n"))
    return "\n\n".join(told)


def bullets_of_converters(text: str) -> str:
    """As some converters write every numbered paragraph: as the item of a list, its number in it."""
    units = _units(text)
    return "\n".join(("- " if line in units else "\n") + _escaped(line.strip()) for line in text.split("\n"))


def html_inside(text: str) -> str:
    return "# &nbsp;\n\n" + "\n\n".join(
        f'<p align="left">{line.replace("&", "&amp;").replace("<", "&lt;")}</p>' for line in text.split("\n")
    )


def in_a_fence(text: str) -> str:
    return f"```markdown\n{paragraphs(text)}\n```\n"


MANNERS: list[Callable[[str], str]] = [
    paragraphs, single_newlines, hard_breaks, backslash_breaks, breaks, flat_headings, glued_headings, bold_headings,
    bullets_of_converters, html_inside, in_a_fence,
]  # fmt: skip


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.__name__)
def test_markdown_has_the_outline_of_its_text(manner: Callable[[str], str]) -> None:
    for name, text in formats.documents().items():
        if manner is bullets_of_converters and name.startswith("intended"):
            continue  # they hold every marker of every plugin, and which bullets are in excess is told by common ones
        assert formats.outline_of_file("a.md", manner(text).encode()) == formats.outline_of_text(text), name


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("# 一、总则 #\n\n正文", ["一、总则", "正文"]),
        ("###一、总则\n#1机组", ["一、总则", "#1机组"]),
        ("一、总则\n===\n甲\n---\n", ["一、总则", "甲"]),
        ("**一、总则。**各单位*要*`遵守`~~旧~~", ["一、总则。各单位要遵守旧"]),
        ("这是**重点：**请看，__重点__，a_b_c", ["这是重点：请看，重点，a_b_c"]),
        ("****公司____年**", ["****公司____年**"]),  # masks and blanks
        ("某**局\n\n某**公司", ["某**局", "某**公司"]),
        ("1. 甲\n2. 乙\n5) 丙", ["1. 甲", "2. 乙", "5) 丙"]),
        ("3. 甲\n3. 乙\n   - 丙\n     * 丁", ["3. 甲", "3. 乙", "- 丙", "* 丁"]),
        ("- 一、甲\n- （一）乙\n- 1. 丙", ["一、甲", "（一）乙", "- 1. 丙"]),
        ("1\\. 甲\\\n2\\) 乙  \n丙", ["1. 甲", "2) 乙", "丙"]),
        ("    为**缩进**的一段\n\n　　另一段", ["为缩进的一段", "另一段"]),
        ("> 引用\n> > 再引\n续", ["引用", "再引", "续"]),
        ("```python\nx = 1  # 甲\n  **y**\n```", ["x = 1  # 甲", "  **y**"]),
        ("见[《办法》](http://a.cn/x_(1).html \"题\")和![图](a.png)，[甲](乙)，[X]年[1]，<http://a.cn>", ["见《办法》和，[甲](乙)，[X]年[1]，http://a.cn"]),
        ("[下划]{.underline}[]{#bm}，$x_1*y*$，5 * 3 * 2", ["下划，$x_1*y*$，5 * 3 * 2"]),
        ("甲<br>乙<u>丙</u><!-- 注 --><名称><name>&nbsp;&lt;", ["甲", "乙丙<名称><name>\u00a0<"]),
        ("正文[^1]。\n\n[^1]: 注释\n[甲]: 乙", ["正文[1]。", "[1]: 注释", "[甲]: 乙"]),
        ("| 序号 | 任务 |\n|--|:-:|\n| 1 | 修**路**<br>通水 |\n| 2 | a\\|b |", ["序号\t任务", "1\t修路 通水", "2\ta|b"]),
        ("<table><tr><td>单位<td>责任<tr><td>甲<td>乙</table>\n\n<div align=center>\n\n**附件**\n\n</div>", ["单位\t责任", "甲\t乙", "附件"]),
        ("::: {custom-style=\"正文\"}\n一、总则 {#a}\n:::\n\n## 二、附则 {#b .c}", ["一、总则 {#a}", "二、附则"]),
        ("***\n甲\n\n---\n\n乙", ["甲", "乙"]),
    ],
)  # fmt: skip
def test_signs_are_no_text(markdown: str, wanted: list[str]) -> None:
    assert lines(markdown) == wanted


def test_headings_emphasis_notes_and_front_matter_are_told() -> None:
    source = load("---\ntitle: 防汛方案\nauthor: 某局\n---\n# 防汛方案\n## 一、总则\n**（一）甲。**乙\n[^a]: 注\n")
    assert roles(source) == [
        ("title: 防汛方案", "metadata_field", 0), ("author: 某局", "metadata_field", 0), ("防汛方案", "heading", 1),
        ("一、总则", "heading", 2), ("（一）甲。", "emphasis", 0), ("[a]: 注", "footnote", 0),
    ]  # fmt: skip
    document = formats.plain().parse(source).document
    assert [leaf.form for leaf in document.leaves() if leaf.kind == "paragraph"][2] == "document_title"


def test_the_title_comes_from_the_front_matter_only_if_the_text_has_none() -> None:
    assert lines("---\ntitle: 防汛方案\n---\n一、总则") == ["title: 防汛方案", "防汛方案", "一、总则"]
    assert lines("---\ntitle: 防汛方案\n---\n**防汛方案**\n\n一、总则") == ["title: 防汛方案", "防汛方案", "一、总则"]


def test_a_rule_is_no_front_matter() -> None:
    assert lines("---\n一、总则\n---\n二、附则**") == ["一、总则", "二、附则**"]


def test_every_line_has_its_number() -> None:
    markdown = "---\na: b\n---\n\n# 题\n\n甲**乙\n丙**丁\n- 戊\n\n| a | b |\n|-|-|\n| 己 | 庚 |\n\n```\n辛\n壬\n```\n<p>癸</p>\n"
    source = load(markdown)
    found = {char: source.place(source.raw.index(char)) for char in "题甲戊辛壬癸"}
    assert found == {
        "题": "line 5", "甲": "line 7", "戊": "line 9", "辛": "line 16", "壬": "line 17", "癸": "line 19",
    }  # fmt: skip
    assert source.place(source.raw.index("庚")) == "table 1, row 2, cell 2"


def test_flat_markdown_has_the_tree_that_its_numbers_say() -> None:
    flat = "# 防汛方案\n\n# 一、总则\n\n# （一）目的\n\n为做好工作。\n\n# 1. 预案\n\n# （二）原则\n\n# 二、附则\n"
    rows = [(marker, level, heading) for marker, _, level, heading in formats.outline_of_file("a.md", flat.encode())]
    assert rows == [
        ("一、", 1, "总则"),
        ("（一）", 2, "目的"),
        ("1.", 3, "预案"),
        ("（二）", 2, "原则"),
        ("二、", 1, "附则"),
    ]


@pytest.mark.parametrize(
    ("text", "name"), [("# 一、总则\n**甲**", "a.txt"), ("一、总则\n甲\n", "a.md"), ("# 一、总则", "README")]
)
def test_what_is_not_clearly_markdown_is_text(text: str, name: str) -> None:
    source = load(text, name)
    assert (source.raw, source.media_type) == (text, "text/plain")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    data = "# 一、总则\r\n各单位要认真贯彻落实，现将有关事项通知如下：\r\n".encode(encoding)
    assert load(data).raw == "一、总则\n各单位要认真贯彻落实，现将有关事项通知如下：\n"


def test_what_is_nested_too_deep_is_read_as_text() -> None:
    text = "> " * 200 + "一、总则\n"
    assert "一、总则" in load(text).raw
    text = "".join("  " * n + f"- 第{n}层\n" for n in range(300))
    assert "第299层" in load(text).raw


def test_no_word_of_nonsense_is_lost() -> None:
    choose = random.Random(6)
    parts = [
        "# ",
        "- ",
        "1. ",
        "> ",
        "**",
        "*",
        "_",
        "`",
        "``",
        "```\n",
        "[",
        "](x.y)",
        "]",
        "(",
        ")",
        "![",
        "<b>",
        "</b>",
        "<div>",
        "<!--",
        "-->",
        "\n",
        "\n\n",
        "    ",
        "\\",
        "",
        " ",
        "---\n",
        "~~",
        "$",
        "&nbsp;",
        "  \n",
        "<table>",
        "</td>",
    ]
    for _ in range(400):
        signs = iter("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")
        written, text = "", "# "
        for _ in range(choose.randrange(2, 40)):
            if choose.random() < 0.35 and (sign := next(signs, "")):
                text, written = text + sign, written + sign
            else:
                text += choose.choice(parts)
        if "![" in text or "<!--" in text:
            continue  # pictures and comments go, with what is in them
        found = load(text).raw if written else ""
        assert [char for char in found if char in written] == list(written), text


def test_flipped_bits_give_a_text_or_an_error() -> None:
    choose = random.Random(300)
    data = ("# 题\n\n" + flat_headings(formats.documents()["notice"]) + "\n| a | b |\n|-|-|\n| 1 | 2 |\n").encode()
    for _ in range(300):
        damaged = bytearray(data)
        for _ in range(choose.choice((1, 1, 8, 64))):
            damaged[choose.randrange(len(damaged))] ^= 1 << choose.randrange(8)
        try:
            assert load(bytes(damaged)).raw
        except LoadError as error:
            assert error.code.startswith("DP-L")


HOSTILE = {
    "stars": lambda n: "**a" * n,
    "two signs": lambda n: "*a_b " * n,
    "brackets": lambda n: "[" * n + "](a.b)" * n,
    "pictures": lambda n: "![" * n + "](a.b)" * n,
    "targets": lambda n: "](" * n + " " * n,
    "ticks": lambda n: "".join("`" * size + "a" for size in range(1, int(n**0.5) * 2)),
    "quotes": lambda n: "> " * n,
    "bullets": lambda n: "- " * n,
    "levels": lambda n: "".join(" " * (2 * level) + "- a\n" for level in range(int(n**0.5))),
    "tags": lambda n: "a" + "<a " * n,
    "comments": lambda n: "a" + "<!--" * n,
    "rows": lambda n: "|a|b|\n|-|-|\n" + "|a|b|\n" * n,
    "wide rows": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n" + "|a" * n,
    "lines": lambda n: "# \n" + "a\n" * n,
    "front matter": lambda n: "---\n" + "a: b\n" * n,
    "formulas": lambda n: "# $a" * n,
    "fences": lambda n: "```md\n" * n,
    "pages": lambda n: "<div>\n\n" * n + "a",
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_text_alone(kind: str) -> None:
    """Ten times the text takes some ten times as long: the least of three, and far from the hundred of a square."""
    taken = [least_seconds(partial(load, HOSTILE[kind](size).encode())) for size in (500, 5_000)]
    assert taken[1] < 40 * taken[0] + 0.2


def test_a_large_file_is_read_in_a_process_with_limits() -> None:
    markdown = "# 防汛方案\n\n" + "**（一）目的。**为做好工作。" * 80_000
    assert load(markdown).raw == "防汛方案\n" + "（一）目的。为做好工作。" * 80_000 + "\n"
    with pytest.raises(LoadError, match="DP-L004"):
        Parser(records=False, limits=Limits(seconds=0.01, seconds_per_mib=0)).load("a.md", markdown.encode())
