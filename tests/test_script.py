"""Traditional characters folded to Simplified ones, one for one."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.script import ScriptFold, variants

PAIRS = (resources.files("docparse") / "traditional.txt").read_text(encoding="utf-8").split()
SIMPLIFIED = sorted({pair[1] for pair in PAIRS})
HAN_TEXT = st.text(st.sampled_from("".join(PAIRS)) | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("们", "們"), ("会", "會"), ("后", "後"), ("里", "裏裡"), ("干", "乾幹榦"), ("发", "發髮"), ("为", "為爲"),
        ("着", "著"), ("于", "於"), ("条", "條"), ("一", ""), ("們", ""), ("", ""), ("甲乙", ""),
    ],
)  # fmt: skip
def test_variants(simplified: str, traditional: str) -> None:
    assert variants(simplified) == traditional


@pytest.mark.parametrize(
    ("alphabet", "text", "folded"),
    [
        ("们条章会", "第三條 同志們開會", "第三条 同志们開会"),  # 開 is not asked for
        ("里后", "裡裏後后", "里里后后"),
        ("条", "第三条", "第三条"),
        ("一二三", "第三條", "第三條"),
        ("", "第三條", "第三條"),
        ("条]^-", "]^-條", "]^-条"),
    ],
)
def test_folding(alphabet: str, text: str, folded: str) -> None:
    assert ScriptFold(alphabet)(text) == folded


def test_the_data_is_well_formed() -> None:
    assert all(len(pair) == 2 for pair in PAIRS)
    traditional = [pair[0] for pair in PAIRS]
    assert len(set(traditional)) == len(traditional), "a Traditional character has two answers"
    assert not set(traditional) & set(SIMPLIFIED), "a folded character would fold again"
    for char in SIMPLIFIED:
        char.encode("gb2312")


def test_simplified_documents_stay_as_they_are(seeds: dict[str, str]) -> None:
    fold = ScriptFold(SIMPLIFIED)
    simplified = {name: text for name, text in seeds.items() if not name.startswith("002")}
    assert simplified
    for name, text in simplified.items():
        changed = {before for before, after in zip(text, fold(text), strict=True) if before != after}
        assert changed <= set("著乾徵於後瞭麽夥菸"), name


@given(st.frozensets(st.sampled_from(SIMPLIFIED), max_size=60), HAN_TEXT | st.text())
def test_folding_is_one_for_one(alphabet: frozenset[str], text: str) -> None:
    fold = ScriptFold(alphabet)
    folded = fold(text)
    table = {twin: char for char in alphabet for twin in variants(char)}
    assert folded == "".join(table.get(char, char) for char in text)
    assert fold(folded) == folded
