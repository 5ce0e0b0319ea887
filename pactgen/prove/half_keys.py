"""Columns that name a row only beside another one: `room_no` of a room of a clinic.

Location: pactgen/prove/half_keys.py. Used by `from_design`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import CreateRow, ReplaceRow, UpdateRow
from pactgen.prove.script import Bind
from pactgen.prove.stores import owner_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.database import Table
    from pactgen.ir.design import Design, Endpoint
    from pactgen.ir.schema import Name
    from pactgen.ir.wire import WireField


def in_pairs(design: Design, endpoint: Endpoint) -> frozenset[str]:
    """Return such columns of the rows that an operation writes, where they may be empty.

    The proof names rows by one value; without it such a row refers to none.
    """
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, CreateRow | ReplaceRow | UpdateRow):
        return frozenset()
    table = design.tables[design.resources[behaviour.resource].table]
    keys = () if table.declared is None else table.declared.foreign_keys
    paired = {name for key in keys if len(key.columns) > 1 for name in key.columns}
    return frozenset(
        column.name
        for column in table.columns
        if column.stored_name in paired and column.references is None and column.nullable
    )


def whole_keys(design: Design, table: Table, body: Iterable[WireField]) -> Iterator[Bind]:
    """Yield what a body says of rows that several of its members name together."""
    fields = {field.attribute: field for field in body}
    own = {column.stored_name: column for column in table.columns}
    for key in () if table.declared is None else table.declared.foreign_keys:
        columns = [own[name] for name in key.columns if name in own]
        other = _declared_as(design, key.table)
        owner = None if other is None else owner_of(design, other.name)
        told = [fields[column.name] for column in columns if column.name in fields]
        if other is None or owner is None or not 1 < len(key.columns) == len(told):
            continue
        theirs = {column.stored_name: column for column in other.columns}
        for field, column, name in zip(told, columns, key.referred, strict=True):
            yield Bind(
                place="body",
                name=field.wire_name,
                resource=owner,
                property=theirs[name].wire_name,
                column=theirs[name].name,
                fills=column.wire_name,
                optional=not field.required,
            )


def _declared_as(design: Design, name: Name) -> Table | None:
    tables = design.tables.values()
    return next((one for one in tables if one.declared and one.declared.name == name), None)
