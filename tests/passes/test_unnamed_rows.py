"""A body that names the row and need not be there: without it, no row is found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.passes.backends import Backend
from tests.passes.contracts import answer

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FORM = "application/x-www-form-urlencoded"
NOTE = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "text": {"type": "string"}},
}


def call(members: dict[str, Any], shown: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "object", "properties": members}
    return {"post": {"requestBody": {"content": {FORM: {"schema": schema}}}, **answer(shown)}}


async def test_nothing_is_named_and_nothing_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = {"type": "string"}
    ok = {"type": "object", "required": ["ok"], "properties": {"ok": {"type": "boolean"}}}
    info = {"parameters": [{"name": "note", "in": "query", "schema": text}], **answer(NOTE)}
    paths = {
        "/notes.add": call({"text": text}, NOTE),
        "/notes.delete": call({"note": text}, ok),
        "/notes.info": {"get": info},
        "/notes.list": {"get": answer({"type": "array", "items": NOTE})},
    }
    document = {"openapi": "3.0.3", "info": {"title": "Notes", "version": "1"}, "paths": paths}
    (tmp_path / "api.json").write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(tmp_path / "api.json", tmp_path / "out", "unnamed_notes")
    async with backend.client(monkeypatch, tmp_path / "notes.db") as client:
        made = (await client.post("/notes.add", data={"text": "a"})).json()
        assert (await client.post("/notes.delete")).status_code == 404
        assert (await client.post("/notes.delete", data={"note": "b"})).status_code == 404
        assert (await client.post("/notes.delete", data={"note": made["id"]})).status_code == 200
