"""Implementation plans and opinions (实施方案, 意见): aims, tasks, who does them, how they are secured."""

from __future__ import annotations

from docparse import Cue, Document, Genre, Node, either_script, hookimpl, recognise

GENRE = "implementation_plan"

_TASKS = "主要任务|重点任务|工作任务|重点工作|主要内容|工作措施|主要措施|整治内容|试点内容"
CUES = (
    Cue(
        "方案",
        4,
        either_script(r"(?:方案|意见|行动计[划画]|若干(?:政策|措施)|规[划画]|预案)[》”\s]*(?:\([^()]{0,30}\))?\s*$"),
        "title",
    ),
    Cue("制定本方案", 3, either_script("(?:制[定订]|提出)(?:本|以下|如下|此)(?:方案|意见|措施|预案)"), "text"),
    Cue("指导思想", 1, either_script("指导思想|总体(?:要求|思路)"), "heading"),
    Cue("工作目标", 1, either_script("(?:工作|总体|主要|试点|发展|预期)?目标"), "heading"),
    Cue("主要任务", 1, either_script(_TASKS), "heading"),
    Cue("基本原则", 1, either_script("(?:基本|工作|总体)原则"), "heading"),
    Cue("实施步骤", 1, either_script("(?:实施|工作|方法|时间|试点)(?:步骤|阶段|安排|进度)"), "heading"),
    Cue("保障措施", 1, either_script("保障(?:措施|机制)|组织(?:实施|领导|保障)|工作要求|加强(?:组织)?领导"), "heading"),
    Cue("责任单位", 3, either_script(r"(?:责任|牵头|负责)(?:单位|部门):|\([^()]{2,120}(?:负责|牵头)[^()]{0,60}\)")),
    Cue("第一阶段", 2, either_script("第[一二]阶段|(?:动员|启动|准备|宣传|实施|总结)[^。;]{0,6}阶段"), least=2),
    Cue("推进", 1, either_script("推进|加强|完善|健全|建立|加快|推动|强化"), "heading", least=4),
    Cue("通知", -2, either_script(r"通\s{0,2}知[》”\s]*$"), "title"),
    Cue(
        "other type",
        -4,
        either_script(r"(?:总结|汇报|讲话|决定|批复|函|通报|答复|公告|报告|办法|条例|规定|纪要|要点)\s*$"),
        "title",
    ),
    Cue("第一条", -4, either_script("第一条")),
)


@hookimpl
def recognise_genre(document: Document, node: Node) -> Genre | None:
    return recognise(document, node, GENRE, CUES)
