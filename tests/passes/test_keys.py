"""Keys whose type the path and the answers tell differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, DeleteRow, ReadRow
from pactgen.ir.inputs import KeyRole
from pactgen.ir.wire import Scalar
from pactgen.views.service import read_keys
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design


def keys(folder: Path, key: dict[str, Any], parameter: dict[str, Any]) -> Design:
    schema = {
        "type": "object",
        "required": ["id", "name"],
        "properties": {"id": key, "name": {"type": "string"}},
    }
    new = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
    item = path_parameter("key_identifier", **parameter)
    paths = {
        "/keys": {"post": {**body(new), **answer(ref("Key"), "201")}},
        "/keys/{key_identifier}": {
            "parameters": [item],
            "get": answer(ref("Key")),
            "delete": {"responses": {"204": {"description": "gone"}}},
        },
    }
    return design_of(folder, paths, {"Key": schema})


def test_a_number_that_the_path_takes_as_an_integer_is_counted(tmp_path: Path) -> None:
    design = keys(tmp_path, {"type": "number"}, {"type": "integer"})
    key = design.tables["keys"].key
    assert key.kind == "bigint"
    assert key.generated is not None
    assert key.generated.kind == "identity"
    assert endpoint(design, "GET /keys/{key_identifier}").behaviour == ReadRow(resource="Key")


def test_answers_show_a_counted_key_as_paths_take_it(tmp_path: Path) -> None:
    design = keys(tmp_path, {"type": "number"}, {"type": "integer"})
    shown = {field.attribute: field.type for field in design.models["KeyRead"].fields}
    assert shown["id"] == Scalar(kind="integer")


def test_an_identifier_of_several_types_names_a_row_by_its_id(tmp_path: Path) -> None:
    either = {"anyOf": [{"type": "integer"}, {"type": "string"}]}
    design = keys(tmp_path, {"type": "integer"}, either)
    assert isinstance(endpoint(design, "POST /keys").behaviour, CreateRow)
    found = endpoint(design, "DELETE /keys/{key_identifier}")
    assert found.behaviour == DeleteRow(resource="Key")
    assert found.inputs[0].role == KeyRole(column="id", parse="integer")


def test_a_text_that_is_drawn_is_one_of_several_types(tmp_path: Path) -> None:
    either = {"anyOf": [{"type": "integer"}, {"type": "string"}]}
    design = keys(tmp_path, {"type": "string"}, either)
    found = endpoint(design, "GET /keys/{key_identifier}")
    assert found.behaviour == ReadRow(resource="Key")


@pytest.mark.parametrize(
    ("path", "members", "key"),
    [
        ("/databases/{database_name}", ("name", "size"), "name"),
        ("/users/{username}", ("name", "role"), "name"),
        ("/users/{username}", ("login", "name"), "login"),
        ("/users/{username}", ("role",), "username"),
        ("/filters/{filter_id}", ("acme_id", "name"), "acme_id"),
        ("/rates/{currency}", ("id", "rate"), "id"),
        ("/filters/{filter_id}", ("other_id", "name"), "filter_id"),
    ],
)
def test_rows_are_named_by_what_answers_show(
    tmp_path: Path, path: str, members: tuple[str, ...], key: str
) -> None:
    shown = {"type": "object", "properties": {name: {"type": "string"} for name in members}}
    rows = {"type": "object", "properties": {"acme_id": {"type": "string"}}}
    collection, _, parameter = path.rpartition("/")
    paths: dict[str, Any] = {
        f"/{noun}/{{acme_id}}": {"parameters": [path_parameter("acme_id")], "get": answer(rows)}
        for noun in ("invoices", "payments")
    }
    paths |= {
        collection: {"get": answer({"type": "array", "items": shown})},
        path: {"parameters": [path_parameter(parameter[1:-1])], "get": answer(shown)},
    }
    found = endpoint(design_of(tmp_path, paths), f"GET {path}").inputs[0].role
    assert isinstance(found, KeyRole)
    assert found.column == key


def test_what_is_always_sent_under_the_name_in_the_path_names_the_row(tmp_path: Path) -> None:
    uuid = {"type": "string", "format": "uuid"}
    user = {"type": "object", "properties": {"id": uuid, "name": {"type": "string"}}}
    new = {"type": "object", "required": ["uuid"], "properties": {"uuid": uuid}}
    paths = {
        "/members": {
            "get": answer({"type": "array", "items": user}),
            "post": {**body(new), **answer(new)},
        },
        "/members/{uuid}": {
            "parameters": [path_parameter("uuid", **uuid)],
            "delete": {"responses": {"204": {"description": "gone"}}},
        },
    }
    found = endpoint(design_of(tmp_path, paths), "DELETE /members/{uuid}").inputs[0].role
    assert isinstance(found, KeyRole)
    assert found.column == "uuid"


def number_keys(folder: Path, sent: dict[str, Any], required: list[str]) -> Design:
    schema = {"type": "object", "required": required, "properties": {"id": {"type": "number"}}}
    schema["properties"] |= {"name": {"type": "string"}}
    item = path_parameter("id", type="number")
    gone = {"responses": {"204": {"description": "gone"}}}
    paths = {
        "/skins": {"post": {**body(sent), **answer(ref("Skin"), "201")}},
        "/skins/{id}": {"parameters": [item], "get": answer(ref("Skin")), "delete": gone},
    }
    return design_of(folder, paths, {"Skin": schema})


@pytest.mark.parametrize("required", [["id"], []])
def test_a_key_that_is_a_number_everywhere_is_counted(tmp_path: Path, required: list[str]) -> None:
    new = {"type": "object", "properties": {"name": {"type": "string"}}}
    design = number_keys(tmp_path, new, required)
    key = design.tables["skins"].key
    assert (key.kind, key.generated and key.generated.kind) == ("bigint", "identity")
    for operation in ("GET /skins/{id}", "DELETE /skins/{id}"):
        assert endpoint(design, operation).inputs[0].role == KeyRole(column="id", parse="integer")
    assert read_keys(design, design.features[0]) == ("read_whole",)


def test_a_number_that_bodies_may_bring_is_not_taken_as_the_key(tmp_path: Path) -> None:
    design = number_keys(tmp_path, ref("Skin"), [])
    assert design.tables["skins"].key.kind == "bigint"
    (stored,) = [one for one in design.decisions if one.id == "stored/Skin.id"]
    assert "another form" in stored.why


def test_a_number_that_is_always_sent_stays_what_it_is(tmp_path: Path) -> None:
    assert number_keys(tmp_path, ref("Skin"), ["id"]).tables["skins"].key.kind == "double"


def test_a_key_that_no_answer_shows_is_counted_where_paths_take_a_number(tmp_path: Path) -> None:
    nameless = {"type": "object", "properties": {"name": {"type": "string"}}}
    item = path_parameter("skin_key", type="number")
    paths = {"/skins/{skin_key}": {"parameters": [item], "get": answer(nameless)}}
    assert design_of(tmp_path, paths, {}).tables["skins"].key.kind == "bigint"


def test_without_an_item_path_the_paths_below_tell_the_key(tmp_path: Path) -> None:
    group = {
        "type": "object",
        "properties": {"groupkey": {"type": "integer"}, "name": {"type": "string"}},
    }
    below = {"parameters": [path_parameter("groupKey", type="integer")]}
    member = {
        "type": "object",
        "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
    }
    paths = {
        "/groups": {"get": answer({"type": "array", "items": ref("Group")})},
        "/groups/{groupKey}/members": {
            **below,
            "post": {**body(ref("Member")), **answer(ref("Member"), "201")},
        },
    }
    tables = design_of(tmp_path, paths, {"Group": group, "Member": member}).tables
    assert tables["groups"].key.name == "groupkey"
    reference = tables["members"].column("group_id").references
    assert reference is not None
    assert reference.column == "groupkey"
