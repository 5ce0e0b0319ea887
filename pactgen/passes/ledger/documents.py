"""The keywords of the document itself and of what only describes the API.

Location: pactgen/passes/ledger/documents.py. Used by `account`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.ledger.fates import (
    DOCUMENTED,
    ENFORCED,
    NOT_SERVED,
    USED,
    Fate,
    documented,
    unsupported,
)
from pactgen.passes.reading.base_path import halves

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.statement import Statement
    from pactgen.passes.ledger.reach import Reach

_NO_CALLS: Final = documented("the backend is called, it calls nobody")
_OTHER_SERVER: Final = unsupported(
    "only the base path of the document's first server is served", "HIGH"
)
_OTHER_HOST: Final = unsupported(_OTHER_SERVER.why or "", "MEDIUM")
_SAME_PATH: Final = documented("another host; the path is the one that is served")
_TEMPLATE: Final = documented("clients choose the host; the default gives the base path")
_JSON_SCHEMAS: Final = ("https://spec.openapis.org/oas/3.", "https://json-schema.org/draft/2020-12")
_OTHER_DIALECT: Final = unsupported("schemas are read as JSON Schema 2020-12", "HIGH")

TABLES: Final[Mapping[str, Mapping[str, Fate]]] = {
    "OpenAPI document": {
        **dict.fromkeys(
            (
                "openapi", "swagger", "info", "tags", "servers", "components", "definitions",
                "parameters", "responses", "securityDefinitions", "basePath", "produces", "$self",
            ),
            USED,
        ),
        **dict.fromkeys(("paths", "security", "consumes"), ENFORCED),
        **dict.fromkeys(("externalDocs", "host", "schemes"), DOCUMENTED),
        "webhooks": _NO_CALLS,
    },
    "info object": {
        "title": USED,
        **dict.fromkeys(
            ("version", "summary", "description", "termsOfService", "contact", "license"),
            DOCUMENTED,
        ),
    },
    "contact object": dict.fromkeys(("name", "url", "email"), DOCUMENTED),
    "license object": dict.fromkeys(("name", "identifier", "url"), DOCUMENTED),
    "server variable": {"default": USED, "enum": _TEMPLATE, "description": DOCUMENTED},
    "tag": {
        "name": USED,
        **dict.fromkeys(("description", "externalDocs", "summary", "parent", "kind"), DOCUMENTED),
    },
    "external documentation object": dict.fromkeys(("description", "url"), DOCUMENTED),
    "components object": {
        **dict.fromkeys(
            (
                "schemas", "responses", "parameters", "requestBodies", "headers",
                "securitySchemes", "pathItems", "mediaTypes",
            ),
            USED,
        ),
        **dict.fromkeys(("examples", "links", "callbacks"), DOCUMENTED),
    },
    "paths object": {"$ref": USED},
    "example": dict.fromkeys(
        (
            "$ref", "summary", "description", "value", "externalValue", "dataValue",
            "serializedValue",
        ),
        DOCUMENTED,
    ),
    "link": dict.fromkeys(
        (
            "$ref", "operationRef", "operationId", "parameters", "requestBody", "description",
            "server",
        ),
        DOCUMENTED,
    ),
    "callback": {"$ref": _NO_CALLS},
    "map of named objects": {"$ref": USED},
}  # fmt: skip
"""What becomes of the keywords of these objects wherever they stand."""


def server_fate(word: str, said: Statement, reach: Reach) -> Fate:
    """Return what becomes of a keyword of a server."""
    if word != "url":
        return USED if word == "variables" else DOCUMENTED
    place = said.origin
    if "/links/" in place.pointer or reach.is_outside(place):
        return NOT_SERVED
    if place.pointer == "/servers/0":
        return USED
    url = said.node["url"]
    path = halves(url)[1].rstrip("/") if isinstance(url, str) else ""
    if path == reach.base_path:
        return _SAME_PATH
    return _OTHER_HOST if place.parent().pointer == "/servers" else _OTHER_SERVER


def document_fate(word: str, said: Statement) -> Fate | None:
    """Return what becomes of a keyword of the document, where it depends on its value."""
    if word != "jsonSchemaDialect":
        return None
    return USED if str(said.node[word]).startswith(_JSON_SCHEMAS) else _OTHER_DIALECT
