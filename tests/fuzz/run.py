"""The coverage-guided harness: python tests/fuzz/run.py [-max_total_time=60] [NEW_FOLDER] tests/fuzz/corpus

All arguments are those of libFuzzer. It wants atheris (pip install atheris), which has wheels for some Pythons only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import product
from random import Random

import atheris

with atheris.instrument_imports(include=["docparse", "lark"]):
    import target


def shapes() -> Callable[[tuple[str, str]], int]:
    """A function with a branch for each pair of kinds: a new sequence of nodes is new coverage.

    The patterns of the grammar run in C, where coverage is blind.
    """
    branches = "".join(
        f"    if pair == {pair!r}:\n        return {number}\n"
        for number, pair in enumerate(product(target.KINDS, target.KINDS))
    )
    names: dict[str, Callable[[tuple[str, str]], int]] = {}
    exec(f"def seen(pair):\n{branches}    return -1\n", names)  # noqa: S102 - our own text
    found: Callable[[tuple[str, str]], int] = atheris.instrument_func(names["seen"])
    return found


SEEN = shapes()


def one_input(data: bytes) -> None:
    for pair in set(target.check(target.decode(data))):
        SEEN(pair)


def mutator(data: bytes, max_size: int, seed: int) -> bytes:
    random = Random(seed)
    if random.random() < 0.1:
        mutated: bytes = atheris.Mutate(data, max_size)
        return mutated
    return target.encode(target.mutate(target.decode(data), random))[:max_size]


if __name__ == "__main__":
    target.tokens()  # the parser is made before the first input is timed
    atheris.Setup(sys.argv, one_input, custom_mutator=mutator)
    atheris.Fuzz()
