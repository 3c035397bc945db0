"""Elements: what the header, the attachments and the kind of a document ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import Diagnostic, Node, either_script, read_number
from docparse_lint.catalogue import finding
from docparse_lint.scope import Scope, Span, marker_span

APPROVAL = "[妥当可]否,?请[^。;\r\n]{0,6}(?:批示|批复|指示)|请(?:予以?)?(?:批准|批示|批复|审批)|特此请示|恳请[^。;\r\n]{0,12}(?:批准|批复|拨付)"
AND = "[、,和及]"

_APPROVAL = either_script(APPROVAL)
_REPORT = either_script("(?<!请示)(?<!工作)报告(?:\\([^()]{1,12}\\))?\\Z")
_REQUEST = either_script("请示(?:\\([^()]{1,12}\\))?\\Z")
_AND = either_script(AND)
_LISTED = re.compile(r"(?:^|[ \t]|附件[ \t]*:?|:)[ \t]*([0-9]{1,2})[.、][ \t]?(?=[^\s0-9])", re.MULTILINE)
_HEAD = re.compile(r"附[ \t]*件[ \t]*([0-9]{1,2}|[一二三四五六七八九十]{1,3})?")


def metadata(scope: Scope) -> Iterator[Diagnostic]:
    """Metadata fields without value."""
    for line in scope.of_form("metadata_empty"):
        yield finding("metadata_empty", "this metadata field has no value", scope.said(line))


def listed_attachments(scope: Scope) -> dict[int, Span]:
    """The numbers in the list of attachments, with where each stands; a single one without number is 1."""
    found: dict[int, Span] = {}
    for line in scope.of_form("attachment_note"):
        numbers = list(_LISTED.finditer(scope.text, *line.span))
        for match in numbers:
            found.setdefault(int(match[1]), match.span(1))
        if not numbers and not found:
            found[1] = scope.said(line)
    return found


def present_attachments(scope: Scope) -> dict[int, Node]:
    """The attachments that follow, by number; one without number is 1."""
    found: dict[int, Node] = {}
    for child in scope.document.children(scope.node):
        if child.kind == "part" and child.style == "attachment":
            match = _HEAD.match((child.marker or "").strip())
            number = read_number(match[1]) if match and match[1] else 1
            if isinstance(number, int):
                found.setdefault(number, child)
    return found


def attachments(scope: Scope) -> Iterator[Diagnostic]:
    """The list of attachments against the attachments, where both are there."""
    listed, present = listed_attachments(scope), present_attachments(scope)
    if not listed or not present:
        return
    for number, span in listed.items():
        if number not in present:
            yield finding("attachment_missing", f"attachment {number} is listed, and is not in the text", span)
    for number, part in present.items():
        if number not in listed:
            message = f"attachment {number} is in the text; the list of attachments names {len(listed)}"
            yield finding("attachment_unlisted", message, marker_span(part))


def requests(scope: Scope) -> Iterator[Diagnostic]:
    """A report that asks for approval."""
    if not _REPORT.search(scope.title):
        return
    for match in _APPROVAL.finditer(scope.text, *scope.span):
        message = f"a report must not ask for approval; write a 请示: {match[0]}"
        yield finding("request_in_report", message, match.span())


def recipients(scope: Scope) -> Iterator[Diagnostic]:
    """A request to several bodies."""
    if not _REQUEST.search(scope.title):
        return
    for line in scope.of_form("main_recipients"):
        start, end = scope.said(line)
        bodies = [body for body in _AND.split(scope.text[start:end].rstrip(": ")) if body]
        if len(bodies) > 1:
            message = f"a request goes to one body, and this to {len(bodies)}: {', '.join(bodies)}"
            yield finding("multiple_recipients_in_request", message, (start, end))


CHECKS = (metadata, attachments, requests, recipients)
