"""What thousands of public contracts hold and nobody thought of: one small contract a finding."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.live.test_odd_contracts import COUNT, contract, thing
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter, query, ref

if TYPE_CHECKING:
    from pathlib import Path

LONG = "AnsweredByTheDepartmentOfThings"
KINDS = [f"{LONG}{number}" for number in range(5)]
ONE_OF_MANY = {"oneOf": [ref(kind) for kind in KINDS]}
TEXT = {"type": "string"}
NAMED = {"Named": thing("id", "name")}


def maybe(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a JSON body that may be left out."""
    return {"requestBody": {"content": {"application/json": {"schema": schema}}}}


def collection_of(path: str, key: str, schema: str, **bounds: Any) -> dict[str, Any]:
    """Return the paths of a collection whose items have a key within bounds."""
    return {
        path: {
            "post": {**body(ref(schema)), **answer(ref(schema), "201")},
            "get": answer({"type": "array", "items": ref(schema)}),
        },
        f"{path}/{{{key}}}": {
            "parameters": [path_parameter(key, type="string", **bounds)],
            "get": answer(ref(schema)),
            "put": {**body(ref(schema)), **answer(ref(schema))},
        },
    }


def items(path: str, *names: str, schema: str = "Named") -> dict[str, Any]:
    """Return the path of an item that is read and deleted."""
    return {
        path: {
            "parameters": [path_parameter(name) for name in names],
            "get": answer(ref(schema)),
            "delete": {"responses": {"204": {"description": "gone"}}},
        }
    }


