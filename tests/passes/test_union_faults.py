"""A body of several forms: one that is right is enough, and faults are found by its own names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}


def form(kind: str, **members: object) -> dict[str, Any]:
    properties = {"kind": {"enum": [kind]}, "name": TEXT, **members}
    return {"type": "object", "required": ["kind", "name"], "properties": properties}


SHOWN = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "integer"}, "name": TEXT},
}
SENT = {"oneOf": [form("low", rate={"type": "integer"}), form("high")]}
CONTENT = {"application/json": {"schema": SENT}}
PATHS = {
    "/alarms": {
        "get": answer({"type": "array", "items": SHOWN}),
        "post": {"requestBody": {"required": True, "content": CONTENT}, **answer(SHOWN, "201")},
    }
}


@pytest.mark.parametrize(
    ("sent", "status", "place"),
    [
        ({"kind": "low", "name": "a"}, 201, None),
        ({"kind": "low", "name": "a\0"}, 409, None),
        ({"kind": "low", "name": "a", "rate": 2**70}, 409, None),
        ({"kind": "low", "name": 7}, 422, ["body", "name"]),
        ({"kind": "none", "name": "a\0"}, 422, None),
        ({"kind": "low"}, 422, ["body", "name"]),
    ],
)
async def test_the_form_that_is_right_decides(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sent: dict[str, Any],
    status: int,
    place: list[str] | None,
) -> None:
    document = {"openapi": "3.1.0", "info": {"title": "Alarms", "version": "1"}, "paths": PATHS}
    (tmp_path / "api.json").write_text(json.dumps(document), encoding="utf-8")
    number = abs(hash(json.dumps(sent)))
    backend = Backend(tmp_path / "api.json", tmp_path / "out", f"alarms_{number}")
    async with backend.client(monkeypatch, tmp_path / "alarms.db") as client:
        answered = await client.post("/alarms", json=sent)
    assert answered.status_code == status
    if place is not None:
        assert answered.json()["errors"][0]["location"] == place
