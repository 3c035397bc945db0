"""The catalogue: every code of this plugin, what it says, what it rests on, and how severe it is."""

from __future__ import annotations

from docparse import Diagnostic, Edit, Rule

Span = tuple[int, int]
LAYOUT = "GB/T 9704-2012"
PUNCTUATION = "GB/T 15834-2011"
REGULATIONS = "党政机关公文处理工作条例 (2012)"
OURS = "project rule"

RULES = (
    # numbering
    Rule("continuous_numbering", "A level numbers on where its parent changes.", OURS, "info"),
    Rule("level_style_nonstandard", "A number is punctuated in another way than the standard asks.", f"{LAYOUT} 7.3.3; {PUNCTUATION} appendix B", "info"),
    Rule("heading_without_body", "A heading has no text below it, where its siblings have.", OURS),
    # placeholders
    Rule("placeholder_unfilled", "A placeholder stands where a number or a name belongs.", OURS),
    Rule("placeholder_blank", "A number is missing between two words.", OURS),
    Rule("placeholder_overreach", "A masked year stands where there was no year.", OURS, "info"),
    # damage
    Rule("stripped_text", "Words are missing: an empty quotation, or a clause that lost its beginning.", OURS),
    Rule("page_number_artefact", "A page number stands inside a sentence.", OURS, fixable=True),
    Rule("watermark_artefact", "The name of a site that copies documents stands in the text.", OURS),
    Rule("table_remnant", "The rule of a table is left over beside the text.", OURS, "info"),
    Rule("anti_copy_dot", "A dot divides a word, against copying.", OURS, "info", fixable=True),
    Rule("conversion_error", "A character or word is wrong after conversion between scripts.", OURS, "info"),
    Rule("missing_terminal_punctuation", "A sentence ends without punctuation.", PUNCTUATION, "info"),
    # quotes
    Rule("unclosed_quote", "A quotation is opened and not closed.", PUNCTUATION),
    Rule("unbalanced_quote", "A quotation mark closes nothing.", PUNCTUATION),
    Rule("quote_glyph", "Another glyph stands for a quotation mark or a title mark.", PUNCTUATION, "info", fixable=True),
    # document numbers and dates
    Rule("doc_number_bracket", "The year of a document number is not in 〔 〕.", f"{LAYOUT} 7.2.5", "info", fixable=True),
    Rule("doc_number_leading_zero", "The sequence number of a document number begins with zero.", f"{LAYOUT} 7.2.5", "info", fixable=True),
    Rule("date_glyph", "A year in Han digits has another glyph for 〇.", "GB/T 15835-2011", "info", fixable=True),
    Rule("date_order", "A period ends before it begins, or a document is printed before its date.", OURS),
    Rule("date_impossible", "A date is not in the calendar.", OURS),
    Rule("signature_and_date_on_one_line", "The issuing body and the date share a line.", f"{LAYOUT} 7.3.5", "info"),
    # elements
    Rule("metadata_empty", "A metadata field has no value.", OURS, "info"),
    Rule("attachment_missing", "An attachment is listed, and is not in the text.", OURS, "info"),
    Rule("attachment_unlisted", "An attachment is in the text, and the list does not name it.", f"{LAYOUT} 7.3.4", "info"),
    Rule("request_in_report", "A report asks for approval.", f"{REGULATIONS} 第十五条"),
    Rule("multiple_recipients_in_request", "A request is addressed to several bodies.", f"{REGULATIONS} 第十五条"),
    # references
    Rule("reference_unresolved", "An article or attachment is referred to that does not exist.", OURS),
    Rule("named_set_count", "A set is named with its size and listed with another number of members.", OURS, "info"),
)  # fmt: skip
_SEVERITY = {rule.code: rule.severity for rule in RULES}


def finding(code: str, message: str, span: Span, fix: tuple[Edit, ...] = (), severity: str | None = None) -> Diagnostic:
    """A finding with the severity of its rule, or a lower one where the cue is weak."""
    return Diagnostic(code, message, span, severity or _SEVERITY[code], fix)
