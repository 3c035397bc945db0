"""docparse: the structure layer for Chinese official documents (公文).

>>> import docparse
>>> result = docparse.parse("一、总体要求\\n（一）工作目标。全面完成任务。\\n")
>>> [(node.marker, node.heading.text) for node in result.document.outline()]
[('一、', '总体要求'), ('（一）', '工作目标')]
"""

from docparse.announcing import Announcement, announcements
from docparse.errors import DocparseError, GrammarError, LoadError, PluginError
from docparse.evidence import EVIDENCE
from docparse.exchange import encode, interchange
from docparse.explaining import Decision
from docparse.findings import Diagnostic, Edit, Genre, Record, Repair, Result, Rule
from docparse.grammar import fragment as grammar_fragment
from docparse.hookspecs import hookimpl
from docparse.numerals import read_count, read_number, read_year
from docparse.outline import block_rows, notation, outline_rows
from docparse.parser import Parser, parse, parse_file
from docparse.pins import Pin, read_pins
from docparse.source import SourceText
from docparse.styles import NEXT, Style
from docparse.tree import Document, Heading, Node
from docparse.values import (
    Cited,
    Cue,
    Date,
    Fields,
    Figure,
    Period,
    Quote,
    cited,
    dates,
    either_script,
    figures,
    ordinal,
    own_span,
    paragraphs,
    periods,
    read_amount,
    recognise,
    sentences,
    signature,
    split_sentences,
    told,
)

__version__ = "0.1.0"

__all__ = [
    "EVIDENCE",
    "NEXT",
    "Announcement",
    "Cited",
    "Cue",
    "Date",
    "Decision",
    "Diagnostic",
    "DocparseError",
    "Document",
    "Edit",
    "Fields",
    "Figure",
    "Genre",
    "GrammarError",
    "Heading",
    "LoadError",
    "Node",
    "Parser",
    "Period",
    "Pin",
    "PluginError",
    "Quote",
    "Record",
    "Repair",
    "Result",
    "Rule",
    "SourceText",
    "Style",
    "__version__",
    "announcements",
    "block_rows",
    "cited",
    "dates",
    "either_script",
    "encode",
    "figures",
    "grammar_fragment",
    "hookimpl",
    "interchange",
    "notation",
    "ordinal",
    "outline_rows",
    "own_span",
    "paragraphs",
    "parse",
    "parse_file",
    "periods",
    "read_amount",
    "read_count",
    "read_number",
    "read_pins",
    "read_year",
    "recognise",
    "sentences",
    "signature",
    "split_sentences",
    "told",
]  # fmt: skip
