"""The command line: `main` runs a command and turns every failure into one line and an exit status."""

from __future__ import annotations

import sys
import traceback

import click

from docparse.cli.check import CheckFailed, check_command, rules_command
from docparse.cli.commands import REFUSED, UNREADABLE, Unread, docparse
from docparse.cli.fill import fill_command
from docparse.cli.fuzz import fuzz_command
from docparse.cli.grammars import grammar_command
from docparse.cli.scaffold import new_plugin_command
from docparse.cli.sources import limits_command, text_command
from docparse.errors import DocparseError, LoadError, SettingsError, SlotError

docparse.add_command(check_command)
docparse.add_command(rules_command)
docparse.add_command(fill_command)
docparse.add_command(new_plugin_command)
docparse.add_command(fuzz_command)
docparse.add_command(grammar_command)
docparse.add_command(text_command)
docparse.add_command(limits_command)
OK, FOUND, USAGE, BUG = 0, 1, 2, 5


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and exits: 0 done, 1 check found something, 2 usage, 3 refused, 4 unreadable, 5 our bug."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Runs the command line. Returns the exit status."""
    debug = "--debug" in arguments
    try:
        docparse.main(args=[a for a in arguments if a != "--debug"], prog_name="docparse", standalone_mode=False)
    except CheckFailed:
        return FOUND
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        sys.stderr.write(error.format_message() + "\n")
        return USAGE
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        where = context.command_path if context else "docparse"
        return _fail(debug, f"usage: DP-U001: {error.format_message().rstrip('.')}; see {where} --help", USAGE)
    except Unread as error:
        return error.status
    except click.Abort:
        return _fail(debug, "interrupted", 130)
    except LoadError as error:
        return _fail(debug, f"{error.name}: {error}", REFUSED if error.refused else UNREADABLE)
    except (SettingsError, SlotError) as error:
        return _fail(debug, f"{error.name}: {error}", USAGE)
    except DocparseError as error:
        return _fail(debug, f"plugins: {error}", USAGE)
    except OSError as error:
        return _fail(
            debug,
            f"{error.filename or 'output'}: DP-O001: cannot be written: {error.strerror or error}; make room or choose another place",
            UNREADABLE,
        )
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return _fail(debug, f"docparse: DP-X001: internal error: {reason}; run again with --debug and report it", BUG)
    return OK


def _fail(debug: bool, message: str, status: int) -> int:
    if debug:
        traceback.print_exc()
    line = " ".join(message.split())
    sys.stderr.write(f"docparse: {line}\n".encode("utf-8", "backslashreplace").decode("utf-8"))
    return status
