"""Lists whose order says nothing, as nothing tells when a row was made.

Location: pactgen/passes/endpoints/find_orders.py. Used by `design_backend`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import Decision, storage
from pactgen.ir.behaviours import ListRows
from pactgen.ir.inputs import SortRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Endpoint, Resource


def find_orders(
    endpoints: tuple[Endpoint, ...],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> Iterator[Decision]:
    """Say of each resource that its lists are in the order of a key that chance decides."""
    for one in endpoints:
        if not isinstance(one.behaviour, ListRows) or _is_asked(one):
            continue
        resource = one.behaviour.resource
        key = tables[resources[resource].table].key
        if one.behaviour.order == ((key.name, False),) and _is_chance(key):
            yield storage.order(resource, key.name, (one.operation.origin,))


def _is_asked(one: Endpoint) -> bool:
    """Whether every caller says the order."""
    return any(isinstance(each.role, SortRole) and each.required for each in one.inputs)


def _is_chance(key: Column) -> bool:
    made = key.generated
    if made is None:
        return key.kind == "uuid"
    return made.kind in {"random_int", "form"} or (made.kind == "uuid" and not made.ordered)
