"""A contract of a few schemas, and a backend of thirty lines that can be started."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from pactgen.prove.backend import Backend
from pactgen.prove.documents import Document
from pactgen.prove.environment import BackendEnvironment

MAIN = '''
"""The smallest backend that the proof can start."""


def create_app():
    async def app(scope, receive, send):
        if scope["type"] == "lifespan":
            while (await receive())["type"] != "lifespan.shutdown":
                await send({"type": "lifespan.startup.complete"})
            await send({"type": "lifespan.shutdown.complete"})
            return
        headers = dict(scope["headers"])
        status = 200 if scope["path"] == "/readyz" or headers.get(b"x-key") == b"word" else 401
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    return app
'''
CREDENTIALS = """
import json

word = {"in": "header", "name": "X-Key", "value": "word"}
print(json.dumps({"environment": {"GREETING": "hello"}, "credentials": {"Key": word}}))
"""


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    package = tmp_path / "src" / "tiny"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "main.py").write_text(MAIN)
    (package / "credentials.py").write_text(CREDENTIALS)
    return Backend(
        project=tmp_path,
        package="tiny",
        environment=BackendEnvironment(python=Path(sys.executable), kind="current"),
    )


@pytest.fixture
def raw() -> dict[str, Any]:
    return {
        "openapi": "3.0.3",
        "servers": [
            {"url": "https://api.example/{stage}/", "variables": {"stage": {"default": "v1"}}}
        ],
        "security": [{"Key": []}],
        "paths": {
            "/pets": {
                "post": {
                    "requestBody": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}
                        }
                    },
                    "responses": {
                        "201": {
                            "description": "made",
                            "headers": {
                                "X-Count": {"required": True, "schema": {"type": "integer"}}
                            },
                            "content": {
                                "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}
                            },
                        }
                    },
                },
                "get": {
                    "security": [{}],
                    "parameters": [
                        {
                            "name": "kinds",
                            "in": "query",
                            "required": True,
                            "schema": {"type": "array", "minItems": 2, "items": {"type": "string"}},
                        }
                    ],
                    "responses": {"2XX": {"description": "some"}},
                },
            },
            "/pets/{pet_id}": {
                "parameters": [
                    {
                        "name": "pet_id",
                        "in": "path",
                        "required": True,
                        "schema": {"type": "string"},
                    }
                ],
                "get": {"responses": {"default": {"description": "any"}}},
            },
        },
        "components": {
            "schemas": {
                "Pet": {
                    "type": "object",
                    "required": ["id", "name", "secret"],
                    "properties": {
                        "id": {"type": "integer", "readOnly": True},
                        "name": {"type": "string", "minLength": 3, "maxLength": 5},
                        "secret": {"type": "string", "writeOnly": True},
                        "tag": {"type": "string", "nullable": True},
                        "mother": {"$ref": "#/components/schemas/Pet"},
                    },
                }
            }
        },
    }


@pytest.fixture
def document(raw: dict[str, Any]) -> Document:
    return Document(raw)
