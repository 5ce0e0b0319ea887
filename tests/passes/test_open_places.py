"""Paths that end in a parameter, and that another path goes on from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, Custom, ListRows, ReadRow
from pactgen.ir.inputs import KeyRole
from tests.passes.backends import Backend
from tests.passes.contracts import (
    THING,
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
NEW = {"type": "object", "properties": {"name": TEXT}}
MANY = answer({"type": "array", "items": ref("Thing")})
ABOVE = "/things/{shop}"
ONE = "/things/{shop}/{id}"
KEY = path_parameter("id", type="string", format="uuid")


def paths(above: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    shop = path_parameter("shop")
    return {
        ABOVE: {"parameters": [shop], **above},
        ONE: {"parameters": [shop, KEY], **one},
    }


def test_rows_of_a_parent_are_listed_and_made(tmp_path: Path) -> None:
    above = {"get": MANY, "post": {**body(NEW), **answer(ref("Thing"), "201")}}
    one = {"get": answer(ref("Thing")), "delete": {"responses": {"204": {"description": "gone"}}}}
    design = design_of(tmp_path, paths(above, one), {"Thing": THING})
    kinds = [type(each.behaviour) for each in design.endpoints[:3]]
    assert kinds == [ListRows, CreateRow, ReadRow]
    assert {column.name for column in design.tables["things"].columns} >= {"id", "shop"}


async def test_each_parent_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    above = {"get": MANY, "put": {**body(NEW), **answer(ref("Thing"), "201")}}
    one = {"get": answer(ref("Thing")), "delete": {"responses": {"204": {"description": "gone"}}}}
    contract = written(tmp_path, paths(above, one), {"Thing": THING})
    backend = Backend(contract, tmp_path / "out", "opened")
    async with backend.client(monkeypatch, tmp_path / "things.db") as client:
        made = await client.put("/things/north", json={"name": "a"})
        assert made.status_code == 201
        assert [each["name"] for each in (await client.get("/things/north")).json()] == ["a"]
        assert (await client.get("/things/south")).json() == []
        key = made.json()["id"]
        assert (await client.get(f"/things/north/{key}")).status_code == 200
        assert (await client.get(f"/things/south/{key}")).status_code == 404


OTHER = {"type": "object", "properties": {"a": TEXT, "b": TEXT}}


@pytest.mark.parametrize(
    ("above", "one"),
    [
        ({"get": answer(ref("Thing"))}, {"get": answer(OTHER)}),
        (
            {"get": MANY, "delete": {"responses": {"204": {"description": "x"}}}},
            {"get": answer(ref("Thing"))},
        ),
        ({"get": MANY}, {"get": answer(OTHER)}),
        ({"get": MANY}, {"put": {**body(NEW), **answer(ref("Thing"))}}),
        ({"put": {**body(NEW), **answer(ref("Thing"))}}, {"get": answer(OTHER)}),
    ],
)
def test_items_and_other_things_stay_what_they_are(
    tmp_path: Path, above: dict[str, Any], one: dict[str, Any]
) -> None:
    design = design_of(tmp_path, paths(above, one), {"Thing": THING})
    found = endpoint(design, f"{next(iter(above)).upper()} {ABOVE}")
    assert not isinstance(found.behaviour, ListRows | CreateRow)
    if "get" in above and above["get"] is MANY:
        assert isinstance(found.behaviour, Custom)


def test_a_row_is_not_named_by_what_names_its_parent(tmp_path: Path) -> None:
    names = {"login": TEXT, "size": {"type": "integer"}}
    repo = {"type": "object", "properties": names}
    item = {
        "parameters": [path_parameter("login"), path_parameter("repo")],
        "get": answer(repo),
        "put": {**body(repo), **answer(repo)},
    }
    (table,) = design_of(tmp_path, {"/repos/{login}/{repo}": item}).tables.values()
    assert table.key.name == "repo"


def test_what_stands_behind_the_row_that_is_shown_names_no_row(tmp_path: Path) -> None:
    one = {
        "put": {**body({"type": "object", "properties": {"cash": TEXT}}), **answer(ref("Thing"))},
        "delete": {"responses": {"204": {"description": "gone"}}},
    }
    things = {
        "/things": {"get": MANY},
        "/things/{id}": {"parameters": [KEY], "get": answer(ref("Thing"))},
        "/things/{id}/{sku}": {"parameters": [KEY, path_parameter("sku")], **one},
    }
    design = design_of(tmp_path, things, {"Thing": THING})
    kinds = [type(each.behaviour) for each in design.endpoints[:4]]
    assert kinds == [ListRows, ReadRow, Custom, Custom]
    assert "cash" not in {column.wire_name for column in design.tables["things"].columns}
    found = endpoint(design, "PUT /things/{id}/{sku}").behaviour
    assert isinstance(found, Custom)
    assert "`sku`" in found.reason


def test_paths_that_differ_in_parameters_alone_name_other_things(tmp_path: Path) -> None:
    user, task = path_parameter("user_id"), path_parameter("task_id")
    thing = {"type": "object", "properties": {"id": TEXT, "user_id": TEXT, "name": TEXT}}
    things = {
        "/things": {"get": MANY},
        "/things/{user_id}": {
            "parameters": [user],
            "get": MANY,
            "post": {**body(ref("Thing")), **answer(ref("Thing"), "201")},
        },
        "/things/{task_id}": {
            "parameters": [task],
            "patch": {**body(ref("Thing")), **answer(ref("Thing"))},
        },
    }
    design = design_of(tmp_path, things, {"Thing": thing})
    assert isinstance(endpoint(design, "GET /things/{user_id}").behaviour, ListRows)
    assert isinstance(endpoint(design, "POST /things/{user_id}").behaviour, Custom)
    (changed,) = (each.role for each in endpoint(design, "PATCH /things/{task_id}").inputs)
    assert changed == KeyRole(column="id", parse=None)


def test_what_is_drawn_beside_the_key_names_a_row_too(tmp_path: Path) -> None:
    uid = {"type": "string", "format": "uuid"}
    thing = {
        "type": "object",
        "required": ["code", "ref_id"],
        "properties": {"code": TEXT, "ref_id": uid},
    }
    new = {"type": "object", "properties": {"code": TEXT}}
    owner, code = path_parameter("owner"), path_parameter("code")
    things = {
        "/owners/{owner}/things": {
            "parameters": [owner],
            "post": {**body(new), **answer(ref("Thing"), "201")},
        },
        "/owners/{owner}/things/{code}": {"parameters": [owner, code], "get": answer(ref("Thing"))},
        "/things/{ref_id}": {
            "parameters": [path_parameter("ref_id", **uid)],
            "get": answer(ref("Thing")),
        },
    }
    design = design_of(tmp_path, things, {"Thing": thing})
    (named,) = (each.role for each in endpoint(design, "GET /things/{ref_id}").inputs)
    assert named == KeyRole(column="ref_id", parse=None)


def test_a_receipt_is_no_row(tmp_path: Path) -> None:
    done = {"type": "object", "properties": {"success": {"type": "boolean"}}}
    told = {"type": "object", "properties": {"data": done, "status": TEXT}}
    things = {"/confirm-email/{token}": {"parameters": [path_parameter("token")]}}
    things["/confirm-email/{token}"]["get"] = answer(told)  # type: ignore[assignment]
    design = design_of(tmp_path, things)
    assert isinstance(endpoint(design, "GET /confirm-email/{token}").behaviour, Custom)
    assert not design.tables


def test_a_signed_object_is_no_file(tmp_path: Path) -> None:
    content = {"application/jwt": {"schema": ref("Thing")}}
    signed = {"requestBody": {"required": True, "content": content}}
    things = {
        "/things": {"post": {**signed, **answer(ref("Thing"), "201")}},
        "/things/{id}": {"parameters": [KEY], "get": answer(ref("Thing"))},
    }
    design = design_of(tmp_path, things, {"Thing": THING})
    assert isinstance(endpoint(design, "POST /things").behaviour, Custom)
