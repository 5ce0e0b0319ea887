"""A list that says where it stands says the address it was asked at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import THING, answer, body, ref

if TYPE_CHECKING:
    import httpx

WHOLE = {"type": "string", "format": "uri"}
LISTS: dict[str, dict[str, Any]] = {
    "/v1/things": {"url": {"type": "string", "maxLength": 90, "pattern": "^/v1/things"}},
    "/v1/parts": {"self": WHOLE},
}


def document() -> dict[str, Any]:
    def listed(members: dict[str, Any], schema: str) -> dict[str, Any]:
        data = {"type": "array", "items": ref(schema)}
        properties = {**members, "data": data, "has_more": {"type": "boolean"}}
        return {"type": "object", "required": [*properties], "properties": properties}

    paths = {
        path: {
            "get": answer(listed(members, name)),
            "post": {**body(ref(name)), **answer(ref(name))},
        }
        for (path, members), name in zip(LISTS.items(), ("Thing", "Part"), strict=True)
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Addresses", "version": "1"},
        "paths": paths,
        "components": {"schemas": {"Thing": THING, "Part": {**THING, "title": "Part"}}},
    }


@pytest.fixture
async def client(tmp_path, monkeypatch):
    (tmp_path / "api.json").write_text(json.dumps(document()), encoding="utf-8")
    backend = Backend(tmp_path / "api.json", tmp_path / "out", "address_shop")
    async with backend.client(monkeypatch, tmp_path / "shop.db") as client:
        yield client


async def test_the_path_or_the_whole_address(client: httpx.AsyncClient) -> None:
    told = {path: (await client.get(path)).json() for path in LISTS}
    assert told == {
        "/v1/things": {"url": "/v1/things", "data": [], "has_more": False},
        "/v1/parts": {"self": "http://test/v1/parts", "data": [], "has_more": False},
    }
