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


def json_type(value: Json) -> str:
    """Return the JSON Schema type name; whole numbers are integers."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case dict():
            return "object"
