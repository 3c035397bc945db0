"""The problems of a rectification report, each with its measures, who answers, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import (
    MASKED,
    Amount,
    Date,
    Document,
    Fields,
    Heading,
    Quote,
    Span,
    begins,
    either_script,
    find,
    join_lines,
    join_torn,
    ordinal,
    read_amount,
    read_bodies,
    read_deadlines,
    read_measures,
    read_names,
    read_role,
    split_sentences,
    trim,
)
from docparse_rectification_report.blocks import Block, read_values

_DONE = r"(?:已(?:经|全部)?|均已(?:全部)?|全部)"
_STATUS = {
    "长期坚持": "(?<!需要)长期坚持|持续坚持",
    "正在推进": r"正在(?:持续|有序|抓紧|积极)?(?:推进|整改|办理|落实|[一-鿿]{2,4}(?=[,。;)\s]|\Z))|(?:持续|有序)推进|推进中|整改中|尚未(?:完成|整改)|未完成(?:整改)?",
    "已完成": rf"{_DONE}(?:完成整改|整改(?:完成|到位|完毕)|整改(?=[,。;)\s]|\Z)|办结|销号)|{_DONE}完成(?=[,。;)、\s]|\Z)"
    r"|(?<![^。;,:\s(])(?:整改(?:完成|到位)|完成(?:整改)?)(?=[,。;)\s]|\Z)",
}
_STATUSES = {status: either_script(cue) for status, cue in _STATUS.items()}
_UNDER = {
    "长期坚持": either_script("长期坚持|需要?长期"),
    "正在推进": either_script("正在|尚未|未完成|持续推进"),
    "已完成": either_script("已(?:经|全部)?(?:完成|整改)"),
}  # how headings of problems begin
_STATED = either_script(r"(?:该|此|上述)?(?:项)?(?:问题|整改|工作)?(?:目前|现)?(?:[\s(])*\Z")  # before the words on it
_FILLER = either_script(r"(?:[该此上述项目前现已并且均]|问题|整改|工作|[,，。;；()（）、\s])*")
_PERCENT = either_script(
    rf"(?:完成|进度|整改)(?:率|比例)?(?:[已约为的了]|达到?)*(?P<value>\d{{1,3}}(?:\.\d+)?|{MASKED})\s?%"
)
_ANSWERS = {"body", "helpers", "person", "due"}  # labels that may stand behind the measures
_BRACKET = either_script(r"\s*\([^()]{1,20}\)[。:]?\Z")
AROUND = " \t\r\n\u3000。；;，,、：:"


class Problem(Fields, frozen=True, kw_only=True):
    """A problem. category: the heading that it stands under; status: 已完成, 正在推进 or 长期坚持"""

    ordinal: int | list[int] | None = None
    description: str | None = None
    category: str | None = None
    cause: str | None = None
    measures: list[str]
    responsible_body: list[str]
    responsible_person: list[str]
    deadline: Date | None = None
    status: str | None = None
    completion_percent: Amount | None = None
    evidence: str | None = None


def read_problem(document: Document, block: Block, year: int | None) -> Problem:
    """The record of one problem; what is said under several labels of one kind is taken from the first, but the status."""
    raw, said, states = document.source.raw, dict[str, Quote](), list[Quote]()
    for name, value in read_values(raw, block):
        if value.text:
            said.setdefault(name, value)
            states += [value] if name == "state" else []
    bodies = read_bodies(raw, said["body"].span) if "body" in said else read_role(raw, block.span, "lead_bodies")
    due = next(iter(read_deadlines(raw, said["due"].span, year, bare=True)), None) if "due" in said else None
    return Problem.read(
        ordinal=block.number,
        description=_description(raw, said.get("problem") or block.named),
        category=block.category,
        cause=_whole(raw, block, said["cause"].span) if "cause" in said else None,
        measures=_measures(document, block, said),
        responsible_body=bodies,
        responsible_person=read_names(raw, said["person"].span) if "person" in said else [],
        deadline=due,
        status=_status(raw, block, states),
        completion_percent=_percent(raw, said["state"].span if "state" in said else block.span),
        evidence=join_lines(said["evidence"]) if "evidence" in said else None,
    )


def _description(raw: str, named: Quote | Heading | None) -> Quote | None:
    """What names the problem, without how far it is in brackets behind it."""
    if named is None:
        return None
    start, end = named.span
    bracket = next(find(_BRACKET, raw, (start, end)), None)
    if bracket and read_status(raw, bracket.span()):
        end = bracket.span()[0]
    return join_lines(trim(raw, (start, end), AROUND))


def _measures(document: Document, block: Block, said: dict[str, Quote]) -> list[Quote]:
    """The sentences behind the label; without one those on how far it is, or else all that is told before who answers.

    Sentences that say no more than how far the problem is are left out, and so are the markers of items.
    """
    raw, value = document.source.raw, said.get("measures") or said.get("state")
    if value:
        inside = document.descendants(block.unit, "section", "item") if block.unit else ()
        starts = {number[1][0]: number[1][1] for inner in inside if (number := ordinal(inner))}
        end = value.span[1] + (raw[value.span[1] : value.span[1] + 1] in ("。", "；", ";"))
        pieces = _pieces(block, (value.span[0], end))
        sentences = (each for piece in pieces for each in split_sentences(raw, piece, torn=True))
        told = [trim(raw, (starts.get(each.span[0], each.span[0]), each.span[1])) for each in sentences]
        found = [join_lines(sentence) for sentence in told]
    else:
        plain = all(name in _ANSWERS and value.text for name, value in read_values(raw, block))
        found = read_measures(document, block.unit) if block.unit and plain else []
    return [sentence for sentence in found if sentence.text and not _says_only(raw, sentence)]


def _pieces(block: Block, span: Span) -> Iterator[Span]:
    """The paragraphs of a block, as far as they are in the span: no page numbers."""
    for begin, end in join_torn(block.leaves):
        if begin < span[1] and span[0] < end:
            yield max(begin, span[0]), min(end, span[1])


def _whole(raw: str, block: Block, span: Span) -> Quote:
    return Quote("".join(join_lines(trim(raw, piece)).text for piece in _pieces(block, span)), span)


def _says_only(raw: str, sentence: Quote) -> bool:
    """Whether a sentence says no more than how far the problem is."""
    places = sorted(match.span() for cue in _STATUSES.values() for match in find(cue, raw, sentence.span))
    cuts = [sentence.span[0], *(cut for place in places for cut in place), sentence.span[1]]
    rest = "".join(raw[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return bool(places) and _FILLER.fullmatch(rest) is not None


def _stated(raw: str, start: int, end: int) -> bool:
    return begins(_STATED, raw, (start, end))


def _status(raw: str, block: Block, states: list[Quote]) -> tuple[str, Span] | None:
    """How far the problem is: in what its labels say, in a sentence, or a bracket, that says nothing else, or above."""
    for state in states:
        if found := read_status(raw, state.span):
            return found
    for begin, end in join_torn(block.leaves) if not states else ():
        for sentence in split_sentences(raw, (max(begin, block.start), end), torn=True):
            found = read_status(raw, sentence.span)
            if found and (_says_only(raw, sentence) or raw[found[1][0] - 1] in "（("):
                return found
    if not block.category:
        return None
    above = block.category.span
    return next(((status, above) for status, cue in _UNDER.items() if begins(cue, raw, above)), None)


def read_status(raw: str, span: Span) -> tuple[str, Span] | None:
    """The status that raw[span] begins with, else that something is going on, else the first one said."""
    found = sorted((match.span(), status) for status, cue in _STATUSES.items() for match in find(cue, raw, span))
    if not found:
        return None
    pending = [entry for entry in found if entry[1] == "正在推进"]
    where, status = found[0] if _stated(raw, span[0], found[0][0][0]) or not pending else pending[0]
    return status, where


def _percent(raw: str, span: Span) -> tuple[Amount, Span] | None:
    match = next(find(_PERCENT, raw, span), None)
    return (read_amount(match.quote("value").text), match.span("value")) if match else None
