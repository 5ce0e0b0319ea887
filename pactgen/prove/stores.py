"""The tables as the proof knows them: what their columns hold and what they refer to.

Location: pactgen/prove/stores.py. Used by `from_design`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import LogIn
from pactgen.passes.reconcile.kinds import kept_values, natural_kind
from pactgen.prove.clashes import told_apart_columns
from pactgen.prove.scopes import named_parents
from pactgen.prove.script import Store, StoredColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Design


def stores_of(design: Design) -> tuple[Store, ...]:
    """Return the tables of the resources, then those that their rows refer to."""
    resources = (
        (name, design.tables[resource.table])
        for name, resource in design.resources.items()
        if not resource.is_named_only and resource.table in design.tables
    )
    return (
        *(_store(design, name, table) for name, table in resources if not is_view(table)),
        *(_store(design, table.model, table) for table in _referred_tables(design)),
    )


def _store(design: Design, resource: str, table: Table) -> Store:
    named = named_parents(design, resource, table)
    return Store(
        resource=resource,
        table=table.name,
        key=table.key.name,
        columns=tuple(
            StoredColumn(
                name=column.name,
                wire_name=column.wire_name,
                kind=column.kind,
                stored_name=column.stored_name,
                kept_as=_kept_as(column),
                secret=column.secret or (resource, column.name) in _checked(design),
                values=_admitted(design, resource, column) or _kept_values(table, column),
                length=column.length,
                nullable=column.nullable,
                counted=_is_counted(column),
                apart=column.name in told_apart_columns(table),
                above=_names_own(table, column),
                generated=column.generated is not None and column.name != table.version,
                references=owner,
                target=target,
            )
            for column in table.columns
            for owner, target in [_referred(design, column, named)]
        ),
        in_parts=bool(table.parts),
    )


def _names_own(table: Table, column: Column) -> bool:
    """Whether rows are shown below, or with, the row of the same table that the column names."""
    return column.name != table.key.name and any(
        relation.table == table.name and any(column.name in pair for pair in relation.pairs)
        for relation in table.relations
    )


def _referred(
    design: Design, column: Column, named: Mapping[str, tuple[str, Column]]
) -> tuple[str | None, str | None]:
    """Return the resource and the property that the column repeats."""
    key = column.references
    if key is not None:
        target = design.tables[key.table].column(key.column).wire_name
        return owner_of(design, key.table), target
    owner, repeated = named.get(column.name, (None, None))
    return owner, None if repeated is None else repeated.wire_name


def owner_of(design: Design, table: str) -> str | None:
    """Return what the rows of a table are remembered as: the resource, else the mapped class."""
    known = design.tables.get(table)
    return _resource_of(design, table) or (None if known is None else known.model)


def _resource_of(design: Design, table: str) -> str | None:
    return next(
        (
            name
            for name, resource in design.resources.items()
            if resource.table == table and not resource.is_named_only
        ),
        None,
    )


def _referred_tables(design: Design) -> tuple[Table, ...]:
    """Return the tables that no operation works with, and that rows of others refer to."""
    waiting = [one.table for one in design.resources.values() if not one.is_named_only]
    seen = dict.fromkeys(waiting)
    while waiting:
        table = design.tables.get(waiting.pop())
        for column in () if table is None else table.columns:
            key = column.references
            if key is not None and key.table in design.tables and key.table not in seen:
                seen[key.table] = None
                waiting.append(key.table)
    found = (design.tables[name] for name in seen if name in design.tables)
    return tuple(each for each in found if _resource_of(design, each.name) is None)


def _is_counted(column: Column) -> bool:
    """Tell whether the database alone says the value: it counts or computes it."""
    declared = column.declared
    return declared is not None and (
        declared.identity == "always" or declared.generated is not None
    )


def _kept_as(column: Column) -> str | None:
    """Return what a schema document keeps a column as, where the contract shows it otherwise."""
    if column.declared is None:
        return None
    kept = "bytes" if column.declared.type.kind == "bytes" else natural_kind(column.declared.type)
    moments = {"timestamp"} if column.declared.type.epoch else set()
    return None if column.kind in {kept, *moments} else kept


def _kept_values(table: Table, column: Column) -> tuple[object, ...]:
    if column.declared is None or table.declared is None or column.kind == "boolean":
        return ()
    return kept_values(column.declared, table.declared)[0]


def _admitted(design: Design, resource: str, column: Column) -> tuple[object, ...]:
    """Return what the rows of people say of whom every operation lets in that asks for a role."""
    if resource != design.person:
        return ()
    asked = [
        dict.fromkeys(way.values or (True,))
        for each in design.endpoints
        for way in each.admits
        if way.column == column.name
    ]
    first = asked[0] if asked else {}
    return tuple(value for value in first if all(value in each for each in asked))


def is_view(table: Table) -> bool:
    """Tell whether nothing can be written to it."""
    return table.declared is not None and table.declared.is_view


def _checked(design: Design) -> frozenset[tuple[str, str]]:
    """Return the columns that logins compare passwords with, by resource."""
    return frozenset(
        (endpoint.behaviour.resource, endpoint.behaviour.secret)
        for endpoint in design.endpoints
        if isinstance(endpoint.behaviour, LogIn)
    )
