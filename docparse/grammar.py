"""The grammar: fragments of the skeleton and of all plugins, composed by Lark into one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import LarkError
from lark.lexer import Lexer

from docparse.errors import GrammarError
from docparse.script import variants
from docparse.slips import slip
from docparse.source import fold

SKELETON = ("terms", "line")
CHOICES = ("marker", "floating", "form", "annotation", "turn", "review", "title", "predicate", "boundary")
_PLACEHOLDERS = {f"NO_{rule.upper()}" for rule in CHOICES}  # of line.lark: Lark wants a member in every choice
_OPEN = {*CHOICES, "start"}  # what every fragment may extend; a bad alternative of start is a conflict that is found
_LINE = ("start", "TEXT")  # what makes a line of any text
_CHANGE = re.compile(r"^[ \t]*%(extend|override)[ \t]+[?!]*(\w+)", re.MULTILINE)
_DEFINED = re.compile(r"^[ \t]*[?!]*(\w+)(?:\.-?[0-9]+)?[ \t]*[:{]", re.MULTILINE)
_FLAGS = re.compile(r"(?<!\\)(?:\\\\)*\(\?[aiLmsux]+\)")  # for a whole pattern: patterns are joined
_LARK_LINE = re.compile(r"line (\d+),? column (\d+)(?: in <string>)?")  # in a message of Lark
_EXPECTED = re.compile(r"\.?\s*Expected one of:.*", re.DOTALL)  # names of Lark's own grammar, in any order
_GROUPS = re.compile(r"(?<!\\)(?:\\\\)*(?:\\[1-9]|\(\?P[<=])")  # patterns are joined, so groups shift
PIECE = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"|/(?!/)(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+/', re.DOTALL)


def fragment(name: str) -> str:
    """The text of `grammars/NAME.lark` as it ships with docparse; GrammarError if there is none."""
    names = fragment_names()
    if name not in names:
        raise GrammarError("DP-G001", f"there is no grammar fragment {name!r}", slip(str(name), names))
    return (_folder() / f"{name}.lark").read_text(encoding="utf-8")


def fragment_names() -> set[str]:
    """The names of all fragments that ship with docparse."""
    return {file.name.removesuffix(".lark") for file in _folder().iterdir() if file.name.endswith(".lark")}


def _folder() -> Traversable:
    packaged = resources.files("docparse") / "grammars"
    checkout = Path(__file__).resolve().parent.parent / "grammars"  # an editable install
    return packaged if packaged.is_dir() else checkout


def fold_fragment(text: str) -> str:
    """`text` with the literals of its terminals widened as sources vary.

    Full-width literals become ASCII, as in a folded source; a Simplified character also stands for its Traditional
    twins. So the fragment is folded once, and not every source.
    """
    return PIECE.sub(lambda match: _fold_piece(match[0]), text)


def _fold_piece(piece: str) -> str:
    if piece.startswith("//"):
        return piece
    if piece.startswith('"'):
        folded = fold(piece[1:-1])
        if not any(map(variants, folded)):
            return f'"{folded}"'
        piece = "/" + "".join(char if char.isalnum() else "\\" + char for char in folded) + "/"
    return "".join(_widened(piece))


def _widened(pattern: str) -> Iterator[str]:
    """The parts of a regular expression between slashes, each character with its twins."""
    inside = ""  # the twins to add to the class that is open
    in_class = escaped = False
    for char in pattern:
        twin = fold(char)
        if escaped:
            escaped = False
            yield char
        elif twin != char:  # a full-width form: never syntax
            yield twin if twin.isalnum() or twin == " " else "\\" + twin
        elif char == "\\":
            escaped = True
            yield char
        elif in_class:
            inside += variants(char)
            if char == "]":
                yield inside
                in_class, inside = False, ""
            yield char
        else:
            in_class = char == "["
            twins = variants(char)
            yield f"[{char}{twins}]" if twins else char


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal of one of the choice rules. `alias` is the style or form it stands for."""

    name: str
    regexp: str
    priority: int
    max_width: int
    rule: str
    alias: str

    @property
    def weak(self) -> bool:
        """Whether a marker needs a neighbour in its series to count."""
        return self.name.startswith("WEAK_")

    @property
    def flat(self) -> bool:
        """Whether a marker is looked for only in text that lost its line breaks."""
        return self.name.startswith("WEAK_FLAT_")


