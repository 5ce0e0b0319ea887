"""A Swagger 2.0 document as OpenAPI 3.0 says the same, for measuring.

https://spec.openapis.org/oas/v2.0.html. Written against the specifications and not with the
reader's code, so that the proof stays a second opinion. `#/definitions/…` stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

Node = Any
"""A value of a JSON document."""
Resolve = Callable[[Node], Node]

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch")
FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
OUTSIDE_OF_SCHEMAS: Final = frozenset(
    {"name", "in", "required", "description", "collectionFormat", "allowEmptyValue"}
)
SEPARATED: Final = {"ssv": "spaceDelimited", "tsv": "spaceDelimited", "pipes": "pipeDelimited"}


def is_swagger(document: Mapping[str, Node]) -> bool:
    """Whether a document is written in 2.0."""
    return str(document.get("swagger", "")).startswith("2")


def as_openapi(document: Mapping[str, Node], resolve: Resolve) -> dict[str, Node]:
    """Return the document in the words of 3.0; `resolve` follows the references of the old one."""
    paths = {
        path: item if path.startswith("x-") else _path_item(resolve(item), document, resolve)
        for path, item in (document.get("paths") or {}).items()
    }
    base = document.get("basePath")
    kept = {key: value for key, value in document.items() if key not in {"swagger", "paths"}}
    servers = [{"url": base}] if isinstance(base, str) else []
    renamed: dict[str, Node] = _nullable({**kept, "paths": paths})
    return {"openapi": "3.0.3", "servers": servers, **renamed}


def _path_item(
    item: Mapping[str, Node], document: Mapping[str, Node], resolve: Resolve
) -> dict[str, Node]:
    shared = {_identity(one): one for one in map(resolve, item.get("parameters", []))}
    found: dict[str, Node] = {}
    for method in METHODS:
        node = item.get(method)
        if isinstance(node, dict):
            own = {_identity(one): one for one in map(resolve, node.get("parameters", []))}
            parameters = list({**shared, **own}.values())
            found[method] = _operation(node, parameters, document, resolve)
    return found


def _identity(parameter: Mapping[str, Node]) -> tuple[str, str]:
    return parameter["in"], parameter["name"]


def _operation(
    node: Mapping[str, Node],
    parameters: list[Mapping[str, Node]],
    document: Mapping[str, Node],
    resolve: Resolve,
) -> dict[str, Node]:
    consumes = node.get("consumes", document.get("consumes")) or []
    produces = node.get("produces", document.get("produces")) or ["application/json"]
    plain = [one for one in parameters if one["in"] not in {"body", "formData"}]
    found = {**node, "parameters": [_parameter(one) for one in plain]}
    body = _body(parameters, consumes)
    if body is not None:
        found["requestBody"] = body
    found["responses"] = {
        status: _response(resolve(response), produces)
        for status, response in (node.get("responses") or {}).items()
        if not str(status).startswith("x-")
    }
    return found


def _parameter(parameter: Mapping[str, Node]) -> dict[str, Node]:
    found = {key: parameter[key] for key in ("name", "in", "required") if key in parameter}
    found["schema"] = _schema(parameter)
    spelled = parameter.get("collectionFormat", "csv")
    if parameter.get("type") == "array":
        found["explode"] = spelled == "multi"
        found["style"] = SEPARATED.get(
            spelled, "form" if parameter["in"] in {"query", "cookie"} else "simple"
        )
    return found


def _schema(parameter: Mapping[str, Node]) -> dict[str, Node]:
    """Return what a parameter or header says of its value."""
    if parameter.get("type") == "file":
        return {"type": "string", "format": "binary"}
    return {key: value for key, value in parameter.items() if key not in OUTSIDE_OF_SCHEMAS}


def _body(parameters: list[Mapping[str, Node]], consumes: list[str]) -> dict[str, Node] | None:
    for one in parameters:
        if one["in"] == "body":
            media = {kind: {"schema": one.get("schema", {})} for kind in consumes}
            content = media or {"application/json": {"schema": one.get("schema", {})}}
            return {"required": one.get("required", False), "content": content}
    fields = [one for one in parameters if one["in"] == "formData"]
    if not fields:
        return None
    schema: dict[str, Node] = {
        "type": "object",
        "properties": {one["name"]: _schema(one) for one in fields},
    }
    required = [one["name"] for one in fields if one.get("required")]
    if required:
        schema["required"] = required
    files = any(one.get("type") == "file" for one in fields)
    stated = [kind for kind in consumes if kind in {FORM, MULTIPART}]
    kinds = stated or [MULTIPART if files else FORM]
    return {"required": bool(required), "content": {kind: {"schema": schema} for kind in kinds}}


def _response(response: Mapping[str, Node], produces: list[str]) -> dict[str, Node]:
    found: dict[str, Node] = {"description": response.get("description", "")}
    if "schema" in response:
        schema = response["schema"]
        if isinstance(schema, dict) and schema.get("type") == "file":
            schema = {"type": "string", "format": "binary"}
        found["content"] = {kind: {"schema": schema} for kind in produces}
    headers = response.get("headers")
    if isinstance(headers, dict):
        found["headers"] = {name: {"schema": _schema(one)} for name, one in headers.items()}
    return found


def _nullable(node: Node) -> Node:
    """Spell the common extension of 2.0 for null as 3.0 does."""
    if isinstance(node, list):
        return [_nullable(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        "nullable" if key == "x-nullable" else key: _nullable(value) for key, value in node.items()
    }
