"""Planted: the span of a name in a record begins one character late."""

import re

import docparse

CONTACT = re.compile(r"联络员:([一-鿿]{2,4})")


class Contact(docparse.Fields, frozen=True, kw_only=True):
    name: str | None = None


@docparse.hookimpl
def record_types():
    return {"contact": Contact}


@docparse.hookimpl
def extract_records(document, node):
    for match in CONTACT.finditer(document.source.text, node.start, node.end):
        start, end = match.span(1)
        name = document.source.raw[start:end]
        yield docparse.Record("contact", node, Contact.read(name=(name, (start + 1, end + 1))))
