"""Shortfalls: what a text says falls short, and what comes next, sentence by sentence."""

from __future__ import annotations

from docparse.source import fold
from docparse.values import Quote, either_script, trim

SHORT_OF = "(?:问题|不足(?:之处)?|困难|差距|短板|薄弱环节|挑战|不到之处)"
PROBLEMS, PLANS = "problems", "plans"  # what a passage tells of
_TELLS_PROBLEMS = either_script(
    rf"(?:存在|面临|还有|仍有|尚有)着?[^。;]{{0,20}}{SHORT_OF}|清醒[地的]?[^。;]{{0,12}}(?:看到|认识到|意识到)"
    rf"|{SHORT_OF}[^。;,]{{0,6}}(?:不容忽视|依然|仍然|还很)|相比[^。;]{{0,16}}(?:差距|不足|不完善)|还?有不到之处"
)
_NAMES_THEM = either_script(  # 不足之处: 主要困难是
    rf"(?:[^,。;:]{{0,6}}存在的?|(?:当前|目前|其中)?的?)(?:主要|突出|具体|最大的?)?{SHORT_OF}(?:[和与及、]{SHORT_OF})?(?:主要)?(?:是|有|在于|[表体]现[在为]|:)"
)
_SHORT_OF_WHAT = either_script(
    "不[够足强高多深细实牢严准快优匹同适及畅顺活新]|不到位|不平衡|不充分|不完善|不健全|不规范|不及时|不明显|不稳|欠缺|缺[乏少口]|薄弱|滞后|偏[低弱少高慢小大老紧软]"
    "|较[大低少弱慢]|有待|亟待|亟需|急需|突出|脆弱|困难|短板|仍需|还需|尚需|仍然|依然|尚未|还未|难以|难度|低于|严峻|不少|时有发生|需要?进一步|单一|老化|紧张|欠账|流失|外流|短缺|粗放|矛盾|压力|过[多大重高]|太[少多]|个别|少数|链条短"
)
_UNSPECIFIC = either_script(
    rf"(?:存在|面临|还有|仍有|尚有|有)(?:着)?[^,。;:]{{0,14}}?(?:{SHORT_OF}|不完善的地方|矛盾和问题)"
    rf"|[^,。;:]{{0,20}}{SHORT_OF}[^,。;:]{{0,6}}(?:不容忽视|突出)|需要?(?:不断|进一步)加以改进"
)
_STILL = either_script("(?<![一-鿿])(?:但是?|然而|同时)?(?:我们)?(?:也|还|仍然?|依然)(?![一-鿿])")
_SEES = either_script(r"(?:[^,。;]{0,16},)?(?:我们)?(?:也|还|应|必须|要)*清醒[地的]?(?:看到|认识到|意识到),?")
_TURNS = either_script(
    rf"存在的?(?:主要|突出)?{SHORT_OF}(?:[和与及、]{SHORT_OF})?(?:主要)?(?:是|有|[体表]现[在为]|:)"
    rf"|(?:同时|但是?|当然|在[^,。;]{{2,16}}的同时),?(?:我们|(?:实际)?工作[中上]|必须|也|还|应|要|仍)*(?:清醒[地的]?[看认]|存在[^。;]{{0,16}}{SHORT_OF})"
    "|(?:我们)?(?:必须|也|还|应|要)*清醒[地的]?(?:看|认识|意识)到"
)
_BACK_TO = either_script("对此|(?:针对|对于?)?(?:以上|上述|这些)(?:问题|不足|困难)")
_AHEAD = either_script(
    r"(?:(?<=[,。;:])|^)(?:下一?步|下阶段|下一阶段|今后|接下来|明年|来年|新的一年|力争|[12]\d{3}年,?我[一-鿿]{0,8}将|我们?将"
    r"|我[局委办院校所站镇乡市县区处]将)"
)
_PLANS_AHEAD = either_script(
    r"(?:下一?步|下阶段|下一阶段|今后|接下来|明年|来年|新的一年|[12]\d{3}年,?我[一-鿿]{0,8}将)"
)
_CLOSES = either_script(
    "(?:以上|特此)[^。;]{0,16}(?:汇报|报告|总结|妥)|谢谢|批评指正|(?:述职|汇报|报告|总结)人:|请[^。;]{0,8}(?:审议|审阅|指示)|^让我们"
)
_ADJACENT = 3  # characters between the members of a list
_SUBJECT = 3  # characters of what is told to fall short
END = " \t\r\n\u3000。.;；,，:："


class Shortfalls:
    """The problems and plans told so far, in order, without final punctuation.

    A passage tells of PROBLEMS, of PLANS or of neither ("").
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.problems: list[Quote] = []
        self.plans: list[Quote] = []
        self._announced = False  # by the sentence before, with a colon

    def add(self, passage: str, said: Quote) -> None:
        """Adds what a passage tells."""
        quote, self._announced = trim(self.raw, said.span, END), False
        if len(quote.text) > 1:
            (self.problems if passage == PROBLEMS else self.plans).append(quote)

    def read(self, sentence: Quote, passage: str, *, announces: bool = False) -> str:
        """Adds what the next sentence of a passage tells; what the passage tells of from there on.

        announces: whether a list follows, so that a sentence without a colon only says that there is something
        """
        text, (start, end) = fold(sentence.text), sentence.span
        if _CLOSES.search(text):
            return ""
        tells = bool(passage) or _TELLS_PROBLEMS.search(text) or _NAMES_THEM.match(text)
        ahead = _AHEAD.search(text) if tells else _PLANS_AHEAD.match(text)
        if not tells and not ahead:
            return ""
        back = _BACK_TO.match(text)
        if passage == PROBLEMS and back and not ahead:
            return ""
        begin = start + ahead.start() if ahead else end
        if passage != PLANS and not back:
            self._problem(Quote(self.raw[start:begin], (start, begin)), announces)
        if passage != PLANS and not ahead:
            return PROBLEMS
        if not text.endswith(":"):
            self.add(PLANS, Quote("", (begin if ahead else start, end)))
        return PLANS

    def _problem(self, said: Quote, announces: bool) -> None:
        """What is said to fall short, unless it only announces that something does."""
        text = fold(said.text)
        colon, sees = text.rfind(":"), _SEES.match(text) or _NAMES_THEM.match(text)
        begin = colon + 1 or (sees.end() if sees else 0)
        start, told = said.span[0] + begin, text[begin:]
        rest = _STILL.sub("", _UNSPECIFIC.sub("", told))
        listed = bool(self.problems) and start - self.problems[-1].span[1] < _ADJACENT
        goes_on = listed and self.raw[self.problems[-1].span[1]] in ";；"
        announced = (
            self._announced
            or _NAMES_THEM.match(text)
            or (colon >= 0 and _TELLS_PROBLEMS.search(text, 0, colon) is not None)
        )
        specific = (
            announced or goes_on or _SHORT_OF_WHAT.search(rest) or (listed and rest != told and len(rest) > _SUBJECT)
        )
        if (colon >= 0 or not announces) and specific:
            self.add(PROBLEMS, Quote("", (start, said.span[1])))
        self._announced = bool(announced or sees) and not told


def turns(sentence: Quote) -> bool:
    """Whether a sentence turns from what was done to what falls short: 同时,我们也清醒地看到…"""
    text = fold(sentence.text)
    return bool(_TURNS.match(text) or _NAMES_THEM.match(text))
