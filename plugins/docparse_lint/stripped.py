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
            yield _finding(scope, match.span(), "the beginning of the paragraph", "info")


def _finding(scope: Scope, span: tuple[int, int], missing: str, severity: str | None) -> Diagnostic:
    around = scope.raw[max(scope.span[0], span[0] - _BEFORE) : min(scope.span[1], span[1] + _AFTER)]
    place = around.strip().splitlines()
    words = max(place, key=len) if place else ""
    return finding("stripped_text", f"words are missing here, {missing}: {words}", span, severity=severity)


CHECKS = (stripped, beginnings)
