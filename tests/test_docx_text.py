"""Word files: no text lost and none twice, places, layout, tables, and what is no Word file."""

from __future__ import annotations

import base64
import io
import random
import time
import zipfile
from pathlib import Path

import docx as python_docx
import formats
import pytest
from lxml import etree
from offices import convert_all, needs_libreoffice
from ooxml import W, abstract, docx, lvl, num, numbered, p, r, style, styled
from zips import packed

import docparse
from docparse import Layout, LoadError

BOLD, BLACK, KAI, SONG = (
    "<w:b/>",
    *(f'<w:rFonts w:eastAsia="{font}"/>' for font in ("黑体", "楷体_GB2312", "仿宋_GB2312")),
)


def load(data: bytes, name: str = "a.docx") -> docparse.SourceText:
    return formats.plain().load(name, data)


def lines(data: bytes) -> list[str]:
    return load(data).raw.splitlines()


def stretches(source: docparse.SourceText, role: str) -> list[str]:
    return [source.raw[found.start : found.end] for found in source.layout if found.role == role]


def emphasis(*runs: str, properties: str = "", **parts: str) -> list[str]:
    return stretches(load(docx(p("".join(runs), properties), **parts)), "emphasis")


# --- runs

DELETED = r("旧").replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
RUNS = {
    "a deletion": (f"<w:del>{DELETED}</w:del>" + r("新"), "新"),
    "an insertion": (f"<w:ins>{r('新')}</w:ins>", "新"),
    "text moved away": (f"<w:moveFrom>{r('移')}</w:moveFrom>{r('留')}", "留"),
    "text moved here": (f"<w:moveTo>{r('移')}</w:moveTo>{r('留')}", "移留"),
    "hidden text": (r("隐", "<w:vanish/>") + r("现", '<w:vanish w:val="0"/>'), "现"),
    "a hyperlink": (f"<w:hyperlink>{r('网址')}</w:hyperlink>", "网址"),
    "a smart tag": (f"<w:smartTag><w:smartTagPr/>{r('北京')}</w:smartTag>", "北京"),
    "a content control": (f"<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent>{r('填')}</w:sdtContent></w:sdt>", "填"),
    "an unknown element": (f"<w:new>{r('新')}</w:new>", "新"),
    "breaks": ("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:cr/><w:t>末</w:t></w:r>", "上\n下\n末"),
    "a page break": ('<w:r><w:br w:type="page"/><w:t>上</w:t></w:r>', "上"),
    "a tab": ("<w:r><w:t>左</w:t><w:tab/><w:t>右</w:t></w:r>", "左\t右"),
    "hyphens": ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a-bc"),
    "a newline in the XML": ("<w:r><w:t>上\n下</w:t></w:r>", "上 下"),
    "a symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>同意</w:t></w:r>', "☑同意"),
    "an unknown symbol": ('<w:r><w:sym w:font="Other" w:char="F001"/></w:r>', "\uf001"),
    "a damaged symbol": ('<w:r><w:sym w:char="xyz"/><w:t>文</w:t></w:r>', "文"),
    "ruby": (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('hàn')}</w:rt><w:rubyBase>{r('汉')}</w:rubyBase></w:ruby></w:r>", "汉"
    ),
    "mathematics": (
        "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
        "</m:den></m:f></m:oMath>", "x=1/2",
    ),
    "a simple field": (f'<w:fldSimple w:instr="DATE">{r("3月6日")}</w:fldSimple>', "3月6日"),
    "a comment": ('<w:commentRangeStart w:id="0"/>' + r("文") + '<w:r><w:commentReference w:id="0"/></w:r>', "文"),
    "alternatives in a run": (
        "<w:r><mc:AlternateContent><mc:Choice Requires='w14'><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t>"
        "</mc:Fallback></mc:AlternateContent></w:r>", "新",
    ),
    "alternatives of runs": (
        f"<mc:AlternateContent><mc:Choice Requires='w14'/><mc:Fallback>{r('旧')}</mc:Fallback></mc:AlternateContent>", "旧"
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", RUNS)
def test_runs(kind: str) -> None:
    content, text = RUNS[kind]
    assert load(docx(p(content) + p("末"))).raw == f"{text}\n末\n"
    assert load(docx(p(content) + p("末"), strict=True)).raw == f"{text}\n末\n"


def field(instruction: str, result: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin, separate, end = (char.format(kind) for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{result}{end}"


def test_fields() -> None:
    inner = field("MERGEFIELD x", r("内"))
    assert lines(docx(p(field("REF a", r("果")) + r("文")))) == ["果文"]
    assert lines(docx(p(field(f"IF</w:instrText></w:r>{inner}<w:r><w:instrText>", r("果")) + r("文")))) == ["果文"]
    open_field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert lines(docx(p(open_field) + p("后文") + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("末")))) == [
        "",
        "后文",
        "末",
    ]


def test_paragraphs_that_a_deleted_mark_joins() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = p("甲", gone) + p("乙") + p("丙", gone)
    assert lines(docx(body)) == ["甲乙", "丙"]
    assert lines(docx("<w:tbl><w:tr><w:tc>" + body + "</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>")) == ["甲乙 丙\t"]


def test_a_hidden_mark_lets_a_heading_run_in() -> None:
    body = p(r("（一）目标。"), "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("全面完成。")
    assert lines(docx(body)) == ["（一）目标。全面完成。"]


# --- emphasis and headings


def test_a_typeface_that_differs_is_emphasis() -> None:
    for strong in (BOLD, BLACK, KAI, SONG + BOLD):
        assert emphasis(r("（一）目标。", strong), r("全面完成任务。", SONG)) == ["（一）目标。"]
        assert emphasis(r("（一）很长很长很长很长的目标。", strong), r("完成。", SONG)) == [
            "（一）很长很长很长很长的目标。"
        ]
    assert emphasis(r("宋体"), r("仿宋混排，是常有的事", SONG)) == []
    assert emphasis(r("全段黑体", BLACK)) == []
    assert emphasis(r("2025", BLACK), r("年全面完成任务", SONG)) == []
    assert emphasis(r("全段加粗", BOLD)) == ["全段加粗"]


def test_a_marker_shares_the_typeface_of_what_follows() -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0)
    one = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    assert emphasis(r("目标。", BOLD), r("完成。"), properties=one, numbering=numbering) == ["1. 目标。"]


def test_bold_from_styles_is_a_toggle() -> None:
    bold = f"<w:rPr>{BOLD}</w:rPr>"
    styles = (
        style("Bold", "粗", bold) + style("Based", "基", based_on="Bold") + style("Strong", "强", bold, kind="character")
        + style("Light", "细", '<w:rPr><w:b w:val="0"/></w:rPr>', based_on="Bold")
    )  # fmt: skip
    strong = '<w:rStyle w:val="Strong"/>'

    def seen(paragraph: str, *runs: str) -> list[str]:
        return emphasis(*runs, properties=f'<w:pStyle w:val="{paragraph}"/>', styles=styles)

    assert seen("Based", r("甲")) == ["甲"]
    assert seen("Light", r("甲"), r("乙", strong)) == ["乙"]
    assert seen("Bold", r("甲"), r("乙", strong)) == ["甲"]
    assert seen("Bold", r("甲", strong + BOLD)) == ["甲"]
    assert seen("No such style", r("甲"), r("乙", strong)) == ["乙"]


def test_typefaces_of_themes_and_defaults() -> None:
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/></w:rPr></w:rPrDefault></w:docDefaults>'
    theme = (
        '<a:themeElements><a:fontScheme><a:majorFont><a:ea typeface="黑体"/></a:majorFont><a:minorFont>'
        '<a:ea typeface=""/><a:font script="Hans" typeface="仿宋"/></a:minorFont></a:fontScheme></a:themeElements>'
    )
    major = '<w:rFonts w:eastAsiaTheme="majorEastAsia"/>'
    data = emphasis(r("（一）目标。", major), r("全面完成。"), styles=styles, theme1=theme)
    assert data == ["（一）目标。"]


def test_headings() -> None:
    styles = (
        style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') + style("a", "我的标题", based_on="1")
        + style("2", "heading 2") + style("T", "Title") + style("b", "正文", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
    )  # fmt: skip
    body = (
        styled("题", "T") + styled("一级", "1") + styled("一级二", "a") + styled("二级", "2") + styled("文", "b")
        + styled("三级", "b", '<w:outlineLvl w:val="2"/>') + styled("不是", "1", '<w:outlineLvl w:val="9"/>')
    )  # fmt: skip
    source = load(docx(body, styles=styles))
    found = [(source.raw[one.start : one.end], one.level) for one in source.layout if one.role == "heading"]
    assert found == [("题", 0), ("一级", 1), ("一级二", 1), ("二级", 2), ("三级", 3)]


def test_contents() -> None:
    entry = styled("一、总则\t1", "TOC1")
    second = p(f"<w:hyperlink>{r('二、职责')}<w:r><w:tab/></w:r>{field('PAGEREF _Toc1', r('2'))}</w:hyperlink>")
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = char.format("begin") + "<w:r><w:instrText>TOC \\o</w:instrText></w:r>" + char.format("separate")
    body = p("目录") + entry + p(begin) + second + p("一、总则") + p(char.format("end"))
    data = docx(body, styles=style("TOC1", "toc 1"))
    source = load(data)
    assert stretches(source, "contents_entry") == ["一、总则\t1", "二、职责\t2"]
    assert [found[3] for found in formats.outline_of_file("a.docx", data)] == ["总则"]


# --- tables

TABLE = "<w:tbl><w:tblPr/>{}</w:tbl>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def test_tables() -> None:
    whole = TABLE.format(
        row(cell("项目", '<w:vMerge w:val="restart"/>'), cell("数量", '<w:gridSpan w:val="2"/>'))
        + row(cell("", "<w:vMerge/>"), cell("去年"), cell("今年"))
        + f"<w:sdt><w:sdtContent>{row(cell('甲'), '<w:sdt><w:sdtContent>' + cell('1') + '</w:sdtContent></w:sdt>', cell('2'))}</w:sdtContent></w:sdt>"
        + row(cell("作废"), cell("9"), cell("9")).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>')
    )
    source = load(docx(p("前") + whole + p("后")))
    assert source.raw == "前\n项目\t数量\n去年\t今年\n甲\t1\t2\n后\n"
    (table,) = source.tables
    assert [(source.raw[c.start : c.end], *c[2:]) for c in table.cells] == [
        ("项目", 0, 0, 2, 1), ("数量", 0, 1, 1, 2), ("去年", 1, 1, 1, 1), ("今年", 1, 2, 1, 1),
        ("甲", 2, 0, 1, 1), ("1", 2, 1, 1, 1), ("2", 2, 2, 1, 1),
    ]  # fmt: skip
    assert stretches(source, "table_row") == source.raw.splitlines()[1:4]
    assert source.place(source.raw.index("今年")) == "table 1, row 2, cell 2"
    assert source.place(source.raw.index("后")) == "paragraph 2"


def test_a_column_that_goes_on_from_above_leaves_rows_of_a_table() -> None:
    merged = TABLE.format(
        row(cell("组", '<w:vMerge w:val="restart"/>'), cell("一、甲")) + row(cell("", "<w:vMerge/>"), cell("二、乙"))
    )
    assert stretches(load(docx(merged)), "table_row") == ["组\t一、甲", "二、乙"]


def test_nested_tables_and_frames() -> None:
    inner = TABLE.format(row(cell("内一"), cell("内二")))
    assert lines(docx(TABLE.format(row(cell("左"), cell(p("右") + inner + p("")))))) == ["左\t右 内一 内二"]
    source = load(
        docx(TABLE.format(row(cell(p("一、总则") + inner + styled("二、职责", "1")))), styles=style("1", "heading 1"))
    )
    assert source.raw == "一、总则\n内一\t内二\n二、职责\n"
    assert stretches(source, "table_row") == ["内一\t内二"]
    assert stretches(source, "heading") == ["二、职责"]
    assert source.place(0) == "table 1, row 1, cell 1"


GRID = TABLE.format(
    row(cell("项目", '<w:vMerge w:val="restart"/>'), cell("数量", '<w:gridSpan w:val="2"/>'))
    + row(cell("续", "<w:vMerge/>"), cell("去年"), cell("今年"))
    + f"<w:sdt><w:sdtContent>{row(cell('甲'), cell(TABLE.format(row(cell('内一'), cell('内二')))))}</w:sdtContent></w:sdt>"
    + row(cell("作废"), cell("9")).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>')
    + row(cell("末"), cell("", '<w:hMerge w:val="restart"/>'), cell("并", "<w:hMerge/>"))
)
FRAME = TABLE.format(row(cell(p("一、总则") + GRID + p("二、职责"))) + row(cell("落款")))


@pytest.mark.parametrize("body", [GRID, p("前") + GRID + p("后"), FRAME, p("前") + FRAME + FRAME + GRID])
@pytest.mark.parametrize("piece", [1, 10, 100, 333])
def test_a_table_reads_the_same_in_whatever_pieces_it_comes(
    body: str, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = docx(body)
    whole = load(data)
    monkeypatch.setattr("docparse.markup._PIECE", piece)
    assert load(data) == whole


def test_the_short_way_reads_as_the_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0)
    styles = (
        style("1", "heading 1", "<w:rPr><w:b/></w:rPr>")
        + style("2", "toc 1")
        + style("3", "Title")
        + style("4", "隐", "<w:rPr><w:vanish/></w:rPr>")
        + style("5", "列", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    )
    texts = ("", "文", r("文") + r("字"), r("文", BOLD), r("文", BOLD) + r("字"), r("文", BLACK) + r("字", KAI))
    texts += (r("隐", "<w:vanish/>") + r("现"), "上\u2028下", '<w:proofErr w:type="spellStart"/>' + r("文"))
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    properties = ("", number, '<w:outlineLvl w:val="2"/>', "<w:rPr><w:vanish/></w:rPr>", "<w:rPr><w:b/></w:rPr>")
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{named}"/>{said}</w:pPr>{text if text.startswith("<") or not text else r(text)}</w:p>'
        for named in "0123456"
        for said in properties
        for text in texts
    )
    data = docx(body + p("末"), numbering=numbering, styles=styles)
    short = load(data)
    monkeypatch.setattr("docparse_docx.inline.Reader.simple", lambda *_: None)
    assert load(data) == short


def test_automatic_numbers_in_cells() -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1")) + num(1, 0)
    rows = TABLE.format("".join(row(cell(numbered("")), cell(name)) for name in "甲乙"))
    assert lines(docx(rows, numbering=numbering)) == ["1\t甲", "2\t乙"]


# --- what stands beside the text


def test_headers_and_footers() -> None:
    page = p(r("— ") + field("PAGE", r("1")) + r(" —"))
    data = docx(
        p("文"),
        header1=p("眉"),
        header2=p("眉"),
        header3=p("首页眉"),
        footer1=page,
        footer2=p(r("—2—")),
        header4="<w:p/>",
    )
    source = load(data)
    assert source.raw == "眉\n首页眉\n文\n— 1 —\n—2—\n"
    assert stretches(source, "running_head") == ["眉", "首页眉"]
    assert stretches(source, "page_number") == ["— 1 —", "—2—"]
    assert [place for _, place in source.anchors] == ["header", "paragraph 1", "footer"]


def test_notes() -> None:
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    own = "<w:r><w:footnoteRef/></w:r>"
    notes = (
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>'
        + note.format(1, p(own + r(" 注一")) + p("续")) + note.format(2, p("注二")) + note.format(3, p("无人提起"))
        + note.format(4, p("已删")) + note.format(5, p("* 自注"))
    )  # fmt: skip
    refer = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
    custom = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="5"/><w:t>*</w:t></w:r>'
    end = '<w:endnote w:id="1">' + p("尾注") + "</w:endnote>"
    body = (
        p(r("甲") + refer(2) + r("。")) + p(r("乙") + refer(1) + f"<w:del>{refer(4)}</w:del>" + custom)
        + p(r("丙") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    )  # fmt: skip
    source = load(docx(body, footnotes=notes, endnotes=end))
    assert source.raw.splitlines() == [
        "甲[1]。", "[1] 注二", "乙[2]*", "[2] 注一", "续", "* 自注", "丙[i]", "[i] 尾注", "无人提起",
    ]  # fmt: skip
    assert stretches(source, "footnote") == ["[1] 注二", "[2] 注一", "续", "* 自注", "[i] 尾注", "无人提起"]
    assert source.place(source.raw.index("注一")) == "footnote 2"


def test_text_boxes_once() -> None:
    inside = f"<w:txbxContent>{p('框内')}{p('第二段')}</w:txbxContent>"
    shape = f"<w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing>"
    vml = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    both = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{shape}</mc:Choice><mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent></w:r>"
    art = '<w:r><w:pict><v:shape><v:textpath string="清河县人民政府文件"/></v:shape></w:pict></w:r>'
    assert lines(docx(p(r("文") + both))) == ["文", "框内", "第二段"]
    assert lines(docx(p(f"<w:r>{vml}</w:r>" + r("文")))) == ["文", "框内", "第二段"]
    assert lines(docx(p(art) + p("文"))) == ["", "清河县人民政府文件", "文"]
    assert lines(docx(f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>" + f"<w:ins>{p('入')}</w:ins>")) == [
        "控件",
        "入",
    ]


# --- the whole


def everything() -> bytes:
    """A document with something of everything, each character once."""
    random_ = random.Random(3)
    signs = iter(random_.sample([chr(code) for code in range(0x4E00, 0x9FA5)], 400))

    def some(count: int = 4) -> str:
        return "".join(next(signs) for _ in range(count))

    inner = TABLE.format(row(cell(some()), cell(some())))
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(some())}{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    wrapped = f"<w:sdt><w:sdtContent>{p(some()) + TABLE.format(row(cell(some()), cell(some())))}</w:sdtContent></w:sdt>"
    body = (
        p(r(some()) + box) + wrapped + numbered(some()) + p(field("REF", r(some()))) + p("".join(content for content, _ in RUNS.values()))
        + TABLE.format(row(cell(some(), '<w:vMerge w:val="restart"/>'), cell(p(some()) + inner)) + row(cell(some(), "<w:vMerge/>"), cell(some())))
        + TABLE.format(row(cell(p(some()) * 3 + inner))) + p(r(some()) + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    )  # fmt: skip
    note = f'<w:footnote w:id="1">{p(some())}{inner}</w:footnote>'
    return docx(
        body,
        footnotes=note,
        header1=p(some()) + inner,
        footer1=p(some()),
        numbering=abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0),
    )


def characters(data: bytes) -> set[str]:
    """Every character of every w:t of a file in its accepted view, hidden text aside."""
    found = set[str]()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if not name.endswith(".xml"):
                continue
            root = etree.fromstring(package.read(name))
            for text in root.iter(f"{{{W}}}t"):
                above = {etree.QName(element).localname for element in text.iterancestors()}
                hidden = text.getparent().find(f"{{{W}}}rPr/{{{W}}}vanish")
                if not above & {"del", "moveFrom", "rt", "Fallback"} and hidden is None:
                    found |= set(text.text or "")
    return found - set("\n")


def test_no_text_is_lost() -> None:
    data = everything()
    assert characters(data) - set(load(data).raw) == set()
    assert len(characters(data)) > 90


PAGE = (
    "<html><head><title>题</title><style>p {}</style></head><body><h1>一、总则</h1><p>甲<br>乙&amp;丙</p>"
    "<table><tr><td>左</td><td>右</td></tr></table></body></html>"
)
PAGE_LINES = ["前", "一、总则", "甲", "乙&丙", "左\t右", "后"]
MAIL = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
    'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--B--\r\n'
)
CHUNKS = {
    "a web page": (PAGE.encode(), PAGE_LINES),
    "a web page in GBK": (PAGE.replace("<head>", '<head><meta charset="gb2312">').encode("gbk"), PAGE_LINES),
    "an MHT file": (MAIL.format(base64.b64encode(PAGE.encode()).decode()).encode(), PAGE_LINES),
    "RTF": (rb"{\rtf1\ansi\ansicpg936 \'ce\'c4\par A}", ["前", "文", "A", "后"]),
    "text": ("文\n\n末".encode("utf-8-sig"), ["前", "文", "末", "后"]),
    "a Word file": (
        docx(numbered("文"), numbering=abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0)), ["前", "1. 文", "后"]
    ),
    "another package": (packed({"a.txt": "文"}), ["前", "后"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHUNKS)
def test_files_embedded_in_the_text(kind: str) -> None:
    content, expected = CHUNKS[kind]
    data = docx(p("前") + '<w:altChunk r:id="aFChunk1"/><w:altChunk r:id="none"/>' + p("后"), aFChunk1="")
    parts = members(data)
    assert lines(packed(parts | {"word/aFChunk1.xml": content})) == expected


def test_an_embedded_page_has_its_headings() -> None:
    data = docx(p("前") + '<w:altChunk r:id="aFChunk1"/>', aFChunk1="")
    source = load(packed(members(data) | {"word/aFChunk1.xml": "<html><p>甲<h2>总则</h2><ol><li>乙".encode()}))
    assert source.raw.splitlines() == ["前", "甲", "总则", "1. 乙"]
    assert [(source.raw[one.start : one.end], one.level) for one in source.layout if one.role == "heading"] == [
        ("总则", 2)
    ]


def python_made() -> bytes:
    document = python_docx.Document()
    document.add_heading("关于开展检查的通知", 0)
    document.add_heading("一、总体要求", 1)
    paragraph = document.add_paragraph()
    paragraph.add_run("（一）工作目标。").bold = True
    paragraph.add_run("全面完成任务。")
    for item in "甲乙":
        document.add_paragraph(item, style="List Number")
    document.add_paragraph("点", style="List Bullet")
    table = document.add_table(2, 3)
    for number, each in enumerate(table._cells):
        each.text = f"格{number}"
    table.cell(0, 0).merge(table.cell(1, 0))
    document.sections[0].header.paragraphs[0].text = "页眉"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_file_of_python_docx() -> None:
    source = load(python_made())
    assert source.raw == (
        "页眉\n关于开展检查的通知\n一、总体要求\n（一）工作目标。全面完成任务。\n1. 甲\n2. 乙\n• 点\n格0 格3\t格1\t格2\n格4\t格5\n"
    )
    assert Layout(25, 33, "emphasis") in [
        one._replace(start=25, end=33) for one in source.layout if source.raw[one.start : one.end] == "（一）工作目标。"
    ]
    assert characters(python_made()) <= set(source.raw)


HTML = (
    "<h1>通知</h1><h2>一、总体要求</h2><ol><li>甲</li><li>乙<ol type='a'><li>丙</li></ol></li></ol><ul><li>点</li></ul>"
    "<table border='1'><tr><td>左</td><td>右</td></tr></table><p>（一）<b>目标。</b>完成。</p>"
)


@needs_libreoffice
def test_a_file_of_libreoffice(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(f"<html><meta charset='utf-8'><body>{HTML}</body></html>", "utf-8")
    (file,) = convert_all([page], "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)")
    source = load(file.read_bytes())
    text = [line for line in source.raw.splitlines() if line]
    assert text[:6] == ["通知", "一、总体要求", "1. 甲", "2. 乙", "a. 丙", "• 点"]
    assert "左\t右" in text
    assert "（一）目标。完成。" in text


def test_word_is_told_by_its_content() -> None:
    data = docx(p("文"))
    for name in ("a.docx", "a.docm", "a.dotx", "a.doc", "a.wps", "a.txt", "a.zip", "a"):
        source = load(data, name)
        assert (source.raw, source.encoding) == ("文\n", None)
        assert source.media_type.endswith("wordprocessingml.document")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_odd_packages() -> None:
    parts = members(docx(p("文"), header1=p("眉")))
    backslashes = {name.replace("/", "\\"): content for name, content in parts.items()}
    assert load(packed(backslashes)).raw == "眉\n文\n"
    capitals = {name.replace("word/d", "Word/D"): content for name, content in parts.items()}
    assert load(packed(capitals)).raw == "眉\n文\n"
    bare = {name: content for name, content in parts.items() if name == "word/document.xml"}
    assert load(packed(bare)).raw == "文\n"
    moved = {
        name.replace("word/", "w/"): content.replace(b"word/document", b"w/document") for name, content in parts.items()
    }
    assert load(packed(moved)).raw == "眉\n文\n"


def refusal(data: bytes, name: str = "a.docx") -> tuple[str, bool]:
    with pytest.raises(LoadError) as caught:
        load(data, name)
    assert "\n" not in str(caught.value)
    return caught.value.code, caught.value.refused


def test_refusals() -> None:
    good = docx(p("文"))
    parts = members(good)
    main = parts["word/document.xml"]
    assert refusal(good[: len(good) // 2]) == ("DP-L103", False)
    assert refusal(docx("")) == ("DP-L107", False)
    assert refusal(docx("<w:p/>" * 9)) == ("DP-L107", False)
    assert refusal(packed(parts | {"word/document.xml": main[:-9]})) == ("DP-L103", False)
    assert refusal(packed(parts | {"word/document.xml": b""})) == ("DP-L103", False)
    entity = b'<!DOCTYPE w [<!ENTITY a "b">]>' + main.replace("文".encode(), b"&a;")
    assert refusal(packed(parts | {"word/document.xml": entity})) == ("DP-L007", True)
    assert refusal(packed(parts | {"word/document.xml": b"<!DOCTYPE w>" + main})) == ("DP-L007", True)
    deep = main.replace(b"<w:p>", b"<w:sdt>" * 400 + b"<w:p>").replace(b"</w:p>", b"</w:p>" + b"</w:sdt>" * 400)
    assert refusal(packed(parts | {"word/document.xml": deep})) == ("DP-L007", True)
    gone = {name: content for name, content in parts.items() if name != "word/document.xml"}
    assert refusal(packed(gone)) == ("DP-L103", False)
    assert refusal(packed({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}))[0] == "DP-L002"


def test_limits() -> None:
    small = docparse.Parser(records=False, limits=docparse.Limits(paragraphs=10))
    assert len(small.load("a.docx", docx(p("文") * 10)).raw) == 20
    with pytest.raises(LoadError, match="DP-L001"):
        small.load("a.docx", docx(p("文") * 11))


def test_300_bit_flips() -> None:
    random_, good = random.Random(11), everything()
    loaded = 0
    for _ in range(300):
        data = bytearray(good)
        data[random_.randrange(len(data))] ^= 1 << random_.randrange(8)
        try:
            load(bytes(data))
            loaded += 1
        except LoadError:
            pass
    assert 0 < loaded < 300


def test_300_flips_inside_the_parts() -> None:
    """Damage that the checksums of the package do not show."""
    random_, parts = random.Random(12), members(everything())
    loaded = 0
    for _ in range(300):
        name = random_.choice([name for name in parts if name.startswith("word/")])
        data = bytearray(parts[name])
        data[random_.randrange(len(data))] ^= 1 << random_.randrange(8)
        try:
            load(packed(parts | {name: bytes(data)}))
            loaded += 1
        except LoadError:
            pass
    assert 0 < loaded < 300


HOSTILE = {
    "fields that never end": p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 60_000) + p("文"),
    "results that never end": p(field("TOC", "").replace('"end"', '"none"') * 20_000) + p(field("PAGEREF a", r("1")) * 20_000),
    "marks that are all hidden": p("文", "<w:rPr><w:vanish/></w:rPr>") * 30_000,
    "marks that are all deleted": p("文", "<w:rPr><w:del/></w:rPr>") * 30_000,
    "boxes side by side": p(
        f"<w:r><w:pict>{'<w:txbxContent><v:textpath/></w:txbxContent>' * 20_000}</w:pict></w:r>"
    ) + p("文"),
    "tables in tables": "<w:tbl><w:tr><w:tc>" * 80 + p("文") + "</w:tc></w:tr></w:tbl>" * 80,
    "controls in controls": "<w:sdt>" * 240 + p("文") + "</w:sdt>" * 240,
    "links in links": p("<w:hyperlink>" * 240 + r("文") + "</w:hyperlink>" * 240),
}  # fmt: skip


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", HOSTILE)
def test_work_grows_with_the_file(kind: str) -> None:
    parser = docparse.Parser(records=False, limits=docparse.Limits(ratio=10_000))
    assert "文" in parser.load("a.docx", docx(HOSTILE[kind] + p("文"))).raw


# --- files made to take long, or much memory

RUN = "<w:r><w:t>一</w:t></w:r>"
SMALL = docparse.Parser(records=False, limits=docparse.Limits(text=2_000, paragraphs=200, memory=1 << 24, ratio=10_000))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (docx(f"<w:p>{RUN * 30_000}</w:p>"), "DP-L005"),
        (docx(f"<w:tbl><w:tr><w:tc>{p('一') * 40_000}</w:tc></w:tr></w:tbl>"), "DP-L005"),
        (docx(p("一"), header1=p("一") * 150, header2=p("一") * 150), "DP-L001"),
        (docx(p("一"), header1=p("一" * 1500), header2=p("一" * 1500)), "DP-L001"),
        (docx(numbered("一") * 50, numbering=abstract(0, lvl(0, "decimal", "字" * 90 + "%1")) + num(1, 0)), "DP-L001"),
    ],
    ids=["runs", "a cell", "headers that are one", "long headers that are one", "long markers"],
)
def test_what_is_only_gathered_has_limits_too(data: bytes, code: str) -> None:
    with pytest.raises(LoadError) as caught:
        SMALL.load("a.docx", data)
    assert (caught.value.code, caught.value.refused) == (code, True)


def test_a_large_text_in_small_blocks_needs_little_memory() -> None:
    limits = docparse.Limits(memory=1 << 24, ratio=10_000)
    data = docx(p("".join([RUN] * 20)) * 2_000)
    assert len(docparse.Parser(records=False, limits=limits).load("a.docx", data).raw) == 2_000 * 21


def test_notes_that_refer_to_each_other() -> None:
    def reference(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    notes = "".join(f'<w:footnote w:id="{n}">{p(r("注") + reference(n + 1))}</w:footnote>' for n in range(3_000))
    assert load(docx(p(r("文") + reference(0)), footnotes=notes)).raw.count("注") == 3_000
    assert load(docx(p("文"), footnotes=notes)).raw.count("注") == 3_000


def test_styles_and_fields_and_boxes_in_linear_time() -> None:
    """Each of these took the square of the time, or the fiftyfold."""
    instruction = "<w:r><w:instrText>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</w:instrText></w:r>"
    box = f"<w:r><w:pict><w:txbxContent>{p('盒')}</w:txbxContent></w:pict></w:r>"
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    for growing in (lambda n: begin + instruction * n + end + RUN, lambda n: box * n + RUN):
        taken = [_seconds(docx(p(growing(n)))) for n in (2_000, 40_000)]
        assert taken[1] < 60 * taken[0] + 0.5


def _seconds(data: bytes) -> float:
    parser = docparse.Parser(records=False, limits=docparse.Limits(ratio=10_000))
    begun = time.process_time()
    parser.load("a.docx", data)
    return time.process_time() - begun


def test_what_stands_around_a_document_hides_no_cue_of_its_genre() -> None:
    """Three lines of headers stood where the title was looked for, and three of footers where its end was."""
    text = formats.documents()["notice"]
    margins = {f"{kind}{n}": p(f"清河县教育局内部资料{n}") for kind in ("header", "footer") for n in (1, 2, 3)}
    parser = docparse.Parser()
    found = parser.parse_bytes(docx("".join(map(p, text.splitlines())), **margins), "a.docx")
    wanted = parser.parse(text)
    assert [(genre.name, genre.score) for genre in found.genres] == [
        (genre.name, genre.score) for genre in wanted.genres
    ]
