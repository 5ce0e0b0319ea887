"""What a path shows of the item above it: `/customers/{id}/address`, `/jobs/{id}/status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ReadRow, UpdateRow
from tests.passes.backends import Backend
from tests.passes.contracts import (
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    ref,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
ADDRESS = {"type": "object", "properties": {"city": TEXT}}
LABELS = {"type": "array", "items": TEXT}
CUSTOMER: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name", "status"],
    "properties": {
        "id": {"type": "integer"},
        "name": TEXT,
        "status": TEXT,
        "mood": TEXT,
        "address": ref("Address"),
        "labels": LABELS,
    },
}
NEW = {
    "type": "object",
    "required": ["name", "status"],
    "properties": {
        each: CUSTOMER["properties"][each] for each in ("name", "status", "address", "labels")
    },
}
SCHEMAS = {"Customer": CUSTOMER, "Address": ADDRESS, "New": NEW}
PATHS: dict[str, Any] = {
    "/customers": {"post": {**body(ref("New")), **answer(ref("Customer"), "201")}},
    "/customers/{id}": {
        "parameters": [path_parameter("id", type="integer")],
        "get": answer(ref("Customer")),
    },
}


def below(tail: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the paths with one more below the item."""
    group = {"parameters": [path_parameter("id", type="integer")], "get": answer(schema), **more}
    return {**PATHS, f"/customers/{{id}}/{tail}": group}


def members(*names: str, required: bool = True) -> dict[str, Any]:
    """Return an object with texts of these names."""
    told = {"type": "object", "properties": dict.fromkeys(names, TEXT)}
    return {**told, "required": list(names)} if required else told


@pytest.mark.parametrize(
    ("tail", "schema"),
    [
        ("address", ref("Address")),
        ("labels", LABELS),
        ("status", members("status")),
        ("status", members("name", "status")),
        ("mood", members("mood", required=False)),
    ],
)
def test_what_the_item_shows_is_read_from_it(
    tmp_path: Path, tail: str, schema: dict[str, Any]
) -> None:
    design = design_of(tmp_path, below(tail, schema), SCHEMAS)
    found = endpoint(design, f"GET /customers/{{id}}/{tail}").behaviour
    assert found == ReadRow(resource="Customer")
    assert set(design.resources) == {"Customer"}


@pytest.mark.parametrize(
    ("tail", "schema"),
    [
        ("mood", members("mood")),  # a customer may have none
        ("status", members("status", "since")),  # no member of a customer
    ],
)
def test_what_an_item_may_lack_or_does_not_show_is_custom(
    tmp_path: Path, tail: str, schema: dict[str, Any]
) -> None:
    design = design_of(tmp_path, below(tail, schema), SCHEMAS)
    assert isinstance(endpoint(design, f"GET /customers/{{id}}/{tail}").behaviour, Custom)


def test_an_object_that_needs_something_is_not_shown_empty(tmp_path: Path) -> None:
    schemas = {**SCHEMAS, "Address": {**ADDRESS, "required": ["city"]}}
    design = design_of(tmp_path, below("address", ref("Address")), schemas)
    assert isinstance(endpoint(design, "GET /customers/{id}/address").behaviour, Custom)


def test_a_list_of_objects_lists_rows_below_the_item(tmp_path: Path) -> None:
    note = {"type": "object", "properties": {"id": {"type": "integer"}, "text": TEXT}}
    listed = {"type": "array", "items": ref("Note")}
    told = {"type": "object", "properties": {"notes": listed}}
    customer = {**CUSTOMER, "properties": {**CUSTOMER["properties"], "notes": listed}}
    paths = below("notes", told)
    design = design_of(tmp_path, paths, {**SCHEMAS, "Customer": customer, "Note": note})
    assert not isinstance(endpoint(design, "GET /customers/{id}/notes").behaviour, ReadRow)


STATE = {"type": "string", "enum": ["open", "closed"]}
TOLD = {"type": "object", "required": ["status"], "properties": {"status": STATE}}
STATED = {
    name: {**schema, "properties": {**schema["properties"], "status": STATE}}
    for name, schema in (("Customer", CUSTOMER), ("New", NEW))
}


