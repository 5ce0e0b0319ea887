"""Columns that the words of an operation say it sets or clears: ``Sets `decidedAt`.``.

Location: pactgen/passes/behaviours/told_columns.py. Used for actions, and for PUT and PATCH of
rows. Only what is called exactly as answers call it is set, to a time, a whole number or to
nothing at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.fills import Constant, Now
from pactgen.passes.reading.shapes import input_shape_of
from pactgen.passes.words.prose import sentences
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactgen.ir.contract import Contract
    from pactgen.ir.database import Column
    from pactgen.ir.fills import Setting
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_NAME: Final = r"(?:the |its )?[`'\"*]*\w+[`'\"*]*(?: to (?!null)\w+)?(?! to null)"
_STAMPS: Final = re.compile(
    rf"\b(?:sets?|stamps?|records?) (?P<what>{_NAME}(?:(?:, and|,| and) {_NAME})*)", re.IGNORECASE
)
"""Sentences that say which times an action sets."""
_MARK: Final = r"[`'\"*]*"
_NOTHING: Final = r"(?:null|nothing|empty)"
_NAMES_BEFORE: Final = rf"(?:(?:the |its )?{_MARK}\w+{_MARK}(?:, and|,| and) )*"
"""What is cleared besides: ``Clears `paid_at` and `method`.``."""
_CLEARED: Final = (
    rf"\b(?:clears?|empties|unsets?) {_NAMES_BEFORE}(?:the |its )?{{name}}(?= ?(?:[.,;:)]|$|and\b))"
    rf"|\bsets?\b[^.;]*?{{name}} (?:back )?to {_NOTHING}\b"
    rf"|{{name}} (?:becomes|goes back to) {_NOTHING}\b"
    rf"|{{name}} (?:is|are|gets?) (?:cleared|emptied|reset|unset|set (?:back )?to {_NOTHING})\b"
)
"""What says that a column has no value afterwards."""
_CLEARS: Final = re.compile(r"clear|empt(?:y|ie)|unset|reset|null|nothing", re.IGNORECASE)
"""A word that every such sentence has, whatever its column: patterns are made for those alone."""
_SET_TO: Final = r"\bsets?\b[^.;]*?{name} (?:back )?to `?(?P<value>-?\d{1,9})\b(?!\.\d)"
_MAYBE: Final = re.compile(r"\b(?:if|unless|when|where|must|may|can|cannot|only)\b", re.IGNORECASE)


def told_columns(
    one: Sighting, stored: Stored, known: Collection[str]
) -> Iterator[tuple[str, Setting]]:
    """Find the times that an operation is said to set, and what it is said to clear.

    Args:
        one: the operation.
        stored: whose row it changes.
        known: columns that have their value otherwise.
    """
    said = [each for each in sentences(*one.operation.texts) if not _MAYBE.search(each)]
    parts = [found["what"] for each in said for found in _STAMPS.finditer(each)]
    for column in stored.table.columns:
        if column.name in known or column.primary_key:
            continue
        number = _number(column, said)
        if number is not None:
            yield column.name, Constant(value=number)
        elif column.nullable and _is_cleared(column, said):
            yield column.name, Constant(value=None)
        elif column.kind in {"timestamp", "date"} and _is_named(column, parts):
            yield column.name, Now(is_day=column.kind == "date")


def with_told(
    contract: Contract, one: Sighting, stored: Stored, verdict: Verdict, brought: Collection[str]
) -> Verdict:
    """Let PUT and PATCH of a row set what they are said to set besides what they bring.

    PUT changes as PATCH does where it must bring all that it may.
    """
    plain = one.place.is_item and not (one.many or verdict.stated or verdict.creates)
    if verdict.name not in {"replace", "update"} or not plain or one.body is None:
        return verdict
    members = input_shape_of(contract, one.body).properties
    if verdict.name == "replace" and not all(member.required for member in members):
        return verdict
    sets = tuple(told_columns(one, stored, brought))
    return replace(verdict, name="update", sets=(*verdict.sets, *sets)) if sets else verdict


def _is_named(column: Column, parts: Collection[str]) -> bool:
    named = rf"(?<!\w){re.escape(column.wire_name)}(?!\w)"
    return any(re.search(named, each) for each in parts if column.wire_name in each)


def _number(column: Column, said: Collection[str]) -> int | None:
    """Return the whole number that a column is set to: ``Sets its `progress` to 100``."""
    if column.kind not in {"integer", "bigint"} or column.references is not None:
        return None
    name = rf"{_MARK}(?<!\w){re.escape(column.wire_name)}(?!\w){_MARK}"
    found = {
        int(match["value"])
        for each in said
        if column.wire_name in each
        for match in re.finditer(_SET_TO.replace("{name}", name), each, re.IGNORECASE)
    }
    return found.pop() if len(found) == 1 else None


def _is_cleared(column: Column, said: Collection[str]) -> bool:
    spoken = column.wire_name.casefold()
    of_it = [each for each in said if spoken in each.casefold() and _CLEARS.search(each)]
    if not of_it:
        return False
    name = rf"{_MARK}(?<!\w){re.escape(column.wire_name)}(?!\w){_MARK}"
    pattern = _CLEARED.replace("{name}", name)
    return any(re.search(pattern, each, re.IGNORECASE) for each in of_it)