class Grammar:
    """A composed grammar. `terminals` are those of the choice rules, in the order Lark tries them."""

    def __init__(self, fragments: Sequence[tuple[str, str]]) -> None:
        self.fragments = tuple(fragments)
        self.text = "\n".join(text for _, text in self.fragments)
        self._lark = Lark(self.text, parser="lalr", lexer=_TokenLexer, maybe_placeholders=False)
        patterns = {terminal.name: terminal for terminal in self._lark.terminals}
        found = []
        for rule in self._lark.rules:
            if rule.origin.name not in CHOICES or rule.expansion[0].name in _PLACEHOLDERS:
                continue
            if len(rule.expansion) != 1 or not rule.expansion[0].is_term or rule.alias is None:
                raise GrammarError(
                    "DP-G003",
                    f"an alternative of {str(rule.origin.name)!r} is not one terminal with an alias",
                    f"write %extend {rule.origin.name}: TERMINAL -> name",
                )
            pattern = patterns[rule.expansion[0].name]
            if _least_width(pattern) == 0:
                raise GrammarError("DP-G006", f"terminal {pattern.name} can match nothing", "let it match a character")
            if _GROUPS.search(pattern.pattern.to_regexp()):
                raise GrammarError(
                    "DP-G005",
                    f"terminal {pattern.name} names a group or refers back to one",
                    "write it without (?P<…>) and without \\1",
                )
            if _FLAGS.search(pattern.pattern.to_regexp()):
                raise GrammarError(
                    "DP-G005", f"terminal {pattern.name} sets a flag for all", "write the flag after it: /abc/i"
                )
            found.append(
                Terminal(
                    str(pattern.name), pattern.pattern.to_regexp(), pattern.priority,
                    pattern.pattern.max_width, str(rule.origin.name), str(rule.alias),
                )
            )  # fmt: skip
        self.fallback = patterns["TEXT"].pattern.to_regexp() if "TEXT" in patterns else "(?!)"
        # Lark's own order of trying terminals (lark.lexer.BasicLexer)
        found.sort(key=lambda t: (-t.priority, -t.max_width, -len(t.regexp), t.name))
        self.terminals: tuple[Terminal, ...] = tuple(found)

    def of(self, *rules: str) -> list[Terminal]:
        """The terminals of the given choice rules, in the order Lark tries them."""
        return [terminal for terminal in self.terminals if terminal.rule in rules]

    def parse(self, tokens: Sequence[tuple[str, str, int]]) -> Tree[Token]:
        """The LALR parse of one line given as (terminal name, text, start) tokens; LarkError if it is no line."""
        return self._lark.parse(tokens)  # our lexer takes tokens, not a str

    def every_reading(self, tokens: Sequence[tuple[str, str, int]]) -> Tree[Token]:
        """The Earley parse of the same, slow: the tree of `parse`, with all readings of a line that has several."""
        return self._earley.parse(tokens)

    @cached_property
    def _earley(self) -> Lark:
        return Lark(self.text, parser="earley", lexer=_TokenLexer, ambiguity="explicit", maybe_placeholders=False)


def _least_width(terminal: Any) -> int:
    """The fewest characters that a terminal of Lark matches; GrammarError names one that is no regular expression."""
    try:
        return int(terminal.pattern.min_width)
    except Exception as refused:  # ValueError, or what the package regex has, where it is installed
        pattern, reason, place = terminal.pattern.to_regexp(), str(refused), ""
        try:
            re.compile(pattern)
        except re.error as error:
            reason, place = error.msg, f" at {pattern[error.pos or 0 :]!r:.30}"
        message = f"terminal {terminal.name} is no regular expression: {reason}{place}"
        raise GrammarError("DP-G002", message, "mend the pattern") from refused


