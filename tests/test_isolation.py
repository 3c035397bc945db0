"""Isolation: what a plugin that hangs, crashes, eats memory or ends its process costs, and that it costs no more."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hostile import hostile
from hostile import raises as hostile_raises
from test_plugins import ERRORS, Steady, bare, codes, failing, hook, without_failures

import docparse_official
import docparse_text
from docparse import Diagnostic, Document, LoadError, Parser, PluginError, Style, encode, hookimpl, interchange, workers
from docparse.cli import run
from docparse.modules import load_file
from docparse.plugins import MOST_ERRORS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the deeds are those of POSIX systems")
TEXT = "一、典型案例\n案例一：校门口的护学岗\n(一)背景\n案例二：社区的小饭桌\n三、工作启示\n"
ENOUGH, SECONDS, MEMORY = 30.0, 2.0, 256 << 20  # seconds for what does not hang, and for what does; bytes
KILLED, NEXT = 1.0, 2.0  # seconds past its time in which a worker is killed; in which the next document is read
PLUGIN_HOOKS = ["load_source", "revise_document", "recognise_genre", "extract_records", "check_document"]
ORDERS = [0, 1, 2]
ORDER_NAMES = ["first", "between", "last"]


def limited(*plugins: Any, timeout: float | None = ENOUGH, memory: int | None = MEMORY) -> Parser:
    return bare(*plugins, timeout=timeout, memory=memory)


def beside(plugin: Any, place: int = 2) -> list[Any]:
    """A plugin among others."""
    plugins = [docparse_official, Steady()]
    plugins.insert(place, plugin)
    return plugins


def failures(result: Any) -> list[str]:
    return [found.message for found in result.diagnostics if found.code.startswith("plugin_")]


def timed(parser: Parser, text: str) -> tuple[float, Any]:
    """The seconds that a text takes, and its result."""
    begin = time.monotonic()
    result = parser.parse(text)
    return time.monotonic() - begin, result


def is_running(pid: int) -> bool:
    """Whether a process is there, and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def worker_pids(parser: Parser) -> list[int]:
    assert parser._isolation is not None
    return [worker.pid for worker in parser._isolation._idle]


def is_gone(pid: int) -> bool:
    """Whether a process ends soon."""
    end = time.monotonic() + 5
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_running(pid)


@pytest.fixture(scope="module")
def wanted() -> bytes:
    """What the others say."""
    return encode(interchange(bare(docparse_official, Steady()).parse(TEXT)))


def test_a_worker_reads_as_the_process_itself_does(parser: Parser) -> None:
    texts = [TEXT, "", "\ud800", "一、\r\n" * 50, "关于印发工作要点的通知\n各县：\n附件：1.名单\n"]
    with Parser(timeout=60) as other:
        for text in texts:
            assert encode(interchange(other.parse(text))) == encode(interchange(parser.parse(text)))


# --- deeds that end the worker (P14) ---------------------------------------------------------------------------

LOST = {
    "hang": "timed out after 2 s",
    "hang-in-c": "timed out after 2 s",
    "ignore-sigterm": "timed out after 2 s",
    "exit": "ended its process (status 3)",
    "segv": "ended its process (SIGSEGV)",
    "oom": "wanted more than 256 MiB of memory",
}


@pytest.mark.parametrize("kind", LOST)
def test_a_plugin_that_ends_the_worker_costs_one_reading(kind: str, wanted: bytes) -> None:
    with limited(*beside(hostile(kind, when="三、")), timeout=SECONDS) as parser:
        start, _ = timed(parser, "一、总则\n")
        busy = 5 * start  # a busy machine needs more for everything
        took, result = timed(parser, TEXT)
        (said,) = failures(result)
        assert said == f"plugin hostile 6.6 {LOST[kind]} in check_document; the document was read again without it"
        assert without_failures(result) == wanted
        assert took < SECONDS + KILLED + busy
        took, result = timed(parser, "一、总则\n")
        assert failures(result) == []
        assert took < NEXT + busy


@pytest.mark.parametrize("place", ORDERS, ids=ORDER_NAMES)
@pytest.mark.parametrize("name", PLUGIN_HOOKS)
def test_it_may_happen_in_every_hook(name: str, place: int, tmp_path: Path) -> None:
    path = tmp_path / "sample.steady"
    path.write_bytes(b"")
    reference = bare(docparse_official, Steady()).parse_file(path)
    with limited(*beside(hostile("exit", name), place)) as parser:
        result = parser.parse_file(path)
    said = failures(result)
    asked = name != "load_source" or place == 2  # else a text was found before
    assert [f"(status 3) in {name};" in message for message in said] == [True] * asked
    assert without_failures(result) == encode(interchange(reference))


