"""References: the provisions that a regulation names, its own (第三条第二款第（一）项, 前款) and those of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docparse.numerals import read_count, read_number
from docparse.statutes import Place, Provision, places
from docparse.styles import Ordinal
from docparse.tree import Document
from docparse.values import Span, either_script

STATUTES = "法典|办法|条例|规定|细则|规则|制度|章程|准则|解释|决定|规范|公约|议定书|标准|守则|法"
LEADS = (  # words before the name of a statute that are no part of it
    "依照|依据|根据|按照|参照|比照|适用|违反|符合|触犯|以及|或者|认定为|主张|不适用|除了?|应当|实施|采取|构成|属于|具有"
    "|不得以|对于|按|由|因|在|对|有|就|的|和(?=国)?|与|及|或"
)
_N = r"[0-9一二三四五六七八九十百千零〇○两]{1,9}"
_TO = rf"(?:[至到]第?\(?{_N}\)?)?"
_REFERENCE = either_script(
    r"(?=[第前上本])(?:(?P<back>(?<!以)上(?=款(?!项))|前)(?P<count>[一二两三四五六七八九十]?)"
    r"(?P<unit>条(?![例约件])|款(?!项)|项(?!目))|本(?P<here>条(?![例约款件])|款(?!项)|项(?!目))"
    rf"|第(?P<article>{_N})(?:[至到]第?(?P<last>{_N}))?条(?![例约件])(?:之(?P<of>{_N}))?)?"
    rf"(?:第\(?(?P<paragraph>{_N})\)?(?P<paragraph_to>{_TO})款(?!项))?"
    rf"(?:第\(?(?P<item>{_N})\)?(?P<item_to>{_TO})项(?!目(?![录的])))?"
    rf"(?:第\(?(?P<subitem>{_N})\)?(?P<subitem_to>{_TO})目(?![标的录]))?"
)
_RANGE = either_script(rf"[至到]第\(?(?P<number>{_N})\)?(?P<unit>条|款|项|目)(?:之(?P<of>{_N}))?")
_JOINT = either_script(r"(?:的?规定的?(?:[一-鿿]{1,6}(?=[、或和]))?)?[、,]?(?:以及|或者|[和或及与])?")
_ITSELF = either_script(rf"本(?:{STATUTES})的?\Z")
_CITED = re.compile(r"《([^《》]{2,80})》(?:\([^()]{0,40}\)){0,2}的?\Z")
_NAMED = either_script(rf"([一-鿿]{{1,30}}?(?:{STATUTES}))\Z")
_SAME = either_script(rf"(?:该|同一?|上述)(?:条|款|(?P<statute>{STATUTES}))\Z")
_LEAD = either_script(rf".*(?:{LEADS})")
_BARE = either_script(f"(?:{STATUTES})")
_BOOK = either_script("本(?:编|章|节|部分)")
_REACH = 140  # characters: no title with its number is longer


@dataclass(frozen=True, slots=True)
class Reference:
    """A provision that is named, or a range of them.

    external: whether it is one of another statute; title: what that is called, where it is said
    article, paragraph, item, subitem: the numbers, the first of a range; also those that 前款 and 本条 stand for
    targets: what is meant, in this text; none for an external one, and where there is no such provision
    """

    span: Span
    external: bool = False
    title: Span | None = None
    article: Ordinal = None
    paragraph: Ordinal = None
    item: Ordinal = None
    subitem: Ordinal = None
    targets: tuple[Provision, ...] = ()

    @property
    def resolved(self) -> bool | None:
        """Whether what is meant is found; None for an external reference, which is not looked up."""
        return None if self.external else bool(self.targets)


def read_references(document: Document, articles: list[Provision]) -> list[Reference]:
    """The references in the text of the articles (`read_articles`), in order. What is quoted has none."""
    found: list[Reference] = []
    for place, span in places(articles):
        last: Reference | None = None
        for match in _REFERENCE.finditer(document.source.text, *span):
            if last and match.start() < last.span[1]:
                continue  # the end of a range
            if match[0] and not _quoted(document.source.text, span[0], match.start()):
                last = _Reading(document, articles, place, span, last).read(match)
                found.append(last)
    return found


def _quoted(text: str, floor: int, place: int) -> bool:
    return text.count("“", floor, place) > text.count("”", floor, place)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reference: where it stands, and the one before it, which it may go on."""

    document: Document
    articles: list[Provision]
    place: Place
    within: Span
    before: Reference | None

    def read(self, match: re.Match[str]) -> Reference:
        text = self.document.source.text
        end, to = match.end(), _RANGE.match(text, match.end(), self.within[1])
        if to and to["unit"] == text[match.end() - 1]:
            end = to.end()
        else:
            to = None
        start, external, title = self._origin(match)
        path = self._path(match)
        reference = Reference((start, end), external, title, *path)
        if external:
            return reference
        targets = tuple(self._targets(match, path, _last(match, to)))
        return Reference((start, end), False, None, *path, targets)

    def _origin(self, match: re.Match[str]) -> tuple[int, bool, Span | None]:
        """Where the reference begins, whether it is external, and the title."""
        text, start, before = self.document.source.text, match.start(), self.before
        if match["back"] or match["here"]:
            return start, False, None
        floor = max(self.within[0], start - _REACH)
        lead = text[floor:start]
        if found := _ITSELF.search(lead):
            return floor + found.start(), False, None
        if found := _CITED.search(lead):
            return floor + found.start(), True, (floor + found.start(1), floor + found.end(1))
        if before and self._goes_on(start):
            return start, before.external, before.title
        if found := _SAME.search(lead):
            elsewhere = bool(found["statute"]) or bool(before and before.external)
            return floor + found.start(), elsewhere, before.title if before and elsewhere else None
        if match["article"] and (name := self._named(lead, floor)):
            return name[0], True, name
        return start, False, None

    def _named(self, lead: str, floor: int) -> Span | None:
        """The name of a statute without 《》 right before: 刑法, 海关法."""
        tail = re.search(r"[一-鿿]*\Z", lead)
        run = tail[0] if tail else ""
        found = _NAMED.search(run)
        if not found:
            return None
        name = run[found.start() :]
        cut = _LEAD.match(name[:-1])
        start = cut.end() if cut else 0
        if _BARE.fullmatch(name[start:]) or _BOOK.match(name[start:]):
            return None
        return floor + len(lead) - len(name) + start, floor + len(lead)

    def _goes_on(self, start: int) -> bool:
        if not self.before:
            return False
        return bool(_JOINT.fullmatch(self.document.source.text, self.before.span[1], start))

    def _path(self, match: re.Match[str]) -> tuple[Ordinal, Ordinal, Ordinal, Ordinal]:
        """The numbers of article, paragraph, item and subitem; those left out stand for the ones around."""
        article, paragraph, item = self._around(match)
        if match["article"]:
            number = read_number(match["article"])
            return _with(number, match["of"]), _n(match["paragraph"]), _n(match["item"]), _n(match["subitem"])
        if match["paragraph"]:
            return article, _n(match["paragraph"]), _n(match["item"]), _n(match["subitem"])
        if match["item"]:
            return article, paragraph, _n(match["item"]), _n(match["subitem"])
        return article, paragraph, item, _n(match["subitem"])

    def _around(self, match: re.Match[str]) -> tuple[Ordinal, Ordinal, Ordinal]:
        """What a reference without article or paragraph is about: the one before in a list, or where it stands."""
        place, count = self.place, read_count(match["count"] or "一") or 1
        paragraph, item = place.paragraph.ordinal, place.item.ordinal if place.item else None
        if match["back"]:
            if match["unit"][0] in "条條":
                index = place.index - count
                return (self.articles[index].ordinal if index >= 0 else None), None, None
            if match["unit"][0] == "款":
                return place.article.ordinal, _less(paragraph, count), None
            return place.article.ordinal, paragraph, _less(item, count)
        if match["here"]:
            unit = match["here"][0]
            return (
                place.article.ordinal,
                None if unit in "条條" else paragraph,
                item if unit in "项項" else None,
            )
        lead = self.document.source.text[max(self.within[0], match.start() - 4) : match.start()]
        if self.before and (self._goes_on(match.start()) or _SAME.search(lead)):
            return self.before.article, self.before.paragraph, self.before.item
        only = paragraph if match["item"] and place.paragraph.below else None
        return place.article.ordinal, only, item if match["subitem"] and not match["item"] else None

    def _targets(
        self, match: re.Match[str], path: tuple[Ordinal, ...], last: tuple[str, int] | None
    ) -> Iterator[Provision]:
        """The provisions on the path; of a range all of them, none if one of its ends is missing."""
        levels = [level for level in range(4) if path[level] is not None]
        if not levels or (match["back"] and path[0] is None):
            return
        first = self._walk(path)
        count = (read_count(match["count"]) or 1) if match["count"] else 1
        if first is None or (match["back"] and _is_short(match, path)):
            return
        siblings = self._siblings(path)
        begin = next((i for i, inner in enumerate(siblings) if inner is first), None)
        if begin is None:
            return
        end = begin
        if match["count"] and levels[-1] == "条款项".find(_simplified(match["unit"])):
            end = begin + count - 1
        if last:
            end = next((i for i, inner in enumerate(siblings) if inner.ordinal == last[1]), -1)
        if begin <= end < len(siblings):
            yield from siblings[begin : end + 1]

    def _walk(self, path: tuple[Ordinal, ...]) -> Provision | None:
        found = [inner for inner in self._siblings(path) if inner.ordinal == path[_depth(path)]]
        return found[0] if len(found) == 1 else None

    def _siblings(self, path: tuple[Ordinal, ...]) -> list[Provision]:
        """All that may be meant by the last number of a path. An item without paragraph is one of the article."""
        here, depth = self.articles, _depth(path)
        for level in range(depth):
            if path[level] is None:
                if level == 0:
                    return []
                here = [inner for each in here for inner in each.below]
            else:
                found = [inner for inner in here if inner.ordinal == path[level]]
                here = [inner for each in found for inner in each.below] if len(found) == 1 else []
        return here


