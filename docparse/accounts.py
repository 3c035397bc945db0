"""Accounts: what a report says was achieved, what fell short, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docparse.honours import read_honours
from docparse.outcomes import read_outcomes
from docparse.prefaces import Preface, read_overview, read_preface, read_reported_period, read_reporting_body
from docparse.reading import ordinal, own_span, signature, split_sentences, statements, told
from docparse.reports import Achievement
from docparse.shortfalls import END, PLANS, PROBLEMS, SHORT_OF, Shortfalls, turns
from docparse.source import fold
from docparse.tree import Document, Heading, Node
from docparse.values import Quote, Span, either_script, trim

_UNITS = ("section", "item")
_ENDING_FORMS = frozenset(
    {"signature", "signature_date", "date_line", "remark", "copy_to", "imprint", "attachment_note"}
)
_UNSAID_FORMS = frozenset(
    {
        "page_number",
        "running_head",
        "footnote",
        "closing_formula",
        "thanks",
        "greeting",
        "salutation",
        "navigation",
        "related_links",
        "heading",
    }
)
_PLANS = "(?:打算|计[划画]|安排|思路|重点|工作|方向|措施|目标|任务|要点|展望|谋划|举措|建议|设想)"
_AND = "[和与及、暨]"
_ON_PROBLEMS = either_script(
    rf"(?:(?:检讨|反思|剖析|教训){_AND})?(?:[^,。;]{{0,12}}(?:存在|面临|工作|[中前])的?|与[^,。;]{{2,12}}的)?(?:一些)?(?:主要|突出|具体)?{SHORT_OF}(?:{_AND}(?:主要)?(?:{SHORT_OF}|原因(?:分析)?))*"
    rf"(?:{_AND}?(?:以及|及其)?[^,。;]{{0,14}}{_PLANS})?"
)
_SETTLES = either_script("解决|聚焦|坚持|针对|着力|整改落实|直面|正视|破解|化解|补齐|导向|查摆|排查|整治|攻坚|排忧")
_ON_PLANS = either_script(
    rf"(?:下一?步|下阶段|下一阶段|下一?年度?|今后|明年|来年|下半年|未来|新(?:的一)?年度?|[12]\d{{3}}年(?:度|上半年)?)的?[^,。;]{{0,20}}?{_PLANS}"
    rf"(?:{_AND}[^,。;]{{0,10}})?|[^,。;]{{0,8}}(?:打算|努力方向|工作(?:计[划画]|思路|展望|谋划|设想)|改进措施|整改措施)"
)
_LOOKS_BACK = either_script("回顾|完成情况|开展情况|进展|总结")
_ON_WHOLE = either_script("[^,。;]{0,10}(?:概况|概述|基本情况|简介|总体情况|机构设置(?:情况)?)")
_ON_LESSONS = either_script("(?![^,。;]*[做作]法)[^,。;]{0,8}(?:体会|启示)")
_FRAMES = either_script("[^,。;]{0,16}(?:[做作]法|情况|成效|成绩|工作|回顾|进展|亮点|措施|举措|内容|成果|方面)")
_LEADS = either_script("(?:^.{0,8}|如下|以下.{0,8}|[体表]现[在为]|方面)[:：]$")
_RUN_IN = 24  # characters of a heading at the beginning of a paragraph


class Account:
    """What the report rooted at `node` tells.

    achieved: the units, or paragraphs, that tell what was done, each with that of its category and whether only what
    stands before the units in it is meant; told: the problems and plans; whole: the section on the general situation,
    if there is one
    stop: where the account ends, if not with the document
    """

    def __init__(self, document: Document, node: Node, stop: int | None = None) -> None:
        self.document, self.node = document, node
        self.signature, self.date = signature(document, node)
        ends = [own_span(document, node)[1], stop, self.signature.span[0] if self.signature else None]
        self.end = min(end for end in ends if end is not None)
        self.preface: Preface = read_preface(document, node)
        self.achieved: list[tuple[Node | None, Node, bool]] = []
        self.told = Shortfalls(document.source.raw)
        self.whole: Node | None = None
        self._loose: list[Node] = []
        self._read()

    @property
    def problems(self) -> list[Quote]:
        return self.told.problems

    @property
    def next_steps(self) -> list[Quote]:
        return self.told.plans

    def report(self) -> dict[str, Any]:
        """The fields of a `Report`, for `Fields.read`."""
        document, node, preface = self.document, self.node, self.preface
        return {
            "reporting_body": read_reporting_body(document, node, preface),
            "period": read_reported_period(document, preface),
            "overview": read_overview(document, preface) or (told(document, self.whole) if self.whole else None),
            "achievements": list(self.achievements()),
            "honours": read_honours(document.source.raw, own_span(document, node)),
            "problems": self.problems,
            "next_steps": self.next_steps,
            "signature": self.signature,
            "date": self.date,
        }

    def achievements(self) -> Iterator[tuple[Achievement, Span]]:
        """What was done, with the span of its unit."""
        for category, unit, own in self.achieved:
            achievement, span = self.achievement(category, unit, own)
            if achievement.actions or achievement.heading:
                yield achievement, span

    def achievement(self, category: Node | None, unit: Node, own: bool) -> tuple[Achievement, Span]:
        """What one unit tells; a paragraph may begin with its heading."""
        said, heading = self._done(unit, own=own), unit.heading
        if unit.kind == "paragraph" and _begins_with_heading(said):
            begins = said.pop(0)
            heading = Heading(*trim(self.document.source.raw, begins.span, END))
        results = [found for sentence in said for found in read_outcomes(self.document.source.raw, sentence.span)]
        achievement = Achievement.read(
            ordinal=ordinal(unit),
            category=category.heading if category else None,
            heading=heading,
            actions=said,
            results=results,
        )
        cut = own or unit.end > self.end
        return achievement, (unit.start, said[-1].span[1]) if cut and said else unit.span

    def _done(self, unit: Node, *, own: bool = False) -> list[Quote]:
        """The sentences that tell what was done: up to where they turn to what fell short."""
        said = self._said(unit, own=own)
        turn = next((place for place, found in enumerate(said) if turns(found)), None)
        return [found for found in said[:turn] if not _LEADS.search(found.text)]

    def _said(self, unit: Node, *, own: bool = False) -> list[Quote]:
        return [found for found in statements(self.document, unit, own=own) if found.span[0] < self.end]

    # --- the parts of the document -----------------------------------------------------------------------------

    def _read(self) -> None:
        state = ""
        first = self.preface.paragraphs[-1][1] if self.preface.paragraphs else self.node.start
        for child in self.document.children(self.node):
            if child.start >= self.end or child.form in _ENDING_FORMS:
                break
            if child.kind in _UNITS:
                state = self._unit(child, state)
            elif child.kind == "paragraph" and child.start >= first:
                state = self._paragraph(child, state)
        if not self._has_sections(self.node):
            raw = self.document.source.raw
            told = [leaf for leaf in self._loose if not self.achieved or read_outcomes(raw, leaf.span)]
            self.achieved += [(None, leaf, False) for leaf in told]
            self.achieved.sort(key=lambda found: found[1].start)
            if not self.achieved:
                self._achieve_at_once(first)

    def _achieve_at_once(self, stop: int) -> None:
        """A short report, which tells in its first paragraph what was done."""
        for leaf in self.document.children(self.node):
            if (
                leaf.form in ("body", "preamble")
                and leaf.end <= stop
                and read_outcomes(self.document.source.raw, leaf.span)
            ):
                self._achieved(None, leaf)

    def _unit(self, unit: Node, state: str) -> str:
        """Reads a unit at the top; the state that it leaves."""
        if state and unit.kind == "item":
            self.told.add(state, self._named(unit))
            return state
        kind = _subject(unit)
        if kind:
            self._gather(unit, kind)
        elif self.whole is None and not self.achieved and self._on_whole(unit):
            self.whole = unit
        elif not (unit.heading and _ON_LESSONS.fullmatch(fold(unit.heading.text))):
            self._achieve(unit)
        return ""

    def _on_whole(self, unit: Node) -> bool:
        return (
            not self._has_sections(unit)
            and unit.heading is not None
            and bool(_ON_WHOLE.fullmatch(fold(unit.heading.text)))
        )

    def _has_sections(self, unit: Node) -> bool:
        return any(child.kind == "section" for child in self.document.children(unit))

    def _achieve(self, unit: Node) -> None:
        """The unit itself, or those below it, with what it says before and after them."""
        children = self.document.children(unit)
        below = [child for child in children if child.kind == "section"]
        frame = unit.heading is not None and _FRAMES.fullmatch(fold(unit.heading.text))
        lead = self._said(unit, own=True)
        turned = any(turns(sentence) for sentence in lead)  # so that items after it fall short
        below = below or ([child for child in children if child.kind == "item"] if frame and not turned else [])
        if not below or not (frame or any(child.heading for child in below)):
            self._list(unit, bool(frame))
            return
        if any(read_outcomes(self.document.source.raw, sentence.span) for sentence in lead):
            self.achieved.append((None, unit, True))
        state = self._turned(lead)
        for child in children:
            if child in below:
                kind = _subject(child)
                if kind:
                    self._gather(child, kind)
                elif state:
                    self.told.add(state, self._named(child))
                elif child.heading and _FRAMES.fullmatch(fold(child.heading.text)) and self._has_sections(child):
                    self._achieve(child)
                else:
                    self._achieved(unit, child)
            elif child.start > below[0].start and child.kind == "paragraph":
                state = self._paragraph(child, state)

    def _list(self, unit: Node, frame: bool) -> None:
        """A unit without units in it: its paragraphs, where its heading only frames them and most have their own."""
        children = self.document.children(unit)
        done = [child for child in children if child.form in ("body", "lead_in") and self._done(child)]
        headed = [leaf for leaf in done if _begins_with_heading(self._done(leaf))]
        if not frame or len(headed) < 2 or 2 * len(headed) < len(done):
            self._achieved(None, unit)
            return
        state = ""
        for child in children:
            if child in done:
                self._achieved(unit, child)
            elif child.kind == "paragraph":
                state = self._paragraph(child, state)
            elif state and child.kind in _UNITS:
                self.told.add(state, self._named(child))

    def _achieved(self, category: Node | None, unit: Node) -> None:
        """A unit that tells what was done; it may turn to what fell short at its end, where paragraphs were joined."""
        self.achieved.append((category, unit, False))
        self._turned(self._said(unit))

    def _turned(self, said: list[Quote]) -> str:
        """Reads the sentences from where they turn to what fell short; the state that they leave."""
        state = ""
        for sentence in said:
            if state or turns(sentence):
                state = self.told.read(sentence, state or PROBLEMS)
        return state

    def _gather(self, unit: Node, kind: str) -> None:
        """A section on problems or plans: its units, or its sentences."""
        children = [child for child in self.document.children(unit) if child.start < self.end]
        below = [child for child in children if child.kind in _UNITS]
        state, begun = kind, len(self.told.problems)
        for sentence in self._said(unit, own=True):
            state = self.told.read(sentence, state or kind, announces=bool(below) and len(self.told.problems) == begun)
        for child in children:
            if child in below:
                own = _subject(child)
                if own and self.document.children(child):
                    self._gather(child, own)
                else:
                    self.told.add(state or kind, self._named(child))
            elif below and child.start > below[0].start and child.kind == "paragraph":
                state = self._paragraph(child, state or kind)

    def _paragraph(self, leaf: Node, state: str) -> str:
        if leaf.form in _UNSAID_FORMS or leaf.form in _ENDING_FORMS:
            return state
        before = state
        for sentence in self._said(leaf):
            state = self.told.read(sentence, state)
        if not before and not state:
            self._loose.append(leaf)
        return state

    def _named(self, unit: Node) -> Quote:
        """The heading of a unit, or its first sentence."""
        if unit.heading:
            return Quote(*unit.heading)
        said = told(self.document, unit)
        return next(split_sentences(self.document.source.raw, said.span), said)


def _begins_with_heading(said: list[Quote]) -> bool:
    return len(said) > 1 and len(said[0].text) <= _RUN_IN and said[0].text[-1] in "。.:："


def _subject(unit: Node) -> str:
    """Whether a heading announces PROBLEMS or PLANS."""
    heading = fold(unit.heading.text) if unit.heading else ""
    heading = re.sub(r"\s", "", heading)
    if _ON_PROBLEMS.fullmatch(heading) and not _SETTLES.search(heading):
        return PROBLEMS
    return PLANS if _ON_PLANS.fullmatch(heading) and not _LOOKS_BACK.search(heading) else ""
