"""Zip archives of documents: order, names, what is not read, and limits over all members; packages that deceive."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from formats import documents, outline, outline_of_text, plain
from good_files import TEXT, good_files
from hostile_files import entry, forged
from zips import packed

from docparse import Limits, LoadError, Package, Parser, Pin, Result, parse_file
from docparse.cli import run


def read(members: dict[str, str | bytes], limits: Limits | None = None) -> Result:
    parser = plain() if limits is None else Parser(records=False, limits=limits)
    return parser.parse_bytes(packed(members), "a.zip")


def order(members: dict[str, str | bytes]) -> list[str]:
    return list(dict.fromkeys(place for _, place in read(members).document.source.anchors))


def test_each_member_is_read_as_if_it_stood_alone() -> None:
    """Texts of all kinds: with lines of one width, without line breaks, without a title, ending in the middle."""
    texts = list(documents().values())
    rows = outline(read({f"{number}.txt": text for number, text in enumerate(texts, 1)}).document)
    expected = []
    for text in texts:
        expected += [("", None, 1, None)]
        expected += [(marker, number, level + 1, heading) for marker, number, level, heading in outline_of_text(text)]
    assert len(rows) == len(expected)
    for row, wanted in zip(rows, expected, strict=True):
        assert row[:3] == wanted[:3]
        assert wanted[3] in (None, row[3])


def test_members_are_documents_with_a_title_a_place_and_a_genre() -> None:
    result = Parser().parse_bytes(packed({"通知.ofd": good_files()["ofd"], "附件1.txt": TEXT}), "a.zip")
    document = result.document
    assert document.source.media_type == "application/zip"
    parts = [node for node in document.outline() if node.kind == "part"]
    assert [part.heading.text for part in parts if part.heading] == ["关于做好防汛工作的通知"] * 2
    assert [document.source.place(part.start) for part in parts] == ["通知.ofd, page 1", "附件1.txt"]
    assert [genre.name for genre in result.genres] == ["unknown", "notice", "notice"]


def test_natural_order() -> None:
    names = ["附件10.txt", "附件2.txt", "附件1.txt", "二级/附件1.txt", "1通知.txt"]
    assert order(dict.fromkeys(names, TEXT)) == ["1通知.txt", "附件1.txt", "附件2.txt", "附件10.txt", "二级/附件1.txt"]
    assert order(dict.fromkeys(["附件三.txt", "附件十.txt", "附件二.txt", "附件一.txt"], TEXT)) == [
        "附件一.txt", "附件二.txt", "附件三.txt", "附件十.txt",
    ]  # fmt: skip


def test_what_file_managers_leave_behind_is_no_document() -> None:
    clutter = dict.fromkeys(["__MACOSX/._附件1.txt", ".DS_Store", "Thumbs.db", "a/desktop.ini", "夹/"], "x")
    result = read({**clutter, "附件1.txt": TEXT})
    assert {place for _, place in result.document.source.anchors} == {"附件1.txt"}
    assert result.diagnostics == []


@pytest.mark.parametrize("flag", [0, 0x800])
@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_names_without_the_flag_of_utf_8(flag: int, codec: str) -> None:
    """Programs for Chinese write GBK, those of Macs UTF-8 without saying so; 彛 has a backslash for its second byte."""
    if flag and codec != "utf-8":
        pytest.skip("says that it is UTF-8")
    name = "附件/关于彛族乡的通知.txt"
    data = forged([entry("x", TEXT.encode(), flags=flag)._replace(name=name.encode(codec))])
    assert plain().load("a.zip", data).anchors == [(0, name)]


def test_what_cannot_be_read_is_told_and_the_rest_is_read(
    tmp_path_factory: pytest.TempPathFactory, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    inner = packed({"附件1.txt": TEXT})
    members = {"a.bin": b"\0\1\2", "b.txt": TEXT, "c.zip": inner, "d.txt": TEXT}
    result = read(members)
    assert [place for _, place in result.document.source.anchors] == ["b.txt", "d.txt"]
    found = [(diagnostic.code, diagnostic.message.split(" is not read: ")[0]) for diagnostic in result.diagnostics]
    assert found == [("member_unread", "a.bin"), ("member_unread", "c.zip")]
    told = [diagnostic.message.partition("DP-L002: ")[2] for diagnostic in result.diagnostics]
    assert told[0] == "no plugin reads this kind of file; docs/formats.md says what is read"
    assert told[1] == "nothing is read of an archive in an archive; unpack it first"
    file = tmp_path_factory.mktemp("zip") / "a.zip"
    file.write_bytes(packed(members))
    assert parse_file(file).document.source.raw == TEXT * 2
    assert run(["text", str(file)]) == 0
    out, err = capsysbinary.readouterr()
    assert out.decode() == TEXT * 2
    assert err.decode().count(" is not read: DP-L002: ") == 2


def test_a_workbook_in_an_archive_is_none_that_could_be_unpacked() -> None:
    (found,) = read({"a.txt": TEXT, "b.xlsx": packed({"[Content_Types].xml": "<Types/>"})}).diagnostics
    assert found.message.startswith("b.xlsx is not read: DP-L002: no plugin reads this kind of file; ")


def test_the_error_of_an_archive_says_what_would_work_for_its_first_file() -> None:
    locked = entry("a.txt", TEXT.encode(), flags=1)
    with pytest.raises(LoadError) as caught:
        plain().load("a.zip", forged([locked]))
    assert (caught.value.code, caught.value.remedy) == ("DP-L002", "save the file without one")
    assert caught.value.message == "a.txt is not read: DP-L105: a.txt needs a password"


def test_nothing_to_read_is_an_error() -> None:
    for members in ({}, {"a.bin": b"\0\1\2"}, {"a.zip": packed({"a.txt": TEXT})}):
        with pytest.raises(LoadError) as caught:
            read(dict(members))
        assert caught.value.code == "DP-L002"


@pytest.mark.parametrize("mark", ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"])
def test_packages_of_other_formats_are_no_archives(mark: str) -> None:
    with pytest.raises(LoadError) as caught:
        read({mark: "x", "xl/workbook.xml": "<x/>", "a.txt": TEXT})
    assert not caught.value.refused


def test_limits_hold_for_all_members_together() -> None:
    members = {f"{number}.txt": TEXT for number in range(10)}
    for limits in (Limits(text=5 * len(TEXT)), Limits(paragraphs=40), Limits(package=500), Limits(members=9), Limits(seconds=0, seconds_per_mib=0)):  # fmt: skip
        with pytest.raises(LoadError) as caught:
            read(dict(members), limits)
        assert caught.value.refused, limits
    assert read(dict(members), Limits(text=11 * len(TEXT), members=10)).diagnostics == []


def test_pins_and_explanations_find_their_places() -> None:
    source = read({"1.txt": TEXT, "2.txt": TEXT}).document.source
    document = plain().parse(source, [Pin("一、压实责任", False, 2)]).document
    assert [node.marker for node in document.outline()] == [
        "",
        "一、",
        "（一）",
        "（二）",
        "二、",
        "",
        "（一）",
        "（二）",
        "二、",
    ]
    result = plain().parse(source, [Pin("一、压实责任", False, 3)])
    assert [found.code for found in result.diagnostics] == ["pin_unused"]
    units = [source.raw[one.start :][:2] for one in plain().explain(source) if one.is_unit]
    assert units == ["一、", "（一", "（二", "二、"] * 2


# --- packages ----------------------------------------------------------------------------------------------------


def error(data: bytes, limits: Limits | None = None) -> LoadError:
    def unpack() -> None:
        package = Package(data, "a.zip", limits or Limits())
        for name in package.names:
            package.read(name)

    with pytest.raises(LoadError) as caught:
        unpack()
    return caught.value


def test_members_of_members_do_not_count() -> None:
    """A package of packages that are only stored has the entries of all of them in its bytes."""
    inner = packed(dict.fromkeys(map(str, range(50)), ""))
    data = forged([entry(f"{n}.docx", inner, method=0, size=len(inner))._replace(data=inner) for n in range(10)])
    assert len(Package(data, "a.zip", Limits(members=20)).names) == 10
    assert error(data, Limits(members=9)).code == "DP-L005"


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/x", "C:/x", "c:x", "..\\x", "\\x", "a\\..\\..\\x"])
def test_names_that_lead_out(name: str) -> None:
    assert error(forged([entry(name, b"x")])).code == "DP-L006"


@pytest.mark.parametrize("name", ["附件1:名单.txt", "a..b.txt", "...txt", "夹/..txt"])
def test_odd_names_of_honest_files(name: str) -> None:
    assert Package(forged([entry(name, b"x")]), "a.zip", Limits()).names == [name]


def test_members_that_lie_over_each_other() -> None:
    twice = forged([entry("a", b"x" * 100), entry("b", b"x" * 100, offset=0)])
    assert error(twice).code == "DP-L006"
    assert error(forged([entry("a", b"x"), entry("a", b"y")])).code == "DP-L006"
    assert error(forged([entry("a", b"x"), entry("a/../a", b"y")])).code == "DP-L006"


def test_limits_of_packages() -> None:
    data = forged([entry("a", b"0" * (2 << 20))])
    assert error(data).code == "DP-L005"
    assert error(data, Limits(ratio=10**9, member=1 << 20)).code == "DP-L005"
    assert error(data, Limits(ratio=10**9, package=1 << 20)).code == "DP-L005"
    assert Package(data, "a", Limits(ratio=10**9)).read("a") == b"0" * (2 << 20)


def test_a_list_that_is_too_long_is_refused_at_once() -> None:
    data = forged([entry(str(number), b"") for number in range(30_000)], count=1)
    begun = time.process_time()
    assert error(data).code == "DP-L005"
    assert time.process_time() - begun < 1


def test_damage() -> None:
    good = io.BytesIO()
    with zipfile.ZipFile(good, "w") as archive:
        archive.writestr("a", b"x" * 1000)
    for data in (good.getvalue()[:-10], good.getvalue()[:500], b"PK\x03\x04", forged([entry("a", b"xyz", crc=1)])):
        assert error(data).code == "DP-L103"
    assert error(forged([entry("a", b"x", flags=1)])).code == "DP-L105"
