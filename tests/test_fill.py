"""The command `fill`: the form for the values, the filled template, what is still open, and its errors."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT

import docparse.cli
from docparse import Parser

TEMPLATE = "清河县营商环境评估报告\r\n　　发放问卷[X]份，满意度[X]%，投入资金XX万元。\r\n"
ERROR = re.compile(r"docparse: [^\n]+: (DP-[A-Z][0-9]{3}): ([^\n]+)\n")


class Done(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], parser: Parser, tmp_path: Path
) -> Run:
    """Runs `docparse fill` in a folder with template.txt, and values.json where values are given."""
    (tmp_path / "template.txt").write_bytes(TEMPLATE.encode("utf-8"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("docparse.cli.commands.make_parser", lambda plugins, **options: parser)

    def run(*arguments: str, values: str | None = None, stdin: bytes = b"") -> Done:
        if values is not None:
            (tmp_path / "values.json").write_text(values, "utf-8")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = docparse.cli.run(["fill", *arguments])
        out, err = capsysbinary.readouterr()
        return Done(status, out.decode("utf-8"), err.decode("utf-8"))

    return run


def test_the_form_for_the_values(run: Run) -> None:
    done = run("template.txt", "--form")
    assert done == (0, '{\n  "问卷": null,\n  "满意度": null,\n  "资金": null\n}\n', "")


def test_the_empty_form_fills_in_nothing(run: Run) -> None:
    form = run("template.txt", "--form").out
    done = run("template.txt", "values.json", values=form)
    assert (done.status, done.out) == (0, TEMPLATE)
    assert done.err.count("\n") == 3


def test_a_template_is_filled_in(run: Run) -> None:
    done = run("template.txt", "values.json", values='{"问卷": "1,200", "满意度": 98.50, "资金": null}')
    assert (done.status, done.out) == (0, TEMPLATE.replace("[X]份", "1,200份").replace("[X]%", "98.50%"))
    assert done.err == "template.txt:2:24: open slot 资金: %，投入资金XX万元。\n"


def test_with_a_form_of_its_own_encoding_mark(run: Run) -> None:
    assert run("template.txt", "values.json", values='\ufeff{"问卷": 7}').out == TEMPLATE.replace("[X]份", "7份")


def test_as_json(run: Run) -> None:
    done = run("template.txt", "values.json", "--format", "json", values='{"问卷": 7, "满意度": "98"}')
    answer = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    assert answer["text"] == TEMPLATE.replace("[X]份", "7份").replace("[X]%", "98%")
    assert {name: answer["text"][slice(*span)] for name, span in answer["filled"].items()} == {
        "问卷": "7",
        "满意度": "98",
    }
    assert answer["open"] == [
        {
            "slot_id": "资金", "slot_type": "money", "label": "资金", "unit": "万元", "placeholder": "XX",
            "span": [36, 38], "line": 2, "column": 24, "words": "%，投入资金XX万元。",
        }
    ]  # fmt: skip


def test_the_slots_as_rows(run: Run) -> None:
    rows = [json.loads(line) for line in run("template.txt", "--slots").out.splitlines()]
    assert [(row["slot_id"], row["slot_type"], row["unit"]) for row in rows] == [
        ("问卷", "count", "份"), ("满意度", "percent", "%"), ("资金", "money", "万元"),
    ]  # fmt: skip
    assert all(TEMPLATE[slice(*row["span"])] == row["placeholder"] for row in rows)


def test_to_a_file(run: Run, tmp_path: Path) -> None:
    done = run("template.txt", "values.json", "-o", "report.txt", values='{"问卷": 7, "满意度": 98, "资金": 20}')
    assert done == (0, "", "")
    written = (tmp_path / "report.txt").read_bytes().decode("utf-8")
    assert written == TEMPLATE.replace("[X]份", "7份").replace("[X]%", "98%").replace("XX", "20")


def test_from_standard_input(run: Run) -> None:
    assert run("-", "--form", stdin=TEMPLATE.encode("gb18030")).out.count("null") == 3
    filled = TEMPLATE.replace("[X]份", "7份")
    assert run("template.txt", "-", stdin='{"问卷": 7}'.encode()).out == filled
    assert run("-", "values.json", values='{"问卷": 7}', stdin=TEMPLATE.encode("utf-8")).out == filled


@pytest.mark.parametrize("template", ["values.json", "template.txt"])
def test_no_input_is_written_over(run: Run, template: str) -> None:
    done = run("template.txt", "values.json", "-o", template, values="{}")
    assert (done.status, done.out) == (2, "")
    assert "would overwrite" in done.err


@pytest.mark.parametrize(
    ("values", "status", "code", "words"),
    [
        (
            '{"满意率": 98}',
            2,
            "DP-S001",
            "values.json: DP-S001: there is no open slot for '满意率'; did you mean 满意度?",
        ),
        ('{"zzz": 98}', 2, "DP-S001", "docparse fill TEMPLATE --form prints the 3 that there are"),
        ('{"满意度": "98%"}', 2, "DP-S002", "give it without %"),
        ('{"满意度": true}', 2, "DP-S002", "give a text, a number or null"),
        ("[1]", 2, "DP-S003", "holds no JSON object"),
        ('{"问卷": }', 2, "DP-S003", "is no JSON"),
        ('{"问卷": 1, "问卷": 2}', 2, "DP-S003", "has '问卷' twice"),
        (None, 4, "DP-L003", "cannot be opened"),
    ],
)
def test_values_that_do_not_fit(run: Run, values: str | None, status: int, code: str, words: str) -> None:
    done = run("template.txt", "values.json", values=values)
    match = ERROR.fullmatch(done.err)
    assert (done.status, done.out) == (status, "")
    assert match
    assert match[1] == code
    assert words in done.err


@pytest.mark.parametrize(
    "arguments",
    [("template.txt",), ("template.txt", "v.json", "--form"), ("template.txt", "--form", "--slots"), ("-", "-")],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert ERROR.fullmatch(done.err)


def test_what_the_page_shows(run: Run, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "templates.md").read_text("utf-8")
    console = re.search(
        r"```console\n\$ cat template.txt\n(.*?)\$ (.*?\n)(.*?)\$ echo '(.*?)' [|] (.*?\n)(.*?)```", page, re.DOTALL
    )
    assert console
    template, _, form, values, _, printed = console.groups()
    (tmp_path / "template.txt").write_text(template, "utf-8")
    assert run("template.txt", "--form").out == form
    done = run("template.txt", "-", stdin=values.encode())
    assert done.out + done.err == printed


def test_a_template_that_is_missing(run: Run) -> None:
    assert run("missing.txt", "--form").status == 4
    assert run("template.txt", "values.json", "-o", "no/such/folder.txt", values="{}").status == 4
