"""Styles: what CSS, and the older attributes, say of an element, as far as it bears on structure.

Inline declarations, and rules of style sheets with one simple selector (p, .MsoTitle, p.title, #zoom). Sheets of other
files are not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from docparse import typeface_strength

_DECLARATION = re.compile(r"\s*+([\w-]++)\s*+:\s*+([^;]++)")
_COMMENT = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)|<!--|-->")
_BRACE = re.compile("[{};]")
_SIMPLE = re.compile(r"([a-z][\w-]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)
_WANTED = frozenset(
    {"display", "visibility", "font-weight", "font-family", "font", "white-space", "list-style-type", "list-style",
     "mso-list", "mso-fareast-font-family", "mso-hide", "text-align"}
)  # fmt: skip
_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_LIGHT = frozenset({"normal", "lighter", "100", "200", "300", "400", "500"})

Declarations = Mapping[str, str]
_NONE: Declarations = {}


class Style(NamedTuple):
    """What an element hands on to what is in it.

    hidden: it is of no text; veiled: styles hide it
    typeface: how strong it looks
    kept: its blanks and newlines are text
    ignored: it is a number that Word writes out for browsers that know no lists of Word
    """

    hidden: bool = False
    veiled: bool = False
    bold: bool = False
    typeface: int = 0
    kept: bool = False
    ignored: bool = False
    link: bool = False
    centred: bool = False


class Sheet:
    """The rules of the style sheets of a page."""

    def __init__(self) -> None:
        self._rules: dict[str, dict[str, str]] = {}

    def add(self, css: str) -> None:
        """Adds the rules of a sheet; those for other media than a screen, in @media blocks, are left out."""
        for rule in _without_blocks(_COMMENT.sub(" ", css)).split("}"):
            selectors, _, body = rule.partition("{")
            declared = read_declarations(body)
            for selector in selectors.split(",") if declared else ():
                simple = _SIMPLE.fullmatch(selector.strip())
                if simple:
                    key = f"{(simple[1] or '').lower()}{simple[2] or ''}{simple[3] or ''}"
                    self._rules.setdefault(key, {}).update(declared)

    def declared(self, name: str, attributes: Mapping[str, str]) -> Declarations:
        """What the rules declare of an element, the more special ones last."""
        if not self._rules:
            return _NONE
        classes = attributes.get("class", "").split()[:8]
        keys = [name, *(f".{c}" for c in classes), *(f"{name}.{c}" for c in classes)]
        if "id" in attributes:
            keys += [f"#{attributes['id']}", f"{name}#{attributes['id']}"]
        found: dict[str, str] = {}
        for key in keys:
            found |= self._rules.get(key, {})
        return found


def read_declarations(css: str) -> dict[str, str]:
    """The declarations in `css` that bear on structure, in small letters."""
    found = {}
    for match in _DECLARATION.finditer(css):
        name = match[1].lower()
        if name in _WANTED:
            found[name] = match[2].replace("!important", "").strip().lower()
    return found


def is_hidden(declared: Declarations, attributes: Mapping[str, str]) -> bool:
    """Whether an element is not shown."""
    return (
        "hidden" in attributes
        or declared.get("display") == "none"
        or declared.get("visibility") in ("hidden", "collapse")
        or "all" in declared.get("mso-hide", "")
    )


def is_bold(declared: Declarations) -> bool | None:
    """Whether text is set in bold; None where nothing is said."""
    weight = declared.get("font-weight") or declared.get("font", "").partition(" ")[0]
    return True if weight in _BOLD else False if weight in _LIGHT else None


def typeface(declared: Declarations) -> int | None:
    """How strong the typeface looks, as of `docparse.typeface_strength`; None where no Chinese one is named."""
    names = declared.get("mso-fareast-font-family") or declared.get("font-family") or declared.get("font", "")
    strengths = (typeface_strength(family) for family in names.split(",")[:12])
    return next((strength for strength in strengths if strength is not None), None)


def _without_blocks(css: str) -> str:
    """The sheet without @media, @font-face and the like."""
    parts: list[str] = []
    position = 0
    while True:
        start = css.find("@", position)
        if start < 0:
            return "".join([*parts, css[position:]])
        parts.append(css[position:start])
        depth, position = 0, start
        for match in _BRACE.finditer(css, start):
            depth += {"{": 1, "}": -1, ";": 0}[match[0]]
            position = match.end()
            if depth <= 0:
                break
        else:
            return "".join(parts)
