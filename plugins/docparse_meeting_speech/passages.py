"""What single passages of a speech say: the meeting, the speaker, thanks, demands, problems."""

from __future__ import annotations

from collections.abc import Iterator

from docparse import Date, Node, Quote, dates, either_script, ordinal
from docparse_meeting_speech.speech import UNITS, Span, Speech

_MEETING = "[^,。;:、“”()《》]{2,40}?(?:会议|大会|[谈员进署度析流训]会|例会|年会|现场会)"
_AT_MEETING = either_script(rf"在({_MEETING})(?:结束时|闭幕时|开幕时)?上?的?(?:总结)?(?:讲话|发言|致辞|致词|报告)")
_MEETING_SPEECH = either_script(rf"({_MEETING})(?:上的?)?(?:总结)?(?:讲话|发言|致辞|致词)")
_NOW = either_script("今天|在这里|这次|本次|此次")
_HELD = either_script(
    rf"召开(?!了)的?(?:第[一二三四五六七八九十]+次)?(?!这次|本次|此次)({_MEETING})(?=[,。;:]|的?(?:主要)?(?:任务|目的)|是)"
)
_PURPOSE = either_script(r"(?:会议|大会|今天|这次|召开)[^。\r\n]{0,60}?(?:任务|目的)(?:就?是|在于)[,:]?([^。\r\n]{4,500})")
_OFFICE = (
    "(?:总书记|副?书记|副?[省市县区镇乡部厅局处科院校社所站会]长|副?秘书长|副?主席|副?总理|副?主任|常委|副?董事长|副?总经理|政委)"
)
_SPEAKER = either_script(rf"[(\s]*((?:[一-鿿、]{{0,24}}{_OFFICE})?)[ \t]*([一-鿿×X某]{{2,4}}|[一-鿿][ \t]+[一-鿿])[)\s]*")
_ROLE = either_script(rf"作为([^,。;:]{{0,16}}{_OFFICE}),我(?!们)")
_REPRESENTED = either_script("(?:我(?!们)[^,。;\r\n代]{0,4}|是)代表([^,。;:!\r\n向对]{2,40}?),?(?=向|对|来看望)")
_BETWEEN_BODIES = either_script("、|(?<=[一-鿿]{2})(?:以及|[和与及])(?![平谐田])")
_THANKS = either_script(
    "[向对]([^,。;:!\r\n向对]{1,60}?)(?:表示|致以|道一声|送上)[^。!\r\n]{0,24}?(?:感谢|谢意|祝贺|慰问|问候|敬意|欢迎)"
)
_EARLIER = either_script("刚才|刚刚|会上|上午")
_DID = either_script(
    "[,:]?([^,。;:了]{2,40}?)((?:分别|先后|就[^,。了]{1,30}?|作为[^,。了]{1,20}?)?"
    "(?:传达|宣读|通报|介绍|汇报|宣布|解读|安排|部署|总结|回顾|签订|进行|做|作|讲)+了[^,。;!]*)[,。;!]"
)
_NOBODY = either_script("会议|大会|我们|大家|同志们|同时|并|还|也")
_CLAUSES = either_script("[,。;:!]")
_ADDRESSEE = either_script(
    "(?:各|全体|广大|全[省市县区乡镇校院系])[^,。;:!?要必应须]{1,20}?|(?:领导)?班子成员|大家|同志们|[^,。;:!?要必应须]{2,14}的同志"
)
_MUST = "(?:一定|都|也|均|更|就|还)*(?:必须|不得|应当|应该|务必|严禁|(?<![重主需只不简摘概])要(?![求点是素闻领]))"
_DEMAND = either_script(
    "(?:^|(?<=[,。;:!?\\s]))((?:各|全体|广大|全[省市县区乡镇校院系])[^,。;:!?要必应须]{1,20}?|(?:领导)?班子成员|大家|同志们|[^,。;:!?要必应须\\s]{2,14}的同志)"
    + _MUST
)
