"""Styles: what a paragraph or a run takes over from its style, the styles that one is based on, and the defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docparse import Element, typeface_strength
from docparse_docx.names import OFF, PPR, RPR, VAL, A, W

_STYLE, _STYLE_ID, _BASED_ON = W + "style", W + "styleId", W + "basedOn"
_BOLD, _VANISH, _FONTS, _RSTYLE = W + "b", W + "vanish", W + "rFonts", W + "rStyle"
_EAST_ASIA, _EAST_ASIA_THEME = W + "eastAsia", W + "eastAsiaTheme"
_TOC = re.compile(r"(?:toc|目录|目錄)\s*[1-9]|table of figures|图表目录|圖表目錄", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "标题", "標題"})
_BODY_TEXT = 9  # the outline level that is none
_DEEPEST = 50  # styles based on one another; Word itself ends earlier


@dataclass(frozen=True, slots=True)
class Face:
    """How a run looks. strength: of its typeface, as of `docparse.typeface_strength`"""

    bold: bool
    hidden: bool
    strength: int


@dataclass(slots=True)
class Direct:
    """What one place (a style, or the run itself) says of a typeface; None where it says nothing."""

    bold: bool | None = None
    hidden: bool | None = None
    font: str | None = None


@dataclass(slots=True)
class _Own:
    """What the element of one style says itself; None, or "", where it says nothing."""

    name: str
    based_on: str
    outline: int | None
    num_id: str | None
    level: int | None
    direct: Direct


@dataclass(slots=True)
class ParagraphStyle:
    """A paragraph style with all that it inherits.

    ids: its own id and those of the styles it is based on, nearest first
    outline: level from 0, None for body text
    num_id, level: of automatic numbering; None where no style in the chain names one
    plain: how a run looks that says nothing of itself
    direct: what the style says of typefaces
    role: of its paragraphs, with the level, as of `docparse.Layout`
    """

    ids: tuple[str, ...]
    name: str
    outline: int | None
    num_id: str | None
    level: int | None
    plain: Face
    direct: Direct
    contents: bool
    title: bool
    role: tuple[str, int]


class Styles:
    """The styles of a document, each resolved once."""

    def __init__(self, root: Element | None, theme: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._default_id = ""
        self._theme = _theme_fonts(theme)
        self._defaults = Direct()
        for element in root if root is not None else ():
            if element.tag == _STYLE:
                self._elements[element.get(_STYLE_ID, "")] = element
                if element.get(W + "type") == "paragraph" and is_on(element, W + "default", missing=False):
                    self._default_id = element.get(_STYLE_ID, "")
            elif element.tag == W + "docDefaults":
                self._defaults = self.direct(element.find(f"{W}rPrDefault/{RPR}"))
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str, Direct] = {}
        self._owns: dict[str, _Own] = {}
        self._faces: dict[tuple[str, str, bool | None, bool | None, str | None], Face] = {}

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The style of a paragraph that names `style_id`, or none."""
        style = self._paragraphs.get(style_id)
        if style is None:
            known = style_id if style_id in self._elements else self._default_id
            style = self._paragraphs[style_id] = self._resolve_paragraph(known or "")
        return style

    def face(self, style: ParagraphStyle, properties: Element) -> Face:
        """How a run with these properties looks in a paragraph of `style`."""
        bold = hidden = font = None
        character = ""
        for element in properties:
            tag = element.tag
            if tag == _FONTS:
                font = self.font(element)
            elif tag == _BOLD:
                bold = element.get(VAL) not in OFF
            elif tag == _VANISH:
                hidden = element.get(VAL) not in OFF
            elif tag == _RSTYLE:
                character = element.get(VAL, "")
        key = (style.ids[0], character, bold, hidden, font)
        face = self._faces.get(key)
        if face is None:
            direct = Direct(bold, hidden, font)
            face = self._faces[key] = self._resolve_face(style.direct, self._character(character), direct)
        return face

    def direct(self, properties: Element | None) -> Direct:
        """What run properties say by themselves."""
        direct = Direct()
        for element in properties if properties is not None else ():
            tag = element.tag
            if tag == _BOLD:
                direct.bold = element.get(VAL) not in OFF
            elif tag == _VANISH:
                direct.hidden = element.get(VAL) not in OFF
            elif tag == _FONTS:
                direct.font = self.font(element)
        return direct

    def font(self, fonts: Element) -> str | None:
        """The East Asian typeface that rFonts names."""
        theme = fonts.get(_EAST_ASIA_THEME)
        return self._theme.get(theme) if theme else fonts.get(_EAST_ASIA)

    def numbering_of(self, style_id: str) -> str | None:
        """The numId of a list style."""
        element = self._elements.get(style_id)
        number = element.find(f"{PPR}/{W}numPr/{W}numId") if element is not None else None
        return number.get(VAL) if number is not None else None

    def _own(self, style_id: str) -> _Own:
        own = self._owns.get(style_id)
        if own is None:
            own = self._owns[style_id] = self._read(self._elements[style_id])
        return own

    def _read(self, element: Element) -> _Own:
        based_on, properties = element.find(_BASED_ON), element.find(PPR)
        numbering = properties.find(W + "numPr") if properties is not None else None
        number = numbering.find(W + "numId") if numbering is not None else None
        return _Own(
            name=_name(element),
            based_on=based_on.get(VAL, "") if based_on is not None else "",
            outline=number_in(properties, W + "outlineLvl") if properties is not None else None,
            num_id=number.get(VAL) if number is not None else None,
            level=number_in(numbering, W + "ilvl") if numbering is not None else None,
            direct=self.direct(element.find(RPR)),
        )

    def _chain(self, style_id: str) -> list[str]:
        """The ids of a style and of those that it is based on."""
        chain: list[str] = []
        while style_id in self._elements and style_id not in chain and len(chain) < _DEEPEST:
            chain.append(style_id)
            style_id = self._own(style_id).based_on
        return chain

    def _resolve_paragraph(self, style_id: str) -> ParagraphStyle:
        chain = self._chain(style_id)
        outline = num_id = level = None
        for own in map(self._own, chain):
            outline = own.outline if outline is None else outline
            num_id = own.num_id if num_id is None else num_id
            level = own.level if level is None else level
        names = [self._own(found).name for found in chain]
        if outline is None:
            known = next((match for name in names if (match := _HEADING.fullmatch(name))), None)
            outline = int(known[1]) - 1 if known else None
        direct = self._inherit(chain)
        contents, title = any(_TOC.fullmatch(name) for name in names), bool(names) and names[0] in _TITLES
        return ParagraphStyle(
            tuple(chain) or ("",), names[0] if names else "", outline, num_id, level,
            self._resolve_face(direct, Direct(), Direct()), direct, contents, title, role_of(contents, outline, title),
        )  # fmt: skip

    def _character(self, style_id: str) -> Direct:
        style = self._characters.get(style_id)
        if style is None:
            style = self._characters[style_id] = self._inherit(self._chain(style_id))
        return style

    def _inherit(self, chain: list[str]) -> Direct:
        whole = Direct()
        for own in (self._own(found).direct for found in chain):
            whole.bold = own.bold if whole.bold is None else whole.bold
            whole.hidden = own.hidden if whole.hidden is None else whole.hidden
            whole.font = own.font if whole.font is None else whole.font
        return whole

    def _resolve_face(self, paragraph: Direct, character: Direct, direct: Direct) -> Face:
        defaults = self._defaults
        font = direct.font or character.font or paragraph.font or defaults.font or ""
        return Face(
            _toggled(defaults.bold, paragraph.bold, character.bold, direct.bold),
            _toggled(defaults.hidden, paragraph.hidden, character.hidden, direct.hidden),
            typeface_strength(font) or 0,
        )


