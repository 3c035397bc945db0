"""The checker: its catalogue, formats, selection, suppression, configuration and fixes."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
from collections.abc import Callable
from email.message import Message
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlines import outline_texts

import docparse.cli
from docparse import Diagnostic, Edit, Parser, Rule, SourceText, Suppression, apply_fixes, hookimpl, renumber, suppress
from docparse.fixes import ROUNDS, mend, mended, rewrite
from docparse.reporting import excerpt, sarif
from docparse.reporting.source_lines import width

ROOT = Path(__file__).resolve().parent.parent
PARSER = Parser()
SLIPS = "—、加强领导\n成立工作专班。\n二、落实责任\n一是学文件。二是查问题。二是补短板。四是抓整改。\n"
MENDED = SLIPS.replace("—、", "一、").replace("二是补", "三是补")
GAP = "一是学文件。二是查问题。四是抓整改。\n"
Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Check:
    """Runs `docparse check` (or another command) in an empty folder: (status, output, errors)."""
    monkeypatch.chdir(tmp_path)
    make_parser = docparse.cli.commands.make_parser
    monkeypatch.setattr(
        "docparse.cli.commands.make_parser", lambda plugins, **o: make_parser(plugins, **o) if plugins else PARSER
    )

    def run(*arguments: str, stdin: bytes = b"", command: str = "check") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = docparse.cli.run([command, *arguments])
        out, err = capsysbinary.readouterr()
        return status, out.decode("utf-8", "surrogateescape"), err.decode("utf-8")

    return run


def write(name: str, text: str) -> None:
    Path(name).write_bytes(text.encode("utf-8"))


def codes(out: str) -> list[str]:
    return re.findall(r"^\S+?:\d+:\d+: (\w+) ", out, re.MULTILINE)


# --- the catalogue ---------------------------------------------------------------------------------------------


def test_every_code_has_a_rule_and_a_section() -> None:
    sources = [path.read_text("utf-8") for folder in ("docparse", "plugins") for path in (ROOT / folder).rglob("*.py")]
    given = set(re.findall(r'Diagnostic\(\s*"([a-z_]+)"', "".join(sources))) | {"plugin_bad_span", "suppression_unused"}
    rules = Parser(installed=True).rules()
    assert given <= set(rules)
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert [code for code in rules if f"### `{code}` ({rules[code].rule.severity})" not in page] == []


def anchors(page: Path) -> set[str]:
    """The anchors that a page has on GitHub: words of headings in lower case, without punctuation, - for blanks."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_links_between_the_pages_have_their_anchor(page: Path) -> None:
    for file, anchor in re.findall(r"\]\(([\w/.]*\.md)?#([^)\s]+)\)", page.read_text("utf-8")):
        assert anchor in anchors(page.parent / file if file else page), f"{file}#{anchor}"


@pytest.mark.parametrize("listed", PARSER.rules().values(), ids=lambda listed: listed.rule.code)
def test_a_rule_is_complete(listed: Any) -> None:
    rule = listed.rule
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", rule.code)
    assert rule.summary.endswith(".")
    assert rule.basis
    assert rule.severity in ("info", "warning", "error")
    assert listed.page.removeprefix("docs/checks.md#") in anchors(ROOT / "docs" / "checks.md")


def test_the_catalogue_is_printed(check: Check) -> None:
    status, out, _ = check("ocr_marker", command="rules")
    assert status == 0
    assert out.startswith("ocr_marker (warning, fixable; official)\n    A marker has")
    rows = json.loads(check("--format", "json", command="rules")[1])["rules"]
    assert [row["code"] for row in rows] == sorted(PARSER.rules())
    assert list(rows[0]) == ["code", "severity", "plugin", "fixable", "summary", "basis", "page"]
    write("docparse.toml", 'severity = {ocr_marker = "info"}\n')
    assert check("ocr_marker", command="rules")[1].startswith("ocr_marker (info, usually warning, fixable; official)\n")
    status, _, err = check("ocr_markers", command="rules")
    assert (status, "did you mean ocr_marker?" in err) == (2, True)


