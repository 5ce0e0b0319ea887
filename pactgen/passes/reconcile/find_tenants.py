"""Which rows belong to what the row of whoever is calling belongs to: the tenant of a schema.

`users.org_id` must have a value and names an organization, and so does the `org_id` of tickets.
Where no request of the contract tells an organization, that of the caller is the only one that an
operation can mean: new rows get it, and no others are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.decisions import ownership
from pactgen.passes.reading.columns import is_read_only
from pactgen.passes.reading.shapes import input_shape_of
from pactgen.passes.reconcile.tables_of import Tenants, primary_key, reference_of
from pactgen.passes.reconcile.wording import KEY_WORDS, bare_of, essence
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pactgen.config import Config
    from pactgen.decisions import Decision
    from pactgen.ir.contract import Contract
    from pactgen.ir.schema import Column, Table
    from pactgen.passes.reconcile.align_tables import Alignment
    from pactgen.passes.reconcile.board import Board
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.resources.values import Sighting

_NOBODYS: Final = "none"
"""What pactgen.yaml says of people who belong to nothing."""


def with_tenants(
    contract: Contract, bound: Sequence[Alignment], catalog: Catalog, config: Config
) -> Catalog:
    """Return the catalog that knows whose the rows of its tables are.

    Args:
        contract: whose requests may tell a tenant.
        bound: the resources and their tables.
        catalog: the schema document.
        config: what a person stated.
    """
    people = [one for one in bound if one.kept.account is not None]
    if len(people) != 1 or len(primary_key(people[0].table)) != 1:
        return catalog
    if config.resource(people[0].kept.name).tenant == _NOBODYS:
        return catalog
    found = [
        tenants
        for column in people[0].table.columns
        if (tenants := _by(people[0], column, catalog)) is not None
        and not any(_chosen(contract, one, tenants) for one in bound)
        and _needed(bound, tenants)
    ]
    return replace(catalog, tenants=found[0]) if len(found) == 1 else catalog


def tenants_decision(board: Board) -> Iterator[Decision]:
    """Say whose rows there are for whoever is calling."""
    tenants, tables = board.catalog.tenants, board.catalog.tables
    if tenants is None:
        return
    others = tuple(
        name for name in tenants.columns if name != tenants.of and not tables[name].is_view
    )
    yield ownership.tenants(
        tenants.person,
        tenants.columns[tenants.people],
        others,
        tenants.of,
        tuple(tables[name].column(tenants.columns[name]).origin for name in others),
    )


def _by(person: Alignment, column: Column, catalog: Catalog) -> Tenants | None:
    """Return what a column of the people says of the other tables; None where it says nothing."""
    table = _named(person.table, column)
    of = None if table is None else catalog.tables.get(table)
    if of is None or of is person.table or len(primary_key(of)) != 1:
        return None
    columns = {str(of.name): primary_key(of)[0]}
    for each in catalog.tables.values():
        own = [one.name for one in each.columns if _named(each, one) == str(of.name)]
        own = [name for name in own if name == column.name] or own
        if each.is_view:
            own = [one.name for one in each.columns if one.name == column.name]
        if len(own) == 1:
            columns[str(each.name)] = own[0]
    return Tenants(
        person=person.kept.name, people=str(person.table.name), of=str(of.name), columns=columns
    )


def _named(table: Table, column: Column) -> str | None:
    """Return the table that a column names a row of, if it must."""
    key = None if column.nullable else reference_of(table, column.name)
    return None if key is None or key.columns != (column.name,) else str(key.table)


def _chosen(contract: Contract, one: Alignment, tenants: Tenants) -> bool:
    """Whether callers can tell the tenant: in a body, in the query, or by a path."""
    if str(one.table.name) == tenants.of:
        return any(each.place.steps for each in one.kept.paths)
    column = tenants.columns.get(str(one.table.name))
    if column is None:
        return False
    shown = {name for name, each in one.matches.items() if each.column.name == column}
    spoken = essence(column)
    meant = {spoken, bare_of(spoken, KEY_WORDS)} | {essence(name) for name in shown}
    return any(essence(name) in meant for each in one.kept.paths for name in _told(contract, each))


def _told(contract: Contract, one: Sighting) -> Iterator[str]:
    """Yield what an operation is told by name."""
    yield from (each.name for each in one.operation.parameters)
    if one.body is not None:
        for member in input_shape_of(contract, one.body).properties:
            if not is_read_only(contract, member.schema):
                yield member.name


def _needed(bound: Iterable[Alignment], tenants: Tenants) -> bool:
    """Whether operations make rows, besides people, that must have a tenant."""
    own = {tenants.of, tenants.people}
    tables = (one for one in bound if one.kept.creations and not one.table.is_view)
    names = {str(one.table.name) for one in tables}
    return any(name in tenants.columns and name not in own for name in names)
