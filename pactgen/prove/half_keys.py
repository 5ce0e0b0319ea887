"""Columns that name a row only beside another one: `room_no` of a room of a clinic.

Location: pactgen/prove/half_keys.py. Used by `from_design`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import CreateRow, ReplaceRow, UpdateRow

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint


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
