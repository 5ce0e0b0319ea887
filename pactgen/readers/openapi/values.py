"""Typed access to untyped nodes: what is not of the expected type counts as absent.

Location: pactgen/readers/openapi/values.py. The structural gate reports wrong types; lowering goes
on with the rest, so that all faults of a document are found in one run.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import NOTHING, Json
from pactgen.readers.markup import without_html

if TYPE_CHECKING:
    from collections.abc import Mapping

Node = dict[str, Json]
SCHEMA_WORDS: Final = frozenset(
    {
        "type", "format", "items", "enum", "default", "pattern", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
        "minItems", "maxItems", "uniqueItems", "nullable", "x-nullable", "x-example",
        "properties", "additionalProperties", "allOf", "anyOf", "oneOf",
    }
)  # fmt: skip
"""Keywords of a schema that parameters and headers of Swagger 2.0 hold themselves."""


def mapping(value: object) -> Node:
    """Return the mapping, or an empty one."""
    return value if isinstance(value, dict) else {}


def listing(value: object) -> list[Json]:
    """Return the list, or an empty one."""
    return value if isinstance(value, list) else []


def text(value: object) -> str | None:
    """Return the text, or None."""
    return value if isinstance(value, str) else None


def prose(value: object) -> str | None:
    """Return the text that people read, without HTML, or None."""
    return without_html(value) if isinstance(value, str) else None


def texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list."""
    return tuple(item for item in listing(value) if isinstance(item, str))


def unique(values: list[Json]) -> tuple[Json, ...]:
    """Return the values, each once; `1`, `1.0` and `true` differ from one another."""
    return tuple({(type(value), repr(value)): value for value in values}.values())


def flag(value: object) -> bool:
    """Return whether the value is true."""
    return value is True


def number(value: object) -> int | float | None:
    """Return the number, or None."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def count(value: object) -> int | None:
    """Return the whole number, or None; `2.0` counts as 2."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def fragment_step(name: str) -> str:
    """Return a name as a step of the pointer in a reference (RFC 6901, section 6)."""
    return name.replace("~", "~0").replace("/", "~1").replace("%", "%25")


def extensions(node: Node) -> Mapping[str, Json]:
    """Return the `x-…` members."""
    found = {name: value for name, value in node.items() if name.startswith("x-")}
    return MappingProxyType(found) if found else NOTHING


def found_type(value: object) -> str:
    """Name the JSON type of a value, as messages say it."""
    match value:
        case None:
            return "empty"
        case bool():
            return f"`{str(value).lower()}`"
        case int() | float():
            return f"the number `{value}`"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "a mapping"
