"""The group that leads a plan: 组长：张三 县长, 副组长, 成员, and where its office is."""

from __future__ import annotations

from docparse import (
    SURNAME,
    Document,
    Fields,
    Node,
    Quote,
    Span,
    either_script,
    find,
    label_pattern,
    own_span,
    read_labels,
    trim,
)

_GROUP = either_script(
    r"(?:成立|设立|组建|建立)(?:了|由[^。;,]{2,60}(?:组长|牵头)[^。;]{0,80}?的)?"
    r"((?:(?!由)[^。;,:\r\n]){0,40}?(?:领导小组|工作专班|协调小组|工作组|指挥部|委员会|专班))"
)
_TITLED = either_script(r"([^。;,:\r\n由]{2,30}(?:领导小组|工作专班|指挥部))(?:成员名单|组成人员|名单)")
_BY = either_script(
    r"由(?P<leader>[^。;,、]{2,30}?)(?:担?任|为)(?:组长|总指挥|召集人)(?:[,、](?P<deputies>[^。;]{2,60}?)(?:担?任|为)副(?:组长|总指挥|召集人))?(?:[,、](?P<members>[^。;]{2,120}?)为成员)?"
)
_HELD_BY = either_script(
    r"(?<!副)(?:组长|总指挥|召集人)由(?P<leader>[^。;,、]{2,30}?)(?:担任|兼任)"
    r"|副(?:组长|总指挥|召集人)由(?P<deputies>[^。;]{2,60}?)(?:担任|兼任)|成员(?:单位)?由(?P<members>[^。;]{2,120}?)组成"
)
_OFFICE = either_script(r"(?:领导小组|专班|指挥部|工作组)?(?:下设)?办公室(?:[^。;,]{0,6})?设在([^。;,\r\n]{2,30})")
_LABELS = label_pattern({
    "deputies": "副组长|副主任|副总指挥|副召集人|副指挥长|常务副组长",
    "leader": "组长|主任|总指挥|召集人|指挥长|总召集人",
    "members": "成员|成员单位|委员",
})  # fmt: skip
_NAME = rf"{SURNAME}(?:[ \t]{{1,4}}[一-鿿](?![一-鿿])|[一-鿿×X某*]{{1,2}})"
_NEXT = rf"(?=(?:{_NAME}(?:[ \t(、,;]|\Z)|各))"  # another person or body, not the title of the one before
_BETWEEN = either_script(rf"[、,;](?![^()]{{0,60}}\))|(?<![长任记席师员])[ \t]+{_NEXT}")
_PERSON = either_script(rf"(?P<name>{_NAME})(?:[ \t]+(?!{_NEXT})(?P<title>[^ \t].*)|\((?P<office>[^()]+)\))?\Z")
_THEIRS = either_script(r"各[^。;]{1,30}\Z")  # a group that others are to set up
_REACH = 40  # characters
_AROUND = " \t\r\n\u3000。；;，,、"


class Member(Fields, frozen=True, kw_only=True):
    """Somebody in a group. name: None where only the office is named; title: the office, or the bodies"""

    name: str | None = None
    title: str | None = None


class Organisation(Fields, frozen=True, kw_only=True):
    """The group that leads a plan. office: the body that houses its office"""

    group_name: str | None = None
    leader: Member | None = None
    deputies: list[Member]
    members: list[Member]
    office: str | None = None


def read_organisation(document: Document, node: Node, units: list[Node]) -> tuple[Organisation, Span] | None:
    """The first group that is set up in one of the units, or that the plan staffs, with all its people."""
    raw, span = document.source.raw, own_span(document, node)
    roles = _listed(document, node, span) or _in_prose(raw, span)
    places = [unit.span for unit in units] + ([span] if roles else [])
    group = next((found for place in places for cue in (_GROUP, _TITLED) for found in find(cue, raw, place)), None)
    if not group and not roles:
        return None
    office = next((match.quote(1) for match in find(_OFFICE, raw, span)), None)
    leaders = roles.get("leader", [])
    organisation = Organisation.read(
        group_name=trim(raw, group.span(1)) if group else None,
        leader=leaders[0] if leaders else None,
        deputies=roles.get("deputies", []),
        members=roles.get("members", []),
        office=office,
    )
    spans = [where for people in roles.values() for _, where in people]
    spans += [quote.span for quote in (group.quote(1) if group else None, office) if quote]
    return organisation, (min(start for start, _ in spans), max(end for _, end in spans))


def _listed(document: Document, node: Node, span: Span) -> dict[str, list[tuple[Member, Span]]]:
    """People after labels, and those on the lines below a label, which are named with an office."""
    raw, roles, role = document.source.raw, dict[str, list[tuple[Member, Span]]](), None
    for leaf in document.descendants(node, "paragraph"):
        if leaf.start >= span[1]:
            break
        labelled = read_labels(raw, leaf.span, _LABELS)
        for role, value in labelled:
            roles.setdefault(role, []).extend(_people(raw, value.span))
        line = trim(raw, leaf.span, _AROUND)
        person = next(find(_PERSON, raw, line.span), None)
        whole = person and person.span() == line.span and (person["title"] or person["office"])
        if not labelled and role and whole:
            roles[role] += _people(raw, line.span)
        elif not labelled:
            role = None
    return roles if "leader" in roles else {}


def _in_prose(raw: str, span: Span) -> dict[str, list[tuple[Member, Span]]]:
    """由县长任组长、分管副县长任副组长,有关部门负责人为成员; 组长由县长担任,成员由有关部门负责人组成."""
    for match in find(_BY, raw, span):
        if next(find(_THEIRS, raw, (max(span[0], match.span()[0] - _REACH), match.span()[0])), None):
            continue
        return {role: _people(raw, match.span(role)) for role in ("leader", "deputies", "members") if match[role]}
    roles: dict[str, list[tuple[Member, Span]]] = {}
    for match in find(_HELD_BY, raw, span):
        role = str(match.match.lastgroup)
        roles.setdefault(role, _people(raw, match.span(role)))
    return roles if "leader" in roles else {}


def _people(raw: str, span: Span) -> list[tuple[Member, Span]]:
    """A person with an office, which may itself hold 、; else each member of the list."""
    whole = _person(raw, span)
    if whole and whole[0].title and whole[0].name:
        return [whole]
    cuts = [span[0], *(cut for match in find(_BETWEEN, raw, span) for cut in match.span()), span[1]]
    found = (_person(raw, trim(raw, between, _AROUND).span) for between in zip(cuts[::2], cuts[1::2], strict=True))
    return [person for person in found if person]


def _person(raw: str, span: Span) -> tuple[Member, Span] | None:
    if span[0] >= span[1]:
        return None
    match = next(find(_PERSON, raw, span), None)
    if not match or match.span() != span:
        return Member.read(title=Quote(raw[slice(*span)], span)), span
    title = "title" if match["title"] else "office" if match["office"] else None
    return Member.read(name=match.quote("name"), title=match.quote(title) if title else None), span
