"""Paths that go on behind the row that they name, and show that row: `/stores/{id}/{sku}`.

`GET /stores/{id}` shows one store, so `{id}` has named it, and nothing tells what the next
parameter would name of it, where the row shows no such property.

Location: pactgen/passes/resources/named_above.py. Used by `sight`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reading.entities import entity_in
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.paths import place_in
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgen.ir.contract import Contract, Operation, Schema
    from pactgen.passes.reading.entities import Entity


def named_above(contract: Contract, open_paths: Collection[str]) -> frozenset[str]:
    """Return the paths whose last parameter stands behind the row that the answer shows."""
    by_path: dict[str, list[Operation]] = defaultdict(list)
    for one in contract.operations:
        by_path[one.path].append(one)
    above = {
        one.path.rstrip("/"): entity
        for one in contract.operations
        if one.method == "get" and one.path not in open_paths
        if (entity := _row(contract, one)) is not None
    }
    return frozenset(
        path for path, operations in by_path.items() if _is_behind(contract, operations, above)
    )


def _is_behind(
    contract: Contract, operations: Collection[Operation], above: Mapping[str, Entity]
) -> bool:
    """Whether an operation of the path shows the row that the path without its end shows."""
    first = next(iter(operations))
    place = place_in(first)
    if not place.is_item or place.odd or place.steps[-1].literals:
        return False
    row = above.get(first.path.rstrip("/").rpartition("/")[0])
    if row is None or _has(contract, row.schema, place.steps[-1].parameter):
        return False
    component = shape_of(contract, row.schema).component
    shown = (_row(contract, one) for one in operations)
    return component is not None and any(
        one is not None and shape_of(contract, one.schema).component == component for one in shown
    )


def _row(contract: Contract, operation: Operation) -> Entity | None:
    """Return the only row that the operation on an item shows."""
    schema, place = answered_schema(operation), place_in(operation)
    if schema is None or not place.is_item or place.odd:
        return None
    found = entity_in(contract, schema, place.noun, is_item=operation.method == "get")
    return None if found is None or found.many else found


def _has(contract: Contract, schema: Schema, parameter: str) -> bool:
    """Whether the row shows a property that is called like the parameter."""
    return any(bare(one.name) == bare(parameter) for one in shape_of(contract, schema).properties)
