"""RTF: characters, markers, tables and stories of hand-written files and of those that LibreOffice writes."""

from __future__ import annotations

import random
import time
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from formats import documents, outline_of_file, outline_of_text
from least import least_seconds
from offices import convert, flat, needs_libreoffice

import docparse_rtf.reader
from docparse import Limits, LoadError, SourceText
from docparse_rtf.numbers import Level, Numbering

FONTS = (
    rb"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset134 \'b7\'c2\'cb\'ce;}"
    rb"{\f2\fnil\fcharset134 \'ba\'da\'cc\'e5;}{\f3\fnil\fcharset2 Wingdings;}{\f4\fnil\fcharset136 PMingLiU;}}"
)
HEAD = rb"{\rtf1\ansi\ansicpg936\deff0" + FONTS


def load(data: bytes, limits: Limits | None = None) -> SourceText:
    source = docparse_rtf.load_source("sample.rtf", data, limits or Limits())
    assert source is not None
    return source


def body(rtf: bytes, head: bytes = HEAD) -> str:
    return load(head + rtf + b"}").raw


def escaped(text: str, codec: str = "gb18030") -> bytes:
    r"""Bytes of a code page as \'xx."""
    return b"".join(rb"\'%02x" % byte for byte in text.encode(codec))


def unicode(text: str) -> bytes:
    r"""UTF-16 as \u with a question mark behind each."""
    units = memoryview(text.encode("utf-16-le")).cast("H")
    return b"".join(rb"\u%d?" % (unit - 0x10000 if unit > 0x7FFF else unit) for unit in units)


def paragraphs(text: str, write: object = escaped) -> bytes:
    assert callable(write)
    return HEAD + b"".join(rb"\pard " + write(line) + b"\\par\n" for line in text.splitlines()) + b"}"


# --- characters


@pytest.mark.parametrize(
    ("rtf", "expected"),
    [
        (escaped("第一条"), "第一条"),
        (rb"\'b5{\b\'da}\'d2\'bb", "第一"),
        (rb"{\f1 \'b5}{\f0 \'da}", "第"),
        (rb"\'81@ \'81\\ \'81\'7b\'81\}", "丂 乗 亄亇"),
        ("第".encode("gb18030") + "乗亄".encode("gb18030"), "第乗亄"),
        (rb"{\f4 " + escaped("總務處", "big5") + b"}", "總務處"),
        (unicode("三、总体要求"), "三、总体要求"),
        (rb"\uc2\u31532\'b5\'da\u19968\'d2\'bb", "第一"),
        (rb"\uc1\u31532\'b5\'da\u19968\'d2\'bb", "第一"),  # one byte is said to stand for it, and two do
        (rb"\uc0\u31532\u19968 \u19977", "第一三"),
        (rb"{\uc0\u31532}\u19968?", "第一"),
        (rb"\u8220\ldblquote x\u8221\rdblquote", "“x”"),
        (rb"\u31532\par\u19968\par", "第\n一"),  # the fallback is missing
        (rb"\u65292\'2c", "，"),
        (rb"\u-10179?\u-8704?\u55357?\u56832?", "😀😀"),
        (rb"\u-10179?x\u-8704?", "\ufffdx\ufffd"),
        (rb"\u128512?", "😀"),
        (rb"{\f3 \'fe}{\f3\u-3928?}\u-3913?", "☑◻•"),
        (rb"\emdash\endash\bullet\lquote\rquote\ldblquote\rdblquote", "—–•‘’“”"),
        (rb"a\~b\_c\-d\{\}\\\tab e\line f", "a\u00a0b-cd{}\\\te\nf"),
        (rb"1\bin5 }}}}}2", "12"),
        (rb"1\u99999999999999999999999999 ?2", "1\ufffd2"),
        (b"a\\\r\nb\r\nc", "a\nbc"),
        (rb"{\upr{x}{\*\ud{\u31532?}}}y", "第y"),
        (rb"{\*\moMath{\mr{\mrPr{\mscr0}}x=1}}", "x=1"),
    ],
)  # fmt: skip
def test_characters(rtf: bytes, expected: str) -> None:
    assert body(rtf).rstrip("\n") == expected


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 ", escaped("一、总则。")),
        (rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}\f0 ", escaped("一、总则。")),
        (rb"{\rtf1\ansi ", "一、总则。".encode("gb18030")),
        (rb"{\rtf1\ansi ", "一、总则。".encode()),
        (rb"{\rtf1\ansi\ansicpg65001 ", escaped("一、总则。", "utf-8")),
        (rb"{\rtf1\ansi\ansicpg950 ", escaped("一、", "big5") + unicode("总则。")),
        (rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset134 x;}}\f0 ", escaped("一、总则。")),
        (b"\xef\xbb\xbf \r\n" + rb"{\rtf1\ansi\ansicpg936 ", escaped("一、总则。")),
    ],
)
def test_code_pages(head: bytes, text: bytes) -> None:
    assert load(head + text + b"}").raw == "一、总则。\n"


