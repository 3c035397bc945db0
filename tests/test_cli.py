"""The command line: what each command prints, and how each failure ends."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

import docparse
import docparse.cli
from docparse import Parser, __version__, notation
from docparse.exchange import DocumentOut

NOTICE = """清河县教育局关于做好汛期安全工作的通知
各中心学校：
　　现将有关事项通知如下：
一、提高认识
（一）压实责任。逐级签订责任书。
（二）加强值守。一是领导带班。二是专人值守。
二、排查隐患
特此通知。
清河县教育局
2025年6月1日
"""
CIVILITY = """市档案局创建文明单位自查总结
按照考核细则，我局应得分100分，实得分为98分。
(一)组织领导有力。应得分为60分，实得分为60分。
局党组每季度研究一次。
(二)环境整洁优美。应得分为40分，实得分为37分。
因办公楼正在修缮，扣3分。
"""
ERROR = re.compile(r"docparse: (?P<file>[^\n]+?): (?P<code>[A-Z]{2}-[A-Z][0-9]{3}): (?P<message>[^\n]+)\n")

needs_civility = pytest.mark.skipif(find_spec("docparse_civility") is None, reason="no plugin docparse_civility")


class Done(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    def error(self) -> re.Match[str]:
        """The one line of an error."""
        match = ERROR.fullmatch(self.err)
        assert match, self.err
        return match


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], parser: Parser) -> Run:
    """Runs a command line in this process. Where no plugin is given, all runs share one parser, to save time."""
    make_parser = docparse.cli.commands.make_parser

    def shared_parser(plugins: tuple[str, ...], **options: bool) -> Parser:
        return make_parser(plugins, **options) if plugins else parser

    def run(*arguments: str | Path, stdin: bytes = b"") -> Done:
        monkeypatch.setattr("docparse.cli.commands.make_parser", shared_parser)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = docparse.cli.run([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        assert b"Traceback" not in err or "--debug" in arguments
        return Done(status, out.decode("utf-8"), err.decode("utf-8"))

    return run


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_bytes(NOTICE.encode("utf-8"))
    return path


@pytest.fixture
def civility(tmp_path: Path) -> Path:
    path = tmp_path / "civility.txt"
    path.write_bytes(CIVILITY.encode("utf-8"))
    return path


# --- outline and blocks ----------------------------------------------------------------------------------------


def test_outline_rows(run: Run, notice: Path) -> None:
    rows = run("outline", notice).rows
    assert [row["marker"] for row in rows] == ["一、", "（一）", "（二）", "一是", "二是", "二、"]
    for row in rows:
        assert list(row) == ["start", "marker", "ordinal", "style", "parent", "inline", "heading", "end"]
        assert NOTICE.startswith(row["marker"], row["start"])
        assert row["parent"] in {-1, *(other["start"] for other in rows)}
    third = rows[2]
    assert (third["ordinal"], third["style"], third["inline"], third["heading"]) == (2, "han_paren", False, "加强值守")
    assert NOTICE[third["start"] : third["end"]] == "（二）加强值守。一是领导带班。二是专人值守。"
    assert [row["inline"] for row in rows] == [False, False, False, True, True, False]


def test_outline_as_text(run: Run, notice: Path, parser: Parser) -> None:
    done = run("outline", notice, "--format", "text")
    assert done == (0, notation(parser.parse(NOTICE).document), "")


def test_outline_of_a_document_that_begins_unnumbered(run: Run) -> None:
    text = "一、做法\n二、成效\n今后，我们将再接再厉，争取更大成绩。\n今年以来，在镇党委领导下，现将有关情况汇报如下：\n一、概况\n二、打算\n"
    begun = run("outline", "-", stdin=text.encode()).rows[2]
    assert (begun["marker"], begun["style"], begun["ordinal"]) == ("", "implicit_doc", None)
    assert begun["start"] == text.index("今年以来")


def test_block_rows(run: Run, notice: Path) -> None:
    rows = run("blocks", notice).rows
    assert [NOTICE[row["start"] : row["end"]] for row in rows] == NOTICE.splitlines()
    assert all(list(row) == ["start", "end", "form"] for row in rows)
    forms = [row["form"] for row in rows]
    assert forms[:2] == ["document_title", "main_recipients"]
    assert forms[-3:] == ["closing_formula", "signature", "date_line"]


def test_blocks_as_text(run: Run, notice: Path) -> None:
    lines = run("blocks", notice, "--format", "text").out.splitlines()
    assert len(lines) == len(NOTICE.splitlines())
    assert lines[0].split() == ["1", "document_title", "清河县教育局关于做好汛期安全工作的通知"]


# --- genres ------------------------------------------------------------------------------------------------------


def test_genre_rows_say_why(run: Run, notice: Path) -> None:
    (row,) = run("genres", notice).rows
    assert (row["genre"], row["doc_type"], row["carried"]) == ("notice", "notice", None)
    best, *_ = row["candidates"]
    assert (best["name"], best["score"]) == ("notice", row["score"])
    assert sum(cue["weight"] for cue in best["cues"]) == best["score"]
    assert all(NOTICE[slice(*cue["span"])] == cue["text"] for cue in best["cues"])


def test_genres_as_text(run: Run, notice: Path) -> None:
    first, second, *_ = run("genres", notice, "--format", "text").out.splitlines()
    assert first.startswith("line 1: notice (")
    assert first.endswith("doc_type notice")
    assert second.split()[1] == "notice"


def test_an_unknown_genre_is_printed_too(run: Run) -> None:
    (row,) = run("genres", "-", stdin="今天下雨。\n".encode()).rows
    assert (row["genre"], row["score"], row["candidates"]) == ("unknown", 0, [])


# --- parse -----------------------------------------------------------------------------------------------------


def test_parse_as_json(run: Run, notice: Path) -> None:
    (found,) = run("parse", notice, "--format", "json").rows
    assert list(found) == ["schema", "source", "nodes", "genres", "records", "diagnostics", "repairs"]
    assert found["schema"] == "docparse/1"
    assert list(found["source"]) == ["name", "media_type", "encoding", "length", "sha256"]
    assert found["source"]["length"] == len(NOTICE)
    assert [node["id"] for node in found["nodes"]] == list(range(len(found["nodes"])))
    section = next(node for node in found["nodes"] if node["kind"] == "section")
    assert section["marker"] == "一、"
    assert section["heading"]["text"] == "提高认识"
    assert NOTICE[slice(*section["heading"]["span"])] == "提高认识"
    assert NOTICE[slice(*section["span"])].startswith("一、")


def test_json_follows_the_schema(run: Run, notice: Path, civility: Path) -> None:
    (schema,) = run("schema").rows
    assert schema["$schema"].startswith("https://json-schema.org/")
    for found in run("parse", notice, civility, "--format", "json").rows:
        check_schema(found, schema, schema["$defs"])
        msgspec.convert(found, DocumentOut)


def check_schema(value: Any, schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    """The part of JSON Schema that docparse uses: references, required and known properties, items, types."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rsplit("/", 1)[1]]
    if isinstance(value, dict) and "properties" in schema:
        assert set(schema["required"]) <= value.keys() <= schema["properties"].keys()
        for key, below in value.items():
            check_schema(below, schema["properties"][key], definitions)
    elif isinstance(value, list) and isinstance(schema.get("items"), dict):
        for below in value:
            check_schema(below, schema["items"], definitions)
    elif isinstance(schema.get("type"), str):
        python = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}
        assert isinstance(value, python[schema["type"]])


