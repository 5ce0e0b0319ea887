"""What requests bring has to fit what answers show: members of bodies, and parameters of queries.

Location: pactgen/passes/endpoints/fit_requests.py. Used by design_backend.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import storage
from pactgen.ir.inputs import ValueRole
from pactgen.passes.endpoints.fit_answers import Writes, fit_answers, narrow_of, shown_of
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgen.decisions import Decision
    from pactgen.ir.database import Table
    from pactgen.ir.design import Endpoint, Resource
    from pactgen.ir.inputs import Input
    from pactgen.ir.wire import WireAlias, WireModel, WireType


def fit_requests(
    endpoints: tuple[Endpoint, ...],
    models: Mapping[str, WireModel],
    aliases: Mapping[str, WireAlias],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> tuple[tuple[Endpoint, ...], Mapping[str, WireModel], tuple[Decision, ...]]:
    """Mark what may set a column to a value that no answer can show."""
    parts = {
        name: tables[resource.table].parts
        for name, resource in resources.items()
        if resource.table in tables
    }
    shown = shown_of(endpoints, models, aliases, parts)
    changed, narrowed = fit_answers(endpoints, models, aliases, resources, tables, shown)
    fitted, others = _fit_parameters(endpoints, aliases, shown)
    return fitted, changed, (*narrowed, *others)


def _fit_parameters(
    endpoints: tuple[Endpoint, ...],
    aliases: Mapping[str, WireAlias],
    shown: Mapping[tuple[str, str], Sequence[WireType]],
) -> tuple[tuple[Endpoint, ...], tuple[Decision, ...]]:
    decisions: list[Decision] = []
    fitted = list(endpoints)
    for index, endpoint in enumerate(endpoints):
        behaviour = endpoint.behaviour
        if not isinstance(behaviour, Writes):
            continue
        inputs = tuple(
            _fitted(one, shown.get((behaviour.resource, one.role.column), ()), aliases)
            if isinstance(one.role, ValueRole) and one.parameter.location == "query"
            else one
            for one in endpoint.inputs
        )
        narrowed = [one.parameter for one in inputs if one.shown is not None]
        if narrowed:
            fitted[index] = replace(endpoint, inputs=inputs)
        decisions += [
            storage.not_shown(behaviour.resource, each.name, (each.origin,)) for each in narrowed
        ]
    return tuple(fitted), tuple(decisions)


def _fitted(one: Input, shown: Sequence[WireType], aliases: Mapping[str, WireAlias]) -> Input:
    return replace(one, shown=narrow_of(one.type, shown, aliases)) if shown else one
