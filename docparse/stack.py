"""The stack of open units, and the ways to open another one."""

from __future__ import annotations

from docparse.scanner import LINE_START, Mark
from docparse.series import NO_RUNS, ROOT_RANK, Run, Unit
from docparse.styles import Style

MAX_DEPTH = 60  # below the 64 of the contract: the document and the paragraph stand around the units
IMPLICIT = Style("implicit_doc", rank=0, opens="document")
_ROOT = Style("", opens="document")
_DECIMAL_RANK = 40.0
_UNRANKED = float("inf")


def rank_of(mark: Mark) -> float:
    """Where the mark nests by default; a decimal by the number of its parts; infinite for a style without a rank."""
    if isinstance(mark.ordinal, list) and mark.style.name == "decimal":
        return _DECIMAL_RANK + len(mark.ordinal)
    return _UNRANKED if mark.style.rank is None else float(mark.style.rank)


class Stack:
    """The units that are open, the root first; `units` holds every unit ever opened.

    latest: the last ordinal of each structural style in the document, for numbering that runs on across parents
    held: the style of the unit that held the first series of each style in the document
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.units: list[Unit] = []
        root = Unit(
            -1, 0, 0, _ROOT, -1, None, ROOT_RANK, None,
            depth=0, floating=False, is_document=True, runs=NO_RUNS, container=True,
        )  # fmt: skip
        self.open: list[Unit] = [root]
        self.latest: dict[str, int] = {}
        self.held: dict[str, str] = {}

    @property
    def top(self) -> Unit:
        return self.open[-1]

    @property
    def document_depth(self) -> int:
        """The depth of the innermost document, part or root."""
        depth = len(self.open) - 1
        while not self.open[depth].is_document:
            depth -= 1
        return depth

    def pop_to(self, depth: int) -> None:
        del self.open[depth + 1 :]

    def join(self, mark: Mark, depth: int, number: int, run: Run | None = None) -> Unit:
        """Opens the next unit of a run of the unit at `depth`, closing everything inside."""
        run = run or self.open[depth].runs[mark.style.name]
        run.last, run.separator = number, self.separator(mark)
        return self._push(mark, depth, run)

    def begin(self, mark: Mark, depth: int, number: int, key: str | None = None) -> Unit:
        """Opens a new run under the unit at `depth`, and its first unit. The run is found again by `key`."""
        run = Run(mark.style, mark.family, number, self.separator(mark))
        parent = self.open[depth]
        if parent.runs is NO_RUNS:
            parent.runs = {}
        parent.runs[key or mark.style.name] = run
        self.held.setdefault(mark.style.name, parent.style.name)
        return self._push(mark, depth, run)

    def begin_part(self, mark: Mark) -> Unit:
        """Opens a part, closing every open unit that is not outside it."""
        depth = 0
        while depth + 1 < len(self.open) and self.open[depth + 1].rank < rank_of(mark):
            depth += 1
        self.latest.clear()
        self.held.clear()
        return self._push(mark, depth, None)

    def begin_document(self, start: int, line: int) -> Unit:
        """Opens a document that begins unnumbered at a line."""
        self.pop_to(0)
        self.latest.clear()
        self.held.clear()
        unit = Unit(
            len(self.units), start, line, IMPLICIT, -1, None, float(IMPLICIT.rank or 0), None,
            depth=1, floating=False, is_document=True, runs=NO_RUNS, container=True,
        )  # fmt: skip
        self.units.append(unit)
        self.open.append(unit)
        return unit

    def separator(self, mark: Mark) -> str:
        """What stands before the mark: a newline at a line start, else one character."""
        return "\n" if mark.boundary is LINE_START else self.text[mark.start - 1]

    def _push(self, mark: Mark, depth: int, run: Run | None) -> Unit:
        depth = min(depth, MAX_DEPTH - 1)  # what is deeper becomes a sibling
        del self.open[depth + 1 :]
        parent = self.open[depth]
        parent.shut = False
        rank = rank_of(mark)
        style, is_document = mark.style, mark.style.opens is not None
        unit = Unit(
            len(self.units), mark.start, mark.line, style, parent.index, mark,
            parent.rank + 0.5 if rank == _UNRANKED else rank, run, depth + 1, mark.floating, is_document, NO_RUNS,
            parent.provision or self._is_provision(style, parent.style), is_document,
        )  # fmt: skip
        self.units.append(unit)
        self.open.append(unit)
        if not mark.floating and isinstance(mark.ordinal, int):
            self.latest[style.name] = mark.ordinal
        return unit

    def _is_provision(self, style: Style, parent: Style) -> bool:
        """Whether units of the style are articles: 条, or 一、 directly under a chapter in older rules."""
        return style.family == "article" or (parent.name.startswith("law_") and not style.name.startswith("law_"))
