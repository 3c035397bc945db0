"""Announced counts: 讲三点意见, 以下四个方面, “四种意识” — and the series or the set that each of them announces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from docparse.numerals import han, read_count
from docparse.reading import own_span
from docparse.tree import OUTLINE_KINDS, Document, Node
from docparse.values import either_script

SPEAKING = "讲|谈|说"  # 下面,我讲三点意见: the series may open paragraphs later
POINTING = (  # 主要有以下三个方面,…: the series opens where this sentence ends
    "以下|如下|下面|下列|这样|提出|提|强调|表达|分为|主要是|主要有|表现在|表现为|体现在|体现为|突出|抓好|做到|做好|把握|处理好"
)
DIGIT = r"[两二三四五六七八九十几若1-9](?<![第前后述].)(?<![这那][^几])(?<!以上.)(?<!\d.)"
SECOND_DIGIT = r"[一二三四五六七八九十干\d]?"
ASPECT = "个方面|方面|点"  # needs no noun: 讲三点。
CLASSIFIER = "大|个|项|种|条|层|句|类|件|步"
NOUN = (
    "意见|要求|建议|看法|想法|体会|感受|启示|认识|希望|问题|困难|矛盾|不足|短板|差距|难题|原因|因素|意思|话|情况|"
    "工作|任务|重点|要点|特点|亮点|难点|环节|关键|抓手|措施|举措|做法|经验|办法|方法|途径|步骤|阶段|内容|部分|层次|层面|"
    "关系|意识|观念|理念|精神|能力|功夫|工夫|作风|表率|原则|目标|标准|条件|纪律|职责|责任|作用|需要|机制|制度|体系|"
    "转变|突破|提升|变化|成效|成绩|优势|机遇|挑战|事情|事"
)
MEANING = "就是|即|分别是|是指|:"  # “五个一”就是…
AND = "[和与及]"
RUNS_ON = "最后|此外|另外"  # the last of a series is often printed without a number

# For source.text, where punctuation is ASCII. A pattern that begins with a character class is quick to search for.
_COUNTED = either_script(
    rf"(?P<number>{DIGIT}(?<![“\"「].){SECOND_DIGIT})(?:(?P<aspect>{ASPECT})|(?:{CLASSIFIER})|(?<=干))"
    rf"(?:的?[一-鿿]{{0,4}}(?P<noun>{NOUN})|[一-鿿]{{1,6}}(?=[,。;:!]))?"
)
_UNCOUNTED = either_script(rf"[以如]下(?P<noun>{NOUN})")
_QUOTED = either_script(
    rf"[“\"「](?P<number>{DIGIT}{SECOND_DIGIT})(?:{CLASSIFIER})?(?P<noun>[^”\"」、,。]{{1,8}})[”\"」]"
)
_LEAD = either_script(rf"(?:(?P<spoken>{SPEAKING})|{POINTING})\Z")
_SHORT_TAIL = re.compile(r"[一-鿿]{0,6}[,:。;!]?\s*")
_SENTENCE_TAIL = re.compile(r"[^。;:!?\r\n]{0,400}[。;:!?]?[”\"」)]?\s*")
_FIRST_SENTENCE = re.compile(r"[^。;!?\r\n]*")
_BREAK = re.compile(r"[,。;:!?\r\n]")
_EXPLAINED = either_script(rf",?(?:{MEANING})([^。;\r\n]*)")
_AND = either_script(AND)
_LONGEST_LEAD = 3
_REACH = 300  # characters: the members of a set are not longer
_PEEP = 12  # characters: enough to see how the next line begins


@dataclass(frozen=True, slots=True)
class Announcement:
    """An announced count, and how many there are.

    announced: the number; None for 几, 若干 and 以下特点
    items: the nodes of the announced series; none for a set named in the same sentence
    ok: whether the count is true; an unknown one always is
    """

    text: str
    span: tuple[int, int]
    announced: int | None
    actual: int
    items: tuple[Node, ...]
    ok: bool


def announcements(document: Document, node: Node) -> list[Announcement]:
    """The announced counts of the document rooted at `node`, in order; its parts speak for themselves.

    A count is given when its series opens after it, or its set stands beside it in the sentence. When the numbers
    differ and the series may be another than the announced one, nothing is said.
    """
    return _Reader(document, node).read()


class _Phrase(NamedTuple):
    """A phrase that may announce.

    number: None for an unknown one
    noun: what is counted; "" when nothing that is announced
    spoken, pointed: whether a cue before it says that it announces; the former reaches beyond the sentence
    quoted: whether it is the name of a set: “四个意识”
    """

    start: int
    end: int
    number: int | None
    noun: str
    spoken: bool
    pointed: bool
    quoted: bool


class _Series:
    """The units that continue the series of `first`, and what can be said of them once."""

    def __init__(self, document: Document, first: Node) -> None:
        self.text = document.source.text
        items = [first]
        for unit in document.siblings_after(first):
            if unit.kind != first.kind:
                continue
            alike, last, number = unit.style == first.style, _number(items[-1]), _number(unit)
            if last is None or number is None:
                continues = alike and last == number
            else:
                continues = number == last + 1 or (alike and number > last)
            if not continues:
                break
            items.append(unit)
        self.items = tuple(items)

    def size(self, announced: int | None) -> int:
        """How many items there are; where a number is skipped, the last number is as good an answer."""
        return announced if announced and announced == _number(self.items[-1]) else len(self.items)

    def speaks_of(self, noun: str) -> bool:
        """Whether the first sentence of every item does."""
        return all(noun in self._first_sentence(item) for item in self.items)

    def _first_sentence(self, item: Node) -> str:
        match = _FIRST_SENTENCE.match(self.text, _marker_start(item))
        return match[0] if match else ""

    @cached_property
    def runs_on(self) -> bool:
        """Whether the last item, or what follows it, goes on counting: 最后, or a number that is no marker."""
        last = self.items[-1]
        if last.kind == "section" and not last.inline:
            more = rf"[\r\n]\s*(?:{RUNS_ON})"
        else:
            more = rf"[。;:!?\r\n]\s*(?:{RUNS_ON}|第?{han(len(self.items) + 1)}[是要、,点])"
        return either_script(more).search(self.text, _marker_start(last), last.end + _PEEP) is not None


class _Reader:
    def __init__(self, document: Document, node: Node) -> None:
        self.document = document
        self.node = node
        self.text = document.source.text
        self.units = list(document.descendants(node, *OUTLINE_KINDS))
        self.starts = [_marker_start(unit) for unit in self.units]
        self.series: dict[int, _Series] = {}

    def read(self) -> list[Announcement]:
        announced: dict[int, Announcement] = {}  # by series: of several phrases before it the last with a number
        sets: list[Announcement] = []
        for phrase in self._phrases():
            series = self._series_after(phrase)
            if series and self._believable(phrase, series):
                found = self._announcement(phrase, series.size(phrase.number), series.items)
                if phrase.number or series.items[0].id not in announced:
                    announced[series.items[0].id] = found
            elif phrase.number and phrase.number > 2 and phrase.number in self._sets_beside(phrase):
                sets.append(self._announcement(phrase, phrase.number, ()))  # sets of two are everywhere
        return sorted((*announced.values(), *sets), key=lambda found: found.span)

    def _announcement(self, phrase: _Phrase, actual: int, items: tuple[Node, ...]) -> Announcement:
        text = self.document.source.raw[phrase.start : phrase.end]
        ok = phrase.number in (None, actual)
        return Announcement(text, (phrase.start, phrase.end), phrase.number, actual, items, ok)

    def _phrases(self) -> Iterator[_Phrase]:
        end = own_span(self.document, self.node)[1]
        for leaf in self.document.descendants(self.node, "paragraph"):
            if leaf.start >= end:
                return
            matches = (pattern.finditer(self.text, *leaf.span) for pattern in (_COUNTED, _UNCOUNTED, _QUOTED))
            yield from sorted(self._phrase(match) for match in chain(*matches))

    def _phrase(self, match: re.Match[str]) -> _Phrase:
        said = match.groupdict()
        start, end = match.span()
        lead = _LEAD.search(self.text[max(0, start - _LONGEST_LEAD) : start])
        number = read_count(said["number"]) if "number" in said else None
        noun = said["noun"] or said.get("aspect") or ""
        if lead and match.re is _COUNTED:
            start -= len(lead[0])
        pointed = lead is not None or match.re is _UNCOUNTED
        return _Phrase(start, end, number, noun, bool(lead and lead["spoken"]), pointed, match.re is _QUOTED)

    # --- series ------------------------------------------------------------------------------------------------

    def _series_after(self, phrase: _Phrase) -> _Series | None:
        """The series that opens where the sentence of the phrase ends, or later if the phrase is spoken."""
        index = bisect_left(self.starts, phrase.end)
        if index == len(self.units) or not phrase.noun:
            return None
        first = self.units[index]
        if first.kind == "part" or _number(first) not in (1, None):
            return None
        tail = _SENTENCE_TAIL if phrase.pointed else _SHORT_TAIL
        reaches = phrase.spoken and phrase.number and first.kind == "section"
        if not reaches and not tail.fullmatch(self.text, phrase.end, self.starts[index]):
            return None
        if first.id not in self.series:
            self.series[first.id] = _Series(self.document, first)
        return self.series[first.id]

    def _believable(self, phrase: _Phrase, series: _Series) -> bool:
        """Whether this is the announced series: the numbers agree, or nothing speaks for another one."""
        if phrase.number is None or phrase.number == series.size(phrase.number):
            return True
        if phrase.quoted:  # “四个意识” names a set known elsewhere, unless every item speaks of 意识
            return series.speaks_of(phrase.noun[-2:])
        return len(series.items) > phrase.number or not series.runs_on

    # --- sets in a sentence ------------------------------------------------------------------------------------

    def _sets_beside(self, phrase: _Phrase) -> set[int]:
        """The sizes of the sets beside the phrase: A、B两项工作, “A,B”两种精神, “两快”,即A快,B快."""
        sizes = set()
        before = self.text[max(self.node.start, phrase.start - _REACH) : phrase.start].rstrip("等 ")
        if before.endswith("”"):
            quote = before[:-1].rpartition("“")[2]
            sizes |= {quote.count(",") + 1, _members(quote)}
        elif not before.endswith("、") and not _AND.match(before[-1:]):  # “三个代表” as a member of a list
            sizes.add(_members(_BREAK.split(before)[-1]))
        if explained := _EXPLAINED.match(self.text, phrase.end, phrase.end + _REACH):
            sizes |= {explained[1].count(",") + 1, _members(re.split("[,等]", explained[1])[0])}
        return sizes


def _marker_start(unit: Node) -> int:
    return unit.start if unit.marker_start is None else unit.marker_start


def _number(unit: Node) -> int | None:
    number = unit.expected or unit.ordinal
    return number if isinstance(number, int) else None


def _members(text: str) -> int:
    """How many members a list has: A、B和C has three."""
    last = text.rpartition("、")[2]
    return text.count("、") + 1 + bool(_AND.search(last, 1, len(last) - 1))
