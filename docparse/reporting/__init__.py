"""Reports: the findings of `docparse check` in a format for people or for a program."""

from docparse.reporting.formats import FORMATS, Format
from docparse.reporting.source_lines import excerpt

__all__ = ["FORMATS", "Format", "excerpt"]