class Unlisted:
    @hookimpl
    def check_document(self, document: Any) -> list[Diagnostic]:
        return [Diagnostic("too_short", "x", (0, 1))]


class WithRules(Unlisted):
    @hookimpl
    def rules(self) -> list[Rule]:
        return [Rule("too_short", "Too short.", "taste"), Rule("ocr_marker", "Another.", "none")]


def test_rules_of_a_stranger() -> None:
    assert "too_short" not in Parser([Unlisted()]).rules()
    rules = Parser([WithRules()]).rules()
    assert (rules["too_short"].plugin, rules["too_short"].page) == ("WithRules", "")
    assert rules["ocr_marker"].plugin == "official"


# --- selection -------------------------------------------------------------------------------------------------


def test_select_and_ignore(check: Check) -> None:
    write("a.txt", SLIPS)
    everything = ["ocr_marker", "duplicate_ordinal", "ordinal_gap"]
    assert codes(check("a.txt")[1]) == everything
    assert codes(check("a.txt", "--select", "ALL")[1]) == everything
    assert codes(check("a.txt", "--select", "ocr_marker,ordinal_gap")[1]) == ["ocr_marker", "ordinal_gap"]
    assert codes(check("a.txt", "--select", "ocr_marker", "--select", "ordinal_gap")[1]) == [
        "ocr_marker",
        "ordinal_gap",
    ]
    status, out, _ = check("a.txt", "--ignore", "duplicate_ordinal")
    assert (status, codes(out)) == (0, ["ocr_marker", "ordinal_gap"])
    assert check("a.txt", "--ignore", "ALL")[:2] == (0, "")


def test_an_unknown_code_is_named_with_the_nearest(check: Check) -> None:
    write("a.txt", SLIPS)
    for option in ("--select", "--ignore"):
        status, out, err = check("a.txt", option, "ordinal_gaps")
        assert (status, out) == (2, "")
        assert re.fullmatch(r"docparse: usage: DP-U001: no code 'ordinal_gaps': did you mean ordinal_gap\?.*\n", err)


def test_a_code_of_a_plugin_without_rules_can_be_selected(check: Check) -> None:
    write("a.txt", SLIPS)
    write(
        "mine.py",
        "from docparse import Diagnostic, hookimpl\n@hookimpl\ndef check_document(document):\n"
        "    return [Diagnostic('zzz', 'mine', (0, 1))]\n",
    )
    assert codes(check("a.txt", "--plugin", "mine.py", "--select", "zzz")[1]) == ["zzz"]
    # near to a listed one: it may be the plugin's own all the same
    status, out, err = check("a.txt", "--plugin", "mine.py", "--select", "ordinal_gaps")
    assert (status, out) == (0, "")
    assert re.fullmatch(
        r"docparse: usage: no plugin lists 'ordinal_gaps'[^\n]+ mine; did you mean ordinal_gap\?\n", err
    )
    write("docparse.toml", 'ignore = ["ordinal_gaps"]\n')
    status, _, err = check("a.txt", "--plugin", "mine.py")
    assert (status, "did you mean ordinal_gap?" in err) == (1, True)


# --- formats ---------------------------------------------------------------------------------------------------


def test_text_with_the_line_of_the_source(check: Check) -> None:
    write("a.txt", SLIPS)
    out = check("a.txt", "--select", "duplicate_ordinal")[1]
    assert out == (
        "a.txt:4:13: duplicate_ordinal 二是 comes twice; 3 is expected here\n"
        "    一是学文件。二是查问题。二是补短板。四是抓整改。\n"
        "                            ^^^^\n"
    )
    assert check("a.txt", "--select", "duplicate_ordinal", "--no-source")[1] == out.splitlines(keepends=True)[0]


