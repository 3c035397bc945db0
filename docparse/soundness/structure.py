"""What can be told from the structure of a grammar: conflicts, totality, what is unused, how terminals begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from re import _constants as op
from re import _parser
from typing import Any

from docparse.grammar import Grammar, Terminal, conflict
from docparse.slips import nearest
from docparse.soundness.automata import bodies
from docparse.soundness.definitions import Definition
from docparse.soundness.flaws import Flaw
from docparse.soundness.overlaps import AT_LINE_START, Ground
from docparse.styles import Style

_HEADS = ("form", "review")
_REST = ("floating", "annotation", "turn", "title", "predicate", "boundary")
_TEXT = "TEXT"
_WIDE = 1000  # characters: a class of so many holds words
_LINES = 100


def conflicts(ground: Ground) -> Iterator[Flaw]:
    """The first conflict that Lark settles in silence, said of the fragment with which it arises."""
    if not conflict(ground.grammar.text):
        return
    fragments = ground.grammar.fragments
    for count in range(2, len(fragments) + 1):
        reason = conflict("\n".join(text for _, text in fragments[:count]))
        if reason:
            yield Flaw(
                "DP-G010", fragments[count - 1][0], "start", f"Lark finds two readings: {reason}",
                "add terminals to the choices (%extend marker: TERMINAL -> name), and leave start as it is",
            )  # fmt: skip
            return


def totality(ground: Ground) -> Iterator[Flaw]:
    """Whether every line is one of the grammar: any character is TEXT, and TEXT and the choices may stand anywhere."""
    everything = "".join(map(chr, range(0x110000)))
    match = re.match(f"(?:{ground.grammar.fallback})*", everything)
    if match is not None and match.end() < len(everything):
        stranger = everything[match.end()]
        yield _rejected(ground, f"TEXT does not match the character U+{ord(stranger):04X}", stranger)
        return
    for tokens in _sequences(ground):
        if not _accepts(ground.grammar, tokens):
            yield _rejected(ground, f"{' '.join(tokens) or 'no terminal at all'} is no line", "")
            return
    for line in _lines(ground):
        if not _accepts(ground.grammar, [name for name, _, _ in lexed(ground, line)]):
            yield _rejected(ground, "the terminals of a line are no line", line)
            return


def _rejected(ground: Ground, message: str, example: str) -> Flaw:
    changed = [d for d in ground.definitions if d.name in ("start", _TEXT) and not d.is_shared]
    plugin, place = (changed[0].plugin, changed[0].place) if changed else ("", "")
    return Flaw(
        "DP-G011", plugin, "start", f"the grammar rejects a line: {message}",
        "leave the rule start and the terminal TEXT as they are: what no terminal matches is text", place, example,
    )  # fmt: skip


def _sequences(ground: Ground) -> Iterator[list[str]]:
    """Every way in which two terminals may follow each other."""
    markers = [t.name for t in ground.grammar.of("marker")]
    heads = [t.name for t in ground.grammar.of(*_HEADS)]
    rest = [t.name for t in ground.grammar.of(*_REST)] + [_TEXT]
    yield []
    for name in (*markers, *heads, *rest):
        yield [name]
    one = {t.rule: t.name for t in ground.grammar.terminals}  # of each choice: they are alike to what stands before
    after = [_TEXT, *(one[rule] for rule in _REST if rule in one)]
    for pair in (*product(markers, [one.get("marker", _TEXT)]), *product((*markers, *heads, *rest), after)):
        yield list(pair)


def _accepts(grammar: Grammar, names: list[str]) -> bool:
    try:
        grammar.parse([(name, "x", place) for place, name in enumerate(names)])
    except Exception:  # whatever Lark says
        return False
    return True


def _lines(ground: Ground) -> Iterator[str]:
    """Random lines, put together from lines that terminals match and cut anywhere."""
    known = [s.line for t in ground.grammar.terminals for s in ground.samples(t)[:5]]
    for _ in range(_LINES if known else 0):
        pieces = ground.random.choices(known, k=3)
        line = "".join(piece[: ground.random.randint(1, len(piece))] for piece in pieces)
        yield line.replace("\n", " ")


def lexed(ground: Ground, line: str) -> Iterator[tuple[str, int, int]]:
    """(terminal, start, end) in a line as Lark's contextual lexer tells them: at each place the first that may stand there."""
    markers, rest = "marker", {*_REST}
    allowed, place = {markers, *_HEADS, *_REST}, 0
    while place < len(line):
        name, rule, end = _at(ground, line, place, allowed)
        yield name, place, end
        place = end
        allowed = allowed - {*_HEADS} if rule == markers else rest


def _at(ground: Ground, line: str, place: int, allowed: set[str]) -> tuple[str, str, int]:
    """The terminal at a place of a line, its rule, and where it ends."""
    for terminal in ground.grammar.terminals:
        if terminal.rule in allowed and (match := ground.patterns[terminal.name].match(line, place)) and match[0]:
            return terminal.name, terminal.rule, match.end()
    return _TEXT, "", place + 1


def unused(ground: Ground) -> Iterator[Flaw]:
    """Terminals and rules that no line can come to. The skeleton offers its own to everybody."""
    uses: dict[str, set[str]] = {}
    for definition in ground.definitions:
        uses.setdefault(definition.name, set()).update(definition.uses)
    reached, todo = {"start"}, ["start"]
    while todo:
        for name in uses.get(todo.pop(), set()) - reached:
            reached.add(name)
            todo.append(name)
    for definition in ground.definitions:
        if definition.name not in reached and not definition.is_shared and not definition.extends:
            yield _unused(definition)


