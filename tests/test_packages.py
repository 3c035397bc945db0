"""Zip files, XML and child processes: what they may hold and take."""

from __future__ import annotations

import os
import struct
import time

import pytest
from zips import packed

import docparse
from docparse import Limits, LoadError, Package, read_xml, run_apart

SMALL = Limits(members=3, member=5000, package=8000, ratio=10, ratio_from=1000)


def noise(count: int) -> bytes:
    return os.urandom(count)


def refusal(data: bytes) -> LoadError:
    def read_all() -> None:
        package = Package(data, "a.docx", SMALL)
        for name in package.names:
            package.read(name)

    with pytest.raises(LoadError) as caught:
        read_all()
    return caught.value


def test_members_are_read() -> None:
    package = Package(packed({"a": b"1", "b/c": noise(1000), "d/": b""}), "a.zip", SMALL)
    assert package.names == ["a", "b/c"]
    assert "a" in package
    assert package.read("a") == b"1"
    with pytest.raises(KeyError):
        package.read("x")


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({str(n): b"" for n in range(4)}, "more than 3 members"),
        ({"a": noise(5001)}, "a unpacks to more than"),
        ({"a": noise(4500), "b": noise(4500)}, "its members unpack"),
        ({"a": bytes(4000)}, "10 times its packed size"),
    ],
)
def test_a_package_past_a_limit_is_refused(members: dict[str, bytes], said: str) -> None:
    error = refusal(packed(members))
    assert (error.code, error.refused) == ("DP-L005", True)
    assert said in error.message


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "C:/a", "..\\a"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert refusal(packed({name: b"1"})).code == "DP-L006"


def test_a_name_that_comes_twice_is_refused() -> None:
    data = packed({"aa": b"1", "ab": b"2"}).replace(b"ab", b"aa")
    assert refusal(data).code == "DP-L006"


def test_a_member_with_a_password_is_named() -> None:
    data = bytearray(packed({"word/document.xml": b"1"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    error = refusal(bytes(data))
    assert (error.code, error.refused) == ("DP-L105", False)
    assert "password" in str(error)


def test_a_size_that_lies_is_damage() -> None:
    """A member that says it has 10 bytes gives no more than that, and its checksum shows it."""
    data = bytearray(packed({"a": bytes(range(250)) * 4}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert refusal(bytes(data)).code == "DP-L103"


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"no zip", packed({"a": b"1"})[:-8]], ids=["empty", "head", "text", "cut"]
)
def test_damage(data: bytes) -> None:
    assert refusal(data).code == "DP-L103"


# --- XML -----------------------------------------------------------------------------------------------------------


def test_xml_is_read_without_comments() -> None:
    root = read_xml("<a>甲<!-- no -->乙<b/>&lt;丙</a>".encode(), "part", "a.docx", Limits())
    assert "".join(root.itertext()) == "甲乙<丙"


_BOMB = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (_BOMB.encode(), "DP-L007"),
        (_BOMB.encode("utf-16"), "DP-L007"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>', "DP-L007"),
        (b"<!DOCTYPE a><a/>", "DP-L007"),
        (b"<a>" * 5000 + b"</a>" * 5000, "DP-L007"),
        (b"<a>", "DP-L103"),
        (b"", "DP-L103"),
        (b"\xff\xfe\x00", "DP-L103"),
        (b"<a>&undefined;</a>", "DP-L007"),
    ],
)
def test_xml_that_is_refused(xml: bytes, code: str) -> None:
    with pytest.raises(LoadError) as caught:
        read_xml(xml, "word/document.xml", "a.docx", Limits())
    assert caught.value.code == code
    assert "word/document.xml" in caught.value.message


# --- child processes -----------------------------------------------------------------------------------------------

QUICK = Limits(seconds=0.3, seconds_per_mib=0, memory=256 << 20)


def double(number: int) -> int:
    return 2 * number


def fail() -> None:
    raise LoadError("DP-L103", "a.pdf", "it is damaged")


def hang() -> None:
    time.sleep(60)


def crash() -> None:
    os._exit(3)


def eat() -> int:
    return len(bytearray(1 << 30))


def test_a_call_apart_answers_and_raises() -> None:
    assert run_apart(double, 21, name="a.pdf", size=1, limits=Limits()) == 42
    with pytest.raises(LoadError, match="damaged"):
        run_apart(fail, name="a.pdf", size=1, limits=Limits())


@pytest.mark.parametrize("deed", [hang, crash, eat])
def test_a_call_apart_that_is_lost_is_refused(deed: object) -> None:
    start = time.monotonic()
    with pytest.raises(LoadError) as caught:
        run_apart(deed, name="a.pdf", size=1, limits=QUICK)  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.refused) == ("DP-L004", True)
    assert time.monotonic() - start < 20


class Apart:
    """A plugin whose files are read in a process of their own."""

    @docparse.hookimpl
    def load_source(self, name: str, data: bytes, limits: Limits) -> docparse.SourceText | None:
        if not name.endswith(".apart"):
            return None
        return docparse.SourceText("一" * run_apart(double, len(data), name=name, size=1, limits=limits))


def test_a_worker_may_have_a_process_of_its_own() -> None:
    with docparse.Parser([Apart()], timeout=30, records=False) as parser:
        assert parser.parse_bytes(b"abc", "a.apart").document.source.raw == "一" * 6


def test_limits_are_the_parsers() -> None:
    parser = docparse.Parser(limits=Limits(file=3), records=False)
    with pytest.raises(LoadError, match="DP-L001"):
        parser.parse_bytes(b"abcd", "a.txt")
