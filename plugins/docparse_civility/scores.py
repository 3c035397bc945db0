"""Score clauses: 应得分为15分,实得分15分 — where they stand, what they say, and what they count for."""

from __future__ import annotations

from typing import NamedTuple

from docparse import MASKED, Document, Node, either_script, own_span, read_amount

Span = tuple[int, int]
Amount = float | str
UNITS = ("section", "item")

# as grammars/civility.lark spells the clause, and also where it is no clause of its own: 自评得分98分
_AMOUNT = rf"(\d{{1,4}}(?:\.\d{{1,2}})?|{MASKED})[ \t]?(分)?"
_IS = r"[ \t]?[为是:]?[ \t]?"
_FULL = rf"(?:应得分|标准分值?|分值|满分|总分){_IS}"
_CLAIMED = rf"(?:我[局所校院区市县镇村])?(?:实际?得分|自[查评测](?:得分|分|总分)?|考评得分|得分){_IS}"
_PAIR = either_script(rf"(?:{_FULL}|\((?=\d)){_AMOUNT}[ \t)]?[,;、]?[ \t]?\(?{_CLAIMED}{_AMOUNT}")
_CLAIMED_ALONE = either_script(rf"(?:自[查评测](?:得分|总分)|实得分|\(自[评查]分?){_IS}{_AMOUNT}")
_OF_ALL = either_script("[合总共]计|全部")
_REACH = 12  # characters before the clause


class Score(NamedTuple):
    """A score clause, and the unit in whose own text it stands. A score is a number or a placeholder.

    units: how many of its scores are printed with 分
    of_all: whether the words before it say that it is a sum
    """

    owner: Node
    span: Span
    full: tuple[Amount, Span] | None
    claimed: tuple[Amount, Span]
    units: int
    of_all: bool

    @property
    def numbers(self) -> tuple[float | None, float | None]:
        """The full and the claimed score, None for one that is missing or masked."""
        full = self.full[0] if self.full else None
        claimed = self.claimed[0]
        return full if isinstance(full, float) else None, claimed if isinstance(claimed, float) else None

    @property
    def lacks_unit(self) -> bool:
        return self.units < (2 if self.full else 1)


def read_scores(document: Document, node: Node) -> tuple[list[Score], Score | None]:
    """The scores of the criteria of the document rooted at `node`, and the stated score of the whole."""
    text, end = document.source.text, own_span(document, node)[1]
    found: dict[int, Score] = {}
    for leaf in document.descendants(node, "paragraph"):
        owner = document.parent(leaf)
        if leaf.start >= end or owner is None:
            break
        score = _read(text, leaf.span, owner)
        if score:
            found.setdefault(owner.id, score)
    return _divide([found[index] for index in sorted(found)])


def _read(text: str, span: Span, owner: Node) -> Score | None:
    match = _PAIR.search(text, *span) or _CLAIMED_ALONE.search(text, *span)
    if not match:
        return None
    groups = range(1, match.re.groups + 1)
    amounts = [(read_amount(match[group]), match.span(group)) for group in groups[::2]]
    return Score(
        owner,
        match.span(),
        full=amounts[0] if len(amounts) == 2 else None,
        claimed=amounts[-1],
        units=sum(match[group] is not None for group in groups[1::2]),
        of_all=_OF_ALL.search(text, max(span[0], match.start() - _REACH), match.start()) is not None,
    )


def _divide(scores: list[Score]) -> tuple[list[Score], Score | None]:
    """The innermost scores are those of the criteria; one that spans them all is that of the whole."""
    starts = [score.owner.start for score in scores]
    items = [
        score
        for score, following in zip(scores, [*starts[1:], None], strict=False)
        if score.owner.kind in UNITS and not score.of_all and (following is None or following >= score.owner.end)
    ]
    criteria = {item.owner.id for item in items}
    start, end = (items[0].owner.start, max(item.owner.end for item in items)) if items else (0, 0)
    for score in scores:
        spans_all = not items or (score.owner.start <= start and end <= score.owner.end)
        if score.of_all or (spans_all and score.owner.id not in criteria):
            return items, score
    return items, None


def clause_start(text: str, position: int, floor: int) -> int:
    """Where the clause begins that holds `position`; not before `floor`."""
    return max(floor, *(text.rfind(mark, floor, position) + 1 for mark in ",。;:!?\r\n"))
