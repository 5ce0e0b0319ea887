"""Removals of many rows: how the proof names one of them, and leaves the others.

Used by `from_design`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.inputs import FilterRole, SearchRole
from pactgen.prove.script import Bind
from pactgen.views.bodies import row_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.behaviours import ClearRows
    from pactgen.ir.design import Design, Endpoint


def names_some(design: Design, endpoint: Endpoint, behaviour: ClearRows) -> bool:
    """Whether a request of the proof leaves rows: it names one, or must say which it means."""
    must = (
        each.required and isinstance(each.role, FilterRole | SearchRole) for each in endpoint.inputs
    )
    told = behaviour.column is not None or behaviour.only_asked or any(must)
    return told or any(_named(design, endpoint, behaviour))


def removal_binds(design: Design, endpoint: Endpoint, behaviour: ClearRows) -> Iterator[Bind]:
    """Yield the inputs that hold keys of the rows themselves."""
    yield from _named(design, endpoint, behaviour)
    if behaviour.attribute is None or behaviour.column is None or endpoint.body is None:
        return
    column = design.tables[design.resources[behaviour.resource].table].column(behaviour.column)
    for field in row_fields(design, endpoint.body):
        if field.attribute == behaviour.attribute:
            yield Bind(
                place="body",
                name=field.wire_name,
                resource=behaviour.resource,
                property=column.wire_name,
                column=column.name,
                many=True,
            )


def _named(design: Design, endpoint: Endpoint, behaviour: ClearRows) -> Iterator[Bind]:
    """Yield the query parameters that are compared with the key."""
    key = design.tables[design.resources[behaviour.resource].table].key
    for one in endpoint.inputs:
        match one.role:
            case FilterRole(column=column, op=("eq" | "in" | "among") as op, through=()):
                if column == key.name:
                    yield Bind(
                        place=one.parameter.location,
                        name=one.parameter.name,
                        resource=behaviour.resource,
                        property=key.wire_name,
                        column=key.name,
                        many=op == "in",
                    )
            case _:
                continue
