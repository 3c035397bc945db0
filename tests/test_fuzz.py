"""docparse fuzz: every planted defect is found within the budget of a pull request, and a sound plugin has none."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from contextlib import suppress
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from docparse import Parser, Style, hookimpl
from docparse.cli import run
from docparse.grammar import Terminal
from docparse.soundness.samples import samples
from docparse.testing import read_corpus
from docparse.testing.agreement import disagreements
from docparse.testing.corpus import written
from docparse.testing.fuzzing import Budget, find_subject, fuzz
from docparse.testing.minimising import minimised
from docparse.testing.probes import Apart, TooSlowError, limited, probed, works
from docparse.testing.samples import sample
from docparse.testing.texts import Texts

ROOT = Path(__file__).resolve().parent.parent
PLANTED = ROOT / "tests" / "planted"
BUDGET = 120  # seconds of a pull request, for one plugin
DEFECTS = {
    "ambiguous": ("apart", "receipt"),
    "greedy": ("grammar|marker", "PLANTED_STEP"),
    "beside": ("quotes", "contact.name"),
    "quadratic": ("grammar|linear", "PLANTED_TOTAL"),
    "quadratic_search": ("linear", "the pattern"),
    "quadratic_check": ("linear", "reading"),
    "exponential": ("grammar|linear", "PLANTED_SUM"),
    "rare": ("works", "IndexError"),
    "lossy": ("works", "no tree over its text"),
    "writing": ("works", "no tree over its text"),
}


def test_every_planted_plugin_is_listed() -> None:
    assert {path.stem for path in PLANTED.glob("*.py")} == DEFECTS.keys() | {"sound"}


@pytest.mark.parametrize("name", DEFECTS)
@pytest.mark.timeout(4 * BUDGET)
def test_a_planted_defect_is_found(name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    start = time.process_time()
    status = run(["fuzz", "--first", str(PLANTED / f"{name}.py")])
    spent = time.process_time() - start
    out = capsys.readouterr().out
    promise, word = DEFECTS[name]
    assert status == 1
    assert re.search(f"^FAILED ({promise}): .*{word}", out), out
    assert "seed 0" in out
    assert spent < BUDGET
    path = tmp_path / "found.txt"
    path.write_text("=== " + out.split("\n=== ", 1)[1].rsplit("\n\n", 1)[0], encoding="utf-8", newline="")
    (case,) = read_corpus(path)
    assert repr(case.text)[:200] in out


def test_a_sound_plugin_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fuzz", str(PLANTED / "sound.py"), "--examples", "40"]) == 0
    assert capsys.readouterr().out == "sound: nothing found\n"


def test_the_same_seed_finds_the_same() -> None:
    subject = find_subject(str(PLANTED / "lossy.py"))
    first, again = ([failure.told() for failure in fuzz(subject, Budget(seed=3, first=True))] for _ in range(2))
    assert first == again != []
    one, other = (Texts(subject, Random(seed)).any_of_them() for seed in (3, 4))
    assert [next(one) for _ in range(9)] != [next(other) for _ in range(9)]


def test_what_is_minimised_still_fails() -> None:
    subject = find_subject(str(PLANTED / "rare.py"))
    text = "".join(f"第{n}条　抓好落实。\n" for n in ("九", "十", "十一")) + "附件1\n名单\n"
    error = probed(works, subject, text)
    assert error is not None
    short = minimised(text, lambda part: probed(works, subject, part) is not None)
    assert probed(works, subject, short) is not None
    assert len(short) < 10
    assert minimised("abc", lambda part: len(part) == 3) == "abc"


@pytest.mark.parametrize(
    "place", ["corpus.txt", "cases.txt", "tests/cases.txt", "tests/corpus/more.txt", "sound_cases.txt"]
)
def test_examples_are_found_where_plugins_keep_them(tmp_path: Path, place: str) -> None:
    plugin, corpus = tmp_path / "sound.py", tmp_path / place
    corpus.parent.mkdir(parents=True, exist_ok=True)
    plugin.write_text((PLANTED / "sound.py").read_text(encoding="utf-8"), encoding="utf-8")
    corpus.write_text("=== a rule\n一、目标\n---\n", encoding="utf-8")
    assert find_subject(str(plugin)).examples == ["一、目标"]


def test_a_corpus_without_cases_is_one_document(tmp_path: Path) -> None:
    document = tmp_path / "document.txt"
    document.write_text("一、目标\n二、措施\n", encoding="utf-8")
    assert find_subject(str(PLANTED / "sound.py"), document).examples == ["一、目标\n二、措施\n"]


def test_one_defect_with_many_words_is_told_once() -> None:
    found = fuzz(find_subject(str(PLANTED / "beside.py")), Budget())
    assert [failure.promise for failure in found] == ["quotes"]


def test_minutes_are_kept() -> None:
    subject, lines = find_subject(str(PLANTED / "lossy.py")), []
    found = fuzz(subject, Budget(minutes=0.001), lines.append)
    assert lines[-1] == "50 texts" or not found  # one round at most


def test_examples_are_read_beside_the_plugin_and_show_what_is_meant(tmp_path: Path) -> None:
    plugin = tmp_path / "ambiguous.py"
    plugin.write_text((PLANTED / "ambiguous.py").read_text(encoding="utf-8"), encoding="utf-8")
    text = "一、目标\n附件1\n"
    alone = find_subject(str(plugin))
    assert alone.examples == []
    assert probed(Apart(alone), alone, text) is not None
    (tmp_path / "corpus.txt").write_text("=== a receipt\n附件2\n---\n", encoding="utf-8")
    subject = find_subject(str(plugin))
    assert subject.examples == ["附件2"]
    assert probed(Apart(subject), subject, text) is None


CASE = "=== {0}\n{0}\n---\n"
FOUND = ("beside.txt", "tests/cases.txt", "tests/more/deep.txt", "corpus/kept.txt", "examples/plain.txt")
NOT_FOUND = ("requirements.txt", "other/cases.txt", "tests/cases.md", "tests/broken.txt")


@pytest.mark.parametrize(
    "place", ["docparse_x.py", "docparse_x/__init__.py", "src/docparse_x.py", "src/docparse_x/__init__.py"]
)
def test_examples_are_found_in_the_project_of_a_plugin(place: str, tmp_path: Path) -> None:
    project = tmp_path / "examples"  # as no folder above counts
    for name in FOUND + NOT_FOUND:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(CASE.format(name), encoding="utf-8")
    for name in ("requirements.txt", "examples/plain.txt"):
        (project / name).write_text(name, encoding="utf-8")
    (project / "tests/broken.txt").write_text("=== no dashes\n", encoding="utf-8")
    (project / place).parent.mkdir(parents=True, exist_ok=True)
    (project / place).write_text("import docparse\n@docparse.hookimpl\ndef rules():\n    return []\n", encoding="utf-8")
    subject = find_subject(str(project / place))
    assert sorted(subject.examples) == sorted(FOUND)
    assert sorted(path.relative_to(project).as_posix() for path in subject.corpora) == sorted(FOUND)


def test_a_plugin_installed_away_from_its_project_has_the_examples_of_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, project = tmp_path / "site-packages" / "docparse_x.py", tmp_path / "project"
    for path in (module, project / "docparse_x.py"):
        path.parent.mkdir()
        path.write_text("import docparse\n@docparse.hookimpl\ndef rules():\n    return []\n", encoding="utf-8")
    for folder in (module.parent, project):
        (folder / "tests").mkdir()
        (folder / "tests" / "cases.txt").write_text(CASE.format(folder.name), encoding="utf-8")
    assert find_subject(str(module)).examples == [], "those of somebody else"
    monkeypatch.chdir(project)
    assert find_subject(str(module)).examples == ["project"]


def test_a_new_plugin_is_fuzzed_with_its_cases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new-plugin", "duty_list"]) == 0
    monkeypatch.chdir("docparse-duty-list")
    assert run(["fuzz", "--examples", "4", "docparse_duty_list.py"]) == 0
    assert "docparse_duty_list: 3 examples from tests/cases.txt\n" in capsys.readouterr().err.replace("\\", "/")


def test_a_plugin_is_fuzzed_beside_one_that_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint("broken", "no_such_module_at_all", "docparse")
    found = [broken, *entry_points(group="docparse")]
    monkeypatch.setattr("docparse.plugins.entry_points", lambda group: found)
    subject = find_subject("law")
    assert subject.terminals
    assert probed(works, subject, "第一章 总则\n第一条 为了规范。\n") is None


@pytest.mark.parametrize("caught", [Exception, BaseException])
def test_a_text_that_takes_too_long_is_seen_though_it_is_caught(caught: type[BaseException]) -> None:
    def slow() -> None:
        with suppress(caught):
            while True:
                pass

    with pytest.raises(TooSlowError), limited(0.05):
        slow()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing_of_this_name"], "no plugin 'nothing_of_this_name' is installed"),
        (["missing.py"], "missing.py does not exist"),
        (["--examples", "2", "--minutes", "1"], "not both"),
        (["lint", "--corpus", "missing.txt"], "no corpus"),
    ],
)
def test_usage(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fuzz", *arguments]) == 2
    error = capsys.readouterr().err.splitlines()
    assert len(error) == 1
    assert words in error[0]


def test_without_the_extra_it_says_so_in_one_line() -> None:
    code = "import sys; sys.modules['hypothesis'] = None; from docparse.cli import main; main(['fuzz'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "pip install 'docparse-zh[test]'" in done.stderr


def test_all_who_read_the_grammar_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    parser, texts = find_subject(str(PLANTED / "sound.py")).whole, ["工序一:受理", "值班员:张三", "一、总则", "各单位"]
    assert list(disagreements(parser, texts)) == []
    monkeypatch.setattr(parser.scanner, "scan", lambda source: (source.text, []))
    assert [line for line, _ in disagreements(parser, texts)] == texts[:3]


def test_a_second_tree_is_a_disagreement() -> None:
    fragment = "%extend start: marker TEXT marker\n%extend marker: TWICE -> twice\nTWICE: /甲例/"
    plugin = SimpleNamespace(
        __name__="twice",
        extend_grammar=hookimpl(lambda: fragment),
        marker_styles=hookimpl(lambda: [Style("twice", numbered=False)]),
    )
    found = list(disagreements(Parser([plugin]), ["甲例一甲例"]))
    assert "LALR and Earley give it different trees" in [wrong for _, wrong in found]


@pytest.mark.parametrize("seed", range(4))
def test_a_rare_sequence_is_among_the_pairs(seed: int) -> None:
    """Article eleven before an attachment is tried whatever the seed is, within the pairs of a pull request."""
    subject = find_subject(str(PLANTED / "rare.py"))
    texts = list(Texts(subject, Random(seed)).pairs())
    assert len(texts) < 2000
    assert any(probed(works, subject, text) for text in texts if "附" in text)


def test_samples_match_and_carry_their_number() -> None:
    random = Random(1)
    for pattern, wanted in ((r"第[一二三四五六七八九十]{1,3}条", "第十一条"), (r"[0-9]{1,3}、", "11、")):
        assert sample(pattern, random, 11) == wanted
    for pattern in (r"步骤[^。]{0,9}(?<=:)", r"附件(?=[ \t])", r"(甲|乙)[0-9]{2}\Z", r"[^:\r\n]{2,6}:(?!。)"):
        found = sample(pattern, random)
        assert found is not None
        assert re.match(pattern, found)


@pytest.mark.parametrize("terminal", Parser(records=False).grammar.terminals, ids=lambda terminal: terminal.name)
def test_every_terminal_has_samples(terminal: Terminal) -> None:
    """What is written from a pattern matches it, in both ways of choosing, its look-arounds too."""
    spoken = sample(terminal.regexp, Random(0), 3)
    assert spoken is not None
    assert re.search(terminal.regexp, spoken)
    assert len(samples(terminal.regexp, 5, 0)) == 5


@pytest.mark.parametrize("text", ["", "\n", "一、总则", "一、总则\n\n", "=== 一\n---\n\\--- 二\n", "\\一"])
def test_a_case_is_read_as_it_was_written(text: str, tmp_path: Path) -> None:
    path = tmp_path / "cases.txt"
    path.write_text(written("a", text, "section 一 |\n") + written("b", text, ""), encoding="utf-8", newline="")
    assert [(case.title, case.text, case.expected) for case in read_corpus(path)] == [
        ("a", text, "section 一 |\n"),
        ("b", text, ""),
    ]
