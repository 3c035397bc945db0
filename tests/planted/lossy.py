"""Planted: throws page numbers out of the tree."""

import docparse


@docparse.hookimpl
def revise_document(document):
    document.nodes[:] = [node for node in document.nodes if node.form != "page_number"]