def test_western_accents_stay() -> None:
    assert load(rb"{\rtf1\ansi\ansicpg1252 caf\'e9, na\'efve r\'e9sum\'e9}").raw == "café, naïve résumé\n"


# --- what is text, and where


@pytest.mark.parametrize(
    ("rtf", "expected"),
    [
        (rb"a{\v secret}b{\deleted gone}c", "abc"),
        (rb"a{\v x\par}b\par{\deleted\par}c", "ab\nc"),
        (rb"{\info{\title T}{\author A}}{\*\generator G;}{\*\unknown u{\b v}}{\pict\wmetafile8 0102}a", "a"),
        (rb"{\*\shppict{\pict\pngblip\bin4 {{{{}}{\nonshppict{\pict 00}}a", "a"),
        (rb"{\field{\*\fldinst HYPERLINK http://x}{\fldrslt a}}b", "ab"),
        (rb"{\field{\*\fldinst{\b eq \\o\\ac(\u9675?,3)}}{\fldrslt}}a", "③a"),
        (rb"{\field{\*\fldinst SYMBOL 254 \\f Wingdings}{\fldrslt }}a", "☑a"),
        (rb"{\object{\*\objclass Excel}{\*\objdata 0105}{\result a}}", "a"),
        (rb"a{\xe x}{\tc y}{\*\bkmkstart m}{\*\annotation n}b", "ab"),
        (rb"{\listtext\pard\plain\f1 " + escaped("一、") + rb"}" + escaped("总则"), "一、总则"),
        (rb"{\pntext\f0 1.\tab}{\*\pn\pnlvlbody{\pntxta .}}a", "1. a"),
        (rb"a}}}b", "a b".replace(" ", "")),
    ],
)
def test_text(rtf: bytes, expected: str) -> None:
    assert body(rtf).rstrip("\n") == expected


def test_stories_stand_by_the_paragraph_that_holds_them() -> None:
    source = load(
        HEAD + rb"{\header\pard top\par}{\footerr - {\field{\*\fldinst PAGE}{\fldrslt 1}} -}"
        rb"one{\super\chftn}{\footnote\pard{\super\chftn} note}"
        rb"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard box\par}}{\shprslt{\*\do{\dptxbxtext box\par}}}} more\par"
        rb"{\*\do{\dptxbxtext\pard first\par}}two\par}"
    )
    lines = source.raw.splitlines()
    assert lines == ["top", "- 1 -", "one more", "1 note", "box", "first", "two"]
    roles = {source.raw[role.start : role.end]: role.role for role in source.layout}
    assert roles == {"top": "running_head", "- 1 -": "running_head", "1 note": "footnote"}
    places = [source.place(source.raw.index(line)) for line in lines]
    assert places == ["header 1", "footer 1", "paragraph 1", "footnote 1", "text box 1", "text box 2", "paragraph 2"]


def test_headings_and_contents() -> None:
    source = load(
        HEAD + rb"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 \'b1\'ea\'cc\'e2 2;}{\s3 toc 1;}}"
        rb"{\field{\*\fldinst TOC \\o}{\fldrslt \pard a\tab 1\par \pard b\tab 2}}\par"
        rb"\pard\s3 c\tab 3\par\pard\s1 d\par\pard\s2 e\par\pard\outlinelevel2 f\par\pard\s1\outlinelevel9 g\par}"
    )
    found = {source.raw[told.start : told.end].split("\t")[0]: (told.role, told.level) for told in source.layout}
    contents = dict.fromkeys("abc", ("contents_entry", 0))
    assert found == contents | {"d": ("heading", 1), "e": ("heading", 2), "f": ("heading", 3)}


