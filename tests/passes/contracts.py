"""Small contracts for the passes: paths and schemas in, a design out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from pactgen.config import Config
from pactgen.passes import design_backend
from pactgen.readers.openapi import read_contract

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design, Endpoint

THING = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "name": {"type": "string", "maxLength": 80},
        "price": {"type": "number"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "created_at": {"type": "string", "format": "date-time"},
    },
}


def answer(schema: dict[str, Any], status: str = "200") -> dict[str, Any]:
    """Return the responses of an operation with one JSON success."""
    content = {"application/json": {"schema": schema}}
    return {"responses": {status: {"description": "done", "content": content}}}


def body(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a required JSON body."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def path_parameter(name: str, **schema: Any) -> dict[str, Any]:
    """Return a path parameter."""
    return {"name": name, "in": "path", "required": True, "schema": schema or {"type": "string"}}


def query(name: str, **schema: Any) -> dict[str, Any]:
    """Return an optional query parameter."""
    return {"name": name, "in": "query", "schema": schema or {"type": "string"}}


def ref(name: str) -> dict[str, Any]:
    """Return a reference to a component schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def design_of(
    folder: Path,
    paths: dict[str, Any],
    schemas: dict[str, Any] | None = None,
    config: Config | None = None,
    schemes: dict[str, Any] | None = None,
) -> Design:
    """Write the contract, read it and design its backend."""
    read = read_contract(written(folder, paths, schemas, schemes))
    assert read.contract is not None, read.diagnostics
    return design_backend(read.contract, config or Config())


def written(
    folder: Path,
    paths: dict[str, Any],
    schemas: dict[str, Any] | None = None,
    schemes: dict[str, Any] | None = None,
    title: str = "Shop API",
) -> Path:
    """Write the contract, and return its file."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas or {}, "securitySchemes": schemes or {}},
    }
    file = folder / "api.yaml"
    file.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    return file


def endpoint(design: Design, label: str) -> Endpoint:
    """Return the endpoint of `GET /things`."""
    return next(one for one in design.endpoints if one.operation.label == label)
