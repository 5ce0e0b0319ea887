"""A Swagger 2.0 document to a `Contract`, in the words of OpenAPI 3.1.

Location: pactgen/readers/openapi/lower_v2.py. Uses `lower` for what both versions share; used by
`read`. Nothing is rewritten on the way, so that every origin is one of the document itself.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import Body, Contract, Header, Media, Parameter, Property, Response, Schema
from pactgen.readers.openapi.addresses import servers
from pactgen.readers.openapi.grammar import Kind
from pactgen.readers.openapi.lower import lower_components, lower_tags, operation, sites
from pactgen.readers.openapi.lower_payload import (
    IGNORED_HEADERS,
    LOCATIONS,
    as_text,
    own_schema,
)
from pactgen.readers.openapi.lower_schema import lower_schema
from pactgen.readers.openapi.lower_security import lower_schemes
from pactgen.readers.openapi.values import (
    Node,
    extensions,
    flag,
    listing,
    mapping,
    prose,
    text,
    texts,
)
from pactgen.readers.openapi.verdicts import status_of
from pactgen.source import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Json, Operation
    from pactgen.readers.openapi.context import Context, Found
    from pactgen.readers.openapi.lower import Site

_STYLES: Final = {
    "csv": "form",
    "multi": "form",
    "ssv": "spaceDelimited",
    "pipes": "pipeDelimited",
    "tsv": "tabDelimited",
}
_JSON: Final = "application/json"
_URLENCODED: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"


def lower_v2(context: Context) -> Contract:
    """Lower the whole document: operations first, then every schema."""
    origin = Origin(context.root.name)
    node = mapping(context.root.tree)
    info = mapping(node.get("info"))
    context.adopt(mapping(node.get("definitions")), origin.child("definitions"))
    operations = tuple(_operation(site, context) for site in sites(node, origin, context))
    return Contract(
        origin=origin,
        dialect=str(node.get("swagger")),
        title=text(info.get("title")) or PurePosixPath(context.root.name).stem,
        version=text(info.get("version")) or "",
        summary=None,
        description=prose(info.get("description")),
        servers=servers(node),
        tags=lower_tags(node.get("tags"), origin.child("tags"), context),
        operations=operations,
        schemas=lower_components(node.get("definitions"), "/definitions", context),
        security_schemes=lower_schemes(
            node.get("securityDefinitions"), origin.child("securityDefinitions"), context
        ),
        extensions=extensions(node),
    )


def _operation(site: Site, context: Context) -> Operation:
    own = list(_found(site.node, site.origin, context))
    shared = list(_found(site.item, site.item_origin, context))
    named = [_identity(item) for item in own]
    inherited = [item for item in shared if _identity(item) not in named]
    consumes = _media_types(site, "consumes")
    produces = _media_types(site, "produces")
    return operation(
        site,
        (_parameters(inherited, context), _parameters(own, context)),
        _body(site, [*inherited, *own], consumes, context),
        tuple(_responses(site, produces, context)),
    )


def _identity(item: Found) -> tuple[str | None, str | None]:
    return text(item.node.get("name")), text(item.node.get("in"))


def _media_types(site: Site, word: str) -> tuple[str, ...]:
    """Return what the operation says, or else what the document says."""
    return texts(site.node.get(word)) if word in site.node else texts(site.document.get(word))


def _found(holder: Node, origin: Origin, context: Context) -> Iterator[Found]:
    """Yield the parameter objects of a path item or operation, references followed."""
    place = origin.child("parameters")
    for index, item in enumerate(listing(holder.get("parameters"))):
        found = context.resolve(item, place.child(index), Kind.PARAMETER)
        if found is not None:
            yield found


def _parameters(found: list[Found], context: Context) -> tuple[Parameter, ...]:
    parameters = (_parameter(item.node, item.origin, context) for item in found)
    return tuple(item for item in parameters if item is not None)


def _parameter(node: Node, origin: Origin, context: Context) -> Parameter | None:
    name, location = text(node.get("name")), LOCATIONS.get(text(node.get("in")) or "")
    if name is None or location is None:
        return None
    if location == "header" and name.lower() in IGNORED_HEADERS:
        return None
    format_ = text(node.get("collectionFormat")) or "csv"
    in_query = location == "query"
    return Parameter(
        origin=origin,
        name=name,
        location=location,
        required=flag(node.get("required")) or location == "path",
        schema=as_text(_own_schema(node, origin, context)),
        style=_STYLES.get(format_, "form") if in_query else "simple",
        explode=in_query and format_ == "multi",
        description=prose(node.get("description")),
        allow_empty_value=flag(node.get("allowEmptyValue")),
        extensions=extensions(node),
    )


def _own_schema(node: Node, origin: Origin, context: Context) -> Schema:
    return own_schema(node, origin, context) or Schema(origin=origin)


def _body(
    site: Site, found: list[Found], consumes: tuple[str, ...], context: Context
) -> Body | None:
    """Make a request body of the `body` parameter, or of the `formData` parameters."""
    fields = [item for item in found if item.node.get("in") == "formData"]
    for item in found:
        if item.node.get("in") == "body":
            schema = None
            if "schema" in item.node:
                schema = lower_schema(item.node["schema"], item.origin.child("schema"), context)
            return Body(
                origin=item.origin,
                required=flag(item.node.get("required")),
                media=_several(consumes or (_JSON,), schema, item.origin),
                description=prose(item.node.get("description")),
            )
    if not fields:
        return None
    origin = site.origin.child("parameters")
    files = any(item.node.get("type") == "file" for item in fields)
    types = tuple(name for name in consumes if name in {_URLENCODED, _MULTIPART})
    schema = Schema(
        origin=origin,
        types=("object",),
        properties=tuple(
            Property(
                name=str(item.node.get("name")),
                schema=_own_schema(item.node, item.origin, context),
                required=flag(item.node.get("required")),
            )
            for item in fields
        ),
        additional=False,  # every field is a parameter of its own
    )
    return Body(
        origin=origin,
        required=any(item.required for item in schema.properties),
        media=_several(types or (_MULTIPART if files else _URLENCODED,), schema, origin),
    )


def _several(
    types: tuple[str, ...], schema: Schema | None, origin: Origin, examples: Node | None = None
) -> tuple[Media, ...]:
    known = examples or {}
    return tuple(
        Media(
            origin=origin,
            content_type=name,
            schema=schema,
            examples=(known[name],) if name in known else (),
        )
        for name in types
    )


def _responses(site: Site, produces: tuple[str, ...], context: Context) -> Iterator[Response]:
    place = site.origin.child("responses")
    for status, item in mapping(site.node.get("responses")).items():
        found = context.resolve(item, place.child(status), Kind.RESPONSE)
        if found is None or status.startswith("x-"):
            continue
        node, origin = found.node, found.origin
        media: tuple[Media, ...] = ()
        if "schema" in node:
            schema = lower_schema(node["schema"], origin.child("schema"), context)
            examples = mapping(node.get("examples"))
            media = _several(produces or (_JSON,), schema, origin, examples)
        yield Response(
            origin=origin,
            status=status_of(status) or status,
            description=prose(node.get("description")) or "",
            media=media,
            headers=_headers(node.get("headers"), origin.child("headers"), context),
            labels=produces,
        )


def _headers(value: Json, origin: Origin, context: Context) -> tuple[Header, ...]:
    return tuple(
        Header(
            origin=origin.child(name),
            name=name,
            required=False,
            schema=_own_schema(mapping(item), origin.child(name), context),
            description=prose(mapping(item).get("description")),
        )
        for name, item in mapping(value).items()
        if name.lower() != "content-type"
    )
