"""`nullable: true` of OpenAPI 3, and `x-nullable` of 2.0, in the words of JSON Schema.

Location: pactgen/readers/openapi/nulls.py. Used by `lower_schema`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import Schema
from pactgen.readers.openapi.values import flag
from pactgen.readers.openapi.versions import Dialect
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Json
    from pactgen.readers.openapi.values import Node


def allows_null(node: Node, dialect: Dialect) -> bool:
    """Tell whether a schema allows null by a keyword of its dialect."""
    match dialect:
        case Dialect.V20:
            return flag(node.get("x-nullable"))
        case _:  # 3.1 took the word away; who still writes it means the same
            return flag(node.get("nullable"))


def or_null(schema: Schema) -> Schema:
    """Say `nullable: true` in JSON Schema.

    People write it beside `allOf` and `enum` and mean it, although OpenAPI 3.0 gives it an effect
    only beside `type`, and asks for null among the values of `enum`.
    """
    null = Schema(origin=schema.origin, types=("null",))
    types = schema.types
    if types and "null" not in types:
        types = (*types, "null")
    enum = schema.enum
    if enum is not None and None not in enum:
        enum = (*enum, None)
    schema = replace(schema, types=types, enum=enum)
    if schema.ref is not None or schema.all_of or schema.not_ is not None:
        return _either(schema, null)
    if schema.any_of:
        return replace(schema, any_of=(*schema.any_of, null))
    if schema.one_of:
        return replace(schema, one_of=(*schema.one_of, null))
    return schema


def as_listed(schema: Schema, node: Json) -> Schema:
    """Take null from a parameter that lists its values without it: no text of a query is null."""
    if not isinstance(node, dict):
        return schema
    if schema.items is not None:
        return replace(schema, items=as_listed(schema.items, node.get("items")))
    listed = node.get("enum")
    if schema.enum is None or not isinstance(listed, list) or None in listed:
        return schema
    return replace(
        schema,
        types=tuple(each for each in schema.types if each != "null"),
        enum=tuple(each for each in schema.enum if each is not None),
    )


_OUTER: Final[tuple[str, ...]] = (
    "title", "description", "default", "examples", "read_only", "write_only", "deprecated",
    "extensions",
)  # fmt: skip


def _either(schema: Schema, null: Schema) -> Schema:
    """Return `anyOf: [schema, null]`, with the annotations of the schema on the outside."""
    bare = Schema(origin=schema.origin)
    outer = {name: getattr(schema, name) for name in _OUTER}
    inner = replace(schema, **{name: getattr(bare, name) for name in _OUTER})
    return replace(bare, any_of=(inner, null), **outer)