@pytest.mark.parametrize("method", ["put", "patch", "post"])
@pytest.mark.parametrize("shown", [TOLD, ref("Customer")])
def test_what_its_path_sets_is_the_items(
    tmp_path: Path, method: str, shown: dict[str, Any]
) -> None:
    paths = below("status", TOLD, **{method: {**body(TOLD), **answer(shown)}})
    design = design_of(tmp_path, paths, {**SCHEMAS, **STATED})
    found = endpoint(design, f"{method.upper()} /customers/{{id}}/status").behaviour
    assert isinstance(found, UpdateRow)
    assert endpoint(design, "GET /customers/{id}/status").behaviour == ReadRow(resource="Customer")
    assert set(design.resources) == {"Customer"}


@pytest.mark.parametrize(
    ("schema", "status"),
    [
        (members("status", "since"), "200"),  # no member of a customer
        (TOLD, "201"),  # it makes one of several
    ],
)
def test_what_its_path_brings_beside_that_is_no_items(
    tmp_path: Path, schema: dict[str, Any], status: str
) -> None:
    paths = below("status", TOLD, post={**body(schema), **answer(TOLD, status)})
    design = design_of(tmp_path, paths, {**SCHEMAS, **STATED})
    assert not isinstance(endpoint(design, "GET /customers/{id}/status").behaviour, ReadRow)


async def test_what_its_path_set_is_read_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = below("status", TOLD, put={**body(TOLD), **answer(TOLD)})
    file = written(tmp_path, paths, {**SCHEMAS, **STATED})
    backend = Backend(file, tmp_path / "out", "set_members")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = (await client.post("/customers", json={"name": "Ada", "status": "open"})).json()
        path = f"/customers/{made['id']}"
        assert (await client.get(f"{path}/status")).json() == {"status": "open"}
        closed = {"status": "closed"}
        assert (await client.put(f"{path}/status", json=closed)).json() == closed
        assert (await client.get(f"{path}/status")).json() == closed
        assert (await client.get(path)).json()["status"] == "closed"
        assert (await client.put("/customers/9/status", json=closed)).status_code == 404


def test_what_is_written_at_its_path_is_a_thing_of_its_own(tmp_path: Path) -> None:
    put = {"put": {**body(ref("Address")), **answer(ref("Address"))}}
    design = design_of(tmp_path, below("address", ref("Address"), **put), SCHEMAS)
    assert not isinstance(endpoint(design, "GET /customers/{id}/address").behaviour, ReadRow)


async def test_a_part_is_shown_as_the_item_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = below("address", ref("Address")) | below("labels", LABELS)
    backend = Backend(written(tmp_path, paths, SCHEMAS), tmp_path / "out", "shown_members")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        told = {"name": "Ada", "status": "new", "address": {"city": "Bonn"}, "labels": ["vip"]}
        ada = (await client.post("/customers", json=told)).json()["id"]
        bob = (await client.post("/customers", json={"name": "Bob", "status": "new"})).json()["id"]
        assert (await client.get(f"/customers/{ada}/address")).json() == {"city": "Bonn"}
        assert (await client.get(f"/customers/{ada}/labels")).json() == ["vip"]
        assert (await client.get(f"/customers/{bob}/address")).json() == {}
        assert (await client.get(f"/customers/{bob}/labels")).json() == []
        assert (await client.get("/customers/99/labels")).status_code == 404


async def test_some_members_are_those_of_the_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = below("status", members("name", "status")) | below(
        "mood", members("mood", required=False)
    )
    backend = Backend(written(tmp_path, paths, SCHEMAS), tmp_path / "out", "some_members")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        told = {"name": "Ada", "status": "new"}
        ada = (await client.post("/customers", json=told)).json()["id"]
        assert (await client.get(f"/customers/{ada}/status")).json() == told
        assert (await client.get(f"/customers/{ada}/mood")).json() in ({}, {"mood": None})
