"""`docparse check-grammar`: whether the grammar of plugins is sound."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from docparse.cli.check import CheckFailed
from docparse.cli.commands import write
from docparse.errors import GrammarError
from docparse.exchange import encode
from docparse.findings import SEVERITIES
from docparse.modules import load_file
from docparse.parser import Parser
from docparse.slips import slip
from docparse.soundness import Flaw, check_grammar, of_error


@click.command("check-grammar")
@click.argument("names", nargs=-1, metavar="[PLUGIN]...")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), default="warning", show_default=True,
    help="The least severity of a finding that makes the exit status 1.",
)  # fmt: skip
@click.option(
    "--show",
    type=click.Choice(SEVERITIES),
    help="The least severity that is printed as text. Default: that of --fail-on.",
)
def grammar_command(names: tuple[str, ...], format_: str, fail_on: str, show: str | None) -> None:
    """Check the grammar that the plugins compose.

    It finds conflicts, overlaps, patterns that stall, and what is unused. PLUGIN is the name of an installed plugin or the path of a .py file; then only what is about it is said.
    Every code is described in docs/grammar.md.
    """
    found = survey_grammar(names)
    if format_ == "json":
        write(encode({"findings": [_row(flaw) for flaw in found]}) + b"\n")
    else:
        write(_text(found, show or fail_on))
    if any(_at_least(flaw, fail_on) for flaw in found):
        raise CheckFailed


def survey_grammar(names: Sequence[str]) -> list[Flaw]:
    """The flaws of the grammar of all installed plugins, and of those that are named.

    UsageError for a name that no plugin has; PluginError for a file that cannot be imported.
    """
    files = [name for name in names if name.endswith(".py")]
    given = [load_file(Path(name)) for name in files]
    try:
        parser = Parser(given, records=False)
    except GrammarError as error:
        return [of_error(error)]
    known = [info.name for info in parser.plugins.infos]
    chosen = known[len(known) - len(given) :]
    for name in names:
        if name not in files:
            if name not in known:
                raise click.UsageError(f"no plugin {name!r}: {slip(name, known)}")
            chosen.append(name)
    return check_grammar(parser, chosen)


def _at_least(flaw: Flaw, severity: str) -> bool:
    return SEVERITIES.index(flaw.severity) >= SEVERITIES.index(severity)


def _row(flaw: Flaw) -> dict[str, Any]:
    return {
        "code": flaw.code, "severity": flaw.severity, "plugin": flaw.plugin, "subject": flaw.subject,
        "place": flaw.place, "message": flaw.message, "example": flaw.example, "remedy": flaw.remedy,
        "others": list(flaw.others),
    }  # fmt: skip


def _text(found: list[Flaw], show: str) -> str:
    """A paragraph for each finding that is shown, and how many there are."""
    shown = [flaw for flaw in found if _at_least(flaw, show)]
    counts = {severity: sum(flaw.severity == severity for flaw in found) for severity in reversed(SEVERITIES)}
    whole = "".join(map(_paragraph, shown))
    whole += ", ".join(
        f"{count} {severity}{'s' * (count != 1 and severity != 'info')}" for severity, count in counts.items()
    )
    hidden = len(found) - len(shown)
    return whole + (f" ({hidden} not shown: --show info prints them)\n" if hidden else "\n")


def _paragraph(flaw: Flaw) -> str:
    where = f" ({flaw.place})" if flaw.place else ""
    lines = [
        f"{flaw.severity} {flaw.code} {flaw.plugin or 'grammar'}: {flaw.subject or 'fragment'}{where}",
        flaw.message,
    ]
    if flaw.example:
        lines.append(f"example: {flaw.example!r}")
    lines.append(f"remedy: {flaw.remedy}")
    return "\n    ".join(" ".join(line.split()) for line in lines) + "\n"