def conflict(text: str) -> str:
    """The first conflict of a composed grammar that Lark would settle in silence, "" when there is none."""
    try:
        Lark(text, parser="lalr", lexer=_TokenLexer, maybe_placeholders=False, strict=True)
    except LarkError as error:
        return " ".join(str(error).split())
    return ""


class _TokenLexer(Lexer):
    """Hands ready tokens to Lark's parser: the scanner finds them, Lark judges their order."""

    __future_interface__ = 1

    def __init__(self, conf: Any) -> None:
        pass

    def lex(self, state: Any, parser_state: Any = None) -> Iterator[Token]:
        source = getattr(state, "text", state)
        for name, text, start in getattr(source, "text", source):
            yield Token(name, text, start_pos=start, end_pos=start + len(text))


@lru_cache(maxsize=16)
def compose(fragments: tuple[tuple[str, str], ...]) -> Grammar:
    """The grammar of the skeleton and `fragments`, (plugin name, Lark text) each.

    GrammarError DP-G002 names the plugin whose fragment does not compose, DP-G007 and DP-G011 one whose fragment
    changes what others define: it would compose, and take their markers and forms away.
    """
    for name, text in fragments:
        _check_own(name, text, "\n".join(other for owner, other in fragments if owner == name))
    parts = [(name, fold_fragment(fragment(name))) for name in SKELETON]
    parts += [(name, fold_fragment(text)) for name, text in fragments]
    try:
        return Grammar(parts)
    except Exception as error:  # Lark, re and regex each have their own
        if not fragments:
            raise
        raise _blame(parts, error) from error


def _check_own(plugin: str, text: str, own: str) -> None:
    """GrammarError for a fragment that overrides or extends what is not in the `own` fragments of its plugin."""
    defined = {*_DEFINED.findall(_bare(own))}
    for change, name in _CHANGE.findall(_bare(text)):
        if name in defined or (change == "extend" and name in _OPEN):
            continue
        code = "DP-G011" if change == "override" and name in _LINE else "DP-G007"
        raise GrammarError(
            code,
            f"the grammar fragment of plugin {plugin!r} would {change} {name}, which others stand on",
            "define terminals of your own and extend a choice with them, as in %extend form: TERMINAL -> name",
            plugin=plugin,
        )


def _bare(text: str) -> str:
    """A fragment without what it quotes and comments."""
    return PIECE.sub(" ", text)


def _blame(parts: list[tuple[str, str]], error: Exception) -> GrammarError:
    """What is wrong, and with whose fragment: the last without which the rest composes, else the first that does not.

    Fragments use terminals of later ones, so the first that does not compose with those before it may be sound.
    """
    for index in range(len(parts) - 1, len(SKELETON) - 1, -1):
        if _composes(parts[:index] + parts[index + 1 :]):
            return _refused(parts[: index + 1], error)
    for count in range(len(SKELETON), len(parts) + 1):
        try:
            Grammar(parts[:count])
        except Exception as first:
            return _refused(parts[:count], first)
    return GrammarError("DP-G002", f"the composed grammar is refused: {error}")


def _composes(parts: list[tuple[str, str]]) -> bool:
    try:
        Grammar(parts)
    except Exception:  # Lark, re and regex each have their own
        return False
    return True


def _refused(parts: list[tuple[str, str]], error: Exception) -> GrammarError:
    """What is wrong with the last of the parts, in the lines of its own fragment."""
    name, above = parts[-1][0], sum(text.count("\n") + 1 for _, text in parts[:-1])
    if isinstance(error, GrammarError):
        return error.of(name)
    reason = " ".join(_EXPECTED.sub("", str(error)).split())
    reason = _LARK_LINE.sub(lambda match: f"line {int(match[1]) - above}, column {match[2]} of the fragment", reason)
    return GrammarError(
        "DP-G002",
        f"the grammar fragment of plugin {name!r} does not compose: {reason}",
        "docparse.grammar_fragment('line') shows the rules, 'terms' the shared terminals",
        plugin=name,
    )
