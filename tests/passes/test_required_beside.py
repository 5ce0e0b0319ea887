"""Members that are required beside alternatives, and described by none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = {"type": "string"}
FORMS: dict[str, Any] = {
    "required": ["title", "size"],
    "oneOf": [
        {"type": "object", "properties": {"copy_of": TEXT}, "required": ["copy_of"]},
        {"type": "object", "properties": {"title": TEXT, "text": TEXT}, "required": ["text"]},
    ],
}
THING = {"type": "object", "properties": {"id": {"type": "integer"}, "title": TEXT}}


async def test_they_are_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = {"/things": {"post": {**body(ref("New")), **answer(ref("Thing"), "201")}}}
    document = written(tmp_path, paths, {"New": FORMS, "Thing": THING})
    backend = Backend(document, tmp_path / "out", "required_beside")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = await client.post("/things", json={"title": "a", "text": "b", "size": {"x": 1}})
        lacking = await client.post("/things", json={"title": "a", "text": "b"})
    assert (made.status_code, made.json()["title"]) == (201, "a")
    assert lacking.status_code == 422
