"""docparse fuzz: what a plugin does on texts that nobody has written yet."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from docparse.cli.check import CheckFailed
from docparse.cli.commands import write

_NEEDS = "hypothesis"  # of the extra [test]


@click.command("fuzz")
@click.argument("plugin", required=False, metavar="[PLUGIN]")
@click.option("--examples", type=click.IntRange(1), metavar="N", help="Try so many texts. Default: 200.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), metavar="M", help="Try texts for so long.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same texts.")
@click.option("--corpus", type=click.Path(path_type=Path), metavar="FILE", help="Cases to start from.")
@click.option("-x", "--first", is_flag=True, help="Stop at the first failure.")
def fuzz_command(
    plugin: str | None, examples: int | None, minutes: float | None, seed: int, corpus: Path | None, first: bool
) -> None:
    """Read texts with a plugin that nobody has written yet.

    PLUGIN is the name of an installed one, or the path of a .py file; without one it is the built-in grammar.

    Its grammar is checked; texts made from its terminals, its examples and the literals of its code are parsed, beside
    plugins that misbehave; lines of others must be read as before; texts that grow must not take more than linear time.
    Examples are the cases of the corpus files beside the plugin and below tests/ there. What is found is printed with a minimised text and a
    case for a corpus file. Exit status: 0 nothing found, 1 something found, 2 usage.
    """
    if examples is not None and minutes is not None:
        raise click.UsageError("give --examples or --minutes, not both")
    if importlib.util.find_spec(_NEEDS) is None:
        raise click.UsageError("fuzz needs the extra test: pip install 'docparse-zh[test]'")
    from docparse.testing import fuzzing  # what it needs is there

    subject = fuzzing.find_subject(plugin, corpus)
    budget = fuzzing.Budget(examples or fuzzing.EXAMPLES, minutes, seed, first)
    failures = fuzzing.fuzz(subject, budget, lambda stage: click.echo(f"{subject.label}: {stage}", err=True))
    for failure in failures:
        write(failure.told() + "\n")
    write(f"{subject.label}: {len(failures)} found, seed {seed}\n" if failures else f"{subject.label}: nothing found\n")
    if failures:
        raise CheckFailed