@given(st.text(alphabet=st.sampled_from("一。 a\t\n\r\u3000\u0301\u200b\x1b“"), max_size=300), st.data())
def test_an_excerpt_is_two_lines_with_the_caret_below_the_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = excerpt(SourceText(text), (start, end))
    if (start, end) == (0, 0):
        assert shown == ""
        return
    line, carets, rest = shown.split("\n")
    assert rest == ""
    assert set(carets.strip()) == {"^"}
    assert "\x1b" not in line
    assert sum(map(width, line)) <= 90
    if start < end and text[start] == "一":
        column, index = 0, 0
        while column < carets.index("^"):
            column, index = column + width(line[index]), index + 1
        assert (column, line[index]) == (carets.index("^"), "一")


def test_a_long_line_is_cut_around_the_finding() -> None:
    text = "甲" * 10_000 + "乙" + "丙" * 10_000
    line, carets, _ = excerpt(SourceText(text), (10_000, 10_001)).split("\n")
    assert line.strip().startswith("…甲")
    assert line.endswith("丙…")
    assert carets.endswith(" ^^")


def test_rows_have_the_fix(check: Check) -> None:
    write("a.txt", SLIPS)
    first, _, last = (json.loads(row) for row in check("a.txt", "--format", "jsonl")[1].splitlines())
    assert list(first) == ["file", "code", "message", "span", "line", "column", "severity", "fix"]
    assert first["fix"] == [{"span": [0, 2], "text": "一、"}]
    assert "fix" not in last
    shown = json.loads(check("a.txt", "--format", "json", command="parse")[1])
    assert shown["diagnostics"][0]["fix"] == first["fix"]


def test_sarif(check: Check) -> None:
    write("a b.txt", SLIPS)
    log = json.loads(check("a b.txt", str(Path("a b.txt").absolute()), "--format", "sarif")[1])
    assert log.keys() == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert (run["columnKind"], run["tool"]["driver"]["name"]) == ("unicodeCodePoints", "docparse")
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("note", "warning", "error")
        assert rule["help"]["text"].startswith(f"docs/checks.md#{rule['id']}-")
        assert "helpUri" not in rule, "it would have to be absolute, and the project has no address"
    assert len(run["results"]) == 6
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("note", "warning", "error")
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"a%20b\.txt|file:///\S+/a%20b\.txt", place["artifactLocation"]["uri"])
        check_region(place["region"])
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                assert change["artifactLocation"] == place["artifactLocation"]
                for replacement in change["replacements"]:
                    check_region(replacement["deletedRegion"])
                    assert replacement["insertedContent"].keys() == {"text"}
    assert sum("fixes" in result for result in run["results"]) == 4


def test_help_of_a_project_with_an_address_is_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Message()
    page["Project-URL"] = "Source, https://example.org/docparse/blob/main"
    monkeypatch.setattr(sarif, "metadata", lambda _: page)
    sarif._site.cache_clear()
    (rule, *_) = sarif.log([], PARSER.rules())["runs"][0]["tool"]["driver"]["rules"]
    sarif._site.cache_clear()
    assert rule["helpUri"] == f"https://example.org/docparse/blob/main/{rule['help']['text']}"


def check_region(region: dict[str, int]) -> None:
    assert min(region[name] for name in ("startLine", "startColumn", "endLine", "endColumn")) >= 1
    assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
    place = SLIPS.splitlines(keepends=True)[region["startLine"] - 1][region["startColumn"] - 1 :]
    assert SLIPS[region["charOffset"] :].startswith(place)
    assert region["charLength"] >= 0


def test_github_annotations(check: Check) -> None:
    write("a,1:2.txt", SLIPS)
    out = check("a,1:2.txt", "--format", "github", "--select", "ocr_marker")[1]
    assert out == (
        "::warning file=a%2C1%3A2.txt,line=1,col=1,endLine=1,endColumn=3,title=ocr_marker::—、 is read as number 1\n"
    )
    pieces = docparse.reporting.FORMATS["github"].pieces
    (line,) = pieces("a", SourceText("x"), [Diagnostic("c", "50%\r\na: b, c", (0, 0), "info")])
    assert line.startswith("::notice ")
    assert line.endswith("::50%25%0D%0Aa: b, c\n")


