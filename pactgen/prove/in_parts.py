"""Rows that a body names in the parts of its own row: JSON:API's relationships.

Location: pactgen/prove/in_parts.py. Used by `from_design`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.ir.behaviours import CreateRow, ReplaceRow, UpdateRow
from pactgen.passes.reading.resource_objects import ATTRIBUTES, DATA, RELATIONSHIPS
from pactgen.prove.script import Bind
from pactgen.prove.stores import owner_of
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.database import Table
    from pactgen.ir.design import Design, Endpoint
    from pactgen.ir.wire import WireField


def binds_in_parts(
    design: Design, endpoint: Endpoint, table: Table, field: WireField
) -> Iterator[Bind]:
    """Yield what an object of the body says of other rows."""
    if not isinstance(endpoint.behaviour, CreateRow | ReplaceRow | UpdateRow):
        return
    for part in table.gathered:
        if part.name != field.attribute:
            continue
        for wire_name, column in part.members:
            bind = _bind(design, table, column, field)
            if bind is not None:
                yield replace(bind, member=wire_name)
        for one in part.linked:
            bind = None if one.type is None else _bind(design, table, one.column, field)
            if bind is not None:
                yield replace(bind, member=one.wire_name, deeper=(DATA, "id"))


def spread(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a resource object as its table keeps it: its attributes beside its id."""
    parts = {name: row.get(name) for name in (ATTRIBUTES, RELATIONSHIPS)}
    own, linked = (each if isinstance(each, dict) else {} for each in parts.values())
    data = {name: one.get(DATA) for name, one in linked.items() if isinstance(one, dict)}
    return {**row, **data, **own}


def _bind(design: Design, table: Table, name: str, field: WireField) -> Bind | None:
    column = next((each for each in table.columns if each.name == name), None)
    key = None if column is None else column.references
    owner = None if key is None else owner_of(design, key.table)
    if key is None or owner is None:
        return None
    referred = design.tables[key.table].column(key.column)
    return Bind(
        place="body",
        name=field.wire_name,
        resource=owner,
        property=referred.wire_name,
        column=referred.name,
        optional=not field.required,
    )
