"""Probes: what `docparse fuzz` asks of a subject on each text. A probe raises BrokenPromiseError, which names the promise.

works        no exception, no hook that fails, no answer that is dropped, no text that takes more than five seconds
lossless, …  what docparse.testing.promises promises about every result
deterministic, concatenation, looks, prefix: the properties of docparse.testing.properties, on orderly documents
quotes       a field of a record that is a quotation stands where its span says
neighbours   what other plugins do, before or after the subject, changes nothing of what it says, nor does it of theirs
apart        a line without a word of the subject is read as it is without the subject
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from docparse.exchange import encode, interchange
from docparse.findings import Diagnostic, Result
from docparse.outline import block_rows, outline_rows
from docparse.parser import Parser
from docparse.plugins import FAILURES
from docparse.testing import promises
from docparse.testing.neighbours import STEADY, neighbourhoods, steady_words
from docparse.testing.promises import BrokenPromiseError
from docparse.testing.properties import PROPERTIES
from docparse.testing.quotes import check_quotes
from docparse.testing.subject import Subject

Probe = Callable[[Subject, str], None]
SLOW = 5.0  # seconds that no text of a fuzzing run may take


class TooSlowError(BaseException):
    """A text takes longer than it may. No Exception, as few catch others."""


@contextmanager
def limited(seconds: float = SLOW) -> Iterator[None]:
    """Raises TooSlowError in what it holds after `seconds` of processor time, and behind it if that was caught; where
    there is no SIGPROF, and in threads, never."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    slow = TooSlowError(f"more than {seconds:g} s")
    rung = False

    def ring(*_: Any) -> None:
        nonlocal rung
        rung = True
        raise slow

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if rung:
        raise slow


def probed(probe: Probe, subject: Subject, text: str) -> BrokenPromiseError | None:
    """The promise that is broken on a text, None when all is well; any exception breaks the promise to work."""
    try:
        with limited():
            probe(subject, text)
    except BrokenPromiseError as error:
        return error
    except (Exception, TooSlowError, SystemExit, GeneratorExit) as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return BrokenPromiseError("works", f"parsing fails: {reason}")
    return None


def works(subject: Subject, text: str) -> None:
    """Parses without a failure of the subject, with all that is promised of a result, and with sound quotations."""
    subject.whole.plugins.errors.clear()  # a plugin that failed often is asked again
    try:
        result = subject.whole.parse(text)
        promises.check(result)
    except Exception:
        if subject.plugin is None or _holds("promises", subject, text):
            raise
        return
    failed = next((found for found in failures(subject, result)), None)
    if failed is not None:
        name = "spans" if failed.code == "plugin_bad_span" else "works"
        raise BrokenPromiseError(name, failed.message)
    for record in result.records:
        check_quotes(result.document.source.raw, record.type, record.data)


def failures(subject: Subject, result: Result) -> list[Diagnostic]:
    """The findings of a result that blame the subject, those that every result has aside."""
    known = subject.whole.trouble()
    blamed = tuple(f"plugin {subject.whole.plugins.label(name)} " for name in subject.names)
    found = [found for found in result.diagnostics if found.code in FAILURES and found not in known]
    return [finding for finding in found if finding.message.startswith(blamed)]


def ordered(name: str) -> Probe:
    """The probe of a property of `docparse.testing.properties` on orderly texts; what fails without the subject too is
    not its fault."""

    def probe(subject: Subject, text: str) -> None:
        try:
            PROPERTIES[name](subject.whole, text)
        except BrokenPromiseError as error:
            if subject.plugin is None or _holds(name, subject, text):
                raise error

    return probe


def _holds(name: str, subject: Subject, text: str) -> bool:
    """Whether a property holds without the subject."""
    try:
        PROPERTIES[name](subject.rest, text)
    except Exception:
        return False
    return True


class Neighbours:
    """The probe with other plugins before and after the subject. Its parsers are made once."""

    def __init__(self, subject: Subject) -> None:
        self._parsers = [subject.parser(before, after) for before, after in neighbourhoods()]

    def __call__(self, subject: Subject, text: str) -> None:
        wanted, _ = said(subject.whole, text)
        for parser in self._parsers:
            found, steady = said(parser, text)
            if found != wanted:
                raise BrokenPromiseError("neighbours", "plugins that misbehave beside it change what it says")
            if steady != [steady_words(text)]:
                raise BrokenPromiseError("neighbours", "a plugin beside it does not say what it says alone")


def said(parser: Parser, text: str) -> tuple[bytes, list[str]]:
    """All that a parser says of a text, without the failures of plugins; and what the steady neighbour says."""
    parser.plugins.errors.clear()
    result = parser.parse(text)
    steady = [found.message for found in result.diagnostics if found.code == STEADY]
    result.diagnostics = [found for found in result.diagnostics if found.code not in (*FAILURES, STEADY)]
    return encode(interchange(result)), steady


class Apart:
    """The probe that others' lines are read as before. What the subject's examples show of taken lines is meant so."""

    def __init__(self, subject: Subject) -> None:
        self._meant = {pair for text in subject.examples for pair, _ in _taken(subject, text)}

    def __call__(self, subject: Subject, text: str) -> None:
        for (before, after), line in _taken(subject, text):
            if (before, after) not in self._meant:
                raise BrokenPromiseError(
                    "apart",
                    f"{line!r:.60} is {before} without it and {after} with it: make its terminal narrower, or add a"
                    " case to its corpus that shows that this is meant",
                )


def _taken(subject: Subject, text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """((what a line is without the subject, what it is with it), the line) where the two differ."""
    alone, whole = labels(subject.rest, text), labels(subject.whole, text)
    for start in sorted(alone.keys() | whole.keys()):
        pair = alone.get(start, "text"), whole.get(start, "text")
        if pair[0] != pair[1]:
            yield pair, text[start:].lstrip("\r\n").splitlines()[0] if text[start:].strip() else ""


def labels(parser: Parser, text: str) -> dict[int, str]:
    """What stands at each place: the style of a marker, or the form of a line."""
    document = parser.parse(text).document
    found = {row["start"]: str(row["form"]) for row in block_rows(document)}
    return found | {row["start"]: str(row["style"]) for row in outline_rows(document) if row["marker"]}
