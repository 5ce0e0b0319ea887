"""A list of objects, or an empty text that clears it: answers show the list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
ITEM = {"type": "object", "required": ["name"], "properties": {"name": TEXT}}
LIST = {"type": "array", "items": ITEM}


@pytest.mark.parametrize(("tags", "status"), [([{"name": "a"}], 201), ([], 201), ("", 409)])
async def test_what_can_be_shown_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tags: object, status: int
) -> None:
    def thing(tags: dict[str, Any]) -> dict[str, Any]:
        settings = {"type": "object", "properties": {"tags": tags}}
        return {"type": "object", "properties": {"name": TEXT, "settings": settings}}

    shown, new = thing(LIST), thing({"anyOf": [LIST, {"type": "string", "enum": [""]}]})
    things = {
        "get": answer({"type": "array", "items": shown}),
        "post": {**body(new), **answer(shown, "201")},
    }
    paths = {"/things": things}
    document = {"openapi": "3.0.3", "info": {"title": "Lists", "version": "1"}, "paths": paths}
    (tmp_path / "api.json").write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(tmp_path / "api.json", tmp_path / "out", f"shown_lists_{len(str(tags))}")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = await client.post("/things", json={"name": "a", "settings": {"tags": tags}})
    assert made.status_code == status
    if status == 201:
        assert made.json()["settings"] == {"tags": tags}


@pytest.mark.parametrize(("value", "is_kept"), [(TEXT, True), ({"type": "integer"}, False)])
def test_a_map_shows_members_of_its_own_kind(tmp_path: Path, value: Any, *, is_kept: bool) -> None:
    shown = {"type": "object", "additionalProperties": TEXT}
    sent = {"type": "object", "properties": {"first": value, "second": value}}
    made = {"type": "object", "properties": {"name": TEXT, "extra": sent}}
    row = {"type": "object", "properties": {"id": TEXT, "name": TEXT, "extra": shown}}
    paths = {"/boxes": {"post": {**body(made), **answer(row, "201")}}}
    created = endpoint(design_of(tmp_path, paths), "POST /boxes").behaviour
    assert isinstance(created, CreateRow)
    assert ("extra" not in created.ignored) is is_kept


def test_no_default_of_what_is_not_stored_is_shown(tmp_path: Path) -> None:
    made = {"type": "object", "properties": {"name": TEXT, "license": {**TEXT, "default": "none"}}}
    row = {"type": "object", "properties": {"id": TEXT, "name": TEXT, "license": ITEM}}
    paths = {"/boxes": {"post": {**body(made), **answer(row, "201")}}}
    (table,) = design_of(tmp_path, paths).tables.values()
    assert table.column("license").generated is None
