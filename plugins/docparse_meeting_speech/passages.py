"""What single passages of a speech say: whom it greets and thanks, for what meeting, and who spoke before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse import Date, Document, Node, Quote, dates, either_script, own_span, split_sentences

Span = tuple[int, int]
UNITS = ("section", "item")
_BLANKS = " \t\r\n\u3000\u00a0"
_CLOSING_LINES = 3

_SALUTATION = either_script(
    r"\s*((?:各位|尊敬的|同志们|女士们|先生们|朋友们|老师们|同学们|乡亲们)[^,。;:!\r\n]{0,24}[:!])"
)
_MEETING = "[^,。;:、“”]{2,40}?(?:会议|大会|座谈会|动员会|推进会|部署会|调度会|例会|年会|现场会)"
_TITLE = (
    either_script(rf"在({_MEETING})(?:结束时|闭幕时)?上?的?(?:总结)?(?:讲话|发言|致辞|致词|报告)"),
    either_script(rf"({_MEETING})(?:上的?)?(?:总结)?(?:讲话|发言|致辞|致词)"),
)
_THIS_MEETING = either_script("今天|在这里|这次|本次|此次|经[^,。]{1,8}同意")
_HELD = either_script(
    rf"召开(?!了)的?(?:第[一二三四五六七八九十]+次|一次)?(?![这本此]次)({_MEETING})(?=[,。;:]|的?(?:主要)?(?:任务|目的)|是)"
)
_PURPOSE = either_script(
    r"(?:会议|大会|今天|这次|召开)[^。\r\n]{0,60}?(?:任务|目的)(?:就?是|在于)[,:]?([^。\r\n]{4,400})"
)
_REPRESENTED = either_script("(?:我(?!们)[^,。;\r\n代]{0,4}|是)代表([^,。;:!\r\n向对]{2,40}?),?(?=向|对|来看望)")
_BODY = either_script("[^、和与及]{2,}(?:[和与及](?=[平谐])[^、和与及]+)*")
_THANKS = either_script(
    "[向对]([^,。;:!\r\n向对]{1,60}?)(?:表示|致以|道一声|送上)[^。!\r\n]{0,24}?(?:感谢|谢意|祝贺|慰问|问候|敬意|欢迎)"
)
_EARLIER = either_script("^(?:刚才|刚刚|会上|上午)[,:]?")
_DID = either_script(
    "(?:还|也|分别|先后|就[^,了]{0,30}?|作为[^,了]{0,20}?)*"
    "(?:传达|宣读|通报|介绍|汇报|宣布|解读|安排|部署|总结|回顾|交流|分析|签订|进行|做|作|讲)+了"
)
_NO_SPEAKER = either_script("^(?:会议|大会|我们|大家|同志们|同时|并|还|也)")
_ADDRESSEE = either_script(
    "(?:^|[,:])((?:各|全体|广大|全[省市县区乡镇校院系])[^,。;:!?要必应]{1,20}?|(?:领导)?班子成员|大家|同志们|[^,。;:!?要必应]{2,14}的同志)"
    "(?:一定|都|也|均|更|就|还)*(?:必须|不得|应当|应该|务必|严禁|(?<![重主需只不简摘概])要(?![求点是素闻领]))"
)
_DEADLINE = either_script(r"(?:在|于)?((?:今年|本|明年|\d{4}年)?(?:年底|月底|\d{1,2}月(?:\d{1,2}日|底|份)?|春节)(?:之)?前)")
_LACK = either_script(
    "清醒地?的?[^。]{0,12}(?:看到|认识到|意识到)|(?:存在|面临)[^。]{0,16}(?:问题|不足|困难|短板|差距|矛盾|薄弱环节)|不足之处"
)
_REMEDY = either_script("解决|针对|克服|整改|措施|着力|抓好|做到")
_CALL = either_script(r"让我们[^。!\r\n]*[。!]?")

OFFICE = (
    "总书记|副?书记|副?省长|副?市长|副?县长|副?区长|副?镇长|副?乡长|副?部长|副?厅长|副?局长|副?处长|副?科长|副?院长|副?校长|"
    "副?社长|副?秘书长|副?主席|副?总理|副?主任|常委|董事长|副?总经理|政委"
)
