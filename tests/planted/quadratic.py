"""Planted: a pattern that tries every pair of places in a line."""

import docparse


@docparse.hookimpl
def extend_grammar():
    return r"""
%extend form: PLANTED_TOTAL -> planted_total
PLANTED_TOTAL.1: MARGIN /合计[^\r\n]*,[^\r\n]*元整/ EOL
"""
