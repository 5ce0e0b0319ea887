"""Null is a body where any JSON value is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, ref, written

if TYPE_CHECKING:
    from pathlib import Path


THING = {"type": "object", "properties": {"name": {"type": "string"}}}


async def test_null_is_taken_where_no_type_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loose = {"requestBody": {"content": {"application/json": {"schema": {}}}}}
    paths: dict[str, Any] = {
        "/whatever": {"post": {**body({"title": "Payload"}), **answer({})}},
        "/perhaps": {"post": {**loose, **answer({})}},
        "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
    }
    backend = Backend(written(tmp_path, paths, {"Thing": THING}), tmp_path / "out", "any_json")
    as_json = {"Content-Type": "application/json"}
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        told = {
            (path, sent): (await client.post(path, content=sent, headers=as_json)).status_code
            for path in paths
            for sent in ("null", "[]", "")
        }
    assert told == {
        ("/whatever", "null"): 501,
        ("/whatever", "[]"): 501,
        ("/whatever", ""): 422,
        ("/perhaps", "null"): 501,
        ("/perhaps", "[]"): 501,
        ("/perhaps", ""): 501,
        ("/things", "null"): 422,
        ("/things", "[]"): 422,
        ("/things", ""): 422,
    }


@pytest.mark.parametrize("shown", [{}, {"content": {"application/json": {"schema": THING}}}])
async def test_reset_content_has_a_body_of_no_length(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: dict[str, Any]
) -> None:
    """FastAPI takes the body and leaves its length: clients waited for four bytes."""
    item: dict[str, Any] = {"name": "id", "in": "path", "required": True, "schema": {}}
    item["schema"] = {"type": "integer"}
    thing = {"type": "object", "properties": {"id": {"type": "integer"}, **THING["properties"]}}
    put = {**body(ref("Thing")), "responses": {"205": {"description": "Reset", **shown}}}
    paths: dict[str, Any] = {
        "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
        "/things/{id}": {"parameters": [item], "get": answer(ref("Thing")), "put": put},
    }
    backend = Backend(written(tmp_path, paths, {"Thing": thing}), tmp_path / "out", "reset_content")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = (await client.post("/things", json={"name": "a"})).json()
        reset = await client.put(f"/things/{made['id']}", json={"name": "b"})
    assert (reset.status_code, reset.content) == (205, b"")
    assert reset.headers["content-length"] == "0"
