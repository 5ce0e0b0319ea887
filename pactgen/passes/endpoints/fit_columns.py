"""Bodies bring what columns keep: CHECKs of a schema document count like the contract's rules.

A value that a CHECK refuses is refused as invalid before the database sees it, and the answer names
the member, where nothing else is meant by the class that brings it: all bodies that hold objects of
it make rows of one table, no answer shows it, and the member says its type itself.

Location: pactgen/passes/endpoints/fit_columns.py. Used by design_backend.py.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.ir.behaviours import CreateRow, ReplaceRow, UpdateRow, WriteSingleton
from pactgen.ir.wire import ListOf, MapOf, Named, Nullable, Scalar, TupleOf, UnionOf
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.ir.binding import Contradiction, Narrowing
    from pactgen.ir.design import Endpoint, Resource
    from pactgen.ir.wire import WireField, WireModel, WireType
    from pactgen.source import Origin

_NUMBERS = frozenset({"integer", "int32", "int64", "number"})


def fit_columns(
    endpoints: Iterable[Endpoint],
    models: Mapping[str, WireModel],
    resources: Mapping[str, Resource],
    differences: Iterable[Contradiction],
) -> Mapping[str, WireModel]:
    """Return the classes of bodies with what CHECKs refuse of their members."""
    narrowings: dict[Origin, list[Narrowing]] = defaultdict(list)
    for one in differences:
        if one.narrows is not None and one.narrows.exact:
            narrowings[one.narrows.schema].append(one.narrows)
    if not narrowings:
        return models
    changed = dict(models)
    for name in _alone(endpoints, models, resources):
        model = models[name]
        fields = tuple(
            _narrowed(one, narrowings[model.origin.child("properties", one.wire_name)])
            for one in model.fields
        )
        changed[name] = replace(model, fields=fields)
    return changed


def _alone(
    endpoints: Iterable[Endpoint],
    models: Mapping[str, WireModel],
    resources: Mapping[str, Resource],
) -> Iterator[str]:
    """Yield the classes whose objects are rows of one table, and nothing else."""
    tables: dict[str, set[str]] = defaultdict(set)
    others = {
        name for model in models.values() for one in model.fields for name in _named(one.type)
    }
    for endpoint in endpoints:
        if endpoint.answer.type is not None:
            others |= {*_named(endpoint.answer.type)}
        if endpoint.body is None:
            continue
        for name in _named(endpoint.body.type):
            if isinstance(endpoint.behaviour, CreateRow | ReplaceRow | UpdateRow | WriteSingleton):
                tables[name].add(resources[endpoint.behaviour.resource].table)
            else:
                others.add(name)
    return (
        name
        for name, kept in tables.items()
        if len(kept) == 1 and name not in others and name in models
    )


def _named(type_: WireType) -> Iterator[str]:
    """Yield the names in a type."""
    match type_:
        case Named(name=name):
            yield name
        case Nullable(inner=inner) | ListOf(item=inner) | MapOf(value=inner):
            yield from _named(inner)
        case UnionOf(options=options):
            for option in options:
                yield from _named(option)
        case TupleOf(prefix=prefix, rest=rest):
            for each in (*prefix, *([] if rest is None else [rest])):
                yield from _named(each)
        case _:
            return


def _narrowed(one: WireField, narrowings: Iterable[Narrowing]) -> WireField:
    type_ = one.type
    for narrows in narrowings:
        type_ = _narrower(type_, narrows)
    return one if type_ is one.type else replace(one, type=type_)


def _narrower(type_: WireType, narrows: Narrowing) -> WireType:
    """Return the type with one more rule; what says such a rule already is left as it is."""
    if isinstance(type_, Nullable):
        return replace(type_, inner=_narrower(type_.inner, narrows))
    value = narrows.value
    match type_, narrows.keyword:
        case Scalar(kind="text" | "email", pattern=None), "pattern" if isinstance(value, str):
            return replace(type_, pattern=value)
        case Scalar(kind="text"), "minLength" if isinstance(value, int):
            return replace(type_, min_length=max(value, type_.min_length or 0))
        case Scalar(kind="text"), "maxLength" if isinstance(value, int):
            most = value if type_.max_length is None else min(value, type_.max_length)
            return replace(type_, max_length=most)
        case Scalar(kind=kind), "minimum" if kind in _NUMBERS and isinstance(value, int | float):
            return replace(type_, minimum=value)
        case Scalar(kind=kind), "maximum" if kind in _NUMBERS and isinstance(value, int | float):
            return replace(type_, maximum=value)
        case _:
            return type_
