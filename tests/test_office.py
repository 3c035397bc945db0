"""Office: files that LibreOffice converts, and what is refused before it sees them. A fake one shows what it may do."""

from __future__ import annotations

import http.server
import io
import os
import signal
import struct
import sys
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import docx
import pytest
from formats import documents, outline, outline_of_text
from offices import convert, flat, needs_libreoffice

import docparse
import docparse_office
from docparse import Converted, Limits, LoadError
from docparse_office import libreoffice
from docparse_office.compound import Compound, DamagedError

unix = pytest.mark.skipif(sys.platform == "win32", reason="the fake LibreOffice is a shell script")


def package(members: dict[str, bytes | str], mimetype: str = "application/vnd.oasis.opendocument.text") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams at its root, each in sectors of its own."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    names = list(streams)
    entries, table, content = [], [], b""
    first = 2 + (len(names) + 1 + 3) // 4 - 1  # behind the table and the directory
    table = [0xFFFFFFFD, *range(2, first), end]
    for name in names:
        data = streams[name].ljust(4096, b"\0")
        count = -(-len(data) // sector)
        start = len(table)
        table += [*range(start + 1, start + count), end]
        content += data.ljust(count * sector, b"\0")
        entries.append((name, 2, start, len(data)))

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        written = name.encode("utf-16-le") + b"\0\0"
        head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, free, right, child)
        return head + b"\0" * 36 + struct.pack("<III", start, size, 0)

    directory = entry("Root Entry", 5, free, 1, end, 0)
    for number, (name, kind, start, size) in enumerate(entries, 1):
        directory += entry(name, kind, number + 1 if number < len(entries) else free, free, start, size)
    directory = directory.ljust((first - 1) * sector, b"\0")
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    )
    header += (
        struct.pack("<IIIIIIII", 1, 1, 0, 4096, end, 0, end, 0)
        + struct.pack("<I", 0)
        + struct.pack("<108I", *[free] * 108)
    )
    return header + struct.pack("<128I", *table, *[free] * (128 - len(table))) + directory + content


def word(flags: int = 0) -> bytes:
    return compound({"WordDocument": struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x804, 0, flags)})


def load(data: bytes, name: str = "sample.doc", limits: Limits | None = None) -> Converted | None:
    return docparse_office.load_source(name, data, limits or Limits())


def refusal(data: bytes, name: str = "sample.doc", limits: Limits | None = None) -> LoadError:
    with pytest.raises(LoadError) as caught:
        load(data, name, limits)
    assert "\n" not in str(caught.value)
    return caught.value


def text_of(converted: Converted | None) -> list[str]:
    assert converted is not None
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(converted.data)).paragraphs]


# --- before LibreOffice sees a file


@pytest.fixture
def forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def convert(*_: object) -> bytes:
        raise AssertionError("LibreOffice is not to see this file")

    monkeypatch.setattr(docparse_office, "to_docx", convert)


@pytest.mark.usefixtures("forbidden")
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word(0x0100), "DP-L105"),
        (word(0x8100), "DP-L105"),
        (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "DP-L105"),
        (compound({"Workbook": b"x"}), "DP-L002"),
        (compound({"PowerPoint Document": b"x"}), "DP-L002"),
        (compound({"anything": b"x"}), "DP-L002"),
        (word()[:512], "DP-L103"),
        (word()[:40], "DP-L103"),
        (word()[:1000], "DP-L103"),
        (package({"META-INF/manifest.xml": "<m:encryption-data/>", "content.xml": "?"}), "DP-L105"),
        (package({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "DP-L007"),
        (package({"content.xml": "<a>"}), "DP-L103"),
        (package({"content.xml": "<a/>", "big": b"\0" * (3 << 20)}), "DP-L005"),
        (package({"content.xml": "<a/>", "../out": b"x"}), "DP-L006"),
        (flat("a").replace(b"<office:document", b"<!DOCTYPE x><office:document"), "DP-L007"),
        (flat("a")[:-3], "DP-L103"),
    ],
)  # fmt: skip
def test_refused_before_libreoffice_sees_it(data: bytes, code: str) -> None:
    assert refusal(data).code == code


