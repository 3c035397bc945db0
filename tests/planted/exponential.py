"""Planted: a pattern that tries every way to cut a line into pieces."""

import docparse


@docparse.hookimpl
def extend_grammar():
    return r"""
%extend form: PLANTED_SUM -> planted_sum
PLANTED_SUM.1: MARGIN /合计([^\r\n]*,[^\r\n]*)*元整/ EOL
"""
