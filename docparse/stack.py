"""The stack of open units, and the ways to open another one."""

from __future__ import annotations

from docparse.evidence import DOCUMENT, FIRST, NEXT, PART, RUN
from docparse.marks import GLUED, LINE_START, Mark
from docparse.series import NO_RUNS, ROOT_RANK, Outlook, Run, Unit
from docparse.styles import IMPLICIT, UNRANKED, Style
from docparse.tree import DEEPEST

_ROOT = Style("", opens="document")


class Stack:
    """The units that are open, the root first; `units` holds every unit ever opened.

    latest: the last ordinal of each structural style in the document, for numbering that runs on across parents
    held: the style of the unit that held the first series of each style in the document
    flattened: the marks of the units that DEEPEST made siblings of what they stand in
    """

    def __init__(self, text: str, outlook: Outlook) -> None:
        self.text = text
        self.outlook = outlook
        self.units: list[Unit] = []
        root = Unit(
            -1, 0, 0, _ROOT, -1, None, ROOT_RANK, None,
            depth=0, document=0, floating=False, is_document=True, runs=NO_RUNS, container=True,
        )  # fmt: skip
        self.open: list[Unit] = [root]
        self.latest: dict[str, int] = {}
        self.held: dict[str, str] = {}
        self.flattened: list[Mark] = []

    @property
    def top(self) -> Unit:
        return self.open[-1]

    @property
    def document_depth(self) -> int:
        """The depth of the innermost document, part or root."""
        return self.open[-1].document

    def pop_to(self, depth: int) -> None:
        """Closes the units deeper than `depth`, whose series are over."""
        opened = self.open
        while len(opened) - 1 > depth:
            opened.pop().runs = NO_RUNS

    def join(self, mark: Mark, depth: int, number: int, run: Run | None = None, why: str = NEXT) -> Unit:
        """Opens the next unit of a run of the unit at `depth`, closing everything inside."""
        run = run or self.open[depth].runs[mark.style.name]
        run.last, run.separator = number, self.separator(mark)
        before = self.units[run.item]
        run.listed = before.stop == ";" and not before.filled
        run.bare = run.listed or (before.container and not before.filled)
        return self._push(mark, depth, run, why)

    def begin(self, mark: Mark, depth: int, number: int, key: str | None = None, why: str = FIRST) -> Unit:
        """Opens a new run under the unit at `depth`, and its first unit. The run is found again by `key`."""
        run = Run(mark.style, mark.family, number, self.separator(mark))
        parent = self.open[depth]
        if parent.runs is NO_RUNS:
            parent.runs = {}
        parent.runs.pop(key or mark.style.name, None)  # the last one begun stands last
        parent.runs[key or mark.style.name] = run
        self.held.setdefault(mark.style.name, parent.style.name)
        return self._push(mark, depth, run, why)

    def begin_part(self, mark: Mark) -> Unit:
        """Opens a part, closing every open unit that is not outside it: a document without a number holds none."""
        depth = next((depth for depth in range(len(self.open) - 1, 0, -1) if self._divides(mark, depth)), 0)
        for unit in self.open[1:] if not depth else ():
            if unit.rank >= mark.rank or unit.style is IMPLICIT:
                break
            depth += 1
        self.latest.clear()
        self.held.clear()
        return self._push(mark, depth, None, DOCUMENT if mark.style is IMPLICIT else PART)

    def _divides(self, mark: Mark, depth: int) -> bool:
        """Whether a mark 第一部分 is a part of the attachment at `depth`, or the next one in it."""
        if mark.style.opens != "part" or self.open[depth].style.opens != "attachment":
            return False
        inner = self.open[depth + 1] if depth + 1 < len(self.open) else None
        if inner is None or inner.style is not mark.style:
            return mark.ordinal == 1
        return isinstance(inner.ordinal, int) and mark.ordinal == inner.ordinal + 1

    def begin_document(self, start: int, line: int) -> Unit:
        """Opens a document that begins unnumbered at a line."""
        self.pop_to(0)
        self.latest.clear()
        self.held.clear()
        unit = Unit(
            len(self.units), start, line, IMPLICIT, -1, None, float(IMPLICIT.rank or 0), None,
            depth=1, document=1, floating=False, is_document=True, runs=NO_RUNS, container=True,
        )  # fmt: skip
        self.units.append(unit)
        self.open.append(unit)
        return unit

    def _provides(self, mark: Mark, parent: Unit) -> bool:
        """Whether a unit is a provision or part of one: those of contracts have titles, 第二条 租赁期限."""
        if parent.provision:
            return True
        if mark.style.statute != "article":
            return parent.style.statute is not None and self._stands_in(mark, parent)
        return not self.outlook.titled(mark.family, self.open[self.document_depth].start)

    def _stands_in(self, mark: Mark, parent: Unit) -> bool:
        """Whether a unit below a chapter stands for an article, as 一、 in older rules does; a title does not."""
        if mark.style.statute or not mark.style.numbered:
            return False
        return not self.outlook.titles(mark, parent.start, self.open[parent.document].start)

    def separator(self, mark: Mark) -> str:
        """What stands before the mark: a newline at a line start, else one character."""
        return "\n" if mark.boundary is LINE_START else self.text[mark.start - 1]

    def _push(self, mark: Mark, depth: int, run: Run | None, why: str) -> Unit:
        mark.why = RUN if mark.boundary is GLUED and run is not None else why
        if depth >= DEEPEST:
            depth = DEEPEST - 1
            self.flattened.append(mark)
        self.pop_to(depth)
        parent = self.open[depth]
        parent.shut, parent.filled = False, True
        style, is_document = mark.style, mark.style.opens is not None
        unit = Unit(
            len(self.units), mark.start, mark.line, style, parent.index, mark,
            parent.rank + 0.5 if mark.rank == UNRANKED else mark.rank, run,
            depth + 1, depth + 1 if is_document else parent.document, mark.floating, is_document, NO_RUNS,
            self._provides(mark, parent),
            is_document,
        )  # fmt: skip
        if run is not None:
            run.item = unit.index
        self.units.append(unit)
        self.open.append(unit)
        if not mark.floating and isinstance(mark.ordinal, int):
            self.latest[style.name] = mark.ordinal
        return unit
