"""Content: which part of a page is the document, and what is only furniture of the site around it.

What is told is told by structure: elements that say what they are, and the share of links. Names of elements count only
where very many sites share them. Furniture stays in the text, as navigation.
"""

from __future__ import annotations

import re

from docparse_html.page import Element, Page

# How the programs that most government sites are made with name the element of an article.
_ARTICLES = re.compile(
    r"(?:^|\s)(?:ucap-content|zoom(?:con|fontsize)?|trs_(?:editor|preappend|uedit\w*|view)|view trs_uedit\w*|article[-_]?(?:content|con|body|text)|"
    r"(?:pages|news|main|detail|con|wz|xl|text)[-_]?content|content[-_]?(?:body|text|article|main)|v_news_content|vsb_content(?:_\d+)?|"
    r"bt-content|news_?text|arti_?content|wp_articlecontent|entry-content|post-content|js_content)(?:\s|$)"
)  # fmt: skip
_FURNITURE_TAGS = frozenset({"nav", "aside", "footer", "select", "form"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"})
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation|s|i)?|menus?|bread-?crumbs?|crumbs?|dqwz|wzdh|curr?-?pos(?:ition)?|foot(?:er)?(?:box|wrap)?|copy-?right|"
    r"share|bd-?share\w*|social|print(?:er)?|tool-?bar|tools|font-?size|side-?bar|friend-?links?|links?|pag(?:er|ination)|login|"
    r"qr-?code|ewm|relat(?:ed|e)(?:news)?|recommend|hot(?:news)?|top-?bar)(?:$|[\s_-])"
)  # fmt: skip
_MOST_PROSE = 0.2  # of the page, in furniture that only its name tells
_ARTICLE_PROSE = 0.3  # of the page, at least, in the element of the article
_MAIN_PROSE = 0.6
_LINKS, _LINKED = 3, 0.5  # links, and their share of the characters, in a menu or a list of articles
_RELATED = re.compile(
    "\\s*[【[]?相[关關](?:链接|文章|新闻|阅读|解读|文档|文件|信息|政策|推荐|鏈接|新聞|閱讀|解讀|文檔|資訊)"
)  # names a list, however short
_LEADING_LINKED = 0.9  # of what stands before the article: a menu of one entry, or the name of the site


def find_article(page: Page) -> Element:
    """The element that holds the document: one that says so, or the innermost that holds nearly all sentences."""
    total = page.root.prose
    named = [element for element in page.elements if _is_article(element) and element.prose >= _ARTICLE_PROSE * total]
    if named and total:
        return max(named, key=lambda element: element.prose)
    article = page.root
    for element in page.elements:  # each comes after what it is in
        if element.parent is article and element.prose >= max(_MAIN_PROSE * total, 1):
            article = element
    return article


def find_furniture(page: Page, article: Element) -> set[Element]:
    """The outermost elements that are furniture: menus, paths, share bars, lists of other pages, footers.

    What is in the article is none, unless it says so. A page that is nothing else is a document all the same.
    """
    around = set[Element]()
    element: Element | None = article
    while element is not None:
        around.add(element)
        element = element.parent
    found, inside, covered = set[Element](), {article}, set[Element]()
    for element in page.elements:
        if element in around:
            continue
        if element.parent in covered:
            covered.add(element)
            continue
        within = element.parent in inside
        if within:
            inside.add(element)
        if element.size and _is_furniture(element, page.root.prose, within, element.at < article.at):
            found.add(element)
            covered.add(element)
    return found if sum(element.size for element in found) < page.root.size else set()


def _is_article(element: Element) -> bool:
    if element.name in ("article", "main") or element.attributes.get("role") == "main":
        return True
    named = bool(element.attributes) and _ARTICLES.search(element.words()) is not None
    return named or element.attributes.get("itemprop") == "articleBody"


def _is_furniture(element: Element, prose: int, within: bool, before: bool) -> bool:
    says = element.name in _FURNITURE_TAGS or element.attributes.get("role") in _FURNITURE_ROLES
    if element.name in ("nav", "select") or (says and not within):
        return element.prose <= max(_MOST_PROSE * prose, element.linked)
    if not element.block or (within and element.linked < _LINKED * element.size):
        return False
    if element.attributes and _FURNITURE.search(element.words()):
        return element.prose <= _MOST_PROSE * prose
    if before and element.linked >= _LEADING_LINKED * element.size:
        return True
    few = element.links < _LINKS and not (element.links and _RELATED.match(_first_words(element)))
    return not within and not few and element.linked >= _LINKED * element.size


def _first_words(element: Element) -> str:
    """The first text in an element that is not blank."""
    below = [*reversed(element.children)]
    while below:
        child = below.pop()
        if isinstance(child, Element):
            below += reversed(child.children)
        elif child.text.strip():
            return child.text
    return ""
