"""Slots: the places of a template where a value belongs, each with an id, a type, what it counts and its unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from docparse.amounts import MORE
from docparse.nouns import label_of, noun_after, noun_of
from docparse.placeholders import Placeholder, read_placeholders
from docparse.source import fold
from docparse.values import Amount, Fields, Quote, Span, either_script, read_amount, trim

SLOT_TYPES = ("count", "percent", "money", "date", "number", "name", "text")  # what a slot asks for

_PERCENT = "%|‰|个百分点"
_MONEY = "[十百千]?万?亿?(?:人民币|美|港|欧|日|澳)?元(?![旦宵素])"
_WHOLE = "个(?:月|工作日|小时|星期|季度)|个(?![人别体百])"
_COUNT = (
    "[十百千]?[万亿]?(?:[大小]类|大项|人次|场次|班次|课时|学时|小时|分钟|公里|公斤|千克|平方公里|平方米|立方米|千瓦时?|兆瓦|公顷|千米|"
    f"{_WHOLE}|人(?![民大社员力才口事武])|名(?![单称誉])|位(?!于)|户(?![籍外])|次(?!数)|场(?![所地])|期(?![间望])|条(?![例件款])|"
    "份(?!额)|篇|件(?!数)|起|宗|例(?!外)|批(?!准)|支(?![部队行持])|套|台(?![账湾])|辆|架(?!构)|艘|册|页|幅|张|块|根|棵|株|头|只|"
    "座|栋|幢|间|所(?![长在属有])|处(?![室长级理])|家(?![庭园长])|户|轮|层(?!面)|步|遍|天(?!津)|周(?!边)|吨|米|亩|倍|岁|笔|盏|"
    "眼|种|门(?![户类])|项(?!目)|样|节(?!点)|堂|双|枚|颗|类(?!似)|篮|分(?![局别行会工配管之]|公司)|字(?!第)|[十百千]?[万亿]+)"
)
_DATED = "年(?![级代轻])|月|日|[号时分](?=[召在前开])|时"
_NUMBERED = "号|届|级(?!别)"
_MORE = rf"[ \t]?[{MORE}]?"
_UNIT = either_script(
    rf"{_MORE}(?:(?P<percent>{_PERCENT})|(?P<money>{_MONEY})|(?P<count>{_COUNT})|(?P<date>{_DATED})|(?P<number>{_NUMBERED}))"
)
_FILLED = re.compile(
    r"(?![0-9]{1,3}[ \t]?岁以)(?<![A-Za-z0-9.,第+×/=-])[0-9][0-9,]{0,14}(?:\.[0-9]{1,4})?(?=[ \t]?[%‰一-鿿㎡])"
)
_LASTS = either_script("(?:历时|为期|长达|连续|坚持|近|每|用|了|满|超过|任期|有效期|工期|期限)[为:]?\\Z")
_YEARS = either_script("[余多几]年|年(?:[以之来间内多余期]|的?时间)")
_SINCE = either_script("(?:自|从|于|在|由|定于|至|到)\\Z")  # what a date is of stands before
_ORDINAL = re.compile("第[ \t]?\\Z")
_CELL = re.compile(r"[ \t]*\|[ \t]*(?=[^|\r\n]{1,6}\|)")  # the unit in the next cell
_IN_BRACKETS = re.compile(r"[\[(【〔](?:19|20)[^\[\]]{1,2}[\])】〕]")
_TO = either_script(r"[ \t]?(?:[-—–~～至到、]|或者?){1,2}[ \t]?")
_NAMED = either_script(
    "(?P<place>自治区|省|市|县|区|旗|州|乡|镇|街道|村|社区)|(?P<office>书记|[省市县区镇乡局厅处科校院所站]长|主任|主席|同志|委员|教授|老师)"
    "|(?P<body>[一-鿿]{0,4}?(?:政府|党委|党组|党支部|党总支|支部|委员会|局|厅|委|办(?![发理公法])|处室?|科室?|所|院|校|部门|单位|公司|企业|集团|中心|大学|学校"
    "|中学|小学|初中|医院|协会|银行|法院|项目|工程|水库|小区|法))"
)
_ACTS = either_script("主持|出席|讲话|宣读|传达|牵头|负责|签发|赴")  # what persons and bodies do
_BETWEEN = ("", "、", "和", "及")  # X户X人, X%和X%
_TYPE_OF_LABEL = (
    ("date", either_script("(?:日期|时间|年份|月份|期限|时限)\\Z")),
    ("count", either_script("(?:数字|数量|数值|人数|次数|户数|总数)\\Z")),
    ("money", either_script("(?:金额|经费|资金|费用|总额|补助|预算)\\Z")),
    ("percent", either_script("(?:比例|百分比|占比|[^功频效]率)\\Z")),
    ("number", either_script("(?:编号|文号|序号|电话|号码|邮编|得分|分数|分值)\\Z")),
    ("name", either_script("(?:名称|姓名|名字|签名|签字|单位|部门|机构|职务|责任人|负责人|联系人|主持人?|记录人?|[组局处科院校所部站]长|成员|地点|地址)\\Z")),
)  # fmt: skip
_PREFIX = re.compile(r"^(?:具体|请?填写|请输入|插入|待补充|待填)")


class Slot(Fields, frozen=True, kw_only=True):
    """A place for a value.

    slot_id: one in the text, made of the label or unit; slot_type: one of `SLOT_TYPES`
    label: the noun it counts or the label before it; unit: printed after it
    value: the number where one is printed already; placeholder: as printed where it is open; span: what a value replaces
    """

    slot_id: str
    slot_type: str
    label: str | None = None
    unit: str | None = None
    value: Amount | None = None
    placeholder: str | None = None
    span: Span

    @property
    def is_open(self) -> bool:
        return self.placeholder is not None


class _Draft(NamedTuple):
    """A slot without its id. ends: where its unit ends"""

    span: Span
    mask: Placeholder | None
    kind: str
    label: Quote | None
    unit: Quote | None
    ends: int


def read_slots(raw: str, span: Span | None = None) -> list[tuple[Slot, Span]]:
    """The slots in raw[span], or in all of it: open ones, and numbers with a unit as slots that are filled.

    An id is the label, or the unit where there is none, numbered from the second on: 占比, 占比_2. Ids are given over the
    whole text, so they are the same whichever span is asked for, and filling in a number does not change the others.
    """
    start, end = span or (0, len(raw))
    taken: Counter[str] = Counter()
    found = []
    for draft in _drafts(raw):
        slot_id = _new_id(_base(draft), taken)
        if start <= draft.span[0] and draft.span[1] <= end:
            found.append((_slot(raw, draft, slot_id), draft.span))
    return found


def _slot(raw: str, draft: _Draft, slot_id: str) -> Slot:
    span, printed = draft.span, raw[slice(*draft.span)]
    quotes = {"label": draft.label, "unit": draft.unit}
    spans = {name: quote.span for name, quote in quotes.items() if quote}
    return Slot(
        slot_id=slot_id,
        slot_type=draft.kind,
        label=draft.label.text if draft.label else None,
        unit=draft.unit.text if draft.unit else None,
        value=None if draft.mask else read_amount(printed),
        placeholder=printed if draft.mask else None,
        span=span,
        spans=spans | {"placeholder" if draft.mask else "value": span},
    )


def _base(draft: _Draft) -> str:
    """What the id of a slot is made of."""
    label, unit = draft.label.text if draft.label else "", draft.unit.text if draft.unit else ""
    parts = (label, unit) if draft.kind == "date" else (label or unit,)
    return "_".join("".join(re.findall(r"\w+", part)) for part in parts if part) or draft.kind


def _new_id(base: str, taken: Counter[str]) -> str:
    taken[base] += 1
    slot_id = base if taken[base] == 1 else f"{base}_{taken[base]}"
    while slot_id != base and slot_id in taken:  # a label of its own that ends in _2
        taken[base] += 1
        slot_id = f"{base}_{taken[base]}"
    taken[slot_id] += slot_id != base
    return slot_id


def _drafts(raw: str) -> Iterator[_Draft]:
    text = fold(raw)
    masks = read_placeholders(raw, (0, len(raw)))
    places: list[tuple[Span, Placeholder | None]] = [(mask.number, mask) for mask in masks]
    covered = {place for mask in masks for place in range(*mask.span)}
    places += [(match.span(), None) for match in _FILLED.finditer(text) if match.start() not in covered]
    places.sort(key=lambda found: found[0])
    before: _Draft | None = None
    for place, (span, mask) in enumerate(places):
        if before and span[0] < before.span[1]:
            continue
        following = places[place + 1][0] if place + 1 < len(places) else None
        draft = _draft(raw, text, span, mask, before, following)
        if draft:
            yield draft
            before = draft


def _draft(
    raw: str, text: str, span: Span, mask: Placeholder | None, before: _Draft | None, following: Span | None
) -> _Draft | None:
    """The slot at a span; None for a number that counts nothing."""
    begins = before.ends if before else 0
    kind, unit = _unit(raw, text, span, following)
    if mask is None and kind in ("", "number"):
        return None
    if mask is None and unit and text.startswith("的", unit.span[1]):  # 超过55人的班级
        return None
    ends = unit.span[1] if unit and not (following and unit.span[0] > following[0]) else span[1]
    ends += kind == "date" and text.startswith("度", ends)  # 2024年度
    label = _shared(text, before, kind, span[0]) or (_named(raw, span) if mask and mask.form == "named" else None)
    if not label and kind == "date":
        label = _of_date(raw, text, span, begins)
    elif not label and kind:
        label = noun_of(raw, span, begins, ends)
    elif not label:
        label, kind = _of_no_unit(raw, text, span, begins)
    return _Draft(span, mask, kind or _type_of(label, "text"), label, unit, max(ends, label.span[1] if label else 0))


def _shared(text: str, before: _Draft | None, kind: str, start: int) -> Quote | None:
    """The label of the slot before, for the next part of one date and for the end of a range."""
    if before is None or before.kind != kind:
        return None
    between = text[before.ends : start].strip()
    if kind == "date":
        return before.label if _TO.fullmatch(between) or not between else None
    borrowed = before.unit is not None and before.unit.span[0] > start
    is_first = before.label is not None and before.label.span[1] <= before.span[0]  # no noun stands between them
    return before.label if borrowed or (is_first and between in _BETWEEN) else None


def _unit(raw: str, text: str, span: Span, following: Span | None) -> tuple[str, Quote | None]:
    """The type that the words after a slot tell, and the unit."""
    place = span[1]
    if following and (match := _TO.match(text, place)) and match.end() == following[0]:
        place = following[1]  # X至X人: the unit is printed once
    elif cell := _CELL.match(text, place):
        place = cell.end()
    match = _UNIT.match(text, place)
    is_numbered = _ORDINAL.search(text, max(0, span[0] - 3), span[0]) is not None
    if not match:
        is_year = _IN_BRACKETS.match(text, max(0, span[0] - 1), span[1] + 1)
        return ("number" if is_numbered else "date" if is_year else ""), None
    kind = match.lastgroup or ""
    where = match.span(kind)
    if is_numbered:
        kind = "number"
    elif kind == "date" and _is_duration(text, span, place):
        kind = "count"
    return kind, Quote(raw[slice(*where)], where)


def _is_duration(text: str, span: Span, place: int) -> bool:
    """Whether 年, 日 and 时 after a number count how long, as in 历时3年."""
    if text.startswith("年", place) and len(text[slice(*span)].strip("[]【】 ")) >= 4:
        return False
    lasts = _LASTS.search(text, max(0, span[0] - 6), span[0])
    return lasts is not None or _YEARS.match(text, place) is not None


def _named(raw: str, span: Span) -> Quote:
    """What [具体单位名称] asks for."""
    inside = trim(raw, (span[0] + 1, span[1] - 1))
    match = _PREFIX.match(inside.text)
    begins = match.end() if match and match.end() < len(inside.text) else 0
    return trim(raw, (inside.span[0] + begins, inside.span[1]))


def _of_date(raw: str, text: str, span: Span, begins: int) -> Quote | None:
    """What a date is of, where a preposition leads up to it: 评估工作 in 评估工作自[X]月启动."""
    leads = _SINCE.search(text, max(0, span[0] - 2), span[0])
    return label_of(raw, span, begins) or (noun_of(raw, span, begins) if leads else None)


def _of_no_unit(raw: str, text: str, span: Span, begins: int) -> tuple[Quote | None, str]:
    """Label and type of a slot without a unit: a name by the noun after it, else what its label asks for."""
    label = label_of(raw, span, begins)
    name = _NAMED.match(text, span[1])
    if name and not label:
        return Quote(raw[slice(*name.span())], name.span()), "name"
    acts = _ACTS.match(text, span[1]) or text[max(0, span[0] - 1) : span[0]] == "由"
    label = label or (noun_of(raw, span, begins) if acts else noun_after(raw, span[1]) or noun_of(raw, span, begins))
    return label, "name" if name or acts else _type_of(label, "text")


def _type_of(label: Quote | None, otherwise: str) -> str:
    """The type that a label asks for."""
    said = fold(label.text) if label else ""
    return next((kind for kind, pattern in _TYPE_OF_LABEL if pattern.search(said)), otherwise)
