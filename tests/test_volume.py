"""Many random texts over all of Unicode and many documents of the grammar: no exception, lossless, and the same result
whatever the hash seed. As many as the profile has examples, half as a rule and 10,000 of each at night:

    HYPOTHESIS_PROFILE=docparse-nightly python -m pytest tests/test_volume.py -o timeout=0
"""

from __future__ import annotations

import os
import subprocess
import sys

from hypothesis import settings

COUNT = settings.default.max_examples // 2
READ = """
import hashlib, random, sys
from docparse import Parser, encode, interchange
from docparse.testing import promises, some
parser, count, chance = Parser(), int(sys.argv[1]), random.Random(7)
texts = ["".join(chr(chance.randrange(sys.maxunicode + 1)) for _ in range(chance.randrange(60))) for _ in range(count)]
documents = [document.text for document in some(parser, count, seed=7)]
digest = hashlib.sha256()
for text in texts + documents:
    result = parser.parse(text)
    promises.check(result)
    digest.update(encode(interchange(result)))
print(len(texts), len(documents), digest.hexdigest())
"""


def read(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(COUNT)],
        capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_random_texts_and_documents() -> None:
    first = read("0")
    assert first.startswith(f"{COUNT} {COUNT} ")
    assert read("1") == first