@pytest.mark.usefixtures("forbidden")
@pytest.mark.parametrize(
    "data",
    [
        b"", "一、总则".encode(), b"{\\rtf1 a}", b"<html><body>a</body></html>", b"PK\x03\x04",
        package({"content.xml": "<a/>"}, "application/vnd.oasis.opendocument.spreadsheet"),
        package({"content.xml": "<a/>"}, "application/epub+zip"),
    ],
)  # fmt: skip
def test_other_files_are_left_alone(data: bytes) -> None:
    assert load(data) is None


def test_a_damaged_compound_file_is_read_somehow() -> None:
    good = word()
    for place in range(len(good[:1600])):
        damaged = bytearray(good)
        damaged[place] ^= 1 << place % 8
        for data in (bytes(damaged), good[:place]):
            try:
                file = Compound(data)
                if "WordDocument" in file.names:
                    file.begins("WordDocument")
            except DamagedError:
                pass


# --- a LibreOffice that misbehaves


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))

    def make(script: str) -> Path:
        path = tmp_path / "soffice"
        path.write_text(f'#!/bin/sh\nfor last; do :; done\nout="${{last%/*}}/output"\n{script}\n', "utf-8")
        path.chmod(0o755)
        monkeypatch.setenv(libreoffice.VARIABLE, str(path))
        return temporary

    return make


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8") if Path("/proc/self").exists() else True


def ends(pid: int) -> bool:
    end = time.monotonic() + 5
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_running(pid)


@unix
def test_one_that_hangs_is_ended_with_its_children(fake, tmp_path: Path) -> None:
    temporary = fake(f"sleep 100 & echo $! > {tmp_path}/child\necho $$ > {tmp_path}/own\nsleep 100")
    start = time.monotonic()
    error = refusal(word(), limits=Limits(seconds=1, seconds_per_mib=0))
    assert (error.code, error.refused) == ("DP-L004", True)
    assert time.monotonic() - start < 10
    assert all(ends(int((tmp_path / name).read_text())) for name in ("child", "own"))
    assert not list(temporary.iterdir())


@unix
def test_children_that_it_leaves_are_ended(fake, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(package({"word/document.xml": "<a/>"}))
    temporary = fake(f'sleep 100 & echo $! > {tmp_path}/child\nmkdir -p "$out"\ncp {made} "$out/input.docx"')
    converted = load(word())
    assert converted == Converted(made.read_bytes(), "sample.doc.docx")
    assert ends(int((tmp_path / "child").read_text()))
    assert not list(temporary.iterdir())


@unix
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_one_that_eats_memory_is_refused(fake) -> None:
    fake(f"exec {sys.executable} -c 'import os; x = bytearray(1 << 30); os._exit(0)' >/dev/null 2>&1 || kill -9 $$")
    assert refusal(word(), limits=Limits(memory=200 << 20)).code in ("DP-L004", "DP-L103")


@unix
@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("exit 0", "DP-L103"),
        ("exit 7", "DP-L103"),
        ("kill -SEGV $$", "DP-L004"),
        ("exit 134", "DP-L004"),
        ('mkdir -p "$out"; echo garbage > "$out/input.docx"', "DP-L103"),
        ('mkdir -p "$out/input.docx"', "DP-L103"),
        ("yes", "DP-L004"),
        ('mkdir -p "$out"; yes > "$out/input.docx"', "DP-L004"),
    ],
)
def test_one_that_gives_no_document(fake, script: str, code: str) -> None:
    temporary = fake(script)
    assert refusal(word(), limits=Limits(seconds=3, seconds_per_mib=0, package=1 << 20)).code == code
    assert not list(temporary.iterdir())


@unix
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_nothing_is_left_when_the_process_that_asked_is_killed(fake, tmp_path: Path) -> None:
    fake(f"echo $$ > {tmp_path}/own.part; mv {tmp_path}/own.part {tmp_path}/own\nsleep 100")
    asking = os.fork()
    if asking == 0:
        try:
            load(word())
        finally:
            os._exit(0)
    end = time.monotonic() + 20
    while not (tmp_path / "own").exists() and time.monotonic() < end:
        time.sleep(0.02)
    os.kill(asking, signal.SIGKILL)
    os.waitpid(asking, 0)
    assert ends(int((tmp_path / "own").read_text()))


