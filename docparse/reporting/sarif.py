"""SARIF 2.1.0, the format of code scanning: one run, with the catalogue as its rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import metadata, version
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from docparse.catalogue import Listed
from docparse.findings import Diagnostic, Edit
from docparse.source import SourceText

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"info": "note", "warning": "warning", "error": "error"}


def results(name: str, source: SourceText, diagnostics: Iterable[Diagnostic]) -> Iterable[dict[str, Any]]:
    """The findings of a file as results, still without the index of their rule."""
    file = {"uri": _uri(name)}
    for found in diagnostics:
        result = {
            "ruleId": found.code,
            "level": _LEVELS[found.severity],
            "message": {"text": found.message},
            "locations": [{"physicalLocation": {"artifactLocation": file, "region": _region(source, found.span)}}],
        }
        if found.fix:
            replacements = [_replacement(source, edit) for edit in found.fix]
            result["fixes"] = [{"artifactChanges": [{"artifactLocation": file, "replacements": replacements}]}]
        yield result


def log(results: Sequence[dict[str, Any]], catalogue: Mapping[str, Listed]) -> dict[str, Any]:
    """The log file of the results."""
    index = {code: number for number, code in enumerate(catalogue)}
    for result in results:
        if result["ruleId"] in index:
            result["ruleIndex"] = index[result["ruleId"]]
    driver = {
        "name": "docparse",
        "version": version("docparse-zh"),
        "rules": [_rule(row) for row in catalogue.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": list(results),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(listed: Listed) -> dict[str, Any]:
    rule = listed.rule
    described: dict[str, Any] = {
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} Basis: {rule.basis}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if listed.page:
        described["help"] = {"text": listed.page}
        if site := _site():
            described["helpUri"] = urljoin(site, listed.page)  # SARIF wants it absolute
    return described


@lru_cache(maxsize=1)
def _site() -> str:
    """The address of the source tree: Source of [project.urls] in pyproject.toml; "" where it has none."""
    entries: list[str] = metadata("docparse-zh").get_all("Project-URL") or []
    for entry in entries:
        label, _, url = entry.partition(",")
        if label.strip() == "Source":
            return url.strip().rstrip("/") + "/"
    return ""


def _uri(name: str) -> str:
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _region(source: SourceText, span: tuple[int, int]) -> dict[str, int]:
    start, end = span
    (line, column), (end_line, end_column) = source.position(start), source.position(end)
    return {
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        "charOffset": start, "charLength": end - start,
    }  # fmt: skip


def _replacement(source: SourceText, edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}}
