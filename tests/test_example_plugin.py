"""A stranger's plugin: a distribution of its own, installed into a fresh environment beside docparse."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from conftest import ROOT

PLUGIN = Path(__file__).parent / "example_plugin"
CASEBOOK = "某县信访案例选\n案例一：修路占地起纠纷\n一、经过\n村民反映补偿不到位。\n二、启示\n政策要讲透。\n案例二：夜市噪声扰民\n一、经过\n多次协调。\n"


@pytest.fixture(scope="module")
def docparse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The docparse command of an environment that holds nothing but docparse and the plugin."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [scripts / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", ROOT, PLUGIN]
    done = subprocess.run(pip, capture_output=True, text=True, timeout=600)
    if done.returncode:
        pytest.skip(f"pip cannot install here: {done.stderr.strip().splitlines()[-1:]}")
    return scripts / "docparse"


def run(command: Path, *arguments: str) -> str:
    done = subprocess.run(
        [command, *arguments], input=CASEBOOK, capture_output=True, encoding="utf-8", cwd=command.parent, timeout=120
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.timeout(900)
def test_the_plugin_works_beside_the_built_in_ones(docparse: Path) -> None:
    (line,) = [line for line in run(docparse, "plugins").splitlines() if line.startswith("cases ")]
    assert line.split()[1:3] == ["0.1.0", "docparse-cases"]
    assert "check_document, extend_grammar, extract_records, marker_styles" in line

    rows = [json.loads(row) for row in run(docparse, "outline", "-").splitlines()]
    assert [(row["marker"], row["ordinal"], row["heading"]) for row in rows] == [
        ("案例一：", 1, "修路占地起纠纷"),
        ("一、", 1, "经过"),
        ("二、", 2, "启示"),
        ("案例二：", 2, "夜市噪声扰民"),
        ("一、", 1, "经过"),
    ]
    assert [row["parent"] for row in rows] == [-1, rows[0]["start"], rows[0]["start"], -1, rows[3]["start"]]

    records = json.loads(run(docparse, "records", "-", "--type", "case"))["records"]
    assert [(record["data"]["ordinal"], record["data"]["title"]) for record in records] == [
        (1, "修路占地起纠纷"),
        (2, "夜市噪声扰民"),
    ]
    assert run(docparse, "check", "-") == "-:7:1: case_without_lesson 案例二： draws no lesson (启示)\n"
