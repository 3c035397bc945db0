"""The commands `check` and `rules`: findings, what is selected and suppressed of them, and their fixes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from docparse.catalogue import ALL, Listed
from docparse.cli import commands
from docparse.cli.configuration import CODES, NEVER, Configuration, split_codes
from docparse.cli.fixing import Input, as_diff, write_fixes
from docparse.cli.naming import configuration as current
from docparse.cli.naming import with_plugins
from docparse.cli.strangers import aside, warn
from docparse.errors import FixError, LoadError
from docparse.exchange import encode
from docparse.findings import SEVERITIES, Diagnostic, Result
from docparse.fixes import mend
from docparse.parser import Parser
from docparse.pins import read_pins
from docparse.reporting import FORMATS
from docparse.slips import nearest, slip
from docparse.source import SourceText
from docparse.suppression import Suppression, suppress

Pieces = list[Any]


class CheckFailed(Exception):  # noqa: N818 - no error: check has found what --fail-on names
    """`docparse check` found something at or above its threshold."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are wanted, and how severe they are: the command line before the configuration."""

    select: frozenset[str]
    ignore: frozenset[str]
    configuration: Configuration
    known: frozenset[str] = frozenset()

    def of(
        self, name: str, source: SourceText, diagnostics: Iterable[Diagnostic], beside: Sequence[Suppression]
    ) -> list[Diagnostic]:
        """The findings of a file that are not suppressed, and selected."""
        ignored = self.ignore | self.configuration.ignored_in(name)
        if ALL in ignored:
            return []
        severity = self.configuration.severity
        return [
            replace(found, severity=severity.get(found.code, found.severity))
            for found in suppress(source, diagnostics, beside, self.known)
            if (ALL in self.select or found.code in self.select) and found.code not in ignored
        ]


def _choice(parser: Parser, configuration: Configuration, select: tuple[str, ...], ignore: tuple[str, ...]) -> Choice:
    """The choice of both; a code that is not known is a mistake."""
    chosen, dropped, known = list(split_codes(select)), list(split_codes(ignore)), _Known(parser)
    for code in (*chosen, *dropped):
        if code != ALL and code not in known:
            raise click.UsageError(f"no code {code!r}: {slip(code, known, CODES)}")
    configuration.check_codes(known)
    known.ask((*chosen, *dropped, *configuration.select, *configuration.ignore, *configuration.severity))
    kept = [code for code in configuration.ignore if code not in chosen]  # named on the command line, it is wanted
    return Choice(frozenset(chosen or configuration.select), frozenset(dropped or kept), configuration, known)


class _Known(frozenset[str]):
    """The codes of a parser. Where a plugin lists none, any other code may be its: a slip is asked about, not refused."""

    def __new__(cls, parser: Parser) -> _Known:
        return super().__new__(cls, parser.rules())

    def __init__(self, parser: Parser) -> None:
        infos = parser.plugins.infos
        unlisted = [info.name for info in infos if "check_document" in info.hooks and "rules" not in info.hooks]
        self._unlisted = ", ".join(unlisted)

    def __contains__(self, code: object) -> bool:
        return super().__contains__(code) or (bool(self._unlisted) and isinstance(code, str))

    def ask(self, codes: Iterable[str]) -> None:
        """A line on standard error for each code that looks like a slip, although it may be a plugin's own."""
        for code in sorted({*codes} - self - {ALL}):
            if near := nearest(code, tuple(self)):
                warn("usage", f"no plugin lists {code!r}: taken as a code of {self._unlisted}; did you mean {near}?")


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format", "format_", type=click.Choice([name for name in FORMATS if name != "lines"]), help="Default: text."
)
@click.option(
    "--select", multiple=True, metavar="CODES", help="Only these: a list with commas, or ALL; may be repeated."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these; may be repeated.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, NEVER]),
    help="Exit with 1 when something of this severity or above is found. Default: error.",
)
@click.option("--no-source", is_flag=True, help="In text, leave out the lines of the source.")
@click.option("--fix", is_flag=True, help="Make the fixes that are safe, in the file.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and change nothing, also beside --fix.")
@commands.with_limits
@commands.with_parser
def check_command(
    files: tuple[str, ...],
    format_: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    no_source: bool,
    fix: bool,
    diff: bool,
    plugins: tuple[str, ...],
    encoding: str | None,
) -> None:
    """Print what a careful secretary would find."""
    if diff and format_ is not None:
        raise click.UsageError("--diff prints a diff, and takes no --format")
    if fix and not diff and files.count("-") and len(files) > 1:
        raise click.UsageError("--fix prints the text of standard input: give - alone")
    configuration, parser = current(), commands.make_parser(plugins)
    format_ = "lines" if no_source and format_ in (None, "text") else format_ or "text"
    run = _Run(
        parser, _choice(parser, configuration, select, ignore), format_, "diff" if diff else "fix" if fix else ""
    )
    unread = run.over(files, encoding)
    run.print()
    if unread:
        raise unread
    if run.is_failed(fail_on or configuration.fail_on):
        raise CheckFailed


