"""What answers show of a row's own columns in another form: some as one object, a time as a flag.

`address: {street, city}` is `street` and `city`, or `address_street` and `address_city`; `retired`
is whether there is a `retired_at`.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.ir.database import Gathered, Mark
from pactgen.passes.reading.columns import alike
from pactgen.passes.reading.shapes import is_object, shape_of, types_of
from pactgen.passes.reconcile.called_rows import parts_of_name
from pactgen.passes.reconcile.kinds import fit_of, kind_alone, wire_storage
from pactgen.passes.reconcile.wording import (
    CODE_WORDS,
    FLAG_WORDS,
    TIME_WORDS,
    Words,
    bare_of,
    essence,
    essence_of_text,
    same,
    spelled_out,
    undone,
    without,
)

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.ir.schema import Column
    from pactgen.passes.reconcile.board import Sheet

WHOLE: Final = frozenset({"full", "complete", "display"})
"""What is said of a name that has all parts; a row whose name has parts has no other."""
_FALSE_ONCE: Final = re.compile(
    r"\bfalse (?:after|as soon as|for|if|once|when) (?P<when>[^.;]+)", re.IGNORECASE
)
_NULL_IS: Final = re.compile(
    r"\bnull (?:=|means|is|stands for|while|as long as)(?: (?:it|the \w+) is)? (?P<what>\w+)\b",
    re.IGNORECASE,
)
_ENDING: Final = MappingProxyType(
    {
        "active": (("deactivated",), ("disabled",), ("inactivated",)),
        "enabled": (("disabled",),),
        "listed": (("delisted",), ("unlisted",)),
        "published": (("unpublished",),),
    }
)
"""What ends that something is so."""
FEWEST: Final = 2
"""Columns that make an object; of those that begin with its name, one does."""


def mark_of(
    contract: Contract, sheet: Sheet, name: str, schema: Schema, attribute: str
) -> Mark | None:
    """Return the flag that the only such time tells: whether it is set, or whether it is not.

    Args:
        contract: for the schema.
        sheet: of the table.
        name: of the property.
        schema: of its values.
        attribute: what the mapped class calls it.
    """
    if types_of(contract, schema) - {"null"} != {"boolean"}:
        return None
    spoken = bare_of(essence(name), FLAG_WORDS)
    times = [
        column
        for column in sheet.table.columns
        if column.nullable and kind_alone(column.type) in {"timestamp", "date"}
    ]
    found = [each for each in times if same(bare_of(essence(each.name), TIME_WORDS), spoken)]
    ended = [] if found else [each for each in times if _ends(each, spoken, schema)]
    told = found or ended
    if len(told) != 1:
        return None
    return Mark(name=attribute, column=told[0].name, unset=not found)


def _ends(column: Column, spoken: Words, schema: Schema) -> bool:
    """Whether a time ends what a flag says: `active` is false once there is a `deactivated_at`.

    Its name says so, or the description of the flag, or the remark on the column.
    """
    deed = bare_of(essence(column.name), TIME_WORDS)
    if len(spoken) != 1 or len(deed) != 1:
        return False
    said = _FALSE_ONCE.search(schema.description or "")
    clause = () if said is None else undone(essence_of_text(said["when"]))
    remark = _NULL_IS.search(column.comment or "")
    noted = () if remark is None else essence_of_text(remark["what"])
    named = deed in _ENDING.get(spoken[0], ())
    return named or undone(deed)[0] in clause or noted == spoken


def names_of(contract: Contract, sheet: Sheet, name: str, schema: Schema) -> tuple[str, ...]:
    """Return the columns of the names that a `fullName` is made of, as people say them."""
    spoken = essence(name)
    whole = spoken[-1] == "name" and set(spoken[:-1]) <= WHOLE
    if not whole or types_of(contract, schema) - {"null"} != {"string"}:
        return ()
    return parts_of_name(sheet.table)


def gathered_of(
    contract: Contract,
    sheet: Sheet,
    name: str,
    schema: Schema,
    *,
    prefixes: tuple[Words, ...],
    attribute: str,
    always: bool,
    inputs: tuple[Property, ...] = (),
) -> Gathered | None:
    """Return the columns that the members of an object are.

    Args:
        contract: for the schema.
        sheet: of the table.
        name: of the property.
        schema: of its values.
        prefixes: what columns of the table may go without.
        attribute: what the mapped class calls it.
        always: answers must show it.
        inputs: the property as bodies bring it.
    """
    if not is_object(contract, schema):
        return None
    found: dict[str, Column] = {}
    prefixed = 0
    members = shape_of(contract, schema).properties
    for member in members:
        own, before = _columns(contract, sheet, name, member, prefixes)
        column = before or own
        if column is None or column in found.values():
            if member.required:
                return None
            continue
        found[member.name] = column
        prefixed += before is not None
    enough = prefixed or len(found) >= FEWEST
    if not enough or FEWEST * len(found) <= len(members) or not _fills(contract, found, inputs):
        return None
    return Gathered(
        name=attribute,
        members=tuple((wire, sheet.attribute(column.name)) for wire, column in found.items()),
        always=always and "null" not in types_of(contract, schema),
        omitted=tuple(
            member.name
            for member in members
            if member.name in found and found[member.name].nullable and not member.required
            if "null" not in types_of(contract, member.schema)
        ),
    )


def _columns(
    contract: Contract,
    sheet: Sheet,
    name: str,
    member: Property,
    prefixes: tuple[Words, ...],
) -> tuple[Column | None, Column | None]:
    """Return the free columns that are called like a member, and like it below its object."""
    mine, outer = spelled_out(essence(member.name)), spelled_out(essence(name))
    own = before = dressed = None
    for column in sheet.table.columns:
        kind = wire_storage(contract, member.schema, column.type).kind
        known = sheet.kinds.get(column.name, kind)
        taken = column.name in sheet.wire_names and column.name not in sheet.unshown
        if taken or not alike(known, kind) or fit_of(column.type, kind) != "same":
            continue
        spoken = spelled_out(essence(column.name))
        if _is_key(sheet, column.name):
            continue
        own = column if same(spoken, mine) else own
        before = column if same(spoken, _below(outer, mine)) else before
        if any(same(without(spoken, prefix), mine) for prefix in prefixes):
            dressed = column
        if kind == "text":
            short = bare_of(spoken, CODE_WORDS)
            own = own or (column if same(short, mine) else None)
            before = before or (column if same(short, _below(outer, mine)) else None)
    return own or dressed, before


def _below(outer: Words, mine: Words) -> Words:
    return mine if mine[: len(outer)] == outer else (*outer, *mine)


def _is_key(sheet: Sheet, column: str) -> bool:
    key = sheet.table.primary_key
    keys = set() if key is None else set(key.columns)
    return column in keys or any(column in each.columns for each in sheet.table.foreign_keys)


def _fills(contract: Contract, found: dict[str, Column], inputs: tuple[Property, ...]) -> bool:
    """Whether bodies can bring every column that must have a value."""
    for one in inputs:
        members = {each.name: each for each in shape_of(contract, one.schema).properties}
        for wire, column in found.items():
            member = members.get(wire)
            if not column.nullable and member is None:
                return False
    return True
