"""Bodies: organisations as they are printed in a list, one after another."""

from __future__ import annotations

from docparse.source import fold
from docparse.values import Quote, Span, either_script, find, trim

_END = "[委局办厅部院校所站处科股室行社队馆署厂会组府心团司位]"
_LAST = f"(?:{_END}|[镇乡道村])"
_BETWEEN = either_script(
    rf"(?:、(?![一-鿿](?:[、,;:\s]|\Z))|[,;\s])(?![^()]{{0,30}}\))|(?<=[等{_END[1:-1]}])(?:以及|[和及与])(?=[^、,;]{{1,24}}?{_LAST}(?:[、,;\s和及与等(]|\Z))"
)
_ENDS_AS_BODY = either_script(
    rf"(?:{_LAST}|部门|公司|企业|银行|协会|学院|大学|中心|专班|社区|各[县市区])(?:\([^()]*\))?\Z"
)
_LEAD = either_script(r"由|(?:以及|[和及与])(?![平谐田])")
_TAIL = either_script(r"(?:等(?:(?:有关|相关)?(?:部门(?:和单位)?|单位))?|[。.:])\Z")
_HOW = either_script(
    r"(?:(?:按照?|依照?|根据)[一-鿿]{0,8}?(?:职[责能]|分工)[一-鿿]{0,4}|(?:分别|各自|共同))(?:负责|落实)?\Z"
)


def read_bodies(raw: str, span: Span) -> list[Quote]:
    """The bodies listed in raw[span], which holds a list and nothing else: 县教育局、公安局和各乡镇（街道）等有关部门.

    Between them stand 、 , ; or blanks, or 和 及 与 where both sides end as bodies do. 等有关部门 after a name and
    按职责分工负责 after the last are left out; brackets belong to a name, and 各委、办、局 is one.
    """
    cuts = [span[0], *(cut for match in find(_BETWEEN, raw, span) for cut in match.span()), span[1]]
    names = (_named(raw, between) for between in zip(cuts[::2], cuts[1::2], strict=True))
    return [name for name in names if len(name.text) > 1]


def is_body(name: str) -> bool:
    """Whether a name ends as those of bodies do: 县教育局, 有关部门, 各乡镇（街道）."""
    return _ENDS_AS_BODY.search(fold(name)) is not None


def _named(raw: str, span: Span) -> Quote:
    """The name without what introduces it, without 等部门 and without the words on how the bodies share the work."""
    start, end = trim(raw, span).span
    if how := _HOW.search(fold(raw[start:end])):
        end = start + how.start()
    text = fold(raw[start:end])
    lead, tail = _LEAD.match(text), _TAIL.search(text)
    if tail and tail.start() > 1:
        end = start + tail.start()
    return trim(raw, (start + lead.end() if lead else start, end))
