"""The record of a meeting speech."""

from __future__ import annotations

from docparse import Announcement, Cited, Date, Document, Fields, Figure, Node, announcements, cited, figures, ordinal
from docparse_meeting_speech import passages
from docparse_meeting_speech.passages import Passages, Span

_BLANKS = " \t\r\n\u3000\u00a0"
_AFTER_HEADING = _BLANKS + "。.;；:：,，、!！?？"
_UNITS = ("section", "item")


class AgendaItem(Fields):
    """What somebody did at the meeting before the speech."""

    person: str
    action: str


class Thanks(Fields):
    """Thanks, congratulations or greetings. to: those who are thanked; span: of the whole expression"""

    to: str
    span: Span


class Point(Fields):
    """A point of the speech. text: what it says before its sub-points, None when that is only the heading"""

    ordinal: int | None = None
    heading: str | None = None
    text: str | None = None
    subpoints: list[Point] = []


class Requirement(Fields):
    """A sentence that asks for something. addressee: of whom; deadline: as printed"""

    text: str
    addressee: str | None = None
    deadline: str | None = None


class Person(Fields):
    """A person named in the speech. title: the office, or 同志"""

    name: str
    title: str


class MeetingSpeech(Fields):
    """What a speaker says at a meeting. Only what the text says; names of fields as in the schema."""

    meeting_name: str | None = None
    speaker: str | None = None
    speaker_role: str | None = None
    represented_bodies: list[str] = []
    audience: str | None = None
    salutation: str | None = None
    occasion_date: Date | None = None
    purpose: str | None = None
    prior_agenda: list[AgendaItem] = []
    thanks: list[Thanks] = []
    announced_points: int | None = None
    points: list[Point] = []
    requirements: list[Requirement] = []
    problems: list[str] = []
    figures: list[Figure] = []
    cited_documents: list[Cited] = []
    cited_persons: list[Person] = []
    closing_call: str | None = None
