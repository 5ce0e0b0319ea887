"""Strings, numbers and enumerations."""

import math
from typing import Literal, get_args

from pactgen.ir.contract import ABSENT, Json, Schema
from pactgen.ir.wire import Choice, Scalar, ScalarKind
from pactgen.passes.reading.equality import distinct_values, json_type

_STRINGS: dict[str, ScalarKind] = {
    "uuid": "uuid",
    "date-time": "timestamp",
    "date": "date",
    "time": "time",
    "duration": "duration",
    "email": "email",
    "uri": "uri",
    "hostname": "hostname",
    "ipv4": "ipv4",
    "ipv6": "ipv6",
    "byte": "base64",
    "binary": "binary",
}
_INTEGERS: dict[str, ScalarKind] = {"int32": "int32", "int64": "int64"}
PARSED: frozenset[ScalarKind] = frozenset({"uuid", "timestamp", "date"})
"""Formats that become Python values; a length or a pattern has nothing to hold on to there."""

JsonType = Literal["null", "boolean", "integer", "number", "string", "array", "object"]
JSON_TYPES: tuple[str, ...] = get_args(JsonType)


def kind_of(json_type_name: str, format_: str | None) -> ScalarKind:
    """Return the scalar that a type and a format make; unknown formats change nothing."""
    match json_type_name:
        case "string":
            return _STRINGS.get(format_ or "", "text")
        case "integer":
            return _INTEGERS.get(format_ or "", "integer")
        case "number":
            return "number"
        case "boolean":
            return "boolean"
        case "null":
            return "null"
        case _:
            return "any"


def scalar(schema: Schema, type_name: str) -> Scalar:
    """Return the scalar of a merged schema read as this type."""
    kind = kind_of(type_name, schema.format)
    if type_name == "string":
        return _text(schema, kind)
    if type_name in {"integer", "number"}:
        return _number(schema, kind, whole=type_name == "integer")
    return Scalar(kind=kind)


def _text(schema: Schema, kind: ScalarKind) -> Scalar:
    if kind in PARSED:
        return Scalar(kind=kind)
    return Scalar(
        kind=kind,
        min_length=schema.min_length or None,
        max_length=schema.max_length,
        pattern=schema.pattern or None,
    )


def _number(schema: Schema, kind: ScalarKind, *, whole: bool) -> Scalar:
    low, above = schema.minimum, schema.exclusive_minimum
    high, below = schema.maximum, schema.exclusive_maximum
    if low is not None and above is not None:
        low, above = (None, above) if above >= low else (low, None)
    if high is not None and below is not None:
        high, below = (None, below) if below <= high else (high, None)
    if not whole:
        return Scalar(
            kind=kind,
            minimum=low,
            exclusive_minimum=above,
            maximum=high,
            exclusive_maximum=below,
            multiple_of=schema.multiple_of,
        )
    return Scalar(
        kind=kind,
        minimum=None if low is None else math.ceil(low),
        exclusive_minimum=None if above is None else math.floor(above),
        maximum=None if high is None else math.floor(high),
        exclusive_maximum=None if below is None else math.ceil(below),
        multiple_of=_whole_step(schema.multiple_of),
    )


def _whole_step(step: float | None) -> int | float | None:
    """Return the step between integers: 0.5 asks nothing of them, 2.0 is 2."""
    if step is None:
        return None
    if float(step).is_integer():
        return int(step) if step != 1 else None
    return None if (1 / step).is_integer() else step


def listed(schema: Schema) -> tuple[Json, ...] | None:
    """Return the values that `enum` and `const` leave, or None where neither stands."""
    if schema.const is ABSENT and schema.enum is None:
        return None
    values: tuple[Json, ...] = schema.enum if schema.enum is not None else ()
    if schema.const is not ABSENT:
        values = (schema.const,)
    distinct = distinct_values(values)
    fitting = tuple(value for value in distinct if allows(schema.types, value))
    return fitting or distinct


def allows(types: tuple[str, ...], value: Json) -> bool:
    """Tell whether the types, if there are any, take the value."""
    name = json_type(value)
    return not types or name in types or (name == "integer" and "number" in types)


def choice(values: tuple[Json, ...]) -> Choice:
    """Return the type of the listed values; whole floats are integers, as JSON sees them."""
    return Choice(
        values=tuple(
            int(value) if isinstance(value, float) and value.is_integer() else value
            for value in values
        )
    )
