"""The proof knows what pactgen repairs, and every way in which a parameter is read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.live.projects import pactgen
from tests.passes.contracts import answer, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

POINT = {"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}}}
PATHS: dict[str, Any] = {
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
        "components": {"schemas": {"Point": POINT, "Flagged": flagged}},
    }
    file = tmp_path / "api.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    done = pactgen("scaffold", file, "--out", tmp_path / "odd", "--json")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
