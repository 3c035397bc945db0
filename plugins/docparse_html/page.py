"""The page: elements and text as a tree, built from any sequence of tags, however deep and however badly nested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docparse import Limits, refused
from docparse_html.styles import Declarations, Sheet, Style, is_bold, is_hidden, read_declarations, typeface
from docparse_html.tokens import END, START, TEXT, read_attributes, read_tokens

HEADINGS = {f"h{level}": level for level in range(1, 7)}
CELLS = frozenset({"td", "th"})
_VOID = frozenset(
    {"area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
     "link", "meta", "param", "source", "track", "wbr"}
)  # fmt: skip
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
     "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header", "hgroup", "hr", "html",
     "legend", "li", "listing", "main", "menu", "nav", "noframes", "ol", "optgroup", "option", "p", "plaintext", "pre",
     "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
     "xmp", *HEADINGS}
)  # fmt: skip
_HIDDEN = frozenset(
    {"applet", "audio", "canvas", "datalist", "iframe", "map", "noembed", "noscript", "object", "rp", "rt", "script",
     "style", "template", "title", "video", "xml"}
)  # fmt: skip
_KEPT = frozenset({"listing", "plaintext", "pre", "textarea", "xmp"})
_BOLD = frozenset({"b", "strong"})
_LINKS = frozenset({"a", "button", "option"})
# What a start tag closes when it is open, and the elements beyond which it closes nothing.
_CELL = ("td", "th", "caption", "table")
_CLOSED_BY = {
    "li": (("li",), ("ul", "ol", "menu", "dir", *_CELL)),
    "dt": (("dt", "dd"), ("dl", *_CELL)),
    "dd": (("dt", "dd"), ("dl", *_CELL)),
    "option": (("option",), ("select",)),
    "optgroup": (("option", "optgroup"), ("select",)),
    "td": (("td", "th", "caption"), ("tr", "table")),
    "th": (("td", "th", "caption"), ("tr", "table")),
    "tr": (("tr", "caption"), ("table",)),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (("tbody", "thead", "tfoot", "caption"), ("table",))),
}
_TABLE = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"})
_FAR = 256  # blocks that an end tag of a typeface reaches over
_IN_PARAGRAPHS = frozenset(
    {"select", "option", "optgroup", "textarea", "td", "th", "tr", "tbody", "thead", "tfoot", "caption"}
)
_ATTRIBUTES = frozenset(
    {"align", "class", "colspan", "face", "hidden", "id", "itemprop", "reversed", "role", "rowspan", "start", "type",
     "value"}
)  # fmt: skip
_SHOWN = 200  # characters, of a page that a script is yet to fill
_NONE: Mapping[str, str] = {}  # the attributes of most elements
_INLINE = frozenset({"inline", "inline-block", "inline-flex", "contents"})


class Text:
    """A piece of text in one style; at: its offset in the page."""

    __slots__ = ("at", "style", "text")

    def __init__(self, text: str, style: Style, at: int) -> None:
        self.text, self.style, self.at = text, style, at


class Element:
    """An element. Once the page is read, it has the sizes of what is shown in it.

    block: whether it begins and ends a line; host: the block that its text stands in
    own: characters that stand in it and in no block below it; size: all in it; linked: those in links
    links, lines, tables: how many of them are in it
    """

    __slots__ = (
        "at", "attributes", "block", "children", "declared", "host", "lines", "linked", "links", "name", "own",
        "own_linked", "parent", "prose", "size", "style", "tables",
    )  # fmt: skip

    def __init__(
        self, name: str, at: int, parent: Element | None, attributes: Mapping[str, str], declared: Declarations
    ) -> None:
        self.name, self.at, self.parent, self.attributes, self.declared = name, at, parent, attributes, declared
        display = declared.get("display", "")
        inline = display in _INLINE and name not in _TABLE and name != "li"
        self.block = not inline and (name in _BLOCKS or display not in ("", "none", *_INLINE))
        self.host: Element = self if self.block or parent is None else parent.host
        self.children: list[Element | Text] = []
        self.style = Style()
        self.own = self.own_linked = self.size = self.linked = self.links = self.lines = self.tables = self.prose = 0

    def words(self) -> str:
        """What its author named it."""
        return f"{self.attributes.get('id', '')} {self.attributes.get('class', '')}".lower()


@dataclass
class Page:
    """A page as read: its elements in order, the root first, and what its head says.

    name: of the file; most: elements, and lines, that it may have
    unveiled: whether text that its styles hide is shown all the same: most of it is, until a script shows it
    """

    elements: list[Element]
    name: str
    most: int
    titles: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    unveiled: bool = False

    def count(self, found: int, what: str) -> None:
        """LoadError DP-L001 if that many are more than a page may have."""
        if found > self.most:
            raise refused("DP-L001", self.name, f"it has more than {self.most} {what}", "split it")

    def shows(self, style: Style) -> bool:
        """Whether text in this style is text of the page."""
        return not style.hidden and (self.unveiled or not style.veiled)

    @property
    def root(self) -> Element:
        return self.elements[0]


def read_page(html: str, name: str, limits: Limits) -> Page:
    """The tree of a page, with all its text. LoadError DP-L001 if it has more elements than a file may have paragraphs."""
    builder = _Builder(name, limits.paragraphs)
    for kind, text, at, inner in read_tokens(html):
        if kind is TEXT:
            builder.text(text, at)
        elif kind is START:
            builder.start(text, at, inner)
        elif kind is END:
            builder.end(text, at)
    _measure(builder.page)
    return builder.page


class _Builder:
    def __init__(self, name: str, most: int) -> None:
        root = Element("html", 0, None, {}, {})
        self.page = Page([root], name, most)
        self.sheet = Sheet()
        self.open = [root]
        self.places: dict[str, list[int]] = {}  # where in `open` the elements of a name stand
        self.blocks = [0]  # where in `open` the blocks stand

    def text(self, text: str, at: int) -> None:
        element = self.open[-1]
        if element.name == "style":
            self.sheet.add(text)
        elif element.name == "title" and text.strip():
            self.page.titles.append(" ".join(text.split()))
        elif element.name != "script" and text:
            element.children.append(Text(text, element.style, at))

    def start(self, name: str, at: int, inner: str) -> None:
        attributes = read_attributes(inner) if inner else _NONE
        if name == "meta":
            self._meta(attributes)
        elif name == "frame":
            self.page.frames.append(attributes.get("src", ""))
        self._close_implied(name)
        declared = self.sheet.declared(name, attributes)
        if "style" in attributes:
            declared = {**declared, **read_declarations(attributes["style"])}
        attributes = {key: value for key, value in attributes.items() if key in _ATTRIBUTES} if attributes else _NONE
        element = Element(name, at, self.open[-1], attributes, declared)
        element.style = _derived(element, self.open[-1].style)
        self._add(element)
        if name in _VOID:
            return
        if element.block:
            self.blocks.append(len(self.open))
        self.places.setdefault(name, []).append(len(self.open))
        self.open.append(element)

    def end(self, name: str, at: int) -> None:
        barrier = () if name == "table" else ("table",) if name in _TABLE else _CELL
        place = self._place((name,), barrier)
        if place < 0:
            self._end_of_none(name, at)
            return
        if self.open[place].block or self.blocks[-1] < place:
            self._close(place)
        elif len(self.open) - place <= _FAR:
            self._end_typeface(name, place)

    def _add(self, element: Element) -> None:
        self.open[-1].children.append(element)
        self.page.elements.append(element)
        self.page.count(len(self.page.elements), "elements")

    def _end_of_none(self, name: str, at: int) -> None:
        """An end tag that ends nothing breaks a line all the same, if it is one of a paragraph or a <br>."""
        siblings = self.open[-1].children
        if name == "br" or (name == "p" and siblings and isinstance(siblings[-1], Text)):
            element = Element(name, at, self.open[-1], _NONE, _NONE)
            element.style = self.open[-1].style
            self._add(element)

    def _end_typeface(self, name: str, place: int) -> None:
        """Ends an element of the line while blocks that began in it go on: <b><p>一、标题</b>正文</p>."""
        self.places[name].pop()
        self.open[place].style = self.open[place - 1].style
        self.open[place].attributes, self.open[place].declared, self.open[place].name = {}, {}, ""
        self.places.setdefault("", []).append(place)
        for above in range(place + 1, len(self.open)):
            self.open[above].style = _derived(self.open[above], self.open[above - 1].style)

    def _close_implied(self, name: str) -> None:
        if name in _CLOSED_BY:
            self._close(self._place(*_CLOSED_BY[name]))
        if name in _BLOCKS and name not in _IN_PARAGRAPHS:
            self._close(self._place(("p",), _CELL))

    def _place(self, names: tuple[str, ...], barrier: tuple[str, ...]) -> int:
        """Where in `open` the last element of these names stands; -1 for none, or none behind the barrier."""
        last = self._last(names)
        return last if last > self._last(barrier) else -1

    def _last(self, names: tuple[str, ...]) -> int:
        return max((places[-1] for name in names if (places := self.places.get(name))), default=-1)

    def _close(self, place: int) -> None:
        """Closes the element at a place of `open` and all that began in it; nothing for -1."""
        while 0 < place < len(self.open):
            element = self.open.pop()
            self.places[element.name].pop()
            if element.block:
                self.blocks.pop()

    def _meta(self, attributes: Mapping[str, str]) -> None:
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        if name in ("articletitle", "og:title") and attributes.get("content", "").strip():
            self.page.titles.insert(0, " ".join(attributes["content"].split()))


def _derived(element: Element, around: Style) -> Style:
    """The style of an element in what surrounds it."""
    name, attributes, declared = element.name, element.attributes, element.declared
    if not declared and not attributes and name not in _SPECIAL:
        return around
    bold, face = is_bold(declared), typeface(declared)
    if bold is None:
        bold = True if name in _BOLD else False if name in HEADINGS else around.bold
    if face is None:
        face = typeface({"font-family": attributes["face"]}) if name == "font" and "face" in attributes else None
    space = declared.get("white-space", "")
    align = declared.get("text-align") or attributes.get("align", "").lower()
    style = Style(
        hidden=around.hidden or name in _HIDDEN,
        veiled=around.veiled or is_hidden(declared, attributes),
        bold=bold,
        typeface=around.typeface if face is None else face,
        kept=space.startswith("pre") if space else name in _KEPT or (around.kept and name != "table"),
        ignored=around.ignored or "ignore" in declared.get("mso-list", ""),
        link=around.link or name in _LINKS,
        centred=align == "center" if align and element.block else around.centred or name == "center",
    )
    return around if style == around else style


_SPECIAL = _HIDDEN | _KEPT | _BOLD | _LINKS | frozenset(HEADINGS) | {"center", "table"}


def _measure(page: Page) -> None:
    """Notes the sizes of the elements."""
    shown = veiled = 0
    pieces = [(e, child, _size(child.text)) for e in page.elements for child in e.children if isinstance(child, Text)]
    for _, piece, size in pieces:
        shown += 0 if piece.style.hidden or piece.style.veiled else size
        veiled += size if piece.style.veiled and not piece.style.hidden else 0
    page.unveiled = shown < _SHOWN and veiled > 3 * shown
    for element, piece, size in pieces:
        if page.shows(piece.style):
            element.host.own += size
            element.host.own_linked += size if piece.style.link else 0
    for element in reversed(page.elements):
        element.size += element.own
        element.linked += element.own_linked
        element.links += element.name == "a"
        element.tables += element.name == "table"
        element.lines += bool(element.own) or element.name == "br"
        element.prose += element.own if 2 * element.own_linked < element.own else 0
        above = element.parent
        if above is not None:
            above.size += element.size
            above.linked += element.linked
            above.links += element.links
            above.tables += element.tables
            above.lines += element.lines
            above.prose += element.prose


def _size(text: str) -> int:
    """Characters that are no blanks."""
    return len(text) - text.count(" ") - text.count("\n") - text.count("\xa0") - text.count("\u3000") - text.count("\r")
