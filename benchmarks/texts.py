"""Composed texts to measure with: documents like real ones, and short lines. The same on every run."""

from __future__ import annotations

from collections.abc import Callable
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


PLACES = _words("清河县 云岭县 石桥镇 柳溪镇 东湖区 青山乡 白沙街道 平川市")
BODIES = _words("教育局 水务局 民政局 林业局 财政局 应急管理局 农业农村局 卫生健康局 市场监督管理局")
ACTORS = _words("各乡镇 县直各部门 各村（社区） 各中心学校 驻村工作队 各科室负责同志 督查专班 联系领导")
TOPICS = _words("防汛备汛 校园安全 河道治理 春耕生产 安全生产 政务服务 森林防火 项目建设 人居环境整治 公文办理")
VERBS = _words("健全 压实 完善 落实 优化 规范 强化 夯实 拓展 严格")
OBJECTS = _words("责任体系 工作机制 服务流程 考核办法 队伍建设 经费保障 信息报送 督查问效 宣传引导 台账管理")
ACTIONS = _words(
    "逐户走访登记 建立问题清单 每月调度一次 按时报送进展 组织专题培训 开展联合检查 明确完成时限 落实专人负责 "
    "公开办事指南 设立意见信箱 限期整改到位 定期通报结果 配齐必要物资 完善应急预案 核对基础数据 加强值班值守 "
    "签订责任书 张贴公示牌"
)
REASONS = _words(
    "对发现的隐患立即处置，对一时难以解决的列出计划、盯住不放 坚持问题导向，把群众反映集中的事项作为工作重点 "
    "既看当前进度，又看长远效果，防止搞形式、走过场 全年共办理群众来信126件，办结率达到98.5% "
    "累计投入资金320万元，新建改建站点14处 与上年同期相比，受理量增长12.3%"
)
SERIES = ("一是 二是 三是 四是", "首先， 其次， 再次，", "一要 二要 三要", "第一， 第二， 第三，")
NUMBERS = "一二三四五六七八九"
BLOCK = 200_000  # characters: a longer text repeats its documents


def sentence(draw: Random) -> str:
    clauses = draw.sample(ACTIONS, draw.randint(2, 5))
    if draw.random() < 0.4:
        clauses.append(draw.choice(REASONS))
    return f"{draw.choice(ACTORS)}要{'，'.join(clauses)}。"


def paragraph(draw: Random, least: int = 3, most: int = 9) -> str:
    return "".join(sentence(draw) for _ in range(draw.randint(least, most)))


def heading(draw: Random) -> str:
    return draw.choice(VERBS) + draw.choice(OBJECTS)


def series(draw: Random) -> str:
    """A paragraph with ordinals inside."""
    words = draw.choice(SERIES).split()
    return sentence(draw) + "".join(f"{word}{heading(draw)}。{paragraph(draw, 1, 3)}" for word in words)


def sections(draw: Random, inner: Callable[[Random], list[str]]) -> list[str]:
    lines = []
    for number in NUMBERS[: draw.randint(3, 6)]:
        lines += [f"{number}、{heading(draw)}，{heading(draw)}", *inner(draw)]
    return lines


def levels(draw: Random) -> list[str]:
    """What stands in a section: (一) with run-in headings, now and then a list of 1. in it."""
    lines = [paragraph(draw, 1, 3)] if draw.random() < 0.4 else []
    for number in NUMBERS[: draw.randint(2, 4)]:
        body = series(draw) if draw.random() < 0.25 else paragraph(draw)
        lines.append(f"（{number}）{heading(draw)}。{body}")
        if draw.random() < 0.1:
            lines += [f"{item}．{sentence(draw)}" for item in range(1, draw.randint(3, 5))]
    return lines


def spoken(draw: Random) -> list[str]:
    return [series(draw) if draw.random() < 0.4 else paragraph(draw) for _ in range(draw.randint(2, 4))]


def notice(draw: Random) -> list[str]:
    body, topic = draw.choice(PLACES) + draw.choice(BODIES), draw.choice(TOPICS)
    return [
        f"{body}关于做好{topic}工作的通知", "各乡镇人民政府，县直各单位：",
        f"为做好今年的{topic}工作，根据上级要求，结合我县实际，现将有关事项通知如下：",
        *sections(draw, levels), "特此通知。", body, f"2025年{draw.randint(1, 12)}月{draw.randint(1, 28)}日",
    ]  # fmt: skip


def speech(draw: Random) -> list[str]:
    topic = draw.choice(TOPICS)
    return [
        f"在全县{topic}工作会议上的讲话", "同志们：",
        f"这次会议的主要任务是总结{topic}工作，部署下一步任务。{paragraph(draw)}下面，我讲几点意见。",
        *sections(draw, spoken), "同志们，任务已经明确。让我们振奋精神、扎实工作，努力完成全年各项任务！",
    ]  # fmt: skip


def rules(draw: Random) -> list[str]:
    lines, article = [f"{draw.choice(PLACES)}{draw.choice(TOPICS)}管理办法"], 0
    for number in NUMBERS[: draw.randint(2, 3)]:
        lines.append(f"第{number}章　{heading(draw)}")
        for _ in range(2):
            lines.append(f"第{NUMBERS[article]}条　{paragraph(draw, 1, 3)}")
            article += 1
        lines += ["有下列情形之一的，应当报告：", *(f"（{n}）{heading(draw)}不到位的；" for n in NUMBERS[:3])]
    return lines


def realistic(size: int) -> str:
    """About `size` bytes of UTF-8: notices, speeches, rules, one after another."""
    draw = Random(9704)
    text = ""
    while len(text) < BLOCK:
        text += "".join("\n".join([*document(draw), "", ""]) for document in (notice, speech, rules))
    share = size / len(text.encode())
    return (text * int(share + 1))[: int(len(text) * share)]


def short_lines(count: int) -> str:
    """`count` lines of a few characters, every second with a number."""
    lines = []
    for number in NUMBERS:
        lines.append(f"{number}、{VERBS[len(lines) % len(VERBS)]}{OBJECTS[len(lines) % 7]}")
        for letter in NUMBERS[:4]:
            lines += [f"（{letter}）{ACTIONS[len(lines) % 18]}", "按期办结。"]
            for item in (1, 2, 3):
                lines += [f"{item}．{ACTIONS[len(lines) % 17]}；", "记入台账。"]
    lines.append("工作清单")
    return "".join(f"{lines[index % len(lines)]}\n" for index in range(count))
