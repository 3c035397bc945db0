"""Records of many files: rows that fit their schema, tables, and the iterator."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from conftest import ROOT

import docparse
from docparse import Fields, Genre, LoadError, Node, Parser, Record, hookimpl
from docparse.cli import run
from docparse.exchange import json_schema, record_row
from docparse.tables import csv_table

SAMPLES = re.findall(
    r"```text\n(.*?)```\n.*?```json\n", (ROOT / "docs" / "records.md").read_text("utf-8"), re.DOTALL
)  # fmt: skip


def printed(capfdbinary: pytest.CaptureFixture[bytes], *arguments: object) -> str:
    assert run([str(argument) for argument in arguments]) == 0
    return capfdbinary.readouterr().out.decode("utf-8")


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def samples(tmp_path: Path) -> list[Path]:
    """The sample document of every record type, in a file each."""
    paths = []
    for number, text in enumerate(SAMPLES):
        paths.append(tmp_path / f"sample{number}.txt")
        paths[-1].write_text(text, "utf-8")
    return paths


# --- schemas -----------------------------------------------------------------------------------------------------


def test_rows_fit_the_schema_of_their_type(samples: list[Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = json.loads(printed(capfdbinary, "records", *samples))["records"]
    assert {row["type"] for row in rows} == set(docparse.Parser().record_types())
    for row in rows:
        schema = json.loads(printed(capfdbinary, "schema", row["type"]))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(row["data"], schema, jsonschema.Draft202012Validator)


def test_documents_fit_their_schema(samples: list[Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    schema = json.loads(printed(capfdbinary, "schema"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in samples:
        document = json.loads(printed(capfdbinary, "parse", path, "--format", "json"))
        assert document["records"]
        jsonschema.validate(document, schema, jsonschema.Draft202012Validator)


def test_the_schema_refuses_another_row(samples: list[Path]) -> None:
    record = docparse.parse_file(samples[0]).records[0]
    row = json.loads(docparse.encode(record_row("", record)))
    row["data"]["parts"] = "none"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(row["data"], json_schema(type(record.data)))


# --- tables ------------------------------------------------------------------------------------------------------


def test_a_table_of_one_type(samples: list[Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = table(printed(capfdbinary, "records", *samples, "--type", "work_plan", "--format", "csv"))
    (plan,) = [row for row in rows if row["file"] == str(samples[2])]
    assert plan["data.period.start"] == "2025"
    assert plan["data.guiding_thought"] == ""
    assert [task["heading"] for task in json.loads(plan["data.tasks"])] == ["加固堤防", "健全制度", "强化监督"]
    assert not [name for name in plan if "spans" in name]


def test_tables_of_a_type_have_the_same_columns(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    bare = tmp_path / "bare.txt"
    bare.write_text("工作计划\n", "utf-8")
    header = printed(capfdbinary, "records", bare, "--type", "work_plan", "--format", "csv")
    assert header == (
        "file,type,node,span.start,span.end,data.guiding_thought,data.period.start,data.period.end,data.period.raw,"
        "data.goals,data.tasks,data.legal_basis\r\n"
    )


def test_a_table_holds_one_type(samples: list[Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["records", *map(str, samples), "--format", "csv"]) == 2
    assert b"--type" in capfdbinary.readouterr().err
    rows = table(printed(capfdbinary, "records", samples[2], "--format", "csv"))
    assert [row["type"] for row in rows] == ["work_plan"]


class Inner(Fields, frozen=True, kw_only=True):
    name: str | None = None


class Outer(Fields, frozen=True, kw_only=True):
    text: str
    number: float | str | None = None
    names: list[str]
    inner: Inner | None = None
    inners: list[Inner]


def cells(**data: Any) -> dict[str, str]:
    row = {"file": "=f", "type": "outer", "node": 0, "span": (0, 1), "data": msgspec.to_builtins(Outer(**data))}
    (found,) = table(csv_table([row], Outer))
    return found


@pytest.mark.parametrize("begins", ["=1+1", "+86", "-x", "@SUM(A1)", "＝1", "\t=1", "\r=1"])
def test_formulas_are_disarmed(begins: str) -> None:
    row = cells(text=begins, names=[begins, "b"], inner=Inner(name=begins), inners=[])
    assert row["file"] == "'=f"
    assert row["data.text"] == row["data.inner.name"] == f"'{begins}"
    assert row["data.names"] == f"'{begins}; b"


def test_what_a_cell_holds() -> None:
    row = cells(text='a"b,c\nd', number=-2.5, names=[], inners=[Inner(name="=x")])
    assert row["data.text"] == 'a"b,c\nd'
    assert row["data.number"] == "-2.5"
    assert row["data.names"] == row["data.inner.name"] == ""
    assert json.loads(row["data.inners"]) == [{"name": "=x"}]


def test_a_table_without_a_struct_has_the_columns_of_its_rows() -> None:
    rows = [{"file": "f", "type": "t", "node": 0, "span": (0, 1), "data": {"a": {"b": 1}}}]
    assert csv_table(rows) == "file,type,node,span.start,span.end,data.a.b\r\nf,t,0,0,1,1\r\n"
    assert csv_table([]) == "file,type,node,span.start,span.end\r\n"


def test_a_lone_surrogate_is_written() -> None:
    assert cells(text="a\ud800", names=[], inners=[])["data.text"] == "a\ufffd"


# --- many files --------------------------------------------------------------------------------------------------


def test_errors_are_values(samples: list[Path], tmp_path: Path) -> None:
    found = list(docparse.records([samples[0], tmp_path / "missing.txt", tmp_path, str(samples[2])]))
    assert [path for path, _ in found if path == samples[0]]
    kinds = [(path.name, type(record)) for path, record in found if not isinstance(record, Record)]
    assert kinds == [("missing.txt", LoadError), (tmp_path.name, LoadError)]
    assert found[-1][0] == samples[2]


def test_one_path_will_do(samples: list[Path]) -> None:
    rows = [(path, record.type) for path, record in docparse.records([samples[0]])]  # type: ignore[union-attr]
    for one in (samples[0], str(samples[0])):
        assert [(path, record.type) for path, record in docparse.records(one)] == rows  # type: ignore[union-attr]


def test_records_of_one_type(samples: list[Path]) -> None:
    found = [record.type for _, record in docparse.records(samples, "regulation") if isinstance(record, Record)]
    assert set(found) == {"regulation"}
    with pytest.raises(ValueError, match="no record type 'poem'"):
        docparse.records(samples, "poem")


def test_files_are_read_as_they_are_asked_for(samples: list[Path]) -> None:
    def endless() -> Any:
        while True:
            yield samples[2]

    assert isinstance(next(docparse.records(endless()))[1], Record)


# --- the genres of all documents ---------------------------------------------------------------------------------


class Told:
    """A plugin that asks for the genres of all documents, and one hook that does not."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, list[str]]] = []

    @hookimpl
    def extract_records(self, node: Node, genres: tuple[Genre, ...]) -> list[Record]:
        self.seen.append((node.id, [genre.name for genre in genres]))
        return []

    @hookimpl
    def check_document(self, node: Node) -> list[docparse.Diagnostic]:
        return []


def test_the_genres_of_all_documents_are_known_to_each() -> None:
    told = Told()
    result = Parser([told]).parse(SAMPLES[0])
    names = [genre.name for genre in result.genres]
    assert told.seen == [(node.id, names) for node in result.document.documents()]
    (compilation,) = [record.data for record in result.records if record.type == "compilation"]
    assert [part.genre for part in compilation.parts] == [None if name == "unknown" else name for name in names[1:]]
