"""Planted: RECEIPT overlaps with the attachments of the built-in grammar, and goes before them."""

import docparse


@docparse.hookimpl
def extend_grammar():
    return """
%extend form: RECEIPT -> receipt
RECEIPT.9: MARGIN /附件?[0-9一二三]/
"""
