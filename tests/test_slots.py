"""Slots: what a template leaves open, what each place asks for, and the template with values in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docparse
from docparse import Slot, SlotError, fill_slots


def read(text: str) -> list[Slot]:
    """The slots, after a look at their spans and ids."""
    found = docparse.read_slots(text)
    ids = [slot.slot_id for slot, _ in found]
    assert len(ids) == len(set(ids))
    for slot, span in found:
        assert slot.span == span
        assert slot.slot_type in docparse.SLOT_TYPES
        for name in ("label", "unit", "placeholder"):
            value = getattr(slot, name)
            assert value is None or text[slice(*slot.spans[name])] == value
        assert slot.is_open == (slot.value is None)
    return [slot for slot, _ in found]


TYPES = [
    ("共召开专题会议[X]次", "专题会议", "次", "count"),
    ("组织调研座谈XX场", "调研座谈", "场", "count"),
    ("开展个别访谈[X]人次", "个别访谈", "人次", "count"),
    ("下设[X]个党支部，", "党支部", "个", "count"),
    ("涉及形式主义、官僚主义等[X]大类问题。", "问题", "大类", "count"),
    ("将三场会合并为[X]场综合会议，", "综合会议", "场", "count"),
    ("群众反映强烈的[X]起典型案例进行剖析", "典型案例", "起", "count"),
    ("历时[X]个月", "历时", "个月", "count"),
    ("活动历时X年", "活动历时", "年", "count"),
    ("编发简报X余期", "简报", "期", "count"),
    ("事项覆盖率达到[X]%", "事项覆盖率", "%", "percent"),
    ("违规接待支出同比下降[X]%", "违规接待支出同比下降", "%", "percent"),
    ("较上年提高X.X个百分点", "较上年提高", "个百分点", "percent"),
    ("将人均接待费用控制在[X]元以内", "人均接待费用", "元", "money"),
    ("投入改造资金XX万元", "改造资金", "万元", "money"),
    ("本次评估工作自[X]月启动", "评估工作", "月", "date"),
    ("评估得分XX分", "评估得分", "分", "count"),
    ("涉及[X]个村。", "村", "个", "count"),
    ("20XX年度补助资金12万元", None, "年", "date"),
    ("评分为X分", "评分", "分", "count"),
    ("惠及XX万群众", "群众", "万", "count"),
    ("下拨资金[  ]万元", "下拨资金", "万元", "money"),
    ("发现隐患[  ]处", "隐患", "处", "count"),
    ("覆盖乡镇（街道）XX个", "乡镇", "个", "count"),
    ("回收XX份", "回收", "份", "count"),
    ("对[X]个问题逐一销号", "问题", "个", "count"),
    ("二、概况 评估组由[X]人组成", "评估组", "人", "count"),
    ("会议由XXX主持", "会议", None, "name"),
    ("做好XX工作，", "工作", None, "text"),
    ("居全市第X位", None, "位", "number"),
    ("由XX县牵头", "县", None, "name"),
    ("牵头单位：____", "牵头单位", None, "name"),
    ("联系电话：XXXX-XXXXXXX", "联系电话", None, "number"),
    ("评估时间：________", "评估时间", None, "date"),
    ("参加人数：____人", "参加人数", "人", "count"),
    ("| 会议次数 | [X] | 次 |", "会议次数", "次", "count"),
    ("报[具体单位名称]审定", "单位名称", None, "name"),
    ("“点题评改”[X]次", "点题评改", "次", "count"),
    ("共召開專題會議[X]次", "專題會議", "次", "count"),
    ("發放調查問卷××份", "調查問卷", "份", "count"),
    ("覆蓋率達到**%", "覆蓋率", "%", "percent"),
    ("打造生态_城市", "城市", None, "text"),
    ("先后有[X]名骨干教师获得省级表彰", "骨干教师", "名", "count"),
    ("选派[X]名技术人员到基层锻炼", "技术人员", "名", "count"),
    ("新建[X]个以上示范基地，", "示范基地", "个", "count"),
    ("爭取[X]萬元的專項資金的投入", "專項資金", "萬元", "money"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "unit", "kind"), TYPES)
def test_what_a_slot_asks_for(text: str, label: str, unit: str | None, kind: str) -> None:
    (slot,) = [slot for slot in read("。" + text) if slot.is_open]
    assert (slot.label, slot.unit, slot.slot_type) == (label, unit, kind)


def test_ids_can_be_told_apart() -> None:
    slots = read("党员[X]人，占比[X]%；干部[X]人，占比[X]%；X月X日至X月X日；占比_2[X]份")
    assert [slot.slot_id for slot in slots] == [
        "党员", "占比", "干部", "占比_2", "月", "日", "月_2", "日_2", "占比_2_2",
    ]  # fmt: skip


def test_a_date_and_a_range_have_one_label() -> None:
    slots = read("会议定于20XX年X月X日召开，到会XX至XX人")
    assert [(slot.slot_id, slot.unit) for slot in slots][:3] == [
        ("会议定_年", "年"), ("会议定_月", "月"), ("会议定_日", "日"),
    ]  # fmt: skip
    assert [(slot.label, slot.unit) for slot in slots][3:] == [("到会", "人"), ("到会", "人")]


def test_a_list_has_one_label() -> None:
    slots = read("累计帮助困难群众XX户XXX人，占比分别为XX%、XX%，惠及XX个行政村XX万群众")
    assert [(slot.label, slot.unit) for slot in slots] == [
        ("困难群众", "户"), ("困难群众", "人"), ("占比", "%"), ("占比", "%"), ("行政村", "个"), ("群众", "万"),
    ]  # fmt: skip


def test_numbers_are_slots_that_are_filled() -> None:
    slots = read("召开会议12次，增长3.5%，第2次会议，3×4米，清发〔2025〕6号。覆盖[X]个乡镇。")
    assert [(slot.slot_id, slot.value, slot.placeholder) for slot in slots] == [
        ("会议", 12, None), ("增长", 3.5, None), ("乡镇", None, "[X]"),
    ]  # fmt: skip


def test_a_threshold_is_no_slot() -> None:
    assert [slot.value for slot in read("超过50人的班级占3%。")] == [3]


def test_ids_are_those_of_the_whole_text() -> None:
    text = "占比[X]%。\n占比[X]%。\n"
    ((slot, span),) = docparse.read_slots(text, (8, len(text)))
    assert (slot.slot_id, text[slice(*span)]) == ("占比_2", "[X]")


# --- filling in ----------------------------------------------------------------------------------------------------

TEMPLATE = """XX县营商环境评估报告\r
　　本次评估自[X]月启动，发放问卷[X]份，满意度[X]%，较上年提高X.X个百分点。\r
　　投入资金**万元，占比[X]%；收到意见[X]条，占比[X]%。\r
"""


def test_a_template_is_filled_in() -> None:
    filled = fill_slots(
        TEMPLATE, {"县": "清河", "评估_月": 3, "问卷": 1200.0, "满意度": "98.5", "占比_2": 12.5, "资金": None}
    )
    assert filled.text.splitlines() == [
        "清河县营商环境评估报告",
        "　　本次评估自3月启动，发放问卷1200份，满意度98.5%，较上年提高X.X个百分点。",
        "　　投入资金**万元，占比[X]%；收到意见[X]条，占比12.5%。",
    ]
    assert [slot.slot_id for slot in filled.open] == ["较上年提高", "资金", "占比", "意见"]
    assert {name: filled.text[slice(*span)] for name, span in filled.spans.items()} == {
        "县": "清河", "评估_月": "3", "问卷": "1200", "满意度": "98.5", "占比_2": "12.5",
    }  # fmt: skip
    assert all(TEMPLATE[slice(*slot.span)] == slot.placeholder for slot in filled.open)


def test_filling_in_numbers_changes_no_other_id() -> None:
    ids = [slot.slot_id for slot in read(TEMPLATE)]
    for number in ("评估_月", "问卷", "满意度", "资金", "占比", "占比_2"):
        assert [slot.slot_id for slot in read(fill_slots(TEMPLATE, {number: 7}).text)] == ids


@pytest.mark.parametrize(
    ("values", "code", "message", "remedy"),
    [
        ({"满意率": 98}, "DP-S001", "no open slot for '满意率'", "did you mean 满意度?"),
        ({"zzz": 1, "qqq": 2}, "DP-S001", "'zzz' (and for 1 more)", "--form"),
        ({"满意度": "98%"}, "DP-S002", "% is printed after it", "give it without %"),
        ({"满意度": True}, "DP-S002", "of type bool", "give a text, a number or null"),
        ({"满意度": [1]}, "DP-S002", "of type list", "give a text, a number or null"),
        ({"满意度": float("nan")}, "DP-S002", "is nan", "give a text, a number or null"),
    ],
)
def test_values_that_do_not_fit(values: dict[str, object], code: str, message: str, remedy: str) -> None:
    with pytest.raises(SlotError) as caught:
        fill_slots(TEMPLATE, values)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert message in caught.value.message
    assert remedy in caught.value.remedy


PIECES = st.sampled_from(
    ["[X]", "XX", "20XX年", "____", "××", "某", "*", "X", "次", "%", "万元", "会议", "占比", "。", "，", "\n", "\r\n", "县", " ",
     "3", "召开", "：", "|", "至", "、", "〔", "〕", "号", "\ud800", "😀"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.data())
def test_nothing_but_the_slots_changes(text: str, data: st.DataObject) -> None:
    slots = [slot for slot in read(text) if slot.is_open]
    chosen = data.draw(st.lists(st.sampled_from(slots), unique_by=lambda slot: slot.slot_id) if slots else st.just([]))
    values = {slot.slot_id: data.draw(st.text("甲乙\n7 ", max_size=4)) for slot in chosen}
    filled = fill_slots(text, values)
    expected = text
    for slot in reversed(slots):
        if values.get(slot.slot_id):
            expected = expected[: slot.span[0]] + values[slot.slot_id] + expected[slot.span[1] :]
    assert filled.text == expected
    assert {name: filled.text[slice(*span)] for name, span in filled.spans.items()} == {
        name: value for name, value in values.items() if value
    }
    assert [slot.slot_id for slot in filled.open] == [s.slot_id for s in slots if not values.get(s.slot_id)]
    assert fill_slots(text, {}).text == text


@pytest.mark.parametrize("text", ["会议[X]次，", "占比X%", "X月X日", "____", "某县", "12个，", "XX"])
def test_many_slots_are_read_quickly(text: str) -> None:
    read(text * 5000)


def test_the_real_template(seeds: dict[str, str]) -> None:
    (text,) = (text for stem, text in seeds.items() if stem.startswith("001"))
    slots = [slot for slot in read(text) if slot.is_open]
    assert len(slots) == text.count("[X]") == 40
    assert all(slot.label and slot.unit for slot in slots)
    assert {"专题会议", "调研座谈", "个别访谈", "调查问卷", "意见建议", "问题清单", "整改台账"} < {
        slot.label for slot in slots
    }