def _depth(path: tuple[Ordinal, ...]) -> int:
    return max((level for level in range(4) if path[level] is not None), default=0)


def _is_short(match: re.Match[str], path: tuple[Ordinal, ...]) -> bool:
    """Whether there is nothing before: 前款 in a first paragraph."""
    level = "条款项".find(_simplified(match["unit"]))
    return path[level] is None


def _simplified(unit: str) -> str:
    return {"條": "条", "項": "项"}.get(unit[0], unit[0])


def _less(number: Ordinal, count: int) -> int | None:
    return number - count if isinstance(number, int) and number > count else None


def _n(printed: str | None) -> Ordinal:
    return read_number(printed) if printed else None


def _with(number: Ordinal, of: str | None) -> Ordinal:
    """The number of 第十二条之一: [12, 1]."""
    second = read_number(of) if of else None
    return [number, second] if isinstance(number, int) and isinstance(second, int) else number


def _last(match: re.Match[str], to: re.Match[str] | None) -> tuple[str, int] | None:
    """The end of a range: 第九条至第十一条, 第一至三项."""
    printed = to["number"] if to else match["last"]
    for level in ("subitem", "item", "paragraph"):
        if not printed and match[f"{level}_to"]:
            printed = match[f"{level}_to"].lstrip("至到第(").rstrip(")")
    number = read_number(printed) if printed else None
    return ("", number) if isinstance(number, int) else None
