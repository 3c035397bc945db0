"""The strategies: how far the intended tree is found, what they are made of, and that they repeat."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import docparse
from docparse import Parser, Style, hookimpl, outline_rows, read_number
from docparse.testing import Intended, intended, promises, some, strategies
from docparse.testing.numbering import printings
from docparse.testing.properties import ANY_TEXT, PROPERTIES

PARSER = Parser(records=False)
FLOATING = {way.style.name for way in printings(PARSER) if way.floating}


class Steps:
    """步骤一：… with an item of its own, 其中甲、"""

    @hookimpl
    def extend_grammar(self) -> str:
        return (
            "%extend marker: STEPS_STEP -> step_word\n%extend floating: WEAK_STEPS_OF -> of_which\n"
            'STEPS_STEP.4: MARGIN "步骤" HAN_NUMBER "："\nWEAK_STEPS_OF.4: MARGIN "其中" STEM "、"\n'
        )

    @hookimpl
    def marker_styles(self) -> list[Style]:
        return [
            Style(name, rank, read=lambda m: read_number(m[2:]))
            for name, rank in (("step_word", 15), ("of_which", None))
        ]


def test_the_intended_outline_is_found() -> None:
    """0.99 of the units of 2,000 documents. What is missed: 1。 and 1; as OCR leaves them, and (i) within (a)."""
    written = list(some(PARSER, 2000))
    right, total = sum(document.right(PARSER) for document in written), sum(len(d.rows) for d in written)
    assert total > 40_000
    assert right / total >= 0.99


def test_documents_have_what_real_ones_have() -> None:
    rows = [document.rows for document in some(PARSER, 300)]
    styles = {row["style"] for document in rows for row in document}
    assert {"implicit_doc", "attachment", "part_ordinal", "law_article", "han_dun", "bullet_dash"} <= styles
    assert styles >= FLOATING
    ends = sum(row["inline"] and row["style"] in FLOATING for document in rows for row in document)
    starts = sum(not row["inline"] and row["style"] in FLOATING for document in rows for row in document)
    assert min(ends, starts) > 500
    assert {len({row["parent"] for row in document}) > 3 for document in rows} == {True, False}


def test_rows_are_as_the_parser_gives_them() -> None:
    document = intended(PARSER, [0])
    found = outline_rows(PARSER.parse(document.text).document)
    assert list(document.rows) == found
    assert document.right(PARSER) == len(found) == 2
    assert document.missed(PARSER) == []
    wrong = Intended(document.text, (document.rows[0], dict(document.rows[1], parent=0)))
    assert wrong.right(PARSER) == 1
    assert wrong.missed(PARSER) == [("二、加强组织领导", "hangs on -1, not on 0")]


def test_markers_of_a_plugin_are_among_them() -> None:
    parser = Parser([Steps()], records=False)
    own = [way for way in printings(parser) if way.plugin == "Steps"]
    assert {(way.style.name, way.markers[:2]) for way in own} >= {
        ("step_word", ("步骤一:", "步骤二:")), ("of_which", ("其中甲、", "其中乙、")),
    }  # fmt: skip
    written = list(some(parser, 100, plugin="Steps"))
    share = [row["style"] in ("step_word", "of_which") for document in written for row in document.rows]
    assert sum(share) / len(share) > 0.1
    assert sum(d.right(parser) for d in written) / len(share) >= 0.99


@settings(max_examples=50)
@given(strategies.lines(PARSER))
def test_lines_are_lines(line: str) -> None:
    assert "\n" not in line.strip()


@settings(max_examples=50)
@given(strategies.documents(PARSER))
def test_rows_are_in_the_text(document: Intended) -> None:
    starts = [row["start"] for row in document.rows]
    assert starts == sorted(set(starts))
    assert all(document.text.startswith(row["marker"], row["start"]) for row in document.rows)
    assert {row["parent"] for row in document.rows} <= {*starts, -1}


TEXTS = {
    "any text": strategies.any_texts,
    "lines": strategies.texts(PARSER),
    "near valid": strategies.near_valid(strategies.texts(PARSER), PARSER),
    "damaged": strategies.damaged(strategies.texts(PARSER)),
}


@pytest.mark.parametrize("kind", TEXTS)
@given(data=st.data())
def test_properties_of_any_text(kind: str, data: st.DataObject) -> None:
    text = data.draw(TEXTS[kind])
    for name in ANY_TEXT:
        PROPERTIES[name](PARSER, text)


@settings(max_examples=settings.default.max_examples // 2)
@given(strategies.documents(PARSER))
def test_properties_of_documents(document: Intended) -> None:
    for check in PROPERTIES.values():
        check(PARSER, document.text)


def test_each_property_can_break(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that does what each property forbids, and what is said of it."""

    class Broken(Parser):
        calls = 0

        def parse(self, text, pins=()):  # type: ignore[no-untyped-def]
            self.calls += 1
            return super().parse(self.spoilt(text), pins)

    def broken(name: str, spoilt, text: str = "一、总则\n二、附则\n") -> str:  # type: ignore[no-untyped-def]
        parser = Broken(records=False)
        parser.spoilt = lambda given: spoilt(parser, given)  # type: ignore[attr-defined]
        with pytest.raises(promises.BrokenPromiseError) as caught:
            PROPERTIES[name](parser, text)
        return caught.value.promise

    assert broken("deterministic", lambda parser, text: text * (parser.calls % 2 + 1)) == "deterministic"
    assert broken("looks", lambda _, text: text.replace("\r", "")) == "looks"
    assert broken("looks", lambda _, text: "" if text.startswith("\ufeff") else text) == "looks"
    assert broken("prefix", lambda _, text: "" if "保障措施" in text else text) == "prefix"
    assert broken("concatenation", lambda _, text: "" if "第一篇" in text else text) == "concatenation"

    class Failing:
        @hookimpl
        def check_document(self) -> list[docparse.Diagnostic]:
            return [docparse.Diagnostic("mine", "here", (0, 10**6))]

    with pytest.raises(promises.BrokenPromiseError, match="plugin Failing gave a bad span"):
        PROPERTIES["answers"](Parser([Failing()]), "一、总则\n")

    class Title(docparse.Fields, frozen=True, kw_only=True):
        name: str | None = None

    class Beside:
        @hookimpl
        def extract_records(self, node: docparse.Node) -> list[docparse.Record]:
            return [docparse.Record("title", node, Title.read(name=("总则", (3, 5))))]

    with pytest.raises(promises.BrokenPromiseError, match="name is '总则'"):
        PROPERTIES["quotes"](Parser([Beside()]), "一、总则\n")
