"""Marker styles: what a marker of the grammar is to the outline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from docparse.numerals import read_number

Ordinal = int | list[int] | None
UNRANKED = float("inf")  # the rank of a mark whose style has none
PATHS = "path"  # the family of styles whose number tells where it hangs, unless they have one
NEXT = 0  # what `Style.read` answers for a marker that continues its series without a number of its own
LAST = -1  # and for a word that ends a series, as its last item where it goes on like the others: 最后,要…


@dataclass(frozen=True, slots=True)
class Style:
    """How the markers of one alias of the grammar nest and count.

    name: the alias in the grammar, and the id in all output
    rank: where it nests by default, smaller is outer; None: by first appearance in the document
    family: styles of one family may continue each other's series (1. 2、 3.); None: only itself;
        "*": only itself with the same last character (一抓 二抓, beside 一靠 二靠)
    read: the number of a printed marker; None: any Chinese, Arabic, Roman or circled numeral
    opens: what the marker opens: a "part" (篇), an "attachment" (附件); "document" for one that begins unnumbered
    trailing: the marker is the last word of its line, not the first (…讲话 篇3)
    numbered: False for bullets, which have no ordinal
    pairs: items 1 and 2 of a series must both be of this style (首先 with 其次, 第一 with 第二)
    path: a number of several parts tells where it hangs: 1.2 on 1, 1.2.1 on 1.2
    statute: "division" for 编 章 节, whose units hold provisions; "article" for 条, which number on through all of them
    """

    name: str
    rank: int | None = None
    family: str | None = None
    read: Callable[[str], Ordinal] | None = None
    opens: str | None = None
    trailing: bool = False
    numbered: bool = True
    pairs: bool = False
    path: bool = False
    statute: str | None = None

    def ordinal(self, marker: str) -> Ordinal:
        """The number printed in `marker`; None when there is none or it is not well formed."""
        if not self.numbered:
            return None
        if self.read is None:
            return read_number(marker)
        try:
            return _plain(self.read(marker))
        except KeyboardInterrupt:
            raise
        except BaseException:  # a stranger's reader: what it cannot read is no number
            return None

    def __post_init__(self) -> None:
        """TypeError for a field that is none: a mistake should be told where it is made."""
        for name, sound, wanted in (
            ("name", isinstance(self.name, str), "a str"),
            ("rank", isinstance(self.rank, int | float | None) and self.rank == self.rank, "a number or None"),
            ("family", isinstance(self.family, str | None), "a str or None"),
            ("read", self.read is None or callable(self.read), "a function or None"),
            ("opens", self.opens in (None, "part", "attachment", "document"), "part, attachment, document or None"),
            ("statute", self.statute in (None, "division", "article"), "division, article or None"),
        ):
            if not sound:
                raise TypeError(f"Style({self.name!r}): {name} is {getattr(self, name)!r:.40}, not {wanted}")


def _plain(found: object) -> Ordinal:
    """What a reader answers as plain numbers; None when it is none."""
    if isinstance(found, int):
        return int.__index__(found)
    if isinstance(found, list) and found and all(isinstance(part, int) for part in found):
        return [int.__index__(part) for part in found]
    return None


IMPLICIT = Style("implicit_doc", rank=0, opens="document")  # a document that begins without a number


def styles_of(given: Iterable[Style], aliases: Iterable[str]) -> Mapping[str, Style]:
    """The style of every alias: the given one, or one that nests by first appearance."""
    table: dict[str, Style] = {}
    for style in given:
        table.setdefault(style.name, style)  # the first registered keeps its name
    return {alias: table.get(alias) or Style(alias) for alias in aliases}
