"""Paths name rows by a text that a body may leave out: each row has one all the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = {"type": "string"}
SHOWN = {"type": "object", "properties": {"id": {"type": "integer"}, "name": TEXT, "note": TEXT}}
NEW = {"type": "object", "properties": {"name": TEXT, "note": TEXT}}


async def test_a_row_without_a_name_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = answer(SHOWN, "201")
    made["responses"]["201"]["headers"] = {"Location": {"schema": TEXT}}
    name = path_parameter("instance_name")
    paths = {
        "/instances": {"post": {**body(NEW), **made}},
        "/instances/{instance_name}": {"parameters": [name], "get": answer(SHOWN)},
    }
    document = {"openapi": "3.0.3", "info": {"title": "Rows", "version": "1"}, "paths": paths}
    (tmp_path / "api.json").write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(tmp_path / "api.json", tmp_path / "out", "nameless_rows")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for sent in ({"name": "a"}, {"note": "b"}, {}):
            told = await client.post("/instances", json=sent)
            assert told.status_code == 201
            found = await client.get(told.headers["Location"])
            assert found.json() == told.json()
