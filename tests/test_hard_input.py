"""Input that nobody sends on purpose: every text gives a result that loses nothing and that any program can store."""

from __future__ import annotations

import copy
import gc
import json
import pickle
import sys
import tracemalloc
from collections.abc import Callable
from itertools import cycle, islice

import pytest

from docparse import LoadError, Parser, Result, encode, interchange, notation
from docparse.testing import promises

NESTING = [
    "一、",
    "(一)",
    "1.",
    "(1)",
    "1)",
    "①",
    "A.",
    "●",
    "一是",
    "一要",
    "首先，",
    "第一，",
    "第一点是",
    "一个是",
    "其一，",
]
SOME, MANY = 10_000, 100_000  # markers
TEN_MEGABYTES = 10_000_000 // len("工".encode())


def lines(markers: list[str], count: int) -> str:
    return "".join(f"{marker}抓落实\n" for marker in islice(cycle(markers), count))


SMALL = {
    "nothing": "",
    "a blank": " ",
    "only blanks": " \t　\xa0\n　　\n\t",
    "NUL": "\0",
    "NUL among markers": "一、\0抓学习\n二\0、抓落实\0\n",
    "control characters": "".join(map(chr, range(32))) + "\x7f\x80\x85\x9f",
    "lone surrogates": "\ud800一、抓学习\udfff\n\udc00二、\ud83d",
    "only newlines": "\n" * 500,
    "only CR": "\r" * 500,
    "CR as newline": "一、抓学习\r(一)定人\r二、抓落实",
    "mixed newlines": "\n\r\r\n\n\r一、\r\r\n",
    "other separators": "一、抓学习\u2028二、抓落实\u2029\x85\x0b\x0c\x1c\x1d\x1e三、",
    "a byte order mark": "\ufeff",
    "byte order marks inside": "一、\ufeff抓学习\ufeff\n\ufeff二、抓落实\ufeff",
    "reversed and invisible": "\u202e一、抓学习\u202c\n\u200b二、\u2060抓落实\u200d\n",
    "beyond the basic plane": "一、𠮷𡃁\n二、😀\n\U0010ffff",
    "noncharacters": "\ufffe\uffff一、\ufdd0",
    "combining marks": "一\u0301、抓学习\n" + "\u0301" * 200,
    "markers and nothing else": "一、(一)1.(1)1)①A.●一是一要首先，第一，第一点是一个是其一，",
    "unclosed quotes": "“‘《「『(（[〔" * 100,
    "closing quotes": "”’》」』)）]〕" * 100,
    "dashes": "-" * 300 + "\n" + "—" * 300 + "\n- \n-\n",
    "digits": "1" * 300 + ".\n" + "1." * 300 + "\n" + "9" * 300 + "、",
    "numerals": "一" * 300 + "、\n第" + "百" * 300 + "条\n" + "十" * 300,
}
NESTED = {
    "cycling levels": lines(NESTING, 2_000),
    "deepening decimals": "".join(".".join(["1"] * depth) + " 抓落实\n" for depth in range(1, 100)),
    "all levels on a line": "".join(NESTING) * 200,
    "one series inside another": "一是抓学习。" * 1_000,
    "three families by turns": "一是抓学习。一要抓作风。首先，抓纪律。其次，抓落实。" * 300,
    "parts in parts": lines(["第一篇：", "篇1：", "附件1", "第一部分："], 500),
    "indents": "".join("　" * depth + "1.抓落实\n" for depth in range(300)),
}


@pytest.mark.parametrize("name", SMALL)
def test_small(name: str, parser: Parser) -> None:
    promises.check(parser.parse(SMALL[name]))


STORES: dict[str, Callable[[Result], object]] = {
    "json": lambda result: json.loads(encode(interchange(result))),
    "pickle": lambda result: pickle.loads(pickle.dumps(result)).document.nodes,  # noqa: S301 - our own
    "deepcopy": lambda result: copy.deepcopy(result).document.nodes,
    "repr": repr,
    "equality": lambda result: result == copy.copy(result),
    "notation": lambda result: notation(result.document),
}


@pytest.mark.parametrize("name", NESTED)
def test_nested(name: str, parser: Parser) -> None:
    assert sys.getrecursionlimit() <= 1_000
    result = parser.parse(NESTED[name])
    promises.check(result)
    stored = {store: keep(result) for store, keep in STORES.items()}
    assert stored["pickle"] == stored["deepcopy"] == result.document.nodes


def test_deep_input_is_flattened_with_a_diagnostic(parser: Parser) -> None:
    result = parser.parse(NESTED["three families by turns"])
    assert max(node.level for node in result.document.nodes) <= promises.MAX_DEPTH
    flattened = [repair.span for repair in result.repairs if repair.kind == "flattened_level"]
    (found,) = [found for found in result.diagnostics if found.code == "depth_limit"]
    assert (found.span, len(flattened)) == (flattened[0], int(found.message.split()[0]))


LARGE = {
    "Han text without a marker or a newline": "工作" * (TEN_MEGABYTES // 2),
    "one line of inline items": "一是抓学习。二是抓作风。" * (MANY // 2),
    "lines of nesting levels": lines(NESTING, MANY),
    "one line of sequence words": "首先，抓学习。其次，抓作风。再次，抓落实。" * (SOME // 3),
    "one line of level-1 numbers": "一、抓学习。二、抓作风。" * (SOME // 2),
    "markers without text": "一、" * SOME,
    "opening brackets": "(" * SOME,
    "opening quotes": "“《" * (SOME // 2),
    "lines of one level": lines([f"{number}." for number in range(1, 100)], SOME),
    "a bullet list": "●抓落实\n" * SOME,
    "only newlines": "\n" * MANY,
    "blanks before every line": ("　" * 100 + "抓落实\n") * (MANY // 100),
    "one very long number": "1" * MANY + "、" + "一" * MANY + "、",
    "tables": "甲\t乙\t丙|丁\n" * SOME,
    "half sentences": "为了抓落实，" * SOME + "\n",
}


@pytest.mark.parametrize("name", LARGE)
def test_large(name: str, parser: Parser) -> None:
    promises.check_tree(parser.parse(LARGE[name]).document)


# --- files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"\xef\xbb\xbf", b"\0" * 100, bytes(range(256)), b"PK\x03\x04", b"\xff" * 50]
)
def test_any_bytes_give_a_result_or_one_clear_error(parser: Parser, data: bytes) -> None:
    try:
        source = parser.load("sample.txt", data)
    except LoadError as error:
        assert error.code.startswith("DP-L")
        assert error.name == "sample.txt"
        assert "\n" not in str(error)
    else:
        promises.check(parser.parse(source))


def test_a_parse_leaves_nothing_behind(parser: Parser) -> None:
    text = NESTED["cycling levels"] + "一是抓学习；二是抓作风。对此，要抓落实。\n" * 50
    parser.parse(text)
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(5):
            parser.parse(text)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 200_000  # bytes that the interpreter keeps at hand; a tree takes ten times that
