"""OFD: the outline of a text laid out on pages, and what packages really look like."""

from __future__ import annotations

import pytest
from formats import documents, outline_of_file, outline_of_text, plain
from ofd import LEFT, NAMESPACE, SIZE, laid_out, ofd, package, page, root, tag, text_object
from zips import packed

import docparse_ofd
from docparse import Limits, LoadError, Result, SourceText

# 28 characters in a line: a blank at the end of a line is lost, which this text needs to have
_LOST = {"the attachments themselves may stand behind their list in one line"}


def load(members: dict[str, str | bytes], limits: Limits | None = None) -> SourceText:
    source = docparse_ofd.load_source("a.ofd", packed(members), limits or Limits())
    assert source is not None
    return source


def lines(members: dict[str, str | bytes]) -> list[str]:
    return [line for line in load(members).raw.split("\n") if line]


def placed(text: str, top: float, left: float = LEFT, **attributes: object) -> str:
    return text_object(text, left, top + SIZE, **attributes)


@pytest.mark.parametrize("name", sorted(documents().keys() - _LOST))
def test_the_outline_is_that_of_the_text(name: str) -> None:
    assert outline_of_file("a.ofd", ofd(documents()[name])) == outline_of_text(documents()[name])


def test_places_and_numbers_of_pages() -> None:
    source = load(package(laid_out("".join(f"第{n}项工作按期完成。\n" for n in range(60)))))
    found = source.raw.index("第30项")
    assert source.place(found) == "page 2"
    assert {source.raw[one.start : one.end].strip() for one in source.layout} == {"— 1 —", "— 2 —", "— 3 —"}
    assert {one.role for one in source.layout} == {"page_number"}
    assert source.media_type == "application/ofd"


# --- packages ----------------------------------------------------------------------------------------------------


def test_several_documents() -> None:
    first, second = (package(laid_out(f"关于做好{what}工作的通知\n一、目标\n二、任务\n")) for what in ("防汛", "防火"))
    bodies = "".join(tag("DocBody", tag("DocInfo") + tag("DocRoot", f"/Doc_{n}/Document.xml")) for n in (0, 1))
    members = first | {name.replace("Doc_0/", "Doc_1/"): part for name, part in second.items()}
    members["OFD.xml"] = root("OFD", bodies)
    rows = outline_of_file("a.ofd", packed(members))
    assert [(marker, level) for marker, _, level, _ in rows] == [("", 1), ("一、", 2), ("二、", 2)] * 2
    assert [heading for marker, _, _, heading in rows if not marker] == [
        "关于做好防汛工作的通知",
        "关于做好防火工作的通知",
    ]
    source = load(members)
    assert source.place(source.raw.index("防火")) == "page 2"


def test_the_current_version() -> None:
    members = package(laid_out("旧文本。"))
    versions = tag("Version", ID="1", Index="0", BaseLoc="Doc_0/V1.xml") + tag(
        "Version", ID="2", Index="1", Current="true", BaseLoc="Doc_0/V2.xml"
    )
    body = tag("DocInfo") + tag("DocRoot", "Doc_0/Document.xml") + tag("Versions", versions)
    members["OFD.xml"] = root("OFD", tag("DocBody", body))
    members["Doc_0/V2.xml"] = root("DocVersion", tag("DocRoot", "Document_2.xml"), ID="2")
    members["Doc_0/Document_2.xml"] = str(members["Doc_0/Document.xml"]).replace("Page_0", "Page_new")
    members["Doc_0/Pages/Page_new/Content.xml"] = page(placed("新文本。", 40))
    assert lines(members) == ["新文本。"]


@pytest.mark.parametrize("spelled", ["/Doc_0/PAGES/page_0/content.XML", "Pages\\Page_0\\Content.xml", "./Pages/Page_0/../Page_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml"])  # fmt: skip
def test_slips_in_locations(spelled: str) -> None:
    members = package([page(placed("一、总则", 40))])
    members["Doc_0/Document.xml"] = str(members["Doc_0/Document.xml"]).replace("Pages/Page_0/Content.xml", spelled)
    assert lines(members) == ["一、总则"]


