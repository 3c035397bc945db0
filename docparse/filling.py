"""Filling in: a template with values in its slots, and which slots are still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from docparse.errors import SlotError
from docparse.slips import nearest
from docparse.slots import Slot, read_slots
from docparse.source import fold
from docparse.values import Span

Value = str | int | float | None
_COUNTED = frozenset({"count", "percent", "money", "date"})


@dataclass(frozen=True, slots=True)
class Filled:
    """A template that was filled in.

    text: the text with the values; nothing else of it is changed
    spans: slot_id -> where its value stands in `text`
    open: the slots without a value, with their spans in the template
    """

    text: str
    spans: dict[str, Span]
    open: list[Slot]


def open_slots(raw: str) -> list[Slot]:
    """The slots of a text that are open, in order."""
    return [slot for slot, _ in read_slots(raw) if slot.is_open]


def fill_slots(raw: str, values: Mapping[str, Value]) -> Filled:
    """The text with each value in the place of the slot whose id it is given for; None and "" leave a slot open.

    SlotError, if an id names no open slot (DP-S001) or a value does not fit its slot (DP-S002).
    """
    slots = open_slots(raw)
    _check_ids(slots, values)
    pieces: list[str] = []
    spans: dict[str, Span] = {}
    still_open = []
    position = length = 0
    for slot in slots:
        value = _printed(slot, values.get(slot.slot_id))
        if not value:
            still_open.append(slot)
            continue
        pieces += [raw[position : slot.span[0]], value]
        length += slot.span[0] - position + len(value)
        spans[slot.slot_id] = length - len(value), length
        position = slot.span[1]
    return Filled("".join([*pieces, raw[position:]]), spans, still_open)


def _check_ids(slots: list[Slot], values: Mapping[str, Value]) -> None:
    known = {slot.slot_id for slot in slots}
    unknown = [name for name in values if name not in known]
    if unknown:
        near = nearest(unknown[0], known)
        remedy = (
            f"did you mean {near}?" if near else f"docparse fill TEMPLATE --form prints the {len(known)} that there are"
        )
        more = f" (and for {len(unknown) - 1} more)" if len(unknown) > 1 else ""
        raise SlotError("DP-S001", f"there is no open slot for {unknown[0]!r}{more}", remedy)


def _printed(slot: Slot, value: object) -> str:
    """A value as it is printed; whole floats without a decimal part."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        message = f"the value of {slot.slot_id!r} is of type {type(value).__name__}"
        raise SlotError("DP-S002", message, "give a text, a number or null")
    if isinstance(value, float) and not isfinite(value):
        raise SlotError("DP-S002", f"the value of {slot.slot_id!r} is {value}", "give a text, a number or null")
    printed = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    unit = fold(slot.unit or "")
    if unit and slot.slot_type in _COUNTED and fold(printed.strip()).endswith(unit):
        message = f"the value of {slot.slot_id!r} is {printed!r:.40}, and {slot.unit} is printed after it"
        raise SlotError("DP-S002", message, f"give it without {slot.unit}")
    return printed