def test_parse_prints_one_json_line_per_file(run: Run, notice: Path, civility: Path) -> None:
    names = [found["source"]["name"] for found in run("parse", notice, civility, "--format", "json").rows]
    assert names == [str(notice), str(civility)]


def test_parse_as_tree(run: Run, notice: Path) -> None:
    lines = run("parse", notice, "--format", "tree").out.splitlines()
    assert lines[0] == f"document {notice}"
    outline = ["  section 一、 提高认识", "    section （二） 加强值守", "      item 二是", "  section 二、 排查隐患"]
    assert [line for line in lines if line in outline] == outline


def test_formats_for_programs_in_a_pipe_for_people_on_a_terminal(
    run: Run, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = {command: run(command, notice).out for command in ("parse", "outline", "blocks")}
    monkeypatch.setattr("docparse.cli.commands.default_format", lambda people, _programs: people)
    shown = {command: run(command, notice).out for command in ("parse", "outline", "blocks")}
    assert all(out.startswith("{") for out in piped.values())
    assert not any(out.startswith("{") for out in shown.values())


def test_an_unknown_format_is_named_with_those_there_are(run: Run, notice: Path) -> None:
    done = run("parse", notice, "--format", "yaml")
    assert done.status == 2
    assert "yaml" in done.error()["message"]
    assert "json" in done.error()["message"]


# --- records and findings --------------------------------------------------------------------------------------


@needs_civility
def test_records(run: Run, civility: Path) -> None:
    (found,) = run("records", civility).rows
    (row,) = found["records"]
    assert list(row) == ["file", "type", "node", "span", "data"]
    assert (row["file"], row["type"]) == (str(civility), "civility_self_assessment")
    assert (row["data"]["full_score"], row["data"]["claimed_score"]) == (100, 98)
    assert [(item["full_score"], item["claimed_score"]) for item in row["data"]["items"]] == [(60, 60), (40, 37)]
    assert run("records", civility, "--format", "jsonl").rows == [row]


@needs_civility
def test_records_of_one_type(run: Run, civility: Path) -> None:
    wanted = run("records", civility, "--type", "civility_self_assessment", "--format", "jsonl")
    assert [row["type"] for row in wanted.rows] == ["civility_self_assessment"]
    done = run("records", civility, "--type", "no_such_type")
    assert done.status == 2
    assert "no_such_type" in done.error()["message"]


@needs_civility
def test_check(run: Run, civility: Path) -> None:
    done = run("check", civility, "--format", "json")
    rows = done.rows[0]["diagnostics"]
    (row,) = (row for row in rows if row["code"] == "score_total_mismatch")
    assert list(row) == ["file", "code", "message", "span", "line", "column", "severity"]
    assert (row["file"], row["line"], row["severity"]) == (str(civility), 2, "error")
    assert "98" in CIVILITY[slice(*row["span"])]
    assert run("check", civility, "--format", "jsonl").rows == rows
    lines = [f"{r['file']}:{r['line']}:{r['column']}: {r['code']} {r['message']}" for r in rows]
    assert run("check", civility, "--no-source").out.splitlines() == lines
    assert [line for line in run("check", civility).out.splitlines() if line.startswith(str(civility))] == lines


@needs_civility
def test_check_fails_on_what_it_is_told_to(run: Run, civility: Path, notice: Path) -> None:
    assert run("check", civility).status == 1
    assert run("check", civility, "--fail-on", "error").status == 1
    assert run("check", civility, "--fail-on", "never").status == 0
    assert run("check", notice, civility).status == 1


def test_check_of_a_document_without_faults(run: Run, notice: Path) -> None:
    assert run("check", notice).status == 0


# --- plugins and schemas ---------------------------------------------------------------------------------------


def test_plugins(run: Run) -> None:
    lines = run("plugins").out.splitlines()
    official = next(line.split() for line in lines if line.startswith("official "))
    assert official[:3] == ["official", __version__, "docparse-zh"]
    assert {"extend_grammar", "marker_styles"} <= {hook.rstrip(",") for hook in official[3:]}


def test_plugins_as_json(run: Run) -> None:
    infos = json.loads(run("plugins", "--format", "json").out)["plugins"]
    text = next(info for info in infos if info["name"] == "text")
    assert text == {
        "name": "text",
        "version": __version__,
        "source": "docparse-zh",
        "hooks": ["load_source"],
        "error": "",
    }


def test_schema_of_a_record_type(run: Run, parser: Parser) -> None:
    types = parser.record_types()
    assert types
    for type_ in types:
        done = run("schema", type_)
        assert (done.status, done.err) == (0, "")
        assert done.rows[0]["$defs"]


def test_an_unknown_record_type_is_named_with_those_there_are(run: Run, parser: Parser) -> None:
    done = run("schema", "no_such_type")
    assert done.status == 2
    assert all(type_ in done.error()["message"] for type_ in parser.record_types())


# --- input -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["parse", "outline", "blocks", "records", "check"])
def test_standard_input(run: Run, notice: Path, command: str) -> None:
    from_file, from_pipe = run(command, notice), run(command, "-", stdin=NOTICE.encode("utf-8"))
    assert (from_pipe.status, from_pipe.err) == (from_file.status, "")
    assert from_pipe.out == from_file.out.replace(str(notice), "-")


def test_options_may_follow_the_file(run: Run, notice: Path) -> None:
    assert run("outline", "--format", "text", notice) == run("outline", notice, "--format", "text")


def test_encoding_is_detected_or_given(run: Run, tmp_path: Path, notice: Path) -> None:
    wanted = run("outline", notice).out
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(NOTICE.encode(encoding))
        assert run("outline", path).out == wanted
        assert run("outline", path, "--encoding", encoding).out == wanted


def test_a_plugin_file(run: Run, notice: Path, tmp_path: Path) -> None:
    plugin = tmp_path / "shout.py"
    plugin.write_text(
        "import docparse\n\n@docparse.hookimpl\ndef exporters():\n    return {'length': lambda result: f'{len(result.document.source.raw)}\\n'}\n",
        encoding="utf-8",
    )
    assert run("parse", notice, "--plugin", plugin, "--format", "length").out == f"{len(NOTICE)}\n"
    assert any(line.startswith("shout ") for line in run("plugins", "--plugin", plugin).out.splitlines())


# --- failures --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["outline"], ["no-such-command"], ["outline", "--no-such-option", "FILE"], ["outline", "FILE", "FILE"],
        ["outline", "FILE", "--format", "xml"], ["check", "FILE", "--fail-on", "nothing"],
    ],
)  # fmt: skip
def test_wrong_usage(run: Run, notice: Path, arguments: list[str]) -> None:
    done = run(*(str(notice) if argument == "FILE" else argument for argument in arguments))
    assert (done.status, done.out) == (2, "")
    assert done.error()["code"].startswith("DP-U")


