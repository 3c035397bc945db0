"""Collections of cases: 案例一： numbers a case; each case is a record, and a case without text is reported."""

from docparse import Diagnostic, Fields, Record, Style, hookimpl, ordinal, read_number

FRAGMENT = """
%extend marker: CASES_NUMBER -> case_number
CASES_NUMBER.4: MARGIN "案例" HAN_NUMBER "："
"""


class Case(Fields, frozen=True, kw_only=True):
    ordinal: int
    title: str | None = None


@hookimpl
def extend_grammar():
    return FRAGMENT


@hookimpl
def marker_styles():
    return [Style("case_number", rank=25, read=lambda marker: read_number(marker[2:]))]


@hookimpl
def record_types():
    return {"case": Case}


@hookimpl
def extract_records(document, node):
    cases = (unit for unit in document.descendants(node) if unit.style == "case_number")
    return [Record("case", unit, Case.read(ordinal=ordinal(unit), title=unit.heading)) for unit in cases]


@hookimpl
def check_document(document, node):
    cases = (unit for unit in document.descendants(node) if unit.style == "case_number")
    return [Diagnostic("case_empty", "a case without text", unit.span) for unit in cases if not document.body(unit)]