class _Run:
    """One run of check over its files. doing: "fix", "diff" or """ ""

    def __init__(self, parser: Parser, choice: Choice, format_: str, doing: str) -> None:
        self.parser, self.choice, self.doing = parser, choice, doing
        self.format = FORMATS[format_]
        self.input = Input()
        self.pieces: Pieces = []
        self.worst = -1
        self.unfixed = False

    def over(self, files: tuple[str, ...], encoding: str | None) -> commands.Unread | None:
        """Checks the files, and mends them. Answers what is to be raised at the end."""
        results = commands.read_all(self.parser, files, encoding, self.input.read)
        unread = commands.collect(results, self._take)
        status = max(unread.status if unread else 0, commands.UNREADABLE if self.unfixed else 0)
        return commands.Unread(status) if status else None

    def _take(self, name: str, result: Result) -> None:
        source = result.document.source
        found = self.choice.of(name, source, result.diagnostics, self.input.beside)
        if self.doing and (name == "-" or any(d.fix for d in found)):
            try:
                source, found = self._mend(name, source, found)
            except (FixError, LoadError) as error:  # of the text with its fixes, which is read again
                warn(error.name, str(error))
                self.unfixed = True
        self.worst = max([self.worst, *(SEVERITIES.index(d.severity) for d in found)])
        if self.doing != "diff":
            self.pieces += self.format.pieces(name, source, found)

    def _mend(
        self, name: str, source: SourceText, found: list[Diagnostic]
    ) -> tuple[SourceText, list[Diagnostic]]:  # fmt: skip
        """The source and its findings after the fixes; of a diff, before them."""
        pins = [] if name == "-" else read_pins(Path(name))
        latest = {source.raw: found}

        def find(text: str) -> list[Diagnostic]:
            if text not in latest:
                latest.clear()
                with aside():
                    result = self.parser.parse(replace_text(source, text), pins)
                latest[text] = self.choice.of(name, result.document.source, result.diagnostics, self.input.beside)
            return latest[text]

        rounds, count = mend(source.raw, find)
        data = self.input.data(name)
        if self.doing == "diff":
            self.pieces.append(as_diff(data, source, rounds))
            return source, found
        text = write_fixes(name, data, source, rounds)
        if count:
            click.echo(f"docparse: {name}: {count} finding{'s' * (count > 1)} fixed", err=True)
        return replace_text(source, text), find(text)

    def print(self) -> None:
        """Prints the report; the text of standard input with its fixes stands in its place, and it goes to the other."""
        if self.doing == "diff":
            commands.write("".join(self.pieces))
            return
        report = self.format.whole(self.pieces, self.parser.rules())
        if self.doing == "fix" and self.input.stdin is not None:
            sys.stderr.write(report.decode("utf-8"))
        else:
            commands.write(report)

    def is_failed(self, threshold: str) -> bool:
        return threshold != NEVER and self.worst >= SEVERITIES.index(threshold)


def replace_text(source: SourceText, text: str) -> SourceText:
    """The source with another text; places that a loader knew are gone."""
    return SourceText(text, source.name, source.media_type, source.encoding)


@click.command("rules")
@click.argument("code", required=False)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@with_plugins
def rules_command(code: str | None, format_: str, plugins: tuple[str, ...]) -> None:
    """Print the codes that check may give, with their basis."""
    catalogue: Mapping[str, Listed] = commands.make_parser(plugins).rules()
    if code is not None and code not in catalogue:
        raise click.UsageError(f"no code {code!r}: {slip(code, catalogue.keys(), CODES)}")
    severity = current().severity
    rows = [_rule_row(listed, severity) for listed in catalogue.values() if code in (None, listed.rule.code)]
    commands.write(encode({"rules": rows}) + b"\n" if format_ == "json" else "".join(map(_rule_text, rows)))


def _rule_row(listed: Listed, severity: Mapping[str, str]) -> dict[str, Any]:
    """A row of the catalogue; `usual` is the severity of the rule, where the configuration has another."""
    rule = listed.rule
    configured = severity.get(rule.code, rule.severity)
    row = {
        "code": rule.code, "severity": configured, "plugin": listed.plugin or "docparse", "fixable": rule.fixable,
        "summary": rule.summary, "basis": rule.basis, "page": listed.page or None,
    }  # fmt: skip
    return row if configured == rule.severity else {**row, "usual": rule.severity}


def _rule_text(row: dict[str, Any]) -> str:
    fixable = ", fixable" * row["fixable"]
    usual = f", usually {row['usual']}" if "usual" in row else ""
    page = f"    {row['page']}\n" if row["page"] else ""
    return (
        f"{row['code']} ({row['severity']}{usual}{fixable}; {row['plugin']})\n"
        f"    {row['summary']}\n    Basis: {row['basis']}\n{page}"
    )
