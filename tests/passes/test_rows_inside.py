"""Lists inside a row that show the rows of another resource are read from those rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.passes.contracts import design_of, path_parameter

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.database import Table

NUMBER, TEXT = {"type": "integer"}, {"type": "string"}


def component(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def listed(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def answered(schema: dict[str, Any], *parameters: str, body: str | None = None) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    operation: dict[str, Any] = {
        "parameters": [{**path_parameter(each), "schema": NUMBER} for each in parameters],
        "responses": {"200": {"description": "ok", "content": content}},
    }
    if body is not None:
        told = {"application/json": {"schema": component(body)}}
        operation["requestBody"] = {"required": True, "content": told}
    return operation


def owners_with(tmp_path: Path, **shown: dict[str, Any]) -> Table:
    owner = {"type": "object", "properties": {"id": NUMBER, "name": TEXT, **shown}}
    pet = {
        "type": "object",
        "properties": {"id": NUMBER, "name": TEXT, "owner": component("Owner")},
    }
    new = {"type": "object", "properties": {"name": TEXT}}
    paths = {
        "/owners": {"post": answered(component("Owner"), body="New")},
        "/owners/{ownerId}": {"get": answered(component("Owner"), "ownerId")},
        "/owners/{ownerId}/pets": {
            "get": answered(listed(component("Pet")), "ownerId"),
            "post": answered(component("Pet"), "ownerId", body="New"),
        },
        "/pets/{petId}": {"get": answered(component("Pet"), "petId")},
    }
    schemas = {"Owner": owner, "Pet": pet, "New": new}
    return design_of(tmp_path, paths, schemas).tables["owners"]


def test_a_list_that_no_body_brings_is_read_from_the_rows_below(tmp_path: Path) -> None:
    owners = owners_with(tmp_path, pets=listed(component("Pet")))
    (pets,) = owners.relations
    assert (pets.name, pets.table, pets.many, pets.pairs) == (
        "pets",
        "pets",
        True,
        (("id", "owner_id"),),
    )
    assert [column.name for column in owners.columns] == ["id", "name"]


def test_columns_of_the_rows_below_are_enough(tmp_path: Path) -> None:
    summary = {"type": "object", "properties": {"id": NUMBER, "name": TEXT}}
    assert [each.name for each in owners_with(tmp_path, pets=listed(summary)).relations] == ["pets"]
    (tmp_path / "other").mkdir()
    other = {"type": "object", "properties": {"id": NUMBER, "weight": NUMBER}}
    assert owners_with(tmp_path / "other", pets=listed(other)).relations == ()


def test_of_several_lists_the_one_called_like_the_rows_shows_them(tmp_path: Path) -> None:
    pets = listed(component("Pet"))
    owners = owners_with(tmp_path, pets=pets, favourites=pets)
    assert [each.name for each in owners.relations] == ["pets"]
    assert owners.column("favourites").kind == "json"


def test_a_list_of_some_rows_is_not_taken_for_all(tmp_path: Path) -> None:
    assert owners_with(tmp_path, recentPets=listed(component("Pet"))).relations == ()


def test_an_object_that_no_body_brings_is_the_row_that_a_column_names(tmp_path: Path) -> None:
    of_pets = {"id": NUMBER, "ownerId": NUMBER, "owner": component("Owner")}
    pet = {"type": "object", "properties": of_pets}
    new = {"type": "object", "required": ["ownerId"], "properties": {"ownerId": NUMBER}}
    owner = {"type": "object", "properties": {"id": NUMBER, "name": TEXT}}
    named = {"type": "object", "properties": {"name": TEXT}}
    paths = {
        "/owners": {"post": answered(component("Owner"), body="Named")},
        "/owners/{ownerId}": {"get": answered(component("Owner"), "ownerId")},
        "/pets": {"post": answered(component("Pet"), body="New")},
        "/pets/{petId}": {"get": answered(component("Pet"), "petId")},
    }
    schemas = {"Owner": owner, "Pet": pet, "New": new, "Named": named}
    pets = design_of(tmp_path, paths, schemas).tables["pets"]
    (shown,) = pets.relations
    assert (shown.name, shown.table, shown.many) == ("owner", "owners", False)
    assert shown.pairs == (("owner_id", "id"),)
    assert "owner" not in {column.name for column in pets.columns}


def test_rows_that_are_shown_have_a_table_though_no_operation_works_with_them(
    tmp_path: Path,
) -> None:
    owner = {"type": "object", "properties": {"id": NUMBER, "pets": listed(component("Pet"))}}
    pet = {"type": "object", "properties": {"id": NUMBER, "name": TEXT}}
    told = {"summary": "Import the pets of an owner.", **answered(component("Pet"), "ownerId")}
    fed = {"summary": "Feed.", **answered({"type": "object"}, "ownerId", "petId")}
    paths = {
        "/owners": {"post": answered(component("Owner"), body="New")},
        "/owners/{ownerId}": {"get": answered(component("Owner"), "ownerId")},
        "/owners/{ownerId}/pets": {"post": {**told, "x-pactgen-behaviour": "custom"}},
        "/owners/{ownerId}/pets/{petId}": {"get": {**fed, "x-pactgen-behaviour": "custom"}},
    }
    new = {"type": "object", "properties": {"name": TEXT}}
    tables = design_of(tmp_path, paths, {"Owner": owner, "Pet": pet, "New": new}).tables
    assert all(each.table in tables for each in tables["owners"].relations)
