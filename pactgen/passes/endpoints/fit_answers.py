"""What bodies bring has to fit what answers show.

A contract may take any text for a property that its answers list as an enumeration. A row that no
answer can show is not stored: such a value is valid, and answered 409.

Location: pactgen/passes/endpoints/fit_answers.py. Used by design_backend.py.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pactgen.decisions import storage
from pactgen.ir.design import CreateRow, Custom, Health, ReplaceRow, UpdateRow, WriteSingleton
from pactgen.ir.wire import Choice, Named, Nullable, Scalar, UnionOf
from pactgen.passes.reconcile.show_nulls import models_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.decisions import Decision
    from pactgen.ir.database import Table
    from pactgen.ir.design import BodyInput, Endpoint, Resource
    from pactgen.ir.wire import ScalarKind, WireAlias, WireField, WireModel, WireType

Writes = CreateRow | ReplaceRow | UpdateRow | WriteSingleton

_NUMBERS: Final[frozenset[ScalarKind]] = frozenset({"integer", "int32", "int64", "number"})
_TEXTS: Final[frozenset[ScalarKind]] = frozenset(
    {"text", "time", "duration", "email", "uri", "hostname", "ipv4", "ipv6", "base64"}
)
"""Kinds that are stored as they come."""
_LOWER: Final = ("min_length", "minimum", "exclusive_minimum")
_UPPER: Final = ("max_length", "maximum", "exclusive_maximum")
_EXACT: Final = ("pattern", "multiple_of")


def fit_answers(
    endpoints: tuple[Endpoint, ...],
    models: Mapping[str, WireModel],
    aliases: Mapping[str, WireAlias],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> tuple[Mapping[str, WireModel], tuple[Decision, ...]]:
    """Mark the members of bodies that may bring what an answer of the same row cannot show."""
    shown = _shown(endpoints, models, aliases)
    changed = dict(models)
    decisions: list[Decision] = []
    for endpoint in endpoints:
        behaviour = endpoint.behaviour
        if endpoint.body is None or not isinstance(behaviour, Writes):
            continue
        table = tables[resources[behaviour.resource].table]
        kept = {column.name for column in table.columns if not column.coerced}
        kept -= set(behaviour.ignored)
        for name in _brought(endpoint.body, changed, aliases):
            fields = []
            for field in changed[name].fields:
                asked = shown[behaviour.resource, field.attribute]
                narrow = _narrow(field, asked, aliases) if field.attribute in kept else None
                fields.append(field if narrow is None else replace(field, shown=narrow))
                if narrow is not None:
                    place = changed[name].origin.child("properties", field.wire_name)
                    decisions.append(
                        storage.not_shown(behaviour.resource, field.wire_name, (place,))
                    )
            changed[name] = replace(changed[name], fields=tuple(fields))
    return changed, tuple(decisions)


def _shown(
    endpoints: tuple[Endpoint, ...],
    models: Mapping[str, WireModel],
    aliases: Mapping[str, WireAlias],
) -> dict[tuple[str, str], list[WireType]]:
    """Return what answers show the members of each resource as."""
    shown: dict[tuple[str, str], list[WireType]] = defaultdict(list)
    for endpoint in endpoints:
        if isinstance(endpoint.behaviour, Custom | Health):
            continue
        for name in models_of(endpoint.answer.fill):
            for field in models[name].fields:
                shown[endpoint.behaviour.resource, field.attribute].append(
                    _bare(field.type, aliases)
                )
    return shown


def _narrow(
    field: WireField, shown: list[WireType], aliases: Mapping[str, WireAlias]
) -> WireType | None:
    """Return what an answer shows the member as, when the body may bring something else."""
    sent = _bare(field.type, aliases)
    narrower = [each for each in shown if not _fits(sent, each)]
    choices = [each for each in narrower if isinstance(each, Choice)]
    return next(iter((*choices, *narrower)), None)


def _fits(sent: WireType, shown: WireType) -> bool:
    """Whether every value of one type is one of the other; what is not compared does."""
    match sent, shown:
        case Choice(values=values), Choice(values=listed):
            return all(value in listed for value in values)
        case Scalar(kind=kind), Choice(values=listed):
            texts = all(isinstance(value, str) for value in listed)
            return not (kind in _TEXTS if texts else kind in _NUMBERS)
        case Scalar(), Scalar():
            return _is_within(_bounded(sent), _bounded(shown))
        case _:
            return True


def _bounded(scalar: Scalar) -> Scalar:
    """Return the type with the bounds that its format says."""
    if scalar.kind != "int32":
        return scalar
    least, most = -(2**31), 2**31 - 1
    low = least if scalar.minimum is None else max(least, scalar.minimum)
    high = most if scalar.maximum is None else min(most, scalar.maximum)
    return replace(scalar, minimum=low, maximum=high)


def _is_within(sent: Scalar, shown: Scalar) -> bool:
    if not any({sent.kind, shown.kind} <= kinds for kinds in (_NUMBERS, _TEXTS)):
        return True
    if shown.kind in _TEXTS - {"text"} and sent.kind != shown.kind:
        return False
    for sign, names in ((1, _LOWER), (-1, _UPPER)):
        for name in names:
            wanted, given = getattr(shown, name), getattr(sent, name)
            if wanted is not None and (given is None or sign * given < sign * wanted):
                return False
    return all(getattr(shown, name) in {None, getattr(sent, name)} for name in _EXACT)


def _brought(
    body: BodyInput, models: Mapping[str, WireModel], aliases: Mapping[str, WireAlias]
) -> Iterator[str]:
    """Yield the classes that the row of a body may be of."""
    for name in _named(body.type, aliases):
        if body.member is None:
            yield name
            continue
        for field in models[name].fields:
            if field.attribute == body.member:
                yield from _named(field.type, aliases)


def _named(type_: WireType, aliases: Mapping[str, WireAlias]) -> Iterator[str]:
    match _bare(type_, aliases):
        case Named(name=name):
            yield name
        case UnionOf(options=options):
            for option in options:
                yield from _named(option, aliases)
        case _:
            return


def _bare(type_: WireType, aliases: Mapping[str, WireAlias]) -> WireType:
    """Return the type behind its names, without null."""
    match type_:
        case Nullable(inner=inner):
            return _bare(inner, aliases)
        case Named(name=name) if name in aliases:
            return _bare(aliases[name].type, aliases)
        case _:
            return type_
