"""The checks of the plugin `lint`: composed texts with and without each fault, its fixes, and the real documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse import Diagnostic, Parser, parse
from docparse.findings import SEVERITIES
from docparse_lint import RULES

CODES = {rule.code for rule in RULES}

# code -> texts that have the fault, each with what the finding points at
FAULTS: dict[str, list[tuple[str, str]]] = {
    "continuous_numbering": [
        ("一、工作目标\n1.建机制。\n2.强队伍。\n二、保障措施\n3.加强领导。\n4.落实经费。\n", "3."),
        ("一、目标\n1.建机制。\n2.强队伍。\n二、保障\n1.抓领导。\n2.抓经费。\n三、考核\n3.定办法。\n4.抓兑现。\n", "3."),
    ],
    "level_style_nonstandard": [
        ("一、总体要求\n1、建机制。\n2、强队伍。\n", "1、"),
        ("一、总体要求\n1)建机制。\n2)强队伍。\n", "1)"),
        ("（一）、总体要求\n好。\n（二）、任务\n好。\n", "（一）、"),
    ],
    "heading_without_body": [
        ("一、基本情况\n全县有学校八所。\n二、主要做法\n我们狠抓落实。\n三、经验启示\n", "三、经验启示"),
    ],
    "placeholder_unfilled": [
        ("全年召开会议X次。\n", "X"),
        ("全年召开会议[X]次，培训[X]人。\n", "[X]次，培训[X]"),
        ("我县20**年获评先进。\n", "20**"),
        ("建设生态_、魅力_县城。\n", "_、魅力_"),
        ("××市人民政府印发通知。\n", "××"),
        ("请某某同志主持。\n", "某某"),
    ],
    "placeholder_blank": [
        ("全年接待群众 人次，反映良好。\n", "接待群众 人次"),
        ("县教育局\n  年  月  日\n", "  年  月  日"),
        ("全年共接待人次。\n", "共接待人次"),
        ("累計完成投資億元，\n", "累計完成投資億元"),
        ("印发宣传资料余份，反映良好。\n", "印发宣传资料余份"),
    ],
    "placeholder_overreach": [
        ("补助标准提高到120xx元。\n", "120xx元"),
        ("早在20xx多年前就有记载。\n", "20xx多年前"),
        ("已有20xx年没有修过。\n", "有20xx年没有"),
    ],
    "stripped_text": [
        ("以“”规划为统领，抓好落实。\n", "“”"),
        ("全镇狠抓落实。，按要求开展。\n", "。，"),
        ("早在，我局就成立了机构。\n", "早在，"),
        ("强调，要抓好落实。\n", "强调，"),
        ("從學習黨的以來的精神入手。\n", "黨的以來"),
        ("工作周期（—）已经结束。\n", "（—）"),
        ("他们屡获大奖，为争了光，为家乡添了彩。\n", "为争了光"),
        ("這次比賽中，為添了不少光。\n", "為添了不少光"),
        ("我局在的正确领导下，在各界的关心支持下，圆满完成任务。\n", "在的"),
        ("全县教育系统以为指导，狠抓落实。\n", "以为指导"),
        ("要按照 书记的讲话精神，狠抓落实。\n", " 书记的讲话"),
        ("领导小组组长 同志在会上作了部署。\n", " 同志"),
        ("一要提升复杂矛盾的能力，二要增强本领。\n", "提升复杂矛盾的能力"),
        ("鍛鍊難題的本領。\n", "鍛鍊難題的本領"),
        ("成绩有目共睹。希望的教育工作能再上台阶。\n", "希望的"),
    ],
    "page_number_artefact": [
        ("各校要用好教育信 6 息网，按时报送。\n", " 6 "),
        ("各校要加强领导— 12 —落实责任。\n", "— 12 —"),
    ],
    "watermark_artefact": [("利用校园好范文 域网开展教学。\n", "好范文 ")],
    "table_remnant": [("各单位要做好总结工作。 |\n", " |"), ("各单位要做好总结工作。\n县教育局\n|\n", "|")],
    "anti_copy_dot": [("由于种.种原因，未能完成。\n", "."), ("报县政.府审定。\n", ".")],
    "conversion_error": [
        ("推動經濟髮展，爭取支持。\n", "髮"),
        ("爭取各個方麵支持。\n", "麵"),
        ("改革中國小職稱制度。\n", "中國小"),
    ],
    "missing_terminal_punctuation": [
        (
            "一、加强学习。各单位要扎实开展学习活动，确保取得实效\n二、狠抓落实。各单位要按期办结。\n",
            "确保取得实效",
        ),
        ("二是提高自身修养古人云，吾日三省吾身。\n", "提高自身修养古人云"),
        ("第二，增強服務意識當今時代是競爭的時代。\n", "增強服務意識當今時代"),
    ],
    "unclosed_quote": [("深入开展“五项教育活动，取得实效。\n", "“五项教育活动，取得实效。")],
    "unbalanced_quote": [("深入开展五项教育”活动，取得实效。\n", "”"), ("按照‘一岗双责’‛的要求。\n", "‛")],
    "quote_glyph": [
        ("学习‚五一‛精神。\n", "‚五一‛"),
        ("执行≤公文处理办法≥。\n", "≤公文处理办法≥"),
        ('检查不留"死角"。\n', '"死角"'),
    ],
    "doc_number_bracket": [
        ("《关于开展创建的通知》（清文明委[2011]11号）印发。\n", "清文明委[2011]11号"),
        ("清府发（2015）12号\n", "清府发（2015）12号"),
        ("縣府發［2011］11號\n", "縣府發［2011］11號"),
    ],
    "doc_number_leading_zero": [("清府发〔2015〕012号\n", "清府发〔2015〕012号")],
    "date_glyph": [
        ("二0一一年十月\n", "二0一一"),
        ("二OO八年\n", "二OO八"),
        ("二○○八年\n", "二○○八"),
        ("二Ｏ一一年\n", "二Ｏ一一"),
    ],
    "date_impossible": [
        ("定于2025年2月30日召开。\n", "2025年2月30日"),
        ("定于6月31日召开。\n", "6月31日"),
        ("定于二〇二五年二月三十日召开。\n", "二〇二五年二月三十日"),
        ("定于13月5日召开。\n", "13月5日"),
    ],
    "date_order": [
        ("2012年至2010年，全县增长。\n", "2012年至2010年"),
        (
            "关于值班的通知\n一、要求\n好。\n县教育局\n2025年3月6日\n县教育局办公室 2025年3月1日印发\n",
            "2025年3月1日",
        ),
    ],
    "signature_and_date_on_one_line": [
        ("一、工作\n好。\n清河县教育局 2025年3月6日\n", "清河县教育局 2025年3月6日"),
    ],
    "metadata_empty": [
        ("索引号：002/2025-1\n发文机关：县教育局\n成文日期：2025-05-27\n有效性：有效\n-\n关于值班的通知\n一、要求\n", "-"),
    ],
    "attachment_missing": [
        ("关于工作的通知\n一、工作\n好。\n附件：1.评分表\n2.汇总表\n2024年3月1日\n附件1\n评分表\n一、卫生\n", "2"),
    ],
    "attachment_unlisted": [
        (
            "关于工作的通知\n一、工作\n好。\n附件：1.评分表\n2024年3月1日\n附件1\n评分表\n一、卫生\n附件2\n汇总表\n",
            "附件2",
        ),
    ],
    "request_in_report": [("关于防汛工作的报告\n县人民政府：\n经费不足。\n妥否，请批示。\n", "妥否，请批示")],
    "multiple_recipients_in_request": [
        ("关于防汛经费的请示\n县人民政府、县财政局：\n经费不足。\n妥否，请批示。\n", "县人民政府、县财政局："),
    ],
    "reference_unresolved": [
        ("第一条 制定本办法。\n第二条 违反本办法第九条规定的，处罚。\n第三条 本办法自发布之日起施行。\n", "本办法第九条"),
        ("关于工作的通知\n一、工作\n名额见附件3。\n附件：1.评分表\n2.汇总表\n2024年3月1日\n", "见附件3"),
    ],
    "named_set_count": [
        (
            "“五个一”就是说好每句话，办好每件事，接好每个电话，待好每个人。\n",
            "“五个一”就是说好每句话，办好每件事，接好每个电话，待好每个人。",
        ),
    ],
}  # fmt: skip

# code -> texts that only look as if they had the fault
SOUND: dict[str, list[str]] = {
    "continuous_numbering": [
        "一、目标\n1.建机制。\n2.强队伍。\n二、保障\n1.加强领导。\n2.落实经费。\n",
        "一、目标\n1.建机制。\n2.强队伍。\n二、保障\n3.抓领导。\n4.抓经费。\n三、考核\n5.定办法。\n6.抓兑现。\n",
    ],
    "level_style_nonstandard": ["一、总体要求\n（一）目标\n1.建机制。\n（1）强队伍。\n"],
    "heading_without_body": [
        "一、项目清单\n（一）教育方面6项。\n（二）文化方面3项。\n（三）卫生方面2项。\n",
        "一、健全机制\n二、强化考核\n三、抓好落实\n",
    ],
    "placeholder_unfilled": [
        "开展X射线检查，配备X光机。\n",
        "长3×4米，变量X和Y。\n",
        "**重点**工作。file_name_x\n",
        "邮箱：XXX@example.org\n",
        "注*：数据为快报数，*为预计数。\n",
    ],
    "placeholder_blank": [
        "培训 人员，接待来访 3人次。\n", "2025 年 3 月 6 日\n",
        "共接待三百人次，累计完成投资数亿元，接待人次，印发资料千余份，组织其余人，培训富余人、近百余人次。\n",
        "共完成投资5亿元，累计投入上万元，发放补助结余元。\n",
    ],
    "placeholder_overreach": ["20xx年工作总结。\n"],
    "stripped_text": [
        "会议强调，要抓好落实。\n",
        "从开始，到结束，都很顺利。\n",
        "弘扬党的精神谱系，1月至3月完成。\n",
        "这是关键——落实。\n",
        "为学校争了光，为的是不负重托；为出了力的企业挂牌，为此解了难。\n",
        "目前存在的困难在上级的支持下已经解决，所在的支部在镇党委指导下成立，还在的同志在专人引领下离场。\n",
        "以创新为引领，可以为指导；他以为指导工作就是发文件。\n",
        "按照县委书记的讲话精神，王大明 同志主持，组长： 同志们好。\n",
        "提高解决问题的能力，增强抵御风险的本领，提升突发事件的处置能力，强化问题整改的力度。\n",
        "希望的田野上机器轰鸣。希望的种子要用心培育。希望大家继续努力。希望的是都有收获。\n",
    ],
    "page_number_artefact": ["共 6 项任务，第 3 条，完成 5 个。\n", "2010-2011年度。\n", "由 3 所学校承担。\n", "1 县教育局 12 无\n"],
    "watermark_artefact": ["写好公文，用好网站。\n"],
    "table_remnant": ["| 甲 | 乙 |\n", "甲\n|\n乙\n|\n丙\n"],
    "anti_copy_dot": ["巴拉克·奥巴马来访。一.加强领导。\n", "“五.一”假期。\n"],
    "conversion_error": ["理髮店、麵條、頭髮、中國小學生。\n", "理发店、面条、发展。\n"],
    "missing_terminal_punctuation": [
        "一、加强学习\n各单位要按期办结。\n二、狠抓落实\n各单位要按期办结。\n",
        "要提高把握当今时代的能力，增强意识，事实证明有效。建设当今世界一流的港口，管理水平当今世界领先。\n",
        "一、河道淤积\n已清理河道十八公里。 责任单位：县水务局 整改时限：2023年12月底前\n二、矿山修复\n已修复。\n",
    ],
    "unclosed_quote": ["“第一段说到这里。\n“第二段也说完。”\n", "他说：“第一段。\n第二段。”\n"],
    "unbalanced_quote": ["他说：“第一段。\n第二段。”\n", "It’s fine.\n"],
    "quote_glyph": ["3≤x≤5，y≥2\n", '配5"屏幕和7"屏幕。\n', '留一处"死角。\n', "“五一”精神\n"],
    "doc_number_bracket": ["清府发〔2015〕12号\n", "（2015）京民初字第12号\n"],
    "doc_number_leading_zero": ["清府发〔2015〕12号\n", "清府发〔2015〕100号\n"],
    "date_glyph": ["二〇〇八年\n", "二零零八年\n"],
    "date_impossible": ["2024年2月29日，12月31日。\n"],
    "date_order": ["2010年至2012年，全县增长。\n"],
    "signature_and_date_on_one_line": ["一、工作\n好。\n清河县教育局\n2025年3月6日\n"],
    "metadata_empty": ["-加强领导\n-落实责任\n"],
    "attachment_missing": ["一、工作\n好。\n附件：1.评分表\n2.汇总表\n2024年3月1日\n"],
    "attachment_unlisted": ["一、工作\n好。\n附件：评分表\n2024年3月1日\n附件\n评分表\n一、卫生\n"],
    "request_in_report": [
        "关于防汛经费的请示\n县人民政府：\n经费不足。\n妥否，请批示。\n",
        "政府工作报告\n各位代表：\n请予审议。\n",
    ],
    "multiple_recipients_in_request": [
        "关于防汛经费的请示\n县人民政府：\n经费不足。\n妥否，请批示。\n",
        "关于防汛工作的通知\n县水务局、县财政局：\n请抓好落实。\n",
    ],
    "reference_unresolved": [
        "第一条 制定本办法。\n第二条 违反《治安条例》第九条的，处罚。\n第三条 本办法第二条自发布之日起施行。\n",
        "第一条 修改：“违反本法第九条的，处罚。”\n第二条 好。\n第三条 好。\n",
    ],
    "named_set_count": ["“三个一”就是说好每句话、办好每件事、待好每个人。\n", "“七项制度”，即首问负责制、限时办结制等。\n"],
}  # fmt: skip


def found(parser: Parser, text: str, code: str) -> list[Diagnostic]:
    return [diagnostic for diagnostic in parser.parse(text).diagnostics if diagnostic.code == code]


def pointed(parser: Parser, text: str, code: str) -> list[str]:
    return [text[slice(*diagnostic.span)] for diagnostic in found(parser, text, code)]


@pytest.mark.parametrize(("code", "text", "place"), [(code, *case) for code in FAULTS for case in FAULTS[code]])
def test_a_fault_is_found_where_it_is(parser: Parser, code: str, text: str, place: str) -> None:
    assert pointed(parser, text, code) == [place]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code in SOUND for text in SOUND[code]])
def test_what_only_looks_like_a_fault_is_none(parser: Parser, code: str, text: str) -> None:
    assert pointed(parser, text, code) == []


def test_every_code_has_a_rule_and_cases() -> None:
    assert len(CODES) == len(RULES)
    assert FAULTS.keys() == SOUND.keys() == CODES
    assert all(rule.summary.endswith(".") and rule.basis and rule.severity in SEVERITIES for rule in RULES)


# --- fixes -----------------------------------------------------------------------------------------------------


def applied(text: str, diagnostic: Diagnostic) -> str:
    for edit in reversed(diagnostic.fix):
        start, end = edit.span
        text = text[:start] + edit.text + text[end:]
    return text


def check_fixes(text: str) -> int:
    """Every fix stays in its span, and what it was for is gone. Returns how many there are."""
    fixes = [diagnostic for diagnostic in parse(text).diagnostics if diagnostic.fix]
    for diagnostic in fixes:
        start, end = diagnostic.span
        reached = start
        for edit in diagnostic.fix:
            assert reached <= edit.span[0] < edit.span[1] <= end
            reached = edit.span[1]
        fixed = applied(text, diagnostic)
        end += len(fixed) - len(text)
        again = [other.span for other in parse(fixed).diagnostics if other.code == diagnostic.code]
        assert [span for span in again if span[0] < end and start < span[1]] == []
    return len(fixes)


FIXED = (
    "quote_glyph",
    "doc_number_bracket",
    "doc_number_leading_zero",
    "date_glyph",
    "page_number_artefact",
    "anti_copy_dot",
)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code in FIXED for text, _ in FAULTS[code]])
def test_a_fix_mends_its_fault(parser: Parser, code: str, text: str) -> None:
    assert all(diagnostic.fix for diagnostic in found(parser, text, code))
    assert check_fixes(text) > 0


PIECES = st.sampled_from(
    [text.rstrip("\n") for code in FIXED for text, _ in FAULTS[code]]
    + list('“”‘’‚‛≤≥"《》[](){}〔〕。，、 \n0OΟ○〇一二八年号月日.·种政府6—-')
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_fix_mends_its_fault(text: str) -> None:
    check_fixes(text)


# --- real documents --------------------------------------------------------------------------------------------


def documents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))}


def test_the_source_documents(parser: Parser, shared: Path) -> None:
    gold = shared / "gold" / "seeds" / "lint-expected.jsonl"
    expected = [json.loads(row) for row in gold.read_text(encoding="utf-8").splitlines()]
    results = {name: parser.parse(text) for name, text in documents(shared / "corpus" / "seeds").items()}
    right = sum(
        any(
            diagnostic.code == row["code"] and diagnostic.span[0] < row["end"] and row["start"] < diagnostic.span[1]
            for diagnostic in results[row["file"]].diagnostics
        )
        for row in expected
    )
    assert right / len(expected) >= 0.95
    assert sum(check_fixes(result.document.source.raw) for result in results.values()) > 30


@pytest.mark.parametrize("folder", ["laws/text", "govcn", "dev"])
def test_published_documents_are_left_in_peace(parser: Parser, shared: Path, folder: str) -> None:
    texts = documents(shared / "corpus" / folder)
    grave = [
        diagnostic
        for text in texts.values()
        for diagnostic in parser.parse(text).diagnostics
        if diagnostic.code in CODES and diagnostic.severity != "info"
    ]
    assert len(grave) * 20_000 <= sum(map(len, texts.values()))
