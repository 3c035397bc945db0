"""Sound: a marker, a form, a record and a check, without a defect."""

import docparse

CONTACT = docparse.either_script(r"值班员:([一-鿿]{2,4})")


class Contact(docparse.Fields, frozen=True, kw_only=True):
    name: str | None = None


@docparse.hookimpl
def extend_grammar():
    return """
%extend marker: SOUND_STAGE -> sound_stage
%extend form: SOUND_CONTACT -> sound_contact
SOUND_STAGE.4: MARGIN "工序" HAN_NUMBER ":"
SOUND_CONTACT.1: MARGIN "值班员:"
"""


@docparse.hookimpl
def marker_styles():
    return [docparse.Style("sound_stage", rank=15, read=lambda marker: docparse.read_number(marker[2:]))]


@docparse.hookimpl
def record_types():
    return {"duty": Contact}


@docparse.hookimpl
def extract_records(document, node):
    for leaf in document.descendants(node, "paragraph"):
        for found in docparse.find(CONTACT, document.source.raw, leaf.span):
            yield docparse.Record("duty", leaf, Contact.read(name=found.quote(1)))


@docparse.hookimpl
def check_document(document, node):
    for unit in document.descendants(node):
        if unit.style == "sound_stage" and unit.heading is None:
            yield docparse.Diagnostic("stage_unnamed", "a stage without a name", unit.span)
