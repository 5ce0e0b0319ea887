"""Is a value valid for a schema, and if not, why: for the defaults of a contract.

Location: pactgen/readers/openapi/instance.py. Used while lowering, when a default is met.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final

import jsonschema_rs

from pactgen.ir.contract import ABSENT, Json, Schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Follow = Callable[[str], Schema | None]

_DEEPEST: Final = 32
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "boolean": (bool,),
    "number": (int, float),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def violation(value: Json, schema: Schema, follow: Follow, depth: int = 0) -> str | None:
    """Return the first reason why a value is not valid, or None when it is."""
    if schema.false:
        return "the schema allows nothing"
    if depth > _DEEPEST:
        return None
    checks = (_own, _bounds, _members, _elements, _parts)
    return next(
        (reason for check in checks if (reason := check(value, schema, follow, depth + 1))), None
    )


def _own(value: Json, schema: Schema, follow: Follow, depth: int) -> str | None:
    """Check the schema that is referred to, the type, the choices."""
    if schema.ref is not None:
        named = follow(schema.ref)
        reason = None if named is None else violation(value, named, follow, depth)
        if reason:
            return reason
    if schema.types and not any(_is_a(value, name) for name in schema.types):
        return f"it is not of type {' or '.join(schema.types)}"
    if schema.enum is not None and not any(_same(value, item) for item in schema.enum):
        return f"it is none of {', '.join(map(str, schema.enum[:8]))}"
    if schema.const is not ABSENT and not _same(value, schema.const):
        return f"it is not {schema.const}"
    if (
        isinstance(value, str)
        and schema.format is not None
        and not _formatted(value, schema.format)
    ):
        return f"it is no {schema.format}"
    return None


def _bounds(value: Json, schema: Schema, follow: Follow, depth: int) -> str | None:  # noqa: ARG001
    """Check the limits of numbers, texts and collections."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _numeric(value, schema)
    if isinstance(value, str):
        if schema.pattern is not None and not _matches(value, schema.pattern):
            return f"it does not match `{schema.pattern}`"
        return _sized(len(value), schema.min_length, schema.max_length, "characters")
    if isinstance(value, list):
        return _sized(len(value), schema.min_items, schema.max_items, "entries")
    if isinstance(value, dict):
        return _sized(len(value), schema.min_properties, schema.max_properties, "properties")
    return None


def _numeric(value: float, schema: Schema) -> str | None:
    if schema.minimum is not None and value < schema.minimum:
        return f"it is less than {schema.minimum}"
    if schema.maximum is not None and value > schema.maximum:
        return f"it is more than {schema.maximum}"
    if schema.exclusive_minimum is not None and value <= schema.exclusive_minimum:
        return f"it is not more than {schema.exclusive_minimum}"
    if schema.exclusive_maximum is not None and value >= schema.exclusive_maximum:
        return f"it is not less than {schema.exclusive_maximum}"
    step = schema.multiple_of
    if step and not math.isclose(math.remainder(value, step), 0, abs_tol=1e-9):
        return f"it is no multiple of {step}"
    return None


def _sized(size: int, least: int | None, most: int | None, unit: str) -> str | None:
    if least is not None and size < least:
        return f"it has fewer than {least} {unit}"
    if most is not None and size > most:
        return f"it has more than {most} {unit}"
    return None


def _members(value: Json, schema: Schema, follow: Follow, depth: int) -> str | None:
    """Check the properties of an object."""
    if not isinstance(value, dict):
        return None
    needed = [item.name for item in schema.properties if item.required] + [*schema.required_only]
    for name in needed:
        if name not in value:
            return f"it has no `{name}`"
    known = {item.name: item.schema for item in schema.properties}
    for name, item in value.items():
        if name in known:
            reason = violation(item, known[name], follow, depth)
        elif schema.pattern_properties:
            continue
        elif isinstance(schema.additional, Schema):
            reason = violation(item, schema.additional, follow, depth)
        elif schema.additional is False:
            return f"`{name}` is not allowed"
        else:
            continue
        if reason:
            return f"`{name}`: {reason}"
    return None


def _elements(value: Json, schema: Schema, follow: Follow, depth: int) -> str | None:
    """Check the elements of a list."""
    if not isinstance(value, list):
        return None
    for index, item in enumerate(value):
        fixed = index < len(schema.prefix_items)
        expected = schema.prefix_items[index] if fixed else schema.items
        reason = None if expected is None else violation(item, expected, follow, depth)
        if reason:
            return f"entry {index + 1}: {reason}"
    if schema.unique_items and any(
        _same(item, other) for index, item in enumerate(value) for other in value[:index]
    ):
        return "it holds the same entry twice"
    return None


def _parts(value: Json, schema: Schema, follow: Follow, depth: int) -> str | None:
    """Check `allOf`, `anyOf`, `oneOf` and `not`."""

    def valid(parts: Iterable[Schema]) -> int:
        return sum(violation(value, part, follow, depth) is None for part in parts)

    for part in schema.all_of:
        reason = violation(value, part, follow, depth)
        if reason:
            return reason
    if schema.any_of and not valid(schema.any_of):
        return "it is valid for none of `anyOf`"
    if schema.one_of and valid(schema.one_of) != 1:
        return f"it is valid for {valid(schema.one_of) or 'none'} of `oneOf`, not for one"
    if schema.not_ is not None and violation(value, schema.not_, follow, depth) is None:
        return "it is valid for `not`"
    return None


def _is_a(value: Json, name: str) -> bool:
    if name == "integer":
        whole = isinstance(value, float) and value.is_integer()
        return whole or (isinstance(value, int) and not isinstance(value, bool))
    if name == "number" and isinstance(value, bool):
        return False
    return isinstance(value, _TYPES.get(name, (object,)))


def _same(value: Json, other: object) -> bool:
    """Compare as JSON does: `true` is not `1`, but `1.0` is."""
    return value == other and isinstance(value, bool) == isinstance(other, bool)


def _formatted(value: str, name: str) -> bool:
    return _checker("format", name).is_valid(value)


def _matches(value: str, pattern: str) -> bool:
    try:
        return _checker("pattern", pattern).is_valid(value)
    except ValueError:
        return True


@cache
def uncompilable(pattern: str) -> str | None:
    """Return why a regular expression cannot be compiled, or None when it can."""
    try:
        _checker("pattern", pattern)
    except ValueError as error:
        return str(error).split("\n", 1)[0]
    return None


@cache
def _checker(keyword: str, value: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator({keyword: value}, validate_formats=True)
