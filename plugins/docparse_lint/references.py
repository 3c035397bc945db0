"""References: articles and attachments that are not there, and sets whose members do not make up their number."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import Diagnostic, either_script, read_count, read_number
from docparse_lint.catalogue import finding
from docparse_lint.elements import listed_attachments, present_attachments
from docparse_lint.scope import HAN, Scope

ITSELF = "本(?:法|条例|办法|规定|细则|规则|制度|章程|准则|决定|规范)"
SET_OF = "个|项|种|条|大|有|要|不|严|查|快|心|性|化|强|比|好|带"
MEANING = "就是|,?即|是指|指的是|分别是"

_OWN = either_script(rf"{ITSELF}第([一二三四五六七八九十百千零〇0-9]{{1,9}})条")
_SEE = either_script("[见按]附件[ \t]?([0-9]{1,2}|[一二三四五六七八九十]{1,2})(?![0-9])")
_SET = either_script(
    rf"[“\"「]([二三四五六七八九十])(?:{SET_OF})[{HAN}]{{0,4}}[”\"」](?:{MEANING}):?([^。;:\r\n“”]{{4,200}})。"
)
_UNSURE = either_script("等|以及|包括|[(]|及其")
_QUOTATION = 5000  # characters: no quoted provision is longer
_AND = either_script("[和与及]")


def articles(scope: Scope) -> Iterator[Diagnostic]:
    """本法第N条 beyond the last article. What is quoted speaks of another document."""
    numbers = [unit.ordinal for unit in scope.units if unit.style == "law_article" and isinstance(unit.ordinal, int)]
    if len(numbers) < 3:
        return
    last = max(numbers)
    for match in _OWN.finditer(scope.text, *scope.span):
        number = read_number(match[1])
        if isinstance(number, int) and number > last and not _quoted(scope, match.start()):
            yield finding("reference_unresolved", f"{match[0]}: the last article is {last}", match.span())


def _quoted(scope: Scope, place: int) -> bool:
    """Whether a place is inside a quotation."""
    floor = max(scope.span[0], place - _QUOTATION)
    opened, closed = (scope.text.rfind(mark, floor, place) for mark in "“”")
    return opened > closed


def attachments(scope: Scope) -> Iterator[Diagnostic]:
    """见附件3 where fewer are listed and follow."""
    known = {*listed_attachments(scope), *present_attachments(scope)}
    if not known:
        return
    for match in _SEE.finditer(scope.text, *scope.span):
        number = read_number(match[1])
        if isinstance(number, int) and number > max(known):
            yield finding("reference_unresolved", f"{match[0]}: there are {max(known)} attachments", match.span())


def sets(scope: Scope) -> Iterator[Diagnostic]:
    """“五个一”就是…: the members against the number."""
    for match in _SET.finditer(scope.text, *scope.span):
        number, listed = read_count(match[1]), match[2]
        if number is None or _UNSURE.search(listed):
            continue
        sizes = {1 + listed.count(mark) for mark in "、,"}
        sizes |= {size + 1 for size in sizes if _AND.search(listed)}
        likely = max(sizes)
        if number not in sizes and likely > 2 and likely >= number - 2:
            message = f"{match[0][: match[0].index(listed[0])]} names {number}, and {likely} are listed"
            yield finding("named_set_count", message, match.span())


CHECKS = (articles, attachments, sets)