def test_a_missing_libreoffice_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(libreoffice.VARIABLE, raising=False)
    monkeypatch.setattr("shutil.which", lambda _: None)
    error = refusal(word())
    assert error.code == "DP-L106"
    assert "LibreOffice" in str(error)
    monkeypatch.setenv(libreoffice.VARIABLE, "/nowhere/soffice")
    assert "/nowhere/soffice" in str(refusal(word()))


# --- the real one

TEXT = ["关于开展检查的通知", "各单位：", "一、总体要求", "（一）工作目标。全面完成任务。", "二、有关安排"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One document in the formats that LibreOffice writes."""
    path = tmp_path_factory.mktemp("made") / "made.fodt"
    path.write_bytes(flat(*TEXT))
    suffixes = ("doc", "odt", "ott", "uot", "rtf")
    return {"fodt": path.read_bytes()} | {suffix: convert(path, suffix).read_bytes() for suffix in suffixes}


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["doc", "odt", "ott", "uot", "fodt"])
def test_formats(made: dict[str, bytes], suffix: str) -> None:
    assert [line for line in text_of(load(made[suffix], "a.wps")) if line] == TEXT
    assert load(made["rtf"], f"a.{suffix}") is None


@needs_libreoffice
def test_a_document_that_cannot_be_read() -> None:
    error = refusal(package({"content.xml": "<a/>", "META-INF/manifest.xml": "<b/>"}))
    assert error.code in ("DP-L103", "DP-L004")


@needs_libreoffice
def test_several_at_once(made: dict[str, bytes]) -> None:
    with ThreadPoolExecutor(3) as pool:
        for converted in pool.map(load, [made["doc"], made["odt"], made["uot"]]):
            assert "一、总体要求" in text_of(converted)


class Counting(http.server.BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def handle_one_request(self) -> None:
        self.asked.append("asked")


@needs_libreoffice
def test_no_connection_no_other_file_no_macro(tmp_path: Path) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    canary, written = tmp_path / "canary.txt", tmp_path / "written"
    canary.write_text("CANARY", "utf-8")
    long_ago = 10**9
    os.utime(canary, (long_ago, long_ago))
    for url in (f"http://127.0.0.1:{server.server_port}/x", canary.as_uri()):
        link = f'xlink:href="{url}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
        frames = "".join(
            f'<draw:frame svg:width="1cm" svg:height="1cm"><draw:{kind} {link}/></draw:frame>'
            for kind in ("image", "object", "object-ole", "floating-frame", "plugin")
        )
        section = f'<text:section text:name="s"><text:section-source {link}/><text:p>kept</text:p></text:section>'
        macro = (
            '<office:scripts><office:script script:language="ooo:Basic"><ooo:libraries xmlns:ooo="http://openoffice.org/2004/office">'
            '<ooo:library-embedded ooo:name="Standard"><ooo:module ooo:name="M"><ooo:source-code>Sub Main\n'
            f'Open "{written}" For Output As #1\nClose #1\nEnd Sub</ooo:source-code></ooo:module></ooo:library-embedded>'
            '</ooo:libraries></office:script><office:event-listeners><script:event-listener script:language="ooo:script" '
            'script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"/>'
            "</office:event-listeners></office:scripts>"
        )
        converted = load(flat("正文" + frames, body=section, scripts=macro).partition(b"\n")[2])
        assert converted is not None
        assert "kept" in text_of(converted)
        with zipfile.ZipFile(io.BytesIO(converted.data)) as archive:
            assert not any(b"CANARY" in archive.read(name) for name in archive.namelist())
    server.shutdown()
    server.server_close()
    assert Counting.asked == []
    assert not written.exists()
    assert canary.stat().st_atime == long_ago


@needs_libreoffice
def test_outline_is_that_of_the_text(tmp_path: Path) -> None:
    pytest.importorskip("docparse_docx", reason="there is no loader of DOCX")
    parser = docparse.Parser(records=False)
    titles = list(documents())[::18]  # each takes seconds
    for title in titles:
        text = documents()[title]
        path = tmp_path / "a.docx"
        written = docx.Document()
        for line in text.splitlines():
            written.add_paragraph(line)
        written.save(str(path))
        for suffix in ("doc", "odt"):
            data = convert(path, suffix).read_bytes()
            result = parser.parse_bytes(data, f"a.{suffix}")
            assert outline(result.document) == outline_of_text(text), (title, suffix)
            assert result.document.source.name == f"a.{suffix}"
