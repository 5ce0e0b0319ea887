"""Which object stands where: the structure of OpenAPI as a table of kinds.

Location: pactgen/readers/openapi/grammar.py. Used to walk documents: for references, for messages,
and for the ledger's account of keywords. What each object *must* have is left to the metaschemas.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgen.ir.contract import Json


class Kind(StrEnum):
    """An object of the specification, named as the specification names it."""

    DOCUMENT = "OpenAPI document"
    INFO = "info object"
    CONTACT = "contact object"
    LICENSE = "license object"
    SERVER = "server"
    SERVER_VARIABLE = "server variable"
    TAG = "tag"
    EXTERNAL_DOCS = "external documentation object"
    COMPONENTS = "components object"
    PATHS = "paths object"
    PATH_ITEM = "path item"
    OPERATION = "operation"
    PARAMETER = "parameter"
    BODY = "request body"
    MEDIA_TYPE = "media type"
    ENCODING = "encoding"
    RESPONSES = "responses object"
    RESPONSE = "response"
    HEADER = "header"
    EXAMPLE = "example"
    LINK = "link"
    CALLBACK = "callback"
    SECURITY_SCHEME = "security scheme"
    FLOWS = "OAuth flows object"
    FLOW = "OAuth flow"
    SCOPES = "scopes object"
    REQUIREMENT = "security requirement"
    SCHEMA = "schema"
    DISCRIMINATOR = "discriminator"
    XML = "XML object"
    ITEMS = "items object"
    MAP = "map of named objects"

    @property
    def a(self) -> str:
        """Return the name with its article: `an operation`."""
        return f"{'an' if self[0] in 'aeioOX' else 'a'} {self}"


@dataclass(frozen=True, slots=True)
class One:
    """A member holds one object of this kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Each:
    """A member holds a list of such objects."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Map:
    """A member holds named objects of this kind; the names are free."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Flexible:
    """A schema, a list of schemas or a plain value, as the dialect has it."""

    kind: Kind


Shape = One | Each | Map | Flexible
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

_DOCS: Final[dict[str, Shape]] = {"externalDocs": One(Kind.EXTERNAL_DOCS)}
_SECTIONS: Final[dict[str, Shape]] = {
    "schemas": Map(Kind.SCHEMA),
    "responses": Map(Kind.RESPONSE),
    "parameters": Map(Kind.PARAMETER),
    "examples": Map(Kind.EXAMPLE),
    "requestBodies": Map(Kind.BODY),
    "headers": Map(Kind.HEADER),
    "securitySchemes": Map(Kind.SECURITY_SCHEME),
    "links": Map(Kind.LINK),
    "callbacks": Map(Kind.CALLBACK),
    "pathItems": Map(Kind.PATH_ITEM),
    "mediaTypes": Map(Kind.MEDIA_TYPE),
}
_PAYLOAD: Final[dict[str, Shape]] = {
    "schema": One(Kind.SCHEMA),
    "content": Map(Kind.MEDIA_TYPE),
    "examples": Map(Kind.EXAMPLE),
}
_SCHEMA: Final[dict[str, Shape]] = {
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), Each(Kind.SCHEMA)),
    **dict.fromkeys(
        ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"),
        Map(Kind.SCHEMA),
    ),
    **dict.fromkeys(
        ("not", "if", "then", "else", "contains", "propertyNames", "contentSchema"),
        One(Kind.SCHEMA),
    ),
    **dict.fromkeys(
        (
            "items",
            "additionalProperties",
            "additionalItems",
            "unevaluatedProperties",
            "unevaluatedItems",
        ),
        Flexible(Kind.SCHEMA),
    ),
    "discriminator": Flexible(Kind.DISCRIMINATOR),
    "xml": One(Kind.XML),
    **_DOCS,
}

