"""PDF: outlines as of the text form, reading order, edges of pages, scans, and files made to do harm."""

from __future__ import annotations

import io
import random
import resource
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import formats
import pdfs
import pytest

import docparse
from docparse import Limits, LoadError

pytest.importorskip("pypdfium2")

LOST = "<p>&nbsp;</p>"  # LibreOffice 7 does not print the first paragraph of an HTML file (pdftotext lacks it, too)
SENTENCE = "各单位要提高认识，加强领导，明确责任，把各项任务落到实处，确保取得实效。"


def load(data: bytes) -> docparse.SourceText:
    return formats.plain().load("file.pdf", data)


def lines(data: bytes) -> list[str]:
    return [line for line in load(data).raw.split("\n") if line]


def share_equal(made: dict[str, bytes]) -> float:
    """The share of outline rows that a PDF and the text it was made from have in common."""
    rows = equal = 0
    for name, data in made.items():
        expected, found = (
            formats.outline_of_text(formats.documents()[name]),
            formats.outline_of_file(f"{name}.pdf", data),
        )
        rows += max(len(expected), len(found))
        equal += pdfs.equal_rows(expected, found)
    return equal / rows


# --- the same outline ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("head", ["", "清河县教育局文件汇编"])
def test_a_text_set_in_pages_has_the_outline_of_the_text(head: str) -> None:
    made = {name: pdfs.printed(text, head=head) for name, text in formats.documents().items()}
    assert share_equal(made) >= 0.99


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".html"])
@pytest.mark.timeout(300)
def test_what_libreoffice_prints_has_the_outline_of_the_text(suffix: str, tmp_path: Path) -> None:
    documents = formats.documents()
    names = {f"{number}": name for number, name in enumerate(documents)}
    if suffix == ".html":
        style = "body{font-size:16pt;line-height:1.8} p{text-indent:2em;margin:0;text-align:justify}"
        paragraphs = {name: "".join(f"<p>{line}</p>" for line in text.split("\n")) for name, text in documents.items()}
        files = {
            number: f'<html><meta charset="utf-8"><style>{style}</style><body>{LOST}{paragraphs[name]}</body></html>'.encode()
            for number, name in names.items()
        }
    else:
        files = {
            number: pdfs.as_bytes(pdfs.word_file(documents[name], head="清河县教育局文件汇编", bold=True))
            for number, name in names.items()
        }
    if suffix == ".odt":
        files = pdfs.office(files, tmp_path, ".docx", "odt")
    made = pdfs.office(files, tmp_path, suffix)
    assert share_equal({names[number]: data for number, data in made.items()}) >= 0.99


def test_the_file_is_known_by_its_content() -> None:
    data = pdfs.printed("一、总体要求")
    assert formats.plain().load("file.txt", data).media_type == "application/pdf"
    assert formats.plain().load("file.pdf", "一、总体要求".encode()).media_type == "text/plain"
    assert load(b"mail header\r\n" + data).raw.startswith("一、总体要求")


# --- pages ---------------------------------------------------------------------------------------------------------