@pytest.mark.parametrize(
    "declared", [f'xmlns:ofd="{NAMESPACE}"', 'xmlns:ofd="http://www.ofdspec.org"', f'xmlns="{NAMESPACE}"', ""]
)
def test_namespaces(declared: str) -> None:
    """With the prefix of the standard, with a default namespace, with none; and the address of its draft."""
    prefix = "ofd:" if ":ofd" in declared else ""
    members = package([page(placed("一、总则", 40))])
    spelled = {
        name: str(part)
        .replace(f'xmlns:ofd="{NAMESPACE}"', declared)
        .replace("<ofd:", f"<{prefix}")
        .replace("</ofd:", f"</{prefix}")
        for name, part in members.items()
    }
    assert lines(dict(spelled)) == ["一、总则"]


def test_names_in_other_cases_and_with_backslashes() -> None:
    members = package([page(placed("一、总则", 40))])
    assert lines({name.replace("/", "\\").upper(): part for name, part in members.items()}) == ["一、总则"]


def test_what_is_no_ofd_is_left_to_others() -> None:
    assert docparse_ofd.load_source("a.ofd", packed({"a.txt": "一、"}), Limits()) is None
    assert docparse_ofd.load_source("a.ofd", b"text", Limits()) is None


# --- pages -------------------------------------------------------------------------------------------------------


def test_blocks_in_blocks_and_what_is_hidden() -> None:
    block = tag("PageBlock", tag("PageBlock", placed("里面的字", 60), ID=8), ID=9)
    hidden = placed("看不见的字", 80, Visible="false") + tag("PageBlock", placed("也看不见", 90), Visible="false")
    assert lines(package([page(placed("外面的字", 40) + block + hidden)])) == ["外面的字", "里面的字"]


def test_characters_as_objects_of_their_own_in_any_order() -> None:
    text = "一、加强领导"
    objects = [text_object(char, LEFT + place * SIZE, 60) for place, char in enumerate(text)]
    assert lines(package([page("".join(reversed(objects)))])) == [text]


def test_offsets_with_repeats() -> None:
    code = tag("TextCode", "一二三四五六", X="0", Y="5", DeltaX=f"g 2 {SIZE} {SIZE} g 2 {SIZE}")
    wide = tag("TextCode", "左边右边", X="0", Y="5", DeltaX=f"{SIZE} 90 {SIZE}")
    objects = [
        tag("TextObject", code, ID=1, Boundary="28 40 40 6", Font=3, Size=SIZE),
        tag("TextObject", wide, ID=2, Boundary="28 80 150 6", Font=3, Size=SIZE),
    ]
    found = load(package([page("".join(objects))])).raw
    assert "一二三四五六" in found
    assert "左边右边" not in found  # they stand 90 mm apart


def test_a_code_goes_on_where_the_one_before_began() -> None:
    codes = tag("TextCode", "上行", X="0", Y="5", DeltaX=SIZE) + tag("TextCode", "下行", Y="25", DeltaX=SIZE)
    assert lines(package([page(tag("TextObject", codes, ID=1, Boundary="28 40 40 40", Size=SIZE))])) == ["上行", "下行"]


def test_matrices() -> None:
    """A converter from PDF sets type of 16 points and scales it down; another turns the whole page."""
    code = tag("TextCode", "一、总则", X="0", Y="14", DeltaX="g 3 16")
    scaled = tag("TextObject", code, ID=1, Boundary="28 40 30 6", Size=16, CTM="0.3528 0 0 0.3528 0 0")
    assert lines(package([page(scaled + placed("正文", 60))])) == ["一、总则", "正文"]
    turned = [
        tag(
            "TextObject", tag("TextCode", text, X="0", Y="0", DeltaX=f"g {len(text) - 1} {SIZE}"),
            ID=place, Boundary=f"{150 - 12 * place} 30 6 60", Size=SIZE, CTM="0 1 -1 0 0 0",
        )
        for place, text in enumerate(["横排的表", "一、第一行", "二、第二行"])
    ]  # fmt: skip
    assert lines(package([page("".join(turned))])) == ["横排的表", "一、第一行", "二、第二行"]


