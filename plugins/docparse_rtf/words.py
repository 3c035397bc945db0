"""Words of RTF: which of them are characters, which begin what is no text of the document, which begin a story apart."""

from __future__ import annotations

CHARACTERS = {
    b"tab": "\t", b"line": "\n", b"softline": "\n", b"emdash": "—", b"endash": "–", b"bullet": "•",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"emspace": "\u2003", b"enspace": "\u2002", b"qmspace": "\u2005", b"zwj": "\u200d", b"zwnj": "\u200c",
}  # fmt: skip
SYMBOLS = {b"~": "\u00a0", b"_": "-", b"\t": "\t"}  # \- is only a place where a word may be broken
LITERAL = frozenset((b"\\", b"{", b"}"))  # written with a backslash, and the second byte of some characters
BREAKS = frozenset((b"page", b"column"))
ENDS = frozenset((b"par", b"sect", b"\r", b"\n"))  # of paragraphs

# Groups without text of the document. Those that begin with \* and that nobody knows are left out as well.
NO_TEXT = frozenset(
    b"colortbl filetbl info pict nonshppict nonesttables shprslt xe tc tcn rxe txe ftnsep ftnsepc ftncn aftnsep aftnsepc "
    b"aftncn revtbl objdata objclass objname objalias objsect datafield formfield falt panose pntxta pntxtb sp "
    b"listname levelnumbers".split()
)
# Groups without text of their own, in which there are groups with text.
FRAMES = frozenset((b"shpinst", b"do", b"upr", b"moMath", b"moMathPara"))
FRAMED = frozenset((b"ud", b"mr"))  # such groups
# Groups that stand elsewhere on the page than the paragraph they are in: their place, the form of their paragraphs.
STORIES = {
    **dict.fromkeys((b"header", b"headerl", b"headerr", b"headerf"), ("header", "running_head")),
    **dict.fromkeys((b"footer", b"footerl", b"footerr", b"footerf"), ("footer", "running_head")),
    b"footnote": ("footnote", "footnote"),
    **dict.fromkeys((b"shptxt", b"dptxbxtext"), ("text box", "")),
}  # fmt: skip

# What fonts of symbols show for the codes that lists and forms take from them; \u writes the same from F000 on.
_SHOWN = dict(zip(b"\xb7\xa7\xa8\xd8\xfc\xfelnuvRTq\xa3", "•▪◻➢✓☑●■◆❖☑☒□□", strict=True))
SHOWN = _SHOWN | {0xF000 + code: char for code, char in _SHOWN.items()}
