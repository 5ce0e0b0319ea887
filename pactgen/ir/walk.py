"""Going through the schemas of a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import Schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Contract, Media


def every_schema(contract: Contract) -> Iterator[Schema]:
    """Yield every schema of the contract, each once."""
    stack: list[Schema] = list(contract.schemas.values())
    for operation in contract.operations:
        stack += [item.schema for item in operation.parameters]
        media: list[Media] = list(operation.body.media) if operation.body else []
        for response in operation.responses:
            media += response.media
            stack += [item.schema for item in response.headers if item.schema is not None]
        stack += [item.schema for item in media if item.schema is not None]
    seen: set[int] = set()
    while stack:
        schema = stack.pop()
        if id(schema) not in seen:
            seen.add(id(schema))
            yield schema
            stack += inner_schemas(schema)


def inner_schemas(schema: Schema) -> Iterator[Schema]:
    """List the schemas directly below one."""
    for member in schema.properties:
        yield member.schema
    for _, below in schema.pattern_properties:
        yield below
    if isinstance(schema.additional, Schema):
        yield schema.additional
    if schema.items is not None:
        yield schema.items
    yield from schema.prefix_items
    yield from schema.all_of
    yield from schema.any_of
    yield from schema.one_of
    yield from asked(schema)


def asked(schema: Schema) -> Iterator[Schema]:
    """List the schemas that a value is compared with, but not made of."""
    for each in schema.conditions:
        yield from (one for one in (each.condition, each.then, each.otherwise) if one is not None)
    for _, below in schema.dependent_schemas:
        yield below
    for contained in schema.contains:
        yield contained.schema
    for one in (schema.not_, schema.property_names):
        if one is not None:
            yield one
    for rest in (schema.unevaluated_properties, schema.unevaluated_items):
        if isinstance(rest, Schema):
            yield rest
