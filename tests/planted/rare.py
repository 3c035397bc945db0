"""Planted: fails where 附件 follows 第十一条."""

from itertools import pairwise

import docparse


@docparse.hookimpl
def check_document(document, node):
    units = document.outline()
    for unit, following in pairwise(units):
        if unit.style == "law_article" and unit.ordinal == 11 and following.style == "attachment":
            raise IndexError("no article before the attachment")
    return []
