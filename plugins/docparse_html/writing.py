"""Writing: a page as the text of a source, with the places and the layout of its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence

from docparse import CellText, Limits, Run, SourceText, SourceWriter, join_runs
from docparse_html.content import find_article, find_furniture
from docparse_html.flow import Item, PageTable, Paragraph, Piece, read_flow
from docparse_html.lists import has_own_marker
from docparse_html.metadata import read_metadata
from docparse_html.page import Element, Page, read_page
from docparse_html.styles import Style

_NAVIGATION = "navigation"
_SITE = re.compile(r"[_|｜]+|(?<!\d)[-–—]+|[-–—]+(?!\d)| [-–—] ")  # between the parts of a title, one of them the site
_TITLE_LINES = 5  # in which a document that has a title shows it
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 100
_UNTITLED = tuple("。；;：:，,、！!？?")

Place = Callable[[int], str]


def read_html(html: str, name: str, limits: Limits) -> tuple[SourceText, list[str]]:
    """The text of a page, and the files of its frames. What the page has around the document has the form navigation."""
    page = read_page(html, name, limits)
    items = read_metadata(_with_roles(page))
    title = _missing_title(page, items)
    if title:
        items.insert(0, Paragraph([Piece(title, Style())], page.root, 0))
    writer = SourceWriter(name, "text/html", limits)
    _write(writer, items, _places(html), 0)
    return writer.source(), page.frames


def write_fragment(writer: SourceWriter, html: str, name: str, limits: Limits, place: str, tables: int) -> int:
    """Writes a piece of HTML that stands in another format. Answers the number of tables, `tables` those before it."""
    page = read_page(html, name, limits)
    return _write(writer, read_flow(page, page.root), lambda at: place, tables)


def _with_roles(page: Page) -> list[Item]:
    """All that the page shows, in its order, furniture as navigation."""
    furniture = find_furniture(page, find_article(page))
    items = read_flow(page, page.root)
    titles = {_packed(part) for title in page.titles for part in (title, _without_site(title))}
    known: dict[Element, bool] = {}
    for element in page.elements:
        known[element] = element in furniture or (element.parent is not None and known[element.parent])
    for item in items:
        if not known[item.element] or (isinstance(item, Paragraph) and not item.pieces):
            continue
        if isinstance(item, PageTable) or not (item.level and _packed(item.text) in titles):
            item.role = _NAVIGATION
    return items


def _missing_title(page: Page, items: Sequence[Item]) -> str:
    """The title that the head of a page gives, if what it shows has none."""
    title = next(iter(page.titles), "")
    if not title or any(_packed(title) in _packed(item.text) for item in items if isinstance(item, Paragraph)):
        return ""
    shown = [item for item in items if not item.role and (isinstance(item, PageTable) or item.pieces)]
    if not shown or any(isinstance(item, Paragraph) and _is_title(item) for item in shown[:_TITLE_LINES]):
        return ""
    title = _without_site(title)
    known = any(_packed(title) in _packed(item.text) for item in items if isinstance(item, Paragraph))
    return "" if known or len(title) < _SHORTEST_TITLE else title


def _without_site(title: str) -> str:
    return max(_SITE.split(title), key=len).strip()


def _is_title(paragraph: Paragraph) -> bool:
    """Whether a line may be the title of the document, or a line of it."""
    text = paragraph.text.strip()
    if paragraph.level or paragraph.pieces[0].style.centred:
        return True
    long_enough = _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE
    return long_enough and not text.endswith(_UNTITLED) and not has_own_marker(text)


def _write(writer: SourceWriter, items: Sequence[Item], place: Place, tables: int) -> int:
    """Writes paragraphs and tables; of blank lines one at a time. Answers the number of tables, `tables` those before."""
    emphatic = _emphasis(items)
    blank = True
    for item in items:
        if isinstance(item, PageTable):
            tables += 1
            _write_table(writer, item, f"table {tables}", place)
        elif item.pieces or not blank:
            level = item.level if not item.role else 0
            role = item.role or ("heading" if level else "")
            marker = item.marker if item.role != _NAVIGATION else ""
            text = join_runs([Run(marker), *(Run(piece.text, emphatic(piece.style)) for piece in item.pieces)])
            writer.paragraph(text, place(item.at) if item.at >= 0 else "", role, level)
        blank = isinstance(item, Paragraph) and not item.pieces
    return tables


def _write_table(writer: SourceWriter, table: PageTable, name: str, place: Place) -> None:
    if not table.role:
        rows = [
            [CellText([_line(p) for p in cell.paragraphs], cell.rows, cell.columns) for cell in row]
            for row in table.rows
        ]
        writer.table(rows, name)
        return
    for row in table.rows:
        writer.paragraph("\t".join(cell.text for cell in row), place(table.at), table.role)


def _line(paragraph: Paragraph) -> str:
    return paragraph.marker + paragraph.text


def _emphasis(items: Sequence[Item]) -> Callable[[Style], bool]:
    """Tells the styles that stand out: bold, and the typefaces of headings where the text has another."""
    faces: Counter[int] = Counter()
    for item in items:
        for piece in item.pieces if isinstance(item, Paragraph) else ():
            faces[piece.style.typeface] += len(piece.text)
    ((body, _),) = faces.most_common(1) or [(0, 0)]
    return lambda style: style.bold or style.typeface not in (0, body)


def _places(html: str) -> Place:
    """Where in the file an offset is: most pages are few and very long lines, so that a line alone does not say it."""
    starts = [0, *(match.end() for match in re.finditer("\n", html))]

    def place(at: int) -> str:
        line = bisect_right(starts, at)
        return f"line {line}, column {at - starts[line - 1] + 1}"

    return place


def _packed(text: str) -> str:
    return "".join(text.split())