def test_upright_columns() -> None:
    code = tag("TextCode", "装订线内不要答题", X="0", Y="5", DeltaY=f"g 7 {SIZE * 1.5}")
    column = tag("TextObject", code, ID=7, Boundary="8 60 6 90", Size=SIZE)
    assert "装订线内不要答题" in lines(package([page(column + placed("一、总则", 40))]))


def test_letter_spacing_and_bold_by_printing_twice() -> None:
    spaced = "".join(text_object(char, LEFT + place * 2 * SIZE, 40) for place, char in enumerate("某某县人民政府文件"))
    twice = placed("重复印的字", 60) + placed("重复印的字", 60, left=LEFT + 0.2)
    assert lines(package([page(spaced + twice)])) == ["某某县人民政府文件", "重复印的字"]


def test_drawings_used_again() -> None:
    unit = tag("CompositeGraphicUnit", tag("Content", placed("盖章处", 5, left=0)), ID=50, Width="30", Height="10")
    loop = tag("CompositeGraphicUnit", tag("Content", tag("CompositeObject", ResourceID=51, Boundary="0 0 9 9")), ID=51)
    use = tag("CompositeObject", ID=60, ResourceID=50, Boundary="100 200 30 10")
    use += tag("CompositeObject", ID=61, ResourceID=51, Boundary="0 0 9 9")
    members = package([page(placed("正文。", 40) + use)])
    members["Doc_0/PublicRes.xml"] = root("Res", tag("CompositeGraphicUnits", unit + loop))
    assert lines(members) == ["正文。", "盖章处"]


def test_emphasis() -> None:
    body = "".join(placed("正文正文正文正文正文正文正文。", 60 + 10 * n) for n in range(4))
    source = load(package([page(placed("一、黑体的标题", 40, Font=4) + body + placed("加粗的字", 110, Weight=700))]))
    assert {source.raw[one.start : one.end] for one in source.layout} == {"一、黑体的标题", "加粗的字"}


def rule(left: float, top: float, width: float, height: float) -> str:
    return tag("PathObject", tag("AbbreviatedData", "M 0 0 L 9 0"), ID=5, Boundary=f"{left} {top} {width} {height}")


def test_tables_and_the_rules_of_an_imprint() -> None:
    rows = [["序号", "单位", "数量"], ["1", "甲镇", "10"], ["2", "乙镇", "20"]]
    frame = "".join(rule(27, 40 + 12 * n, 130, 0.3) for n in range(4))
    frame += "".join(rule(27 + 40 * n, 40, 0.3, 36) for n in range(4))
    words = [placed(word, 42 + 12 * n, LEFT + 40 * m) for n, row in enumerate(rows) for m, word in enumerate(row)]
    source = load(package([page(frame + "".join(words))]))
    assert source.raw == "序号\t单位\t数量\n1\t甲镇\t10\n2\t乙镇\t20\n"
    assert {one.role for one in source.layout} == {"table_row"}
    lined = "".join(rule(27, 240 + 10 * n, 156, 0.4) for n in range(3))
    imprint = (
        placed("抄送：县委各部门。", 242) + placed("某某县人民政府办公室", 252) + placed("2025年3月6日印发", 252, 130)
    )
    assert load(package([page(placed("正文。", 40) + lined + imprint)])).layout == []


def test_a_page_that_is_a_picture_among_others() -> None:
    picture = tag("ImageObject", ID=1, ResourceID=2, Boundary="0 0 210 297", CTM="210 0 0 297 0 0")
    source = load(package([page(placed("正文。", 40)), page(picture), page("")]))
    assert [place for _, place in source.anchors] == ["page 1", "page 2, not read"]
    assert unread(plain().parse(source)) == [("page_not_read", "page 2", len(source.raw) - 1)]
    members = {"附件1.ofd": packed(package([page(placed("正文。", 40)), page(picture)])), "附件2.txt": "正文。\n"}
    archive = plain().parse_bytes(packed(members), "a.zip")
    assert unread(archive) == [("page_not_read", "附件1.ofd, page 2", len("正文。\n"))]


def unread(result: Result) -> list[tuple[str, str, int]]:
    return [(one.code, one.message.partition(" shows")[0], one.span[0]) for one in result.diagnostics]


# --- templates, annotations, attachments -------------------------------------------------------------------------


