"""Regenerates docparse/traditional.txt from the t2s table of OpenCC: python tools/make_traditional.py

Development only. A pair is two characters, Traditional and Simplified.
"""

from __future__ import annotations

from pathlib import Path

from opencc import OpenCC

TARGET = Path(__file__).resolve().parent.parent / "docparse" / "traditional.txt"
PER_LINE = 40
# Traditional characters that GB 2312 lists too, but that Simplified text uses in names and rare words only.
FOLDED_ANYWAY = frozenset("乾後徵於麽夥菸")
# t2s decides these by the word (著名 and 著 for 着, 瞭望 and 瞭 for 了); for comparing text one answer is enough.
BY_WORD = {"著": "着", "瞭": "了"}


def in_gb2312(char: str) -> bool:
    """Whether `char` is one of the 6,763 Han characters of GB 2312, levels 1 and 2."""
    return bool(char.encode("gb2312", "ignore"))


def pairs() -> dict[str, str]:
    """Traditional -> Simplified, in code point order."""
    convert = OpenCC("t2s").convert
    table = {char: convert(char) for char in map(chr, range(0x4E00, 0xA000))}
    kept = {
        char: twin
        for char, twin in table.items()
        if len(twin) == 1 and twin != char and in_gb2312(twin) and (char in FOLDED_ANYWAY or not in_gb2312(char))
    }
    return dict(sorted((kept | BY_WORD).items()))


if __name__ == "__main__":
    found = [char + twin for char, twin in pairs().items()]
    lines = [" ".join(found[start : start + PER_LINE]) for start in range(0, len(found), PER_LINE)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(found)} pairs, {TARGET.stat().st_size} bytes")