def test_emphasis() -> None:
    run_in = (
        rb"{\f2 "
        + escaped("（一）工作目标。")
        + rb"}{\f1 "
        + escaped("全面完成")
        + rb"}{\f0 12}{\f1 "
        + escaped("项。")
        + b"}"
    )
    source = load(
        HEAD + rb"\pard{\f1 " + escaped("正文正文正文正文正文正文") + rb"}\par " + run_in + rb"\par"
        rb"{\f0 1.}{\f2 " + escaped("任务") + rb"}\par"
        rb"{\f2 "
        + escaped("一、总则")
        + rb"}\par {\f1 a{\b b}c}\par{\loch\f0\hich\af0\dbch\af2\uc0 \u31532\u19968}\par"
        rb"{\rtlch\ab\af2\ltrch\loch\f0\dbch\af1 \uc0\u31532{\dbch\ab\dbch\u19968}}\par}"
    )
    emphasised = [source.raw[told.start : told.end] for told in source.layout if told.role == "emphasis"]
    assert emphasised == ["（一）工作目标。", "1.任务", "一、总则", "b", "第一", "一"]


# --- automatic numbers

LISTS = (
    rb"{\*\listtable{\list\listtemplateid1"
    rb"{\listlevel\levelnfc37\levelstartat1{\leveltext\'02\'00" + unicode("、") + rb";}{\levelnumbers\'01;}}"
    rb"{\listlevel\levelnfc37\levelstartat1{\leveltext\'03" + unicode("（") + rb"\'01" + unicode("）") + rb";}{\levelnumbers\'02;}}"
    rb"{\listlevel\levelnfc0\levelstartat3{\leveltext\'04\'00-\'02.;}{\levelnumbers\'01\'03;}}{\listname x;}\listid7}}"
    rb"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}"
    rb"{\listoverride\listid7\listoverridecount1{\lfolevel\listoverridestartat\levelstartat9}\ls2}}"
)  # fmt: skip


def test_numbers_that_are_not_written_out() -> None:
    rtf = (
        rb"\pard\ls1 a\par\pard\ls1\ilvl1 b\par\pard\ls1\ilvl1 c\par\pard\ls1\ilvl2 d\par\pard\ls1\ilvl2 e\par\pard x\par"
        rb"\pard\ls1 f\par\pard\ls1\ilvl1 g\par\pard\ls2 h\par\pard\ls2 i\par\pard\ls1 \par\pard\ls99 j\par"
    )
    expected = [
        "一、 a",
        "（一） b",
        "（二） c",
        "1-3. d",
        "1-4. e",
        "x",
        "二、 f",
        "（一） g",
        "九、 h",
        "十、 i",
        "",
        "j",
    ]
    lines = body(LISTS + rtf).splitlines()
    assert [line.replace("一-", "1-") for line in lines] == expected


@pytest.mark.parametrize(
    ("form", "number", "expected"),
    [
        (0, 12, "12"), (1, 14, "XIV"), (2, 4, "iv"), (3, 28, "BB"), (4, 2, "b"), (18, 3, "③"), (18, 99, "99"),
        (22, 5, "05"), (23, 1, ""), (29, 2, "㈡"), (30, 3, "丙"), (31, 1, "子"), (37, 21, "二十一"), (38, 2, "贰"),
        (39, 10, "十"), (1, 0, "0"), (77, 3, "3"), (255, 1, ""),
    ],
)  # fmt: skip
def test_forms_of_numbers(form: int, number: int, expected: str) -> None:
    numbering = Numbering({7: [Level(form, number, "\0")]}, {1: 7})
    assert numbering.marker(1, 0) == expected


# --- tables


def test_table_with_merged_cells() -> None:
    row = rb"\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl a\cell b\par c\cell\cell\row"
    next_row = rb"\trowd\clvmrg\cellx1000\cellx2010\cellx3000\pard\intbl\cell d\cell e\cell\row"
    wide = rb"\trowd\cellx1995\cellx3000\pard\intbl f\cell g\cell\row"
    source = load(HEAD + rb"\pard before\par" + row + next_row + wide + rb"\pard after\par}")
    assert source.raw == "before\na\tb c\nd\te\nf\tg\nafter\n"
    (table,) = source.tables
    cells = [(source.raw[cell.start : cell.end], *cell[2:]) for cell in table.cells]
    assert cells == [
        ("a", 0, 0, 2, 1), ("b c", 0, 1, 1, 2), ("d", 1, 1, 1, 1), ("e", 1, 2, 1, 1), ("f", 2, 0, 1, 2), ("g", 2, 2, 1, 1),
    ]  # fmt: skip
    assert source.place(source.raw.index("e\nf")) == "table 1, row 2, cell 2"


def test_table_in_a_cell() -> None:
    inner = (
        rb"\pard\intbl\itap2 p\nestcell q\nestcell{\*\nesttableprops\trowd\cellx100\cellx200\nestrow}{\nonesttables\par}"
        rb"\pard\intbl\itap2 r\nestcell s\nestcell{\*\nesttableprops\trowd\cellx100\cellx200\nestrow}"
    )
    source = load(
        HEAD + rb"\trowd\cellx1000\cellx2000\pard\intbl a\par" + inner + rb"\pard\intbl b\cell c\cell\row\pard x\par}"
    )
    assert source.raw == "a p q r s b\tc\nx\n"


