"""Symbols: characters of the symbol fonts as the Unicode characters that look so."""

from __future__ import annotations

_PRIVATE = range(0xF000, 0xF100)  # where Word keeps the characters of symbol fonts

# By code in the font. What is not here stays as it is in the file.
_SYMBOL = {
    0xB7: "•", 0xA8: "♦", 0xAA: "♠", 0xA7: "♣", 0xA9: "♥", 0xAE: "→", 0xDE: "⇒", 0xB4: "×", 0xB8: "÷", 0xB1: "±",
    0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xB0: "°", 0xD6: "√", 0xE5: "∑", 0xD7: "⋅", 0x2D: "−",
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x57: "Ω", 0x44: "Δ", 0x53: "Σ",
    0x6F: "○",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "◻", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "□", 0xAB: "★",
    0xB2: "✧", 0xD8: "➢", 0xDC: "➲", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    0x52: "☑", 0x51: "☒", 0x26: "📖", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0xA2: "⭕", 0xAA: "✦",
} | {0x80 + n: sign for n, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")} | {0x8B + n: sign for n, sign in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0x99: "○", 0xA3: "□",
    0xA2: "■", 0xAE: "◆", 0xAA: "⬧",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_BULLETS = {"o": "◦"}  # in Courier New, which has no hollow bullet


def write_symbol(code: int, font: str) -> str:
    """The character `code` of `font`, a real one if it is known which."""
    own = code - _PRIVATE.start if code in _PRIVATE else code
    known = _FONTS.get(font.lower(), {}).get(own)
    if known is not None:
        return known
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def write_bullet(text: str, font: str) -> str:
    """The bullet of a list: `text` is set in `font`, and a character of which nobody knows the look is •."""
    font = font.lower()
    if text in _BULLETS and font.startswith("courier"):
        return _BULLETS[text]
    symbolic = _FONTS.get(font)
    if symbolic is None and any(ord(char) in _PRIVATE for char in text):
        symbolic = _WINGDINGS | {0xB7: "•"}  # the font is named in a style, or nowhere
    if symbolic is None:
        return text
    return "".join(symbolic.get(ord(char) - 0xF000 if ord(char) in _PRIVATE else ord(char), "•") for char in text)