@pytest.mark.parametrize("command", ["parse", "outline", "blocks", "records", "check"])
def test_a_missing_file(run: Run, tmp_path: Path, command: str) -> None:
    done = run(command, tmp_path / "没有.txt")
    assert (done.status, done.out) == (4, "")
    assert done.error()["file"] == str(tmp_path / "没有.txt")


def test_unreadable_input(run: Run, tmp_path: Path) -> None:
    binary = tmp_path / "picture.png"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    cut = tmp_path / "cut.txt"
    cut.write_bytes(NOTICE.encode("utf-8")[:-2])
    for path in (binary, cut, tmp_path):
        done = run("outline", path)
        assert (done.status, done.out) == (4, "")
        assert done.error()["file"] == str(path)
        assert ";" in done.error()["message"], "an error says what would work"
    assert run("outline", cut, "--encoding", "no-such-codec").status == 4


def test_a_name_with_a_newline_stays_one_line(run: Run, tmp_path: Path) -> None:
    done = run("outline", tmp_path / "two\nlines.txt")
    assert done.status == 4
    done.error()


def test_a_file_over_the_limit_is_refused(
    run: Run, notice: Path, parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parser, "limits", docparse.Limits(file=100))
    for done in (run("outline", notice), run("outline", "-", stdin=NOTICE.encode())):
        assert (done.status, done.out) == (3, "")
        assert done.error()["code"].startswith("DP-L")


