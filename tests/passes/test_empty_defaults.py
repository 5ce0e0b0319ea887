"""A default that its own format refuses is none: `default: ""` of an address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body

if TYPE_CHECKING:
    from pathlib import Path

LINK = {"type": "string", "format": "uri", "default": ""}
SHOWN = {
    "type": "object",
    "required": ["link"],
    "properties": {"state": {"type": "string"}, "link": LINK, "log": LINK},
}


@pytest.mark.parametrize("sent", [LINK, {"type": "string", "default": ""}])
async def test_no_address_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: dict[str, str]
) -> None:
    new = {"type": "object", "properties": {"state": {"type": "string"}, "link": sent}}
    paths = {
        "/states": {
            "get": answer({"type": "array", "items": SHOWN}),
            "post": {**body(new), **answer(SHOWN, "201")},
        }
    }
    document = {"openapi": "3.0.3", "info": {"title": "States", "version": "1"}, "paths": paths}
    (tmp_path / "api.json").write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(tmp_path / "api.json", tmp_path / "out", f"empty_defaults_{len(sent)}")
    async with backend.client(monkeypatch, tmp_path / "states.db") as client:
        made = await client.post("/states", json={"state": "new"})
        assert made.status_code == 201
        assert made.json()["link"] == "about:blank"
        assert made.json().get("log") is None
