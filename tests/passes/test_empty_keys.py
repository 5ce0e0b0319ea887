"""No path names a row whose key is an empty text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = {"type": "string"}
LEAF = {"type": "object", "properties": {"id": TEXT, "color": TEXT}}
PATHS: dict[str, Any] = {
    "/leaves": {"post": {**body(ref("Leaf")), **answer(ref("Leaf"), "201")}},
    "/leaves/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Leaf"))},
}


async def test_an_empty_key_is_not_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Backend(written(tmp_path, PATHS, {"Leaf": LEAF}), tmp_path / "out", "empty_keys")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        sent = ({"id": ""}, {"id": "a", "color": ""}, {})
        told = [(await client.post("/leaves", json=each)).status_code for each in sent]
        assert told == [409, 201, 201]