def template(text: str) -> tuple[str, str, dict[str, str | bytes]]:
    common = tag("TemplatePage", ID=70, BaseLoc="Tpls/Tpl_0/Content.xml")
    return common, tag("Template", TemplateID=70, ZOrder="Background"), {"Doc_0/Tpls/Tpl_0/Content.xml": page(text)}


def test_a_template_of_several_pages_is_no_text_of_them() -> None:
    common, use, more = template(placed("某某县人民政府公报", 15))
    pages = [page(placed(f"第{n}页的正文。", 100), templates=use) for n in "一二三"]
    source = load(package(pages, common=common, **more))
    assert source.raw.count("公报") == 1
    (head,) = [one for one in source.layout if "公报" in source.raw[one.start : one.end]]
    assert head.role == "running_head"


def test_a_template_of_one_page_belongs_to_it() -> None:
    """Invoices have the labels of their fields there."""
    common, use, more = template(placed("发票号码：", 15) + placed("购买方名称：", 40))
    shown = placed("24112000", 15, left=LEFT + 5.2 * SIZE) + placed("某某公司", 40, left=LEFT + 6.2 * SIZE)
    found = load(package([page(shown, templates=use)], common=common, **more)).raw
    assert "发票号码：24112000" in found
    assert "购买方名称：某某公司" in found


def test_annotations_stand_behind_the_pages() -> None:
    listed = root("Annotations", tag("Page", tag("FileLoc", "Page_0/Annotation.xml"), PageID=100))
    inner = text_object("骑缝章", 0, 6)
    notes = [
        ("Stamp", inner, {}),
        ("Watermark", text_object("内部资料", 0, 6), {}),
        ("Stamp", text_object("废章", 0, 6), {"Visible": "false"}),
    ]
    shown = "".join(
        tag("Annot", tag("Appearance", text, Boundary="100 100 40 40"), ID=place, Type=kind, **hidden)
        for place, (kind, text, hidden) in enumerate(notes)
    )
    members = package([page(placed("一、第一部分的正文写到这里，", 40) + placed("后面还有。", 50))], document=tag("Annotations", "Annots/Annotations.xml"))  # fmt: skip
    members["Doc_0/Annots/Annotations.xml"] = listed
    members["Doc_0/Annots/Page_0/Annotation.xml"] = root("PageAnnot", shown)
    source = load(members)
    assert source.raw.split("\n")[-3:] == ["骑缝章", "内部资料", ""]
    assert "废章" not in source.raw
    roles = {source.raw[one.start : one.end].strip(): one.role for one in source.layout}
    assert (roles["骑缝章"], roles["内部资料"]) == ("footnote", "running_head")
    assert source.place(source.raw.index("骑缝章")) == "page 1, annotation"


def test_attachments_are_named() -> None:
    members = package([page(placed("正文。", 40))], document=tag("Attachments", "Attachs/Attachments.xml"))
    entry = tag("Attachment", tag("FileLoc", "名单.docx"), ID="1", Name="附件1名单.docx", Format="docx")
    members["Doc_0/Attachs/Attachments.xml"] = root("Attachments", entry)
    members["Doc_0/Attachs/名单.docx"] = b"PK\x03\x04"
    source = load(members)
    assert source.raw.split("\n")[-2] == "附件1名单.docx"
    assert source.place(len(source.raw) - 2) == "attachment"


# --- what tags and bookmarks tell --------------------------------------------------------------------------------


