"""The suite that a plugin gets in one line: that a sound one passes, and that it fails for each way to misbehave."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest_plugins = ["pytester"]

SOUND = '''
import docparse

class Steps:
    """步骤一：…"""

    @docparse.hookimpl
    def extend_grammar(self):
        return '%extend marker: STEPS_STEP -> step_word\\nSTEPS_STEP.4: MARGIN "步骤" HAN_NUMBER "："'

    @docparse.hookimpl
    def marker_styles(self):
        return [docparse.Style("step_word", rank=15, read=lambda marker: docparse.read_number(marker[2:]))]
'''
SUITE = "from docparse.testing import MockPlugin, plugin_suite\n{}\nTestIt = plugin_suite({}, corpus={!r})\n"
Run = Callable[..., pytest.RunResult]
pytestmark = pytest.mark.timeout(600)  # each starts a few pytests
QUICK = "--hypothesis-profile=quick"
CONFTEST = """
from hypothesis import Phase, settings
settings.register_profile("quick", max_examples=5, derandomize=True, phases=[Phase.generate])
"""


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """Runs a suite for an expression; returns the outcomes and the lines."""

    def ran(expression: str, before: str = "", corpus: tuple[str, ...] = (), *arguments: str) -> pytest.RunResult:
        pytester.makeconftest(CONFTEST)
        pytester.makepyfile(test_it=SUITE.format(before, expression, list(corpus)))
        return pytester.runpytest_subprocess("-q", QUICK, "-p", "no:cacheprovider", *arguments)

    return ran


def test_a_sound_plugin_passes(run: Run, pytester: pytest.Pytester) -> None:
    case = "=== 步骤 count\n步骤一：受理\n一、收件\n步骤二：审核\n---\n"
    (pytester.path / "cases.txt").write_text(case, encoding="utf-8")
    run("Steps()", SOUND, ("cases.txt",), "-k", "test_case").assert_outcomes(failed=1, deselected=10)
    run("Steps()", SOUND, ("cases.txt",), "--update").assert_outcomes(passed=11)
    assert "section 步骤一 | 受理\n  section 一 | 收件\n" in (pytester.path / "cases.txt").read_text(encoding="utf-8")
    run("Steps()", SOUND, ("cases.txt",), "-k", "test_case").assert_outcomes(passed=1, deselected=10)


def test_plugins_are_named_or_in_a_file(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "stepping.py").write_text("import docparse\n@docparse.hookimpl\ndef rules():\n    return []\n")
    for name in ("'official'", "'stepping.py'"):
        run(name, "", (), "-k", "test_loads or test_reads").assert_outcomes(passed=2, deselected=8)
    run("'no_such_plugin'", "", (), "-k", "test_loads").assert_outcomes(failed=1, deselected=9)


FAULTS = {
    "raise": "failed in check_document: RuntimeError", "exit": "ends the process with status 70",
    "segv": "ends the process with SIGSEGV", "oom": "MB for some pages", "huge": "MB for some pages",
    "bad-spans": "gave a bad span", "mutate": "changed the document in check_document",
    "print": "prints to standard output", "child": "leaves a process behind", "unpicklable": "spoils the result",
    "hang": "does not come to an end", "ignore-sigterm": "does not come to an end",
}  # fmt: skip

IN_PROCESS = ("raise", "bad-spans", "mutate")  # what does not end a process is seen by the properties


@pytest.mark.parametrize("kind", FAULTS)
def test_the_suite_sees(kind: str, run: Run) -> None:
    hook = "extract_records" if kind == "unpicklable" else "check_document"  # of findings plain values are taken over
    quick = "import docparse.testing.trial as trial\ntrial.attempt.__defaults__ = (6,)\n"
    ran = run(
        f"MockPlugin({kind!r}, {hook!r}, megabytes=200)",
        quick,
        (),
        *([] if kind in IN_PROCESS else ["-k", "test_loads or test_reads"]),
    )
    assert ran.parseoutcomes().get("failed", 0) >= 1
    ran.stdout.fnmatch_lines([f"*{FAULTS[kind]}*"])