@pytest.mark.parametrize(
    "rtf",
    [
        rb"\trowd\cellx1000\cellx2000 a\cell b\cell\row c\par",  # no \intbl
        rb"\trowd\cellx1000\cellx2000 \pard a\par b\cell d\par e\cell\row\pard c\par",
        rb"\pard\intbl a\cell b\cell\row\pard c\par",  # no definition
        rb"\trowd\cellx1000\pard\intbl a\cell b\cell c",  # cut off
        rb"\pard\itap3 a\nestcell b\par\pard c\cell\row",
        rb"\cell\row\cell a\row b\nestrow\row c",
        rb"\trowd\clmrg\cellx5\clvmrg\cellx5\clmrg\cellx-3\pard\intbl a\cell b\cell c\cell\row",
    ],
)
def test_no_text_of_odd_tables_is_lost(rtf: bytes) -> None:
    assert set("abc") <= set(body(rtf))


# --- whole documents


@pytest.mark.parametrize("title", documents())
@pytest.mark.parametrize("write", [escaped, unicode])
def test_outline_is_that_of_the_text(title: str, write: object) -> None:
    text = documents()[title]
    assert outline_of_file("a.rtf", paragraphs(text, write)) == outline_of_text(text)


# --- by LibreOffice


def level(number: int, form: str, before: str, after: str) -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" '
        f'style:num-prefix="{before}" style:num-suffix="{after}"/>'
    )


@needs_libreoffice
def test_files_of_libreoffice(tmp_path: Path) -> None:
    levels = level(1, "一, 二, 三, ...", "", "、") + level(2, "一, 二, 三, ...", "（", "）") + level(3, "1", "", ".")
    styles = f'<text:list-style style:name="L">{levels}</text:list-style>'
    items = (
        "<text:list-item><text:p>总体要求</text:p><text:list><text:list-item><text:p>工作目标</text:p></text:list-item>"
        "<text:list-item><text:p>基本原则</text:p><text:list><text:list-item><text:p>统筹</text:p></text:list-item>"
        "</text:list></text:list-item></text:list></text:list-item><text:list-item><text:p>任务</text:p></text:list-item>"
    )
    body = f'<text:list text:style-name="L">{items}</text:list><text:h text:outline-level="2">保障</text:h>'
    path = tmp_path / "a.fodt"
    path.write_bytes(flat("通知<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
                          "<text:p>注</text:p></text:note-body></text:note>😀", body=body, styles=styles))  # fmt: skip
    source = load(convert(path, "rtf").read_bytes())
    lines = ["".join(line.split()) for line in source.raw.splitlines() if line.strip()]
    assert lines == ["通知😀", "1注", "一、总体要求", "（一）工作目标", "（二）基本原则", "1.统筹", "二、任务", "保障"]
    assert ("heading", 2) in [(told.role, told.level) for told in source.layout]


# --- files that do harm


def test_other_files_are_left_alone() -> None:
    for data in (b"", b"rtf", b"{\\rt", "一、总则".encode(), b"<html>{\\rtf1}"):
        assert docparse_rtf.load_source("a.rtf", data, Limits()) is None


def test_a_file_without_text() -> None:
    with pytest.raises(LoadError) as caught:
        load(HEAD + rb"{\pict 00}\par}")
    assert caught.value.code == "DP-L107"


def test_deep_groups_are_refused_at_once() -> None:
    with pytest.raises(LoadError) as caught:
        load(HEAD + b"{" * 100_000 + b"a")
    assert (caught.value.code, caught.value.refused) == ("DP-L007", True)
    assert body(b"{" * 200 + b"a" + b"}" * 150 + b"b") == "ab\n"


def test_a_long_text_is_refused() -> None:
    for unit in (b"a", rb"\par ", rb"\u31532?"):
        with pytest.raises(LoadError) as caught:
            load(HEAD + unit * 2000 + b"}", Limits(text=1000, paragraphs=1000))
        assert caught.value.code == "DP-L001"


