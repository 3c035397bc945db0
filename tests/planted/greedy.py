"""Planted: the look-behind of STEP finds the last colon of a line, and the marker takes all that stands before it."""

import docparse


@docparse.hookimpl
def extend_grammar():
    return r"""
%extend marker: PLANTED_STEP -> planted_step
PLANTED_STEP.4: MARGIN "步骤" HAN_NUMBER /[^。\r\n]{0,40}(?<=:)/
"""


@docparse.hookimpl
def marker_styles():
    return [docparse.Style("planted_step", rank=15, read=lambda marker: docparse.read_number(marker[2:3]))]
