"""What both documents say differently once all is bound: of values, keys and indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import CreateRow, ReplaceRow, UpdateRow
from pactgen.ir.binding import Contradiction
from pactgen.ir.inputs import FilterRole, KeyRole, ScopeRole, SortRole
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.reconcile.compare_values import (
    of_answers,
    of_filter,
    of_inputs,
    of_key,
    of_nested,
)
from pactgen.passes.reconcile.tables_of import is_indexed, primary_key, unique_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir import schema
    from pactgen.ir.contract import Contract
    from pactgen.ir.database import Table
    from pactgen.ir.design import Endpoint, Resource
    from pactgen.passes.tables.desk import Stored
    from pactgen.source import Origin

_READ_THROUGH = frozenset({"begins", "contains", "has", "has_any"})
"""Filters that no plain index helps."""


def contradictions_of(
    contract: Contract,
    stored: tuple[Stored, ...],
    endpoints: tuple[Endpoint, ...],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> tuple[Contradiction, ...]:
    """Return every one of them, resource by resource, then operation by operation."""
    found = [
        item
        for one in stored
        for item in (
            *of_inputs(contract, one, tables),
            *of_nested(contract, one, tables),
            *of_answers(contract, one),
        )
    ]
    for endpoint in endpoints:
        name = getattr(endpoint.behaviour, "resource", None)
        if name is not None:
            found += _of_operation(contract, endpoint, tables[resources[name].table])
    return tuple({_key(one): one for one in found}.values())


def _key(one: Contradiction) -> tuple[object, ...]:
    return (one.code, one.contract, one.schema, tuple(sorted(one.values.items())))


def _of_operation(contract: Contract, endpoint: Endpoint, table: Table) -> Iterator[Contradiction]:
    declared = table.declared
    if declared is None:
        return
    values = {"operation": endpoint.operation.label, "table": table.name, "resource": table.model}
    if isinstance(endpoint.behaviour, CreateRow | ReplaceRow | UpdateRow):
        documented = {response.status for response in endpoint.operation.responses}
        sent = _sent(contract, endpoint)
        written = {column.stored_name for column in table.columns if column.wire_name in sent}
        for key, said, origin in _breakable(declared):
            if set(key) & written and "409" not in documented:
                yield Contradiction(
                    code="schema-unique-undocumented",
                    contract=endpoint.operation.origin,
                    schema=origin,
                    values={**values, "columns": said},
                )
    kept = {column.name: column for column in table.columns}
    narrowed = any(
        is_indexed(declared, kept[each.role.column].stored_name)
        for each in endpoint.inputs
        if isinstance(each.role, ScopeRole) and each.role.column in kept
    )
    for each in endpoint.inputs:
        makes = isinstance(endpoint.behaviour, ReplaceRow) and endpoint.behaviour.creates
        if makes and isinstance(each.role, KeyRole) and each.role.column in kept:
            column = kept[each.role.column]
            yield from of_key(contract, endpoint.operation.label, each.parameter, column, table)
        if (
            isinstance(each.role, FilterRole)
            and each.role.op in {"eq", "in"}
            and not each.role.through
            and each.role.column in kept
        ):
            column = kept[each.role.column]
            yield from of_filter(contract, endpoint.operation.label, each.parameter, column, table)
        for column in (kept[name] for name in _looked_for(each.role) if name in kept):
            unindexed = not declared.is_view and not is_indexed(declared, column.stored_name)
            unindexed = unindexed and not narrowed  # it reads the rows of one parent
            if column.declared is not None and unindexed:
                yield Contradiction(
                    code="schema-no-index",
                    contract=each.parameter.origin,
                    schema=column.declared.origin,
                    values={
                        **values,
                        "parameter": each.parameter.name,
                        "column": column.stored_name,
                    },
                )


def _breakable(declared: schema.Table) -> Iterator[tuple[tuple[str, ...], str, Origin]]:
    """Yield the columns of each key that a second row can break, how it reads, and its place."""
    whole = [key for key in unique_keys(declared) if key != primary_key(declared)]
    for key in whole:
        places = (one.origin for one in declared.uniques if one.columns == key)
        indexed = (
            one.origin
            for one in declared.indexes
            if tuple(each.column for each in one.parts) == key
        )
        yield key, ", ".join(key), next(places, None) or next(indexed, declared.origin)
    for index in declared.indexes:
        columns = tuple(each.column for each in index.parts if each.column is not None)
        if index.unique and index.where is not None and columns:
            yield columns, f"{', '.join(columns)} where {index.where}", index.origin


def _sent(contract: Contract, endpoint: Endpoint) -> set[str]:
    """Return the wire names of what the body may carry."""
    body = endpoint.operation.body
    if body is None:
        return set()
    return {
        member.name
        for media in body.media
        if media.schema is not None
        for member in shape_of(contract, media.schema).properties
    }


def _looked_for(role: object) -> tuple[str, ...]:
    match role:
        case FilterRole(column=column, op=op) if op not in _READ_THROUGH:
            return (column,)
        case SortRole(fields=fields):
            return tuple(dict.fromkeys(column for _, column, _ in fields))
        case _:
            return ()
