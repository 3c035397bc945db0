"""Hostile text: 32 patterns that would make a careless reader take time out of proportion. Composed, not copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count, cycle, islice

Pattern = Callable[[int], str]  # about so many characters of it


def repeated(unit: str, head: str = "", tail: str = "") -> Pattern:
    """`unit` over and over, between `head` and `tail`."""
    return lambda size: head + unit * (size // len(unit)) + tail


def joined(pieces: Callable[[], Iterable[str]]) -> Pattern:
    """As many of the pieces as it takes."""

    def pattern(size: int) -> str:
        found, length = [], 0
        for piece in pieces():
            if length >= size:
                break
            found.append(piece)
            length += len(piece)
        return "".join(found)

    return pattern


LEVELS = ("一、", "（一）", "1.", "（1）", "1）", "①", "A.", "●", "一是", "首先，", "第一，", "其一，")


def deepening(indent: str) -> Iterable[str]:
    return (f"{indent * (depth % 1_000)}{depth}.抓落实\n" for depth in count(1))


PATTERNS: dict[str, Pattern] = {
    # --- one line
    "blanks": repeated(" ", "一、", "。"),
    "full-width blanks": repeated("　", tail="抓落实"),
    "tabs and bars": repeated("甲\t|", "表"),
    "Han text": repeated("工作"),
    "half sentences": repeated("为了抓落实，"),
    "digits": repeated("1", tail="、"),
    "Han numerals": repeated("一", "第", "条"),
    "decimals": repeated("1."),
    "dots": repeated("…．."),
    "underlines": repeated("_", "姓名：", "（盖章）"),
    "crosses": repeated("×X", "2024年"),
    "opening brackets": repeated("（〔["),
    "closing brackets": repeated("）〕]"),
    "opening quotes": repeated("“《「"),
    "quotes without end": repeated("规定：“第一条　甲"),
    "ordinals": repeated("一是抓学习。二是抓作风。"),
    "markers": repeated("一、抓学习。二、抓作风。"),
    "articles": repeated("根据第三条的规定，"),
    "dates": repeated("2024年3月1日至"),
    "amounts": repeated("100万元、增长5%，"),
    # --- lines
    "empty lines": repeated("\n"),
    "lines of blanks": repeated("　" * 40 + "\n"),
    "one-character lines": repeated("工\n"),
    "levels by turns": joined(lambda: (f"{marker}抓落实\n" for marker in cycle(LEVELS))),
    "deeper indents": joined(lambda: deepening("　")),
    "numbers that never go on": joined(lambda: (f"{number * 7 % 97}、抓落实\n" for number in count(1))),
    "attachments": joined(lambda: (f"附件{number}\n某县工作要点\n" for number in count(1))),
    "titles and signatures": repeated("关于抓落实的通知\n某县教育局\n2024年3月1日\n"),
    "contents": joined(lambda: ("目　录\n", *(f"第{number}章　总则………{number}\n" for number in islice(count(1), 300))) * 9999),
    "torn lines": repeated("各单位要切实加强组织领导，确保各项工作任务落到实处并且取得成效，为此要求各有关\n"),
    "page numbers": joined(lambda: (f"抓落实，\n— {number} —\n" for number in count(1))),
    "a list in every item": repeated("（一）抓好以下几项：1.学习；2.作风；3.纪律。\n"),
}  # fmt: skip