# --- suppression -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<!-- docparse: ignore ordinal_gap -->\n{GAP}", []),
        (GAP[:-1] + "<!--docparse:ignore ocr_marker, ordinal_gap-->\n", ["suppression_unused"]),
        (f"<!-- docparse: ignore -->\n{GAP}", []),
        (f"<!-- docparse: ignore -->\n\n{GAP}", ["suppression_unused", "ordinal_gap"]),
        (f"<!-- docparse: ignore ordinal_gap -->\n<!-- docparse: ignore ocr_marker -->\n{GAP}", ["suppression_unused"]),
        (f"{GAP}\n<!-- docparse: ignore-file ordinal_gap -->\n", []),
        (f"{GAP}\n<!-- docparse: ignore-file -->\n", []),
        (f"{GAP}\n<!-- docparse: ignore ordinal_gap -->\n", ["ordinal_gap", "suppression_unused"]),
        (f"{GAP}\n<!-- docparse: ignore-files -->\n", ["ordinal_gap", "suppression_unused"]),
        (f"{GAP}\n<!-- docparse: ignore-file ordinal_gap, single_item_series, suppression_unused -->\n", []),
    ],
)
def test_comments(text: str, expected: list[str]) -> None:
    result = PARSER.parse(text)
    assert "".join(text[leaf.start : leaf.end] for leaf in result.document.leaves()) == text
    assert "ordinal_gap" in [found.code for found in result.diagnostics]  # suppression is not the parser's affair
    assert [found.code for found in suppress(result.document.source, result.diagnostics)] == expected


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("<!-- docparse: ignore ordinal_gaps -->", "did you mean ordinal_gap?"),
        ("<!-- docparse: ignre ordinal_gap -->", "there is no 'ignre'; write <!-- docparse: ignore CODE, CODE -->"),
        ("<!-- docparse: ignore_file -->", "write <!-- docparse: ignore-file CODE, CODE -->"),
        ("<!-- docparse: ignore ordinal-gap -->", "it cannot be read"),
        ("<!-- docparse: -->", "there is no ''"),
    ],
)
def test_a_slip_in_a_comment_is_said(check: Check, comment: str, words: str) -> None:
    write("a.txt", f"{comment}\n{GAP}")
    status, out, _ = check("a.txt")
    assert (status, codes(out)) == (0, ["suppression_unused", "ordinal_gap"])
    assert words in out


def test_a_slip_beside_the_document_is_said(check: Check) -> None:
    write("a.txt", GAP)
    write("a.txt.docparse.toml", 'ignore = ["ordinal_gaps"]\n')
    assert "did you mean ordinal_gap?" in check("a.txt")[1]


def test_a_finding_without_a_place_is_suppressed_for_the_file_only() -> None:
    trouble = [Diagnostic("plugin_failed", "x", (0, 0))]
    lone = suppress(SourceText("<!-- docparse: ignore -->一\n"), trouble)
    assert [found.code for found in lone] == ["plugin_failed", "suppression_unused"]
    assert suppress(SourceText("<!-- docparse: ignore-file -->一\n"), trouble) == []


def test_what_is_found_in_a_comment_is_dropped() -> None:
    text = "一<!-- docparse: ignore a -->\n"
    found = suppress(SourceText(text), [Diagnostic("quote", "x", (4, 5)), Diagnostic("a", "x", (0, 2))])
    assert found == []


