"""A body that need not be there and may be null: both say nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer

if TYPE_CHECKING:
    from pathlib import Path

NEW = {"type": "object", "properties": {"name": {"type": "string"}}}
SHOWN = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}


@pytest.mark.parametrize(("nullable", "status"), [(True, 201), (False, 422)])
async def test_null_is_no_body_where_the_contract_lists_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, nullable: bool, status: int
) -> None:
    schema = {**NEW, "nullable": nullable}
    runs = {
        "get": answer({"type": "array", "items": SHOWN}),
        "post": {
            "requestBody": {"content": {"application/json": {"schema": schema}}},
            **answer(SHOWN, "201"),
        },
    }
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Runs", "version": "1"},
        "paths": {"/runs": runs},
    }
    (tmp_path / "api.json").write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(tmp_path / "api.json", tmp_path / "out", f"null_runs_{nullable}".lower())
    headers = {"Content-Type": "application/json"}
    async with backend.client(monkeypatch, tmp_path / "runs.db") as client:
        assert (await client.post("/runs")).status_code == 201
        assert (await client.post("/runs", json={"name": "a"})).status_code == 201
        sent = await client.post("/runs", content="null", headers=headers)
        assert sent.status_code == status
        assert (await client.post("/runs", json=7)).status_code == 422
