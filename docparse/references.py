"""References: the provisions that a regulation names, its own (第三条第二款第（一）项, 前款) and those of others."""

from __future__ import annotations

import re
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
_LONGEST_RANGE = 200  # provisions; a text may name all of its articles in every sentence
_LEVELS = {"条": 0, "條": 0, "款": 1, "项": 2, "項": 2}
Path = tuple[Ordinal, ...]
_Numbers = tuple[Ordinal, Ordinal, Ordinal, Ordinal]  # of article, paragraph, item and subitem


@dataclass(frozen=True, slots=True)
class Reference:
    """A provision that is named, or a range of them.

    external: whether it is one of another statute; title: what that is called, where it is said
    article, paragraph, item, subitem: the numbers, the first of a range; also those that 前款 and 本条 stand for
    targets: what is meant, in this text, of a range at most 200; none for an external one, and where there is no such provision
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
    text, statute = document.source.text, _Statute(articles)
    for place, span in places(articles):
        last: Reference | None = None
        begin, depth = span[0], 0
        for match in _REFERENCE.finditer(text, *span):
            if not match[0] or (last and match.start() < last.span[1]):
                continue  # the end of a range
            depth += text.count("“", begin, match.start()) - text.count("”", begin, match.start())
            begin = match.start()
            if depth <= 0:
                last = _Reading(text, statute, place, span, last).read(match)
                found.append(last)
    return found


class _Statute:
    """The articles, and what stands below each path of numbers, looked up once."""

    def __init__(self, articles: list[Provision]) -> None:
        self.articles = articles
        self._known: dict[str, tuple[list[Provision], dict[str, list[int]]]] = {}

    def siblings(self, above: Path) -> tuple[list[Provision], dict[str, list[int]]]:
        """All that may be meant by the number after a path, and where each number is among them.

        An item without paragraph is one of the article.
        """
        if str(above) not in self._known:
            here = self._below(above)
            numbers: dict[str, list[int]] = {}
            for index, inner in enumerate(here):
                numbers.setdefault(str(inner.ordinal), []).append(index)
            self._known[str(above)] = here, numbers
        return self._known[str(above)]

    def _below(self, path: Path) -> list[Provision]:
        if not path:
            return self.articles
        here, numbers = self.siblings(path[:-1])
        if path[-1] is None:
            return [inner for each in here for inner in each.below] if len(path) > 1 else []
        found = numbers.get(str(path[-1]), [])
        return here[found[0]].below if len(found) == 1 else []


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reference: where it stands, and the one before it, which it may go on."""

    text: str
    statute: _Statute
    place: Place
    within: Span
    before: Reference | None

    def read(self, match: re.Match[str]) -> Reference:
        end, to = match.end(), _RANGE.match(self.text, match.end(), self.within[1])
        if to and to["unit"] == self.text[match.end() - 1]:
            end = to.end()
        else:
            to = None
        start, external, title = self._origin(match)
        path = self._path(match)
        targets = () if external else self._targets(match, path, _last(match, to))
        return Reference((start, end), external, title, *path, targets)

    def _origin(self, match: re.Match[str]) -> tuple[int, bool, Span | None]:
        """Where the reference begins, whether it is external, and the title."""
        start, before = match.start(), self.before
        if match["back"] or match["here"]:
            return start, False, None
        floor = max(self.within[0], start - _REACH)
        lead = self.text[floor:start]
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
        return bool(_JOINT.fullmatch(self.text, self.before.span[1], start))

    def _path(self, match: re.Match[str]) -> _Numbers:
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
                return (self.statute.articles[index].ordinal if index >= 0 else None), None, None
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
        lead = self.text[max(self.within[0], match.start() - 4) : match.start()]
        if self.before and (self._goes_on(match.start()) or _SAME.search(lead)):
            return self.before.article, self.before.paragraph, self.before.item
        only = paragraph if match["item"] and place.paragraph.below else None
        return place.article.ordinal, only, item if match["subitem"] and not match["item"] else None

    def _targets(self, match: re.Match[str], path: _Numbers, last: int | None) -> tuple[Provision, ...]:
        """The provisions on the path; of a range all of them, none if one of its ends is missing."""
        depth = max((level for level in range(4) if path[level] is not None), default=-1)
        if depth < 0 or (match["back"] and path[_LEVELS[match["unit"][0]]] is None):
            return ()  # there is nothing before
        siblings, numbers = self.statute.siblings(path[:depth])
        begin = numbers.get(str(path[depth]), [])
        if len(begin) != 1:
            return ()
        end = begin
        if last is not None:
            end = numbers.get(str(last), [])
        elif match["count"] and depth == _LEVELS[match["unit"][0]]:
            end = [begin[0] + (read_count(match["count"]) or 1) - 1]
        return tuple(siblings[begin[0] : end[0] + 1][:_LONGEST_RANGE]) if end else ()


def _less(number: Ordinal, count: int) -> int | None:
    return number - count if isinstance(number, int) and number > count else None


def _n(printed: str | None) -> Ordinal:
    return read_number(printed) if printed else None


def _with(number: Ordinal, of: str | None) -> Ordinal:
    """The number of 第十二条之一: [12, 1]."""
    second = read_number(of) if of else None
    return [number, second] if isinstance(number, int) and isinstance(second, int) else number


def _last(match: re.Match[str], to: re.Match[str] | None) -> int | None:
    """The end of a range: 第九条至第十一条, 第一至三项."""
    printed = to["number"] if to else match["last"]
    for level in ("subitem", "item", "paragraph"):
        if not printed and match[f"{level}_to"]:
            printed = match[f"{level}_to"].lstrip("至到第(").rstrip(")")
    number = read_number(printed) if printed else None
    return number if isinstance(number, int) else None
