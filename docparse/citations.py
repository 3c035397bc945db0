"""Citations: documents named between 《》, with the number printed after them."""

from __future__ import annotations

import re

import msgspec

from docparse.values import Span

_CITED = re.compile(r"《([^《》]{2,80})》(?:[（(]([^（()）]{2,24}[〔\[［（(]?\d{2,4}[^（()）]{0,12}[号號])[）)])?")


class Cited(msgspec.Struct, frozen=True):
    """A cited document. title: between 《》; number: 发文字号 where it is printed after the title."""

    title: str
    number: str | None = None


def cited(raw: str, span: Span) -> list[tuple[Cited, Span]]:
    """The documents cited with 《》 in raw[span]."""
    return [(Cited(match[1], match[2]), match.span()) for match in _CITED.finditer(raw, *span)]
