"""Names of OOXML: the elements and attributes of WordprocessingML that say something about text."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

P, R, T, TAB, BR, CR = W + "p", W + "r", W + "t", W + "tab", W + "br", W + "cr"
PPR, RPR, VAL = W + "pPr", W + "rPr", W + "val"
BODY, TBL, TR, TC, SDT = W + "body", W + "tbl", W + "tr", W + "tc", W + "sdt"
DEL, MOVE_FROM, TXBX = W + "del", W + "moveFrom", W + "txbxContent"
SYMBOL, MATH_TEXT, REFERENCES = W + "sym", M + "t", (W + "footnoteReference", W + "endnoteReference")
ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"

OFF = frozenset({"0", "false", "off", "none"})  # of an attribute that switches; "none" is what some converters write

STRICT = (  # the namespaces of ISO 29500 Strict, and what the same elements are called elsewhere
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R_ID.removesuffix("id")),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A),
)


def names(*local: str) -> frozenset[str]:
    """The elements of WordprocessingML with these names."""
    return frozenset(W + name for name in local)
