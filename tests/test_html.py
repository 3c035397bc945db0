"""The HTML loader: one text in many kinds of pages gives one outline, and whatever a page shows is in its text."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import formats
import pytest

from docparse import SourceText

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
