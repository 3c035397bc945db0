"""Word files by hand: the parts of a package, for tests of what no program writes on demand."""

from __future__ import annotations

from xml.sax.saxutils import escape

from zips import packed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = {
    W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "http://purl.oclc.org/ooxml/officeDocument/math",
}
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_CONTENT = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def r(text: str, properties: str = "") -> str:
    """A run."""
    set_in = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{set_in}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of a text."""
    inside = content if content.startswith("<") or not content else r(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def numbered(text: str, level: int | None = 0, num: int = 1, more: str = "") -> str:
    """A paragraph with automatic numbering."""
    ilvl = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return p(text, f'{more}<w:numPr>{ilvl}<w:numId w:val="{num}"/></w:numPr>')


def styled(text: str, style: str, more: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>{more}')


def lvl(ilvl: int, form: str, text: str, start: int | None = 1, more: str = "") -> str:
    """A level of a list."""
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'<w:lvl w:ilvl="{ilvl}">{begins}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(id_: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{id_}">{more}{"".join(levels)}</w:abstractNum>'


def num(id_: int, abstract_id: int, more: str = "") -> str:
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{abstract_id}"/>{more}</w:num>'


def style(
    id_: str, name: str, properties: str = "", based_on: str = "", kind: str = "paragraph", more: str = ""
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{id_}"{more}><w:name w:val="{name}"/>{base}{properties}</w:style>'


def docx(body: str, *, strict: bool = False, **parts: str) -> bytes:
    """A Word file. Arguments as of `docx_parts`."""
    return packed(docx_parts(body, strict=strict, **parts))


def docx_parts(body: str, *, strict: bool = False, **parts: str) -> dict[str, str]:
    """The parts of a Word file. parts: what is inside the root elements of other parts, by their names: numbering, header1, …"""
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "numbering": "numbering", "styles": "styles"}
    files = {"word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"}
    links = ""
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        root = roots.get(kind, {"header": "hdr", "footer": "ftr"}.get(kind, kind))
        files[f"word/{name}.xml"] = f"<w:{root} {_NAMESPACES}>{content}</w:{root}>"
        links += f'<Relationship Id="{name}" Type="{_TYPE}{kind}" Target="{name}.xml"/>'
    files["word/_rels/document.xml.rels"] = f"<Relationships {_RELATIONSHIPS}>{links}</Relationships>"
    files["_rels/.rels"] = (
        f'<Relationships {_RELATIONSHIPS}><Relationship Id="rId1" Type="{_TYPE}officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    files["[Content_Types].xml"] = _CONTENT
    if strict:
        for usual, other in STRICT.items():
            files = {name: text.replace(f'"{usual}"', f'"{other}"') for name, text in files.items()}
    return files