def role_of(contents: bool, outline: int | None, title: bool) -> tuple[str, int]:
    """The role and the level of a paragraph by what its style, or itself, says that it is; "" for text."""
    if contents:
        return "contents_entry", 0
    if outline is not None and 0 <= outline < _BODY_TEXT:
        return "heading", outline + 1
    return ("heading" if title else ""), 0


def _toggled(default: bool | None, paragraph: bool | None, character: bool | None, direct: bool | None) -> bool:
    """A toggle property: a style that is bold inside one that is bold takes it away; what the run says counts alone."""
    if direct is not None:
        return direct
    return bool(default) or bool(paragraph) != bool(character)


def is_on(element: Element, attribute: str, missing: bool = True) -> bool:
    """Whether a switch is on; `missing` is what it means when nothing is said."""
    value = element.get(attribute)
    return missing if value is None else value not in OFF


def number_in(parent: Element, child: str) -> int | None:
    """The number that a child of properties holds, None if there is no such child, or no number in it."""
    element = parent.find(child)
    return read_int(element.get(VAL)) if element is not None else None


def read_int(value: str | None) -> int | None:
    """A number as attributes hold it; None for what is none, or no sensible one."""
    text = (value or "").strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _name(style: Element) -> str:
    name = style.find(W + "name")
    return name.get(VAL, "").strip().lower() if name is not None else ""


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """The East Asian typefaces that a theme stands for."""
    found = {}
    for part in ("major", "minor"):
        fonts = theme.find(f".//{A}{part}Font") if theme is not None else None
        if fonts is None:
            continue
        named = [fonts.find(A + "ea"), *(font for font in fonts.iter(A + "font") if font.get("script") == "Hans")]
        found[part + "EastAsia"] = next(
            (face for font in named if font is not None and (face := font.get("typeface"))), ""
        )
    return found
