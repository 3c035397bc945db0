"""docparse new-plugin: what it refuses, and that what it writes works at once, installed and as a single file."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from environments import fresh_environment, run

from docparse import cli
from docparse.cli.scaffold import FILES

ROOT = Path(__file__).resolve().parent.parent
NAME = "duty_list"
TEXT = "城关镇重点事项清单\n编制日期：2025年3月6日\n事项一：整修村道\n3月底前完成。\n事项二：更换路灯\n由供电所承担。\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(name: str = NAME, *options: str) -> Path:
    """The folder of a new plugin."""
    assert cli.run(["new-plugin", name, *options]) == 0
    return Path(f"docparse-{name.replace('_', '-')}")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("DutyList", "as in duty_list"),
        ("duty-list", "as in duty_list"),
        ("_duty", "as in duty"),
        ("2025", "as in sign_in_sheet"),
        ("值班", "as in sign_in_sheet"),
        ("../duty", "as in duty"),
        ("class", "as in sign_in_sheet"),
        ("", "names no plugin"),
        ("duty\nlist", "as in duty_list"),
        ("a" * 41, "at most 40 characters"),
        ("zh", "docparse-zh is docparse itself"),
        ("law", "a plugin of this name is installed"),
        ("weak", "the grammar has terminals that begin so, as WEAK_"),
        ("han", "the grammar has terminals that begin so, as HAN_"),
        ("civility_self_assessment", "there are records of this type"),
    ],
)
def test_a_name_that_will_not_do_has_one_clear_line(
    name: str, said: str, here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["new-plugin", name]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert said in err
    assert list(here.iterdir()) == []


def test_a_module_that_there_is_takes_its_name(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "docparse_night_duty.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(here)
    assert cli.run(["new-plugin", "night_duty"]) == 2
    assert len(list(here.iterdir())) == 1


@pytest.mark.parametrize("kind", ["folder", "file", "dangling link"])
def test_nothing_is_overwritten(kind: str, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    place = here / "docparse-duty-list"
    if kind == "folder":
        place.mkdir()
        (place / "README.md").write_text("mine", encoding="utf-8")
    elif kind == "file":
        place.write_text("mine", encoding="utf-8")
    else:
        place.symlink_to(here / "nowhere")
    assert cli.run(["new-plugin", NAME]) == 2
    assert "exists, and is left as it is" in capfd.readouterr().err
    kept = {"folder": place / "README.md", "file": place}.get(kind)
    assert kept is None or kept.read_text(encoding="utf-8") == "mine"
    assert not (here / "nowhere").exists()


def test_a_place_that_there_is_not_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["new-plugin", NAME, "--path", "no/such"]) == 2
    assert "there is no folder no/such" in capfd.readouterr().err


def test_a_failure_leaves_nothing_behind(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, "no_such_template", "last.txt")
    assert cli.run(["new-plugin", NAME]) != 0
    assert list(here.iterdir()) == []


def test_it_writes_its_files_and_no_placeholder(here: Path) -> None:
    (here / "work").mkdir()
    made(NAME, "--path", "work")
    folder = here / "work" / "docparse-duty-list"
    written = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert sorted(written) == sorted(path.replace("@name@", NAME) for path in FILES.values())
    texts = {name: path.read_bytes().decode("utf-8") for name, path in written.items()}
    assert not [name for name, text in texts.items() if "@name@" in text.lower() or "@dist@" in text or "\r" in text]
    project = tomllib.loads(texts["pyproject.toml"])["project"]
    assert project["name"] == "docparse-duty-list"
    assert project["entry-points"]["docparse"] == {NAME: "docparse_duty_list"}
    assert "python -m pytest" in texts[".github/workflows/test.yml"]


@pytest.mark.parametrize("command", [["ruff", "check"], ["mypy", "--strict"]], ids=lambda command: command[0])
def test_what_it_writes_is_clean(command: list[str]) -> None:
    pytest.importorskip(command[0])
    folder = made()
    done = subprocess.run(
        [sys.executable, "-m", *command, "docparse_duty_list.py"], cwd=folder, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_works_as_a_single_file(here: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    module = made() / "docparse_duty_list.py"
    (here / "list.txt").write_text(TEXT, encoding="utf-8")
    capfdbinary.readouterr()
    assert cli.run(["records", "--plugin", str(module), "list.txt"]) == 0
    (record,) = json.loads(capfdbinary.readouterr()[0])["records"]
    assert (record["type"], record["data"]["items"][0]["deadline"]["iso"]) == (NAME, "2025-03")
    (here / "docparse.toml").write_text(f'plugins = ["./{module.as_posix()}"]\n', encoding="utf-8")
    assert cli.run(["records", "list.txt"]) == 0
    assert json.loads(capfdbinary.readouterr()[0])["records"] == [record]
    assert cli.run(["records", "--no-config", "list.txt"]) == 0
    assert json.loads(capfdbinary.readouterr()[0])["records"] == []
    assert cli.run(["check", "--no-source", "list.txt"]) == 0
    assert capfdbinary.readouterr()[0].decode() == (
        "list.txt:5:5: duty_list_no_deadline nothing says until when it is to be done\n"
    )


@pytest.mark.timeout(600)
def test_what_it_says_to_do_next_passes_in_a_fresh_environment(here: Path) -> None:
    commands = fresh_environment(here / "environment")

    def done(folder: Path, *command: str) -> str:
        process = run(commands, folder, str(commands / command[0]), *command[1:])
        assert process.returncode == 0, process.stdout + process.stderr
        return process.stdout

    said = done(here, "docparse", "new-plugin", NAME)
    move, install, test = (shlex.split(line) for line in said.splitlines()[1:])
    assert move == ["cd", "docparse-duty-list"]
    done(here / move[1], *install)
    assert "17 passed" in done(here / move[1], *test)
    (listed,) = [row.split() for row in done(here, "docparse", "plugins").splitlines() if row.startswith(f"{NAME} ")]
    assert listed[1:3] == ["0.1.0", "docparse-duty-list"]


def test_a_file_that_is_named_twice_is_one_plugin(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    module = made() / "docparse_duty_list.py"
    again = here / "docparse-duty-list" / ".." / module
    capfd.readouterr()
    assert cli.run(["plugins", "--plugin", str(module), "--plugin", str(again)]) == 0
    assert capfd.readouterr().out.count("duty_list ") == 1
