"""Keywords of a schema in the form of another version of OpenAPI, put into that of this one.

Location: pactgen/readers/openapi/dialects.py. Used by `inspect` for the repairs of `readings`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.readers.openapi.patches import REMOVED
from pactgen.readers.openapi.values import mapping, number

if TYPE_CHECKING:
    from pactgen.ir.contract import Json
    from pactgen.readers.openapi.patches import Removed
    from pactgen.readers.openapi.values import Node
    from pactgen.readers.openapi.versions import Dialect

_BOUNDS: Final = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
_WITH_NULL: Final = 2


def translated(word: str, schema: Node, dialect: Dialect) -> dict[str, Json | Removed]:
    """Return the members that say in this version what a keyword says; none if it cannot."""
    value = schema[word]
    if value == []:
        return {word: REMOVED}
    match word:
        case "exclusiveMinimum" | "exclusiveMaximum" if dialect.json_schema:
            return _limit(word, schema)
        case "exclusiveMinimum" | "exclusiveMaximum":
            return _flag(word, schema)
        case "type" if isinstance(value, list) and dialect.is_30:
            return _nullable(value)
        case "discriminator" if isinstance(value, str):
            return {word: {"propertyName": value}}
        case "discriminator" if list(mapping(value)) == ["propertyName"]:
            return {word: mapping(value)["propertyName"]}
        case _:
            return {}


def _limit(word: str, schema: Node) -> dict[str, Json | Removed]:
    """Put the limit itself where 3.0 has a flag beside it."""
    bound = schema.get(_BOUNDS[word])
    if schema[word] is True and bound is not None:
        return {word: bound, _BOUNDS[word]: REMOVED}
    return {word: REMOVED}


def _flag(word: str, schema: Node) -> dict[str, Json | Removed]:
    """Put a flag beside the limit where 3.1 has the limit; the tighter of two holds."""
    limit, bound = number(schema[word]), number(schema.get(_BOUNDS[word]))
    tighter = min if word == "exclusiveMaximum" else max
    if limit is None:
        return {}
    if bound is None or tighter(bound, limit) == limit:
        return {word: True, _BOUNDS[word]: limit}
    return {word: REMOVED}


def _nullable(types: list[Json]) -> dict[str, Json | Removed]:
    others = [each for each in types if each not in ("null", None)]
    if len(types) == _WITH_NULL and len(others) == 1:
        return {"type": others[0], "nullable": True}
    return {"type": others[0]} if len(types) == len(others) == 1 else {}