def test_tags_of_official_documents() -> None:
    shown = [
        (1, "某某县人民政府"), (2, "某政发〔2025〕8号"), (3, "关于全面推进城乡环境"), (4, "整治提升"), (5, "各乡镇"),
        (6, "现将有关要求通知如下。"), (7, "某某县人民政府"), (8, "二〇二五年三月六日"),
    ]  # fmt: skip
    objects = "".join(text_object(text, 60, 40 + 12 * place, number) for place, (number, text) in enumerate(shown))
    named = [("发文机关标志", [1]), ("发文字号", [2]), ("标题", [3, 4]), ("主送机关", [5]), ("发文机关署名", [7]), ("成文日期", [8])]  # fmt: skip
    tags = "".join(
        tag(name, "".join(tag("ObjectRef", str(number), PageRef=100) for number in numbers)) for name, numbers in named
    )
    members = package([page(objects)], document=tag("CustomTags", "Tags/CustomTags.xml"))
    members["Doc_0/Tags/CustomTags.xml"] = root(
        "CustomTags", tag("CustomTag", tag("FileLoc", "Tag.xml"), TypeID="公文")
    )
    members["Doc_0/Tags/Tag.xml"] = root("公文", tags)
    source = load(members)
    roles = [(source.raw[one.start : one.end], one.role) for one in source.layout if one.role != "emphasis"]
    told = dict(roles)
    assert told["某政发〔2025〕8号"] == "document_number"
    assert told["各乡镇"] == "main_recipients"
    assert told["二〇二五年三月六日"] == "signature_date"
    title = "".join(text for text, role in roles if role == "document_title")
    assert title == "某某县人民政府关于全面推进城乡环境整治提升"
    assert [role for text, role in roles if text == "某某县人民政府"] == ["document_title", "signature"]


def test_bookmarks_are_headings() -> None:
    marks = tag("OutlineElem", tag("OutlineElem", Title="（一）机制"), Title="一、总体要求")
    shown = placed("一、总体要求", 40) + placed("（一）机制", 52) + placed("正文。", 64)
    source = load(package([page(shown)], document=tag("Outlines", marks)))
    found = [(source.raw[one.start : one.end], one.level) for one in source.layout if one.role == "heading"]
    assert found == [("一、总体要求", 1), ("（一）机制", 2)]


# --- what is not read --------------------------------------------------------------------------------------------


def refusal(members: dict[str, str | bytes], limits: Limits | None = None) -> LoadError:
    with pytest.raises(LoadError) as caught:
        load(members, limits)
    return caught.value


def test_pages_without_text_say_so() -> None:
    picture = tag("ImageObject", ID=1, ResourceID=2, Boundary="0 0 210 297", CTM="210 0 0 297 0 0")
    outline = tag("PathObject", tag("AbbreviatedData", "M 0 0 L 9 9"), ID=2, Boundary="0 0 9 9")
    error = refusal(package([page(picture), page(outline)]))
    assert (error.code, error.refused) == ("DP-L107", False)
    assert "its 2 pages show no text" in error.message
    assert refusal(package([])).code == "DP-L107"


def test_encrypted_packages() -> None:
    assert refusal(package([page("")]) | {"Encryptions.xml": root("Encryptions", "")}).code == "DP-L105"


def test_glyphs_that_are_no_characters() -> None:
    glyphs = tag("CGTransform", tag("Glyphs", "20 21 19"), CodePosition=0, CodeCount=3, GlyphCount=3)
    code = tag("TextCode", "¤¤¤", X="0", Y="5", DeltaX=f"g 2 {SIZE}")
    assert refusal(package([page(tag("TextObject", glyphs + code, ID=1, Boundary="28 40 40 6", Size=SIZE))])).code == "DP-L107"  # fmt: skip


@pytest.mark.parametrize("part", ["Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"])
def test_parts_that_are_missing_or_damaged(part: str) -> None:
    members = package([page(placed("一、总则", 40))])
    without = {name: content for name, content in members.items() if name != part}
    assert refusal(without).code == "DP-L103"
    error = refusal(members | {part: "<ofd:"})
    assert error.code == "DP-L103"
    assert part in error.message


def test_limits() -> None:
    pages = laid_out("".join(f"第{n}项工作按期完成。\n" for n in range(60)))
    assert refusal(package(pages), Limits(pages=2)).code == "DP-L001"
    assert refusal(package(pages), Limits(text=100)).code == "DP-L001"
    assert refusal(package(pages), Limits(paragraphs=10)).code == "DP-L001"


def test_numbers_that_are_none() -> None:
    code = tag("TextCode", "一、总则", X="nan", Y="1e999", DeltaX="g 99999999999 1e300")
    objects = tag("TextObject", code, ID=1, Boundary="inf - 1e308 x", CTM="1e300 0 0 1e300 nan 0", Size="-1e9")
    assert "".join(lines(package([page(objects, area=tag("Area", tag("PhysicalBox", "0 0 1e308 nan")))]))) == "一、总则"