MEMBERS: Final[dict[Kind, dict[str, Shape]]] = {
    Kind.DOCUMENT: {
        "info": One(Kind.INFO),
        "servers": Each(Kind.SERVER),
        "paths": One(Kind.PATHS),
        "webhooks": Map(Kind.PATH_ITEM),
        "components": One(Kind.COMPONENTS),
        "security": Each(Kind.REQUIREMENT),
        "tags": Each(Kind.TAG),
        "definitions": Map(Kind.SCHEMA),
        "parameters": Map(Kind.PARAMETER),
        "responses": Map(Kind.RESPONSE),
        "securityDefinitions": Map(Kind.SECURITY_SCHEME),
        **_DOCS,
    },
    Kind.INFO: {"contact": One(Kind.CONTACT), "license": One(Kind.LICENSE)},
    Kind.SERVER: {"variables": Map(Kind.SERVER_VARIABLE)},
    Kind.TAG: _DOCS,
    Kind.COMPONENTS: _SECTIONS,
    Kind.PATH_ITEM: {
        "parameters": Each(Kind.PARAMETER),
        "servers": Each(Kind.SERVER),
        "additionalOperations": Map(Kind.OPERATION),
        **dict.fromkeys(METHODS, One(Kind.OPERATION)),
    },
    Kind.OPERATION: {
        "parameters": Each(Kind.PARAMETER),
        "requestBody": One(Kind.BODY),
        "responses": One(Kind.RESPONSES),
        "callbacks": Map(Kind.CALLBACK),
        "security": Each(Kind.REQUIREMENT),
        "servers": Each(Kind.SERVER),
        **_DOCS,
    },
    Kind.PARAMETER: {**_PAYLOAD, "items": One(Kind.ITEMS)},
    Kind.HEADER: {**_PAYLOAD, "items": One(Kind.ITEMS)},
    Kind.ITEMS: {"items": One(Kind.ITEMS)},
    Kind.BODY: {"content": Map(Kind.MEDIA_TYPE)},
    Kind.MEDIA_TYPE: {
        "schema": One(Kind.SCHEMA),
        "itemSchema": One(Kind.SCHEMA),
        "examples": Map(Kind.EXAMPLE),
        "encoding": Map(Kind.ENCODING),
        "itemEncoding": One(Kind.ENCODING),
        "prefixEncoding": Each(Kind.ENCODING),
    },
    Kind.ENCODING: {"headers": Map(Kind.HEADER), "encoding": Map(Kind.ENCODING)},
    Kind.RESPONSE: {
        "headers": Map(Kind.HEADER),
        "content": Map(Kind.MEDIA_TYPE),
        "links": Map(Kind.LINK),
        "schema": One(Kind.SCHEMA),
    },
    Kind.LINK: {"server": One(Kind.SERVER)},
    Kind.SECURITY_SCHEME: {"flows": One(Kind.FLOWS), "scopes": One(Kind.SCOPES)},
    Kind.FLOWS: dict.fromkeys(
        ("implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"),
        One(Kind.FLOW),
    ),
    Kind.FLOW: {"scopes": One(Kind.SCOPES)},
    Kind.SCHEMA: _SCHEMA,
}
"""Members that hold further objects, by the kind of their holder."""

PATTERNED: Final[dict[Kind, Kind]] = {
    Kind.PATHS: Kind.PATH_ITEM,
    Kind.RESPONSES: Kind.RESPONSE,
    Kind.CALLBACK: Kind.PATH_ITEM,
}
"""Objects whose member names are free: every member but extensions is of this kind."""

SECTIONS: Final[dict[str, Kind]] = {
    name: shape.kind for name, shape in _SECTIONS.items() if isinstance(shape, Map)
} | {"definitions": Kind.SCHEMA, "securityDefinitions": Kind.SECURITY_SCHEME}
"""The sections of `components`, and those of Swagger 2.0."""


def children(kind: Kind, node: dict[str, Json]) -> list[tuple[tuple[str | int, ...], Kind, Json]]:
    """Return the objects directly inside a node: steps from it, kind and value of each."""
    if kind in PATTERNED:
        inner = PATTERNED[kind]
        return [
            ((name,), inner, value)
            for name, value in node.items()
            if not name.startswith("x-") and name != "$ref"
        ]
    shapes = MEMBERS.get(kind)
    if not shapes:
        return []
    found: list[tuple[tuple[str | int, ...], Kind, Json]] = []
    for name, value in node.items():
        shape = shapes.get(name)
        if shape is not None:
            found += _inside(name, shape, value)
    return found


def _inside(name: str, shape: Shape, value: Json) -> list[tuple[tuple[str | int, ...], Kind, Json]]:
    match shape:
        case One(kind):
            return [((name,), kind, value)]
        case Each(kind):
            items = value if isinstance(value, list) else []
            return [((name, index), kind, item) for index, item in enumerate(items)]
        case Map(kind):
            members = value if isinstance(value, dict) else {}
            return [((name, key), kind, item) for key, item in members.items()]
        case Flexible(kind):
            if isinstance(value, list):
                return [((name, index), kind, item) for index, item in enumerate(value)]
            return [((name,), kind, value)] if isinstance(value, dict) else []


def kind_at(kind: Kind, path: Sequence[str]) -> Kind | None:
    """Return what stands at a path below an object; None for maps, lists and plain values."""
    steps = list(path)
    while steps:
        step = steps.pop(0)
        if kind in PATTERNED:
            kind = PATTERNED[kind]
            continue
        shape = MEMBERS.get(kind, {}).get(step)
        match shape:
            case None:
                return None
            case One(inner):
                kind = inner
            case Flexible(inner):
                if steps and steps[0].isdecimal():
                    steps.pop(0)
                kind = inner
            case Each(inner) | Map(inner):
                if not steps:
                    return None
                steps.pop(0)
                kind = inner
    return kind
