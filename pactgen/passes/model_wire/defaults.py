"""Defaults that their own type accepts; the others are left to the documentation."""

import re
from collections.abc import Mapping

from pactgen.ir.contract import ABSENT, Absent, Json
from pactgen.ir.wire import (
    Choice,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Scalar,
    TupleOf,
    UnionOf,
    WireAlias,
    WireType,
)
from pactgen.passes.model_wire.scalars import PARSED
from pactgen.passes.reading.equality import same_value
from pactgen.values import replace

_INTEGERS = frozenset({"integer", "int32", "int64"})
_NEVER_EMPTY = frozenset({"uri", "email", "hostname", "ipv4", "ipv6"})
"""Kinds of which no empty text is one; those that are parsed have no default at all."""


def fitting_default(
    default: Json | Absent, type_: WireType, aliases: Mapping[str, WireAlias]
) -> Json | Absent:
    """Return the default when the printed class can state it, else ABSENT."""
    if default is ABSENT or default is None:
        return ABSENT
    return default if _fits(default, _opened(type_, aliases)) else ABSENT


def _opened(type_: WireType, aliases: Mapping[str, WireAlias]) -> WireType:
    """Return the choice that a name stands for, also of elements: components are often enums."""
    match type_:
        case Named(name=name) if name in aliases and isinstance(aliases[name].type, Choice):
            return aliases[name].type
        case Nullable(inner=inner):
            return replace(type_, inner=_opened(inner, aliases))
        case ListOf(item=item):
            return replace(type_, item=_opened(item, aliases))
        case _:
            return type_


def _fits(value: Json, type_: WireType) -> bool:
    match type_:
        case Nullable():
            fits = value is None or (_fits(value, type_.inner) and not _lists_choices(type_))
        case Choice():
            fits = any(same_value(value, other) for other in type_.values)
        case ListOf():
            fits = isinstance(value, list) and _list_fits(value, type_)
        case MapOf():
            fits = value == {} and not type_.min_properties
        case UnionOf():
            fits = any(_fits(value, option) for option in type_.options)
        case Scalar():
            fits = _scalar_fits(value, type_)
        case Named() | TupleOf():
            fits = False
    return fits


def _lists_choices(type_: Nullable) -> bool:
    """Whether it is a list of some of several values, or null: mypy takes no plain list for one."""
    return isinstance(type_.inner, ListOf) and isinstance(type_.inner.item, Choice)


def _list_fits(value: list[Json], type_: ListOf) -> bool:
    least, most = type_.min_items or 0, type_.max_items
    fits = len(value) >= least and (most is None or len(value) <= most)
    return fits and all(_fits(item, type_.item) for item in value)


def _scalar_fits(value: Json, type_: Scalar) -> bool:
    if type_.kind == "any":
        return True
    if type_.kind in PARSED or type_.kind in {"binary", "file", "null"}:
        return False
    match value:
        case bool():
            return type_.kind == "boolean"
        case int() | float():
            return _number_fits(value, type_)
        case str():
            return _text_fits(value, type_)
        case _:
            return False


def _number_fits(value: float, type_: Scalar) -> bool:
    return (
        (type_.kind == "number" or (type_.kind in _INTEGERS and type(value) is int))
        and (type_.minimum is None or value >= type_.minimum)
        and (type_.maximum is None or value <= type_.maximum)
        and (type_.exclusive_minimum is None or value > type_.exclusive_minimum)
        and (type_.exclusive_maximum is None or value < type_.exclusive_maximum)
    )


def _text_fits(value: str, type_: Scalar) -> bool:
    if type_.kind in _INTEGERS | {"boolean", "number"}:
        return False
    if not value and type_.kind in _NEVER_EMPTY:
        return False
    if len(value) < (type_.min_length or 0) or len(value) > (type_.max_length or len(value)):
        return False
    if type_.pattern is None:
        return True
    try:
        return re.search(type_.pattern, value) is not None
    except re.error:
        return False
