"""Planted: a check whose time grows with the square of the number of lines."""

import docparse


@docparse.hookimpl
def check_document(document, node):
    leaves = list(document.descendants(node, "paragraph"))
    texts = [document.text(leaf) for leaf in leaves]
    for place, leaf in enumerate(leaves):
        if sum(text == texts[place] for text in texts[:place]) == 1:
            yield docparse.Diagnostic("line_twice", "the same line again", leaf.span, "info")
