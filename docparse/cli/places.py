"""The argument FILE[:LINE] of `docparse explain`."""

from __future__ import annotations

import os
import re

import click

from docparse.source import SourceText, split_lines

_LINE = re.compile(r"0*[1-9][0-9]{0,8}")


def read_place(place: str) -> tuple[str, int | None]:
    """The file and the line that a place names, None for the whole file. UsageError for what is no line.

    A file with a colon in its name counts before a line; of one that is not there only a number is a line.
    """
    name, colon, line = place.rpartition(":")
    if not colon or not name or os.path.exists(place):
        return place, None
    if _LINE.fullmatch(line):
        return name, int(line)
    if name != "-" and not os.path.isfile(name):
        return place, None
    raise click.UsageError(f"{name}: {_wrong(line)}, as in {name}:3")


def _wrong(line: str) -> str:
    if not line:
        return "the number of the line is missing after the colon: give one"
    if re.fullmatch(r"[0-9]+", line):
        return f"there is no line {line}: give one from 1 on"
    if re.fullmatch(r"[0-9]+\D[0-9]+", line):
        return f"{line!r} is several lines: give one"
    return f"{line!r} is no line: give its number"


class PlaceCommand(click.Command):
    """A command whose argument may begin with a dash and is no option: -:3, a line of standard input."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        places = [argument for argument in args if argument.startswith("-:")] if "--" not in args else []
        others = [argument for argument in args if argument not in places]
        return super().parse_args(ctx, [*others, "--", *places] if places else args)


def check_line(name: str, source: SourceText, line: int) -> None:
    """UsageError for a line past the end of the file."""
    count = sum(1 for _ in split_lines(source.raw))
    if line > count:
        raise click.UsageError(f"{name}: there is no line {line}: the file has {count} line{'s' * (count != 1)}")