def _unused(definition: Definition) -> Flaw:
    if definition.is_terminal:
        message, remedy = (
            "no choice and no terminal uses it",
            f"write %extend marker: {definition.name} -> name, or delete it",
        )
    else:
        message, remedy = "no line can come to this rule", "add its terminals to the choices, or delete it"
    return Flaw("DP-G012", definition.plugin, definition.name, message, remedy, definition.place)


def idle_styles(ground: Ground) -> Iterator[Flaw]:
    """Styles that no marker of the grammar bears."""
    aliases = {terminal.alias for terminal in ground.grammar.of("marker", "floating")}
    for name, answer in ground.parser.plugins.calls("marker_styles", lambda name, deed: None):
        for style in answer if isinstance(answer, list | tuple) else []:
            if isinstance(style, Style) and style.name not in aliases:
                near = nearest(style.name, aliases)
                remedy = f"did you mean {near}?" if near else f"write %extend marker: TERMINAL -> {style.name}"
                yield Flaw("DP-G013", name, style.name, "no marker of the grammar bears this style", remedy)


def shapes(ground: Ground) -> Iterator[Flaw]:
    """Terminals that begin, end or spread as those of their rule should not, or in which no number is."""
    for terminal in ground.grammar.terminals:
        tree = list(_parser.parse(terminal.regexp))
        if terminal.rule in (*AT_LINE_START, "review") and not terminal.flat and not _has_margin(tree):
            yield _flaw(
                ground, terminal, "DP-G040", f"a {terminal.rule} that does not begin with MARGIN is missed in an indented line",
                f"write {terminal.name}: MARGIN …",
            )  # fmt: skip
        if terminal.rule == "form" and not _takes_words(tree) and _ends_in_word(tree):
            yield _flaw(
                ground, terminal, "DP-G041", "it also matches a line that goes on after its words",
                "end it with EOL if it is a line of its own, with \":\" if a text follows",
            )  # fmt: skip
        if terminal.rule in ("marker", "floating"):
            yield from _of_marker(ground, terminal, tree)
        if not ground.samples(terminal):
            yield _flaw(
                ground,
                terminal,
                "DP-G023",
                "no line could be made that it matches",
                "see whether its look-arounds refuse all",
            )


def _of_marker(ground: Ground, terminal: Terminal, tree: list[Any]) -> Iterator[Flaw]:
    style = ground.parser.scanner.styles[terminal.alias]
    lines = ground.samples(terminal)
    example = lines[0].line[lines[0].start : lines[0].end] if lines else ""
    if not style.trailing and _takes_words(tree):
        longest = max((s.line[s.start : s.end] for s in lines), key=len, default="")
        yield _flaw(
            ground, terminal, "DP-G042", "what should be the heading or text is taken into the marker",
            "look ahead for it: (?=…)", longest,
        )  # fmt: skip
    elif lines and not any(ground.has_number(terminal, s.line[s.start : s.end]) for s in lines):
        yield _flaw(
            ground, terminal, "DP-G014", f"the style {terminal.alias!r} reads no number in {example!r}: such a marker is text",
            f"give Style({terminal.alias!r}, read=…), or numbered=False", example,
        )  # fmt: skip


def _flaw(ground: Ground, terminal: Terminal, code: str, message: str, remedy: str, example: str = "") -> Flaw:
    name = terminal.name
    return Flaw(code, ground.owner(name), name, message, remedy, ground.place(name), example.rstrip("\n"))


def _has_margin(items: list[Any]) -> bool:
    """Whether a sequence begins with any number of blanks."""
    for code, argument in items:
        if code in (op.ASSERT, op.ASSERT_NOT, op.AT):
            continue
        if code in (op.MAX_REPEAT, op.POSSESSIVE_REPEAT):
            inner = list(argument[2])
            return argument[0] == 0 and inner[0][0] in (op.IN, op.LITERAL) and _is_blank(inner[0])
        inner = bodies(code, argument)
        return bool(inner) and all(_has_margin(list(body)) for body in inner)
    return False


def _is_blank(item: Any) -> bool:
    chars = [item] if item[0] is op.LITERAL else item[1]
    return all(code is op.LITERAL and chr(value) in " \t" for code, value in chars)


def _ends_in_word(items: list[Any]) -> bool:
    """Whether a match may end with a letter or a Han character of its own, with nothing said about what follows."""
    if not items:
        return False
    code, argument = items[-1]
    if code is op.LITERAL:
        return chr(argument).isalpha()
    if code is op.IN:  # a character with its Traditional twins
        return all(kind is op.LITERAL and chr(value).isalpha() for kind, value in argument)
    return code in (op.SUBPATTERN, op.BRANCH) and any(_ends_in_word(list(body)) for body in bodies(code, argument))


def _takes_words(items: Any, repeated: bool = False) -> bool:
    """Whether a match holds several characters of a class as wide as a script."""
    for code, argument in items:
        if code in (op.ASSERT, op.ASSERT_NOT):
            continue
        if repeated and (code in (op.ANY, op.NOT_LITERAL) or (code is op.IN and _is_wide(argument))):
            return True
        several = repeated or (code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and argument[1] > 1)
        if any(_takes_words(body, several) for body in bodies(code, argument)):
            return True
    return False


def _is_wide(items: Any) -> bool:
    return items[0][0] is op.NEGATE or any(code is op.RANGE and value[1] - value[0] >= _WIDE for code, value in items)