def test_each_of_several_plugins_is_left_out(wanted: bytes) -> None:
    others = [hostile("segv"), hostile("exit", "revise_document"), hostile("raise", "recognise_genre")]
    with limited(docparse_official, *others, Steady()) as parser:
        result = parser.parse(TEXT)
    named = [[f"hostile{mark} 6.6" in message for mark in ("", "-2", "-3")] for message in failures(result)]
    assert sorted(named) == [[False, False, True], [False, True, False], [True, False, False]]
    assert without_failures(result) == wanted


def test_a_loader_that_hangs_after_an_embedded_file_is_the_one_to_blame(wanted: bytes) -> None:
    def load(data: bytes, read_embedded: Any) -> None:
        if "三、".encode() in data:
            assert read_embedded(b"a", "").raw == "a"
            while True:
                time.sleep(1)

    with limited(docparse_text, *beside(hook("load_source", load)), timeout=SECONDS) as parser:
        result = parser.parse_bytes(TEXT.encode(), "a.txt")
    (message,) = failures(result)
    assert "load_source" in message
    assert "timed out" in message


def test_a_file_that_only_the_lost_loader_reads(tmp_path: Path) -> None:
    path = tmp_path / "sample.other"
    path.write_bytes(b"")
    with limited(hostile("exit", "load_source")) as parser, pytest.raises(LoadError) as caught:
        parser.parse_file(path)
    assert caught.value.code == "DP-L002"
    assert "plugin hostile 6.6 ended its process" in caught.value.message


FRAGMENT = '%extend marker: SAMPLE_CASE -> sample_case\nSAMPLE_CASE.4: MARGIN "案例" HAN_NUMBER "："'


def reader(read: Any) -> Any:
    """A plugin with a marker whose number is read so."""
    styles = hookimpl(lambda: [Style("sample_case", rank=15, read=read)])
    return SimpleNamespace(__name__="sample", extend_grammar=hookimpl(lambda: FRAGMENT), marker_styles=styles)


@pytest.mark.parametrize(
    ("deed", "said"),
    [(lambda _: time.sleep(60), "timed out after 2 s"), (lambda _: os._exit(3), "ended its process (status 3)")],
    ids=["hang", "exit"],
)
def test_a_reader_of_numbers_is_watched_as_a_hook_is(deed: Any, said: str, wanted: bytes) -> None:
    with limited(*beside(reader(deed)), timeout=SECONDS) as parser:
        result = parser.parse(TEXT)
    assert failures(result) == [f"plugin sample {said} in marker_styles; the document was read again without it"]
    assert without_failures(result) == wanted


STALLING = "%extend form: SAMPLE_BAD -> sample_bad\nSAMPLE_BAD.9: MARGIN /(甲+)+乙/"


def test_a_terminal_that_stalls_costs_its_plugin_only(parser: Parser) -> None:
    text = TEXT + "甲" * 40 + "\n"
    with Parser([hook("extend_grammar", lambda: STALLING)], timeout=SECONDS) as hampered:
        result = hampered.parse(text)
        (said,) = failures(result)
        assert said.startswith("plugin sample 1.2 is suspected: the worker timed out after 2 s when no plugin ran;")
        assert without_failures(result) == encode(interchange(parser.parse(text)))
        assert hampered.parse("甲甲乙\n").document.nodes[1].form == "sample_bad", "the next document is read with it"


def test_who_was_suspected_in_vain_is_not_charged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docparse.parser.build", lambda *_: time.sleep(60))
    with limited(Steady(), timeout=0.3) as parser:
        with pytest.raises(LoadError, match="timed out"):
            parser.parse(TEXT)
        assert parser.plugins.errors == []


# --- deeds that a worker survives (P13, P16) -------------------------------------------------------------------


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_what_hooks_raise_is_told_as_in_the_process(error: BaseException) -> None:
    plugins = beside(failing("check_document", error), 0)
    plugins[2:2] = [failing(name, error) for name in PLUGIN_HOOKS]
    with limited(*plugins, timeout=30, memory=None) as parser:
        result = parser.parse_bytes(TEXT.encode(), "a.steady")
    assert len(failures(result)) == 5, "the loader of another is asked first"
    assert encode(interchange(result)) == encode(interchange(bare(*plugins).parse_bytes(TEXT.encode(), "a.steady")))


