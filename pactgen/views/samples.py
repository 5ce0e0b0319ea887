"""Small values that a wire type accepts, for the tests of the generated backend.

Location: pactgen/views/samples.py. Used by the view of tests. Where no value can be made without
guessing (a pattern, a string format of its own), there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import ABSENT, Absent, Json
from pactgen.ir.wire import Choice, ListOf, MapOf, Named, Nullable, Scalar, ScalarKind, UnionOf
from pactgen.views.types import resolved

if TYPE_CHECKING:
    from pactgen.ir.design import Design
    from pactgen.ir.wire import WireModel, WireType

DEPTH = 4

PLAIN: dict[ScalarKind, Json] = {
    "any": "anything",
    "null": None,
    "boolean": True,
    "uuid": "6f9c7d2e-3b1a-4c5d-8e7f-0a1b2c3d4e5f",
    "timestamp": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "time": "12:00:00Z",
    "duration": "P1D",
    "email": "ada@example.com",
    "uri": "https://example.com/",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "base64": "YWRh",
}


def sample(design: Design, type_: WireType, depth: int = 0) -> Json | Absent:
    """Return a valid value, or ABSENT when none can be made."""
    type_ = resolved(design, type_)
    if depth > DEPTH:
        return ABSENT
    match type_:
        case Scalar():
            return _scalar(type_)
        case Choice():
            return type_.values[0]
        case Nullable():
            return sample(design, type_.inner, depth)
        case ListOf():
            return _list(design, type_, depth)
        case MapOf():
            return ABSENT if type_.min_properties else {}
        case Named():
            return _object(design, design.models[type_.name], depth)
        case UnionOf() if not type_.exclusive:
            return sample(design, type_.options[0], depth)
        case _:
            return ABSENT


def _scalar(scalar: Scalar) -> Json | Absent:
    if scalar.pattern is not None:
        return ABSENT
    if scalar.kind in PLAIN:
        bounded = scalar.min_length is not None or scalar.max_length is not None
        return ABSENT if bounded and scalar.kind != "any" else PLAIN[scalar.kind]
    if scalar.kind == "file":
        return ABSENT
    if scalar.kind in {"text", "binary"}:
        return "example".ljust(scalar.min_length or 0, "e")[: scalar.max_length]
    return _number(scalar)


def _number(scalar: Scalar) -> Json | Absent:
    step = scalar.multiple_of or 1
    low = scalar.minimum if scalar.minimum is not None else scalar.exclusive_minimum
    value = step if low is None or low < step else (low // step + 1) * step
    high = [limit for limit in (scalar.maximum, scalar.exclusive_maximum) if limit is not None]
    if any(value >= limit for limit in high) or isinstance(step, float):
        return ABSENT
    return int(value) if scalar.kind != "number" else value


def _list(design: Design, type_: ListOf, depth: int) -> Json | Absent:
    if not type_.min_items:
        return []
    item = sample(design, type_.item, depth + 1)
    if isinstance(item, Absent) or (type_.unique and type_.min_items > 1):
        return ABSENT
    return [item for _ in range(type_.min_items)]


def _object(design: Design, model: WireModel, depth: int) -> Json | Absent:
    found: dict[str, Json] = {}
    for field in model.fields:
        if not (field.required or field.needed):
            continue
        value = sample(design, field.shown or field.type, depth + 1)
        if isinstance(value, Absent):
            return ABSENT
        found[field.wire_name] = value
    return found
