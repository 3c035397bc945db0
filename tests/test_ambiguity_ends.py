"""Hard cases of the domain notes: where the items inside a line end (R11).

The id of a test begins with the number of the case.
"""

from __future__ import annotations

import pytest

import docparse

ENDS = {
    "2-inner-item-ends-before-the-outer-sibling": (
        "一是健全组织，逐级签责；二是完善制度，规范流程；三是聚焦难点，集中攻坚。一是对乡镇药房逐一排查，建立台账；三是从严追责，公开曝光。",
        "一是", 2, "一是对乡镇药房逐一排查，建立台账；",
    ),
    "7-last-of-the-inner-series-ends-before-the-outer-next": (
        "第一点是方向上求准。处理好两对关系，一个是快与慢的关系；另一个是建与管的关系。第二点是作风上求实。办公室里没有路。",
        "另一个是", 1, "另一个是建与管的关系。",
    ),
    "8-当然-returns-to-the-owner": (
        "三是情况更复杂。首先，期待越来越高。其次，网络传播快。第三，一人多岗普遍。当然，困难远不止这些，要有准备。\n",
        "第三，", 1, "第三，一人多岗普遍。",
    ),
    "9-我所指出的-returns-to-the-owner": (
        "三是自身还有差距。首先，结构不合理。其次，设备老化。第三，制度执行不严。我所指出的这三个方面的不足，务必引起警醒。\n",
        "第三，", 1, "第三，制度执行不严。",
    ),
    "10-总之-returns-to-the-owner": (
        "一是加强调研。首先要摸清家底。其次，要找准症结。再次，要借鉴外地。第四，要提出对策。总之，调研是基本功。\n",
        "第四，", 1, "第四，要提出对策。",
    ),
    "14-the-list-and-its-item-end-before-二是": (
        "我所作了部署。一是广泛宣传；办了两件事：\n1、出动宣传车巡回广播；\n2、设立咨询台，发放资料。二是参加竞赛，获得好评。\n",
        "2、", 1, "2、设立咨询台，发放资料。",
    ),
    "14-the-item-ends-with-its-list": (
        "我所作了部署。一是广泛宣传；办了两件事：\n1、出动宣传车；\n2、设立咨询台，发放资料。二是参加竞赛，获得好评。\n",
        "一是", 1, "一是广泛宣传；办了两件事：\n1、出动宣传车；\n2、设立咨询台，发放资料。",
    ),
    "15-a-torn-line-belongs-to-its-item": (
        "帮教工作稳步开展，没有脱管漏管。一是建立台账；二是定期谈话，对重点对\n象进行跟踪帮教。三是结对帮扶，解除后顾之忧。\n",
        "二是", 1, "二是定期谈话，对重点对象进行跟踪帮教。",
    ),
    "16-二个-is-torn": (
        "全镇严格执法，违法用地得到遏制。一是查处到位，先后有二\n个砖场完成复垦。二是宣传到位，发放明白纸。\n",
        "一是", 1, "一是查处到位，先后有二个砖场完成复垦。",
    ),
    "21-the-first-series-ends-where-the-text-turns": (
        "开这个会，一是相互认识，增进友谊；二是研究部署普查。在我的记忆里，这样的会多年没有开过，想表达两层意思：一是感谢支持；二是预祝成功。\n",
        "二是", 1, "二是研究部署普查。",
    ),
    "24-这些问题必须-returns-to-the-section": (
        "一、回顾\n还有不少问题。一是深度不够；二是力度不够。这些问题必须在今后切实加以解决。\n二、安排\n",
        "二是", 1, "二是力度不够。",
    ),
    "25-上述这些问题-returns-to-the-part": (
        "还有差距。一是学习不紧；二是作风不实；三是保密观念淡薄。上述这些问题，都要逐条整改。\n一、摆正位置\n",
        "三是", 1, "三是保密观念淡薄。",
    ),
    "27-a-sentence-about-both": (
        "靠什么赢得民心？首先是要肯干，把路修通。其次是要会干，干在点子上。正可谓“空喊误事，实干成事”，两者缺一不可。\n",
        "其次是", 1, "其次是要会干，干在点子上。",
    ),
    "28-此外-ends-the-series": (
        "（三）加强队伍建设\n首先，要健全机构，负责统筹。其次，要设立联络员。此外，学校也要配备辅导员。\n",
        "其次，", 1, "其次，要设立联络员。",
    ),
    "29-总之-ends-the-series": (
        "三、带好队伍\n我想，首先要提高政治素质。其次，要提高业务素质。再其次，要改善装备。总之，事业成败关键在人。\n",
        "再其次，", 1, "再其次，要改善装备。",
    ),
    "100-一是-ends-in-the-next-paragraph": (
        "1.提效率、立规范。一是公文要精简、准确。精简，就是可发可不发的不发。\n准确，就是反复推敲。二是会务要周密。逐项检查。三是值守要严谨。\n2.办好食堂。周末也供餐。\n",
        "一是", 1, "一是公文要精简、准确。精简，就是可发可不发的不发。\n准确，就是反复推敲。",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "marker", "nth", "expected"), [pytest.param(*row, id=id) for id, row in ENDS.items()])
def test_end(text: str, marker: str, nth: int, expected: str) -> None:
    document = docparse.parse(text).document
    unit = [node for node in document.outline() if node.marker == marker][nth - 1]  # nth: counted from 1
    assert document.text(unit).rstrip("\n") == expected
