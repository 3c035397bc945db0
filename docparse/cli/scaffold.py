"""The command `new-plugin`: a distribution with a plugin that works, to begin one's own from."""

from __future__ import annotations

import keyword
import re
import shutil
from collections.abc import Iterator
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import click

from docparse.cli.commands import write
from docparse.parser import Parser

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_TERMINAL = re.compile(r"^([A-Z][A-Z0-9_]*)(?:\.-?[0-9]+)?[ \t]*:", re.MULTILINE)
_LONGEST = 40  # characters of a name
FILES = {  # the template in docparse/scaffold, and the file that it makes
    "pyproject": "pyproject.toml",
    "plugin": "docparse_@name@.py",
    "cases": "tests/cases.txt",
    "test": "tests/test_@name@.py",
    "workflow": ".github/workflows/test.yml",
    "readme": "README.md",
    "gitignore": ".gitignore",
}


@click.command("new-plugin")
@click.argument("name")
@click.option("--path", "place", metavar="DIR", default=".", help="Make the folder in this one. Default: here.")
def new_plugin_command(name: str, place: str) -> None:
    """Write a plugin that works, with its tests.

    It is the distribution docparse-NAME.

    NAME is how docparse will list it: small letters, digits and _. Its words are an example, for you to replace.
    """
    _check_name(name)
    folder = Path(place) / f"docparse-{_dist(name)}"
    if not Path(place).is_dir():
        raise click.UsageError(f"there is no folder {place}: make it first, or give another to --path")
    if folder.exists() or folder.is_symlink():
        raise click.UsageError(f"{folder} exists, and is left as it is: give another name, or another --path")
    _write(folder, name)
    write(
        f"{folder}: a plugin with its tests. Next:\n"
        f"  cd {folder}\n  python -m pip install -e '.[test]'\n  python -m pytest -q\n"
    )


def _check_name(name: str) -> None:
    """UsageError for what cannot name a plugin, or does name something."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        near = "_".join(re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()))
        usable = _NAME.fullmatch(near) and not keyword.iskeyword(near)
        hint = near if usable else "sign_in_sheet"
        raise click.UsageError(f"{name!r} names no plugin: write small letters, digits and _, as in {hint}")
    if len(name) > _LONGEST:
        raise click.UsageError(f"{name!r} is too long: a name has at most {_LONGEST} characters")
    for taken in _clashes(name):
        raise click.UsageError(f"{name!r} is taken: {taken}; give another name")


def _clashes(name: str) -> Iterator[str]:
    """What bears the name already, or would be mixed up with it."""
    if _dist(name) == "zh":
        yield "docparse-zh is docparse itself"
    parser = Parser(records=False)
    if any(info.name == name for info in parser.plugins.infos):
        yield "a plugin of this name is installed"
    if find_spec(f"docparse_{name}") is not None:
        yield f"there is a module docparse_{name}"
    if name in parser.record_types():
        yield "there are records of this type"
    terminals = (match[1] for match in _TERMINAL.finditer(parser.grammar.text))
    first = next((terminal for terminal in terminals if terminal.startswith(f"{name.upper()}_")), None)
    if first:
        yield f"the grammar has terminals that begin so, as {first}"


def _dist(name: str) -> str:
    """The name in that of the distribution."""
    return name.replace("_", "-")


def _write(folder: Path, name: str) -> None:
    """Writes all files, or none: of a folder that cannot be written nothing is left."""
    folder.mkdir()
    try:
        for template, path in FILES.items():
            target = folder / _filled(path, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_filled(_template(template), name), encoding="utf-8", newline="\n")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _template(name: str) -> str:
    return (resources.files("docparse") / "scaffold" / f"{name}.tmpl").read_text(encoding="utf-8")


def _filled(text: str, name: str) -> str:
    return text.replace("@name@", name).replace("@NAME@", name.upper()).replace("@dist@", _dist(name))
