"""Parameters, headers, bodies and responses of OpenAPI 3 to values.

Location: pactgen/readers/openapi/lower_payload.py. Uses `lower_schema`; used by `lower`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.contract import ABSENT, NOTHING, Body, Header, Media, Parameter, Response, Schema
from pactgen.readers.openapi.grammar import Kind
from pactgen.readers.openapi.lower_schema import lower_schema
from pactgen.readers.openapi.nulls import as_listed
from pactgen.readers.openapi.query_fields import lower_query_fields
from pactgen.readers.openapi.values import (
    SCHEMA_WORDS,
    Node,
    extensions,
    flag,
    listing,
    mapping,
    prose,
    text,
)
from pactgen.readers.openapi.verdicts import status_of
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Json
    from pactgen.readers.openapi.context import Context
    from pactgen.source import Origin

Location = Literal["path", "query", "header", "cookie"]
LOCATIONS: Final[dict[str, Location]] = {
    "path": "path",
    "query": "query",
    "header": "header",
    "cookie": "cookie",
}
_STYLES: Final[dict[Location, str]] = {
    "path": "simple",
    "query": "form",
    "header": "simple",
    "cookie": "form",
}
IGNORED_HEADERS: Final = frozenset({"accept", "content-type", "authorization"})
"""Header parameters that the specification tells to ignore: other objects describe them."""


def lower_parameters(value: Json, origin: Origin, context: Context) -> tuple[Parameter, ...]:
    """Lower a list of parameters or references to them."""
    items = [(item, origin.child(index)) for index, item in enumerate(listing(value))]
    each = [(*item, lower_parameter(*item, context)) for item in items]
    names = [parameter.name for _, _, parameter in each if parameter is not None]
    found: list[Parameter] = []
    for item, place, parameter in each:
        if parameter is not None and not (parameter.schema.ref or parameter.schema.properties):
            found.append(parameter)
            continue
        fields = tuple(lower_query_fields(item, place, context, names))
        found += fields or ([] if parameter is None else [parameter])
    return tuple(found)


def lower_parameter(value: Json, origin: Origin, context: Context) -> Parameter | None:
    """Lower one parameter; None for those that say nothing to a server."""
    found = context.resolve(value, origin, Kind.PARAMETER)
    if found is None:
        return None
    if found.shared and found.origin in context.parameters:
        return context.parameters[found.origin]
    parameter = _parameter(found.node, found.origin, context)
    if found.shared and parameter is not None:
        context.parameters[found.origin] = parameter
    return parameter


def _parameter(node: Node, origin: Origin, context: Context) -> Parameter | None:
    name, location = text(node.get("name")), LOCATIONS.get(text(node.get("in")) or "")
    if name is None or location is None:
        return None
    if location == "header" and name.lower() in IGNORED_HEADERS:
        return None
    style = text(node.get("style")) or _STYLES[location]
    explode = node.get("explode")
    content_type, schema = _described(node, origin, context)
    schema = schema or Schema(origin=origin, types=("string",))
    return Parameter(
        origin=origin,
        name=name,
        location=location,
        required=flag(node.get("required")) or location == "path",
        schema=schema if content_type else as_text(schema),
        style=style,
        explode=explode if isinstance(explode, bool) else style in {"form", "cookie"},
        content_type=content_type,
        description=prose(node.get("description")),
        deprecated=flag(node.get("deprecated")),
        allow_empty_value=flag(node.get("allowEmptyValue")),
        extensions=extensions(node),
    )


def _described(node: Node, origin: Origin, context: Context) -> tuple[str | None, Schema | None]:
    """Return the media type, if the value is described by `content`, and its schema."""
    media = lower_content(node.get("content"), origin.child("content"), context)
    if media:
        return media[0].content_type, media[0].schema
    if "schema" in node:
        schema = lower_schema(node["schema"], origin.child("schema"), context)
        return None, as_listed(schema, node["schema"])
    return None, own_schema(node, origin, context)


def as_text(schema: Schema) -> Schema:
    """Read a parameter that its schema leaves open as the text that travels."""
    if schema.types or schema.ref:
        return schema
    told = replace(
        schema,
        title=None,
        description=None,
        default=ABSENT if isinstance(schema.default, str) else schema.default,
        examples=(),
        min_length=None,
        max_length=None,
        pattern=None,
        deprecated=False,
        extensions=NOTHING,
    )
    return replace(schema, types=("string",)) if told == Schema(origin=schema.origin) else schema


def own_schema(node: Node, origin: Origin, context: Context) -> Schema | None:
    """Lower the schema keywords that stand in a parameter or header itself, if there are any."""
    schema = {word: value for word, value in node.items() if word in SCHEMA_WORDS}
    return lower_schema(schema, origin, context) if schema else None


def lower_content(value: Json, origin: Origin, context: Context) -> tuple[Media, ...]:
    """Lower a `content` map."""
    return tuple(
        _media(name, item, origin.child(name), context) for name, item in mapping(value).items()
    )


def _media(name: str, value: Json, origin: Origin, context: Context) -> Media:
    found = context.resolve(value, origin, Kind.MEDIA_TYPE)
    if found is None:
        return Media(origin=origin, content_type=name, schema=None)
    node, origin = found.node, found.origin
    schema = None
    if "schema" in node:
        schema = lower_schema(node["schema"], origin.child("schema"), context)
    return Media(
        origin=origin,
        content_type=name,
        schema=schema,
        examples=_examples(node, origin, context),
    )


def _examples(node: Node, origin: Origin, context: Context) -> tuple[Json, ...]:
    values = [node["example"]] if "example" in node else []
    for name, item in mapping(node.get("examples")).items():
        found = context.resolve(item, origin.child("examples", name), Kind.EXAMPLE)
        if found is not None and "value" in found.node:
            values.append(found.node["value"])
        elif found is not None and "dataValue" in found.node:
            values.append(found.node["dataValue"])
    return tuple(values)


def lower_body(value: Json, origin: Origin, context: Context) -> Body | None:
    """Lower a request body or a reference to one."""
    found = context.resolve(value, origin, Kind.BODY)
    if found is None:
        return None
    return Body(
        origin=found.origin,
        required=flag(found.node.get("required")),
        media=lower_content(found.node.get("content"), found.origin.child("content"), context),
        description=prose(found.node.get("description")),
    )


def lower_responses(value: Json, origin: Origin, context: Context) -> tuple[Response, ...]:
    """Lower the responses of an operation, in the order of the document."""
    found = (
        _response(status_of(status) or status, item, origin.child(status), context)
        for status, item in mapping(value).items()
        if not status.startswith("x-")
    )
    return tuple(item for item in found if item is not None)


def _response(status: str, value: Json, origin: Origin, context: Context) -> Response | None:
    found = context.resolve(value, origin, Kind.RESPONSE)
    if found is None:
        return None
    if found.shared and found.origin in context.responses:
        return replace(context.responses[found.origin], status=status)
    node, origin = found.node, found.origin
    response = Response(
        origin=origin,
        status=status,
        description=prose(node.get("description")) or "",
        media=lower_content(node.get("content"), origin.child("content"), context),
        headers=_headers(node.get("headers"), origin.child("headers"), context),
    )
    if found.shared:
        context.responses[origin] = response
    return response


def _headers(value: Json, origin: Origin, context: Context) -> tuple[Header, ...]:
    headers: list[Header] = []
    for name, item in mapping(value).items():
        found = context.resolve(item, origin.child(name), Kind.HEADER)
        if found is None or name.lower() == "content-type":
            continue
        headers.append(
            Header(
                origin=found.origin,
                name=name,
                required=flag(found.node.get("required")),
                schema=_described(found.node, found.origin, context)[1],
                description=prose(found.node.get("description")),
            )
        )
    return tuple(headers)
