"""The grammar checks: a planted defect of each kind is found, and sound grammars have none."""

import json
import re
from functools import cache
from pathlib import Path
from time import thread_time
from types import SimpleNamespace

import pytest

import docparse_official
from docparse import GrammarError, Parser, Style, grammar, hookimpl
from docparse.cli import run
from docparse.findings import SEVERITIES
from docparse.plugins import Plugins
from docparse.soundness import CODES, Flaw, check_grammar, of_error

ROOT = Path(__file__).resolve().parent.parent
MARKER = "%extend marker: SAMPLE -> sample\n"
FORM = "%extend form: SAMPLE -> sample\n"


def with_fragment(fragment: str, *styles: Style) -> Parser:
    plugin = SimpleNamespace(
        __name__="sample", extend_grammar=hookimpl(lambda: fragment), marker_styles=hookimpl(lambda: list(styles))
    )
    return Parser([docparse_official, plugin], installed=False, records=False)


def flaws(fragment: str, *styles: Style) -> list[Flaw]:
    try:
        return check_grammar(with_fragment(fragment, *styles), ["sample"])
    except GrammarError as error:
        return [of_error(error)]


def faults(found: list[Flaw]) -> list[str]:
    return [flaw.code for flaw in found if flaw.severity != "info"]


PLANTED = {
    "a terminal that matches what another one does": (MARKER + 'SAMPLE.3: MARGIN HAN_NUMBER "、"', "DP-G020"),
    "the same behind look-arounds": (MARKER + "SAMPLE.3: MARGIN /(?<!第)/ HAN_NUMBER /、(?![0-9])/", "DP-G020"),
    "a terminal that always comes too late": (MARKER + 'SAMPLE.1: MARGIN "(" HAN_NUMBER ")"', "DP-G021"),
    "a form that takes all lines of another": (FORM + "SAMPLE.7: MARGIN /目[^\\r\\n]{0,9}/", "DP-G021"),
    "a shift/reduce conflict": (MARKER + '%extend start: marker TEXT marker\nSAMPLE: MARGIN "甲例"', "DP-G010"),
    "no text after a marker": ("%override start: marker+ | TEXT*", "DP-G011"),
    "a character that is no text": ("%override TEXT: /[^\\0]/", "DP-G011"),
    "a choice that is overridden": (FORM.replace("extend", "override") + 'SAMPLE: MARGIN "甲例:"', "DP-G007"),
    "a terminal of others that is overridden": ('%override HAN_DUN: MARGIN "甲例" HAN_NUMBER', "DP-G007"),
    "a shared terminal that is extended": ('  %extend  HAN_NUMBER: "甲"', "DP-G007"),
    "a terminal that nothing uses": (FORM + 'SAMPLE: MARGIN "甲例:"\nSAMPLE_REST: /乙/', "DP-G012"),
    "a rule that nothing uses": ("sample_rule: HAN_NUMBER", "DP-G012"),
    "a marker without a number": (MARKER + 'SAMPLE.4: MARGIN "甲例" HAN_NUMBER ":"', "DP-G014"),
    "nested repetitions": (FORM + "SAMPLE: MARGIN /甲([一-鿿]+)+:/ EOL", "DP-G030"),
    "alternatives that overlap, repeated": (FORM + "SAMPLE: MARGIN /甲(乙|乙丙?|丁){1,90}戊/", "DP-G030"),
    "adjacent repetitions": (FORM + "SAMPLE: MARGIN /甲[^;]*[^。]*丁/ EOL", "DP-G031"),
    "a chain of lazy repetitions": (FORM + "SAMPLE: MARGIN /甲.*?,.*?,.*?丁/", "DP-G031"),
    "a repetition to the line end, tried anywhere": (
        "%extend annotation: SAMPLE -> sample\nSAMPLE: /[(][^)]*[)]/",
        "DP-G031",
    ),
    "blanks up to an end": ("%extend annotation: SAMPLE -> sample\nSAMPLE: /甲?([ \\t]|乙)+$/", "DP-G031"),
    "much to try for each character": (
        FORM + "SAMPLE: MARGIN /[^\\r\\n]*甲[^\\r\\n]{0,900}[^\\r\\n]?乙/ EOL",
        "DP-G032",
    ),
    "a marker that is missed in an indented line": (MARKER + 'SAMPLE.4: STEM "例"', "DP-G040"),
    "a marker that takes text": (MARKER + "SAMPLE.4: MARGIN STEM /例[^。]{2,9}/", "DP-G042"),
}