def test_paragraphs_go_on_over_pages_and_keep_their_places() -> None:
    text = "\n".join(f"第{n}段。{SENTENCE * 3}" for n in range(12))
    source = load(pdfs.printed(text, head="汇编资料"))
    told = {source.raw[layout.start : layout.end]: layout.role for layout in source.layout}
    assert told == {"汇编资料": "running_head"} | {
        f"— {n} —": "page_number" for n in range(1, len(source.layout) // 2 + 1)
    }
    assert [line for line in source.raw.split("\n") if line and line not in told] == text.split("\n")
    assert source.place(0) == "page 1"
    assert source.place(source.raw.index("第11段")) == "page 3"
    paragraph = next(at for at, place in source.anchors if place == "page 2")
    assert source.raw[paragraph - 1] != "\n", "the second page begins inside a paragraph"


@pytest.mark.parametrize(
    "number",
    ["— {} —", "- {} -", "－{}－", "{}", "第{}页", "第{}页 共9页", "第 {} 页，共 9 页", "{}/9", "Page {} of 9"],
)
def test_numbers_of_pages(number: str) -> None:
    source = load(pdfs.printed("\n".join([SENTENCE] * 40), number=number.format))
    assert {layout.role for layout in source.layout} == {"page_number"}
    assert len(source.layout) >= 3
    assert {line for line in source.raw.split("\n") if "单位" in line} == {SENTENCE}


def test_attachments_that_begin_pages_are_no_running_heads() -> None:
    writer = pdfs.Writer()
    for number in range(1, 5):
        writer.text(80, 105, f"附件{number}")
        writer.text(112, 134, f"第{number}项工作安排")
        writer.page()
    assert load(writer.data()).layout == []


def columns(writer: pdfs.Writer, left: list[str], right: list[str], top: float, shift: float = 0) -> None:
    for at, line in enumerate(left):
        writer.text(60 + 12 * (len(line) - len(line.lstrip("\u3000"))), top + at * 18, line.strip("\u3000"), 12)
    for at, line in enumerate(right):
        writer.text(
            315 + 12 * (len(line) - len(line.lstrip("\u3000"))), top + shift + at * 18, line.strip("\u3000"), 12
        )


@pytest.mark.parametrize("shift", [0, 7])
def test_two_columns_are_read_one_after_the_other(shift: float) -> None:
    paragraphs = [f"第{n}段。{SENTENCE * 2}" for n in "一二三四五六七八"]
    set_ = [line for paragraph in paragraphs for line in pdfs.wrapped(paragraph, 18)]
    half = len(set_) // 2 + 1
    writer = pdfs.Writer()
    writer.text(150, 60, "关于进一步加强和改进基层工作的若干意见", 16)
    columns(writer, set_[:half], set_[half:], 100, shift)
    writer.page()
    assert lines(writer.data()) == ["关于进一步加强和改进基层工作的若干意见", *paragraphs]


def test_a_table_above_columns_stands_before_them() -> None:
    paragraphs = [f"第{n}段。{SENTENCE * 2}" for n in "一二三四五六"]
    set_ = [line for paragraph in paragraphs for line in pdfs.wrapped(paragraph, 18)]
    writer = pdfs.Writer()
    for at, row in enumerate([("序号", "单位", "数量"), ("1", "教育局", "12"), ("2", "公安局", "34")]):
        for left, cell in zip((60, 200, 400), row, strict=True):
            writer.text(left, 60 + 20 * at, cell, 12)
    half = len(set_) // 2
    columns(writer, set_[:half], set_[half:], 140)
    writer.page()
    assert lines(writer.data()) == ["序号\t单位\t数量", "1\t教育局\t12", "2\t公安局\t34", *paragraphs]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_text_and_turned_pages(turn: int) -> None:
    writer = pdfs.Writer()
    paragraph = pdfs.wrapped(SENTENCE * 4, 44 if turn != 180 else 28)
    writer.canvas.saveState()
    writer.canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn])
    writer.canvas.rotate(turn)
    for at, line in enumerate(paragraph):
        pen = writer.canvas.beginText(60 + (32 if at == 0 else 0), 500 - at * 28)
        pen.setFont("STSong-Light", 16)
        pen.textOut(line.strip("\u3000"))
        writer.canvas.drawText(pen)
    writer.canvas.restoreState()
    writer.canvas.setPageRotation(turn)
    writer.page()
    assert lines(writer.data()) == [SENTENCE * 4]


def test_text_printed_twice_is_there_once_and_bold_is_told() -> None:
    writer = pdfs.Writer()
    writer.text(112, 100, "一、总体要求")
    writer.text(112.4, 100, "一、总体要求")
    writer.text(112, 130, "（一）工作目标。", mode=2)
    writer.text(112 + 8 * 16, 130, "全面完成各项任务，确保取得实效。")
    for at in range(6):
        writer.text(80, 160 + at * 29, "全面完成各项任务，确保取得实效，各单位要加强领导明确责任")
    writer.page()
    source = load(writer.data())
    assert source.raw.startswith("一、总体要求\n（一）工作目标。全面完成")
    (bold,) = source.layout
    assert (source.raw[bold.start : bold.end], bold.role) == ("（一）工作目标。", "emphasis")


def test_text_hidden_below_what_is_seen_is_there_once() -> None:
    writer = pdfs.Writer()
    writer.text(80, 100, "第一条 本办法自发布之日起施行。")
    writer.text(80, 101, "第一条本办法自发布之日起施行", mode=3)
    writer.text(80, 300, "只有隐藏的文字层", mode=3)
    writer.page()
    assert lines(writer.data()) == ["第一条 本办法自发布之日起施行。", "只有隐藏的文字层"]


def test_latin_words_keep_their_blanks() -> None:
    writer = pdfs.Writer()
    writer.text(80, 100, "推广应用 Open Source 软件，建设 Digital Government Service 平", 16)
    writer.text(80, 129, "台。", 16)
    writer.page()
    assert lines(writer.data())[0] == "推广应用 Open Source 软件，建设 Digital Government Service 平台。"


