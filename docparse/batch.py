"""Many files: the records of all of them, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docparse.errors import LoadError
from docparse.findings import Record
from docparse.parser import Parser, default_parser


def records(
    paths: str | Path | Iterable[str | Path],
    type: str | None = None,
    *,
    parser: Parser | None = None,
    encoding: str | None = None,
) -> Iterator[tuple[Path, Record | LoadError]]:
    """(path, record) for every record in the files, or in one, read one by one as they are asked for.

    A file that cannot be read gives (path, LoadError) in its place, and the next ones are read.

    type: only records of this type; ValueError for one that no plugin has
    parser: one with plugins of your own; else that with all installed ones
    """
    reader = parser or default_parser()
    types = reader.record_types()
    if type is not None and types and type not in types:
        raise ValueError(f"no record type {type!r}: there are {', '.join(sorted(types))}")
    return _read(reader, [paths] if isinstance(paths, str | Path) else paths, type, encoding)


def _read(
    parser: Parser, paths: Iterable[str | Path], wanted: str | None, encoding: str | None
) -> Iterator[tuple[Path, Record | LoadError]]:
    for path in map(Path, paths):
        try:
            result = parser.parse_file(path, encoding)
        except LoadError as error:
            yield path, error
            continue
        yield from ((path, record) for record in result.records if wanted in (None, record.type))