@pytest.mark.parametrize(("fragment", "code"), PLANTED.values(), ids=PLANTED)
def test_a_planted_defect_is_found(fragment: str, code: str) -> None:
    styles = [Style("sample", numbered="HAN" in fragment)] if fragment.startswith(MARKER) else []
    found = flaws(fragment, *styles)
    assert code in faults(found)
    assert {*faults(found)} <= {code, "DP-G011"}, found  # a conflict rejects lines, too
    for flaw in found[: len(faults(found))]:
        assert flaw.plugin == "sample"
        assert flaw.message
        assert flaw.remedy


@pytest.mark.parametrize("fragment", ["%override start: marker+ | TEXT*", "%override TEXT: /[^\\0]/"])
def test_a_line_that_would_be_rejected_is_found_without_the_refusal_too(
    fragment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grammar, "_check_own", lambda *_: None)
    try:
        assert "DP-G011" in faults(check_grammar(with_fragment(fragment), ["sample"]))
    finally:
        grammar.compose.cache_clear()


SOUND = {
    "a marker of its own": MARKER + 'SAMPLE.4: MARGIN "议题" HAN_NUMBER "："',
    "a line of its own": FORM + 'SAMPLE.4: MARGIN "节目单" EOL',
    "what look-arounds keep apart": (
        "%extend form: SAMPLE -> sample\n    | SAMPLE_OTHER -> other\n"
        'SAMPLE.4: MARGIN "节目" /(?=单)/\nSAMPLE_OTHER.4: MARGIN "节目" /(?!单)/'
    ),
    "the special before the general": (
        "%extend form: SAMPLE -> sample\n    | SAMPLE_OTHER -> other\n"
        'SAMPLE.5: MARGIN "节目单:"\nSAMPLE_OTHER.4: MARGIN "节目" /[^:\\r\\n]{1,9}:/'
    ),
    "two of one meaning": (
        "%extend form: SAMPLE -> sample\n    | SAMPLE_OTHER -> sample\n"
        'SAMPLE.4: MARGIN "节目单:"\nSAMPLE_OTHER.4: MARGIN "节目" /[^:\\r\\n]{1,9}:/'
    ),
    "bounded repetitions side by side": FORM + "SAMPLE.4: MARGIN /节目[^。]{2,20}[^;]{0,8}[:]/ EOL",
    "repetitions that cannot overlap": FORM + "SAMPLE.4: MARGIN /节目([0-9]+[、,])*[0-9]+号/ EOL",
    "one repetition at a line start": FORM + "SAMPLE.4: MARGIN /节目[^\\r\\n]*演出:/",
    "a terminal of its own, extended": (
        FORM
        + 'SAMPLE.4: MARGIN SAMPLE_WORD ":" // %override TEXT\nSAMPLE_WORD: "%override TEXT"\n%extend SAMPLE_WORD: "剧目"'
    ),
    "terminals by way of terminals": FORM + 'SAMPLE.4: MARGIN SAMPLE_WORD ":" // "节目"\nSAMPLE_WORD: "节目" | /剧目/',
}


@pytest.mark.parametrize("fragment", SOUND.values(), ids=SOUND)
def test_a_sound_fragment_has_no_finding(fragment: str) -> None:
    from docparse import read_number

    style = [Style("sample", read=lambda marker: read_number(marker[2:]))] if "marker" in fragment else []
    assert faults(flaws(fragment, *style)) == []


