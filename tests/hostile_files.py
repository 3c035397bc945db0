"""Hostile files, made by script: what each is, and the exit status that it must have. The formats are data."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import NamedTuple

from flips import flipped
from good_files import TEXT, Clothing, clothings, good_files, pdf_of
from ofd import SIZE, package, page, tag
from zips import packed

OK, REFUSED, UNREADABLE = 0, 3, 4
ANY = frozenset({OK, REFUSED, UNREADABLE})
_MIB = 1 << 20
_PLAIN = str.maketrans("/\\:. ", "_____")  # for names of files


class Case(NamedTuple):
    """A hostile file. format: by which it would be read; status: the exit statuses that are right"""

    name: str
    format: str
    make: Callable[[], bytes]
    status: frozenset[int]

    @property
    def file(self) -> str:
        return f"{self.name.replace(' ', '-')}.{self.format}"


# --- packages, by hand: zipfile writes none that lie -------------------------------------------------------------


class Entry(NamedTuple):
    """A member as a zip file tells of it, in its list and where it stands."""

    name: bytes
    data: bytes
    size: int
    crc: int = 0
    offset: int = -1
    flags: int = 0x800
    method: int = 8

    @property
    def _fields_of_it(self) -> bytes:
        sizes = struct.pack("<III", self.crc, len(self.data), self.size)
        return struct.pack("<HHHHH", 20, self.flags, self.method, 0, 0x21) + sizes

    @property
    def header(self) -> bytes:
        return b"PK\x03\x04" + self._fields_of_it + struct.pack("<HH", len(self.name), 0) + self.name

    def listed(self, offset: int) -> bytes:
        more = struct.pack("<HHHHHII", len(self.name), 0, 0, 0, 0, 0, offset)
        return b"PK\x01\x02" + struct.pack("<H", 20) + self._fields_of_it + more + self.name


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def entry(name: str, data: bytes, **lies: int) -> Entry:
    return Entry(name.encode(), deflated(data), len(data), zlib.crc32(data))._replace(**lies)


def forged(entries: list[Entry], count: int | None = None) -> bytes:
    """A zip file of entries, each where it follows or where it says. count: how many the end says that there are"""
    body, listed = b"", b""
    for one in entries:
        listed += one.listed(len(body) if one.offset < 0 else one.offset)
        if one.offset < 0:
            body += one.header + one.data
    number = len(entries) if count is None else count
    return body + listed + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, number, number, len(listed), len(body), 0)


def quoted(name: str, kernel: bytes, count: int) -> bytes:
    """Members that quote the headers of those behind them in their data, so that all share what the last one unpacks."""
    entries = [entry(name, kernel)]
    data, size = entries[0].data, len(kernel)
    plain = kernel
    for number in range(count):
        header = entries[0].header
        data = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF) + header + data
        plain, size = header + plain, size + len(header)
        entries.insert(0, Entry(f"{number:04}".encode(), data, size, zlib.crc32(plain)))
    body = entries[0].header + entries[0].data
    listed, place = b"", 0
    for one in entries:
        listed += one.listed(place)
        place += len(one.header) + 5
    return (
        body
        + listed
        + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(entries), len(entries), len(listed), len(body), 0)
    )


def _entries(clothing: Clothing) -> list[Entry]:
    return [entry(name, part.encode() if isinstance(part, str) else part) for name, part in clothing.members.items()]


def _with_main(clothing: Clothing, **lies: int) -> bytes:
    """The package, whose main part is told of wrongly."""
    return forged([one._replace(**lies) if one.name.decode() == clothing.main else one for one in _entries(clothing)])


def _main(clothing: Clothing) -> str:
    part = clothing.members[clothing.main]
    return part if isinstance(part, str) else part.decode()


def _typed(clothing: Clothing, declared: str, used: str = "&a;") -> str:
    """The main part with a document type, and with an entity where its text was."""
    head, _, rest = _main(clothing).partition("?>")
    return f"{head}?><!DOCTYPE x [{declared}]>" + rest.replace("防汛", used)


def _nested_archive(depth: int) -> bytes:
    data = forged([entry("a.txt", b"0" * (20 * _MIB))])
    for level in range(depth):
        data = forged([entry(f"{level}-{number}.zip", data) for number in range(10)])
    return data


_LAUGHS = (
    '<!ENTITY a0 "哈哈哈">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + '<!ENTITY a "&a9;">'
)
_QUADRATIC = f'<!ENTITY b "{"哈" * 50_000}"><!ENTITY a "{"&b;" * 20_000}">'


def of_package(clothing: Clothing, canary: str, port: int) -> Iterator[Case]:
    """The cases of one format that is a package. canary: a file that nothing may read; port: one where nobody may call"""
    said = clothing.suffix
    is_xml = said != "zip"
    unread = (UNREADABLE,) if is_xml else (UNREADABLE, OK)  # of an archive the other members are read

    def case(name: str, make: Callable[[], bytes], *status: int) -> Case:
        return Case(f"{said} {name}", said, make, frozenset(status))

    yield case("bomb of a high ratio", lambda: _replaced(clothing, b"<x>" + b" " * (100 * _MIB) + b"</x>"), REFUSED)
    yield case(
        "bomb of many members",
        lambda: forged([*_entries(clothing), *(entry(f"x/{n}", b"") for n in range(10_001))]),
        REFUSED,
    )
    yield case(
        "bomb of members that overlap",
        lambda: forged([*_entries(clothing), *(entry(f"x{n}", b"0" * _MIB, offset=0) for n in range(100))]),
        REFUSED,
    )
    yield case("bomb of members that quote", lambda: quoted(clothing.main, b"0" * _MIB, 200), REFUSED, UNREADABLE)
    yield case("lies that it is small", lambda: _with_main(clothing, size=10), *unread)
    yield case("lies that it is huge", lambda: _with_main(clothing, size=0xFFFFFFF0), UNREADABLE, OK)
    yield case("wrong checksum", lambda: _with_main(clothing, crc=1), *unread)
    yield case(
        "lies about the count",
        lambda: forged([*_entries(clothing), *(entry(f"x/{n}", b"") for n in range(20_000))], count=1),
        REFUSED,
    )
    yield case("encrypted members", lambda: _with_main(clothing, flags=0x801), *unread)
    yield case("unknown packing", lambda: _with_main(clothing, method=77), *unread)
    for place in ("../../evil.txt", "/etc/evil.txt", "C:/evil.txt", "a/../../evil.txt", "..\\evil.txt"):
        yield case(f"path {place.translate(_PLAIN)}", partial(_beside, clothing, place), REFUSED)
    yield case("members of one name", lambda: forged([*_entries(clothing), _entries(clothing)[-1]]), REFUSED)
    yield case("half of it", lambda: clothing.data[: len(clothing.data) // 2], UNREADABLE)
    yield case("without its end", lambda: clothing.data[:-30], UNREADABLE)
    yield case("nothing but its end", lambda: forged([]), UNREADABLE)
    yield from (
        case(f"flipped bit {number}", partial(bytes, data), *ANY)
        for number, data in enumerate(flipped(clothing.data, 2, 5))
    )
    if not is_xml:
        yield case("bomb of archives", lambda: _nested_archive(2), UNREADABLE)
        return
    for name, declared in (("billion laughs", _LAUGHS), ("quadratic bomb", _QUADRATIC), ("harmless type", "")):
        yield case(name, partial(_dressed, clothing, declared), REFUSED)
    for name, address in (
        ("entity from a file", f"file://{canary}"),
        ("entity from a server", f"http://127.0.0.1:{port}/x"),
    ):
        declared = f'<!ENTITY a SYSTEM "{address}">'
        yield case(name, partial(_dressed, clothing, declared), REFUSED)
    outer = f'<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/x.dtd"> %p;'
    yield case("type from a server", lambda: clothing.dressed(_typed(clothing, outer, "汛")), REFUSED)
    wide = _typed(clothing, _LAUGHS).replace("UTF-8", "UTF-16")
    yield case("laughs in UTF-16", lambda: clothing.dressed(wide.encode("utf-16")), REFUSED)
    yield case(
        "elements nested deep",
        lambda: clothing.dressed(_main(clothing).replace("防汛", "<a>" * 100_000 + "</a>" * 100_000)),
        REFUSED,
        UNREADABLE,
    )
    yield case("more elements than memory", lambda: _crowded(clothing), REFUSED)
    yield case("no XML", lambda: clothing.dressed(b"\0\xff<<<"), UNREADABLE)
    yield case("empty part", lambda: clothing.dressed(b""), UNREADABLE)


def _beside(clothing: Clothing, name: str) -> bytes:
    """The package with a member more."""
    return forged([*_entries(clothing), entry(name, b"x")])


def _dressed(clothing: Clothing, declared: str) -> bytes:
    return clothing.dressed(_typed(clothing, declared))


def _replaced(clothing: Clothing, main: bytes) -> bytes:
    """The package with another main part, as densely packed as can be."""
    kept = [one for one in _entries(clothing) if one.name.decode() != clothing.main]
    return forged([*kept, entry(clothing.main, main)])


def _crowded(clothing: Clothing) -> bytes:
    """A main part of nothing but elements, with noise between them so that it is not packed too tightly."""
    random = Random(1)
    crowd = (b'<a b="c"/>' * 1000 + b"<!--%s-->" % random.randbytes(150).hex().encode() for _ in range(9_000))
    return _replaced(clothing, b"<x>" + b"".join(crowd) + b"</x>")


# --- other formats -----------------------------------------------------------------------------------------------


def _huge_ofd() -> bytes:
    code = tag("TextCode", "一、总则", X="nan", Y="1e999", DeltaX="g 999999999999 1e300")
    objects = tag("TextObject", code, ID=1, Boundary="inf 0 1e308 1e308", CTM="1e300 0 0 1e300 0 0", Size="1e300")
    return packed(package([page(objects, area=tag("Area", tag("PhysicalBox", "0 0 1e308 1e308")))]))


def _looping_ofd() -> bytes:
    """Drawings that show ten others each, ten levels deep."""
    units = "".join(
        tag(
            "CompositeGraphicUnit",
            tag("Content", tag("CompositeObject", ResourceID=n + 1, Boundary="0 0 9 9") * 10),
            ID=n,
        )
        for n in range(50, 60)
    ) + tag(
        "CompositeGraphicUnit",
        tag("Content", tag("TextObject", tag("TextCode", "哈", X=0, Y=0), ID=2, Size=SIZE)),
        ID=60,
    )
    members = package([page(tag("CompositeObject", ResourceID=50, Boundary="0 0 9 9"))])
    members["Doc_0/PublicRes.xml"] = tag("Res", tag("CompositeGraphicUnits", units), **{"xmlns:ofd": "x"})
    return packed(members)


def _pages_of_one_ofd() -> bytes:
    """More pages than a file may have, all of them one part."""
    members = package([page("")])
    one = tag("Page", ID=100, BaseLoc="Pages/Page_0/Content.xml")
    members["Doc_0/Document.xml"] = str(members["Doc_0/Document.xml"]).replace(one, one * 6_000)
    return packed(members)


def _pdf_bomb() -> bytes:
    packed_ = zlib.compress(zlib.compress(b"0 0 m " * (20 * _MIB), 9), 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed_), packed_)
    page_ = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page_, stream])


def _pdf_loop() -> bytes:
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999/Parent 2 0 R>>"])


def _pdf_huge() -> bytes:
    page_ = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e30 1e30]/Contents 4 0 R>>"
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page_, b"<<>>"])


def of_others() -> Iterator[Case]:
    """The cases of formats that are no packages, and of files that are not what their names say."""
    good = good_files()

    def case(name: str, suffix: str, make: Callable[[], bytes], *status: int) -> Case:
        return Case(name, suffix, make, frozenset(status))

    yield case("huge dimensions", "ofd", _huge_ofd, OK)
    yield case("drawings that multiply", "ofd", _looping_ofd, REFUSED)
    yield case("too many pages", "ofd", _pages_of_one_ofd, REFUSED)
    yield case("flate bomb", "pdf", _pdf_bomb, *ANY)
    yield case("pages that hold themselves", "pdf", _pdf_loop, REFUSED, UNREADABLE)
    yield case("huge page", "pdf", _pdf_huge, REFUSED, UNREADABLE)
    yield case("half a file", "pdf", lambda: good["pdf"][: len(good["pdf"]) // 2], REFUSED, UNREADABLE)
    yield case("only a head", "pdf", lambda: b"%PDF-1.7\n", REFUSED, UNREADABLE)
    yield case("elements nested deep", "html", lambda: b"<html><body>" + b"<div>" * 100_000 + TEXT.encode(), *ANY)
    yield case("entities", "html", lambda: f"<!DOCTYPE html [{_LAUGHS}]><html><body>&a;</body></html>".encode(), *ANY)
    yield case("groups nested deep", "rtf", lambda: b"{\\rtf1" + b"{" * 100_000, *ANY)
    yield case("lies about bytes", "rtf", lambda: b"{\\rtf1\\bin2000000000 x}", *ANY)
    yield case("quotes nested deep", "md", lambda: b">" * 50_000 + b" a", *ANY)
    yield case("brackets", "md", lambda: b"[" * 50_000 + b"](" * 50_000, *ANY)
    yield case("one line", "txt", lambda: "一、".encode() * 200_000, OK)
    yield case(
        "huge picture",
        "png",
        lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\x7f\xff\xff\xff" * 2 + b"\x08\2\0\0\0",
        REFUSED,
        UNREADABLE,
    )
    yield case(
        "encrypted office file", "docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000, REFUSED, UNREADABLE
    )
    for suffix in good:
        yield case(f"empty {suffix}", suffix, bytes, OK, UNREADABLE)
    for suffix, other in (("docx", "ofd"), ("pdf", "ofd"), ("txt", "ofd"), ("ofd", "zip"), ("docx", "txt")):
        yield case(f"a {other} file called {suffix}", suffix, partial(bytes, good[other]), OK)


def cases(canary: str, port: int) -> list[Case]:
    """All of them."""
    return [case for one in clothings().values() for case in of_package(one, canary, port)] + list(of_others())