@pytest.mark.parametrize("content", ["import no_such_module\n", "def broken(:\n", "raise SystemExit(0)\n"])
def test_a_plugin_file_that_cannot_be_imported(run: Run, notice: Path, tmp_path: Path, content: str) -> None:
    plugin = tmp_path / "broken_plugin.py"
    plugin.write_text(content, encoding="utf-8")
    done = run("outline", notice, "--plugin", plugin)
    assert (done.status, done.out) == (2, "")
    assert "broken_plugin" in done.error()["message"]
    assert "Traceback" in run("outline", notice, "--plugin", plugin, "--debug").err


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("import no_such_module\n", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("from docparse import hookimpl\n@hookimpl\ndef no_such_hook(): pass\n", "does not fit the hooks"),
        (
            "from docparse import hookimpl\n@hookimpl\ndef extend_grammar(): return '%extend marker: ['\n",
            "does not compose",
        ),
    ],
)
def test_a_broken_plugin_file_is_listed_with_its_reason(run: Run, tmp_path: Path, content: str, reason: str) -> None:
    plugin = tmp_path / "broken_plugin.py"
    plugin.write_text(content, encoding="utf-8")
    done = run("plugins", "--format", "json", "--plugin", plugin)
    assert (done.status, done.err) == (0, "")
    *others, broken = json.loads(done.out)["plugins"]
    assert (broken["name"], broken["hooks"]) == ("broken_plugin", [])
    assert reason in broken["error"]
    assert [info for info in others if info["error"]] == []


