"""Inputs that no foreign key explains: a parent with several names, nothing kept, who is calling.

Used by `from_design`. `/repos/{owner}/{repo}/keys`: both name the repository, and a key holds both.
`/me/orders`: the token names the user that an order holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import Behaviour, CreateRow, ReplaceRow, Rowless
from pactgen.ir.inputs import CallerRole, ScopeRole
from pactgen.prove.compared import WHOLE
from pactgen.prove.script import Bind
from pactgen.views.once import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Design, Endpoint
    from pactgen.ir.inputs import Input
    from pactgen.ir.wire import WireField
    from pactgen.prove.script import Place


def plain_scope(
    design: Design, endpoint: Endpoint, resource: str, one: Input, column: Column
) -> Bind:
    """Bind the parameter to the parent that it names, else to the row's own column."""
    parent = dict(_parents(design, endpoint)).get(one.parameter.name)
    owner, key = parent or (resource, column)
    is_copy = isinstance(endpoint.behaviour, CreateRow) and bool(endpoint.behaviour.copies)
    return Bind(
        place=one.parameter.location,
        name=one.parameter.name,
        resource=owner,
        property=key.wire_name,
        column=key.name,
        fills=column.wire_name,
        is_new=parent is None and makes(endpoint.behaviour) and not is_copy,
        is_free=parent is None,
        is_whole=column.kind in WHOLE,
    )


def ancestor_bind(design: Design, endpoint: Endpoint, one: Input) -> Bind:
    """Name what a parent belongs to by that parent's own row: both are of one row then."""
    parent = dict(_parents(design, endpoint))[one.parameter.name]
    return _bind_of(parent, one.parameter.location, one.parameter.name, None)


def named_parents(design: Design, resource: str, table: Table) -> dict[str, tuple[str, Column]]:
    """Return, by column, the row of another resource that it repeats without a foreign key."""
    found: dict[str, tuple[str, Column]] = {}
    owner, person = _loose_owner(design, table), _person(design)
    if owner is not None and person is not None:
        found[owner.name] = person
    for endpoint in design.endpoints:
        behaviour = endpoint.behaviour
        if isinstance(behaviour, Rowless) or behaviour.resource != resource:
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


def caller_binds(design: Design, endpoint: Endpoint, table: Table) -> Iterator[Bind]:
    """Bind the token to the row of whoever is calling, and what it gives to the step's own row."""
    person = _person(design)
    if endpoint.caller is None or person is None:
        if endpoint.of_tenant and design.members is not None:
            key = design.tables[design.resources[design.members].table].key
            yield _bind_of((design.members, key), "caller", "", None)
        elif endpoint.is_gated and person is not None:
            yield _bind_of(person, "caller", "", None)
        return
    role, own = endpoint.caller.role, None
    if isinstance(role, ScopeRole) and role.through is None:
        own = table.column(role.column).wire_name
    if isinstance(role, CallerRole) and role.column is not None:
        own = table.column(role.column).wire_name  # others are answered 403
    yield _bind_of(person, "caller", "", own)


def calling(design: Design, endpoint: Endpoint) -> str | None:
    """Return the resource a row of which calls, where rows of others count."""
    if endpoint.caller is not None or endpoint.is_gated:
        return design.person
    return design.members if endpoint.of_tenant else None


def keeps_to_caller(endpoint: Endpoint) -> bool:
    """Whether rows of others are not there for an operation."""
    if endpoint.caller is None or makes(endpoint.behaviour):
        return False
    parents = (each.role for each in endpoint.inputs if isinstance(each.role, ScopeRole))
    above = any(
        name == endpoint.caller.parameter.name for each in parents for name, _ in each.named_by
    )
    return above or endpoint.caller.role != CallerRole()


def brought_owner(design: Design, table: Table, field: WireField) -> Iterator[Bind]:
    """Bind what a body says of the owner of its row, where no foreign key explains it."""
    owner, person = _loose_owner(design, table), _person(design)
    if owner is not None and person is not None and owner.name == field.attribute:
        yield _bind_of(person, "body", field.wire_name, owner.wire_name)


def _bind_of(row: tuple[str, Column], place: Place, name: str, fills: str | None) -> Bind:
    """Bind an input to a column of a stored row: to the key of whoever is calling."""
    resource, key = row
    return Bind(
        place=place,
        name=name,
        resource=resource,
        property=key.wire_name,
        column=key.name,
        fills=fills,
    )


def _person(design: Design) -> tuple[str, Column] | None:
    """Return the resource whose rows call, and their key."""
    if design.person is None:
        return None
    return design.person, design.tables[design.resources[design.person].table].key


def _loose_owner(design: Design, table: Table) -> Column | None:
    """Return the column that names whose a row is, where no foreign key explains it."""
    owner = _owner_columns(design).get(table.name)
    return owner if owner is not None and owner.references is None else None


@once
def _owner_columns(design: Design) -> dict[str, Column]:
    """Return the columns that hold the key of whoever is calling, by table."""
    found: dict[str, Column] = {}
    for endpoint in design.endpoints:
        role = None if endpoint.caller is None else endpoint.caller.role
        behaviour = endpoint.behaviour
        if isinstance(role, ScopeRole) and not isinstance(behaviour, Rowless):
            kept = role.through or behaviour.resource
            table = design.tables[design.resources[kept].table]
            found[table.name] = table.column(role.column)
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
