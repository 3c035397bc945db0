"""Regulations (办法, 规定, 条例, laws and rules): chapters, articles, and the provisions that they name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docparse import (
    Cue,
    Diagnostic,
    Document,
    Genre,
    Node,
    Provision,
    Record,
    Rule,
    either_script,
    hookimpl,
    own_span,
    read_articles,
    read_references,
    recognise,
)
from docparse_regulation.clauses import read_effective_date
from docparse_regulation.header import read_version_notes
from docparse_regulation.record import CHAPTER, Regulation, read_regulation

GENRE = "regulation"

CUES = (
    Cue(
        "办法",
        4,
        either_script(
            r"(?:办法|规定|条例|细则|制度|规则|准则|章程|(?<![做方想说看用疗])法|解释|守则)(?:[^一-鿿]{0,3}(?:\([^()]{0,40}\)))?[》”\s]*$"
        ),
        "title",
    ),
    Cue("第一章", 5, either_script(r"第一章\s{0,4}(?:总则|总\s{1,4}则)|第一章")),
    Cue("第一条", 4, either_script(r"第一条\s{0,4}(?:为|根据|本)")),
    Cue(
        "第N条", 4, either_script(r"(?:(?<=[\r\n])[ \t]*|(?<=[。;] ))第[一二三四五六七八九十百零〇\d]{1,6}条"), least=5
    ),
    Cue(
        "numbered rules",
        2,
        either_script("(?:本|该)(?:办法|规定|条例|细则|制度|规则|解释|法)(?=[由自所中规第的])|依法|应当"),
        least=5,
    ),
    Cue("负责解释", 3, either_script("由[^。;]{2,40}负责解释")),
    Cue("自…起施行", 3, either_script("[自从于][^。;]{2,30}(?:起)?(?:施行|实施|执行)|公布之日起")),
    Cue(
        "other type",
        -6,
        either_script(
            r"(?:通知|意见|批复|复函|通报|答复|汇报|总结|讲话|要点|方案|预案|计[划画]|规[划画])[》”\s]*(?:\([^()]{0,30}\)\s*)?$"
        ),
        "title",
    ),
    Cue("通知如下", -4, either_script("通知如下|现予印发|各位代表")),
)


ARTICLE = "law_article"
_SUPPLEMENTARY = either_script(r"附\s{0,6}[则則]\Z")


@hookimpl
def rules() -> list[Rule]:
    """Those of its own; that of references that lead nowhere is `reference_unresolved` of the plugin `lint`."""
    basis = "立法技术规范"
    return [
        Rule("article_gap", "The numbers of the articles do not run on over the chapters.", basis),
        Rule("supplementary_not_last", "A chapter follows 附则.", basis),
        Rule("effective_date_missing", "Nothing says since when the regulation is in force.", basis, "info"),
    ]


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: Regulation}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_regulation(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    if not genre or genre.name != GENRE:
        return
    articles = read_articles(document, node)
    numbered = [article for article in articles if article.node.style == ARTICLE]
    yield from _check_numbers(numbered)
    yield from _check_references(document, articles)
    yield from _check_last_chapter(document, node)
    if numbered and not read_effective_date(document, node, articles, read_version_notes(document, node)):
        message = "nothing says since when this is in force; 自…起施行 is expected in the last article"
        yield Diagnostic("effective_date_missing", message, numbered[-1].marker or numbered[-1].span, "info")


def _check_numbers(articles: list[Provision]) -> Iterator[Diagnostic]:
    """第十二条之一 comes after 第十二条 and does not count."""
    last: int | None = None
    for article in articles:
        number = article.ordinal
        if not isinstance(number, int):
            continue
        if last is not None and number != last + 1:
            message = f"article {number} where {last + 1} is expected"
            yield Diagnostic("article_gap", message, article.marker or article.span)
        last = number


def _check_references(document: Document, articles: list[Provision]) -> Iterator[Diagnostic]:
    """A paragraph or an item that its article does not have. Beyond the last article the plugin `lint` looks.

    Paragraphs are told by line breaks: those of an article inside a line are not known.
    """
    raw, numbers = document.source.raw, [article.ordinal for article in articles]
    inside = [article.ordinal for article in articles if _begins_inside_line(raw, article.span[0])]
    for found in read_references(document, articles):
        named = raw[slice(*found.span)]
        if found.paragraph is not None and found.article in inside:
            continue
        if found.resolved is False and named[0] not in "前上" and found.article in numbers:
            message = f"{named}: there is no such provision in this text"
            yield Diagnostic("reference_unresolved", message, found.span)


def _begins_inside_line(raw: str, start: int) -> bool:
    before = raw[max(0, start - 40) : start].rstrip(" \t\u3000")
    return bool(before) and before[-1] not in "\r\n"


def _check_last_chapter(document: Document, node: Node) -> Iterator[Diagnostic]:
    end = own_span(document, node)[1]
    chapters = [
        unit for unit in document.descendants(node, "section") if unit.style == CHAPTER and unit.start < end
    ]  # fmt: skip
    for chapter, after in pairwise(chapters):
        if chapter.heading and _SUPPLEMENTARY.match(chapter.heading.text) and chapter.parent == after.parent:
            message = "附则 is not the last chapter"
            yield Diagnostic("supplementary_not_last", message, chapter.heading.span)
