"""The guard: a plugin leaves the document as it is, or a tree over its text when it may revise it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from operator import attrgetter, is_
from typing import Any

from msgspec.structs import astuple

from docparse.tree import DEEPEST, Document, Heading, Node

_LEAVES = ("paragraph", "blank")
_FIELDS = Node.__struct_fields__
# what no revision may write; of the others `form` and `heading` are free, and `regroup` writes parent, end and level
_fixed = attrgetter(*(name for name in _FIELDS if name not in ("form", "heading", "parent", "end", "level")))


class Guard:
    """Remembers a document, and puts back what a plugin has changed in it.

    What a plugin may have put there is not asked whether it is equal: what is not the same object has been changed.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._remember()

    def _remember(self) -> None:
        """What the document is now is what it should be."""
        document = self.document
        self._source, _ = document.source, document.source.text  # folded once, so that it can be compared
        self._told = dict(vars(self._source))
        lists: tuple[list[Any], ...] = (self._source.anchors, self._source.layout, self._source.tables)
        self._loaded = [(now, list(now)) for now in lists]
        self._list, self._nodes = document.nodes, list(document.nodes)
        self._fields = [astuple(node) for node in self._nodes]
        self._ordinals = [(node.ordinal, list(node.ordinal)) for node in self._nodes if isinstance(node.ordinal, list)]

    def changed(self) -> bool:
        """Whether the document is another than was remembered; then it is put back."""
        return not self._holds(self._is_as_it_was)

    def broken(self) -> bool:
        """Whether a revision has made the document no tree over its text; then it is put back. Else it is remembered."""
        if not self._holds(self._is_tree):
            return True
        self._remember()
        return False

    def put_back(self) -> None:
        """Makes the document what was remembered."""
        document, source = self.document, self._source
        object.__setattr__(document, "__class__", Document)
        document.source, document.nodes = source, self._list
        vars(source).update(self._told)
        for now, known in self._loaded:
            now[:] = known
        self._list[:] = self._nodes
        document.forget()
        for ordinal, numbers in self._ordinals:
            ordinal[:] = numbers
        for node, values in zip(self._nodes, self._fields, strict=True):
            for name, value in zip(_FIELDS, values, strict=True):
                setattr(node, name, value)

    def _holds(self, check: Callable[[], bool]) -> bool:
        """Whether a check finds the document sound; if not, or if it cannot even be looked at, it is put back."""
        with suppress(Exception):  # a part is missing, or is of a plugin
            if self._has_its_parts() and check():
                return True
        self.put_back()
        return False

    def _has_its_parts(self) -> bool:
        """Whether the source, what it tells, the nodes and the numbers in them are the same objects."""
        document, told = self.document, vars(self._source)
        parts = [(document.source, self._source), (document.nodes, self._list)]
        parts += [(told.get(name), value) for name, value in self._told.items()]
        lists: list[tuple[list[Any], list[Any]]] = [
            (self._list, self._nodes), *self._loaded, *self._ordinals,
        ]  # fmt: skip
        same = type(document) is Document and all(now is known for now, known in parts)
        return same and all(len(now) == len(known) and all(map(is_, now, known)) for now, known in lists)

    def _is_as_it_was(self) -> bool:
        now, known = (chain.from_iterable(values) for values in (map(astuple, self._nodes), self._fields))
        return all(map(is_, now, known))

    def _is_tree(self) -> bool:
        """Whether every node stands where it stood, inside its parent and after its elder siblings."""
        raw, nodes, reached = self._source.raw, self._nodes, [0] * len(self._nodes)
        for node, values in zip(nodes, self._fields, strict=True):
            known = Node(*values)
            if not all(map(is_, _fixed(node), _fixed(known))) or not _is_text(raw, node, known):
                return False
            leaf = known.kind in _LEAVES
            if (node.end is not known.end if leaf else type(node.end) is not int) or type(node.level) is not int:
                return False
            if node.id == 0:
                if node.parent is not None or node.level or node.span != (0, len(raw)):
                    return False
                continue
            if type(node.parent) is not int or not 0 <= node.parent < node.id:
                return False
            parent = nodes[node.parent]
            if parent.kind in _LEAVES or node.start < reached[parent.id] or not node.start <= node.end <= parent.end:
                return False
            if node.level != parent.level + (not leaf) or node.level > DEEPEST:
                return False
            reached[parent.id] = node.end
        return True


def _is_text(raw: str, node: Node, known: Node) -> bool:
    """Whether the form of a node is a word, and its heading a slice of the text of the node."""
    if node.form is not known.form and not (node.form is None or type(node.form) is str):
        return False
    heading: Any = node.heading
    if heading is known.heading or heading is None:
        return True
    if type(heading) is not Heading or type(heading.text) is not str or type(heading.span) is not tuple:
        return False
    start, end = heading.span
    within = type(start) is type(end) is int and node.start <= start < end <= node.end
    return within and raw[start:end] == heading.text
