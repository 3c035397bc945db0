"""OFD files for the tests, in hand-written XML: a text laid out as GB/T 9704 asks, and packages part by part."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from zips import packed

NAMESPACE = "http://www.ofdspec.org/2016"
WIDTH, HEIGHT = 210.0, 297.0
LEFT, TOP = 28.0, 37.0
SIZE, PITCH = 5.64, 10.16  # millimetres: type of 3号 and 22 lines on a page
LINE, LINES = 28, 22
_WIDE = 0x2E80


def tag(name: str, content: str = "", **attributes: object) -> str:
    """An element. Attributes that end in _ are those whose names are words of Python."""
    told = "".join(f" {key.rstrip('_')}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<ofd:{name}{told}>{content}</ofd:{name}>" if content else f"<ofd:{name}{told}/>"


def root(name: str, content: str, **attributes: object) -> str:
    """A whole part."""
    return '<?xml version="1.0" encoding="UTF-8"?>' + tag(name, content, **{"xmlns:ofd": NAMESPACE}, **attributes)


def width(char: str) -> float:
    return SIZE if ord(char) >= _WIDE or char in "“”‘’—…·" else SIZE / 2


def text_object(text: str, left: float, base: float, number: int = 1, **attributes: object) -> str:
    """A line as one text object with the offsets of its characters."""
    deltas = " ".join(f"{width(char):g}" for char in text[:-1])
    offsets = {"DeltaX": deltas} if deltas else {}
    code = tag("TextCode", escape(text), X="0", Y=f"{SIZE * 0.88:g}", **offsets)
    boundary = f"{left:g} {base - SIZE * 0.88:g} {sum(map(width, text)):g} {SIZE:g}"
    return tag("TextObject", code, ID=number, Boundary=boundary, **{"Font": 3, "Size": SIZE} | attributes)


def page(content: str, area: str = "", templates: str = "") -> str:
    """A page with one layer."""
    return root("Page", area + templates + tag("Content", tag("Layer", content, ID=1, Type="Body")))


def package(pages: list[str], document: str = "", common: str = "", **more: str | bytes) -> dict[str, str | bytes]:
    """The members of a package with one document. document, common: what its parts hold besides; more: other parts."""
    area = tag("PageArea", tag("PhysicalBox", f"0 0 {WIDTH:g} {HEIGHT:g}"))
    listed = "".join(tag("Page", ID=100 + n, BaseLoc=f"Pages/Page_{n}/Content.xml") for n in range(len(pages)))
    fonts = tag("Font", ID=3, FontName="FangSong", FamilyName="FangSong") + tag("Font", ID=4, FontName="SimHei")
    body = tag("DocInfo", tag("DocID", "0" * 32) + tag("Title", "无题")) + tag("DocRoot", "Doc_0/Document.xml")
    shared = tag("MaxUnitID", "9999") + area + tag("PublicRes", "PublicRes.xml") + common
    return {
        "OFD.xml": root("OFD", tag("DocBody", body), Version="1.1", DocType="OFD"),
        "Doc_0/Document.xml": root("Document", tag("CommonData", shared) + tag("Pages", listed) + document),
        "Doc_0/PublicRes.xml": root("Res", tag("Fonts", fonts), BaseLoc="Res"),
        **{f"Doc_0/Pages/Page_{n}/Content.xml": content for n, content in enumerate(pages)},
        **more,
    }


def lines_of(paragraph: str, indent: bool) -> Iterator[str]:
    """A paragraph in lines of 28 characters, its first indented by two."""
    line, room = ("　　" if indent else ""), float(LINE)
    room -= len(line)
    for char in paragraph:
        if room < 1:
            yield line
            line, room = "", float(LINE)
        line += char
        room -= width(char) / SIZE
    yield line


def laid_out(text: str) -> list[str]:
    """The pages of a text: paragraphs are indented, and titles, which are short and have no mark at their end, stand
    in the middle; the number of the page stands below."""
    lines: list[tuple[str, float]] = []
    for paragraph in text.splitlines():
        words = paragraph.strip()
        for line in lines_of(words, indent=True) if words else [""]:
            indent = (len(line) - len(line.lstrip("　"))) * SIZE
            lines.append((line.lstrip("　"), LEFT + indent))
    pages = []
    for number, first in enumerate(range(0, len(lines) or 1, LINES), 1):
        shown = [
            text_object(line, left, TOP + place * PITCH + SIZE, 1000 * number + place)
            for place, (line, left) in enumerate(lines[first : first + LINES])
            if line
        ]
        shown.append(text_object(f"— {number} —", 150.0, 275.0, 1000 * number + 900))
        pages.append(page("".join(shown)))
    return pages


def ofd(text: str) -> bytes:
    """A text as an OFD file."""
    return packed(package(laid_out(text)))
