"""Null is a body where any JSON value is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

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