HEAD = "import docparse\n\n@docparse.hookimpl\ndef "
PARTLY = {
    "a style of another form": HEAD + "marker_styles():\n    return [docparse.Style('x', rnk=1)]\n",
    "a style that no marker bears": HEAD + "marker_styles():\n    return [docparse.Style('han_dum')]\n",
    "an answer of another type": HEAD + "rules():\n    return [7]\n",
}
COMMANDS = ["parse", "outline", "blocks", "genres", "records", "explain", "check"]


@pytest.mark.parametrize("command", [*COMMANDS, "rules"])
@pytest.mark.parametrize("content", PARTLY.values(), ids=PARTLY)
def test_a_plugin_file_that_fails_in_part_is_said(
    run: Run, notice: Path, tmp_path: Path, command: str, content: str
) -> None:
    (tmp_path / "partly.py").write_text(content, encoding="utf-8")
    files = [notice] if command in COMMANDS else []
    done = run(command, *files, "--plugin", tmp_path / "partly.py")
    assert done.status == 0
    error = done.error()
    assert (error["file"], error["code"]) == ("plugins", "DP-P004")
    assert "plugin partly " in error["message"]


@pytest.mark.parametrize("content", PARTLY.values(), ids=PARTLY)
def test_a_plugin_file_that_fails_in_part_is_listed_with_its_reason(run: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "partly.py").write_text(content, encoding="utf-8")
    done = run("plugins", "--plugin", tmp_path / "partly.py")
    (line,) = (line for line in done.out.splitlines() if line.startswith("partly "))
    assert re.search(r"given +broken: (failed in|has the style|answers)", line)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_fragment_that_there_is_not_ends_every_command(run: Run, notice: Path, tmp_path: Path, command: str) -> None:
    code = HEAD + "extend_grammar():\n    return docparse.grammar_fragment('optonal')\n"
    (tmp_path / "partly.py").write_text(code, encoding="utf-8")
    done = run(command, notice, "--plugin", tmp_path / "partly.py")
    assert (done.status, done.out, done.error()["code"]) == (2, "", "DP-G001")


