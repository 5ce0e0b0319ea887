"""Members of objects inside of rows that are read-only, and that answers must show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = {"type": "string"}


def only_shown(**schema: Any) -> dict[str, Any]:
    return {**schema, "readOnly": True}


LINE = {
    "type": "object",
    "required": ["id", "amount", "state", "product"],
    "properties": {
        "id": only_shown(type="integer"),
        "amount": {"type": "number"},
        "state": only_shown(type="string", enum=["open", "done"]),
        "product": ref("Product"),
        "note": only_shown(type="string"),
    },
}
PRODUCT = {
    "type": "object",
    "required": ["id", "name", "checked_at"],
    "properties": {
        "id": only_shown(type="string"),
        "name": TEXT,
        "checked_at": only_shown(type="string", format="date-time"),
    },
}
ORDER = {
    "type": "object",
    "required": ["lines"],
    "properties": {
        "id": only_shown(type="integer"),
        "lines": {"type": "array", "items": ref("Line")},
    },
}
CHANGE = {"type": "object", "properties": {"product": ref("Product")}}
BOX = {
    "type": "object",
    "properties": {"id": only_shown(type="integer"), "product": ref("Product")},
}
SCHEMAS = {"Order": ORDER, "Line": LINE, "Product": PRODUCT, "Box": BOX, "Change": CHANGE}
MEDIA = {"application/merge-patch+json": {"schema": ref("Change")}}
PATCH = {"requestBody": {"required": True, "content": MEDIA}}
PATHS: dict[str, Any] = {
    "/orders": {"post": {**body(ref("Order")), **answer(ref("Order"), "201")}},
    "/orders/{id}": {
        "parameters": [path_parameter("id", type="integer")],
        "get": answer(ref("Order")),
    },
    "/boxes": {"post": {**body(ref("Box")), **answer(ref("Box"), "201")}},
    "/boxes/{id}": {
        "parameters": [path_parameter("id", type="integer")],
        "get": answer(ref("Box")),
        "patch": {**PATCH, **answer(ref("Box"))},
    },
}


def test_each_is_a_decision(tmp_path: Path) -> None:
    design = design_of(tmp_path, PATHS, SCHEMAS)
    told = {one.id: one.choice for one in design.decisions if one.id.startswith("fill/Order.lines")}
    assert told == {
        "fill/Order.lines.id": "drawn for each object",
        "fill/Order.lines.state": "`'open'`",
        "fill/Order.lines.product.id": "drawn for each object",
        "fill/Order.lines.product.checked_at": "the time at which it was stored",
    }


async def test_rows_with_such_objects_are_made_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = Backend(written(tmp_path, PATHS, SCHEMAS), tmp_path / "out", "filled_inside")
    sent = {"amount": 2.5, "product": {"name": "tea"}}
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = await client.post("/orders", json={"lines": [sent, sent]})
        again = await client.get(f"/orders/{made.json()['id']}")
    assert made.status_code == 201, made.text
    first, second = again.json()["lines"]
    assert first["state"] == second["state"] == "open"
    assert first["id"] != second["id"]
    assert first["product"]["id"] != second["product"]["id"]
    assert "note" not in first


async def test_a_change_of_a_part_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = Backend(written(tmp_path, PATHS, SCHEMAS), tmp_path / "out", "filled_patched")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        row = (await client.post("/boxes", json={"product": {"name": "tea"}})).json()
        changed = await client.patch(
            f"/boxes/{row['id']}",
            json={"product": {"name": "coffee"}},
            headers={"content-type": "application/merge-patch+json"},
        )
    assert changed.status_code == 200, changed.text
    assert changed.json() == {**row, "product": {**row["product"], "name": "coffee"}}
