"""One body brings a password, another only what is converted as well: both are stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
BADGE = {"type": "string", "format": "uuid"}
FIRST, SECOND = (f"00000000-0000-4000-8000-00000000000{number}" for number in (1, 2))
NEW = {"password": {**TEXT, "format": "password", "writeOnly": True}, "badge": BADGE}
SHOWN = {"type": "object", "required": ["id"], "properties": {"id": WHOLE, "badge": TEXT}}


async def test_a_change_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {**body({"type": "object", "properties": NEW}), **answer(SHOWN, "201")}
    changed = {**body({"type": "object", "properties": {"badge": BADGE}}), **answer(SHOWN)}
    paths = {
        "/users": {"post": made},
        "/users/{id}": {"parameters": [path_parameter("id", type="integer")], "patch": changed},
    }
    document = {"openapi": "3.1.0", "info": {"title": "Users", "version": "1"}, "paths": paths}
    (tmp_path / "api.json").write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(tmp_path / "api.json", tmp_path / "out", "hashed_beside")
    async with backend.client(monkeypatch, tmp_path / "users.db") as client:
        user = (await client.post("/users", json={"password": "secret", "badge": FIRST})).json()
        found = await client.patch(f"/users/{user['id']}", json={"badge": SECOND})
    assert (found.status_code, found.json()["badge"]) == (200, SECOND)