@pytest.mark.parametrize(
    "unit",
    [
        rb"\'b5", rb"\'ff", rb"\u31532?", rb"\u-10179?", b"{}", rb"{\b a}", rb"\cell", rb"\pard\intbl a\cell\row", rb"\trowd",
        rb"\cellx9", rb"\clmrg\cellx7\cell", rb"\nestcell\nestrow", rb"{\footnote a}", rb"{\field{\fldrslt a}}",
        rb"\itap9\par", rb"{\*\x", rb"}", rb"\bin9", rb"{\listtext a}", rb"\\", rb"\abc", rb"\fs-999999999999999999999",
        rb"\cellx9...\cell\row", rb"\cell...\pard\itap9 a\nestcell\nestrow", rb"\trowd...\cellx9\cell",
        rb"{\fonttbl\f0...\u31532?", rb"{\stylesheet...\u31532?", rb"{\field{\*\fldinst...\u31532?", rb"\ls9...a\par",
        rb"{\*\listtable{\list{\listlevel{\leveltext...\u31532?",
    ],
)  # fmt: skip
def test_time_grows_with_the_file(unit: bytes) -> None:
    """A unit in two parts is all of the first, then all of the second."""

    def read(data: bytes) -> None:
        try:
            load(data)
        except LoadError as error:
            assert error.code in ("DP-L007", "DP-L107", "DP-L001")

    def seconds(count: int) -> float:
        first, _, then = unit.partition(b"...")
        return least_seconds(partial(read, HEAD + first * count + then * count + b"x}"), tries=2)

    count = 1000
    took = [seconds(count << step) for step in range(0, 5, 2)]
    assert all(after < 0.05 or after < 9 * before for before, after in pairwise(took)), took


def test_tables_in_tables_without_end_are_read_in_time() -> None:
    deep = b"".join(rb"\pard\itap%d a\par" % depth for depth in range(30_000))
    start = time.process_time()
    assert body(deep + rb"\nestcell\nestrow" * 30_000 + rb"\cell\row").count("a") == 30_000
    edges = b"".join(rb"\cellx%d" % (place * 50) for place in range(30_000))
    load(HEAD + rb"\trowd" + edges + rb"\pard\intbl" + b" a\\cell" * 30_000 + rb"\row a\cell\row" * 3000 + b"}")
    assert time.process_time() - start < 20


def test_damage_never_hurts() -> None:
    good = bytearray(
        HEAD + LISTS + rb"{\stylesheet{\s1 heading 1;}}{\header x}\pard\s1 " + escaped("一、总则") + rb"\par\trowd\clmgf\cellx1000"
        rb"\clmrg\cellx2000\pard\intbl a\cell{\footnote b}\cell\row\pard\ls1 " + unicode("第一条") + rb"{\shp{\*\shpinst"
        rb"{\shptxt c\par}}}{\field{\*\fldinst TOC}{\fldrslt d}}\bin3 xyz{\upr{e}{\*\ud{f}}}\par}"
    )  # fmt: skip
    chance = random.Random(6)
    for _ in range(300):
        data = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(5, len(data))] ^= 1 << chance.randrange(8)
        if chance.random() < 0.3:
            del data[chance.randrange(5, len(data)) :]
        try:
            source = load(bytes(data))
        except LoadError as error:
            assert error.code in ("DP-L107", "DP-L007")
        else:
            source.raw.encode()  # no lone surrogates


def _numbered(first: bytes, text: bytes, count: int) -> bytes:
    levels = rb"{\*\listtable{\list{\listlevel\levelnfc4\levelstartat%s{\leveltext\'00%s;}}\listid7}}" % (first, text)
    chosen = rb"{\*\listoverridetable{\listoverride\listid7{\lfolevel\levelstartat%s}\ls1}}" % first
    return rb"{\rtf1\ansi" + levels + chosen + rb"\ls1 " + rb"a\par " * count + b"}"


def test_a_letter_is_not_repeated_without_end() -> None:
    text = load(_numbered(b"9999999999", rb"\'00", 2)).raw
    assert text == "9999999999 a\n9999 a\n"


def test_long_markers_are_refused_before_they_fill_memory() -> None:
    with pytest.raises(LoadError) as caught:
        load(_numbered(b"700", rb"\'00" * 190, 300_000), Limits(text=100_000))
    assert (caught.value.code, caught.value.refused) == ("DP-L001", True)


@pytest.mark.parametrize("unit", [rb"a\par ", rb"\intbl a\cell ", rb"{\footnote a}"])
def test_many_paragraphs_are_refused_before_they_are_written(unit: bytes) -> None:
    with pytest.raises(LoadError) as caught:
        docparse_rtf.reader.Reader(HEAD + unit * 2_000 + b"}", "a.rtf", Limits(paragraphs=1_000)).read()
    assert (caught.value.code, caught.value.refused) == ("DP-L001", True)