FOUND: dict[str, dict[str, Any]] = {
    "many-kinds-of-one-body": contract(
        {
            "/things": {
                "post": {**body(ONE_OF_MANY), **answer(ref("Named"), "201")},
                "get": answer({"type": "array", "items": ref("Named")}),
            },
            "/things/{id}": {
                "parameters": [path_parameter("id")],
                "get": answer({"type": "array", "items": ONE_OF_MANY}),
            },
        },
        NAMED
        | {
            kind: {"type": "object", "required": [kind], "properties": {kind: {"type": "string"}}}
            for kind in KINDS
        },
    ),
    "a-row-called-like-its-key": contract(
        {
            "/repos/{owner}/{name}": {
                "parameters": [path_parameter("owner"), path_parameter("name")],
                "get": answer(ref("Repo")),
            },
            **items("/repos/{owner}/{name}/refs/{ref}", "owner", "name", "ref", schema="Ref"),
        },
        {"Repo": thing("owner", "name"), "Ref": thing("ref", "owner", "name")},
    ),
    "a-body-that-may-be-null": contract(
        {
            "/named": {
                "post": {**body(ref("Change")), **answer(ref("Named"), "201")},
                "get": answer({"type": "array", "items": ref("Named")}),
            },
            "/named/{id}": {
                "parameters": [path_parameter("id")],
                "get": answer(ref("Named")),
                "patch": {**body(ref("Change")), **answer(ref("Named"))},
                "put": {**body(ref("Change")), **answer(ref("Named"))},
            },
        },
        {
            **NAMED,
            "Change": {
                "type": ["object", "null"],
                "properties": {"name": {"type": "string"}, "other": {"type": "string"}},
            },
        },
    ),
    "parameters-in-another-order-than-the-path": contract(
        {
            "/users/{user}/packages/{kind}/{package}/versions/{version}": {
                "get": {
                    "parameters": [
                        path_parameter("kind"),
                        path_parameter("package"),
                        path_parameter("version", type="integer"),
                        path_parameter("user"),
                    ],
                    **answer(ref("Version")),
                },
                "delete": {
                    "parameters": [
                        path_parameter("kind"),
                        path_parameter("package"),
                        path_parameter("user"),
                        path_parameter("version", type="integer"),
                    ],
                    "responses": {"204": {"description": "gone"}},
                },
            }
        },
        {
            "Version": {
                "type": "object",
                "required": ["id"],
                "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
            }
        },
    ),
    "rows-called-like-what-modules-import": contract(
        {
            **collection_of("/fields", "id", "Field", minLength=1),
            **collection_of("/uuids", "id", "Uuid", format="uuid"),
            **collection_of("/jsons", "id", "Json"),
            **collection_of("/files", "id", "File"),
            **collection_of("/items", "id", "Item"),
            "/pairs": {"get": answer({"type": "array", "prefixItems": [ref("Item"), ref("Pair")]})},
        },
        {name: thing("id", "name") for name in ("Field", "Uuid", "Json", "File", "Item", "Pair")},
    ),
    "a-column-called-list": contract(
        collection_of("/lists", "list", "List"),
        {
            "List": {
                "type": "object",
                "required": ["list"],
                "properties": {
                    "list": {"type": "string"},
                    "more": {"type": "array", "items": {"type": "string"}},
                    "date": {"type": "string", "format": "date"},
                    "until": {"type": "string", "format": "date"},
                },
            }
        },
    ),
    "a-parent-that-is-called-like-the-key": contract(
        {
            **collection_of("/machines", "name", "Machine"),
            "/machines/{name}/extensions/{extensionName}": {
                "parameters": [path_parameter("name"), path_parameter("extensionName")],
                "get": answer(ref("Extension")),
                "put": {**body(ref("Extension")), **answer(ref("Extension"))},
                "delete": {"responses": {"204": {"description": "gone"}}},
            },
        },
        {"Machine": thing("name", "os"), "Extension": thing("name", "settings")},
    ),
    "an-id-that-fills-a-line": contract(
        {
            "/things": {
                "get": {
                    "operationId": "list_all_of_the_things_that_" + "anybody_has_left_here_" * 3,
                    "responses": {
                        **answer({"type": "array", "items": ref("Named")})["responses"],
                        **answer(ref("Wrong"), "400")["responses"],
                        **answer(ref("Lost"), "404")["responses"],
                    },
                }
            },
        },
        {**NAMED, "Wrong": thing("detail"), "Lost": thing("message")},
    ),
    "two-parameters-that-name-one-parent": contract(
        {
            **items("/channels/{type}", "type", schema="Channel"),
            **items("/channels/{type}/{id}", "type", "id", schema="Channel"),
            "/channels/{type}/{id}/records": {
                "parameters": [path_parameter("type"), path_parameter("id")],
                "post": {**body(ref("Record")), **answer(ref("Record"), "201")},
                "get": answer({"type": "array", "items": ref("Record")}),
            },
        },
        {"Channel": thing("id", "type"), "Record": thing("id", "channel")},
    ),
    "methods-without-a-decorator": {
        **contract(
            {
                "/things": {
                    "query": {**body({"type": "object"}), **answer({"type": "string"})},
                    "additionalOperations": {"COPY": answer({"type": "string"})},
                }
            }
        ),
        "openapi": "3.2.0",
    },
    "more-classes-than-a-module-holds": contract(
        {
            f"/links/{number}": {"get": {"tags": ["links"], **answer(ref(f"Link{number}"))}}
            for number in range(250)
        },
        {
            f"Link{number}": {
                **thing("id", *(f"field{each}" for each in range(8))),
                "properties": {
                    "next": ref(f"Link{number + 1 if number % 50 else max(0, number - 9)}"),
                    **{f"field{each}": {"type": "string"} for each in range(8)},
                    "kind": {"enum": ["a", str(number)]},
                },
                "required": ["kind"],
            }
            for number in range(251)
        },
    ),
    "values-and-names-that-fill-a-line": contract(
        {
            "/things": {
                "post": {**body(ref("Thing")), **answer(ref("Thing"), "201")},
                "get": {
                    "parameters": [
                        query("sort", type="string"),
                        query(f"{LONG}Number", type="array", items={"type": "string"}),
                        query("places", type="array", items={"type": "string"}, default=[]),
                        query("radius", type="number", enum=[0.5, 1.5]),
                    ],
                    **answer({"type": "array", "items": ref("Thing")}),
                },
            },
            "/things/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Thing"))},
        },
        {"Thing": thing("id", f"{LONG}Number", f"{LONG}NumberOfTheVersionOfTheSecret")},
    ),
    "query-parameters-that-are-methods": contract(
        {
            "/figures": {
                "get": {
                    "parameters": [query(name) for name in ("schema", "json", "copy", "model_x")],
                    **answer({}),
                }
            }
        }
    ),
    "failures-called-like-what-is-there": contract(
        {
            f"/{word}": {
                "get": {
                    "responses": {
                        **answer(ref("Named"))["responses"],
                        "404": answer(ref(word))["responses"]["200"] | {"description": "none"},
                    }
                }
            }
            for word in ("Object", "InvalidInput", "Problem")
        },
        NAMED
        | {
            word: {"type": "object", "properties": {f"{word}Message": {"type": "string"}}}
            for word in ("Object", "InvalidInput", "Problem")
        },
    ),
    "credentials-that-may-be-missing": {
        **contract(
            {
                "/users": {
                    "get": answer({"type": "array", "items": ref("Person")}),
                    "post": {**body(ref("Person")), **answer(ref("Person"), "201")},
                },
                "/auth/login": {"post": {**maybe(ref("Credentials")), **answer(ref("Issued"))}},
                "/auth/refresh": {"post": {**maybe(ref("Refresh")), **answer(ref("Issued"))}},
            },
            {
                "Person": {
                    "type": "object",
                    "required": ["email"],
                    "properties": {
                        "id": {"type": "integer", "readOnly": True},
                        "email": TEXT,
                        "password": TEXT | {"writeOnly": True, "format": "password"},
                        "data": {"type": "object"},
                    },
                },
                "Credentials": {
                    "type": "object",
                    "required": ["email", "password"],
                    "properties": {"email": TEXT, "password": TEXT | {"format": "password"}},
                },
                "Refresh": {"type": "object", "properties": {"refresh_token": TEXT}},
                "Issued": {
                    "type": "object",
                    "properties": {
                        "data": {
                            "type": "object",
                            "properties": {"access_token": TEXT, "refresh_token": TEXT},
                        }
                    },
                },
            },
        ),
        "security": [{"token": []}],
    },
}
ITSELF = {
    "Names": {"type": "object", "additionalProperties": ref("Names")},
    "Tree": {"type": "array", "items": ref("Tree"), "maxItems": 5},
    "Rows": {"type": "array", "items": ref("Cells")},
    "Cells": {"type": "object", "additionalProperties": ref("Rows")},
    "Term": {
        "oneOf": [
            {"type": "string", "enum": ["a b", "it's"]},
            {"type": "array", "items": ref("Term"), "minItems": 1},
            {"type": "object", "required": [LONG], "properties": {LONG: ref("Term")}},
            {"type": "array", "prefixItems": [ref("Names"), ref("Tree"), ref("Cells")]},
        ]
    },
}
FOUND["schemas-that-are-themselves"] = contract(
    {
        f"/{name.lower()}": {"post": {**body(ref(name)), **answer(ref(name), "201")}}
        for name in ITSELF
    },
    ITSELF,
)
WRAPPED = {"type": "object", "properties": {"data": ref("Clip")}}
CHANGED = {"content": {"application/vnd.api+json": {"schema": WRAPPED}}, "required": True}
FOUND["a-change-that-may-hold-nothing"] = contract(
    {
        "/clips": {"post": {**body(ref("Clip")), **answer(ref("Clip"), "201")}},
        "/clips/{id}": {
            "parameters": [path_parameter("id")],
            "patch": {"requestBody": CHANGED, **answer(ref("Clip"))},
        },
    },
    {
        "Clip": {
            "type": "object",
            "properties": {
                "id": TEXT,
                "attributes": {"type": "object", "properties": {"title": TEXT, "length": TEXT}},
            },
        }
    },
)
FOUND["credentials-that-may-be-missing"]["components"]["securitySchemes"] = {
    "token": {"type": "http", "scheme": "bearer"}
}


@pytest.fixture(scope="session")
def types_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("types")


@pytest.mark.parametrize("name", FOUND)
def test_the_backend_is_clean_typed_and_complete(
    name: str, tmp_path: Path, types_cache: Path
) -> None:
    file = tmp_path / "api.json"
    file.write_text(json.dumps(FOUND[name]), encoding="utf-8")
    out = tmp_path / "out"
    package = Backend(file, out, None).design.package
    for command in (
        ["ruff", "check", "--no-cache", "."],
        ["ruff", "format", "--check", "."],
        [sys.executable, "-c", COUNT, package],
        [sys.executable, "-m", "mypy", f"--cache-dir={types_cache}"],
    ):
        done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stdout[-2_000:]}{done.stderr[-2_000:]}"