@given(outline_texts, st.lists(st.sampled_from(["ordinal_gap", "duplicate_ordinal", "ocr_marker"]), max_size=3))
def test_suppression_only_takes_away_and_says_what_is_unused(text: str, unwanted: list[str]) -> None:
    result = PARSER.parse(text)
    kept = suppress(result.document.source, result.diagnostics, [Suppression(tuple(unwanted))] if unwanted else [])
    assert [d for d in kept if d.code != "suppression_unused"] == [
        d for d in result.diagnostics if d.code not in unwanted
    ]


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ('ignore = ["ordinal_gap"]\n', []),
        ('[[ignore]]\ncodes = ["ordinal_gap"]\n', []),
        (f'[[ignore]]\nline = "{GAP.strip()}"\n', []),
        (f'[[ignore]]\nline = "{GAP.strip()}"\nnth = 2\n', ["suppression_unused", "ordinal_gap"]),
        ('[[ignore]]\nline = "没有"\n', ["suppression_unused", "ordinal_gap"]),
    ],
)
def test_the_file_beside_the_document(check: Check, beside: str, expected: list[str]) -> None:
    write("a.txt", "前言。\n" + GAP)
    write("a.txt.docparse.toml", beside)
    assert codes(check("a.txt")[1]) == expected


@pytest.mark.parametrize(
    "beside", ['ignore = "x"\n', "ignore = [7]\n", '[[ignore]]\ncode = "x"\n', "[[ignore]]\ncodes = [1]\n",
               '[[ignore]]\nline = "x"\nnth = 0\n', "ignored = []\n"],
)  # fmt: skip
def test_a_file_beside_that_cannot_be_read(check: Check, beside: str) -> None:
    write("a.txt", GAP)
    write("a.txt.docparse.toml", beside)
    write("b.txt", GAP)
    status, out, err = check("a.txt", "b.txt")
    assert (status, codes(out)) == (4, ["ordinal_gap"])
    assert re.fullmatch(r"docparse: a\.txt\.docparse\.toml: DP-L104: [^\n]+\n", err)


# --- configuration ---------------------------------------------------------------------------------------------


def test_configuration(check: Check) -> None:
    write("a.txt", SLIPS)
    write("docparse.toml", 'ignore = ["ocr_marker"]\nfail-on = "never"\nseverity = {duplicate_ordinal = "info"}\n')
    write("pyproject.toml", '[tool.docparse]\nselect = ["ocr_marker"]\n')
    status, out, _ = check("a.txt")
    assert (status, codes(out)) == (0, ["duplicate_ordinal", "ordinal_gap"])
    assert check("a.txt", "--fail-on", "warning")[0] == 1
    assert '"severity":"info"' in check("a.txt", "--select", "duplicate_ordinal", "--format", "json")[1]
    assert codes(check("a.txt", "--select", "ocr_marker")[1]) == ["ocr_marker"]  # the command line before the file
    assert codes(check("a.txt", "--ignore", "ordinal_gap")[1]) == ["ocr_marker", "duplicate_ordinal"]
    assert len(codes(check("a.txt", "--no-config")[1])) == 3
    assert codes(check("a.txt", "--config", "pyproject.toml")[1]) == ["ocr_marker"]
    assert check("a.txt", "--config", "pyproject.toml", "--no-config")[0] == 2


