"""Fields of forms that are a list or nothing: `tags=a`, or `tags=` that empties it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer

if TYPE_CHECKING:
    import httpx

WORDS = {"type": "array", "items": {"type": "string", "maxLength": 5}}
SENT = {"type": "object", "properties": {"tags": {"anyOf": [WORDS, {"enum": [""]}]}}}
KEPT = {"id": {"type": "integer"}, "tags": {"type": "array", "items": {"type": "string"}}}
SHOWN = {"type": "object", "required": ["id"], "properties": KEPT}
DOCUMENT = {
    "openapi": "3.0.3",
    "info": {"title": "Forms", "version": "1"},
    "paths": {
        "/things": {
            "get": answer({"type": "array", "items": SHOWN}),
            "post": {
                "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": SENT}}},
                **answer(SHOWN, "201"),
            },
        }
    },
}


@pytest.fixture
async def client(tmp_path, monkeypatch):
    (tmp_path / "api.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    backend = Backend(tmp_path / "api.json", tmp_path / "out", "listed_forms")
    async with backend.client(monkeypatch, tmp_path / "things.db") as client:
        yield client


async def test_one_value_is_a_list_of_one(client: httpx.AsyncClient) -> None:
    made = await client.post("/things", data={"tags": "a"})
    assert (made.status_code, made.json()["tags"]) == (201, ["a"])


async def test_a_fault_is_found_by_the_names_that_were_sent(client: httpx.AsyncClient) -> None:
    refused = await client.post("/things", data={"tags": ["a", "too long"]})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["location"] == ["body", "tags", "1"]
