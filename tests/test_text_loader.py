"""The text loader: which bytes are text, and in which encoding."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import docparse_text
from docparse.errors import LoadError
from docparse.source import SourceText

# Composed for these tests.
SIMPLIFIED = {
    "notice": "关于做好2026年汛期安全工作的通知\n各科室、各下属单位：\n　　为切实做好汛期安全工作，现将有关事项"
    "通知如下。\n一、提高认识，压实责任。各单位要充分认识防汛工作的重要意义，主要负责同志要亲自部署、亲自检查。\n"
    "（一）完善预案。\n（二）储备物资。\n",
    "plan": "二、重点任务\r\n1.推进老旧管网改造，全年完成12公里。\r\n2.开展业务培训3次。一是抓好组织，"
    "二是抓好考核。\r\n",
    "law": "第一条　为了规范档案借阅，根据本馆实际，制定本办法。\n第二条　本办法适用于全体工作人员。",
    "heading": "三、下一步工作打算",
    "short": "有关要求如下：",
}
TRADITIONAL = {
    "speech": "同志們：\n今天這個會議的主要任務是，總結過去一年的工作，研究部署下一階段的重點任務。"
    "下面，我講三點意見。\n第一，要統一思想，提高認識。各部門要從全局出發，把這項工作擺在更加重要的位置。\n",
    "notice": "主旨：檢送本會第三次委員會議紀錄一份，請查照。\r\n說明：\r\n一、依據本會設置要點第五點規定辦理。\r\n",
    "heading": "二、加強組織領導，落實工作責任",
    "short": "現將有關事項說明如下：",
}
LAW = SIMPLIFIED["law"]
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le")
SAMPLES = [
    *((text, encoding) for text in SIMPLIFIED.values() for encoding in (*UNICODE, "gb18030")),
    *((text, encoding) for text in TRADITIONAL.values() for encoding in (*UNICODE, "gb18030", "big5")),
]


def load(data: bytes, encoding: str | None = None) -> SourceText:
    source = docparse_text.load_source("sample.txt", data, "text/plain", encoding)
    assert source is not None
    return source


@pytest.mark.parametrize(("text", "encoding"), SAMPLES)
def test_detection(text: str, encoding: str) -> None:
    source = load(text.encode(encoding))
    assert (source.raw, source.encoding) == (text, encoding)
    assert (source.name, source.media_type) == ("sample.txt", "text/plain")


@pytest.mark.parametrize(("text", "encoding"), SAMPLES)
def test_the_encoding_names_the_bytes(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    source = load(data)
    assert source.raw.encode(source.encoding or "") == data


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "big5"])
def test_detection_on_real_documents(seeds: dict[str, str], encoding: str) -> None:
    tried = 0
    for name, text in seeds.items():
        if encoding == "big5":
            if not name.startswith("002"):
                continue
            text = text.encode("big5", "ignore").decode("big5")  # it holds a few signs that Big5 lacks
        source = load(text.encode(encoding))
        assert (source.raw, source.encoding) == (text, encoding), name
        tried += 1
    assert tried


@pytest.mark.parametrize(
    ("data", "raw", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"plain ASCII\r\n", "plain ASCII\r\n", "utf-8"),
        ("一、".encode(), "一、", "utf-8"),
        (codecs.BOM_UTF8, "", "utf-8-sig"),
        (codecs.BOM_UTF8 + "\ufeff一".encode(), "\ufeff一", "utf-8-sig"),  # only the first is a BOM
        (codecs.BOM_UTF16_BE + "一、".encode("utf-16-be"), "一、", "utf-16"),
        (codecs.BOM_UTF32_BE + "一、".encode("utf-32-be"), "一、", "utf-32"),
        ("ASCII only\n".encode("utf-16-le"), "ASCII only\n", "utf-16-le"),
        ("碁裏恒工作".encode("cp950") * 3, "碁裏恒工作" * 3, "cp950"),  # not in Python's big5
        ("a\rb\r\nc\n\u2028\x0cd".encode(), "a\rb\r\nc\n\u2028\x0cd", "utf-8"),
        ((TRADITIONAL["notice"] + "㐀𠀀").encode("gb18030"), TRADITIONAL["notice"] + "㐀𠀀", "gb18030"),
    ],
)
def test_special_cases(data: bytes, raw: str, encoding: str) -> None:
    source = load(data)
    assert (source.raw, source.encoding) == (raw, encoding)


@pytest.mark.parametrize(
    ("data", "given", "raw", "encoding"),
    [
        ("条".encode("gb18030"), "gb2312", "条", "gb18030"),
        ("镕".encode("gb18030"), "GBK", "镕", "gb18030"),
        ("條裏".encode("cp950"), "big5", "條裏", "cp950"),
        ("一".encode("utf-16-be"), "utf-16-be", "一", "utf-16-be"),
        ("一是，".encode("utf-16-be"), "utf-16", "一是，", "utf-16-be"),
        ("一是，".encode("utf-16"), "UTF16", "一是，", "utf-16"),
        (codecs.BOM_UTF8 + b"a", "utf-8", "a", "utf-8-sig"),
        (b"a", "utf-8-sig", "a", "utf-8"),
        ("é".encode("latin-1"), "latin-1", "é", "iso8859-1"),
        ("一".encode(), "latin-1", "ä¸\x80", "iso8859-1"),  # the user's word counts
        (b"a\0b", "ascii", "a\0b", "ascii"),
    ],
)
def test_an_encoding_given(data: bytes, given: str, raw: str, encoding: str) -> None:
    source = load(data, given)
    assert (source.raw, source.encoding) == (raw, encoding)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04rest", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0", b"GIF89a", b"\x00\x01\x02\x03" * 9, bytes(256),
        bytes(range(256)), "一、工作\0安排".encode(),
    ],
)  # fmt: skip
def test_what_is_no_text_is_left_to_others(data: bytes) -> None:
    assert docparse_text.load_source("sample", data, "application/octet-stream", None) is None


@pytest.mark.parametrize(
    ("data", "given", "message"),
    [
        (LAW.encode()[:-1], None, f"byte 0xe3 at offset {len(LAW.encode()) - 3} is not utf-8"),  # cut short
        (LAW.encode("gb18030") + b"\xff", None, f"byte 0xff at offset {len(LAW.encode('gb18030'))} is not gb18030"),
        (codecs.BOM_UTF8 + b"a\xff", None, "byte 0xff at offset 4 is not utf-8"),
        (b"a\xff", "utf-8", "byte 0xff at offset 1 is not utf-8"),
        (b"\xff\xff", "big5", "byte 0xff at offset 0 is not big5 or cp950 or big5hkscs"),
    ],
)
def test_damaged_bytes_are_named(data: bytes, given: str | None, message: str) -> None:
    with pytest.raises(LoadError) as caught:
        load(data, given)
    error = caught.value
    assert (error.code, error.name, error.refused) == ("DP-L101", "sample.txt", False)
    assert error.message == message
    assert error.remedy == "its encoding may be another one (--encoding), or the file is damaged there"


@pytest.mark.parametrize("encoding", ["nonsense", "", "rot13", "hex", "undefined", "a\0b", "编码", "\ud800"])
def test_encodings_that_do_not_exist(encoding: str) -> None:
    with pytest.raises(LoadError) as caught:
        load(b"text", encoding)
    assert caught.value.code == "DP-L102"
    for example in ("utf-8", "gb18030", "big5", "utf-16"):
        assert example in caught.value.remedy


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "gb18030", "big5", "utf-16"]))
def test_any_bytes_load_or_are_refused(data: bytes, encoding: str | None) -> None:
    codes = set()
    try:
        docparse_text.load_source("sample", data, "text/plain", encoding)
    except LoadError as error:
        codes.add(error.code)
    assert codes <= {"DP-L101"}


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_any_text_survives_when_its_encoding_is_given(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assume(not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF8)) or encoding in ("utf-16", "utf-8-sig"))
    assert load(data, encoding).raw == text


PARAGRAPH = st.sampled_from([*SIMPLIFIED.values(), *TRADITIONAL.values()])
PARAGRAPHS = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n".join)


@given(PARAGRAPHS, st.text("一二三四五、（）ABC123 \r\n\t龘", max_size=20), st.sampled_from([*UNICODE, "gb18030"]))
def test_composed_documents_are_detected(paragraphs: str, extra: str, encoding: str) -> None:
    text = paragraphs + extra
    source = load(text.encode(encoding))
    assert (source.raw, source.encoding) == (text, encoding)


@given(st.lists(st.sampled_from(list(TRADITIONAL.values())), min_size=1, max_size=4).map("\n".join), st.integers(0, 30))
def test_big5_is_detected_wherever_the_text_begins(text: str, start: int) -> None:
    text = text[min(start, len(text) - 10) :]
    source = load(text.encode("big5"))
    assert (source.raw, source.encoding) == (text, "big5")


HTML = [
    "<!DOCTYPE html>\n<p>一、总则</p>",
    "\n<html lang=zh>",
    '<?xml version="1.0"?><!-- x --><HTML>',
    "<!-- x -->\n<body>",
]


@pytest.mark.parametrize("text", HTML)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_html_is_no_plain_text(text: str, encoding: str) -> None:
    assert docparse_text.load_source("a.txt", text.encode(encoding), "text/plain", None) is None


@pytest.mark.parametrize(
    ("text", "media_type"),
    [("一、总则\n", "text/html"), ("<一、总则>\n", "text/plain"), ("<!-- docparse: ignore -->", "text/plain")],
)
def test_what_only_looks_like_a_page_is_text(text: str, media_type: str) -> None:
    source = docparse_text.load_source("a", text.encode(), media_type, None)
    assert source is not None
    assert source.raw == text


def test_a_page_whose_encoding_was_given_is_text_to_this_plugin() -> None:
    assert load(b"<html>", "utf-8").raw == "<html>"


def test_the_encoding_that_was_asked_for_is_named() -> None:
    with pytest.raises(LoadError, match=r"byte 0xff at offset 2 is not gbk \(read as gb18030\)"):
        load(b"ab\xff", "gbk")
    with pytest.raises(LoadError, match="is not utf-8;"):
        load(b"ab\xff", "utf-8")
