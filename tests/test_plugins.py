"""Plugins: what they may be, how each mistake ends, and a distribution of somebody else in a fresh environment."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType, ModuleType, SimpleNamespace
from typing import Any

import pytest
from environments import fresh_environment

import docparse_official
from docparse import (
    Cell,
    Converted,
    Diagnostic,
    Document,
    Fields,
    Genre,
    GrammarError,
    Heading,
    Layout,
    Limits,
    LoadError,
    Node,
    Parser,
    PluginError,
    Record,
    Result,
    Rule,
    SourceText,
    Style,
    Table,
    encode,
    grammar_fragment,
    hookimpl,
    hookspecs,
    interchange,
    notation,
    plugins,
)
from docparse.cli import run
from docparse.plugins import HOOKS

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "tests" / "example_plugin"
GUIDE = ROOT / "docs" / "plugins.md"
TEXT = "一、典型案例\n案例一：校门口的护学岗\n(一)背景\n案例二：社区的小饭桌\n二、工作启示\n"


def bare(*plugins: Any, **options: Any) -> Parser:
    """A parser with these plugins alone, which is quick to make."""
    return Parser(plugins, installed=False, **options)


def hook(name: str, function: Callable[..., Any]) -> Any:
    """A plugin with one hook."""
    return SimpleNamespace(__name__="sample", __version__="1.2", **{name: hookimpl(function)})


def test_a_failure_says_where_and_one_answer_for_many_what_to_do() -> None:
    def careless(node: Any) -> Any:
        return 1 // (node.id - node.id)

    def lonely(node: Any) -> Any:
        return Diagnostic("lonely", "is one", node.span)

    place = f"test_plugins.py:{careless.__code__.co_firstlineno + 1}"
    for function, said in ((careless, f"by zero ({place})"), (lonely, "is one Diagnostic: yield it, or answer a list")):
        (found,) = bare(hook("check_document", function)).parse("一、\n").diagnostics
        assert found.code == "plugin_failed"
        assert found.message.endswith(said)


def codes(result: Result) -> list[str]:
    return [diagnostic.code for diagnostic in result.diagnostics]


# --- what a plugin may be --------------------------------------------------------------------------------------


@hookimpl
def check_document(node: Node) -> list[Diagnostic]:
    """This module is a plugin too."""
    return [Diagnostic("by_module", "said by a module", node.span)]


class Checker:
    @hookimpl
    def check_document(self, document: Document) -> Iterator[Diagnostic]:
        yield Diagnostic("by_class", f"{len(document.nodes)} nodes", (0, 0))


class StaticChecker:
    @staticmethod
    @hookimpl
    def check_document() -> list[Diagnostic]:
        return [Diagnostic("by_static", "said by a static method", (0, 0))]


@pytest.mark.parametrize(
    ("plugin", "code"),
    [
        (sys.modules[__name__], "by_module"),
        (Checker, "by_class"),
        (Checker(), "by_class"),
        (StaticChecker, "by_static"),
    ],
    ids=["module", "class", "instance", "static method"],
)
def test_hooks_may_be_functions_of(plugin: Any, code: str) -> None:
    assert codes(bare(plugin).parse(TEXT)) == [code]


def test_a_parser_owns_its_plugins() -> None:
    first, second = bare(Checker), bare()
    assert codes(first.parse(TEXT)) == ["by_class"]
    assert codes(second.parse(TEXT)) == []


def test_plugins_of_one_name_are_told_apart() -> None:
    parser = bare(Checker(), Checker())
    assert [info.name for info in parser.plugins.infos] == ["Checker", "Checker-2"]
    assert codes(parser.parse(TEXT)) == ["by_class", "by_class"]


def test_a_plugin_says_its_version_and_hooks() -> None:
    (info,) = bare(hook("revise_document", lambda document: None)).plugins.infos
    assert (info.name, info.version, info.hooks, info.error) == ("sample", "1.2", ["revise_document"], "")


# --- mistakes at start-up --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("check_documents", lambda document: []),
        ("check_document", lambda document, nodes: []),
        ("load_source", lambda name, bytes_: None),
    ],
    ids=["misspelt hook", "misspelt argument", "another misspelt argument"],
)
def test_a_mistake_is_an_error_that_names_the_plugin(name: str, function: Callable[..., Any]) -> None:
    with pytest.raises(PluginError, match=r"plugin 'sample'.*" + name) as caught:
        bare(hook(name, function))
    assert caught.value.code == "DP-P001"
    assert all(known in caught.value.remedy for known in HOOKS)


FRAGMENTS = {
    "no Lark at all": "this is no grammar",
    "an unknown terminal": "%extend marker: NO_SUCH_TERMINAL -> sample",
    "an unknown rule": "%extend no_such_rule: MARGIN -> sample",
    "a terminal defined twice": '%extend marker: HAN_DUN -> sample\nHAN_DUN: "甲"',
    "a broken regular expression": "%extend marker: SAMPLE -> sample\nSAMPLE: /[一/",
    "a terminal that matches nothing": "%extend marker: SAMPLE -> sample\nSAMPLE: /x*/",
}


@pytest.mark.parametrize("fragment", FRAGMENTS.values(), ids=FRAGMENTS)
def test_a_fragment_that_does_not_compose_names_its_plugin(fragment: str) -> None:
    with pytest.raises(GrammarError, match="plugin 'sample'") as caught:
        bare(docparse_official, hook("extend_grammar", lambda: fragment))
    assert "\n" not in str(caught.value)


def test_a_fragment_that_there_is_not_names_the_plugin_that_wants_it() -> None:
    plugin = hook("extend_grammar", lambda: grammar_fragment("optonal"))
    with pytest.raises(GrammarError, match="plugin 'sample': there is no grammar fragment 'optonal'") as caught:
        bare(plugin)
    assert (caught.value.code, caught.value.remedy) == ("DP-G001", "did you mean optional?")
    later = bare(hook("revise_document", lambda: grammar_fragment("optonal")))
    assert codes(later.parse(TEXT)) == ["plugin_failed"], "a text never raises"


NO_CHOICES = {
    "two terminals": "%extend marker: HAN_DUN STEM -> sample",
    "no alias": '%extend marker: SAMPLE\nSAMPLE: MARGIN "甲："',
}


@pytest.mark.parametrize("fragment", NO_CHOICES.values(), ids=NO_CHOICES)
def test_an_alternative_must_be_one_terminal_with_an_alias(fragment: str) -> None:
    with pytest.raises(GrammarError, match="'marker'") as caught:
        bare(docparse_official, hook("extend_grammar", lambda: fragment))
    assert "TERMINAL -> name" in caught.value.remedy
    assert "sample" in caught.value.message, "names the plugin"


# --- failures at work ------------------------------------------------------------------------------------------


class Steady:
    """A plugin that answers every hook."""

    @hookimpl
    def load_source(self, name: str) -> SourceText | None:
        return SourceText("一、由别人读入\n", name) if name.endswith(".steady") else None

    @hookimpl
    def extend_grammar(self) -> str:
        return '%extend marker: STEADY_CASE -> steady\nSTEADY_CASE: MARGIN "案例" /[0-9]{1,2}/'

    @hookimpl
    def marker_styles(self) -> list[Style]:
        return [Style("steady")]

    @hookimpl
    def recognise_genre(self, node: Node) -> Genre:
        return Genre(node, "steady", 5)

    @hookimpl
    def revise_document(self, document: Document) -> None:
        for leaf in document.walk("paragraph"):
            leaf.form = f"steady_{leaf.form}"

    @hookimpl
    def extract_records(self, node: Node, genre: Genre | None) -> list[Record]:
        return [Record("steady", node, {"genre": genre and genre.name})]

    @hookimpl
    def check_document(self, node: Node) -> list[Diagnostic]:
        return [Diagnostic("steady", "found", node.span)]

    @hookimpl
    def record_types(self) -> dict[str, type]:
        return {"steady": dict}

    @hookimpl
    def exporters(self) -> dict[str, Callable[[Result], str]]:
        return {"steady": notation}  # type: ignore[dict-item]


def failing(name: str, error: BaseException) -> Any:
    def fail() -> None:
        raise error

    return hook(name, fail)


def without_failures(result: Result) -> bytes:
    result.diagnostics = [diagnostic for diagnostic in result.diagnostics if diagnostic.code != "plugin_failed"]
    return encode(interchange(result))


ERRORS = [
    ValueError("no idea"),
    SystemExit(3),
    RecursionError("too deep"),
    MemoryError(),
    GeneratorExit(),
    AssertionError(),
]


@pytest.mark.parametrize("place", [0, 1, 2], ids=["before the others", "between them", "after the others"])
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("name", HOOKS)
def test_a_plugin_that_raises_loses_only_its_own_part(
    name: str, error: BaseException, place: int, tmp_path: Path
) -> None:
    path = tmp_path / "sample.steady"
    path.write_bytes(b"")
    wanted = bare(docparse_official, Steady())
    plugins = [docparse_official, Steady()]
    plugins.insert(place, failing(name, error))
    parser = bare(*plugins)
    result = parser.parse_file(path)
    said = [diagnostic.message for diagnostic in result.diagnostics if diagnostic.code == "plugin_failed"]
    assert without_failures(result) == encode(interchange(wanted.parse_file(path)))
    assert parser.exporters().keys() == parser.record_types().keys() == {"steady"}
    asked = name != "load_source" or place == 2  # else a text was found before
    assert [type(error).__name__ in message for message in said] == [True] * asked
    assert all("sample 1.2" in message and name in message for message in said)


def test_the_others_answer_when_a_loader_fails() -> None:
    parser = bare(Steady(), failing("load_source", ValueError("no idea")))
    assert parser.load("a.steady", b"").raw == "一、由别人读入\n"


def test_a_generator_that_raises_later_loses_its_answer() -> None:
    def check() -> Iterator[Diagnostic]:
        yield Diagnostic("early", "said before", (0, 0))
        raise ValueError("no idea")

    result = bare(Steady(), hook("check_document", check)).parse(TEXT)
    assert sorted(codes(result)) == ["plugin_failed", "steady"]


def test_an_interrupt_is_no_failure() -> None:
    with pytest.raises(KeyboardInterrupt):
        bare(failing("check_document", KeyboardInterrupt())).parse(TEXT)


WRONG: list[Any] = [None, 42, "text", [42], [None], {"sample": 42}, 4.2]


@pytest.mark.parametrize("answer", WRONG, ids=repr)
@pytest.mark.parametrize(
    "name", ["recognise_genre", "extract_records", "check_document", "revise_document", "load_source"]
)
def test_an_answer_of_the_wrong_type_costs_nobody_else(name: str, answer: Any) -> None:
    result = bare(docparse_official, Steady(), hook(name, lambda: answer)).parse(TEXT)
    assert [genre.name for genre in result.genres] == ["steady"]
    assert [record.type for record in result.records] == ["steady"]
    assert "steady" in codes(result)


@pytest.mark.parametrize("answer", WRONG[1:], ids=repr)
@pytest.mark.parametrize("name", ["extend_grammar", "marker_styles"])
def test_a_grammar_of_the_wrong_type_is_an_error_that_names_the_plugin(name: str, answer: Any) -> None:
    try:
        parser = bare(docparse_official, hook(name, lambda: answer))
    except (PluginError, GrammarError) as error:
        assert "sample" in str(error)
    else:
        (message,) = (diagnostic.message for diagnostic in parser.parse(TEXT).diagnostics)
        assert "sample" in message


BAD_SPANS: list[Any] = [(5, 2), (-1, 3), (0, 10**9), (0.0, 1.0), ("0", "1"), (0,), (0, 1, 2), None, 7]


@pytest.mark.parametrize("span", BAD_SPANS, ids=repr)
def test_a_bad_span_is_dropped_with_a_diagnostic(span: Any) -> None:
    def check() -> list[Diagnostic]:
        return [Diagnostic("good", "stays", (0, 1)), Diagnostic("bad", "goes", span)]

    result = bare(Steady(), hook("check_document", check)).parse(TEXT)
    assert sorted(codes(result)) == ["good", "plugin_bad_span", "steady"]
    assert any("sample" in diagnostic.message for diagnostic in result.diagnostics)


@pytest.mark.parametrize(
    "record", [42, None, "text", Record("sample", Node(0, None, "section", 5, 10**9), {})], ids=repr
)
def test_a_bad_record_is_dropped_with_a_diagnostic(record: Any) -> None:
    result = bare(Steady(), hook("extract_records", lambda: [record])).parse(TEXT)
    assert [found.type for found in result.records] == ["steady"]
    (said,) = (found for found in result.diagnostics if found.code in ("plugin_failed", "plugin_bad_span"))
    assert "sample" in said.message


# --- installed plugins -----------------------------------------------------------------------------------------


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Makes modules look installed, beside the built-in ones."""
    built_in = list(entry_points(group="docparse"))
    monkeypatch.syspath_prepend(str(tmp_path))

    def install(**modules: str) -> None:
        for name, code in modules.items():
            (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
            monkeypatch.delitem(sys.modules, name, raising=False)
        found = [EntryPoint(name, name, "docparse") for name in modules]
        monkeypatch.setattr("docparse.plugins.entry_points", lambda group: [*found, *built_in])

    return install


LOADER = """
import docparse

@docparse.hookimpl
def load_source(name, data):
    return docparse.SourceText("read by a stranger", name) if name.endswith(".txt") else None
"""


def test_a_strangers_loader_is_asked_before_the_built_in_one(install: Callable[..., None]) -> None:
    install(aaa_loader=LOADER)
    assert Parser().load("a.txt", b"plain").raw == "read by a stranger"
    install(zzz_loader=LOADER)
    parser = Parser()
    assert parser.load("a.txt", b"plain").raw == "read by a stranger"
    assert parser.load("a.md", b"plain").raw == "plain"


def test_a_given_loader_is_asked_before_those_installed() -> None:
    parser = Parser([hook("load_source", lambda name: SourceText("given", name))])
    assert parser.load("a.txt", b"plain").raw == "given"


BROKEN = {
    "aaa_broken": "raise ValueError('broken\\nat import')",
    "mmm_broken": "raise SystemExit(1)",
    "zzz_broken": "import no_such_module",
}


def test_a_plugin_that_cannot_be_imported_stops_nobody(install: Callable[..., None], parser: Parser) -> None:
    install(**BROKEN)
    hampered = Parser()
    errors = {info.name: info.error for info in hampered.plugins.infos if info.error}
    assert errors == {
        "aaa_broken": "ValueError: broken at import",
        "mmm_broken": "SystemExit: 1",
        "zzz_broken": "ModuleNotFoundError: No module named 'no_such_module'",
    }
    result = hampered.parse(TEXT)
    said = [diagnostic.message for diagnostic in result.diagnostics if diagnostic.code == "plugin_failed"]
    assert sorted(name for name in BROKEN for message in said if name in message) == sorted(BROKEN)
    assert without_failures(result) == without_failures(parser.parse(TEXT))


def test_who_insists_on_sound_plugins_is_told_of_a_broken_one(
    install: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run(["parse", "--strict-plugins", str(file)]) == 0
    sound = capsys.readouterr().out
    install(**BROKEN)
    assert run(["parse", "--format", "tree", str(file)]) == 0
    assert capsys.readouterr().err == "", "a finding says it, in the formats that have findings"
    assert run(["parse", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["nodes"] == json.loads(sound)["nodes"]
    for command in ("parse", "outline", "blocks", "records", "check", "genres", "explain"):
        assert run([command, "--strict-plugins", str(file)]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(
            "docparse: plugins: DP-P005: plugin aaa_broken is out of use: ValueError: broken at import;"
        )
        assert "; plugin zzz_broken is out of use" in err


CLASS_STYLE = """
import docparse

class Hidden:
    @docparse.hookimpl
    def check_document(self):
        return []
"""


def test_an_installed_plugin_without_hooks_is_said(install: Callable[..., None]) -> None:
    install(hidden=CLASS_STYLE)
    parser = Parser()
    (info,) = [info for info in parser.plugins.infos if info.error]
    assert (info.name, info.hooks) == ("hidden", [])
    (found,) = parser.parse(TEXT).diagnostics
    assert found.code == "plugin_failed"
    assert found.message == f"plugin hidden is out of use: {info.error}"
    assert "module:Class" in info.error


# --- grammar fragments -----------------------------------------------------------------------------------------

CASES = '%extend marker: SAMPLE_CASE -> case_number\nSAMPLE_CASE.4: MARGIN "案例" HAN_NUMBER "："'
POINTS = '%extend floating: SAMPLE_POINT -> plus\nSAMPLE_POINT.3: MARGIN "加分" HAN_NUMBER "："'


def number_at(start: int) -> Callable[[str], Any]:
    from docparse import read_number

    return lambda marker: read_number(marker[start:])


def with_fragment(fragment: str, *styles: Style) -> Parser:
    plugin = SimpleNamespace(
        __name__="sample", extend_grammar=hookimpl(lambda: fragment), marker_styles=hookimpl(lambda: list(styles))
    )
    return bare(docparse_official, plugin)


def test_a_marker_without_rank_nests_by_first_appearance() -> None:
    parser = with_fragment(CASES, Style("case_number", read=number_at(2)))
    assert notation(parser.parse(TEXT).document) == (
        "section 一 | 典型案例\n  section 案例一 | 校门口的护学岗\n    section (一) | 背景\n"
        "  section 案例二 | 社区的小饭桌\nsection 二 | 工作启示\n"
    )
    above = "案例一：护学岗\n一、背景\n二、经过\n案例二：小饭桌\n一、背景\n"
    assert notation(parser.parse(above).document) == (
        "section 案例一 | 护学岗\n  section 一 | 背景\n  section 二 | 经过\nsection 案例二 | 小饭桌\n  section 一 | 背景\n"
    )


@pytest.mark.parametrize(
    ("rank", "outline"),
    [
        (15, "section 一 | 背景\n  section (一) | 起因\nsection 案例一 | 护学岗\nsection 案例二 | 小饭桌\n"),
        (25, "section 一 | 背景\n  section (一) | 起因\n  section 案例一 | 护学岗\n  section 案例二 | 小饭桌\n"),
        (35, "section 一 | 背景\n  section (一) | 起因\n    section 案例一 | 护学岗\n    section 案例二 | 小饭桌\n"),
    ],
)
def test_a_marker_with_a_rank_nests_by_it(rank: int, outline: str) -> None:
    parser = with_fragment(CASES, Style("case_number", rank=rank, read=number_at(2)))
    assert notation(parser.parse("一、背景\n(一)起因\n案例一：护学岗\n案例二：小饭桌\n").document) == outline


def test_a_style_need_not_be_declared() -> None:
    fragment = '%extend marker: SAMPLE_TOPIC -> topic\nSAMPLE_TOPIC.4: MARGIN "第" HAN_NUMBER "讲："'
    (first, second) = with_fragment(fragment).parse("第一讲：识字\n第二讲：算术\n").document.outline()
    assert [(node.style, node.ordinal, node.marker) for node in (first, second)] == [
        ("topic", 1, "第一讲："),
        ("topic", 2, "第二讲："),
    ]


@pytest.mark.parametrize("rank", [None, 90])
def test_a_floating_marker(rank: int | None) -> None:
    parser = with_fragment(POINTS, Style("plus", rank=rank, read=number_at(2)))
    text = "一、加分项目\n具体如下。加分一：获得表彰。加分二：经验推广。\n二、扣分项目\n"
    assert notation(parser.parse(text).document) == (
        "section 一 | 加分项目\n  item 加分一 |\n  item 加分二 |\nsection 二 | 扣分项目\n"
    )


def test_a_form() -> None:
    parser = with_fragment('%extend form: SAMPLE_MOTTO -> motto\nSAMPLE_MOTTO.2: MARGIN "口号："')
    document = parser.parse("一、总则\n口号：团结奋进\n二、附则\n").document
    assert [leaf.form for leaf in document.walk("paragraph")] == ["heading", "motto", "heading"]


def test_a_fragment_is_read_in_any_width_and_script() -> None:
    parser = with_fragment(CASES, Style("case_number", read=number_at(2)))
    for marker in ("案例一：", "案例一:", "　案例一："):
        (case,) = parser.parse(f"{marker}护学岗\n").document.outline()
        assert (case.style, case.marker) == ("case_number", marker.strip("　"))


# --- the guide -------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not GUIDE.is_file(), reason="no docs/plugins.md")
@pytest.mark.parametrize("name", HOOKS)
def test_the_guide_has_every_hook_with_its_arguments(name: str) -> None:
    arguments = ", ".join(inspect.signature(getattr(hookspecs, name)).parameters)
    assert f"{name}({arguments})" in GUIDE.read_text(encoding="utf-8")


def test_the_guide_is_about_hooks_that_there_are() -> None:
    if not GUIDE.is_file():
        pytest.skip("no docs/plugins.md")
    headings = re.findall(r"^#+ `?(\w+)\(", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(headings) <= set(HOOKS)


# --- a distribution of its own ---------------------------------------------------------------------------------


def test_the_example_is_small() -> None:
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in EXAMPLE.glob("*.py")) <= 40


def test_the_example_in_this_process() -> None:
    module = ModuleType("docparse_cases")
    exec((EXAMPLE / "docparse_cases.py").read_text(encoding="utf-8"), module.__dict__)  # noqa: S102 - our own file
    result = bare(docparse_official, module).parse(TEXT)
    assert [(record.data.ordinal, record.data.title) for record in result.records] == [
        (1, "校门口的护学岗"),
        (2, "社区的小饭桌"),
    ]
    assert "case_empty" in codes(result)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with docparse and the example plugin; its folder of commands."""
    return fresh_environment(tmp_path_factory.mktemp("environment"), EXAMPLE)


@pytest.mark.timeout(600)
def test_the_example_in_a_fresh_environment(environment: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        command = [str(environment / "docparse"), *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    (tmp_path / "cases.txt").write_bytes(TEXT.encode("utf-8"))
    (listed,) = (line.split() for line in run("plugins").splitlines() if line.startswith("cases "))
    assert listed[:3] == ["cases", "1.2.3", "docparse-cases-example"]
    assert len(listed[3:]) == 5
    assert "  section 案例二 | 社区的小饭桌\n" in run("outline", "cases.txt", "--format", "text")
    records = json.loads(run("records", "cases.txt", "--type", "case"))["records"]
    assert [record["data"]["title"] for record in records] == ["校门口的护学岗", "社区的小饭桌"]
    assert "cases.txt:4:1: case_empty a case without text\n" in run("check", "cases.txt")
    assert json.loads(run("schema", "case"))["$defs"]["Case"]["properties"].keys() == {"spans", "ordinal", "title"}


def test_a_style_that_no_marker_bears_is_said() -> None:
    (found,) = bare(hook("marker_styles", lambda: [Style("slip")])).parse(TEXT).diagnostics
    assert (found.code, "sample" in found.message) == ("plugin_failed", True)
    assert "'slip'" in found.message


def test_a_plugin_without_hooks_is_refused() -> None:
    with pytest.raises(PluginError, match="no hooks") as caught:
        bare(ModuleType("idle"))
    assert caught.value.code == "DP-P001"


@pytest.mark.parametrize("plugin", ["x", b"x", Path("x.py"), 7, None], ids=repr)
def test_what_is_no_plugin_is_refused(plugin: Any) -> None:
    with pytest.raises(PluginError, match="which is no plugin; give the module, class or instance"):
        bare(plugin)


@pytest.mark.parametrize("name", ["exporters", "record_types"])
def test_an_answer_by_no_name_is_said(name: str) -> None:
    (found,) = bare(hook(name, lambda: ["px"])).parse(TEXT).diagnostics
    assert name in found.message


# --- the guard ------------------------------------------------------------------------------------------------


def no_tree(document: Document) -> None:
    for node in document.nodes:
        node.end = 0


def renumbered(document: Document) -> None:
    for node in document.outline():
        node.ordinal = 7


def other_source(document: Document) -> None:
    document.source = SourceText("other")


def other_text(document: Document) -> None:
    document.source.text = document.source.text.upper() + "x"


def other_anchors(document: Document) -> None:
    document.source.anchors.append((0, "page 1"))


def half_done(document: Document) -> None:
    no_tree(document)
    raise ValueError("no idea")


@pytest.mark.parametrize("name", ["recognise_genre", "extract_records", "check_document", "revise_document"])
@pytest.mark.parametrize(
    "deed",
    [lambda document: document.nodes.clear(), no_tree, half_done, renumbered, other_source, other_text, other_anchors],
)
def test_a_document_that_a_plugin_damages_is_put_back(name: str, deed: Callable[[Document], None]) -> None:
    def act(document: Document) -> None:
        deed(document)

    wanted = bare(docparse_official).parse(TEXT).document
    result = bare(docparse_official, hook(name, act)).parse(TEXT)
    assert result.document == wanted
    assert result.document.source.text == wanted.source.text
    assert any("sample" in found.message for found in result.diagnostics if found.code == "plugin_failed")


ANSWERS = {
    "recognise_genre": [
        lambda node: Genre(node, "g", 9, None),  # type: ignore[arg-type]
        lambda node: Genre(node, "g", 9, (("cue", (0, 1)),)),  # type: ignore[arg-type]
        lambda node: Genre(node, "g", float("nan")),
        lambda node: Record("r", node, {}),
        lambda node: Diagnostic("d", "found", (0, 0)),
    ],
    "extract_records": [
        lambda node: [Diagnostic("d", "found", (0, 0))],
        lambda node: [Record("r", node, {(1, 2): 3})],
        lambda node: [Record(7, node, {})],  # type: ignore[arg-type]
        lambda node: [Record("r", node, Said.read(word=("z", (5, 99_999))))],
        lambda node: [Record("r", node, Said(spans=5))],  # type: ignore[arg-type]
    ],
    "check_document": [
        lambda node: "no list",
        lambda node: [Record("r", node, {})],
        lambda node: [Diagnostic("d", "found", [0, 0]), Diagnostic("d", "found", (0, 0))],  # type: ignore[arg-type]
        lambda node: [Diagnostic(7, "found", (0, 0)), Diagnostic("d", "found", (0, 0))],  # type: ignore[arg-type]
    ],
}


class Said(Fields):
    word: str | None = None


@pytest.mark.parametrize(("name", "number"), [(name, n) for name in ANSWERS for n in range(len(ANSWERS[name]))])
def test_an_answer_of_the_wrong_kind_is_dropped(name: str, number: int) -> None:
    answer = ANSWERS[name][number]
    result = bare(docparse_official, hook(name, lambda node: answer(node))).parse(TEXT)
    said = [found for found in result.diagnostics if found.code in ("plugin_failed", "plugin_bad_span")]
    assert len(said) == 1
    assert "sample" in said[0].message
    assert [genre.name for genre in result.genres] == ["unknown"]
    assert result.records == []
    encode(interchange(result))


@pytest.mark.parametrize("fragment", ['%override form: PX_F -> px\nPX_F: "甲"', '%override HAN_DUN: "丁"'])
def test_an_installed_fragment_that_takes_others_away_is_left_out(
    fragment: str, install: Callable[..., None], parser: Parser
) -> None:
    install(px=f"import docparse\n@docparse.hookimpl\ndef extend_grammar():\n    return {fragment!r}\n")
    result = Parser().parse(TEXT)
    (said,) = [found.message for found in result.diagnostics if found.code == "plugin_failed"]
    assert said.startswith("plugin px is out of use: the grammar fragment of plugin 'px' would override ")
    assert without_failures(result) == without_failures(parser.parse(TEXT))


# --- what is hostile without meaning to answer -----------------------------------------------------------------


class Hostile:
    """Raises whatever is asked of it."""

    def __repr__(self) -> str:
        raise RuntimeError("no repr")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no equality")

    def __hash__(self) -> int:
        raise RuntimeError("no hash")

    @property
    def __class__(self) -> type:  # type: ignore[override]
        raise RuntimeError("no class")


class Liar(str):
    """Equal to everything."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return True


class Larger(int):
    """Within any bounds, it says."""

    def __lt__(self, other: int) -> bool:
        raise RuntimeError("no order")

    __le__ = __ge__ = lambda self, other: True  # type: ignore[assignment]


class Unmade(Diagnostic):
    """A diagnostic without fields."""

    def __init__(self) -> None:
        pass


class Shifting(Diagnostic):
    """A diagnostic whose span lies in the text when it is first asked for."""

    asked = 0

    @property
    def span(self) -> tuple[int, int]:  # type: ignore[override]
        Shifting.asked += 1
        return (0, 1) if Shifting.asked == 1 else (0, 10**9)


def shifting() -> Shifting:
    found = Shifting.__new__(Shifting)
    for name, value in {"code": "shifting", "message": "here", "severity": "info", "fix": ()}.items():
        object.__setattr__(found, name, value)
    return found


class Mute(Exception):  # noqa: N818 - it is to be no more than that
    def __str__(self) -> str:
        raise RuntimeError("no words")


class Foreign(BaseException):
    """No Exception."""


EVIL: Any = Hostile()
ODD: list[tuple[str, Callable[[Node], Any]]] = [
    ("recognise_genre", lambda node: EVIL),
    ("recognise_genre", lambda node: Genre(node, "g", 10**400)),
    ("recognise_genre", lambda node: Genre(EVIL, "g", 9)),
    ("extract_records", lambda node: [EVIL]),
    ("extract_records", lambda node: [Record("r", EVIL, {})]),
    ("extract_records", lambda node: [Record("r", node, EVIL)]),
    ("check_document", lambda node: [EVIL]),
    ("check_document", lambda node: EVIL),
    ("check_document", lambda node: [Diagnostic(EVIL, "found", (0, 0))]),
    ("check_document", lambda node: [Diagnostic("d", "found", EVIL)]),
    ("check_document", lambda node: [Diagnostic("d", "found", (0, 0), EVIL)]),
    ("check_document", lambda node: [Diagnostic("d", "found", (Larger(0), Larger(10**9)))]),
    ("check_document", lambda node: [Unmade()]),
    ("check_document", failing("check_document", Mute()).check_document),
    ("check_document", failing("check_document", Foreign()).check_document),
]


@pytest.mark.parametrize("number", range(len(ODD)))
def test_what_raises_when_it_is_looked_at_costs_its_plugin_only(number: int) -> None:
    name, answer = ODD[number]
    arguments = () if "fail" in answer.__name__ else ("node",)
    act = (lambda: answer()) if not arguments else (lambda node: answer(node))  # type: ignore[call-arg,misc]
    wanted = bare(docparse_official, Steady()).parse(TEXT)
    result = bare(docparse_official, Steady(), hook(name, act)).parse(TEXT)
    (said,) = [found for found in result.diagnostics if found.code in ("plugin_failed", "plugin_bad_span")]
    assert "sample 1.2" in said.message
    result.diagnostics.remove(said)
    assert encode(interchange(result)) == encode(interchange(wanted))


def test_answers_are_taken_over_as_plain_values() -> None:
    def check(node: Node) -> list[Diagnostic]:
        return [Diagnostic(Liar("told"), Liar("so"), (Larger(0), Larger(1)), Liar("info")), shifting()]

    result = bare(docparse_official, hook("check_document", check)).parse(TEXT)
    found = {diagnostic.code: diagnostic for diagnostic in result.diagnostics}
    assert sorted(found) == ["shifting", "told"]
    assert {type(diagnostic) for diagnostic in found.values()} == {Diagnostic}
    assert {type(value) for value in (found["told"].code, found["told"].severity)} == {str}
    assert {type(place) for diagnostic in found.values() for place in diagnostic.span} == {int}
    assert found["shifting"].span == (0, 1)


SOURCES: list[Any] = [
    SourceText(b"bytes"),  # type: ignore[arg-type]
    SourceText(None),  # type: ignore[arg-type]
    SourceText("text", EVIL),
    SourceText("text", media_type=7),  # type: ignore[arg-type]
    SourceText("text", encoding=7),  # type: ignore[arg-type]
    SourceText("text", anchors=None),  # type: ignore[arg-type]
    SourceText("text", anchors=[(5, "page 2")]),
    SourceText("text", anchors=[(-1, "page 1")]),
    SourceText("text", anchors=[(3, "page 2"), (1, "page 1")]),
    SourceText("text", layout=[Layout(2, 9, "heading")]),
    SourceText("text", layout=[(1, 2)]),  # type: ignore[list-item]
    SourceText("text", tables=[Table(0, 4, [Cell(3, 2, 0, 0)])]),
    SourceText("text", tables=7),  # type: ignore[arg-type]
    SourceText("text", anchors=[EVIL]),
    EVIL,
]


@pytest.mark.parametrize("number", range(len(SOURCES)))
def test_a_source_that_is_none_is_dropped_and_the_next_loader_asked(number: int) -> None:
    result = bare(docparse_official, Steady(), hook("load_source", lambda: SOURCES[number])).parse_bytes(
        b"", "a.steady"
    )
    assert result.document.source.raw == "一、由别人读入\n"
    (said,) = [found.message for found in result.diagnostics if found.code == "plugin_failed"]
    assert said.startswith("plugin sample 1.2 gave ")


def test_a_source_is_folded_by_docparse_alone() -> None:
    class Folded(SourceText):
        text = "x"  # type: ignore[assignment]

    result = bare(docparse_official, hook("load_source", lambda: Folded(TEXT))).parse_bytes(b"", "a.txt")
    assert type(result.document.source) is SourceText
    assert result.document == bare(docparse_official).parse(TEXT).document


def no_words(document: Document) -> None:
    for node in document.nodes:
        node.form = Liar("lie")


def no_headings(document: Document) -> None:
    for node in document.outline():
        node.heading = Heading("elsewhere", (0, 10**9))


def no_levels(document: Document) -> None:
    for node in document.outline():
        node.level = 7


def no_reasons(document: Document) -> None:
    for node in document.outline():
        node.why = "no such evidence"


def no_fields(document: Document) -> None:
    for node in document.outline():
        del node.level


def no_source(document: Document) -> None:
    del document.source


def no_nodes(document: Document) -> None:
    document.nodes = None  # type: ignore[assignment]


def other_class(document: Document) -> None:
    document.__class__ = type("Other", (), {})


DEEDS = [no_words, no_headings, no_levels, no_reasons, no_fields, no_source, no_nodes, other_class]


@pytest.mark.parametrize("name", ["check_document", "revise_document"])
@pytest.mark.parametrize("deed", DEEDS)
def test_the_guard_trusts_nothing_that_a_plugin_has_written(name: str, deed: Callable[[Document], None]) -> None:
    def act(document: Document) -> None:
        deed(document)

    wanted = bare(docparse_official, Steady()).parse(TEXT)
    result = bare(docparse_official, Steady(), hook(name, act)).parse(TEXT)
    (said,) = [found for found in result.diagnostics if found.code == "plugin_failed"]
    assert "sample 1.2" in said.message
    result.diagnostics.remove(said)
    assert encode(interchange(result)) == encode(interchange(wanted))


def half(document: Document) -> None:
    for leaf in document.walk("paragraph"):
        leaf.form = "half"
    raise ValueError("no idea")


@pytest.mark.parametrize("deed", [half, no_tree])
@pytest.mark.parametrize("place", [1, 2], ids=["asked after the others", "asked before the others"])
def test_a_revision_that_fails_takes_no_other_along(deed: Callable[[Document], None], place: int) -> None:
    plugins = [docparse_official, Steady()]
    wanted = bare(*plugins).parse(TEXT).document
    plugins.insert(place, hook("revise_document", lambda document: deed(document)))
    result = bare(*plugins).parse(TEXT)
    assert result.document == wanted
    assert {leaf.form for leaf in wanted.walk("paragraph")} >= {"steady_heading"}
    assert len([found for found in result.diagnostics if found.code == "plugin_failed"]) == 1


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("rules", lambda: [Rule(["code"], "said", "so")]),  # type: ignore[arg-type]
        ("rules", lambda: [Rule("code", "said", "so", "grave")]),
        ("exporters", lambda: {7: str}),
        ("exporters", lambda: {"px": 7}),
        ("record_types", lambda: {"px": "no type"}),
        ("marker_styles", lambda: [Style("px", family=["px"])]),  # type: ignore[arg-type]
        ("marker_styles", lambda: [Style("px", read=7)]),  # type: ignore[arg-type]
        ("marker_styles", lambda: [Style("px", opens="chapter")]),
        ("marker_styles", lambda: [Style("px", rank=float("nan"))]),  # type: ignore[arg-type]
        *((name, lambda: EVIL) for name in ("extend_grammar", "marker_styles", "rules", "exporters", "record_types")),
    ],
)
def test_what_does_not_fit_when_the_parser_is_made_is_left_out(name: str, answer: Callable[[], Any]) -> None:
    parser = bare(docparse_official, Steady(), hook(name, answer))
    (found,) = parser.trouble()
    assert "sample 1.2" in found.message
    assert name in found.message
    assert parser.exporters().keys() == parser.record_types().keys() == {"steady"}
    parser.rules()
    wanted = bare(docparse_official, Steady()).parse(TEXT)
    assert without_failures(parser.parse(TEXT)) == encode(interchange(wanted))


def test_names_may_come_in_any_mapping() -> None:
    assert bare(hook("exporters", lambda: MappingProxyType({"px": str}))).exporters() == {"px": str}


@pytest.mark.parametrize(
    "error", [ValueError("no idea"), Foreign(), GeneratorExit()], ids=lambda error: type(error).__name__
)
def test_a_number_that_cannot_be_read_is_none(error: BaseException) -> None:
    def read(marker: str) -> int:
        raise error

    wanted = bare(docparse_official).parse(TEXT)
    assert with_fragment(CASES, Style("case_number", read=read)).parse(TEXT).document == wanted.document


UNREADABLE = """
class Unreadable:
    def __getattribute__(self, name):
        raise ImportError("wants an extra")

plugin = Unreadable()
"""


def test_a_plugin_that_raises_when_it_is_looked_at_stops_nobody(
    install: Callable[..., None], parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(unreadable=UNREADABLE)
    found = [
        EntryPoint(entry.name, f"{entry.name}:plugin", entry.group) if entry.name == "unreadable" else entry
        for entry in plugins.entry_points(group="docparse")
    ]
    monkeypatch.setattr("docparse.plugins.entry_points", lambda group: found)
    hampered = Parser()
    assert [info.error for info in hampered.plugins.infos if info.error] == [
        "cannot be looked at: ImportError: wants an extra"
    ]
    assert without_failures(hampered.parse(TEXT)) == without_failures(parser.parse(TEXT))
    with pytest.raises(PluginError, match="cannot be looked at: ImportError: wants an extra"):
        bare(sys.modules["unreadable"].plugin)


def opening(times: int = 1) -> Any:
    """A loader that finds a file in each file that begins with a bracket."""
    return hook("load_source", lambda data: Converted(data[1:] * times, "inner.txt") if data[:1] == b"[" else None)


def test_a_file_that_a_loader_makes_of_another_is_read_once() -> None:
    parser = Parser([opening()])
    source = parser.load("a.box", b"[" + "一、总则".encode())
    assert (source.raw, source.name) == ("一、总则", "a.box")
    with pytest.raises(LoadError) as caught:
        parser.load("a.box", b"[[a")
    assert (caught.value.code, caught.value.name) == ("DP-L002", "a.box")


def test_a_file_that_a_loader_makes_of_another_keeps_the_limits() -> None:
    with pytest.raises(LoadError) as caught:
        Parser([opening(100)], limits=Limits(file=100)).load("a.box", b"[ab")
    assert (caught.value.code, caught.value.refused) == ("DP-L001", True)


@pytest.mark.parametrize("answer", [Converted("text", "a.txt"), Converted(b"a", 1)])  # type: ignore[arg-type]
def test_a_converted_file_that_is_none_is_dropped(answer: Converted) -> None:
    parser = Parser([hook("load_source", lambda: answer)])
    result = parser.parse_bytes("一、总则".encode(), "a.txt")
    assert result.document.source.raw == "一、总则"
    assert "gave" in next(found.message for found in result.diagnostics if found.code == "plugin_failed")


# --- files in files


def boxes() -> Any:
    """A loader of files that hold another one behind a sign."""

    def load(name: str, data: bytes, read_embedded: Any) -> SourceText | None:
        if data[:1] != b"[":
            return None
        inner = read_embedded(data[1:], "")
        return SourceText(f"[{inner.raw if inner else None}]", name)

    return hook("load_source", load)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("[一、甲".encode(), "[一、甲]"),
        ("[<html><p>一、甲".encode(), "[一、甲\n]"),
        (b"[GIF89a", "[None]"),
        (b"[[a", "[[None]]"),
    ],
)
def test_a_file_in_a_file_is_read_by_its_own_loader(data: bytes, text: str) -> None:
    assert Parser([boxes()]).load("a.box", data).raw == text


def test_an_embedded_file_has_the_name_and_the_limits_of_the_file_it_is_in() -> None:
    parser = Parser([boxes()], limits=Limits(paragraphs=3))
    with pytest.raises(LoadError) as caught:
        parser.load("a.box", b"[<html>" + b"<p>a" * 10)
    assert (caught.value.code, caught.value.name, caught.value.refused) == ("DP-L001", "a.box", True)


def test_a_built_in_loader_without_memory_refuses_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the plugin for text would read what RTF is written in."""

    def hoard(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("docparse_rtf.Reader", hoard)
    with pytest.raises(LoadError, match="more memory than there is") as caught:
        Parser().parse_bytes(rb"{\rtf1 text}", "a.rtf")
    assert (caught.value.code, caught.value.refused) == ("DP-L004", True)