def test_a_tie_is_told_with_the_line_the_winner_and_the_remedy() -> None:
    found = flaws("// 例\n" + MARKER + 'SAMPLE.3: MARGIN HAN_NUMBER "、"')
    tie = next(flaw for flaw in found if flaw.code == "DP-G020")
    assert "HAN_DUN (han_dun, of docparse_official) counts before SAMPLE (sample, of sample)" in tie.message
    assert (tie.subject, tie.place, tie.others) == ("SAMPLE", "fragment 1 of sample, line 3", ("docparse_official",))
    assert re.match(r"[ \t]*[一-鿿]+、", tie.example)
    assert "HAN_DUN.4" in tie.remedy


def test_an_overlap_across_priorities_is_told_with_a_line_that_shows_it() -> None:
    parser = with_fragment(MARKER + 'SAMPLE.5: MARGIN HAN_NUMBER "、" /(?=节目)/')
    found = [flaw for flaw in check_grammar(parser, ["sample"]) if flaw.code == "DP-G022"]
    (overlap,) = [flaw for flaw in found if "HAN_DUN (" in flaw.message]
    assert "SAMPLE (sample, of sample) counts before HAN_DUN" in overlap.message
    assert "priority 5 before 3" in overlap.message
    patterns = {t.name: re.compile(t.regexp) for t in parser.grammar.terminals}
    assert all(patterns[name].match(overlap.example) for name in ("SAMPLE", "HAN_DUN"))


def test_a_meeting_of_two_open_patterns_is_no_fault() -> None:
    fragment = "%extend form: SAMPLE -> sample\n    | SAMPLE_OTHER -> other\n"
    fragment += 'SAMPLE.4: MARGIN "节目" /[^。]{2,60}/ EOL\nSAMPLE_OTHER.4: MARGIN /[^。]{2,60}演出/ EOL'
    found = flaws(fragment)
    assert faults(found) == []
    (meeting,) = [flaw for flaw in found if "holds the words of both" in flaw.message and flaw.others == ("sample",)]
    assert meeting.severity == "info"
    assert "节目" in meeting.example
    assert "演出" in meeting.example


def test_a_pattern_that_stalls_is_told_with_its_times() -> None:
    (flaw,) = [flaw for flaw in flaws(FORM + "SAMPLE: MARGIN /甲[^;]*[^。]*丁/ EOL") if flaw.code == "DP-G031"]
    ratio = re.search(r"twice the line takes ([0-9.]+) times", flaw.message)
    assert ratio is not None
    assert float(ratio[1]) > 3
    assert len(re.findall(r"[0-9.]+ ms for [0-9]+", flaw.message)) == 3
    assert "甲" in flaw.example


def test_no_line_can_be_made_of_a_contradiction() -> None:
    assert "DP-G023" in [flaw.code for flaw in flaws(FORM + "SAMPLE.4: MARGIN /(?!甲)甲例/")]


def test_fixed_words_without_a_line_end_are_pointed_out() -> None:
    assert "DP-G041" in [flaw.code for flaw in flaws(FORM + 'SAMPLE.4: MARGIN "节目单"')]
    assert "DP-G041" not in [flaw.code for flaw in flaws(FORM + 'SAMPLE.4: MARGIN "节目单" EOL')]


def test_a_style_nobody_bears_names_the_nearest() -> None:
    (flaw,) = [flaw for flaw in flaws("", Style("han_dum")) if flaw.code == "DP-G013"]
    assert (flaw.subject, flaw.remedy) == ("han_dum", "did you mean han_dun?")


# --- the built-in grammar, and the command ---------------------------------------------------------------------------


@cache
def built_in() -> tuple[list[Flaw], float]:
    begin = thread_time()
    found = check_grammar(Parser(records=False))
    return found, thread_time() - begin


def test_the_built_in_grammar_is_sound_and_checked_quickly() -> None:
    found, seconds = built_in()
    assert [flaw for flaw in found if flaw.severity != "info"] == []
    assert seconds < 20


