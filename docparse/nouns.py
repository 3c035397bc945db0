"""Nouns: what an amount in a sentence counts or measures, read from the words beside it."""

from __future__ import annotations

import re

from docparse.source import fold
from docparse.values import Quote, Span, either_script, trim

# what stands between the noun and its number: 覆盖率达到[X]%
_LEADS_UP = either_script(
    "(?:(?:控制|保持|稳定|维持)在|(?:提高|提升|增加|增长|上升|下降|降低|压缩|缩减|扩大|延长|精简)[到至为]|(?:合并|细化|调整|(?<![评得总积])分|列)为"
    "|达到?|约为?|为|是|共计?|合计|总计|累计|分别|将?近|超过?|突破|已|了|至|到|于|等|不[少低多高]于|不超过|不足|大约|仅|的|各|每|第|占"
    "|[、:\\s])\\Z"
)
_INTRODUCES = either_script("[等的为了共][ \t]?\\Z")  # what is counted comes after: 细化为[X]类问题
_VERBS = (
    "召开|组织|开展|发放|征集|征求|形成|收到|收集|收回|回收|举办|举行|完成|办理|办结|受理|印发|制定|制订|出台|建立|新建|改建|扩建"
    "|建成|发布|公布|提出|查找|查摆|梳理|推送|减少|新增|现有|设有|拥有|下设|内设|设立|设置|投入|涉及|走访|慰问|发现|解决|化解|编印"
    "|编发|编制|参加|筹集|争取|引进|培育|打造|创建|获得|荣获|查处|立案|约谈|问责|追回|清退|节约|节省|实施|推进|修订|废止|清理"
    "|取消|下放|聘请|邀请|选派|抽调|成立|组建|配备|购置|采购|安装|共有|含有|包括|包含|报送|上报|采纳|采用|撰写|签订|播放"
    "|张贴|悬挂|制作|派发|开通|开设|打通|落实|实现|认领|收缴|追缴|拨付|吸引|整合|精简|听取|查阅|覆盖|惠及|募集|下发|移交|推动"
    "|遴选|处理|协调|增设|压减|参与|深入|退还|化解|评选|推荐|选树|帮助|处置|核查|核实"
)
_VERB = either_script(f"(?:{_VERBS})[了过]?")
_ENDS_IN_VERB = either_script(f"(?:{_VERBS}|[有设召])[了过]?\\Z")
_NOT_A_VERB = either_script("[率员者量度器费额]")  # 覆盖率, 服务费
_BEGINNING = either_script(
    "[ \t]*(?:(?:截至|截止)?目前|全年|今年(?:以来)?|去年|年内|期间|其中|同时|本次|此次|共计?|累计|先后|陆续|分别|位?居|位列|获|占(?!比)|以[上下内]的?|还|并|已|又|也|均|仅"
    "|[我全][省市县区镇乡村局委院校]|将|把|对|使|让|和|与|及)"
)
_LINKS = either_script("的|(?<=[一-鿿]{2})(?:将|把|对|使|在|向|由|从|自|并)(?=[一-鿿]{2})")
_TRAILING = either_script("(?:自|从|由|在|于|以|和|与|及)\\Z")
_AFTER = re.compile(r"[ \t]?[余多几]?[一-鿿]{1,24}")
_ABOUT = either_script(r"^[余多几等 \t]*(?:以[上下内]|左右)?")
_SHORT = either_script("[省市县区乡镇村组校店厂院所户]")  # a noun of one character
NOUN_ENDS = (  # what a noun after an amount ends before
    "分别|被|获|荣获|均|都|全部|全面|已|参加|参与|开展|进行|深入|完成|投入|实现|达到|得到|通过|建成|投用|投产|开工|竣工|受到|顺利|接受"
    "|纳入|入选|进入|入驻|进驻|充实|受益|享受|接通|列入|晋级|考[入上]|升入|当选|启动|合并|平均|合计|先后|逐[一项个条]|立即|超|到|在|对|向|以(?![上下内])|由|从|作为|为|实行"
)
_CHANGES = either_script("增[加长至到]|减[少至到]|提[高升]|下降|降[低至到]|上升|扩大|压缩|缩短")
_BRACKETED = re.compile(r"\([^()]{1,12}\)[ \t]*\Z")  # 乡镇(街道)[X]个
_GOES_ON = either_script(
    rf"{NOUN_ENDS}|共|等|是|按|以[上下内]|的?(?:基础上|过程中)|[，,。;]|并|[和与及](?:[一-鿿]{{6}}|\Z)"
)
_DELIMITERS = frozenset("。,;、:!?“”‘’「」『』《》〈〉()[]〔〕【】{}\r\n|\t…—")
_QUOTES = {"”": "“", "》": "《", "」": "「", "』": "『", "’": "‘"}
_LEFT, _LONGEST, _RIGHT = 40, 16, 24  # characters


