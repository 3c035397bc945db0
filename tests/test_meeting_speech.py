"""Meeting speeches: recognised by what is said, and read into a record whose every value stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import docparse_compilation
import docparse_law
import docparse_meeting_speech
import docparse_official
from docparse import Fields, Parser, Result
from docparse_meeting_speech.record import MeetingSpeech

PLUGINS = [docparse_official, docparse_law, docparse_compilation, docparse_meeting_speech]
PARSER = Parser(PLUGINS, installed=False)

SIMPLIFIED = """在全市河长制工作推进会上的讲话
（2024年3月12日）
市水务局局长 李明远
各位领导、同志们：
今天，我们在这里召开全市河长制工作推进会，主要任务是总结去年工作，安排今年任务。刚才，王晓林副局长通报了去年的考核结果，\
三个县区的负责同志作了交流发言，大家讲得都很好。在此，我代表市水务局和市河长办公室，向长期奋战在一线的巡河员表示衷心的感谢！
下面，我讲两点意见。
一、看清形势，增强紧迫感
去年全市清理河道320公里，《河道管理办法》（市政发〔2023〕7号）得到落实。但是我们也要清醒地看到，工作中还存在一些问题：\
一是巡查不够经常。有的河段一个月无人过问。二是整治不够彻底。
二、突出重点，抓好落实
要把握以下三个环节：
（一）加强巡查。各县区要在6月底前建立巡查台账。
（二）严格执法。市委书记张志强在调研时强调，执法必须严格。
（三）广泛宣传。
同志们，治水是长期的事业。让我们携起手来，为建设美丽河湖而努力奋斗！
谢谢大家！
"""

TRADITIONAL = """同志們：
這次會議是經縣政府同意召開的，目的是研究檔案搶救。藉此機會，我代表縣政府向全縣檔案工作者表示誠摯的慰問！
當前還面臨不少困難。主要有兩個方面：首先，庫房緊張；其次，人手不足。
這裡我談四點體會，供大家參考。
一、認識要提高
各單位必須把檔案當作家底。陳志遠縣長講過：“檔案就是記憶。”
二、投入要增加
三、責任要落實
辦公室的同志要守好庫房。
"""


def parse(text: str) -> Result:
    return PARSER.parse(text)


@cache
def speech(text: str) -> MeetingSpeech:
    [record] = [record for record in parse(text).records if record.type == "meeting_speech"]
    assert isinstance(record.data, MeetingSpeech)
    return record.data


def rows(items: list[Any], *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(item, field) for field in fields) for item in items]


# --- what is read ----------------------------------------------------------------------------------------------------


def test_the_meeting_and_its_speaker() -> None:
    data = speech(SIMPLIFIED)
    assert data.meeting_name == "全市河长制工作推进会"
    assert (data.speaker, data.speaker_role) == ("李明远", "市水务局局长")
    assert (data.audience, data.salutation) == ("各位领导、同志们", "各位领导、同志们：")
    assert data.occasion_date is not None
    assert (data.occasion_date.iso, data.occasion_date.raw) == ("2024-03-12", "2024年3月12日")
    assert data.purpose == "总结去年工作，安排今年任务"


def test_what_came_before_and_who_is_thanked() -> None:
    data = speech(SIMPLIFIED)
    assert rows(data.prior_agenda, "person", "action") == [
        ("王晓林副局长", "通报了去年的考核结果"),
        ("三个县区的负责同志", "作了交流发言"),
    ]
    assert data.represented_bodies == ["市水务局", "市河长办公室"]
    [thanks] = data.thanks
    assert thanks.to == "长期奋战在一线的巡河员"
    assert SIMPLIFIED[slice(*thanks.span)] == "向长期奋战在一线的巡河员表示衷心的感谢"
    assert data.closing_call == "让我们携起手来，为建设美丽河湖而努力奋斗！"


def test_points_with_their_sub_points() -> None:
    data = speech(SIMPLIFIED)
    assert data.announced_points == 2
    assert rows(data.points, "ordinal", "heading") == [(1, "看清形势，增强紧迫感"), (2, "突出重点，抓好落实")]
    first, second = data.points
    assert first.text is not None
    assert first.text.startswith("去年全市清理河道320公里")
    assert rows(first.subpoints, "ordinal", "heading", "text") == [
        (1, "巡查不够经常", "有的河段一个月无人过问。"),
        (2, None, "整治不够彻底。"),
    ]
    assert second.text == "要把握以下三个环节："
    assert rows(second.subpoints, "ordinal", "heading", "text") == [
        (1, "加强巡查", "各县区要在6月底前建立巡查台账。"),
        (2, "严格执法", "市委书记张志强在调研时强调，执法必须严格。"),
        (3, "广泛宣传", None),
    ]


def test_demands_problems_and_what_is_cited() -> None:
    data = speech(SIMPLIFIED)
    assert rows(data.requirements, "text", "addressee", "deadline") == [
        ("各县区要在6月底前建立巡查台账。", "各县区", "6月底前")
    ]
    assert data.problems == ["巡查不够经常", "整治不够彻底"]
    assert ("公里", 320) in rows(data.figures, "unit", "value")
    assert rows(data.cited_documents, "title", "number") == [("河道管理办法", "市政发〔2023〕7号")]
    assert rows(data.cited_persons, "name", "title") == [("王晓林", "副局长"), ("张志强", "市委书记")]


def test_traditional_script() -> None:
    data = speech(TRADITIONAL)
    assert (data.audience, data.purpose, data.represented_bodies) == ("同志們", "研究檔案搶救", ["縣政府"])
    assert rows(data.thanks, "to") == [("全縣檔案工作者",)]
    assert data.announced_points == 4
    assert rows(data.points, "ordinal", "heading") == [(1, "認識要提高"), (2, "投入要增加"), (3, "責任要落實")]
    assert data.problems == ["庫房緊張", "人手不足"]
    assert rows(data.requirements, "addressee") == [("各單位",), ("辦公室的同志",)]
    assert rows(data.cited_persons, "name", "title") == [("陳志遠", "縣長")]


def test_nothing_is_made_up() -> None:
    data = speech("同志们：\n大家辛苦了。我讲两点意见。\n一、抓安全\n二、抓进度\n")
    for field in ("meeting_name", "speaker", "speaker_role", "occasion_date", "purpose", "closing_call"):
        assert getattr(data, field) is None
    for field in ("represented_bodies", "prior_agenda", "thanks", "requirements", "problems", "cited_persons"):
        assert getattr(data, field) == []


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("同志们：今天召开全县春耕工作会议，我讲几点意见。\n一、抓早\n二、抓实\n", "meeting_name", "全县春耕工作会议"),
        ("同志们：今天召开全县春耕工作会议，我讲几点意见。\n一、抓早\n二、抓实\n", "audience", "同志们"),
        ("同志们：上月省里召开了春耕工作会议，我讲几点意见。\n一、抓早\n二、抓实\n", "meeting_name", None),
        ("同志们：今天省里召开了春耕工作会议，我讲几点意见。\n一、抓早\n二、抓实\n", "meeting_name", None),
        ("同志们：今天召开这次会议，目的是抓春耕。我讲几点意见。\n一、抓早\n二、抓实\n", "meeting_name", None),
        ("同志们：今天召开这次会议，目的是抓春耕。我讲几点意见。\n一、抓早\n二、抓实\n", "purpose", "抓春耕"),
        ("同志们：\n我讲几点意见。作为办公室主任，我带头。\n一、抓早\n二、抓实\n", "speaker_role", "办公室主任"),
        ("尊敬的各位来宾，\n女士们、先生们：\n谢谢大家！\n", "audience", "尊敬的各位来宾，\n女士们、先生们"),
        ("年终总结会议发言\n大家好。我谈三点体会。\n一、学\n二、干\n三、想\n", "meeting_name", "年终总结会议"),
        ("在年会上的讲话\n王 宁\n同志们：\n我讲几点意见。\n一、学\n二、干\n", "speaker", "王 宁"),
    ],
)
def test_single_fields(text: str, field: str, value: object) -> None:
    assert getattr(speech(text), field) == value


@pytest.mark.parametrize(
    "text",
    [
        "同志们：\n我讲三点意见：一是抓早。二是抓实。三是抓细。\n",  # within a paragraph
        "同志们：\n存在两个问题：一是迟。二是粗。\n下面我强调三点：\n第一，抓早。第二，抓实。第三，抓细。\n",
        "同志们：\n成绩体现在两个方面：一是快。二是好。\n我讲三点意见。\n一、抓早\n二、抓实\n三、抓细\n",
        "同志们：\n我讲三点意见。\n一、抓早\n二、抓实\n（一）做法\n（二）经验\n三、抓细\n",
    ],
)
def test_the_points_are_the_announced_ones(text: str) -> None:
    data = speech(text)
    assert data.announced_points == 3
    assert [(point.heading or point.text or "")[:2] for point in data.points] == ["抓早", "抓实", "抓细"]


# --- genre and checks ------------------------------------------------------------------------------------------------


def test_the_genre_gives_its_cues() -> None:
    [genre] = parse(TRADITIONAL).genres
    assert (genre.name, genre.score) == ("meeting_speech", sum(weight for _, _, weight in genre.cues))
    assert {name: TRADITIONAL[slice(*span)] for name, span, _ in genre.cues}["同志们:"] == "同志們："


@pytest.mark.parametrize(
    "text",
    [
        "",
        "关于防汛工作的通知\n各乡镇：\n现将有关事项通知如下。\n一、查隐患\n二、备物资\n县水利局\n2024年5月6日\n",
        "防汛工作情况汇报\n各位领导：\n现将防汛工作汇报如下：\n一、主要做法\n二、存在问题\n以上汇报，敬请批评指正。\n",
        "关于学习领导讲话的心得\n读了讲话，很受启发。\n一、要学\n二、要干\n",
    ],
)
def test_other_documents_are_no_speeches(text: str) -> None:
    result = parse(text)
    assert [genre for genre in result.genres if genre.name == "meeting_speech"] == []
    assert result.records == []


def mismatches(text: str) -> list[tuple[str, str]]:
    found = [d for d in parse(text).diagnostics if d.code == "announced_count_mismatch"]
    return [(text[slice(*d.span)], d.severity) for d in found]


def test_a_false_count_is_an_error() -> None:
    assert mismatches(TRADITIONAL) == [("談四點體會", "error")]
    assert mismatches(TRADITIONAL.replace("談四點", "談三點")) == []
    assert mismatches(SIMPLIFIED) == []
    assert mismatches(SIMPLIFIED.replace("以下三个环节", "以下两个环节")) == [("以下两个环节", "error")]


def test_only_speeches_are_checked() -> None:
    assert mismatches("防汛要点\n要抓好以下三项工作：\n（一）查隐患\n（二）备物资\n") == []


def test_each_part_of_a_compilation_is_read_by_itself() -> None:
    text = "第一篇：甲在年会上的讲话\n" + TRADITIONAL + "第二篇：乙的日记\n今天下雨。\n"
    result = parse(text)
    assert [genre.node.kind for genre in result.genres if genre.name == "meeting_speech"] == ["part"]
    [record] = [record for record in result.records if record.type == "meeting_speech"]
    assert record.node.heading is not None
    assert (record.node.kind, record.node.heading.text) == ("part", "甲在年会上的讲话")


def test_a_title_that_parts_share_names_no_meeting() -> None:
    part = "\n同志们：\n我讲两点意见。\n一、学\n二、干\n"
    same = parse("第一篇：年终会议讲话" + part + "第二篇：年终会议讲话" + part)
    other = parse("第一篇：年终会议讲话" + part + "第二篇：年初会议讲话" + part)
    assert [r.data.meeting_name for r in same.records if r.type == "meeting_speech"] == [None, None]
    assert [r.data.meeting_name for r in other.records if r.type == "meeting_speech"] == ["年终会议", "年初会议"]


# --- spans -----------------------------------------------------------------------------------------------------------

NO_SLICES = {"ordinal", "announced_points", "occasion_date", "span", "figures", "cited_documents"}


def values(data: Fields) -> Iterator[tuple[str, object, tuple[int, int]]]:
    """Every value that was read, with its span, those of the structs inside included."""
    for field, spans in data.spans.items():
        value = getattr(data, field)
        pairs = (
            zip(value, spans, strict=True) if isinstance(value, list) and isinstance(spans, list) else [(value, spans)]
        )
        for item, span in pairs:
            assert isinstance(span, tuple)
            yield field, item, span
            if isinstance(item, Fields):
                yield from values(item)


def assert_values_are_slices(raw: str, data: MeetingSpeech) -> None:
    for field, value, (start, end) in values(data):
        assert 0 <= start < end <= len(raw), field
        if isinstance(value, str) and field not in NO_SLICES:
            assert raw[start:end] == value, field
    read = {field for field in data.__struct_fields__ if field != "spans" and getattr(data, field) not in (None, [])}
    assert read == set(data.spans)


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
def test_values_are_slices_of_the_source(text: str) -> None:
    assert_values_are_slices(text, speech(text))


CLAUSES = re.findall(r"[^，。：！\n]+[，。：！\n]*", SIMPLIFIED + TRADITIONAL)
FRAGMENTS = [*CLAUSES, "、", "和", "一是", "二是", "\n三、", "附件1\n", "\n"]


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=25).map("".join))
def test_any_text_is_read(text: str) -> None:
    result = parse("同志们：\n下面我讲几点意见。" + text)
    assert [d for d in result.diagnostics if d.code.startswith("plugin_")] == []
    for record in result.records:
        if record.type == "meeting_speech":
            assert_values_are_slices(result.document.source.raw, record.data)


def test_the_record_as_json() -> None:
    data = msgspec.json.decode(msgspec.json.encode(speech(SIMPLIFIED)))
    assert data["announced_points"] == 2
    assert data["points"][0]["heading"] == "看清形势，增强紧迫感"
    last = data["points"][1]["subpoints"][2]
    assert (last["ordinal"], last["heading"], last["text"], last["subpoints"]) == (3, "广泛宣传", None, [])


# --- a real compilation of twelve speeches ---------------------------------------------------------------------------

SPEECHES = {  # part: announced, points, sub-points of each
    1: (None, [3, 4]),
    2: (None, [14, 3, 4]),
    3: (3, [4, 6, 4]),
    4: (7, [0] * 7),
    5: (3, [4, 0, 0]),
    6: (2, [13, 3]),
    7: (5, [0, 3, 2, 3]),
    8: (3, [6, 5, 4]),
    10: (None, [3, 0, 3]),
    11: (None, [0, 3, 4]),
}
PURPOSES = {1, 3, 4, 6, 7, 8}


@pytest.fixture(scope="module")
def compilation(seeds: dict[str, str]) -> Result:
    [name] = [name for name in seeds if name.startswith("002")]
    return parse(seeds[name])


def by_part(result: Result) -> dict[int, MeetingSpeech]:
    return {record.node.ordinal: record.data for record in result.records if record.type == "meeting_speech"}


def test_ten_of_twelve_parts_are_speeches(compilation: Result) -> None:
    parts = [node.ordinal for node in compilation.document.walk("part")]
    assert parts == list(range(1, 13))
    recognised = [g.node.ordinal for g in compilation.genres if g.name == "meeting_speech"]
    assert recognised == list(SPEECHES) == list(by_part(compilation))


def test_the_points_of_the_ten_speeches(compilation: Result) -> None:
    found = {
        part: (data.announced_points, [len(point.subpoints) for point in data.points])
        for part, data in by_part(compilation).items()
    }
    assert found == SPEECHES
    for data in by_part(compilation).values():
        assert [point.ordinal for point in data.points] == list(range(1, len(data.points) + 1))
        assert all(point.heading for point in data.points)


def test_salutations_and_purposes_of_the_ten_speeches(compilation: Result) -> None:
    found = by_part(compilation)
    assert {part for part, data in found.items() if data.salutation is None} == {5}
    assert {data.audience for part, data in found.items() if part != 5} == {"同志們"}
    assert {part for part, data in found.items() if data.purpose} == PURPOSES
    assert found[8].purpose == "認真總結過去一年的黨辦工作,安排今年的工作"


def test_one_count_of_the_compilation_is_false(compilation: Result) -> None:
    found = [d for d in compilation.diagnostics if d.code == "announced_count_mismatch"]
    assert [compilation.document.source.position(d.span[0])[0] for d in found] == [149]
    assert re.findall(r"\d+", found[0].message) == ["5", "4"]


def test_values_of_the_compilation_are_slices(compilation: Result) -> None:
    for data in by_part(compilation).values():
        assert_values_are_slices(compilation.document.source.raw, data)


def test_no_other_source_document_is_a_speech(seeds: dict[str, str]) -> None:
    for name, text in seeds.items():
        if not name.startswith("002"):
            result = parse(text)
            assert [g for g in result.genres if g.name == "meeting_speech"] == []
            assert [d for d in result.diagnostics if d.code == "announced_count_mismatch"] == []
