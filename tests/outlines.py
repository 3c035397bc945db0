"""Outline text for property tests: lines with markers of every style, in both widths, with forms and noise."""

from __future__ import annotations

from hypothesis import strategies as st

from docparse.numerals import han

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
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
    "加强学习", "落实责任", "第一要务", "一抓到底", "应得分为15分，实得分为14分", "《管理办法》", "“三个一”", "1.8万亩",
    "二、三等奖", "根据第三条的规定", "见附件1", "统一思想", "总之", "最后", "同志们", "上述问题", "2024年", "要求真务实",
]  # fmt: skip
STOPS = ["", "", "。", "。", "；", "：", "，", "！", "？”", "。）", " "]
NOISE = ["　　", " ", "\t", "\u200b", "\ufeff", "\u202e", "\0", "\ud800", "“", "”", "《", "）", "*", "\u2028", "\x0c", "\xa0"]


def written(template: str, number: int) -> str:
    """A marker with its number."""
    return template.format(
        han=han(number), n=number, circled=CIRCLED[number % 10], letter="abcdABCDlI"[number % 10],
        roman="ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"[number % 10], stem="甲乙丙丁戊己庚辛壬癸"[number % 10], formal="壹贰叁肆伍陆柒捌玖拾"[number % 10],
    )  # fmt: skip


NUMBERS = st.integers(1, 6) | st.integers(1, 25)
line_markers = st.builds(written, st.sampled_from(LINE_MARKERS), NUMBERS)
floating_markers = st.builds(written, st.sampled_from(FLOATING_MARKERS), NUMBERS)
clauses = st.builds("{}{}{}".format, floating_markers | st.just(""), st.sampled_from(WORDS), st.sampled_from(STOPS))
bodies = st.lists(clauses, max_size=4).map("".join)
indents = st.sampled_from(["", "", "", "　　", " ", "\t"])
numbered_lines = st.builds("{}{}{}".format, indents, line_markers | floating_markers, bodies)
collapsed_lines = st.lists(st.builds("{} {}".format, bodies, line_markers), max_size=4).map("".join)
clean_lines = numbered_lines | numbered_lines | bodies | st.sampled_from(FORMS) | collapsed_lines
noisy_lines = st.builds("{}{}{}".format, bodies | line_markers, st.sampled_from(NOISE), clean_lines)


@st.composite
def series(draw: st.DrawFn) -> str:
    """Lines of one style with numbers that run on, now and then with one left out, repeated or restarted."""
    template = draw(st.sampled_from(LINE_MARKERS + FLOATING_MARKERS))
    number, lines = draw(st.integers(1, 3)), []
    for body in draw(st.lists(bodies, min_size=2, max_size=4)):
        lines.append(written(template, number) + body)
        number = max(1, number + draw(st.sampled_from([1, 1, 1, 1, 0, 2, -number + 1])))
    return "\n".join(lines)


def texts(lines: st.SearchStrategy[str], newlines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.builds("{}{}".format, lines | series(), newlines), max_size=10).map("".join)


clean_texts = texts(clean_lines, st.just("\n"))
outline_texts = texts(clean_lines | noisy_lines, st.sampled_from(["\n", "\n", "\n", "\n\n", "\r\n", "\r", ""]))
any_texts = st.text(st.characters(codec=None, exclude_categories=()))  # lone surrogates too