def test_the_nearest_configuration_upwards(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        "docparse.toml",
        'per-file-ignores = {"drafts/*" = ["ocr_marker"], "b.txt" = ["ALL"]}\nplugins = ["./mine.py"]\n',
    )
    write(
        "mine.py", "import docparse\n@docparse.hookimpl\ndef rules():\n    return [docparse.Rule('mine', 'M.', 'b')]\n"
    )
    Path("drafts").mkdir()
    monkeypatch.chdir("drafts")
    write("pyproject.toml", "[tool.other]\n")
    write("a.txt", SLIPS)
    write("b.txt", SLIPS)
    write("../a.txt", SLIPS)
    assert codes(check("a.txt", "b.txt")[1]) == ["duplicate_ordinal", "ordinal_gap"]
    assert codes(check("../a.txt")[1]) == ["ocr_marker", "duplicate_ordinal", "ordinal_gap"]
    assert check("mine", command="rules")[0] == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("selects = []\n", "did you mean select?"),
        ('select = "ordinal_gap"\n', "select"),
        ("ignore = [1]\n", "a list of codes"),
        ('fail-on = "often"\n', "never"),
        ("fail-on = []\n", "never"),
        ('severity = {ordinal_gap = "bad"}\n', "severity"),
        ('severity = {ALL = "info"}\n', "ALL"),
        ('select = ["ordinal_gaps"]\n', "did you mean ordinal_gap?"),
        ('per-file-ignores = {"a" = "b"}\n', "per-file-ignores"),
        ('plugins = "a.py"\n', "plugins"),
        ("select = [\n", "no TOML"),
    ],
)
def test_a_configuration_that_cannot_be_used(check: Check, content: str, words: str) -> None:
    write("a.txt", GAP)
    write("docparse.toml", content)
    status, out, err = check("a.txt")
    assert (status, out) == (2, "")
    assert re.fullmatch(r"docparse: \S*docparse\.toml: DP-C001: [^\n]+; [^\n]+\n", err), err
    assert words in err
    assert check("a.txt", "--no-config")[0] == 0


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_plugins_of_another_user_are_not_run_unasked(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt", GAP)
    write("mine.py", "import docparse\n\n@docparse.hookimpl\ndef rules():\n    return []\n")
    write("docparse.toml", 'plugins = ["mine.py"]\n')
    assert check("a.txt")[0] == 0
    monkeypatch.setattr("os.getuid", lambda: os.stat("docparse.toml").st_uid + 1)
    status, out, err = check("a.txt")
    assert (status, out) == (2, "")
    assert "DP-C002" in err
    assert check("a.txt", "--no-config")[0] == check("a.txt", "--config", "docparse.toml")[0] == 0


def test_a_configuration_that_is_missing(check: Check) -> None:
    write("a.txt", GAP)
    status, _, err = check("a.txt", "--config", "none.toml")
    assert (status, "none.toml: DP-C001" in err) == (2, True)


# --- fixes -----------------------------------------------------------------------------------------------------


def test_fix_rewrites_the_file(check: Check) -> None:
    write("a.txt", SLIPS)
    status, out, err = check("a.txt", "--fix")
    assert (status, out, err) == (0, "", "docparse: a.txt: 2 findings fixed\n")
    assert Path("a.txt").read_bytes().decode() == MENDED
    assert check("a.txt", "--fix") == (0, "", "")
    assert [path.name for path in Path().iterdir()] == ["a.txt"]


def test_fix_only_what_is_selected(check: Check) -> None:
    write("a.txt", SLIPS + "<!-- docparse: ignore-file duplicate_ordinal -->\n")
    check("a.txt", "--fix", "--ignore", "ocr_marker")
    assert Path("a.txt").read_bytes().decode().startswith(SLIPS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "utf-32"])
def test_fix_keeps_encoding_bom_newlines_and_mode(check: Check, encoding: str) -> None:
    text = SLIPS.replace("\n", "\r\n")
    Path("a.txt").write_bytes(text.encode(encoding))
    Path("a.txt").chmod(0o640)
    os.symlink("a.txt", "b.txt")
    check("b.txt", "--fix")
    assert Path("a.txt").read_bytes() == MENDED.replace("\n", "\r\n").encode(encoding)
    assert Path("b.txt").is_symlink()
    assert stat.S_IMODE(Path("a.txt").stat().st_mode) == 0o640


def test_bytes_that_an_encoding_would_write_otherwise_stay() -> None:
    data = b"\xa2\xa4\xf9\xf9" + "—、".encode("cp950")  # ═ twice, as cp950 has it
    source = SourceText(data.decode("cp950"), "a", "text/plain", "cp950")
    assert rewrite(data, source, [[Edit((2, 3), "一")]]) == data[:4] + "一、".encode("cp950")


def test_fix_of_standard_input(check: Check) -> None:
    status, out, err = check("-", "--fix", stdin=SLIPS.encode())
    assert (status, out) == (0, MENDED)
    assert "2 findings fixed" in err
    status, out, err = check("-", "--fix", "--no-source", stdin=GAP.encode("gb18030"))
    assert (status, out.encode("utf-8", "surrogateescape")) == (0, GAP.encode("gb18030"))
    assert codes(err) == ["ordinal_gap"]
    assert check("-", "a.txt", "--fix")[0] == 2


