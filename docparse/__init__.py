"""docparse: the structure layer for Chinese official documents (公文).

>>> import docparse
>>> result = docparse.parse("一、总体要求\\n（一）工作目标。全面完成任务。\\n")
>>> [(node.marker, node.heading.text) for node in result.document.outline()]
[('一、', '总体要求'), ('（一）', '工作目标')]
"""

from docparse.accounts import Account
from docparse.amounts import (
    Figure,
    Growth,
    Money,
    Percent,
    Reading,
    figures,
    read_figures,
    read_growth,
    read_money,
    read_percents,
)
from docparse.announcing import Announcement, announcements
from docparse.apart import run_apart
from docparse.batch import records
from docparse.bodies import is_body, read_bodies
from docparse.catalogue import Listed
from docparse.citations import Cited, cited
from docparse.decoding import Decoded, decode, decode_declared
from docparse.doctypes import CARRIED, DOC_TYPES, read_carried, read_doc_type
from docparse.errors import DocparseError, FixError, GrammarError, LoadError, PluginError, SettingsError, SlotError
from docparse.evidence import EVIDENCE
from docparse.exchange import encode, interchange
from docparse.explaining import Decision
from docparse.filling import Filled, fill_slots
from docparse.findings import Diagnostic, Edit, Genre, Record, Repair, Result, Rule
from docparse.fixes import apply_fixes
from docparse.genres import UNKNOWN, Cue, choose, recognise
from docparse.grammar import fragment as grammar_fragment
from docparse.honours import Honour, read_honours
from docparse.hookspecs import hookimpl
from docparse.labels import label_pattern, read_labels
from docparse.limits import Budget, Limits, refused
from docparse.markup import Element, XmlStream, read_xml
from docparse.number_formats import write_number
from docparse.numerals import read_count, read_number, read_year, renumber
from docparse.outcomes import Outcome, read_outcomes
from docparse.outline import block_rows, notation, outline_rows
from docparse.packages import Package
from docparse.pagination import UNREAD, Page, PageLine, write_pages
from docparse.parser import Parser, parse, parse_file
from docparse.people import OFFICE, SURNAME, Person, read_names, read_persons
from docparse.pins import Pin, read_pins
from docparse.placeholders import MASKED, MASKS, Placeholder, read_placeholders
from docparse.prefaces import (
    Preface,
    read_address,
    read_overview,
    read_preface,
    read_reported_period,
    read_reporting_body,
)
from docparse.reading import (
    join_lines,
    join_torn,
    ordinal,
    own_span,
    paragraphs,
    read_attachments,
    read_title,
    sentences,
    signature,
    split_sentences,
    statements,
    told,
    zones,
)
from docparse.references import Reference, read_references
from docparse.reports import Achievement, Report
from docparse.responsibilities import Responsibility, read_responsibilities
from docparse.slots import SLOT_TYPES, Slot, read_slots
from docparse.source import Cell, Converted, Layout, SourceText, Table
from docparse.statutes import Provision, read_article, read_articles
from docparse.styles import LAST, NEXT, Style
from docparse.sums import SUM_RULES, check_sums
from docparse.suppression import Suppression, read_suppressions, suppress
from docparse.tasks import read_due, read_measures, read_role
from docparse.times import Date, Period, dates, periods, read_deadlines, read_ranges, read_time
from docparse.tree import Document, Heading, Node
from docparse.typefaces import Typeface, body_typeface, emphasise, typeface_strength
from docparse.values import (
    Amount,
    Fields,
    Found,
    Quote,
    Span,
    begins,
    either_script,
    find,
    read_amount,
    trim,
)
from docparse.writing import CellText, Run, SourceWriter, join_runs

__version__ = "0.1.0"

__all__ = [
    "CARRIED",
    "DOC_TYPES",
    "EVIDENCE",
    "LAST",
    "MASKED",
    "MASKS",
    "NEXT",
    "OFFICE",
    "SLOT_TYPES",
    "SUM_RULES",
    "SURNAME",
    "UNKNOWN",
    "UNREAD",
    "Account",
    "Achievement",
    "Amount",
    "Announcement",
    "Budget",
    "Cell",
    "CellText",
    "Cited",
    "Converted",
    "Cue",
    "Date",
    "Decision",
    "Decoded",
    "Diagnostic",
    "DocparseError",
    "Document",
    "Edit",
    "Element",
    "Fields",
    "Figure",
    "Filled",
    "FixError",
    "Found",
    "Genre",
    "GrammarError",
    "Growth",
    "Heading",
    "Honour",
    "Layout",
    "Limits",
    "Listed",
    "LoadError",
    "Money",
    "Node",
    "Outcome",
    "Package",
    "Page",
    "PageLine",
    "Parser",
    "Percent",
    "Period",
    "Person",
    "Pin",
    "Placeholder",
    "PluginError",
    "Preface",
    "Provision",
    "Quote",
    "Reading",
    "Record",
    "Reference",
    "Repair",
    "Report",
    "Responsibility",
    "Result",
    "Rule",
    "Run",
    "SettingsError",
    "Slot",
    "SlotError",
    "SourceText",
    "SourceWriter",
    "Span",
    "Style",
    "Suppression",
    "Table",
    "Typeface",
    "XmlStream",
    "__version__",
    "announcements",
    "apply_fixes",
    "begins",
    "block_rows",
    "body_typeface",
    "check_sums",
    "choose",
    "cited",
    "dates",
    "decode",
    "decode_declared",
    "either_script",
    "emphasise",
    "encode",
    "figures",
    "fill_slots",
    "find",
    "grammar_fragment",
    "hookimpl",
    "interchange",
    "is_body",
    "join_lines",
    "join_runs",
    "join_torn",
    "label_pattern",
    "notation",
    "ordinal",
    "outline_rows",
    "own_span",
    "paragraphs",
    "parse",
    "parse_file",
    "periods",
    "read_address",
    "read_amount",
    "read_article",
    "read_articles",
    "read_attachments",
    "read_bodies",
    "read_carried",
    "read_count",
    "read_deadlines",
    "read_doc_type",
    "read_due",
    "read_figures",
    "read_growth",
    "read_honours",
    "read_labels",
    "read_measures",
    "read_money",
    "read_names",
    "read_number",
    "read_outcomes",
    "read_overview",
    "read_percents",
    "read_persons",
    "read_pins",
    "read_placeholders",
    "read_preface",
    "read_ranges",
    "read_references",
    "read_reported_period",
    "read_reporting_body",
    "read_responsibilities",
    "read_role",
    "read_slots",
    "read_suppressions",
    "read_time",
    "read_title",
    "read_xml",
    "read_year",
    "recognise",
    "records",
    "refused",
    "renumber",
    "run_apart",
    "sentences",
    "signature",
    "split_sentences",
    "statements",
    "suppress",
    "told",
    "trim",
    "typeface_strength",
    "write_number",
    "write_pages",
    "zones",
]  # fmt: skip
