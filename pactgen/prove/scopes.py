"""Path parameters that no foreign key explains: of a parent with several names, or of nothing kept.

Used by `from_design`. `/repos/{owner}/{repo}/keys`: both name the repository, and a key holds both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.design import Behaviour, CreateRow, Custom, Health, ReplaceRow, ScopeRole
from pactgen.prove.script import Bind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Design, Endpoint, Input


def plain_scope(
    design: Design, endpoint: Endpoint, resource: str, one: Input, column: Column
) -> Bind:
    """Bind the parameter to the parent that it names, else to the row's own column."""
    parent = dict(_parents(design, endpoint)).get(one.parameter.name)
    owner, key = parent or (resource, column)
    return Bind(
        place=one.parameter.location,
        name=one.parameter.name,
        resource=owner,
        property=key.wire_name,
        column=key.name,
        fills=column.wire_name,
        is_new=parent is None and makes(endpoint.behaviour),
        is_free=parent is None,
    )


def named_parents(design: Design, resource: str, table: Table) -> dict[str, tuple[str, Column]]:
    """Return, by column, the row of another resource that it repeats without a foreign key."""
    found: dict[str, tuple[str, Column]] = {}
    for endpoint in design.endpoints:
        behaviour = endpoint.behaviour
        if isinstance(behaviour, Custom | Health) or behaviour.resource != resource:
            continue
        parents = dict(_parents(design, endpoint))
        for one in endpoint.inputs:
            match one.role:
                case ScopeRole(column=column, through=None) if one.parameter.name in parents:
                    if table.column(column).references is None:
                        found.setdefault(column, parents[one.parameter.name])
                case _:
                    continue
    return found


def makes(behaviour: Behaviour) -> bool:
    """Whether a row is there afterwards that was not there before."""
    return isinstance(behaviour, CreateRow) or (
        isinstance(behaviour, ReplaceRow) and behaviour.creates
    )


def _parents(design: Design, endpoint: Endpoint) -> Iterator[tuple[str, tuple[str, Column]]]:
    """Yield every parameter that names a parent by one of several columns."""
    for one in endpoint.inputs:
        match one.role:
            case ScopeRole(parent=str() as parent, named_by=named_by):
                table = design.tables[design.resources[parent].table]
                for parameter, column in named_by:
                    yield parameter, (parent, table.column(column))
            case _:
                continue
