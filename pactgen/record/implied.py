"""What the contract means and does not say: that bodies are objects, and there; which enums end.

Location: pactgen/record/implied.py. `properties` without `type` allow any text and number beside
objects, a `pattern` every number beside texts (JSON Schema 2020-12, validation, section 6.1.1), and
a body that may be null is no body.
The backend takes neither. Null beside the values of an `enum` is nullable only where the list has
it, too (OpenAPI 3.0.3, section 4.7.24.1); the backend takes and shows it as it was meant. Used by
narrowing.py, which writes it down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import ABSENT, Schema, schema_named
from pactgen.passes.model_wire.overlap import implied_types
from pactgen.values import dataclass
from pactgen.views.known import known
from pactgen.views.uploads import uploaded_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Json, Parameter
    from pactgen.ir.design import Design
    from pactgen.source import Origin

_OBJECT = "It has properties and no type: the backend takes objects."
_FILE = "The backend stores the file that the form brings."
_KINDS = {
    "array": "It speaks of items and has no type: the backend takes lists.",
    "string": "It speaks of a text and has no type: the backend takes texts.",
    "number": "It speaks of a number and has no type: the backend takes numbers.",
    "integer": "It speaks of a whole number and has no type: the backend takes whole numbers.",
}
_ITEM = "It is required, and an empty list is no parameter at all (RFC 6570, section 3.2.1)."
_THERE = "The backend takes no null in place of the body."
_NULL = "It is nullable: null is one of its values."


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """A keyword that a schema of a request means."""

    schema: Origin
    keyword: str
    value: Json
    said: str


def implied(design: Design) -> Iterator[Implied]:
    """Yield what the messages of all operations mean, each schema once."""
    seen: set[int] = set()
    listed: set[int] = set()
    yield from _files(design)
    for operation in design.contract.operations:
        for parameter in operation.parameters:
            yield from _never_empty(parameter)
            yield from _kinds(design.contract, parameter.schema, seen)
        for media in operation.body.media if operation.body is not None else ():
            if media.schema is not None:
                if operation.body is not None and operation.body.required:
                    yield from _never_null(media.schema)
                yield from _kinds(design.contract, media.schema, seen)
                yield from _lists_of_values(design.contract, media.schema, listed)
        for response in operation.responses:
            for media in response.media:
                if media.schema is not None:
                    yield from _lists_of_values(design.contract, media.schema, listed)


def _files(design: Design) -> Iterator[Implied]:
    """Yield the forms whose file may be left out, and is all that their operations store."""
    if design.contract.dialect.startswith("2"):  # its forms are parameters, not schemas
        return
    for endpoint in design.endpoints:
        part = uploaded_field(design, endpoint)
        if part is None:
            continue
        body = known(endpoint.operation.body)
        if not body.required:
            yield Implied(schema=body.origin, keyword="required", value=True, said=_FILE)
        for media in body.media:
            if media.schema is None:
                continue
            schema = schema_named(design.contract, media.schema)
            needed = [one.name for one in schema.properties if one.required]
            if part not in needed:
                yield Implied(
                    schema=schema.origin, keyword="required", value=[*needed, part], said=_FILE
                )


def _never_empty(parameter: Parameter) -> Iterator[Implied]:
    """A list of which each item is spelled for itself needs one to be there."""
    schema = parameter.schema
    spelled = parameter.required and parameter.style == "form" and parameter.explode
    may_be_empty = not schema.min_items and schema.max_items != 0
    if spelled and schema.ref is None and "array" in schema.types and may_be_empty:
        yield Implied(schema=schema.origin, keyword="minItems", value=1, said=_ITEM)


def _never_null(schema: Schema) -> Iterator[Implied]:
    others = [each for each in schema.types if each != "null"]
    null = any(each.types == ("null",) for each in (*schema.one_of, *schema.any_of))
    if schema.ref is not None or not (null or len(others) < len(schema.types)):
        return
    yield Implied(schema=schema.origin, keyword="nullable", value=False, said=_THERE)


def _lists_of_values(contract: Contract, root: Schema, seen: set[int]) -> Iterator[Implied]:
    for schema, _ in _reached(contract, root, seen):
        if schema.enum is not None and None in schema.enum:
            values = list(schema.enum)
            yield Implied(schema=schema.origin, keyword="enum", value=values, said=_NULL)


def _reached(contract: Contract, root: Schema, seen: set[int]) -> Iterator[tuple[Schema, bool]]:
    """Yield the schemas inside, and whether each is a part of what is described already."""
    waiting = [(root, False)]
    while waiting:
        schema, is_part = waiting.pop()
        if id(schema) in seen:
            continue
        seen.add(id(schema))
        if schema.ref is not None:
            waiting.append((contract.schemas[schema.ref], is_part))
            continue
        yield schema, is_part
        waiting += _inside(schema)


def _kinds(contract: Contract, root: Schema, seen: set[int]) -> Iterator[Implied]:
    for schema, is_part in _reached(contract, root, seen):
        if not _is_typed(contract, schema):
            parts = (schema, *schema.all_of)
            yield from (
                Implied(schema=part.origin, keyword="type", value="object", said=_OBJECT)
                for part in parts
                if part.properties and not part.types
            )
            yield from () if is_part else _kind(schema)


def _kind(schema: Schema) -> Iterator[Implied]:
    """Yield the type of what is no object; an alternative may have that of its holder."""
    kinds = implied_types(schema)
    says_more = (
        schema.enum or schema.const is not ABSENT or schema.one_of or schema.any_of or schema.all_of
    )
    if len(kinds) == 1 and kinds[0] in _KINDS and not says_more:
        said = _KINDS[kinds[0]]
        yield Implied(schema=schema.origin, keyword="type", value=kinds[0], said=said)


def _is_typed(contract: Contract, schema: Schema, depth: int = 0) -> bool:
    """Whether the schema, or what it extends, says a type."""
    if schema.ref is not None:
        return depth > len(contract.schemas) or _is_typed(
            contract, contract.schemas[schema.ref], depth + 1
        )
    return bool(schema.types) or any(_is_typed(contract, part, depth + 1) for part in schema.all_of)


def _inside(schema: Schema) -> Iterator[tuple[Schema, bool]]:
    yield from ((member.schema, False) for member in schema.properties)
    for part in schema.all_of:
        yield from ((part, True),) if part.ref is not None else _inside(part)
    yield from ((each, True) for each in (*schema.any_of, *schema.one_of))
    yield from ((each, False) for each in schema.prefix_items)
    for each in (schema.items, schema.additional):
        if isinstance(each, Schema):
            yield each, False


def said_of_null(node: Mapping[str, Json]) -> tuple[str, Json] | None:
    """Return how the schema as written says that it is never null; None where it cannot."""
    types = node.get("type")
    if node.get("nullable") is True:
        return "nullable", False
    if isinstance(types, list) and "null" in types:
        return "type", [each for each in types if each != "null"]
    return None


def said_of_values(node: Mapping[str, Json]) -> tuple[str, Json] | None:
    """Return how the schema as written lists null among its values; None where it does already."""
    values = node.get("enum")
    if node.get("nullable") is not True or not isinstance(values, list) or None in values:
        return None
    return "enum", [*values, None]
