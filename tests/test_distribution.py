"""The wheel, the sdist and the editable install hold what the tree holds."""

from __future__ import annotations

import configparser
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

import docparse

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ENTRY_POINTS: dict[str, str] = PYPROJECT["project"]["entry-points"]["docparse"]

Contents = dict[str, bytes]


def files(folder: str, inside: str, pattern: str = "*") -> Contents:
    """Files of a folder of the tree, under the names they should have in the wheel."""
    base = ROOT / folder
    paths = [
        path
        for path in base.glob(pattern if base == ROOT else f"**/{pattern}")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    return {inside + path.relative_to(base).as_posix(): path.read_bytes() for path in paths}


def tree() -> Contents:
    found = files("docparse", "docparse/") | files("grammars", "docparse/grammars/", "*.lark") | files("plugins", "")
    return found | files(".", "", "pytest_docparse.py")


def plugin_modules() -> set[str]:
    plugins = ROOT / "plugins"
    return {path.stem for path in plugins.glob("*.py")} | {path.parent.name for path in plugins.glob("*/__init__.py")}


def build(target: str, source: Path, folder: Path) -> Path:
    if find_spec("hatchling") is None:
        pytest.skip("hatchling, the build backend, is not installed (it is in the extra 'dev')")
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, encoding="utf-8", errors="replace")
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.iterdir()
    return built


def read_wheel(path: Path) -> tuple[Contents, Contents]:
    """(modules and data, metadata) of a wheel."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    metadata = {name: data for name, data in contents.items() if ".dist-info/" in name}
    return {name: data for name, data in contents.items() if name not in metadata}, metadata


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def test_wheel_holds_the_tree(wheel: Path) -> None:
    contents, _ = read_wheel(wheel)
    expected = tree()
    assert sorted(contents) == sorted(expected)
    assert contents == expected


def test_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    assert read_wheel(build("wheel", unpacked, tmp_path / "again")) == read_wheel(wheel)


def test_wheel_registers_command_and_plugins(wheel: Path) -> None:
    _, metadata = read_wheel(wheel)
    (name,) = (name for name in metadata if name.endswith("/entry_points.txt"))
    registered = configparser.ConfigParser()
    registered.read_string(metadata[name].decode("utf-8"))
    assert dict(registered["docparse"]) == ENTRY_POINTS
    assert dict(registered["pytest11"]) == {"pytest_docparse": "pytest_docparse"}
    assert dict(registered["console_scripts"]) == PYPROJECT["project"]["scripts"]


def test_editable_install_sees_every_source_folder() -> None:
    assert PYPROJECT["tool"]["hatch"]["build"]["dev-mode-dirs"] == [".", "plugins"]


def test_every_plugin_has_its_entry_point() -> None:
    assert {name: f"docparse_{name}" for name in ENTRY_POINTS} == ENTRY_POINTS
    assert set(ENTRY_POINTS.values()) == plugin_modules()


def test_import_contract_names_every_plugin() -> None:
    (contract,) = (c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["name"] == "docparse knows no plugin")
    assert set(contract["forbidden_modules"]) == {"plugins", *ENTRY_POINTS.values()}


def test_no_module_bears_the_name_of_something_public() -> None:
    """Importing such a module would put it in the place of what users import."""
    modules = {path.stem for path in (ROOT / "docparse").glob("*.py")}
    assert modules & set(docparse.__all__) == set()
