"""The HTML loader: one text in many kinds of pages gives one outline, and whatever a page shows is in its text."""

from __future__ import annotations

import base64
import contextlib
import itertools
import quopri
import random
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

import formats
import pytest
from least import least_seconds

import docparse
from docparse import LoadError, SourceText

STYLES = """<style>p.MsoNormal, li.MsoNormal {mso-style-parent:""; margin:0cm; font-family:仿宋}
 .hei {font-family:黑体} @media print { p { display: none } } .gone { display: none }</style>"""


def load(html: str | bytes, name: str = "a.html", encoding: str | None = None) -> SourceText:
    data = html.encode() if isinstance(html, str) else html
    return formats.plain().load(name, data, encoding)


def lines(html: str | bytes, name: str = "a.html") -> list[str]:
    return [line for line in load(html, name).raw.split("\n") if line.strip()]


def paragraphs(text: str) -> str:
    return "<html><body>\n" + "\n".join(f"<p>{escape(line)}</p>" for line in text.split("\n")) + "\n</body></html>"


def breaks(text: str) -> str:
    return f"<!DOCTYPE html><html><body><div>{'<br>'.join(map(escape, text.split(chr(10))))}</div></body></html>"


def breaks_of_old(text: str) -> str:
    """As editors of the nineties wrote it: no end tags, capitals, typefaces by <FONT>."""
    told = "".join(f"\n<P ALIGN=left><FONT FACE=仿宋_GB2312 SIZE=3>{escape(line)}" for line in text.split("\n"))
    return f"<HTML><HEAD><TITLE>x</TITLE></HEAD><BODY BGCOLOR=#ffffff>{told}"


def kept(text: str) -> str:
    return f"<html><body><pre>\n{escape(text)}</pre></body></html>"


def kept_by_style(text: str) -> str:
    return f'<html><body><div style="white-space: pre-wrap">{escape(text)}</div></body></html>'


def word(text: str) -> str:
    """As Word saves it, source lines broken in the middle of sentences."""
    told = []
    for line in text.split("\n"):
        middle = len(line) // 2
        first, second = escape(line[:middle]), escape(line[middle:])
        told.append(
            f"<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt'><span\nstyle='font-size:16.0pt;font-family:仿宋'>{first}"
            f"</span><span lang=EN-US style='font-size:16.0pt'>{second}<o:p></o:p></span></p>\n\n"
        )
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">\n<head>'
        '<meta http-equiv=Content-Type content="text/html; charset=utf-8"><!--[if gte mso 9]><xml>\n <w:WordDocument>'
        f"<w:View>Normal</w:View></w:WordDocument></xml><![endif]-->{STYLES}</head>\n<body lang=ZH-CN><div class=WordSection1 "
        f"style='layout-grid:15.6pt'>\n\n{''.join(told)}</div></body></html>"
    )


def wps(text: str) -> str:
    told = "".join(
        f'<p class=MsoNormal ><span style="mso-spacerun:\'yes\';font-family:仿宋;font-size:16.0000pt;" ><font face="仿宋" >'
        f"{escape(line)}</font></span><span style=\"mso-spacerun:'yes';\" ><o:p></o:p></span></p>"
        for line in text.split("\n")
    )
    return f'<html><head><meta charset=utf-8>{STYLES}</head><body style="tab-interval:21pt;" ><!--StartFragment-->{told}<!--EndFragment--></body></html>'


def rows_of_layout(text: str) -> str:
    told = "".join(f"<tr><td>{escape(line)}</td></tr>" for line in text.split("\n"))
    return f"<table width=980 border=0 cellpadding=0>{told}</table>"


def nested_layout(text: str) -> str:
    told = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    menu = "".join(f"<tr><td><a href=/{n}>栏目{n}</a></td></tr>" for n in "甲乙丙丁")
    return f"<table><tr><td width=200><table>{menu}</table></td><td><table><tr><td>{told}</td></tr></table></td></tr></table>"


def deep(text: str) -> str:
    return "<div>" * 300 + paragraphs(text) + "</div>" * 300


