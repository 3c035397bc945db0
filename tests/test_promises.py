"""The promises that docs/promises.md numbers, where no other test file holds them. The number stands in each docstring.

What takes a nightly run in full takes a share of it here, by the number of examples of the hypothesis profile.
"""

from __future__ import annotations

import ast
import copy
import hashlib
import importlib
import json
import os
import pickle
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import entry_points
from itertools import cycle, islice
from pathlib import Path
from random import Random
from threading import Barrier

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_corpus import CASES
from test_hard_input import NESTING

from docparse import LoadError, Node, Parser, Result, encode, interchange, outline_rows
from docparse.cli import run
from docparse.parser import default_parser
from docparse.testing import promises

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.timeout(600)  # some take ten seconds, on a machine with nothing else to do

PARSER = default_parser()
TEXTS = [case.text for case in CASES]
EXAMPLES = settings.default.max_examples  # 200 for every change, 20,000 at night


def child(code: str, **environment: str) -> str:
    """What a fresh interpreter prints for `code`, which finds the tests."""
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "tests", env={**os.environ, **environment}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return found.stdout


# --- P1, P2: every text, every file ----------------------------------------------------------------------------


@pytest.mark.parametrize("separator", ["", "\n"], ids=["in a line", "as lines"])
def test_every_code_point(separator: str) -> None:
    """P1: all 1,114,112 code points, surrogates among them, in a line; those of two planes as lines. The rest is tests/test_properties.py."""
    for first in range(0, sys.maxunicode + 1, 0x10000):
        if separator and first >= 0x20000:
            continue  # as lines the planes 0 and 1: the others have no signs that any grammar knows
        promises.check_tree(PARSER.parse(separator.join(map(chr, range(first, first + 0x10000)))).document)


def read_files(folder: Path, files: dict[str, bytes], capture: pytest.CaptureFixture[bytes]) -> tuple[int, int, int]:
    """(exit status, files read, files refused) of `docparse parse` on files; every refusal is one line with a code."""
    names = []
    for name, data in files.items():
        (folder / name).write_bytes(data)
        names.append(str(folder / name))
    status = run(["parse", "--format", "json", *names])
    out, err = capture.readouterr()
    refusals = err.decode().splitlines()
    assert all(line.startswith("docparse: ") and ": DP-L" in line for line in refusals), err.decode()
    return status, out.count(b'{"schema":"docparse/1"'), len(refusals)


GOOD = sorted(TEXTS, key=len)[-50:]
ENCODINGS = ("utf-8", "gb18030", "utf-16", "utf-8-sig", "utf-16-le", "utf-32")


