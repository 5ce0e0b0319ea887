"""A UUID that a contract calls a text is the same key, however it is spelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_rows_below_a_uuid_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = {"type": "string", "format": "uuid", "readOnly": True}
    text = {"type": "string"}
    schemas = {
        "Member": {"type": "object", "required": ["name"], "properties": {"id": key, "name": text}},
        "Note": {
            "type": "object",
            "required": ["text"],
            "properties": {"text": text, "member_id": key},
        },
    }
    notes = answer({"type": "array", "items": ref("Note")})
    paths = {
        "/members": {"post": {**body(ref("Member")), **answer(ref("Member"), "201")}},
        "/members/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Member"))},
        "/members/{id}/notes": {
            "parameters": [path_parameter("id")],
            "get": notes,
            "post": {**body(ref("Note")), **answer(ref("Note"), "201")},
        },
    }
    made = Backend(written(tmp_path, paths, schemas, title="Notes of people"), tmp_path / "p", None)
    async with made.client(monkeypatch, tmp_path / "notes.db") as client:
        one, other = [(await client.post("/members", json={"name": n})).json()["id"] for n in "ab"]
        for spelled in (one, one.upper(), one.replace("-", "")):
            path = f"/members/{spelled}/notes"
            assert (await client.post(path, json={"text": spelled})).status_code == 201
        listed = (await client.get(f"/members/{one.upper()}/notes")).json()
        assert [each["member_id"] for each in listed] == [one] * 3
        assert (await client.get(f"/members/{other}/notes")).json() == []