# --- tables --------------------------------------------------------------------------------------------------------


def test_cells_of_a_ruled_table_stay_together(tmp_path: Path) -> None:
    rows = [
        ("序号", "工作任务", "责任单位"),
        (
            "1",
            "健全完善校园安全责任体系，列出安全责任清单，逐级签订安全责任书，确保责任到岗到人",
            "县教育局、各乡镇中心学校",
        ),
        ("2", "开展校车安全检查", "县公安局"),
    ]
    document = pdfs.word_file("附件\n责任分工表")
    table = document.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    data = pdfs.office({"table": pdfs.as_bytes(document)}, tmp_path, ".docx")["table"]
    source = load(data)
    found = [source.raw[layout.start : layout.end] for layout in source.layout if layout.role == "table_row"]
    assert found == ["\t".join(row) for row in rows]


# --- a letterhead, as GB/T 9704 sets it ------------------------------------------------------------------------------

TITLE = ("清河县人民政府关于进一步加强全县", "中小学校园安全工作的通知")
NUMBER, AGENCY = "清政发〔2025〕12号", "清河县人民政府"
RECIPIENTS = "各乡镇人民政府，县政府各部门、各直属机构："
BODY = [
    "为切实做好全县中小学校园安全工作，防范各类安全事故发生，保障师生生命财产安全，现就有关事项通知如下：",
    "一、提高思想认识",
    SENTENCE * 2,
    "二、落实工作责任",
    "（一）压实主体责任。" + SENTENCE,
    "（二）强化部门监管。" + SENTENCE * 2,
    "三、严格督导检查",
    SENTENCE,
]
ATTACHMENTS = ["附件：1.校园安全责任分工表", "2.校园安全检查情况统计表"]
SIGNED = ["2025年3月6日", "（此件公开发布）"]
COPIES, PRINTED = "抄送：县委各部门，县人大常委会办公室，县政协办公室。", ("清河县人民政府办公室", "2025年3月6日印发")


def text_of_letter(signer: str, lines: tuple[str, ...]) -> str:
    number = f"{NUMBER}    签发人：{signer}" if signer else NUMBER
    top = [f"{AGENCY}文件", number, "".join(lines), RECIPIENTS]
    end = [AGENCY, *SIGNED, COPIES, "    ".join(PRINTED)]
    return "\n".join([*top, *BODY, *ATTACHMENTS, *end])


def drawn_letter(signer: str, right: float, lines: tuple[str, ...]) -> bytes:
    """right: characters that the signature stands left of the margin, beside what centres it above the date"""
    writer, end = pdfs.Writer(), pdfs.LEFT + pdfs.CHARACTERS * pdfs.TYPE

    def centred(top: float, words: str, size: float) -> None:
        writer.text((pdfs.A4[0] - size * len(words)) / 2, top, words, size)

    def rule(top: float) -> None:
        writer.canvas.line(pdfs.LEFT, pdfs.A4[1] - top, end, pdfs.A4[1] - top)

    def width(words: str) -> float:
        return sum(0.5 if char.isascii() else 1.0 for char in words) * pdfs.TYPE

    writer.canvas.setFillColorRGB(1, 0, 0)
    centred(110, f"{AGENCY}文件", 36)
    writer.canvas.setFillColorRGB(0, 0, 0)
    if signer:
        writer.text(pdfs.LEFT + 16, 190, NUMBER)
        writer.text(end - 16 - width(f"签发人：{signer}"), 190, f"签发人：{signer}")
    else:
        centred(190, NUMBER, 16)
    rule(215)
    for at, line in enumerate(lines):
        centred(245 + 34 * at, line, 22)
    writer.text(pdfs.LEFT, 340, RECIPIENTS)
    top = 340 + pdfs.PITCH
    for line in (line for paragraph in BODY for line in pdfs.wrapped(paragraph)):
        if top > 740:
            writer.text(270, 775, "— 1 —", 14)
            writer.page()
            top = pdfs.TOP
        blank = len(line) - len(line.lstrip("\u3000"))
        writer.text(pdfs.LEFT + blank * 16, top, line[blank:])
        top += pdfs.PITCH
    for line, indent in zip(ATTACHMENTS, (2, 5), strict=True):
        writer.text(pdfs.LEFT + indent * 16, top + pdfs.PITCH, line)
        top += pdfs.PITCH
    date_left = end - 64 - width(SIGNED[0])
    top += 3 * pdfs.PITCH
    writer.text(date_left + (width(SIGNED[0]) - width(AGENCY)) / 2 - right * 16, top, AGENCY)
    writer.text(date_left, top + pdfs.PITCH, SIGNED[0])
    writer.text(pdfs.LEFT + 32, top + 2 * pdfs.PITCH, SIGNED[1])
    for at in (670, 698, 726):
        rule(at)
    writer.text(pdfs.LEFT + 14, 676, COPIES, 14)
    writer.text(pdfs.LEFT + 14, 704, PRINTED[0], 14)
    writer.text(end - 14 - width(PRINTED[1]) * 14 / 16, 704, PRINTED[1], 14)
    writer.text(270, 775, "— 2 —", 14)
    writer.page()
    return writer.data()


