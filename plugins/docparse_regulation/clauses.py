"""What a regulation says of itself: since when it is in force, what it repeals, who interprets it, what its words mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import (
    Cited,
    Date,
    Document,
    Fields,
    Node,
    Provision,
    Quote,
    Span,
    cited,
    dates,
    either_script,
    split_sentences,
    trim,
)
from docparse_regulation.header import IN_FORCE, PUBLISHED, VersionNote

ITSELF = "法典|法|条例|办法|规定|细则|规则|制度|章程|准则|解释|决定|守则|规范|方案"
_FORCE = "施行|实施|执行|生效|起效"
_DAY = r"(?P<date>(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})[ \t]?年[\d一二三四五六七八九十元 ]{1,4}月[\d一二三四五六七八九十 ]{1,4}日)"
_SINCE = either_script(
    rf"(?:(?P<itself>本(?:{ITSELF}))[^。;]{{0,30}}?)?[自从于](?:{_DAY}|(?P<then>(?:公布|发布|颁布|印发|下发|签发|通过|批准)之?日|[一-鿿]{{2,6}}之日))起?"
    rf"(?:正式|开始)?(?:{_FORCE})|本(?:{ITSELF})(?P<after>经[^,。;]{{2,20}}?(?:通过|批准|审定)(?:之?日起|之?后)?)(?:正式|开始)?(?:{_FORCE})"
)
_ONLY_PART = either_script(r"第[^。;,]{1,12}[条章款][^。;,]{0,20}\Z")
_REPEALS = either_script("同时废止|即行废止|予以废止|(?:起|日)废止|停止执行|相应废止")
_INTERPRETED = either_script(
    r"由(?P<body>[一-鿿、()]{2,40}?)(?P<charge>负责)?(?:组织|具体|应用){0,2}解释|解释权(?:属于?|归)(?P<owner>[一-鿿、()]{2,40}?)(?=所有|[。,;]|\Z)"
)
_OF_ITSELF = either_script(rf"本(?:{ITSELF})[^。;]{{0,24}}\Z")
_NAMES = either_script(
    rf"(?:本(?:{ITSELF}|章|节|条|款|编)|前款)(?:第\(?[一-鿿\d]{{1,3}}\)?[款项])*(?:[一-鿿]{{0,6}})所称的?(?P<term>[^,。;:]{{1,40}}?),?(?:是指|指的是|系指|包括|指|为)"
)
_GLOSSARY = either_script("(?:下列|以下)?(?:用语|术语|名词|概念)[^。]{0,12}(?:含[义意]|解释|定义|意思|如下)")
_ENTRY = either_script(r"(?P<term>[^,。;:]{1,40}?),?(?:是指|指的是|系指|指)")


_REACH = 40  # characters


class Definition(Fields, frozen=True, kw_only=True):
    """What a word means in this text. text: the sentence or item that says so"""

    term: str
    text: str


def _sentences(document: Document, articles: list[Provision]) -> Iterator[Quote]:
    for article in articles:
        for paragraph in article.below:
            yield from split_sentences(document.source.raw, paragraph.span)


def _before(document: Document, sentence: Quote, match: re.Match[str]) -> str:
    """What stands in the sentence before a match, as far as it matters."""
    return document.source.text[max(sentence.span[0], match.start() - _REACH) : match.start()]


def read_effective_date(
    document: Document, node: Node, articles: list[Provision], notes: list[tuple[VersionNote, Span]]
) -> tuple[Date, Span] | None:
    """Since when it is in force: as its last articles say, else as a note above them does.

    经…通过后 is without iso. 自公布之日起 is the day of publication where exactly one is printed, else without iso.
    """
    best: tuple[Date, Span] | None = None
    for sentence in _sentences(document, articles):
        for match in _SINCE.finditer(document.source.text, *sentence.span):
            if not _is_own(document, sentence, match):
                continue
            if match["date"]:
                best = next(iter(dates(document.source.raw, match.span("date"))), best)
            elif match["after"]:
                best = Date(None, document.source.raw[slice(*match.span("after"))]), match.span("after")
            else:
                best = _published(document, match, notes)
    if best:
        return best
    for note, _ in reversed(notes):
        if IN_FORCE.search(note.action):
            return note.date, note.spans["date"]
    return None


def _is_own(document: Document, sentence: Quote, match: re.Match[str]) -> bool:
    """Whether the whole regulation is in force since then, not a part of it, or a contract."""
    before = _before(document, sentence, match)
    if _ONLY_PART.search(before):
        return False
    return (
        bool(match["itself"] or match["after"])
        or not before.strip()
        or before.rstrip()[-1] in ",，"
        or before.rstrip().endswith("条")
    )


def _published(
    document: Document, match: re.Match[str], notes: list[tuple[VersionNote, Span]]
) -> tuple[Date, Span]:  # fmt: skip
    """自公布之日起: raw is what is printed; iso the day where one publication, or one 通过, is noted."""
    start, end = match.span("then")
    raw = document.source.raw[start:end]
    published = PUBLISHED.match(raw) is not None
    days = {note.date.iso for note, _ in notes if (published and PUBLISHED.match(note.action)) or note.action in raw}
    return Date(days.pop() if len(days) == 1 else None, raw), (start, end)


def read_repealed(document: Document, articles: list[Provision]) -> list[tuple[Cited, Span]]:
    """The documents that it repeals: 《…》同时废止."""
    found = []
    for sentence in _sentences(document, articles):
        said = document.source.text[slice(*sentence.span)]
        outside = re.sub("《[^《》]*》", lambda title: "_" * len(title[0]), said)
        if _REPEALS.search(outside):
            found += cited(document.source.raw, sentence.span)
    return found


def read_interpreter(document: Document, articles: list[Provision]) -> Quote | None:
    """Who interprets it: 本办法由…负责解释."""
    text = document.source.text
    for sentence in _sentences(document, articles):
        for match in _INTERPRETED.finditer(text, *sentence.span):
            if match["charge"] or _OF_ITSELF.search(_before(document, sentence, match)):
                return trim(document.source.raw, match.span("owner" if match["owner"] else "body"))
    return None


def read_definitions(document: Document, articles: list[Provision]) -> list[tuple[Definition, Span]]:
    """本法所称X，是指…, and the items of a list of terms."""
    found = []
    for article in articles:
        for paragraph in article.below:
            lead = document.source.text[slice(*paragraph.text)]
            if _GLOSSARY.search(lead):
                for entry in paragraph.below or article.below[article.below.index(paragraph) + 1 :]:
                    if match := _ENTRY.match(document.source.text, *entry.text):
                        found.append(_definition(document, match, entry.text))
                break
            for match in _NAMES.finditer(document.source.text, *paragraph.text):
                sentence = next(split_sentences(document.source.raw, (match.start(), paragraph.span[1])), None)
                if sentence:
                    found.append(_definition(document, match, sentence.span))
    return found


def _definition(document: Document, match: re.Match[str], span: Span) -> tuple[Definition, Span]:
    raw = document.source.raw
    term = trim(raw, match.span("term"), ' \t\r\n\u3000“”"「」,，')
    return Definition.read(term=term, text=("".join(raw[slice(*span)].splitlines()), span)), span
