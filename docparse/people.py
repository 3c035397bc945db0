"""People: persons named with a title, as 省委书记王某, 张县长, 李某同志, and lists of those who were there."""

from __future__ import annotations

from docparse.source import fold
from docparse.values import BLANKS, Fields, Quote, Span, either_script, find, trim

SURNAME = (  # a family name, for a pattern of your own
    "(?:欧阳|司马|上官|诸葛|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚"
    "卢姜崔钟谭陆汪范金廖贾夏韦付白邹孟熊秦邱江尹薛闫段雷侯龙陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施牛樊葛邢齐易乔伍庞"
    "颜倪庄聂章鲁岳翟殷詹申欧耿焦俞柳甘祝包宁尚符舒阮柯纪梅童凌毕季裴霍涂苗谷盛翁骆蓝游辛靳柴蒙鲍喻祁蒲房滕屈饶牟艾尤"
    "卓简褚娄窦戚岑景费卜冷晏席卫柏宗瞿桂佟臧闵苟邬卞姬栾隋刁荣巫寇桑甄仲虞敖巩佘池麻苑迟邝])"
)
OFFICE = (  # an office that a person holds, for a pattern of your own
    "(?:总书记|副?书记|副?[省市县区镇乡部厅局处科院校社所站]长|副?秘书长|副?主席|副?总理|副?主任|"
    "副?董事长|副?总经理|政委)"
)
_GIVEN = (
    "(?:(?![委省市县区镇乡村厅局部院校室处科党政会办总副正原任各位名新老该本级州业化融一二三两几等的和与在]"
    "|书记|主任|秘书)[一-鿿])"
)
_NO_NAME = "(?!许多|林业|文化|金融|温州|万州|江苏|江西|黄山|马鞍|康复|白云|金华|柳州|余杭|武警|荣誉)"
_FULL_NAME = f"{_NO_NAME}{SURNAME}{_GIVEN}"
_TITLE = either_script(f"{OFFICE}|同志(?!们)")
_NAME_BEFORE = either_script(rf"{_FULL_NAME}{{1,2}}\Z|(?<![^委府局厅由对向请和报受为与、,。;:\s]){SURNAME}\Z")
_NAME_AFTER = either_script(rf"{_FULL_NAME}{{1,2}}(?=同志|[,。、;:]|[在指强要对专又也还多亲主出的和])")
_BODY_BEFORE = either_script(r"(?:(?![由经受对向和与在是请让把被了的到以及])[一-鿿])*\Z")
_LONGEST_NAME, _LONGEST_BODY, _LONGEST_POST = 4, 14, 6  # characters
_COMRADE = either_script("同志")
_BLANK = r"[ \t\u3000]"
_BETWEEN = either_script(
    rf"[、,;](?![^()]{{0,60}}\))|{_BLANK}{{2,}}"
    rf"|(?<=[一-鿿]{{2}})(?<!.[局处科办部院校所站股室厅委镇长任记席理师员]){_BLANK}(?=[一-鿿]{{2}})"
    rf"|(?<=[一-鿿][ \u3000][一-鿿]){_BLANK}(?=[一-鿿]{{2,3}}(?:[、,;\s]|\Z))"
)  # no single blank between an office and a name
_POST = either_script(r"党(?:组|委|工委|总支|支部)(?:成员|委员|副?书记)\Z")  # held beside the office that comes next
_BRACKET = either_script(r"\([^()]*\)")
_COUNT = either_script(r"(?:等|共|合计|计)*[\d一二三四五六七八九十]{1,4}余?[人名位]\Z")
_NOBODY = ("无", "無", "/", "—", "-")
_AROUND = BLANKS + "。；;，,、：:"


class Person(Fields, frozen=True, kw_only=True):
    """A person named with a title: an office, or 同志."""

    name: str
    title: str


def read_persons(raw: str, span: Span) -> list[tuple[Person, Span]]:
    """The persons named with a title in raw[span], in order, each as often as named."""
    text, found = fold(raw[slice(*span)]), []
    for match in _TITLE.finditer(text):
        pair = _named_after(text, match.span()) or _named_before(text, match.span())
        if pair:
            name, title = (_quote(raw, span[0], part) for part in pair)
            whole = min(name.span[0], title.span[0]), max(name.span[1], title.span[1])
            found.append((Person.read(name=name, title=title), whole))
    return found


def read_names(raw: str, span: Span) -> list[Quote]:
    """The people and bodies listed in raw[span], which holds a list and nothing else, as printed.

    Each is without the reason in brackets: 副局长 王某（出差）、李某, 财务科; 党组成员、副局长王某 is one.
    """
    between = (cut.span() for cut in find(_BETWEEN, raw, span))
    between = (
        cut for cut in between if not next(find(_POST, raw, (max(span[0], cut[0] - _LONGEST_POST), cut[0])), None)
    )
    cuts = [span[0], *(place for cut in between for place in cut), span[1]]
    found = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        bracket = next(find(_BRACKET, raw, (start, end)), None)
        found.append(trim(raw, (start, bracket.span()[0] if bracket else end), _AROUND))
    return [name for name in found if name.text and name.text not in _NOBODY and not _COUNT.match(fold(name.text))]


def _named_after(text: str, office: Span) -> tuple[Span, Span] | None:
    """省教育厅厅长王某: the name, and the title with the body before it."""
    name = _NAME_AFTER.match(text, office[1])
    body = _BODY_BEFORE.search(text[max(0, office[0] - _LONGEST_BODY) : office[0]])
    if not name or not body or _COMRADE.match(text, office[0]):
        return None
    return name.span(), (office[0] - len(body[0]), office[1])


def _named_before(text: str, office: Span) -> tuple[Span, Span] | None:
    """王某厅长."""
    name = _NAME_BEFORE.search(text[max(0, office[0] - _LONGEST_NAME) : office[0]])
    if not name or (len(name[0]) == 1 and _COMRADE.match(text, office[0])):
        return None
    return (office[0] - len(name[0]), office[0]), office


def _quote(raw: str, offset: int, span: Span) -> Quote:
    start, end = span[0] + offset, span[1] + offset
    return Quote(raw[start:end], (start, end))
