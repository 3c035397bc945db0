"""docparse: the structure layer for Chinese official documents (公文).

>>> import docparse
>>> result = docparse.parse("一、总体要求\\n（一）工作目标。全面完成任务。\\n")
>>> [(node.marker, node.heading.text) for node in result.document.outline()]
[('一、', '总体要求'), ('（一）', '工作目标')]
"""

from docparse.errors import DocparseError, GrammarError, LoadError, PluginError
from docparse.findings import Diagnostic, Genre, Record, Repair, Result
from docparse.grammar import fragment as grammar_fragment
from docparse.hookspecs import hookimpl
from docparse.numerals import read_count, read_number, read_year
from docparse.outline import block_rows, notation, outline_rows
from docparse.parser import Parser, parse, parse_file
from docparse.source import SourceText
from docparse.styles import Style
from docparse.tree import Document, Heading, Node

__version__ = "0.1.0"

__all__ = [
    "Diagnostic", "DocparseError", "Document", "Genre", "GrammarError", "Heading", "LoadError", "Node", "Parser",
    "PluginError", "Record", "Repair", "Result", "SourceText", "Style", "__version__", "block_rows",
    "grammar_fragment", "hookimpl", "notation", "outline_rows", "parse", "parse_file", "read_count", "read_number",
    "read_year",
]  # fmt: skip
