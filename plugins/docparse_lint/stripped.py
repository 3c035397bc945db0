"""Stripped text: what is left where a site has deleted a name, a meeting or a year from the text."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import Diagnostic, either_script
from docparse_lint.catalogue import finding
from docparse_lint.scope import HAN, Scope

SAYING = "强调|指出|要求|提出|表示|认为"
MEETING = "召开|参加|出席|列席"
AWARDING = "授予|评为|荣获|获得"
SINCE = "早在|截至|截止|自从"
GIVEN, GOOD = "争增添分解谋造出", "光彩色气忧难利福力"  # a purpose has no 了: 为争光, but 为谁争了光
NO_PREPOSITION = "存现内外潜实所正自健好旨重贵何同志意难都还不仍也只常"  # with 在 a word of its own: 存在的
PATRONAGE = "领导|关怀|关心|指导|指引|引领|带领|支持|帮助|感召|鼓舞"
GUIDANCE = "指导|引领|指引|统领|遵循|纲领"
CONQUERED = "难题|难关|问题|矛盾|困难|风险|挑战|危机|纠纷|隐患|阻力|瓶颈|突发事件|复杂局面"  # one is able to solve them
KINDS = "各类|各种|复杂|重大|突出|实际|疑难|具体|现实|深层次"
RAISED = "提升|提高|增强|增进|强化|锻炼|练就|具备|缺乏|缺少"
OFFICE = "总?书记|[省市县区镇局]长|主任|主席|同志"
SAID = "讲话|指示|批示|要求|精神"
FOLLOWING = "按照|根据|贯彻|落实|传达|学习"
WISHING = "希望|祝愿|预祝"
WISHED = "工作|事业|建设|同志|干部|职工|单位|部门|队伍|企业|学校"
WILL = "都?(?:能|要|会|可以|取得|更加|再接再厉|继续|进一步)"

# (pattern, what is missing, severity): each is wrong whatever stood there before, or `info`. What must stand before it
# is looked back at after the first character: a search for that one is quick.
CUES = tuple(
    (either_script(pattern), missing, severity)
    for pattern, missing, severity in (
        ("“[ \t]?”|‘’|《》", "the words between the marks", None),
        ("[。!?;][,、]", "what stood between the two marks", None),
        ("[,、][,、。;]", "what stood between the two marks", "info"),
        (f"。[—–](?=[{HAN}])", "the beginning of the sentence", None),
        ("党的(?:以来|(?:即将|胜利|隆重)?召开)", "the congress", None),
        ("党的精神(?<=(?:贯彻|落实)....)(?=[,。;、])", "the congress", None),
        ("以同志为(?:核心)?的|同志为的党中央", "a name", None),
        ("[(](?<=[期年度届].)[—–-]{1,2}[)]", "a year on either side", None),
        (f"[(](?<=[{HAN}].)(?<![期年度届].)[—–-]{{1,2}}[)]", "what the dash stands between", "info"),
        (f"[—–](?<=(?:{AWARDING}).)(?![—–])", "a year", None),
        (f"(?:{SINCE})[,。;]", "a point in time", None),
        ("[年月日]至[初底末,。;]", "a point in time", None),
        ("至(?<=[,。;].)[,。;]", "a point in time", None),
        ("从开始(?<=[,。;]...)(?=[,。])(?!,(?:[至到直]|[^,。]{1,8}结束))", "a point in time", None),
        (f"会(?=[等,。;、])(?<=(?:{MEETING}).)", "the name of the meeting", None),
        (f"为(?<=[,。;\n].)[{GIVEN}]了[{HAN}]{{0,2}}[{GOOD}](?=[,。;])", "for whom", None),
        (f"在(?<![{NO_PREPOSITION}].)的(?=(?:(?!在)[{HAN}、]){{0,12}}(?:{PATRONAGE})下)", "whose", None),
        (f"以(?<![可足予].)为(?:{GUIDANCE})(?=[,。;])", "what is followed", None),
        (f"[ \t](?<=(?:{FOLLOWING}).)(?:{OFFICE})的?(?:重要)?(?:{SAID})", "a name", "info"),
        ("[ \t]同志(?<=[长记任员席].同志)(?=[从在对就代主作向和的,、])", "a name", "info"),
        (f"(?:{RAISED})(?:{KINDS})?(?:{CONQUERED})的(?:能力|本领)", "what one is able to do", None),
        (f"(?:{WISHING})的(?<=[。!?;\n]...)(?=[^,。;\n]{{0,16}}(?:{WISHED}){WILL})", "who is hoped for", "info"),
    )
)
_BEGINNING = either_script(f"(?:{SAYING}),")
_LEADING = either_script("[,。;、](?![,。;、])")
_BEFORE = 4  # characters of the clause in a message
_AFTER = 6


def stripped(scope: Scope) -> Iterator[Diagnostic]:
    """Empty quotations, doubled marks, and clauses without what they need."""
    for pattern, missing, severity in CUES:
        for match in pattern.finditer(scope.text, *scope.span):
            if scope.line_at(match.start()):
                yield _finding(scope, match.span(), missing, severity)


def beginnings(scope: Scope) -> Iterator[Diagnostic]:
    """Paragraphs that begin with 强调, or with a comma: their beginning is gone."""
    for line in scope.lines:
        if line.form in ("torn_continuation", "metadata_empty") or (line.start and scope.raw[line.start - 1] != "\n"):
            continue
        start = scope.said(line)[0]
        if match := _BEGINNING.match(scope.text, start, line.end):
            yield _finding(scope, match.span(), "who says it", None)
        elif match := _LEADING.match(scope.text, start, line.end):
            yield _finding(
                scope, match.span(), "the beginning of the paragraph, if it is not torn from the one before", "info"
            )


def _finding(scope: Scope, span: tuple[int, int], missing: str, severity: str | None) -> Diagnostic:
    around = scope.raw[max(scope.span[0], span[0] - _BEFORE) : min(scope.span[1], span[1] + _AFTER)]
    place = around.strip().splitlines()
    words = max(place, key=len) if place else ""
    return finding("stripped_text", f"words are missing here, {missing}: {words}", span, severity=severity)


CHECKS = (stripped, beginnings)
