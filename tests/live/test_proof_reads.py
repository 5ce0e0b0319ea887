"""The proof knows what pactgen repairs, how parameters are read, and keys that answers withhold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.live.projects import pactgen
from tests.passes.contracts import answer, body, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

POINT = {"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}}}
SHOP = {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}
PATHS: dict[str, Any] = {
    "/shops": {"post": {**body(SHOP), "responses": {"201": {"description": "made"}}}},
    "/shops/{shop_id}": {
        "parameters": [path_parameter("shop_id", type="integer")],
        "get": answer(ref("Shop")),
    },
    "/shops/{shop_id}/windows/{id}": {
        "parameters": [
            path_parameter("shop_id", type="integer"),
            path_parameter("id", type="integer"),
        ],
        "get": answer(ref("Window")),
    },
    "/{version}/größen/{ids}": {
        "parameters": [path_parameter("ids", type="array", items={"type": "integer"}, minItems=1)],
        "get": {
            "parameters": [
                {"name": "X-Point", "in": "header", "required": True, "schema": ref("Point")},
                {"name": "point", "in": "cookie", "schema": ref("Point")},
            ],
            **answer(ref("Point")),
        },
    },
    "/stray": {"get": {"parameters": [path_parameter("id")], **answer(ref("Point"))}},
    "/flagged": {
        "post": {
            "requestBody": {"content": {"application/json": {"schema": ref("Flagged")}}},
            **answer(ref("Point")),
        }
    },
    "/formless": {
        "post": {
            "requestBody": {
                "content": {"multipart/form-data": {"schema": {"type": "string"}}},
            },
            **answer(ref("Point")),
        }
    },
}


@pytest.mark.slow
def test_a_contract_of_repairs_and_styles_is_proved(tmp_path: Path) -> None:
    flagged = {"type": "object", "properties": {"size": {"type": "integer", "required": True}}}
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Odd", "version": "1"},
        "paths": PATHS,
        "components": {
            "schemas": {"Point": POINT, "Flagged": flagged, "Shop": SHOP, "Window": SHOP}
        },
    }
    file = tmp_path / "api.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    done = pactgen("scaffold", file, "--out", tmp_path / "odd", "--json")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    stages = json.loads(done.stdout)["proof"]["stages"]
    assert [note for stage in stages for note in stage["notes"]] == []