@pytest.mark.parametrize("command", ["parse", "outline", "blocks", "genres", "records", "explain"])
def test_a_hook_that_raises_is_said_where_no_findings_are_printed(
    run: Run, notice: Path, tmp_path: Path, command: str
) -> None:
    code = HEAD + "revise_document():\n    raise ValueError('not today')\n"
    (tmp_path / "partly.py").write_text(code, encoding="utf-8")
    options = ["--format", "tree"] if command == "parse" else []
    done = run(command, notice, "--plugin", tmp_path / "partly.py", *options)
    assert done.status == 0
    assert (done.error()["file"], done.error()["code"]) == (str(notice), "DP-P004")
    assert "plugin partly failed in revise_document: ValueError: not today" in done.err


def test_usage_errors_name_the_help_of_their_command(run: Run, notice: Path) -> None:
    assert run("parse", notice, "--format", "xml").err.endswith("; see docparse parse --help\n")
    assert run("rules", "--fomat", "json").err.endswith("; see docparse rules --help\n")
    assert run("parze").err.endswith("; see docparse --help\n")


def test_no_summary_of_a_command_is_cut(run: Run) -> None:
    assert "..." not in run("--help").out.partition("Commands:")[2]


def test_our_own_bug(run: Run, notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(_document: object) -> str:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("docparse.cli.commands.notation", bug)
    done = run("outline", notice, "--format", "text")
    assert (done.status, done.out) == (5, "")
    assert "RuntimeError: two lines" in done.error()["message"]
    shown = run("outline", notice, "--format", "text", "--debug")
    assert shown.status == 5
    assert "Traceback" in shown.err


@pytest.mark.parametrize(
    "command",
    ["", "parse", "outline", "blocks", "genres", "explain", "records", "check", "rules", "plugins", "schema"],
)
def test_help(run: Run, command: str) -> None:
    done = run(*filter(None, [command]), "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Usage: docparse")


def test_version(run: Run) -> None:
    assert __version__ in run("--version").out


# --- as a process ----------------------------------------------------------------------------------------------


def process(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "docparse", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, env=os.environ | environment, check=False)


def test_a_pipe_gets_plain_utf_8_the_same_in_every_run() -> None:
    text = NOTICE.encode("utf-8")
    ascii_only = {"PYTHONHASHSEED": "0", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    first = process("parse", "-", stdin=text, **ascii_only)
    second = process("parse", "-", stdin=text, PYTHONHASHSEED="1", FORCE_COLOR="1", TERM="xterm-256color")
    assert first.stdout == second.stdout
    assert (first.returncode, first.stderr, second.stderr) == (0, b"", b"")
    assert "提高认识" in first.stdout.decode("utf-8")
    assert b"\x1b" not in first.stdout


def test_an_error_of_a_process(tmp_path: Path) -> None:
    done = process("outline", tmp_path / "none.txt")
    assert (done.returncode, done.stdout) == (4, b"")
    assert ERROR.fullmatch(done.stderr.decode("utf-8"))


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("一是抓学习。二是抓作风。\n" * 5_000, encoding="utf-8")
    command = [sys.executable, "-m", "docparse", "outline", str(path)]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}  # it hides the error
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=buffered) as reader:
        assert reader.stdout is not None
        assert reader.stderr is not None
        reader.stdout.read(10)
        reader.stdout.close()
        assert reader.stderr.read() == b""
        assert reader.wait(60) == 0


def test_the_text_that_is_read(run: Run, notice: Path) -> None:
    assert run("text", notice).out == NOTICE
    lines = run("text", notice, "--places").out.splitlines()
    assert lines[0] == f"-\t{NOTICE.splitlines()[0]}"


def test_the_limits(run: Run) -> None:
    assert json.loads(run("limits", "--format", "json").out) == msgspec.structs.asdict(docparse.Limits())
    assert "67,108,864" in run("limits").out
