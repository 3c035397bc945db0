"""The record of a meeting speech, and how it is put together."""

from __future__ import annotations

from docparse import Cited, Date, Document, Fields, Figure, Node, Person, cited, figures, ordinal
from docparse_meeting_speech import passages
from docparse_meeting_speech.speech import PUNCTUATION, UNITS, Span, Speech


class AgendaItem(Fields, frozen=True, kw_only=True):
    """What somebody did at the meeting before the speech."""

    person: str
    action: str


class Thanks(Fields, frozen=True, kw_only=True):
    """Thanks, congratulations or greetings. to: those who receive them; span: of the whole expression"""

    to: str
    span: Span


class Point(Fields, frozen=True, kw_only=True):
    """A point of a speech. text: what it says before its sub-points, None when that is its heading alone"""

    ordinal: int | list[int] | None = None
    heading: str | None = None
    text: str | None = None
    subpoints: list[Point]


class Requirement(Fields, frozen=True, kw_only=True):
    """A sentence that demands something. addressee: of whom; deadline: as printed"""

    text: str
    addressee: str
    deadline: str | None = None


class MeetingSpeech(Fields, frozen=True, kw_only=True):
    """What is said in a speech at a meeting; a field of which the text says nothing is None or empty."""

    meeting_name: str | None = None
    speaker: str | None = None
    speaker_role: str | None = None
    represented_bodies: list[str]
    audience: str | None = None
    salutation: str | None = None
    occasion_date: Date | None = None
    purpose: str | None = None
    prior_agenda: list[AgendaItem]
    thanks: list[Thanks]
    announced_points: int | None = None
    points: list[Point]
    requirements: list[Requirement]
    problems: list[str]
    figures: list[Figure]
    cited_documents: list[Cited]
    cited_persons: list[Person]
    closing_call: str | None = None


def read_speech(document: Document, node: Node) -> MeetingSpeech:
    """The record of the speech rooted at `node`."""
    speech = Speech(document, node)
    name, role = passages.speaker(speech)
    announced = speech.announced()
    return MeetingSpeech.read(
        meeting_name=passages.meeting_name(speech),
        speaker=name,
        speaker_role=role,
        represented_bodies=passages.represented_bodies(speech),
        audience=speech.unpunctuated(speech.salutation) if speech.salutation else None,
        salutation=speech.quote(speech.salutation) if speech.salutation else None,
        occasion_date=passages.occasion_date(speech),
        purpose=passages.purpose(speech),
        prior_agenda=[
            (AgendaItem.read(person=person, action=action), (person.span[0], action.span[1]))
            for person, action in passages.prior_agenda(speech)
        ],
        thanks=[(Thanks.read(to=to, span=(span, span)), span) for to, span in passages.thanks(speech)],
        announced_points=(announced.announced, announced.span) if announced and announced.announced else None,
        points=[_point(speech, unit) for unit in speech.points],
        requirements=[
            (Requirement.read(text=text, addressee=addressee, deadline=deadline), text.span)
            for text, addressee, deadline in passages.requirements(speech)
        ],
        problems=list(passages.problems(speech)),
        figures=[found for span in speech.body for found in figures(speech.raw, span)],
        cited_documents=[found for span in speech.body for found in cited(speech.raw, span)],
        cited_persons=list(passages.persons(speech)),
        closing_call=passages.closing_call(speech),
    )


def _point(speech: Speech, unit: Node) -> tuple[Point, Span]:
    below = [child for child in speech.document.children(unit) if child.kind in UNITS]
    number = ordinal(unit)
    start = unit.heading.span[1] if unit.heading else number[1][1] if number else unit.start
    end = below[0].start if below else unit.end
    while start < end and speech.raw[start] in PUNCTUATION:
        start += 1
    text = speech.quote((start, end))
    point = Point.read(
        ordinal=number,
        heading=unit.heading,
        text=text if text.text else None,
        subpoints=[_point(speech, child) for child in below],
    )
    return point, unit.span
