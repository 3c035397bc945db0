"""Planted: a pattern of a hook that tries every pair of places in a line."""

import re

import docparse

TOTAL = re.compile(r"合计[^\n]*,[^\n]*元整")


@docparse.hookimpl
def check_document(document, node):
    for found in TOTAL.finditer(document.source.text, node.start, node.end):
        yield docparse.Diagnostic("total", "a total", found.span(), "info")