def command(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(["check-grammar", *arguments])
    out, err = capfd.readouterr()
    return status, out, err


def plugin_file(folder: Path, fragment: str) -> str:
    path = folder / "sample.py"
    path.write_text(f"import docparse\n\n@docparse.hookimpl\ndef extend_grammar():\n    return {fragment!r}\n", "utf-8")
    return str(path)


def test_the_command_tells_the_findings_of_a_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = plugin_file(tmp_path, MARKER + 'SAMPLE.3: MARGIN HAN_NUMBER "、"')
    status, out, err = command(capfd, path)
    assert (status, err) == (1, "")
    assert out.startswith("warning DP-G020 sample: SAMPLE (fragment 1 of sample, line 2)\n    HAN_DUN (han_dun")
    assert re.search(r"\n    example: '.*、.*'\n    remedy: .*\n0 errors, 2 warnings, [0-9]+ info \(", out)
    status, out, _ = command(capfd, path, "--fail-on", "error", "--format", "json")
    assert status == 0
    rows = json.loads(out)["findings"]
    assert rows[0]["code"] == "DP-G020"
    assert all("sample" in {row["plugin"], *row["others"]} for row in rows)


@pytest.mark.parametrize(
    ("fragment", "code"),
    [
        ("this is no grammar", "DP-G002"),
        ("%extend marker: HAN_DUN STEM -> sample", "DP-G003"),
        ("%extend floating: HAN_DUN -> sample", "DP-G010"),
        (MARKER + "SAMPLE: /(?P<x>甲)/", "DP-G005"),
        (MARKER + "SAMPLE: /甲*/", "DP-G006"),
    ],
)
def test_a_fragment_that_does_not_compose_is_a_finding(
    fragment: str, code: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = command(capfd, plugin_file(tmp_path, fragment), "--format", "json")
    (row,) = json.loads(out)["findings"]
    assert (status, row["code"], row["plugin"]) == (1, code, "sample")


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ("SAMPLE: MARGIN /[甲乙/", "terminal SAMPLE is no regular expression: unterminated character set at '[甲乙"),
        ("Sample: MARGIN", "at line 3, column 2 of the fragment"),
        ("%extend form: SAMPLE - sample", "at line 3, column 22 of the fragment"),
    ],
)
def test_a_fragment_that_is_refused_is_told_by_its_own_terminals_and_lines(mistake: str, said: str) -> None:
    with pytest.raises(GrammarError) as refused:
        with_fragment(f"\n{MARKER}{mistake}\n")
    assert said in refused.value.message
    assert "Expected one of" not in refused.value.message


def test_an_installed_fragment_that_is_left_out_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Plugins, "is_given", lambda plugins, name: False)
    parser = with_fragment("%extend marker: HAN_DUN STEM -> sample")
    assert "sample" not in {name for name, _ in parser.grammar.fragments}
    assert [(f.code, f.plugin) for f in check_grammar(parser, ["sample"])] == [("DP-G003", "sample")]


def test_usage_errors_end_with_status_2(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = command(capfd, "offical")
    assert (status, out) == (2, "")
    assert "did you mean official?" in err
    assert command(capfd, str(tmp_path / "none.py"))[0] == 2
    assert command(capfd, "--fail-on", "never")[0] == 2


def test_an_installed_plugin_is_checked_by_its_name(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, _ = command(capfd, "law", "--format", "json")
    assert status == 0
    assert all("law" in {row["plugin"], *row["others"]} for row in json.loads(out)["findings"])


def test_every_code_is_described() -> None:
    page = (ROOT / "docs" / "grammar.md").read_text(encoding="utf-8")
    described = dict(re.findall(r"^### (DP-G[0-9]{3}) \((\w+)\)$", page, re.MULTILINE))
    assert described == {code: severity for code, (severity, _) in CODES.items()}
    assert set(described.values()) <= {*SEVERITIES}
