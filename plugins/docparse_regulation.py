"""Regulations (办法, 规定, 条例, laws and rules): chapters and articles."""

from __future__ import annotations

from docparse import Cue, Document, Genre, Node, either_script, hookimpl, recognise

GENRE = "regulation"

CUES = (
    Cue(
        "办法",
        4,
        either_script(
            r"(?:办法|规定|条例|细则|制度|规则|准则|章程|(?<![做方想说看用疗])法|解释|守则)(?:[^一-鿿]{0,3}(?:\([^()]{0,40}\)))?[》”\s]*$"
        ),
        "title",
    ),
    Cue("第一章", 5, either_script(r"第一章\s{0,4}(?:总则|总\s{1,4}则)|第一章")),
    Cue("第一条", 4, either_script(r"第一条\s{0,4}(?:为|根据|本)")),
    Cue("第N条", 4, either_script(r"(?<=[\r\n])[ \t]*第[一二三四五六七八九十百零〇\d]{1,6}条"), least=5),
    Cue(
        "numbered rules",
        2,
        either_script("(?:本|该)(?:办法|规定|条例|细则|制度|规则|解释|法)(?=[由自所中规第的])|依法|应当"),
        least=5,
    ),
    Cue("负责解释", 3, either_script("由[^。;]{2,40}负责解释")),
    Cue("自…起施行", 3, either_script("自[^。;]{2,30}(?:起)?(?:施行|实施|执行)|公布之日起")),
    Cue("通知", -6, either_script(r"(?:通知|意见|批复|复函|通报|答复|汇报|总结|讲话|要点|方案)[》”\s]*$"), "title"),
    Cue("通知如下", -4, either_script("通知如下|现予印发|各位代表")),
)


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)
