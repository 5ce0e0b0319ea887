"""What both documents say differently once all is bound: lengths, values, keys, indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.binding import Contradiction
from pactgen.ir.design import CreateRow, Endpoint, FilterRole, ReplaceRow, SortRole, UpdateRow
from pactgen.passes.columns import effective
from pactgen.passes.reconcile.tables_of import is_indexed, primary_key, unique_keys
from pactgen.passes.shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir import schema
    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Resource
    from pactgen.passes.tables.desk import Stored
    from pactgen.source import Origin

MANY = 3


def contradictions_of(
    contract: Contract,
    stored: tuple[Stored, ...],
    endpoints: tuple[Endpoint, ...],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> tuple[Contradiction, ...]:
    """Return every one of them, resource by resource, then operation by operation."""
    found = [item for one in stored for item in _of_inputs(contract, one)]
    for endpoint in endpoints:
        name = getattr(endpoint.behaviour, "resource", None)
        if name is not None:
            found += _of_operation(contract, endpoint, tables[resources[name].table])
    return tuple({_key(one): one for one in found}.values())


def _key(one: Contradiction) -> tuple[object, ...]:
    return (one.code, one.contract, one.schema, tuple(sorted(one.values.items())))


def _of_inputs(contract: Contract, stored: Stored) -> Iterator[Contradiction]:
    table = stored.table
    by_wire = {column.wire_name: column for column in table.columns}
    for body in stored.kept.inputs:
        for member in shape_of(contract, body).properties:
            column = by_wire.get(member.name)
            if column is None or column.declared is None or member.schema.read_only:
                continue
            values = {
                "resource": stored.kept.name,
                "property": member.name,
                "table": table.name,
                "column": column.stored_name,
            }
            found = effective(contract, member.schema)
            yield from _length(found, column, values)
            yield from _values(found, column, table, values)


def _length(found: Schema, column: Column, values: dict[str, str]) -> Iterator[Contradiction]:
    if column.length is None or column.declared is None or column.kind != "text":
        return
    allowed = found.max_length
    longest = max((len(str(value)) for value in found.enum or ()), default=None)
    fits = longest is not None and longest <= column.length
    if found.format in {"uuid", "date", "date-time"} or fits:
        return
    if allowed is None or allowed > column.length:
        yield Contradiction(
            code="schema-length",
            contract=found.origin,
            schema=column.declared.origin,
            values={
                **values,
                "allowed": "any number of" if allowed is None else str(allowed),
                "kept": str(column.length),
            },
        )


def _values(
    found: Schema, column: Column, table: Table, values: dict[str, str]
) -> Iterator[Contradiction]:
    declared = column.declared
    if declared is None or table.declared is None:
        return
    kept, origin = _kept_values(declared, table.declared)
    if kept is None:
        return
    allowed = None if found.enum is None else {value for value in found.enum if value is not None}
    if allowed is None:
        listed = ", ".join(f"`{value}`" for value in sorted(map(str, kept))[:MANY])
        differ = f"the contract any, the column only {listed}{' …' if len(kept) > MANY else ''}"
    else:
        left = sorted(str(value) for value in allowed - kept)
        right = sorted(str(value) for value in kept - allowed)
        parts = [f"only the contract has {', '.join(left)}"] if left else []
        parts += [f"only the column has {', '.join(right)}"] if right else []
        differ = "; ".join(parts)
    if differ:
        yield Contradiction(
            code="schema-values",
            contract=found.origin,
            schema=origin,
            values={**values, "differ": differ},
        )


def _kept_values(column: schema.Column, table: schema.Table) -> tuple[set[object] | None, Origin]:
    if column.type.values:
        return set(column.type.values), column.origin
    for check in table.checks:
        if check.column == column.name and check.values:
            return set(check.values), check.origin
    return None, column.origin


def _of_operation(contract: Contract, endpoint: Endpoint, table: Table) -> Iterator[Contradiction]:
    declared = table.declared
    if declared is None:
        return
    values = {"operation": endpoint.operation.label, "table": table.name, "resource": table.model}
    if isinstance(endpoint.behaviour, CreateRow | ReplaceRow | UpdateRow):
        documented = {response.status for response in endpoint.operation.responses}
        sent = _sent(contract, endpoint)
        written = {column.stored_name for column in table.columns if column.wire_name in sent}
        for key in unique_keys(declared):
            if key == primary_key(declared) or not set(key) & written or "409" in documented:
                continue
            yield Contradiction(
                code="schema-unique-undocumented",
                contract=endpoint.operation.origin,
                schema=next(
                    (one.origin for one in declared.uniques if one.columns == key), declared.origin
                ),
                values={**values, "columns": ", ".join(key)},
            )
    for each in endpoint.inputs:
        for name in _looked_for(each.role):
            column = table.column(name)
            if column.declared is not None and not is_indexed(declared, column.stored_name):
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
        case FilterRole(column=column, op=op) if op not in {"contains", "has"}:
            return (column,)
        case SortRole(fields=fields):
            return tuple(dict.fromkeys(column for _, column, _ in fields))
        case _:
            return ()
