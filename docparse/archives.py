"""Archives: a zip file of documents, read as one source in which each is a document of its own."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

import msgspec

from docparse.errors import LoadError
from docparse.findings import Diagnostic
from docparse.limits import Limits, refused
from docparse.numerals import read_number
from docparse.packages import Package
from docparse.source import BEGINNING, Layout, SourceText, Table

MEDIA_TYPE = "application/zip"
Load = Callable[[str, bytes, Limits], SourceText]
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
# what the packages of formats hold, and no archive of documents does: Office, OpenDocument and EPUB, OFD, Java
_MARKS = frozenset({"[content_types].xml", "mimetype", "ofd.xml", "meta-inf/manifest.mf", "meta-inf/container.xml"})
_CLUTTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^/]*(?:/|$)|(?:thumbs\.db|desktop\.ini)$)", re.IGNORECASE)
_REMEDY = "an archive is read for the files in it, of the kinds that docs/formats.md names"
_NUMBER = re.compile("([0-9]{1,9}|[一二三四五六七八九十百]{1,9})")


def read_archive(name: str, data: bytes, limits: Limits, load: Load) -> tuple[SourceText, list[Diagnostic]] | None:
    """The text of the documents in an archive, in the natural order of their names, and what is not read of it; None
    for data that is no archive of documents.

    The limits hold for all members together. A member that is refused refuses the archive, LoadError with its name;
    one that cannot be read is a diagnostic. LoadError DP-L002 when none can be.

    load: reads a member, and no archive in the archive
    """
    package = _opened(name, data, limits)
    if package is None:
        return None
    joined = _Joined(name, limits, time.monotonic() + limits.time(len(data)))
    for member in sorted(filter(_is_document, package.names), key=_natural):
        left = joined.left()
        try:
            joined.add(member, load(f"{name}/{member}", package.read(member), left))
        except LoadError as error:
            if error.refused:
                raise
            joined.leave_out(member, error)
    return joined.source(), joined.unread


@dataclass
class _Joined:
    """The documents of an archive as they are put together. until: when reading must have ended."""

    name: str
    limits: Limits
    until: float
    unread: list[Diagnostic] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)  # why a member is not read, and what would work
    parts: list[str] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)
    layout: list[Layout] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    length: int = 0
    lines: int = 0

    def left(self) -> Limits:
        """What the next member may hold, after those that are read. LoadError DP-L004 when the time is over."""
        seconds = self.until - time.monotonic()
        if seconds <= 0:
            reason = "reading its members takes longer than `docparse limits` allows"
            raise refused("DP-L004", self.name, reason, "unpack it, and read its files one by one")
        return msgspec.structs.replace(
            self.limits,
            text=max(0, self.limits.text - self.length - 1),
            paragraphs=max(0, self.limits.paragraphs - self.lines),
            seconds=seconds,
            seconds_per_mib=0.0,
        )

    def add(self, member: str, source: SourceText) -> None:
        raw, start = source.raw, self.length
        self.lines += raw.count("\n") + 1
        if start + len(raw) >= self.limits.text or self.lines > self.limits.paragraphs:  # not every loader looks
            raise refused("DP-L001", self.name, "the text of its members is longer than `docparse limits` allows")
        self.layout.append(Layout(start, start, BEGINNING))
        self.layout += (
            one._replace(start=one.start + start, end=one.end + start) for one in source.layout if one.role != BEGINNING
        )
        self.anchors.append((start, member))
        self.anchors += ((offset + start, f"{member}, {place}") for offset, place in source.anchors)
        for table in source.tables:
            cells = [cell._replace(start=cell.start + start, end=cell.end + start) for cell in table.cells]
            self.tables.append(Table(table.start + start, table.end + start, cells))
        self.parts.append(raw if raw.endswith(("\n", "\r")) else raw + "\n")
        self.length += len(self.parts[-1])

    def leave_out(self, member: str, error: LoadError) -> None:
        reason, remedy = f"{member} is not read: {error.code}: {error.message}", error.remedy
        self.reasons.append((reason, remedy))
        message = f"{reason}; {remedy}" if remedy else reason
        self.unread.append(Diagnostic("member_unread", message, (self.length, self.length)))

    def source(self) -> SourceText:
        if not self.parts:
            reason, remedy = self.reasons[0] if self.reasons else ("there is no document in it", _REMEDY)
            raise LoadError("DP-L002", self.name, reason, remedy)
        return SourceText("".join(self.parts), self.name, MEDIA_TYPE, None, self.anchors, self.layout, self.tables)


def is_archive(name: str, data: bytes, limits: Limits) -> bool:
    """Whether data that no plugin reads is an archive of documents. One that is damaged or deceives is none."""
    try:
        return _opened(name, data, limits) is not None
    except LoadError:
        return False


def _opened(name: str, data: bytes, limits: Limits) -> Package | None:
    """The archive in data; None for other data, and for the package of a format."""
    if not data.startswith(_MAGIC):
        return None
    package = Package(data, name, limits)
    return None if any(member.lower() in _MARKS for member in package.names) else package


def _is_document(member: str) -> bool:
    """Whether a member is more than what file managers leave behind."""
    return not _CLUTTER.search(member)


def _natural(member: str) -> list[tuple[bool, list[tuple[float, str]]]]:
    """附件10 after 附件2, 附件三 after 附件二; the files of a folder before those of the folders in it."""
    *folders, file = member.split("/")
    return [*((True, _ranks(folder)) for folder in folders), (False, _ranks(file))]


def _ranks(name: str) -> list[tuple[float, str]]:
    return [_rank(part) for part in _NUMBER.split(name)]


def _rank(part: str) -> tuple[float, str]:
    number = read_number(part) if _NUMBER.fullmatch(part) else None
    return (number, part) if isinstance(number, int) else (inf, part)