def test_flipped_bits(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """P2: 50 good files in six encodings, with 20 flips of a bit each (2,000 at night): read, or refused by one line."""
    random = Random(8128)
    for number, text in enumerate(GOOD):
        data = text.encode(ENCODINGS[number % len(ENCODINGS)], "replace")
        files = {}
        for flip in range(EXAMPLES // 10):
            flipped, place = bytearray(data), random.randrange(len(data))
            flipped[place] ^= 1 << random.randrange(8)
            files[f"{flip}.txt"] = bytes(flipped)
        status, read, refused = read_files(tmp_path, files, capsysbinary)
        assert read + refused == len(files)
        assert status == (4 if refused else 0)


SUFFIXES = (
    "txt",
    "docx",
    "doc",
    "wps",
    "pdf",
    "ofd",
    "html",
    "xml",
    "zip",
    "png",
    "csv",
    "json",
    "md",
    "exe",
    "",
    "文",
)
HEADS = (b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x89PNG\r\n\x1a\n", b"\x7fELF", b"{\\rtf1 ",
         b"<!DOCTYPE html>", b"<?xml version='1.0'?>", b"\x1f\x8b\x08", b"\xff\xd8\xff\xe0", b"")  # fmt: skip


def test_wrong_suffixes(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """P2: text and the beginnings of ten other formats under sixteen suffixes, 352 files: read, or refused."""
    for number, suffix in enumerate(SUFFIXES):
        contents = [head + tail for head in HEADS for tail in (GOOD[number].encode(), Random(number).randbytes(999))]
        files = {f"{place}.{suffix}" if suffix else str(place): data for place, data in enumerate(contents)}
        status, read, refused = read_files(tmp_path, files, capsysbinary)
        assert (status, read + refused) == (4, len(files))
        assert read >= 1  # the text without a foreign head, whatever it is called


@given(data=st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    """P2: 200 random strings of bytes (20,000 at night): a tree over the text, or one error with a code."""

    try:
        result = PARSER.parse_bytes(data, "random.txt")
    except LoadError as error:
        assert error.code.startswith("DP-L")
    else:
        promises.check(result)
        assert result.document.source.raw.encode(result.document.source.encoding or "") == data  # P3


def test_a_file_above_the_limit_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """P2: exit status 3."""
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    assert run(["outline", str(tmp_path / "large.txt")]) == 3
    assert capsys.readouterr().err.count("\n") == 1


# --- P7: depth -------------------------------------------------------------------------------------------------

DEEP = {
    "100,000 brackets": "(一)【〔《“[" * 20_000,
    "100,000 opening brackets": "(" * 100_000,
    "10,000 indents": "".join(f"{' ' * (depth % 1_000)}{depth}.抓落实\n" for depth in range(10_000)),
    "100,000 levels by turns": "".join(f"{marker}抓\n" for marker in islice(cycle(NESTING), 100_000)),
    "10,000 levels by turns in a line": "".join(islice(cycle(NESTING), 10_000)),
    "ever deeper decimals": "".join(".".join(["1"] * depth) + " 抓落实\n" for depth in range(1, 500)),
}
STORES: dict[str, Callable[[Result], object]] = {
    "json": lambda result: json.loads(json.dumps(msgspec.to_builtins(interchange(result)))),
    "msgspec json": lambda result: msgspec.json.decode(encode(interchange(result))),
    "msgspec msgpack": lambda result: msgspec.msgpack.decode(
        msgspec.msgpack.encode(result.document.nodes), type=list[Node]
    ),
    "pickle": lambda result: pickle.loads(pickle.dumps(result)).document.nodes,  # noqa: S301 - our own
    "copy": lambda result: copy.copy(result).document.nodes,
    "deepcopy": lambda result: copy.deepcopy(result).document.nodes,
}


@pytest.mark.parametrize("name", DEEP)
def test_depth(name: str) -> None:
    """P7: trees are at most 64 deep; every way to store or compare a result works at the default recursion limit."""
    assert sys.getrecursionlimit() == 1_000
    result = PARSER.parse(DEEP[name])
    promises.check_tree(result.document)
    stored = {store: keep(result) for store, keep in STORES.items()}
    assert stored["json"] == stored["msgspec json"]
    for store in ("msgspec msgpack", "pickle", "copy", "deepcopy"):
        assert stored[store] == result.document.nodes, store
    assert repr(result)
    assert result == copy.copy(result)


# --- P8, P29: the same again -----------------------------------------------------------------------------------

DIGEST = "from test_promises import PARSER, digest; print(digest(PARSER))"


def digest(parser: Parser) -> str:
    """The sha256 of all results for the corpus, as JSON."""
    found = hashlib.sha256()
    for text in TEXTS:
        found.update(encode(interchange(parser.parse(text))))
    return found.hexdigest()


def test_hash_seeds() -> None:
    """P8: fresh processes with the hash seeds 0 and 1 give the same bytes for every text of the corpus."""
    assert {child(DIGEST, PYTHONHASHSEED=seed).strip() for seed in ("0", "1")} == {digest(PARSER)}


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_plugins(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """P8: so do parsers whose plugins are found in another order."""
    shuffled = list(entry_points(group="docparse"))
    Random(seed).shuffle(shuffled)
    monkeypatch.setattr("docparse.plugins.entry_points", lambda group: shuffled)
    assert digest(Parser()) == digest(PARSER)


def test_threads() -> None:
    """P29: eight threads that read 500 documents each at once, in orders of their own, get what one thread gets."""
    texts = sorted(TEXTS, key=len)[:500]
    serial = {text: encode(interchange(PARSER.parse(text))) for text in texts}
    parser, start = Parser(), Barrier(8)  # a new one: its tables fill up while all read

    def read(seed: int) -> list[str]:
        mine = Random(seed).sample(texts, len(texts))
        start.wait()
        return [text for text in mine if encode(interchange(parser.parse(text))) != serial[text]]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert [different for found in pool.map(read, range(8)) for different in found] == []
    finally:
        sys.setswitchinterval(interval)


GROWTH = """
from test_promises import PARSER, TEXTS
TEXTS = sorted(TEXTS, key=len)[:250]
def size():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
def read(numbers):
    for number in numbers:
        PARSER.parse(f"第{number}号通知\\n{TEXTS[number % len(TEXTS)]}")
read(range(1_000))
before = size()
read(range(1_000, 11_000))
print(size() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the memory of a process is read from /proc")
def test_memory_does_not_grow() -> None:
    """P29: 10,000 parses of different texts, after 1,000, add less than 5 MB to the memory of the process."""
    assert int(child(GROWTH)) < 5_000_000


# --- P10: what stands before and after does not matter ---------------------------------------------------------

AHEAD = 5  # lines


def composed(count: int) -> list[str]:
    """Notices, speeches and rules, as benchmarks/texts.py composes them."""
    sys.path.append(str(ROOT / "benchmarks"))
    try:
        texts = importlib.import_module("texts")
    finally:
        sys.path.pop()
    kinds = (texts.notice, texts.speech, texts.rules)
    return ["\n".join(kinds[number % 3](Random(number))) + "\n" for number in range(count)]


def rows(text: str) -> list[tuple[int, str, int]]:
    """(start, marker, parent) of every row of the outline."""
    return [(row["start"], row["marker"], row["parent"]) for row in outline_rows(PARSER.parse(text).document)]


def test_concatenation() -> None:
    """P10: of 18 pairs of documents with a blank line between them, the markers are those of both, and where they were."""
    documents = composed(18)
    for first, second in zip(documents, [*documents[1:], documents[0]], strict=True):
        place = len(first) + 1
        wanted = [row for row in rows(first) if row[1]]
        found = [row for row in rows(f"{first}\n{second}") if row[1]]
        assert found[: len(wanted)] == wanted
        behind = [(start + place, marker) for start, marker, _ in rows(second) if marker]
        assert [row[:2] for row in found[len(wanted) :]] == behind


def test_prefix() -> None:
    """P10: units that are closed at a line do not change when all from 5 lines below it on is another document."""
    *documents, other = composed(7)
    for text in documents:
        lines, ends = text.splitlines(keepends=True), {n.start: n.end for n in PARSER.parse(text).document.outline()}
        outline = rows(text)
        for number in range(0, len(lines) - AHEAD, 2):
            place, cut = len("".join(lines[:number])), len("".join(lines[: number + AHEAD]))
            closed = [row for row in outline if ends[row[0]] <= place]
            assert set(closed) <= set(rows(text[:cut] + other)), number


# --- P23, P28: no network, no surprises ------------------------------------------------------------------------


def test_the_network_is_closed(connections: list[str]) -> None:
    """P23: all tests run where a connection or a look-up of a name fails, and fails the test (tests/conftest.py)."""
    with pytest.raises(OSError, match="no network"), socket.socket() as closed:
        closed.connect(("127.0.0.1", 9))
    with pytest.raises(OSError, match="no network"):
        socket.getaddrinfo("localhost", 80)
    assert len(connections) == 2
    connections.clear()


FORBIDDEN_MODULES = {
    "pickle",
    "marshal",
    "shelve",
    "yaml",
    "socket",
    "ssl",
    "urllib.request",
    "http.client",
    "requests",
}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "setrecursionlimit", "system", "popen"}


def dangers(path: Path) -> list[str]:
    """What a module imports or calls that nothing which reads input should."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or ""
            names = {module} | {f"{module}.{alias.name}".strip(".") for alias in node.names}
            found += [f"{path.name}:{node.lineno}: {name}" for name in names & FORBIDDEN_MODULES]
        elif isinstance(node, ast.Call):
            attribute = isinstance(node.func, ast.Attribute)
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in FORBIDDEN_CALLS and not (name == "compile" and attribute):  # re.compile
                found.append(f"{path.name}:{node.lineno}: {name}()")
    return found


KIT = ("testing", "soundness")  # they read no input, but make it
SOURCES = [
    path
    for folder in ("docparse", "plugins")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.parent.name not in KIT
]
OWN = {"isolation.py: pickle"}  # the results of a worker of our own, and never what a document or a user gave


def test_nothing_dangerous_is_called() -> None:
    """P28: no pickle, marshal, yaml, eval, network module or change of the recursion limit in docparse or a plugin."""
    assert len(SOURCES) > 50
    found = [danger for path in SOURCES for danger in dangers(path)]
    assert {re.sub(":[0-9]+", "", danger) for danger in found} <= OWN


def test_what_is_dangerous_is_seen(tmp_path: Path) -> None:
    """P28: the test above can fail."""
    (tmp_path / "bad.py").write_text(
        "import pickle, sys\nfrom yaml import load\nimport urllib.request\neval('1')\nsys.setrecursionlimit(9)\n"
    )
    assert len(dangers(tmp_path / "bad.py")) == 5


def test_no_rule_of_ruff_is_broken() -> None:
    """P28: the security rules (S) of ruff find nothing, and none is waived where input is read."""
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent))
    if ruff is None:
        pytest.skip("ruff is in the extra dev")
    command = [ruff, "check", "--isolated", "--no-cache", "--ignore-noqa", "--select", "S", "--ignore", "S101"]
    command += [f"--exclude=docparse/{folder}" for folder in KIT] + ["--per-file-ignores=isolation.py:S301"]
    found = subprocess.run([*command, "docparse", "plugins"], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout


# --- the page that lists them ----------------------------------------------------------------------------------


def test_the_page_names_tests_that_measure() -> None:
    """Each promise of docs/promises.md names files that there are; one that tests hold stands in a docstring of them."""
    page = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (P\d+) \|.*\| (.*) \|$", page, re.MULTILINE)
    assert len(listed) >= 15
    for number, cell in listed:
        files = [ROOT / name for name in re.findall("`(.+?)`", cell)]
        assert files, number
        assert all(file.is_file() for file in files), (number, files)
    named = "".join(
        (ROOT / "tests" / name).read_text(encoding="utf-8") for name in ("test_promises.py", "test_work.py")
    )
    held = {number for number, cell in listed if "test_promises.py" in cell or "test_work.py" in cell}
    assert {number for number in held if not re.search(rf'(?:"""|, ){number}[,:]|# {number}\b', named)} == set()
