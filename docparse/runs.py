"""Runs: the members of one series among many candidates, in text whose line breaks were lost (R12).

A run is 1 2 3 … of one style, the longest that there is; of two that are equally long the one after sentences, or else
the later (the earlier is a table of contents).
"""

from __future__ import annotations

from docparse.marks import BLANK, CLAUSE_END, CLAUSE_PAUSE, GLUED, LINE_START, Mark
from docparse.styles import PATHS

DENSE = 30  # characters per entry: what is denser is a table of contents
LATE_RUN = 3  # members of a run that does not begin with 1: the text is a part of a longer one
_LOOK_BACK = 60  # candidates of one style between two members of a run
_BREAKS = 10  # places where a run may have lost members
_LATE = 0.25  # the weight of its first member

Number = tuple[int, ...]


def group_of(mark: Mark) -> str:
    """Styles that number one sequence together: 1. and 1.1."""
    return "arabic" if mark.family == PATHS else mark.family


def number_of(mark: Mark) -> Number:
    if isinstance(mark.ordinal, list):
        return tuple(mark.ordinal) if mark.style.path else (mark.ordinal[0],)
    return () if mark.ordinal is None else (mark.ordinal,)


def follows(number: Number) -> list[Number]:
    """The numbers that may come after one in a decimal outline: its first child, its sibling, that of a parent.

    Of a chapter whose own number is lost, as beside a page number (12 4应急响应), the first child comes.
    """
    siblings = [(*number[: depth - 1], number[depth - 1] + 1) for depth in range(len(number), 0, -1)]
    return [(*number, 1), *siblings, (number[0] + 1, 1)] if len(number) > 1 else [(*number, 1), *siblings]


def _inserts(mark: Mark) -> bool:
    """Whether a mark goes on after its own number: 第四条之一 comes after 第四条."""
    return isinstance(mark.ordinal, list) and not mark.style.path


class Runs:
    """The runs among candidates of one group in one piece of a text, in order.

    carried: the last number of the group before the piece, for numbering that runs on
    outer: the number of the unit that the piece is of: 1.1 is its first child
    """

    def __init__(self, text: str, carried: Number | None, outer: Number) -> None:
        self.text = text
        self.continues = follows(carried)[1:] if carried else []
        self.begins = [(1,), (outer[-1], 1)] if outer else [(1,)]

    def count(self, run: list[Mark]) -> bool:
        """Whether a run is long enough to be one: two items from its first, one where numbering runs on."""
        if self.goes_on(run):
            return True
        clear = run and (number_of(run[0]) in self.begins or (run[0].boundary is LINE_START and not run[0].weak))
        return len(run) >= (2 if clear else LATE_RUN)

    def goes_on(self, run: list[Mark]) -> bool:
        """Whether a run goes on with the numbers before the piece."""
        return bool(run) and number_of(run[0]) in self.continues

    def find(self, marks: list[Mark]) -> list[Mark]:
        """The longest run, and what goes on with its numbers before and after where members are lost.

        Numbers without a sign count only beside decimals: else they are the first column of a table.
        """
        if not any(isinstance(mark.ordinal, list) for mark in marks):
            marks = [mark for mark in marks if not (mark.weak and self.text[mark.end - 1].isdigit())]
        run = self._longest(marks)
        for _ in range(_BREAKS if run else 0):
            before = self._longest([mark for mark in marks if mark.start < run[0].start])
            if len(before) < LATE_RUN or number_of(before[-1]) >= number_of(run[0]):
                break
            run = before + run
        for _ in range(_BREAKS if run else 0):
            after = self._longest([mark for mark in marks if mark.start > run[-1].start], later=True)
            if len(after) < LATE_RUN or number_of(after[0]) <= number_of(run[-1]):
                break
            run = run + after
        return self._series_before(marks, run) + run if run else run

    def _series_before(self, marks: list[Mark], run: list[Mark]) -> list[Mark]:
        """A series of its own before a run that begins with 1: not its table of contents, whose entries stand close."""
        if number_of(run[0]) != (1,):
            return []
        before = self._longest([mark for mark in marks if mark.start < run[0].start])
        apart = len(before) > 1 and run[0].start - before[0].start >= 2 * DENSE * len(before)
        return before if apart and number_of(before[0]) == (1,) and not any(mark.weak for mark in before) else []

    def _longest(self, marks: list[Mark], later: bool = False) -> list[Mark]:
        """The longest run among the marks; of two that are equally long the one after sentences, or else the later.

        later: the run comes after another of the piece, so that it does not go on with what was before
        """
        # for each mark of the run that ends there: its weight, how many of it come after sentences, the member before
        best: list[tuple[float, int, int]] = []
        numbers = list(map(number_of, marks))
        next_to = {number: frozenset(follows(number)) for number in set(numbers)}
        for index, mark in enumerate(marks):
            number, inserts = numbers[index], _inserts(mark)
            weight, after, previous = 0.0, 0, -1
            begins = number in self.begins and (not mark.weak or number == (1,))
            if begins or (number in self.continues and not later):
                weight = _weight(mark)
            elif mark.boundary in (CLAUSE_END, BLANK, LINE_START) and not mark.weak:
                weight = _LATE
            clear = passed = False  # passed: a rival of the mark lies between, which has more right to what is before
            for other in range(index - 1, max(0, index - _LOOK_BACK) - 1, -1):
                before = numbers[other]
                if (number in next_to[before] or (inserts and number == before)) and best[other][0]:
                    found = best[other][0] + _weight(mark), marks[other].boundary is not GLUED and not passed
                    if (*found, best[other][1]) > (weight, clear, after):
                        (weight, clear), after, previous = found, best[other][1], other
                passed = passed or before == number
            best.append((weight, after + self._after_sentence(mark), previous))
        if not best:
            return []
        last = max(range(len(best)), key=lambda index: (*best[index][:2], index))
        run: list[Mark] = []
        while last >= 0 and best[last][0]:
            run.append(marks[last])
            last = best[last][2]
        return run[::-1]

    def _after_sentence(self, mark: Mark) -> bool:
        return mark.boundary is CLAUSE_END and self.text[mark.start - 1] in "。!?"


def _weight(mark: Mark) -> float:
    """How much a mark adds to its run: half where its glyph or its place is doubtful."""
    return 0.5 if mark.weak or mark.boundary is CLAUSE_PAUSE else 1.0
