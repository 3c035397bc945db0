"""Evidence: why a mark is a marker, or is none, as a word in the tree and as a sentence for people.

The confidence of a kind of evidence is about the share of such decisions that two careful readers would agree with.
What rests on weak evidence may be something else: no marker at all ("text"), or a unit of another parent ("parent").
"""

from __future__ import annotations

from typing import NamedTuple

# a unit
NEXT, COUNTS_ON, FAMILY, FIRST, PAIRED, NESTED, AGAIN = (
    "next", "counts_on", "family", "first", "paired", "nested", "again",
)  # fmt: skip
CONTINUOUS, GAP, REPEATED, LATE, PATH, RUN, PART, DOCUMENT = (
    "continuous", "gap", "repeated", "late", "path", "run", "part", "document",
)  # fmt: skip
PINNED = "pinned"
# text
NO_PAIR, NO_NEIGHBOUR, NO_SERIES, NO_RUN, QUOTED, CITED, LONE, REGION = (
    "no_pair", "no_neighbour", "no_series", "no_run", "quoted", "cited", "lone", "region",
)  # fmt: skip
WEAK = 0.94  # what is less certain than this is said in the tree


class Evidence(NamedTuple):
    """One kind of evidence. instead: what the mark may be after all: "unit", "text" or "parent"; "" for nothing."""

    words: str
    confidence: float
    instead: str = ""


EVIDENCE = {  # what speaks for or against a unit, by the key that `Node.why` has
    NEXT: Evidence("its number comes next in a series that is open", 0.99),
    COUNTS_ON: Evidence("it continues the open series without a number of its own", 0.9),
    FAMILY: Evidence("its number comes next in an open series of another style of its family", 0.98),
    FIRST: Evidence("it begins a series with number 1", 0.99),
    PAIRED: Evidence("it looks like text, but the next number of its style follows", 0.93, "text"),
    NESTED: Evidence("it begins a series inside an item whose own series goes on later", 0.9, "parent"),
    AGAIN: Evidence("its numbering begins again where a series of its style has ended", 0.85, "parent"),
    CONTINUOUS: Evidence("its numbering runs on from another parent", 0.99),
    GAP: Evidence("it continues an open series, with numbers left out", 0.9, "text"),
    REPEATED: Evidence("it continues an open series, with the number before printed twice", 0.9, "parent"),
    LATE: Evidence("it begins a series, though not with number 1", 0.85, "text"),
    PATH: Evidence("its number tells the unit that it hangs on", 0.99),
    RUN: Evidence("it stands inside a clause, in the longest run of its style in a text without line breaks", 0.97, "text"),
    PART: Evidence("it opens a part or an attachment", 0.94),
    DOCUMENT: Evidence("a document begins here without a number: by its title, or by numbering that begins again", 0.95, "parent"),
    PINNED: Evidence("a reader has pinned it", 1.0),
    NO_PAIR: Evidence("number 2 does not follow near it", 0.97, "unit"),
    NO_NEIGHBOUR: Evidence("it looks like text, and the next number of its style does not follow", 0.8, "unit"),
    NO_SERIES: Evidence("no open series goes on with its number", 0.7, "unit"),
    NO_RUN: Evidence("inside a line it belongs to no run of its style", 0.9, "unit"),
    QUOTED: Evidence("it stands in a quotation", 0.97),
    CITED: Evidence("it cites an article", 0.8, "unit"),
    LONE: Evidence("a bullet without a second one is a dash", 0.9, "unit"),
    REGION: Evidence("it stands in a table of contents, a note, a table or a quotation", 0.97),
}  # fmt: skip
