"""Equality of JSON values: 1 equals 1.0, and neither equals true."""

from pactgen.ir.contract import Json


def same_value(one: Json, two: Json) -> bool:
    """Tell whether two values are equal as JSON Schema sees them."""
    match one, two:
        case (bool(), _) | (_, bool()):
            return one is two
        case list(), list():
            return len(one) == len(two) and all(map(same_value, one, two))
        case dict(), dict():
            return one.keys() == two.keys() and all(same_value(one[key], two[key]) for key in one)
        case _:
            return one == two


_TYPE_NAMES = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    str: "string",
    list: "array",
    dict: "object",
}


def json_type(value: Json) -> str:
    """Return the JSON Schema type name; whole numbers are integers."""
    if isinstance(value, float):
        return "integer" if value.is_integer() else "number"
    return _TYPE_NAMES[type(value)]


def distinct_values(values: tuple[Json, ...]) -> tuple[Json, ...]:
    """Drop values that equal an earlier one."""
    if all(isinstance(value, str) for value in values):
        return tuple(dict.fromkeys(values))
    found: list[Json] = []
    for value in values:
        if not any(same_value(value, other) for other in found):
            found.append(value)
    return tuple(found)
