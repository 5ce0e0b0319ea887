"""Can two schemas hold for the same value? Said only when it is certain that they cannot.

Location: pactgen/passes/model_wire/overlap.py. Used for oneOf: options that exclude each other need
no counting, and a property that tells objects apart becomes the discriminator.
"""

from collections.abc import Iterable
from itertools import combinations

from pactgen.ir.contract import Contract, Json, Property, Schema
from pactgen.ir.wire import Mode
from pactgen.passes.model_wire.merging import merged
from pactgen.passes.model_wire.scalars import JSON_TYPES, listed
from pactgen.passes.reading.equality import json_type, same_value
from pactgen.passes.words.names import attribute_names

_DEEP_ENOUGH = 3


def implied_types(schema: Schema) -> tuple[str, ...]:
    """Return the types of a merged schema, or those that its other keywords speak about."""
    if schema.types:
        return schema.types
    about = {
        "object": schema.properties
        or schema.required_only
        or schema.additional is not None
        or schema.pattern_properties
        or schema.property_names is not None
        or schema.dependent_required
        or schema.dependent_schemas
        or schema.unevaluated_properties is not None
        or schema.min_properties is not None
        or schema.max_properties is not None,
        "array": schema.items is not None
        or schema.prefix_items
        or schema.min_items is not None
        or schema.max_items is not None
        or schema.contains
        or schema.unevaluated_items is not None
        or schema.unique_items,
        "string": schema.pattern is not None
        or schema.min_length is not None
        or schema.max_length is not None,
        "number": schema.minimum is not None
        or schema.maximum is not None
        or schema.exclusive_minimum is not None
        or schema.exclusive_maximum is not None
        or schema.multiple_of is not None,
    }
    told = tuple(name for name, present in about.items() if present)
    if not told and schema.format is not None:
        return _types_of_format(schema.format)
    return told


def _types_of_format(name: str) -> tuple[str, ...]:
    if name in {"int32", "int64"}:
        return ("integer",)
    return ("number",) if name in {"float", "double"} else ("string",)


def exclude_each_other(contract: Contract, options: Iterable[Schema]) -> bool:
    """Tell whether no value can be valid for two of the options."""
    return all(apart(contract, one, two) for one, two in combinations(tuple(options), 2))


def apart(contract: Contract, one: Schema, two: Schema, depth: int = 0) -> bool:
    """Tell whether no value can be valid for both."""
    if depth > _DEEP_ENOUGH:
        return False
    left, right = merged(contract, one), merged(contract, two)
    if left.false or right.false:
        return True
    first, second = _types(left), _types(right)
    common = first & second
    if not common:
        return True
    values, others = listed(left), listed(right)
    if values is not None and others is not None:
        return not any(same_value(value, other) for value in values for other in others)
    if left.one_of or left.any_of or right.one_of or right.any_of:
        return False
    return common == {"object"} and _objects_apart(contract, left, right, depth)


def _types(schema: Schema) -> set[str]:
    values = listed(schema)
    if values is not None:
        return {json_type(value) for value in values}
    names = set(implied_types(schema)) or set(JSON_TYPES)
    if schema.one_of or schema.any_of:
        return names if schema.types else set(JSON_TYPES)
    return names | {"integer"} if "number" in names else names


def _objects_apart(contract: Contract, one: Schema, two: Schema, depth: int) -> bool:
    for mine, other in ((one, two), (two, one)):
        theirs = {member.name: member for member in other.properties}
        for member in mine.properties:
            if not member.required:
                continue
            counterpart = theirs.get(member.name)
            if counterpart is None:
                if other.additional is False:
                    return True
            elif apart(contract, member.schema, counterpart.schema, depth + 1):
                return True
    return False


def tag(
    contract: Contract, options: tuple[Schema, ...], mode: Mode, hint: str | None
) -> str | None:
    """Return the attribute whose constant tells the options apart, the hinted property first."""
    shapes = [merged(contract, option) for option in options]
    if mode == "patch" or len(shapes) < 2 or not all(shape.properties for shape in shapes):
        return None
    names = [member.name for member in shapes[0].properties]
    names.sort(key=lambda name: name != hint)
    for name in names:
        attributes = {
            attribute_names(member.name for member in shape.properties).get(name)
            for shape in shapes
        }
        if len(attributes) == 1 and _tells_apart(contract, shapes, name, mode):
            return attributes.pop()
    return None


def _tells_apart(contract: Contract, shapes: list[Schema], name: str, mode: Mode) -> bool:
    seen: list[Json] = []
    for shape in shapes:
        member = next((each for each in shape.properties if each.name == name), None)
        values = _constants(contract, member, mode) if member is not None else None
        if not values or any(value in seen for value in values):
            return False
        seen.extend(values)
    return True


def _constants(contract: Contract, member: Property, mode: Mode) -> tuple[Json, ...] | None:
    schema = merged(contract, member.schema)
    hidden = (mode == "write" and schema.read_only) or (mode == "read" and schema.write_only)
    values = listed(schema)
    if hidden or not member.required or values is None:
        return None
    return values if all(isinstance(value, str) for value in values) else None
