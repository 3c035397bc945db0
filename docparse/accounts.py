"""Accounts: what a report says was achieved, what fell short, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.outcomes import Outcome, read_outcomes
from docparse.prefaces import Preface, read_preface
from docparse.reading import ordinal, own_span, split_sentences, statements, told
from docparse.source import fold
from docparse.tree import Document, Heading, Node
from docparse.values import Fields, Quote, Span, either_script, trim

_UNITS = ("section", "item")
_ENDING_FORMS = frozenset(
    {"signature", "signature_date", "date_line", "remark", "copy_to", "imprint", "attachment_note"}
)
_UNSAID_FORMS = frozenset(
    {"page_number", "closing_formula", "thanks", "greeting", "salutation", "navigation", "related_links", "heading"}
)
_SHORT_OF = "(?:问题|不足(?:之处)?|困难|差距|短板|薄弱环节|挑战|不到之处)"
_PLANS = "(?:打算|计[划画]|安排|思路|重点|工作|方向|措施|目标|任务|要点|展望|谋划|举措|建议|设想)"
_AND = "[和与及、暨]"
_ON_PROBLEMS = either_script(
    rf"(?:[^,。;]{{0,12}}(?:存在|面临|工作|[中前])的?|与[^,。;]{{2,12}}的)?(?:一些)?(?:主要|突出|具体)?{_SHORT_OF}(?:{_AND}(?:主要)?(?:{_SHORT_OF}|原因(?:分析)?))*"
    rf"(?:{_AND}?(?:以及|及其)?[^,。;]{{0,14}}{_PLANS})?"
)
_SETTLES = either_script("解决|聚焦|坚持|针对|着力|整改落实|直面|正视|破解|化解|补齐|导向|查摆|排查|整治|攻坚|排忧")
_ON_PLANS = either_script(
    rf"(?:下一?步|下阶段|下一阶段|下一?年度?|今后|明年|来年|下半年|新(?:的一)?年度?|[12]\d{{3}}年(?:度|上半年)?)的?[^,。;]{{0,20}}?{_PLANS}"
    rf"(?:{_AND}[^,。;]{{0,10}})?|[^,。;]{{0,8}}(?:打算|努力方向|工作(?:计[划画]|思路|展望|谋划|设想)|改进措施|整改措施)"
)
_LOOKS_BACK = either_script("回顾|完成情况|开展情况|进展|总结")
_ON_WHOLE = either_script("[^,。;]{0,10}(?:概况|基本情况|简介|总体情况|机构设置(?:情况)?)")
_FRAMES = either_script("[^,。;]{0,16}(?:[做作]法|情况|成效|成绩|工作|回顾|进展|亮点|措施|举措|内容|成果)")
_TELLS_PROBLEMS = either_script(
    rf"(?:存在|面临|还有|仍有|尚有)着?[^。;]{{0,20}}{_SHORT_OF}|清醒[地的]?[^。;]{{0,12}}(?:看到|认识到|意识到)"
    rf"|{_SHORT_OF}[^。;,]{{0,6}}(?:不容忽视|依然|仍然|还很)|相比[^。;]{{0,16}}(?:差距|不足|不完善)|还?有不到之处"
)
_SHORT_OF_WHAT = either_script(
    "不[够足强高多深细实牢严准快优匹同适及]|不到位|不平衡|不充分|不完善|不健全|不规范|不及时|不明显|不稳|欠缺|缺[乏少口]|薄弱|滞后|偏[低弱少高慢]"
    "|较[大低少弱慢]|有待|亟待|亟需|急需|突出|脆弱|困难|短板|仍需|还需|尚需|仍然|依然|尚未|还未|难以|难度|低于|严峻|不少|时有发生|需要?进一步|单一|老化|紧张|欠账|流失|外流|短缺|粗放|矛盾|压力|过[多大重高]|太[少多]|个别|少数|链条短"
)
_UNSPECIFIC = either_script(
    rf"(?:存在|面临|还有|仍有|尚有|有)(?:着)?[^,。;:]{{0,14}}?(?:{_SHORT_OF}|不完善的地方|矛盾和问题)"
    rf"|[^,。;:]{{0,20}}{_SHORT_OF}[^,。;:]{{0,6}}(?:不容忽视|突出)|需要?(?:不断|进一步)加以改进"
)
_STILL = either_script("(?<![一-鿿])(?:但是?|然而|同时)?(?:我们)?(?:也|还|仍然?|依然)(?![一-鿿])")
_TURNS = either_script(
    rf"存在的?(?:主要|突出)?{_SHORT_OF}(?:[和与及、]{_SHORT_OF})?(?:主要)?(?:是|有|[体表]现[在为]|:)"
    rf"|(?:同时|但是?|当然|在[^,。;]{{2,16}}的同时),?(?:我们|必须|也|还|应|要|仍)*(?:清醒[地的]?[看认]|存在[^。;]{{0,16}}{_SHORT_OF})"
)
_BACK_TO = either_script("对此|(?:针对|对于?)?(?:以上|上述|这些)(?:问题|不足|困难)")
_AHEAD = either_script(
    r"(?:(?<=[,。;:])|^)(?:下一?步|下阶段|下一阶段|今后|接下来|明年|来年|新的一年|力争|[12]\d{3}年,?我[一-鿿]{0,8}将|我们?将"
    r"|我[局委办院校所站镇乡市县区处]将)"
)
_PLANS_AHEAD = either_script(
    r"(?:下一?步|下阶段|下一阶段|今后|接下来|明年|来年|新的一年|[12]\d{3}年,?我[一-鿿]{0,8}将)"
)
_CLOSES = either_script(
    "(?:以上|特此)[^。;]{0,16}(?:汇报|报告|总结|妥)|谢谢|批评指正|(?:述职|汇报|报告|总结)人:|请[^。;]{0,8}(?:审议|审阅|指示)|^让我们"
)
_LEADS = either_script("(?:^.{0,8}|如下|以下.{0,8}|[体表]现[在为]|方面)[:：]$")
_ADJACENT = 3  # characters between the members of a list
_RUN_IN = 24  # characters of a heading at the beginning of a paragraph
_SUBJECT = 3  # characters of what is told to fall short
_END = " \t\r\n\u3000。;；,，:："


class Achievement(Fields, frozen=True, kw_only=True):
    """What was done. category: the heading it stands under; actions: its sentences; results: what was counted."""

    ordinal: int | list[int] | None = None
    category: str | None = None
    heading: str | None = None
    actions: list[str]
    results: list[Outcome]


class Account:
    """What the report rooted at `node` tells.

    achieved: the units, or paragraphs, that tell what was done, each with that of its category and whether only what
    stands before the units in it is meant; problems, next_steps: as told, without final punctuation; whole: the section
    on the general situation, if there is one

    stop: where the account ends, if not with the document
    """

    def __init__(self, document: Document, node: Node, stop: int | None = None) -> None:
        self.document, self.node = document, node
        end = own_span(document, node)[1]
        self.end = end if stop is None else min(end, stop)
        self.preface: Preface = read_preface(document, node)
        self.achieved: list[tuple[Node | None, Node, bool]] = []
        self.problems: list[Quote] = []
        self.next_steps: list[Quote] = []
        self.whole: Node | None = None
        self._loose: list[Node] = []
        self._read()

    def achievements(self) -> Iterator[tuple[Achievement, Span]]:
        """What was done, with the span of its unit."""
        for category, unit, own in self.achieved:
            achievement, span = self.achievement(category, unit, own)
            if achievement.actions or achievement.heading:
                yield achievement, span

    def achievement(self, category: Node | None, unit: Node, own: bool) -> tuple[Achievement, Span]:
        """What one unit tells; a paragraph may begin with its heading."""
        said, heading = self._told(unit, own=own), unit.heading
        if unit.kind == "paragraph" and _begins_with_heading(said):
            begins = said.pop(0)
            heading = Heading(*trim(self.document.source.raw, begins.span, _END))
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

    def _told(self, unit: Node, *, own: bool = False) -> list[Quote]:
        """The sentences that tell what was done: up to where they turn to what fell short."""
        said = [found for found in statements(self.document, unit, own=own) if found.span[0] < self.end]
        turns = (place for place, found in enumerate(said) if _TURNS.match(fold(found.text)))
        return [found for found in said[: next(turns, None)] if not _LEADS.search(found.text)]

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

    def _unit(self, unit: Node, state: str) -> str:
        """Reads a unit at the top; the state that it leaves."""
        if state and unit.kind == "item":
            self._add(state, self._named(unit))
            return state
        kind = _subject(unit)
        if kind:
            self._gather(unit, kind)
        elif self.whole is None and not self.achieved and self._on_whole(unit):
            self.whole = unit
        else:
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
        below = below or ([child for child in children if child.kind == "item"] if frame else [])
        if not below or not (frame or any(child.heading for child in below)):
            leaves = [child for child in children if child.kind == "paragraph" and child.form in ("body", "lead_in")]
            listed = frame and len(leaves) > 1 and all(_begins_with_heading(self._told(leaf)) for leaf in leaves)
            for found in leaves if listed else [unit]:
                self._achieved(unit if listed else None, found)
            return
        lead = statements(self.document, unit, own=True)
        if any(read_outcomes(self.document.source.raw, sentence.span) for sentence in lead):
            self.achieved.append((None, unit, True))
        state = ""
        for child in children:
            if child in below:
                kind = _subject(child)
                if kind or state:
                    self._gather(child, kind or state)
                elif child.heading and _FRAMES.fullmatch(fold(child.heading.text)) and self._has_sections(child):
                    self._achieve(child)
                else:
                    self._achieved(unit, child)
            elif child.start > below[0].start and child.kind == "paragraph":
                state = self._paragraph(child, state)

    def _achieved(self, category: Node | None, unit: Node) -> None:
        """A unit that tells what was done; it may turn to what fell short at its end, where paragraphs were joined."""
        self.achieved.append((category, unit, False))
        state = ""
        for sentence in statements(self.document, unit):
            if sentence.span[0] >= self.end:
                break
            if state or _TURNS.match(fold(sentence.text)):
                state = self._sentence(sentence, state or "problems")

    def _gather(self, unit: Node, kind: str) -> None:
        """A section on problems or plans: its units, or its sentences."""
        below = [child for child in self.document.children(unit) if child.kind in _UNITS]
        state, begun = kind, len(self.problems)
        for sentence in statements(self.document, unit, own=True):
            state = self._sentence(sentence, state or kind, announces=bool(below) and len(self.problems) == begun)
        for child in self.document.children(unit):
            if child in below:
                own = _subject(child)
                if own and self.document.children(child):
                    self._gather(child, own)
                else:
                    self._add(state or kind, self._named(child))
            elif below and child.start > below[0].start and child.kind == "paragraph":
                state = self._paragraph(child, state or kind)

    def _paragraph(self, leaf: Node, state: str) -> str:
        if leaf.form in _UNSAID_FORMS or leaf.form in _ENDING_FORMS:
            return state
        before = state
        for sentence in statements(self.document, leaf):
            state = self._sentence(sentence, state)
        if not before and not state:
            self._loose.append(leaf)
        return state

    # --- sentences ---------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Quote, state: str, *, announces: bool = False) -> str:
        """Adds what a sentence tells of problems and plans; the state that it leaves."""
        text, (start, end) = fold(sentence.text), sentence.span
        if _CLOSES.search(text):
            return ""
        tells = bool(state) or _TELLS_PROBLEMS.search(text)
        ahead = _AHEAD.search(text) if tells else _PLANS_AHEAD.match(text)
        if not tells and not ahead:
            return ""
        back = _BACK_TO.match(text)
        if state == "problems" and back and not ahead:
            return ""
        if state != "next_steps" and not back:
            stop = start + ahead.start() if ahead else end
            self._problem(Quote(sentence.text[: stop - start], (start, stop)), announces)
        if ahead or state == "next_steps":
            begin = start + ahead.start() if ahead else start
            if not text.endswith(":"):
                self._add("next_steps", Quote("", (begin, end)))
            return "next_steps"
        return "problems"

    def _problem(self, said: Quote, announces: bool) -> None:
        """What is said to fall short, unless it only announces that something does."""
        colon = max(said.text.rfind(":"), said.text.rfind("："))
        start = said.span[0] + (colon + 1 if colon >= 0 else 0)
        told = fold(said.text[start - said.span[0] :])
        rest = _STILL.sub("", _UNSPECIFIC.sub("", told))
        listed = bool(self.problems) and start - self.problems[-1].span[1] < _ADJACENT
        specific = _SHORT_OF_WHAT.search(rest) or (listed and rest != told and len(rest) > _SUBJECT)
        if (colon >= 0 or not announces) and specific:
            self._add("problems", Quote("", (start, said.span[1])))

    def _named(self, unit: Node) -> Quote:
        """The heading of a unit, or its first sentence."""
        if unit.heading:
            return Quote(*unit.heading)
        said = told(self.document, unit)
        return next(split_sentences(self.document.source.raw, said.span), said)

    def _add(self, state: str, said: Quote) -> None:
        quote = trim(self.document.source.raw, said.span, _END)
        if len(quote.text) > 1:
            (self.problems if state == "problems" else self.next_steps).append(quote)


def _begins_with_heading(said: list[Quote]) -> bool:
    return len(said) > 1 and len(said[0].text) <= _RUN_IN and said[0].text[-1] in "。:："


def _subject(unit: Node) -> str:
    """Whether a heading announces "problems" or "next_steps"."""
    heading = fold(unit.heading.text) if unit.heading else ""
    heading = re.sub(r"\s", "", heading)
    if _ON_PROBLEMS.fullmatch(heading) and not _SETTLES.search(heading):
        return "problems"
    return "next_steps" if _ON_PLANS.fullmatch(heading) and not _LOOKS_BACK.search(heading) else ""
