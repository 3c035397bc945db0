"""The parts of a government work report: the review, the year that it looks back on, and what lies ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from docparse import Document, Node, Quote, Span, either_script, split_sentences, statements, told, trim

UNITS = ("section", "item")
_LIST_FORMS = frozenset({"list_item", "run_in_heading", "label_paragraph"})

_LOOKS_BACK = either_script("回顾|过去|成就|成绩|工作情况|完成情况")
_LOOKS_AHEAD = either_script(
    "(?:目标|任务|安排|重点工作|工作重点|总体要求|思路|部署|建议|展望)(?:[和与及、][^。;:]{0,24})?$|(?:今后|未来)[一二三五几]?年"
)
_WORK = either_script(r"(?:年|今年|下步|下一步)(?:的?主要)?(?:政府)?工作$")
_HEADLINE = re.compile(r"\s*[^。;:!?,\r\n]{6,40}[ \t\r\n]*")  # of a part that bears no number
_TARGETS = either_script(
    r"(?:主要)?(?:预期|发展|奋斗|工作|计划|增长)?目标(?:任务)?(?:初步)?(?:是|为|确定为|安排为|:|建议为):?"
)
_ON_TARGETS = either_script("[^,。;:]{0,12}目标(?:任务)?")
_EXPECTED = either_script("预期目标")
_YEARS = either_script(r"(?:过去的?|这|近)?(?<![\d二〇○零])[五5]年(?!级)|“?十[一二三四五]五”?时期|本届政府")
_THE_YEAR = either_script(
    r"(?:刚刚)?(?:过去的?)?(?:20\d{2}|二[〇○零][一-九〇○零]{2})年|(?:刚刚)?(?:过去的?|这)一年|一年来|去年"
)
_PERIOD_AHEAD = either_script("时期|五年|规划")
_FRAME = either_script("总体要求|目标|指导思想|形势|总体思路")
_CLOSES = either_script(r"\s*各位代表[,!]")
_SELF = either_script(
    "自身建设|(?:法治|廉洁|诚信|高效|服务型?|阳光|创新|人民满意的?|满意)[^,。;]{0,6}政府|政府(?:效能|作风|治理)|党的[^,。;]{0,4}领导[^。]{0,4}政府工作"
)
_SELF_SAID = either_script("(?:加强|推进|抓好|强化)[^,。;]{0,8}(?:政府|自身)自?身?建设")


class Parts:
    """The parts of the report rooted at `node`.

    ahead: where what lies ahead begins; year: where the review of the last year begins, after that of several years
    """

    def __init__(self, document: Document, node: Node) -> None:
        self.document, self.node = document, node
        self.raw, self.text = document.source.raw, document.source.text
        self.end = next((part.start for part in document.descendants(node, "part")), node.end)
        self.units = [child for child in document.children(node) if child.kind in UNITS and child.start < self.end]
        self.leaves = [leaf for leaf in document.descendants(node, "paragraph") if leaf.start < self.end]
        self.ahead = self._ahead()
        self.year = self._year()

    def _ahead(self) -> int:
        """The first heading, or line that is one without a number, that looks ahead."""
        headings = [(unit.start, unit.heading.text) for unit in self.units if unit.heading]
        for leaf in self.leaves:
            if leaf.form in ("body", "preamble") and _HEADLINE.fullmatch(self.text, *leaf.span):
                headings.append((leaf.start, trim(self.raw, leaf.span).text))
        looked_back = False
        for start, heading in sorted(headings):
            if _LOOKS_BACK.search(heading):
                looked_back = True
            elif _LOOKS_AHEAD.search(heading) or (looked_back and _WORK.search(heading)):
                return start
        return next((leaf.start for leaf in self.leaves if _EXPECTED.search(self.text, *leaf.span)), self.end)

    def _year(self) -> int:
        """The first paragraph of the review that begins with the year, where several years come first."""
        review = [leaf for leaf in self.leaves if leaf.start < self.ahead]
        for place, leaf in enumerate(review):
            if _YEARS.search(self.text, *leaf.span):
                later = (after for after in review[place + 1 :] if self._tells_year(after))
                return next((after.start for after in later), leaf.start)
        return self.node.start

    def _tells_year(self, leaf: Node) -> bool:
        begin = trim(self.raw, leaf.span).span[0]
        return _THE_YEAR.match(self.text, begin, leaf.end) is not None

    def review(self) -> Iterator[Quote]:
        """The sentences on the last year."""
        for leaf in self.leaves:
            if self.year <= leaf.start < self.ahead:
                yield from split_sentences(self.raw, leaf.span)

    def targets(self) -> list[Span]:
        """What is said of the targets for the year ahead: the rest of the sentence, or the list that it announces."""
        for cue in (_EXPECTED, _TARGETS):
            for place, leaf in enumerate(self.leaves):
                said = leaf.start >= self.ahead and cue.search(self.text, *leaf.span)
                begins = _TARGETS.search(self.text, *leaf.span) if said else None
                if not begins:
                    continue
                stop = self.text.find("。", begins.end(), leaf.end)
                rest = begins.end(), stop if stop >= 0 else leaf.end
                if trim(self.raw, rest).text:
                    return [rest]
                listed = takewhile(lambda after: after.form in _LIST_FORMS, self.leaves[place + 1 :])
                return [after.span for after in listed]
        unit = next((unit for unit in self.units if unit.start >= self.ahead and self._on_targets(unit)), None)
        return [sentence.span for sentence in statements(self.document, unit, own=True)] if unit else []

    def _on_targets(self, unit: Node) -> bool:
        return unit.heading is not None and _ON_TARGETS.fullmatch(unit.heading.text) is not None

    def tasks(self) -> Iterator[tuple[Node | None, Node]]:
        """The units that tell what is to be done in the year ahead, each with that of its category, if it has one."""
        own = self.self_building_unit()
        for unit in self.units:
            if unit.start < self.ahead or unit is own or (unit.heading and _PERIOD_AHEAD.search(unit.heading.text)):
                continue
            below = [child for child in self.document.children(unit) if child.kind == "section"]
            yield from ((unit, child) for child in below if child is not own)
            if not below and unit.kind == "section" and not (unit.heading and _FRAME.search(unit.heading.text)):
                yield None, unit

    def self_building_unit(self) -> Node | None:
        """The unit on how the government works itself, the last one of them."""
        below = [child for unit in self.units for child in (unit, *self.document.children(unit))]
        found = [unit for unit in below if unit.kind == "section" and unit.start >= self.ahead and unit.heading]
        return next((unit for unit in reversed(found) if unit.heading and _SELF.search(unit.heading.text)), None)

    def self_building(self) -> Quote | None:
        """What is said on it: by that unit, or by a paragraph near the end."""
        unit = self.self_building_unit()
        if unit:
            said = told(self.document, unit)
            closes = _CLOSES.search(self.text, *said.span)
            return trim(self.raw, (said.span[0], closes.start())) if closes else said
        for leaf in reversed(self.leaves):
            if leaf.start >= self.ahead and _SELF_SAID.search(self.text, leaf.start, min(leaf.end, leaf.start + 60)):
                return trim(self.raw, leaf.span)
        return None
