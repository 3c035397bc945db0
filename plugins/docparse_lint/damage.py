"""Damage: page numbers, site names, table rules, dots and wrong characters that came in while the text was copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import Diagnostic, Edit, Node, either_script
from docparse_lint.catalogue import finding
from docparse_lint.scope import HAN, Scope

SITES = "好范文|第一范文网?|范文网|范文大全|公文网|百度文库|豆丁网|道客巴巴|无忧文档|写写帮|文秘网|免费下载|转载请注明"
SITE_PLACES = ("www.fanwen", "www.diyifanwen", "www.docin", "www.doc88", "wenku.baidu")
UNITS = (  # what is counted with a blank before it: 共 6 项
    "年月日号时分秒个名人位项条款章节次场期份件篇册本页台套辆间栋座户家所处届类种级层批支队组班门科"
    "元万亿千百十倍度米公里亩吨斤克升岁天周点类字至到与和及或、多余余几家省市县区乡镇村"
)
BEFORE_NUMBER = "第共约为达到至近超有和与及在年月表图附件其前后仅足满每按占增降高低破过长约计"
DIVIDED = "领导|共产|政府|腐败|官员|中央|干部|群众|法院|警察|公安|民主|选举|自由|种种|人权|宗教|书记|主席"
# a heading of a verb and a quality, and what only a new sentence begins with
IMPROVED = "提高|提升|增强|增进|加强|改进|转变|强化|更新|培养|锤炼"
QUALITY = "素质|素养|修养|能力|水平|意识|本领|作风|观念|质量|效率|境界|活力|动力|责任心|责任感"
OPENING = "众所周知|俗话说|常言道|古人[云说]|古语[云说]|(?:实践|事实|历史)证明|当今(?:时代|世界|社会)(?=[是正已,])"
# Traditional text: what a converter makes of 发 个 面 干, and of 中小学
WRONG_CHARACTERS = {
    "髮": ("發", "展現生揮佈布出動表言放達電起掘明行佈揚"),
    "箇": ("個", ""),
    "麵": ("面", "向對臨積貌"),
}
BEFORE_WRONG = {"箇": "這那一各每幾兩整", "麵": "方全層表書正反片會見"}
WRONG_WORDS = (
    (re.compile("中國小(?=[職教師校幼德階課])"), "中小學"),
    (re.compile("若乾|骨乾|乾部|乾群"), "幹"),
)

_PAGE = re.compile(rf" (?<=[{HAN}] )[0-9]{{1,3}} (?=[{HAN}])")
_DASHED_PAGE = re.compile(rf"[-—–](?<=[{HAN},、 ].) ?[0-9]{{1,3}} ?[-—–] ?(?=[{HAN}])")
_SPACED = re.compile(rf"[{HAN}] [0-9]{{1,4}}(?: |(?=[{HAN}]))|[{HAN}][0-9]{{1,4}} [{HAN}]")
_SITE = either_script(rf"(?:{SITES})[ \t]?")
_SITE_PLACE = re.compile("|".join(map(re.escape, SITE_PLACES)))
_DOT = re.compile(rf"[.·•](?<=[{HAN}].)(?=[{HAN}])")
_DIVIDED_ANY = either_script(f"(?:{DIVIDED})")
_DIGITS = "一二三四五六七八九十"
_WRONG = re.compile(f"[{''.join(WRONG_CHARACTERS)}]")
_CLAUSE = re.compile("[,。;、]")  # a line without any may be a row of a table
_STRAY = 4  # spaced numbers in a document that may still be page numbers
_SENTENCE_END = frozenset("。!?;:,、.…”’」』)》】〕|—-/\\>")
_RUN_TOGETHER = either_script(f"(?:{IMPROVED})[{HAN}]{{0,8}}?(?:{QUALITY})(?:{OPENING})")
_FIELD = re.compile(rf"(?<=[。; ])[{HAN}]{{2,6}}:[^。;:,]{{1,30}}\Z")  # 完成时限:6月底前 ends without a mark
_LONG = 16  # characters: shorter lines may be headings


def page_numbers(scope: Scope) -> Iterator[Diagnostic]:
    """Page numbers inside a sentence. Where numbers are printed between blanks on purpose, none is said to be one."""
    found = [match.span() for match in _PAGE.finditer(scope.text, *scope.span) if not _counts(scope, match)]
    if found and len(_SPACED.findall(scope.text, *scope.span)) > _STRAY:
        found = []
    for match in _DASHED_PAGE.finditer(scope.text, *scope.span):
        start = match.start() - (scope.text[match.start() - 1] == " ")
        found.append((start, match.end()))
    for span in found:
        line = scope.line_at(span[0])
        if line and scope.said(line)[0] < span[0] and _CLAUSE.search(scope.text, *line.span):
            around = scope.raw[max(line.start, span[0] - 4) : min(line.end, span[1] + 4)].strip()
            message = f"a page number stands inside a sentence: {around}"
            yield finding("page_number_artefact", message, span, (Edit(span, ""),))


def _counts(scope: Scope, match: re.Match[str]) -> bool:
    """Whether a number between blanks counts something, as its neighbours tell."""
    return scope.text[match.end()] in UNITS or scope.text[match.start() - 1] in BEFORE_NUMBER


def watermarks(scope: Scope) -> Iterator[Diagnostic]:
    """Names of the sites that copy documents."""
    for pattern in (_SITE, _SITE_PLACE):
        for match in pattern.finditer(scope.text, *scope.span):
            yield finding("watermark_artefact", f"the name of a site: {match[0].strip()}", match.span())


def table_rules(scope: Scope) -> Iterator[Diagnostic]:
    """A single | at the end of a line that is no row of a table, or the only one of a document."""
    for line in scope.lines:
        start, end = scope.said(line)
        if end == start or scope.text[end - 1] != "|" or scope.text.count("|", start, end) > 1:
            continue
        if end - start > 1 or scope.text.count("|", *scope.span) == 1:
            begins = start + len(scope.text[start : end - 1].rstrip())
            yield finding("table_remnant", "| is left over from a table", (begins, end))


def dots(scope: Scope) -> Iterator[Diagnostic]:
    """A dot that divides a word."""
    for match in _DOT.finditer(scope.text, *scope.span):
        before, after = scope.text[match.start() - 1], scope.text[match.end()]
        if (before == after and before not in _DIGITS) or _DIVIDED_ANY.fullmatch(before + after):
            message = f"a dot divides the word {before}{after}"
            yield finding("anti_copy_dot", message, match.span(), (Edit(match.span(), ""),))


def conversions(scope: Scope) -> Iterator[Diagnostic]:
    """Characters that are wrong after a conversion from Simplified to Traditional."""
    for match in _WRONG.finditer(scope.raw, *scope.span):
        wrong, place = match[0], match.start()
        right, followers = WRONG_CHARACTERS[wrong]
        before, after = scope.raw[max(0, place - 1) : place], scope.raw[place + 1 : place + 2]
        if (after and after in followers) or (before and before in BEFORE_WRONG.get(wrong, "")):
            around = scope.raw[place - (after not in followers) : place + 1 + (after in followers)]
            message = f"{wrong} stands for {right}: {around}"
            yield finding("conversion_error", message, (place, place + 1))
    for pattern, right in WRONG_WORDS:
        for match in pattern.finditer(scope.raw, *scope.span):
            yield finding("conversion_error", f"{match[0]} was {right} before the conversion", match.span())


def endings(scope: Scope) -> Iterator[Diagnostic]:
    """Paragraphs of whole sentences whose last one has no punctuation, where another paragraph or number follows."""
    for line, following in zip(scope.lines, scope.lines[1:], strict=False):
        start, end = scope.said(line)
        if end - start > _LONG and _prose(line) and following.form != "torn_continuation":
            last = scope.text[end - 1]
            bare = last not in _SENTENCE_END and not last.isspace() and not _FIELD.search(scope.text, start, end)
            if bare and "。" in scope.text[start:end]:
                message = f"the sentence has no end before what follows: {scope.raw[max(start, end - 10) : end]}"
                yield finding("missing_terminal_punctuation", message, (max(start, end - 6), end))


def run_together(scope: Scope) -> Iterator[Diagnostic]:
    """A heading in the line whose text follows without a mark between: 提高业务能力俗话说…"""
    for match in _RUN_TOGETHER.finditer(scope.text, *scope.span):
        message = f"a sentence begins here without a mark before it: {scope.raw[slice(*match.span())]}"
        yield finding("missing_terminal_punctuation", message, match.span())


def _prose(line: Node) -> bool:
    return line.form in ("body", "preamble", "lead_in", "run_in_heading", "list_item", "section_summary", "conclusion")


CHECKS = (page_numbers, watermarks, table_rules, dots, conversions, endings, run_together)