def forms_of(document: docparse.Document) -> list[tuple[str | None, str]]:
    raw = document.source.raw
    leaves = ((leaf.form, "".join(raw[leaf.start : leaf.end].split())) for leaf in document.leaves())
    return [(form, text) for form, text in leaves if form != "page_number"]


TITLES = [
    TITLE,
    ("清河县人民政府", "关于进一步加强全县中小学", "校园安全工作的通知"),
    ("清河县人民政府关于印发《全县中小学校园", "安全工作专项整治行动实施方案》", "的通知"),
]


@pytest.mark.parametrize("lines", TITLES, ids=["even", "pyramid", "upside down"])
@pytest.mark.parametrize(("signer", "right"), [("", 0), ("王建国", 1.5)])
def test_a_letterhead_has_the_forms_and_the_outline_of_its_text(
    signer: str, right: float, lines: tuple[str, ...]
) -> None:
    expected = formats.plain().parse(text_of_letter(signer, lines)).document
    found = formats.plain().parse_bytes(drawn_letter(signer, right, lines), "file.pdf").document
    assert forms_of(found) == forms_of(expected)
    assert formats.outline(found) == formats.outline(expected)


# --- no text -------------------------------------------------------------------------------------------------------


def scanned(data: bytes, pages: slice = slice(None)) -> bytes:
    """A file whose pages are pictures of those of another."""
    import pypdfium2

    image = pytest.importorskip("reportlab.lib.utils").ImageReader
    writer = pdfs.Writer()
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document))[pages]:
        picture = document[number].render(scale=150 / 72).to_pil()
        file = io.BytesIO()
        picture.convert("L").save(file, "PNG")
        file.seek(0)
        writer.canvas.drawImage(image(file), 0, 0, *pdfs.A4)
        writer.page()
    return writer.data()


def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    from docparse_pdf import scans

    monkeypatch.setattr(scans, "find_spec", lambda name: None)


def test_a_scan_without_ocr_is_refused_with_the_name_of_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    without_ocr(monkeypatch)
    with pytest.raises(LoadError, match=r"\[ocr\]") as caught:
        load(scanned(pdfs.printed("一、总体要求")))
    assert caught.value.code == "DP-L107"


def test_a_page_that_is_a_scan_has_a_place_and_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    without_ocr(monkeypatch)
    image = pytest.importorskip("PIL.Image")
    writer = pdfs.Writer()
    writer.text(112, 100, "一、总体要求")
    writer.page()
    utils = pytest.importorskip("reportlab.lib.utils")
    writer.canvas.drawImage(utils.ImageReader(image.new("L", (60, 84), 200)), 0, 0, *pdfs.A4)
    writer.page()
    writer.text(112, 100, "二、工作措施")
    writer.page()
    result = docparse.Parser().parse_bytes(writer.data(), "file.pdf")
    assert [place for _, place in result.document.source.anchors] == ["page 1", "page 2, not read", "page 3"]
    assert [row[3] for row in formats.outline(result.document)] == ["总体要求", "工作措施"]
    (found,) = [finding for finding in result.diagnostics if finding.code == "page_not_read"]
    assert "page 2" in found.message
    assert "[ocr]" in found.message


def test_empty_pages_are_no_text() -> None:
    writer = pdfs.Writer()
    writer.page()
    with pytest.raises(LoadError) as caught:
        load(writer.data())
    assert caught.value.code == "DP-L107"


