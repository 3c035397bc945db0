"""Writes docs/reference.md from the docstrings: every public name of docparse and docparse.testing, and every hook.

python tools/reference.py            writes the page
python tools/reference.py --check    says whether it is current, by its exit status
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

import msgspec

import docparse
import docparse.testing
from docparse import hookspecs
from docparse.plugins import HOOKS

ROOT = Path(__file__).resolve().parent.parent
PAGE, SOURCES = ROOT / "docs" / "reference.md", ROOT / "docparse"
HEAD = """\
# Reference

Made from the docstrings by `tools/reference.py`; not to be edited. Spans are offsets into `source.raw`, ends exclusive. Everything here is typed (`py.typed`), and every name that is not here may change without notice. [plugins.md](plugins.md) says how these fit together.
"""
_FIELD = re.compile(r"(?::param )?(\w+(?:, \w+)*): (.*)")
_CODE = re.compile(r"(`[^`]+`)")
_LONGEST = 100  # characters of a signature on one line


def page() -> str:
    """The whole page."""
    sections = [
        ("Hooks", [(name, getattr(hookspecs, name)) for name in HOOKS]),
        *_by_kind("docparse", docparse),
        *_by_kind("docparse.testing", docparse.testing),
    ]
    links = "".join(f"- [{title}](#{_anchor(title)})\n" for title, _ in sections)
    return HEAD + "\n" + links + "".join(_section(title, names) for title, names in sections)


def _by_kind(title: str, module: Any) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """The public names of a module, in three sections."""
    names = {name: getattr(module, name) for name in sorted(module.__all__, key=str.lower) if name != "__version__"}
    classes = {name for name, value in names.items() if inspect.isclass(value)}
    functions = {name for name, value in names.items() if inspect.isroutine(value)}
    yield f"{title}: functions", [(name, names[name]) for name in names if name in functions]
    yield f"{title}: classes", [(name, names[name]) for name in names if name in classes]
    yield f"{title}: values", [(name, names[name]) for name in names if name not in classes | functions]


def _anchor(title: str) -> str:
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _section(title: str, names: Iterable[tuple[str, Any]]) -> str:
    return f"\n## {title}\n" + "".join(f"\n### {name}\n\n{_entry(name, value)}" for name, value in names)


def _entry(name: str, value: Any) -> str:
    if inspect.isclass(value):
        return _class(name, value)
    if inspect.isroutine(value):
        return _block(_signature(name, value)) + _prose(value.__doc__)
    if inspect.ismodule(value):
        return _module(name, value)
    return _block(f"{name} = {_shown(value)}") + _prose(_comment(name))


def _module(name: str, module: Any) -> str:
    """What a module says of itself, and its public functions."""
    text = _prose(module.__doc__).lstrip()
    for member, function in vars(module).items():
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not member.startswith("_"):
            text += "\n" + _block(_signature(f"{name}.{member}", function)) + _prose(function.__doc__)
    return text


def _shown(value: Any) -> str:
    """A value as it is written; of a collection what it holds, of a long text how long it is."""
    if isinstance(value, dict | set | frozenset):
        return f"{{{', '.join(sorted(map(repr, value)))}{': …' * isinstance(value, dict)}}}"
    if isinstance(value, tuple | list):
        return f"({', '.join(repr(getattr(item, 'code', item)) for item in value)})"
    text = repr(value)
    return "…" if " object at 0x" in text or len(text) > _LONGEST else text


def _comment(name: str) -> str:
    """The comment behind the line that defines a value."""
    define = re.compile(rf"^{name}(?:: [^=\n]+)? = .*?  # (.+)$", re.MULTILINE)
    found = (define.search(path.read_text(encoding="utf-8")) for path in sorted(SOURCES.rglob("*.py")))
    text = next((match[1] for match in found if match), "")
    return text[:1].upper() + text[1:]


def _class(name: str, value: type) -> str:
    """The fields or the constructor of a class, its docstring, and its public methods."""
    own = _members(value)
    made = _fields(name, value)
    text = _block(made or _signature(name, value)) + _prose(_docstring(value))
    for member, (sort, function) in own.items():
        head = f"{name}.{member}" if sort == "property" else _signature(f"{name}.{member}", function, bound=True)
        text += "\n" + _block(head) + _prose(function.__doc__)
    return text


def _docstring(value: type) -> str | None:
    """What a class says itself: not what dataclasses and NamedTuple write, nor its base."""
    text = value.__dict__.get("__doc__")
    return None if text and text.startswith(f"{value.__name__}(") else text


def _members(value: type) -> dict[str, tuple[str, Any]]:
    found: dict[str, tuple[str, Any]] = {}
    for name, member in vars(value).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            found[name] = "property", member.fget
        elif isinstance(member, classmethod | staticmethod):
            found[name] = "method", member.__func__
        elif inspect.isfunction(member):
            found[name] = "method", member
    return {name: pair for name, pair in found.items() if pair[1].__doc__}


def _fields(name: str, value: type) -> str:
    """A class that is nothing but fields, as they are written; "" for another."""
    rows: list[tuple[str, Any, Any]] = []
    if issubclass(value, msgspec.Struct):
        hints = _annotations(value)
        rows = [
            (field.name, hints.get(field.name, field.type), _struct_default(field))
            for field in msgspec.structs.fields(value)
        ]
    elif is_dataclass(value):
        rows = [(field.name, field.type, _default(field)) for field in fields(value) if not field.name.startswith("_")]
    elif hasattr(value, "_fields"):
        hints, defaults = _annotations(value), value._field_defaults
        rows = [(field, hints[field], defaults.get(field, MISSING)) for field in value._fields]
    else:
        return ""
    body = "".join(f"    {field}: {_hint(kind)}{_is(default)}\n" for field, kind, default in rows)
    return f"class {name}:\n{body}".rstrip()


def _annotations(value: type) -> dict[str, Any]:
    """The annotations as they are written, those of the bases included."""
    found: dict[str, Any] = {}
    for base in reversed(value.__mro__):
        found |= inspect.get_annotations(base)
    return found


def _struct_default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    return field.default_factory() if field.default_factory is not msgspec.NODEFAULT else MISSING


def _default(field: Any) -> Any:
    if field.default is not MISSING:
        return field.default
    made = field.default_factory
    return made() if made in (list, dict, tuple) else ... if made is not MISSING else MISSING


def _is(default: Any) -> str:
    return "" if default is MISSING else f" = {'…' if default is ... else repr(default)}"


def _signature(name: str, value: Any, *, bound: bool = False) -> str:
    """A signature with its hints as they are written; `bound` leaves out self and cls."""
    try:
        signature = inspect.signature(value)
    except (TypeError, ValueError):  # an exception class that takes what Exception takes
        return f"{name}(…)"
    parameters = list(signature.parameters.values())[bound:]
    written = list(_parameters(parameters))
    answer = (
        "" if signature.return_annotation in (signature.empty, None) else f" -> {_hint(signature.return_annotation)}"
    )
    line = f"{name}({', '.join(written)}){answer}"
    return line if len(line) <= _LONGEST else f"{name}(\n" + "".join(f"    {one},\n" for one in written) + f"){answer}"


def _parameters(parameters: list[inspect.Parameter]) -> Iterator[str]:
    starred = False
    for parameter in parameters:
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            yield "*"
        starred |= parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL)
        stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
        hint = "" if parameter.annotation is parameter.empty else f": {_hint(parameter.annotation)}"
        default = "" if parameter.default is parameter.empty else f"{' = ' if hint else '='}{_value(parameter.default)}"
        yield f"{stars}{parameter.name}{hint}{default}"


def _value(value: Any) -> str:
    """A default; of a function or an object without a text of its own the name."""
    text = repr(value)
    return getattr(value, "__name__", type(value).__name__) if " at 0x" in text else text


def _hint(annotation: Any) -> str:
    """A hint as it is written; NamedTuple keeps it in a ForwardRef."""
    written = getattr(annotation, "__forward_arg__", annotation)
    return written if isinstance(written, str) else inspect.formatannotation(written)


def _block(code: str) -> str:
    return f"```py\n{code}\n```\n"


def _prose(text: str | None) -> str:
    """A docstring as Markdown: what it says of a parameter or field becomes a list item."""
    if not text:
        return ""
    lines = ["", *(_line(line) for line in inspect.cleandoc(text).splitlines())]
    return "\n".join(lines) + "\n"


def _line(line: str) -> str:
    indent, stripped = " " * (len(line) - len(line.lstrip())), line.lstrip()
    if match := _FIELD.match(stripped):
        names = ", ".join(f"`{name}`" for name in match[1].split(", "))
        return f"{indent}- {names}: {_escaped(match[2])}"
    return indent + _escaped(stripped)


def _escaped(text: str) -> str:
    return "".join(
        piece if piece.startswith("`") else re.sub(r"([*<\[\]\\|])", r"\\\1", piece) for piece in _CODE.split(text)
    )


def main(arguments: list[str]) -> int:
    """Writes the page, or checks it. Returns the exit status."""
    text = page()
    if "--check" in arguments:
        return int(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
