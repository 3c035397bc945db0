"""The pytest plugin in projects of others: it costs nothing, is in nobody's way, and says what is missing."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest_plugins = ["pytester"]

IDLE = """
import sys
def test_nothing_is_imported():
    assert "pytest_docparse" in sys.modules
    assert [name for name in ("docparse", "lark", "hypothesis.strategies") if name in sys.modules] == []
"""


def test_it_imports_nothing_until_it_is_asked(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(IDLE)
    pytester.runpytest_subprocess("-q", "-p", "no:hypothesispytest").assert_outcomes(passed=1)


def test_the_option_of_somebody_else_is_his(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("def pytest_addoption(parser): parser.addoption('--update', dest='mine', default='no')")
    pytester.makepyfile("def test_it(pytestconfig): assert pytestconfig.getoption('mine') == 'yes'")
    pytester.runpytest_subprocess("-q", "--update", "yes", "--strict-config").assert_outcomes(passed=1)


def test_update_rewrites_what_the_configuration_names(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ndocparse_corpus = cases/*.txt\n")
    (pytester.path / "cases").mkdir()
    file = pytester.path / "cases" / "one.txt"
    for option in ("--update", "--docparse-update"):
        file.write_text("=== one\n一、总则\n---\n", encoding="utf-8")
        done = pytester.runpytest_subprocess("-q", option)
        done.stderr.fnmatch_lines(["rewrote cases/one.txt"])
        assert file.read_text(encoding="utf-8") == "=== one\n一、总则\n---\nsection 一 | 总则\n"


@pytest.mark.parametrize(("profile", "examples"), [("docparse-pr", 200), ("docparse-nightly", 20_000)])
def test_profiles(pytester: pytest.Pytester, profile: str, examples: int) -> None:
    pytester.makepyfile(
        f"from hypothesis import settings\ndef test_it(): assert settings().max_examples == {examples}\n"
        f"def test_pr(): assert settings().deadline is None and settings().derandomize == {profile == 'docparse-pr'}\n"
    )
    pytester.runpytest_subprocess("-q", f"--hypothesis-profile={profile}").assert_outcomes(passed=2)


def run_without(package: str, code: str) -> subprocess.CompletedProcess[str]:
    hide = f"import sys; sys.modules[{package!r}] = None\nimport importlib.util as u; real = u.find_spec\n"
    hide += f"u.find_spec = lambda name, *rest: None if name == {package!r} else real(name, *rest)\n"
    return subprocess.run([sys.executable, "-c", hide + code], capture_output=True, text=True, encoding="utf-8")


def test_the_kit_without_the_extra() -> None:
    code = "import docparse.testing as kit; kit.MUTATORS, kit.PROPERTIES, kit.MockPlugin"
    code += "\nfrom docparse import Parser; kit.PROPERTIES['promises'](Parser([], installed=False), '一、')"
    for package in ("pytest", "hypothesis"):
        done = run_without(package, code)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("package", "module"),
    [("hypothesis", "strategies"), ("hypothesis", "profiles"), ("pytest", "pytest_plugin"), ("pytest", "suite")],
)
def test_what_is_missing_is_said_in_one_line(package: str, module: str) -> None:
    done = run_without(package, f"import docparse.testing.{module}")
    last = done.stderr.strip().splitlines()[-1]
    assert last == f"ImportError: docparse.testing.{module} needs {package}: pip install 'docparse-zh[test]'"
