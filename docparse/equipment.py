"""The equipment of a parser: what its plugins give when it is made, and what went wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any, TypeVar

from docparse.catalogue import CORE, Listed
from docparse.errors import GrammarError
from docparse.findings import Diagnostic, Rule
from docparse.grammar import Grammar, compose
from docparse.modules import shown
from docparse.plugins import Plugins
from docparse.scanner import Scanner
from docparse.slips import nearest
from docparse.styles import Style

T = TypeVar("T")


class Equipment:
    """The scanner, the exporters by name, the record types by name and the rules by code, of a parser's plugins."""

    def __init__(self, plugins: Plugins) -> None:
        self.plugins = plugins
        self._trouble: list[tuple[str, Diagnostic]] = []  # the name of the plugin, and what every result says of it
        for info in plugins.infos:
            if info.error:
                self._trouble.append((info.name, self.failed(info.name, f"is out of use: {info.error}")))
        self._fragments = self._collected("extend_grammar", str)
        self._styles = [(name, self._watched(name, style)) for name, style in self._collected("marker_styles", Style)]
        self.grammar = self._composed()
        self._name_idle()
        self.scanner = Scanner(self.grammar, [style for _, style in self._styles])
        self.exporters = self._named("exporters", callable, "functions")
        self.record_types = self._named("record_types", lambda item: isinstance(item, type), "types")
        self.rules = self._catalogue()

    def scanner_without(self, names: Collection[str]) -> Scanner:
        """The scanner without what some plugins add to the grammar; where others build on that, without their styles."""
        fragments = [known for known in self._fragments if known[0] not in names]
        if len(fragments) == len(self._fragments) and not any(name in names for name, _ in self._styles):
            return self.scanner
        try:
            grammar = compose(tuple(fragments))
        except GrammarError:
            grammar = self.grammar
        return Scanner(grammar, [style for name, style in self._styles if name not in names])

    def trouble(self, *, given: bool = False) -> list[Diagnostic]:
        """What is out of use of the plugins, for every result; with `given` only of those that the caller gave."""
        known = [*self._trouble, *((name, self.failed(name, deed)) for name, deed in self.plugins.spent.items())]
        return [found for name, found in known if not given or self.plugins.is_given(name)]

    def failed(self, name: str, deed: str) -> Diagnostic:
        """The finding that says what a plugin did."""
        return Diagnostic("plugin_failed", f"plugin {self.plugins.label(name)} {deed}", (0, 0))

    def _note(self, name: str, deed: str) -> None:
        """Remembers that a part of a plugin is out of use: every result and the list of plugins say so."""
        self._trouble.append((name, self.failed(name, deed)))
        for info in self.plugins.infos:
            if info.name == name:
                info.error = f"{info.error}, and {deed}" if info.error else deed

    def _collected(self, hook: str, kind: type[T]) -> list[tuple[str, T]]:
        """(plugin name, item) of every item that a hook of the grammar answers, the first registered plugin first."""
        found: list[tuple[str, T]] = []
        for name, answer in reversed(list(self.plugins.calls(hook, self._note))):
            items = [*answer] if type(answer) in (list, tuple) else [answer]
            if all(type(item) is kind for item in items):
                found += [(name, item) for item in items]
            else:
                self._note(name, f"answers {hook} with {shown(answer, 60)}, not with {kind.__name__}")
        return found

    def _named(self, hook: str, is_sound: Callable[[object], bool], wanted: str) -> dict[str, Any]:
        """What the plugins answer to a hook by name; of two with one name the one registered first."""
        found: dict[str, Any] = {}
        for plugin, answer in reversed(list(self.plugins.calls(hook, self._note))):
            try:
                named = dict(answer)
                sound = all(type(name) is str and is_sound(item) for name, item in named.items())
            except Exception:  # it has no names
                sound = False
            if sound:
                found = named | found
            else:
                self._note(plugin, f"answers {hook} with {shown(answer, 60)}, not with names of {wanted}")
        return found

    def _catalogue(self) -> dict[str, Listed]:
        """The rules of the core and of the plugins; of two with one code the one registered first."""
        found = {rule.code: Listed(rule) for rule in CORE}
        for name, rule in self._collected("rules", Rule):
            found.setdefault(rule.code, Listed(rule, name, self.plugins.is_stranger(name)))
        return found

    def _watched(self, name: str, style: Style) -> Style:
        """A style whose reader, when it is a stranger's, is watched as a hook is."""
        if style.read is None or not self.plugins.is_stranger(name):
            return style
        return replace(style, read=self.plugins.reader(name, style.read))

    def _name_idle(self) -> None:
        """A finding for each style that no marker of the grammar bears: a slip of the pen."""
        aliases = {terminal.alias for terminal in self.grammar.of("marker", "floating")}
        for name, style in self._styles:
            if style.name not in aliases:
                near = nearest(style.name, aliases)
                hint = f": did you mean {near}?" if near else ""
                self._note(name, f"has the style {style.name!r}, which no marker of the grammar bears{hint}")

    def _composed(self) -> Grammar:
        """The grammar of all fragments; an installed stranger's that does not compose is left out, and said so."""
        while True:
            try:
                return compose(tuple(self._fragments))
            except GrammarError as error:
                if not self.plugins.is_stranger(error.plugin) or self.plugins.is_given(error.plugin):
                    raise
                self._note(error.plugin, f"is out of use: {error.message}")
                self._fragments = [known for known in self._fragments if known[0] != error.plugin]
