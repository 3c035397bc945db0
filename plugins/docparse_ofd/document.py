"""A document of a package: its pages with the templates below them, annotations, attachments, and what tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docparse import Element, Limits, Page, Typeface, refused
from docparse_ofd.lines import Line, read_lines, upright
from docparse_ofd.objects import Glyph, Objects, Resources, box, read_resources, rules, shows_something
from docparse_ofd.parts import Part, Parts, attribute, child, children, is_hidden, words

_A4 = (210.0, 297.0)
_WATERMARK = "watermark"


@dataclass
class OfdPage:
    """A page: its number in the package, its size in millimetres, its lines and horizontal rules.

    unread: it has no text, but shows pictures or outlines
    """

    number: int
    width: float
    height: float
    lines: list[Line]
    rules: list[tuple[float, float, float]]
    unread: bool

    def shown(self, body: Typeface) -> Page:
        """The page for pagination. body: the typeface of the document"""
        lines = [line.shown(body) for line in self.lines]
        return Page(self.number, self.width, self.height, lines, self.rules, self.unread)


class OfdDocument:
    """A document, read. LoadError DP-L103 when a page is missing, DP-L001 when there are too many.

    pages: numbered on from `before`; heads: the lines of templates that stand on several pages
    annotations: the number of the page, the text and the role of each line in an annotation
    attachments: the names of attached files, which are not read
    tagged: (name, text) of what is tagged, in order; bookmarks: (title, level) of the outline that readers show
    """

    def __init__(self, parts: Parts, root: Part, name: str, limits: Limits, before: int) -> None:
        self._parts, self._root, self._name, self._limits = parts, root, name, limits
        self._before = before
        self._resources = Resources()
        self._objects = Objects(name, limits, self._resources)
        common = child(root.root, "CommonData")
        self._area = child(common, "PageArea")
        self._read_resources(common, root)
        self._templates = {attribute(one, "ID"): one for one in children(common, "TemplatePage")}
        self._template_glyphs: dict[str, list[Glyph]] = {}
        self._ids: dict[str, int] = {}
        self.pages: list[OfdPage] = []
        self.heads: list[str] = []
        self._read_pages()
        self.annotations = list(self._annotations())
        self.attachments = list(self._attachments())
        self.tagged = list(self._tagged())
        self.bookmarks = list(_bookmarks(child(root.root, "Outlines"), 1))

    @property
    def has_text(self) -> bool:
        """Whether any page shows text."""
        return bool(self.heads or self.annotations) or any(page.lines for page in self.pages)

    def _read_resources(self, holder: Element | None, part: Part) -> None:
        for location in children(holder, "PublicRes", "DocumentRes", "PageRes"):
            found = self._parts.find(words(location), part.member)
            if found is not None:
                read_resources(found.root, self._resources)

    # --- pages -------------------------------------------------------------------------------------------------

    def _read_pages(self) -> None:
        listed = list(children(child(self._root.root, "Pages"), "Page"))
        if self._before + len(listed) > self._limits.pages:
            reason = f"it has {self._before + len(listed)} pages, more than {self._limits.pages}"
            raise refused("DP-L001", self._name, reason, "split it")
        lines, uses = 0, dict[str, list[int]]()
        for place, entry in enumerate(listed):
            self._ids[attribute(entry, "ID")] = number = self._before + place + 1
            part = self._parts.get(attribute(entry, "BaseLoc"), self._root.member, f"page {number}")
            for use in children(part.root, "Template"):
                uses.setdefault(attribute(use, "TemplateID"), []).append(place)
            page = self._page(number, part, [])
            self.pages.append(page)
            lines += len(page.lines)
            if lines > self._limits.paragraphs:
                raise refused("DP-L001", self._name, f"it has more than {self._limits.paragraphs} lines", "split it")
        self._place_templates(listed, uses)

    def _place_templates(self, listed: list[Element], uses: dict[str, list[int]]) -> None:
        """What a template shows that stands on several pages is no text of these. One below a single page belongs to
        it: forms have the labels of their fields there."""
        own: dict[int, list[str]] = {}
        for template, places in uses.items():
            if len(places) > 1:
                self.heads += (line.text for line in read_lines(self._template(template)))
            elif self._template(template):
                own.setdefault(places[0], []).append(template)
        for place, templates in own.items():
            number = self._before + place + 1
            part = self._parts.get(attribute(listed[place], "BaseLoc"), self._root.member, f"page {number}")
            self.pages[place] = self._page(number, part, templates)

    def _page(self, number: int, part: Part, templates: Iterable[str]) -> OfdPage:
        self._read_resources(part.root, part)
        glyphs = [glyph for template in templates for glyph in self._template(template)]
        for content in children(part.root, "Content"):
            glyphs += self._objects.read(content)
        standing, width, height = upright(glyphs, *self._size(child(part.root, "Area")))
        lines, contents = read_lines(standing), list(children(part.root, "Content"))
        drawn = rules(contents) if standing == glyphs else []
        unread = not lines and any(shows_something(content) for content in contents)
        return OfdPage(number, width, height, lines, drawn, unread)

    def _size(self, area: Element | None) -> tuple[float, float]:
        for found in (area, self._area):
            _, _, width, height = box(words(found, "PhysicalBox"))
            if width > 0 and height > 0:
                return width, height
        return _A4

    def _template(self, template: str) -> list[Glyph]:
        """The characters of a template, once for all pages that it is below."""
        if template not in self._template_glyphs:
            entry = self._templates.get(template)
            found = self._parts.find(attribute(entry, "BaseLoc"), self._root.member) if entry is not None else None
            glyphs: list[Glyph] = []
            if found is not None:
                self._read_resources(found.root, found)
                for content in children(found.root, "Content"):
                    glyphs += self._objects.read(content)
            self._template_glyphs[template] = glyphs
        return self._template_glyphs[template]

    # --- what stands beside the pages --------------------------------------------------------------------------

    def _beside(self, name: str) -> Iterator[Part]:
        """The parts that the document names by an element."""
        for location in children(self._root.root, name):
            found = self._parts.find(words(location), self._root.member)
            if found is not None:
                yield found

    def _annotations(self) -> Iterator[tuple[int, str, str]]:
        for listed in self._beside("Annotations"):
            for entry in children(listed.root, "Page"):
                number = self._ids.get(attribute(entry, "PageID"), self._before + 1)
                for location in children(entry, "FileLoc"):
                    found = self._parts.find(words(location), listed.member)
                    for annotation in children(found.root, "Annot") if found is not None else ():
                        role = "running_head" if attribute(annotation, "Type").lower() == _WATERMARK else "footnote"
                        yield from ((number, line.text, role) for line in self._noted(annotation))

    def _noted(self, annotation: Element) -> list[Line]:
        """The lines that an annotation shows."""
        if is_hidden(annotation):
            return []
        glyphs = (self._objects.read(appearance) for appearance in children(annotation, "Appearance"))
        return [line for found in glyphs for line in read_lines(found)]

    def _attachments(self) -> Iterator[str]:
        for listed in self._beside("Attachments"):
            for entry in children(listed.root, "Attachment"):
                if name := attribute(entry, "Name") or words(entry, "FileLoc").rpartition("/")[2]:
                    yield name

    def _tagged(self) -> Iterator[tuple[str, str]]:
        for listed in self._beside("CustomTags"):
            for location in (one for tag in children(listed.root, "CustomTag") for one in children(tag, "FileLoc")):
                found = self._parts.find(words(location), listed.member)
                for element in found.root.iter() if found is not None else ():
                    numbers = [words(reference) for reference in children(element, "ObjectRef")]
                    text = "".join(self._objects.words.get(number, "") for number in numbers)
                    if text:
                        yield attribute(element, "Name") or str(element.tag).rpartition("}")[2], text


def _bookmarks(outlines: Element | None, level: int) -> Iterator[tuple[str, int]]:
    for entry in children(outlines, "OutlineElem"):
        if title := attribute(entry, "Title"):
            yield title, level
        yield from _bookmarks(entry, level + 1)
