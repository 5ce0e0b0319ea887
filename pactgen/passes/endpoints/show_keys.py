"""Answers show a key as paths take it: an `id` of type `number` that is counted is whole.

Location: pactgen/passes/endpoints/show_keys.py. Used by design_backend.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import Rowless
from pactgen.ir.wire import Scalar
from pactgen.passes.reconcile.show_nulls import models_of
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.database import Table
    from pactgen.ir.design import Endpoint, Resource
    from pactgen.ir.wire import WireField, WireModel


def show_keys(
    endpoints: tuple[Endpoint, ...],
    models: Mapping[str, WireModel],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> Mapping[str, WireModel]:
    """Let answers print `1` for a counted key, which as a `number` they would print as `1.0`."""
    changed = dict(models)
    for endpoint in endpoints:
        if isinstance(endpoint.behaviour, Rowless):
            continue
        table = tables[resources[endpoint.behaviour.resource].table]
        for name in models_of(endpoint.answer.fill):
            model = changed[name]
            if model.mode == "read":
                fields = tuple(_whole(field, table) for field in model.fields)
                changed[name] = replace(model, fields=fields)
    return changed


def _whole(field: WireField, table: Table) -> WireField:
    key = table.key
    counted = key.declared is None and key.kind in {"integer", "bigint"}
    if counted and field.attribute == key.name and field.type == Scalar(kind="number"):
        return replace(field, type=Scalar(kind="integer"))
    return field