@pytest.mark.timeout(300)
def test_a_scan_is_read(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    pytest.importorskip("onnxruntime")
    text = formats.documents()["notice"]
    printed = pdfs.office({"notice": pdfs.as_bytes(pdfs.word_file(text))}, tmp_path, ".docx")["notice"]
    data = scanned(printed)
    expected, found = formats.outline_of_text(text), formats.outline_of_file("scan.pdf", data)
    assert len(found) == len(expected)
    assert [row[1:3] for row in found] == [row[1:3] for row in expected]


# --- damage and harm -----------------------------------------------------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(LoadError) as caught:
        load(data)
    assert "\n" not in str(caught.value)
    return caught.value.code


def test_damage_and_passwords_have_their_codes() -> None:
    assert refused(b"%PDF-1.7\nno such thing") == "DP-L103"
    assert refused(b"%PDF-1.4\n" + bytes(5000)) == "DP-L103"
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    file = io.BytesIO()
    locked = canvas.Canvas(file, encrypt=encryption.StandardEncryption("secret"))
    locked.drawString(80, 700, "text")
    locked.save()
    assert refused(file.getvalue()) == "DP-L105"


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import docparse_pdf

    monkeypatch.setattr(docparse_pdf, "find_spec", lambda name: None)
    with pytest.raises(LoadError, match=r"\[pdf\]") as caught:
        load(pdfs.printed("一、总体要求"))
    assert caught.value.code == "DP-L106"


def assembled(objects: list[bytes]) -> bytes:
    """A PDF file of objects from number 1 on; the first is its catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    count = len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return data + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)


def page_of(content: bytes, box: bytes = b"0 0 595 842", extra: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> %s >> >>" % (box, extra),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )  # fmt: skip


def hostile() -> Iterator[tuple[str, bytes]]:
    text = b"BT /F 12 Tf 50 700 Td (text) Tj ET\n"
    yield "flate bomb", page_of(b" " * 300_000_000)
    yield "endless text", page_of(text * 2_000_000)
    yield "endless paths", page_of(b"0 0 m 9 9 l S\n" * 10_000_000)
    yield "huge page", page_of(text, b"-1000000000 -1000000000 1e30 1e30")
    yield "no page", page_of(text, b"0 0 0 0")
    yield "nested states", page_of(b"q " * 3_000_000)
    yield "nested arrays", page_of(b"[" * 3_000_000)
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 100_003))
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    yield (
        "pages",
        assembled(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % kids,
                *[leaf] * 100_000,
            ]
        ),
    )
    yield (
        "pages that lie",
        assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 4000 >>", leaf]),
    )
    yield (
        "pages in a circle",
        assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]),
    )
    yield "a form in itself", page_of(b"/X Do", extra=b"/XObject << /X 4 0 R >>")
    yield "nested objects", assembled([b"<< /Type /Catalog /Pages " + b"<< /A " * 100_000 + b">> " * 100_000 + b">>"])


@pytest.mark.parametrize(("name", "data"), [pytest.param(n, d, id=n) for n, d in hostile()])
def test_files_made_to_do_harm_end_within_limits(name: str, data: bytes) -> None:
    start, before = time.monotonic(), peak(children=True)
    try:
        assert load(data).raw
    except LoadError as error:
        assert error.code in {"DP-L001", "DP-L004", "DP-L103", "DP-L107"}, error
        assert "\n" not in str(error)
    assert time.monotonic() - start < 15
    assert peak(children=True) <= max(before, peak() + Limits().memory)  # besides what it is forked from


def peak(*, children: bool = False) -> int:
    """Bytes that this process took at most, or the largest of those that it started; 0 where that is not told."""
    of = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    return resource.getrusage(of).ru_maxrss << 10 if sys.platform == "linux" else 0


def test_flipped_bits_give_a_result_or_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    without_ocr(monkeypatch)
    good, chance = pdfs.printed(formats.documents()["notice"]), random.Random(20)
    read = 0
    for _ in range(200):
        data = bytearray(good)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        try:
            read += bool(load(bytes(data)).raw)
        except LoadError as error:
            assert error.code != "DP-L004", "no crash, and no endless loop"
    assert read > 20, "some of the damage leaves text"


def test_truncated_files_give_a_result_or_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    without_ocr(monkeypatch)
    good = pdfs.printed(formats.documents()["notice"])
    for length in range(10, len(good), len(good) // 20):
        try:
            load(good[:length])
        except LoadError as error:
            assert error.code in {"DP-L103", "DP-L107"}


def test_other_files_are_checked_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed without [pdf] checks everything else without a word about PDF."""
    import docparse_pdf

    for name in [
        name for name in sys.modules if name.partition(".")[0] == "pypdfium2" or name == "docparse_pdf.document"
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    found = docparse.Parser(plugins=[docparse_pdf]).parse("一、目标\n").diagnostics
    assert [diagnostic.code for diagnostic in found] == []