def blocks_by_style(text: str) -> str:
    """As editors for phones write it."""
    told = "".join(
        f'<section><span style="display:block;"><span>{escape(line[:3])}</span><span>{escape(line[3:])}</span></span></section>'
        for line in text.split("\n")
    )
    return f'<div id="js_content" class="rich_media_content">{told}</div>'


def badly_nested(text: str) -> str:
    told = "".join(f"<b><p>{escape(line[:2])}</b>{escape(line[2:])}</i></p></span>" for line in text.split("\n"))
    return f"<body><div><div>{told}</section></table></body>"


PAGES: list[Callable[[str], str]] = [
    paragraphs, breaks, breaks_of_old, kept, kept_by_style, word, wps, rows_of_layout, nested_layout, deep, blocks_by_style,
    badly_nested,
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_page_has_the_outline_of_its_text(page: Callable[[str], str]) -> None:
    for name, text in formats.documents().items():
        assert formats.outline_of_file("a.html", page(text).encode()) == formats.outline_of_text(text), name


@pytest.mark.parametrize(
    "tag", ["b", "strong", "span style='font-weight:bold'", "font face=黑体", "span style='font-family:楷体_GB2312'"]
)
def test_emphasis_shows_where_headings_end(tag: str) -> None:
    """The text alone does not tell, because each of these goes on after a comma."""
    body = "".join(
        f"<p><{tag}>（{n}）加强领导，压实各级责任，形成合力</{tag.split()[0]}>。各部门要按照职责分工认真抓好落实工作；</p>"
        for n in "一二"
    )
    rows = formats.outline_of_file("a.html", f"<body style='font-family:仿宋'>{body}".encode())
    assert [heading for *_, heading in rows] == ["加强领导，压实各级责任，形成合力"] * 2


def test_headings_have_their_level_and_a_first_one_is_the_title() -> None:
    source = load("<h1>城区排水防涝</h1><h2>一、基本情况</h2><p>水网密布。</p><h3>（一）现状</h3><p>管网老化。")
    assert [(source.raw[part.start : part.end], part.role, part.level) for part in source.layout] == [
        ("城区排水防涝", "heading", 1), ("一、基本情况", "heading", 2), ("（一）现状", "heading", 3),
    ]  # fmt: skip
    document = formats.plain().parse(source).document
    assert next(leaf.form for leaf in document.leaves() if leaf.kind == "paragraph") == "document_title"


def test_a_heading_that_is_never_closed_makes_no_headings_of_the_text() -> None:
    assert not any(part.role == "heading" for part in load("<h2>一、总则<p>甲。<p>乙。<p>丙。<p>丁。").layout)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<ol><li>修路<li>通水</ol>", ["1. 修路", "2. 通水"]),
        ("<ol start=3><li>修路<li value=7>通水<li>架桥</ol>", ["3. 修路", "7. 通水", "8. 架桥"]),
        ("<ol reversed><li>修路<li>通水</ol>", ["2. 修路", "1. 通水"]),
        ("<ol type=A><li>修路<li>通水</ol>", ["A. 修路", "B. 通水"]),
        ("<ol type=i start=4><li>修路</ol><ol type=I start=9><li>通水</ol>", ["iv. 修路", "IX. 通水"]),
        ("<ol style='list-style-type:cjk-ideographic' start=10><li>修路<li>通水</ol>", ["十、修路", "十一、通水"]),
        ("<ol style='list-style:simp-chinese-informal outside' start=110><li>修路</ol>", ["一百一十、修路"]),
        ("<ol style='list-style-type:trad-chinese-formal' start=101><li>修路</ol>", ["壹佰零壹、修路"]),
        ("<ol style='list-style-type:cjk-heavenly-stem'><li>修路<li>通水</ol>", ["甲、修路", "乙、通水"]),
        ("<ol type=a start=26><li>修路<li>通水<li>架桥</ol>", ["z. 修路", "aa. 通水", "ab. 架桥"]),
        ("<ol type=A start=703><li>修路</ol><ol type=a start=0><li>通水</ol>", ["AAA. 修路", "0. 通水"]),
        ("<ol style='list-style-type:none'><li>修路</ol>", ["修路"]),
        ("<ul><li>修路</ul><ul type=square><li>通水</ul>", ["• 修路", "■ 通水"]),
        ("<ol><li>修路<ul><li>甲路<li>乙路</ul><li>通水</ol>", ["1. 修路", "• 甲路", "• 乙路", "2. 通水"]),
        ("<ol><li>一、修路<li>二、通水</ol><ul><li>（一）架桥</ul>", ["一、修路", "二、通水", "（一）架桥"]),
        ("<style>.cn li {x:y} .cn {list-style-type: cjk-ideographic}</style><ol class=cn><li>修路</ol>", ["一、修路"]),
        ("<ol><li><p>修路</p><p>两条</p></li><li></li><li>通水</ol>", ["1. 修路", "两条", "3. 通水"]),
    ],
)  # fmt: skip
def test_lists_have_the_markers_that_browsers_print(html: str, wanted: list[str]) -> None:
    assert lines(html) == wanted


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [("一、", "一、 总则"), ("（1）", "（1） 总则"), ("l", "• 总则"), ("·", "• 总则"), ("第一条", "第一条 总则")],
)
def test_the_numbers_that_word_writes_out_are_kept(shown: str, wanted: str) -> None:
    ignored = f"<![if !supportLists]><span style='mso-list:Ignore'>{shown}<span style='font:7.0pt \"Times\"'>&nbsp;&nbsp;\n </span></span><![endif]>"
    assert lines(f"<p class=MsoNormal style='mso-list:l0 level1 lfo1'>{ignored}<span>总则<o:p></o:p></span></p>") == [
        wanted
    ]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>甲\n 乙</p>", ["甲乙"]),  # a source line that ends between Chinese characters
        ("<p>plan\n A  B</p>", ["plan A B"]),
        ("<p>甲<b> 乙 </b> 丙</p>", ["甲 乙 丙"]),
        ("<span>来源：办公室</span>\n<span>日期：今天</span>", ["来源：办公室 日期：今天"]),
        ("<p>&#12288;&#12288;甲&nbsp;乙&ensp;丙&emsp;丁</p>", ["　　甲\u00a0乙\u2002丙\u2003丁"]),
        ("<p>a&lt;b&amp;c &copy; &#x4e00; &#19968; &unknown; &#99999999999; &", ["a<b&c © 一 一 &unknown; &#99999999999; &"]),
        ("<p>甲\u200b乙&shy;丙&#8203;丁\ufeff", ["甲乙丙丁"]),
        ("甲<br>乙<br/>丙</br>丁", ["甲", "乙", "丙", "丁"]),
        ("<div>甲<div>乙</div>丙</div>丁", ["甲", "乙", "丙", "丁"]),
        ("<p>甲<span style='display:block'>乙</span>丙<div style='display:inline'>丁</div>", ["甲", "乙", "丙", "丁"]),
        ("<div>甲<div style='display:inline'>乙</div>丙</div>", ["甲乙丙"]),
        ("<pre>甲 \n  乙</pre><p style='white-space:pre-line'>丙\n丁", ["甲", "  乙", "丙", "丁"]),
        ("<p>甲<script>var 一 = '</p>';</script>乙<style>丙</style><!-- 丁 --><template>戊</template><noscript>己</noscript>", ["甲乙"]),
        ("<p>甲</p><p style='display: NONE'>乙</p><p hidden>丙</p><p style='visibility:hidden'>丁</p>", ["甲"]),
        ("<style>.gone {display:none} @media print {p {display:none}}</style><p>甲<p class='x gone'>乙", ["甲"]),
        ("<p><ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</rt></ruby>", ["汉字"]),
        ("<p>见<a href=x>《办法》</a><img alt=图 src=x>。", ["见《办法》。"]),
        ("<textarea>甲\n<b>乙</textarea><input value=丙><p>丁", ["甲", "<b>乙", "丁"]),
        ("<p>甲<![CDATA[乙]]>丙<?xml:namespace prefix=o ?>丁", ["甲乙丙丁"]),
        ("<dl><dt>术语<dd>含义<dt>又一个<dd>也有", ["术语", "含义", "又一个", "也有"]),
        ("<frameset><frame src=a.htm><noframes>甲</noframes></frameset>", ["甲"]),
        ("<fieldset><legend>甲</legend><label>乙</label></fieldset><form>丙</form>", ["甲", "乙", "丙"]),
        ("<title>站</title><p>甲<b>乙<p>丙</b>丁", ["甲乙", "丙丁"]),
        ("<table><caption>表一<tr><td>甲</table>", ["表一", "甲"]),
        ("<table>散<tr><td>甲<td>乙<tr><td>丙<td>丁</table>", ["散", "甲\t乙", "丙\t丁"]),
        ("<table><form><tr><td>甲<td>乙</form><tr><td>丙<td>丁</table>", ["甲\t乙", "丙\t丁"]),
    ],
)  # fmt: skip
def test_a_page_is_read_as_browsers_show_it(html: str, wanted: list[str]) -> None:
    assert lines(f"<html><body>{html}") == wanted


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>a < b，c<d，<一、>", "a < b，c<d，<一、>"),
        ("<p align=\"center>甲</p><p align=\"left\">乙</p>", "甲乙"),
        ("<p title='it's'>甲</p><p>乙</p>", "甲乙"),
        ("<!-- 从不结束 <p>甲</p><p>乙", "甲乙"),
        ("<p>甲<script>1<p>乙", "甲乙"),
        ("<p>甲<title>题<p>乙", "甲乙"),
        ("<p>甲</td></div></table><p>乙</html>丙", "甲乙丙"),
        ("<div><table><tr><td>甲</div>乙</td></tr></table>丙", "甲乙丙"),
        ("<a href=\"x\"title=\"甲>乙\">丙</a><p>丁", "丙丁"),
        ("<p>甲<p", "甲"),
    ],
)  # fmt: skip
def test_no_text_of_a_damaged_page_is_lost(html: str, wanted: str) -> None:
    found = "".join("".join(lines(f"<html>{html}")).split())
    for char in "".join(wanted.split()):
        assert char in found
    if "甲乙" in wanted:
        assert found.index("甲") < found.index("乙")