SURVIVED = {
    "raise": "failed in check_document: ValueError: no idea",
    "huge": "its answer is larger than 64 MiB",
    "unpicklable": "its answer cannot be sent: ",
    "bad-spans": "a bad span (5, 1000000000)",
    "mutate": "changed the document in check_document, where it may only look",
    "print": "",
    "child": "",
}


@pytest.mark.parametrize("place", ORDERS, ids=ORDER_NAMES)
@pytest.mark.parametrize("kind", SURVIVED)
def test_what_is_wrong_with_an_answer_costs_that_answer(
    kind: str, place: int, wanted: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with limited(*beside(hostile(kind), place), timeout=30, memory=1 << 30) as parser:
        result = parser.parse(TEXT)
        workers_before = worker_pids(parser)
        parser.parse(TEXT)
        assert worker_pids(parser) == workers_before, "the worker goes on"
    said = failures(result)
    assert SURVIVED[kind] in " ".join(said)
    assert bool(said) == bool(SURVIVED[kind])
    result.diagnostics = [found for found in result.diagnostics if not found.code.startswith("plugin_")]
    assert encode(interchange(result)) == wanted
    assert capfd.readouterr().out == "", "output is for docparse"


def test_what_a_plugin_started_ends_with_the_worker(tmp_path: Path) -> None:
    note = tmp_path / "pid"

    def start() -> None:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        child.returncode = 0  # nobody waits for it
        note.write_text(str(child.pid))

    with limited(hook("check_document", start), timeout=30, memory=None) as parser:
        parser.parse(TEXT)
        pid = int(note.read_text())
        assert is_running(pid)
    assert is_gone(pid)


def test_a_child_that_holds_the_pipe_does_not_hide_that_the_worker_ended() -> None:
    def fork_and_end() -> None:
        if os.fork() == 0:
            time.sleep(60)
        os._exit(4)

    with limited(hook("check_document", fork_and_end), timeout=30) as parser:
        (said,) = failures(parser.parse(TEXT))
    assert "ended its process (status 4) in check_document" in said


def test_a_tree_that_cannot_be_sent_is_read_again_without_strangers() -> None:
    def revise(document: Document) -> None:
        document.note = lambda: "no other process can have it"  # type: ignore[attr-defined]

    with limited(docparse_official, hook("revise_document", revise)) as parser:
        result = parser.parse(TEXT)
    (said,) = [message for message in failures(result) if "sample 1.2" in message]
    assert "left a result that cannot be sent" in said


# --- docparse itself -------------------------------------------------------------------------------------------


def test_what_takes_too_long_without_a_plugin_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("docparse.parser.build", lambda *_: time.sleep(60))
    with limited(Steady(), timeout=0.3) as parser, pytest.raises(LoadError) as caught:
        parser.parse(TEXT)
    assert (caught.value.code, caught.value.refused) == ("DP-L004", True)
    assert caught.value.message == "reading it timed out after 0.3 s"
    file = tmp_path / "slow.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run(["outline", "--timeout", "0.3", str(file)]) == 3
    assert capsys.readouterr().err.startswith(f"docparse: {file}: DP-L004: reading it timed out after 0.3 s; ")


def test_what_takes_too_much_memory_without_a_plugin_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docparse.parser.build", lambda *_: bytes(1 << 40))
    with limited(timeout=None) as parser, pytest.raises(LoadError, match="wanted more than 256 MiB of memory"):
        parser.parse(TEXT)


def test_a_text_that_does_not_fit_into_the_memory_is_refused() -> None:
    with limited(timeout=None, memory=16 << 20) as parser:
        with pytest.raises(LoadError, match="wanted more than 16 MiB of memory"):
            parser.parse("一" * 20_000_000)
        assert failures(parser.parse(TEXT)) == []


def test_an_error_goes_through() -> None:
    def load(name: str) -> None:
        raise LoadError("DP-X999", name, "is damaged", "mend it", refused=True)

    def interrupt() -> None:
        raise KeyboardInterrupt

    with limited(hook("load_source", load)) as parser:
        with pytest.raises(LoadError, match="is damaged") as caught:
            parser.parse_bytes(b"", "a.txt")
        assert vars(caught.value) == vars(LoadError("DP-X999", "a.txt", "is damaged", "mend it", refused=True))
        with pytest.raises(TypeError, match="a text is a str"):
            parser.parse(7)  # type: ignore[arg-type]
    with limited(hook("check_document", interrupt)) as parser, pytest.raises(KeyboardInterrupt):
        parser.parse(TEXT)


@pytest.mark.parametrize("limits", [{"timeout": float("inf")}, {"timeout": 1e300}, {"memory": 1 << 100}], ids=repr)
def test_a_limit_may_be_out_of_reach(limits: dict[str, Any]) -> None:
    with bare(Steady(), **limits) as parser:
        assert codes(parser.parse(TEXT)) == ["steady"]


@pytest.mark.parametrize("limits", [{"timeout": 0}, {"timeout": -1.0}, {"memory": 0}], ids=repr)
def test_a_limit_is_more_than_nothing(limits: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="more than 0"):
        bare(**limits)


# --- the life of the workers -----------------------------------------------------------------------------------


def test_threads_do_not_wait_for_each_other() -> None:
    texts = [f"一、第{number}次\n二、小结\n" for number in range(12)]
    slow, quick = hostile("hang", when="第5次"), bare(docparse_official, Steady())
    with limited(docparse_official, slow, Steady(), timeout=SECONDS) as parser, ThreadPoolExecutor(4) as pool:
        results = list(pool.map(parser.parse, texts))
        assert 1 <= len(worker_pids(parser)) <= 4
    assert [len(failures(result)) for result in results] == [int(number == 5) for number in range(12)]
    for text, result in zip(texts, results, strict=True):
        assert without_failures(result) == encode(interchange(quick.parse(text)))


def test_a_worker_that_died_between_documents_is_replaced() -> None:
    with limited(Steady()) as parser:
        parser.parse(TEXT)
        (pid,) = worker_pids(parser)
        os.kill(pid, signal.SIGKILL)
        assert is_gone(pid)
        assert failures(parser.parse(TEXT)) == []
        assert worker_pids(parser) != [pid]


def test_no_worker_is_left_when_the_parser_is_closed_or_gone() -> None:
    parser = limited(Steady())
    parser.parse(TEXT)
    (first,) = worker_pids(parser)
    parser.close()
    assert is_gone(first)
    assert codes(parser.parse(TEXT)) == ["steady"], "it can be used again"
    (second,) = worker_pids(parser)
    del parser
    gc.collect()
    assert is_gone(second)


SCRIPT = """
import os, signal, sys, docparse
class Stubborn:
    @docparse.hookimpl
    def check_document(self):
        import signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
parser = docparse.Parser([Stubborn()], installed=False, timeout=30)
parser.parse("一、总则")
print(parser._isolation._idle[0].pid, flush=True)
if sys.argv[1:]:
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("arguments", [[], ["kill"]], ids=["ended", "killed"])
def test_no_worker_is_left_when_the_process_has(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], capture_output=True, timeout=60, check=False)
    assert is_gone(int(done.stdout)), done.stderr


class Sendable:
    """A plugin that can go to a spawned process: its class is found by its name."""

    __version__ = "1.0"

    @hookimpl
    def check_document(self, document: Document) -> list[Diagnostic]:
        if "三、" in document.source.raw:
            os._exit(5)
        return [Diagnostic("sendable", str(os.getpid()), (0, 0))]


def test_workers_may_be_spawned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wanted: bytes) -> None:
    monkeypatch.setattr(workers, "START", "spawn")
    file = tmp_path / "from_a_file.py"
    file.write_text(FROM_A_FILE, encoding="utf-8")
    with limited(docparse_official, load_file(file), Sendable, Steady(), timeout=20) as parser:
        result = parser.parse("一、总则\n")
        (pid,) = [found.message for found in result.diagnostics if found.code == "sendable"]
        assert int(pid) in worker_pids(parser)
        assert "from_a_file" in codes(result)
        (said,) = failures(result := parser.parse(TEXT))
    assert said.startswith("plugin Sendable 1.0 ended its process (status 5) in check_document; ")
    result.diagnostics = [found for found in result.diagnostics if found.code != "from_a_file"]
    assert without_failures(result) == wanted


def test_a_plugin_that_cannot_be_sent_is_an_error_where_workers_are_spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "START", "spawn")
    with (
        limited(hook("check_document", lambda: [None])) as parser,
        pytest.raises(PluginError, match="pickle") as caught,
    ):
        parser.parse(TEXT)
    assert caught.value.code == "DP-P006"


def test_a_parser_can_be_pickled() -> None:
    parser = pickle.loads(pickle.dumps(limited(docparse_official, Sendable)))  # noqa: S301
    assert [info.name for info in parser.plugins.infos] == ["docparse_official", "Sendable"]
    with parser:
        assert "sendable" in codes(parser.parse("一、总则\n"))
        assert len(worker_pids(parser)) == 1, "the limits are the same"


FROM_A_FILE = """
import docparse
@docparse.hookimpl
def check_document():
    return [docparse.Diagnostic("from_a_file", "said", (0, 0))]
"""


# --- too many errors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limits", [{}, {"timeout": 30}], ids=["in the process", "in a worker"])
def test_a_plugin_that_fails_too_often_is_out_of_use(limits: dict[str, Any]) -> None:
    with bare(Steady(), hostile("raise"), **limits) as parser:
        said = [failures(parser.parse(TEXT)) for _ in range(MOST_ERRORS + 3)]
    place = f"hostile.py:{hostile_raises.__code__.co_firstlineno + 1}"
    once = f"plugin hostile 6.6 failed in check_document: ValueError: no idea ({place})"
    assert said[: MOST_ERRORS - 1] == [[once]] * (MOST_ERRORS - 1)
    assert said[MOST_ERRORS - 1] == [f"{once}; after {MOST_ERRORS} errors it is out of use"]
    assert said[MOST_ERRORS:] == [[f"plugin hostile 6.6 is out of use: it failed {MOST_ERRORS} times"]] * 3


def test_lost_workers_count_as_errors() -> None:
    with limited(Steady(), hostile("exit")) as parser:
        for _ in range(MOST_ERRORS):
            (said,) = failures(parser.parse(TEXT))
        assert said.endswith(f"without it; after {MOST_ERRORS} errors it is out of use")
        (pid,) = worker_pids(parser)
        assert codes(parser.parse(TEXT)) == ["plugin_failed", "steady"]
        assert worker_pids(parser) == [pid]


def test_a_bad_answer_is_no_error_of_a_call() -> None:
    parser = bare(hook("check_document", lambda: [None]))
    for _ in range(MOST_ERRORS + 1):
        (said,) = failures(parser.parse(TEXT))
        assert "dropped" in said


# --- the command line ------------------------------------------------------------------------------------------

HANGING = """
import docparse, time
print("imported")
@docparse.hookimpl
def revise_document(document):
    print("revising")
    if "hang" in document.source.name:
        time.sleep(60)
"""


@pytest.mark.parametrize("command", ["parse", "records", "check"])
def test_a_batch_goes_on_after_a_loss(command: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plugin = tmp_path / "hanging.py"
    plugin.write_text(HANGING, encoding="utf-8")
    names = [str(tmp_path / name) for name in ("a.txt", "hang.txt", "z.txt")]
    for name in names:
        Path(name).write_text(TEXT, encoding="utf-8")
    format_ = "json" if command != "parse" else "tree"
    limits = ["--timeout", "3", "--memory", "2G"]
    arguments = [command, "--plugin", str(plugin), "--format", format_, *limits, *names]
    status = run(arguments)
    out, err = capfd.readouterr()
    assert status == 0
    assert "revising" not in out
    assert "imported" not in out
    said = "plugin hanging timed out after 3 s in revise_document"
    assert (out if command == "check" else err).count(said) == 1
    assert run([command, "--no-config", "--format", format_, *names] if command == "check" else
               [command, "--format", format_, *names]) == 0  # fmt: skip
    if command != "check":
        assert capfd.readouterr().out == out, "nothing else is lost"


def test_what_a_plugin_prints_in_the_process_goes_aside(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plugin, file = tmp_path / "hanging.py", tmp_path / "a.txt"
    plugin.write_text(HANGING, encoding="utf-8")
    file.write_text(TEXT, encoding="utf-8")
    assert run(["parse", "--plugin", str(plugin), "--format", "json", str(file)]) == 0
    out, err = capfd.readouterr()
    assert out.startswith('{"schema":')
    assert err == "imported\nrevising\n"


@pytest.mark.parametrize(
    ("option", "value"), [("--timeout", "0"), ("--timeout", "nan"), ("--timeout", "soon"), ("--memory", "5X")]
)
def test_a_limit_that_is_none_is_a_mistake(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["outline", option, value, "no.txt"]) == 2
    assert f"{value!r} is no " in capsys.readouterr().err
