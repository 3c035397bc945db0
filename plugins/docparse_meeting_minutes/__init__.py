"""Meeting minutes (会议纪要): who met, what was discussed, what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import Cue, Diagnostic, Document, Genre, Node, Record, Rule, either_script, hookimpl, recognise
from docparse_meeting_minutes.record import MeetingMinutes, read_minutes

GENRE = "meeting_minutes"

CUES = (
    Cue("会议纪要", 5, either_script(r"纪\s{0,2}要|会议记录"), "title"),
    Cue(
        "会议纪要 in the text",  # without line breaks, or without a blank line below the title
        3,
        either_script(r"(?<=会)议?(?:纪要|记录)(?=\s)|专题纪要(?=\s)"),
        "opening",
    ),
    Cue(
        "时间、主持",
        3,
        either_script(
            "(?:时间|地点|主持(?:人)?|出席(?:人员)?|列席(?:人员)?|参(?:加|会)人员|记录(?:人)?):|主持召开[^。;]{0,20}会议?"
        ),
        least=2,
    ),
    Cue("主持召开", 1, either_script("主持(?:召开)?[^。;]{0,20}会议?")),
    Cue("记者", -3, either_script(r"本[报刊台网]讯|记者|新华社[^。]{0,20}电"), "opening"),
    Cue("会议认为", 1, either_script("会议认为")),
    Cue("会议议定", 1, either_script("会议(?:议定|决定|同意|原则同意|通过|研究)")),
    Cue("会议指出", 1, either_script("会议(?:指出|听取|审议|讨论)")),
    Cue("会议强调", 1, either_script("会议(?:强调|要求|明确)")),
    Cue("分送", 1, either_script("(?:分送|发|抄送|送|参会人员|出席|列席|请假):"), "ending"),
    Cue("other type", -5, either_script(r"(?:通知|意见|决定|批复|函|通报|汇报|讲话|总结|方案)\s*$"), "title"),
    Cue("第一条", -4, either_script("第一条")),
)
_SETTLES = either_script(
    "[^,。;]*(?:(?:通过|同意)[^,。;]*|[^要]按照?[^,。;]*)[。;]?"
)  # one clause: nobody need do a thing
_INFORMS = either_script("传达|学习|通报|其他")  # topics on which nothing need be decided


@hookimpl
def rules() -> list[Rule]:
    return [
        Rule("topic_without_decision", "A topic of a meeting ends without a decision.", "the other topics", "info"),
        Rule(
            "decision_without_responsible", "A decision names nobody who carries it out.", "the other decisions", "info"
        ),
    ]


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)


@hookimpl
def record_types() -> dict[str, type]:
    return {GENRE: MeetingMinutes}


@hookimpl
def extract_records(document: Document, node: Node, genre: Genre | None) -> list[Record]:
    return [Record(GENRE, node, read_minutes(document, node))] if genre and genre.name == GENRE else []


@hookimpl
def check_document(document: Document, node: Node, genre: Genre | None) -> Iterator[Diagnostic]:
    """Topics and decisions that lack what most others of the minutes have."""
    if not genre or genre.name != GENRE:
        return
    topics = read_minutes(document, node).topics
    decided = [topic for topic in topics if topic.decisions]
    for topic in topics:
        informs = topic.title and _INFORMS.match(topic.title)
        if not topic.decisions and not informs and 2 * len(decided) > len(topics):
            span = topic.spans.get("title") or topic.spans.get("ordinal")
            if span:
                yield Diagnostic("topic_without_decision", "a topic, but nothing is decided on it", span, "info")
    decisions = [decision for topic in topics for decision in topic.decisions]
    answered = [decision for decision in decisions if decision.responsible]
    for decision in decisions:
        settles = _SETTLES.fullmatch(document.source.text, *decision.spans["text"])
        if not decision.responsible and not settles and 2 * len(answered) > len(decisions):
            message = "a decision, but nobody is named to carry it out"
            yield Diagnostic("decision_without_responsible", message, decision.spans["text"], "info")