def test_diff_changes_nothing(check: Check) -> None:
    write("a.txt", SLIPS[:-1])
    status, out, err = check("a.txt", "--diff")
    assert (status, err) == (1, "")
    assert "-—、加强领导\n+一、加强领导\n" in out
    assert out.endswith("\\ No newline at end of file\n")
    assert Path("a.txt").read_bytes().decode() == SLIPS[:-1]
    assert check("a.txt", "--diff", "--fix") == (status, out, err)
    assert check("a.txt", "--diff", "--format", "json")[0] == 2
    subprocess.run(["patch", "-s", "a.txt"], input=out.encode(), check=True)  # noqa: S607
    assert Path("a.txt").read_bytes().decode() == MENDED[:-1]


def test_what_is_no_plain_text_cannot_be_fixed(check: Check) -> None:
    write("a.minutes", SLIPS)
    write(
        "minutes.py",
        "import docparse\n@docparse.hookimpl\ndef load_source(name, data):\n    if name.endswith('.minutes'):\n"
        "        return docparse.SourceText(data.decode()[:-1] + '。', name, 'text/x-minutes', 'utf-8')\n",
    )
    for option in ("--fix", "--diff"):
        status, out, err = check("a.minutes", "--plugin", "minutes.py", option)
        assert status == 4
        assert re.fullmatch(r"docparse: a\.minutes: DP-F001: [^\n]+; [^\n]+\n", err)
        assert codes(out) == ([] if option == "--diff" else ["ocr_marker", "duplicate_ordinal", "ordinal_gap"])
    assert Path("a.minutes").read_bytes().decode() == SLIPS


def test_a_character_that_the_encoding_lacks() -> None:
    source = SourceText("a", "a", "text/plain", "ascii")
    with pytest.raises(docparse.FixError) as caught:
        rewrite(b"a", source, [[Edit((0, 1), "一")]])
    assert caught.value.code == "DP-F002"


def test_a_file_that_cannot_be_replaced(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write("a.txt", SLIPS)
    monkeypatch.setattr("os.replace", full)
    status, _, err = check("a.txt", "--fix")
    assert (status, "a.txt: DP-F003" in err) == (4, True)
    assert [path.name for path in Path().iterdir()] == ["a.txt"]
    assert Path("a.txt").read_bytes().decode() == SLIPS


edits = st.builds(
    lambda start, length, text: Edit((start, start + length), text),
    st.integers(0, 12), st.integers(0, 4), st.text("xyz", max_size=3),
)  # fmt: skip


def apart(fix: list[Edit]) -> bool:
    spans = sorted(edit.span for edit in fix)
    return all(a != b and a[1] <= b[0] for a, b in pairwise(spans))


@given(st.lists(st.lists(edits, min_size=1, max_size=3).filter(apart), max_size=5))
def test_only_the_spans_of_fixes_change(fixes: list[list[Edit]]) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(16))  # each character once: what is left tells where it stood
    fixed = apply_fixes(text, [Diagnostic("c", "m", (0, 0), fix=tuple(fix)) for fix in fixes])
    inside = {place for fix in fixes for edit in fix for place in range(*edit.span)}
    kept = [char for char in fixed if char not in "xyz"]
    assert kept == sorted(kept)
    assert {text[place] for place in range(16) if place not in inside} <= set(kept)
    if fixes:
        first = min(fixes, key=lambda fix: sorted(edit.span for edit in fix))
        assert {text[place] for edit in first for place in range(*edit.span)}.isdisjoint(kept)


def test_a_fix_is_made_wholly_or_not_at_all() -> None:
    both = Diagnostic("a", "m", (0, 0), fix=(Edit((0, 1), "x"), Edit((3, 4), "x")))
    other = Diagnostic("b", "m", (0, 0), fix=(Edit((1, 2), "y"), Edit((3, 4), "y")))
    assert apply_fixes("甲乙丙丁", [other, both]) == "x乙丙x"
    with pytest.raises(ValueError, match="outside"):
        apply_fixes("甲", [Diagnostic("a", "m", (0, 0), fix=(Edit((0, 2), ""),))])
    with pytest.raises(ValueError, match="overlap"):
        apply_fixes("甲", [Diagnostic("a", "m", (0, 0), fix=(Edit((0, 1), ""), Edit((0, 1), "")))])


