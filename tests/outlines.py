"""Outline text for property tests: lines with markers of every style, in both widths, with forms and noise.

Lines are put together from lists of ready pieces, so that an example costs few draws.
"""

from __future__ import annotations

from hypothesis import strategies as st

from docparse.numerals import han
from docparse.testing.strategies import any_texts

__all__ = ["FORMS", "any_texts", "clean_lines", "clean_texts", "noisy_lines", "outline_texts"]
LINE_MARKERS = [
    "{han}、", "（{han}）", "({han})", "({han})、", "{n}.", "{n}．", "{n}、", "{n}，", "{n}：", "{n} ", "({n})", "（{n}）",
    "{n})", "{n})、", "{circled}", "{n}.1 ", "1.{n} ", "1.{n}.1 ", "{letter}.", "{letter})", "{roman}.", "{stem}、",
    "{formal}、", "-", "——", "●", "■", "★", "第{han}编　", "第{han}章　", "第{han}节　", "第{han}条　", "第{han}条之一　",
    "第{n}条　", "第{han}篇：", "第{han}部分　", "附件{n}", "附件{n}：", "附件", "会议讲话 篇{n}", "篇{n}：",
]  # fmt: skip
FLOATING_MARKERS = [
    "{han}是", "{han}要", "{han}则", "{han}抓", "第{han}，", "第{han}是", "第{han}点，", "第{han}点是", "首先，", "其次，",
    "再次，", "首先", "其次", "一个是", "另一个是", "再一个是", "其{han}，",
]  # fmt: skip
FORMS = [
    "目　录", "各科室：", "同志们：", "特此通知。", "2024年3月1日", "某县教育局", "（此件公开发布）", "抄送：县委办公室。",
    "现将有关情况汇报如下：", "今年以来，在镇党委的领导下，我站狠抓落实，现将情况汇报如下：", "今后，我们将再接再厉。",
    "- 6 -", "附件：1.名单", "时间：上午九时", "某县工作要点", "|", "索引号：000014349/2024-00012",
]  # fmt: skip
WORDS = [
    "", "加强学习", "落实责任。", "第一要务，", "一抓到底；", "应得分为15分，实得分为14分。", "《管理办法》", "“三个一”，",
    "1.8万亩。", "二、三等奖。", "根据第三条的规定，", "见附件1。", "统一思想：", "总之，", "最后，", "同志们！", "上述问题",
    "2024年", "要求真务实？”", "（试行）", "贯穿政策制定和项目实施以及考核评价的全过程并且作为检验工作成效的标准。",
]  # fmt: skip
NOISE = [
    "　　",
    " ",
    "\t",
    "\u200b",
    "\ufeff",
    "\u202e",
    "\0",
    "\ud800",
    "“",
    "”",
    "《",
    "）",
    "*",
    "\u2028",
    "\x0c",
    "\xa0",
]
RUNS = [(1, 2, 3), (1, 2, 2, 3), (1, 2, 4), (2, 3), (1, 2, 1, 2), (1,), (9, 10, 11)]


def written(template: str, number: int) -> str:
    """A marker with its number."""
    index = (number - 1) % 10
    return template.format(
        han=han(number), n=number, circled="①②③④⑤⑥⑦⑧⑨⑩"[index], letter="AbCdEfGhlI"[index], roman="ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"[index],
        stem="甲乙丙丁戊己庚辛壬癸"[index], formal="壹贰叁肆伍陆柒捌玖拾"[index],
    )  # fmt: skip


numbers = (1, 2, 3, 4, 5, 10, 12, 21)
line_markers = st.sampled_from([written(template, number) for template in LINE_MARKERS for number in numbers])
floating_markers = st.sampled_from([written(template, number) for template in FLOATING_MARKERS for number in numbers])
words = st.sampled_from(WORDS)
indents = st.sampled_from(["", "", "　　", " ", "\t"])

numbered_lines = st.tuples(
    indents, line_markers | floating_markers, words | line_markers, floating_markers | words, words
).map("".join)
collapsed_lines = st.tuples(words, line_markers, words, line_markers).map(" ".join)
clean_lines = numbered_lines | words | st.sampled_from(FORMS) | collapsed_lines
noisy_lines = st.tuples(words | line_markers, st.sampled_from(NOISE), clean_lines).map("".join)
series = st.sampled_from(
    [
        "\n".join(
            written(template, number) + WORDS[(start + position) % len(WORDS)] for position, number in enumerate(run)
        )
        for start, template in enumerate(LINE_MARKERS + FLOATING_MARKERS)
        for run in RUNS
    ]
)

clean_texts = st.lists(clean_lines | series, max_size=8).map("\n".join)
newlines = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r", ""])
outline_texts = st.lists(st.tuples(clean_lines | noisy_lines | series, newlines).map("".join), max_size=8).map("".join)
