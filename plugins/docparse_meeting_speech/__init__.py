"""Meeting speeches (会议讲话): what a leader says at a meeting, point by point."""

from __future__ import annotations

from docparse import Cue, Document, Genre, Node, Record, either_script, hookimpl, recognise
from docparse_meeting_speech.record import MeetingSpeech, read_speech

GENRE = "meeting_speech"

_ADDRESSED = "(?:同志|女士|先生|朋友|老师|同学|乡亲)们|各位(?:领导|同志|来宾|同仁)"
_COUNT = "[几两二三四五六七八九十0-9]{1,2}(?:点|个|项|条|方面|句|层)"
_POINTS = rf"(?:我(?!们)|下面)[^。;\r\n]{{0,60}}?(?:讲|谈|说|提出?|强调)[^,。;:\r\n]{{0,4}}{_COUNT}"
_THANKS = r"我(?!们)[^,。;\r\n]{0,4}代表[^。!\r\n]{2,80}?(?:感谢|祝贺|慰问|问候|敬意)"
_CALL = r"同志们[,!](?:(?!让我们)[^!\r\n]){0,300}让我们[^!\r\n]{0,400}!"
_DATED = r"(?<=[\r\n])[ \t]*[12]\d{3}年\d{1,2}月\d{1,2}日[ \t]*(?=[\r\n]|\Z)"
CUES = (
    Cue("讲话", 4, either_script("讲话|发言|致辞|致词"), "title"),
    Cue("同志们:", 3, either_script(rf"(?:{_ADDRESSED})[^。;!\r\n]{{0,20}}?[:!]"), "opening"),
    Cue("主要任务是", 2, either_script(r"(?:会议|大会|今天|这次)[^。\r\n]{0,60}?(?:任务|目的|议题|内容)是"), "opening"),
    Cue("讲几点意见", 4, either_script(_POINTS)),
    Cue("我代表…表示感谢", 2, either_script(_THANKS)),
    Cue("大家", 1, either_script("大家")),
    Cue("我们要", 1, either_script("(?:我们|大家|同志们)[^,。;、]{0,6}(?<![重主需只不])要(?!求)"), least=3),
    Cue("同志们…让我们", 3, either_script(_CALL), "ending"),
    Cue("谢谢大家", 3, either_script("谢谢(?:大家|各位)"), "ending"),
    Cue("现将…如下", -3, either_script(r"现将[^。;\r\n]{2,40}(?:汇报|报告|通知|总结)如下|批评指正")),
    Cue("成文日期", -2, either_script(_DATED), "ending"),
)


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: MeetingSpeech}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_speech(document, node))] if genre and genre.name == GENRE else []