def test_rules_that_undo_each_other_come_to_an_end() -> None:
    def find(text: str) -> list[Diagnostic]:
        return [Diagnostic("c", "m", (0, 1), fix=(Edit((0, 1), "b" if text == "a" else "a"),))]

    rounds, count = mend("a", find)
    assert (len(rounds), count) == (ROUNDS, ROUNDS)


def text_of(text: str, found: Diagnostic) -> str:
    return text[slice(*found.span)]


@given(outline_texts)
def test_fixes_mend_what_they_are_for_and_nothing_else(text: str) -> None:
    result = PARSER.parse(text)
    fixable = [found for found in result.diagnostics if found.fix]
    assert all(edit.span == found.span for found in fixable for edit in found.fix)
    once = {(found.code, found.span) for found in PARSER.parse(apply_fixes(text, fixable)).diagnostics}
    assert not any(
        (found.code, found.span) in once for found in fixable if len(found.fix[0].text) == len(text_of(text, found))
    )
    rounds, _ = mend(text, lambda text: PARSER.parse(text).diagnostics)
    fixed = mended(text, rounds)
    left = PARSER.parse(fixed).diagnostics
    assert not any(found.fix for found in left)
    assert mend(fixed, lambda text: PARSER.parse(text).diagnostics) == ([], 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲\n二、乙\n二、丙\n四、丁\n", "一、甲\n二、乙\n三、丙\n四、丁\n"),
        ("１．甲\n２．乙\n２．丙\n４．丁\n", "１．甲\n２．乙\n３．丙\n４．丁\n"),
        ("①甲\n②乙\n②丙\n④丁\n", "①甲\n②乙\n③丙\n④丁\n"),
        ("1.甲\n2.乙\n2.丙\n3.丁\n", None),  # the second 2 may be right, and 3 wrong
        ("一是甲；二是乙；三是丙；三是丁。\n", None),  # the last may belong to the outer series
        ("（一）甲\n（仁）乙\n（三）丙\n", "（一）甲\n（二）乙\n（三）丙\n"),
        ("l.甲\n2.乙\n3.丙\n", "1.甲\n2.乙\n3.丙\n"),
    ],
)
def test_what_is_mended(text: str, expected: str | None) -> None:
    assert apply_fixes(text, PARSER.parse(text).diagnostics) == (expected or text)


@pytest.mark.parametrize(
    ("marker", "number", "expected"),
    [("三是", 4, "四是"), ("（３）", 4, "（４）"), ("③", 4, "④"), ("叁、", 4, "肆、"), ("⒐", 10, "⒑"), ("第九条", 10, "第十条"),
     ("首先", 2, None), ("1.2", 3, None), ("⑳", 51, None), ("一、", 0, None), ("Ⅳ.", 5, None)],
)  # fmt: skip
def test_renumber(marker: str, number: int, expected: str | None) -> None:
    assert renumber(marker, number) == expected


@pytest.mark.parametrize(
    ("fix", "code"),
    [
        ((Edit((0, 9_999), "x"),), "plugin_bad_span"),
        ((Edit((0, 1), "x"), Edit((0, 1), "y")), "plugin_bad_span"),
        ([Edit((0, 1), "x")], "plugin_failed"),
        ((Edit((0, 1), 7),), "plugin_failed"),  # type: ignore[arg-type]
        (("x",), "plugin_failed"),
    ],
)
def test_a_bad_fix_is_dropped_with_its_finding(fix: Any, code: str) -> None:
    class Bad:
        @hookimpl
        def check_document(self, document: Any) -> list[Diagnostic]:
            return [Diagnostic("bad", "x", (0, 1), fix=fix)]

    assert [found.code for found in Parser([Bad()], installed=False).parse("一\n").diagnostics] == [code]
