"""A default that its own type or format refuses is none: `default: ""` of an address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, ref, written

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


async def test_a_default_is_kept_only_as_its_column_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, Any] = {
        "name": {"type": "string"},
        "day": {"type": "string", "format": "date", "default": "2020-01-01"},
        "born": {"type": "string", "format": "date-time", "default": "2020-01-01T00:00:00Z"},
        "owner": {"type": "string", "format": "uuid", "default": str(UUID(int=0))},
        "amount": {"type": "integer", "default": "0"},
        "mood": {"type": "string", "default": 3},
    }
    new = {"type": "object", "properties": {"name": told["name"]}}
    note = {"type": "object", "required": [*told], "properties": told}
    shown = answer(ref("Note"), "201")
    contract = written(tmp_path, {"/notes": {"post": {**body(new), **shown}}}, {"Note": note})
    backend = Backend(contract, tmp_path / "out", "kept_defaults")
    async with backend.client(monkeypatch, tmp_path / "notes.db") as client:
        made = await client.post("/notes", json={"name": "Ada"})
    assert made.status_code == 201
    assert made.json()["amount"] == 0
