"""Typefaces by their names, as files and style sheets give them."""

from __future__ import annotations

import pytest

from docparse import typeface_strength


@pytest.mark.parametrize(
    ("strength", "names"),
    [
        (0, ["宋体", "SimSun", "仿宋_GB2312", "FangSong", "STFangsong", "新細明體", "PMingLiU", "微软雅黑", "Microsoft YaHei", "PingFang SC"]),
        (1, ["楷体_GB2312", "KaiTi", "DFKai-SB", "方正楷体_GBK"]),
        (2, ["黑体", "SimHei", "方正黑体_GBK", "方正小标宋简体", "FZXiaoBiaoSong-B05S", "FangZheng XiaoBiaoSong", "MS PGothic"]),
        (None, ["Times New Roman", "Century Gothic", "Arial", ""]),
    ],
)  # fmt: skip
def test_strength(strength: int | None, names: list[str]) -> None:
    assert {name: typeface_strength(name) for name in names} == dict.fromkeys(names, strength)