def test_text_hidden_by_styles_is_read_where_it_is_most_of_the_page() -> None:
    assert lines("<html><p>正在加载</p><div style='display:none'><p>一、各单位要高度重视安全工作。</p></div>")[
        -1
    ].startswith("一、")


def test_tables_keep_merged_cells() -> None:
    source = load("<table><tr><th rowspan=2>序号<th colspan=2>任务</tr><tr><td>修路</td><td>1.<br>2.</td></tr></table>")
    assert source.raw == "序号\t任务\n修路\t1. 2.\n"
    (table,) = source.tables
    assert [(source.raw[c.start : c.end], *c[2:]) for c in table.cells] == [
        ("序号", 0, 0, 2, 1), ("任务", 0, 1, 1, 2), ("修路", 1, 1, 1, 1), ("1. 2.", 1, 2, 1, 1),
    ]  # fmt: skip
    assert source.place(source.raw.index("修路")) == "table 1, row 2, cell 1"


def test_places_lead_back_into_the_file() -> None:
    html = "<html>\n<p>甲</p><p>一、乙</p>\n<p>丙</p>"
    source = load(html)
    assert source.place(source.raw.index("一、")) == "line 2, column 12"
    assert html.split("\n")[1][11:].startswith("一、")


CHROME = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>清河县教育局关于印发《2025年校园安全工作要点》的通知_清河县人民政府</title>
<meta name="ArticleTitle" content="清河县教育局关于印发《2025年校园安全工作要点》的通知"></head><body>
<div class="top"><a href="/">登录</a> <a href="/">注册</a></div>
<div class="header"><h1><a href="/">清河县人民政府</a></h1><form action="/s"><input type="text" value="请输入关键字"><button>搜索</button></form></div>
<ul class="nav"><li><a href=/1>首页</a><li><a href=/2>政务公开</a><li><a href=/3>政务服务</a></ul>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 正文</div>
{metadata}
{title}<div class="info"><span>来源：县教育局</span>
<span>发布时间：2025-03-08 10:20</span></div>
<div class="{article}">{body}</div>
<div class="bdsharebuttonbox">分享到：<a>微信</a><a>微博</a></div>
<div class="xg"><h3>相关文件</h3><ul><li><a href=/1>一、关于做好检查工作的通知</a></li><li><a href=/2>二、关于做好汛期工作的通知</a></li>
<li><a href=/3>三、关于做好防火工作的通知</a></li></ul></div>
<div class="footer"><p>主办单位：清河县人民政府办公室　版权所有</p></div></body></html>"""
FIELDS = [
    "索引号：000014349/2025-00016", "主题分类：教育", "发文机关：清河县教育局", "成文日期：2025年3月6日",
    "发文字号：清教发〔2025〕18号", "发布日期：2025年3月8日",
]  # fmt: skip
METADATA = {
    "cells": "<table><tr><td>索 引 号：</td><td>000014349/2025-00016</td><td>主题分类：</td><td>教育</td></tr><tr><td>发文机关：</td>"
    "<td>清河县教育局</td><td>成文日期：</td><td>2025年3月6日</td></tr><tr><th>发文字号</th><td>清教发〔2025〕18号</td><th>发布日期</th>"
    "<td>2025年3月8日</td></tr></table>",
    "own cells": f"<table><tr><td>{'<td>'.join(FIELDS[:3])}<tr><td>{'<td>'.join(FIELDS[3:])}</table>",
    "terms": "<dl>" + "".join("<dt>{}<dd>{}".format(*field.split("：")) for field in FIELDS) + "</dl>",
    "blocks": "".join("<div><div>【{}】</div><div>{}</div></div>".format(*field.split("：")) for field in FIELDS),
    "items": "<ul>"
    + "".join("<li><b>{}：</b><span>{}</span></li>".format(*field.split("：")) for field in FIELDS)
    + "</ul>",
    "one line": f"<p>{'&nbsp;&nbsp;'.join(FIELDS)}</p>",
}


def page_of(article: str = "TRS_Editor", metadata: str = "cells", title: str = "", text: str = "") -> str:
    text = text or formats.documents()["notice"]
    return CHROME.format(metadata=METADATA[metadata], title=title, article=article, body=paragraphs(text))


@pytest.mark.parametrize("article", ["TRS_Editor", "nobody-knows", "article-content"])
@pytest.mark.parametrize("title", ["", "<h1>清河县教育局关于印发《2025年校园安全工作要点》的通知</h1>"])
def test_the_furniture_of_a_site_is_navigation(article: str, title: str, parser: docparse.Parser) -> None:
    document = parser.parse_bytes(page_of(article, title=title).encode(), "a.html").document
    forms = {
        document.source.raw[leaf.start : leaf.end].strip(): leaf.form
        for leaf in document.leaves()
        if leaf.kind == "paragraph"
    }
    for line in (
        "登录 注册", "清河县人民政府", "搜索", "首页", "当前位置：首页 > 政务公开 > 正文", "分享到：微信微博", "相关文件", "一、关于做好检查工作的通知",
        "主办单位：清河县人民政府办公室　版权所有",
    ):  # fmt: skip
        assert forms[line] == "navigation", line
    assert formats.outline(document) == formats.outline_of_text(formats.documents()["notice"])
    own = [line.strip() for line in formats.documents()["notice"].split("\n") if line.strip()]
    assert {line for line in own if forms.get(line) == "navigation"} == set()


@pytest.mark.parametrize(("named", "told"), [("相关文件", True), ("【相关解读】", True), ("附件：", False)])
def test_a_list_of_related_pages_is_navigation_however_short(named: str, told: bool) -> None:
    page = page_of().replace("<li><a href=/3>三、关于做好防火工作的通知</a></li>", "").replace("相关文件", named)
    source = load(page)
    furniture = [source.raw[part.start : part.end] for part in source.layout if part.role == "navigation"]
    assert any("二、关于做好汛期工作的通知" in text for text in furniture) is told


def test_the_foot_of_a_page_makes_no_heading_of_the_last_item() -> None:
    text = (
        "各单位要提高认识，加强领导，明确责任，把各项任务落到实处，确保取得实效。\n" * 9
        + "一、工作要求\n1.落实责任。\n2.强化考核。"
    )
    document = formats.plain().parse(load(page_of(text=text))).document
    assert [node.heading and node.heading.text for node in document.outline()] == ["工作要求", None, None]


@pytest.mark.parametrize("metadata", METADATA)
def test_the_metadata_of_a_page_is_a_line_for_each_field(metadata: str) -> None:
    source = load(page_of(metadata=metadata))
    told = [source.raw[part.start : part.end] for part in source.layout if part.role == "metadata_field"]
    assert told == [*FIELDS, "来源：县教育局", "发布时间：2025-03-08 10:20"]


def test_the_records_of_a_page_are_those_of_its_text(parser: docparse.Parser) -> None:
    text = formats.documents()["notice"]
    page, plain = parser.parse_bytes(page_of().encode(), "a.html"), parser.parse(text)
    assert [(genre.name, genre.score) for genre in page.genres] == [(genre.name, genre.score) for genre in plain.genres]
    for found, wanted in zip(page.records, plain.records, strict=True):
        assert found.type == wanted.type
        for name in ("title", "number", "recipients", "signature", "tasks"):
            if name != "tasks" and hasattr(wanted.data, name):
                assert getattr(found.data, name) == getattr(wanted.data, name)


def test_a_table_of_data_is_no_metadata() -> None:
    html = "<table><tr><td>序号<td>名称<td>来源<tr><td>1<td>编织袋<td>采购<tr><td>2<td>救生衣<td>捐赠</table>"
    assert lines(html) == ["序号\t名称\t来源", "1\t编织袋\t采购", "2\t救生衣\t捐赠"]


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        (
            "<title>关于做好防汛工作的通知 - 某某网</title>",
            "<p>各单位：<p>现将有关事项通知如下。",
            "关于做好防汛工作的通知",
        ),
        (
            "<title>某网</title><meta name=ArticleTitle content=关于防汛的通知>",
            "<p>各单位：<p>通知如下。",
            "关于防汛的通知",
        ),
        ("<title>关于防汛的通知_某网</title>", "<p>关于防汛的通知<p>各单位：", "关于防汛的通知"),
        ("<title>Microsoft Word - 1</title>", "<h1>防汛安排</h1><p>各单位：", "防汛安排"),
        ("<title>栏目</title>", "<p>一、总则。", "一、总则。"),
    ],
)
def test_the_title_comes_from_the_head_only_if_the_text_has_none(head: str, body: str, wanted: str) -> None:
    found = lines(f"<html><head>{head}</head><body>{body}</body></html>")
    assert (found[0], found.count(wanted)) == (wanted, 1)


TEXT = "一、总则\n各单位要认真贯彻落实，现将有关事项通知如下：镕"
TRADITIONAL = "一、總則\n各單位應確實辦理，請查照辦理為荷，並將執行情形函報。"


@pytest.mark.parametrize(
    ("text", "encoding", "meta"),
    [
        (TEXT, "utf-8", "<meta charset=utf-8>"),
        (TEXT, "utf-8", ""),
        (TEXT, "utf-8", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),  # it is wrong
        (TEXT, "gb18030", '<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=gb2312">'),
        (TEXT, "gb18030", "<meta charset=utf-8>"),
        (TEXT, "gb18030", "<meta charset='iso-8859-1'>"),
        (TEXT, "gb18030", ""),
        (TEXT, "gb18030", "<meta charset=rot13>"),
        (TRADITIONAL, "big5", "<meta charset=big5-hkscs>"),
        (TRADITIONAL, "big5", "<meta charset=gbk>"),
        (TRADITIONAL + "裏", "cp950", "<meta charset=big5>"),
        (TEXT, "utf-16", "<meta charset=utf-16>"),
        (TEXT, "utf-16-le", ""),
        (TEXT, "utf-8-sig", "<meta charset=gbk>"),
        (TEXT, "utf-8", '<?xml version="1.0" encoding="utf-8"?>'),
    ],
)  # fmt: skip
def test_charsets(text: str, encoding: str, meta: str) -> None:
    html = (
        f"{meta}<html><body>{paragraphs(text)}"
        if meta.startswith("<?")
        else f"<html><head>{meta}</head><body>{paragraphs(text)}"
    )
    assert lines(html.encode(encoding)) == text.split("\n")


def test_the_charset_that_was_asked_for_counts() -> None:
    assert load("<html><meta charset=utf-8><p>一、總則".encode("big5"), encoding="big5").raw == "一、總則\n"


def test_a_few_damaged_bytes_cost_no_page() -> None:
    data = f"<html><meta charset=gbk>{paragraphs(TEXT * 20)}".encode("gb18030").replace(
        "贯彻".encode("gb18030"), b"\xff\xff", 1
    )
    assert "落实" in load(data).raw
    assert "\ufffd" in load(data).raw


@pytest.mark.parametrize("name", ["a.html", "a.doc", "a.txt", "a", "a.md"])
def test_content_tells_html_whatever_the_name(name: str) -> None:
    assert load("\n<!-- x -->\n<!DOCTYPE html><html><p>一、总则</html>", name).raw == "一、总则\n"
    assert load("<div class=a><p>一、总则</p></div>", name).raw == "一、总则\n"


@pytest.mark.parametrize("text", ["一、总则\n", "<一、总则>\n", "a<b\n", "《<p>》是段落\n", "<p 没有结束"])
def test_what_is_no_html_is_text(text: str) -> None:
    assert load(text, "a.txt").raw == text


@pytest.mark.parametrize("encoded", ["quoted-printable", "base64", "8bit"])
def test_web_archives(encoded: str) -> None:
    html = word("一、总则\n甲。").encode("gb18030")
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "8bit": bytes}[encoded](html)
    data = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_a"\r\n\r\nThis is a document.\r\n\r\n------=_a\r\n'
        b"Content-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: " + encoded.encode() + b"\r\n"
        b'Content-Type: text/html; charset="gb2312"\r\n\r\n'
        + coded
        + b"\r\n------=_a\r\nContent-Type: image/png\r\n\r\nxx\r\n------=_a--\r\n"
    )
    assert lines(data, "a.mht") == ["一、总则", "甲。"]
    assert lines(data, "a.doc") == ["一、总则", "甲。"]
    alone = (
        b"From: <Saved by a browser>\r\nSubject: a\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: " + encoded.encode()
        + b'\r\nContent-Type: text/html; charset="gb2312"\r\n\r\n' + coded
    )  # fmt: skip
    assert lines(alone, "a.mht") == lines(alone, "a.doc") == ["一、总则", "甲。"]


@pytest.mark.parametrize(
    ("html", "remedy"),
    [
        ("<html><body><div id=app></div><script src=a.js></script>", "script"),
        ("<html><frameset><frame src=main.htm>", "main.htm"),
    ],
)
def test_a_page_without_text_says_so(html: str, remedy: str) -> None:
    with pytest.raises(LoadError, match=remedy) as caught:
        load(html)
    assert (caught.value.code, caught.value.refused) == ("DP-L107", False)


def test_all_characters_of_a_page_are_in_its_text() -> None:
    """Whatever the nesting: characters in, characters out, in their order."""
    choose = random.Random(6)
    tags = [
        "div",
        "p",
        "span",
        "b",
        "table",
        "tr",
        "td",
        "ul",
        "ol",
        "li",
        "h2",
        "a",
        "font",
        "section",
        "center",
        "dl",
        "dd",
        "blockquote",
        "strong",
        "pre",
        "form",
        "nav",
        "article",
        "br",
    ]
    for _ in range(300):
        signs, html = map(chr, itertools.count(0x4E00)), "<html><body>"
        written = ""
        for _ in range(choose.randrange(1, 60)):
            kind, tag = choose.random(), choose.choice(tags)
            if kind < 0.4:
                html += f"<{tag}>"
            elif kind < 0.7:
                html += f"</{tag}>"
            else:
                written += (sign := next(signs))
                html += sign
        if written:
            found = [char for char in load(html).raw if char in written]
            assert sorted(found) == list(written), html


def test_flipped_bits_give_a_text_or_an_error() -> None:
    choose = random.Random(300)
    for data in (page_of().encode(), word(formats.documents()["notice"]).encode("gb18030")):
        for _ in range(150):
            damaged = bytearray(data)
            for _ in range(choose.choice((1, 1, 8, 64))):
                damaged[choose.randrange(len(damaged))] ^= 1 << choose.randrange(8)
            with contextlib.suppress(LoadError):
                assert load(bytes(damaged)).raw


HOSTILE = {
    "nested": lambda n: "<div>" * n + "一、总则" + "</div>" * n,
    "typefaces around blocks": lambda n: "<b>" * n + "<div>" * n + "</b>" * n + "甲",
    "nested tables": lambda n: "<table><tr><td>" * n + "甲",
    "nested lists": lambda n: "<ol><li>" * n + "甲",
    "open comments": lambda n: "甲" + "<!--" * n,
    "open tags": lambda n: "甲" + "<a " * n,
    "open quotes": lambda n: "甲" + "<a b=\"<x c='" * n,
    "quotes that close nothing": lambda n: '甲<x a="' + '<x" a="' * n + '>"',
    "open scripts": lambda n: "甲" + "<script>" * n,
    "end tags": lambda n: "<p>甲" + "</p></b></td>" * n,
    "ampersands": lambda n: "甲" + "&a&#x" * n,
    "long attribute": lambda n: f'<p title="{"a" * n * 8}">甲</p>',
    "attributes": lambda n: f"<p {'a=b ' * n}>甲</p>",
    "sheet": lambda n: f"<style>{'a{@;/*' * n}</style>甲",
    "NUL": lambda n: "<html><p>甲" + "\0<p\0>" * n,
    "blanks": lambda n: "甲" + " \n" * n,
    "fields": lambda n: "<p>索引号<p>来源：" * n + "甲",
    "spans of cells": lambda n: "<table>" + "<tr><td rowspan=999 colspan=999>甲<td>乙" * n,
    "entities": lambda n: f"<!DOCTYPE x [{'<!ENTITY a &a;&a;>' * n}]><p>甲&a;",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_page_alone(kind: str) -> None:
    """Ten times the page takes some ten times as long: the least of three, and far from the hundred of a square."""

    def read(data: bytes) -> None:
        try:
            raw = load(data).raw
        except LoadError as error:
            assert error.code in ("DP-L001", "DP-L107")
        else:
            assert "甲" in raw or "一、总则" in raw

    taken = [least_seconds(partial(read, HOSTILE[kind](size).encode())) for size in (500, 5_000)]
    assert taken[1] < 40 * taken[0] + 0.2


@pytest.mark.parametrize(
    "data", [b"<html", b"<html>", b"<", b"<!", b"<html><p>\xff\xfe", b"\xff\xfe<\0", b"<html>" + b"\0" * 99, b"<p></p>"]
)
def test_scraps_give_a_text_or_an_error(data: bytes) -> None:
    with contextlib.suppress(LoadError):
        assert load(data).raw.strip()


def test_the_pages_of_real_documents_have_the_outlines_of_their_texts(shared: Path) -> None:
    pages = sorted((shared / "corpus" / "govcn").glob("*.html"))
    same = 0
    for page in pages:
        text = page.with_suffix(".txt").read_bytes().decode()
        source = load(page.read_bytes(), page.name)
        assert "".join(source.raw.split()) == "".join(text.split())
        same += formats.outline(formats.plain().parse(source).document) == formats.outline_of_text(text)
    assert len(pages) == 42
    assert same >= 41