def noun_of(raw: str, amount: Span, begins: int, unit_ends: int | None = None) -> Quote | None:
    """What the amount at a span counts: 意见建议 in 征集意见建议[X]条, 党支部 in 下设[X]个党支部; None where nothing tells.

    The words before it first, not before `begins`; those after its unit, where that is given, if they give none. A
    label with a colon or the cell of a table before it is it whole. Read by the verbs and particles around it, so it
    may be a word too long.
    """
    labelled = label_of(raw, amount, begins)
    if labelled:
        return labelled
    start = max(begins, amount[0] - _LEFT)
    text = fold(raw[start : amount[0]])
    quoted = _quoted(raw, start, text)
    if quoted:
        return quoted
    text = _BRACKETED.sub("", text)
    before, after = _before(raw, start, text), None if unit_ends is None else noun_after(raw, unit_ends)
    return after or before if _INTRODUCES.search(text) else before or after or _verb_alone(raw, start, text)


def label_of(raw: str, amount: Span, begins: int) -> Quote | None:
    """The label that stands before an amount with a colon, or in the cell before it: 会议次数：[X], | 专家 | [X] |."""
    start = max(begins, amount[0] - _LEFT)
    text = fold(raw[start : amount[0]])
    said = text.rstrip(" \t|:")
    if ":" not in text[len(said) :] and "|" not in text[len(said) :] and "\t" not in text[len(said) :]:
        return None
    begin = _clause(said)
    while begin < len(said) and said[begin] in " \t-*·0123456789.":
        begin += 1
    found = trim(raw, (start + begin, start + len(said)))
    return found if 0 < len(found.text) <= _LONGEST and "\n" not in text[len(said) :] else None


def _clause(text: str) -> int:
    """Where the last clause of a text begins."""
    return next((place + 1 for place in range(len(text) - 1, -1, -1) if text[place] in _DELIMITERS), 0)


def _quoted(raw: str, start: int, text: str) -> Quote | None:
    """What is quoted directly before: “点题评改”[X]次."""
    said = text.rstrip()
    opening = said.rfind(_QUOTES[said[-1]]) if said and said[-1] in _QUOTES else -1
    inside = (start + opening + 1, start + len(said) - 1)
    return Quote(raw[slice(*inside)], inside) if opening >= 0 and inside[0] < inside[1] else None


def _before(raw: str, start: int, text: str) -> Quote | None:
    begin, end = _clause(text), len(text)
    while match := _LEADS_UP.search(text, begin, end):
        end = match.start()
    end = match.start() if (match := _TRAILING.search(text, begin, end)) else end
    blank = text.rfind(" ", begin, end) + 1  # a heading may stand before it, where breaks are lost
    begin = blank if blank and end - blank >= 2 else begin
    if _ENDS_IN_VERB.search(text, begin, end):
        return None
    for verb in _VERB.finditer(text, begin, end):
        if end - verb.end() >= 2 and not _NOT_A_VERB.match(text, verb.end()):
            begin = verb.end()
    while match := _BEGINNING.match(text, begin, end):
        begin = match.end()
    for link in _LINKS.finditer(text, begin, end):
        if end - link.end() >= 2 and (link[0] == "的" or end - begin > _LONGEST // 2):
            begin = link.end()
    found = trim(raw, (start + begin, start + end))
    return found if 2 <= len(found.text) <= _LONGEST else None


def _verb_alone(raw: str, start: int, text: str) -> Quote | None:
    """The verb that alone stands before an amount with nothing after it: 发放问卷[X]份,回收[X]份."""
    verb = _VERB.fullmatch(text, _clause(text))
    return (
        Quote(raw[start + verb.start() : start + verb.end()], (start + verb.start(), start + verb.end()))
        if verb
        else None
    )


def noun_after(raw: str, unit_ends: int) -> Quote | None:
    """What comes after an amount and its unit, up to a verb: 教育服务流程 in 对[X]项教育服务流程进行优化."""
    match = _AFTER.match(raw, unit_ends, unit_ends + _RIGHT)
    if not match:
        return None
    text = _ABOUT.sub("", fold(match[0]), count=1)
    if _CHANGES.match(text):
        return None
    begin = match.end() - len(text)
    stop = _GOES_ON.search(text, 1 if _SHORT.match(text) else 2)
    text = (text[: stop.start()] if stop else text).rstrip("的")
    cut = text.rfind("的") + 1
    if len(text) - cut >= 2:
        begin, text = begin + cut, text[cut:]
    span = (begin, begin + len(text))
    is_noun = 2 <= len(text) <= _LONGEST or _SHORT.fullmatch(text)
    return Quote(raw[slice(*span)], span) if is_noun else None
