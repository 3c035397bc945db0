"""Measures the loader of Word files beside lxml: python benchmarks/docx.py [FILE.docx...]

Without files it composes large ones: one as Word writes (revision ids, typefaces and sizes on every run, automatic
numbers, tables), one as python-docx does, one with little beside its text, one that is a single table. CPU time is that of `load_source`
against that of parsing the same parts with lxml alone, after they were unpacked (the best of several, in turns); peak
memory is that of a process of its own, above what it had before, by the size of the unpacked parts.
"""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree
from memory import peak_memory

import docparse_docx
from docparse import Limits

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
_NUMBERING = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(_LEVELS)
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_WORDS = "各单位要把责任落实到岗到人推进重点任务完善工作机制加强组织领导提高服务水平确保年度目标如期完成".strip()
_LIMITS = Limits(ratio=10_000)


def _text(random_: random.Random, length: int) -> str:
    return "".join(random_.choices(_WORDS, k=length)) + "。"


def _as_word(random_: random.Random) -> Iterator[str]:
    """Paragraphs as Word writes them: a numbered one, three of text, and now and then a table."""
    mark = '<w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:hint="eastAsia"/>'
    size = '<w:sz w:val="32"/><w:szCs w:val="32"/>'
    set_in = f"<w:rPr>{mark}{size}</w:rPr>"
    space = '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
    while True:
        ids = f'w:rsidR="{random_.getrandbits(32):08X}" w:rsidRDefault="{random_.getrandbits(32):08X}"'
        level = random_.choice("0122")
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        bold = f"<w:rPr>{mark}<w:b/>{size}</w:rPr>"
        yield (
            f"<w:p {ids}><w:pPr>{number}{space}{set_in}</w:pPr><w:r>{bold}<w:t>{_text(random_, 8)}</w:t></w:r>"
            f"<w:r>{set_in}<w:t>{_text(random_, 60)}</w:t></w:r></w:p>"
        )
        for _ in range(3):
            runs = "".join(f"<w:r {ids}>{set_in}<w:t>{_text(random_, 40)}</w:t></w:r>" for _ in range(3))
            yield f"<w:p {ids}><w:pPr>{space}{set_in}</w:pPr>{runs}</w:p>"
        if random_.random() < 0.05:
            cell = f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p {ids}><w:r>{set_in}<w:t>一百</w:t></w:r></w:p></w:tc>'
            yield "<w:tbl>" + f"<w:tr>{cell * 4}</w:tr>" * 5 + "</w:tbl>"


def _as_python_docx(random_: random.Random) -> Iterator[str]:
    """Paragraphs as programs write them: text, now and then a list or a run in bold, and tables of twenty rows."""
    while True:
        for _ in range(5):
            yield f"<w:p><w:r><w:t>{_text(random_, random_.randint(30, 200))}</w:t></w:r></w:p>"
        number = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'
        yield f'<w:p><w:pPr><w:pStyle w:val="ListNumber"/>{number}</w:pPr><w:r><w:t>{_text(random_, 50)}</w:t></w:r></w:p>'
        yield f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{_text(random_, 8)}</w:t></w:r><w:r><w:t>{_text(random_, 80)}</w:t></w:r></w:p>"
        if random_.random() < 0.15:
            properties = '<w:tcPr><w:tcW w:type="dxa" w:w="2160"/></w:tcPr>'
            cell = f"<w:tc>{properties}<w:p><w:r><w:t>{_text(random_, 4)}</w:t></w:r></w:p></w:tc>"
            yield "<w:tbl>" + f"<w:tr>{cell * 4}</w:tr>" * 20 + "</w:tbl>"


def _plain(random_: random.Random) -> Iterator[str]:
    while True:
        yield f"<w:p><w:r><w:t>{_text(random_, 100)}</w:t></w:r></w:p>"


def _one_table(random_: random.Random) -> Iterator[str]:
    yield "<w:tbl>"
    while True:
        cells = (f"<w:tc><w:tcPr/><w:p><w:r><w:t>{_text(random_, 10)}</w:t></w:r></w:p></w:tc>" for _ in range(5))
        yield f"<w:tr>{''.join(cells)}</w:tr>"


def compose(blocks: Callable[[random.Random], Iterator[str]], size: int) -> bytes:
    """A Word file whose document part has about `size` characters."""
    random_, parts, length = random.Random(7), [f"<w:document {_W}><w:body>"], 0
    for block in blocks(random_):
        parts.append(block)
        length += len(block)
        if length > size:
            break
    parts.append(("</w:tbl>" if blocks is _one_table else "") + "</w:body></w:document>")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("word/document.xml", "".join(parts))
        package.writestr("word/numbering.xml", _NUMBERING)
    return file.getvalue()


def _unpacked(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))]


def _load(data: bytes) -> None:
    docparse_docx.load_source("a.docx", data, _LIMITS, lambda _data, _called: None)


def _parse(parts: list[bytes]) -> None:
    for part in parts:
        etree.fromstring(part)


def _seconds(deed: Callable[[], None]) -> float:
    start = time.process_time()
    deed()
    return time.process_time() - start


def _measure(name: str, data: bytes) -> str:
    parts = _unpacked(data)
    loads, parses = [], []
    for _ in range(5):
        parses.append(_seconds(lambda: _parse(parts)))
        loads.append(_seconds(lambda: _load(data)))
    size = sum(map(len, parts))
    run = subprocess.run([sys.executable, __file__, "--peak"], input=data, capture_output=True, check=True)
    memory = json.loads(run.stdout) / size
    load, parse = min(loads), min(parses)
    return f"{name:<15}{size / 1e6:>8.1f}{load:>8.2f}{parse:>8.2f}{load / parse:>8.1f}{memory:>8.1f}"


def _print_peak() -> None:
    data = sys.stdin.buffer.read()
    _load(compose(_plain, 1000))  # what is imported late is no memory of the file
    before = peak_memory() or 0
    _load(data)
    print((peak_memory() or 0) - before)


if __name__ == "__main__":
    if sys.argv[1:] == ["--peak"]:
        _print_peak()
    else:
        files = {Path(name).name: Path(name).read_bytes() for name in sys.argv[1:]} or {
            kind.__name__.strip("_"): compose(kind, 10_000_000)
            for kind in (_as_word, _as_python_docx, _plain, _one_table)
        }
        print(f"{'file':<15}{'MB':>8}{'load s':>8}{'lxml s':>8}{'ratio':>8}{'memory':>8}")
        for file, content in files.items():
            print(_measure(file, content))
